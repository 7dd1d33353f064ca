/* One deed, one event: which matches say what another one says already. */
#include "coder/match.h"

static bool shares_actor(const casus_parties *a, const casus_parties *b) {
  for (size_t i = 0; i < a->count; i++)
    if (a->items[i].actor.len && casus_parties_have(b, a->items[i].actor)) return true;
  return false;
}

/* Could the two be about the same doers? An unknown doer may be anyone. */
static bool same_doers(const casus_match *a, const casus_match *b) {
  if (!casus_parties_known(&a->source) || !casus_parties_known(&b->source)) return true;
  return shares_actor(&a->source, &b->source) || (a->rule->both && shares_actor(&a->target, &b->source)) ||
         (b->rule->both && shares_actor(&a->source, &b->target));
}

/* Is `inner` content of `outer`, in one of the places that paths name? */
static int is_content(const casus_reading *view, const casus_match *outer, const casus_match *inner,
                      const casus_paths *paths, bool *content) {
  casus_tokens tokens = {0};
  *content = false;
  for (size_t i = 0; i < paths->count; i++) {
    int rc = casus_path_tokens(view, &outer->slots, paths->items[i], &tokens);
    if (rc) return rc;
  }
  for (size_t t = 0; t < tokens.count && !*content; t++)
    *content = tokens.items[t] != outer->slots.trigger && casus_is_below(view, inner->slots.trigger, tokens.items[t]) &&
               !casus_is_below(view, outer->slots.trigger, tokens.items[t]);
  return CASUS_OK;
}

/* The kept match learns what only the dropped one told. */
static void take_in(casus_match *kept, casus_match *dropped) {
  dropped->dropped = true;
  if (!kept->mode.len) kept->mode = dropped->mode;
  if (!kept->rule->both && !casus_parties_known(&kept->target) && casus_parties_known(&dropped->target) &&
      !dropped->rule->both)
    kept->target = dropped->target;
  if (!casus_parties_known(&kept->source) && casus_parties_known(&dropped->source)) kept->source = dropped->source;
}

static bool carries(const casus_match *verb, const casus_match *noun) {
  return noun->slots.light >= 0 && (uint32_t)noun->slots.light == verb->slots.trigger;
}

/* A force that only shows itself, beside the harm that it does. */
static bool is_show_of(const casus_match *show, const casus_match *harm) {
  return show->rule->type == CASUS_MOBILIZE && harm->rule->type == CASUS_ASSAULT && same_doers(show, harm);
}

/* Does `inner` hang on `outer` without a coordination between them? Two coordinated verbs are two deeds. */
static bool hangs_below(const casus_reading *view, uint32_t inner, uint32_t outer) {
  enum { DEEPEST = 48 };
  int32_t token = (int32_t)inner;
  for (int depth = 0; token >= 0 && depth < DEEPEST; depth++) {
    if ((uint32_t)token == outer) return true;
    const casus_token *word = &view->text->tokens[token];
    if (word->deprel == CASUS_DEP_conj) return false;
    token = word->head;
  }
  return false;
}

/* An earlier visit beside the present one is another deed; an end beside its means is not. */
static bool same_time(const casus_match *outer, const casus_match *inner) {
  return (outer->status == CASUS_STATUS_PAST) == (inner->status == CASUS_STATUS_PAST);
}

/* Each of the parties that has a code also takes part in the match. */
static bool take_part(const casus_parties *parties, const casus_match *match) {
  for (size_t i = 0; i < parties->count; i++) {
    casus_parties one = {.items = &parties->items[i], .count = 1};
    if (one.items->actor.len && !shares_actor(&one, &match->source) && !shares_actor(&one, &match->target))
      return false;
  }
  return true;
}

/* "met and held talks with the minister": one meeting. */
static bool is_same_meeting(const casus_reading *view, const casus_match *outer, const casus_match *inner) {
  if (outer->rule->type != CASUS_CONSULT || inner->rule->type != CASUS_CONSULT || outer->status != inner->status)
    return false;
  bool visit = casus_str_eq(outer->mode, CASUS_STR("visit")) || casus_str_eq(inner->mode, CASUS_STR("visit"));
  return !visit && casus_is_below(view, inner->slots.trigger, outer->slots.trigger) &&
         take_part(&inner->source, outer) && take_part(&inner->target, outer) && take_part(&outer->source, inner) &&
         take_part(&outer->target, inner);
}

