#include <math.h>

#include "out/csv.h"
#include "out/words.h"

/* Columns; the bar takes what the width leaves. */
enum { BAR = 24, NAME = 22, ROWS = 12, NUMBERS = 66 };

static void put_bar(casus_buffer *out, double part, double whole, const casus_style *style) {
  int left = casus_out_width(style) - NUMBERS, columns = left > BAR ? BAR : left > 0 ? left : 0;
  int filled = whole > 0 ? (int)(part / whole * columns + 0.5) : 0;
  for (int i = 0; i < columns; i++) casus_buffer_add_c(out, i < filled ? "█" : "·");
}

static void put_state(casus_buffer *out, const casus_risk_map *map, const casus_state_risk *s, double most,
                      const casus_style *style) {
  casus_buffer_printf(out, "%3d  ", s->rank);
  casus_escape_terminal_column(out, casus_out_state_name(map->world, s->state), NAME);
  casus_buffer_add_char(out, ' ');
  casus_out_paint(out, style, CASUS_PAINT_HIGH);
  put_bar(out, s->expected, most, style);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, ' ');
  casus_out_interval(out, s->expected, s->low, s->high);
  if (isfinite(s->share)) casus_buffer_printf(out, "  %4.1f %%", 100 * s->share);
  if (s->rank_low != s->rank_high) casus_buffer_printf(out, "  rank %d–%d", s->rank_low, s->rank_high);
  if (isfinite(s->change) && fabs(s->change) >= CASUS_LEAST_CHANGE) casus_buffer_printf(out, "  %+.3f", s->change);
  casus_buffer_add_char(out, '\n');
}

void casus_out_proof(casus_buffer *out, const casus_risk_proof *proof) {
  casus_buffer_printf(out,
                      "Tested on %d–%d, each year from those before it: %.0f %% of the new disputes lay among the "
                      "year's hundred likeliest pairs (the usual model: %.0f %%); of pairs said to have %.0f %%, "
                      "%.0f %% came to one.",
                      proof->first, proof->last, 100 * proof->top, 100 * proof->top_standard, 100 * proof->said,
                      100 * proof->seen);
}

void casus_out_proof_line(casus_buffer *out, const casus_risk_map *map, const casus_style *style) {
  casus_buffer text = {0};
  casus_out_proof(&text, &map->proof);
  casus_out_paragraph(out, "", casus_buffer_str(&text), 0, CASUS_PAINT_DIM, style);
  out->failed |= text.failed;
  casus_buffer_free(&text);
}

void casus_out_ranking(casus_buffer *out, const casus_report *report, const casus_style *style) {
  const casus_risk_map *map = report->map;
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_buffer_add_c(out, "The risk map of ");
  casus_escape_terminal(out, casus_out_region(map->region));
  casus_buffer_add_c(out, " on ");
  casus_out_day(out, report->world->date);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  casus_out_wrapped(
      out, CASUS_STR("expected new militarised disputes within twelve months [90 % interval], share of the region"), 0,
      style);
  casus_buffer_add_char(out, '\n');
  double most = map->state_count ? map->states[0].expected : 0;
  for (size_t i = 0; i < map->state_count && i < ROWS; i++) put_state(out, map, &map->states[i], most, style);
  if (map->state_count > ROWS) casus_buffer_printf(out, "     and %zu more\n", map->state_count - ROWS);
  casus_out_proof_line(out, map, style);
  casus_out_changes(out, report->changes, report->change_count, style);
}

void casus_out_map_csv(casus_buffer *out, const casus_risk_map *map) {
  casus_buffer_add_c(out, "actor,name,date,expected,low,high,party,drawn_in,share,change,rank,rank_low,rank_high\r\n");
  for (size_t i = 0; i < map->state_count; i++) {
    const casus_state_risk *s = &map->states[i];
    casus_csv_text(out, map->world->states[s->state].code, true);
    casus_csv_text(out, casus_out_state_name(map->world, s->state), false);
    casus_csv_date(out, map->world->date);
    const double numbers[] = {s->expected, s->low, s->high, s->party, s->drawn_in, s->share, s->change};
    for (size_t n = 0; n < CASUS_COUNT(numbers); n++) casus_csv_number(out, numbers[n]);
    casus_buffer_printf(out, ",%d,%d,%d\r\n", s->rank, s->rank_low, s->rank_high);
  }
}
