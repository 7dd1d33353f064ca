/* Slots from the parse: the same for active, passive, participles, relative clauses, infinitives, nouns. */
#include "coder/slot.h"

enum { DEEPEST = 24 }; /* climbs in a parse stop here; real chains are shorter */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

int casus_reading_open(casus_reading *view) {
  uint32_t count = view->text->token_count;
  view->first_child = casus_arena_array(view->arena, count, sizeof *view->first_child);
  view->next_child = casus_arena_array(view->arena, count, sizeof *view->next_child);
  view->actors = casus_arena_array(view->arena, count, sizeof *view->actors);
  if (!view->first_child || !view->next_child || !view->actors) return casus_fail_memory(view->err);
  for (uint32_t i = 0; i < count; i++) view->first_child[i] = view->next_child[i] = -1;
  for (uint32_t i = count; i-- > 0;) {
    int32_t head = at(view, i)->head;
    if (head < 0 || (uint32_t)head >= count) continue;
    view->next_child[i] = view->first_child[head];
    view->first_child[head] = (int32_t)i;
  }
  return CASUS_OK;
}

bool casus_lemma_is(const casus_reading *view, uint32_t token, const char *lemma) {
  return casus_str_ieq(at(view, token)->lemma, casus_str_from_c(lemma));
}

int32_t casus_child(const casus_reading *view, uint32_t token, casus_deprel relation) {
  CASUS_FOR_CHILDREN(view, token, child)
  if (at(view, (uint32_t)child)->deprel == relation) return child;
  return -1;
}

static int32_t child_sub(const casus_reading *view, uint32_t token, casus_deprel relation, casus_subrel sub) {
  CASUS_FOR_CHILDREN(view, token, child)
  if (at(view, (uint32_t)child)->deprel == relation && at(view, (uint32_t)child)->subrel == sub) return child;
  return -1;
}

bool casus_is_below(const casus_reading *view, uint32_t below, uint32_t above) {
  if (at(view, below)->sentence != at(view, above)->sentence) return false;
  int32_t token = (int32_t)below;
  for (int depth = 0; token >= 0 && depth < 4 * DEEPEST; depth++, token = at(view, (uint32_t)token)->head)
    if ((uint32_t)token == above) return true;
  return false;
}

