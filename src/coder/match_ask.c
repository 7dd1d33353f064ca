/* What a rule asks of the slots of a trigger. */
#include "coder/match.h"

enum { HALF = 50 }; /* percent */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool word_is(const casus_term *term, const casus_book *book, casus_str word) {
  if (term->kind == CASUS_TERM_WORD) return casus_str_ieq(term->text, word);
  return casus_book_in_class(book, term->word_class, word);
}

/* The lemma, the word as written, or "modifier_head". */
static bool token_is(const casus_reading *view, const casus_term *term, uint32_t token) {
  const casus_token *word = at(view, token);
  if (word_is(term, view->book, word->lemma) || word_is(term, view->book, word->form)) return true;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *before = at(view, (uint32_t)child);
    if (before->deprel != CASUS_DEP_compound && before->deprel != CASUS_DEP_amod && before->deprel != CASUS_DEP_flat)
      continue;
    char joined[96];
    size_t length = before->lemma.len + 1 + word->lemma.len;
    if (length > sizeof joined) continue;
    casus_lower_into(before->lemma, joined, sizeof joined);
    joined[before->lemma.len] = '_';
    casus_lower_into(word->lemma, joined + before->lemma.len + 1, sizeof joined - before->lemma.len - 1);
    if (word_is(term, view->book, casus_str_of(joined, length))) return true;
  }
  return false;
}

/* "Ambassador Zinoviev": the office before a name is asked for like a noun. */
static bool title_is(const casus_reading *view, const casus_term *term, uint32_t token) {
  int32_t i = view->mentions->at[token];
  if (i < 0 || view->mentions->items[i].kind != CASUS_MENTION_PERSON) return false;
  for (uint32_t t = view->mentions->items[i].first; t < token; t++)
    if (word_is(term, view->book, at(view, t)->lemma)) return true;
  return false;
}

static bool covers(uint32_t first, uint32_t last, uint32_t token) { return first <= token && token < last; }

/* Is the amount the token, or does it modify it? */
static bool touches(const casus_reading *view, const casus_amount *amount, uint32_t token) {
  if (covers(amount->first, amount->last, token)) return true;
  CASUS_FOR_CHILDREN(view, token, child)
  if (covers(amount->first, amount->last, (uint32_t)child)) return true;
  return false;
}

static bool has_amount(const casus_reading *view, uint32_t token, bool money) {
  casus_range in = casus_amounts_in(view, at(view, token)->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_amount *amount = &view->text->amounts[i];
    if (money && amount->kind != CASUS_AMOUNT_MONEY) continue;
    if (touches(view, amount, token)) return true;
  }
  return !money && casus_child(view, token, CASUS_DEP_nummod) >= 0;
}

double casus_share_at(const casus_reading *view, uint32_t token) {
  enum { PERCENT = 100 };
  casus_range in = casus_amounts_in(view, at(view, token)->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_amount *amount = &view->text->amounts[i];
    bool percent = amount->kind == CASUS_AMOUNT_PERCENT;
    if (!percent && amount->kind != CASUS_AMOUNT_SHARE) continue;
    if (touches(view, amount, token)) return percent ? amount->value : amount->value * PERCENT;
  }
  return -1;
}

static bool mention_is(const casus_reading *view, uint32_t token, bool person) {
  int32_t i = view->mentions->at[token];
  if (i < 0) return false;
  casus_mention_kind kind = view->mentions->items[i].kind;
  if (person) return kind == CASUS_MENTION_PERSON || kind == CASUS_MENTION_ROLE;
  return kind == CASUS_MENTION_PLACE || kind == CASUS_MENTION_SEAT || kind == CASUS_MENTION_STATE;
}

static bool is_state(casus_str actor) { return actor.len == 3; }

static bool parties_are(const casus_parties *parties, const casus_term *term) {
  size_t known = 0;
  for (size_t i = 0; i < parties->count; i++) {
    const casus_party *party = &parties->items[i];
    known += casus_party_known(party);
    if (term->kind == CASUS_TERM_STATE && is_state(party->actor)) return true;
    if (term->kind == CASUS_TERM_SECTOR && casus_str_eq(party->sector, term->text)) return true;
  }
  return (term->kind == CASUS_TERM_ACTOR && known > 0) || (term->kind == CASUS_TERM_SEVERAL && known > 1) ||
         (term->kind == CASUS_TERM_MANY && known > 2);
}

