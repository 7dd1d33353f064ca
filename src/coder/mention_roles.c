/* Role phrases: what stands left and right of a role noun tells whose it is. */
#include "coder/mention_scene.h"

enum { MODIFIERS = 8, PHRASES_BEHIND = 4, OWNERS = 8 };

/* Owners in the order of the text, while they are collected. */
typedef struct owner_list {
  uint32_t hits[OWNERS];
  size_t count;
} owner_list;

static const casus_record_row *row_of(const casus_scene *scene, const casus_hit *hit) {
  return casus_entry_row(scene->lexicon, hit->entry);
}
static casus_hit *live_hit(const casus_scene *scene, uint32_t token) {
  if (scene->hit_of[token] < 0) return NULL;
  casus_hit *hit = &scene->hits.items[scene->hit_of[token]];
  return hit->dropped ? NULL : hit;
}
static bool is_role(const casus_hit *hit) { return hit->kind == CASUS_ENTRY_ROLE; }
static bool is_and(const casus_scene *scene, uint32_t i) {
  return casus_scene_is(scene, i, "and") || casus_scene_is(scene, i, "or") || casus_scene_is(scene, i, "&");
}
static bool is_modifier(const casus_scene *scene, uint32_t i) {
  const casus_token *token = casus_scene_token(scene, i);
  if (casus_scene_word(scene, i) & CASUS_WORD_DAY && token->upos == CASUS_UPOS_PROPN) return false;
  switch (token->upos) {
  case CASUS_UPOS_ADJ:
  case CASUS_UPOS_NOUN:
  case CASUS_UPOS_NUM:
  case CASUS_UPOS_PROPN:
    return true;
  case CASUS_UPOS_ADV:
    return token->deprel == CASUS_DEP_advmod && token->head == (int32_t)i + 1;
  case CASUS_UPOS_VERB:
    return token->deprel == CASUS_DEP_amod &&
           (casus_str_eq(token->xpos, CASUS_STR("VBN")) || casus_str_eq(token->xpos, CASUS_STR("VBG")));
  default:
    return false;
  }
}
static bool names_a_body(const casus_hit *hit) {
  return hit->kind == CASUS_ENTRY_ORGANISATION || hit->kind == CASUS_ENTRY_SEAT || hit->kind == CASUS_ENTRY_MEDIUM;
}

/* --- owners ----------------------------------------------------------------------------------- */

static bool push_party(casus_scene *scene, casus_role_phrase *phrase, casus_party party) {
  for (size_t i = 0; i < phrase->owner_count; i++)
    if (casus_str_eq(phrase->owners[i].actor, party.actor)) return true;
  casus_party *more = casus_arena_array(scene->arena, phrase->owner_count + 1, sizeof *more);
  if (!more) return false;
  if (phrase->owner_count) memcpy(more, phrase->owners, phrase->owner_count * sizeof *more);
  more[phrase->owner_count++] = party;
  phrase->owners = more;
  return true;
}

static bool push_owner(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit) {
  casus_party party = casus_hit_party(scene, hit);
  if (names_a_body(hit)) {
    phrase->owner_sector = party.sector;
    if (!phrase->organization.len) phrase->organization = hit->kind == CASUS_ENTRY_SEAT ? party.text : party.name;
  }
  return push_party(scene, phrase, party);
}

static bool alike(const casus_hit *a, const casus_hit *b) {
  bool adjectival_a = a->kind == CASUS_ENTRY_ADJECTIVE || a->kind == CASUS_ENTRY_DEMONYM;
  bool adjectival_b = b->kind == CASUS_ENTRY_ADJECTIVE || b->kind == CASUS_ENTRY_DEMONYM;
  return a->premodifies == b->premodifies || adjectival_a == adjectival_b;
}

