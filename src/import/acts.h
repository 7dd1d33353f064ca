/* What the acts and actors of other data sets are in this record: CAMEO codes, sub-event types, words for sectors.
 * data/codebook/cameo.tsv, intensity.tsv, acts.tsv, sectors.tsv. Private to import. */
#ifndef CASUS_IMPORT_ACTS_H
#define CASUS_IMPORT_ACTS_H

#include "coder/coder.h"

typedef struct casus_acts casus_acts;
/* Lives in `arena`. */
int casus_acts_open(const char *folder, casus_arena *arena, casus_acts **acts, casus_error *err);

typedef struct casus_act {
  bool deed; /* one of PLOVER's; else the rest is not set */
  casus_event_type type;
  casus_str mode;
  double intensity; /* of the code, -10 … 10 */
} casus_act;

/* False: no CAMEO code (two to four digits, 01 … 20 in front). */
bool casus_acts_of_cameo(const casus_acts *acts, casus_str code, casus_act *act);
/* The CAMEO code of a set's own word ("acled", "Armed clash"), empty for what is no deed; {NULL, 0}: not known. */
casus_str casus_acts_of_word(const casus_acts *acts, const char *system, casus_str word);
/* The sector of the words in `list`, parted by `separator`: of the one with the lowest rank. Empty: none known. A word
 * of three capital letters that is not in the table is a sector of this record. */
casus_str casus_acts_sector(const casus_acts *acts, const char *system, casus_str list, char separator);

#endif
