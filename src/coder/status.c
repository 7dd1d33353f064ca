/* Climbs from a trigger to the words that govern it and collects what they say about its standing. */
#include "coder/status_word.h"

enum { DEEPEST = 24 };

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static int strength(casus_status status) {
  static const int order[CASUS_STATUS_COUNT] = {
      [CASUS_STATUS_ASSERTED] = 0, [CASUS_STATUS_CLAIMED] = 1, [CASUS_STATUS_PLANNED] = 2,
      [CASUS_STATUS_POSSIBLE] = 3, [CASUS_STATUS_PAST] = 4,    [CASUS_STATUS_DENIED] = 5};
  return order[status];
}

casus_status casus_status_stronger(casus_status a, casus_status b) { return strength(a) >= strength(b) ? a : b; }

bool casus_day_is_past(casus_date day, casus_date published) {
  enum { YEAR_OF_DAYS = 365 };
  if (!casus_date_known(day) || !casus_date_known(published)) return false;
  if (casus_date_last_day(day) < published.day - YEAR_OF_DAYS) return true;
  if (day.precision != CASUS_DATE_YEAR) return false;
  int year, now, month, d;
  casus_civil_from_days(day.day, &year, &month, &d);
  casus_civil_from_days(published.day, &now, &month, &d);
  return year < now;
}

/* "is to visit", "are to sign" */
static bool is_to(const casus_reading *view, uint32_t governor, uint32_t verb) {
  return casus_lemma_is(view, governor, "be") && casus_is_infinitive(view, verb);
}

/* "have yet to ratify it", "has still to be signed" */
static bool is_outstanding(const casus_reading *view, uint32_t governor, uint32_t verb) {
  bool has = casus_lemma_is(view, governor, "have") || casus_lemma_is(view, governor, "be");
  return has && casus_is_infinitive(view, verb) &&
         (casus_has_child_in(view, "outstanding", governor) || casus_has_child_in(view, "outstanding", verb));
}

/* "flew to Kampala to sign": who travels may still miss the end. "went on television to threaten" is a means. */
static bool is_end_of_journey(const casus_reading *view, uint32_t governor, uint32_t verb) {
  if (!casus_is_infinitive(view, verb) || !casus_in_named_class(view, "motion", governor)) return false;
  CASUS_FOR_CHILDREN(view, governor, child)
  if (casus_preposition(view, (uint32_t)child) == CASUS_SLOT_ON && (uint32_t)child < verb) return false;
  return true;
}

static bool has_class_below(const casus_reading *view, const char *word_class, uint32_t token) {
  return casus_in_named_class(view, word_class, token) || casus_has_child_in(view, word_class, token);
}

/* What an infinitive without a word of standing above it tells: "ways to help" and "met to end the war" are open;
 * "the first state to recognise", "used its veto to block", "continued to shell" are done. */
static casus_status open_end(const casus_reading *view, uint32_t governor, uint32_t verb) {
  const casus_token *word = at(view, verb);
  if (!casus_is_infinitive(view, verb)) return CASUS_STATUS_ASSERTED;
  if (word->deprel == CASUS_DEP_advcl && at(view, governor)->upos == CASUS_UPOS_VERB)
    return verb < governor || has_class_below(view, "means", governor) ? CASUS_STATUS_ASSERTED : CASUS_STATUS_PLANNED;
  bool people = view->mentions->at[governor] >= 0 || casus_in_named_class(view, "people", governor) ||
                casus_in_named_class(view, "body_politic", governor);
  if (word->deprel != CASUS_DEP_acl || casus_governor_kind(view, governor) != CASUS_SIGN_NOUN || people)
    return CASUS_STATUS_ASSERTED;
  return has_class_below(view, "done_to", governor) ? CASUS_STATUS_ASSERTED : CASUS_STATUS_POSSIBLE;
}

typedef struct climb {
  casus_status status;
  uint32_t token;
  bool negated_above; /* a negated governor that gave a sign: its negation is used up */
} climb;

