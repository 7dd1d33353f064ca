/* Slots of event nouns: possessors, nationalities, phrases, and the light verb that carries them. */
#include "coder/slot.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* Does the token belong to a name of a possible actor? */
static bool names_actor(const casus_reading *view, uint32_t token) {
  int32_t mention = view->mentions->at[token];
  return mention >= 0 && view->mentions->items[mention].kind != CASUS_MENTION_MEDIUM;
}

/* "U.S.-led strikes", "Iran-backed attack": who leads, in one token or in several. */
static int put_participle(const casus_reading *view, casus_slots *slots, uint32_t participle) {
  CASUS_FOR_CHILDREN(view, participle, child)
  if (names_actor(view, (uint32_t)child)) return casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
  return names_actor(view, participle) ? casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, participle) : CASUS_OK;
}

/* A word before the noun: "Russian attack", "Ukraine invasion", "joint drills". */
static int put_premodifier(const casus_reading *view, casus_slots *slots, uint32_t noun, uint32_t child) {
  int rc = casus_slots_put(view, slots, CASUS_SLOT_MODIFIER, child);
  if (rc) return rc;
  const casus_token *word = at(view, child);
  if (word->upos == CASUS_UPOS_VERB || casus_str_ends(word->form, CASUS_STR("ed"))) {
    rc = put_participle(view, slots, child);
    if (rc || !names_actor(view, child)) return rc;
  }
  if (!names_actor(view, child)) return CASUS_OK;
  if (child + 1 < noun && casus_lemma_is(view, child + 1, ",")) /* "China, the North's partner" read as a compound */
    return casus_slots_put(view, slots, CASUS_SLOT_PREDICATE, child);
  casus_mention_kind kind = view->mentions->items[view->mentions->at[child]].kind;
  bool name = kind == CASUS_MENTION_ADJECTIVE && at(view, child)->upos == CASUS_UPOS_PROPN;
  if (kind == CASUS_MENTION_PLACE || (name && casus_in_named_class(view, "happens_at", noun)))
    return casus_slots_put(view, slots, CASUS_SLOT_IN, child); /* "the Mariupol bombing" */
  if (kind == CASUS_MENTION_ROLE && at(view, child)->upos == CASUS_UPOS_ADJ) return CASUS_OK; /* "military drills" */
  bool adjective = kind == CASUS_MENTION_ADJECTIVE;
  rc = adjective ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_COMPOUND, child);
  if (rc) return rc;
  bool suffers = !adjective && casus_in_named_class(view, "undergone", noun);
  return casus_slots_put(view, slots, suffers ? CASUS_SLOT_OBJECT : CASUS_SLOT_SUBJECT, child);
}

static int put_possessor(const casus_reading *view, casus_slots *slots, uint32_t noun, uint32_t child) {
  int rc = casus_slots_put(view, slots, CASUS_SLOT_OWNER, child);
  if (rc) return rc;
  bool has_object = false; /* "Tanzania's arrest of two activists" */
  CASUS_FOR_CHILDREN(view, noun, other)
  has_object = has_object || casus_preposition(view, (uint32_t)other) == CASUS_SLOT_OF;
  bool suffers = !has_object && casus_in_named_class(view, "undergone_by_owner", noun);
  return casus_slots_put(view, slots, suffers ? CASUS_SLOT_OBJECT : CASUS_SLOT_SUBJECT, child);
}

static int put_phrase(const casus_reading *view, casus_slots *slots, uint32_t child) {
  casus_slot slot = casus_preposition(view, child);
  if (slot == CASUS_SLOT_NONE) return CASUS_OK;
  int rc = casus_slots_put(view, slots, slot, child);
  if (!rc && slot == CASUS_SLOT_OF) rc = casus_slots_put(view, slots, CASUS_SLOT_OBJECT, child);
  if (!rc && slot == CASUS_SLOT_BY) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, child);
  return rc;
}

/* "talks involving Iran", "strikes targeting Kyiv": the participle stands for a preposition. "an agreement to withdraw"
 */
