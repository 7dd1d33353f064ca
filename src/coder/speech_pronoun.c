/* Who is meant by "he said", and what is known of a speaker from elsewhere. */
#include "coder/speech_parts.h"

bool casus_talk_new_paragraph(const casus_talk *talk, uint32_t sentence) {
  if (sentence == 0) return true;
  const casus_sentence *sentences = talk->text->sentences;
  casus_str between =
      casus_str_sub(talk->text->bytes, sentences[sentence - 1].span.end, sentences[sentence].span.start);
  return casus_str_find(between, CASUS_STR("\n"), 0) != SIZE_MAX;
}

/* Where a pronoun or a surname means a person told in full before: role and place of work from there. */
void casus_talk_recall(const casus_talk *talk, casus_voice *voice) {
  for (size_t i = talk->found.count; i > 0; i--) {
    const casus_voice *earlier = &talk->found.items[i - 1].speaker;
    if (!casus_str_eq(earlier->name, voice->name) &&
        !(voice->name.len > 3 &&
          (casus_str_ends(earlier->name, voice->name) || casus_str_starts(earlier->name, voice->name))))
      continue;
    casus_span span = voice->span;
    bool more = earlier->role.len || earlier->organization.len || earlier->name.len > voice->name.len;
    if (!more) continue;
    *voice = *earlier;
    voice->span = span;
    return;
  }
}

static void take_earlier(const casus_voice *earlier, casus_voice *voice) {
  casus_span span = voice->span;
  *voice = *earlier;
  voice->span = span;
}

/* The last one who spoke that a pronoun of this kind can mean. */
static bool last_speaker(const casus_talk *talk, bool personal, casus_voice *voice) {
  for (size_t i = talk->found.count; i > 0; i--) {
    const casus_voice *earlier = &talk->found.items[i - 1].speaker;
    if (!earlier->name.len || (personal && earlier->medium)) continue;
    take_earlier(earlier, voice);
    return true;
  }
  return false;
}

/* "the agency", "the newspaper": the medium that spoke last. */
void casus_talk_paper(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  bool common = talk->text->tokens[token].upos == CASUS_UPOS_NOUN && token > 0 && casus_talk_is(talk, token - 1, "the");
  if (!common || voice->actor.len || !casus_sayings_press(talk->sayings, voice->name)) return;
  for (size_t i = talk->found.count; i > 0; i--) {
    if (!talk->found.items[i - 1].speaker.medium) continue;
    take_earlier(&talk->found.items[i - 1].speaker, voice);
    return;
  }
}

/* "“…,” he said" right behind words spoken, in the same paragraph: he who spoke them, whoever they name. */
static bool goes_on_speaking(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  uint32_t sentence = talk->text->tokens[token].sentence;
  if (!talk->found.count || casus_talk_new_paragraph(talk, sentence)) return false;
  const casus_utterance *before = NULL; /* the one that reaches furthest in the sentence before */
  for (size_t i = talk->found.count; i > 0; i--) {
    const casus_utterance *said = &talk->found.items[i - 1];
    if (said->sentence + 1 < sentence) break;
    if (said->sentence + 1 == sentence &&
        (!before || said->last > before->last || (said->quote && said->last == before->last)))
      before = said;
  }
  enum { MARKS = 2 }; /* full stop and closing mark */
  bool attributed = before && before->verb != CASUS_NOWHERE && before->verb >= before->last;
  bool reaches = before && (attributed || before->last + MARKS >= talk->text->sentences[sentence - 1].last);
  if (!reaches || !before->quote || before->speaker.medium || !before->speaker.name.len) return false;
  take_earlier(&before->speaker, voice);
  return true;
}

/* "he" in the words of a speaker is somebody else: the nearest other person named before in them. */
static bool other_person(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  uint32_t around = talk->quoted[token];
  if (around == CASUS_NOWHERE || talk->parts.items[around].utterance == SIZE_MAX) return false;
  const casus_voice *speaker = &talk->found.items[talk->parts.items[around].utterance].speaker;
  if (!speaker->name.len || !casus_str_eq(speaker->name, voice->name)) return false;
  enum { REACH = 60 };
  uint32_t start = casus_talk_sentence(talk, token)->first;
  for (uint32_t i = token; i > start && token - i < REACH; i--) {
    const casus_mention *mention = casus_talk_mention(talk, i - 1);
    if (talk->quoted[i - 1] == CASUS_NOWHERE || !mention || mention->kind != CASUS_MENTION_PERSON ||
        !mention->party_count)
      continue;
    if (casus_str_eq(casus_talk_known_name(talk, mention->parties[0].name), speaker->name)) continue;
    casus_talk_take_party(mention, voice);
    voice->name = casus_talk_known_name(talk, mention->parties[0].name);
    voice->role = mention->role;
    voice->organization = mention->organization;
    return true;
  }
  return false;
}

