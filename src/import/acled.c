/* Files in the layout of ACLED's exports: 31 columns, one row an event, actors in words. */
#include "import/deed.h"

enum {
  ID,
  DAY,
  DAY_PRECISION,
  ACT,
  NAME_1,
  KIND_1,
  NAME_2,
  KIND_2,
  COUNTRY,
  LOCATION,
  LAT,
  LON,
  PLACE_PRECISION,
  NOTES,
  DEATHS
};
static const char *const COLUMNS[] = {"event_id_cnty", "event_date", "?time_precision", "sub_event_type", "actor1",
                                      "inter1",        "actor2",     "inter2",          "country",        "location",
                                      "?latitude",     "?longitude", "?geo_precision",  "notes",          "fatalities"};

/* "Military Forces of Chad (2021-)" -> "Chad"; "Protesters (Peru)" -> "Peru". */
static casus_str state_in(casus_str name, bool forces) {
  size_t of = forces ? casus_str_find(name, CASUS_STR(" of "), 0) : SIZE_MAX;
  size_t open = casus_str_find(name, CASUS_STR("("), 0), close = casus_str_find(name, CASUS_STR(")"), 0);
  if (of != SIZE_MAX) return casus_str_trim(casus_str_sub(name, of + 4, open < name.len ? open : name.len));
  return open < close && close < name.len ? casus_str_sub(name, open + 1, close) : CASUS_STR("");
}

/* "Military Forces of Chad (2021-)" -> "Military Forces" */
static casus_str kind_in(casus_str name) { return casus_str_sub(name, 0, casus_str_find(name, CASUS_STR(" of "), 0)); }

/* Forces and governments are their state's; who else is named without one is at home where it happened, but for those
 * that the set calls external. */
static bool read_actor(casus_importer *in, size_t name_column, size_t kind_column, const casus_imported_event *event,
                       casus_str *actor, casus_str *sector) {
  char why[CASUS_CODES_WHY];
  const casus_acts *acts = casus_deed_acts(in);
  casus_str name = casus_import_field(in, name_column), kind = casus_import_field(in, kind_column);
  if (!acts) return false;
  *actor = *sector = CASUS_STR("");
  if (casus_import_missing(name)) return true;
  casus_str own = casus_acts_sector(acts, "acled", kind_in(name), ';');
  *sector = own.len ? own : casus_acts_sector(acts, "acled", kind, ';');
  *actor = casus_state_codes_find(in->codes, CASUS_CODES_NAME, state_in(name, own.len > 0), event->date, why);
  if (!actor->ptr) *actor = own.len || !sector->len ? CASUS_STR("") : event->place_state;
  return true;
}

static bool read_day(casus_importer *in, casus_imported_event *event) {
  int64_t precision;
  if (!casus_import_date(in, DAY, &event->date) || !casus_import_int_or(in, DAY_PRECISION, 1, &precision)) return false;
  if (precision == 2) event->last = (casus_date){event->date.day + 6, CASUS_DATE_DAY}; /* some day of that week */
  if (precision < 3 || !casus_date_known(event->date)) return true;
  int year, month, day;
  casus_civil_from_days(event->date.day, &year, &month, &day);
  return casus_date_from_civil(year, month, 0, &event->date);
}

static void read_event(casus_importer *in) {
  casus_imported_event event = {.deaths = -1};
  if (!casus_deed_word(in, "acled", ACT, &event) || !read_day(in, &event) ||
      !casus_import_state(in, COUNTRY, CASUS_CODES_NAME, event.date, &event.place_state) ||
      !read_actor(in, NAME_1, KIND_1, &event, &event.source, &event.source_sector) ||
      !read_actor(in, NAME_2, KIND_2, &event, &event.target, &event.target_sector) ||
      !casus_import_int_or(in, DEATHS, -1, &event.deaths) || !casus_deed_position(in, LAT, LON, &event) ||
      !casus_deed_maybe(in, PLACE_PRECISION, &event.place_precision))
    return;
  event.source_name = casus_import_field(in, NAME_1);
  event.target_name = casus_import_field(in, NAME_2);
  event.place = casus_import_field(in, LOCATION);
  event.text = casus_import_field(in, NOTES);
  event.reference = casus_import_field(in, ID);
  casus_deed_add(in, &event);
}

const casus_import_format casus_import_acled_layout = {
    .name = "acled-layout",
    .layout = "events",
    .brings = "events with actors and deaths",
    .about = "a file of one's own in the layout of ACLED's exports (31 columns)",
    .citation = "Events in ACLED's layout: terms of whoever published them; ACLED's own do not allow to pass its data on",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .pieces = true,
    .row = read_event,
    .state_size = sizeof(casus_deed_state),
};
