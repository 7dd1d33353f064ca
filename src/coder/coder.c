#include "coder/coder.h"

#include <stdlib.h>

#include "coder/event.h"
#include "coder/home.h"
#include "coder/lexicon.h"
#include "coder/odds.h"
#include "coder/speech.h"
#include "coder/trial.h"

struct casus_coder {
  casus_arena *arena; /* holds all the rest */
  casus_lexicon *lexicon;
  casus_book *book;
  const casus_sayings *sayings;
  const casus_odds *odds;
};

static const char *const type_names[] = {
#define CASUS_TYPE_NAME(name) #name,
    CASUS_EVENT_TYPES(CASUS_TYPE_NAME)
#undef CASUS_TYPE_NAME
};

#define CASUS_NAME_OF(enumerator, name) name,
static const char *const status_names[] = {CASUS_STATUSES(CASUS_NAME_OF)};
static const char *const basis_names[] = {CASUS_BASES(CASUS_NAME_OF)};
static const char *const reason_names[] = {CASUS_REASONS(CASUS_NAME_OF)};
static const char *const clue_names[] = {CASUS_CLUES(CASUS_NAME_OF)};
static const char *const opening_names[] = {CASUS_OPENINGS(CASUS_NAME_OF)};
#undef CASUS_NAME_OF

const char *casus_reason_name(casus_reason reason) { return reason_names[reason]; }
const char *casus_clue_name(casus_clue clue) { return clue_names[clue]; }
const char *casus_opening_name(casus_opening opening) { return opening_names[opening]; }
const char *casus_event_type_name(casus_event_type type) { return type_names[type]; }
const char *casus_status_name(casus_status status) { return status_names[status]; }
const char *casus_basis_name(casus_basis basis) { return basis_names[basis]; }

/* The place of a name in a list; -1: it is not there. */
static int find_name(const char *const *names, size_t count, casus_str name) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(name, casus_str_from_c(names[i]))) return (int)i;
  return -1;
}

bool casus_event_type_from(casus_str name, casus_event_type *type) {
  int place = find_name(type_names, CASUS_COUNT(type_names), name);
  if (place >= 0) *type = (casus_event_type)place;
  return place >= 0;
}

bool casus_status_from(casus_str name, casus_status *status) {
  int place = find_name(status_names, CASUS_COUNT(status_names), name);
  if (place >= 0) *status = (casus_status)place;
  return place >= 0;
}

bool casus_basis_from(casus_str name, casus_basis *basis) {
  int place = find_name(basis_names, CASUS_COUNT(basis_names), name);
  if (place >= 0) *basis = (casus_basis)place;
  return place >= 0;
}

bool casus_reason_from(casus_str name, casus_reason *reason) {
  int place = find_name(reason_names, CASUS_COUNT(reason_names), name);
  if (place >= 0) *reason = (casus_reason)place;
  return place >= 0;
}

bool casus_clue_from(casus_str name, casus_clue *clue) {
  int place = find_name(clue_names, CASUS_COUNT(clue_names), name);
  if (place >= 0) *clue = (casus_clue)place;
  return place >= 0;
}

bool casus_opening_from(casus_str name, casus_opening *opening) {
  int place = find_name(opening_names, CASUS_COUNT(opening_names), name);
  if (place >= 0) *opening = (casus_opening)place;
  return place >= 0;
}

