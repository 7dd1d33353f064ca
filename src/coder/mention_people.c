/* Persons: those of the lexicon, and those whom their title or apposition tells. */
#include "coder/mention_scene.h"

enum { LONGEST_PERSON = 8 };

/* A person's name in the text. */
typedef struct person {
  uint32_t first, last;
  const casus_hit *hit;       /* NULL: not in the lexicon */
  uint32_t title, apposition; /* role phrases before and beside it, CASUS_NONE: none */
  bool likely;                /* something other than a title or an apposition says that it is a person's name */
} person;

typedef struct people {
  casus_scene *scene;
  uint32_t *role_to;   /* [token_count + 1] the role phrase that ends before the token, CASUS_NONE: none */
  uint32_t *role_from; /* [token_count + 1] the one that starts with the token */
} people;

static bool index_roles(people *p) {
  const casus_scene *scene = p->scene;
  size_t size = (size_t)scene->text->token_count + 1;
  p->role_to = casus_arena_array(scene->arena, size, sizeof *p->role_to);
  p->role_from = casus_arena_array(scene->arena, size, sizeof *p->role_from);
  if (!p->role_to || !p->role_from) return false;
  memset(p->role_to, 0xFF, size * sizeof *p->role_to);
  memset(p->role_from, 0xFF, size * sizeof *p->role_from);
  for (uint32_t i = 0; i < scene->roles.count; i++) {
    const casus_role_phrase *role = &scene->roles.items[i];
    p->role_to[role->last] = i;
    if (p->role_to[scene->hits.items[role->hit].last] == CASUS_NONE) p->role_to[scene->hits.items[role->hit].last] = i;
    p->role_from[role->first] = i;
  }
  return true;
}

/* Groups come before names of groups too ("militia X"), so that the name itself must look personal then. */
static bool is_personal(const casus_role_phrase *role, const person *who) {
  return role->detail == CASUS_DETAIL_OFFICE || role->detail == CASUS_DETAIL_PEOPLE ||
         (role->detail == CASUS_DETAIL_GROUP && (who->likely || who->hit));
}

/* --- names that the lexicon does not know ----------------------------------------------------- */

static uint32_t end_of_name(const casus_scene *scene, uint32_t first) {
  uint32_t end = casus_scene_last(scene, first), last = first + 1;
  while (last < end && last - first < LONGEST_PERSON) {
    bool more = last + 1 < end;
    if (casus_scene_hyphen(scene, last) && more)
      last += 2;
    else if (casus_scene_strange(scene, last))
      last++;
    else if ((casus_scene_word(scene, last) & CASUS_WORD_PARTICLE || casus_scene_capital(scene, last)) && more &&
             casus_scene_strange(scene, last + 1))
      last += 2;
    else
      break;
  }
  return last < end ? last : end;
}

/* Two words at least: "Indo-Pacific" is one. */
static bool words_apart(const casus_scene *scene, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i + 1 < last; i++)
    if (casus_scene_token(scene, i)->space_after) return true;
  return false;
}

static bool named_person(const casus_scene *scene, uint32_t first) {
  const casus_name *name = casus_name_at(scene->text, first);
  return name && name->kind == CASUS_NAME_PERSON;
}

/* "Vladimir V." before "Putin". */
static const casus_hit *surname_behind(const casus_scene *scene, uint32_t first, uint32_t last) {
  const casus_hit *hit = last < casus_scene_last(scene, first) ? casus_scene_live(scene, last) : NULL;
  if (!hit || hit->kind != CASUS_ENTRY_PERSON) return NULL;
  return casus_str_starts(casus_entry_row(scene->lexicon, hit->entry)->name, casus_scene_token(scene, first)->form)
             ? hit
             : NULL;
}

/* "Melania Trump": the surname of somebody known, but somebody else. */
static bool has_known_surname(const casus_scene *scene, uint32_t first, uint32_t last) {
  const casus_hit *hit = casus_scene_hit(scene, last - 1);
  return last - first > 1 && hit && hit->first >= first &&
         casus_entry_row(scene->lexicon, hit->chain)->kind == CASUS_ENTRY_PERSON;
}

static bool looks_personal(const casus_scene *scene, uint32_t first, uint32_t last) {
  if (casus_scene_word(scene, last - 1) & CASUS_WORD_FEATURE) return false; /* "Paris Agreement" */
  if (first > casus_scene_first(scene, first) && casus_scene_word(scene, first - 1) & CASUS_WORD_HONORIFIC) return true;
  if ((named_person(scene, first) && words_apart(scene, first, last)) || has_known_surname(scene, first, last))
    return true;
  return last - first > 1 && casus_lexicon_given(scene->lexicon, casus_scene_token(scene, first)->form) != 0;
}

/* --- titles and appositions ------------------------------------------------------------------- */

/* "writers Mark Twain", "Ambassador to Japan Rahm Emanuel"; but "the professor at the Conservatory" names nobody, and
 * where the names of the text are known, one that is no person's is none. */
