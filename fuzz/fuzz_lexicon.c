/* Any words with any parse: mentions lie inside the text, in order, and every party's span is that of its text.
 * A word of the input is two bytes (tags and relation; how far its head is) and the bytes up to the next newline;
 * an empty line ends a sentence. */
#include <stdlib.h>

#include "coder/lexicon.h"

enum { LONGEST_INPUT = 1 << 14 };

static casus_lexicon *lexicon_of_all(void) {
  static casus_lexicon *lexicon;
  if (lexicon) return lexicon;
  casus_arena *arena = casus_arena_new();
  if (!arena || casus_lexicon_open(NULL, arena, &lexicon, NULL) != CASUS_OK) abort();
  return lexicon;
}

static void check_that(bool holds) {
  if (!holds) abort();
}

/* --- atoms and names -------------------------------------------------------------------------- */

static void check_atoms(const casus_lexicon *lexicon, casus_str input) {
  casus_atom atoms[64];
  size_t count = 0;
  const char *behind = input.ptr;
  casus_str rest = input;
  while (count < CASUS_COUNT(atoms) && casus_atom_next(&rest, &atoms[count])) {
    check_that(atoms[count].text.len > 0 && atoms[count].text.ptr >= behind);
    behind = atoms[count].text.ptr + atoms[count].text.len;
    check_that(behind <= input.ptr + input.len);
    atoms[count].starts = atoms[count].ends = true;
    count++;
  }
  for (size_t i = 0; i < count; i++) {
    uint32_t entry = 0, again = 0;
    size_t taken = casus_lexicon_longest(lexicon, atoms + i, count - i, &entry);
    check_that(taken <= count - i);
    if (taken) check_that(casus_lexicon_named(lexicon, atoms + i, taken, &again) && again == entry);
  }
  casus_str code = casus_lexicon_actor(lexicon, input);
  if (code.len) check_that(casus_lexicon_actor_name(lexicon, code).len > 0);
}

/* --- mentions --------------------------------------------------------------------------------- */

static casus_str form_of(const char *bytes, casus_span span) {
  return casus_str_of(bytes + span.start, span.end - span.start);
}

static void add_token(casus_text *text, const char *bytes, size_t line, size_t end, uint32_t first) {
  unsigned tags = (unsigned char)bytes[line], reach = (unsigned char)bytes[line + 1];
  casus_token *token = &text->tokens[text->token_count];
  token->span = (casus_span){(uint32_t)line + 2, (uint32_t)end};
  token->form = token->lemma = form_of(bytes, token->span);
  token->upos = (uint8_t)(tags % CASUS_UPOS_COUNT);
  token->deprel = (uint8_t)((tags * 7 + reach) % CASUS_DEP_COUNT);
  token->subrel = (uint8_t)(reach % (CASUS_SUB_OTHER + 1));
  token->xpos = tags & 1 ? CASUS_STR("NNS") : reach & 1 ? CASUS_STR("PRP$") : CASUS_STR("");
  token->space_after = reach & 2;
  token->sentence = text->sentence_count - 1;
  token->head = (int32_t)first + (int32_t)(reach / 4); /* made to lie inside when the sentence ends */
  text->token_count++;
}

static void end_sentence(casus_text *text) {
  if (!text->sentence_count) return;
  casus_sentence *sentence = &text->sentences[text->sentence_count - 1];
  if (sentence->last) return;
  sentence->last = text->token_count;
  if (sentence->first == sentence->last) {
    text->sentence_count--;
    return;
  }
  sentence->root = sentence->first;
  sentence->span = (casus_span){text->tokens[sentence->first].span.start, text->tokens[sentence->last - 1].span.end};
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (text->tokens[i].head >= (int32_t)sentence->last) text->tokens[i].head = -1;
}

static bool make_text(const char *bytes, size_t size, casus_arena *arena, casus_text *text) {
  *text = (casus_text){.bytes = casus_str_of(bytes, size)};
  text->tokens = casus_arena_array(arena, size + 1, sizeof *text->tokens);
  text->sentences = casus_arena_array(arena, size + 1, sizeof *text->sentences);
  if (!text->tokens || !text->sentences) return false;
  bool open = false;
  for (size_t line = 0; line < size;) {
    const char *newline = memchr(bytes + line, '\n', size - line);
    size_t end = newline ? (size_t)(newline - bytes) : size;
    if (end - line < 3) {
      end_sentence(text);
      open = false;
    } else {
      if (!open) text->sentences[text->sentence_count++] = (casus_sentence){.first = text->token_count};
      open = true;
      add_token(text, bytes, line, end, text->sentences[text->sentence_count - 1].first);
    }
    line = end + 1;
  }
  end_sentence(text);
  return true;
}

static void check_party(const casus_text *text, const casus_party *party) {
  check_that(party->span.start <= party->span.end && party->span.end <= text->bytes.len);
  check_that(party->actor.ptr && party->sector.ptr && party->name.ptr && party->text.ptr);
  check_that(casus_str_eq(party->text, casus_str_span(text->bytes, party->span)));
}

static void check_mentions(const casus_lexicon *lexicon, const casus_mentions *mentions, casus_arena *arena) {
  const casus_text *text = mentions->text;
  for (size_t i = 0; i < mentions->count; i++) {
    const casus_mention *m = &mentions->items[i];
    check_that(m->first < m->last && m->last <= text->token_count && m->head >= m->first && m->head < m->last);
    check_that(i == 0 || mentions->items[i - 1].first <= m->first);
    for (size_t p = 0; p < m->party_count; p++) check_party(text, &m->parties[p]);
  }
  for (uint32_t t = 0; t < text->token_count; t++) {
    casus_parties parties = {0};
    int32_t at = mentions->at[t];
    check_that(at < (int32_t)mentions->count);
    if (at >= 0) check_that(mentions->items[at].first <= t && t < mentions->items[at].last);
    if (casus_actors_of(lexicon, mentions, t, arena, &parties, NULL) != CASUS_OK) return;
    for (size_t p = 0; p < parties.count; p++) check_party(text, &parties.items[p]);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const casus_lexicon *lexicon = lexicon_of_all();
  if (size > LONGEST_INPUT) return 0;
  casus_arena *arena = casus_arena_new();
  if (!arena) return 0;
  casus_str input = casus_arena_copy(arena, casus_str_of((const char *)data, size));
  casus_document document = {
      .title = input, .text = input, .date = {19894, size & 1 ? CASUS_DATE_DAY : CASUS_DATE_NONE}};
  casus_text text;
  casus_mentions mentions;
  check_atoms(lexicon, input);
  if (make_text(input.ptr, size, arena, &text) &&
      casus_mentions_find(lexicon, &document, &text, arena, &mentions, NULL) == CASUS_OK)
    check_mentions(lexicon, &mentions, arena);
  casus_arena_free(arena);
  return 0;
}
