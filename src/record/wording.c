/* The runs of a text's words. */
#include "record/wording.h"

enum {
  SHORT_RUN = 6, /* three words: what is compared */
  LONG_RUN = 10, /* five words, seldom shared by chance: what is looked up */
  FEW_WORDS = 8,
  WHOLE_KEYS = 12,
  START_WORDS = 48, /* the keys of the start: a text cut to a tenth is found by them */
};

/* The end of the run from word `from` on that reaches a weight, and its hash; 0: the text ends before. */
static size_t run_from(const casus_wording *w, size_t from, unsigned weight, uint64_t *hash) {
  unsigned total = 0;
  uint64_t h = 0;
  for (size_t i = from; i < w->words.count; i++) {
    h = (h + w->words.items[i].hash) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 32;
    if ((total += w->words.items[i].weight) >= weight) return *hash = h, i + 1;
  }
  return 0;
}

bool casus_wording_of_text(casus_arena *arena, casus_str text, casus_wording *wording) {
  casus_wording made = {0};
  if (!casus_words_of(arena, text, &made.words)) return false;
  size_t count = made.words.count;
  made.runs = casus_arena_room(arena, count + 1, sizeof *made.runs);
  made.set = casus_arena_room(arena, count + 1, sizeof *made.set);
  made.numbers = casus_arena_room(arena, count + 1, sizeof *made.numbers);
  if (!made.runs || !made.set || !made.numbers) return false;
  for (size_t i = 0; i < count; i++) {
    if (run_from(&made, i, SHORT_RUN, &made.runs[made.run_count])) made.run_count++;
    if (made.words.items[i].number) made.numbers[made.number_count++] = made.words.items[i].number;
  }
  memcpy(made.set, made.runs, made.run_count * sizeof *made.set);
  made.set_count = casus_set_of(made.set, made.run_count);
  made.number_count = casus_set_of(made.numbers, made.number_count);
  *wording = made;
  return true;
}

bool casus_wording_add_title(casus_arena *arena, casus_str title, casus_wording *wording) {
  return casus_headline_of(arena, title, &wording->words, &wording->headline);
}

bool casus_wording_of(casus_arena *arena, casus_str title, casus_str text, casus_wording *wording) {
  return casus_wording_of_text(arena, text, wording) && casus_wording_add_title(arena, title, wording);
}

bool casus_wording_needs_title(const casus_wording *wording) {
  return wording->words.count < FEW_WORDS || casus_headline_says_more(&wording->headline);
}

casus_str casus_wording_id(casus_arena *arena, const casus_wording *wording, casus_str title, casus_str content) {
  const casus_str parts[] = {wording->words.text, title};
  if (!wording->words.count) return casus_content_id(arena, &content, 1);
  return casus_content_id(arena, parts, casus_wording_needs_title(wording) ? 2 : 1);
}

/* The least hashes of the long runs that begin before word `end`, one for each key from `first` on. */
static void least_runs(const casus_wording *wording, size_t end, size_t first, size_t count, uint64_t *least) {
  uint64_t hash;
  for (size_t i = 0; i < end && run_from(wording, i, LONG_RUN, &hash); i++)
    for (size_t k = first; k < first + count; k++) {
      uint64_t value = casus_hash_mix(hash + (k + 1) * 0x9e3779b97f4a7c15ULL);
      if (!i || value < least[k]) least[k] = value;
    }
}

size_t casus_wording_keys(const casus_wording *wording, int32_t keys[CASUS_WORDING_KEYS]) {
  uint64_t least[CASUS_WORDING_KEYS], hash;
  if (!run_from(wording, 0, LONG_RUN, &hash)) return 0;
  least_runs(wording, wording->words.count, 0, WHOLE_KEYS, least);
  least_runs(wording, START_WORDS, WHOLE_KEYS, CASUS_WORDING_KEYS - WHOLE_KEYS, least);
  for (size_t k = 0; k < CASUS_WORDING_KEYS; k++) keys[k] = (int32_t)(uint32_t)casus_hash_mix(least[k] + k);
  return CASUS_WORDING_KEYS;
}