static bool is_object_of(const casus_reading *view, const casus_match *inner, const casus_match *outer) {
  const casus_token *word = &view->text->tokens[inner->slots.trigger];
  return word->head == (int32_t)outer->slots.trigger &&
         (word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_xcomp);
}

/* What only a mark tells, beside a rule's word that governs it or that it governs: "took delivery". */
static bool is_echo(const casus_reading *view, const casus_match *known, const casus_match *marked) {
  bool other = casus_match_sure(marked) && marked->rule->type != known->rule->type;
  return !other && marked->assent == CASUS_ASSENT_ONLY && known->assent != CASUS_ASSENT_ONLY &&
         (is_object_of(view, marked, known) || is_object_of(view, known, marked));
}

static void settle_pair(const casus_reading *view, casus_match *outer, casus_match *inner) {
  if (carries(outer, inner) || carries(inner, outer)) {
    casus_match *verb = carries(outer, inner) ? outer : inner, *noun = verb == outer ? inner : outer;
    if (verb->weight > noun->weight)
      take_in(verb, noun);
    else
      take_in(noun, verb);
    return;
  }
  if (is_echo(view, outer, inner)) inner->dropped = true;
  if (is_show_of(outer, inner)) outer->dropped = true;
  if (is_show_of(inner, outer)) inner->dropped = true;
  if (is_same_meeting(view, outer, inner)) take_in(outer, inner);
  bool below =
      !inner->dropped && hangs_below(view, inner->slots.trigger, outer->slots.trigger) && same_time(outer, inner);
  if (below && outer->rule->type == inner->rule->type && same_doers(outer, inner)) take_in(outer, inner);
}

/* "a complaint against Venezuela over the arrest of six men": who is accused did it. */
static int lend_source(const casus_reading *view, const casus_match *accusation, casus_match *deed) {
  static casus_path charges[] = {{CASUS_SLOT_COMP, CASUS_SLOT_NONE},   {CASUS_SLOT_OVER, CASUS_SLOT_NONE},
                                 {CASUS_SLOT_FOR, CASUS_SLOT_NONE},    {CASUS_SLOT_OF, CASUS_SLOT_NONE},
                                 {CASUS_SLOT_OBJECT, CASUS_SLOT_OVER}, {CASUS_SLOT_OBJECT, CASUS_SLOT_FOR}};
  casus_paths paths = {.items = charges, .count = CASUS_COUNT(charges)};
  bool content;
  int rc = is_content(view, accusation, deed, &paths, &content);
  if (!rc && content && !deed->rule->both && !casus_parties_known(&deed->source)) {
    deed->source = accusation->target;
    deed->status = CASUS_STATUS_CLAIMED;
  }
  return rc;
}

static bool is_by_speaker(const casus_rule *rule) {
  return rule->source.count == 1 && rule->source.items[0].count == 1 &&
         rule->source.items[0].items[0].slot == CASUS_SLOT_SPEAKER;
}

/* What an accuser in marks tells besides of the accused is his claim. */
static void doubt_beside(const casus_reading *view, const casus_match *accusation, casus_match *deed) {
  if (!is_by_speaker(accusation->rule) || !view->speech || deed->status != CASUS_STATUS_ASSERTED) return;
  bool same_words = casus_speech_at(view->speech, view->text, accusation->slots.trigger) ==
                    casus_speech_at(view->speech, view->text, deed->slots.trigger);
  if (same_words && shares_actor(&accusation->target, &deed->source)) deed->status = CASUS_STATUS_CLAIMED;
}

/* "accused Niger's army of killing nine herders": only the accuser says so, wherever a parse hangs the killing. */
static void doubt_charge(const casus_reading *view, const casus_match *accusation, casus_match *deed) {
  bool alleges = casus_str_eq(accusation->rule->mode, CASUS_STR("allege")) && deed->slots.part == CASUS_PART_VERB;
  if (alleges && deed->status == CASUS_STATUS_ASSERTED && shares_actor(&accusation->target, &deed->source) &&
      casus_is_below(view, deed->slots.trigger, accusation->slots.trigger))
    deed->status = CASUS_STATUS_CLAIMED;
}

