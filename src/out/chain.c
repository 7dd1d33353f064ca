/* A treaty chain as a tree on the terminal. */
#include <math.h>

#include "out/words.h"

enum { NAMED = 5 }; /* of those whom one treaty binds alike */

typedef struct drawing {
  casus_buffer *out;
  const casus_world *world;
  const casus_chain *chain;
  const casus_style *style;
  casus_arena *arena;
} drawing;

const char *casus_out_rate_class(casus_str class_name) {
  static const struct {
    const char *name, *words;
  } classes[] = {{"none", "states without a duty"},
                 {"consultation", "states that must consult"},
                 {"defence", "states with a defence duty"},
                 {"major.none", "major powers without a duty"},
                 {"major.defence", "major powers with a defence duty"}};
  for (size_t i = 0; i < CASUS_COUNT(classes); i++)
    if (casus_str_eq(class_name, casus_str_from_c(classes[i].name))) return classes[i].words;
  return "";
}

static casus_str in_text(const drawing *d, uint32_t state) { return d->world->states[state].in_text; }

/* Bound to the same state by the same treaty in the same way. */
static bool alike(const casus_chain_link *a, const casus_chain_link *b) {
  return a->role == b->role && a->step == b->step && a->beside == b->beside && a->tie_count && b->tie_count &&
         casus_str_eq(a->ties[0]->treaty, b->ties[0]->treaty);
}

static bool leads(const casus_chain *chain, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (alike(&chain->links[i], &chain->links[at])) return false;
  return true;
}

static bool is_child(const casus_chain_link *link, casus_chain_role role, int step, uint32_t beside) {
  return link->role == role && link->step == step && link->beside == beside;
}

/* "the United States: Mutual Defense Treaty, art. IV: …, since 27 August 1952" */
static void put_group(const drawing *d, casus_buffer *text, size_t at) {
  const casus_chain_link *link = &d->chain->links[at];
  size_t named = 0;
  bool one_day = true;
  for (size_t i = at; i < d->chain->link_count; i++) {
    if (i != at && !alike(&d->chain->links[i], link)) continue;
    one_day &= d->chain->links[i].ties[0]->tie.start.day == link->ties[0]->tie.start.day;
    if (named++ >= NAMED) continue;
    casus_buffer_printf(text, "%s%.*s", named > 1 ? ", " : "", CASUS_STR_FMT(in_text(d, d->chain->links[i].state)));
  }
  if (named > NAMED) casus_buffer_printf(text, " and %zu more", named - NAMED);
  const casus_world_tie *tie = link->ties[0];
  casus_buffer_printf(text, ": %.*s", CASUS_STR_FMT(tie->treaty.len ? tie->treaty : tie->tie.source));
  if (one_day && casus_date_known(tie->tie.start)) {
    casus_buffer_add_c(text, ", since ");
    casus_out_day(text, tie->tie.start);
  }
  if (link->tie_count > 1) casus_buffer_printf(text, "; and by %zu more", link->tie_count - 1);
}

/* The chances of the group's members: one with its interval, or the span of several. */
static void put_chances(const drawing *d, casus_buffer *text, size_t at) {
  const casus_chain_link *link = &d->chain->links[at];
  double least = link->chance, most = link->chance;
  size_t count = 0;
  for (size_t i = at; i < d->chain->link_count; i++) {
    if (i != at && !alike(&d->chain->links[i], link)) continue;
    least = fmin(least, d->chain->links[i].chance), most = fmax(most, d->chain->links[i].chance);
    count++;
  }
  casus_buffer_add_c(text, "joins, by the model: ");
  if (count == 1)
    casus_out_percent(text, link->chance, link->low, link->high);
  else
    casus_buffer_printf(text, "%.2f to %.2f %% each", 100 * least, 100 * most);
  if (count > 1 || !link->broken) return;
  casus_buffer_printf(text, "; would act against its own pact with %.*s: %.*s",
                      CASUS_STR_FMT(in_text(d, link->against)),
                      CASUS_STR_FMT(link->broken->treaty.len ? link->broken->treaty : link->broken->tie.kind));
}

/* One line of the tree; returns what stands before the lines below it. */
static casus_str put_branch(const drawing *d, casus_str before, bool last, casus_buffer *text) {
  casus_str lead = casus_arena_printf(d->arena, "%.*s%s", CASUS_STR_FMT(before), last ? "└─ " : "├─ "),
            rest = casus_arena_printf(d->arena, "%.*s%s", CASUS_STR_FMT(before), last ? "   " : "│  ");
  if (!lead.ptr || !rest.ptr || text->failed) d->out->failed = true;
  casus_out_branch(d->out, lead, rest, casus_buffer_str(text), d->style);
  casus_buffer_free(text);
  return rest;
}