static const struct {
  casus_str word;
  casus_slot slot;
} prepositions[] = {
#define P(text, name)                                                                                                  \
  { CASUS_STR_INIT(text), CASUS_SLOT_##name }
    P("of", OF),           P("with", WITH),     P("to", TO),           P("against", AGAINST),  P("on", ON),
    P("from", FROM),       P("at", AT),         P("into", INTO),       P("over", OVER),        P("for", FOR),
    P("between", BETWEEN), P("toward", TOWARD), P("towards", TOWARD),  P("near", NEAR),        P("in", IN),
    P("about", ABOUT),     P("as", AS),         P("by", BY),           P("among", AMONG),      P("through", THROUGH),
    P("under", UNDER),     P("across", ACROSS), P("without", WITHOUT), P("after", AFTER),      P("during", DURING),
    P("behind", BEHIND),   P("off", OFF),       P("outside", OUTSIDE), P("before", BEFORE),    P("around", AROUND),
    P("upon", ON),         P("onto", ON),       P("versus", AGAINST),  P("vs", AGAINST),       P("vs.", AGAINST),
    P("alongside", WITH),  P("along", WITH),    P("together", WITH),   P("inside", IN),        P("within", IN),
    P("amongst", AMONG),   P("throughout", IN), P("regarding", ABOUT), P("concerning", ABOUT), P("via", THROUGH),
    P("following", AFTER), P("out", FROM)
#undef P
};

casus_slot casus_slot_of_word(casus_str word) {
  for (size_t i = 0; i < CASUS_COUNT(prepositions); i++)
    if (casus_str_ieq(word, prepositions[i].word)) return prepositions[i].slot;
  return CASUS_SLOT_NONE;
}

casus_slot casus_preposition(const casus_reading *view, uint32_t token) {
  casus_slot slot = CASUS_SLOT_NONE;
  CASUS_FOR_CHILDREN(view, token, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if (word->deprel != CASUS_DEP_case && word->deprel != CASUS_DEP_mark) continue;
    if (casus_child(view, (uint32_t)child, CASUS_DEP_fixed) >= 0 && !casus_lemma_is(view, (uint32_t)child, "out") &&
        !casus_lemma_is(view, (uint32_t)child, "along") && !casus_lemma_is(view, (uint32_t)child, "together"))
      continue; /* "because of", "instead of" are no arguments */
    casus_slot found = casus_slot_of_word(word->lemma);
    if (found != CASUS_SLOT_NONE) slot = found;
  }
  return slot;
}

/* A sentence that is a noun and a past participle, ended by a full stop: a finite verb that was misread. */
static bool is_misread_predicate(const casus_reading *view, uint32_t verb) {
  const casus_token *word = at(view, verb);
  if (word->deprel != CASUS_DEP_acl || word->head < 0 || word->subrel == CASUS_SUB_relcl) return false;
  const casus_sentence *sentence = &view->text->sentences[word->sentence];
  bool whole =
      at(view, (uint32_t)word->head)->head < 0 && casus_str_eq(at(view, sentence->last - 1)->form, CASUS_STR("."));
  CASUS_FOR_CHILDREN(view, verb, child)
  if (casus_preposition(view, (uint32_t)child) == CASUS_SLOT_BY) return false;
  return whole && casus_child(view, (uint32_t)word->head, CASUS_DEP_cop) < 0;
}

/* A bare participle: "aid sent to Gaza", "Two killed in blast". */
static bool is_bare_participle(const casus_reading *view, uint32_t verb) {
  const casus_token *token = at(view, verb);
  if (casus_child(view, verb, CASUS_DEP_aux) >= 0 || casus_child(view, verb, CASUS_DEP_obj) >= 0) return false;
  /* "was arrested and charged", "condemned by Ghana and praised by Togo" */
  for (int depth = 0; token->deprel == CASUS_DEP_conj && token->head >= 0 && depth < DEEPEST; depth++) {
    verb = (uint32_t)token->head;
    token = at(view, verb);
    if (child_sub(view, verb, CASUS_DEP_aux, CASUS_SUB_pass) >= 0) return true;
    if (!casus_str_eq(token->xpos, CASUS_STR("VBN")) || casus_child(view, verb, CASUS_DEP_aux) >= 0) return false;
  }
  if (is_misread_predicate(view, verb)) return false;
  return (token->deprel == CASUS_DEP_acl && token->subrel != CASUS_SUB_relcl) || token->deprel == CASUS_DEP_amod ||
         token->deprel == CASUS_DEP_root || token->deprel == CASUS_DEP_advcl || token->deprel == CASUS_DEP_xcomp;
}

bool casus_is_passive(const casus_reading *view, uint32_t verb) {
  int32_t auxiliary = child_sub(view, verb, CASUS_DEP_aux, CASUS_SUB_pass);
  if (auxiliary >= 0 && casus_in_named_class(view, "passive_auxiliary", (uint32_t)auxiliary)) return true;
  const casus_token *word = at(view, verb);
  bool reduced = word->deprel == CASUS_DEP_acl && word->subrel != CASUS_SUB_relcl; /* never a finite past tense */
  bool participle =
      casus_str_eq(word->xpos, CASUS_STR("VBN")) || (reduced && casus_str_eq(word->xpos, CASUS_STR("VBD")));
  bool passive_subject = child_sub(view, verb, CASUS_DEP_nsubj, CASUS_SUB_pass) >= 0 ||
                         child_sub(view, verb, CASUS_DEP_csubj, CASUS_SUB_pass) >= 0;
  if (passive_subject) return casus_child(view, verb, CASUS_DEP_obj) < 0;
  return participle && is_bare_participle(view, verb);
}

static bool is_relative(const casus_reading *view, uint32_t token) {
  const casus_token *word = at(view, token);
  if (word->upos != CASUS_UPOS_PRON) return false;
  return casus_str_eq(word->xpos, CASUS_STR("WDT")) || casus_str_eq(word->xpos, CASUS_STR("WP")) ||
         casus_lemma_is(view, token, "that") || casus_lemma_is(view, token, "which") ||
         casus_lemma_is(view, token, "who");
}

/* "India and Vietnam, which have relied": a plural verb speaks of all that is coordinated. */
static uint32_t whole_antecedent(const casus_reading *view, uint32_t noun, uint32_t verb) {
  const casus_token *word = at(view, noun);
  int32_t auxiliary = casus_child(view, verb, CASUS_DEP_aux);
  if (auxiliary < 0) auxiliary = casus_child(view, verb, CASUS_DEP_cop);
  casus_str xpos = at(view, auxiliary >= 0 ? (uint32_t)auxiliary : verb)->xpos;
  bool plural = casus_str_eq(xpos, CASUS_STR("VBP")) ||
                (auxiliary >= 0 && casus_str_ieq(at(view, (uint32_t)auxiliary)->form, CASUS_STR("were")));
  return plural && word->deprel == CASUS_DEP_conj && word->head >= 0 ? (uint32_t)word->head : noun;
}

/* "which", "who" of a relative clause stand for the noun it modifies. */
uint32_t casus_resolve_relative(const casus_reading *view, uint32_t token, uint32_t verb) {
  if (!is_relative(view, token)) return token;
  int32_t clause = (int32_t)verb;
  for (int depth = 0; clause >= 0 && depth < DEEPEST; depth++, clause = at(view, (uint32_t)clause)->head) {
    const casus_token *word = at(view, (uint32_t)clause);
    bool relative = word->deprel == CASUS_DEP_acl || word->subrel == CASUS_SUB_relcl;
    if (relative && word->head >= 0) return whole_antecedent(view, (uint32_t)word->head, verb);
    if (word->deprel != CASUS_DEP_conj && word->deprel != CASUS_DEP_xcomp && word->deprel != CASUS_DEP_ccomp) break;
  }
  return token;
}

/* "What Russia has done is violate the treaty": who has done it. */
static int32_t subject_of_cleft(const casus_reading *view, uint32_t what) {
  int32_t clause = casus_lemma_is(view, what, "what") ? casus_child(view, what, CASUS_DEP_acl) : -1;
  return clause < 0 ? -1 : casus_child(view, (uint32_t)clause, CASUS_DEP_nsubj);
}

/* Its own grammatical subject, of either voice. */
static int32_t own_subject(const casus_reading *view, uint32_t verb) {
  CASUS_FOR_CHILDREN(view, verb, child) {
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_nsubj) continue;
    int32_t doer = subject_of_cleft(view, (uint32_t)child);
    return doer >= 0 ? doer : (int32_t)casus_resolve_relative(view, (uint32_t)child, verb);
  }
  int32_t auxiliary = casus_child(view, verb, CASUS_DEP_aux); /* "denied having asked", with "denied" as auxiliary */
  if (auxiliary >= 0 && at(view, (uint32_t)auxiliary)->upos == CASUS_UPOS_VERB)
    return casus_child(view, (uint32_t)auxiliary, CASUS_DEP_nsubj);
  return -1;
}

