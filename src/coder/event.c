#include "coder/event.h"

#include "coder/confidence.h"
#include "coder/context.h"
#include "coder/counterpart.h"
#include "coder/day.h"
#include "coder/event_check.h"
#include "coder/place.h"
#include "coder/status.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static void widen(casus_span *span, casus_span more) {
  if (more.start < span->start) span->start = more.start;
  if (more.end > span->end) span->end = more.end;
}

static void widen_by_parties(casus_span *span, casus_span sentence, const casus_parties *parties) {
  for (size_t i = 0; i < parties->count; i++) {
    casus_span party = parties->items[i].span;
    if (party.start >= sentence.start && party.end <= sentence.end && party.start < party.end) widen(span, party);
  }
}

casus_span casus_match_span(const casus_reading *view, const casus_match *match) {
  const casus_token *trigger = at(view, match->slots.trigger);
  casus_span span = trigger->span, sentence = view->text->sentences[trigger->sentence].span;
  if (match->slots.light >= 0) widen(&span, at(view, (uint32_t)match->slots.light)->span);
  widen_by_parties(&span, sentence, &match->source);
  widen_by_parties(&span, sentence, &match->target);
  return span;
}

static bool is_listed(const casus_voice *list, size_t count, const casus_voice *voice) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(list[i].name, voice->name)) return true;
  return false;
}

static void list_voice(casus_voice *list, size_t *count, const casus_voice *voice) {
  if (!is_listed(list, *count, voice)) list[(*count)++] = *voice;
}

/* Whose words cover the innermost ones as well: "Lima pledged help, Quito said" comes from both. */
static bool encloses(const casus_utterance *outer, const casus_utterance *inner, uint32_t token) {
  return outer->sentence == inner->sentence && outer->verb != token && outer->first <= inner->first &&
         outer->last >= inner->last;
}

int casus_voices_of(const casus_reading *view, uint32_t token, casus_voice **voices, size_t *count) {
  *voices = NULL;
  *count = 0;
  size_t i = view->speech ? casus_speech_at(view->speech, view->text, token) : SIZE_MAX;
  if (i == SIZE_MAX || view->speech->items[i].verb == token) return CASUS_OK;
  const casus_utterance *told = &view->speech->items[i];
  size_t room = 1 + told->via_count, from, last = view->speech->count;
  from = CASUS_FIRST_FROM(view->speech->items, last, sentence, told->sentence);
  last = CASUS_FIRST_FROM(view->speech->items, last, sentence, told->sentence + 1);
  for (size_t k = from; k < last; k++)
    if (encloses(&view->speech->items[k], told, token)) room += 1 + view->speech->items[k].via_count;
  casus_voice *list = casus_arena_array(view->arena, room, sizeof *list);
  if (!list) return casus_fail_memory(view->err);
  list_voice(list, count, &told->speaker);
  for (size_t v = 0; v < told->via_count; v++) list_voice(list, count, &told->via[v]);
  for (size_t k = last; k-- > from;) { /* the inner ones come later */
    const casus_utterance *outer = &view->speech->items[k];
    if (k == i || !encloses(outer, told, token)) continue;
    list_voice(list, count, &outer->speaker);
    for (size_t v = 0; v < outer->via_count; v++) list_voice(list, count, &outer->via[v]);
  }
  *voices = list;
  return CASUS_OK;
}

const casus_amount *casus_amount_below(const casus_reading *view, uint32_t token, bool money) {
  const casus_amount *found = NULL;
  casus_range in = casus_amounts_in(view, at(view, token)->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_amount *amount = &view->text->amounts[i];
    if (money != (amount->kind == CASUS_AMOUNT_MONEY) || (!money && amount->kind != CASUS_AMOUNT_COUNT)) continue;
    if (amount->bound == CASUS_BOUND_SOME) continue; /* "dozens" is no figure */
    for (uint32_t t = amount->first; t < amount->last; t++) {
      bool near = t == token || at(view, t)->head == (int32_t)token;
      if (near) return amount;
      if (money && !found && casus_is_below(view, t, token)) found = amount;
    }
  }
  return found;
}

static int first_amount(const casus_reading *view, const casus_match *match, const casus_paths *paths, bool money,
                        const casus_amount **amount) {
  *amount = NULL;
  for (size_t i = 0; i < paths->count && !*amount; i++) {
    casus_tokens tokens = {0};
    int rc = casus_path_tokens(view, &match->slots, paths->items[i], &tokens);
    if (rc) return rc;
    for (size_t t = 0; t < tokens.count && !*amount; t++) *amount = casus_amount_below(view, tokens.items[t], money);
  }
  return CASUS_OK;
}

