/* Words told by a noun: "according to X", "in X's words", "by the account of X". */
#include "coder/speech_parts.h"

static const casus_token *at(const casus_talk *talk, uint32_t token) { return &talk->text->tokens[token]; }

/* "X's claim that S", "a statement by X that S", "in the words of X": whose the noun is. */
uint32_t casus_talk_owner(const casus_talk *talk, uint32_t noun) {
  static const char *const words[] = {"by", "from", "of"};
  const casus_sentence *sentence = casus_talk_sentence(talk, noun);
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = at(talk, i);
    if (token->head != (int32_t)noun || token->deprel != CASUS_DEP_nmod) continue;
    if (token->subrel == CASUS_SUB_poss) return i;
    for (size_t k = 0; k < CASUS_COUNT(words); k++)
      if (casus_talk_case(talk, i, words[k]) != CASUS_NOWHERE) return i;
  }
  return CASUS_NOWHERE;
}

/* A phrase that says whose the words are: tokens [first, last). */
typedef struct source {
  uint32_t first, last, who;
  casus_str lemma, word;
} source;

static bool is_source_noun(const casus_talk *talk, uint32_t token) {
  return at(talk, token)->upos == CASUS_UPOS_NOUN &&
         casus_sayings_find(talk->sayings, at(talk, token)->lemma).frames & CASUS_SAY_SOURCE;
}

/* The noun that the preposition at `lead` governs, by the parse, else the end of the noun phrase behind it. */
static uint32_t governed(const casus_talk *talk, uint32_t lead, uint32_t from, uint32_t end) {
  enum { REACH = 12 };
  int32_t parsed = at(talk, lead)->head;
  uint32_t noun = CASUS_NOWHERE;
  for (uint32_t i = from; i < end && i < from + REACH; i++) {
    unsigned upos = at(talk, i)->upos;
    if (upos == CASUS_UPOS_VERB || upos == CASUS_UPOS_AUX || (upos == CASUS_UPOS_PUNCT && !casus_talk_is(talk, i, "-")))
      break;
    if ((int32_t)i == parsed) return i;
    if (upos == CASUS_UPOS_NOUN || upos == CASUS_UPOS_PROPN || upos == CASUS_UPOS_PRON) noun = i;
    if (noun != CASUS_NOWHERE && upos == CASUS_UPOS_ADP) break;
  }
  return noun;
}

static uint32_t end_of(const casus_talk *talk, uint32_t from, uint32_t end) {
  while (from < end && !casus_talk_is(talk, from, ",") && !casus_talk_is(talk, from, ".") &&
         !casus_talk_is(talk, from, ";") && !casus_talk_is(talk, from, ":"))
    from++;
  return from;
}

static bool according_to(const casus_talk *talk, uint32_t i, uint32_t end, source *found) {
  if (i + 2 >= end || !casus_talk_is(talk, i, "according") || !casus_talk_is(talk, i + 1, "to")) return false;
  uint32_t who = governed(talk, i, i + 2, end);
  uint32_t owner = who != CASUS_NOWHERE && is_source_noun(talk, who) ? casus_talk_owner(talk, who) : CASUS_NOWHERE;
  *found = (source){i, end_of(talk, i + 2, end), owner != CASUS_NOWHERE ? owner : who, CASUS_STR("accord"),
                    CASUS_STR("according to")};
  return who != CASUS_NOWHERE;
}

/* "in X's words", "in the opinion of X", "by X's count" */
static bool in_words(const casus_talk *talk, uint32_t i, uint32_t end, source *found) {
  bool leads = casus_talk_is(talk, i, "in") || casus_talk_is(talk, i, "by");
  if (!leads || i + 2 >= end) return false;
  uint32_t noun = governed(talk, i, i + 1, end);
  if (noun == CASUS_NOWHERE || !is_source_noun(talk, noun)) return false;
  uint32_t who = casus_talk_owner(talk, noun);
  if (who == CASUS_NOWHERE) return false;
  uint32_t behind = talk->edges[who].end > noun ? talk->edges[who].end : noun + 1;
  *found = (source){i, behind, who, at(talk, noun)->lemma, at(talk, noun)->form};
  return true;
}

static int say_source(casus_talk *talk, uint32_t first, uint32_t last, const source *from) {
  casus_act act = {.verb = CASUS_NOWHERE, .subject = from->who, .partner = CASUS_NOWHERE};
  size_t count = talk->found.count;
  bool quote = false;
  for (uint32_t i = first; i < last; i++) quote |= talk->quoted[i] != CASUS_NOWHERE;
  int rc = casus_talk_say(talk, first, last, &act, quote);
  for (size_t k = count; k < talk->found.count; k++)
    talk->found.items[k].lemma = from->lemma, talk->found.items[k].word = from->word;
  return rc;
}

/* The person or office that the tokens [first, last) name; CASUS_NOWHERE: something else. */
static uint32_t person_or_office(const casus_talk *talk, uint32_t first, uint32_t last) {
  uint32_t head = casus_talk_head_in(talk, first, last);
  const casus_mention *mention = head == CASUS_NOWHERE ? NULL : casus_talk_mention(talk, head);
  bool speaks = mention && (mention->kind == CASUS_MENTION_PERSON || mention->kind == CASUS_MENTION_ROLE);
  return speaks ? head : CASUS_NOWHERE;
}

/* "Minister: no land given up", "No land given up: minister": a headline, which has no full stop. */
static int say_headline(casus_talk *talk, const casus_sentence *sentence) {
  enum { LONGEST = 6, SHORTEST = 2 };
  uint32_t first = sentence->first, last = sentence->last, colon = first;
  while (colon < last && !casus_talk_is(talk, colon, ":")) colon++;
  if (colon == first || colon + 1 >= last || at(talk, last - 1)->upos == CASUS_UPOS_PUNCT) return CASUS_OK;
  source found = {first, last, CASUS_NOWHERE, CASUS_STR(""), CASUS_STR("")};
  if (colon - first <= LONGEST && last - colon > SHORTEST) found.who = person_or_office(talk, first, colon);
  bool leads = found.who != CASUS_NOWHERE;
  if (!leads && last - colon - 1 <= LONGEST && colon - first > SHORTEST)
    found.who = person_or_office(talk, colon + 1, last);
  if (found.who == CASUS_NOWHERE || talk->quoted[leads ? colon + 1 : first] != CASUS_NOWHERE) return CASUS_OK;
  return leads ? say_source(talk, colon + 1, last, &found) : say_source(talk, first, colon, &found);
}

/* The words are what stands before the phrase, back to the phrase before; where that is next to nothing, what stands
 * behind it. */
int casus_talk_say_sources(casus_talk *talk, const casus_sentence *sentence) {
  enum { FEW = 2 };
  uint32_t first = sentence->first;
  for (uint32_t i = first; i < sentence->last; i++) {
    source found;
    if (talk->quoted[i] != CASUS_NOWHERE) continue;
    if (!according_to(talk, i, sentence->last, &found) && !in_words(talk, i, sentence->last, &found)) continue;
    bool leads = i < first + FEW;
    int rc = say_source(talk, leads ? found.last : first, leads ? sentence->last : i, &found);
    if (rc) return rc;
    first = found.last;
    i = found.last - 1;
  }
  return say_headline(talk, sentence);
}