bool casus_in_named_class(const casus_reading *view, const char *name, uint32_t token) {
  uint32_t word_class = casus_book_class(view->book, casus_str_from_c(name));
  return casus_book_in_class(view->book, word_class, at(view, token)->lemma);
}

/* The object of `governor` that its infinitive or participle speaks of: "urged Iran to stop". */
static int32_t controlling_object(const casus_reading *view, uint32_t governor, uint32_t verb) {
  if (!casus_in_named_class(view, "object_control", governor)) return -1;
  int32_t object = casus_child(view, governor, CASUS_DEP_obj);
  if (object < 0) object = casus_child(view, governor, CASUS_DEP_iobj);
  if (object < 0 || (uint32_t)object == verb) { /* "called on Iran to stop" */
    CASUS_FOR_CHILDREN(view, governor, child)
    if (at(view, (uint32_t)child)->deprel == CASUS_DEP_obl && (uint32_t)child < verb &&
        at(view, (uint32_t)child)->subrel == CASUS_SUB_NONE &&
        casus_preposition(view, (uint32_t)child) != CASUS_SLOT_IN)
      return child;
    return -1;
  }
  return object < (int32_t)verb ? object : -1;
}

/* "used a pipeline to sell gas": a thing sells nothing. */
static bool is_able_to_act(const casus_reading *view, uint32_t token) {
  if (view->mentions->at[token] >= 0 || at(view, token)->upos == CASUS_UPOS_PRON) return true;
  const casus_parties *parties = casus_reading_actors(view, token);
  return parties && parties->count > 0;
}

bool casus_is_infinitive(const casus_reading *view, uint32_t verb) {
  int32_t mark = casus_child(view, verb, CASUS_DEP_mark);
  if (mark < 0 || mark > (int32_t)verb || !casus_lemma_is(view, (uint32_t)mark, "to")) return false;
  for (uint32_t i = (uint32_t)mark + 1; i < verb; i++) /* "to fully withdraw"; not "sales to Asia plummeted" */
    if (at(view, i)->upos != CASUS_UPOS_ADV && at(view, i)->upos != CASUS_UPOS_AUX &&
        at(view, i)->upos != CASUS_UPOS_PART)
      return false;
  return true;
}

/* "Russia's decision", "the Russian decision" */
static bool names_owner(const casus_reading *view, uint32_t noun) {
  if (view->mentions->at[noun] >= 0) return true;
  CASUS_FOR_CHILDREN(view, noun, child) {
    const casus_token *word = at(view, (uint32_t)child);
    bool before = (word->deprel == CASUS_DEP_nmod && word->subrel == CASUS_SUB_poss) ||
                  word->deprel == CASUS_DEP_amod || word->deprel == CASUS_DEP_compound;
    if (before && (word->upos == CASUS_UPOS_PRON || view->mentions->at[child] >= 0)) return true;
  }
  return false;
}

/* "a decision to withdraw", "a statement criticising": what the noun's maker does, not the noun. */
static bool speaks_through(const casus_reading *view, uint32_t noun, uint32_t verb) {
  if (casus_is_infinitive(view, verb)) return true;
  return casus_str_eq(at(view, verb)->xpos, CASUS_STR("VBG")) && casus_in_named_class(view, "speaking_paper", noun);
}

