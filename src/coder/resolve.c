/* The actors of a noun phrase. */
#include "coder/lexicon_words.h"
#include "coder/mention.h"

enum { DEPTH = 6 }; /* of coordination and "of"-phrases that are followed */

typedef struct resolver {
  const casus_lexicon *lexicon;
  const casus_mentions *mentions;
  casus_arena *arena;
  casus_parties *parties;
} resolver;

static const casus_token *token_at(const resolver *r, uint32_t i) { return &r->mentions->text->tokens[i]; }

static bool append(resolver *r, const casus_party *party) {
  for (size_t i = 0; i < r->parties->count; i++) {
    const casus_party *have = &r->parties->items[i];
    bool same = casus_str_eq(have->actor, party->actor) && casus_str_eq(have->sector, party->sector) &&
                casus_str_eq(have->name, party->name);
    if (same && (party->actor.len || have->span.start == party->span.start)) return true;
  }
  casus_party *slot = casus_vec_push(r->parties, r->arena);
  if (slot) *slot = *party;
  return slot != NULL;
}

static bool append_mention(resolver *r, const casus_mention *mention) {
  for (size_t i = 0; i < mention->party_count; i++)
    if (!append(r, &mention->parties[i])) return false;
  return true;
}

/* The mention that the token heads; else the innermost one that it is a part of, when that is a name. */
static const casus_mention *mention_of(const resolver *r, uint32_t token) {
  int32_t at = r->mentions->at[token];
  if (at < 0) return NULL;
  const casus_mention *inner = &r->mentions->items[at];
  if (inner->head == token) {
    for (int32_t i = at; i-- > 0;) { /* a longer one with the same head: the role phrase around a name */
      const casus_mention *outer = &r->mentions->items[i];
      if (outer->first + 64 < inner->first) break;
      if (outer->head == token && outer->last >= inner->last && outer->party_count) return outer;
    }
    return inner;
  }
  return inner;
}

/* --- phrases without a mention of their own --------------------------------------------------- */

static bool is_case(const resolver *r, uint32_t child, const char *form) {
  const casus_sentence *sentence = &r->mentions->text->sentences[token_at(r, child)->sentence];
  for (uint32_t i = sentence->first; i < child; i++)
    if (token_at(r, i)->head == (int32_t)child && token_at(r, i)->deprel == CASUS_DEP_case)
      return casus_str_ieq(token_at(r, i)->form, casus_str_from_c(form));
  return false;
}

static bool visit(resolver *r, uint32_t token, int depth);

static bool is_body(const casus_mention *mention) {
  return mention->kind == CASUS_MENTION_ROLE || mention->kind == CASUS_MENTION_ORGANISATION ||
         mention->kind == CASUS_MENTION_PERSON || mention->kind == CASUS_MENTION_SEAT;
}

/* "police station": the police; "its Lithuanian counterpart": Lithuania; "his ally, Belarus"; "dozens of soldiers". */
static bool visit_bare(resolver *r, uint32_t token, int depth) {
  const casus_sentence *sentence = &r->mentions->text->sentences[token_at(r, token)->sentence];
  unsigned classes = casus_word_classes(r->lexicon, token_at(r, token)->lemma) |
                     casus_word_classes(r->lexicon, token_at(r, token)->form);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *child = token_at(r, i);
    if (child->head != (int32_t)token) continue;
    const casus_mention *mention = mention_of(r, i);
    bool found = false;
    switch (child->deprel) {
    case CASUS_DEP_amod:
    case CASUS_DEP_compound:
      found = mention && (classes & CASUS_WORD_RELATION || (child->deprel == CASUS_DEP_compound && is_body(mention)));
      break;
    case CASUS_DEP_appos:
    case CASUS_DEP_flat:
      found = mention != NULL;
      break;
    case CASUS_DEP_nmod:
      found = classes & CASUS_WORD_PARTITIVE && is_case(r, i, "of");
      break;
    default:
      break;
    }
    if (found && !visit(r, i, depth + 1)) return false;
  }
  return true;
}

static bool unresolved(const casus_mention *mention) {
  for (size_t i = 0; i < mention->party_count; i++)
    if (mention->parties[i].actor.len) return false;
  return true;
}

/* "the two men, Putin and Kim", "his ally, Belarus": what stands in apposition says who it is. */
static bool visit_apposition(resolver *r, uint32_t token, int depth, bool *found) {
  const casus_sentence *sentence = &r->mentions->text->sentences[token_at(r, token)->sentence];
  for (uint32_t i = token + 1; i < sentence->last; i++) {
    if (token_at(r, i)->head != (int32_t)token || token_at(r, i)->deprel != CASUS_DEP_appos) continue;
    const casus_mention *mention = mention_of(r, i);
    if (!mention || unresolved(mention)) continue;
    *found = true;
    if (!visit(r, i, depth + 1)) return false;
  }
  return true;
}

static bool is_and(const resolver *r, uint32_t i) { return token_at(r, i)->upos == CASUS_UPOS_CCONJ; }

/* "a visit to Brunei and Singapore, Malaysia and Thailand will vote": what follows an "and" and a comma belongs
 * elsewhere. */
static bool visit_conjuncts(resolver *r, uint32_t token, int depth) {
  const casus_sentence *sentence = &r->mentions->text->sentences[token_at(r, token)->sentence];
  bool comma = false, closed = false;
  for (uint32_t i = token + 1; i < sentence->last; i++) {
    closed |= is_and(r, i) && !comma;
    comma = casus_str_eq(token_at(r, i)->form, CASUS_STR(","));
    if (closed && comma) return true;
    if (token_at(r, i)->head == (int32_t)token && token_at(r, i)->deprel == CASUS_DEP_conj && !visit(r, i, depth + 1))
      return false;
  }
  return true;
}

static bool visit(resolver *r, uint32_t token, int depth) {
  if (depth > DEPTH) return true;
  const casus_mention *mention = mention_of(r, token);
  bool apposed = false;
  if (mention && unresolved(mention) && !visit_apposition(r, token, depth, &apposed)) return false;
  if (mention && !apposed && !append_mention(r, mention)) return false;
  if (!mention && !visit_bare(r, token, depth)) return false;
  return visit_conjuncts(r, token, depth);
}

int casus_actors_of(const casus_lexicon *lexicon, const casus_mentions *mentions, uint32_t token, casus_arena *arena,
                    casus_parties *parties, casus_error *err) {
  resolver r = {.lexicon = lexicon, .mentions = mentions, .arena = arena, .parties = parties};
  if (token >= mentions->text->token_count) return CASUS_OK;
  return visit(&r, token, 0) ? CASUS_OK : casus_fail_memory(err);
}
