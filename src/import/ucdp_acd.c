/* UCDP/PRIO Armed Conflict Dataset: a record a conflict and year, sides as lists or one record a pair of sides. Two
 * states make an incident; a state and an armed group an event. */
#include "import/deed.h"
#include "import/pairs.h"

enum { CONFLICT, YEAR, INTENSITY, KIND, A, A_2ND, B, B_2ND, NAME_B, START, ENDED, END, ISSUE, TERRITORY };
static const char *const COLUMNS[] = {"conflict_id",      "year",           "intensity_level", "type_of_conflict",
                                      "gwno_a",           "?gwno_a_2nd",    "gwno_b",          "?gwno_b_2nd",
                                      "?side_b",          "?start_date2",   "?ep_end",         "?ep_end_date",
                                      "?incompatibility", "?territory_name"};

typedef struct acd_state {
  casus_deed_state deed;
  casus_pairs pairs;
  casus_map told; /* conflict, year, state and its part in it -> 1 */
} acd_state;

/* The days of the conflict within its year. */
typedef struct stretch {
  casus_date year, first, last;
} stretch;

static bool is_in(casus_date date, casus_date year) {
  return casus_date_known(date) && date.day >= year.day && date.day <= casus_date_last_day(year);
}

static bool read_days(casus_importer *in, stretch *days) {
  casus_date year, start, end;
  int64_t number;
  if (!casus_import_int(in, YEAR, &number) || !casus_import_date(in, YEAR, &year) ||
      !casus_import_date(in, START, &start) || !casus_import_date(in, END, &end))
    return false;
  days->year = year;
  days->first = is_in(start, year) ? start : year;
  days->last = is_in(end, year) ? end : year;
  return true;
}

static bool between_states(casus_str kind) {
  return casus_str_eq(kind, CASUS_STR("2")) || casus_str_ieq(kind, CASUS_STR("interstate"));
}

static void add_pair(casus_importer *in, casus_str a, casus_str b, const stretch *days, bool war) {
  acd_state *state = in->state;
  bool is_new;
  casus_str conflict = casus_import_field(in, CONFLICT), year = casus_import_field(in, YEAR);
  if (casus_str_eq(a, b)) return;
  casus_str key = casus_arena_printf(in->scratch, "%.*s %.*s", CASUS_STR_FMT(conflict), CASUS_STR_FMT(year));
  casus_pair *pair = key.ptr ? casus_pairs_get(in, &state->pairs, key, a, b, &is_new) : NULL;
  if (!pair) {
    if (!key.ptr) in->rc = casus_fail_memory(in->err);
    return;
  }
  casus_pair_dates(pair, days->first, days->last);
  if (!is_new) return;
  pair->incident.level = war ? 5 : 4;
  pair->incident.fatal = true; /* 25 deaths in battle and more make a conflict of this set */
  pair->incident.dispute = casus_arena_copy(in->arena, conflict);
  pair->incident.name = war ? CASUS_STR("Interstate war year (1,000 or more battle deaths)")
                            : CASUS_STR("Interstate conflict year (25 to 999 battle deaths)");
}

/* The states in the lists of a side and its helpers, each with each of the other side. */
static bool next_state(casus_importer *in, casus_str *rest, casus_date when, casus_str *state) {
  casus_str code;
  while (casus_str_split(rest, ',', &code)) {
    char why[CASUS_CODES_WHY];
    code = casus_str_trim(code);
    if (casus_import_missing(code)) continue;
    *state = casus_state_codes_find(in->codes, CASUS_CODES_GW, code, when, why);
    if (state->ptr) return true;
    casus_import_skip(in, "%s", why);
  }
  return false;
}

static casus_str side_list(casus_importer *in, size_t side, size_t helpers) {
  return casus_arena_printf(in->scratch, "%.*s,%.*s", CASUS_STR_FMT(casus_import_field(in, side)),
                            CASUS_STR_FMT(casus_import_field(in, helpers)));
}

