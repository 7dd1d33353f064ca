/* What the layouts of militarised disputes share. Private to import. */
#ifndef CASUS_IMPORT_MID_H
#define CASUS_IMPORT_MID_H

#include "import/pairs.h"

/* One side of a dispute as told by one record. Level 0, fatality and origin unknown: not told. */
typedef struct casus_mid_side {
  casus_str state;
  int level; /* 1 no militarised act … 5 war */
  casus_maybe fatality, origin;
} casus_mid_side;

/* Level from a hostility level or, where the set has none, from the highest act. False: skipped. */
bool casus_mid_level(casus_importer *in, size_t level_column, size_t act_column, int *level);
/* -9 and what is missing: not told. False: skipped. */
bool casus_mid_maybe(casus_importer *in, size_t column, int64_t most, casus_maybe *value);
/* One record of a pair in a dispute; the incident of both grows by it. */
void casus_mid_add(casus_importer *in, casus_pairs *pairs, casus_str dispute, const casus_mid_side *one,
                   const casus_mid_side *other, casus_date first, casus_date last);

/* A layout of the two sets that tell disputes alike; its row and end functions are named here. */
#define CASUS_MID_FORMAT(symbol, set, shape, what, whose, read, finish, kept)                                          \
  const casus_import_format symbol = {                                                                                 \
      .name = set,                                                                                                     \
      .layout = shape,                                                                                                 \
      .series = set,                                                                                                   \
      .brings = "incidents by pair and dispute",                                                                       \
      .about = what,                                                                                                   \
      .citation = whose,                                                                                               \
      .columns = COLUMNS,                                                                                              \
      .column_count = CASUS_COUNT(COLUMNS),                                                                            \
      .row = read,                                                                                                     \
      .end = finish,                                                                                                   \
      .state_size = sizeof(kept),                                                                                      \
  }
#define CASUS_MID_CITATION "Correlates of War Militarized Interstate Disputes: Palmer et al. 2021; free with citation"
#define CASUS_GML_CITATION                                                                                             \
  "Gibler-Miller-Little Militarized Interstate Disputes: Gibler, Miller and Little 2016; free with citation"

#endif
