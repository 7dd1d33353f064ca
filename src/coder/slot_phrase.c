/* Phrases that parsers hang below an object, and that the verb may own. */
#include "coder/slot.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

static bool leads_on(casus_slot slot) {
  return slot == CASUS_SLOT_OF || slot == CASUS_SLOT_IN || slot == CASUS_SLOT_FOR || slot == CASUS_SLOT_WITH;
}

/* Phrases below `noun`, as far as two nouns deep: "gave $2 million in assistance to Fiji". */
static int put_phrases_below(const casus_reading *view, casus_slots *slots, uint32_t noun, int depth) {
  CASUS_FOR_CHILDREN(view, noun, child) {
    const casus_token *word = at(view, (uint32_t)child);
    if (word->deprel != CASUS_DEP_nmod && word->deprel != CASUS_DEP_obl) continue;
    casus_slot slot = casus_preposition(view, (uint32_t)child);
    if (slot == CASUS_SLOT_NONE) continue;
    int rc = CASUS_OK;
    bool agent = slot == CASUS_SLOT_BY && slots->passive && casus_slot_first(slots, CASUS_SLOT_SUBJECT) < 0;
    if (slot != CASUS_SLOT_OF && casus_slot_first(slots, slot) < 0)
      rc = casus_slots_put(view, slots, slot, (uint32_t)child);
    if (!rc && agent) rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
    if (!rc && depth > 0 && leads_on(slot)) rc = put_phrases_below(view, slots, (uint32_t)child, depth - 1);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "signed 12 agreements with Vietnam": parsers hang the phrase on either word. */
int casus_slots_put_phrases(const casus_reading *view, casus_slots *slots) {
  size_t own = slots->items.count;
  int rc = CASUS_OK;
  for (size_t i = 0; !rc && i < own; i++) {
    casus_filler item = slots->items.items[i];
    if (item.slot == CASUS_SLOT_OBJECT || item.slot == CASUS_SLOT_IOBJ)
      rc = put_phrases_below(view, slots, item.token, 2);
  }
  for (size_t i = 0; !rc && i < own && slots->passive; i++) { /* "slapped on Turkish steel by Egypt" */
    casus_filler item = slots->items.items[i];
    if (item.slot < CASUS_SLOT_OF || casus_slot_first(slots, CASUS_SLOT_SUBJECT) >= 0) continue;
    CASUS_FOR_CHILDREN(view, item.token, child)
    if (!rc && casus_preposition(view, (uint32_t)child) == CASUS_SLOT_BY)
      rc = casus_slots_put(view, slots, CASUS_SLOT_SUBJECT, (uint32_t)child);
  }
  return rc;
}
