/* Reading CoNLL-U: https://universaldependencies.org/format.html */
#include "text/marks.h"

enum { COLUMNS = 10 };
typedef enum column { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC } column;

typedef struct reader {
  casus_str bytes, rest;
  size_t line_at; /* byte position of the line in hand */
  char *text;     /* the forms so far; as large as the input, which is longer */
  size_t text_len;
  CASUS_VEC(casus_token) tokens;
  CASUS_VEC(casus_sentence) sentences;
  size_t first; /* first token of the sentence in hand */
  casus_marks marks;
  size_t first_link;   /* of the sentence in hand; the tokens of its links are places in it until it ends */
  size_t joined_until; /* number of the last word of the multiword token in hand; 0: none */
  bool space_after_joined;
  casus_arena *arena;
  casus_error *err;
} reader;

static int malformed(const reader *r, const char *what) {
  return casus_fail(r->err, CASUS_E_INPUT, r->line_at, "CoNLL-U: %s at byte %zu", what, r->line_at);
}

static bool next_line(reader *r, casus_str *line) {
  r->line_at = r->bytes.len - r->rest.len;
  if (!r->rest.len || !casus_str_split(&r->rest, '\n', line)) return false;
  if (!r->rest.ptr) r->rest = casus_str_of(r->bytes.ptr + r->bytes.len, 0);
  if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
  return true;
}

static bool split_columns(casus_str line, casus_str columns[COLUMNS]) {
  for (int i = 0; i < COLUMNS; i++)
    if (!casus_str_split(&line, '\t', &columns[i]) || !columns[i].len) return false;
  return !line.ptr;
}

static bool find_upos(casus_str name, uint8_t *upos) {
  *upos = CASUS_UPOS_X;
  return casus_str_eq(name, CASUS_STR("_")) || casus_upos_find(name, upos);
}

static bool find_relation(casus_str name, casus_token *token) {
  token->deprel = CASUS_DEP_dep;
  return casus_str_eq(name, CASUS_STR("_")) || casus_relation_find(name, &token->deprel, &token->subrel);
}

static bool has_no_space(casus_str misc) {
  casus_str item;
  while (casus_str_split(&misc, '|', &item))
    if (casus_str_eq(item, CASUS_STR("SpaceAfter=No"))) return true;
  return false;
}

/* "3-4": the words 3 and 4 are one in the text. */
static int read_range(reader *r, const casus_str columns[COLUMNS], size_t hyphen) {
  int64_t from, to;
  if (!casus_parse_int(casus_str_sub(columns[ID], 0, hyphen), &from) ||
      !casus_parse_int(casus_str_sub(columns[ID], hyphen + 1, columns[ID].len), &to) ||
      from != (int64_t)(r->tokens.count - r->first) + 1 || to < from)
    return malformed(r, "bad range of words");
  r->joined_until = (size_t)to;
  r->space_after_joined = !has_no_space(columns[MISC]);
  return CASUS_OK;
}

/* Append the form to the text; the form is then a view of it. */
static void place_form(reader *r, casus_token *token, casus_str form) {
  token->span.start = (uint32_t)r->text_len;
  memcpy(r->text + r->text_len, form.ptr, form.len);
  token->form = casus_str_of(r->text + r->text_len, form.len);
  r->text_len += form.len;
  token->span.end = (uint32_t)r->text_len;
  if (token->space_after) r->text[r->text_len++] = ' ';
}

static bool space_follows(const reader *r, size_t number, casus_str misc) {
  if (number < r->joined_until) return false;
  return number == r->joined_until ? r->space_after_joined : !has_no_space(misc);
}

/* The mark of the word that comes next, if the last column tells one. */
static int read_mark(reader *r, casus_str misc) {
  int code = casus_mark_read(misc, (uint32_t)r->tokens.count, r->arena, &r->marks);
  if (code == CASUS_E_MEMORY) return casus_fail_memory(r->err);
  return code ? malformed(r, "bad number of a linked word") : CASUS_OK;
}

static int read_word(reader *r, const casus_str columns[COLUMNS]) {
  int64_t number, head = -1;
  size_t expected = r->tokens.count - r->first + 1;
  if (!casus_parse_int(columns[ID], &number) || number != (int64_t)expected) return malformed(r, "bad word number");
  casus_token token = {.sentence = (uint32_t)r->sentences.count};
  if (!find_upos(columns[UPOS], &token.upos)) return malformed(r, "unknown part of speech");
  if (!find_relation(columns[DEPREL], &token)) return malformed(r, "unknown relation");
  if (casus_str_eq(columns[HEAD], CASUS_STR("_")))
    head = expected > 1; /* no tree given: a flat one */
  else if (!casus_parse_int(columns[HEAD], &head) || head < 0 || head > INT32_MAX)
    return malformed(r, "bad head");
  if (expected == 1 && r->text_len) r->text[r->text_len - 1] = '\n';
  token.head = (int32_t)head;
  token.space_after = space_follows(r, expected, columns[MISC]);
  token.lemma = casus_arena_copy(r->arena, columns[LEMMA]);
  token.xpos = casus_arena_copy(r->arena, columns[XPOS]);
  int code = read_mark(r, columns[MISC]);
  if (code) return code;
  casus_token *slot = casus_vec_push(&r->tokens, r->arena);
  if (!slot || !token.lemma.ptr || !token.xpos.ptr) return casus_fail_memory(r->err);
  place_form(r, &token, columns[FORM]);
  *slot = token;
  return CASUS_OK;
}

