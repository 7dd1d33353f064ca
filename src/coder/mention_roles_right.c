/* Right of a role noun: the phrases that tell where it is held, and for whom. */
#include "coder/mention_roles.h"

enum { PHRASES_BEHIND = 4 };

typedef struct object {
  const casus_role_phrase *role;        /* "of the Russian army" */
  const casus_hit *hit;                 /* "of Russia" */
  uint32_t strange_first, strange_last; /* "at King's College": equal when there is none */
  uint32_t last;
} object;

static bool continues_name(const casus_scene *scene, uint32_t i, uint32_t end) {
  if (casus_scene_strange(scene, i)) return true;
  if (i + 1 >= end || !(casus_scene_strange(scene, i + 1) || casus_scene_live(scene, i + 1))) return false;
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
    const casus_hit *hit = casus_scene_live(scene, o.last);
    if (hit && casus_is_role(hit) && scene->role_of[o.last] >= 0) {
      o.role = &scene->roles.items[scene->role_of[o.last]];
      o.last = o.role->last;
      bool relation = casus_scene_word(scene, hit->last - 1) & CASUS_WORD_RELATION;
      if (relation && o.last < end && casus_scene_live(scene, o.last)) { /* "Angola's neighbour Zambia" */
        o.role = NULL;
        o.hit = casus_scene_live(scene, o.last);
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
      while (o.last < end && continues_name(scene, o.last, end) && !(casus_scene_live(scene, o.last))) o.last++;
      o.strange_last = o.last;
      return o;
    }
    unsigned upos = casus_scene_token(scene, o.last)->upos;
    bool joins = upos == CASUS_UPOS_DET || casus_scene_possessive(scene, o.last) || casus_scene_hyphen(scene, o.last) ||
                 casus_str_eq(casus_scene_token(scene, o.last)->xpos, CASUS_STR("PRP$"));
    if (o.hit && closes(o.hit) && !joins) return o;
    if (!joins && !casus_role_modifier(scene, o.last)) return o;
  }
  return o;
}

static bool own_through(casus_scene *scene, casus_role_phrase *phrase, object *o) {
  if (o->role) {
    if (!phrase->owner_sector.len) phrase->owner_sector = o->role->sector;
    if (!phrase->organization.len)
      phrase->organization = casus_scene_bytes(scene, o->role->first, scene->hits.items[o->role->hit].last);
    for (size_t i = 0; i < o->role->owner_count; i++)
      if (!casus_role_own_party(scene, phrase, o->role->owners[i])) return false;
    return true;
  }
  if (!o->hit || !o->hit->lends) return true;
  return casus_role_own_behind(scene, phrase, o->hit, &o->last);
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
    return phrase->plural || casus_role_is_field(phrase);
  default:
    return casus_str_eq(phrase->sector, CASUS_STR("COP"));
  }
}

/* What one phrase behind the role noun says about its owner. */
static bool read_phrase(casus_scene *scene, casus_role_phrase *phrase, uint32_t prep, object *o) {
  bool office =
      phrase->detail == CASUS_DETAIL_OFFICE || phrase->detail == CASUS_DETAIL_PEOPLE ||
      (phrase->detail == CASUS_DETAIL_GROUP && (o->role || (o->hit && casus_names_a_body(o->hit)) || o->strange_last));
  bool owned = phrase->owner_count > 0;
  bool of = casus_scene_is(scene, prep, "of"),
       place = casus_scene_is(scene, prep, "in") || casus_scene_is(scene, prep, "on");
  bool held =
      casus_scene_is(scene, prep, "at") || casus_scene_is(scene, prep, "with") || casus_scene_is(scene, prep, "for");
  bool adviser = casus_scene_is(scene, prep, "to") && casus_scene_word(scene, prep - 1) & CASUS_WORD_ADVISER;
  bool strange = o->strange_last > o->strange_first;
  bool town = of && phrase->detail == CASUS_DETAIL_BODY && casus_str_eq(phrase->sector, CASUS_STR("EDU")) && o->hit &&
              (o->hit->kind == CASUS_ENTRY_CITY || o->hit->kind == CASUS_ENTRY_CAPITAL);
  if (of && casus_role_is_field(phrase) && !(o->hit && casus_names_a_body(o->hit))) {
    phrase->role_last = o->last;
    return true;
  }
  if ((held && office) || (of && strange && office))
    if (strange && !phrase->organization.len)
      phrase->organization = casus_scene_bytes(scene, o->strange_first, o->strange_last);
  bool takes = !owned && !is_thing(o) && !town && /* a university's town makes nobody a national */
               (of || casus_scene_is(scene, prep, "from") || (held && office) || adviser ||
                (place && locative_owner(scene, phrase) && !o->role));
  if (owned && held && office && o->hit && casus_names_a_body(o->hit) && !phrase->organization.len)
    phrase->organization = casus_hit_party(scene, o->hit).name;
  if (takes && !own_through(scene, phrase, o)) return false;
  bool named = o->role || o->hit || strange;
  if (of || (named && (casus_scene_is(scene, prep, "to") || casus_scene_is(scene, prep, "for"))))
    phrase->role_last = o->last;
  return true;
}

bool casus_role_read_right(casus_scene *scene, casus_role_phrase *phrase) {
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
