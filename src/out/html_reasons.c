/* What each number of the ranking is made of. */
#include "out/html.h"

/* The first of the ranking in full, those behind them in short, the rest in a line: the page stays small. */
enum { FULL = 8, SHORT = 20, NAMED = 3, FACTS = 2 };

typedef struct extent {
  size_t groups, parts;
  bool exposure;
} extent;

#define put casus_html_put

static bool event_shown(const casus_report *r, casus_str id) {
  for (size_t i = 0; id.len && i < r->event_count; i++)
    if (casus_str_eq(r->events[i].event.id, id)) return true;
  return false;
}

/* The number leads to the sentence behind it. */
static void put_driver(casus_buffer *out, const casus_report *r, const casus_driver *d) {
  bool told = event_shown(r, d->evidence);
  put(out, "<li><b>");
  if (told) {
    put(out, "<a href=\"#event-");
    casus_escape_attribute(out, d->evidence);
    put(out, "\" title=\"the sentence\">");
  }
  casus_buffer_printf(out, told ? "%+.4f</a></b> <span>" : "%+.4f</b> <span>", d->amount);
  casus_escape_markup(out, d->text);
  if (casus_date_known(d->date)) {
    put(out, ", ");
    casus_out_day(out, d->date);
  }
  put(out, "</span></li>\n");
}

static void put_rest(casus_buffer *out, const char *sign, double amount, size_t count, const char *what) {
  if (count) casus_buffer_printf(out, "<li><b>%s%.4f</b> <span>%zu %s</span></li>\n", sign, amount, count, what);
}

static void put_group(casus_buffer *out, const casus_report *r, const casus_driver_group *g, size_t parts) {
  casus_buffer_printf(out, "<li><p class=\"what\"><b>%.4f</b> <span>", g->total);
  if (g->drawn_in) {
    put(out, "drawn in on the side of others");
  } else {
    put(out, "with ");
    casus_escape_markup(out, r->world->states[g->with].in_text);
  }
  put(out, "</span></p>\n<ul class=\"drivers\">\n");
  double rest = 0;
  size_t left = 0;
  for (size_t i = 0; i < g->count; i++) {
    if (i < parts || event_shown(r, g->drivers[i]->evidence))
      put_driver(out, r, g->drivers[i]);
    else
      rest += g->drivers[i]->amount, left++;
  }
  put_rest(out, "+", rest, left, "smaller ones together");
  put(out, "</ul>\n</li>\n");
}

static bool is_told(const casus_report *r, const casus_driver_group *g) {
  for (size_t i = 0; i < g->count; i++)
    if (event_shown(r, g->drivers[i]->evidence)) return true;
  return false;
}

/* What a report tells is shown however small it is. */
static void put_groups(casus_buffer *out, const casus_report *r, const casus_driver_group *groups, size_t count,
                       extent depth) {
  put(out, "<ul class=\"partners\">\n");
  double rest = 0;
  size_t left = 0;
  for (size_t g = 0; g < count; g++) {
    if (g < depth.groups || is_told(r, &groups[g]))
      put_group(out, r, &groups[g], depth.parts);
    else
      rest += groups[g].total, left++;
  }
  put_rest(out, "", rest, left, "other states together");
  put(out, "</ul>\n");
}

static bool tie_shown(const casus_report *r, casus_str id) {
  for (size_t i = 0; id.len && i < r->tie_count; i++)
    if (casus_str_eq(r->ties[i].tie.id, id)) return true;
  return false;
}

static void put_fact(casus_buffer *out, const casus_report *r, const casus_exposure *fact) {
  put(out, "<li>");
  casus_escape_markup(out, fact->text);
  if (tie_shown(r, fact->tie->tie.id)) {
    put(out, " <a href=\"#tie-");
    casus_escape_attribute(out, fact->tie->tie.id);
    put(out, "\">the sentence</a>");
  }
  put(out, "</li>\n");
}