/* "US, Japanese and South Korean officials", "Russia-North Korea": what is listed before `hit`. */
static void owners_before(const casus_scene *scene, const casus_hit *hit, owner_list *list, uint32_t *first) {
  uint32_t start = casus_scene_first(scene, hit->first);
  bool listed = false;
  list->hits[list->count++] = (uint32_t)scene->hit_of[hit->first];
  *first = hit->first;
  while (list->count < OWNERS && *first >= start + 2) {
    bool hyphen = casus_scene_hyphen(scene, *first - 1);
    bool and = is_and(scene, *first - 1);
    if (!hyphen && !and&&!(listed && casus_scene_is(scene, *first - 1, ","))) break;
    const casus_hit *other = live_hit(scene, *first - 2);
    if (!other || !other->lends || is_role(other) || other->kind == CASUS_ENTRY_PERSON) break;
    if (!hyphen && !alike(hit, other)) break;
    listed |= and;
    list->hits[list->count++] = (uint32_t)scene->hit_of[*first - 2];
    *first = other->first;
  }
  for (size_t i = 0; i < list->count / 2; i++) {
    uint32_t swap = list->hits[i];
    list->hits[i] = list->hits[list->count - 1 - i];
    list->hits[list->count - 1 - i] = swap;
  }
}

/* "Estonia, Latvia and Lithuania": what is listed after `hit`; a comma counts only when an "and" follows. */
static void owners_behind(const casus_scene *scene, const casus_hit *hit, owner_list *list, uint32_t *last) {
  uint32_t end = casus_scene_last(scene, hit->first), at = hit->last;
  list->hits[list->count++] = (uint32_t)scene->hit_of[hit->first];
  *last = hit->last;
  for (size_t pending = 1; pending < OWNERS && at + 1 < end;) {
    bool comma = casus_scene_is(scene, at, ","), and = is_and(scene, at);
    uint32_t next = at + 1;
    if (comma && next + 1 < end && is_and(scene, next)) {
      and = true;
      next++;
    }
    if (!comma && !and) break;
    if (casus_scene_is(scene, next, "the") && next + 1 < end) next++;
    const casus_hit *other = live_hit(scene, next);
    if (!other || is_role(other) || !other->lends || other->premodifies) break;
    list->hits[pending++] = (uint32_t)scene->hit_of[next];
    at = other->last;
    if (!and) continue;
    list->count = pending;
    *last = at;
    if (!comma) continue;
  }
}

/* --- left of the noun ------------------------------------------------------------------------- */

typedef struct left_side {
  casus_str modifier_sector;
  uint32_t organization_first, organization_last; /* a run of strange capitals: "Columbia University professor" */
  bool possessive, owned;
} left_side;

static bool take_role_modifier(casus_scene *scene, casus_role_phrase *phrase, left_side *left, casus_hit *hit) {
  const casus_record_row *row = row_of(scene, hit);
  if (!left->modifier_sector.len) left->modifier_sector = row->sector;
  if (row->detail == CASUS_DETAIL_BODY && !phrase->organization.len)
    phrase->organization = casus_scene_bytes(scene, hit->first, hit->last);
  bool one_name = casus_is_upper(casus_scene_token(scene, hit->first)->form.ptr[0]) &&
                  casus_is_upper(casus_scene_token(scene, scene->hits.items[phrase->hit].first)->form.ptr[0]);
  if (!left->possessive || one_name) hit->consumed = true; /* "King's College" has no king in it */
  return true;
}

static bool take_owner(casus_scene *scene, casus_role_phrase *phrase, const casus_hit *hit) {
  owner_list list = {0};
  owners_before(scene, hit, &list, &phrase->first);
  for (size_t i = 0; i < list.count; i++)
    if (!push_owner(scene, phrase, &scene->hits.items[list.hits[i]])) return false;
  return true;
}

static bool see_article(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  if (casus_scene_token(scene, at)->upos != CASUS_UPOS_DET) return false;
  phrase->definite = casus_scene_is(scene, at, "the") || casus_scene_is(scene, at, "this");
  return true;
}

/* "former Australian ambassador": only adjectives stand before whose it is. */
static bool step_past_owner(const casus_scene *scene, casus_role_phrase *phrase, uint32_t at) {
  unsigned upos = casus_scene_token(scene, at)->upos;
  if (see_article(scene, phrase, at)) return false;
  bool former = casus_scene_word(scene, at) & CASUS_WORD_FORMER;
  if (!former && upos != CASUS_UPOS_ADJ && upos != CASUS_UPOS_NUM) return false;
  phrase->former |= former;
  phrase->first = at;
  return true;
}