/* "arming exiles" behind a preposition or a verb: not exiles that arm, but the arming of exiles. */
static bool is_hidden_gerund(const casus_reading *view, uint32_t verb) {
  const casus_token *word = at(view, verb);
  if (!casus_str_eq(word->xpos, CASUS_STR("VBG")) || verb == 0 || word->head <= (int32_t)verb) return false;
  if (word->deprel != CASUS_DEP_compound && word->deprel != CASUS_DEP_amod) return false;
  unsigned before = at(view, verb - 1)->upos;
  return before == CASUS_UPOS_ADP || before == CASUS_UPOS_SCONJ || before == CASUS_UPOS_VERB;
}

/* Who does what such a gerund says: the object of "accuse", the subject of "deny". */
static int32_t gerund_subject(const casus_reading *view, uint32_t governor, uint32_t noun) {
  int32_t object = casus_child(view, governor, CASUS_DEP_obj);
  bool controls = casus_in_named_class(view, "object_control", governor);
  if (controls && object >= 0 && (uint32_t)object != noun) return object;
  return own_subject(view, governor);
}

/* One step of casus_subject_of: the subject, or the next verb to ask (in *verb) with -2; -1: nobody. */
static int32_t subject_step(const casus_reading *view, uint32_t *verb) {
  int32_t subject = own_subject(view, *verb);
  if (subject >= 0) return subject;
  const casus_token *word = at(view, *verb);
  if (word->head < 0) return -1;
  uint32_t governor = (uint32_t)word->head;
  bool nominal = at(view, governor)->upos != CASUS_UPOS_VERB && at(view, governor)->upos != CASUS_UPOS_AUX &&
                 casus_child(view, governor, CASUS_DEP_cop) < 0;
  switch (word->deprel) {
  case CASUS_DEP_acl:
    if (!nominal || names_owner(view, governor) || !speaks_through(view, governor, *verb)) return (int32_t)governor;
    if (at(view, governor)->head < 0 || at(view, governor)->deprel == CASUS_DEP_nsubj) return (int32_t)governor;
    governor = (uint32_t)at(view, governor)->head; /* "Russia took the decision to withdraw" */
    break;
  case CASUS_DEP_compound:
  case CASUS_DEP_amod:
    if (!is_hidden_gerund(view, *verb)) return (int32_t)governor;
    if (at(view, governor)->head < 0) return -1;
    *verb = (uint32_t)at(view, governor)->head; /* "accused the state of arming exiles", "denied massing troops" */
    return at(view, *verb)->upos == CASUS_UPOS_VERB ? gerund_subject(view, *verb, governor) : (int32_t)*verb;
  case CASUS_DEP_xcomp:
  case CASUS_DEP_ccomp:
  case CASUS_DEP_advcl:
    subject = controlling_object(view, governor, *verb);
    if (subject >= 0) subject = (int32_t)casus_resolve_relative(view, (uint32_t)subject, governor);
    if (subject >= 0 && is_able_to_act(view, (uint32_t)subject)) return subject;
    if (nominal && at(view, governor)->upos != CASUS_UPOS_ADJ) return -1;
    break;
  case CASUS_DEP_conj:
  case CASUS_DEP_parataxis: /* "Putin is due …", read as a name and a remark */
    if (nominal && word->deprel == CASUS_DEP_parataxis && view->mentions->at[governor] >= 0) return (int32_t)governor;
    if (nominal) return -1;
    break;
  default:
    return -1;
  }
  *verb = governor;
  return -2;
}

int32_t casus_subject_of(const casus_reading *view, uint32_t verb) {
  for (int depth = 0; depth < DEEPEST; depth++) {
    int32_t subject = subject_step(view, &verb);
    if (subject != -2) return subject;
  }
  return -1;
}

int32_t casus_slot_first(const casus_slots *slots, casus_slot slot) {
  for (size_t i = 0; i < slots->items.count; i++)
    if (slots->items.items[i].slot == slot) return (int32_t)slots->items.items[i].token;
  return -1;
}