static int put_clause(const casus_reading *view, casus_slots *slots, uint32_t child) {
  int32_t object = casus_child(view, child, CASUS_DEP_obj);
  if (object >= 0 && casus_in_named_class(view, "stands_for_with", child))
    return casus_slots_put(view, slots, CASUS_SLOT_WITH, (uint32_t)object);
  if (object >= 0 && casus_in_named_class(view, "stands_for_against", child))
    return casus_slots_put(view, slots, CASUS_SLOT_AGAINST, (uint32_t)object);
  if (at(view, child)->deprel == CASUS_DEP_acl &&
      casus_in_named_class(view, "authored", child)) /* "a pact signed by" */
    CASUS_FOR_CHILDREN(view, child, agent)
  if (casus_preposition(view, (uint32_t)agent) == CASUS_SLOT_BY)
    return casus_slots_put(view, slots, CASUS_SLOT_BY, (uint32_t)agent);
  if (casus_child(view, child, CASUS_DEP_mark) >= 0) return casus_slots_put(view, slots, CASUS_SLOT_COMP, child);
  return CASUS_OK;
}

static int put_child(const casus_reading *view, casus_slots *slots, uint32_t noun, uint32_t child) {
  const casus_token *word = at(view, child);
  switch (word->deprel) {
  case CASUS_DEP_nmod:
  case CASUS_DEP_obl:
    if (word->subrel == CASUS_SUB_poss) return put_possessor(view, slots, noun, child);
    return put_phrase(view, slots, child);
  case CASUS_DEP_amod:
  case CASUS_DEP_compound:
  case CASUS_DEP_nummod:
  case CASUS_DEP_flat:
  case CASUS_DEP_advmod:
    return put_premodifier(view, slots, noun, child);
  case CASUS_DEP_acl:
  case CASUS_DEP_advcl:
  case CASUS_DEP_ccomp:
    return put_clause(view, slots, child);
  case CASUS_DEP_obj: /* "the arch-rivals India and Pakistan", as some parsers see it */
  case CASUS_DEP_appos: {
    int rc = casus_slots_put(view, slots, CASUS_SLOT_PREDICATE, child);
    return rc ? rc : casus_slots_put(view, slots, CASUS_SLOT_APPOS, child);
  }
  default:
    return CASUS_OK;
  }
}

/* "A is B's largest supplier"; "A, B's largest supplier" */
static int put_predicate(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  const casus_token *word = at(view, noun);
  if (word->deprel == CASUS_DEP_appos && word->head >= 0)
    return casus_slots_put(view, slots, CASUS_SLOT_PREDICATE, (uint32_t)word->head);
  bool copular = casus_child(view, noun, CASUS_DEP_cop) >= 0 || word->deprel == CASUS_DEP_xcomp ||
                 casus_child(view, noun, CASUS_DEP_nsubj) >= 0;
  int32_t subject = copular ? casus_subject_of(view, noun) : -1;
  return subject < 0 ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_PREDICATE, (uint32_t)subject);
}

/* The light verb entry that fits `verb` carrying `noun`; NULL: none. `phrase`: the noun stands behind a preposition;
 * `occurs`: it is the active subject. */
static const casus_light *light_entry(const casus_reading *view, uint32_t verb, uint32_t noun, bool phrase,
                                      bool occurs) {
  char key[64];
  uint32_t i;
  casus_str lemma = casus_lower_into(at(view, verb)->lemma, key, sizeof key);
  if (!lemma.ptr || !casus_map_get(&view->book->light_at, lemma, &i)) return NULL;
  for (; i != UINT32_MAX; i = view->book->lights.items[i].next) {
    const casus_light *light = &view->book->lights.items[i];
    if ((light->role == CASUS_LIGHT_OCCUR) != occurs) continue;
    if (light->word_class != UINT32_MAX && !casus_book_in_class(view->book, light->word_class, at(view, noun)->lemma))
      continue;
    bool found = false;
    uint32_t bearer = phrase ? noun : verb;
    CASUS_FOR_CHILDREN(view, bearer, child) {
      const casus_token *word = at(view, (uint32_t)child);
      bool particle = phrase ? word->deprel == CASUS_DEP_case
                             : word->deprel == CASUS_DEP_compound || word->deprel == CASUS_DEP_advmod ||
                                   word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_obl;
      found = found || (particle && casus_str_ieq(word->lemma, light->more));
    }
    if (phrase ? found : light->more.len == 0 || found) return light;
  }
  return NULL;
}

