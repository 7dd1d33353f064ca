/* Why words were taken for deeds, or were not. */
#include "out/escape.h"
#include "out/out.h"

enum { WORD_COLUMNS = 18 };

/* One word a line: place, form, tag, relation, and the word above. */
static void add_tree(casus_buffer *out, const casus_text *text, const casus_sentence *sentence) {
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &text->tokens[i];
    const char *subtype = casus_subrel_name(token->subrel);
    casus_buffer_printf(out, "%4u  ", i - sentence->first + 1);
    casus_escape_terminal_column(out, token->form, WORD_COLUMNS);
    casus_buffer_add_char(out, ' ');
    casus_escape_terminal_column(out, token->lemma, WORD_COLUMNS);
    casus_buffer_printf(out, " %-6s %s%s%s", casus_upos_name(token->upos), casus_deprel_name(token->deprel),
                        *subtype ? ":" : "", subtype);
    if (token->head >= 0) {
      casus_buffer_add_c(out, " of ");
      casus_escape_terminal(out, text->tokens[token->head].form);
    }
    casus_buffer_add_char(out, '\n');
  }
}

static void add_fate(casus_buffer *out, const casus_trial *trial) {
  static const char *const fates[] = {[CASUS_FATE_TOLD] = "told",
                                      [CASUS_FATE_UNMET] = "asks for: ",
                                      [CASUS_FATE_NOBODY] = "fits, but no actor was found where it needs one",
                                      [CASUS_FATE_UNMARKED] = "fits, but the language model sees no such deed",
                                      [CASUS_FATE_OUTRANKED] = "fits, but the rule above is more specific",
                                      [CASUS_FATE_DROPPED] = "fits, but another word tells it, or it is no deed"};
  casus_buffer_add_c(out, fates[trial->fate]);
  casus_escape_terminal(out, trial->wanted);
}

/* Those of a sentence, which begin at `at`: they come in text order. Where those of the next one begin. */
static size_t add_trials(casus_buffer *out, const casus_text *text, uint32_t sentence, const casus_trial *trials,
                         size_t count, size_t at) {
  uint32_t shown = UINT32_MAX;
  for (; at < count && text->tokens[trials[at].token].sentence == sentence; at++) {
    const casus_trial *trial = &trials[at];
    if (trial->token != shown) {
      casus_buffer_add_c(out, "\n  ");
      casus_escape_terminal(out, text->tokens[trial->token].form);
      casus_buffer_add_char(out, '\n');
    }
    shown = trial->token;
    casus_buffer_printf(out, "    %-32.*s ", CASUS_STR_FMT(trial->rule));
    add_fate(out, trial);
    casus_buffer_add_char(out, '\n');
  }
  if (shown == UINT32_MAX) casus_buffer_add_c(out, "\n  no word that any rule knows\n");
  return at;
}

static void add_choice(casus_buffer *out, const casus_event *event, const char *side, const casus_choice *choice) {
  bool named = choice->opening == CASUS_OPENING_NAMED;
  if (!choice->count || (named && !choice->taken)) return;
  casus_str actor = choice->best->actor.len ? choice->best->actor : CASUS_STR("nobody");
  casus_buffer_printf(out, "    %-32.*s %s is %s: %.*s (%.2f%s)", CASUS_STR_FMT(event->rule), side,
                      named ? "another" : "open", CASUS_STR_FMT(actor), choice->share,
                      choice->taken ? "" : ", too unlikely");
  const char *gap = ": ";
  for (int i = 0; choice->best->actor.len && i < CASUS_CLUE_COUNT; i++) {
    if (!(choice->best->clues & 1ULL << i)) continue;
    casus_buffer_printf(out, "%s%s", gap, casus_clue_name((casus_clue)i));
    gap = ", ";
  }
  casus_buffer_add_char(out, '\n');
}

/* Who was chosen where the clause names nobody, or another, and by which clues. */
static void add_choices(casus_buffer *out, const casus_coding *coding, uint32_t sentence) {
  for (size_t i = 0; i < coding->event_count; i++) {
    const casus_event *event = &coding->events[i];
    if (event->sentence != sentence) continue;
    add_choice(out, event, "source", &event->source_choice);
    add_choice(out, event, "target", &event->target_choice);
  }
}

void casus_out_explain(casus_buffer *out, const casus_text *text, const casus_coding *coding, const casus_trial *trials,
                       size_t count) {
  size_t trial = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    const casus_sentence *sentence = &text->sentences[i];
    if (i) casus_buffer_add_char(out, '\n');
    casus_escape_terminal(out, casus_str_span(text->bytes, sentence->span));
    casus_buffer_add_c(out, "\n\n");
    add_tree(out, text, sentence);
    trial = add_trials(out, text, i, trials, count, trial);
    add_choices(out, coding, i);
  }
}
