/* Texts made safe for where they go: a terminal, markup, a script element. Private to out.
 * Texts are untrusted UTF-8; ill-formed bytes become U+FFFD everywhere. */
#ifndef CASUS_OUT_ESCAPE_H
#define CASUS_OUT_ESCAPE_H

#include "base/base.h"

/* Terminal. What could move the cursor, start an escape sequence or turn the reading order is shown instead of obeyed:
 * C0 controls and DEL as their pictures (U+241B for ESC), C1, bidi embeddings, overrides and isolates, invisible format
 * characters and noncharacters as \u{202e}. White space of any kind, line ends too, becomes one plain space each.
 * Zero-width joiners, bidi marks, soft hyphens and combining characters pass. */
void casus_escape_terminal(casus_buffer *out, casus_str s);
/* The same, cut to `columns` columns; when something is left out, the last column is an ellipsis. Returns the columns
 * used, so that callers can pad. */
size_t casus_escape_terminal_cut(casus_buffer *out, casus_str s, size_t columns);
/* The same, cut and filled with spaces to exactly `columns`. */
void casus_escape_terminal_column(casus_buffer *out, casus_str s, size_t columns);

/* Columns that the escaped text takes: 2 for East Asian wide and fullwidth characters, 0 for combining ones, but 1 from
 * the ninth in a row on, so that a cut text is bounded. Placeholders count as they are written. */
size_t casus_columns(casus_str s);
/* The length in bytes of the longest start of `s` that takes at most `columns` columns; whole characters. */
size_t casus_columns_fit(casus_str s, size_t columns);

/* HTML or XML character data: & < > escaped. Characters that XML 1.0 forbids and C1 controls become U+FFFD. */
void casus_escape_markup(casus_buffer *out, casus_str s);
/* HTML or XML attribute value in either kind of quotes: as above, and " ' tab and line ends as references. */
void casus_escape_attribute(casus_buffer *out, casus_str s);
/* A whole attribute: ` id="state-` and the value and the closing quotes. */
void casus_escape_into(casus_buffer *out, const char *start, casus_str value);
/* Finished JSON for the inside of an HTML <script type="application/json">: < > & and U+2028, U+2029 as \uXXXX. They
 * can stand only inside JSON strings, so the value stays the same. */
void casus_escape_script_json(casus_buffer *out, casus_str json);

#endif
