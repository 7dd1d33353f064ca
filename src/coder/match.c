/* The rule that a trigger obeys. */
#include "coder/match.h"

#include <stdlib.h>

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static int try_rule(const casus_reading *view, const casus_rule *rule, casus_match *match, bool *fits) {
  *fits = true;
  for (size_t i = 0; i < rule->requirements.count && *fits; i++) {
    int rc = casus_requirement_holds(view, &match->slots, &rule->requirements.items[i], fits);
    if (rc) return rc;
  }
  return *fits ? casus_match_settle(view, rule, match, fits) : CASUS_OK;
}

/* A further word of a trigger: a dependent, the preposition of one, or a neighbour on the proper side. */
static bool has_word(const casus_reading *view, uint32_t token, casus_part part, casus_str word) {
  CASUS_FOR_CHILDREN(view, token, child) {
    if (casus_str_ieq(at(view, (uint32_t)child)->lemma, word)) return true;
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_obl && at(view, (uint32_t)child)->deprel != CASUS_DEP_advcl)
      continue;
    CASUS_FOR_CHILDREN(view, (uint32_t)child, below)
    if (at(view, (uint32_t)below)->deprel == CASUS_DEP_case && casus_str_ieq(at(view, (uint32_t)below)->lemma, word))
      return true;
  }
  const casus_sentence *sentence = &view->text->sentences[at(view, token)->sentence];
  if (part == CASUS_PART_VERB) return token + 1 < sentence->last && casus_str_ieq(at(view, token + 1)->lemma, word);
  for (uint32_t back = 1; back <= 2 && token >= sentence->first + back; back++)
    if (casus_str_ieq(at(view, token - back)->lemma, word)) return true;
  return false;
}

static bool has_words(const casus_reading *view, uint32_t token, const casus_trigger *trigger) {
  for (size_t i = 0; i < trigger->more.count; i++)
    if (!has_word(view, token, trigger->part, trigger->more.items[i])) return false;
  return true;
}

static int by_weight(const void *a, const void *b) {
  const casus_trigger *left = *(const casus_trigger *const *)a, *right = *(const casus_trigger *const *)b;
  if (left->weight != right->weight) return left->weight < right->weight ? 1 : -1;
  return left->rule < right->rule ? -1 : left->rule > right->rule;
}

static int add_trigger(const casus_reading *view, const casus_trigger *trigger, casus_triggers *found) {
  const casus_trigger **item = casus_vec_push(found, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = trigger;
  return CASUS_OK;
}

int casus_triggers_at(const casus_reading *view, uint32_t token, casus_part part, bool ties, casus_triggers *found) {
  const casus_token *word = at(view, token);
  const casus_mark *mark = ties ? NULL : casus_mark_at(view->text, token);
  uint32_t i = casus_book_trigger(view->book, part, word->lemma);
  if (i == UINT32_MAX) i = casus_book_trigger(view->book, part, word->form);
  for (; i != UINT32_MAX; i = view->book->triggers.items[i].next) {
    const casus_trigger *trigger = &view->book->triggers.items[i];
    const casus_rule *rule = &view->book->rules.items[trigger->rule];
    if (rule->is_tie != ties || !has_words(view, token, trigger)) continue;
    int rc = add_trigger(view, trigger, found);
    if (rc) return rc;
  }
  if (found->count > 1) qsort(found->items, found->count, sizeof *found->items, by_weight);
  const casus_trigger *marked = casus_trigger_of_mark(view, mark);
  return marked ? add_trigger(view, marked, found) : CASUS_OK;
}

/* Between an actor and a bare noun phrase: "Vatican slams Nicaragua's leaders". */
static bool stands_like_verb(const casus_reading *view, uint32_t token) {
  bool before = false, behind = false;
  if (at(view, token)->head >= 0) return false;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if ((uint32_t)child < token && view->mentions->at[child] >= 0) before = true;
    bool nominal = word->deprel == CASUS_DEP_nmod || word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_dep;
    if ((uint32_t)child > token && nominal && casus_child(view, (uint32_t)child, CASUS_DEP_case) < 0) behind = true;
  }
  return before && behind;
}

/* A verb that was taken for a noun: it has a subject but no copula, or "to" before it, or stands like one. */
static bool is_hidden_verb(const casus_reading *view, uint32_t token) {
  if (casus_child(view, token, CASUS_DEP_det) >= 0 || casus_child(view, token, CASUS_DEP_cop) >= 0) return false;
  int32_t mark = casus_child(view, token, CASUS_DEP_mark);
  if (mark >= 0 && casus_lemma_is(view, (uint32_t)mark, "to")) return true;
  return casus_child(view, token, CASUS_DEP_nsubj) >= 0 || stands_like_verb(view, token);
}

