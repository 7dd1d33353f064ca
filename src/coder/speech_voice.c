#include "coder/speech_parts.h"

#include "coder/lexicon_words.h"

static uint32_t role_end(const casus_talk *talk, const casus_mention *role) {
  uint32_t last = role->last, end = casus_talk_sentence(talk, role->head)->last;
  const char *stop = role->role.len ? role->role.ptr + role->role.len : NULL;
  while (stop && last < end && talk->text->bytes.ptr + talk->text->tokens[last].span.end <= stop) last++;
  return last;
}

/* A role whose bearer stands beside it: "Ukraine's president, Volodymyr Zelensky", "the envoy to Kenya, Alice Monroe,".
 */
static const casus_mention *bearer(const casus_talk *talk, const casus_mention *role) {
  enum { REACH = 5 };
  uint32_t end = casus_talk_sentence(talk, role->head)->last, last = role_end(talk, role);
  for (uint32_t i = last; i < end && i < last + REACH; i++) {
    const casus_mention *other = casus_talk_mention(talk, i);
    if (talk->text->tokens[i].upos == CASUS_UPOS_VERB) return NULL;
    if (!other || other == role || other->kind != CASUS_MENTION_PERSON) continue;
    bool comma = casus_talk_is(talk, i - 1, ",");
    int32_t head = talk->text->tokens[other->head].head;
    unsigned deprel = talk->text->tokens[other->head].deprel;
    bool parsed = head == (int32_t)role->head && (deprel == CASUS_DEP_appos || deprel == CASUS_DEP_flat);
    bool closed = other->last < end && talk->text->tokens[other->last].upos == CASUS_UPOS_PUNCT;
    if (parsed || (comma && closed)) return other;
  }
  return NULL;
}

/* A person's name below a subject that is headed by something else: "NATO Secretary-General Jens Stoltenberg". */
static const casus_mention *person_below(const casus_talk *talk, uint32_t token) {
  enum { REACH = 6 };
  for (uint32_t i = token + 1; i < talk->edges[token].end && i < token + REACH; i++) {
    bool ends = talk->text->tokens[i].upos == CASUS_UPOS_PUNCT || talk->text->tokens[i].upos == CASUS_UPOS_VERB;
    if (ends && !casus_talk_is(talk, i, "-")) return NULL;
    const casus_mention *mention = casus_talk_mention(talk, i);
    unsigned deprel = talk->text->tokens[i].deprel;
    bool close =
        talk->text->tokens[i].head == (int32_t)token && (deprel == CASUS_DEP_flat || deprel == CASUS_DEP_appos);
    if (mention && mention->kind == CASUS_MENTION_PERSON && close) return mention;
  }
  return NULL;
}

static void take_phrase(const casus_talk *talk, uint32_t first, uint32_t last, casus_voice *voice) {
  voice->name = casus_talk_words(talk, first, last);
  voice->span = casus_talk_span(talk, first, last);
}

/* "his spokesman": of him whom the pronoun means; "his counterpart" is of the other side. */
static void take_owner(const casus_talk *talk, uint32_t head, casus_voice *voice) {
  uint32_t owner = casus_talk_child(talk, head, CASUS_DEP_nmod);
  bool other = talk->lexicon && casus_word_classes(talk->lexicon, talk->text->tokens[head].form) & CASUS_WORD_RELATION;
  if (owner == CASUS_NOWHERE || talk->text->tokens[owner].subrel != CASUS_SUB_poss || other) return;
  const casus_mention *mention = casus_talk_mention(talk, owner);
  if (mention && mention->kind == CASUS_MENTION_ANAPHOR && mention->party_count)
    voice->actor = mention->parties[0].actor;
}

/* "the defence ministry in Baku", "a farmer at Gori": the state where he sits, in the words behind `head` up to `last`.
 */
