#include "text/train.h"

typedef struct counts {
  uint64_t upos, xpos, lemma, uas, las;
} counts;

static void compare(const casus_text *gold, const casus_token *found, counts *right) {
  for (uint32_t i = 0; i < gold->token_count; i++) {
    const casus_token *g = &gold->tokens[i], *f = &found[i];
    bool head = g->head == f->head;
    right->upos += g->upos == f->upos;
    right->xpos += casus_str_eq(g->xpos, f->xpos);
    right->lemma += casus_str_ieq(g->lemma, f->lemma); /* ours are small but for names, the treebank's "I" is not */
    right->uas += head;
    right->las += head && g->deprel == f->deprel;
  }
}

static int score_in(casus_arena *arena, const casus_model *model, const casus_text *gold, casus_parse_score *score,
                    casus_error *err) {
  casus_text found = *gold;
  counts right = {0};
  found.tokens = casus_arena_array(arena, gold->token_count, sizeof *found.tokens);
  found.sentences = casus_arena_array(arena, gold->sentence_count, sizeof *found.sentences);
  if (!found.tokens || !found.sentences) return casus_fail_memory(err);
  if (gold->token_count) memcpy(found.tokens, gold->tokens, gold->token_count * sizeof *found.tokens);
  if (gold->sentence_count) memcpy(found.sentences, gold->sentences, gold->sentence_count * sizeof *found.sentences);
  int code = casus_text_parse(model, arena, &found, err);
  if (code) return code;
  compare(gold, found.tokens, &right);
  double words = gold->token_count ? (double)gold->token_count : 1;
  *score = (casus_parse_score){(double)right.upos / words, (double)right.xpos / words, (double)right.lemma / words,
                               (double)right.uas / words,  (double)right.las / words,  gold->token_count};
  return CASUS_OK;
}

int casus_score_text(const casus_model *model, const casus_text *gold, casus_parse_score *score, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  int code = arena ? score_in(arena, model, gold, score, err) : casus_fail_memory(err);
  casus_arena_free(arena);
  return code;
}

int casus_model_score(const casus_model *model, casus_str gold, casus_parse_score *score, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_text text;
  int code = arena ? casus_conllu_read(gold, arena, &text, err) : casus_fail_memory(err);
  if (!code) code = casus_score_text(model, &text, score, err);
  casus_arena_free(arena);
  return code;
}