/* One step to the left of phrase->first. False when the phrase starts there. */
static bool step_left(casus_scene *scene, casus_role_phrase *phrase, left_side *left, uint32_t start, bool *memory) {
  uint32_t at = phrase->first - 1;
  casus_hit *hit = live_hit(scene, at);
  if (hit && (hit->last > phrase->first || left->owned)) return false;
  if (left->owned) return step_past_owner(scene, phrase, at);
  if (hit && is_role(hit)) {
    phrase->first = hit->first;
    return take_role_modifier(scene, phrase, left, hit);
  }
  if (hit && hit->lends) {
    bool relation = casus_scene_word(scene, scene->hits.items[phrase->hit].last - 1) & CASUS_WORD_RELATION;
    if (relation && left->possessive) return false;
    *memory = take_owner(scene, phrase, hit);
    left->owned = true;
    return *memory;
  }
  const casus_token *token = casus_scene_token(scene, at);
  if (casus_scene_possessive(scene, at)) {
    left->possessive = true;
    phrase->first = at;
    return true;
  }
  if (casus_str_eq(token->xpos, CASUS_STR("PRP$")) ||
      (token->upos == CASUS_UPOS_PRON && token->subrel == CASUS_SUB_poss)) {
    phrase->pronoun = at;
    phrase->definite = true;
    return false;
  }
  if (see_article(scene, phrase, at)) return false;
  if (is_and(scene, at) && at > start) { /* "Ukrainian and European leaders" */
    const casus_hit *other = live_hit(scene, at - 1);
    if (!other || !other->lends || !other->premodifies || is_role(other)) return false;
    phrase->first = at;
    return true;
  }
  if (casus_scene_hyphen(scene, at)) {
    const casus_hit *other = live_hit(scene, at - 1);
    phrase->first = other && other->lends ? at : at - 1 > start ? at - 1 : start;
    return phrase->first > start;
  }
  if (!(hit && !hit->lends) && !is_modifier(scene, at)) return false;
  if (casus_scene_word(scene, at) & CASUS_WORD_FORMER) phrase->former = true;
  if (casus_scene_strange(scene, at) && token->upos == CASUS_UPOS_PROPN && at > start) {
    if (!left->organization_last) left->organization_last = phrase->first;
    left->organization_first = at;
  }
  phrase->first = hit ? hit->first : at;
  return true;
}

static bool read_left(casus_scene *scene, casus_role_phrase *phrase, left_side *left) {
  uint32_t start = casus_scene_first(scene, phrase->first);
  bool memory = true;
  for (int i = 0; i < MODIFIERS && phrase->first > start; i++)
    if (!step_left(scene, phrase, left, start, &memory)) break;
  while (phrase->first < scene->hits.items[phrase->hit].first &&
         (casus_scene_possessive(scene, phrase->first) || casus_scene_is(scene, phrase->first, "-")))
    phrase->first++;
  if (left->organization_last && !phrase->organization.len)
    phrase->organization = casus_scene_bytes(scene, left->organization_first, left->organization_last);
  return memory;
}

/* --- right of the noun ------------------------------------------------------------------------ */

typedef struct object {
  const casus_role_phrase *role;        /* "of the Russian army" */
  const casus_hit *hit;                 /* "of Russia" */
  uint32_t strange_first, strange_last; /* "at King's College": equal when there is none */
  uint32_t last;
} object;

static bool continues_name(const casus_scene *scene, uint32_t i, uint32_t end) {
  if (casus_scene_strange(scene, i)) return true;
  if (i + 1 >= end || !(casus_scene_strange(scene, i + 1) || live_hit(scene, i + 1))) return false;
  return casus_scene_possessive(scene, i) || casus_scene_is(scene, i, "of") || casus_scene_is(scene, i, "for") ||
         casus_scene_is(scene, i, "&") || casus_scene_hyphen(scene, i);
}

/* "Russian" goes on to a noun; "Japan" ends the phrase, whatever name follows. */
static bool closes(const casus_hit *hit) {
  bool adjectival = hit->kind == CASUS_ENTRY_ADJECTIVE || hit->kind == CASUS_ENTRY_DEMONYM;
  return !(adjectival && hit->premodifies);
}

