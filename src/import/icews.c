/* ICEWS event data: names in words, states in brackets and in columns of their own, sectors in words. */
#include "import/deed.h"

enum {
  ID,
  DAY,
  NAME_1,
  SECTORS_1,
  STATE_1,
  TEXT,
  CODE,
  INTENSITY,
  NAME_2,
  SECTORS_2,
  STATE_2,
  PUBLISHER,
  CITY,
  PROVINCE,
  COUNTRY,
  LAT,
  LON
};
static const char *const COLUMNS[] = {
    "Event ID",   "Event Date", "Source Name", "Source Sectors", "?Source Country", "Event Text",
    "CAMEO Code", "Intensity",  "Target Name", "Target Sectors", "?Target Country", "?Publisher",
    "?City",      "?Province",  "?Country",    "?Latitude",      "?Longitude"};

/* "Finance Ministry (Kenya)" -> "Kenya" */
static casus_str bracketed(casus_str name) {
  if (!name.len || name.ptr[name.len - 1] != ')') return CASUS_STR("");
  size_t open = name.len;
  while (open && name.ptr[open - 1] != '(') open--;
  return open ? casus_str_sub(name, open, name.len - 1) : CASUS_STR("");
}

/* The column of the country, else the brackets, else an organisation's name. False: skipped. */
static bool read_actor(casus_importer *in, size_t state, size_t name_column, casus_date day, casus_str *actor) {
  char why[CASUS_CODES_WHY];
  casus_str name = casus_import_field(in, name_column);
  if (!casus_deed_state_of(in, state, CASUS_CODES_NAME, day, actor)) return false;
  if (actor->len) return true;
  casus_str found = casus_state_codes_find(in->codes, CASUS_CODES_NAME, bracketed(name), day, why);
  if (!found.ptr) found = casus_state_codes_find(in->codes, CASUS_CODES_ORGANISATION, name, day, why);
  if (found.ptr) *actor = found;
  return true;
}

static casus_str read_sector(casus_importer *in, size_t column) {
  casus_str list = casus_import_field(in, column);
  return casus_acts_sector(casus_deed_acts(in), "icews", list, ',');
}

static void read_place(casus_importer *in, casus_imported_event *event) {
  casus_str city = casus_import_field(in, CITY), province = casus_import_field(in, PROVINCE);
  bool has_city = !casus_import_missing(city), has_province = !casus_import_missing(province);
  event->place = has_city ? city : has_province ? province : CASUS_STR("");
  if (event->placed) event->place_precision = (casus_maybe){true, has_city ? 1 : has_province ? 2 : 3};
  casus_deed_place_state(in, COUNTRY, CASUS_CODES_NAME, event);
}

static void read_event(casus_importer *in) {
  casus_imported_event event = {.deaths = -1};
  double intensity;
  if (!casus_deed_cameo(in, casus_import_field(in, CODE), &event) || !casus_import_date(in, DAY, &event.date) ||
      !read_actor(in, STATE_1, NAME_1, event.date, &event.source) ||
      !read_actor(in, STATE_2, NAME_2, event.date, &event.target) ||
      !casus_import_number_or(in, INTENSITY, event.intensity, &intensity) || !casus_deed_position(in, LAT, LON, &event))
    return;
  event.intensity = intensity;
  event.source_name = casus_import_field(in, NAME_1);
  event.target_name = casus_import_field(in, NAME_2);
  event.source_sector = read_sector(in, SECTORS_1);
  event.target_sector = read_sector(in, SECTORS_2);
  read_place(in, &event);
  event.text = casus_import_field(in, TEXT);
  event.reference = casus_import_field(in, ID);
  casus_deed_add(in, &event);
}

const casus_import_format casus_import_icews = {
    .name = "icews",
    .layout = "events",
    .brings = "events by state pair and day, machine-coded",
    .about = "ICEWS Coded Event Data, yearly and weekly files to April 2023 (doi:10.7910/DVN/28075)",
    .citation = "ICEWS Coded Event Data: Boschee et al. 2015, Harvard Dataverse",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .machine_coded = true,
    .pieces = true,
    .row = read_event,
    .state_size = sizeof(casus_deed_state),
};
