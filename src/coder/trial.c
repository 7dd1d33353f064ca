#include "coder/trial.h"

static int weigh(const casus_reading *view, const casus_trigger *trigger, const casus_slots *slots,
                 casus_trial *trial) {
  const casus_rule *rule = &view->book->rules.items[trigger->rule];
  casus_match match = {.weight = trigger->weight, .slots = *slots};
  bool holds = true;
  int rc = CASUS_OK;
  for (size_t i = 0; i < rule->requirements.count && holds && !rc; i++) {
    rc = casus_requirement_holds(view, &match.slots, &rule->requirements.items[i], &holds);
    if (!holds) trial->wanted = rule->requirements.items[i].words;
  }
  trial->rule = rule->name;
  trial->fate = CASUS_FATE_UNMET;
  if (rc || !holds) return rc;
  rc = casus_match_settle(view, rule, &match, &holds);
  casus_assent assent = casus_mark_assent(view->text, casus_mark_at(view->text, trial->token), rule);
  trial->fate = holds && assent == CASUS_ASSENT_NONE ? CASUS_FATE_UNMARKED
                : holds                              ? CASUS_FATE_DROPPED
                                                     : CASUS_FATE_NOBODY;
  return rc;
}

static bool made_record(const casus_reading *view, const casus_coding *coded, const casus_trial *trial) {
  casus_span word = view->text->tokens[trial->token].span;
  for (size_t i = 0; i < coded->event_count; i++)
    if (coded->events[i].trigger == trial->token && casus_str_eq(coded->events[i].rule, trial->rule)) return true;
  for (size_t i = 0; i < coded->tie_count; i++) {
    casus_span span = coded->ties[i].span;
    if (casus_str_eq(coded->ties[i].rule, trial->rule) && span.start <= word.start && word.end <= span.end) return true;
  }
  return false;
}

static int try_word(const casus_reading *view, const casus_coding *coded, uint32_t token, bool ties,
                    casus_trials *trials) {
  casus_part part;
  casus_triggers found = {0};
  casus_slots slots;
  if (!casus_may_trigger(view, token, ties, &part)) return CASUS_OK;
  int rc = casus_triggers_at(view, token, part, ties, &found);
  if (rc || !found.count) return rc;
  rc = casus_slots_of(view, token, part, &slots);
  bool won = false; /* the first that fits is the one that counts */
  for (size_t i = 0; i < found.count && !rc; i++) {
    casus_trial *trial = casus_vec_push(trials, view->arena);
    if (!trial) return casus_fail_memory(view->err);
    trial->token = token;
    trial->wanted = CASUS_STR("");
    rc = weigh(view, found.items[i], &slots, trial);
    if (trial->fate != CASUS_FATE_DROPPED) continue;
    if (won)
      trial->fate = CASUS_FATE_OUTRANKED;
    else if (made_record(view, coded, trial))
      trial->fate = CASUS_FATE_TOLD;
    won = true;
  }
  return rc;
}

int casus_trials_hold(const casus_reading *view, const casus_coding *coded, casus_trials *trials) {
  int rc = CASUS_OK;
  for (uint32_t token = 0; token < view->text->token_count && !rc; token++) {
    rc = try_word(view, coded, token, false, trials);
    if (!rc) rc = try_word(view, coded, token, true, trials);
  }
  return rc;
}
