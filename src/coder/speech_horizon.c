/* By when what is foretold shall happen: as written, and as a day. */
#include <math.h>

#include "coder/speech_parts.h"

enum { LAST_YEAR = 9999 };

static casus_str written(const casus_talk *talk, uint32_t first, uint32_t last) {
  return casus_str_sub(talk->text->bytes, talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end);
}

/* "in the coming weeks", "within three years": up to the period, a few words on. */
bool casus_talk_horizon_ends(const casus_talk *talk, casus_foretelling *phrase, uint32_t last) {
  enum { REACH = 3 };
  casus_period period;
  if (casus_str_eq(phrase->class, CASUS_STR("horizon"))) return true;
  for (uint32_t i = phrase->last; i < last && i < phrase->last + REACH; i++) {
    if (!casus_sayings_period(talk->sayings, talk->text->tokens[i].lemma, &period)) continue;
    phrase->last = i + 1;
    return true;
  }
  return false;
}

static void put_until(casus_prediction *prediction, int64_t day, casus_basis basis) {
  int32_t last = casus_days_from_civil(LAST_YEAR, 12, 31);
  prediction->until = (casus_date){day < last ? (int32_t)day : last, CASUS_DATE_DAY};
  prediction->basis = basis;
}

/* The same day of the month, or the last one where a month is too short. */
static int32_t months_later(int32_t day, double months) {
  const double most = 12.0 * LAST_YEAR;
  int year, month, of_month;
  casus_civil_from_days(day, &year, &month, &of_month);
  int count = year * 12 + month - 1 + (int)fmin(ceil(months), most);
  if (count / 12 > LAST_YEAR) return casus_days_from_civil(LAST_YEAR, 12, 31);
  int longest = casus_days_in_month(count / 12, count % 12 + 1);
  return casus_days_from_civil(count / 12, count % 12 + 1, of_month < longest ? of_month : longest);
}

static bool leads(const casus_talk *talk, uint32_t at, const char *const *words) {
  for (; *words; words++)
    if (casus_talk_is(talk, at, *words)) return true;
  return false;
}

/* "by Friday", "in June", read as the ones before the day of publication: the next ones are meant. */
static casus_date next_one(const casus_when *when, int32_t made) {
  enum { WEEK = 7, YEAR = 366 };
  casus_date date = when->date, next;
  int year, month, day;
  if (!when->relative || date.precision == CASUS_DATE_YEAR || casus_date_last_day(date) > made) return date;
  if (date.precision == CASUS_DATE_DAY && made - date.day < WEEK) return (casus_date){date.day + WEEK, CASUS_DATE_DAY};
  casus_civil_from_days(date.day, &year, &month, &day);
  bool exists = casus_date_from_civil(year + 1, month, date.precision == CASUS_DATE_DAY ? day : 0, &next);
  return exists && next.day - made <= YEAR ? next : date;
}

/* The first date in [first, last) that lies behind the day of publication. What follows "after" is no end. */
static bool put_date(const casus_talk *talk, uint32_t first, uint32_t last, casus_prediction *prediction) {
  static const char *const ends[] = {"by", "until", "before", "in", "on", NULL};
  static const char *const starts[] = {"after", "since", "from", NULL};
  const casus_text *text = talk->text;
  int32_t made = casus_date_last_day(talk->document->date);
  size_t i = CASUS_FIRST_FROM(text->whens, text->when_count, first, first);
  for (; i < text->when_count && text->whens[i].last <= last; i++) {
    const casus_when *when = &text->whens[i];
    if (!casus_date_known(when->date)) continue;
    uint32_t from = when->first;
    if (from > first && leads(talk, from - 1, starts)) continue;
    bool led = from > first && leads(talk, from - 1, ends), before = led && casus_talk_is(talk, from - 1, "before");
    casus_date date = led && !casus_date_known(when->until) ? next_one(when, made) : when->date;
    int32_t day = before ? date.day - 1 : casus_date_last_day(casus_date_known(when->until) ? when->until : date);
    if (day <= made) continue;
    if (!prediction->horizon.ptr) prediction->horizon = written(talk, led ? from - 1 : from, when->last);
    put_until(prediction, day, CASUS_BASIS_TOLD);
    return true;
  }
  return false;
}