int casus_coder_open(const char *folder, casus_coder **coder, casus_error *err) {
  casus_coder *opened = calloc(1, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  opened->arena = casus_arena_new();
  int rc = opened->arena ? casus_lexicon_open(folder, opened->arena, &opened->lexicon, err) : casus_fail_memory(err);
  if (!rc) rc = casus_book_open(folder, opened->arena, &opened->book, err);
  if (!rc) rc = casus_sayings_open(folder, opened->arena, &opened->sayings, err);
  if (!rc) rc = casus_odds_open(folder, opened->arena, &opened->odds, err);
  if (rc) {
    casus_coder_free(opened);
    return rc;
  }
  *coder = opened;
  return CASUS_OK;
}

int casus_coder_add_actors(casus_coder *coder, casus_dictionary *dictionary, casus_error *err) {
  return casus_lexicon_add_file(coder->lexicon, dictionary, err);
}

void casus_coder_free(casus_coder *coder) {
  if (!coder) return;
  casus_arena_free(coder->arena);
  free(coder);
}

/* A document as the rules see it. */
typedef struct sight {
  casus_text mended;
  casus_mentions mentions;
  casus_speech speech;
  casus_reading view; /* of the three */
} sight;

/* The first of it: the grammar and who is named. */
static int see_names(const casus_coder *coder, const casus_document *document, const casus_text *text,
                     casus_arena *arena, sight *seen, casus_error *err) {
  int rc = casus_mend_heads(text, arena, &seen->mended, err);
  return rc ? rc : casus_mentions_find(coder->lexicon, document, &seen->mended, arena, &seen->mentions, err);
}

static int look(const casus_coder *coder, const casus_document *document, const casus_text *text, casus_arena *arena,
                sight *seen, casus_error *err) {
  int rc = see_names(coder, document, text, arena, seen, err);
  if (!rc) rc = casus_speech_find(coder->sayings, coder->lexicon, &seen->mentions, document, arena, &seen->speech, err);
  if (rc) return rc;
  seen->view = (casus_reading){.book = coder->book,
                               .odds = coder->odds,
                               .lexicon = coder->lexicon,
                               .document = document,
                               .text = &seen->mended,
                               .mentions = &seen->mentions,
                               .speech = &seen->speech,
                               .arena = arena,
                               .err = err};
  rc = casus_reading_open(&seen->view);
  return rc ? rc : casus_homes_find(&seen->view);
}

static int code(sight *seen, casus_coding *coding) {
  casus_coding coded = {0};
  int rc = casus_events_code(&seen->view, &coded);
  if (!rc) rc = casus_ties_code(&seen->view, &coded);
  if (!rc) rc = casus_statements_code(&seen->view, &coded);
  if (!rc) *coding = coded;
  return rc;
}

int casus_coder_code(const casus_coder *coder, const casus_document *document, const casus_text *text,
                     casus_arena *arena, casus_coding *coding, casus_error *err) {
  sight seen;
  int rc = look(coder, document, text, arena, &seen, err);
  return rc ? rc : code(&seen, coding);
}

int casus_coder_explain(const casus_coder *coder, const casus_document *document, const casus_text *text,
                        casus_arena *arena, casus_coding *coding, casus_trial **trials, size_t *count,
                        casus_error *err) {
  sight seen;
  casus_coding coded = {0};
  casus_trials held = {0};
  int rc = look(coder, document, text, arena, &seen, err);
  if (!rc) rc = code(&seen, &coded);
  if (!rc) rc = casus_trials_hold(&seen.view, &coded, &held);
  if (rc) return rc;
  *coding = coded;
  *trials = held.items;
  *count = held.count;
  return CASUS_OK;
}

int casus_coder_named(const casus_coder *coder, const casus_document *document, const casus_text *text,
                      casus_arena *arena, casus_named **named, size_t *count, casus_error *err) {
  sight seen;
  int rc = see_names(coder, document, text, arena, &seen, err);
  if (rc) return rc;
  const casus_token *tokens = seen.mended.tokens;
  casus_named *all = casus_arena_array(arena, seen.mentions.count + 1, sizeof *all);
  if (!all) return casus_fail_memory(err);
  *count = 0;
  for (size_t i = 0; i < seen.mentions.count; i++) {
    const casus_mention *mention = &seen.mentions.items[i];
    if (mention->kind == CASUS_MENTION_MEDIUM || !mention->party_count) continue;
    const casus_token *head = &tokens[mention->head];
    casus_span span = {tokens[mention->first].span.start, tokens[mention->last - 1].span.end};
    bool by_name = casus_mention_names(mention);
    all[(*count)++] = (casus_named){head->sentence, span, head->span, by_name, mention->parties, mention->party_count};
  }
  *named = all;
  return CASUS_OK;
}

casus_str casus_coder_actor(const casus_coder *coder, casus_str text) {
  return casus_lexicon_actor(coder->lexicon, text);
}
casus_str casus_coder_actor_name(const casus_coder *coder, casus_str code) {
  return casus_lexicon_actor_name(coder->lexicon, code);
}
