/* What the back-test found: tables for people. */
#include <math.h>
#include <stdio.h>

#include "out/words.h"

enum { NAME = 30, BAR = 12, NUMBERS = 76 };

/* ".223": without the nought, as such figures are printed. */
static void put_share(casus_buffer *out, double value, int digits) {
  char text[32];
  if (!isfinite(value)) {
    casus_buffer_printf(out, "%*s", digits + 1, "");
    return;
  }
  int length = snprintf(text, sizeof text, "%.*f", digits, value);
  const char *from = text[0] == '0' ? text + 1 : text;
  casus_buffer_printf(out, "%*s", digits + 1, length > 0 ? from : "");
}

static int bar_width(const casus_style *style) {
  int left = casus_out_width(style) - NUMBERS;
  return left > BAR ? BAR : left > 0 ? left : 0;
}

static void put_bar(casus_buffer *out, double part, double whole, int columns) {
  int filled = whole > 0 && isfinite(part) ? (int)(part / whole * columns + 0.5) : 0;
  for (int i = 0; i < columns; i++) casus_buffer_add_c(out, i < filled ? "█" : "·");
}

/* What the years say of the difference in log loss. */
static const char *verdict(const casus_backtest_row *row) {
  if (!isfinite(row->gain_low.log_loss)) return "";
  if (row->gain_low.log_loss > 0) return "  worse";
  if (row->gain_high.log_loss < 0) return "  better";
  return "  even";
}

static void put_row(casus_buffer *out, const casus_backtest_row *row, double most, const casus_style *style) {
  casus_out_paint(out, style, row->ours ? CASUS_PAINT_BOLD : row->document ? CASUS_PAINT_DIM : CASUS_PAINT_OFF);
  casus_buffer_add_c(out, row->ours ? "> " : "  ");
  casus_escape_terminal_column(out, row->name, NAME);
  casus_buffer_add_char(out, ' ');
  put_share(out, row->measures.pr_auc, 3);
  casus_buffer_add_char(out, ' ');
  put_bar(out, row->measures.pr_auc, most, bar_width(style));
  casus_buffer_add_c(out, "  ");
  put_share(out, row->measures.auc, 3);
  casus_buffer_add_c(out, "  ");
  put_share(out, row->measures.brier, 6);
  casus_buffer_add_c(out, "  ");
  put_share(out, row->measures.log_loss, 5);
  if (isfinite(row->measures.top))
    casus_buffer_printf(out, " %4.0f %%", 100 * row->measures.top);
  else
    casus_buffer_add_c(out, "       ");
  casus_buffer_add_c(out, verdict(row));
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
}

static const casus_backtest_row *ours_of(const casus_backtest_table *t) {
  for (size_t i = 0; i < t->row_count; i++)
    if (t->rows[i].ours) return &t->rows[i];
  return NULL;
}

/* Every measure on which another row is ahead, ours named first. */
static void put_losses(casus_buffer *out, const casus_backtest_table *t, const casus_style *style) {
  const casus_backtest_row *ours = ours_of(t);
  casus_buffer line = {0};
  for (size_t i = 0; ours && i < t->row_count; i++) {
    const casus_backtest_row *other = &t->rows[i];
    const char *gap = "";
    size_t start = line.len;
    if (other->ours) continue;
#define LOSS(field, words, sign)                                                                                       \
  if ((other->measures.field - ours->measures.field) * (sign) > 0) {                                                   \
    casus_buffer_printf(&line, "%s%s %.*g against %.*g", gap, words, 3, ours->measures.field, 3,                       \
                        other->measures.field);                                                                        \
    gap = ", ";                                                                                                        \
  }
    CASUS_MEASURES(LOSS)
#undef LOSS
    if (line.len > start) casus_buffer_printf(&line, " (%.*s); ", CASUS_STR_FMT(other->name));
  }
  casus_str text = casus_buffer_str(&line);
  if (text.len > 2) {
    casus_buffer whole = {0};
    casus_buffer_printf(&whole, "Where it loses: %.*s.", CASUS_STR_FMT(casus_str_sub(text, 0, text.len - 2)));
    casus_out_wrapped(out, casus_buffer_str(&whole), 2, style);
    out->failed |= whole.failed;
    casus_buffer_free(&whole);
  }
  out->failed |= line.failed;
  casus_buffer_free(&line);
}

