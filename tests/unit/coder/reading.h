/* A document in the hand of the coder, without model; the lexicon gives classes of words only: every proper noun is an
 * actor of its own, whose code is its first three letters; capital adjectives lend theirs. */
#ifndef CASUS_TEST_CODER_READING_H
#define CASUS_TEST_CODER_READING_H

#include "coder/match.h"
#include "support.h"

typedef struct reading_fixture {
  casus_arena *arena;
  casus_book *book;
  casus_lexicon *lexicon;
  casus_text text;
  casus_mentions mentions;
  casus_document document;
  casus_reading reading;
} reading_fixture;

static inline casus_str reading_code(casus_arena *arena, casus_str form) {
  casus_str code = casus_arena_copy(arena, casus_str_sub(form, 0, 3));
  char *bytes = casus_arena_array(arena, code.len + 1, 1);
  for (size_t i = 0; i < code.len; i++) bytes[i] = casus_is_lower(code.ptr[i]) ? (char)(code.ptr[i] - 32) : code.ptr[i];
  return casus_str_of(bytes, code.len);
}

static inline void reading_mentions(reading_fixture *f) {
  casus_mentions *m = &f->mentions;
  *m = (casus_mentions){.text = &f->text};
  m->at = casus_arena_array(f->arena, f->text.token_count, sizeof *m->at);
  m->items = casus_arena_array(f->arena, f->text.token_count, sizeof *m->items);
  for (uint32_t i = 0; i < f->text.token_count; i++) {
    const casus_token *token = &f->text.tokens[i];
    bool capital = token->form.len && casus_is_upper(token->form.ptr[0]);
    bool adjective = token->upos == CASUS_UPOS_ADJ;
    m->at[i] = -1;
    if (!capital || (token->upos != CASUS_UPOS_PROPN && !adjective)) continue;
    casus_party *party = casus_arena_alloc(f->arena, sizeof *party);
    *party = (casus_party){.actor = reading_code(f->arena, token->form),
                           .sector = CASUS_STR("GOV"),
                           .name = CASUS_STR(""),
                           .text = token->form,
                           .span = token->span};
    m->items[m->count] = (casus_mention){.first = i,
                                         .last = i + 1,
                                         .head = i,
                                         .parties = party,
                                         .party_count = 1,
                                         .kind = adjective ? CASUS_MENTION_ADJECTIVE : CASUS_MENTION_STATE};
    m->at[i] = (int32_t)m->count++;
  }
}

static inline void reading_open(reading_fixture *f, const char *rows) {
  support_text(f->arena, rows, &f->text);
  reading_mentions(f);
  f->document = (casus_document){.id = CASUS_STR("d"), .date = {casus_days_from_civil(2024, 6, 20), CASUS_DATE_DAY}};
  f->reading = (casus_reading){.book = f->book,
                               .lexicon = f->lexicon,
                               .document = &f->document,
                               .text = &f->text,
                               .mentions = &f->mentions,
                               .arena = f->arena};
  assert(casus_reading_open(&f->reading) == CASUS_OK);
}

static inline int reading_set_up(void **state) {
  reading_fixture *f = calloc(1, sizeof *f);
  if (!f || !(f->arena = casus_arena_new())) return -1;
  int rc = casus_lexicon_open(NULL, f->arena, &f->lexicon, NULL);
  if (!rc) rc = casus_book_new(f->arena, &f->book, NULL);
  static const char *const tables[] = {"codebook/classes.tsv", "codebook/light.tsv", "codebook/prepositions.tsv",
                                       "codebook/status.tsv"};
  static int (*const readers[])(casus_book *, casus_str, casus_error *) = {casus_book_classes, casus_book_lights,
                                                                           casus_book_prepositions, casus_book_signs};
  for (size_t i = 0; !rc && i < CASUS_COUNT(tables); i++) {
    casus_str bytes;
    rc = casus_data_get(NULL, tables[i], f->arena, &bytes, NULL);
    if (!rc) rc = readers[i](f->book, bytes, NULL);
  }
  *state = f;
  return rc;
}

static inline int reading_tear_down(void **state) {
  reading_fixture *f = *state;
  casus_arena_free(f->arena);
  free(f);
  return 0;
}

/* Index of the first token with this form. */
static inline uint32_t reading_token(const reading_fixture *f, const char *form) {
  for (uint32_t i = 0; i < f->text.token_count; i++)
    if (casus_str_eq(f->text.tokens[i].form, casus_str_from_c(form))) return i;
  assert(!"no such token");
  return 0;
}

#endif
