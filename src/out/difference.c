/* What would be different: on the terminal, as JSON Lines, as a table. */
#include <math.h>

#include "out/words.h"

enum { STATES = 8, PAIRS = 8, DRIVERS = 3, INDENT = 6 };
#define LEAST_DRIVER 0.00005 /* numbers are printed to a ten-thousandth */

static void put_driver(casus_buffer *out, const casus_world *world, const casus_driver *driver,
                       const casus_style *style) {
  casus_buffer line = {0};
  casus_buffer_printf(&line, "%+.4f  ", driver->amount);
  if (driver->with < world->state_count && casus_str_eq(driver->layer, CASUS_STR("likelihood")))
    casus_buffer_printf(&line, "with %.*s: ", CASUS_STR_FMT(world->states[driver->with].in_text));
  casus_buffer_add(&line, driver->text);
  casus_out_paragraph(out, "", casus_buffer_str(&line), INDENT, CASUS_PAINT_DIM, style);
  out->failed |= line.failed;
  casus_buffer_free(&line);
}

static void put_state(casus_buffer *out, const casus_world *world, const casus_state_shift *s,
                      const casus_style *style) {
  casus_buffer_add_c(out, "  ");
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_column(out, casus_out_state_name(world, s->now->state), 22);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_printf(out, " %.3f → %.3f  %+.4f: %+.4f as a party, %+.4f drawn in\n", s->before->expected,
                      s->now->expected, s->party + s->drawn_in, s->party, s->drawn_in);
  double rest = s->party + s->drawn_in;
  size_t shown = 0;
  for (; shown < s->driver_count && shown < DRIVERS && fabs(s->drivers[shown].amount) >= LEAST_DRIVER; shown++) {
    put_driver(out, world, &s->drivers[shown], style);
    rest -= s->drivers[shown].amount;
  }
  if (shown < s->driver_count && fabs(rest) >= LEAST_DRIVER)
    casus_buffer_printf(out, "%*s%+.4f  %zu smaller ones together\n", INDENT, "", rest, s->driver_count - shown);
}

static void put_pair(casus_buffer *out, const casus_world *world, const casus_pair_shift *p) {
  casus_buffer_add_c(out, "  ");
  casus_escape_terminal(out, casus_out_state_name(world, p->a));
  casus_buffer_add_c(out, " – ");
  casus_escape_terminal(out, casus_out_state_name(world, p->b));
  int digits = p->now < 0.001 ? 3 : p->now < 0.1 ? 2 : 1;
  casus_buffer_printf(out, ": %.*f → ", digits, 100 * p->before);
  casus_out_percent(out, p->now, p->low, p->high);
  casus_buffer_add_char(out, '\n');
}

void casus_out_difference(casus_buffer *out, const casus_report *report, const casus_style *style) {
  const casus_difference *d = report->supposed->difference;
  casus_out_heading(out, style, "The difference in numbers");
  casus_out_wrapped(out,
                    CASUS_STR("expected new disputes within twelve months, however small the change; both maps rest on "
                              "the same draws"),
                    0, style);
  if (!d->state_count) casus_buffer_add_c(out, "  none: every state stands as it is\n");
  size_t shown = 0;
  for (; shown < d->state_count && shown < STATES; shown++) {
    if (shown && fabs(d->states[shown].party + d->states[shown].drawn_in) < LEAST_DRIVER) break;
    put_state(out, report->world, &d->states[shown], style);
  }
  if (shown < d->state_count) casus_buffer_printf(out, "  and %zu more states, by less\n", d->state_count - shown);
  if (!d->pair_count) return;
  casus_out_heading(out, style, "Pairs: the chance of a new dispute within twelve months");
  for (size_t i = 0; i < d->pair_count && i < PAIRS; i++) put_pair(out, report->world, &d->pairs[i]);
  if (d->pair_count > PAIRS) casus_buffer_printf(out, "  and %zu more pairs, by less\n", d->pair_count - PAIRS);
}

void casus_out_what_if(casus_buffer *out, const casus_report *report, const casus_style *style) {
  const casus_supposed *s = report->supposed;
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_buffer_add_c(out, "What if");
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  for (size_t i = 0; i < s->line_count; i++) casus_out_paragraph(out, "  • ", s->lines[i], 4, CASUS_PAINT_OFF, style);
  for (size_t i = 0; i < s->note_count; i++) casus_out_wrapped(out, s->notes[i], 2, style);
  for (size_t i = 0; i < s->chain_count; i++) casus_out_chain(out, report, &s->chains[i], style);
  casus_buffer_add_char(out, '\n');
  casus_out_ranking(out, report, style);
  casus_out_difference(out, report, style);
}