static void take(climb *c, casus_status found) { c->status = casus_status_stronger(c->status, found); }

/* On to a governor that says something of what hangs on it. */
static bool climb_to_sign(const casus_reading *view, climb *c, uint32_t governor) {
  casus_status found;
  if (!casus_governor_sign(view, governor, &found)) return false;
  take(c, found);
  c->negated_above = casus_is_negated(view, governor);
  c->token = governor;
  return true;
}

/* "before flying on": in time with its governor, not what that speaks of. */
static bool follows_or_precedes(const casus_reading *view, uint32_t verb) {
  casus_slot slot = casus_preposition(view, verb);
  return at(view, verb)->deprel == CASUS_DEP_advcl && (slot == CASUS_SLOT_BEFORE || slot == CASUS_SLOT_AFTER);
}

/* From a clause to the word it completes. False: nothing above it matters. */
static bool climb_clause(const casus_reading *view, climb *c) {
  const casus_token *word = at(view, c->token);
  uint32_t governor = (uint32_t)word->head;
  bool complement =
      word->deprel == CASUS_DEP_xcomp || word->deprel == CASUS_DEP_ccomp || word->deprel == CASUS_DEP_csubj;
  bool open = casus_is_infinitive(view, c->token) || casus_preposition(view, c->token) != CASUS_SLOT_NONE ||
              casus_child(view, c->token, CASUS_DEP_mark) >= 0;
  if (word->subrel == CASUS_SUB_relcl || (!complement && !open)) return false;
  if (follows_or_precedes(view, c->token)) { /* "was due to stop in Yakutsk before flying on" */
    c->token = governor;
    return casus_child(view, (uint32_t)(word - view->text->tokens), CASUS_DEP_nsubj) < 0;
  }
  bool beside = word->deprel == CASUS_DEP_advcl && !casus_is_infinitive(view, c->token) &&
                casus_child(view, c->token, CASUS_DEP_nsubj) >= 0;
  if (beside) return false; /* "as troops advance, we are resolved": not what was resolved */
  if (is_outstanding(view, governor, c->token)) {
    take(c, CASUS_STATUS_DENIED);
    return false;
  }
  if (is_to(view, governor, c->token)) {
    take(c, casus_is_negated(view, governor) ? CASUS_STATUS_DENIED : CASUS_STATUS_PLANNED);
    c->token = governor;
    return true;
  }
  casus_slot opening = casus_preposition(view, c->token);
  bool topic = word->deprel == CASUS_DEP_acl && (opening == CASUS_SLOT_ON || opening == CASUS_SLOT_ABOUT);
  if (topic && casus_in_named_class(view, "speaking_paper", governor)) {
    take(c, CASUS_STATUS_POSSIBLE); /* "a statement on deepening their ties" */
    return false;
  }
  if (climb_to_sign(view, c, governor)) return true;
  if (opening == CASUS_SLOT_FOR && casus_in_named_class(view, "requites", governor))
    take(c, CASUS_STATUS_CLAIMED); /* "fined Chad for testing missiles": the reason is the judge's */
  if (is_end_of_journey(view, governor, c->token)) take(c, CASUS_STATUS_PLANNED);
  if (!casus_in_named_class(view, "motion", governor)) take(c, open_end(view, governor, c->token));
  c->token = governor;
  return word->deprel == CASUS_DEP_xcomp ||
         (word->deprel == CASUS_DEP_advcl && casus_is_infinitive(view, (uint32_t)(word - view->text->tokens)));
}

/* "a war", "any use of gas", "sanctions": not one that is known already. */
static bool is_indefinite(const casus_reading *view, uint32_t noun) {
  CASUS_FOR_CHILDREN(view, noun, child) {
    const casus_token *word = at(view, (uint32_t)child);
    bool owned = word->deprel == CASUS_DEP_nmod && word->subrel == CASUS_SUB_poss;
    bool known = word->deprel == CASUS_DEP_det && !casus_in_named_class(view, "indefinite", (uint32_t)child);
    if (owned || known) return false;
  }
  return true;
}

