/* Predictions and what became of them. */
#include "out/words.h"

const char *casus_out_outcome(casus_outcome outcome) {
  static const char *const words[] = {"words only", "open", "came true", "did not come true"};
  return words[outcome];
}

void casus_out_expected(casus_buffer *out, const casus_event *expected, size_t columns, const casus_style *style) {
  if (expected->status == CASUS_STATUS_DENIED) casus_buffer_add_c(out, "no ");
  casus_buffer_add_c(out, casus_event_type_name(expected->type));
  casus_buffer_add_char(out, ' ');
  casus_out_who(out, expected, columns, style);
}

void casus_out_until(casus_buffer *out, const casus_prediction *prediction) {
  if (!casus_date_known(prediction->until)) return;
  casus_buffer_add_c(out, ", by ");
  casus_out_day(out, prediction->until);
  if (prediction->basis != CASUS_BASIS_TOLD) casus_buffer_printf(out, " (%s)", casus_basis_name(prediction->basis));
}

static void put_line(casus_buffer *out, casus_buffer *line, const casus_style *style) {
  casus_out_text_line(out, casus_buffer_str(line), (casus_span){0, 0}, style);
  out->failed |= line->failed;
  casus_buffer_free(line);
}

/* "came true: SANCTION Japan → Russia, by 4 June 2024 (vague)", then the sentence that shows it, and where it stands */
static void put_expectation(casus_buffer *out, const casus_statement_row *row, const casus_expectation *e,
                            const casus_style *style) {
  casus_buffer line = {0}, place = {0};
  casus_buffer_printf(&line, "%s: ", casus_out_outcome(e->outcome));
  casus_out_expected(&line, &e->expected->event, (size_t)casus_out_width(style), style);
  casus_out_until(&line, &row->statement.prediction);
  put_line(out, &line, style);
  if (!e->by) return;
  casus_out_text_line(out, e->by->sentence_text, casus_span_within(e->by->sentence_span, e->by->event.span), style);
  casus_buffer_add_c(&place, "— ");
  casus_out_day(&place, e->by->event.date);
  casus_buffer_add_c(&place, ", document ");
  casus_buffer_add(&place, e->by->document);
  put_line(out, &place, style);
}

void casus_out_prediction_line(casus_buffer *out, const casus_statement_row *row, const casus_verdict *verdict,
                               const casus_style *style) {
  casus_out_statement_line(out, row, style);
  for (size_t i = 0; i < verdict->count; i++) put_expectation(out, row, &verdict->items[i], style);
  if (!verdict->count)
    casus_out_text_line(out, CASUS_STR("words only: no deed of a known actor was read in it"), (casus_span){0, 0},
                        style);
}

static void put_text(casus_json *json, const char *key, casus_str value) {
  casus_json_key(json, key);
  casus_json_str(json, value.len ? value : (casus_str){NULL, 0});
}

static void put_actors(casus_json *json, const char *key, const casus_party *parties, size_t count) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++)
    if (parties[i].actor.len) casus_json_str(json, parties[i].actor);
  casus_json_close(json, ']');
}

static void put_by(casus_json *json, const casus_event_row *by) {
  casus_json_key(json, "by");
  if (!by) {
    casus_json_null(json);
    return;
  }
  casus_json_open(json, '{');
  put_text(json, "event", by->event.id);
  put_text(json, "document", by->document);
  casus_json_key(json, "date");
  casus_json_date(json, by->event.date);
  put_text(json, "text", by->sentence_text);
  put_text(json, "status", casus_str_from_c(casus_status_name(by->event.status)));
  casus_json_key(json, "published");
  casus_json_date(json, by->published);
  casus_json_close(json, '}');
}

static void put_expected_json(casus_json *json, const casus_expectation *e) {
  const casus_event *expected = &e->expected->event;
  casus_json_open(json, '{');
  put_text(json, "event", expected->id);
  put_text(json, "type", casus_str_from_c(casus_event_type_name(expected->type)));
  casus_json_key(json, "denied");
  casus_json_bool(json, expected->status == CASUS_STATUS_DENIED);
  put_actors(json, "source", expected->source, expected->source_count);
  put_actors(json, "target", expected->target, expected->target_count);
  put_text(json, "result", casus_str_from_c(casus_outcome_name(e->outcome)));
  put_by(json, e->by);
  casus_json_close(json, '}');
}

void casus_out_prediction_json(casus_buffer *out, const casus_statement_row *row, const casus_verdict *verdict,
                               casus_date day) {
  casus_json json = casus_out_statement_begin(out, row);
  casus_json_key(&json, "outcome");
  casus_json_open(&json, '{');
  put_text(&json, "result", casus_str_from_c(casus_outcome_name(verdict->outcome)));
  casus_json_key(&json, "as_of");
  casus_json_date(&json, day);
  casus_json_key(&json, "expects");
  casus_json_open(&json, '[');
  for (size_t i = 0; i < verdict->count; i++) put_expected_json(&json, &verdict->items[i]);
  casus_json_close(&json, ']');
  casus_json_close(&json, '}');
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}
