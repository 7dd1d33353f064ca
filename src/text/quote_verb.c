/* The verb of saying that gives a quotation: before it, behind it, or that of the quotation it goes on with. */
#include "text/annotate.h"

enum { REACH = 40 };

/* What the rules look at. owner[t]: index + 1 of the innermost quotation that token t stands in, 0: none. */
typedef struct scan {
  const casus_words *words;
  const casus_text *text;
  const uint32_t *owner;
  bool tagged;
} scan;

static const casus_token *token(const scan *s, size_t at) { return &s->text->tokens[at]; }
static const casus_sentence *sentence_of(const scan *s, size_t at) {
  return &s->text->sentences[token(s, at)->sentence];
}
static bool is(const scan *s, size_t at, const char *word) {
  return at < s->text->token_count && casus_str_ieq(token(s, at)->form, casus_str_from_c(word));
}

static bool is_verb_of_saying(const scan *s, size_t at) {
  if (!s->tagged) return casus_words_is(s->words, CASUS_TABLE_WORDS, token(s, at)->form, CASUS_WORD_SAY);
  if (at > 0 && is(s, at - 1, "-") && !token(s, at - 1)->space_after) return false; /* "so-called" */
  return token(s, at)->upos == CASUS_UPOS_VERB &&
         casus_words_is(s->words, CASUS_TABLE_WORDS, token(s, at)->lemma, CASUS_WORD_QUOTES);
}

/* "quoted him as saying": the saying is the verb. */
static uint32_t saying_of(const scan *s, uint32_t verb, uint32_t last) {
  enum { NEAR = 6 };
  for (uint32_t i = verb + 1; i + 1 < last && i < verb + NEAR; i++)
    if (is(s, i, "as") && is_verb_of_saying(s, i + 1)) return i + 1;
  return verb;
}

static uint32_t verb_before(const scan *s, const casus_quote *q, uint32_t around) {
  uint32_t start = sentence_of(s, q->first)->first;
  for (uint32_t i = q->first; i > start && q->first - i < REACH; i--)
    if (s->owner[i - 1] == around && is_verb_of_saying(s, i - 1)) return i - 1;
  return CASUS_NO_TOKEN;
}

/* `over`: other quotations may stand between. */
static uint32_t verb_behind(const scan *s, const casus_quote *q, uint32_t around, bool over) {
  uint32_t end = sentence_of(s, q->last - 1)->last;
  for (uint32_t i = q->last; i < end && i - q->last < REACH; i++) {
    if (s->owner[i] != around && !over) return CASUS_NO_TOKEN;
    if (s->owner[i] == around && is_verb_of_saying(s, i)) return saying_of(s, i, end);
  }
  return CASUS_NO_TOKEN;
}

/* Does it end like a sentence or part of one that somebody said: "…," or "…?", "…", or "…” –"? */
static bool ends_like_speech(const scan *s, const casus_quote *q) {
  casus_str last = token(s, q->last - 1)->form;
  bool inside = last.len && (strchr(",?!", last.ptr[0]) || casus_is_stop(last));
  return inside || is(s, q->last + 1, ",") || is(s, q->last + 1, "–") || is(s, q->last + 1, "—");
}

/* A comma, a colon, "as", "that" or the verb itself before the opening mark. */
static bool introduces(const scan *s, const casus_quote *q, uint32_t verb) {
  if (q->first < sentence_of(s, q->first)->first + 2) return false;
  uint32_t before = q->first - 2;
  return before == verb || is(s, before, ",") || is(s, before, ":") || is(s, before, "as") || is(s, before, "that");
}

static uint32_t own_verb(const scan *s, const casus_quote *q, uint32_t around) {
  uint32_t before = q->open_lost ? CASUS_NO_TOKEN : verb_before(s, q, around);
  if (before != CASUS_NO_TOKEN && introduces(s, q, before)) return before;
  bool speech = ends_like_speech(s, q);
  uint32_t behind = speech ? verb_behind(s, q, around, false) : CASUS_NO_TOKEN;
  if (behind != CASUS_NO_TOKEN) return behind;
  if (before != CASUS_NO_TOKEN || speech) return before;
  return verb_behind(s, q, around, true);
}

/* “A,” he said. “B.”: a quotation that is a sentence of its own right behind the attribution goes on with it. */
static bool goes_on_from(const scan *s, const casus_quote *before, const casus_quote *q) {
  const casus_sentence *sentence = sentence_of(s, q->first);
  if (before->verb == CASUS_NO_TOKEN || before->depth != q->depth || q->scare || before->verb < before->last)
    return false;
  bool starts = q->first <= sentence->first + 1 && q->last + 2 >= sentence_of(s, q->last - 1)->last;
  if (!starts || token(s, before->verb)->sentence + 1 != token(s, q->first)->sentence) return false;
  casus_str gap =
      casus_str_sub(s->text->bytes, token(s, sentence->first - 1)->span.end, token(s, sentence->first)->span.start);
  return casus_str_find(gap, CASUS_STR("\n"), 0) == SIZE_MAX;
}

/* “A.” The minister said this on Monday. */
static uint32_t verb_of_next(const scan *s, const casus_quote *q) {
  enum { NEAR = 8 };
  uint32_t end = sentence_of(s, q->last - 1)->last;
  if (q->last + 1 < end || end >= s->text->token_count || q->scare) return CASUS_NO_TOKEN;
  const casus_sentence *next = sentence_of(s, end);
  for (uint32_t i = end; i < next->last && i < end + NEAR && !s->owner[i]; i++)
    if (is_verb_of_saying(s, i)) return is(s, i + 1, "this") || is(s, i + 1, "so") ? i : CASUS_NO_TOKEN;
  return CASUS_NO_TOKEN;
}

static bool mark_owners(const casus_text *text, casus_arena *arena, uint32_t **owner, uint32_t **around) {
  *owner = casus_arena_array(arena, text->token_count + 1, sizeof **owner);
  *around = casus_arena_array(arena, text->quote_count + 1, sizeof **around);
  if (!*owner || !*around) return false;
  for (uint32_t i = 0; i < text->quote_count; i++) {
    casus_quote *q = &text->quotes[i];
    (*around)[i] = (*owner)[q->first];
    q->depth = (*around)[i] ? text->quotes[(*around)[i] - 1].depth + 1 : 0;
    for (uint32_t t = q->first; t < q->last; t++) (*owner)[t] = i + 1;
  }
  return true;
}

bool casus_quote_verbs_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  uint32_t *owner, *around;
  if (!mark_owners(text, arena, &owner, &around)) return false;
  const scan s = {words, text, owner, casus_is_tagged(text)};
  for (uint32_t i = 0; i < text->quote_count; i++) {
    casus_quote *q = &text->quotes[i];
    q->verb = own_verb(&s, q, around[i]);
    if (q->verb == CASUS_NO_TOKEN && i > 0 && goes_on_from(&s, q - 1, q)) q->verb = q[-1].verb;
    if (q->verb == CASUS_NO_TOKEN && !around[i]) q->verb = verb_of_next(&s, q);
  }
  /* A quotation that goes on in the next paragraph has its verb there. */
  for (uint32_t i = text->quote_count; i > 1; i--) {
    casus_quote *q = &text->quotes[i - 2];
    bool unclosed = !q->close_lost && q->last + 1 == q[1].first && q->depth == q[1].depth;
    if (unclosed && q->verb == CASUS_NO_TOKEN) q->verb = q[1].verb;
  }
  return true;
}
