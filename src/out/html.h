/* Pieces of the page. Private to the html files of out. */
#ifndef CASUS_OUT_HTML_H
#define CASUS_OUT_HTML_H

#include "out/words.h"

static inline void casus_html_put(casus_buffer *out, const char *markup) { casus_buffer_add_c(out, markup); }
void casus_html_date(casus_buffer *out, casus_date date);
/* A quotation with parts of it marked (spans within the text, in any order), and who says it. */
void casus_html_quote(casus_buffer *out, casus_str text, const casus_span *marks, size_t mark_count,
                      const casus_voice *voices, size_t voice_count);
/* "Samuel Green, professor, King's College, through The New York Times" */
void casus_html_voices(casus_buffer *out, const casus_voice *voices, size_t count);
/* A status tag: colour and word. */
void casus_html_status(casus_buffer *out, casus_status status);

/* html_supposed.c, html_map.c, html_changes.c, html_ranking.c, html_reasons.c, html_record.c: the sections of the page.
 */
void casus_html_supposed(casus_buffer *out, const casus_report *report); /* nothing unless something is supposed */
int casus_html_map(casus_buffer *out, const casus_report *report, casus_arena *arena, casus_error *err);
void casus_html_changes(casus_buffer *out, const casus_report *report);
void casus_html_ranking(casus_buffer *out, const casus_report *report);
void casus_html_reasons(casus_buffer *out, const casus_report *report, casus_arena *arena);
void casus_html_events(casus_buffer *out, const casus_report *report, casus_arena *arena);
void casus_html_ties(casus_buffer *out, const casus_report *report);
void casus_html_predictions(casus_buffer *out, const casus_report *report);
void casus_html_statements(casus_buffer *out, const casus_report *report);

#endif
