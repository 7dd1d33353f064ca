/* Gold files: JSON lines of hand-coded text. */
#include <jansson.h>

#include "eval/eval.h"

static casus_str text_of(const json_t *object, const char *key, casus_arena *arena) {
  const json_t *value = json_object_get(object, key);
  if (!json_is_string(value)) return CASUS_STR("");
  return casus_arena_copy(arena, casus_str_of(json_string_value(value), json_string_length(value)));
}

/* Gold sets write organisations in many ways; all of them are one to the count. */
static casus_str one_code(casus_str code, casus_arena *arena) {
  static const char *const organisations[] = {"UNO", "UN",    "NAT", "NATO", "EUR", "EU",  "IAE",
                                              "INT", "ASEAN", "G7",  "AU",   "ICC", "WHO", "IAEA"};
  if (casus_str_starts(code, CASUS_STR("IGO"))) return CASUS_STR("IGO");
  for (size_t i = 0; i < CASUS_COUNT(organisations); i++)
    if (casus_str_eq(code, casus_str_from_c(organisations[i]))) return CASUS_STR("IGO");
  if (casus_str_eq(code, CASUS_STR("---")) || casus_str_eq(code, CASUS_STR("?"))) return CASUS_STR("");
  return casus_arena_copy(arena, code);
}

static int read_codes(const json_t *list, casus_arena *arena, casus_codes *codes, casus_error *err) {
  size_t index;
  const json_t *party;
  json_array_foreach(list, index, party) {
    casus_str code = text_of(party, "actor", arena);
    if (!code.len) code = text_of(party, "country", arena);
    code = one_code(casus_str_trim(code), arena);
    if (!code.len) continue;
    casus_str *item = casus_vec_push(codes, arena);
    if (!item) return casus_fail_memory(err);
    *item = code;
  }
  return CASUS_OK;
}

static int add_status(const json_t *value, unsigned *statuses, casus_error *err) {
  casus_status status;
  const char *name = json_string_value(value);
  if (!name || !casus_status_from(casus_str_from_c(name), &status))
    return casus_fail(err, CASUS_E_INPUT, 0, "no status: %s", name ? name : "not a text");
  *statuses |= 1U << status;
  return CASUS_OK;
}

static int read_statuses(const json_t *value, unsigned *statuses, casus_error *err) {
  size_t index;
  const json_t *one;
  int rc = CASUS_OK;
  *statuses = 0;
  if (!value) {
    *statuses = ~0U;
    return CASUS_OK;
  }
  if (!json_is_array(value)) return add_status(value, statuses, err);
  json_array_foreach(value, index, one) if (rc == CASUS_OK) rc = add_status(one, statuses, err);
  return rc;
}

static int read_type(const json_t *object, casus_gold_event *event, casus_error *err) {
  const char *name = json_string_value(json_object_get(object, "event"));
  if (name && strcmp(name, "YIELD") == 0) {
    event->type = CASUS_CONCEDE;
    event->also = 1U << CASUS_RETREAT;
  } else if (!name || !casus_event_type_from(casus_str_from_c(name), &event->type)) {
    return casus_fail(err, CASUS_E_INPUT, 0, "no event type: %s", name ? name : "\"event\" is missing");
  }
  size_t index;
  const json_t *other;
  json_array_foreach(json_object_get(object, "event_alt"), index, other) {
    casus_event_type type;
    const char *text = json_string_value(other);
    if (text && casus_event_type_from(casus_str_from_c(text), &type)) event->also |= 1U << type;
  }
  return CASUS_OK;
}

static int read_event(const json_t *object, bool optional, casus_arena *arena, casus_gold_event *event,
                      casus_error *err) {
  event->optional = optional;
  int rc = read_type(object, event, err);
  if (rc == CASUS_OK) rc = read_statuses(json_object_get(object, "status"), &event->statuses, err);
  if (rc == CASUS_OK) rc = read_codes(json_object_get(object, "source"), arena, &event->source, err);
  if (rc == CASUS_OK) rc = read_codes(json_object_get(object, "target"), arena, &event->target, err);
  if (json_is_true(json_object_get(object, "reciprocal")) && !event->target.count) event->target = event->source;
  const json_t *other = json_object_get(object, "alt");
  event->has_other = json_is_object(other);
  if (rc == CASUS_OK && event->has_other)
    rc = read_codes(json_object_get(other, "source"), arena, &event->other_source, err);
  if (rc == CASUS_OK && event->has_other)
    rc = read_codes(json_object_get(other, "target"), arena, &event->other_target, err);
  return rc;
}

static int read_events(const json_t *list, bool optional, casus_arena *arena, casus_gold_sentence *sentence,
                       casus_error *err) {
  size_t index;
  const json_t *object;
  json_array_foreach(list, index, object) {
    casus_gold_event *event = casus_vec_push(&sentence->events, arena);
    int rc = event ? read_event(object, optional, arena, event, err) : casus_fail_memory(err);
    if (rc != CASUS_OK) return rc;
  }
  return CASUS_OK;
}

