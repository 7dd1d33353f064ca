/* The table of weights of clues, data/codebook/counterpart.tsv: side, group, clue, weight. */
#include "coder/rule.h"

enum { SIDE, GROUP, CLUE, WEIGHT, COLUMNS };

/* Where the weights of a group stand: "all", a type of events, or what the side was. NULL: no such group. */
static double *group_of(casus_stakes *stakes, casus_str name) {
  casus_event_type type;
  casus_opening opening;
  if (casus_str_eq(name, CASUS_STR("all"))) return stakes->all;
  if (casus_event_type_from(name, &type)) return stakes->type[type];
  return casus_opening_from(name, &opening) ? stakes->opening[opening] : NULL;
}

static double *place_of(casus_book *book, const casus_str *fields) {
  bool target = casus_str_eq(fields[SIDE], CASUS_STR("target"));
  casus_clue clue;
  if (!target && !casus_str_eq(fields[SIDE], CASUS_STR("source"))) return NULL;
  casus_stakes *stakes = &book->stakes[target];
  if (casus_str_eq(fields[GROUP], CASUS_STR("least"))) return &stakes->least;
  double *group = group_of(stakes, fields[GROUP]);
  return group && casus_clue_from(fields[CLUE], &clue) ? &group[clue] : NULL;
}

int casus_book_stakes(casus_book *book, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str fields[COLUMNS];
  while (casus_table_next(&table, fields, COLUMNS)) {
    double *place = place_of(book, fields);
    if (!place || !casus_parse_double(fields[WEIGHT], place))
      return casus_fail(err, CASUS_E_DATA, 0, "codebook/counterpart.tsv: line %zu: no such weight: '%.*s'", table.line,
                        CASUS_STR_FMT(fields[GROUP]));
  }
  return CASUS_OK;
}
