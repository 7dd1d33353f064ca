/* Organisations by the names that data sets call them, as the record's codes. Private to import. */
#ifndef CASUS_IMPORT_BODIES_H
#define CASUS_IMPORT_BODIES_H

#include "base/base.h"

typedef struct casus_bodies casus_bodies;
/* From data/actors/organisations.tsv and data/world/senders.tsv. Belongs to `arena`. */
int casus_bodies_open(const char *folder, casus_arena *arena, casus_bodies **bodies, casus_error *err);
/* "EU", "European Union" -> "IGOEUR"; ptr NULL: none is called so. */
casus_str casus_bodies_find(const casus_bodies *bodies, casus_str name);

#endif