static int read_speakers(const json_t *list, bool optional, casus_arena *arena, casus_gold_sentence *sentence,
                         casus_error *err) {
  size_t index;
  const json_t *object;
  json_array_foreach(list, index, object) {
    casus_gold_speaker *speaker = casus_vec_push(&sentence->speakers, arena);
    if (!speaker) return casus_fail_memory(err);
    *speaker = (casus_gold_speaker){text_of(object, "name", arena), optional};
  }
  return CASUS_OK;
}

static int read_ties(const json_t *list, casus_arena *arena, casus_gold_sentence *sentence, casus_error *err) {
  size_t index;
  const json_t *object;
  json_array_foreach(list, index, object) {
    casus_gold_tie *tie = casus_vec_push(&sentence->ties, arena);
    if (!tie) return casus_fail_memory(err);
    *tie = (casus_gold_tie){.kind = text_of(object, "kind", arena),
                            .from = one_code(text_of(object, "from", arena), arena),
                            .to = one_code(text_of(object, "to", arena), arena),
                            .mutual = json_is_true(json_object_get(object, "mutual"))};
    if (!tie->kind.len) return casus_fail(err, CASUS_E_INPUT, 0, "a tie without \"kind\"");
  }
  return CASUS_OK;
}

static int read_sentence(const json_t *object, casus_arena *arena, casus_buffer *text, casus_gold *gold,
                         casus_error *err) {
  casus_gold_sentence *sentence = casus_vec_push(&gold->sentences, arena);
  if (!sentence) return casus_fail_memory(err);
  casus_str words = text_of(object, "text", arena);
  if (!words.len) return casus_fail(err, CASUS_E_INPUT, 0, "a sentence without \"text\"");
  if (text->len) casus_buffer_add_char(text, '\n');
  sentence->span = (casus_span){(uint32_t)text->len, (uint32_t)(text->len + words.len)};
  casus_buffer_add(text, words);
  int rc = read_events(json_object_get(object, "events"), false, arena, sentence, err);
  if (rc == CASUS_OK) rc = read_events(json_object_get(object, "optional"), true, arena, sentence, err);
  if (rc == CASUS_OK) rc = read_speakers(json_object_get(object, "speakers"), false, arena, sentence, err);
  if (rc == CASUS_OK) rc = read_speakers(json_object_get(object, "optional_speakers"), true, arena, sentence, err);
  if (rc == CASUS_OK) rc = read_ties(json_object_get(object, "ties"), arena, sentence, err);
  return rc;
}

static int read_passage(const json_t *object, casus_arena *arena, casus_gold *gold, casus_error *err) {
  casus_buffer text = {.limit = UINT32_MAX};
  const json_t *list = json_object_get(object, "sentences"), *sentence;
  size_t index;
  int rc = CASUS_OK;
  gold->id = text_of(object, "id", arena);
  gold->date = text_of(object, "date", arena);
  gold->publisher = text_of(object, "source", arena);
  if (!gold->id.len) return casus_fail(err, CASUS_E_INPUT, 0, "no \"id\"");
  if (!list) rc = read_sentence(object, arena, &text, gold, err);
  json_array_foreach(list, index, sentence) if (rc == CASUS_OK) rc = read_sentence(sentence, arena, &text, gold, err);
  gold->text = casus_arena_copy(arena, casus_buffer_str(&text));
  bool failed = text.failed || !gold->text.ptr;
  casus_buffer_free(&text);
  return rc == CASUS_OK && failed ? casus_fail_memory(err) : rc;
}

int casus_gold_read(casus_str line, casus_arena *arena, casus_gold *gold, casus_error *err) {
  json_error_t why;
  json_t *object = json_loadb(line.ptr, line.len, 0, &why);
  if (!object)
    return json_error_code(&why) == json_error_out_of_memory
               ? casus_fail_memory(err)
               : casus_fail(err, CASUS_E_INPUT, 0, "not JSON: %s", why.text);
  *gold = (casus_gold){.id = {NULL, 0}};
  int rc = json_is_object(object) ? read_passage(object, arena, gold, err)
                                  : casus_fail(err, CASUS_E_INPUT, 0, "no JSON object");
  json_decref(object);
  return rc;
}

void casus_gold_document(const casus_gold *gold, casus_buffer *out) {
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  casus_json_key(&json, "id");
  casus_json_str(&json, gold->id);
  casus_json_key(&json, "date");
  casus_json_str(&json, gold->date);
  casus_json_key(&json, "publisher");
  casus_json_str(&json, gold->publisher);
  casus_json_key(&json, "text");
  casus_json_str(&json, gold->text);
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}