/* "would trigger war", "may face an attack": the modal of the verb that the noun belongs to. */
static void take_modal(const casus_reading *view, climb *c, uint32_t verb) {
  casus_status found;
  CASUS_FOR_CHILDREN(view, verb, child)
  if (at(view, (uint32_t)child)->deprel == CASUS_DEP_aux &&
      casus_sign_at(view, CASUS_SIGN_AUXILIARY, (uint32_t)child, &found))
    take(c, found);
}

/* From an event noun to its light verb, or to a word that speaks of it: "denied the attack", "plans for a visit". */
static bool climb_noun(const casus_reading *view, const casus_slots *slots, climb *c) {
  uint32_t governor = (uint32_t)at(view, c->token)->head;
  casus_status found;
  bool carried = slots->light >= 0 && (uint32_t)slots->light == governor;
  bool above = casus_governor_kind(view, governor) == CASUS_SIGN_NOUN;
  const casus_token *word = at(view, c->token);
  bool predicate = casus_governor_kind(view, governor) == CASUS_SIGN_MODIFIER; /* "an invasion is possible" */
  bool own_verb = word->deprel == CASUS_DEP_nsubj && word->subrel != CASUS_SUB_pass && !above && !predicate;
  if (!own_verb && climb_to_sign(view, c, governor)) return true;
  if (!above && is_indefinite(view, c->token)) take_modal(view, c, governor);
  int32_t verb = at(view, governor)->head; /* "accused the state of arming exiles", read as its exiles */
  if (above && at(view, governor)->deprel == CASUS_DEP_obj && verb >= 0 &&
      casus_governor_sign(view, (uint32_t)verb, &found) && found == CASUS_STATUS_CLAIMED)
    take(c, found);
  c->token = governor;
  return carried || (above && casus_in_named_class(view, "transparent", governor));
}

static bool shares_grammar(const casus_reading *view, uint32_t conjunct, uint32_t head) {
  if (casus_child(view, conjunct, CASUS_DEP_nsubj) >= 0 || casus_child(view, conjunct, CASUS_DEP_aux) >= 0)
    return false;
  return casus_str_eq(at(view, conjunct)->xpos, at(view, head)->xpos) || at(view, head)->upos != CASUS_UPOS_VERB;
}

/* A conjunct shares modal and negation when it has none and the same form; conjunction and governor in any case. */
static bool climb_conjunct(const casus_reading *view, climb *c) {
  uint32_t conjunct = c->token, head = (uint32_t)at(view, conjunct)->head;
  casus_status found = CASUS_STATUS_ASSERTED;
  if (shares_grammar(view, conjunct, head)) found = casus_own_signs(view, head, true);
  int32_t mark = casus_child(view, head, CASUS_DEP_mark);
  casus_status marked;
  if (mark >= 0 && casus_sign_at(view, CASUS_SIGN_MARK, (uint32_t)mark, &marked))
    found = casus_status_stronger(found, marked);
  take(c, found);
  c->token = head;
  c->negated_above = true; /* the head's own signs are taken */
  return true;
}

/* "denied massing troops", "could see Vietnam buying tanks", with the gerund hung on a noun: the verb before it
 * governs. */
static bool climb_gerund(const casus_reading *view, climb *c) {
  if (!casus_str_eq(at(view, c->token)->xpos, CASUS_STR("VBG"))) return false;
  int32_t above = at(view, c->token)->head;
  for (int depth = 0; above >= 0 && depth < 3; depth++, above = at(view, (uint32_t)above)->head) {
    if (at(view, (uint32_t)above)->upos != CASUS_UPOS_VERB) continue;
    return above < (int32_t)c->token && climb_to_sign(view, c, (uint32_t)above);
  }
  return false;
}

/* "will review its refusal to sell", "lifted the ban on selling": what was refused may now happen. */
static void reopen(const casus_reading *view, climb *c) {
  const casus_token *word = at(view, c->token);
  bool object = word->deprel == CASUS_DEP_obj && word->head >= 0;
  if (object && c->status == CASUS_STATUS_DENIED && casus_in_named_class(view, "reopens", (uint32_t)word->head))
    c->status = CASUS_STATUS_POSSIBLE;
}

