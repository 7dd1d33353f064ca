/* Facts about a state from its ties, with their sources; no probabilities. */
#include "risk/inner.h"

typedef CASUS_VEC(casus_exposure) exposure_vec;

enum { NAMED_PARTNERS = 6 }; /* a treaty among many names so many */

static bool concerns(const casus_world_tie *tie, uint32_t state) { return tie->from == state || tie->to == state; }

static uint32_t partner(const casus_world_tie *tie, uint32_t state) { return tie->from == state ? tie->to : tie->from; }

static bool same_duty(const casus_world_tie *a, const casus_world_tie *b) {
  return casus_str_eq(a->tie.kind, b->tie.kind) && a->treaty.len && casus_str_eq(a->treaty, b->treaty);
}

/* Is this the first tie of its treaty and kind with the state? The others are told with it. */
static bool leads(const casus_world_tie *ties, size_t at, uint32_t state) {
  for (size_t i = 0; i < at; i++)
    if (concerns(&ties[i], state) && same_duty(&ties[i], &ties[at])) return false;
  return true;
}

/* "France, Italy and 28 others" */
static casus_str partners(const casus_world *world, const casus_world_tie *ties, size_t count, size_t at,
                          uint32_t state, casus_arena *arena) {
  casus_str text = CASUS_STR("");
  size_t named = 0, more = 0;
  for (size_t i = at; i < count && text.ptr; i++) {
    if (i != at && !(concerns(&ties[i], state) && same_duty(&ties[i], &ties[at]))) continue;
    uint32_t other = partner(&ties[i], state);
    casus_str name = casus_words_in_text(world, other, ties[i].from == state ? ties[i].tie.to : ties[i].tie.from);
    if (named == NAMED_PARTNERS)
      more++;
    else if (named++ == 0)
      text = name;
    else
      text = casus_arena_printf(arena, "%.*s, %.*s", CASUS_STR_FMT(text), CASUS_STR_FMT(name));
  }
  return more && text.ptr ? casus_arena_printf(arena, "%.*s and %zu more", CASUS_STR_FMT(text), more) : text;
}

static casus_str duty_text(const casus_world *world, const casus_world_tie *ties, size_t count, size_t at,
                           uint32_t state, bool pending, casus_arena *arena) {
  const casus_world_tie *tie = &ties[at];
  char day[16], end[16];
  size_t length = casus_date_format(pending ? tie->signed_on : tie->tie.start, day),
         end_length = casus_date_format(tie->tie.end, end);
  casus_str who = partners(world, ties, count, at, state, arena), duty = casus_words_duty(tie);
  const char *bound = tie->tie.mutual ? "mutual " : tie->from == state ? "owes a " : "is owed a ";
  casus_str note =
      tie->tie.note.len && !pending ? casus_arena_printf(arena, "; %.*s", CASUS_STR_FMT(tie->tie.note)) : CASUS_STR("");
  if (!who.ptr || !note.ptr) return (casus_str){NULL, 0};
  return casus_arena_printf(arena, "%s%.*s duty with %.*s%s%.*s%s%.*s%s%.*s%.*s", bound, CASUS_STR_FMT(duty),
                            CASUS_STR_FMT(who), tie->treaty.len ? ": " : "", CASUS_STR_FMT(tie->treaty),
                            !length   ? ""
                            : pending ? ", signed, not known to be in force, told or signed on "
                                      : ", since ",
                            (int)length, day, end_length ? ", until " : "", (int)end_length, end, CASUS_STR_FMT(note));
}

static int add_facts(const casus_world *world, const casus_world_tie *ties, size_t count, uint32_t state, bool pending,
                     casus_arena *arena, exposure_vec *list, casus_error *err) {
  for (size_t i = 0; i < count; i++) {
    const casus_world_tie *tie = &ties[i];
    if (!concerns(tie, state) || (casus_is_alliance(tie) && !leads(ties, i, state))) continue;
    casus_str what = casus_is_alliance(tie) ? duty_text(world, ties, count, i, state, pending, arena)
                                            : casus_words_tie(world, tie, arena);
    casus_str source = casus_words_source(tie, arena);
    casus_exposure *fact = casus_vec_push(list, arena);
    if (!what.ptr || !source.ptr || !fact) return casus_fail_memory(err);
    *fact = (casus_exposure){
        .kind = tie->tie.kind, .evidence = tie->evidence.len ? tie->evidence : tie->tie.id, .tie = tie};
    fact->text = casus_arena_printf(arena, "%.*s%.*s", CASUS_STR_FMT(what), CASUS_STR_FMT(source));
    if (!fact->text.ptr) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

int casus_risk_exposure(const casus_world *world, uint32_t state, casus_arena *arena, casus_exposure **facts,
                        size_t *count, casus_error *err) {
  if (state >= world->state_count) return casus_fail(err, CASUS_E_USAGE, 0, "no such state");
  exposure_vec list = {0};
  int rc = add_facts(world, world->pending, world->pending_count, state, true, arena, &list, err);
  if (rc == CASUS_OK) rc = add_facts(world, world->ties, world->tie_count, state, false, arena, &list, err);
  if (rc != CASUS_OK) return rc;
  *facts = list.items;
  *count = list.count;
  return CASUS_OK;
}