/* What an untold number of the period in [first, last) is taken for; 0: no period. */
static int32_t vague_days(const casus_talk *talk, uint32_t first, uint32_t last) {
  casus_period period;
  for (uint32_t i = first; i < last; i++)
    if (casus_sayings_period(talk->sayings, talk->text->tokens[i].lemma, &period)) return period.days;
  return 0;
}

/* "within three months" from that day on; the longer end of a range. */
static int64_t length_later(const casus_duration *duration, int32_t day) {
  const double most_days = 366.0 * LAST_YEAR;
  double length = fmax(duration->length, duration->most);
  switch (duration->unit) {
  case 'Y':
    return months_later(day, 12 * length);
  case 'M':
    return months_later(day, length);
  case 'W':
    return day + (int64_t)fmin(ceil(7 * length), most_days);
  case 'D':
    return day + (int64_t)fmin(ceil(length), most_days);
  default:
    return day + 1;
  }
}

/* The first length of time in [first, last) that starts with the day of publication. */
static bool put_length(const casus_talk *talk, uint32_t first, uint32_t last, casus_prediction *prediction) {
  const casus_text *text = talk->text;
  int32_t made = casus_date_last_day(talk->document->date);
  size_t i = CASUS_FIRST_FROM(text->durations, text->duration_count, first, first);
  for (; i < text->duration_count && text->durations[i].first < last; i++) {
    const casus_duration *duration = &text->durations[i];
    if (duration->bearing != CASUS_BEARING_AHEAD) continue;
    bool told = duration->length > 0 || duration->most > 0;
    int32_t days = told ? 0 : vague_days(talk, duration->first, duration->last);
    if (!told && !days) continue;
    if (!prediction->horizon.ptr) prediction->horizon = written(talk, duration->first, duration->last);
    put_until(prediction, told ? length_later(duration, made) : made + days,
              told && !duration->vague ? CASUS_BASIS_TOLD : CASUS_BASIS_VAGUE);
    return true;
  }
  return false;
}

/* "by the end of the year": the last day of the period of the calendar that is under way. False: no such period. */
static bool put_end(const casus_talk *talk, const casus_foretelling *phrase, casus_prediction *prediction) {
  casus_period period;
  int year, month, of_month;
  if (!casus_str_eq(phrase->class, CASUS_STR("horizon-end")) ||
      !casus_sayings_period(talk->sayings, talk->text->tokens[phrase->last - 1].lemma, &period) || !period.months)
    return false;
  casus_civil_from_days(talk->document->date.day, &year, &month, &of_month);
  int last = ((year * 12 + month - 1) / period.months + 1) * period.months - 1;
  if (last / 12 > LAST_YEAR) return false;
  put_until(prediction, casus_days_from_civil(last / 12, last % 12 + 1, casus_days_in_month(last / 12, last % 12 + 1)),
            CASUS_BASIS_TOLD);
  return true;
}

void casus_talk_put_horizon(const casus_talk *talk, const casus_utterance *utterance, const casus_foretelling *phrase,
                            casus_prediction *prediction) {
  bool told = phrase->class.ptr != NULL;
  uint32_t first = told ? phrase->first : utterance->first, last = told ? phrase->last : utterance->last;
  if (told) prediction->horizon = written(talk, first, last);
  if (!casus_date_known(talk->document->date)) return;
  if (put_date(talk, first, last, prediction) || put_length(talk, first, last, prediction)) return;
  if (told && put_end(talk, phrase, prediction)) return;
  int32_t days = !told          ? casus_sayings_untold_days(talk->sayings)
                 : phrase->days ? phrase->days
                                : vague_days(talk, first, last);
  put_until(prediction, (int64_t)casus_date_last_day(talk->document->date) + days,
            told ? CASUS_BASIS_VAGUE : CASUS_BASIS_ASSUMED);
}