static void take_seat(const casus_talk *talk, uint32_t head, uint32_t last, casus_voice *voice) {
  for (uint32_t i = head + 1; i < last && !voice->actor.len; i++) {
    const casus_mention *place = casus_talk_mention(talk, i);
    bool sits =
        place && place->party_count &&
        (place->kind == CASUS_MENTION_SEAT || place->kind == CASUS_MENTION_PLACE || place->kind == CASUS_MENTION_STATE);
    if (sits) voice->actor = place->parties[0].actor;
  }
}

/* Whose a speaker is of whom the mentions tell no state, unless his calling takes him abroad. */
static void take_home(const casus_talk *talk, uint32_t head, uint32_t last, casus_voice *voice) {
  if (voice->actor.len || casus_sayings_abroad(talk->sayings, talk->text->tokens[head].form)) return;
  take_owner(talk, head, voice);
  take_seat(talk, head, last, voice);
}

/* Whom a phrase that ends before `last` calls by name right behind it: "a surgeon at the hospital, Dr. Ann Lee,", "the
 * secretary Lee", "the news agency Otago". */
static void take_bearer(const casus_talk *talk, uint32_t last, casus_voice *voice) {
  enum { TITLE = 2 }; /* words before the name */
  uint32_t end = casus_talk_sentence(talk, last - 1)->last;
  bool comma = last < end && casus_talk_is(talk, last, ",");
  const casus_name *name = NULL;
  for (uint32_t i = last + comma, titles = 0; i < end && titles <= TITLE && !name; i++) {
    name = casus_name_at(talk->text, i);
    if (!name && talk->text->tokens[i].upos != CASUS_UPOS_PROPN && !casus_talk_is(talk, i, ".")) return;
    titles += talk->text->tokens[i].upos == CASUS_UPOS_PROPN;
  }
  if (!name || name->first < last + comma) return;
  bool person = name->kind == CASUS_NAME_PERSON,
       closed = name->last < end && talk->text->tokens[name->last].upos == CASUS_UPOS_PUNCT;
  if (comma ? !person || !closed : !person && name->kind != CASUS_NAME_ORGANISATION) return;
  voice->role = voice->name;
  voice->name = casus_talk_words(talk, name->first, name->last);
  voice->span.end = casus_talk_span(talk, name->first, name->last).end;
}

/* A noun phrase that names nobody known: its words to the head, and whose it is. */
static int noun_phrase(const casus_talk *talk, uint32_t head, casus_voice *voice) {
  unsigned upos = talk->text->tokens[head].upos;
  if (upos == CASUS_UPOS_VERB || upos == CASUS_UPOS_AUX || upos == CASUS_UPOS_PUNCT)
    return CASUS_OK; /* a wrong parse */
  uint32_t first = casus_talk_phrase_start(talk, head);
  casus_parties parties = {0};
  const casus_name *name = casus_name_at(talk->text, head);
  uint32_t last = name && name->last > head ? name->last : head + 1;
  bool one = casus_talk_is(talk, first, "a") || casus_talk_is(talk, first, "an") || casus_talk_is(talk, head, "one") ||
             upos == CASUS_UPOS_PRON; /* "a Republican from Ohio", "one of the women", "everybody in Gori" */
  if (upos == CASUS_UPOS_NOUN || one) last = casus_talk_phrase_end(talk, first, last);
  take_phrase(talk, first, last, voice);
  if (name && (name->kind == CASUS_NAME_PERSON || name->kind == CASUS_NAME_OTHER))
    casus_talk_apposition(talk, last, voice);
  voice->medium = name && name->kind != CASUS_NAME_PERSON && casus_sayings_press(talk->sayings, voice->name);
  if (!talk->lexicon || casus_sayings_scholar(talk->sayings, voice->role)) return CASUS_OK;
  int rc = casus_actors_of(talk->lexicon, talk->mentions, head, talk->arena, &parties, talk->err);
  if (!rc && parties.count) {
    voice->actor = parties.items[0].actor;
    voice->sector = parties.items[0].sector;
  }
  if (!name) take_home(talk, head, last, voice);
  if (upos == CASUS_UPOS_NOUN && !voice->medium) take_bearer(talk, last, voice);
  return rc;
}

