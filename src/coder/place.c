#include "coder/place.h"

#include "coder/lexicon.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool is_place(const casus_mention *mention) {
  return mention->kind == CASUS_MENTION_PLACE || mention->kind == CASUS_MENTION_SEAT;
}

/* Does a place behind this preposition say where? "To" and "into" lead to cities, and "into" a state is an invasion. */
static bool says_where(casus_slot slot, const casus_mention *mention) {
  switch (slot) {
  case CASUS_SLOT_IN:
  case CASUS_SLOT_AT:
  case CASUS_SLOT_NEAR:
  case CASUS_SLOT_OFF:
  case CASUS_SLOT_OUTSIDE:
  case CASUS_SLOT_AROUND:
    return is_place(mention) || mention->kind == CASUS_MENTION_STATE;
  case CASUS_SLOT_INTO:
  case CASUS_SLOT_TO:
    return is_place(mention);
  default:
    return false;
  }
}

static casus_place place_of(const casus_reading *view, const casus_mention *mention) {
  casus_span span = {at(view, mention->first)->span.start, at(view, mention->last - 1)->span.end};
  casus_place place = {casus_str_span(view->text->bytes, span), CASUS_STR(""), false, 0, 0};
  if (mention->party_count) place.country = mention->parties[0].actor;
  place.located = is_place(mention) &&
                  casus_lexicon_point(view->lexicon, place.country, place.text, &place.lat, &place.lon);
  return place;
}

/* In the order of the prepositions: one that says where goes before one that says whither. */
static const casus_mention *beside(const casus_reading *view, const casus_slots *slots) {
  static const casus_slot where[] = {CASUS_SLOT_IN,      CASUS_SLOT_AT,     CASUS_SLOT_NEAR, CASUS_SLOT_OFF,
                                     CASUS_SLOT_OUTSIDE, CASUS_SLOT_AROUND, CASUS_SLOT_INTO, CASUS_SLOT_TO};
  for (size_t w = 0; w < CASUS_COUNT(where); w++) {
    for (size_t i = 0; i < slots->items.count; i++) {
      casus_filler item = slots->items.items[i];
      int32_t mention = item.slot == where[w] ? view->mentions->at[item.token] : -1;
      if (mention >= 0 && says_where(item.slot, &view->mentions->items[mention]))
        return &view->mentions->items[mention];
    }
  }
  return NULL;
}

/* "In Kharkiv, a bomb killed twelve, the governor said": the place hangs on a verb that comes later. */
static bool opens_above(const casus_reading *view, uint32_t place, uint32_t trigger) {
  int32_t above = at(view, place)->head;
  return place < trigger && above > (int32_t)trigger && casus_is_below(view, trigger, (uint32_t)above);
}

static bool is_whither(casus_slot slot) { return slot == CASUS_SLOT_TO || slot == CASUS_SLOT_INTO; }

/* The nearest place of the sentence that belongs to the deed though it is not beside it. */
static const casus_mention *farther(const casus_reading *view, uint32_t trigger) {
  const casus_mention *nearest = NULL;
  uint32_t least = UINT32_MAX;
  const casus_sentence *sentence = &view->text->sentences[at(view, trigger)->sentence];
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    int32_t index = view->mentions->at[i];
    const casus_mention *mention = index < 0 ? NULL : &view->mentions->items[index];
    casus_slot slot = mention && mention->head == i ? casus_preposition(view, i) : CASUS_SLOT_NONE;
    if (slot == CASUS_SLOT_NONE || is_whither(slot) || !says_where(slot, mention)) continue;
    if (!opens_above(view, i, trigger) && !casus_is_below(view, i, trigger)) continue;
    uint32_t distance = i > trigger ? i - trigger : trigger - i;
    if (distance >= least) continue;
    least = distance;
    nearest = mention;
  }
  return nearest;
}

casus_place casus_place_of(const casus_reading *view, const casus_slots *slots) {
  const casus_mention *mention = beside(view, slots);
  if (!mention) mention = farther(view, slots->trigger);
  return mention ? place_of(view, mention) : (casus_place){0};
}
