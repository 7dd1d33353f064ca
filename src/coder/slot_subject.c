/* Who does it: relative pronouns, and the subject that a verb shares with or takes from another. */
#include "coder/slot.h"

enum { DEEPEST = 24 }; /* climbs in a parse stop here; real chains are shorter */

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

bool casus_is_relative(const casus_reading *view, uint32_t token) {
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
  if (!casus_is_relative(view, token)) return token;
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

/* "OSLO, Norway - The minister said": where it was written. */
static bool is_dateline(const casus_reading *view, uint32_t token) {
  static const char *const dashes[] = {"-", "–", "—"};
  if (view->mentions->at[token] < 0) return false;
  const casus_mention *mention = &view->mentions->items[view->mentions->at[token]];
  const casus_sentence *sentence = &view->text->sentences[at(view, token)->sentence];
  if (mention->last >= sentence->last || !at(view, mention->last)->space_after) return false;
  for (uint32_t i = sentence->first; i < mention->last; i++)
    if (at(view, i)->upos != CASUS_UPOS_PROPN && !casus_lemma_is(view, i, ",")) return false;
  for (size_t i = 0; i < CASUS_COUNT(dashes); i++)
    if (casus_str_eq(at(view, mention->last)->form, casus_str_from_c(dashes[i]))) return true;
  return false;
}

/* Its own grammatical subject, of either voice. */
static int32_t own_subject(const casus_reading *view, uint32_t verb) {
  CASUS_FOR_CHILDREN(view, verb, child) {
    if (at(view, (uint32_t)child)->deprel != CASUS_DEP_nsubj || is_dateline(view, (uint32_t)child)) continue;
    int32_t doer = subject_of_cleft(view, (uint32_t)child);
    return doer >= 0 ? doer : (int32_t)casus_resolve_relative(view, (uint32_t)child, verb);
  }
  int32_t auxiliary = casus_child(view, verb, CASUS_DEP_aux); /* "denied having asked", with "denied" as auxiliary */
  if (auxiliary >= 0 && at(view, (uint32_t)auxiliary)->upos == CASUS_UPOS_VERB)
    return casus_child(view, (uint32_t)auxiliary, CASUS_DEP_nsubj);
  return -1;
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
bool casus_is_hidden_gerund(const casus_reading *view, uint32_t verb) {
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

/* "expressed anger at China for not helping", "fined Chad for testing", "put a ban on it for testing": whom the feeling
 * or the penalty is about did it. -1: nobody. */
static int32_t felt_about(const casus_reading *view, uint32_t governor, uint32_t clause) {
  int32_t mark = casus_child(view, clause, CASUS_DEP_mark), object = casus_child(view, governor, CASUS_DEP_obj);
  if (mark < 0 || !casus_lemma_is(view, (uint32_t)mark, "for")) return -1;
  bool requites = casus_in_named_class(view, "requites", governor);
  if (requites && object >= 0 && is_able_to_act(view, (uint32_t)object)) return object;
  const int32_t heads[] = {object, (int32_t)governor};
  for (size_t i = 0; i < CASUS_COUNT(heads); i++) {
    if (heads[i] < 0) continue;
    CASUS_FOR_CHILDREN(view, (uint32_t)heads[i], child) {
      casus_slot slot = (uint32_t)child < clause ? casus_preposition(view, (uint32_t)child) : CASUS_SLOT_NONE;
      bool about = slot == CASUS_SLOT_WITH || slot == CASUS_SLOT_AT || slot == CASUS_SLOT_AGAINST ||
                   (requites && slot == CASUS_SLOT_ON);
      if (about && is_able_to_act(view, (uint32_t)child)) return child;
    }
  }
  return -1;
}

/* "…, adding …": it hangs on the sentence, not on what stands before it. */
static bool is_free_participle(const casus_reading *view, uint32_t verb, uint32_t governor) {
  return casus_str_eq(at(view, verb)->xpos, CASUS_STR("VBG")) && verb > governor &&
         casus_child(view, verb, CASUS_DEP_mark) < 0 && casus_lemma_is(view, verb - 1, ",");
}

/* "He thanked Peru, which freed the miners, adding …": a free participle behind a relative clause may be the deed of
 * either subject. */
static bool is_free_behind_relative(const casus_reading *view, uint32_t participle, uint32_t governor) {
  if (!is_free_participle(view, participle, governor)) return false;
  const casus_token *clause = at(view, governor);
  int32_t main = clause->head >= 0 ? at(view, (uint32_t)clause->head)->head : -1;
  return clause->deprel == CASUS_DEP_acl && clause->subrel == CASUS_SUB_relcl && main >= 0 && main < clause->head;
}

/* "visited the embassy to offer condolences": the infinitive is the end of the way, though it hangs on the place. */
static bool is_end_of_way(const casus_reading *view, uint32_t place, uint32_t verb) {
  const casus_token *word = at(view, place);
  bool reached = word->head >= 0 && (word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_obl);
  return reached && casus_is_infinitive(view, verb) && casus_in_named_class(view, "motion", (uint32_t)word->head);
}

/* "Lima said that the border was open, accusing Quito of lies": who speaks above speaks on. */
static bool is_said_besides(const casus_reading *view, uint32_t participle, uint32_t governor) {
  const casus_token *clause = at(view, governor);
  return is_free_participle(view, participle, governor) && casus_in_named_class(view, "speaks", participle) &&
         clause->deprel == CASUS_DEP_ccomp && clause->head >= 0;
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
    if (nominal && is_end_of_way(view, governor, *verb)) {
      governor = (uint32_t)at(view, governor)->head;
      break;
    }
    if (!nominal || names_owner(view, governor) || !speaks_through(view, governor, *verb)) return (int32_t)governor;
    if (at(view, governor)->head < 0 || at(view, governor)->deprel == CASUS_DEP_nsubj) return (int32_t)governor;
    governor = (uint32_t)at(view, governor)->head; /* "Russia took the decision to withdraw" */
    break;
  case CASUS_DEP_compound:
  case CASUS_DEP_amod:
    if (!casus_is_hidden_gerund(view, *verb)) return (int32_t)governor;
    if (at(view, governor)->head < 0) return -1;
    *verb = (uint32_t)at(view, governor)->head; /* "accused the state of arming exiles", "denied massing troops" */
    return at(view, *verb)->upos == CASUS_UPOS_VERB ? gerund_subject(view, *verb, governor) : (int32_t)*verb;
  case CASUS_DEP_xcomp:
  case CASUS_DEP_ccomp:
  case CASUS_DEP_advcl:
    if (is_said_besides(view, *verb, governor)) {
      governor = (uint32_t)at(view, governor)->head;
      break;
    }
    if (is_free_behind_relative(view, *verb, governor)) return -1;
    subject = casus_child(view, governor, CASUS_DEP_obj); /* "made a country subject to sanctions" */
    if (subject >= 0 && word->upos == CASUS_UPOS_ADJ && word->deprel == CASUS_DEP_xcomp) return subject;
    subject = is_free_participle(view, *verb, governor) ? -1 : controlling_object(view, governor, *verb);
    if (subject < 0) subject = felt_about(view, governor, *verb);
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
