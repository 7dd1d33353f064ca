/* Slots of verbs and adjectives: the same for active and passive, participles, relative clauses, infinitives. */
#include "coder/slot.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* A clause that completes the verb: an infinitive, "that …", "of attacking". Not "when …", "because …". */
static bool is_complement(const casus_reading *view, uint32_t clause) {
  const casus_token *word = at(view, clause);
  if (word->deprel == CASUS_DEP_xcomp || word->deprel == CASUS_DEP_ccomp) return true;
  if (word->deprel != CASUS_DEP_advcl && word->deprel != CASUS_DEP_acl) return false;
  int32_t mark = casus_child(view, clause, CASUS_DEP_mark);
  if (mark < 0) return false;
  casus_slot slot = casus_book_preposition(view->book, at(view, (uint32_t)mark)->lemma);
  return (slot != CASUS_SLOT_NONE && slot != CASUS_SLOT_AFTER && slot != CASUS_SLOT_BY && slot != CASUS_SLOT_AS) ||
         casus_lemma_is(view, (uint32_t)mark, "that");
}

/* "warned that it would act if …": the condition of what is said. */
static int put_condition_of_complement(const casus_reading *view, casus_slots *slots) {
  size_t own = slots->items.count;
  for (size_t i = 0; i < own; i++) {
    if (slots->items.items[i].slot != CASUS_SLOT_COMP) continue;
    CASUS_FOR_CHILDREN(view, slots->items.items[i].token, child) {
      int rc = casus_is_condition(view, (uint32_t)child)
                   ? casus_slots_put(view, slots, CASUS_SLOT_CONDITION, (uint32_t)child)
                   : CASUS_OK;
      if (rc) return rc;
    }
  }
  return CASUS_OK;
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

/* "pressed both sides to talk": an infinitive that hangs on the object completes a verb of asking. */
static int put_object(const casus_reading *view, casus_slots *slots, uint32_t verb, uint32_t object) {
  int rc = casus_slots_put(view, slots, CASUS_SLOT_OBJECT, casus_resolve_relative(view, object, verb));
  if (rc || !casus_in_named_class(view, "asks_to", verb)) return rc;
  CASUS_FOR_CHILDREN(view, object, child) {
    int32_t mark = casus_child(view, (uint32_t)child, CASUS_DEP_mark);
    bool infinitive = at(view, (uint32_t)child)->deprel == CASUS_DEP_acl && mark > (int32_t)object &&
                      casus_lemma_is(view, (uint32_t)mark, "to");
    if (!rc && infinitive) rc = casus_slots_put(view, slots, CASUS_SLOT_COMP, (uint32_t)child);
  }
  return rc;
}

static int put_child_of_verb(const casus_reading *view, casus_slots *slots, uint32_t verb, uint32_t child) {
  const casus_token *word = at(view, child);
  uint32_t filler = casus_resolve_relative(view, child, verb);
  switch (word->deprel) {
  case CASUS_DEP_obj:
    return put_object(view, slots, verb, child);
  case CASUS_DEP_iobj:
    return casus_slots_put(view, slots, CASUS_SLOT_IOBJ, filler);
  case CASUS_DEP_obl:
  case CASUS_DEP_nmod:
    return put_oblique(view, slots, verb, child);
  case CASUS_DEP_advmod:
  case CASUS_DEP_compound:
  case CASUS_DEP_amod:
    return casus_slots_put(view, slots, CASUS_SLOT_MODIFIER, child);
  case CASUS_DEP_aux:
    return casus_slots_put(view, slots, CASUS_SLOT_MODAL, child);
  case CASUS_DEP_xcomp:
  case CASUS_DEP_ccomp:
  case CASUS_DEP_advcl: {
    if (casus_is_condition(view, child)) return casus_slots_put(view, slots, CASUS_SLOT_CONDITION, child);
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
    if (at(view, (uint32_t)child)->upos == CASUS_UPOS_ADV || casus_is_relative(view, (uint32_t)child)) return CASUS_OK;
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

/* "exercised off Cabinda": a preposition that was taken for a particle, before a place. */
static int put_place_behind_particle(const casus_reading *view, casus_slots *slots, uint32_t verb) {
  const casus_sentence *sentence = &view->text->sentences[at(view, verb)->sentence];
  CASUS_FOR_CHILDREN(view, verb, child) {
    uint32_t place = (uint32_t)child + 1;
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_compound || (uint32_t)child < verb || place >= sentence->last)
      continue;
    casus_slot slot = casus_book_preposition(view->book, at(view, (uint32_t)child)->lemma);
    int32_t mention = slot == CASUS_SLOT_NONE ? -1 : view->mentions->at[place];
    if (mention < 0 || view->mentions->items[mention].first != place) continue;
    casus_mention_kind kind = view->mentions->items[mention].kind;
    if (kind == CASUS_MENTION_PLACE || kind == CASUS_MENTION_STATE || kind == CASUS_MENTION_SEAT)
      return casus_slots_put(view, slots, slot, view->mentions->items[mention].head);
  }
  return CASUS_OK;
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
  if (!rc && casus_is_hidden_gerund(view, verb)) rc = put_gerund(view, slots, (uint32_t)at(view, verb)->head);
  if (!rc) rc = put_more_subjects(view, slots, verb);
  if (!rc) rc = put_causer(view, slots, verb);
  if (!rc) rc = put_name_before(view, slots, verb);
  CASUS_FOR_CHILDREN(view, verb, child)
  if (!rc) rc = put_child_of_verb(view, slots, verb, (uint32_t)child);
  if (!rc) rc = put_condition_of_complement(view, slots);
  if (!rc) rc = put_lent_object(view, slots, verb);
  if (!rc) rc = put_particle_object(view, slots, verb);
  if (!rc) rc = put_place_behind_particle(view, slots, verb);
  if (!rc) rc = put_sole_object(view, slots);
  if (!rc) rc = put_headline(view, slots, verb);
  if (!rc) rc = casus_slots_put_phrases(view, slots);
  if (!rc && at(view, verb)->head >= 0)
    rc = casus_slots_put(view, slots, CASUS_SLOT_GOVERNOR, (uint32_t)at(view, verb)->head);
  return rc;
}

int casus_slots_of_adjective(const casus_reading *view, uint32_t adjective, casus_slots *slots) {
  const casus_token *word = at(view, adjective);
  int32_t subject = casus_subject_of(view, adjective);
  int rc = subject < 0 ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)subject);
  CASUS_FOR_CHILDREN(view, adjective, child)
  if (!rc) rc = put_child_of_verb(view, slots, adjective, (uint32_t)child);
  if (!rc && word->head >= 0) rc = casus_slots_put(view, slots, CASUS_SLOT_GOVERNOR, (uint32_t)word->head);
  return rc;
}
