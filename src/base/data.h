#ifndef CASUS_BASE_DATA_H
#define CASUS_BASE_DATA_H

#include "base/arena.h"
#include "base/error.h"

/* The files of the project's data/ folder are part of the program. `folder` (NULL: none) names a directory whose
 * files win over the built-in ones, so that a lexicon can be changed without building.
 * name: path below data/, as "actors/states.tsv". The bytes are borrowed from the program or live in `arena`.
 * CASUS_E_DATA when there is no such file. */
int casus_data_get(const char *folder, const char *name, casus_arena *arena, casus_str *bytes, casus_error *err);

/* Names of built-in files that start with `prefix`, in bytewise order: call with index 0, 1, … until NULL. */
const char *casus_data_name(const char *prefix, size_t index);

#endif
