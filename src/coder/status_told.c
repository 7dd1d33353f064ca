/* A status changed by who tells it. */
#include "coder/status_word.h"

static bool names(const casus_parties *parties, casus_str actor) {
  for (size_t i = 0; i < parties->count && actor.len; i++)
    if (casus_str_eq(parties->items[i].actor, actor)) return true;
  return false;
}

/* "will buy", not "plans to buy": what another says that somebody will do is foretold, a plan is reported. */
static bool is_foretold(const casus_reading *view, uint32_t trigger) {
  casus_status found;
  CASUS_FOR_CHILDREN(view, trigger, child)
  if (view->text->tokens[child].deprel == CASUS_DEP_aux &&
      casus_sign_at(view, CASUS_SIGN_AUXILIARY, (uint32_t)child, &found) && found == CASUS_STATUS_PLANNED)
    return true;
  return false;
}

casus_status casus_status_told(const casus_reading *view, const casus_match *match, casus_status status) {
  if (!view->speech) return status;
  size_t i = casus_speech_at(view->speech, view->text, match->slots.trigger);
  if (i == SIZE_MAX) return status;
  const casus_utterance *told = &view->speech->items[i];
  if (told->verb == match->slots.trigger) return status;
  if (told->denies) return CASUS_STATUS_DENIED;
  const casus_voice *speaker = &told->speaker;
  bool own = names(&match->source, speaker->actor), struck = names(&match->target, speaker->actor);
  bool foretold = status == CASUS_STATUS_PLANNED && !own && !speaker->medium;
  if (foretold && is_foretold(view, match->slots.trigger)) return CASUS_STATUS_POSSIBLE;
  if (status != CASUS_STATUS_ASSERTED) return status;
  bool spurned = match->rule->type == CASUS_REJECT && match->slots.part == CASUS_PART_VERB && !own &&
                 !speaker->medium && speaker->actor.len == 3;
  bool quarrel = casus_is_hostile(match->rule->type) && (own || struck);
  return spurned || quarrel ? CASUS_STATUS_CLAIMED : status; /* "they ignored our warnings", say those who warned */
}
