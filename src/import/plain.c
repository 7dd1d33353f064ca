/* A table of one's own: ties, or incidents. */
#include "import/format.h"

enum { KIND, FROM, TO, MUTUAL, START, END, AMOUNT, UNIT, YEAR, TREATY, SOURCE, NOTE };
static const char *const TIE_COLUMNS[] = {"kind",    "from",  "to",    "?mutual", "?start",  "?end",
                                          "?amount", "?unit", "?year", "?treaty", "?source", "?note"};

static const char *const KINDS[] = {"alliance.defence",
                                    "alliance.offence",
                                    "alliance.neutrality",
                                    "alliance.non-aggression",
                                    "alliance.consultation",
                                    "arms",
                                    "troops",
                                    "trade",
                                    "dependence",
                                    "sanctions",
                                    "claim",
                                    "rivalry",
                                    "occupation",
                                    "nuclear"};

static bool is_kind(casus_str kind) {
  for (size_t i = 0; i < CASUS_COUNT(KINDS); i++)
    if (casus_str_eq(kind, casus_str_from_c(KINDS[i]))) return true;
  return false;
}

/* A state by its code or name, or an organisation as the record calls it: IGOEUR. */
static bool side(casus_importer *in, size_t column, casus_date when, casus_str *actor) {
  casus_str field = casus_import_field(in, column);
  if (field.len > 3 && casus_str_starts(field, CASUS_STR("IGO"))) return *actor = field, true;
  return casus_import_state(in, column, field.len == 3 ? CASUS_CODES_ISO3 : CASUS_CODES_NAME, when, actor);
}

static void read_tie(casus_importer *in) {
  casus_imported_tie row = {.treaty = casus_import_field(in, TREATY)};
  casus_tie *t = &row.tie;
  int64_t mutual;
  double amount = 0;
  t->kind = casus_import_field(in, KIND);
  if (!is_kind(t->kind)) {
    casus_import_skip(in, "no kind of tie is called \"%.*s\"", CASUS_STR_FMT(casus_str_sub(t->kind, 0, 60)));
    return;
  }
  if (!casus_import_int_or(in, MUTUAL, 0, &mutual) || !casus_import_date(in, START, &t->start) ||
      !casus_import_date(in, END, &t->end) || !casus_import_number_or(in, AMOUNT, 0, &amount) ||
      !casus_import_date(in, YEAR, &t->year) || !side(in, FROM, t->start, &t->from) ||
      !(casus_import_field(in, TO).len == 0 || side(in, TO, t->start, &t->to)))
    return;
  t->mutual = mutual != 0;
  if (!casus_import_missing(casus_import_field(in, AMOUNT)))
    t->amount = (casus_quantity){true, amount, casus_import_field(in, UNIT)};
  t->source = casus_import_field(in, SOURCE);
  t->note = casus_import_field(in, NOTE);
  casus_import_tie(in, &row);
}

const casus_import_format casus_import_plain_ties = {
    .name = "csv",
    .layout = "ties",
    .brings = "ties of any kind",
    .about = "a table of one's own: alpha-3 codes, dates as 2024-06-22, 2024-06 or 2024",
    .citation = "as its source column says",
    .columns = TIE_COLUMNS,
    .column_count = CASUS_COUNT(TIE_COLUMNS),
    .pieces = true,
    .row = read_tie,
};

enum { DATE, SIDE_A, SIDE_B, LEVEL, FATAL, NAME, LAST };
static const char *const INCIDENT_COLUMNS[] = {"date", "a", "b", "level", "?fatal", "?name", "?last"};

static void read_incident(casus_importer *in) {
  casus_imported_incident row = {.name = casus_import_field(in, NAME)};
  int64_t level, fatal;
  if (!casus_import_date(in, DATE, &row.first) || !casus_import_date(in, LAST, &row.last) ||
      !casus_import_int(in, LEVEL, &level) || !casus_import_int_or(in, FATAL, 0, &fatal) ||
      !side(in, SIDE_A, row.first, &row.a) || !side(in, SIDE_B, row.first, &row.b))
    return;
  if (level < 2 || level > 5) {
    casus_import_skip(in, "level %lld: 2 threat, 3 show, 4 use of force, 5 war", (long long)level);
    return;
  }
  row.level = (int)level;
  row.fatal = fatal != 0;
  casus_import_incident(in, &row);
}

const casus_import_format casus_import_plain_incidents = {
    .name = "csv",
    .layout = "incidents",
    .brings = "incidents between two states: level 2 threat, 3 show, 4 use of force, 5 war; fatal 0 or 1",
    .about = "a table of one's own: alpha-3 codes, dates as 2024-06-22, 2024-06 or 2024",
    .citation = "a table of one's own",
    .columns = INCIDENT_COLUMNS,
    .column_count = CASUS_COUNT(INCIDENT_COLUMNS),
    .pieces = true,
    .row = read_incident,
};