static void read_interstate(casus_importer *in, const stretch *days, bool war) {
  casus_str rest_a = side_list(in, A, A_2ND), a, b;
  while (rest_a.ptr && next_state(in, &rest_a, days->year, &a)) {
    casus_str rest_b = side_list(in, B, B_2ND);
    while (rest_b.ptr && next_state(in, &rest_b, days->year, &b)) add_pair(in, a, b, days, war);
  }
  if (!in->skipped) casus_import_keep(in);
}

/* The same fight stands in several records when helpers have one each. */
static bool told_before(casus_importer *in, casus_str state, const char *part) {
  acd_state *s = in->state;
  casus_str key = casus_arena_printf(in->scratch, "%.*s %.*s %.*s %s", CASUS_STR_FMT(casus_import_field(in, CONFLICT)),
                                     CASUS_STR_FMT(casus_import_field(in, YEAR)), CASUS_STR_FMT(state), part);
  if (key.ptr && casus_map_get(&s->told, key, NULL)) return true;
  if (key.ptr) key = casus_arena_copy(in->arena, key);
  if (!key.ptr || !casus_map_set(&s->told, in->arena, key, 1)) in->rc = casus_fail_memory(in->err);
  return in->rc != CASUS_OK;
}

/* `helper`: a state that fights beside the group, against the government. */
static void add_event(casus_importer *in, casus_str state, casus_str home, bool helper, const stretch *days) {
  casus_imported_event event = {.date = days->first, .last = days->last, .deaths = -1};
  if (!casus_deed_cameo(in, CASUS_STR("190"), &event) || told_before(in, state, helper ? "beside the group" : ""))
    return;
  if (casus_date_last_day(event.last) == casus_date_last_day(event.date)) event.last = (casus_date){0};
  event.source = state;
  event.source_sector = CASUS_STR("GOV");
  event.target = home;
  event.target_sector = helper ? CASUS_STR("GOV") : CASUS_STR("REB");
  if (!helper) event.target_name = casus_import_field(in, NAME_B);
  event.context = casus_import_field(in, ISSUE);
  event.place = casus_import_field(in, TERRITORY);
  event.place_state = home;
  event.reference = casus_import_field(in, CONFLICT);
  casus_import_event(in, &event);
}

static void read_intrastate(casus_importer *in, const stretch *days) {
  casus_str governments = casus_import_field(in, A), home, state;
  if (!next_state(in, &governments, days->year, &home)) {
    if (!in->skipped) casus_import_skip(in, "no government on side A");
    return;
  }
  casus_str helpers = casus_import_field(in, A_2ND), against = casus_import_field(in, B_2ND);
  add_event(in, home, home, false, days);
  while (next_state(in, &helpers, days->year, &state)) add_event(in, state, home, false, days);
  while (next_state(in, &against, days->year, &state)) add_event(in, state, home, true, days);
  if (!in->kept && !in->skipped) casus_import_leave(in, "the same conflict and year as an earlier record");
}

static void read_conflict(casus_importer *in) {
  stretch days;
  int64_t intensity;
  if (!read_days(in, &days) || !casus_import_int(in, INTENSITY, &intensity)) return;
  if (between_states(casus_import_field(in, KIND)))
    read_interstate(in, &days, intensity >= 2);
  else
    read_intrastate(in, &days);
}

static void add_incidents(casus_importer *in) {
  acd_state *state = in->state;
  casus_pairs_add(in, &state->pairs);
}

const casus_import_format casus_import_ucdp_acd = {
    .name = "ucdp-acd",
    .layout = "conflict-years",
    .brings = "incidents of two states, events of states and armed groups, by year",
    .about = "UCDP/PRIO Armed Conflict Dataset, 1946 on (ucdp.uu.se)",
    .citation = "UCDP/PRIO Armed Conflict Dataset: Gleditsch et al. 2002; Davies et al. 2025; CC BY 4.0",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .row = read_conflict,
    .end = add_incidents,
    .state_size = sizeof(acd_state),
};
