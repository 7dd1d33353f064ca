/* The world on a day for people: obligations and dependences. */
#include <math.h>

#include "out/world_words.h"

enum { NAMED = 6, TOP = 12 };

void casus_out_states(casus_buffer *text, const casus_world *world, const uint32_t *states, size_t count,
                      size_t named) {
  for (size_t i = 0; i < count && (!named || i < named); i++) {
    if (i) casus_buffer_add_c(text, ", ");
    casus_buffer_add(text, casus_out_state_name(world, states[i]));
  }
  if (named && count > named) casus_buffer_printf(text, " and %zu more", count - named);
}

void casus_out_gathered(casus_buffer *out, const char *lead, casus_buffer *text, size_t indent, casus_paint paint,
                        const casus_style *style) {
  out->failed |= text->failed;
  casus_out_paragraph(out, lead, casus_buffer_str(text), indent, paint, style);
  casus_buffer_free(text);
}

/* One treaty's duties of one kind: rows that say the same of several pairs. */
static bool alike(const casus_obligation *a, const casus_obligation *b) {
  return a->pending == b->pending && casus_str_eq(a->duty, b->duty) && casus_str_eq(a->treaty, b->treaty) &&
         casus_str_eq(a->condition, b->condition) && a->tie->tie.mutual == b->tie->tie.mutual;
}

typedef enum side { BOTH, OWES, IS_OWED, SIDES } side;

static side side_of(const casus_answer *a, const casus_obligation *o) {
  return o->tie->tie.mutual ? BOTH : o->from == a->query.actor ? OWES : IS_OWED;
}

/* " (SIPRI, rounded; also SIPRI Arms Transfers Database, vintage 2026-02: …)" */
static void put_source(casus_buffer *text, const casus_world_tie *tie) {
  casus_buffer_printf(text, " (%.*s%s%.*s)", CASUS_STR_FMT(tie->tie.source.len ? tie->tie.source : tie->tie.origin),
                      tie->also.len ? "; also " : "", CASUS_STR_FMT(tie->also));
}

static void put_since(casus_buffer *text, const casus_obligation *o, bool one_day) {
  casus_date day = o->pending ? o->tie->signed_on : o->tie->tie.start;
  if (!one_day || !casus_date_known(day)) return;
  casus_buffer_add_c(text, o->pending ? "; signed or told on " : "; since ");
  casus_out_day(text, day);
}

/* Adds the state unless it is there. */
static void include(uint32_t *states, size_t *count, uint32_t state) {
  for (size_t i = 0; i < *count; i++)
    if (states[i] == state) return;
  states[(*count)++] = state;
}

/* The partners of the state asked for, or all parties, of rows [from, to) that lie on this side. */
static size_t gather(const casus_answer *a, size_t from, size_t to, side which, uint32_t *states, bool *one_day) {
  size_t count = 0;
  *one_day = true;
  for (size_t i = from; i < to; i++) {
    const casus_obligation *o = &a->obligations[i];
    bool asked = a->query.actor != UINT32_MAX;
    if (asked && side_of(a, o) != which) continue;
    *one_day &= o->tie->tie.start.day == a->obligations[from].tie->tie.start.day;
    if (!asked || o->from != a->query.actor) include(states, &count, o->from);
    if (!asked || o->to != a->query.actor) include(states, &count, o->to);
  }
  return count;
}