/* "the NYT" is its full name; "Chinese state media" stays what it is called. */
static bool is_proper(const casus_talk *talk, const casus_mention *mention) {
  for (uint32_t i = mention->first; i < mention->last; i++)
    if (talk->text->tokens[i].upos == CASUS_UPOS_NOUN && casus_is_lower(talk->text->tokens[i].form.ptr[0]))
      return false;
  return true;
}

/* The lexicon's full name ("the NYT"), but not its notes ("The Herald (Glasgow)"), nor the name of a paper of which the
 * text names but a longer one ("Otago Daily Times"). */
static void take_medium(const casus_talk *talk, const casus_mention *mention, casus_voice *voice) {
  if (!mention->party_count || !mention->parties[0].name.len || !is_proper(talk, mention)) return;
  casus_str known = mention->parties[0].name;
  const casus_name *name = casus_name_at(talk->text, mention->first);
  if (name && name->first < mention->first && name->kind == CASUS_NAME_ORGANISATION)
    voice->name = casus_talk_words(talk, name->first, name->last);
  else if (casus_str_find(known, CASUS_STR("("), 0) == SIZE_MAX && known.len > voice->name.len)
    voice->name = known;
}

static bool is_pronoun(const casus_talk *talk, uint32_t token) {
  return talk->text->tokens[token].upos == CASUS_UPOS_PRON;
}

int casus_talk_voice(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  const casus_mention *mention = casus_talk_mention(talk, token);
  casus_str none = CASUS_STR("");
  *voice = (casus_voice){.name = none, .role = none, .organization = none, .actor = none, .sector = none};
  bool indefinite = casus_talk_child(talk, token, CASUS_DEP_nmod) != CASUS_NOWHERE;
  if ((is_pronoun(talk, token) && !indefinite) ||
      (mention && mention->kind == CASUS_MENTION_ANAPHOR && mention->last == mention->first + 1)) {
    casus_talk_pronoun(talk, token, mention, voice);
    return CASUS_OK;
  }
  const casus_mention *below = mention && mention->kind == CASUS_MENTION_PERSON ? NULL : person_below(talk, token);
  if (below) mention = below;
  bool whole = mention && (mention->head == token || mention->kind == CASUS_MENTION_PERSON ||
                           mention->kind == CASUS_MENTION_MEDIUM || mention->kind == CASUS_MENTION_ORGANISATION ||
                           mention->kind == CASUS_MENTION_STATE);
  if (!whole) {
    int rc = noun_phrase(talk, token, voice);
    casus_talk_paper(talk, token, voice);
    return rc;
  }
  if (mention->kind == CASUS_MENTION_ROLE) {
    const casus_mention *who = bearer(talk, mention);
    if (who) mention = who;
  }
  take_phrase(talk, mention->first, mention->last, voice);
  casus_talk_take_party(mention, voice);
  switch (mention->kind) {
  case CASUS_MENTION_PERSON:
    casus_talk_person(talk, mention, voice);
    casus_talk_recall(talk, voice);
    break;
  case CASUS_MENTION_MEDIUM:
    voice->medium = true;
    take_medium(talk, mention, voice);
    break;
  case CASUS_MENTION_ROLE: {
    uint32_t last = casus_talk_phrase_end(talk, mention->first, mention->last);
    take_phrase(talk, mention->first, last, voice);
    voice->role = mention->role;
    voice->organization = mention->organization;
    take_home(talk, mention->head, last, voice);
    take_bearer(talk, last, voice);
    casus_talk_paper(talk, token, voice);
    break;
  }
  default:
    break;
  }
  return CASUS_OK;
}