/* "told Bolivia that it would close the border": what is threatened befalls whom it is told. */
static int lend_target(const casus_reading *view, const casus_match *threat, casus_match *deed) {
  static casus_path complement = {CASUS_SLOT_COMP, CASUS_SLOT_NONE};
  casus_paths paths = {.items = &complement, .count = 1};
  bool content;
  int rc = is_content(view, threat, deed, &paths, &content);
  if (!rc && content && !deed->rule->both && !casus_parties_known(&deed->target) && same_doers(threat, deed))
    deed->target = threat->target;
  return rc;
}

/* "visited Vietnam and signed 12 agreements": with whom, the visit tells. */
static void lend_host(const casus_reading *view, const casus_match *visit, casus_match *signing) {
  bool alone = signing->rule->both && signing->source.count == 1 && !casus_parties_known(&signing->target);
  if (!alone || signing->rule->type != CASUS_AGREE || visit->rule->both || !casus_parties_known(&visit->target)) return;
  const casus_token *token = &view->text->tokens[signing->slots.trigger];
  bool joined = token->deprel == CASUS_DEP_conj && casus_is_below(view, signing->slots.trigger, visit->slots.trigger);
  if (joined && same_doers(visit, signing)) signing->target = visit->target;
}

/* "demanded the islands that it seized": what a relative clause tells in the past tense has happened all the same. */
static bool is_presupposed(const casus_reading *view, const casus_match *outer, const casus_match *inner) {
  enum { DEEPEST = 48 };
  int32_t token = (int32_t)inner->slots.trigger;
  for (int depth = 0; token >= 0 && (uint32_t)token != outer->slots.trigger && depth < DEEPEST; depth++) {
    const casus_token *word = &view->text->tokens[token];
    if (word->deprel == CASUS_DEP_acl && word->subrel == CASUS_SUB_relcl)
      return casus_str_eq(word->xpos, CASUS_STR("VBD")) && inner->status == CASUS_STATUS_ASSERTED;
    token = word->head;
  }
  return false;
}

static int settle(const casus_reading *view, casus_match *outer, casus_match *inner) {
  bool content;
  int rc = is_content(view, outer, inner, &outer->rule->absorbs, &content);
  if (rc) return rc;
  bool refused = outer->rule->type == CASUS_REJECT; /* "refused to lift the curfew" */
  if (content && (refused || !casus_match_sure(inner)) && !is_presupposed(view, outer, inner)) {
    inner->dropped = true;
    return CASUS_OK;
  }
  if (outer->rule->yields) {
    static casus_path complement[] = {{CASUS_SLOT_COMP, CASUS_SLOT_NONE}, {CASUS_SLOT_OBJECT, CASUS_SLOT_NONE}};
    casus_paths paths = {.items = complement, .count = CASUS_COUNT(complement)};
    rc = is_content(view, outer, inner, &paths, &content);
    if (rc) return rc;
    if (content) {
      outer->dropped = true;
      return CASUS_OK;
    }
  }
  if (outer->rule->type == CASUS_THREATEN) rc = lend_target(view, outer, inner);
  if (outer->rule->type == CASUS_ACCUSE) {
    rc = lend_source(view, outer, inner);
    doubt_beside(view, outer, inner);
    doubt_charge(view, outer, inner);
  }
  if (outer->rule->type == CASUS_CONSULT) lend_host(view, outer, inner);
  settle_pair(view, outer, inner);
  return rc;
}

static uint32_t sentence_of(const casus_reading *view, const casus_match *match) {
  return view->text->tokens[match->slots.trigger].sentence;
}

/* All pairs of one sentence: items [first, last). */
static int select_in_sentence(const casus_reading *view, casus_matches *matches, size_t first, size_t last) {
  for (size_t i = first; i < last; i++) {
    for (size_t k = first; k < last; k++) {
      casus_match *outer = &matches->items[i], *inner = &matches->items[k];
      if (i == k || outer->dropped || inner->dropped) continue;
      int rc = settle(view, outer, inner);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

int casus_match_select(const casus_reading *view, casus_matches *matches) {
  int rc = CASUS_OK;
  for (size_t first = 0, last; !rc && first < matches->count; first = last) {
    uint32_t sentence = sentence_of(view, &matches->items[first]);
    for (last = first + 1; last < matches->count && sentence_of(view, &matches->items[last]) == sentence;) last++;
    rc = select_in_sentence(view, matches, first, last);
  }
  return rc;
}
