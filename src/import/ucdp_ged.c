/* UCDP Georeferenced Event Dataset: every record an event with deaths; fights of two states also make an incident a
 * pair and year. */
#include "import/deed.h"
#include "import/pairs.h"

enum {
  ID,
  KIND,
  CONFLICT,
  CONFLICT_NAME,
  SIDE_A,
  SIDE_B,
  GW_A,
  GW_B,
  COUNTRY,
  WHERE,
  WHERE_PRECISION,
  LAT,
  LON,
  DAY_PRECISION,
  FIRST,
  LAST,
  BEST,
  HIGH,
  LOW,
  HEADLINE
};
static const char *const COLUMNS[] = {"id",
                                      "type_of_violence",
                                      "conflict_new_id|conflict_id",
                                      "?conflict_name",
                                      "side_a",
                                      "side_b",
                                      "gwnoa",
                                      "gwnob",
                                      "country_id",
                                      "?where_coordinates|where_description",
                                      "?where_prec",
                                      "?latitude",
                                      "?longitude",
                                      "date_prec",
                                      "date_start",
                                      "date_end",
                                      "best|best_est",
                                      "high|high_est",
                                      "low|low_est",
                                      "?source_headline"};
enum { OF_STATES = 1, OF_GROUPS = 2, ONE_SIDED = 3, WAR = 1000 /* deaths a year, as UCDP has it */ };

typedef struct ged_state {
  casus_deed_state deed;
  casus_pairs pairs;
} ged_state;

/* A government has a number; a group is at home where it fights. */
static bool read_side(casus_importer *in, size_t number, const casus_imported_event *event, casus_str *actor,
                      casus_str *sector) {
  bool government = !casus_import_missing(casus_import_field(in, number));
  *sector = government ? CASUS_STR("GOV") : CASUS_STR("REB");
  *actor = event->place_state;
  return !government || casus_import_state(in, number, CASUS_CODES_GW, event->date, actor);
}

/* 1 the day; 2 and 3 some days of a week; 4 a month; 5 longer. The range itself is kept where it is one. */
static bool read_days(casus_importer *in, casus_imported_event *event) {
  int64_t precision;
  if (!casus_import_date(in, FIRST, &event->date) || !casus_import_date(in, LAST, &event->last) ||
      !casus_import_int_or(in, DAY_PRECISION, 1, &precision))
    return false;
  bool told = casus_date_known(event->last), later = told && casus_date_last_day(event->last) > event->date.day;
  bool earlier = told && event->last.day < event->date.day; /* to be refused */
  if (!earlier && (precision <= 1 || !later)) event->last = (casus_date){0};
  return true;
}

static bool read_deaths(casus_importer *in, casus_imported_event *event) {
  return casus_import_int_or(in, BEST, -1, &event->deaths) && casus_deed_maybe(in, LOW, &event->deaths_low) &&
         casus_deed_maybe(in, HIGH, &event->deaths_high);
}

static void add_to_pair(casus_importer *in, const casus_imported_event *event) {
  ged_state *state = in->state;
  int year, month, day;
  bool is_new;
  casus_civil_from_days(event->date.day, &year, &month, &day);
  casus_str conflict = casus_import_field(in, CONFLICT);
  casus_str key = casus_arena_printf(in->scratch, "%.*s %d", CASUS_STR_FMT(conflict), year);
  casus_pair *pair = key.ptr ? casus_pairs_get(in, &state->pairs, key, event->source, event->target, &is_new) : NULL;
  if (!pair) {
    if (!key.ptr) in->rc = casus_fail_memory(in->err);
    return;
  }
  if (is_new) pair->incident.dispute = casus_arena_copy(in->arena, conflict);
  pair->records++;
  pair->deaths += event->deaths > 0 ? event->deaths : 0;
  casus_pair_dates(pair, event->date, event->last);
}

static void read_event(casus_importer *in) {
  casus_imported_event event = {.deaths = -1};
  int64_t kind;
  if (!casus_deed_word(in, "ucdp", KIND, &event) || !casus_import_int(in, KIND, &kind) || !read_days(in, &event) ||
      !casus_import_state(in, COUNTRY, CASUS_CODES_GW, event.date, &event.place_state) ||
      !read_side(in, GW_A, &event, &event.source, &event.source_sector) ||
      !read_side(in, GW_B, &event, &event.target, &event.target_sector) || !read_deaths(in, &event) ||
      !casus_deed_maybe(in, WHERE_PRECISION, &event.place_precision) || !casus_deed_position(in, LAT, LON, &event))
    return;
  if (kind == ONE_SIDED) event.target_sector = CASUS_STR("CVL");
  event.source_name = casus_import_field(in, SIDE_A);
  event.target_name = casus_import_field(in, SIDE_B);
  event.place = casus_import_field(in, WHERE);
  event.text = casus_import_field(in, HEADLINE);
  event.reference = casus_import_field(in, ID);
  casus_deed_add(in, &event);
  bool of_two_states = kind == OF_STATES && casus_str_eq(event.source_sector, event.target_sector);
  if (in->kept && !in->skipped && of_two_states && !casus_str_eq(event.source, event.target)) add_to_pair(in, &event);
}

static void add_incidents(casus_importer *in) {
  ged_state *state = in->state;
  for (size_t i = 0; i < state->pairs.list.count && in->rc == CASUS_OK; i++) {
    casus_pair *pair = &state->pairs.list.items[i];
    pair->incident.level = pair->deaths >= WAR ? 5 : 4;
    pair->incident.fatal = pair->deaths > 0;
    pair->incident.name = casus_arena_printf(in->arena, "%lld battle events, %lld deaths in the year",
                                             (long long)pair->records, (long long)pair->deaths);
    if (!pair->incident.name.ptr) in->rc = casus_fail_memory(in->err);
  }
  casus_pairs_add(in, &state->pairs);
}

const casus_import_format casus_import_ucdp_ged = {
    .name = "ucdp-ged",
    .layout = "events",
    .brings = "events with deaths; incidents of two states by pair and year",
    .about = "UCDP Georeferenced Event Dataset, also the monthly candidate events (ucdp.uu.se)",
    .citation = "UCDP Georeferenced Event Dataset: Sundberg and Melander 2013; Davies et al. 2025; CC BY 4.0",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .pieces = true,
    .row = read_event,
    .end = add_incidents,
    .state_size = sizeof(ged_state),
};
