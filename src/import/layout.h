/* Which layout of a name a file has. Private to import. */
#ifndef CASUS_IMPORT_LAYOUT_H
#define CASUS_IMPORT_LAYOUT_H

#include "import/format.h"

/* The formats in the order of formats.c, ended by NULL. */
extern const casus_import_format *const casus_import_formats[];

/* Finds the header among the first lines of `bytes` (a preamble may stand before it) and the format of that name whose
 * columns are in it. Fills format, places, fields of `in` and leaves in->csv at the first record. CASUS_E_USAGE: no
 * such name; CASUS_E_INPUT: no header of it; the message says which columns are wanting. */
int casus_import_find_layout(casus_importer *in, casus_str name, casus_str bytes, casus_error *err);

#endif
