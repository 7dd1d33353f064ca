#include "text/answers.h"

#include "text/lemma.h"

bool casus_answers_tag(const casus_answers *answers, const casus_model *model, casus_arena *arena,
                       casus_token *tokens) {
  for (size_t i = 0; i < answers->count; i++) {
    const casus_tag_class *tag = &answers->classes->tags[answers->tags[i]];
    tokens[i].upos = tag->upos;
    tokens[i].xpos = casus_class_string(answers->classes, tag->xpos);
    tokens[i].lemma = casus_lemma_find(model, arena, tokens[i].form, tag->upos, tokens[i].xpos);
    if (!tokens[i].lemma.ptr) return false;
  }
  return true;
}

/* A piece's words begin at token `at` of the text. Returns its root. */
static uint32_t join_piece(const casus_answers *answers, casus_piece piece, casus_text *text, uint32_t at) {
  uint32_t root = at;
  for (uint32_t i = 0; i < piece.count; i++) {
    casus_token *token = &text->tokens[at + i];
    int32_t head = answers->heads[piece.first + i];
    const casus_relation_class *relation = &answers->classes->relations[answers->relations[piece.first + i]];
    bool is_root = head == CASUS_NO_HEAD;
    token->head = is_root ? -1 : (int32_t)at + head;
    token->deprel = is_root ? CASUS_DEP_root : relation->deprel;
    token->subrel = is_root ? CASUS_SUB_NONE : relation->subrel;
    if (is_root) root = at + i;
  }
  return root;
}

void casus_answers_join(const casus_answers *answers, casus_text *text, uint32_t first) {
  for (size_t p = 0; p < answers->piece_count; p++) {
    uint32_t at = first + (uint32_t)answers->pieces[p].first;
    casus_sentence *sentence = &text->sentences[text->tokens[at].sentence];
    uint32_t root = join_piece(answers, answers->pieces[p], text, at);
    if (at == sentence->first) {
      sentence->root = root;
      continue;
    }
    text->tokens[root].head = (int32_t)sentence->root;
    text->tokens[root].deprel = CASUS_DEP_parataxis;
  }
}