int casus_slots_put(const casus_reading *view, casus_slots *slots, casus_slot slot, uint32_t token) {
  for (size_t i = 0; i < slots->items.count; i++)
    if (slots->items.items[i].slot == slot && slots->items.items[i].token == token) return CASUS_OK;
  casus_filler *item = casus_vec_push(&slots->items, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = (casus_filler){slot, token};
  return CASUS_OK;
}

/* A clause that completes the verb: an infinitive, "that …", "of attacking". Not "when …", "because …". */
static bool is_complement(const casus_reading *view, uint32_t clause) {
  const casus_token *word = at(view, clause);
  if (word->deprel == CASUS_DEP_xcomp || word->deprel == CASUS_DEP_ccomp) return true;
  if (word->deprel != CASUS_DEP_advcl && word->deprel != CASUS_DEP_acl) return false;
  int32_t mark = casus_child(view, clause, CASUS_DEP_mark);
  if (mark < 0) return false;
  casus_slot slot = casus_slot_of_word(at(view, (uint32_t)mark)->lemma);
  return (slot != CASUS_SLOT_NONE && slot != CASUS_SLOT_AFTER && slot != CASUS_SLOT_BY && slot != CASUS_SLOT_AS) ||
         casus_lemma_is(view, (uint32_t)mark, "that");
}

static int put_oblique(const casus_reading *view, casus_slots *slots, uint32_t verb, uint32_t child) {
  const casus_token *word = at(view, child);
  if (word->subrel == CASUS_SUB_tmod) return CASUS_OK;
  uint32_t filler = casus_resolve_relative(view, child, verb);
  casus_slot slot = casus_preposition(view, child);
  bool agent =
      (slot == CASUS_SLOT_BY && slots->passive) || (slot == CASUS_SLOT_NONE && word->subrel == CASUS_SUB_agent);
  int rc = agent ? casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, filler) : CASUS_OK;
  return rc || slot == CASUS_SLOT_NONE ? rc : casus_slots_put(view, slots, slot, filler);
}

static int put_child_of_verb(const casus_reading *view, casus_slots *slots, uint32_t verb, uint32_t child) {
  const casus_token *word = at(view, child);
  uint32_t filler = casus_resolve_relative(view, child, verb);
  switch (word->deprel) {
  case CASUS_DEP_obj:
    return casus_slots_put(view, slots, CASUS_SLOT_OBJECT, filler);
  case CASUS_DEP_iobj:
    return casus_slots_put(view, slots, CASUS_SLOT_IOBJ, filler);
  case CASUS_DEP_obl:
  case CASUS_DEP_nmod:
    return put_oblique(view, slots, verb, child);
  case CASUS_DEP_advmod:
  case CASUS_DEP_compound:
  case CASUS_DEP_amod:
    return casus_slots_put(view, slots, CASUS_SLOT_MODIFIER, child);
  case CASUS_DEP_xcomp:
  case CASUS_DEP_ccomp:
  case CASUS_DEP_advcl: {
    if (!is_complement(view, child)) return CASUS_OK;
    int rc = casus_slots_put(view, slots, CASUS_SLOT_COMP, child);
    casus_slot slot = casus_preposition(view, child);
    return rc || slot == CASUS_SLOT_NONE || slot == CASUS_SLOT_TO ? rc : casus_slots_put(view, slots, slot, child);
  }
  default:
    return CASUS_OK;
  }
}

/* The object of a relative clause without a pronoun ("the attack Russia launched"), and that of "bombed and shelled
 * Kyiv". */
static int put_lent_object(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  const casus_token *word = at(view, verb);
  if (slots->passive || casus_slot_first(slots, CASUS_SLOT_OBJECT) >= 0 ||
      casus_slot_first(slots, CASUS_SLOT_COMP) >= 0)
    return CASUS_OK;
  int32_t opening = casus_child(view, verb, CASUS_DEP_mark);
  if (opening >= 0 && casus_lemma_is(view, (uint32_t)opening, "that")) return CASUS_OK; /* "the possibility that …" */
  if (word->deprel == CASUS_DEP_acl && word->subrel == CASUS_SUB_relcl && word->head >= 0) {
    int32_t subject = casus_child(view, verb, CASUS_DEP_nsubj);
    if (at(view, (uint32_t)word->head)->upos ==
        CASUS_UPOS_VERB) { /* "marks the territory it claims", hung on the verb */
      bool behind_noun = subject > 0 && at(view, (uint32_t)subject - 1)->upos == CASUS_UPOS_NOUN;
      return behind_noun ? casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)subject - 1) : CASUS_OK;
    }
    CASUS_FOR_CHILDREN(view, verb, child) /* "the sailors, whom they freed", with "whom" as an oblique */
    if (casus_str_ieq(at(view, (uint32_t)child)->form, CASUS_STR("whom")) &&
        casus_child(view, (uint32_t)child, CASUS_DEP_case) < 0)
      return casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)word->head);
    CASUS_FOR_CHILDREN(view, verb, child)
    if (at(view, (uint32_t)child)->upos == CASUS_UPOS_ADV || is_relative(view, (uint32_t)child)) return CASUS_OK;
    uint32_t head = (uint32_t)word->head;
    const casus_token *noun = at(view, head); /* "what Peru rejected was an offer" */
    bool cleft = casus_lemma_is(view, head, "what") && noun->deprel == CASUS_DEP_nsubj && noun->head >= 0;
    return subject < 0 ? CASUS_OK
                       : casus_slots_put(view, slots, CASUS_SLOT_OBJECT, cleft ? (uint32_t)noun->head : head);
  }
  enum { NEAR_WORDS = 3 }; /* "bombed and shelled": only a conjunction, perhaps an adverb between */
  uint32_t other = UINT32_MAX;
  if (word->deprel == CASUS_DEP_conj && word->head >= 0) other = (uint32_t)word->head;
  CASUS_FOR_CHILDREN(view, verb, child)
  if (at(view, (uint32_t)child)->deprel == CASUS_DEP_conj && at(view, (uint32_t)child)->upos == CASUS_UPOS_VERB &&
      (uint32_t)child - verb <= NEAR_WORDS)
    other = (uint32_t)child;
  if (other == UINT32_MAX || casus_is_passive(view, other)) return CASUS_OK;
  int32_t object = casus_child(view, other, CASUS_DEP_obj);
  bool behind_both = object > (int32_t)verb && object > (int32_t)other;
  return behind_both ? casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)object) : CASUS_OK;
}