/* The verb that may carry the noun: above it, or a participle below it ("talks held in Oslo"). */
static int32_t light_verb(const casus_reading *view, uint32_t noun, const casus_light **entry) {
  const casus_token *word = at(view, noun);
  for (int depth = 0; word->deprel == CASUS_DEP_conj && word->head >= 0 && depth < 4; depth++)
    word = at(view, (uint32_t)word->head);
  bool phrase = word->deprel == CASUS_DEP_obl || word->deprel == CASUS_DEP_nmod;
  bool subject = word->deprel == CASUS_DEP_nsubj;
  if (word->head >= 0 && (phrase || subject || word->deprel == CASUS_DEP_obj)) {
    uint32_t bearer = (uint32_t)(word - view->text->tokens);
    bool occurs = subject && word->subrel != CASUS_SUB_pass;
    *entry = light_entry(view, (uint32_t)word->head, bearer, phrase, occurs);
    if (*entry) return word->head;
  }
  CASUS_FOR_CHILDREN(view, noun, child) {
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_acl) continue;
    *entry = light_entry(view, (uint32_t)child, noun, false, false);
    if (*entry) return child;
  }
  return -1;
}

static int borrow_from_verb(const casus_reading *view, casus_slots *slots, uint32_t noun, const casus_light *light) {
  casus_slots of_verb = {.trigger = (uint32_t)slots->light, .part = CASUS_PART_VERB, .light = -1};
  int rc = casus_slots_of_verb(view, (uint32_t)slots->light, &of_verb);
  for (size_t i = 0; !rc && i < of_verb.items.count; i++) {
    casus_filler item = of_verb.items.items[i];
    if (item.token == noun || casus_is_below(view, noun, item.token)) continue;
    bool lent = item.slot >= CASUS_SLOT_OF || item.slot == CASUS_SLOT_IOBJ || item.slot == CASUS_SLOT_COMP;
    if (lent) rc = casus_slots_put(view, slots, item.slot, item.token);
    if (!rc && item.slot == CASUS_SLOT_SUBJECT && light->role == CASUS_LIGHT_AGENT)
      rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, item.token);
    if (!rc && item.slot == CASUS_SLOT_SUBJECT && light->role == CASUS_LIGHT_PATIENT)
      rc = casus_slots_put(view, slots, CASUS_SLOT_OBJECT, item.token);
    if (!rc && item.slot == CASUS_SLOT_OBJECT && light->role == CASUS_LIGHT_BLAMED)
      rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, item.token);
    if (!rc && item.slot == CASUS_SLOT_OBJECT && light->role == CASUS_LIGHT_AGENT && light->more.len)
      rc = casus_slots_put(view, slots, CASUS_SLOT_WITH, item.token); /* "engaged Iran in talks" */
  }
  return rc;
}

/* "Egypt-Turkey talks", where a parser hangs the first name elsewhere: a hyphen between two names before the noun. */
static int put_hyphenated(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  enum { REACH = 6 }; /* words back: "U.S.-South Korea defence cost-sharing talks" */
  const casus_sentence *sentence = &view->text->sentences[at(view, noun)->sentence];
  for (uint32_t back = 2; back <= REACH && noun >= sentence->first + back + 1; back++) {
    uint32_t hyphen = noun - back;
    casus_str form = at(view, hyphen)->form;
    if (!casus_str_eq(form, CASUS_STR("-")) && !casus_str_eq(form, CASUS_STR("–"))) continue;
    if (!names_actor(view, hyphen - 1) || !names_actor(view, hyphen + 1)) continue;
    if (!casus_is_below(view, hyphen + 1, noun) && !casus_is_below(view, hyphen - 1, noun)) continue;
    for (uint32_t name = hyphen - 1; name <= hyphen + 1; name += 2) {
      int rc = casus_slots_put(view, slots, CASUS_SLOT_COMPOUND, name);
      if (!rc) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, name);
      if (rc) return rc;
    }
    return CASUS_OK;
  }
  return CASUS_OK;
}