static bool share_actor(const casus_parties *a, const casus_parties *b) {
  for (size_t i = 0; i < a->count; i++)
    for (size_t k = 0; k < b->count; k++)
      if (a->items[i].actor.len && casus_str_eq(a->items[i].actor, b->items[k].actor)) return true;
  return false;
}

/* Does the token name the one who does the deed? */
static int is_doer(const casus_reading *view, const casus_slots *slots, uint32_t token, bool *holds) {
  int32_t subject = casus_slot_first(slots, CASUS_SLOT_SUBJECT);
  *holds = false;
  if (subject < 0) return CASUS_OK;
  const casus_parties *named = casus_reading_actors(view, token),
                      *doers = casus_reading_actors(view, (uint32_t)subject);
  if (!named || !doers) return CASUS_E_MEMORY;
  *holds = share_actor(named, doers);
  return CASUS_OK;
}

static int term_holds(const casus_reading *view, const casus_slots *slots, const casus_term *term, uint32_t token,
                      bool *holds) {
  switch (term->kind) {
  case CASUS_TERM_SELF:
    return is_doer(view, slots, token, holds);
  case CASUS_TERM_ANY:
    *holds = true;
    return CASUS_OK;
  case CASUS_TERM_WORD:
  case CASUS_TERM_CLASS:
    *holds = token_is(view, term, token) || title_is(view, term, token);
    return CASUS_OK;
  case CASUS_TERM_PERSON:
    *holds = mention_is(view, token, true);
    return CASUS_OK;
  case CASUS_TERM_PLACE:
    *holds = mention_is(view, token, false);
    return CASUS_OK;
  case CASUS_TERM_INFINITIVE:
    *holds = casus_is_infinitive(view, token);
    return CASUS_OK;
  case CASUS_TERM_NUMBER:
    *holds = has_amount(view, token, false);
    return CASUS_OK;
  case CASUS_TERM_MONEY:
    *holds = has_amount(view, token, true);
    return CASUS_OK;
  case CASUS_TERM_SHARE:
    *holds = casus_share_at(view, token) >= 0;
    return CASUS_OK;
  case CASUS_TERM_HALF:
    *holds = casus_share_at(view, token) >= HALF;
    return CASUS_OK;
  default:
    break;
  }
  const casus_parties *parties = casus_reading_actors(view, token);
  if (!parties) return CASUS_E_MEMORY;
  *holds = parties_are(parties, term);
  return CASUS_OK;
}

/* The token itself, then whatever is coordinated to it. */
static int any_term_holds(const casus_reading *view, const casus_slots *slots, const casus_requirement *requirement,
                          uint32_t token, bool *holds) {
  for (size_t i = 0; i < requirement->terms.count && !*holds; i++) {
    int rc = term_holds(view, slots, &requirement->terms.items[i], token, holds);
    if (rc) return rc;
    CASUS_FOR_CHILDREN(view, token, child) {
      if (*holds || at(view, (uint32_t)child)->deprel != CASUS_DEP_conj) continue;
      rc = term_holds(view, slots, &requirement->terms.items[i], (uint32_t)child, holds);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

int casus_requirement_holds(const casus_reading *view, const casus_slots *slots, const casus_requirement *requirement,
                            bool *holds) {
  bool found = false;
  *holds = false;
  for (size_t i = 0; i < requirement->paths.count && !found; i++) {
    casus_tokens tokens = {0};
    int rc = casus_path_tokens(view, slots, requirement->paths.items[i], &tokens);
    for (size_t t = 0; !rc && t < tokens.count && !found; t++)
      rc = any_term_holds(view, slots, requirement, tokens.items[t], &found);
    if (rc) return rc;
  }
  *holds = found != requirement->negative;
  return CASUS_OK;
}
