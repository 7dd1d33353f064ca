#include "text/amount.h"
#include "text/when.h"

/* What the rules look at: the same tokens, with numbers and with words of dates. */
typedef struct scan {
  casus_number_scan numbers;
  casus_when_scan whens;
} scan;

static casus_word word_at(const scan *s, size_t origin, size_t at) { return casus_when_word(&s->whens, origin, at); }
static bool is(const scan *s, size_t origin, size_t at, const char *word) {
  return casus_when_eq(&s->whens, origin, at, word);
}

/* The unit at `at`, with its length of ten years for decades. False: none stands there. */
static bool read_unit(const scan *s, size_t origin, size_t at, casus_duration *d, double *factor) {
  casus_word word = word_at(s, origin, at);
  *factor = 1;
  if (word.classes & CASUS_DATES_CLOCK) {
    d->unit = word.value < 1 ? 'm' : 'h';
    return true;
  }
  if (!(word.classes & CASUS_DATES_PERIOD)) return false;
  int days = (int)word.value;
  d->unit = days == 1 ? 'D' : days == 7 ? 'W' : days == 30 ? 'M' : 'Y';
  if (days > 365) *factor = 10;
  return true;
}

static bool is_plural(casus_str form) { return form.len > 1 && form.ptr[form.len - 1] == 's'; }

/* "64 years old", "64-year-old", "at the age of 64 years", "three years ago", "$3 million a year" are no lengths. */
static bool is_age(const scan *s, size_t first, size_t last) {
  size_t behind = last + is(s, first, last, "-");
  bool of_age = first >= 2 && is(s, first, first - 1, "of") && is(s, first, first - 2, "age");
  return is(s, first, behind, "old") || is(s, first, last, "ago") || of_age ||
         casus_when_before(&s->whens, first, "aged") || casus_when_before(&s->whens, first, "every");
}

/* " and a half" behind a number or unit: its end, else `at`. */
static size_t take_half(const scan *s, size_t origin, size_t at, double *length) {
  if (!is(s, origin, at, "and") || !is(s, origin, at + 1, "a") || !is(s, origin, at + 2, "half")) return at;
  *length += 0.5;
  return at + 3;
}

/* Words of a length without a number that need a word before them to be one: "for decades", "for a year". */
static bool is_led(const scan *s, size_t at) {
  static const char *const words[] = {"for", "over", "after", "within", "through", "took", "lasted", "lasting"};
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_when_before(&s->whens, at, words[i])) return true;
  return false;
}

/* several years, many months, a few days; "years" alone behind "for". Returns the end, 0: none. */
static size_t untold(const scan *s, size_t at, casus_duration *d) {
  double factor;
  bool few = is(s, at, at, "a") && is(s, at, at + 1, "few");
  bool word = word_at(s, at, at).classes & CASUS_DATES_UNTOLD;
  size_t unit = at + (few ? 2 : word);
  if (unit == at && !is_led(s, at)) return 0;
  if (!read_unit(s, at, unit, d, &factor) || !is_plural(casus_when_form(&s->whens, at, unit))) return 0;
  d->length = d->most = 0;
  d->tens = factor > 1;
  d->vague = true;
  return unit + 1;
}

/* half a year, an hour, a year and a half, a decade: needs a word before it unless it is more than one unit. */
static size_t one_unit(const scan *s, size_t at, bool bound, casus_duration *d) {
  double factor;
  bool half = is(s, at, at, "half");
  size_t article = at + half;
  if (!is(s, at, article, "a") && !is(s, at, article, "an")) return 0;
  if (!read_unit(s, at, article + 1, d, &factor)) return 0;
  d->length = half ? 0.5 : 1;
  size_t end = take_half(s, at, article + 2, &d->length);
  d->length *= factor;
  d->most = d->length;
  return half || bound || end > article + 2 || is_led(s, at) ? end : 0;
}

/* three years, 20-year, two and a half years, two to three weeks */
static size_t numbered(const scan *s, size_t at, casus_duration *d) {
  enum { LONGEST = 10000 };
  casus_number first, second;
  double factor;
  if (!casus_number_read(&s->numbers, at, &first) || first.share || first.value > LONGEST) return 0;
  d->length = first.value;
  size_t end = take_half(s, at, first.last, &d->length);
  d->most = d->length;
  if (casus_number_range(&s->numbers, at, end, false, &second) && second.value > first.value && !second.share) {
    d->most = second.value;
    end = second.last;
  }
  end += casus_number_hyphen(&s->numbers, at, end);
  if (!read_unit(s, at, end, d, &factor)) return 0;
  d->length *= factor;
  d->most *= factor;
  d->vague = first.untold;
  return end + 1;
}