static void put_more(const drawing *d, casus_str before, casus_buffer *text) {
  d->out->failed |= text->failed;
  casus_out_branch(d->out, before, before, casus_buffer_str(text), d->style);
  casus_buffer_free(text);
}

static size_t next_group(const drawing *d, size_t from, casus_chain_role role, int step, uint32_t beside) {
  size_t i = from;
  while (i < d->chain->link_count && !(is_child(&d->chain->links[i], role, step, beside) && leads(d->chain, i))) i++;
  return i;
}

/* Those bound to `beside`, and below them those bound to them: at most CASUS_CHAIN_DEEPEST levels. */
static void put_bound(const drawing *d, casus_chain_role role, int step, uint32_t beside, casus_str before) {
  for (size_t i = next_group(d, 0, role, step, beside), next; i < d->chain->link_count; i = next) {
    casus_buffer text = {0};
    next = next_group(d, i + 1, role, step, beside);
    put_group(d, &text, i);
    casus_str below = put_branch(d, before, next == d->chain->link_count, &text);
    put_chances(d, &text, i);
    put_more(d, below, &text);
    casus_chain_role deeper = role == CASUS_CHAIN_SUPPORT ? CASUS_CHAIN_IN_TURN : role;
    for (size_t k = i; k < d->chain->link_count; k++) {
      const casus_chain_link *link = &d->chain->links[k];
      bool member = k == i || alike(link, &d->chain->links[i]);
      if (!member || next_group(d, 0, deeper, step + 1, link->state) == d->chain->link_count) continue;
      casus_buffer_printf(&text,
                          "bound to %.*s, when it is attacked for joining:", CASUS_STR_FMT(in_text(d, link->state)));
      put_more(d, below, &text);
      put_bound(d, deeper, step + 1, link->state, below);
    }
  }
}

static void put_section(const drawing *d, casus_chain_role role, uint32_t beside, const char *words) {
  if (next_group(d, 0, role, 1, beside) == d->chain->link_count) return;
  casus_buffer_printf(d->out, "  %s\n", words);
  put_bound(d, role, 1, beside, CASUS_STR("  "));
}

static void put_arms(const drawing *d, uint32_t state) {
  casus_buffer text = {0};
  for (size_t i = 0; i < d->chain->arms_count; i++) {
    const casus_world_tie *tie = d->chain->arms[i];
    if (tie->to != state) continue;
    casus_str supplier = tie->from < d->world->state_count ? in_text(d, tie->from) : tie->tie.from;
    casus_buffer_printf(&text, "%s%.*s", text.len ? "; " : "armed by ", CASUS_STR_FMT(supplier));
    if (!tie->tie.amount.known) continue;
    casus_buffer_add_char(&text, ' ');
    casus_out_amount(&text, tie->tie.amount);
    if (casus_date_known(tie->tie.year)) {
      casus_buffer_add_c(&text, ", ");
      casus_out_day(&text, tie->tie.year);
    }
  }
  if (!text.len) casus_buffer_add_c(&text, "armed by: not observed");
  put_more(d, CASUS_STR("  "), &text);
}

static void put_broken(const drawing *d) {
  for (size_t i = 0; i < d->chain->broken_count; i++) {
    casus_buffer text = {0};
    const casus_world_tie *tie = d->chain->broken[i];
    casus_buffer_printf(&text, "breaks: %.*s", CASUS_STR_FMT(tie->treaty.len ? tie->treaty : tie->tie.kind));
    put_more(d, CASUS_STR("  "), &text);
  }
}

/* Treaties with the state that bind nobody yet. */
static void put_pending(const drawing *d, uint32_t state) {
  for (size_t i = 0; i < d->chain->pending_count; i++) {
    const casus_world_tie *tie = d->chain->pending[i];
    uint32_t other = tie->from == state ? tie->to : tie->to == state ? tie->from : UINT32_MAX;
    if (other >= d->world->state_count) continue;
    casus_str duty = casus_str_sub(tie->tie.kind, sizeof "alliance." - 1, tie->tie.kind.len);
    casus_buffer text = {0};
    casus_buffer_printf(&text, "signed or told of, not known to be in force: duty of %.*s with %.*s",
                        CASUS_STR_FMT(duty), CASUS_STR_FMT(in_text(d, other)));
    if (tie->treaty.len) casus_buffer_printf(&text, ", %.*s", CASUS_STR_FMT(tie->treaty));
    put_more(d, CASUS_STR("  "), &text);
  }
}

