#include "risk/backtest/set.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <zlib.h>

static int fail_at(const casus_set *set, const char *what, casus_str field) {
  return casus_fail(set->err, CASUS_E_INPUT, 0, "%s:%zu: %s: \"%.*s\"", set->name, set->line, what,
                    CASUS_STR_FMT(casus_str_sub(field, 0, 60)));
}

/* Moves what is left to the front and reads more behind it. *more: something came. */
static int fill(casus_set *set, bool *more) {
  if (set->start) memmove(set->bytes, set->bytes + set->start, set->end - set->start);
  set->end -= set->start;
  set->start = 0;
  if (set->end == CASUS_SET_LINE) return fail_at(set, "a line too long", casus_str_of(set->bytes, set->end));
  int n = gzread(set->file, set->bytes + set->end, (unsigned)(CASUS_SET_LINE - set->end));
  int fault = Z_OK;
  gzerror(set->file, &fault);
  if (n < 0 || (fault != Z_OK && fault != Z_STREAM_END))
    return casus_fail(set->err, CASUS_E_INPUT, 0, "%s: damaged or cut short", set->name);
  set->end += (size_t)n;
  *more = n > 0;
  return CASUS_OK;
}

/* The next line that is not empty, without its end. */
static int next_line(casus_set *set, casus_str *line) {
  for (;;) {
    char *from = set->bytes + set->start, *end = memchr(from, '\n', set->end - set->start);
    bool more = false;
    if (!end) {
      int rc = fill(set, &more);
      if (rc != CASUS_OK) return rc;
      if (more) continue;
      if (set->start == set->end) return CASUS_END;
      from = set->bytes + set->start, end = set->bytes + set->end;
    }
    *line = casus_str_of(from, (size_t)(end - from));
    set->start = (size_t)(end - set->bytes) + (more || end < set->bytes + set->end);
    set->line++;
    if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
    if (line->len) return CASUS_OK;
  }
}

/* Cuts the next field off a row; a quoted one may hold commas. */
static bool next_field(casus_str *rest, casus_str *field) {
  if (!rest->ptr) return false;
  if (!rest->len || rest->ptr[0] != '"') return casus_str_split(rest, ',', field);
  size_t end = casus_str_find(*rest, CASUS_STR("\""), 1);
  while (end != SIZE_MAX && end + 1 < rest->len && rest->ptr[end + 1] == '"')
    end = casus_str_find(*rest, CASUS_STR("\""), end + 2);
  if (end == SIZE_MAX) end = rest->len;
  *field = casus_str_sub(*rest, 1, end);
  *rest = casus_str_sub(*rest, end + 1, rest->len);
  casus_str nothing;
  if (rest->len)
    casus_str_split(rest, ',', &nothing);
  else
    *rest = (casus_str){NULL, 0};
  return true;
}

static int find_columns(casus_set *set, const char *const *columns) {
  casus_str line, field;
  int rc = next_line(set, &line);
  if (rc == CASUS_END) return casus_fail(set->err, CASUS_E_INPUT, 0, "%s: empty", set->name);
  if (rc != CASUS_OK) return rc;
  if (casus_str_starts(line, CASUS_STR("\xef\xbb\xbf"))) line = casus_str_sub(line, 3, line.len);
  bool found[CASUS_SET_COLUMNS] = {false};
  for (uint32_t at = 0; next_field(&line, &field); at++)
    for (size_t i = 0; i < set->columns; i++)
      if (!found[i] && casus_str_eq(field, casus_str_from_c(columns[i]))) {
        found[i] = true;
        set->place[i] = at;
        if (at > set->last) set->last = at;
      }
  for (size_t i = 0; i < set->columns; i++)
    if (!found[i]) return casus_fail(set->err, CASUS_E_INPUT, 0, "%s: no column \"%s\"", set->name, columns[i]);
  return CASUS_OK;
}

int casus_set_open(casus_set *set, const char *folder, const char *name, const char *const *columns, size_t count,
                   casus_error *err) {
  *set = (casus_set){.name = name, .columns = count, .err = err};
  casus_buffer path = {0};
  casus_buffer_printf(&path, "%s/%s%c", folder, name, 0);
  set->bytes = malloc(CASUS_SET_LINE);
  if (path.failed || !set->bytes) {
    casus_buffer_free(&path);
    return casus_fail_memory(err);
  }
  set->file = gzopen(path.data, "rb");
  int rc = set->file ? CASUS_OK : casus_fail_system(err, path.data, errno);
  if (rc == CASUS_OK) gzbuffer(set->file, 1 << 17);
  casus_buffer_free(&path);
  return rc == CASUS_OK ? find_columns(set, columns) : rc;
}

int casus_set_next(casus_set *set, casus_str *fields) {
  casus_str all[256], line;
  int rc = next_line(set, &line);
  if (rc != CASUS_OK) return rc;
  casus_str whole = line;
  size_t count = 0;
  while (count <= set->last && count < CASUS_COUNT(all) && next_field(&line, &all[count])) count++;
  if (count <= set->last) return fail_at(set, "a row too short", whole);
  for (size_t i = 0; i < set->columns; i++) fields[i] = all[set->place[i]];
  return CASUS_OK;
}

void casus_set_close(casus_set *set) {
  if (set->file) gzclose(set->file);
  free(set->bytes);
  set->file = set->bytes = NULL;
}

/* Up to fifteen digits over a power of ten below 1e22 is one rounding, as exact as strtod; the rest is left to it. */
double casus_set_number(casus_str field) {
  static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  size_t i = field.len && field.ptr[0] == '-', digits = 0, behind = 0;
  uint64_t whole = 0;
  bool point = false;
  for (; i < field.len; i++) {
    if (field.ptr[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (!casus_is_digit(field.ptr[i]) || digits == 15) break;
    whole = whole * 10 + (uint64_t)(field.ptr[i] - '0');
    digits++;
    behind += point;
  }
  if (digits && i == field.len) {
    double value = (double)whole / tens[behind];
    return field.ptr[0] == '-' ? -value : value;
  }
  double value;
  return casus_parse_double(field, &value) ? value : NAN;
}

int casus_set_whole(const casus_set *set, casus_str field, int low, int high, int *value) {
  double number = casus_set_number(field);
  if (!(number >= low && number <= high) || number != floor(number))
    return fail_at(set, "not a whole number in its range", field);
  *value = (int)number;
  return CASUS_OK;
}
