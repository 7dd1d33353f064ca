/* Fields of a table as RFC 4180 has it. */
#include "out/csv.h"

#include <math.h>

static bool is_plain(casus_str text) {
  for (size_t i = 0; i < text.len; i++)
    if (strchr(",\"\r\n", text.ptr[i])) return false; /* NUL too */
  return true;
}

void casus_csv_text(casus_buffer *out, casus_str text, bool first) {
  if (!first) casus_buffer_add_char(out, ',');
  bool formula = text.len && strchr("=+-@\t\r", text.ptr[0]);
  if (is_plain(text)) {
    if (formula) casus_buffer_add_char(out, '\'');
    casus_buffer_add(out, text);
    return;
  }
  casus_buffer_add_char(out, '"');
  if (formula) casus_buffer_add_char(out, '\'');
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] == '"') casus_buffer_add_char(out, '"');
    casus_buffer_add_char(out, text.ptr[i]);
  }
  casus_buffer_add_char(out, '"');
}

void casus_csv_number(casus_buffer *out, double value) {
  char text[32];
  casus_buffer_add_char(out, ',');
  if (isfinite(value)) casus_buffer_add(out, casus_str_of(text, casus_format_double(value, text)));
}

void casus_csv_date(casus_buffer *out, casus_date date) {
  char text[16];
  casus_buffer_add_char(out, ',');
  casus_buffer_add(out, casus_str_of(text, casus_date_format(date, text)));
}
