#include "text/annotate.h"

enum { DEEPEST = 8, LONGEST_TERM = 2 };

typedef enum family { FAMILY_NONE, FAMILY_DOUBLE, FAMILY_SINGLE, FAMILY_OTHER } family;
typedef enum role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE } role;

typedef struct open_quote {
  size_t quote; /* index into found */
  family kind;
  bool straight;
} open_quote;

/* One paragraph, tokens [first, last), while its marks are paired. */
typedef struct pairing {
  const casus_text *text;
  casus_arena *arena;
  size_t first, last;
  CASUS_VEC(casus_quote) found;
  open_quote stack[DEEPEST];
  size_t depth;
} pairing;

static const casus_token *token_at(const pairing *p, size_t at) { return &p->text->tokens[at]; }

static family family_of(casus_str form) {
  static const casus_str singles[] = {CASUS_STR_INIT("‘"), CASUS_STR_INIT("’"), CASUS_STR_INIT("'"),
                                      CASUS_STR_INIT("‚")};
  static const casus_str doubles[] = {CASUS_STR_INIT("“"),  CASUS_STR_INIT("”"),  CASUS_STR_INIT("\""),
                                      CASUS_STR_INIT("``"), CASUS_STR_INIT("''"), CASUS_STR_INIT("’’"),
                                      CASUS_STR_INIT("‘‘"), CASUS_STR_INIT("„")};
  for (size_t i = 0; i < CASUS_COUNT(singles); i++)
    if (casus_str_eq(form, singles[i])) return FAMILY_SINGLE;
  for (size_t i = 0; i < CASUS_COUNT(doubles); i++)
    if (casus_str_eq(form, doubles[i])) return FAMILY_DOUBLE;
  return casus_is_opening_quote(form) || casus_is_closing_quote(form) ? FAMILY_OTHER : FAMILY_NONE;
}

static bool opens_bracket(casus_str form) {
  return casus_is_opening_quote(form) || (form.len == 1 && strchr("([-\"'", form.ptr[0])) ||
         casus_str_eq(form, CASUS_STR("—")) || casus_str_eq(form, CASUS_STR("–")) ||
         casus_str_eq(form, CASUS_STR("--"));
}

static bool room_before(const pairing *p, size_t at) {
  return at == p->first || token_at(p, at - 1)->space_after || opens_bracket(token_at(p, at - 1)->form);
}
static bool room_behind(const pairing *p, size_t at) {
  if (at + 1 >= p->last || token_at(p, at)->space_after) return true;
  casus_str next = token_at(p, at + 1)->form;
  return next.len == 1 && strchr(".,;:?!)]", next.ptr[0]);
}

static bool is_open(const pairing *p, family kind) {
  for (size_t i = p->depth; i > 0; i--)
    if (p->stack[i - 1].kind == kind) return true;
  return false;
}

/* "workers’ rights’": the mark behind an s is the possessive when another closing mark follows in the sentence. */
static bool is_possessive(const pairing *p, size_t at) {
  casus_str before = at > p->first ? token_at(p, at - 1)->form : CASUS_STR("");
  if (!casus_str_ends(before, CASUS_STR("s")) || room_before(p, at)) return false;
  size_t last = p->text->sentences[token_at(p, at)->sentence].last;
  for (size_t i = at + 1; i < last && i < p->last; i++) {
    family kind = family_of(token_at(p, i)->form);
    if (kind == FAMILY_SINGLE) return !room_before(p, i);
    if (kind == FAMILY_DOUBLE) return false;
  }
  return false;
}

/* Straight marks, and curly ones that stand the wrong way round, by the room around them. */
static role role_of(const pairing *p, size_t at, family kind) {
  casus_str form = token_at(p, at)->form;
  bool before = room_before(p, at), behind = room_behind(p, at);
  bool inches = !before && casus_is_digit(token_at(p, at - 1)->form.ptr[0]);
  if (kind == FAMILY_SINGLE && !casus_is_opening_quote(form)) {
    if (before && !behind && form.len == 1) return ROLE_OPEN;
    return !before && is_open(p, kind) && !is_possessive(p, at) ? ROLE_CLOSE : ROLE_NONE;
  }
  if (casus_is_opening_quote(form)) return !before && behind && is_open(p, kind) ? ROLE_CLOSE : ROLE_OPEN;
  if (casus_is_closing_quote(form)) return before && !behind && !is_open(p, kind) ? ROLE_OPEN : ROLE_CLOSE;
  if (before != behind) return before ? ROLE_OPEN : inches && !is_open(p, kind) ? ROLE_NONE : ROLE_CLOSE;
  return is_open(p, kind) ? ROLE_CLOSE : ROLE_OPEN;
}

static bool is_word(casus_str form) {
  size_t size;
  return casus_glyph_at(form, 0, &size) != CASUS_GLYPH_OTHER;
}

static bool is_hyphen(const casus_token *token) {
  return casus_str_eq(token->form, CASUS_STR("-")) && !token->space_after;
}

static bool is_term(const pairing *p, const casus_quote *quote) {
  size_t words = 0;
  for (size_t i = quote->first; i < quote->last; i++) {
    casus_str form = token_at(p, i)->form;
    if (casus_is_stop(form) || casus_str_eq(form, CASUS_STR(","))) return false;
    words += is_word(form) && !(i > quote->first && is_hyphen(token_at(p, i - 1)));
  }
  return words > 0 && words <= LONGEST_TERM;
}