/* "warned Vilnius": the only object, whatever the parser calls it. */
static int put_sole_object(const casus_reading *view, casus_slots *slots) {
  int32_t indirect = casus_slot_first(slots, CASUS_SLOT_IOBJ), direct = casus_slot_first(slots, CASUS_SLOT_OBJECT);
  size_t objects = 0;
  for (size_t i = 0; i < slots->items.count; i++) objects += slots->items.items[i].slot == CASUS_SLOT_OBJECT;
  if (objects > 1 && indirect < 0 && view->mentions->at[direct] >= 0) /* "promised Ukraine a battery" as two objects */
    return casus_slots_put(view, slots, CASUS_SLOT_IOBJ, (uint32_t)direct);
  if (slots->passive || indirect < 0 || casus_slot_first(slots, CASUS_SLOT_OBJECT) >= 0) return CASUS_OK;
  return casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)indirect);
}

/* A headline's verb that was taken for a noun: actors before it do it, the bare noun phrase behind it suffers it. */
static int put_headline(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  if (at(view, verb)->upos == CASUS_UPOS_VERB || casus_slot_first(slots, CASUS_SLOT_SUBJECT) >= 0) return CASUS_OK;
  int rc = CASUS_OK;
  CASUS_FOR_CHILDREN(view, verb, child) {
    const casus_token *word = at(view, (uint32_t)child);
    bool before = (uint32_t)child < verb && view->mentions->at[child] >= 0;
    bool nominal = word->deprel == CASUS_DEP_nmod || word->deprel == CASUS_DEP_dep || word->deprel == CASUS_DEP_appos ||
                   word->deprel == CASUS_DEP_obj;
    bool behind = (uint32_t)child > verb && nominal && casus_child(view, (uint32_t)child, CASUS_DEP_case) < 0;
    if (!rc && before) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
    if (!rc && behind) rc = casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)child);
  }
  return rc;
}

/* "handed over a battery": a particle that was taken for a preposition. */
static int put_particle_object(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  if (slots->passive || casus_slot_first(slots, CASUS_SLOT_OBJECT) >= 0) return CASUS_OK;
  CASUS_FOR_CHILDREN(view, verb, child) {
    int32_t particle = casus_child(view, (uint32_t)child, CASUS_DEP_case);
    if (at(view, (uint32_t)child)->deprel == CASUS_DEP_obl && particle == (int32_t)verb + 1 &&
        casus_in_named_class(view, "particle", (uint32_t)particle))
      return casus_slots_put(view, slots, CASUS_SLOT_OBJECT, (uint32_t)child);
  }
  return CASUS_OK;
}

static bool leads_on(casus_slot slot) {
  return slot == CASUS_SLOT_OF || slot == CASUS_SLOT_IN || slot == CASUS_SLOT_FOR || slot == CASUS_SLOT_WITH;
}