static void put_free(const drawing *d) {
  casus_buffer text = {0};
  for (size_t i = 0; i < d->chain->link_count; i++) {
    const casus_chain_link *link = &d->chain->links[i];
    if (link->role != CASUS_CHAIN_FREE) continue;
    casus_buffer_printf(&text, "%s%.*s beside %.*s ",
                        text.len ? "; " : "Bound by nothing, and likeliest to join all the same: ",
                        CASUS_STR_FMT(in_text(d, link->state)), CASUS_STR_FMT(in_text(d, link->beside)));
    casus_out_percent(&text, link->chance, link->low, link->high);
  }
  if (text.len) put_more(d, CASUS_STR(""), &text);
}

/* The rates of the classes that occur, once each. */
static void put_rates(const drawing *d) {
  casus_buffer text = {0};
  casus_buffer_add_c(&text, "Who joined in such cases, of all disputes of 1950–2014: ");
  size_t told = 0;
  for (size_t i = 0; i < d->chain->link_count; i++) {
    const casus_chain_link *link = &d->chain->links[i];
    bool before = !link->class_name.len;
    for (size_t k = 0; k < i && !before; k++) before = casus_str_eq(d->chain->links[k].class_name, link->class_name);
    if (before) continue;
    casus_buffer_printf(&text, "%s%s ", told++ ? "; " : "", casus_out_rate_class(link->class_name));
    casus_out_percent(&text, link->rate, link->rate_low, link->rate_high);
  }
  const double *none = d->chain->war_rate, *bound = d->chain->war_rate_bound;
  casus_buffer_add_c(&text, "; in wars ");
  casus_out_percent(&text, bound[0], bound[1], bound[2]);
  casus_buffer_add_c(&text, " with a defence duty, ");
  casus_out_percent(&text, none[0], none[1], none[2]);
  casus_buffer_add_c(&text, " without. Averages of classes, not figures for the states named here.");
  put_more(d, CASUS_STR(""), &text);
}

static void put_side(const drawing *d, uint32_t state, const char *words) {
  casus_buffer_add_char(d->out, '\n');
  casus_out_paint(d->out, d->style, CASUS_PAINT_BOLD);
  casus_buffer text = {0};
  casus_out_sentence_case(&text, in_text(d, state));
  casus_escape_terminal(d->out, casus_buffer_str(&text));
  d->out->failed |= text.failed;
  casus_buffer_free(&text);
  casus_buffer_printf(d->out, ", %s\n", words);
  casus_out_paint(d->out, d->style, CASUS_PAINT_OFF);
}

static void put_all(const drawing *d) {
  uint32_t attacker = d->chain->attack.attacker, target = d->chain->attack.target;
  put_side(d, target, "attacked");
  if (next_group(d, 0, CASUS_CHAIN_AID, 1, target) == d->chain->link_count)
    casus_buffer_add_c(d->out, "  nobody is known to be bound to come to its aid\n");
  put_section(d, CASUS_CHAIN_AID, target, "must come to its aid, each by its treaty:");
  put_section(d, CASUS_CHAIN_CONSULT, target, "must consult with it:");
  put_section(d, CASUS_CHAIN_NEUTRAL, target, "must stay out of a war of it:");
  put_pending(d, target);
  put_arms(d, target);
  put_side(d, attacker, "the attacker");
  put_broken(d);
  put_section(d, CASUS_CHAIN_SUPPORT, attacker, "must join it:");
  put_section(d, CASUS_CHAIN_IN_TURN, attacker, "bound to it when it is attacked in turn, not for its own attack:");
  put_section(d, CASUS_CHAIN_CONSULT, attacker, "must consult with it:");
  put_section(d, CASUS_CHAIN_NEUTRAL, attacker, "must stay out of a war of it:");
  put_pending(d, attacker);
  put_arms(d, attacker);
  casus_buffer_add_char(d->out, '\n');
  put_free(d);
  put_rates(d);
}

void casus_out_chain(casus_buffer *out, const casus_report *report, const casus_chain *chain,
                     const casus_style *style) {
  drawing d = {.out = out, .world = report->world, .chain = chain, .style = style, .arena = casus_arena_new()};
  if (!d.arena) {
    out->failed = true;
    return;
  }
  casus_buffer title = {0};
  casus_buffer_printf(&title, "If %.*s attacks %.*s", CASUS_STR_FMT(in_text(&d, chain->attack.attacker)),
                      CASUS_STR_FMT(in_text(&d, chain->attack.target)));
  casus_buffer_add_char(&title, 0);
  if (!title.failed) casus_out_heading(out, style, title.data);
  out->failed |= title.failed;
  casus_buffer_free(&title);
  put_all(&d);
  casus_arena_free(d.arena);
}
