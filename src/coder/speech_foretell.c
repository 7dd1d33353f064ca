#include "coder/speech_parts.h"

static casus_str written(const casus_talk *talk, uint32_t first, uint32_t last) {
  return casus_str_sub(talk->text->bytes, talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end);
}

/* "in the coming weeks", "within three years": up to the period, a few words on. */
static casus_str with_period(const casus_talk *talk, uint32_t first, uint32_t at, uint32_t last) {
  enum { REACH = 3 };
  for (uint32_t i = at; i < last && i < at + REACH; i++)
    if (casus_sayings_period(talk->sayings, talk->text->tokens[i].lemma)) return written(talk, first, i + 1);
  return casus_str_of(NULL, 0);
}

static bool leads_date(const casus_talk *talk, uint32_t at) {
  return casus_talk_is(talk, at, "by") || casus_talk_is(talk, at, "until") || casus_talk_is(talk, at, "before") ||
         casus_talk_is(talk, at, "in");
}

/* The first date named in [first, last) that lies behind the day of publication, with "by" or "in" before it. */
static casus_str future_date(const casus_talk *talk, uint32_t first, uint32_t last) {
  const casus_text *text = talk->text;
  size_t low = 0, high = text->when_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (text->whens[middle].first < first)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < text->when_count && text->whens[low].last <= last; low++) {
    const casus_when *when = &text->whens[low];
    if (!casus_date_known(when->date) || !casus_date_known(talk->document->date)) continue;
    if (casus_date_last_day(when->date) <= talk->document->date.day) continue;
    uint32_t from = when->first;
    if (from > first && leads_date(talk, from - 1)) from--;
    return written(talk, from, when->last);
  }
  return casus_str_of(NULL, 0);
}

/* "May" the month and "the will" are no foretelling, nor is "may have left", which looks back. */
static bool foretells(const casus_talk *talk, uint32_t first, uint32_t end, uint32_t last) {
  unsigned upos = talk->text->tokens[first].upos;
  if (end - first == 1 && (upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN)) return false;
  uint32_t next = end;
  while (next < last &&
         (talk->text->tokens[next].upos == CASUS_UPOS_ADV || talk->text->tokens[next].upos == CASUS_UPOS_PART))
    next++;
  return next + 1 >= last || !casus_talk_is(talk, next, "have") ||
         !casus_str_eq(talk->text->tokens[next + 1].xpos, CASUS_STR("VBN"));
}

void casus_talk_foretell(const casus_talk *talk, casus_utterance *utterance) {
  const casus_text *text = talk->text;
  casus_prediction found = {{NULL, 0}, {NULL, 0}};
  for (uint32_t i = utterance->first; i < utterance->last;) {
    uint32_t end = i + 1;
    casus_str class = casus_sayings_foretell(talk->sayings, text, i, utterance->last, &end);
    if (class.ptr && !foretells(talk, i, end, utterance->last)) class.ptr = NULL;
    bool horizon = class.ptr && casus_str_starts(class, CASUS_STR("horizon"));
    if (horizon && !found.horizon.ptr)
      found.horizon = class.len > 7 ? with_period(talk, i, end, utterance->last) : written(talk, i, end);
    /* A promise or plan outweighs the bare "will" before it, a doubt outweighs both ("will probably", "could be going
     * to"). */
    bool stronger = !found.modality.ptr ||
                    (casus_str_eq(found.modality, CASUS_STR("expected")) && casus_str_eq(class, CASUS_STR("planned")));
    if (class.ptr && !horizon && stronger) found.modality = class;
    i = end;
  }
  bool question = utterance->last > utterance->first && casus_talk_is(talk, utterance->last - 1, "?");
  question |= utterance->last < text->token_count && casus_talk_is(talk, utterance->last, "?");
  if (!found.modality.ptr || question) return;
  if (!found.horizon.ptr) found.horizon = future_date(talk, utterance->first, utterance->last);
  utterance->prediction = found;
}
