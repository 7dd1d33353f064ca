/* Sentences about incidents and ties. */
#include "risk/inner.h"

casus_str casus_words_name(const casus_world *world, uint32_t state, casus_str code) {
  if (state != CASUS_NO_STATE) return world->states[state].name;
  return casus_organisation_name(code);
}

casus_str casus_words_in_text(const casus_world *world, uint32_t state, casus_str code) {
  return state != CASUS_NO_STATE ? world->states[state].in_text : casus_organisation_name(code);
}

casus_str casus_words_incident(const casus_world *world, const casus_incident *it, casus_arena *arena) {
  static const char *const levels[] = {"incident",      "incident",     "threat of force",
                                       "show of force", "use of force", "war"};
  casus_str a = world->states[it->a].in_text, b = world->states[it->b].in_text;
  const char *level = levels[it->level >= 0 && it->level < 6 ? it->level : 0],
             *deaths = it->fatal ? ", with deaths" : "";
  if (casus_str_eq(it->source, CASUS_STR("report")))
    return casus_arena_printf(arena, "%s between %.*s and %.*s%s, as reported (confidence %.2f)", level,
                              CASUS_STR_FMT(a), CASUS_STR_FMT(b), deaths, it->confidence);
  return casus_arena_printf(arena, "%s between %.*s and %.*s%s: %.*s", level, CASUS_STR_FMT(a), CASUS_STR_FMT(b),
                            deaths, CASUS_STR_FMT(it->name));
}

casus_str casus_words_duty(const casus_world_tie *tie) {
  return casus_is_alliance(tie) ? casus_str_sub(tie->tie.kind, 9, tie->tie.kind.len)
                                : tie->tie.kind; /* 9: "alliance." */
}

casus_str casus_words_treaty(const casus_world_tie *tie) {
  size_t end = casus_str_find(tie->treaty, CASUS_STR(": "), 0);
  return end == SIZE_MAX ? tie->treaty : casus_str_sub(tie->treaty, 0, end);
}

casus_str casus_words_parties(const casus_world *world, const casus_world_tie *tie, casus_arena *arena) {
  casus_str from = casus_words_in_text(world, tie->from, tie->tie.from),
            to = casus_words_in_text(world, tie->to, tie->tie.to);
  return casus_arena_printf(arena, "%.*s %s %.*s", CASUS_STR_FMT(from), tie->tie.mutual ? "and" : "to",
                            CASUS_STR_FMT(to));
}

/* ": about 5200 warheads (2025)"; empty when no amount is told. */
static casus_str amount_words(const casus_tie *tie, casus_arena *arena) {
  if (!tie->amount.known) return CASUS_STR("");
  char year[16], value[48];
  size_t year_length = casus_date_format(tie->year, year);
  int value_length = (int)casus_format_scaled(tie->amount.value, value);
  return casus_arena_printf(arena, ": %.*s %.*s%s%.*s%s", value_length, value, CASUS_STR_FMT(tie->amount.unit),
                            year_length ? " (" : "", (int)year_length, year, year_length ? ")" : "");
}

/* What the kind of a tie says of `from` and `to`. */
static const struct {
  const char *kind, *before, *between, *alone;
} phrases[] = {
    {"arms", "", " supplies arms to ", " supplies arms"},
    {"troops", "", " has troops in ", " has troops abroad"},
    {"trade", "", " is a large trading partner of ", " trades"},
    {"dependence", "", " depends on ", " is dependent"},
    {"sanctions", "sanctions of ", " against ", ""},
    {"claim", "", " has a claim against ", " has a claim"},
    {"rivalry", "long rivalry of ", " with ", ""},
    {"occupation", "", " holds land of ", " holds land"},
    {"nuclear", "", " stations nuclear weapons in ", " has nuclear weapons"},
};

static casus_str plain_tie(const casus_world *world, const casus_world_tie *tie, casus_arena *arena) {
  casus_str from = casus_words_in_text(world, tie->from, tie->tie.from),
            to = casus_words_in_text(world, tie->to, tie->tie.to);
  casus_str amount = amount_words(&tie->tie, arena), place = tie->tie.note; /* "Southeast Asia" in place of a state */
  bool placed = !to.len && place.len && casus_str_eq(tie->tie.kind, CASUS_STR("arms"));
  if (!amount.ptr) return amount;
  for (size_t i = 0; i < CASUS_COUNT(phrases); i++) {
    if (!casus_str_eq(tie->tie.kind, casus_str_from_c(phrases[i].kind))) continue;
    return casus_arena_printf(arena, "%s%.*s%s%.*s%s%.*s%.*s", phrases[i].before, CASUS_STR_FMT(from),
                              to.len || placed ? phrases[i].between : phrases[i].alone,
                              CASUS_STR_FMT(placed ? place : to), tie->treaty.len ? ": " : "",
                              CASUS_STR_FMT(tie->treaty), CASUS_STR_FMT(amount));
  }
  return casus_arena_printf(arena, "%.*s of %.*s and %.*s%.*s", CASUS_STR_FMT(tie->tie.kind), CASUS_STR_FMT(from),
                            CASUS_STR_FMT(to), CASUS_STR_FMT(amount));
}

casus_str casus_words_tie(const casus_world *world, const casus_world_tie *tie, casus_arena *arena) {
  char since[16], end[16];
  size_t since_length = casus_date_format(tie->tie.start, since), end_length = casus_date_format(tie->tie.end, end);
  casus_str parties = casus_words_parties(world, tie, arena), duty = casus_words_duty(tie);
  casus_str what = casus_is_alliance(tie) ? casus_arena_printf(arena, "%.*s duty of %.*s%s%.*s", CASUS_STR_FMT(duty),
                                                               CASUS_STR_FMT(parties), tie->treaty.len ? ": " : "",
                                                               CASUS_STR_FMT(tie->treaty))
                                          : plain_tie(world, tie, arena);
  if (!parties.ptr || !what.ptr) return (casus_str){NULL, 0};
  return casus_arena_printf(arena, "%.*s%s%.*s%s%.*s", CASUS_STR_FMT(what), since_length ? ", since " : "",
                            (int)since_length, since, end_length ? ", until " : "", (int)end_length, end);
}

casus_str casus_words_source(const casus_world_tie *tie, casus_arena *arena) {
  casus_str source = tie->tie.source, also = tie->also;
  if (!source.len && !also.len) return CASUS_STR("");
  return casus_arena_printf(arena, " (%.*s%s%.*s)", CASUS_STR_FMT(source), source.len && also.len ? "; also " : "",
                            CASUS_STR_FMT(also));
}
