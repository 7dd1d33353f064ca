/* The back-test as data/risk/backtest.tsv: what maps print beside themselves. */
#include <math.h>

#include "out/out.h"

static void put_number(casus_buffer *out, double value) {
  if (isfinite(value))
    casus_buffer_printf(out, "\t%.6g", value);
  else
    casus_buffer_add_char(out, '\t');
}

void casus_out_backtest_table(casus_buffer *out, const casus_backtest *test) {
  casus_buffer_add_c(out, "# What forecasts like the map's would have been worth; made by `casus backtest -o "
                          "data/risk/backtest.tsv`.\n"
                          "# row forecast: table, name, ours, first and last year, rows, came, then the measures. row "
                          "band: table, low, high, rows, said, seen.\n"
                          "#row\ttable\tname\tours\tfirst\tlast\trows\tcame\tpr_auc\tauc\tbrier\tlog_loss\ttop\n");
  for (size_t i = 0; i < test->table_count; i++) {
    const casus_backtest_table *t = &test->tables[i];
    for (size_t k = 0; k < t->row_count; k++) {
      const casus_backtest_row *row = &t->rows[k];
      if (row->document) continue;
      casus_buffer_printf(out, "forecast\t%.*s\t%.*s\t%d\t%d\t%d\t%zu\t%zu", CASUS_STR_FMT(t->key),
                          CASUS_STR_FMT(row->name), row->ours, t->first, t->last, row->rows, row->came);
#define NUMBER(field, words, sign) put_number(out, row->measures.field);
      CASUS_MEASURES(NUMBER)
#undef NUMBER
      casus_buffer_add_char(out, '\n');
    }
    for (size_t k = 0; k < t->band_count; k++) {
      const casus_backtest_band *band = &t->bands[k];
      casus_buffer_printf(out, "band\t%.*s", CASUS_STR_FMT(t->key));
      put_number(out, band->low);
      put_number(out, band->high);
      casus_buffer_printf(out, "\t%zu", band->rows);
      put_number(out, band->said);
      put_number(out, band->seen);
      casus_buffer_add_char(out, '\n');
    }
  }
}
