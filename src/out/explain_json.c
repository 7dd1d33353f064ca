/* What explain.c says in words, as JSON Lines: a line for each rule tried, then for each side that was left open or
 * changed. */
#include "out/json.h"

static void put_trial(casus_buffer *out, const casus_text *text, const casus_trial *trial) {
  static const char *const fates[] = {
      [CASUS_FATE_TOLD] = "told",         [CASUS_FATE_UNMET] = "unmet",         [CASUS_FATE_NOBODY] = "nobody",
      [CASUS_FATE_UNMARKED] = "unmarked", [CASUS_FATE_OUTRANKED] = "outranked", [CASUS_FATE_DROPPED] = "dropped"};
  const casus_token *token = &text->tokens[trial->token];
  casus_json json = begin(out, "trial");
  put_int(&json, "sentence", token->sentence);
  put_text(&json, "word", token->form);
  casus_json_key(&json, "span");
  casus_json_span(&json, token->span);
  put_text(&json, "rule", trial->rule);
  put_text(&json, "fate", casus_str_from_c(fates[trial->fate]));
  put_text(&json, "asks_for", trial->wanted);
  end(&json);
}

static void put_choice(casus_buffer *out, const casus_event *event, const char *side, const casus_choice *choice) {
  if (!choice->count || (choice->opening == CASUS_OPENING_NAMED && !choice->taken)) return;
  casus_json json = begin(out, "choice");
  put_int(&json, "sentence", event->sentence);
  put_text(&json, "rule", event->rule);
  put_text(&json, "side", casus_str_from_c(side));
  put_text(&json, "actor", choice->best->actor);
  put_double(&json, "likelihood", choice->share);
  put_bool(&json, "taken", choice->taken);
  casus_json_key(&json, "clues");
  casus_json_open(&json, '[');
  for (int i = 0; i < CASUS_CLUE_COUNT; i++)
    if (choice->best->clues & 1ULL << i) casus_json_str(&json, casus_str_from_c(casus_clue_name((casus_clue)i)));
  casus_json_close(&json, ']');
  end(&json);
}

void casus_out_explain_json(casus_buffer *out, const casus_text *text, const casus_coding *coding,
                            const casus_trial *trials, size_t count) {
  for (size_t i = 0; i < count; i++) put_trial(out, text, &trials[i]);
  for (size_t i = 0; i < coding->event_count; i++) {
    put_choice(out, &coding->events[i], "source", &coding->events[i].source_choice);
    put_choice(out, &coding->events[i], "target", &coding->events[i].target_choice);
  }
}
