/* Deeds that the language model finds where no word of a rule fits, and parties that it finds where a rule's places
 * name nobody. */
#include "coder/match.h"

const casus_mark *casus_mark_at(const casus_text *text, uint32_t token) {
  size_t i = CASUS_FIRST_FROM(text->marks, text->mark_count, token, token);
  return i < text->mark_count && text->marks[i].token == token ? &text->marks[i] : NULL;
}

int casus_mark_parties(const casus_reading *view, const casus_mark *mark, casus_role role, casus_parties *parties) {
  for (uint32_t i = mark ? mark->first_link : 0; mark && i < mark->last_link; i++) {
    const casus_link *link = &view->text->links[i];
    if (link->role != role || link->share < CASUS_LINKED) continue;
    const casus_parties *found = casus_reading_actors(view, link->token);
    if (!found) return CASUS_E_MEMORY;
    for (size_t k = 0; k < found->count; k++) {
      int rc = casus_party_add(view, parties, &found->items[k]);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

float casus_mark_link(const casus_text *text, const casus_mark *mark, casus_role role, uint32_t first, uint32_t last) {
  float most = 0;
  for (uint32_t i = mark ? mark->first_link : 0; mark && i < mark->last_link; i++) {
    const casus_link *link = &text->links[i];
    bool fits = link->role == role && link->token >= first && link->token < last;
    if (fits && link->share > most) most = link->share;
  }
  return most;
}

/* Two or more both do it and have it done to them: the deed is mutual. */
static bool is_mutual(const casus_text *text, const casus_mark *mark) {
  uint32_t both = 0;
  for (uint32_t i = mark->first_link; i < mark->last_link; i++)
    both +=
        text->links[i].role == CASUS_ROLE_DOER && text->links[i].share >= CASUS_LINKED &&
        casus_mark_link(text, mark, CASUS_ROLE_OTHER, text->links[i].token, text->links[i].token + 1) >= CASUS_LINKED;
  return both > 1;
}

bool casus_mark_is_of(const casus_mark *mark, const casus_rule *rule) {
  return mark && !rule->is_tie && casus_str_eq(mark->kind, casus_str_from_c(casus_event_type_name(rule->type)));
}

const casus_trigger *casus_trigger_of_mark(const casus_reading *view, const casus_mark *mark) {
  casus_event_type type;
  if (!casus_mark_is_sure(view->text, mark) || !casus_event_type_from(mark->kind, &type)) return NULL;
  const uint32_t *triggers = view->book->marked[type];
  uint32_t mutual = triggers[is_mutual(view->text, mark)], chosen = mutual == UINT32_MAX ? triggers[0] : mutual;
  return chosen == UINT32_MAX ? NULL : &view->book->triggers.items[chosen];
}

float casus_mark_deed(const casus_text *text, const casus_mark *mark) {
  if (!mark || mark->deed <= 0) return 0;
  const casus_sentence *sentence = &text->sentences[text->tokens[mark->token].sentence];
  float none = 1;
  for (size_t i = CASUS_FIRST_FROM(text->marks, text->mark_count, token, sentence->first); i < text->mark_count; i++) {
    const casus_mark *other = &text->marks[i];
    if (other->token >= sentence->last) break;
    if (!casus_str_eq(other->kind, mark->kind)) continue;
    if (other->deed > mark->deed) return mark->deed;
    none *= 1 - other->deed;
  }
  return 1 - none;
}

bool casus_mark_is_sure(const casus_text *text, const casus_mark *mark) {
  return casus_mark_deed(text, mark) >= CASUS_SURE;
}

bool casus_match_sure(const casus_match *match) {
  bool same = match->assent == CASUS_ASSENT_FULL || match->assent == CASUS_ASSENT_ONLY;
  return same && match->share >= CASUS_SURE;
}

casus_assent casus_mark_assent(const casus_text *text, const casus_mark *mark, const casus_rule *rule) {
  if (!text->marked || rule->is_tie) return CASUS_ASSENT_OPEN;
  if (rule->marked) return CASUS_ASSENT_ONLY;
  return casus_mark_is_of(mark, rule) ? CASUS_ASSENT_FULL : CASUS_ASSENT_NONE;
}
