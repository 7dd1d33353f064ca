/* Treaties, leases and mandates that end or renew on a date. */
#include "world/snapshot.h"

typedef CASUS_VEC(casus_term) term_vec;

static bool rule_from(casus_str word, casus_term_rule *rule) {
  static const casus_str words[] = {
      [CASUS_TERM_ENDS] = CASUS_STR_INIT("ends"),
      [CASUS_TERM_RENEWS] = CASUS_STR_INIT("renews"),
      [CASUS_TERM_VOTE] = CASUS_STR_INIT("vote"),
      [CASUS_TERM_NOTICE] = CASUS_STR_INIT("notice"),
  };
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_str_eq(word, words[i])) {
      *rule = (casus_term_rule)i;
      return true;
    }
  return false;
}

/* Empty: 0. */
static int read_months(const casus_sheet *sheet, casus_str field, int *months) {
  int64_t value = 0;
  if (field.len && (!casus_parse_int(field, &value) || value < 1 || value > 1200))
    return casus_sheet_fail(sheet, "not a number of months 1 … 1200", field);
  *months = (int)value;
  return CASUS_OK;
}

static int read_party(casus_atlas *atlas, casus_str field, casus_str *code, uint32_t *state, casus_error *err) {
  *code = field;
  if (casus_str_starts(field, CASUS_STR("@")))
    *code = casus_atlas_organisation(atlas->arena, casus_str_sub(field, 1, field.len));
  *state = code->len ? casus_atlas_state(atlas, *code) : CASUS_NO_STATE;
  return code->ptr || field.len == 0 ? CASUS_OK : casus_fail_memory(err);
}

enum { TREATY, FROM, TO, RULE, NEXT, EVERY, NOTICE, START, END, SOURCE, NOTE, TERM_COLUMNS };

static int read_term(casus_atlas *atlas, const casus_sheet *sheet, const casus_str *f, casus_term *term) {
  *term = (casus_term){.treaty = f[TREATY], .source = f[SOURCE], .note = f[NOTE]};
  if (!rule_from(f[RULE], &term->rule))
    return casus_sheet_fail(sheet, "neither ends, renews, vote nor notice", f[RULE]);
  int rc = casus_sheet_date(sheet, f[NEXT], &term->next);
  if (rc == CASUS_OK && !casus_date_known(term->next)) rc = casus_sheet_fail(sheet, "a term without a date", f[NEXT]);
  if (rc == CASUS_OK) rc = casus_sheet_date(sheet, f[START], &term->start);
  if (rc == CASUS_OK) rc = casus_sheet_date(sheet, f[END], &term->end);
  if (rc == CASUS_OK) rc = read_months(sheet, f[EVERY], &term->every_months);
  if (rc == CASUS_OK) rc = read_months(sheet, f[NOTICE], &term->notice_months);
  bool comes_again = term->rule == CASUS_TERM_RENEWS || term->rule == CASUS_TERM_VOTE;
  if (rc == CASUS_OK && comes_again != (term->every_months > 0))
    rc = casus_sheet_fail(sheet, "only what renews or is voted on has a period, and must have one", f[EVERY]);
  if (rc == CASUS_OK) rc = read_party(atlas, f[FROM], &term->from, &term->from_state, sheet->err);
  return rc == CASUS_OK ? read_party(atlas, f[TO], &term->to, &term->to_state, sheet->err) : rc;
}

int casus_atlas_read_terms(casus_atlas *atlas, const char *folder, casus_error *err) {
  term_vec terms = {0};
  casus_sheet sheet;
  int rc = casus_sheet_open(folder, "ties/terms.tsv", atlas->arena, &sheet, err);
  casus_str f[TERM_COLUMNS];
  while (rc == CASUS_OK && casus_table_next(&sheet.table, f, TERM_COLUMNS)) {
    casus_term *term = casus_vec_push(&terms, atlas->arena);
    rc = term ? read_term(atlas, &sheet, f, term) : casus_fail_memory(err);
  }
  atlas->terms = terms.items;
  atlas->term_count = terms.count;
  return rc;
}

/* The same day of the month `months` later; the last of a shorter month. */
static casus_date months_later(casus_date date, int months) {
  int year, month, day;
  casus_civil_from_days(date.day, &year, &month, &day);
  int at = year * 12 + month - 1 + months;
  year = at / 12, month = at % 12 + 1;
  int last = casus_days_in_month(year, month);
  return (casus_date){casus_days_from_civil(year, month, day < last ? day : last), date.precision};
}

casus_date casus_term_next(const casus_term *term, casus_date day) {
  casus_date next = term->next;
  for (int k = 1; term->every_months && casus_date_last_day(next) < day.day; k++)
    next = months_later(term->next, k * term->every_months);
  return casus_date_last_day(next) < day.day && term->rule != CASUS_TERM_NOTICE ? (casus_date){0} : next;
}

casus_date casus_term_notice_by(const casus_term *term, casus_date day) {
  casus_date next = casus_term_next(term, day);
  bool has_day = term->rule != CASUS_TERM_NOTICE && term->notice_months && casus_date_known(next);
  return has_day ? months_later(next, -term->notice_months) : (casus_date){0};
}

int casus_snapshot_terms(casus_snapshot *s) {
  const casus_atlas *atlas = s->atlas;
  casus_date day = s->world->date;
  s->world->terms = casus_arena_array(s->arena, atlas->term_count, sizeof *s->world->terms);
  if (!s->world->terms) return casus_fail_memory(s->err);
  for (size_t i = 0; i < atlas->term_count; i++) {
    casus_term term = atlas->terms[i];
    if (!casus_date_known(term.start) || term.start.day > day.day) continue;
    if (casus_date_known(term.end) && casus_date_last_day(term.end) < day.day) continue;
    if (!casus_date_known(casus_term_next(&term, day))) continue;
    if (casus_date_known(term.end) || casus_tells_of_later(term.note, day)) term.note = CASUS_STR("");
    term.end = (casus_date){0}; /* known only when it comes */
    s->world->terms[s->world->term_count++] = term;
  }
  return CASUS_OK;
}