/* The last person named before the pronoun, in whosever words. */
static bool last_person(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  enum { REACH = 120 };
  for (uint32_t i = token; i > 0 && token - i < REACH; i--) {
    const casus_mention *mention = casus_talk_mention(talk, i - 1);
    if (!mention || mention->kind != CASUS_MENTION_PERSON || !mention->party_count) continue;
    casus_talk_person(talk, mention, voice);
    return true;
  }
  return false;
}

static void take_told_role(const casus_talk *talk, casus_str known, casus_voice *voice) {
  uint32_t at;
  if (voice->role.len || !casus_map_get(&talk->roles, known, &at)) return;
  voice->role = talk->mentions->items[at].role;
  voice->organization = talk->mentions->items[at].organization;
}

static bool can_mean(const casus_talk *talk, const casus_mention *mention, uint32_t head, bool personal) {
  bool one = casus_str_eq(talk->text->tokens[head].xpos, CASUS_STR("NN"));
  if (personal) return mention->kind == CASUS_MENTION_ROLE && one;
  return mention->kind == CASUS_MENTION_STATE || mention->kind == CASUS_MENTION_SEAT ||
         (mention->kind == CASUS_MENTION_ROLE && !mention->role.len);
}

/* The last noun phrase that a pronoun for `actor` can mean: "Nauru's minister … he said", "Kiev … it said". */
static bool phrase_before(const casus_talk *talk, uint32_t token, casus_str actor, bool personal, casus_voice *voice) {
  enum { REACH = 60 };
  for (uint32_t i = token; i > 0 && token - i < REACH; i--) {
    const casus_mention *mention = casus_talk_mention(talk, i - 1);
    if (!mention || mention->head != i - 1 || !mention->party_count || !can_mean(talk, mention, i - 1, personal))
      continue;
    if (talk->quoted[i - 1] != CASUS_NOWHERE || !casus_str_eq(mention->parties[0].actor, actor)) continue;
    voice->name = casus_talk_words(talk, mention->first, casus_talk_phrase_end(talk, mention->first, mention->last));
    voice->role = mention->role;
    voice->organization = mention->organization;
    return true;
  }
  return false;
}

static bool is_personal(const casus_talk *talk, uint32_t token) {
  static const char *const words[] = {"he", "she", "him", "her", "his"};
  for (size_t i = 0; i < CASUS_COUNT(words); i++)
    if (casus_talk_is(talk, token, words[i])) return true;
  return false;
}

void casus_talk_pronoun(const casus_talk *talk, uint32_t token, const casus_mention *mention, casus_voice *voice) {
  bool personal = is_personal(talk, token);
  voice->span = casus_talk_span(talk, token, token + 1);
  if (personal && talk->quoted[token] == CASUS_NOWHERE && goes_on_speaking(talk, token, voice)) return;
  if (mention && mention->party_count) {
    const casus_party *party = &mention->parties[0];
    casus_talk_take_party(mention, voice);
    voice->name = party->name.len                     ? casus_talk_known_name(talk, party->name)
                  : party->actor.len && talk->lexicon ? casus_lexicon_actor_name(talk->lexicon, party->actor)
                                                      : party->text;
    if (party->name.len)
      take_told_role(talk, party->name, voice);
    else if (party->actor.len && phrase_before(talk, token, party->actor, personal, voice))
      return;
    if (personal && !other_person(talk, token, voice)) casus_talk_recall(talk, voice);
    if (voice->name.len) return;
  }
  if (!last_speaker(talk, personal, voice)) {
    if (!personal || !last_person(talk, token, voice)) voice->name = casus_talk_words(talk, token, token + 1);
  } else if (personal) {
    other_person(talk, token, voice);
  }
}

int casus_talk_spread_roles(casus_talk *talk) {
  casus_map told = {0};
  for (size_t i = 0; i < talk->found.count; i++) {
    const casus_voice *voice = &talk->found.items[i].speaker;
    bool more =
        voice->name.len && (voice->role.len || voice->organization.len) && !casus_map_get(&told, voice->name, NULL);
    if (more && !casus_map_set(&told, talk->arena, voice->name, (uint32_t)i)) return casus_fail_memory(talk->err);
  }
  for (size_t i = 0; i < talk->found.count; i++) {
    casus_voice *voice = &talk->found.items[i].speaker;
    uint32_t at;
    if (voice->role.len || voice->organization.len || !casus_map_get(&told, voice->name, &at)) continue;
    casus_span span = voice->span;
    *voice = talk->found.items[at].speaker;
    voice->span = span;
  }
  return CASUS_OK;
}
