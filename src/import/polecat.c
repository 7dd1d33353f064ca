/* POLECAT: PLOVER events of NGEC, weekly files of 40 columns. */
#include <math.h>

#include "import/deed.h"

enum {
  ID,
  DAY,
  TYPE,
  MODE,
  INTENSITY,
  CONTEXTS,
  NAME_1,
  STATE_1,
  SECTOR_1,
  NAME_2,
  STATE_2,
  SECTOR_2,
  CITY,
  PROVINCE,
  COUNTRY,
  LAT,
  LON,
  SOURCE
};
static const char *const COLUMNS[] = {"Event ID",       "Event Date",        "Event Type",
                                      "Event Mode",     "Intensity",         "Contexts",
                                      "Actor Name",     "Actor Country",     "Primary Actor Sector",
                                      "Recipient Name", "Recipient Country", "Primary Recipient Sector",
                                      "?City",          "?Province",         "?Country",
                                      "?Latitude",      "?Longitude",        "?Source"};

enum { FIELDS = 40 }; /* of a record */

/* "None" stands for what is missing; lists are parted by "; ". The nth item, empty when there is none. */
static casus_str item_of(casus_importer *in, size_t column, size_t n) {
  casus_str rest = casus_import_field(in, column), item = {NULL, 0};
  for (size_t i = 0; i <= n; i++)
    if (!casus_str_split(&rest, ';', &item)) return CASUS_STR("");
  item = casus_str_trim(item);
  return casus_import_missing(item) || casus_str_ieq(item, CASUS_STR("None")) ? CASUS_STR("") : item;
}

static bool find_state(casus_importer *in, casus_str code, casus_date day, casus_str *state) {
  char why[CASUS_CODES_WHY];
  *state = CASUS_STR("");
  if (!code.len || casus_state_codes_is_stateless(in->codes, CASUS_CODES_CAMEO, code)) return true;
  *state = casus_state_codes_find(in->codes, CASUS_CODES_CAMEO, code, day, why);
  if (!state->ptr) *state = casus_state_codes_find(in->codes, CASUS_CODES_GROUP, code, day, why);
  if (!state->ptr) *state = casus_state_codes_find(in->codes, CASUS_CODES_NAME, code, day, why);
  if (!state->ptr) casus_import_skip(in, "%s", why);
  return state->ptr != NULL;
}

/* Of a reciprocal event all parties are actors and there is no recipient: the second one stands in for it. */
static bool read_parties(casus_importer *in, casus_imported_event *event) {
  casus_str second = item_of(in, STATE_2, 0);
  bool reciprocal = !second.len && !item_of(in, NAME_2, 0).len;
  size_t n = reciprocal ? 1 : 0;
  if (reciprocal) second = item_of(in, STATE_1, 1);
  if (!find_state(in, item_of(in, STATE_1, 0), event->date, &event->source) ||
      !find_state(in, second, event->date, &event->target))
    return false;
  event->source_name = item_of(in, NAME_1, 0);
  event->target_name = item_of(in, reciprocal ? NAME_1 : NAME_2, n);
  const casus_acts *acts = casus_deed_acts(in);
  if (!acts) return false;
  event->source_sector = casus_acts_sector(acts, "polecat", item_of(in, SECTOR_1, 0), ';');
  event->target_sector = casus_acts_sector(acts, "polecat", item_of(in, reciprocal ? SECTOR_1 : SECTOR_2, n), ';');
  return true;
}

static bool read_type(casus_importer *in, casus_imported_event *event) {
  casus_str word = casus_import_field(in, TYPE);
  for (int type = 0; type < CASUS_EVENT_TYPE_COUNT; type++)
    if (casus_str_ieq(word, casus_str_from_c(casus_event_type_name((casus_event_type)type)))) {
      event->type = (casus_event_type)type;
      return true;
    }
  casus_import_skip(in, "no event type of PLOVER: \"%.*s\"", CASUS_STR_FMT(casus_str_sub(word, 0, 60)));
  return false;
}

/* "None" in a column of numbers. */
static bool read_number(casus_importer *in, size_t column, double *value) {
  *value = NAN;
  return !item_of(in, column, 0).len || casus_import_number_or(in, column, NAN, value);
}

static void read_place(casus_importer *in, casus_imported_event *event) {
  casus_str city = item_of(in, CITY, 0), province = item_of(in, PROVINCE, 0);
  char why[CASUS_CODES_WHY];
  event->place = city.len ? city : province;
  event->placed = !isnan(event->lat) && !isnan(event->lon);
  if (event->placed) event->place_precision = (casus_maybe){true, city.len ? 1 : province.len ? 2 : 3};
  casus_str country = item_of(in, COUNTRY, 0);
  event->place_state = casus_state_codes_find(in->codes, country.len == 3 ? CASUS_CODES_CAMEO : CASUS_CODES_NAME,
                                              country, event->date, why);
}

static void read_event(casus_importer *in) {
  casus_imported_event event = {.deaths = -1};
  size_t fewest = in->fields < FIELDS ? in->fields : FIELDS; /* a header may name more than there are */
  if (in->csv->count < fewest) {
    casus_import_skip(in, "%zu fields, fewer than %zu", in->csv->count, fewest);
    return;
  }
  if (!read_type(in, &event) || !casus_import_date(in, DAY, &event.date) || !read_parties(in, &event) ||
      !read_number(in, INTENSITY, &event.intensity) || !read_number(in, LAT, &event.lat) ||
      !read_number(in, LON, &event.lon))
    return;
  event.mode = item_of(in, MODE, 0);
  event.context = item_of(in, CONTEXTS, 0).len ? casus_import_field(in, CONTEXTS) : CASUS_STR("");
  read_place(in, &event);
  event.text = item_of(in, SOURCE, 0);
  event.reference = casus_import_field(in, ID);
  casus_deed_add(in, &event);
}

const casus_import_format casus_import_polecat = {
    .name = "polecat",
    .layout = "events",
    .brings = "events by state pair and day, machine-coded",
    .about = "POLECAT, weekly files of 40 columns (doi:10.7910/DVN/AJGVIT)",
    .citation = "POLECAT: Halterman et al. 2023, Harvard Dataverse",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .machine_coded = true,
    .ragged = true,
    .pieces = true,
    .row = read_event,
    .state_size = sizeof(casus_deed_state),
};
