#include "import/csv.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

void casus_csv_start(casus_csv *csv, casus_str bytes, char separator, casus_arena *arena) {
  bool only_cr = bytes.len && !memchr(bytes.ptr, '\n', bytes.len);
  csv->bytes = bytes;
  csv->at = casus_str_starts(bytes, CASUS_STR(BYTE_ORDER_MARK)) ? sizeof BYTE_ORDER_MARK - 1 : 0;
  csv->separator = separator;
  csv->line_end = only_cr ? '\r' : '\n';
  csv->next_line = 1;
  csv->unquoted = false;
  csv->arena = arena;
  csv->count = 0;
}

static bool at_end(const casus_csv *csv, size_t at) { return at >= csv->bytes.len; }

/* Where the physical line that holds `at` ends: its line end, or the end of all. */
static size_t line_end_from(const casus_csv *csv, size_t at) {
  const char *end = at_end(csv, at) ? NULL : memchr(csv->bytes.ptr + at, csv->line_end, csv->bytes.len - at);
  return end ? (size_t)(end - csv->bytes.ptr) : csv->bytes.len;
}

static void skip_blank_lines(casus_csv *csv) {
  for (size_t at = csv->at; !at_end(csv, at);) {
    char c = csv->bytes.ptr[at++];
    if (c == csv->line_end)
      csv->at = at, csv->next_line++;
    else if (c != ' ' && c != '\r')
      return;
    else if (at_end(csv, at))
      csv->at = at;
  }
}

/* Is there nothing but spaces from `at` to a separator, a line end or the end? *after: that place. */
static bool field_ends(const casus_csv *csv, size_t at, size_t *after) {
  while (!at_end(csv, at) && (csv->bytes.ptr[at] == ' ' || (csv->bytes.ptr[at] == '\r' && csv->line_end == '\n'))) at++;
  *after = at;
  return at_end(csv, at) || csv->bytes.ptr[at] == csv->separator || csv->bytes.ptr[at] == csv->line_end;
}

/* The closing quote of a field opened before `at`; SIZE_MAX: none within the limit. *after: behind the field.
 * A lone quote within, as careless programs write it, is part of the text. */
static size_t closing_quote(const casus_csv *csv, size_t at, size_t *after) {
  size_t limit = csv->at + CASUS_CSV_RECORD_LIMIT < csv->bytes.len ? csv->at + CASUS_CSV_RECORD_LIMIT : csv->bytes.len;
  while (at < limit) {
    const char *quote = memchr(csv->bytes.ptr + at, '"', limit - at);
    if (!quote) return SIZE_MAX;
    at = (size_t)(quote - csv->bytes.ptr);
    if (at + 1 < csv->bytes.len && csv->bytes.ptr[at + 1] == '"')
      at += 2;
    else if (field_ends(csv, at + 1, after))
      return at;
    else
      at++;
  }
  return SIZE_MAX;
}

/* A copy with each doubled quote as one. ptr NULL: out of memory. */
static casus_str undouble(casus_arena *arena, casus_str s) {
  char *copy = casus_arena_alloc(arena, s.len);
  size_t length = 0;
  if (!copy) return (casus_str){NULL, 0};
  for (size_t i = 0; i < s.len; i++) {
    copy[length++] = s.ptr[i];
    if (s.ptr[i] == '"' && i + 1 < s.len && s.ptr[i + 1] == '"') i++;
  }
  return casus_str_of(copy, length);
}

static bool keep_field(casus_csv *csv, casus_str field) {
  if (csv->count == CASUS_CSV_FIELDS) {
    csv->fault = "more columns than any table here has";
    return false;
  }
  csv->fields[csv->count++] = casus_str_trim(field);
  return true;
}

/* One field from *at; *at is left at what ended it. False: the record is at fault, or memory ran out (*memory). */
static bool take_field(casus_csv *csv, size_t *at, bool *memory) {
  size_t start = *at, end = start;
  const char *bytes = csv->bytes.ptr;
  if (!csv->unquoted && !at_end(csv, start) && bytes[start] == '"') {
    size_t close = closing_quote(csv, start + 1, &end);
    if (close == SIZE_MAX) {
      csv->fault = "a quote that is never closed";
      return false;
    }
    *at = end;
    casus_str inside = casus_str_sub(csv->bytes, start + 1, close);
    if (casus_str_find(inside, CASUS_STR("\"\""), 0) != SIZE_MAX) inside = undouble(csv->arena, inside);
    *memory = inside.ptr == NULL;
    return !*memory && keep_field(csv, inside);
  }
  while (!at_end(csv, end) && bytes[end] != csv->separator && bytes[end] != csv->line_end) end++;
  *at = end;
  return keep_field(csv, casus_str_sub(csv->bytes, start, end));
}

/* The letters that Windows-1252 has where Latin-1 has control characters; 0: none. */
static uint32_t character_of(unsigned char byte) {
  static const uint16_t high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
  if (byte < 0x80 || byte >= 0xA0) return byte;
  return high[byte - 0x80] ? high[byte - 0x80] : 0xFFFD;
}

static bool decode_field(casus_csv *csv, casus_str *field) {
  char *text = casus_arena_room(csv->arena, field->len, 3); /* none takes more */
  size_t length = 0;
  if (!text) return false;
  for (size_t i = 0; i < field->len; i++) {
    char out[4];
    size_t size = casus_utf8_encode(character_of((unsigned char)field->ptr[i]), out);
    memcpy(text + length, out, size);
    length += size;
  }
  *field = casus_str_of(text, length);
  return true;
}

/* A record that is no UTF-8 is taken for Windows-1252, of which Latin-1 is a part. */
static bool decode(casus_csv *csv, casus_str whole) {
  if (casus_utf8_valid(whole) == whole.len) return true;
  for (size_t i = 0; i < csv->count; i++)
    if (!decode_field(csv, &csv->fields[i])) return false;
  return true;
}

static size_t lines_in(casus_str s, char line_end) {
  size_t lines = 0;
  const char *at = s.ptr, *end = s.ptr + s.len;
  while (at < end && (at = memchr(at, line_end, (size_t)(end - at)))) lines++, at++;
  return lines;
}

int casus_csv_next(casus_csv *csv, casus_error *err) {
  skip_blank_lines(csv);
  if (at_end(csv, csv->at)) return CASUS_END;
  size_t at = csv->at;
  bool memory = false, more = true;
  csv->line = csv->next_line;
  csv->count = 0;
  csv->fault = NULL;
  while (more && take_field(csv, &at, &memory)) {
    more = !at_end(csv, at) && csv->bytes.ptr[at] == csv->separator;
    at += more;
  }
  if (memory) return casus_fail_memory(err);
  if (csv->fault) at = line_end_from(csv, csv->at);
  casus_str whole = casus_str_sub(csv->bytes, csv->at, at);
  if (!csv->fault && whole.len > CASUS_CSV_RECORD_LIMIT) csv->fault = "longer than a megabyte";
  if (!csv->fault && memchr(whole.ptr, '\0', whole.len)) csv->fault = "a NUL byte in it";
  if (!csv->fault && !decode(csv, whole)) return casus_fail_memory(err);
  csv->next_line += 1 + lines_in(whole, csv->line_end);
  csv->at = at + 1;
  return CASUS_OK;
}