/* Phrases below `noun`, as far as two nouns deep: "gave $2 million in assistance to Fiji". */
static int put_phrases_below(const casus_reading *view, casus_slots *slots, uint32_t noun, int depth) {
  CASUS_FOR_CHILDREN(view, noun, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if (word->deprel != CASUS_DEP_nmod && word->deprel != CASUS_DEP_obl) continue;
    casus_slot slot = casus_preposition(view, (uint32_t)child);
    if (slot == CASUS_SLOT_NONE) continue;
    int rc = CASUS_OK;
    bool agent = slot == CASUS_SLOT_BY && slots->passive && casus_slot_first(slots, CASUS_SLOT_SUBJECT) < 0;
    if (slot != CASUS_SLOT_OF && casus_slot_first(slots, slot) < 0)
      rc = casus_slots_put(view, slots, slot, (uint32_t)child);
    if (!rc && agent) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
    if (!rc && depth > 0 && leads_on(slot)) rc = put_phrases_below(view, slots, (uint32_t)child, depth - 1);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "signed 12 agreements with Vietnam": parsers hang the phrase on either word. */
static int put_phrases_of_object(const casus_reading *view, casus_slots *slots) {
  size_t own = slots->items.count;
  int rc = CASUS_OK;
  for (size_t i = 0; !rc && i < own; i++) {
    casus_filler item = slots->items.items[i];
    if (item.slot == CASUS_SLOT_OBJECT || item.slot == CASUS_SLOT_IOBJ)
      rc = put_phrases_below(view, slots, item.token, 2);
  }
  for (size_t i = 0; !rc && i < own && slots->passive; i++) { /* "slapped on Turkish steel by Egypt" */
    casus_filler item = slots->items.items[i];
    if (item.slot < CASUS_SLOT_OF || casus_slot_first(slots, CASUS_SLOT_SUBJECT) >= 0) continue;
    CASUS_FOR_CHILDREN(view, item.token, child)
    if (!rc && casus_preposition(view, (uint32_t)child) == CASUS_SLOT_BY)
      rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
  }
  return rc;
}

/* The slot of the grammatical subject: "the army bombing the city" acts, "the city bombed by the army" suffers,
 * "Kuwait was given forty buses" receives. */
static casus_slot slot_of_subject(const casus_reading *view, const casus_slots *slots, uint32_t verb) {
  if (!slots->passive) return CASUS_SLOT_SUBJECT;
  return casus_child(view, verb, CASUS_DEP_obj) >= 0 ? CASUS_SLOT_IOBJ : CASUS_SLOT_OBJECT;
}

/* Subjects that a parser hangs up side by side ("Oman and India reached"), and names before a headline's verb
 * ("Fiji, Australia sign pact"). */
static int put_more_subjects(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  CASUS_FOR_CHILDREN(view, verb, child) {
    const casus_token *word = at(view, (uint32_t)child);
    bool second = word->deprel == CASUS_DEP_nsubj;
    bool name = word->upos == CASUS_UPOS_PROPN && (uint32_t)child < verb && view->mentions->at[child] >= 0 &&
                (word->deprel == CASUS_DEP_compound || word->deprel == CASUS_DEP_vocative ||
                 word->deprel == CASUS_DEP_dislocated || word->deprel == CASUS_DEP_discourse ||
                 word->deprel == CASUS_DEP_list || word->deprel == CASUS_DEP_dep);
    if (!second && !name) continue;
    int rc = casus_slots_put(view, slots, slot_of_subject(view, slots, verb),
                             casus_resolve_relative(view, (uint32_t)child, verb));
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* A name right before the verb that a parser hangs elsewhere: "In March, Chad and Cameroon signed …". */
static int put_name_before(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  casus_slot slot = slot_of_subject(view, slots, verb);
  const casus_sentence *sentence = &view->text->sentences[at(view, verb)->sentence];
  bool whole = at(view, verb)->head < 0 || at(view, verb)->deprel == CASUS_DEP_parataxis;
  if (casus_slot_first(slots, slot) >= 0 || !whole) return CASUS_OK;
  uint32_t before = verb;
  while (before > sentence->first &&
         (at(view, before - 1)->upos == CASUS_UPOS_AUX || at(view, before - 1)->upos == CASUS_UPOS_ADV))
    before--;
  enum { NAMES = 3 };
  for (int names = 0; names < NAMES && before > sentence->first && view->mentions->at[before - 1] >= 0; names++) {
    const casus_mention *mention = &view->mentions->items[view->mentions->at[before - 1]];
    int32_t opening = casus_child(view, mention->head, CASUS_DEP_case);
    if (opening >= 0 && !casus_in_named_class(view, "clause_opening", (uint32_t)opening)) break;
    int rc = casus_slots_put(view, slots, slot, mention->head);
    if (rc || mention->first <= sentence->first) return rc;
    before = mention->first;
    if (!casus_lemma_is(view, before - 1, "and") && !casus_lemma_is(view, before - 1, ",")) break;
    before--;
  }
  return CASUS_OK;
}

/* "denied massing troops on the border": the noun is its object; phrases behind may hang on the verb above. */
static int put_gerund(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  int rc = casus_slots_put(view, slots, CASUS_SLOT_OBJECT, noun);
  int32_t governor = at(view, noun)->head;
  if (rc || governor < 0 || at(view, (uint32_t)governor)->upos != CASUS_UPOS_VERB) return rc;
  CASUS_FOR_CHILDREN(view, (uint32_t)governor, child) {
    casus_slot slot = (uint32_t)child > noun ? casus_preposition(view, (uint32_t)child) : CASUS_SLOT_NONE;
    if (!rc && slot != CASUS_SLOT_NONE) rc = casus_slots_put(view, slots, slot, (uint32_t)child);
  }
  return rc;
}

/* "had two smugglers arrested": who has it done does it. */
static int put_causer(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  const casus_token *word = at(view, verb);
  int32_t governor = word->head;
  if (governor >= 0 && word->deprel == CASUS_DEP_acl && at(view, (uint32_t)governor)->deprel == CASUS_DEP_obj)
    governor = at(view, (uint32_t)governor)->head;
  else if (word->deprel != CASUS_DEP_xcomp && word->deprel != CASUS_DEP_ccomp)
    return CASUS_OK;
  if (!slots->passive || governor < 0 || !casus_in_named_class(view, "causative", (uint32_t)governor)) return CASUS_OK;
  int32_t causer = casus_subject_of(view, (uint32_t)governor);
  return causer < 0 ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)causer);
}

int casus_slots_of_verb(const casus_reading *view, uint32_t verb, casus_slots *slots) {
  slots->passive = casus_is_passive(view, verb);
  int32_t subject = casus_subject_of(view, verb);
  int rc = subject < 0 ? CASUS_OK : casus_slots_put(view, slots, slot_of_subject(view, slots, verb), (uint32_t)subject);
  if (!rc && is_hidden_gerund(view, verb)) rc = put_gerund(view, slots, (uint32_t)at(view, verb)->head);
  if (!rc) rc = put_more_subjects(view, slots, verb);
  if (!rc) rc = put_causer(view, slots, verb);
  if (!rc) rc = put_name_before(view, slots, verb);
  CASUS_FOR_CHILDREN(view, verb, child)
  if (!rc) rc = put_child_of_verb(view, slots, verb, (uint32_t)child);
  if (!rc) rc = put_lent_object(view, slots, verb);
  if (!rc) rc = put_particle_object(view, slots, verb);
  if (!rc) rc = put_sole_object(view, slots);
  if (!rc) rc = put_headline(view, slots, verb);
  if (!rc) rc = put_phrases_of_object(view, slots);
  if (!rc && at(view, verb)->head >= 0)
    rc = casus_slots_put(view, slots, CASUS_SLOT_GOVERNOR, (uint32_t)at(view, verb)->head);
  return rc;
}

static int slots_of_adjective(const casus_reading *view, uint32_t adjective, casus_slots *slots) {
  const casus_token *word = at(view, adjective);
  int32_t subject = casus_subject_of(view, adjective);
  int rc = subject < 0 ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)subject);
  CASUS_FOR_CHILDREN(view, adjective, child)
  if (!rc) rc = put_child_of_verb(view, slots, adjective, (uint32_t)child);
  if (!rc && word->head >= 0) rc = casus_slots_put(view, slots, CASUS_SLOT_GOVERNOR, (uint32_t)word->head);
  return rc;
}

