/* Days reach the verb of their own clause; an event noun takes those of the verb that carries or tells it. */
#include "coder/day.h"

enum { DEEPEST = 24, WEEK = 7 };

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* The token of a day expression that hangs outside it. */
static uint32_t head_of_when(const casus_reading *view, const casus_when *when) {
  for (uint32_t i = when->first; i < when->last; i++) {
    int32_t head = at(view, i)->head;
    if (head < (int32_t)when->first || head >= (int32_t)when->last) return i;
  }
  return when->first;
}

/* Steps from the day up to `anchor` without crossing another clause; -1: it belongs elsewhere. */
static int distance(const casus_reading *view, uint32_t from, uint32_t anchor) {
  int32_t token = (int32_t)from;
  for (int steps = 0; token >= 0 && steps < DEEPEST; steps++) {
    if ((uint32_t)token == anchor) return steps;
    unsigned upos = at(view, (uint32_t)token)->upos;
    if (steps > 0 && (upos == CASUS_UPOS_VERB || casus_child(view, (uint32_t)token, CASUS_DEP_cop) >= 0)) return -1;
    token = at(view, (uint32_t)token)->head;
  }
  return -1;
}

static const casus_when *nearest(const casus_reading *view, uint32_t anchor, bool before) {
  const casus_when *best = NULL;
  int least = DEEPEST;
  casus_range in = casus_whens_in(view, at(view, anchor)->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_when *when = &view->text->whens[i];
    if (when->date.precision == CASUS_DATE_NONE) continue;
    if (before && when->first > anchor) continue;
    int steps = distance(view, head_of_when(view, when), anchor);
    if (steps < 0 || steps >= least) continue;
    least = steps;
    best = when;
  }
  return best;
}

static bool opens_with_when(const casus_reading *view, uint32_t verb) {
  CASUS_FOR_CHILDREN(view, verb, child)
  if ((uint32_t)child < verb && casus_lemma_is(view, (uint32_t)child, "when")) return true;
  return false;
}

/* Verbs whose day is also the day of what hangs on them: "began shelling", "is due to visit", "ended on Monday". */
static int32_t next_anchor(const casus_reading *view, const casus_slots *slots, uint32_t anchor, bool *before) {
  const casus_token *word = at(view, anchor);
  *before = false;
  if (word->head < 0) return -1;
  switch (word->deprel) {
  case CASUS_DEP_xcomp:
    return word->head;
  case CASUS_DEP_conj:
    *before = at(view, (uint32_t)word->head)->upos == CASUS_UPOS_VERB;
    return word->head;
  case CASUS_DEP_nsubj:
    return word->head;
  case CASUS_DEP_advcl: /* "Fighting resumed on Tuesday", with the gerund hung on the verb; "in 2000, when he met" */
    return slots->part == CASUS_PART_NOUN || (opens_with_when(view, anchor) && word->head < (int32_t)anchor)
               ? word->head
               : -1;
  case CASUS_DEP_obj:
    return slots->light == word->head ? word->head : -1;
  case CASUS_DEP_obl:
    if (casus_child(view, anchor, CASUS_DEP_case) < 0) return word->head; /* a subject read as an oblique */
    return slots->light == word->head ? word->head : -1;
  case CASUS_DEP_nmod:
    return slots->light == word->head ? word->head : -1;
  default:
    return -1;
  }
}

/* The only day of a sentence, when it hangs on no verb: "In 1989 Chinese students demonstrated", with a noun misread as
 * root. */
static const casus_when *only_day(const casus_reading *view, uint32_t trigger) {
  const casus_when *only = NULL;
  casus_range in = casus_whens_in(view, at(view, trigger)->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_when *when = &view->text->whens[i];
    if (only || when->date.precision == CASUS_DATE_NONE) return NULL;
    only = when;
  }
  int32_t token = only ? at(view, head_of_when(view, only))->head : -1;
  for (int depth = 0; token >= 0 && depth < DEEPEST; depth++, token = at(view, (uint32_t)token)->head)
    if (at(view, (uint32_t)token)->upos == CASUS_UPOS_VERB) return NULL;
  return only;
}

static const casus_when *when_of(const casus_reading *view, const casus_slots *slots) {
  const casus_when *when = nearest(view, slots->trigger, false);
  if (!when && slots->light >= 0) when = nearest(view, (uint32_t)slots->light, false);
  int32_t anchor = (int32_t)slots->trigger;
  bool before = false;
  for (int depth = 0; !when && depth < 4; depth++) {
    bool only_before;
    anchor = next_anchor(view, slots, (uint32_t)anchor, &only_before);
    if (anchor < 0) break;
    before = before || only_before;
    when = nearest(view, (uint32_t)anchor, before);
  }
  return when ? when : only_day(view, slots->trigger);
}

static bool has_weekday(const casus_reading *view, const casus_when *when) {
  for (uint32_t i = when->first; i < when->last; i++)
    if (casus_in_named_class(view, "weekday", i)) return true;
  return false;
}

/* What is still to come lies behind the document's day: the next such weekday, the next such month. */
static casus_date future_of(const casus_reading *view, const casus_when *when, casus_date published) {
  casus_date date = when->date;
  if (!casus_date_known(published) || casus_date_last_day(date) > published.day) return date;
  if (has_weekday(view, when) && published.day - date.day < WEEK) {
    date.day += WEEK;
    return date;
  }
  int year, month, day;
  casus_civil_from_days(date.day, &year, &month, &day);
  bool names_year = false;
  for (uint32_t i = when->first; i < when->last; i++) {
    int64_t number;
    names_year = names_year || (casus_parse_int(at(view, i)->form, &number) && number > 31);
  }
  if (names_year || date.precision == CASUS_DATE_YEAR) return date;
  casus_date next;
  bool exists = casus_date_from_civil(year + 1, month, date.precision == CASUS_DATE_DAY ? day : 0, &next);
  return exists && next.day - published.day <= 366 ? next : date;
}

/* What has happened lies on or before the document's day. */
static casus_date past_of(const casus_reading *view, const casus_when *when, casus_date published) {
  casus_date date = when->date;
  bool late = casus_date_known(published) && date.precision == CASUS_DATE_DAY && date.day > published.day;
  if (late && when->relative && date.day - published.day < WEEK && has_weekday(view, when)) date.day -= WEEK;
  return date;
}

casus_date casus_day_of(const casus_reading *view, const casus_slots *slots, casus_status status) {
  const casus_when *when = when_of(view, slots);
  if (!when) return (casus_date){0, CASUS_DATE_NONE};
  bool ahead = status == CASUS_STATUS_PLANNED || status == CASUS_STATUS_POSSIBLE;
  if (!view->document) return when->date;
  return ahead ? future_of(view, when, view->document->date) : past_of(view, when, view->document->date);
}
