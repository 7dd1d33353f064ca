/* A parse that hangs words on a punctuation mark loses them; here they move to the word above it. */
#include "coder/mend.h"

enum { DEEPEST = 16 };

static int32_t word_above(const casus_token *tokens, int32_t head) {
  for (int depth = 0; head >= 0 && tokens[head].upos == CASUS_UPOS_PUNCT; depth++) {
    if (depth == DEEPEST) return -1;
    head = tokens[head].head;
  }
  return head;
}

static bool has_child(const casus_text *text, uint32_t head, casus_deprel relation, uint32_t except) {
  const casus_sentence *sentence = &text->sentences[text->tokens[head].sentence];
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (i != except && text->tokens[i].head == (int32_t)head && text->tokens[i].deprel == relation) return true;
  return false;
}

/* The relation to the new head. Behind a verb a bare noun is its object and a gerund its complement. */
static casus_deprel relation_of(const casus_text *text, uint32_t token) {
  const casus_token *word = &text->tokens[token];
  casus_deprel relation = (casus_deprel)word->deprel;
  bool behind_verb = word->head >= 0 && word->head < (int32_t)token && text->tokens[word->head].upos == CASUS_UPOS_VERB;
  if (!behind_verb) return relation;
  if (word->upos == CASUS_UPOS_VERB)
    return relation == CASUS_DEP_compound || relation == CASUS_DEP_amod ? CASUS_DEP_xcomp : relation;
  bool nominal = relation == CASUS_DEP_nsubj || relation == CASUS_DEP_compound || relation == CASUS_DEP_obj;
  if (!nominal || (word->upos != CASUS_UPOS_NOUN && word->upos != CASUS_UPOS_PROPN)) return relation;
  return has_child(text, (uint32_t)word->head, CASUS_DEP_obj, token) ? CASUS_DEP_appos : CASUS_DEP_obj;
}

int casus_mend_heads(const casus_text *text, casus_arena *arena, casus_text *mended, casus_error *err) {
  casus_token *tokens = casus_arena_array(arena, text->token_count, sizeof *tokens);
  if (!tokens) return casus_fail_memory(err);
  if (text->token_count) memcpy(tokens, text->tokens, text->token_count * sizeof *tokens);
  *mended = *text;
  mended->tokens = tokens;
  for (uint32_t i = 0; i < text->token_count; i++) {
    int32_t head = text->tokens[i].head;
    if (head < 0 || tokens[i].upos == CASUS_UPOS_PUNCT || text->tokens[head].upos != CASUS_UPOS_PUNCT) continue;
    int32_t above = word_above(text->tokens, head);
    if (above < 0 || above == (int32_t)i) continue;
    tokens[i].head = above;
    tokens[i].deprel = (uint8_t)relation_of(mended, i);
  }
  casus_mend_verbs(text, tokens);
  casus_mend_fragments(text, tokens);
  casus_mend_objects(text, tokens);
  casus_mend_nouns(text, tokens);
  casus_mend_clauses(text, tokens);
  return CASUS_OK;
}
