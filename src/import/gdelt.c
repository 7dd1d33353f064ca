/* GDELT event tables: one row an event, no header, tabs; actors in CAMEO, places in FIPS 10-4. */
#include "import/deed.h"

enum {
  ID,
  DAY,
  NAME_1,
  STATE_1,
  GROUP_1,
  TYPE_11,
  TYPE_12,
  TYPE_13,
  NAME_2,
  STATE_2,
  GROUP_2,
  TYPE_21,
  TYPE_22,
  TYPE_23,
  CODE,
  ROOT,
  GOLDSTEIN,
  MENTIONS,
  PLACE_TYPE,
  PLACE,
  PLACE_STATE,
  LAT,
  LON,
  URL
};
static const char *const COLUMNS[] = {"GLOBALEVENTID|GlobalEventID",
                                      "SQLDATE|Day",
                                      "Actor1Name",
                                      "Actor1CountryCode",
                                      "Actor1KnownGroupCode",
                                      "Actor1Type1Code",
                                      "Actor1Type2Code",
                                      "Actor1Type3Code",
                                      "Actor2Name",
                                      "Actor2CountryCode",
                                      "Actor2KnownGroupCode",
                                      "Actor2Type1Code",
                                      "Actor2Type2Code",
                                      "Actor2Type3Code",
                                      "EventCode",
                                      "EventRootCode",
                                      "GoldsteinScale",
                                      "NumMentions",
                                      "ActionGeo_Type",
                                      "ActionGeo_FullName",
                                      "ActionGeo_CountryCode",
                                      "ActionGeo_Lat",
                                      "ActionGeo_Long",
                                      "?SOURCEURL"};

#define HEAD                                                                                                           \
  "GLOBALEVENTID SQLDATE MonthYear Year FractionDate "                                                                 \
  "Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code "                 \
  "Actor1Religion2Code Actor1Type1Code Actor1Type2Code Actor1Type3Code "                                               \
  "Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code "                 \
  "Actor2Religion2Code Actor2Type1Code Actor2Type2Code Actor2Type3Code "                                               \
  "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles "     \
  "AvgTone "
#define PLACE_1(who)                                                                                                   \
  who "Geo_Type " who "Geo_FullName " who "Geo_CountryCode " who "Geo_ADM1Code " who "Geo_Lat " who "Geo_Long " who    \
      "Geo_FeatureID "
#define PLACE_2(who)                                                                                                   \
  who "Geo_Type " who "Geo_FullName " who "Geo_CountryCode " who "Geo_ADM1Code " who "Geo_ADM2Code " who               \
      "Geo_Lat " who "Geo_Long " who "Geo_FeatureID "
#define HEADER_1 HEAD PLACE_1("Actor1") PLACE_1("Actor2") PLACE_1("Action") "DATEADDED"
#define HEADER_2 HEAD PLACE_2("Actor1") PLACE_2("Actor2") PLACE_2("Action") "DATEADDED SOURCEURL"
enum { FEWEST_FIELDS = 57 };

/* A state by its country code, else an organisation by its group code. False: skipped. */
static bool read_actor(casus_importer *in, size_t state, size_t group, casus_date day, casus_str *actor) {
  char why[CASUS_CODES_WHY];
  if (!casus_deed_state_of(in, state, CASUS_CODES_CAMEO, day, actor)) return false;
  if (actor->len) return true;
  casus_str body = casus_state_codes_find(in->codes, CASUS_CODES_GROUP, casus_import_field(in, group), day, why);
  if (body.ptr) *actor = body;
  return true;
}

/* Of three types the one that tells most. */
static casus_str read_sector(casus_importer *in, size_t first_type) {
  casus_str best = {NULL, 0};
  casus_str list = casus_arena_printf(in->scratch, "%.*s;%.*s;%.*s", CASUS_STR_FMT(casus_import_field(in, first_type)),
                                      CASUS_STR_FMT(casus_import_field(in, first_type + 1)),
                                      CASUS_STR_FMT(casus_import_field(in, first_type + 2)));
  if (list.ptr) return casus_acts_sector(casus_deed_acts(in), "cameo", list, ';');
  in->rc = casus_fail_memory(in->err);
  return best;
}

