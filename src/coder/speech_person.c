/* Persons: their fullest name in the document, the role told beside it. */
#include "coder/speech_parts.h"

casus_str casus_talk_words(const casus_talk *talk, uint32_t first, uint32_t last) {
  while (first + 1 < last && talk->text->tokens[first].upos == CASUS_UPOS_DET) first++;
  while (last > first + 1 && talk->text->tokens[last - 1].upos == CASUS_UPOS_PUNCT) last--;
  return casus_str_sub(talk->text->bytes, talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end);
}

casus_span casus_talk_span(const casus_talk *talk, uint32_t first, uint32_t last) {
  return (casus_span){talk->text->tokens[first].span.start, talk->text->tokens[last - 1].span.end};
}

/* The whole name where the mention holds only a part of it ("Nguyen" of "Nguyen The Phuong"). */
static casus_str whole_name(const casus_talk *talk, const casus_mention *mention, casus_str name) {
  for (uint32_t i = mention->first; i < mention->last; i++) {
    const casus_name *found = casus_name_at(talk->text, i);
    if (!found || found->kind != CASUS_NAME_PERSON) continue;
    casus_str whole = casus_talk_words(talk, found->first, found->last);
    if (whole.len > name.len && casus_str_find(whole, name, 0) != SIZE_MAX) return whole;
  }
  return name;
}

/* The person's name as the mention writes it: the name that ends where it ends. */
static casus_str own_words(const casus_talk *talk, const casus_mention *mention) {
  casus_str known = mention->parties[0].name, whole = casus_talk_words(talk, mention->first, mention->last);
  if (known.len && casus_str_find(whole, known, 0) != SIZE_MAX) return known;
  const casus_name *name = casus_name_at(talk->text, mention->last - 1);
  bool personal =
      name && (name->kind == CASUS_NAME_PERSON || (name->kind == CASUS_NAME_OTHER && name->first >= mention->first));
  return personal ? casus_talk_words(talk, name->first, name->last) : CASUS_STR("");
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
casus_str casus_talk_known_name(const casus_talk *talk, casus_str known) {
  uint32_t best;
  return casus_map_get(&talk->names, known, &best) ? own_words(talk, &talk->mentions->items[best]) : known;
}

const casus_mention *casus_talk_mention(const casus_talk *talk, uint32_t token) {
  int32_t at = talk->mentions->at[token];
  return at < 0 ? NULL : &talk->mentions->items[at];
}

void casus_talk_take_party(const casus_mention *mention, casus_voice *voice) {
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
      last < end ? casus_name_at(talk->text, last - 1) : NULL; /* "of the Rand Corporation" is where, not what */
  while (name && last > first &&
         (last > name->first || tokens[last - 1].upos == CASUS_UPOS_DET || tokens[last - 1].upos == CASUS_UPOS_ADP))
    last--;
  return nouns && last > first ? casus_talk_words(talk, first, last) : CASUS_STR("");
}

/* A role phrase that the mentions know near the start of the apposition. */
static bool take_known_role(const casus_talk *talk, uint32_t first, uint32_t at, casus_voice *voice) {
  enum { REACH = 4 };
  const casus_mention *mention = casus_talk_mention(talk, at);
  if (!mention || mention->kind != CASUS_MENTION_ROLE || !mention->role.len || mention->first > first + REACH)
    return false;
  voice->role = whole_role(talk, first, mention);
  if (!voice->organization.len) voice->organization = mention->organization;
  if (!voice->actor.len) casus_talk_take_party(mention, voice);
  return true;
}

/* "Ann Lee, a former French ambassador to Rome, said": what stands between the name and the next verb or comma. */
void casus_talk_apposition(const casus_talk *talk, uint32_t from, casus_voice *voice) {
  enum { REACH = 16 };
  const casus_text *text = talk->text;
  uint32_t end = casus_talk_sentence(talk, from - 1)->last;
  bool comma = from < end && casus_talk_is(talk, from, ","), told = voice->role.len > 0;
  casus_str plain = comma && !told ? plain_role(talk, from + 1, end) : CASUS_STR("");
  for (uint32_t i = from + comma; i < end && i < from + REACH; i++) {
    if (text->tokens[i].upos == CASUS_UPOS_VERB || casus_talk_is(talk, i, ",")) break;
    if (comma && !told) told = take_known_role(talk, from + 1, i, voice);
    const casus_name *name = casus_name_at(talk->text, i);
    const casus_mention *mention = casus_talk_mention(talk, i);
    if (!name || name->kind != CASUS_NAME_ORGANISATION || (mention && mention->kind == CASUS_MENTION_MEDIUM)) continue;
    voice->organization = casus_talk_words(talk, name->first, name->last);
    break;
  }
  if (!voice->role.len) voice->role = plain;
}

void casus_talk_person(const casus_talk *talk, const casus_mention *mention, casus_voice *voice) {
  casus_talk_take_party(mention, voice);
  voice->name = whole_name(talk, mention,
                           mention->party_count ? casus_talk_known_name(talk, mention->parties[0].name)
                                                : casus_talk_words(talk, mention->first, mention->last));
  voice->role = mention->role;
  voice->organization = mention->organization;
  const casus_name *name = casus_name_at(talk->text, mention->last - 1);
  casus_talk_apposition(talk, name && name->last > mention->last ? name->last : mention->last, voice);
  bool scholar = casus_str_eq(voice->sector, CASUS_STR("EDU")) || casus_sayings_scholar(talk->sayings, voice->role);
  if (scholar && !voice->organization.len) voice->actor = CASUS_STR(""); /* the state is where the work is done */
}
