#include "import/layout.h"

enum { HEADER_WITHIN = 40 }; /* records: a preamble with notes may stand before the header */

static bool is_name_character(char c) { return casus_is_alpha(c) || casus_is_digit(c) || (unsigned char)c >= 0x80; }

/* "Order date" is "order_date". */
static bool same_column(casus_str a, casus_str b) {
  size_t i = 0, k = 0;
  for (;;) {
    while (i < a.len && !is_name_character(a.ptr[i])) i++;
    while (k < b.len && !is_name_character(b.ptr[k])) k++;
    if (i == a.len || k == b.len) return i == a.len && k == b.len;
    if (casus_to_lower(a.ptr[i++]) != casus_to_lower(b.ptr[k++])) return false;
  }
}

static bool is_optional(const char *column) { return column[0] == '?'; }

/* The field that one of a column's names stands in; SIZE_MAX: none. */
static size_t place_of(const char *column, const casus_str *header, size_t count) {
  casus_str names = casus_str_from_c(column + is_optional(column)), name;
  while (casus_str_split(&names, '|', &name))
    for (size_t i = 0; i < count; i++)
      if (same_column(name, header[i])) return i;
  return SIZE_MAX;
}

/* How many of the columns that must be there are wanting; *first: one of those. */
static size_t wanting(const casus_import_format *format, const casus_str *header, size_t count, const char **first) {
  size_t missing = 0;
  for (size_t i = 0; i < format->column_count; i++)
    if (!is_optional(format->columns[i]) && place_of(format->columns[i], header, count) == SIZE_MAX)
      if (missing++ == 0) *first = format->columns[i];
  return missing;
}

static size_t columns_wanted(const casus_import_format *format) {
  size_t count = 0;
  for (size_t i = 0; i < format->column_count; i++) count += !is_optional(format->columns[i]);
  return count;
}

/* What came nearest, to say what is wrong. */
typedef struct nearest {
  const casus_import_format *format;
  const char *missing_column;
  size_t found;
} nearest;

static bool fits(const casus_import_format *format, const casus_csv *csv, nearest *near) {
  const char *first = NULL;
  size_t missing = wanting(format, csv->fields, csv->count, &first), wanted = columns_wanted(format);
  if (!missing) return true;
  if (!near->format || wanted - missing > near->found) *near = (nearest){format, first, wanted - missing};
  return false;
}

static int take_places(casus_importer *in, const casus_import_format *format, const casus_str *header, size_t count,
                       casus_error *err) {
  in->format = format;
  in->fields = count;
  in->places = casus_arena_array(in->arena, format->column_count, sizeof *in->places);
  if (!in->places) return casus_fail_memory(err);
  for (size_t i = 0; i < format->column_count; i++) in->places[i] = place_of(format->columns[i], header, count);
  return CASUS_OK;
}

/* Reads up to the header. CASUS_END: none there with this separator. */
static int find_header(casus_importer *in, casus_str name, nearest *near, casus_error *err) {
  int rc = CASUS_OK;
  for (int i = 0; i < HEADER_WITHIN && rc == CASUS_OK; i++) {
    rc = casus_csv_next(in->csv, err);
    if (rc != CASUS_OK || in->csv->fault || in->csv->count < 2) continue;
    for (const casus_import_format *const *f = casus_import_formats; *f; f++)
      if (casus_str_ieq(casus_str_from_c((*f)->name), name) && fits(*f, in->csv, near))
        return take_places(in, *f, in->csv->fields, in->csv->count, err);
  }
  return rc == CASUS_OK ? CASUS_END : rc;
}

/* A file without a header is told by the number of its fields. */
static int assume_header(casus_importer *in, casus_str name, casus_error *err) {
  in->csv->unquoted = true; /* so are the tables of that kind */
  int rc = casus_csv_next(in->csv, err);
  if (rc != CASUS_OK) return rc;
  for (const casus_import_format *const *f = casus_import_formats; *f; f++) {
    if (!(*f)->header || !casus_str_ieq(casus_str_from_c((*f)->name), name)) continue;
    casus_str rest = casus_str_from_c((*f)->header), column, header[CASUS_CSV_FIELDS];
    size_t count = 0;
    while (count < CASUS_CSV_FIELDS && casus_str_split(&rest, ' ', &column)) header[count++] = column;
    if (count == in->csv->count) return take_places(in, *f, header, count, err);
  }
  return CASUS_END;
}

static int fail_layout(const nearest *near, casus_str name, casus_error *err) {
  if (!near->format)
    return casus_fail(err, CASUS_E_INPUT, 0, "no table with columns: casus import --help lists those of %.*s",
                      CASUS_STR_FMT(name));
  return casus_fail(err, CASUS_E_INPUT, 0, "not a table of %s: no column %s (casus import --help lists them)",
                    near->format->name, near->missing_column);
}

int casus_import_find_layout(casus_importer *in, casus_str name, casus_str bytes, casus_error *err) {
  static const char separators[] = {',', '\t', ';', '|'};
  nearest near = {0};
  bool known = false;
  for (const casus_import_format *const *f = casus_import_formats; *f && !known; f++)
    known = casus_str_ieq(casus_str_from_c((*f)->name), name);
  if (!known)
    return casus_fail(err, CASUS_E_USAGE, 0, "no import is called %.*s: casus import --help lists them",
                      CASUS_STR_FMT(name));
  if (casus_str_starts(bytes, CASUS_STR("\xFF\xFE")) || casus_str_starts(bytes, CASUS_STR("\xFE\xFF")))
    return casus_fail(err, CASUS_E_INPUT, 0, "the file is UTF-16: save it as UTF-8");
  for (size_t i = 0; i < CASUS_COUNT(separators); i++) {
    casus_csv_start(in->csv, bytes, separators[i], in->scratch);
    int rc = find_header(in, name, &near, err);
    casus_arena_reset(in->scratch);
    if (rc != CASUS_END) return rc;
  }
  for (size_t i = 0; i < CASUS_COUNT(separators); i++) {
    casus_csv_start(in->csv, bytes, separators[i], in->scratch);
    int rc = assume_header(in, name, err);
    if (rc == CASUS_OK) casus_csv_start(in->csv, bytes, separators[i], in->scratch);
    if (rc != CASUS_END) return rc;
  }
  return fail_layout(&near, name, err);
}
