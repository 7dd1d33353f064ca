/* Writing CoNLL-U: https://universaldependencies.org/format.html */
#include "text/marks.h"

/* A field: no tab, line end or other control character, no space but inside forms, "_" when empty. */
static void add_field(casus_buffer *out, casus_str s, bool spaces) {
  if (!s.len) casus_buffer_add_char(out, '_');
  for (size_t i = 0; i < s.len; i++) {
    unsigned char c = (unsigned char)s.ptr[i];
    casus_buffer_add_char(out, c < ' ' || c == 0x7F || (c == ' ' && !spaces) ? (spaces ? ' ' : '_') : (char)c);
  }
}

static void add_relation(casus_buffer *out, const casus_token *token) {
  const char *subtype = casus_subrel_name(token->subrel);
  casus_buffer_add_c(out, casus_deprel_name(token->deprel));
  if (subtype[0]) casus_buffer_printf(out, ":%s", subtype);
}

/* The last column: `mark` may be NULL. */
static void add_misc(casus_buffer *out, const casus_text *text, const casus_mark *mark, bool space_after,
                     uint32_t first) {
  if (mark) casus_mark_write(out, text, mark, first);
  if (!space_after) casus_buffer_add_c(out, mark ? "|SpaceAfter=No" : "SpaceAfter=No");
  casus_buffer_add_c(out, mark || !space_after ? "\n" : "_\n");
}

static void add_token(casus_buffer *out, const casus_token *token, uint32_t number, uint32_t head) {
  casus_buffer_printf(out, "%u\t", number);
  add_field(out, token->form, true);
  casus_buffer_add_char(out, '\t');
  add_field(out, token->lemma, true);
  casus_buffer_printf(out, "\t%s\t", casus_upos_name(token->upos));
  add_field(out, token->xpos, false);
  casus_buffer_printf(out, "\t_\t%u\t", head);
  add_relation(out, token);
  casus_buffer_add_c(out, "\t_\t");
}

/* *mark: of text->marks, the first one at or behind the sentence; moved behind it. */
static void add_sentence(casus_buffer *out, const casus_text *text, const casus_sentence *sentence, uint32_t number,
                         uint32_t *mark) {
  casus_buffer_printf(out, "# sent_id = %u\n# text = ", number);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    add_field(out, text->tokens[i].form, true);
    if (text->tokens[i].space_after && i + 1 < sentence->last) casus_buffer_add_char(out, ' ');
  }
  casus_buffer_add_char(out, '\n');
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &text->tokens[i];
    uint32_t head = token->head < 0 ? 0 : (uint32_t)token->head - sentence->first + 1;
    bool marked = *mark < text->mark_count && text->marks[*mark].token == i;
    add_token(out, token, i - sentence->first + 1, head);
    add_misc(out, text, marked ? &text->marks[*mark] : NULL, token->space_after || i + 1 == sentence->last,
             sentence->first);
    *mark += marked;
  }
  casus_buffer_add_char(out, '\n');
}

void casus_conllu_write(const casus_text *text, casus_buffer *out) {
  uint32_t mark = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++)
    if (text->sentences[i].first < text->sentences[i].last) add_sentence(out, text, &text->sentences[i], i + 1, &mark);
}