/* Reads the noun phrase behind a preposition. */
static object read_object(const casus_scene *scene, uint32_t at) {
  uint32_t end = casus_scene_last(scene, at - 1);
  object o = {.last = at};
  for (; o.last < end; o.last++) {
    const casus_hit *hit = live_hit(scene, o.last);
    if (hit && is_role(hit) && scene->role_of[o.last] >= 0) {
      o.role = &scene->roles.items[scene->role_of[o.last]];
      o.last = o.role->last;
      bool relation = casus_scene_word(scene, hit->last - 1) & CASUS_WORD_RELATION;
      if (relation && o.last < end && live_hit(scene, o.last)) { /* "Angola's neighbour Zambia" */
        o.role = NULL;
        o.hit = live_hit(scene, o.last);
        o.last = o.hit->last;
        return o;
      }
      if (o.last >= end || !casus_scene_possessive(scene, o.last)) return o;
      continue; /* "the army's commander": the last one counts */
    }
    if (hit) {
      if (o.hit && !casus_scene_possessive(scene, hit->first - 1) && closes(o.hit)) return o;
      o.hit = hit;
      o.last = hit->last - 1;
      continue;
    }
    if (casus_scene_strange(scene, o.last)) {
      if (o.hit && closes(o.hit)) return o;
      o.strange_first = o.last;
      while (o.last < end && continues_name(scene, o.last, end) && !(live_hit(scene, o.last))) o.last++;
      o.strange_last = o.last;
      return o;
    }
    unsigned upos = casus_scene_token(scene, o.last)->upos;
    bool joins = upos == CASUS_UPOS_DET || casus_scene_possessive(scene, o.last) || casus_scene_hyphen(scene, o.last) ||
                 casus_str_eq(casus_scene_token(scene, o.last)->xpos, CASUS_STR("PRP$"));
    if (o.hit && closes(o.hit) && !joins) return o;
    if (!joins && !is_modifier(scene, o.last)) return o;
  }
  return o;
}

static bool own_through(casus_scene *scene, casus_role_phrase *phrase, object *o) {
  if (o->role) {
    if (!phrase->owner_sector.len) phrase->owner_sector = o->role->sector;
    if (!phrase->organization.len)
      phrase->organization = casus_scene_bytes(scene, o->role->first, scene->hits.items[o->role->hit].last);
    for (size_t i = 0; i < o->role->owner_count; i++)
      if (!push_party(scene, phrase, o->role->owners[i])) return false;
    return true;
  }
  if (!o->hit || !o->hit->lends) return true;
  owner_list list = {0};
  owners_behind(scene, o->hit, &list, &o->last);
  for (size_t i = 0; i < list.count; i++)
    if (!push_owner(scene, phrase, &scene->hits.items[list.hits[i]])) return false;
  return true;
}

static bool is_field(const casus_role_phrase *phrase) {
  return phrase->detail == CASUS_DETAIL_OFFICE && casus_str_eq(phrase->sector, CASUS_STR("EDU"));
}

/* "victims of Russian aggression", "professor of Russian politics": the adjective belongs to a thing. */
static bool is_thing(const object *o) { return !o->role && o->hit && !closes(o->hit); }

static bool locative_owner(const casus_scene *scene, const casus_role_phrase *phrase) {
  uint32_t noun = scene->hits.items[phrase->hit].last - 1;
  if (casus_scene_is(scene, noun, "ministry") || casus_scene_is(scene, noun, "department")) return true;
  switch (phrase->detail) {
  case CASUS_DETAIL_PEOPLE:
  case CASUS_DETAIL_GROUP:
  case CASUS_DETAIL_BODY:
    return true;
  case CASUS_DETAIL_OFFICE:
    return phrase->plural || is_field(phrase);
  default:
    return casus_str_eq(phrase->sector, CASUS_STR("COP"));
  }
}

