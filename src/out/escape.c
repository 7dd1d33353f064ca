#include "out/escape.h"

#include "out/out.h"

#include <stdio.h>
#include <unicode/uchar.h>

static const casus_str REPLACEMENT = CASUS_STR_INIT("\xEF\xBF\xBD");

/* One character of a text as a terminal shows it. */
typedef struct glyph {
  casus_str shown;
  size_t columns;
  size_t bytes; /* of the source text */
  char placeholder[16];
} glyph;

enum { ZERO_WIDTH_RUN = 8 };

static bool is_noncharacter(uint32_t c) { return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF); }

/* Format characters that texts use rightly and that cannot reorder what stands beside them. */
static bool is_harmless_format(uint32_t c) {
  return c == 0x00AD || c == 0x061C || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

static bool is_white(uint32_t c) { return u_isUWhiteSpace((UChar32)c) != 0; }

/* Must be shown as a placeholder. White space is looked at before. */
static bool is_hidden(uint32_t c) {
  int8_t type = u_charType((UChar32)c);
  return type == U_CONTROL_CHAR || is_noncharacter(c) || (type == U_FORMAT_CHAR && !is_harmless_format(c));
}

static size_t character_columns(uint32_t c) {
  int8_t type = u_charType((UChar32)c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  if (c >= 0x1160 && c <= 0x11FF) return 0; /* Hangul vowels and finals join the syllable before */
  int32_t width = u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

static void show_placeholder(glyph *g, uint32_t c) {
  int n;
  if (c < 0x20 || c == 0x7F) {
    n = (int)casus_utf8_encode(c == 0x7F ? 0x2421 : 0x2400 + c, g->placeholder);
    g->columns = 1;
  } else {
    n = snprintf(g->placeholder, sizeof g->placeholder, "\\u{%04x}", (unsigned)c);
    g->columns = (size_t)n;
  }
  g->shown = casus_str_of(g->placeholder, (size_t)n);
}

/* `zeros` counts the characters without width that stand in a row before. */
static void glyph_at(casus_str s, size_t at, size_t *zeros, glyph *g) {
  uint32_t c = casus_utf8_at(s, at, &g->bytes);
  if (c == 0xFFFD) {
    g->shown = REPLACEMENT;
    g->columns = 1;
  } else if (is_white(c)) {
    g->shown = CASUS_STR(" ");
    g->columns = 1;
  } else if (is_hidden(c)) {
    show_placeholder(g, c);
  } else {
    g->shown = casus_str_sub(s, at, at + g->bytes);
    g->columns = character_columns(c);
  }
  *zeros = g->columns == 0 ? *zeros + 1 : 0;
  if (*zeros > ZERO_WIDTH_RUN) g->columns = 1;
}

void casus_escape_terminal(casus_buffer *out, casus_str s) {
  glyph g;
  size_t zeros = 0;
  for (size_t at = 0; at < s.len; at += g.bytes) {
    glyph_at(s, at, &zeros, &g);
    casus_buffer_add(out, g.shown);
  }
}

size_t casus_columns(casus_str s) {
  glyph g;
  size_t zeros = 0, columns = 0;
  for (size_t at = 0; at < s.len; at += g.bytes) {
    glyph_at(s, at, &zeros, &g);
    columns += g.columns;
  }
  return columns;
}

/* *used gets the columns of the part that fits. */
static size_t fit(casus_str s, size_t columns, size_t *used) {
  glyph g;
  size_t zeros = 0, at = 0;
  for (*used = 0; at < s.len; at += g.bytes) {
    glyph_at(s, at, &zeros, &g);
    if (g.columns > columns - *used) break;
    *used += g.columns;
  }
  return at;
}

size_t casus_columns_fit(casus_str s, size_t columns) {
  size_t used;
  return fit(s, columns, &used);
}

void casus_out_terminal(casus_buffer *out, casus_str s) { casus_escape_terminal(out, s); }

size_t casus_escape_terminal_cut(casus_buffer *out, casus_str s, size_t columns) {
  size_t used;
  if (fit(s, columns, &used) < s.len && columns > 0) {
    size_t end = fit(s, columns - 1, &used);
    casus_escape_terminal(out, casus_str_sub(s, 0, end));
    casus_buffer_add_c(out, "\xE2\x80\xA6");
    return used + 1;
  }
  if (columns > 0) casus_escape_terminal(out, s);
  return used;
}

void casus_escape_terminal_column(casus_buffer *out, casus_str s, size_t columns) {
  for (size_t used = casus_escape_terminal_cut(out, s, columns); used < columns; used++)
    casus_buffer_add_char(out, ' ');
}

static const char *markup_reference(uint32_t c, bool attribute) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return attribute ? "&quot;" : NULL;
  case '\'':
    return attribute ? "&#39;" : NULL;
  case '\t':
    return attribute ? "&#9;" : NULL;
  case '\n':
    return attribute ? "&#10;" : NULL;
  case '\r':
    return "&#13;"; /* a bare one would be read back as a line feed */
  default:
    return NULL;
  }
}

static bool is_forbidden_in_markup(uint32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || is_noncharacter(c);
}

static void escape_markup(casus_buffer *out, casus_str s, bool attribute) {
  size_t start = 0, size = 0;
  for (size_t at = 0; at < s.len; at += size) {
    uint32_t c = casus_utf8_at(s, at, &size);
    const char *reference = markup_reference(c, attribute);
    bool replace = is_forbidden_in_markup(c) || (c == 0xFFFD && size == 1);
    if (!reference && !replace) continue;
    casus_buffer_add(out, casus_str_sub(s, start, at));
    casus_buffer_add(out, replace ? REPLACEMENT : casus_str_from_c(reference));
    start = at + size;
  }
  casus_buffer_add(out, casus_str_sub(s, start, s.len));
}

void casus_escape_markup(casus_buffer *out, casus_str s) { escape_markup(out, s, false); }

void casus_escape_attribute(casus_buffer *out, casus_str s) { escape_markup(out, s, true); }

void casus_escape_into(casus_buffer *out, const char *start, casus_str value) {
  casus_buffer_add_c(out, start);
  casus_escape_attribute(out, value);
  casus_buffer_add_char(out, '"');
}

void casus_escape_script_json(casus_buffer *out, casus_str json) {
  size_t start = 0, size = 0;
  for (size_t at = 0; at < json.len; at += size) {
    uint32_t c = casus_utf8_at(json, at, &size);
    bool broken = c == 0xFFFD && size == 1;
    if (!broken && c != '<' && c != '>' && c != '&' && c != 0x2028 && c != 0x2029) continue;
    casus_buffer_add(out, casus_str_sub(json, start, at));
    if (broken)
      casus_buffer_add(out, REPLACEMENT);
    else
      casus_buffer_printf(out, "\\u%04x", (unsigned)c);
    start = at + size;
  }
  casus_buffer_add(out, casus_str_sub(json, start, json.len));
}
