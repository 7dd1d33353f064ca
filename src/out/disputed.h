/* Areas that states dispute, from data/world/disputed.tsv. Private to out. */
#ifndef CASUS_OUT_DISPUTED_H
#define CASUS_OUT_DISPUTED_H

#include "out/words.h"

typedef struct casus_disputed {
  casus_str id, name;
  casus_str held, by, claimed; /* codes parted by " | "; `by`: who holds it, in words, where `held` does not tell all */
  casus_str note;
  casus_date from, to; /* unknown `to`: still */
  double lon, lat;
  const casus_land *land; /* with the rings of it; NULL: a mark at its point */
  size_t first_ring, ring_count;
} casus_disputed;

/* Those of the world's day, in the order of the table. */
int casus_disputed_read(const casus_report *report, casus_arena *arena, casus_disputed **areas, size_t *count,
                        casus_error *err);
/* "Crimea: held by Russia, claimed by Ukraine; the note"; not escaped yet. */
void casus_disputed_words(casus_buffer *out, const casus_report *report, const casus_disputed *area);

#endif
