#include "out/words.h"

#include <math.h>

void casus_out_paint(casus_buffer *out, const casus_style *style, casus_paint paint) {
  static const char *const codes[] = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;33m", "\x1b[4m"};
  if (style->color) casus_buffer_add_c(out, codes[paint]);
}

void casus_out_heading(casus_buffer *out, const casus_style *style, const char *text) {
  casus_buffer_add_char(out, '\n');
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_buffer_add_c(out, text);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
}

/* A line may end here: at a space, but not between a number and its %. */
static bool may_break(casus_str text, size_t at) {
  return text.ptr[at] == ' ' && !(at + 1 < text.len && text.ptr[at + 1] == '%');
}

/* The longest start of `text` that fits and ends at a word's end; at least one character. */
static size_t fitting_words(casus_str text, size_t columns) {
  size_t fit = casus_columns_fit(text, columns);
  if (fit >= text.len) return text.len;
  size_t end = fit;
  while (end > 0 && !may_break(text, end)) end--;
  if (end) return end;
  return fit ? fit : 1;
}

void casus_out_wrapped(casus_buffer *out, casus_str text, size_t indent, const casus_style *style) {
  size_t width = (size_t)casus_out_width(style), columns = width > indent + 20 ? width - indent : 20;
  casus_buffer clean = {0};
  casus_escape_terminal(&clean, text);
  casus_str rest = casus_str_trim(casus_buffer_str(&clean));
  out->failed |= clean.failed;
  while (rest.len) {
    size_t n = fitting_words(rest, columns);
    for (size_t i = 0; i < indent; i++) casus_buffer_add_char(out, ' ');
    casus_buffer_add(out, casus_str_sub(rest, 0, n));
    casus_buffer_add_char(out, '\n');
    rest = casus_str_trim(casus_str_sub(rest, n, rest.len));
  }
  casus_buffer_free(&clean);
}

void casus_out_paragraph(casus_buffer *out, const char *lead, casus_str text, size_t indent, casus_paint paint,
                         const casus_style *style) {
  casus_buffer lines = {0};
  casus_out_wrapped(&lines, text, indent, style);
  casus_str wrapped = casus_buffer_str(&lines), line;
  out->failed |= lines.failed;
  for (bool first = true; casus_str_split(&wrapped, '\n', &line) && line.len; first = false) {
    if (first && *lead)
      casus_buffer_add_c(out, lead);
    else
      casus_buffer_add(out, casus_str_sub(line, 0, indent));
    if (paint != CASUS_PAINT_OFF) casus_out_paint(out, style, paint);
    casus_buffer_add(out, casus_str_sub(line, indent, line.len));
    if (paint != CASUS_PAINT_OFF) casus_out_paint(out, style, CASUS_PAINT_OFF);
    casus_buffer_add_char(out, '\n');
  }
  casus_buffer_free(&lines);
}

void casus_out_interval(casus_buffer *out, double value, double low, double high) {
  int digits = value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  casus_buffer_printf(out, "%.*f", digits, value);
  if (isfinite(low) && isfinite(high)) casus_buffer_printf(out, " [%.*f–%.*f]", digits, low, digits, high);
}

casus_str casus_out_state_name(const casus_world *world, uint32_t state) {
  return state < world->state_count ? world->states[state].name : CASUS_STR("?");
}

void casus_out_day(casus_buffer *out, casus_date date) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int year, month, day;
  if (!casus_date_known(date)) {
    casus_buffer_add_c(out, "no date");
    return;
  }
  casus_civil_from_days(date.day, &year, &month, &day);
  if (date.precision == CASUS_DATE_DAY) casus_buffer_printf(out, "%d ", day);
  if (date.precision != CASUS_DATE_YEAR) casus_buffer_printf(out, "%s ", months[month - 1]);
  casus_buffer_printf(out, "%d", year);
}

casus_str casus_out_region(casus_str region) {
  static const struct {
    casus_str tag, name;
  } names[] = {{CASUS_STR_INIT(""), CASUS_STR_INIT("the world")},
               {CASUS_STR_INIT("asia"), CASUS_STR_INIT("Asia")},
               {CASUS_STR_INIT("europe"), CASUS_STR_INIT("Europe")},
               {CASUS_STR_INIT("middle-east"), CASUS_STR_INIT("the Middle East")},
               {CASUS_STR_INIT("africa"), CASUS_STR_INIT("Africa")},
               {CASUS_STR_INIT("americas"), CASUS_STR_INIT("the Americas")},
               {CASUS_STR_INIT("oceania"), CASUS_STR_INIT("Oceania")}};
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_eq(region, names[i].tag)) return names[i].name;
  return region;
}

void casus_out_sentence_case(casus_buffer *out, casus_str text) {
  bool small = text.len && text.ptr[0] >= 'a' && text.ptr[0] <= 'z';
  if (small) casus_buffer_add_char(out, (char)(text.ptr[0] - 'a' + 'A'));
  casus_buffer_add(out, casus_str_sub(text, small, text.len));
}

void casus_out_voices(casus_buffer *out, const casus_voice *voices, size_t count) {
  for (size_t i = 0; i < count; i++) {
    casus_buffer facts = {0};
    if (!voices[i].medium) casus_out_voice_facts(&facts, &voices[i], CASUS_STR(""));
    casus_buffer_add_c(out, i ? ", through " : "said ");
    casus_escape_terminal(out, casus_out_voice_name(&voices[i]));
    if (facts.len) casus_buffer_add_c(out, " (");
    casus_escape_terminal(out, casus_buffer_str(&facts));
    if (facts.len) casus_buffer_add_char(out, ')');
    out->failed |= facts.failed;
    casus_buffer_free(&facts);
  }
}

void casus_out_spaces(casus_buffer *out, size_t count) {
  for (; count > 0; count--) casus_buffer_add_char(out, ' ');
}

void casus_out_day_column(casus_buffer *out, casus_date date) {
  char text[16];
  size_t length = casus_date_format(date, text);
  casus_escape_terminal_column(out, length ? casus_str_of(text, length) : CASUS_STR("no date"), CASUS_DAY_COLUMN);
  casus_out_spaces(out, CASUS_COLUMN_GAP);
}