static void put_treaty(casus_buffer *out, const casus_answer *a, size_t from, size_t to, uint32_t *states,
                       const casus_style *style) {
  static const char *const arrows[] = {"⇄ ", "→ ", "← "};
  const casus_obligation *o = &a->obligations[from];
  bool asked = a->query.actor != UINT32_MAX, one_day;
  for (side s = BOTH; s < SIDES; s++) {
    casus_buffer text = {0};
    size_t count = gather(a, from, to, s, states, &one_day);
    if (!count || (!asked && s != BOTH)) continue;
    if (asked) casus_buffer_add_c(&text, arrows[s]);
    casus_out_states(&text, a->world, states, count, NAMED);
    if (!asked && count > NAMED) casus_buffer_printf(&text, " (%zu states)", count);
    casus_buffer_printf(&text, ": %.*s", CASUS_STR_FMT(o->treaty.len ? o->treaty : CASUS_STR("no treaty is told")));
    put_since(&text, o, one_day);
    casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
    casus_buffer_add(&text, o->condition.len ? o->condition : CASUS_STR("on what condition is not told"));
    put_source(&text, o->tie);
    casus_out_gathered(out, "", &text, 6, CASUS_PAINT_DIM, style);
    casus_told told = {o->tie->evidence.len ? o->tie->sentence_text : CASUS_STR(""), o->tie->told_at,
                       o->tie->tie.said_by, o->tie->tie.said_by_count};
    casus_out_told(out, &told, 6, style);
  }
}

static void put_duty(casus_buffer *out, const casus_obligation *o, const casus_style *style) {
  static const struct {
    casus_str duty;
    const char *in_force, *pending;
  } words[] = {
      {CASUS_STR_INIT("defence"), "Defence: must come to the aid of the other", "Defence, pending"},
      {CASUS_STR_INIT("offence"), "Offence: must join in its attack", "Offence, pending"},
      {CASUS_STR_INIT("neutrality"), "Neutrality: must stay out of its wars", "Neutrality, pending"},
      {CASUS_STR_INIT("non-aggression"), "Non-aggression: must not attack", "Non-aggression, pending"},
      {CASUS_STR_INIT("consultation"), "Consultation: must consult", "Consultation, pending"},
  };
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_str_eq(o->duty, words[i].duty))
      casus_out_heading(out, style, o->pending ? words[i].pending : words[i].in_force);
  if (o->pending) casus_buffer_add_c(out, "  signed or told of, not known to be in force\n");
}

static void put_obligations(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  casus_arena *arena = casus_arena_new();
  uint32_t *states = arena ? casus_arena_array(arena, a->world->state_count, sizeof *states) : NULL;
  if (!states) out->failed = true;
  for (size_t i = 0, end; states && i < a->count; i = end) {
    const casus_obligation *o = &a->obligations[i];
    const casus_obligation *last = i ? &a->obligations[i - 1] : NULL;
    for (end = i + 1; end < a->count && alike(&a->obligations[end], o);) end++;
    if (!last || last->pending != o->pending || !casus_str_eq(last->duty, o->duty)) {
      put_duty(out, o, style);
    }
    put_treaty(out, a, i, end, states, style);
  }
  if (!a->count) casus_buffer_add_c(out, "\nNone that the tables or the record know.\n");
  casus_arena_free(arena);
}

static void put_dependence(casus_buffer *out, const casus_answer *a, const casus_dependence *d, bool on_it,
                           const casus_style *style) {
  const casus_world_tie *tie = d->tie;
  casus_buffer text = {0};
  uint32_t partner = on_it ? d->who : d->on;
  bool first = casus_str_eq(d->kind, CASUS_STR("dependence")) != on_it;
  if (a->query.actor == UINT32_MAX)
    casus_buffer_printf(&text, "%.*s on ", CASUS_STR_FMT(casus_out_state_name(a->world, d->who)));
  casus_str name = partner < a->world->state_count ? a->world->states[partner].name
                   : first                         ? tie->tie.to
                                                   : tie->tie.from;
  if (!name.len && tie->tie.note.len) name = tie->tie.note; /* "Southeast Asia" in place of a state */
  casus_buffer_printf(&text, "%.*s: ", CASUS_STR_FMT(name));
  if (d->observed == CASUS_OBSERVED_UNKNOWN)
    casus_buffer_add_c(&text, "how much is not known");
  else
    casus_out_amount(&text, tie->tie.amount);
  if (casus_date_known(tie->tie.year)) {
    casus_buffer_add_c(&text, ", ");
    casus_out_day(&text, tie->tie.year);
  }
  put_source(&text, tie);
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
}

