/* What formats of events have in common. Private to import. */
#ifndef CASUS_IMPORT_DEED_H
#define CASUS_IMPORT_DEED_H

#include "import/acts.h"
#include "import/format.h"

/* What their in->state starts with. */
typedef struct casus_deed_state {
  casus_acts *acts;
} casus_deed_state;

/* The tables, opened with the first record; NULL: they could not be, and the import ends. */
const casus_acts *casus_deed_acts(casus_importer *in);

/* Type, mode, code and intensity from a CAMEO code. False: the record was skipped or left out. */
bool casus_deed_cameo(casus_importer *in, casus_str code, casus_imported_event *event);
/* The same from a set's own word for an act; `column` is where it stands. */
bool casus_deed_word(casus_importer *in, const char *system, size_t column, casus_imported_event *event);

/* The code's state, or empty when the code is known and means none (a region, an organisation). False: the code is not
 * known, the record was skipped. */
bool casus_deed_state_of(casus_importer *in, size_t column, casus_code_system system, casus_date when,
                         casus_str *state);
/* The state where it happened; what is not known stays empty. */
void casus_deed_place_state(casus_importer *in, size_t column, casus_code_system system, casus_imported_event *event);
/* Latitude and longitude, both or none. False: skipped. */
bool casus_deed_position(casus_importer *in, size_t lat, size_t lon, casus_imported_event *event);
/* A number that may be missing or negative for "not told". False: skipped. */
bool casus_deed_maybe(casus_importer *in, size_t column, casus_maybe *value);

/* Adds the event if one side at least is a state or an organisation. */
void casus_deed_add(casus_importer *in, const casus_imported_event *event);

#endif
