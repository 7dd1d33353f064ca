/* What is kept of a comparison, for those who want to know why. */
#include "eval/tally.h"

#include <stdio.h>

static bool has_code(const casus_codes *codes, casus_str code) {
  for (size_t i = 0; i < codes->count; i++)
    if (casus_str_eq(codes->items[i], code)) return true;
  return false;
}
bool casus_codes_hold(const casus_codes *all, const casus_codes *some) {
  for (size_t i = 0; i < some->count; i++)
    if (!has_code(all, some->items[i])) return false;
  return true;
}
casus_str casus_code_counted(casus_str code) {
  return casus_str_starts(code, CASUS_STR("IGO")) ? CASUS_STR("IGO") : code;
}
int casus_codes_put(casus_arena *arena, const casus_party *parties, size_t count, casus_codes *codes) {
  for (size_t i = 0; i < count; i++) {
    casus_str code = casus_code_counted(parties[i].actor);
    if (!code.len || has_code(codes, code)) continue;
    casus_str *item = casus_vec_push(codes, arena);
    if (!item) return CASUS_E_MEMORY;
    *item = code;
  }
  return CASUS_OK;
}

static int note(casus_tally *tally, casus_miss *miss, const char *what, const char *type, const casus_codes *source,
                const casus_codes *target, const char *why, size_t room) {
  casus_buffer line = {.data = NULL};
  casus_buffer_printf(&line, "%-8s  %s ", what, type);
  for (size_t i = 0; i < source->count; i++)
    casus_buffer_printf(&line, "%s%.*s", i ? "," : "", CASUS_STR_FMT(source->items[i]));
  casus_buffer_add_c(&line, source->count ? " -> " : "- -> ");
  for (size_t i = 0; i < target->count; i++)
    casus_buffer_printf(&line, "%s%.*s", i ? "," : "", CASUS_STR_FMT(target->items[i]));
  if (!target->count) casus_buffer_add_c(&line, "-");
  if (*why) casus_buffer_printf(&line, "  (%s)", why);
  if (miss->note_count < room)
    miss->notes[miss->note_count++] = casus_arena_copy(tally->arena, casus_buffer_str(&line));
  bool failed = line.failed;
  casus_buffer_free(&line);
  return failed ? CASUS_E_MEMORY : CASUS_OK;
}

int casus_keep_miss(casus_tally *tally, const casus_gold *gold, const casus_gold_sentence *sentence,
                    const casus_told_events *told, const bool *found) {
  size_t faults = 0, room = sentence->events.count + told->count;
  for (size_t i = 0; i < sentence->events.count; i++) faults += !found[i] && !sentence->events.items[i].optional;
  for (size_t i = 0; i < told->count; i++) faults += !told->items[i].used;
  if (!faults) return CASUS_OK;
  casus_miss *miss = casus_vec_push(&tally->misses, tally->arena);
  if (!miss) return CASUS_E_MEMORY;
  *miss = (casus_miss){.passage = casus_arena_copy(tally->arena, gold->id),
                       .text = casus_arena_copy(tally->arena, casus_str_span(gold->text, sentence->span)),
                       .faults = faults,
                       .notes = casus_arena_array(tally->arena, room, sizeof(casus_str))};
  if (!miss->notes) return CASUS_E_MEMORY;
  int rc = CASUS_OK;
  for (size_t i = 0; i < sentence->events.count && !rc; i++) {
    const casus_gold_event *event = &sentence->events.items[i];
    if (!found[i] && !event->optional)
      rc = note(tally, miss, "missed", casus_event_type_name(event->type), &event->source, &event->target, "", room);
  }
  for (size_t i = 0; i < told->count && !rc; i++) {
    const casus_told_event *item = &told->items[i];
    char rule[64];
    snprintf(rule, sizeof rule, "%.*s", CASUS_STR_FMT(item->event->rule));
    if (!item->used)
      rc = note(tally, miss, "unwanted", casus_event_type_name(item->event->type), &item->source, &item->target, rule,
                room);
  }
  return rc;
}

int casus_keep_trusts(casus_tally *tally, const casus_told_events *told) {
  for (size_t i = 0; i < told->count; i++) {
    const casus_told_event *item = &told->items[i];
    if (item->used && !item->gold) continue;
    casus_trust *kept = casus_vec_push(&tally->trusts, tally->arena);
    if (!kept) return CASUS_E_MEMORY;
    *kept = (casus_trust){.right = item->gold != NULL, .confidence = item->event->confidence};
    memcpy(kept->reasons, item->event->reasons, sizeof kept->reasons);
  }
  return CASUS_OK;
}

/* Nobody is right where the gold names nobody by code. */
static int keep_guess(casus_tally *tally, const casus_gold_event *gold, const casus_event *told, bool target) {
  const casus_choice *choice = target ? &told->target_choice : &told->source_choice;
  const casus_codes *side = target ? &gold->target : &gold->source,
                    *also = target ? &gold->other_target : &gold->other_source;
  tally->questions++;
  for (size_t i = 0; i < choice->count; i++) {
    casus_guess *guess = casus_vec_push(&tally->guesses, tally->arena);
    casus_str actor = casus_arena_copy(tally->arena, choice->candidates[i].actor);
    if (!guess || !actor.ptr) return CASUS_E_MEMORY;
    casus_codes one = {0};
    casus_party party = {.actor = actor};
    if (casus_codes_put(tally->arena, &party, 1, &one)) return CASUS_E_MEMORY;
    bool right =
        actor.len ? casus_codes_hold(side, &one) || (gold->has_other && casus_codes_hold(also, &one)) : !side->count;
    *guess =
        (casus_guess){tally->questions, target, right, told->type, choice->opening, actor, choice->candidates[i].clues};
  }
  return CASUS_OK;
}

int casus_keep_guesses(casus_tally *tally, const casus_told_events *told) {
  int rc = CASUS_OK;
  for (size_t i = 0; i < told->count && !rc; i++) {
    const casus_told_event *item = &told->items[i];
    if (!item->gold) continue;
    rc = keep_guess(tally, item->gold, item->event, false);
    if (!rc) rc = keep_guess(tally, item->gold, item->event, true);
  }
  return rc;
}