/* What one phrase behind the role noun says about its owner. */
static bool read_phrase(casus_scene *scene, casus_role_phrase *phrase, uint32_t prep, object *o) {
  bool office =
      phrase->detail == CASUS_DETAIL_OFFICE || phrase->detail == CASUS_DETAIL_PEOPLE ||
      (phrase->detail == CASUS_DETAIL_GROUP && (o->role || (o->hit && names_a_body(o->hit)) || o->strange_last));
  bool owned = phrase->owner_count > 0;
  bool of = casus_scene_is(scene, prep, "of"),
       place = casus_scene_is(scene, prep, "in") || casus_scene_is(scene, prep, "on");
  bool held =
      casus_scene_is(scene, prep, "at") || casus_scene_is(scene, prep, "with") || casus_scene_is(scene, prep, "for");
  bool adviser = casus_scene_is(scene, prep, "to") && casus_scene_word(scene, prep - 1) & CASUS_WORD_ADVISER;
  bool strange = o->strange_last > o->strange_first;
  bool town = of && phrase->detail == CASUS_DETAIL_BODY && casus_str_eq(phrase->sector, CASUS_STR("EDU")) && o->hit &&
              (o->hit->kind == CASUS_ENTRY_CITY || o->hit->kind == CASUS_ENTRY_CAPITAL);
  if (of && is_field(phrase) && !(o->hit && names_a_body(o->hit))) {
    phrase->role_last = o->last;
    return true;
  }
  if ((held && office) || (of && strange && office))
    if (strange && !phrase->organization.len)
      phrase->organization = casus_scene_bytes(scene, o->strange_first, o->strange_last);
  bool takes = !owned && !is_thing(o) && !town && /* a university's town makes nobody a national */
               (of || casus_scene_is(scene, prep, "from") || (held && office) || adviser ||
                (place && locative_owner(scene, phrase) && !o->role));
  if (owned && held && office && o->hit && names_a_body(o->hit) && !phrase->organization.len)
    phrase->organization = casus_hit_party(scene, o->hit).name;
  if (takes && !own_through(scene, phrase, o)) return false;
  bool named = o->role || o->hit || strange;
  if (of || (named && (casus_scene_is(scene, prep, "to") || casus_scene_is(scene, prep, "for"))))
    phrase->role_last = o->last;
  return true;
}

static bool read_right(casus_scene *scene, casus_role_phrase *phrase) {
  static const char *const prepositions[] = {"of", "for", "at", "in", "from", "with", "to", "on"};
  uint32_t end = casus_scene_last(scene, phrase->first);
  for (int n = 0; n < PHRASES_BEHIND && phrase->last + 1 < end; n++) {
    uint32_t prep = phrase->last;
    bool known = false;
    for (size_t i = 0; i < CASUS_COUNT(prepositions); i++) known |= casus_scene_is(scene, prep, prepositions[i]);
    if (!known) return true;
    object o = read_object(scene, prep + 1);
    if (o.last == prep + 1) return true;
    if (!read_phrase(scene, phrase, prep, &o)) return false;
    phrase->last = o.last;
  }
  return true;
}

/* --- the whole phrase ------------------------------------------------------------------------- */

static bool civil(casus_str sector) { return !sector.len || casus_str_eq(sector, CASUS_STR("GOV")); }

/* A "rebel commander" is a rebel, a "NATO spokesman" speaks for an IGO, but "NATO troops" are soldiers. */
static casus_str decide_sector(const casus_role_phrase *phrase, const left_side *left) {
  casus_str above =
      civil(left->modifier_sector) && phrase->owner_sector.len ? phrase->owner_sector : left->modifier_sector;
  if (casus_str_eq(above, CASUS_STR("CVL"))) above = CASUS_STR("");
  bool outside_law = casus_str_eq(above, CASUS_STR("REB")) || casus_str_eq(above, CASUS_STR("CRM")) ||
                     casus_str_eq(above, CASUS_STR("OPP")) || casus_str_eq(above, CASUS_STR("COP"));
  if (phrase->former && phrase->detail == CASUS_DETAIL_OFFICE && !is_field(phrase)) return CASUS_STR("ELI");
  switch (phrase->detail) {
  case CASUS_DETAIL_OFFICE:
  case CASUS_DETAIL_PEOPLE:
    return civil(phrase->sector) && above.len ? above : outside_law ? above : phrase->sector;
  case CASUS_DETAIL_FORCE:
  case CASUS_DETAIL_WEAPON:
    return outside_law ? above : phrase->sector;
  case CASUS_DETAIL_GROUP:
    if (outside_law && casus_str_eq(phrase->sector, CASUS_STR("UAF"))) return above; /* "Boko Haram gunmen" */
    return phrase->sector.len ? phrase->sector : above;
  default:
    if (casus_str_eq(phrase->sector, CASUS_STR("IGO")) && phrase->owner_count && phrase->owners[0].actor.len == 3)
      return CASUS_STR("GOV"); /* "the Russia-North Korea alliance": its members */
    return phrase->sector.len ? phrase->sector : above;
  }
}

