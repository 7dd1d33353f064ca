/* The ranking: the accessible twin of the map, with interval bars. */
#include <math.h>

#include "out/classes.h"
#include "out/html.h"

enum { BAR = 120 }; /* its width, in the units of its box */

#define put casus_html_put

/* The interval as a bar with whiskers, the estimate as a tick; drawn to the widest interval of the table. */
static void put_bar(casus_buffer *out, const casus_state_risk *s, double widest) {
  double scale = widest > 0 ? (BAR - 4) / widest : 0, low = 2 + s->low * scale, high = 2 + s->high * scale;
  casus_buffer_printf(
      out,
      "<td class=\"bar\"><svg aria-hidden=\"true\" viewBox=\"0 0 %d 14\"><path d=\"M%.1f 3v8m0-4H%.1fm0-4v8\"/>"
      "<path class=\"middle\" d=\"M%.1f 1v12\"/></svg></td>",
      BAR, low, high, 2 + s->expected * scale);
}

static void put_name(casus_buffer *out, const casus_report *r, const casus_state_risk *s) {
  casus_str code = r->world->states[s->state].code;
  int change = casus_map_change_class(r, s);
  casus_escape_into(out, "<th scope=\"row\"><a href=\"#state-", code);
  put(out, ">");
  casus_escape_markup(out, casus_out_state_name(r->world, s->state));
  put(out, "</a>");
  if (change != CASUS_CHANGE_NONE)
    put(out, change > CASUS_CHANGE_NONE ? " <span class=\"moved\" title=\"rises\">▲</span>"
                                        : " <span class=\"moved\" title=\"falls\">▼</span>");
  put(out, "</th>");
}

static void put_signed(casus_buffer *out, double value, int digits) {
  put(out, "<td>");
  if (fabs(value) >= 0.5 * pow(10, -digits))
    casus_buffer_printf(out, "%+.*f", digits, value);
  else
    put(out, "0");
  put(out, "</td>");
}

/* Against the day compared with: the share in points, new disputes as a party, by being drawn in. */
static void put_changes(casus_buffer *out, const casus_report *r, const casus_state_risk *s) {
  const casus_state_risk *was = casus_map_before(r, s->state);
  if (!was) {
    put(out, "<td></td><td></td><td></td>");
    return;
  }
  put_signed(out, 100 * (s->share - was->share), 1);
  put_signed(out, s->party - was->party, 3);
  put_signed(out, s->drawn_in - was->drawn_in, 3);
}

static void put_newest(casus_buffer *out, const casus_report *r, const casus_state_risk *s) {
  static const char *const classes[] = {"", " class=\"stale\"", " class=\"stale\""};
  char day[16];
  casus_buffer_printf(out, "<td%s>", classes[casus_map_age(r->world->date, s->newest)]);
  if (casus_date_known(s->newest))
    casus_buffer_printf(out, "%.*s", (int)casus_date_format(s->newest, day), day);
  else
    put(out, "none");
  put(out, "</td>");
}

static void put_row(casus_buffer *out, const casus_report *r, const casus_state_risk *s, double widest) {
  casus_escape_into(out, "<tr id=\"row-", r->world->states[s->state].code);
  casus_buffer_printf(out, "><td>%d <small>%d–%d</small></td>", s->rank, s->rank_low, s->rank_high);
  put_name(out, r, s);
  put(out, "<td>");
  casus_out_interval(out, s->expected, s->low, s->high);
  put(out, "</td>");
  put_bar(out, s, widest);
  put(out, "<td>");
  if (isfinite(s->share)) casus_buffer_printf(out, "%.1f %%", 100 * s->share);
  casus_buffer_printf(out, "</td><td>%.3f</td><td>%.3f</td>", s->party, s->drawn_in);
  if (r->map_before) put_changes(out, r, s);
  put_newest(out, r, s);
  put(out, "</tr>\n");
}

static void put_explanation(casus_buffer *out, const casus_report *r) {
  put(out,
      "<p class=\"soft\">In brackets and as a bar the 90 % interval, beside the rank its range. Share: in how many of "
      "the disputes expected to touch the region the state would be. Newest: the newest record of it.");
  if (r->map_before)
    put(out, " Change: of the share, in points, and of the two parts of the number; ▲ and ▼ mark what is more than "
             "noise, all else is no measurable change.");
  put(out, "</p>\n<p class=\"soft\">");
  casus_out_proof(out, &r->map->proof);
  put(out, "</p>\n");
}

static void put_columns(casus_buffer *out, const casus_report *r) {
  put(out, "<thead><tr><th scope=\"col\">Rank</th><th scope=\"col\">State</th><th scope=\"col\">Expected</th><th "
           "scope=\"col\" data-fixed>Interval</th><th scope=\"col\">Share</th><th scope=\"col\">As a party</th><th "
           "scope=\"col\">Drawn in</th>");
  if (r->map_before)
    put(out, "<th scope=\"col\">Change of share</th><th scope=\"col\">as a party</th><th scope=\"col\">drawn in</th>");
  put(out, "<th scope=\"col\">Newest</th></tr></thead>\n");
}

void casus_html_ranking(casus_buffer *out, const casus_report *r) {
  const casus_risk_map *map = r->map;
  double widest = 0;
  for (size_t i = 0; i < map->state_count; i++) widest = fmax(widest, map->states[i].high);
  put(out, "<section id=\"ranking\" aria-labelledby=\"ranking-name\">\n<h2 id=\"ranking-name\">Ranking</h2>\n");
  put_explanation(out, r);
  put(out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"ranking-name\">\n<table>\n"
           "<caption>Expected new disputes, by state</caption>\n");
  put_columns(out, r);
  put(out, "<tbody>\n");
  for (size_t i = 0; i < map->state_count; i++) put_row(out, r, &map->states[i], widest);
  put(out, "</tbody>\n</table>\n</div>\n</section>\n");
}