static size_t plain_length(const scan *s, size_t at, casus_duration *d) {
  size_t start = at;
  bool bound = casus_amount_bound(&s->numbers, at, &start) != CASUS_BOUND_EXACT;
  size_t end = numbered(s, at, d);
  if (!end) end = untold(s, at, d);
  if (!end) end = one_unit(s, at, bound, d);
  if (!end || is_age(s, at, end)) return 0;
  d->first = (uint32_t)start;
  d->vague |= bound;
  return end;
}

/* the past three years, the last decade, recent days, the coming weeks */
static size_t borne(const scan *s, size_t at, casus_duration *d) {
  size_t place = at + is(s, at, at, "the");
  casus_word bearing = word_at(s, at, place);
  double factor;
  if (!(bearing.classes & CASUS_DATES_BEARING)) return 0;
  d->bearing = bearing.value < 0 ? CASUS_BEARING_PAST : CASUS_BEARING_AHEAD;
  size_t end = plain_length(s, place + 1, d);
  d->first = (uint32_t)at;
  if (end) return end;
  if (!read_unit(s, at, place + 1, d, &factor)) return 0;
  bool plural = is_plural(casus_when_form(&s->whens, at, place + 1));
  if (!plural && place == at) return 0; /* "last year" is a date */
  d->length = d->most = plural ? 0 : factor;
  d->tens = plural && factor > 1;
  d->vague = plural;
  return place + 2;
}

/* within 12 months; in three years, where the clause looks ahead */
static size_t within(const scan *s, size_t at, casus_duration *d) {
  bool in = is(s, at, at, "in");
  if (!in && !is(s, at, at, "within")) return 0;
  if (in && casus_when_outlook(&s->whens, at) != CASUS_OUTLOOK_FUTURE) return 0;
  size_t end = casus_when_form(&s->whens, at, at + 1).len ? plain_length(s, at + 1, d) : 0;
  if (!end) return 0;
  d->bearing = CASUS_BEARING_AHEAD;
  d->first = (uint32_t)at;
  return end;
}

static size_t find_duration(const scan *s, size_t at, casus_duration *d) {
  *d = (casus_duration){.first = (uint32_t)at};
  size_t end = borne(s, at, d);
  if (end) return end;
  *d = (casus_duration){.first = (uint32_t)at};
  end = within(s, at, d);
  if (end) return end;
  *d = (casus_duration){.first = (uint32_t)at};
  return plain_length(s, at, d);
}

static bool holds_period(const scan *s, const casus_sentence *sentence) {
  for (size_t at = sentence->first; at < sentence->last; at++)
    if (word_at(s, at, at).classes & (CASUS_DATES_PERIOD | CASUS_DATES_CLOCK)) return true;
  return false;
}

bool casus_durations_find(const casus_words *words, casus_text *text, casus_arena *arena) {
  bool tagged = casus_is_tagged(text);
  const scan s = {{words, text, tagged}, {words, text, (casus_date){0}, tagged}};
  CASUS_VEC(casus_duration) found = {0};
  size_t when = 0;
  for (size_t at = 0; at < text->token_count;) {
    const casus_sentence *sentence = &text->sentences[text->tokens[at].sentence];
    if (at == sentence->first && !holds_period(&s, sentence)) {
      at = sentence->last;
      continue;
    }
    while (when < text->when_count && text->whens[when].last <= at) when++;
    casus_duration d;
    bool dated = when < text->when_count && text->whens[when].first <= at;
    size_t end = dated ? 0 : find_duration(&s, at, &d);
    if (!end || (when < text->when_count && end > text->whens[when].first)) {
      at++;
      continue;
    }
    d.last = (uint32_t)end;
    casus_duration *slot = casus_vec_push(&found, arena);
    if (!slot) return false;
    *slot = d;
    at = end;
  }
  text->durations = found.items;
  text->duration_count = (uint32_t)found.count;
  return true;
}
