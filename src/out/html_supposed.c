/* A what-if on the page: what is supposed, who would be bound to join, the difference in numbers. */
#include <math.h>

#include "out/html.h"

#define put casus_html_put

enum { STATES = 15, PAIRS = 15 };

static void put_name(casus_buffer *out, const casus_world *world, uint32_t state) {
  casus_escape_markup(out, casus_out_state_name(world, state));
}

static const char *role_words(casus_chain_role role) {
  static const char *const words[] = {"must come to the aid of",
                                      "must join",
                                      "bound, when it is attacked in turn, to",
                                      "must consult with",
                                      "must stay out of a war of",
                                      "bound by nothing; likeliest beside"};
  return words[role];
}

static void put_link(casus_buffer *out, const casus_world *world, const casus_chain_link *link) {
  casus_buffer_printf(out, "<tr><td class=\"number\">%d</td><th scope=\"row\">", link->step);
  put_name(out, world, link->state);
  casus_buffer_printf(out, "</th><td>%s ", role_words(link->role));
  casus_escape_markup(out, world->states[link->beside].in_text);
  put(out, "</td><td>");
  for (size_t i = 0; i < link->tie_count; i++) {
    if (i) put(out, "; ");
    casus_escape_markup(out, link->ties[i]->treaty.len ? link->ties[i]->treaty : link->ties[i]->tie.source);
  }
  put(out, "</td><td class=\"number\">");
  casus_out_percent(out, link->chance, link->low, link->high);
  put(out, "</td><td class=\"number\">");
  if (isfinite(link->rate)) casus_out_percent(out, link->rate, link->rate_low, link->rate_high);
  put(out, "</td></tr>\n");
}

/* Those of the first step, or all later ones. */
static void put_links(casus_buffer *out, const casus_world *world, const casus_chain *chain, bool later) {
  put(out, "<table>\n<thead><tr><th scope=\"col\" class=\"number\">Step</th><th scope=\"col\">Who</th><th "
           "scope=\"col\">Is</th><th scope=\"col\">By</th><th scope=\"col\" class=\"number\">Joins, by the "
           "model</th><th scope=\"col\" class=\"number\">Of its class joined</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < chain->link_count; i++)
    if ((chain->links[i].step > 1) == later) put_link(out, world, &chain->links[i]);
  put(out, "</tbody>\n</table>\n");
}

static void put_chain(casus_buffer *out, const casus_world *world, const casus_chain *chain) {
  put(out, "<h3>If ");
  casus_escape_markup(out, world->states[chain->attack.attacker].in_text);
  put(out, " attacks ");
  casus_escape_markup(out, world->states[chain->attack.target].in_text);
  put(out, "</h3>\n");
  for (size_t i = 0; i < chain->broken_count; i++) {
    put(out, "<p>It would break: ");
    casus_escape_markup(out, chain->broken[i]->treaty.len ? chain->broken[i]->treaty : chain->broken[i]->tie.kind);
    put(out, "</p>\n");
  }
  size_t later = 0;
  for (size_t i = 0; i < chain->link_count; i++) later += chain->links[i].step > 1;
  put_links(out, world, chain, false);
  if (!later) return;
  casus_buffer_printf(out, "<details>\n<summary>And %zu when those who came to aid are attacked for it</summary>\n",
                      later);
  put_links(out, world, chain, true);
  put(out, "</details>\n");
}

static void put_states(casus_buffer *out, const casus_world *world, const casus_difference *d) {
  put(out, "<table>\n<caption>States: expected new disputes within twelve months</caption>\n<thead><tr><th "
           "scope=\"col\">State</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" "
           "class=\"number\">Then</th><th scope=\"col\" class=\"number\">As a party</th><th scope=\"col\" "
           "class=\"number\">Drawn in</th><th scope=\"col\">Most by</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < d->state_count && i < STATES; i++) {
    const casus_state_shift *s = &d->states[i];
    put(out, "<tr><th scope=\"row\">");
    put_name(out, world, s->now->state);
    casus_buffer_printf(out,
                        "</th><td class=\"number\">%.3f</td><td class=\"number\">%.3f</td><td "
                        "class=\"number\">%+.4f</td><td class=\"number\">%+.4f</td><td>",
                        s->before->expected, s->now->expected, s->party, s->drawn_in);
    if (s->driver_count) casus_escape_markup(out, s->drivers[0].text);
    put(out, "</td></tr>\n");
  }
  put(out, "</tbody>\n</table>\n");
  if (d->state_count > STATES)
    casus_buffer_printf(out, "<p class=\"soft\">and %zu more</p>\n", d->state_count - STATES);
}

static void put_pairs(casus_buffer *out, const casus_world *world, const casus_difference *d) {
  if (!d->pair_count) return;
  put(out, "<table>\n<caption>Pairs: chance of a new dispute within twelve months</caption>\n<thead><tr><th "
           "scope=\"col\">Pair</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" "
           "class=\"number\">Then</th></tr></thead>\n<tbody>\n");
  for (size_t i = 0; i < d->pair_count && i < PAIRS; i++) {
    const casus_pair_shift *p = &d->pairs[i];
    put(out, "<tr><th scope=\"row\">");
    put_name(out, world, p->a);
    put(out, " – ");
    put_name(out, world, p->b);
    casus_buffer_printf(out, "</th><td class=\"number\">%.2f %%</td><td class=\"number\">", 100 * p->before);
    casus_out_percent(out, p->now, p->low, p->high);
    put(out, "</td></tr>\n");
  }
  put(out, "</tbody>\n</table>\n");
  if (d->pair_count > PAIRS) casus_buffer_printf(out, "<p class=\"soft\">and %zu more</p>\n", d->pair_count - PAIRS);
}

void casus_html_supposed(casus_buffer *out, const casus_report *report) {
  const casus_supposed *s = report->supposed;
  if (!s) return;
  put(out, "<section id=\"supposed\">\n<h2>What if</h2>\n<p>Not the world as it is, but as it would be:</p>\n<ul>\n");
  for (size_t i = 0; i < s->line_count; i++) {
    put(out, "<li>");
    casus_escape_markup(out, s->lines[i]);
    put(out, "</li>\n");
  }
  put(out, "</ul>\n");
  for (size_t i = 0; i < s->note_count; i++) {
    put(out, "<p class=\"soft\">");
    casus_escape_markup(out, s->notes[i]);
    put(out, "</p>\n");
  }
  for (size_t i = 0; i < s->chain_count; i++) put_chain(out, report->world, &s->chains[i]);
  put(out, "<h3>The difference in numbers</h3>\n");
  if (s->difference->state_count)
    put_states(out, report->world, s->difference);
  else
    put(out, "<p>None: every state stands as it is.</p>\n");
  put_pairs(out, report->world, s->difference);
  put(out, "</section>\n");
}
