/* Role phrases: what stands left and right of a role noun tells whose it is. */
#include "coder/mention_roles.h"

static bool civil(casus_str sector) { return !sector.len || casus_str_eq(sector, CASUS_STR("GOV")); }

/* A "rebel commander" is a rebel, a "NATO spokesman" speaks for an IGO, but "NATO troops" are soldiers. */
static casus_str decide_sector(const casus_role_phrase *phrase, const casus_left_side *left) {
  casus_str above =
      civil(left->modifier_sector) && phrase->owner_sector.len ? phrase->owner_sector : left->modifier_sector;
  if (casus_str_eq(above, CASUS_STR("CVL"))) above = CASUS_STR("");
  bool outside_law = casus_str_eq(above, CASUS_STR("REB")) || casus_str_eq(above, CASUS_STR("CRM")) ||
                     casus_str_eq(above, CASUS_STR("OPP")) || casus_str_eq(above, CASUS_STR("COP"));
  if (phrase->former && phrase->detail == CASUS_DETAIL_OFFICE && !casus_role_is_field(phrase)) return CASUS_STR("ELI");
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
  const casus_record_row *row = casus_entry_row(scene->lexicon, hit->entry);
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
  casus_left_side left = {.modifier_sector = CASUS_STR("")};
  if (!casus_role_read_left(scene, &phrase, &left) || !casus_role_read_right(scene, &phrase))
    return casus_fail_memory(err);
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
    if (hit->dropped || hit->consumed || !casus_is_role(hit)) continue;
    if (!is_noun(scene, hit)) {
      hit->dropped = true;
      continue;
    }
    int rc = read_role(scene, (uint32_t)i, err);
    if (rc != CASUS_OK) return rc;
  }
  return CASUS_OK;
}
