/* Which of the events that a prediction speaks of it foretells. */
#include "coder/event.h"

enum { DEEPEST = 40 };

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* "If Iran attacks, …": nobody foretells the condition. */
static bool is_condition(const casus_reading *view, uint32_t token) {
  for (int depth = 0; depth < DEEPEST; depth++) {
    if (casus_is_condition(view, token)) return true;
    if (at(view, token)->head < 0) return false;
    token = (uint32_t)at(view, token)->head;
  }
  return false;
}

/* Does the word that makes the utterance a prediction govern the deed? "will not attack", not "has not attacked". */
static bool is_foretold(const casus_reading *view, const casus_utterance *told, uint32_t trigger) {
  uint32_t sign = told->foretold_at;
  for (int depth = 0; depth < DEEPEST && at(view, sign)->head >= 0; depth++) {
    unsigned relation = at(view, sign)->deprel;
    if (relation != CASUS_DEP_aux && relation != CASUS_DEP_cop && relation != CASUS_DEP_advmod) break;
    sign = (uint32_t)at(view, sign)->head;
  }
  return casus_is_below(view, trigger, sign);
}

static bool has_actor(const casus_event *event) {
  for (size_t i = 0; i < event->source_count; i++)
    if (event->source[i].actor.len) return true;
  return false;
}

static bool is_expected(const casus_reading *view, const casus_utterance *told, const casus_event *event) {
  bool ahead = event->status == CASUS_STATUS_PLANNED || event->status == CASUS_STATUS_POSSIBLE ||
               (event->status == CASUS_STATUS_DENIED && is_foretold(view, told, event->trigger));
  return ahead && has_actor(event) && !is_condition(view, event->trigger);
}

int casus_expectations_put(const casus_reading *view, const casus_utterance *told, const casus_coding *coding,
                           casus_statement *statement) {
  if (!told->prediction.modality.ptr) return CASUS_OK;
  statement->expects = casus_arena_array(view->arena, statement->about_count, sizeof *statement->expects);
  if (!statement->expects) return casus_fail_memory(view->err);
  for (size_t i = 0; i < statement->about_count; i++)
    if (is_expected(view, told, &coding->events[statement->about[i]]))
      statement->expects[statement->expects_count++] = statement->about[i];
  return CASUS_OK;
}