static bool climb_once(const casus_reading *view, const casus_slots *slots, climb *c) {
  const casus_token *word = at(view, c->token);
  reopen(view, c);
  c->negated_above = false;
  if (word->head < 0) {
    if (casus_is_infinitive(view, c->token)) take(c, CASUS_STATUS_PLANNED); /* a headline: "Putin to visit Hanoi" */
    return false;
  }
  switch (word->deprel) {
  case CASUS_DEP_xcomp:
  case CASUS_DEP_ccomp:
  case CASUS_DEP_csubj:
  case CASUS_DEP_advcl:
  case CASUS_DEP_acl:
    return climb_clause(view, c);
  case CASUS_DEP_conj:
    return climb_conjunct(view, c);
  case CASUS_DEP_compound:
  case CASUS_DEP_amod:
    return climb_gerund(view, c);
  case CASUS_DEP_obj:
  case CASUS_DEP_nsubj:
  case CASUS_DEP_obl:
  case CASUS_DEP_nmod:
    return climb_noun(view, slots, c);
  default:
    return false;
  }
}

/* "in the face of Russia's aggression", "since its invasion of Ukraine": a war that goes on, named as background. */
static bool is_background(const casus_reading *view, const casus_slots *slots) {
  const casus_token *word = at(view, slots->trigger);
  bool phrase = word->deprel == CASUS_DEP_nmod || word->deprel == CASUS_DEP_obl;
  return slots->part == CASUS_PART_NOUN && phrase && slots->light < 0 &&
         casus_in_named_class(view, "campaign", slots->trigger);
}

casus_status casus_status_of(const casus_reading *view, const casus_slots *slots) {
  climb c = {.status = casus_own_signs(view, slots->trigger, false), .token = slots->trigger};
  for (int depth = 0; depth < DEEPEST && climb_once(view, slots, &c); depth++)
    if (!c.negated_above) take(&c, casus_own_signs(view, c.token, false));
  bool participle = slots->light >= 0 && at(view, (uint32_t)slots->light)->head == (int32_t)slots->trigger;
  if (participle) take(&c, casus_own_signs(view, (uint32_t)slots->light, false)); /* "talks not held" */
  if (c.status == CASUS_STATUS_ASSERTED && is_background(view, slots)) take(&c, CASUS_STATUS_PAST);
  return c.status;
}

bool casus_is_only_measured(const casus_reading *view, const casus_slots *slots) {
  const casus_token *word = at(view, slots->trigger);
  if (!casus_is_infinitive(view, slots->trigger) || word->head < 0 || !casus_is_negated(view, (uint32_t)word->head))
    return false;
  uint32_t governor = (uint32_t)word->head;
  CASUS_FOR_CHILDREN(view, governor, child)
  if ((uint32_t)child < slots->trigger && has_class_below(view, "measure_of_more", (uint32_t)child)) return true;
  return false;
}

bool casus_is_only_asked(const casus_reading *view, const casus_slots *slots) {
  uint32_t token = slots->trigger;
  bool noun = slots->part == CASUS_PART_NOUN;
  for (int depth = 0; depth < DEEPEST && at(view, token)->head >= 0; depth++) {
    const casus_token *word = at(view, token);
    uint32_t governor = (uint32_t)word->head;
    bool clause =
        word->deprel == CASUS_DEP_xcomp || word->deprel == CASUS_DEP_ccomp ||
        ((word->deprel == CASUS_DEP_advcl || word->deprel == CASUS_DEP_acl) && casus_is_infinitive(view, token));
    bool asked = clause || (noun && casus_preposition(view, token) == CASUS_SLOT_FOR);
    if (asked && casus_in_named_class(view, "asking", governor)) return true;
    if (!clause && word->deprel != CASUS_DEP_conj) return false;
    token = governor;
    noun = false;
  }
  return false;
}