int casus_slots_of(const casus_reading *view, uint32_t trigger, casus_part part, casus_slots *slots) {
  *slots = (casus_slots){.trigger = trigger, .part = part, .light = -1};
  int rc = casus_slots_put(view, slots, CASUS_SLOT_TRIGGER, trigger);
  if (rc) return rc;
  if (part == CASUS_PART_VERB) return casus_slots_of_verb(view, trigger, slots);
  if (part == CASUS_PART_NOUN) return casus_slots_of_noun(view, trigger, slots);
  return slots_of_adjective(view, trigger, slots);
}

/* Below a slot's head, a place is looked for with the head's own grammar. */
static int step_tokens(const casus_reading *view, uint32_t head, casus_slot step, casus_tokens *tokens) {
  casus_slots below;
  bool verbal = at(view, head)->upos == CASUS_UPOS_VERB;
  int rc = casus_slots_of(view, head, verbal ? CASUS_PART_VERB : CASUS_PART_NOUN, &below);
  for (size_t i = 0; !rc && i < below.items.count; i++) {
    if (below.items.items[i].slot != step) continue;
    uint32_t *token = casus_vec_push(tokens, view->arena);
    if (!token) return casus_fail_memory(view->err);
    *token = below.items.items[i].token;
  }
  return rc;
}

static int region_tokens(const casus_reading *view, uint32_t trigger, bool clause, casus_tokens *tokens) {
  const casus_sentence *sentence = &view->text->sentences[at(view, trigger)->sentence];
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    if (clause && !casus_is_below(view, i, trigger)) continue;
    uint32_t *token = casus_vec_push(tokens, view->arena);
    if (!token) return casus_fail_memory(view->err);
    *token = i;
  }
  return CASUS_OK;
}

int casus_path_tokens(const casus_reading *view, const casus_slots *slots, casus_path path, casus_tokens *tokens) {
  if (path.slot == CASUS_SLOT_CLAUSE || path.slot == CASUS_SLOT_SENTENCE)
    return region_tokens(view, slots->trigger, path.slot == CASUS_SLOT_CLAUSE, tokens);
  for (size_t i = 0; i < slots->items.count; i++) {
    casus_filler item = slots->items.items[i];
    if (item.slot != path.slot) continue;
    if (path.step != CASUS_SLOT_NONE) {
      int rc = step_tokens(view, item.token, path.step, tokens);
      if (rc) return rc;
      continue;
    }
    uint32_t *token = casus_vec_push(tokens, view->arena);
    if (!token) return casus_fail_memory(view->err);
    *token = item.token;
  }
  return CASUS_OK;
}
