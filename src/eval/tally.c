/* Counting right, wrong and missed. */
#include "eval/tally.h"

double casus_hits_precision(const casus_hits *hits) {
  uint64_t told = hits->right + hits->wrong;
  return told ? (double)hits->right / (double)told : 0;
}
double casus_hits_recall(const casus_hits *hits) {
  uint64_t all = hits->right + hits->missed;
  return all ? (double)hits->right / (double)all : 0;
}
double casus_hits_f1(const casus_hits *hits) {
  uint64_t all = 2 * hits->right + hits->wrong + hits->missed;
  return all ? 2.0 * (double)hits->right / (double)all : 0;
}

#define BIT(type) (1U << CASUS_##type)
#define STATUS_BIT(status) (1U << CASUS_STATUS_##status)

/* All names under which strict PLOVER may file a deed. */
static unsigned filed_under(casus_event_type type, unsigned statuses) {
  unsigned types = 1U << type;
  bool future = statuses != ~0U && statuses & (STATUS_BIT(PLANNED) | STATUS_BIT(POSSIBLE));
  if (future && types & (BIT(CONSULT) | BIT(SUPPORT) | BIT(COOPERATE) | BIT(AID))) types |= BIT(AGREE);
  if (future && types & BIT(RETREAT)) types |= BIT(CONCEDE);
  if (type == CASUS_AGREE || type == CASUS_SUPPORT) types |= BIT(AGREE) | BIT(SUPPORT);
  return types;
}

static bool same(const casus_codes *a, const casus_codes *b) {
  return casus_codes_hold(a, b) && casus_codes_hold(b, a);
}

static int told_in(const casus_coding *coding, casus_span sentence, casus_arena *arena, casus_told_events *told) {
  for (size_t i = 0; i < coding->event_count; i++) {
    const casus_event *event = &coding->events[i];
    if (event->span.start < sentence.start || event->span.start > sentence.end) continue;
    casus_told_event *item = casus_vec_push(told, arena);
    if (!item) return CASUS_E_MEMORY;
    item->event = event;
    if (casus_codes_put(arena, event->source, event->source_count, &item->source) ||
        casus_codes_put(arena, event->target, event->target_count, &item->target))
      return CASUS_E_MEMORY;
  }
  return CASUS_OK;
}

/* A deed done to one another may be coded with everyone on both sides, or with one against the others. */
static bool shares_parties(const casus_codes *source, const casus_codes *target, const casus_told_event *told) {
  bool mutual = same(source, target) || (source->count > 1 && !target->count);
  if (!mutual) return false;
  size_t parties = told->source.count + told->target.count;
  bool split =
      parties == source->count && casus_codes_hold(source, &told->source) && casus_codes_hold(source, &told->target);
  return split || (same(source, &told->source) && (!told->target.count || same(source, &told->target))) ||
         (!told->source.count && same(source, &told->target));
}

static bool sides_match(const casus_codes *source, const casus_codes *target, const casus_told_event *told,
                        casus_level level) {
  if (shares_parties(source, target, told)) return true;
  if (level == CASUS_LEVEL_SOURCE)
    return same(source, &told->source) ||
           (source->count > 1 && told->source.count && casus_codes_hold(source, &told->source));
  return same(source, &told->source) && same(target, &told->target);
}

static bool matches(const casus_gold_event *gold, const casus_told_event *told, casus_level level) {
  unsigned status = 1U << told->event->status;
  if (!((gold->also | filed_under(gold->type, gold->statuses)) & filed_under(told->event->type, status))) return false;
  if (level == CASUS_LEVEL_TYPE) return true;
  if (!sides_match(&gold->source, &gold->target, told, level) &&
      !(gold->has_other && sides_match(&gold->other_source, &gold->other_target, told, level)))
    return false;
  return level < CASUS_LEVEL_STATUS || gold->statuses & status;
}

static casus_told_event *find(const casus_gold_event *gold, casus_told_events *told, casus_level level) {
  for (size_t i = 0; i < told->count; i++)
    if (!told->items[i].used && matches(gold, &told->items[i], level)) return &told->items[i];
  return NULL;
}

/* What was told instead of what: the leftovers of a sentence pair up in order. */
static void confuse(casus_tally *tally, const casus_gold_sentence *sentence, const casus_told_events *told,
                    const bool *found) {
  size_t next = 0;
  for (size_t i = 0; i < sentence->events.count; i++) {
    const casus_gold_event *event = &sentence->events.items[i];
    if (event->optional) continue;
    if (found[i]) {
      tally->confusion[event->type][event->type]++;
      continue;
    }
    while (next < told->count && told->items[next].used) next++;
    casus_event_type instead = next < told->count ? told->items[next++].event->type : CASUS_EVENT_TYPE_COUNT;
    tally->confusion[event->type][instead]++;
  }
  for (; next < told->count; next++)
    if (!told->items[next].used) tally->confusion[CASUS_EVENT_TYPE_COUNT][told->items[next].event->type]++;
}