/* Ends the quote before token `last`. One without a token inside is marked by first == last and dropped later. */
static void finish(const pairing *p, casus_quote *quote, size_t last, bool lost) {
  quote->last = last > quote->first ? (uint32_t)last : quote->first;
  quote->close_lost = lost;
  if (quote->first == quote->last) return;
  quote->span = (casus_span){token_at(p, quote->first)->span.start, token_at(p, last - 1)->span.end};
  quote->scare = !lost && !quote->open_lost && is_term(p, quote);
}

static size_t sentence_last(const pairing *p, size_t at) {
  size_t last = p->text->sentences[token_at(p, at)->sentence].last;
  return last < p->last ? last : p->last;
}

/* The closing marks of all quotes above `depth` never came. A single straight mark was an apostrophe then. */
static void give_up(pairing *p, size_t depth, size_t limit) {
  while (p->depth > depth) {
    open_quote *open = &p->stack[--p->depth];
    casus_quote *quote = &p->found.items[open->quote];
    size_t end = quote->first > p->first ? sentence_last(p, quote->first - 1) : limit;
    bool apostrophe = open->kind == FAMILY_SINGLE && open->straight;
    finish(p, quote, apostrophe ? quote->first : end < limit ? end : limit, true);
  }
}

static bool starts_sentence(const pairing *p, size_t at) {
  return at == p->text->sentences[token_at(p, at)->sentence].first;
}

static bool open_mark(pairing *p, size_t at, family kind) {
  /* A second opening mark where a sentence starts: the first quote has ended without one. */
  if (kind != FAMILY_SINGLE && is_open(p, kind) && starts_sentence(p, at)) {
    size_t depth = 0;
    while (p->stack[depth].kind != kind) depth++;
    casus_quote *quote = &p->found.items[p->stack[depth].quote];
    p->depth = depth;
    finish(p, quote, at, true);
  }
  if (p->depth == DEEPEST) return true;
  casus_quote *quote = casus_vec_push(&p->found, p->arena);
  if (!quote) return false;
  const casus_token *mark = token_at(p, at);
  *quote = (casus_quote){.first = (uint32_t)at + 1, .last = (uint32_t)at + 1};
  p->stack[p->depth++] = (open_quote){p->found.count - 1, kind, mark->form.len == 1};
  return true;
}

/* A closing mark without an opening one: the quote starts with the sentence, unless another stands before it there. */
static bool close_orphan(pairing *p, size_t at) {
  size_t first = p->text->sentences[token_at(p, at)->sentence].first;
  if (first < p->first) first = p->first;
  size_t place = p->found.count;
  while (place > 0 && p->found.items[place - 1].first > first) place--;
  if (at <= first || place < p->found.count || (place > 0 && p->found.items[place - 1].last > first)) return true;
  casus_quote *quote = casus_vec_push(&p->found, p->arena);
  if (!quote) return false;
  *quote = (casus_quote){.first = (uint32_t)first, .open_lost = true};
  finish(p, quote, at, false);
  return true;
}

static bool close_mark(pairing *p, size_t at, family kind) {
  if (!is_open(p, kind)) return kind == FAMILY_DOUBLE ? close_orphan(p, at) : true;
  size_t depth = p->depth;
  while (p->stack[depth - 1].kind != kind) depth--;
  give_up(p, depth, at);
  p->depth--;
  finish(p, &p->found.items[p->stack[p->depth].quote], at, false);
  return true;
}

/* Whether the paragraph's open quote goes on in the next one, which then starts with an opening mark. */
static bool goes_on(const pairing *p, size_t next_paragraph) {
  if (next_paragraph >= p->text->token_count || !p->depth) return false;
  casus_str form = token_at(p, next_paragraph)->form;
  return casus_is_opening_quote(form) || casus_is_straight_quote(form);
}

static bool pair_paragraph(pairing *p) {
  p->depth = 0;
  for (size_t at = p->first; at < p->last; at++) {
    family kind = family_of(token_at(p, at)->form);
    role r = kind == FAMILY_NONE ? ROLE_NONE : role_of(p, at, kind);
    if (r == ROLE_OPEN && !open_mark(p, at, kind)) return false;
    if (r == ROLE_CLOSE && !close_mark(p, at, kind)) return false;
  }
  if (goes_on(p, p->last)) {
    finish(p, &p->found.items[p->stack[0].quote], p->last, true);
    p->found.items[p->stack[0].quote].close_lost = false;
    p->depth = 0;
  }
  give_up(p, 0, p->last);
  return true;
}

static void drop_empty(pairing *p) {
  size_t kept = 0;
  for (size_t i = 0; i < p->found.count; i++)
    if (p->found.items[i].first < p->found.items[i].last) p->found.items[kept++] = p->found.items[i];
  p->found.count = kept;
}

bool casus_quotes_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  casus_span_vec paragraphs = {0};
  if (!casus_paragraphs_find(words, text->bytes, arena, &paragraphs)) return false;
  pairing p = {.text = text, .arena = arena};
  for (size_t i = 0; i < paragraphs.count; i++) {
    p.first = p.last;
    while (p.last < text->token_count && text->tokens[p.last].span.start < paragraphs.items[i].end) p.last++;
    if (p.last > p.first && !pair_paragraph(&p)) return false;
  }
  drop_empty(&p);
  text->quotes = p.found.items;
  text->quote_count = (uint32_t)p.found.count;
  return casus_quote_verbs_find(words, text, arena);
}
