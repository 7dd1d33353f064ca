#include "text/sentence.h"

/* Prose is wrapped by hand or mail at 60 to 80 columns; margins and proportional fonts widen that. */
enum { NARROWEST_WRAP = 40, WIDEST_WRAP = 100 };

/* One block: lines without a blank line between. What is known of it before its line breaks are judged. */
typedef struct block {
  size_t lines, width; /* width of its longest line */
  size_t lower;        /* lines behind the first that start with a small letter */
  size_t full;         /* line breaks before which no room was left for the next word */
} block;

static casus_str line_at(casus_str bytes, size_t at) {
  const char *end = at < bytes.len ? memchr(bytes.ptr + at, '\n', bytes.len - at) : NULL;
  return casus_str_of(bytes.ptr + at, end ? (size_t)(end - (bytes.ptr + at)) : bytes.len - at);
}

static bool is_blank(casus_str line) {
  size_t size;
  for (size_t at = 0; at < line.len; at += size)
    if (casus_glyph_at(line, at, &size) != CASUS_GLYPH_SPACE) return false;
  return true;
}

static size_t first_word_width(casus_str line) {
  line = casus_str_trim(line);
  size_t end = 0;
  while (end < line.len && !casus_is_space(line.ptr[end])) end++;
  return end;
}

static bool fills(casus_str line, casus_str next, size_t width) {
  return casus_str_trim(line).len + 1 + first_word_width(next) > width;
}

static bool starts_lower(casus_str line) {
  line = casus_str_trim(line);
  return line.len && casus_is_lower(line.ptr[0]);
}

/* Look over the block that starts at `at`; *end gets the start of the first line behind it. */
static block look_over(casus_str bytes, size_t at, size_t *end) {
  block b = {0};
  size_t start = at;
  for (; at < bytes.len; at += line_at(bytes, at).len + 1) {
    casus_str line = line_at(bytes, at);
    if (is_blank(line)) break;
    size_t width = casus_str_trim(line).len;
    if (width > b.width) b.width = width;
    b.lower += b.lines > 0 && starts_lower(line);
    b.lines++;
  }
  *end = at < bytes.len ? at : bytes.len;
  for (size_t i = start; i < *end;) {
    casus_str line = line_at(bytes, i);
    i += line.len + 1;
    if (i < *end) b.full += fills(line, line_at(bytes, i), b.width);
  }
  return b;
}

static bool is_wrapped(const block *b) {
  size_t breaks = b->lines - 1;
  return b->lines >= 3 && b->width >= NARROWEST_WRAP && b->width <= WIDEST_WRAP && b->full * 10 >= breaks * 7 &&
         b->lower * 3 >= breaks;
}

/* "- ", "* ", "• ", "1. ", "(a) " at the start of a line. */
static bool is_item(casus_str line) {
  line = casus_str_trim(line);
  if (line.len < 2) return false;
  if (strchr("-*>|#", line.ptr[0]) || casus_str_starts(line, CASUS_STR("•")) || casus_str_starts(line, CASUS_STR("·")))
    return true;
  size_t i = line.ptr[0] == '(';
  size_t start = i;
  while (i < line.len && i < start + 3 && (casus_is_digit(line.ptr[i]) || (i == start && casus_is_alpha(line.ptr[i]))))
    i++;
  return i > start && i + 1 < line.len && (line.ptr[i] == '.' || line.ptr[i] == ')') && line.ptr[i + 1] == ' ';
}

static casus_str without_closers(casus_str line) {
  line = casus_str_trim(line);
  for (;;) {
    if (line.len && strchr("\"')]", line.ptr[line.len - 1]))
      line.len--;
    else if (casus_str_ends(line, CASUS_STR("”")) || casus_str_ends(line, CASUS_STR("’")))
      line.len -= 3;
    else
      return line;
  }
}

/* A comma or a word of grammar at a line's end wants more. */
static bool stops_midway(const casus_words *words, casus_str line) {
  if (casus_str_ends(without_closers(line), CASUS_STR(","))) return true;
  line = casus_str_trim(line);
  size_t start = line.len;
  while (start > 0 && casus_is_alpha(line.ptr[start - 1])) start--;
  return casus_words_is(words, CASUS_TABLE_WORDS, casus_str_sub(line, start, line.len), CASUS_WORD_FUNCTION);
}

static bool ends_sentence(casus_str line) {
  line = without_closers(line);
  return line.len && strchr(".?!:", line.ptr[line.len - 1]);
}

static bool joins(const casus_words *words, const block *b, casus_str line, casus_str next) {
  if (is_item(next)) return false;
  if (is_wrapped(b) && fills(line, next, b->width)) return true;
  return !ends_sentence(line) && (starts_lower(next) || (stops_midway(words, line) && b->width >= NARROWEST_WRAP));
}

static bool add_trimmed(casus_str bytes, size_t start, size_t end, casus_arena *arena, casus_span_vec *spans) {
  size_t size;
  while (start < end && casus_glyph_at(bytes, start, &size) == CASUS_GLYPH_SPACE) start += size;
  while (end > start && casus_is_space(bytes.ptr[end - 1])) end--;
  if (start >= end) return true;
  casus_span *span = casus_vec_push(spans, arena);
  if (span) *span = (casus_span){(uint32_t)start, (uint32_t)end};
  return span != NULL;
}

bool casus_paragraphs_find(const casus_words *words, casus_str bytes, casus_arena *arena, casus_span_vec *paragraphs) {
  size_t at = 0, block_end = 0;
  while (at < bytes.len) {
    block b = look_over(bytes, at, &block_end);
    size_t start = at;
    while (at < block_end) {
      casus_str line = line_at(bytes, at);
      at += line.len + 1;
      if (at < block_end && joins(words, &b, line, line_at(bytes, at))) continue;
      if (!add_trimmed(bytes, start, at - 1, arena, paragraphs)) return false;
      start = at;
    }
    if (b.lines == 0) at += line_at(bytes, at).len + 1;
  }
  return true;
}