/* "Fighting between the two resumed": a gerund that is subject or object and has no object of its own. */
static bool stands_as_noun(const casus_reading *view, uint32_t token) {
  switch (at(view, token)->deprel) {
  case CASUS_DEP_nsubj:
  case CASUS_DEP_csubj:
  case CASUS_DEP_obj:
  case CASUS_DEP_obl:
  case CASUS_DEP_nmod:
    return casus_child(view, token, CASUS_DEP_obj) < 0;
  case CASUS_DEP_advcl: /* before a verb without a subject it is that subject */
    return casus_child(view, token, CASUS_DEP_obj) < 0 && at(view, token)->head > (int32_t)token &&
           casus_child(view, (uint32_t)at(view, token)->head, CASUS_DEP_nsubj) < 0;
  default:
    return false;
  }
}

static bool part_of(const casus_reading *view, uint32_t token, casus_part *part) {
  const casus_token *word = at(view, token);
  bool gerund =
      word->upos == CASUS_UPOS_VERB && casus_str_eq(word->xpos, CASUS_STR("VBG")) && stands_as_noun(view, token);
  switch (gerund ? CASUS_UPOS_NOUN : word->upos) {
  case CASUS_UPOS_VERB:
    *part = CASUS_PART_VERB;
    return true;
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_PROPN:
    *part = is_hidden_verb(view, token) ? CASUS_PART_VERB : CASUS_PART_NOUN;
    return true;
  case CASUS_UPOS_ADJ:
    *part = CASUS_PART_ADJECTIVE;
    return true;
  default:
    return false;
  }
}

/* Words inside a name do not act: "Air Strike Command", "United Nations". */
static bool is_inside_name(const casus_reading *view, uint32_t token, bool ties) {
  int32_t i = view->mentions->at[token];
  if (i < 0) return false;
  const casus_mention *mention = &view->mentions->items[i];
  if (mention->kind == CASUS_MENTION_ANAPHOR) return false;
  bool heads = token == mention->head, common = at(view, token)->upos == CASUS_UPOS_NOUN;
  if (mention->kind == CASUS_MENTION_ORGANISATION && heads && common) return false; /* "the Serbia-Hungary alliance" */
  if (mention->kind == CASUS_MENTION_ROLE && heads && ties) return false;           /* "ally", "supplier", "alliance" */
  return mention->kind != CASUS_MENTION_ROLE || heads;
}

bool casus_may_trigger(const casus_reading *view, uint32_t token, bool ties, casus_part *part) {
  bool sure = !ties && casus_mark_is_sure(view->text, casus_mark_at(view->text, token));
  if (part_of(view, token, part)) return sure || !is_inside_name(view, token, ties);
  *part = CASUS_PART_ADJECTIVE; /* "said no" */
  uint8_t upos = at(view, token)->upos;
  return sure && upos != CASUS_UPOS_AUX && upos != CASUS_UPOS_PUNCT && upos != CASUS_UPOS_SYM;
}

static int match_token(const casus_reading *view, uint32_t token, bool ties, casus_matches *matches) {
  casus_part part;
  if (!casus_may_trigger(view, token, ties, &part)) return CASUS_OK;
  casus_triggers found = {0};
  int rc = casus_triggers_at(view, token, part, ties, &found);
  if (rc || !found.count) return rc;
  const casus_mark *mark = casus_mark_at(view->text, token);
  casus_match match = {.share = casus_mark_deed(view->text, mark)};
  rc = casus_slots_of(view, token, part, &match.slots);
  for (size_t i = 0; !rc && i < found.count; i++) {
    const casus_rule *rule = &view->book->rules.items[found.items[i]->rule];
    bool fits = false;
    match.weight = found.items[i]->weight;
    match.assent = casus_mark_assent(view->text, mark, rule);
    if (match.assent == CASUS_ASSENT_NONE) continue;
    rc = try_rule(view, rule, &match, &fits);
    if (rc || !fits) continue;
    casus_match *item = casus_vec_push(matches, view->arena);
    if (!item) return casus_fail_memory(view->err);
    *item = match;
    break;
  }
  return rc;
}

int casus_match_all(const casus_reading *view, bool ties, casus_matches *matches) {
  for (uint32_t token = 0; token < view->text->token_count; token++) {
    int rc = match_token(view, token, ties, matches);
    if (rc) return rc;
  }
  return CASUS_OK;
}
