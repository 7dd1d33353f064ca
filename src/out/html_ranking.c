/* The ranking with interval bars, and below it what each number is made of. */
#include <math.h>

#include "out/html.h"

enum { STATES = 60, GROUPS = 10, PARTS = 6, BAR = 200 };

#define put casus_html_put

static void put_state_name(casus_buffer *out, const casus_world *world, uint32_t state) {
  casus_escape_markup(out, casus_out_state_name(world, state));
}

/* The interval as a bar, the estimate as a tick; drawn to the widest interval of the table. */
static void put_bar(casus_buffer *out, const casus_state_risk *s, double widest) {
  double scale = widest > 0 ? BAR / widest : 0;
  casus_buffer_printf(out,
                      "<td class=\"bar\"><svg aria-hidden=\"true\" viewBox=\"0 0 %d 14\" preserveAspectRatio=\"none\">"
                      "<rect class=\"range\" x=\"%.1f\" y=\"4\" width=\"%.1f\" height=\"6\"/>"
                      "<rect class=\"middle\" x=\"%.1f\" y=\"1\" width=\"3\" height=\"12\"/></svg></td>",
                      BAR, s->low * scale, fmax((s->high - s->low) * scale, 1), fmax(s->expected * scale - 1.5, 0));
}

static bool anything_moved(const casus_risk_map *map) {
  for (size_t i = 0; i < map->state_count; i++)
    if (fabs(map->states[i].change) >= CASUS_LEAST_CHANGE) return true;
  return false;
}

static void put_row(casus_buffer *out, const casus_risk_map *map, const casus_state_risk *s, double widest,
                    bool changes) {
  casus_buffer_printf(out,
                      "<tr><td class=\"number\">%d <span class=\"soft wide\">%d–%d</span></td><th scope=\"row\"><a "
                      "href=\"#state-",
                      s->rank, s->rank_low, s->rank_high);
  casus_escape_attribute(out, map->world->states[s->state].code);
  put(out, "\">");
  put_state_name(out, map->world, s->state);
  put(out, "</a></th><td class=\"number\">");
  casus_out_interval(out, s->expected, s->low, s->high);
  put(out, "</td>");
  put_bar(out, s, widest);
  put(out, "<td class=\"number wide\">");
  if (isfinite(s->share)) casus_buffer_printf(out, "%.1f %%", 100 * s->share);
  casus_buffer_printf(out, "</td><td class=\"number wide\">%.3f</td><td class=\"number wide\">%.3f</td>", s->party,
                      s->drawn_in);
  if (changes && fabs(s->change) >= CASUS_LEAST_CHANGE)
    casus_buffer_printf(out, "<td class=\"number\">%+.3f</td>", s->change);
  else if (changes)
    put(out, "<td class=\"number soft\">0</td>");
  put(out, "</tr>\n");
}

