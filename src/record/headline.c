#include "record/headline.h"

#include <stdlib.h>

static casus_str word_at(const casus_words *words, size_t i) {
  size_t end = i + 1 < words->count ? words->items[i + 1].start - 1 : words->text.len;
  return casus_str_sub(words->text, words->items[i].start, end);
}

static int by_bytes(const void *a, const void *b) {
  return casus_str_cmp(*(const casus_str *)a, *(const casus_str *)b);
}

static bool vocabulary_of(casus_arena *arena, const casus_words *text, casus_vocabulary *v) {
  v->count = text->count;
  if (!(v->words = casus_arena_room(arena, text->count + 1, sizeof *v->words))) return false;
  for (size_t i = 0; i < text->count; i++) v->words[i] = word_at(text, i);
  if (v->count) qsort(v->words, v->count, sizeof *v->words, by_bytes);
  return true;
}

/* The word without its last third: what is left where endings change. Of digits all counts. */
static casus_str stem_of(casus_str word, bool number) {
  size_t keep = number ? word.len : word.len - word.len / 3;
  while (keep < word.len && ((unsigned char)word.ptr[keep] & 0xC0) == 0x80) keep++;
  return casus_str_sub(word, 0, keep);
}

static bool has_stem(const casus_vocabulary *v, casus_str stem) {
  size_t low = 0, high = v->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (casus_str_cmp(v->words[middle], stem) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < v->count && casus_str_starts(v->words[low], stem);
}

bool casus_headline_of(casus_arena *arena, casus_str title, const casus_words *text, casus_headline *headline) {
  casus_headline made = {.borne = 1};
  casus_words words = {0};
  casus_vocabulary known = {0};
  size_t borne = 0;
  if (!casus_words_of(arena, title, &words)) return false;
  made.words = casus_arena_room(arena, words.count + 1, sizeof *made.words);
  made.numbers = casus_arena_room(arena, words.count + 1, sizeof *made.numbers);
  made.subject = casus_arena_room(arena, words.count + 1, sizeof *made.subject);
  if (!made.words || !made.numbers || !made.subject) return false;
  if (words.count && !vocabulary_of(arena, text, &known)) return false;
  for (size_t i = 0; i < words.count; i++) {
    const casus_word *w = &words.items[i];
    casus_str stem = stem_of(word_at(&words, i), w->number);
    bool there = has_stem(&known, stem);
    if (there && !w->number) made.subject[made.subject_count++] = stem;
    if (w->plain && !there) made.numbers[made.number_count++] = w->hash;
    made.words[i] = w->hash;
    borne += there;
  }
  if (words.count) made.borne = (double)borne / (double)words.count;
  made.count = casus_set_of(made.words, words.count);
  made.number_count = casus_set_of(made.numbers, made.number_count);
  made.text = known;
  *headline = made;
  return true;
}

/* What is named above the one text and in it, and not in the other. */
static bool names_its_own(const casus_headline *a, const casus_headline *b) {
  for (size_t i = 0; i < a->subject_count; i++)
    if (!has_stem(&b->text, a->subject[i])) return true;
  return false;
}

bool casus_headline_names_others(const casus_headline *a, const casus_headline *b) {
  return a->count && b->count && names_its_own(a, b) && names_its_own(b, a);
}

double casus_headline_shared(const casus_headline *a, const casus_headline *b) {
  if (!a->count || !b->count) return -1;
  size_t both = casus_set_shared(a->words, a->count, b->words, b->count);
  return (double)both / (double)(a->count + b->count - both);
}

/* The text has fewer than half of its words. */
bool casus_headline_says_more(const casus_headline *headline) { return headline->borne < 0.5; }

bool casus_headline_counts_on(const casus_headline *a, const casus_headline *b) {
  size_t both = casus_set_shared(a->numbers, a->number_count, b->numbers, b->number_count);
  return casus_headline_says_more(a) && casus_headline_says_more(b) && a->number_count > both && b->number_count > both;
}
