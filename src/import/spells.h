/* Stretches of time in which a tie held, gathered from a whole file: neighbours become one. Private to import. */
#ifndef CASUS_IMPORT_SPELLS_H
#define CASUS_IMPORT_SPELLS_H

#include "import/format.h"

typedef struct casus_spell {
  casus_str from, to, kind; /* live as long as the import, as the other texts */
  bool mutual;
  casus_date first, last; /* last unknown: it had not ended when the set did */
  casus_str treaty, note;
  uint64_t line;
} casus_spell;

typedef struct casus_spells {
  CASUS_VEC(casus_spell) list;
  int32_t newest; /* the last day that the set speaks of; 0: none seen */
} casus_spells;

/* The set speaks of this day. */
void casus_spells_seen(casus_spells *spells, casus_date date);
/* Keeps the record at hand. Sides of a mutual tie are put in order; one that is tied to itself is not. */
void casus_spells_add(casus_importer *in, casus_spells *spells, const casus_spell *spell);
/* Those whose last year is the newest of the set go on: what ended later, the set cannot know. */
void casus_spells_open_newest(casus_spells *spells);
/* In `end`: adds each as a tie, of the same sides and kind those that touch or overlap as one. A tie that goes on says
 * until when the set knew of it. */
void casus_spells_emit(casus_importer *in, casus_spells *spells);

#endif