static void put_bands(casus_buffer *out, const casus_backtest_table *t) {
  if (!t->band_count) return;
  casus_buffer_add_c(out, "  said of a forecast      how often    mean said      came\n");
  for (size_t i = 0; i < t->band_count; i++) {
    const casus_backtest_band *b = &t->bands[i];
    casus_buffer_printf(out, "  %5.1f to %5.1f %% %16zu %10.2f %% %8.2f %%\n", 100 * b->low, 100 * b->high, b->rows,
                        100 * b->said, 100 * b->seen);
  }
}

static void put_table(casus_buffer *out, const casus_backtest_table *t, const casus_style *style) {
  double most = 0;
  for (size_t i = 0; i < t->row_count; i++) most = fmax(most, t->rows[i].measures.pr_auc);
  const casus_backtest_row *ours = ours_of(t);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_out_wrapped(out, t->title, 0, style);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_out_wrapped(out, t->meaning, 0, style);
  casus_buffer_printf(out, "  %-*s %-*s  AUC     Brier  log loss top 100\n", NAME, "", bar_width(style) + 5, "PR-AUC");
  for (size_t i = 0; i < t->row_count; i++) put_row(out, &t->rows[i], most, style);
  casus_buffer_printf(out, "  %d–%d, %zu forecasts, %zu came\n", t->first, t->last, ours ? ours->rows : 0,
                      ours ? ours->came : 0);
  put_losses(out, t, style);
  put_bands(out, t);
}

void casus_out_backtest(casus_buffer *out, const casus_backtest *test, const casus_style *style) {
  for (size_t i = 0; i < test->table_count; i++) {
    if (i) casus_buffer_add_char(out, '\n');
    put_table(out, &test->tables[i], style);
  }
  casus_out_wrapped(
      out,
      CASUS_STR("Brier and log loss: less is better. Last column: whether a row's log loss is worse or better than "
                "ours (>) in nineteen of twenty draws of the years, or even. --json has every interval."),
      0, style);
}

static void put_measures(casus_json *json, const char *key, const casus_measures *m) {
  casus_json_key(json, key);
  casus_json_open(json, '{');
#define MEASURE(field, words, sign)                                                                                    \
  casus_json_key(json, #field);                                                                                        \
  casus_json_double(json, m->field);
  CASUS_MEASURES(MEASURE)
#undef MEASURE
  casus_json_close(json, '}');
}

static void put_start(casus_json *json, const casus_backtest_table *t, const char *part) {
  casus_json_open(json, '{');
  casus_json_key(json, "record");
  casus_json_str(json, CASUS_STR("backtest"));
  casus_json_key(json, "table");
  casus_json_str(json, t->key);
  casus_json_key(json, "part");
  casus_json_str(json, casus_str_from_c(part));
  casus_json_key(json, "first");
  casus_json_int(json, t->first);
  casus_json_key(json, "last");
  casus_json_int(json, t->last);
}

static void put_row_json(casus_buffer *out, const casus_backtest_table *t, const casus_backtest_row *row) {
  casus_json json = {.out = out};
  put_start(&json, t, row->document ? "known" : "forecast");
  casus_json_key(&json, "name");
  casus_json_str(&json, row->name);
  casus_json_key(&json, "ours");
  casus_json_bool(&json, row->ours);
  casus_json_key(&json, "rows");
  casus_json_int(&json, (int64_t)row->rows);
  casus_json_key(&json, "came");
  casus_json_int(&json, (int64_t)row->came);
  put_measures(&json, "value", &row->measures);
  put_measures(&json, "low", &row->low);
  put_measures(&json, "high", &row->high);
  put_measures(&json, "gain", &row->gain);
  put_measures(&json, "gain_low", &row->gain_low);
  put_measures(&json, "gain_high", &row->gain_high);
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

static void put_band_json(casus_buffer *out, const casus_backtest_table *t, const casus_backtest_band *band) {
  casus_json json = {.out = out};
  put_start(&json, t, "band");
  casus_json_key(&json, "low");
  casus_json_double(&json, band->low);
  casus_json_key(&json, "high");
  casus_json_double(&json, band->high);
  casus_json_key(&json, "rows");
  casus_json_int(&json, (int64_t)band->rows);
  casus_json_key(&json, "said");
  casus_json_double(&json, band->said);
  casus_json_key(&json, "seen");
  casus_json_double(&json, band->seen);
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

void casus_out_backtest_json(casus_buffer *out, const casus_backtest *test) {
  for (size_t i = 0; i < test->table_count; i++) {
    const casus_backtest_table *t = &test->tables[i];
    for (size_t k = 0; k < t->row_count; k++) put_row_json(out, t, &t->rows[k]);
    for (size_t k = 0; k < t->band_count; k++) put_band_json(out, t, &t->bands[k]);
  }
}