void casus_html_ranking(casus_buffer *out, const casus_report *r) {
  const casus_risk_map *map = r->map;
  bool changes = anything_moved(map);
  double widest = 0;
  for (size_t i = 0; i < map->state_count; i++) widest = fmax(widest, map->states[i].high);
  put(out,
      "<section id=\"ranking\">\n<h2>Ranking</h2>\n<p class=\"soft\">Expected new militarised disputes within twelve "
      "months. In brackets and as a bar the 90 % interval; beside the rank its range. Share: in how many of the "
      "disputes expected to touch the region the state would be.</p>\n<div class=\"scroll\">\n<table "
      "aria-label=\"Ranking\">\n<thead><tr><th scope=\"col\" class=\"number\">Rank</th><th scope=\"col\">State</th>"
      "<th scope=\"col\" class=\"number\">Expected</th><th scope=\"col\" class=\"bar\">Interval</th><th "
      "scope=\"col\" class=\"number wide\">Share</th><th scope=\"col\" class=\"number wide\">As a party</th><th "
      "scope=\"col\" class=\"number wide\">Drawn in</th>");
  if (changes) put(out, "<th scope=\"col\" class=\"number\">Change</th>");
  put(out, "</tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < map->state_count && i < STATES; i++) put_row(out, map, &map->states[i], widest, changes);
  put(out, "</tbody>\n</table>\n</div>\n");
  if (map->state_count > STATES)
    casus_buffer_printf(out, "<p class=\"soft\">and %zu more states</p>\n", map->state_count - STATES);
  put(out, "</section>\n");
}

static bool event_shown(const casus_report *r, casus_str id) {
  for (size_t i = 0; id.len && i < r->event_count; i++)
    if (casus_str_eq(r->events[i].event.id, id)) return true;
  return false;
}

static void put_driver(casus_buffer *out, const casus_report *r, const casus_driver *d) {
  casus_buffer_printf(out, "<li><span class=\"amount\">%+.4f</span> <span>", d->amount);
  casus_escape_markup(out, d->text);
  if (casus_date_known(d->date)) {
    put(out, ", ");
    casus_html_date(out, d->date);
  }
  if (event_shown(r, d->evidence)) {
    put(out, " <a href=\"#event-");
    casus_escape_attribute(out, d->evidence);
    put(out, "\">the sentence</a>");
  }
  put(out, "</span></li>\n");
}

static void put_rest(casus_buffer *out, const char *sign, double amount, size_t count, const char *what) {
  if (count)
    casus_buffer_printf(out, "<li><span class=\"amount\">%s%.4f</span> <span>%zu %s</span></li>\n", sign, amount, count,
                        what);
}

static void put_group(casus_buffer *out, const casus_report *r, const casus_driver_group *g) {
  casus_buffer_printf(out, "<li><p class=\"what\"><span class=\"amount\">%.4f</span> <span>", g->total);
  if (g->drawn_in) {
    put(out, "drawn in on the side of others");
  } else {
    put(out, "with ");
    casus_escape_markup(out, r->world->states[g->with].in_text);
  }
  put(out, "</span></p>\n<ul class=\"drivers\">\n");
  double rest = 0;
  for (size_t i = 0; i < g->count; i++) {
    if (i < PARTS)
      put_driver(out, r, g->drivers[i]);
    else
      rest += g->drivers[i]->amount;
  }
  put_rest(out, "+", rest, g->count > PARTS ? g->count - PARTS : 0, "smaller ones together");
  put(out, "</ul>\n</li>\n");
}

static void put_groups(casus_buffer *out, const casus_report *r, const casus_driver_group *groups, size_t count) {
  put(out, "<ul class=\"partners\">\n");
  double rest = 0;
  for (size_t g = 0; g < count; g++) {
    if (g < GROUPS)
      put_group(out, r, &groups[g]);
    else
      rest += groups[g].total;
  }
  put_rest(out, "", rest, count > GROUPS ? count - GROUPS : 0, "other states together");
  put(out, "</ul>\n");
}

/* A fact a line, those of a kind behind one another as the risk room gives them. */
static void put_exposure(casus_buffer *out, const casus_report *r, uint32_t state, casus_arena *arena) {
  casus_exposure *facts = NULL;
  size_t count = 0;
  if (casus_risk_exposure(r->world, state, arena, &facts, &count, NULL) != CASUS_OK) out->failed = true;
  if (!count) return;
  casus_buffer_printf(out,
                      "<details class=\"facts\"><summary>%zu facts it is exposed to or bound by, without weight in "
                      "the likelihood</summary>\n<ul>\n",
                      count);
  for (size_t i = 0; i < count; i++) {
    put(out, "<li>");
    casus_escape_markup(out, facts[i].text);
    put(out, "</li>\n");
  }
  put(out, "</ul></details>\n");
}

/* "mostly with Taiwan, India, Japan" */
static void put_partners(casus_buffer *out, const casus_report *r, const casus_driver_group *groups, size_t count) {
  const char *before = " · mostly with ";
  for (size_t g = 0, named = 0; g < count && named < 3; g++) {
    if (groups[g].drawn_in) continue;
    put(out, before);
    casus_escape_markup(out, r->world->states[groups[g].with].in_text);
    before = ", ", named++;
  }
}

static void put_state(casus_buffer *out, const casus_report *r, const casus_state_risk *s, casus_arena *arena) {
  size_t count = 0;
  casus_driver_group *groups = casus_out_driver_groups(s, arena, &count);
  if (!groups) {
    out->failed = true;
    return;
  }
  put(out, "<details id=\"state-");
  casus_escape_attribute(out, r->world->states[s->state].code);
  put(out, "\"><summary><b>");
  put_state_name(out, r->world, s->state);
  put(out, "</b> ");
  casus_out_interval(out, s->expected, s->low, s->high);
  put(out, "<span class=\"soft\">");
  put_partners(out, r, groups, count);
  put(out, "</span></summary>\n");
  put_groups(out, r, groups, count);
  casus_buffer_printf(out, "<p class=\"sum\"><span class=\"amount\">%.4f</span> <span>together</span></p>\n",
                      s->expected);
  put_exposure(out, r, s->state, arena);
  put(out, "</details>\n");
}

void casus_html_reasons(casus_buffer *out, const casus_report *r, casus_arena *arena) {
  put(out, "<section id=\"why\">\n<h2>Why</h2>\n<p class=\"soft\">What each number is made of. The parts add up to it "
           "exactly. Open a state.</p>\n");
  for (size_t i = 0; i < r->map->state_count && i < STATES; i++) put_state(out, r, &r->map->states[i], arena);
  put(out, "</section>\n");
}