static int put_numbers(const casus_reading *view, const casus_match *match, casus_event *event) {
  const casus_amount *amount;
  event->count = -1;
  int rc = first_amount(view, match, &match->rule->count_of, false, &amount);
  if (rc) return rc;
  if (amount && amount->value >= 0 && amount->value < 1e15) event->count = (int64_t)amount->value;
  rc = first_amount(view, match, &match->rule->amount_of, true, &amount);
  if (!rc && amount) event->amount = (casus_quantity){true, amount->value, amount->unit};
  return rc;
}

static casus_str party_key(const casus_party *party) { return party->actor.len ? party->actor : party->text; }

/* Over document, sentence, trigger, type, status and parties. */
static int put_id(const casus_reading *view, casus_event *event) {
  size_t count = 4 + event->source_count + event->target_count, n = 0;
  casus_str *parts = casus_arena_array(view->arena, count, sizeof *parts);
  const casus_sentence *sentence = &view->text->sentences[event->sentence];
  casus_str where = casus_arena_printf(view->arena, "%u-%u-%u", sentence->span.start, sentence->span.end,
                                       at(view, event->trigger)->span.start);
  if (!parts || !where.ptr) return casus_fail_memory(view->err);
  parts[n++] = view->document->id;
  parts[n++] = where;
  parts[n++] = casus_str_from_c(casus_event_type_name(event->type));
  parts[n++] = casus_str_from_c(casus_status_name(event->status));
  for (size_t i = 0; i < event->source_count; i++) parts[n++] = party_key(&event->source[i]);
  for (size_t i = 0; i < event->target_count; i++) parts[n++] = party_key(&event->target[i]);
  event->id = casus_content_id(view->arena, parts, n);
  return event->id.ptr ? CASUS_OK : casus_fail_memory(view->err);
}

static int make_event(const casus_reading *view, casus_match *match, casus_event *event) {
  const casus_rule *rule = match->rule;
  casus_date day = casus_day_of(view, &match->slots, match->status);
  *event = (casus_event){.sentence = at(view, match->slots.trigger)->sentence,
                         .span = casus_match_span(view, match),
                         .date = casus_date_known(day) ? day : view->document->date,
                         .type = rule->type,
                         .mode = match->mode,
                         .cameo = rule->cameo,
                         .status = match->status,
                         .intensity = rule->intensity,
                         .source = match->source.items,
                         .target = match->target.items,
                         .source_count = match->source.count,
                         .target_count = match->target.count,
                         .place = casus_place_of(view, &match->slots),
                         .rule = rule->name,
                         .trigger = match->slots.trigger,
                         .source_choice = match->source_choice,
                         .target_choice = match->target_choice};
  casus_reasons_of(match, match->status, event->reasons);
  event->confidence = casus_confidence(view->book, event->reasons);
  int rc = put_numbers(view, match, event);
  if (!rc) rc = casus_contexts_of(view, rule, event->trigger, &event->contexts, &event->context_count);
  if (!rc) rc = casus_voices_of(view, event->trigger, &event->said_by, &event->said_by_count);
  return rc ? rc : put_id(view, event);
}

/* "We do not accept lectures", "we will drown them": where no rule's word says so, the "not" and the "will" refuse and
 * threaten by themselves. */
static bool is_said_so(const casus_match *match) {
  casus_event_type type = match->rule->type;
  return match->assent == CASUS_ASSENT_ONLY && (type == CASUS_REJECT || type == CASUS_THREATEN || type == CASUS_ACCUSE);
}

/* Where the grammar sees a plain deed, a mark of its type may know better. */
static casus_status marked_status(const casus_reading *view, const casus_match *match, casus_status status) {
  bool same = match->assent == CASUS_ASSENT_FULL || match->assent == CASUS_ASSENT_ONLY;
  if (!same || (status != CASUS_STATUS_ASSERTED && !is_said_so(match))) return status;
  casus_status_from(casus_mark_at(view->text, match->slots.trigger)->manner, &status);
  return status;
}