/* "the visit of the minister to Chad": phrases that a parser hangs on the "of" phrase. */
static int put_phrases_of_phrases(const casus_reading *view, casus_slots *slots) {
  size_t own = slots->items.count;
  for (size_t i = 0; i < own; i++) {
    casus_filler item = slots->items.items[i];
    if (item.slot < CASUS_SLOT_OF || item.slot == CASUS_SLOT_IN) continue;
    CASUS_FOR_CHILDREN(view, item.token, child) {
      const casus_token *word = at(view, (uint32_t)child);
      if (word->deprel != CASUS_DEP_nmod && word->deprel != CASUS_DEP_obl) continue;
      casus_slot slot = casus_preposition(view, (uint32_t)child);
      if (slot == CASUS_SLOT_NONE || slot == CASUS_SLOT_OF || casus_slot_first(slots, slot) >= 0) continue;
      int rc = casus_slots_put(view, slots, slot, (uint32_t)child);
      if (!rc && slot == CASUS_SLOT_BY) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

/* "sales to Southeast Asia": the phrase right behind the noun, when a parser hangs it elsewhere. */
static int put_adjacent(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  const casus_sentence *sentence = &view->text->sentences[at(view, noun)->sentence];
  if (noun + 2 >= sentence->last || at(view, noun + 1)->upos != CASUS_UPOS_ADP) return CASUS_OK;
  casus_slot slot = casus_book_preposition(view->book, at(view, noun + 1)->lemma);
  if (slot == CASUS_SLOT_NONE || slot == CASUS_SLOT_IN || casus_slot_first(slots, slot) >= 0) return CASUS_OK;
  uint32_t last = noun + 1;
  for (uint32_t i = noun + 2; i < sentence->last; i++) {
    unsigned upos = at(view, i)->upos;
    bool nominal = upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN;
    if (!nominal && upos != CASUS_UPOS_DET && upos != CASUS_UPOS_ADJ && upos != CASUS_UPOS_NUM) break;
    if (nominal) last = i;
  }
  return last == noun + 1 ? CASUS_OK : casus_slots_put(view, slots, slot, last);
}

/* The preposition before the whole phrase: "between" for the troops in "between Fijian and French troops". */
static int put_opening(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  uint32_t first = view->text->sentences[at(view, noun)->sentence].first;
  for (uint32_t i = noun; i > first; i--) {
    switch (at(view, i - 1)->upos) {
    case CASUS_UPOS_ADP:
      return casus_slots_put(view, slots, CASUS_SLOT_OPENING, i - 1);
    case CASUS_UPOS_NOUN:
    case CASUS_UPOS_PROPN:
    case CASUS_UPOS_ADJ:
    case CASUS_UPOS_DET:
    case CASUS_UPOS_NUM:
    case CASUS_UPOS_CCONJ:
      break;
    default:
      return CASUS_OK;
    }
  }
  return CASUS_OK;
}

/* "signed it after talks in Oslo", "said at a meeting with Chad": who did so met there. */
static int put_attendant(const casus_reading *view, casus_slots *slots, uint32_t noun) {
  const casus_token *word = at(view, noun);
  casus_slot slot = casus_preposition(view, noun);
  bool beside = slot == CASUS_SLOT_AFTER || slot == CASUS_SLOT_DURING || slot == CASUS_SLOT_AT;
  bool lone = casus_slot_first(slots, CASUS_SLOT_SUBJECT) < 0 && casus_slot_first(slots, CASUS_SLOT_BETWEEN) < 0;
  if (!beside || !lone || !casus_in_named_class(view, "assembly", noun)) return CASUS_OK;
  int32_t verb = word->deprel == CASUS_DEP_obl ? word->head : -1;
  bool behind_object = word->deprel == CASUS_DEP_nmod && slot == CASUS_SLOT_AFTER && word->head >= 0 &&
                       at(view, (uint32_t)word->head)->deprel == CASUS_DEP_obj;
  if (behind_object) verb = at(view, (uint32_t)word->head)->head; /* "signed a pact after talks" */
  if (verb < 0 || casus_is_passive(view, (uint32_t)verb)) return CASUS_OK;
  int32_t subject = casus_subject_of(view, (uint32_t)verb);
  return subject < 0 ? CASUS_OK : casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)subject);
}

int casus_slots_of_noun(const casus_reading *view, uint32_t noun, casus_slots *slots) {
  int rc = CASUS_OK;
  CASUS_FOR_CHILDREN(view, noun, child)
  if (!rc) rc = put_child(view, slots, noun, (uint32_t)child);
  if (!rc) rc = put_hyphenated(view, slots, noun);
  if (!rc) rc = put_phrases_of_phrases(view, slots);
  if (!rc) rc = put_adjacent(view, slots, noun);
  if (!rc) rc = put_attendant(view, slots, noun);
  if (!rc) rc = put_opening(view, slots, noun);
  if (!rc) rc = put_predicate(view, slots, noun);
  if (!rc && at(view, noun)->head >= 0)
    rc = casus_slots_put(view, slots, CASUS_SLOT_GOVERNOR, (uint32_t)at(view, noun)->head);
  const casus_light *light = NULL;
  if (!rc) slots->light = light_verb(view, noun, &light);
  if (rc || slots->light < 0) return rc;
  rc = borrow_from_verb(view, slots, noun, light);
  if (light->role == CASUS_LIGHT_BLAMED) slots->light = -1; /* it does not carry the noun */
  return rc;
}