static bool title_reaches(const people *p, const person *who, const casus_role_phrase *role, uint32_t first) {
  const casus_scene *scene = p->scene;
  if (role->last != first && scene->hits.items[role->hit].last != first) return false;
  if (who->hit || who->likely) return role->role_last == first || scene->hits.items[role->hit].last == first;
  return scene->hits.items[role->hit].last == first && (!scene->text->name_count || who->last == who->first + 1) &&
         role->detail == CASUS_DETAIL_OFFICE;
}

static uint32_t title_before(const people *p, const person *who) {
  uint32_t first = who->first;
  if (first > casus_scene_first(p->scene, first) && casus_scene_word(p->scene, first - 1) & CASUS_WORD_HONORIFIC)
    first--;
  uint32_t role = first > casus_scene_first(p->scene, first) ? p->role_to[first] : CASUS_NONE;
  if (role == CASUS_NONE || !is_personal(&p->scene->roles.items[role], who)) return CASUS_NONE;
  return title_reaches(p, who, &p->scene->roles.items[role], first) ? role : CASUS_NONE;
}

static bool ends_clause(const casus_scene *scene, uint32_t i, uint32_t end) {
  return i >= end || casus_scene_token(scene, i)->upos == CASUS_UPOS_PUNCT || casus_scene_is(scene, i, "who");
}

/* "Peter Tesch, a former Australian ambassador to Moscow," */
static uint32_t apposition_behind(const people *p, const person *who) {
  const casus_scene *scene = p->scene;
  uint32_t end = casus_scene_last(scene, who->first), at = who->last;
  if (at + 1 >= end || !casus_scene_is(scene, at, ",")) return CASUS_NONE;
  at++;
  if (casus_scene_token(scene, at)->upos == CASUS_UPOS_NUM && at + 2 < end && casus_scene_is(scene, at + 1, ","))
    at += 2;
  if (casus_scene_token(scene, at)->upos == CASUS_UPOS_DET && at + 1 < end) at++;
  uint32_t role = p->role_from[at];
  if (role == CASUS_NONE || !is_personal(&scene->roles.items[role], who)) return CASUS_NONE;
  const casus_role_phrase *phrase = &scene->roles.items[role];
  const casus_token *head = casus_scene_token(scene, scene->mentions.items[phrase->mention].head);
  bool parsed = head->deprel == CASUS_DEP_appos && head->head >= (int32_t)who->first && head->head < (int32_t)who->last;
  bool closed =
      ends_clause(scene, phrase->last, end) || casus_scene_token(scene, phrase->last)->upos == CASUS_UPOS_VERB;
  return !phrase->title && !phrase->plural && (parsed || closed) ? role : CASUS_NONE;
}

/* "Ukraine's president, Volodymyr Zelensky," */
static uint32_t apposition_before(const people *p, const person *who) {
  const casus_scene *scene = p->scene;
  uint32_t start = casus_scene_first(scene, who->first), end = casus_scene_last(scene, who->first);
  if (who->first < start + 2 || !casus_scene_is(scene, who->first - 1, ",")) return CASUS_NONE;
  uint32_t role = p->role_to[who->first - 1];
  if (role == CASUS_NONE || !is_personal(&scene->roles.items[role], who)) return CASUS_NONE;
  const casus_role_phrase *phrase = &scene->roles.items[role];
  bool meant = phrase->definite || phrase->owner_count || phrase->pronoun != CASUS_NONE;
  return meant && !phrase->plural && !phrase->title && ends_clause(scene, who->last, end) ? role : CASUS_NONE;
}

/* --- mentions --------------------------------------------------------------------------------- */

static casus_str gather_name(const casus_scene *scene, const person *who) {
  return who->hit ? casus_entry_row(scene->lexicon, who->hit->entry)->name
                  : casus_scene_bytes(scene, who->first, who->last);
}

/* "Professor Nguyen of Australia's University of New South Wales": where the role is held; whose the field of study is
 * does not matter then. */
static void take_house(const people *p, const person *who, const casus_role_phrase *role, casus_mention *mention) {
  const casus_scene *scene = p->scene;
  uint32_t end = casus_scene_last(scene, who->first), at = who->last;
  if (at + 1 >= end || !(casus_scene_is(scene, at, "of") || casus_scene_is(scene, at, "at") ||
                         casus_scene_is(scene, at, "from") || casus_scene_is(scene, at, "with")))
    return;
  at += casus_scene_token(scene, at + 1)->upos == CASUS_UPOS_DET && at + 2 < end ? 2 : 1;
  uint32_t house = p->role_from[at];
  const casus_hit *hit = casus_scene_hit(scene, at);
  bool scholar = role && casus_str_eq(role->sector, CASUS_STR("EDU"));
  if (house != CASUS_NONE && scene->roles.items[house].detail == CASUS_DETAIL_BODY) {
    const casus_role_phrase *body = &scene->roles.items[house];
    mention->organization = casus_scene_bytes(scene, body->first, body->role_last);
    if (body->owner_count && (scholar || !mention->parties->actor.len)) mention->parties->actor = body->owners[0].actor;
  } else if (hit && !hit->dropped && hit->kind == CASUS_ENTRY_ORGANISATION) {
    casus_party party = casus_hit_party(scene, hit);
    mention->organization = party.name;
    if (!mention->parties->actor.len) mention->parties->actor = party.actor;
    if (!mention->parties->sector.len) mention->parties->sector = party.sector;
  }
}