/* What the state depends on for one kind (or, turned, who depends on it). */
static size_t put_kind(casus_buffer *out, const casus_answer *a, casus_str kind, bool on_it, const casus_style *style) {
  size_t shown = 0, gaps = 0, most = a->query.actor == UINT32_MAX ? TOP : SIZE_MAX;
  for (size_t i = 0; i < a->count; i++) {
    const casus_dependence *d = &a->dependences[i];
    if (!casus_str_eq(d->kind, kind)) continue;
    gaps += d->observed == CASUS_OBSERVED_NOT;
    if (d->observed == CASUS_OBSERVED_NOT || (a->query.actor != UINT32_MAX && (d->who != a->query.actor) != on_it))
      continue;
    if (shown++ < most) put_dependence(out, a, d, on_it, style);
  }
  if (shown > most) casus_buffer_printf(out, "  … and %zu more: --json or -o FILE.csv has all\n", shown - most);
  if (!on_it && gaps && a->query.actor == UINT32_MAX)
    casus_buffer_printf(
        out, "  of %zu states nothing is observed: they may depend on nobody, or on some that no table tells\n", gaps);
  else if (!on_it && !shown)
    casus_buffer_add_c(out, "  not observed: no table or report tells of any; that is not none\n");
  return shown;
}

static void put_dependences(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  static const struct {
    casus_str kind;
    const char *heading, *turned;
  } kinds[] = {{CASUS_STR_INIT("arms"), "Depends for arms on", "Depend on it for arms"},
               {CASUS_STR_INIT("trade"), "Depends for trade on", "Depend on it for trade"},
               {CASUS_STR_INIT("dependence"), "Depends otherwise on", "Depend on it otherwise"}};
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++) {
    casus_out_heading(out, style, kinds[i].heading);
    put_kind(out, a, kinds[i].kind, false, style);
  }
  for (size_t i = 0; i < CASUS_COUNT(kinds) && a->query.actor != UINT32_MAX; i++) {
    bool any = false;
    for (size_t k = 0; k < a->count && !any; k++)
      any = casus_str_eq(a->dependences[k].kind, kinds[i].kind) && a->dependences[k].who != a->query.actor &&
            a->dependences[k].observed != CASUS_OBSERVED_NOT;
    if (!any) continue;
    casus_out_heading(out, style, kinds[i].turned);
    put_kind(out, a, kinds[i].kind, true, style);
  }
}

static void put_title(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  static const char *const titles[] = {"Obligations", "Who depends on whom", "Blocs and bridges",
                                       "Friends and foes in threes", "What ends, renews or is due"};
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_buffer_add_c(out, titles[a->topic]);
  const uint32_t asked[] = {a->query.actor, a->query.other};
  for (size_t i = 0; i < 2 && asked[i] != UINT32_MAX; i++) {
    casus_buffer_add_c(out, i ? " and " : ": ");
    casus_escape_terminal(out, casus_out_state_name(a->world, asked[i]));
  }
  casus_buffer_add_c(out, ", as known on ");
  casus_out_day(out, a->world->date);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
}

void casus_out_answer(casus_buffer *out, const casus_answer *answer, const casus_style *style) {
  static void (*const topics[])(casus_buffer *, const casus_answer *, const casus_style *) = {
      [CASUS_TOPIC_OBLIGATIONS] = put_obligations, [CASUS_TOPIC_DEPENDENCE] = put_dependences,
      [CASUS_TOPIC_BLOCS] = casus_out_blocs,       [CASUS_TOPIC_TRIANGLES] = casus_out_balance,
      [CASUS_TOPIC_CALENDAR] = casus_out_calendar,
  };
  put_title(out, answer, style);
  topics[answer->topic](out, answer, style);
}
