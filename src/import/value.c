/* Values of columns, and what becomes of a record. */
#include <stdarg.h>
#include <stdio.h>

#include "import/format.h"

casus_str casus_import_field(const casus_importer *in, size_t column) {
  size_t place = in->places[column];
  return place < in->csv->count ? in->csv->fields[place] : CASUS_STR("");
}

bool casus_import_has(const casus_importer *in, size_t column) { return in->places[column] != SIZE_MAX; }

bool casus_import_missing(casus_str field) {
  static const casus_str words[] = {CASUS_STR_INIT(""), CASUS_STR_INIT("NA"), CASUS_STR_INIT("NULL"),
                                    CASUS_STR_INIT("NaN"), CASUS_STR_INIT(".")};
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_str_eq(field, words[i])) return true;
  return false;
}

static void fail(casus_importer *in, int rc) {
  if (rc != CASUS_OK && in->rc == CASUS_OK) in->rc = rc;
}

void casus_import_skip(casus_importer *in, const char *format, ...) {
  char reason[240];
  va_list values;
  va_start(values, format);
  int length = vsnprintf(reason, sizeof reason, format, values);
  va_end(values);
  if (in->rc != CASUS_OK || length < 0) return;
  size_t size = (size_t)length < sizeof reason ? (size_t)length : sizeof reason - 1;
  while (size && casus_utf8_valid(casus_str_of(reason, size)) < size) size--; /* a cut may fall into a letter */
  in->skipped = true;
  casus_str text = casus_str_of(reason, size);
  if (in->options->skipped) in->options->skipped(in->options->context, in->line, text);
  fail(in, casus_record_import_issue(in->record, in->line, in->reasons++, text, in->err));
}

void casus_import_leave(casus_importer *in, const char *reason) {
  in->left_out = true;
  for (size_t i = 0; i < in->left.count; i++)
    if (strcmp(in->left.items[i].reason, reason) == 0) {
      in->left.items[i].rows++;
      return;
    }
  casus_import_left *slot = casus_vec_push(&in->left, in->arena);
  if (slot)
    *slot = (casus_import_left){reason, 1};
  else
    fail(in, casus_fail_memory(in->err));
}

void casus_import_keep(casus_importer *in) { in->kept = true; }

/* The column's name in the program, without its other names and marks. */
static casus_str column_name(const casus_importer *in, size_t column) {
  casus_str name = casus_str_from_c(in->format->columns[column]), first = {NULL, 0};
  if (casus_str_starts(name, CASUS_STR("?"))) name = casus_str_sub(name, 1, name.len);
  casus_str_split(&name, '|', &first);
  return first;
}

static bool skip_value(casus_importer *in, size_t column, const char *what) {
  casus_str name = column_name(in, column), field = casus_import_field(in, column);
  casus_import_skip(in, "%.*s: %s: \"%.*s\"", CASUS_STR_FMT(name), what, CASUS_STR_FMT(casus_str_sub(field, 0, 60)));
  return false;
}

/* "1991" or, as spreadsheets write it, "1991.0". */
static bool parse_whole(casus_str field, int64_t *value) {
  double number;
  if (casus_parse_int(field, value)) return true;
  if (!casus_parse_double(field, &number) || number != (double)(int64_t)number) return false;
  *value = (int64_t)number;
  return true;
}

bool casus_import_int_or(casus_importer *in, size_t column, int64_t missing, int64_t *value) {
  casus_str field = casus_import_field(in, column);
  if (casus_import_missing(field)) return *value = missing, true;
  return parse_whole(field, value) || skip_value(in, column, "not a whole number");
}

bool casus_import_int(casus_importer *in, size_t column, int64_t *value) {
  if (casus_import_missing(casus_import_field(in, column))) return skip_value(in, column, "nothing told");
  return casus_import_int_or(in, column, 0, value);
}

bool casus_import_number_or(casus_importer *in, size_t column, double missing, double *value) {
  casus_str field = casus_import_field(in, column);
  if (casus_import_missing(field)) return *value = missing, true;
  return casus_parse_double(field, value) || skip_value(in, column, "not a number");
}

static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};

/* "jun", "June" -> 6; 0: none */
static int month_of(casus_str word) {
  for (int i = 0; i < 12 && word.len >= 3; i++)
    if (casus_str_ieq(casus_str_sub(word, 0, 3), casus_str_from_c(MONTHS[i]))) return i + 1;
  return 0;
}

/* "22 June 2024", "22-Jun-2024" */
static bool parse_words(casus_str field, casus_date *date) {
  int64_t parts[2] = {0};
  int month = 0, numbers = 0;
  for (size_t at = 0; at < field.len;) {
    size_t end = at;
    bool digits = casus_is_digit(field.ptr[at]), letters = casus_is_alpha(field.ptr[at]);
    while (end < field.len && (digits ? casus_is_digit(field.ptr[end]) : letters && casus_is_alpha(field.ptr[end])))
      end++;
    casus_str part = casus_str_sub(field, at, end);
    if (letters && (month || !(month = month_of(part)))) return false;
    if (digits && (numbers == 2 || !casus_parse_int(part, &parts[numbers++]))) return false;
    at = end > at ? end : at + 1;
  }
  if (!month || numbers != 2 || parts[0] < 1 || parts[0] > 31 || parts[1] < 1000 || parts[1] > 9999) return false;
  return casus_date_from_civil((int)parts[1], month, (int)parts[0], date);
}

/* 20240622 */
static bool parse_run(casus_str field, casus_date *date) {
  int64_t number;
  if (field.len != 8 || !casus_is_digit(field.ptr[0]) || !casus_parse_int(field, &number)) return false;
  return casus_date_from_civil((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), date);
}

/* The date of "2024-06-22 00:00:00". */
static casus_str without_time(casus_str field) {
  size_t space = casus_str_find(field, CASUS_STR(" "), 0);
  return space != SIZE_MAX && space >= 8 && field.ptr[4] == '-' ? casus_str_sub(field, 0, space) : field;
}

bool casus_import_date(casus_importer *in, size_t column, casus_date *date) {
  casus_str field = casus_import_field(in, column);
  if (casus_import_missing(field)) return *date = (casus_date){0}, true;
  if (casus_date_parse(without_time(field), date) || parse_run(field, date) || parse_words(field, date)) return true;
  return skip_value(in, column, "not a date");
}

bool casus_import_ymd(casus_importer *in, size_t year, size_t month, size_t day, casus_date *date) {
  int64_t y, m, d;
  if (!casus_import_int_or(in, year, 0, &y) || !casus_import_int_or(in, month, 0, &m) ||
      !casus_import_int_or(in, day, 0, &d))
    return false;
  if (y <= 0) return *date = (casus_date){0}, true;
  if (y > 9999 || m > 12 || d > 31) return skip_value(in, y > 9999 ? year : m > 12 ? month : day, "out of range");
  if (m <= 0) m = d = 0;
  if (d <= 0) d = 0;
  return casus_date_from_civil((int)y, (int)m, (int)d, date) || skip_value(in, day, "no such day of its month");
}

bool casus_import_state(casus_importer *in, size_t column, casus_code_system system, casus_date when,
                        casus_str *state) {
  char why[CASUS_CODES_WHY];
  casus_str name = column_name(in, column);
  casus_str found = casus_state_codes_find(in->codes, system, casus_import_field(in, column), when, why);
  if (found.ptr)
    *state = found;
  else
    casus_import_skip(in, "%.*s: %s", CASUS_STR_FMT(name), why);
  return found.ptr != NULL;
}