static int read_line(reader *r, casus_str line) {
  casus_str columns[COLUMNS];
  if (!split_columns(line, columns)) return malformed(r, "not ten columns");
  size_t hyphen = casus_str_find(columns[ID], CASUS_STR("-"), 0);
  if (hyphen != SIZE_MAX) return read_range(r, columns, hyphen);
  if (casus_str_find(columns[ID], CASUS_STR("."), 0) != SIZE_MAX) return CASUS_OK; /* an empty node */
  return read_word(r, columns);
}

/* Follow heads from every word; passed[i] is the word whose walk came by. */
static bool has_cycle(const int32_t *heads, uint32_t *passed, size_t count) {
  for (size_t i = 0; i < count; i++) {
    size_t at = i + 1;
    while (at && !passed[at - 1]) {
      passed[at - 1] = (uint32_t)i + 1;
      at = (size_t)heads[at - 1];
    }
    if (at && passed[at - 1] == i + 1) return true;
  }
  return false;
}

/* Heads as given, 1-based with 0 for the root: one root, no cycle. */
static int check_tree(reader *r, size_t count, size_t *root) {
  int32_t *heads = casus_arena_array(r->arena, count, sizeof *heads);
  uint32_t *passed = casus_arena_array(r->arena, count, sizeof *passed);
  if (!heads || !passed) return casus_fail_memory(r->err);
  size_t roots = 0;
  for (size_t i = 0; i < count; i++) {
    heads[i] = r->tokens.items[r->first + i].head;
    if ((size_t)heads[i] > count) return malformed(r, "head outside the sentence before");
    if (!heads[i]) roots++, *root = i;
  }
  if (roots != 1) return malformed(r, "not one root in the sentence before");
  return has_cycle(heads, passed, count) ? malformed(r, "heads in a circle in the sentence before") : CASUS_OK;
}

/* Links in the sentence of `count` words get tokens for numbers of words. */
static int place_links(reader *r, size_t count) {
  for (; r->first_link < r->marks.links.count; r->first_link++) {
    casus_link *link = &r->marks.links.items[r->first_link];
    if (link->token >= count) return malformed(r, "link outside the sentence before");
    link->token += (uint32_t)r->first;
  }
  return CASUS_OK;
}

static int end_sentence(reader *r) {
  size_t count = r->tokens.count - r->first, root = 0;
  if (!count) return CASUS_OK;
  if (count < r->joined_until) return malformed(r, "range beyond the sentence before");
  int code = check_tree(r, count, &root);
  if (!code) code = place_links(r, count);
  if (code) return code;
  casus_sentence *s = casus_vec_push(&r->sentences, r->arena);
  if (!s) return casus_fail_memory(r->err);
  casus_token *tokens = r->tokens.items + r->first;
  for (size_t i = 0; i < count; i++) tokens[i].head = tokens[i].head ? tokens[i].head - 1 + (int32_t)r->first : -1;
  casus_token *last = &tokens[count - 1];
  if (!last->space_after) last->space_after = true, r->text[r->text_len++] = ' ';
  *s = (casus_sentence){{tokens[0].span.start, last->span.end},
                        (uint32_t)r->first,
                        (uint32_t)r->tokens.count,
                        (uint32_t)(r->first + root)};
  r->first = r->tokens.count;
  r->joined_until = 0;
  return CASUS_OK;
}

static int read_lines(reader *r) {
  casus_str line;
  while (next_line(r, &line)) {
    if (line.len && line.ptr[0] == '#') continue;
    int code = line.len ? read_line(r, line) : end_sentence(r);
    if (code) return code;
  }
  return end_sentence(r);
}

int casus_conllu_read(casus_str bytes, casus_arena *arena, casus_text *text, casus_error *err) {
  if (bytes.len >= INT32_MAX) return casus_fail(err, CASUS_E_LIMIT, 0, "CoNLL-U: 2 GiB at most");
  reader r = {.bytes = bytes, .rest = bytes, .arena = arena, .err = err};
  r.text = casus_arena_alloc(arena, bytes.len);
  if (!r.text) return casus_fail_memory(err);
  int code = read_lines(&r);
  if (code) return code;
  if (r.text_len) r.text_len--; /* the space behind the last word */
  *text = (casus_text){.bytes = {r.text, r.text_len},
                       .sentences = r.sentences.items,
                       .tokens = r.tokens.items,
                       .sentence_count = (uint32_t)r.sentences.count,
                       .token_count = (uint32_t)r.tokens.count};
  casus_marks_give(&r.marks, r.marks.marks.count > 0, text);
  return CASUS_OK;
}