/* A fact a line, those of a kind behind one another as the risk room gives them; of each kind the first few. */
static void put_exposure(casus_buffer *out, const casus_report *r, uint32_t state, casus_arena *arena) {
  casus_exposure *facts = NULL;
  size_t count = 0, of_kind = 0;
  if (casus_risk_exposure(r->world, state, arena, &facts, &count, NULL) != CASUS_OK) out->failed = true;
  if (!count) return;
  casus_buffer_printf(out,
                      "<details class=\"facts\"><summary>%zu facts it is exposed to or bound by, without weight in "
                      "the likelihood</summary>\n<ul>\n",
                      count);
  for (size_t i = 0; i < count; i++) {
    of_kind = i && casus_str_eq(facts[i].kind, facts[i - 1].kind) ? of_kind + 1 : 1;
    if (of_kind <= FACTS) put_fact(out, r, &facts[i]);
    bool last = i + 1 == count || !casus_str_eq(facts[i].kind, facts[i + 1].kind);
    if (last && of_kind > FACTS) casus_buffer_printf(out, "<li>and %zu more of this kind</li>\n", of_kind - FACTS);
  }
  put(out, "</ul></details>\n");
}

/* "mostly with Taiwan, India, Japan" */
static void put_partners(casus_buffer *out, const casus_report *r, const casus_driver_group *groups, size_t count) {
  const char *before = " · mostly with ";
  for (size_t g = 0, named = 0; g < count && named < NAMED; g++) {
    if (groups[g].drawn_in) continue;
    put(out, before);
    casus_escape_markup(out, r->world->states[groups[g].with].in_text);
    before = ", ", named++;
  }
}

static void put_head(casus_buffer *out, const casus_report *r, const casus_state_risk *s,
                     const casus_driver_group *groups, size_t count) {
  put(out, "<b>");
  casus_escape_markup(out, casus_out_state_name(r->world, s->state));
  put(out, "</b> ");
  casus_out_interval(out, s->expected, s->low, s->high);
  put(out, "<span class=\"soft\">");
  put_partners(out, r, groups, count);
  put(out, "</span>");
}

static void put_state(casus_buffer *out, const casus_report *r, const casus_state_risk *s, extent depth,
                      casus_arena *arena) {
  size_t count = 0;
  casus_str code = r->world->states[s->state].code;
  casus_driver_group *groups = casus_out_driver_groups(s, arena, &count);
  if (!groups) {
    out->failed = true;
    return;
  }
  if (!depth.groups) {
    casus_escape_into(out, "<p id=\"state-", code);
    put(out, " class=\"brief\">");
    put_head(out, r, s, groups, count);
    put(out, "</p>\n");
    return;
  }
  casus_escape_into(out, "<details id=\"state-", code);
  put(out, "><summary>");
  put_head(out, r, s, groups, count);
  put(out, "</summary>\n");
  put_groups(out, r, groups, count, depth);
  casus_buffer_printf(
      out, "<p class=\"sum\"><b>%.4f</b> <span>together: %.4f as a party, %.4f by being drawn in</span></p>\n",
      s->expected, s->party, s->drawn_in);
  if (depth.exposure) put_exposure(out, r, s->state, arena);
  put(out, "</details>\n");
}

static extent depth_of(const casus_report *r, size_t place) {
  const extent full = {6, 4, true}, brief = {3, 2, false};
  bool chosen = r->chosen && r->chosen == &r->world->states[r->map->states[place].state];
  return place < FULL || chosen ? full : place < SHORT ? brief : (extent){0, 0, false};
}

void casus_html_reasons(casus_buffer *out, const casus_report *r, casus_arena *arena) {
  put(out, "<section id=\"why\">\n<h2>Why</h2>\n<p class=\"soft\">What each number is made of. The parts add up to it "
           "exactly; a number that is underlined leads to its sentence. Open a state.</p>\n");
  for (size_t i = 0; i < r->map->state_count; i++) put_state(out, r, &r->map->states[i], depth_of(r, i), arena);
  if (r->map->state_count > SHORT)
    put(out, "<p class=\"soft\">All parts of any of them: <code>casus why</code> and its name.</p>\n");
  put(out, "</section>\n");
}
