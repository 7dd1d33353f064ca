#include "coder/speech_parts.h"

static casus_str words(const casus_talk *talk, uint32_t first, uint32_t last) {
  while (first + 1 < last && talk->text->tokens[first].upos == CASUS_UPOS_DET) first++;
  while (last > first + 1 && talk->text->tokens[last - 1].upos == CASUS_UPOS_PUNCT) last--;
  return casus_str_sub(talk->text->bytes, talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end);
}

static casus_span span_of(const casus_talk *talk, uint32_t first, uint32_t last) {
  return (casus_span){talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end};
}

/* The proper name that covers `token`; NULL: none. */
static const casus_name *name_at(const casus_talk *talk, uint32_t token) {
  const casus_text *text = talk->text;
  size_t low = 0, high = text->name_count;
  while (low < high) { /* the first name that ends behind the token */
    size_t middle = low + (high - low) / 2;
    if (text->names[middle].last <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low < text->name_count && text->names[low].first <= token ? &text->names[low] : NULL;
}

/* The whole name where the mention holds only a part of it ("Nguyen" of "Nguyen The Phuong"). */
static casus_str whole_name(const casus_talk *talk, const casus_mention *mention, casus_str name) {
  for (uint32_t i = mention->first; i < mention->last; i++) {
    const casus_name *found = name_at(talk, i);
    if (!found || found->kind != CASUS_NAME_PERSON) continue;
    casus_str whole = words(talk, found->first, found->last);
    if (whole.len > name.len && casus_str_find(whole, name, 0) != SIZE_MAX) return whole;
  }
  return name;
}

/* The person's name as the mention writes it: the name that ends where it ends. */
static casus_str own_words(const casus_talk *talk, const casus_mention *mention) {
  casus_str known = mention->parties[0].name, whole = words(talk, mention->first, mention->last);
  if (known.len && casus_str_find(whole, known, 0) != SIZE_MAX) return known;
  const casus_name *name = name_at(talk, mention->last - 1);
  bool personal =
      name && (name->kind == CASUS_NAME_PERSON || (name->kind == CASUS_NAME_OTHER && name->first >= mention->first));
  return personal ? words(talk, name->first, name->last) : CASUS_STR("");
}

int casus_talk_find_names(casus_talk *talk) {
  for (size_t i = 0; i < talk->mentions->count; i++) {
    const casus_mention *mention = &talk->mentions->items[i];
    if (mention->kind != CASUS_MENTION_PERSON || !mention->party_count || !mention->parties[0].name.len) continue;
    casus_str known = mention->parties[0].name, name = own_words(talk, mention);
    uint32_t best;
    bool longer =
        !casus_map_get(&talk->names, known, &best) || own_words(talk, &talk->mentions->items[best]).len < name.len;
    if (name.len && longer && !casus_map_set(&talk->names, talk->arena, known, (uint32_t)i))
      return casus_fail_memory(talk->err);
    bool first = mention->role.len && !casus_map_get(&talk->roles, known, NULL);
    if (first && !casus_map_set(&talk->roles, talk->arena, known, (uint32_t)i)) return casus_fail_memory(talk->err);
  }
  return CASUS_OK;
}

/* The fullest name by which the document calls the person that the lexicon knows by `known`. */
static casus_str name_in_document(const casus_talk *talk, casus_str known) {
  uint32_t best;
  return casus_map_get(&talk->names, known, &best) ? own_words(talk, &talk->mentions->items[best]) : known;
}

static const casus_mention *mention_of(const casus_talk *talk, uint32_t token) {
  int32_t at = talk->mentions->at[token];
  return at < 0 ? NULL : &talk->mentions->items[at];
}

static void take_party(const casus_mention *mention, casus_voice *voice) {
  if (!mention->party_count) return;
  voice->actor = mention->parties[0].actor;
  voice->sector = mention->parties[0].sector;
}

/* The role as written from its first word: "former French ambassador to Rome". `first`: the token behind the comma. */
static casus_str whole_role(const casus_talk *talk, uint32_t first, const casus_mention *role) {
  const casus_token *start = &talk->text->tokens[first];
  if (start->upos == CASUS_UPOS_DET && first < role->first) start++;
  const char *end = role->role.ptr + role->role.len, *from = talk->text->bytes.ptr + start->span.start;
  bool written = role->role.ptr > from && end <= talk->text->bytes.ptr + talk->text->bytes.len;
  return written ? casus_str_of(from, (size_t)(end - from)) : role->role;
}

/* "a lecturer in law at the University of Lodz": the role's words up to where it is held or the clause ends. */
static casus_str plain_role(const casus_talk *talk, uint32_t first, uint32_t end) {
  enum { REACH = 10 };
  const casus_token *tokens = talk->text->tokens;
  if (first + 1 < end && tokens[first].upos == CASUS_UPOS_DET) first++;
  if (first >= end || (tokens[first].upos != CASUS_UPOS_NOUN && tokens[first].upos != CASUS_UPOS_ADJ))
    return CASUS_STR("");
  uint32_t last = first, nouns = 0;
  while (last < end && last < first + REACH && tokens[last].upos != CASUS_UPOS_VERB &&
         tokens[last].upos != CASUS_UPOS_PUNCT && !casus_talk_is(talk, last, "at") &&
         !casus_talk_is(talk, last, "with"))
    nouns += tokens[last++].upos == CASUS_UPOS_NOUN;
  const casus_name *name =
      last < end ? name_at(talk, last - 1) : NULL; /* "of the Rand Corporation" is where, not what */
  while (name && last > first &&
         (last > name->first || tokens[last - 1].upos == CASUS_UPOS_DET || tokens[last - 1].upos == CASUS_UPOS_ADP))
    last--;
  return nouns && last > first ? words(talk, first, last) : CASUS_STR("");
}

/* A role phrase that the mentions know near the start of the apposition. */
static bool take_known_role(const casus_talk *talk, uint32_t first, uint32_t at, casus_voice *voice) {
  enum { REACH = 4 };
  const casus_mention *mention = mention_of(talk, at);
  if (!mention || mention->kind != CASUS_MENTION_ROLE || !mention->role.len || mention->first > first + REACH)
    return false;
  voice->role = whole_role(talk, first, mention);
  if (!voice->organization.len) voice->organization = mention->organization;
  if (!voice->actor.len) take_party(mention, voice);
  return true;
}

/* "Ann Lee, a former French ambassador to Rome, said": what stands between the name and the next verb or comma. */
static void take_apposition(const casus_talk *talk, uint32_t from, casus_voice *voice) {
  enum { REACH = 16 };
  const casus_text *text = talk->text;
  uint32_t end = casus_talk_sentence(talk, from - 1)->last;
  bool comma = from < end && casus_talk_is(talk, from, ","), told = voice->role.len > 0;
  casus_str plain = comma && !told ? plain_role(talk, from + 1, end) : CASUS_STR("");
  for (uint32_t i = from + comma; i < end && i < from + REACH; i++) {
    if (text->tokens[i].upos == CASUS_UPOS_VERB || casus_talk_is(talk, i, ",")) break;
    if (comma && !told) told = take_known_role(talk, from + 1, i, voice);
    const casus_name *name = name_at(talk, i);
    const casus_mention *mention = mention_of(talk, i);
    if (!name || name->kind != CASUS_NAME_ORGANISATION || (mention && mention->kind == CASUS_MENTION_MEDIUM)) continue;
    voice->organization = words(talk, name->first, name->last);
    break;
  }
  if (!voice->role.len) voice->role = plain;
}

static void person(const casus_talk *talk, const casus_mention *mention, casus_voice *voice) {
  take_party(mention, voice);
  voice->name = whole_name(talk, mention,
                           mention->party_count ? name_in_document(talk, mention->parties[0].name)
                                                : words(talk, mention->first, mention->last));
  voice->role = mention->role;
  voice->organization = mention->organization;
  const casus_name *name = name_at(talk, mention->last - 1);
  take_apposition(talk, name && name->last > mention->last ? name->last : mention->last, voice);
  bool scholar = casus_str_eq(voice->sector, CASUS_STR("EDU")) || casus_sayings_scholar(talk->sayings, voice->role);
  if (scholar) voice->actor = CASUS_STR("");
}

bool casus_talk_new_paragraph(const casus_talk *talk, uint32_t sentence) {
  if (sentence == 0) return true;
  const casus_sentence *sentences = talk->text->sentences;
  casus_str between =
      casus_str_sub(talk->text->bytes, sentences[sentence - 1].span.end, sentences[sentence].span.start);
  return casus_str_find(between, CASUS_STR("\n"), 0) != SIZE_MAX;
}

/* Where a pronoun or a surname means a person told in full before: role and place of work from there. */
static void recall_person(const casus_talk *talk, casus_voice *voice) {
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
    const casus_mention *mention = mention_of(talk, i - 1);
    if (talk->quoted[i - 1] == CASUS_NOWHERE || !mention || mention->kind != CASUS_MENTION_PERSON ||
        !mention->party_count)
      continue;
    if (casus_str_eq(name_in_document(talk, mention->parties[0].name), speaker->name)) continue;
    take_party(mention, voice);
    voice->name = name_in_document(talk, mention->parties[0].name);
    voice->role = mention->role;
    voice->organization = mention->organization;
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

/* The last noun phrase of an office that "he" or "she" can mean: "Nauru's minister … he said". */
static bool office_before(const casus_talk *talk, uint32_t token, casus_str actor, casus_voice *voice) {
  enum { REACH = 60 };
  for (uint32_t i = token; i > 0 && token - i < REACH; i--) {
    const casus_mention *mention = mention_of(talk, i - 1);
    if (!mention || mention->kind != CASUS_MENTION_ROLE || mention->head != i - 1 || !mention->party_count) continue;
    bool one = casus_str_eq(talk->text->tokens[i - 1].xpos, CASUS_STR("NN"));
    if (!one || talk->quoted[i - 1] != CASUS_NOWHERE || !casus_str_eq(mention->parties[0].actor, actor)) continue;
    voice->name = words(talk, mention->first, mention->last);
    voice->role = mention->role;
    voice->organization = mention->organization;
    return true;
  }
  return false;
}

static void pronoun(const casus_talk *talk, uint32_t token, const casus_mention *mention, casus_voice *voice) {
  bool personal = casus_talk_is(talk, token, "he") || casus_talk_is(talk, token, "she");
  voice->span = span_of(talk, token, token + 1);
  if (personal && talk->quoted[token] == CASUS_NOWHERE && goes_on_speaking(talk, token, voice)) return;
  if (mention && mention->party_count) {
    const casus_party *party = &mention->parties[0];
    take_party(mention, voice);
    voice->name = party->name.len                     ? name_in_document(talk, party->name)
                  : party->actor.len && talk->lexicon ? casus_lexicon_actor_name(talk->lexicon, party->actor)
                                                      : party->text;
    if (party->name.len)
      take_told_role(talk, party->name, voice);
    else if (personal && office_before(talk, token, party->actor, voice))
      return;
    if (personal && !other_person(talk, token, voice)) recall_person(talk, voice);
    if (voice->name.len) return;
  }
  if (!last_speaker(talk, personal, voice)) {
    voice->name = words(talk, token, token + 1);
  } else if (personal) {
    other_person(talk, token, voice);
  }
}

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
    const casus_mention *other = mention_of(talk, i);
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
    const casus_mention *mention = mention_of(talk, i);
    unsigned deprel = talk->text->tokens[i].deprel;
    bool close =
        talk->text->tokens[i].head == (int32_t)token && (deprel == CASUS_DEP_flat || deprel == CASUS_DEP_appos);
    if (mention && mention->kind == CASUS_MENTION_PERSON && close) return mention;
  }
  return NULL;
}

/* A noun phrase that names nobody known: its words to the head, and whose it is. */
static int noun_phrase(const casus_talk *talk, uint32_t head, casus_voice *voice) {
  unsigned upos = talk->text->tokens[head].upos;
  if (upos == CASUS_UPOS_VERB || upos == CASUS_UPOS_AUX || upos == CASUS_UPOS_PUNCT)
    return CASUS_OK; /* a wrong parse */
  uint32_t first = casus_talk_phrase_start(talk, head);
  casus_parties parties = {0};
  const casus_name *name = name_at(talk, head);
  uint32_t last = name && name->last > head ? name->last : head + 1;
  voice->name = words(talk, first, last);
  voice->span = span_of(talk, first, last);
  if (name && (name->kind == CASUS_NAME_PERSON || name->kind == CASUS_NAME_OTHER)) take_apposition(talk, last, voice);
  if (!talk->lexicon || casus_sayings_scholar(talk->sayings, voice->role)) return CASUS_OK;
  int rc = casus_actors_of(talk->lexicon, talk->mentions, head, talk->arena, &parties, talk->err);
  if (!rc && parties.count) {
    voice->actor = parties.items[0].actor;
    voice->sector = parties.items[0].sector;
  }
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
  const casus_name *name = name_at(talk, mention->first);
  if (name && name->first < mention->first && name->kind == CASUS_NAME_ORGANISATION)
    voice->name = words(talk, name->first, name->last);
  else if (casus_str_find(known, CASUS_STR("("), 0) == SIZE_MAX)
    voice->name = known;
}

static bool is_pronoun(const casus_talk *talk, uint32_t token) {
  return talk->text->tokens[token].upos == CASUS_UPOS_PRON;
}

int casus_talk_voice(const casus_talk *talk, uint32_t token, casus_voice *voice) {
  const casus_mention *mention = mention_of(talk, token);
  casus_str none = CASUS_STR("");
  *voice = (casus_voice){.name = none, .role = none, .organization = none, .actor = none, .sector = none};
  if (is_pronoun(talk, token) ||
      (mention && mention->kind == CASUS_MENTION_ANAPHOR && mention->last == mention->first + 1)) {
    pronoun(talk, token, mention, voice);
    return CASUS_OK;
  }
  const casus_mention *below = mention && mention->kind == CASUS_MENTION_PERSON ? NULL : person_below(talk, token);
  if (below) mention = below;
  bool whole = mention && (mention->head == token || mention->kind == CASUS_MENTION_PERSON ||
                           mention->kind == CASUS_MENTION_MEDIUM || mention->kind == CASUS_MENTION_ORGANISATION ||
                           mention->kind == CASUS_MENTION_STATE);
  if (!whole) return noun_phrase(talk, token, voice);
  if (mention->kind == CASUS_MENTION_ROLE) {
    const casus_mention *who = bearer(talk, mention);
    if (who) mention = who;
  }
  voice->span = span_of(talk, mention->first, mention->last);
  take_party(mention, voice);
  voice->name = words(talk, mention->first, mention->last);
  bool named = mention->party_count && mention->parties[0].name.len;
  switch (mention->kind) {
  case CASUS_MENTION_PERSON:
    person(talk, mention, voice);
    recall_person(talk, voice);
    break;
  case CASUS_MENTION_MEDIUM:
    voice->medium = true;
    take_medium(talk, mention, voice);
    break;
  case CASUS_MENTION_ORGANISATION:
    if (named) voice->name = mention->parties[0].name;
    break;
  case CASUS_MENTION_ROLE:
    voice->role = mention->role;
    voice->organization = mention->organization;
    break;
  default:
    break;
  }
  return CASUS_OK;
}

int casus_talk_add_via(const casus_talk *talk, const casus_voice *voice, casus_utterance *utterance) {
  if (casus_str_eq(utterance->speaker.name, voice->name)) return CASUS_OK;
  for (size_t i = 0; i < utterance->via_count; i++)
    if (casus_str_eq(utterance->via[i].name, voice->name)) return CASUS_OK;
  casus_voice *more = casus_arena_array(talk->arena, utterance->via_count + 1, sizeof *more);
  if (!more) return casus_fail_memory(talk->err);
  if (utterance->via_count) memcpy(more, utterance->via, utterance->via_count * sizeof *more);
  more[utterance->via_count++] = *voice;
  utterance->via = more;
  return CASUS_OK;
}

/* Does the noun headed by a dependent of the verb say to whom or where one spoke? */
static bool is_channel(unsigned deprel) {
  return deprel == CASUS_DEP_obj || deprel == CASUS_DEP_iobj || deprel == CASUS_DEP_obl || deprel == CASUS_DEP_nmod;
}

static int add_channels(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  enum { REACH = 12 };
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = verb + 1; i < sentence->last && i < verb + REACH; i++) {
    const casus_mention *mention = mention_of(talk, i);
    if (talk->quoted[i] != CASUS_NOWHERE) break;
    if (!mention || mention->kind != CASUS_MENTION_MEDIUM || mention->first != i || mention->head >= sentence->last)
      continue;
    const casus_token *head = &talk->text->tokens[mention->head];
    bool reaches =
        head->head == (int32_t)verb || (head->head >= 0 && talk->text->tokens[head->head].head == (int32_t)verb);
    if (!is_channel(head->deprel) || (!reaches && i > verb + 2)) continue;
    casus_voice voice;
    int rc = casus_talk_voice(talk, mention->head, &voice);
    if (!rc) rc = casus_talk_add_via(talk, &voice, utterance);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "In an interview with the Times, X said": the medium behind "interview with" anywhere in the sentence. */
static int add_interview(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  const casus_sentence *sentence = casus_talk_sentence(talk, verb);
  for (uint32_t i = sentence->first; i + 3 < sentence->last; i++) {
    bool led =
        casus_talk_is(talk, i, "interview") && (casus_talk_is(talk, i + 1, "with") || casus_talk_is(talk, i + 1, "to"));
    if (!led || talk->quoted[i] != CASUS_NOWHERE) continue;
    for (uint32_t k = i + 2; k < i + 4; k++) {
      const casus_mention *mention = mention_of(talk, k);
      casus_voice voice;
      if (!mention || mention->kind != CASUS_MENTION_MEDIUM) continue;
      int rc = casus_talk_voice(talk, mention->head, &voice);
      return rc ? rc : casus_talk_add_via(talk, &voice, utterance);
    }
  }
  return CASUS_OK;
}

int casus_talk_channels(const casus_talk *talk, uint32_t verb, casus_utterance *utterance) {
  int rc = add_channels(talk, verb, utterance);
  if (!rc) rc = add_interview(talk, verb, utterance);
  int32_t above = talk->text->tokens[verb].head; /* "was quoted by the Times as saying" */
  bool quoted = above >= 0 && (casus_str_eq(talk->text->tokens[above].lemma, CASUS_STR("quote")) ||
                               casus_str_eq(talk->text->tokens[above].lemma, CASUS_STR("cite")));
  return rc || !quoted ? rc : add_channels(talk, (uint32_t)above, utterance);
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
