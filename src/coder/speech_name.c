/* How a speaker without a proper name is called: the noun phrase as it stands, what restricts it included. */
#include "coder/speech_parts.h"

static const casus_token *at(const casus_talk *talk, uint32_t token) { return &talk->text->tokens[token]; }

/* The noun that the preposition at `adposition` leads; CASUS_NOWHERE: none in the same phrase. */
static uint32_t led_noun(const casus_talk *talk, uint32_t adposition, uint32_t end) {
  enum { REACH = 8 };
  int32_t noun = at(talk, adposition)->head;
  bool leads = at(talk, adposition)->deprel == CASUS_DEP_case && noun > (int32_t)adposition && noun < (int32_t)end;
  if (!leads || (uint32_t)noun > adposition + REACH) return CASUS_NOWHERE;
  for (uint32_t i = adposition + 1; i < (uint32_t)noun; i++) {
    unsigned upos = at(talk, i)->upos;
    bool mark = upos == CASUS_UPOS_PUNCT && !casus_talk_is(talk, i, "-");
    bool verb = upos == CASUS_UPOS_VERB && at(talk, i)->deprel != CASUS_DEP_amod;
    if (mark || verb || talk->quoted[i] != talk->quoted[adposition]) return CASUS_NOWHERE;
  }
  return (uint32_t)noun;
}

static bool is_restricting(const casus_talk *talk, uint32_t token) {
  static const char *const words[] = {"of", "in", "at", "to", "for", "from", "on", "with", "near", "inside", "against"};
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_talk_is(talk, token, words[i])) return true;
  return false;
}

static uint32_t whole_word(const casus_talk *talk, uint32_t noun, uint32_t end) {
  const casus_name *name = casus_name_at(talk->text, noun);
  uint32_t last = name && name->last > noun ? name->last : noun + 1;
  return last < end ? last : end;
}

/* "the leaders of Ghana, Togo and Mali": the end of what is joined to the noun. */
static uint32_t joined_end(const casus_talk *talk, uint32_t noun, uint32_t last, uint32_t end) {
  enum { REACH = 6 };
  for (uint32_t i = last; i < end && i < last + REACH; i++) {
    if (at(talk, i)->upos == CASUS_UPOS_VERB || at(talk, i)->upos == CASUS_UPOS_AUX) break;
    bool joined = at(talk, i)->head == (int32_t)noun && at(talk, i)->deprel == CASUS_DEP_conj;
    if (joined) last = whole_word(talk, i, end);
  }
  return last;
}

/* The other half of "secretary-general". */
static uint32_t hyphened_end(const casus_talk *talk, uint32_t last, uint32_t end) {
  bool hyphen = last + 1 < end && casus_talk_is(talk, last, "-") && !at(talk, last)->space_after;
  return hyphen && at(talk, last + 1)->upos != CASUS_UPOS_PUNCT ? last + 2 : last;
}

/* "the head of the delegation", "a farmer in Gori", "a source in the ministry of defence": the end of the phrase
 * [first, last) with the phrases that hang on it right behind. */
uint32_t casus_talk_phrase_end(const casus_talk *talk, uint32_t first, uint32_t last) {
  enum { MOST = 3 };
  uint32_t end = casus_talk_sentence(talk, first)->last;
  last = hyphened_end(talk, last, end);
  for (int depth = 0; depth < MOST && last < end && is_restricting(talk, last); depth++) {
    uint32_t noun = led_noun(talk, last, end);
    if (noun == CASUS_NOWHERE || at(talk, noun)->deprel != CASUS_DEP_nmod) break;
    int32_t above = at(talk, noun)->head;
    bool time = at(talk, noun)->subrel == CASUS_SUB_tmod || casus_talk_is_time(talk, noun);
    if (time || above < (int32_t)first || above >= (int32_t)last) break;
    last = joined_end(talk, noun, whole_word(talk, noun, end), end);
  }
  return last;
}