static bool add_mention(casus_scene *scene, casus_role_phrase *phrase) {
  const casus_hit *hit = &scene->hits.items[phrase->hit];
  casus_mention *mention = casus_scene_add(scene, CASUS_MENTION_ROLE, phrase->first, hit->last);
  if (!mention) return false;
  mention->head = casus_scene_head(scene->text, hit->first, hit->last);
  mention->role = casus_scene_bytes(scene, phrase->first, phrase->role_last);
  mention->organization = phrase->organization;
  phrase->mention = (uint32_t)scene->mentions.count - 1;
  if (!phrase->owner_count) {
    if (phrase->detail == CASUS_DETAIL_WEAPON) return true;
    return casus_scene_party(scene, mention, CASUS_STR(""), phrase->sector, CASUS_STR(""));
  }
  mention->parties = casus_arena_array(scene->arena, phrase->owner_count, sizeof *mention->parties);
  if (!mention->parties) return false;
  for (size_t i = 0; i < phrase->owner_count; i++)
    mention->parties[i] = (casus_party){.actor = phrase->owners[i].actor,
                                        .sector = phrase->sector,
                                        .name = CASUS_STR(""),
                                        .text = casus_scene_bytes(scene, mention->first, mention->last),
                                        .span = casus_scene_span(scene, mention->first, mention->last)};
  mention->party_count = phrase->owner_count;
  return true;
}

/* "police" as a verb, "general" as an adverb's part, "military" before "aid" are no actors. */
static bool is_noun(const casus_scene *scene, const casus_hit *hit) {
  const casus_token *token = casus_scene_token(scene, hit->last - 1);
  if (scene->level[token->sentence]) return token->upos != CASUS_UPOS_VERB || token->deprel == CASUS_DEP_nsubj;
  if (token->upos == CASUS_UPOS_ADJ) {
    bool before_noun = hit->last < casus_scene_last(scene, hit->first) &&
                       (casus_scene_token(scene, hit->last)->upos == CASUS_UPOS_NOUN ||
                        casus_scene_token(scene, hit->last)->upos == CASUS_UPOS_PROPN);
    if (before_noun) return casus_scene_hit(scene, hit->last) != NULL;
    return token->deprel != CASUS_DEP_amod && token->deprel != CASUS_DEP_compound;
  }
  return token->upos == CASUS_UPOS_NOUN || token->upos == CASUS_UPOS_PROPN || token->upos == CASUS_UPOS_X;
}

static int read_role(casus_scene *scene, uint32_t index, casus_error *err) {
  casus_hit *hit = &scene->hits.items[index];
  const casus_record_row *row = row_of(scene, hit);
  casus_role_phrase phrase = {.hit = index,
                              .first = hit->first,
                              .role_last = hit->last,
                              .last = hit->last,
                              .detail = row->detail,
                              .sector = row->sector,
                              .owner_sector = CASUS_STR(""),
                              .organization = CASUS_STR(""),
                              .pronoun = CASUS_NONE,
                              .plural = scene->lexicon->entries[hit->entry].plural ||
                                        casus_str_ends(casus_scene_token(scene, hit->last - 1)->xpos, CASUS_STR("S"))};
  if (casus_str_starts(row->name, CASUS_STR("former ")) || casus_str_starts(row->name, CASUS_STR("ex-"))) {
    phrase.former = true;
    phrase.detail = CASUS_DETAIL_OFFICE;
  }
  left_side left = {.modifier_sector = CASUS_STR("")};
  if (!read_left(scene, &phrase, &left) || !read_right(scene, &phrase)) return casus_fail_memory(err);
  phrase.sector = decide_sector(&phrase, &left);
  if (!add_mention(scene, &phrase)) return casus_fail_memory(err);
  hit->mention = phrase.mention;
  casus_role_phrase *kept = casus_vec_push(&scene->roles, scene->arena);
  if (!kept) return casus_fail_memory(err);
  *kept = phrase;
  for (uint32_t i = hit->first; i < hit->last; i++) scene->role_of[i] = (int32_t)scene->roles.count - 1;
  return CASUS_OK;
}

int casus_roles_find(casus_scene *scene, casus_error *err) {
  for (size_t i = scene->hits.count; i-- > 0;) { /* from the right: the phrases behind a role are read first */
    casus_hit *hit = &scene->hits.items[i];
    if (hit->dropped || hit->consumed || !is_role(hit)) continue;
    if (!is_noun(scene, hit)) {
      hit->dropped = true;
      continue;
    }
    int rc = read_role(scene, (uint32_t)i, err);
    if (rc != CASUS_OK) return rc;
  }
  return CASUS_OK;
}