/* Of the offices of one person, the one held for the state that the title names: "Finnish President Ahtisaari". */
static uint32_t entry_of_title(const casus_scene *scene, const casus_hit *hit, const casus_role_phrase *role) {
  const casus_record_row *row = casus_entry_row(scene->lexicon, hit->entry);
  if (!role || !role->owner_count || casus_str_eq(role->owners[0].actor, row->code)) return hit->entry;
  for (uint32_t e = hit->chain; e != CASUS_NONE; e = scene->lexicon->entries[e].next) {
    const casus_record_row *other = casus_entry_row(scene->lexicon, e);
    if (casus_str_eq(other->name, row->name) && casus_str_eq(other->code, role->owners[0].actor)) return e;
  }
  return hit->entry;
}

static bool add_person(people *p, const person *who, const casus_role_phrase *role) {
  casus_scene *scene = p->scene;
  bool titled = who->title != CASUS_NONE;
  casus_mention *mention = casus_scene_add(scene, CASUS_MENTION_PERSON, titled ? role->first : who->first, who->last);
  if (!mention) return false;
  casus_party party = {.actor = CASUS_STR(""), .sector = CASUS_STR("")};
  if (who->hit) {
    casus_hit meant = *who->hit;
    meant.entry = entry_of_title(scene, who->hit, role);
    party = casus_hit_party(scene, &meant);
    mention->role = casus_entry_row(scene->lexicon, meant.entry)->role;
  } else if (role) {
    party.actor = role->owner_count ? role->owners[0].actor : CASUS_STR("");
    party.sector = role->sector;
  }
  if (role) {
    mention->role = casus_scene_bytes(scene, role->first, role->role_last);
    mention->organization = role->organization;
  }
  if (!casus_scene_party(scene, mention, party.actor, party.sector, gather_name(scene, who))) return false;
  if (!who->hit) take_house(p, who, role, mention);
  return true;
}

/* The role noun beside a name means the same person. */
static void name_role(casus_scene *scene, casus_role_phrase *role, uint32_t person_mention, bool title) {
  casus_mention *mention = &scene->mentions.items[role->mention];
  const casus_party *party = scene->mentions.items[person_mention].parties;
  if (title) { /* part of the person's mention from now on */
    role->title = true;
    mention->last = mention->first;
    role->mention = person_mention;
    return;
  }
  if (!mention->party_count) return;
  mention->parties[0].actor = party->actor;
  mention->parties[0].sector = party->sector;
  mention->parties[0].name = party->name;
  mention->party_count = 1;
}

static bool take_person(people *p, person *who) {
  casus_scene *scene = p->scene;
  who->title = title_before(p, who);
  who->apposition = who->title == CASUS_NONE ? apposition_behind(p, who) : CASUS_NONE;
  if (who->title == CASUS_NONE && who->apposition == CASUS_NONE) who->apposition = apposition_before(p, who);
  uint32_t index = who->title != CASUS_NONE ? who->title : who->apposition;
  bool two_words = who->last - who->first > 1;
  bool told = who->title != CASUS_NONE || (index != CASUS_NONE && two_words);
  if (!who->hit && !who->likely && !told) return true;
  casus_role_phrase *role = index != CASUS_NONE ? &scene->roles.items[index] : NULL;
  if (!add_person(p, who, role)) return false;
  if (role) name_role(scene, role, (uint32_t)scene->mentions.count - 1, who->title != CASUS_NONE);
  return true;
}

int casus_people_find(casus_scene *scene, casus_error *err) {
  people p = {.scene = scene};
  if (!index_roles(&p)) return casus_fail_memory(err);
  for (uint32_t i = 0; i < scene->text->token_count;) {
    const casus_hit *hit = casus_scene_live(scene, i);
    person who = {.first = i, .last = i + 1};
    bool known = hit && hit->kind == CASUS_ENTRY_PERSON;
    if (known) {
      who.last = hit->last > i ? hit->last : i + 1;
      who.hit = hit;
    } else if (casus_scene_strange(scene, i)) {
      who.last = end_of_name(scene, i);
      who.hit = surname_behind(scene, i, who.last);
      if (who.hit) who.last = who.hit->last;
      who.likely = looks_personal(scene, i, who.last);
    }
    if ((known || casus_scene_strange(scene, i)) && !take_person(&p, &who)) return casus_fail_memory(err);
    i = who.last;
  }
  return CASUS_OK;
}