/* Match what must be found at this level, then let what may be found take what is left. */
static void match_level(casus_hits *hits, const casus_gold_sentence *sentence, casus_told_events *told, bool *found,
                        casus_level level) {
  for (size_t i = 0; i < told->count; i++) told->items[i].used = false, told->items[i].gold = NULL;
  for (int optional = 0; optional < 2; optional++) {
    for (size_t i = 0; i < sentence->events.count; i++) {
      const casus_gold_event *event = &sentence->events.items[i];
      if (event->optional != (optional == 1)) continue;
      casus_told_event *hit = find(event, told, optional ? CASUS_LEVEL_TYPE : level);
      if (hit) hit->used = true, hit->gold = optional ? NULL : event;
      found[i] = hit != NULL;
      if (!optional && hit) hits->right++;
      if (!optional && !hit) hits->missed++;
    }
  }
  for (size_t i = 0; i < told->count; i++) hits->wrong += !told->items[i].used;
}

static casus_str last_word(casus_str name) {
  size_t end = name.len;
  while (end > 0 && !casus_is_alpha(name.ptr[end - 1]) && !((unsigned char)name.ptr[end - 1] & 0x80)) end--;
  size_t start = end;
  while (start > 0 && !casus_is_space(name.ptr[start - 1])) start--;
  return casus_str_sub(name, start, end);
}

static void count_speakers(casus_hits *hits, const casus_gold_sentence *sentence, const casus_coding *coding) {
  bool wanted[64] = {false};
  size_t count = sentence->speakers.count < 64 ? sentence->speakers.count : 64;
  for (size_t s = 0; s < coding->statement_count; s++) {
    const casus_statement *statement = &coding->statements[s];
    casus_str name = last_word(statement->speaker.name);
    bool here = statement->span.start >= sentence->span.start && statement->span.start <= sentence->span.end;
    bool again = false, known = false;
    if (!here || !name.len) continue;
    for (size_t k = 0; k < s && !again; k++)
      again = coding->statements[k].span.start >= sentence->span.start &&
              coding->statements[k].span.start <= sentence->span.end &&
              casus_str_ieq(last_word(coding->statements[k].speaker.name), name);
    for (size_t i = 0; i < count; i++)
      if (casus_str_ieq(last_word(sentence->speakers.items[i].name), name)) known = wanted[i] = true;
    if (!known && !again) hits->wrong++;
  }
  for (size_t i = 0; i < count; i++) {
    if (sentence->speakers.items[i].optional) continue;
    if (wanted[i]) hits->right++;
    if (!wanted[i]) hits->missed++;
  }
}

static int add_sentence(casus_tally *tally, const casus_gold *gold, const casus_gold_sentence *sentence,
                        const casus_coding *coding, casus_arena *scratch) {
  casus_told_events told = {0};
  bool *found = casus_arena_array(scratch, sentence->events.count, sizeof *found);
  if (!found || told_in(coding, sentence->span, scratch, &told)) return CASUS_E_MEMORY;
  tally->sentences++;
  for (size_t i = 0; i < sentence->events.count; i++)
    tally->with_actors += sentence->events.items[i].source.count + sentence->events.items[i].target.count > 0;
  if (!sentence->events.count) {
    tally->quiet++;
    tally->false_alarms += told.count > 0;
  }
  int rc = CASUS_OK;
  for (int level = 0; level < CASUS_LEVEL_COUNT && !rc; level++) {
    match_level(&tally->levels[level], sentence, &told, found, (casus_level)level);
    if (level == CASUS_LEVEL_TYPE) confuse(tally, sentence, &told, found);
    if (level == CASUS_LEVEL_SOURCE) rc = casus_keep_trusts(tally, &told);
    if (level == CASUS_LEVEL_TYPE) rc = casus_keep_guesses(tally, &told);
    if (level == CASUS_LEVEL_TARGET) rc = casus_keep_miss(tally, gold, sentence, &told, found);
  }
  count_speakers(&tally->speakers, sentence, coding);
  casus_count_ties(&tally->ties, sentence, coding);
  return rc;
}

int casus_tally_add(casus_tally *tally, const casus_gold *gold, const casus_coding *coding, casus_error *err) {
  casus_arena *scratch = casus_arena_new();
  int rc = scratch ? CASUS_OK : CASUS_E_MEMORY;
  for (size_t i = 0; i < gold->sentences.count && !rc; i++)
    rc = add_sentence(tally, gold, &gold->sentences.items[i], coding, scratch);
  casus_arena_free(scratch);
  return rc ? casus_fail_memory(err) : CASUS_OK;
}