/* A rule may ask for "will" itself: then it does not put the deed off. */
static casus_status ruled_status(const casus_rule *rule, casus_status status) {
  bool put_off = status == CASUS_STATUS_PLANNED || status == CASUS_STATUS_POSSIBLE;
  if (rule->status < 0) return status;
  if (rule->status == CASUS_STATUS_ASSERTED && put_off) return CASUS_STATUS_ASSERTED;
  return casus_status_stronger(status, (casus_status)rule->status);
}

static void put_status(const casus_reading *view, casus_match *match) {
  casus_status status = casus_status_of(view, &match->slots);
  status = ruled_status(match->rule, status);
  status = casus_status_told(view, match, status);
  casus_date day = casus_day_of(view, &match->slots, status);
  if (casus_day_is_past(day, view->document->date)) status = casus_status_stronger(status, CASUS_STATUS_PAST);
  match->status = marked_status(view, match, status);
}

static bool is_source(const casus_event *event, casus_str actor) {
  return actor.len && casus_is_among(event->source, event->source_count, actor);
}

static bool is_told(const casus_event *event) {
  return event->status == CASUS_STATUS_CLAIMED || (event->status == CASUS_STATUS_ASSERTED && event->said_by_count);
}

/* "Washington denied it": what was claimed of Washington just before did not happen, it says. */
static int deny_claims(const casus_reading *view, casus_coding *coding, uint32_t verb) {
  enum { REACH = 2 }; /* sentences back */
  casus_slots slots;
  int rc = casus_slots_of(view, verb, CASUS_PART_VERB, &slots);
  if (rc) return rc;
  int32_t object = casus_slot_first(&slots, CASUS_SLOT_OBJECT), subject = casus_slot_first(&slots, CASUS_SLOT_SUBJECT);
  if (subject < 0 || object < 0 || !casus_in_named_class(view, "what_was_said", (uint32_t)object)) return CASUS_OK;
  const casus_parties *deniers = casus_reading_actors(view, (uint32_t)subject);
  if (!deniers) return CASUS_E_MEMORY;
  uint32_t sentence = at(view, verb)->sentence, from = sentence > REACH ? sentence - REACH : 0;
  for (size_t i = casus_event_from(coding, view->text->sentences[from].first); i < coding->event_count; i++) {
    casus_event *event = &coding->events[i];
    if (event->trigger >= verb) break;
    if (!is_told(event)) continue;
    for (size_t d = 0; d < deniers->count; d++)
      if (is_source(event, deniers->items[d].actor)) event->status = CASUS_STATUS_DENIED;
  }
  return CASUS_OK;
}

static int apply_denials(const casus_reading *view, casus_coding *coding) {
  for (uint32_t i = 0; i < view->text->token_count; i++) {
    if (at(view, i)->upos != CASUS_UPOS_VERB || !casus_in_named_class(view, "deny", i)) continue;
    int rc = deny_claims(view, coding, i);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* What is sure to be a deed is one whoever takes part, and who that is may stand outside its clause; of the others that
 * is asked first. */
static int complete(const casus_reading *view, const casus_coding *coding, casus_match *match, bool *stands) {
  bool sure = casus_match_sure(match);
  int rc = match->rule->both ? casus_match_merge(view, match) : CASUS_OK;
  if (rc) return rc;
  casus_event_clean(view, match);
  if (sure) casus_event_part(match);
  if (sure) rc = casus_counterpart_fill(view, coding, match);
  *stands = !rc && (sure || casus_event_stands(view, match));
  return *stands && !sure ? casus_counterpart_fill(view, coding, match) : rc;
}

int casus_events_code(const casus_reading *view, casus_coding *coding) {
  casus_matches matches = {0};
  int rc = casus_match_all(view, false, &matches);
  if (rc) return rc;
  for (size_t i = 0; i < matches.count; i++) put_status(view, &matches.items[i]);
  rc = casus_match_select(view, &matches);
  if (rc) return rc;
  coding->events = casus_arena_array(view->arena, matches.count, sizeof *coding->events);
  if (!coding->events) return casus_fail_memory(view->err);
  for (size_t i = 0; i < matches.count && !rc; i++) {
    casus_match *match = &matches.items[i];
    if (match->dropped) continue;
    bool stands = false;
    rc = complete(view, coding, match, &stands);
    if (rc || !stands) continue;
    rc = make_event(view, match, &coding->events[coding->event_count]);
    if (!rc) coding->event_count++;
  }
  return rc ? rc : apply_denials(view, coding);
}