/* 1 a state, 2 a province of the U.S., 3 a city there, 4 a city of the world, 5 a province of the world; here: the
 * smaller, the better. */
static casus_maybe place_precision(casus_importer *in) {
  casus_str type = casus_import_field(in, PLACE_TYPE);
  static const int precision[] = {0, 3, 2, 1, 1, 2};
  int64_t kind;
  if (!casus_parse_int(type, &kind) || kind < 1 || kind > 5) return (casus_maybe){0};
  return (casus_maybe){true, precision[kind]};
}

/* The CAMEO code. A spreadsheet takes "043" for a number: then the root code has lost its nought as well. */
static casus_str read_code(casus_importer *in) {
  casus_str code = casus_import_field(in, CODE);
  if (casus_import_field(in, ROOT).len != 1) return code;
  return casus_arena_printf(in->scratch, "0%.*s", CASUS_STR_FMT(code));
}

static void read_event(casus_importer *in) {
  casus_imported_event event = {.deaths = -1};
  double intensity;
  if (in->csv->count < FEWEST_FIELDS) {
    casus_import_skip(in, "%zu fields, fewer than %d", in->csv->count, FEWEST_FIELDS);
    return;
  }
  if (!casus_deed_cameo(in, read_code(in), &event) || !casus_import_date(in, DAY, &event.date) ||
      !read_actor(in, STATE_1, GROUP_1, event.date, &event.source) ||
      !read_actor(in, STATE_2, GROUP_2, event.date, &event.target) ||
      !casus_import_number_or(in, GOLDSTEIN, event.intensity, &intensity) ||
      !casus_deed_maybe(in, MENTIONS, &event.mentions) || !casus_deed_position(in, LAT, LON, &event))
    return;
  event.intensity = intensity;
  event.source_name = casus_import_field(in, NAME_1);
  event.target_name = casus_import_field(in, NAME_2);
  event.source_sector = read_sector(in, TYPE_11);
  event.target_sector = read_sector(in, TYPE_21);
  event.place = casus_import_field(in, PLACE);
  event.place_precision = place_precision(in);
  casus_deed_place_state(in, PLACE_STATE, CASUS_CODES_FIPS, &event);
  event.text = casus_import_field(in, URL);
  event.reference = casus_import_field(in, ID);
  casus_deed_add(in, &event);
}

#define GDELT(symbol, version, header_line, what)                                                                      \
  const casus_import_format symbol = {                                                                                 \
      .name = "gdelt",                                                                                                 \
      .layout = version,                                                                                               \
      .series = "gdelt",                                                                                               \
      .brings = "events by state pair and day, machine-coded",                                                         \
      .about = what,                                                                                                   \
      .citation = "GDELT event database: The GDELT Project (Leetaru and Schrodt 2013), free for any use",              \
      .columns = COLUMNS,                                                                                              \
      .column_count = CASUS_COUNT(COLUMNS),                                                                            \
      .machine_coded = true,                                                                                           \
      .header = header_line,                                                                                           \
      .unquoted = true,                                                                                                \
      .ragged = true,                                                                                                  \
      .pieces = true,                                                                                                  \
      .row = read_event,                                                                                               \
      .state_size = sizeof(casus_deed_state),                                                                          \
  }

GDELT(casus_import_gdelt_2, "2.0", HEADER_2, "GDELT 2.0 event files, 61 columns (data.gdeltproject.org)");
GDELT(casus_import_gdelt_1, "1.0", HEADER_1 " SOURCEURL", "GDELT 1.0 event files, 58 columns");
GDELT(casus_import_gdelt_old, "1.0-2012", HEADER_1, "GDELT 1.0 event files up to March 2013, 57 columns");
