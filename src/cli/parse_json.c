/* What `casus parse --format json` prints: a sentence a line, with the tokens and all that was found in it. */
#include <math.h>

#include "cli/cli.h"

/* What the functions below look at: a sentence, and of each kind the next item to print. */
typedef struct view {
  const casus_text *text;
  const casus_sentence *sentence;
  uint32_t name, quote, when, duration, amount;
} view;

static void put_str(casus_json *json, const char *key, casus_str value) {
  casus_json_key(json, key);
  casus_json_str(json, value);
}
static void put_flag(casus_json *json, const char *key, bool value) {
  casus_json_key(json, key);
  casus_json_bool(json, value);
}
static void put_date(casus_json *json, const char *key, casus_date value) {
  casus_json_key(json, key);
  casus_json_date(json, value);
}

static void put_span(casus_json *json, const casus_text *text, casus_span span) {
  put_str(json, "text", casus_str_span(text->bytes, span));
  casus_json_key(json, "span");
  casus_json_span(json, span);
}
static casus_span span_of(const casus_text *text, uint32_t first, uint32_t last) {
  return (casus_span){text->tokens[first].span.start, text->tokens[last - 1].span.end};
}

static void token_json(casus_json *json, const casus_token *t, uint32_t first) {
  casus_json_open(json, '{');
  put_str(json, "form", t->form);
  put_str(json, "lemma", t->lemma);
  put_str(json, "upos", casus_str_from_c(casus_upos_name(t->upos)));
  put_str(json, "xpos", t->xpos);
  casus_json_key(json, "head");
  casus_json_int(json, t->head < 0 ? 0 : t->head - (int64_t)first + 1);
  put_str(json, "deprel", casus_str_from_c(casus_deprel_name(t->deprel)));
  put_str(json, "subtype", casus_str_from_c(casus_subrel_name(t->subrel)));
  casus_json_key(json, "span");
  casus_json_span(json, t->span);
  casus_json_close(json, '}');
}

static void name_json(casus_json *json, const casus_text *text, const casus_name *name) {
  static const char *const kinds[] = {"other", "person", "organisation", "place"};
  casus_json_open(json, '{');
  put_span(json, text, span_of(text, name->first, name->last));
  put_str(json, "kind", casus_str_from_c(kinds[name->kind]));
  casus_json_key(json, "title");
  if (name->title_first < name->first)
    casus_json_str(json, casus_str_span(text->bytes, span_of(text, name->title_first, name->first)));
  else
    casus_json_null(json);
  casus_json_close(json, '}');
}

static void quote_json(casus_json *json, const casus_text *text, const casus_quote *quote) {
  casus_json_open(json, '{');
  put_span(json, text, quote->span);
  casus_json_key(json, "depth");
  casus_json_int(json, quote->depth);
  put_str(json, "verb", quote->verb == CASUS_NO_TOKEN ? (casus_str){NULL, 0} : text->tokens[quote->verb].lemma);
  put_flag(json, "open_lost", quote->open_lost);
  put_flag(json, "close_lost", quote->close_lost);
  put_flag(json, "term", quote->scare);
  casus_json_close(json, '}');
}

static void when_json(casus_json *json, const casus_text *text, const casus_when *when) {
  casus_json_open(json, '{');
  put_span(json, text, span_of(text, when->first, when->last));
  put_date(json, "date", when->date);
  put_date(json, "until", when->until);
  put_flag(json, "relative", when->relative);
  put_flag(json, "vague", when->vague);
  casus_json_close(json, '}');
}

static void duration_json(casus_json *json, const casus_text *text, const casus_duration *d) {
  static const char *const bearings[] = {"none", "past", "ahead"};
  casus_json_open(json, '{');
  put_span(json, text, span_of(text, d->first, d->last));
  casus_json_key(json, "length");
  casus_json_double(json, d->length > 0 ? d->length : NAN);
  casus_json_key(json, "most");
  casus_json_double(json, d->most > 0 ? d->most : NAN);
  put_str(json, "unit", casus_str_of(&d->unit, 1));
  put_flag(json, "tens", d->tens);
  put_str(json, "bearing", casus_str_from_c(bearings[d->bearing]));
  put_flag(json, "vague", d->vague);
  casus_json_close(json, '}');
}

static void amount_json(casus_json *json, const casus_text *text, const casus_amount *amount) {
  static const char *const kinds[] = {"count", "money", "percent", "measure", "share"};
  static const char *const bounds[] = {"exact", "about", "more", "less", "at least", "at most", "some"};
  casus_json_open(json, '{');
  put_span(json, text, span_of(text, amount->first, amount->last));
  put_str(json, "kind", casus_str_from_c(kinds[amount->kind]));
  casus_json_key(json, "value");
  casus_json_double(json, amount->value);
  casus_json_key(json, "most");
  casus_json_double(json, amount->most);
  put_str(json, "bound", casus_str_from_c(bounds[amount->bound]));
  put_str(json, "unit", amount->unit);
  casus_json_close(json, '}');
}

/* The items that start in the sentence, as an array under `key`. */
#define PUT_ITEMS(json, v, key, next, items, count, one)                                                               \
  do {                                                                                                                 \
    casus_json_key((json), (key));                                                                                     \
    casus_json_open((json), '[');                                                                                      \
    for (; (v)->next < (v)->text->count && (v)->text->items[(v)->next].first < (v)->sentence->last; (v)->next++)       \
      one((json), (v)->text, &(v)->text->items[(v)->next]);                                                            \
    casus_json_close((json), ']');                                                                                     \
  } while (0)

static void sentence_json(casus_json *json, view *v, uint32_t number) {
  casus_json_open(json, '{');
  casus_json_key(json, "sentence");
  casus_json_int(json, number);
  casus_json_key(json, "span");
  casus_json_span(json, v->sentence->span);
  put_str(json, "text", casus_str_span(v->text->bytes, v->sentence->span));
  casus_json_key(json, "tokens");
  casus_json_open(json, '[');
  for (uint32_t t = v->sentence->first; t < v->sentence->last; t++)
    token_json(json, &v->text->tokens[t], v->sentence->first);
  casus_json_close(json, ']');
  PUT_ITEMS(json, v, "names", name, names, name_count, name_json);
  PUT_ITEMS(json, v, "quotes", quote, quotes, quote_count, quote_json);
  PUT_ITEMS(json, v, "dates", when, whens, when_count, when_json);
  PUT_ITEMS(json, v, "durations", duration, durations, duration_count, duration_json);
  PUT_ITEMS(json, v, "amounts", amount, amounts, amount_count, amount_json);
  casus_json_close(json, '}');
}

void casus_parse_json(const casus_text *text, casus_buffer *out) {
  view v = {.text = text};
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    casus_json json = {.out = out};
    v.sentence = &text->sentences[i];
    sentence_json(&json, &v, i);
    casus_buffer_add_char(out, '\n');
  }
}
