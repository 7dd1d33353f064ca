/* Who is meant by words that only point back. Private to coref*.c. */
#ifndef CASUS_CODER_COREF_H
#define CASUS_CODER_COREF_H

#include "coder/mention_scene.h"

/* An actor that later words may point back to. */
typedef struct casus_antecedent {
  uint32_t mention;
  uint32_t sentence;
  uint32_t role; /* the role phrase it is or has as its title, CASUS_NONE: none */
  bool person, subject, plural, quoted;
  char gender; /* 'm', 'f', 'u' */
} casus_antecedent;

typedef struct casus_coref {
  casus_scene *scene;
  uint32_t *role_by_mention;        /* [mentions before any anaphor] CASUS_NONE: not a role */
  uint32_t known_mentions;          /* how many there were then */
  bool *quoted;                     /* [token_count] stands between quotation marks */
  int32_t *voice;                   /* [token_count] the word that names who says it there, -1: nobody known */
  int32_t *resolved;                /* [token_count] the anaphor mention at the token, -1: none */
  CASUS_VEC(casus_antecedent) seen; /* in the order of the text */
} casus_coref;

static inline const casus_mention *casus_coref_mention(const casus_coref *coref, const casus_antecedent *a) {
  return &coref->scene->mentions.items[a->mention];
}
/* Whether the mention is a subject, or coordinated to one; *verb, when not NULL, is what it is the subject of. */
bool casus_coref_subject(const casus_scene *scene, uint32_t head, int32_t *verb);

/* coref_role.c: an owner for a role phrase that has none, where the text names one. */
void casus_coref_role(casus_coref *coref, uint32_t role);

/* coref_pair.c: behind which token "both sides", "the two countries", "either side" and the like end, 0: no such words
 * begin at `token`; and which two they mean, as casus_coref_word. */
uint32_t casus_coref_pair_words(const casus_coref *coref, uint32_t token);
bool casus_coref_pair(const casus_coref *coref, uint32_t token, uint32_t last, casus_party **parties, size_t *count,
                      bool *memory_failed);

/* Arguments of one verb are not the same: "Putin told him". */
bool casus_coref_same_clause(const casus_coref *coref, const casus_antecedent *a, uint32_t token);

/* coref_words.c: the anaphor that starts at `token`. True and its parties (borrowed) and end when it is resolved. */
bool casus_coref_word(casus_coref *coref, uint32_t token, casus_party **parties, size_t *count, uint32_t *last,
                      bool *memory_failed);
/* The nearest subject before `token` that "it" may stand for: SIZE_MAX when there is none. `own_clause`: the subject of
 * the token's own verb will do too, as in "Venezuela has a new minister". */
size_t casus_coref_it(const casus_coref *coref, uint32_t token, bool own_clause);

#endif
