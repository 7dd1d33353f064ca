/* The choice between entries that are written alike. Private to mention_choice.c and mention_fits.c. */
#ifndef CASUS_CODER_MENTION_CHOICE_H
#define CASUS_CODER_MENTION_CHOICE_H

#include "coder/mention_scene.h"

typedef struct casus_chooser {
  casus_scene *scene;
  CASUS_VEC(casus_str) seen; /* full names of persons, in the order of the text */
  casus_str american;        /* the state whose name is that of a U.S. state here; empty: none */
} casus_chooser;

static inline bool casus_is_adjectival(casus_entry_kind kind) {
  return kind == CASUS_ENTRY_ADJECTIVE || kind == CASUS_ENTRY_DEMONYM;
}

/* 1 more than the index of the person or organisation among those seen so far; 0: not seen. */
size_t casus_chooser_seen(const casus_chooser *c, casus_str name);
/* mention_fits.c: whether the entry may be meant by the hit. */
bool casus_candidate_fits(casus_chooser *c, const casus_hit *hit, const casus_entry *entry);

#endif
