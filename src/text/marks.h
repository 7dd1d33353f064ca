/* Marks while they are gathered. Private to this room. */
#ifndef CASUS_TEXT_MARKS_H
#define CASUS_TEXT_MARKS_H

#include "text/text.h"

typedef struct casus_marks {
  CASUS_VEC(casus_mark) marks;
  CASUS_VEC(casus_link) links;
  CASUS_VEC(casus_meant) meant;
  CASUS_VEC(casus_bond) bonds;
} casus_marks;
/* `marked`: whoever looked for them knows marks. */
static inline void casus_marks_give(const casus_marks *marks, bool marked, casus_text *text) {
  text->marks = marks->marks.items;
  text->links = marks->links.items;
  text->meant = marks->meant.items;
  text->mark_count = (uint32_t)marks->marks.count;
  text->link_count = (uint32_t)marks->links.count;
  text->meant_count = (uint32_t)marks->meant.count;
  text->bonds = marks->bonds.items;
  text->bond_count = (uint32_t)marks->bonds.count;
  text->marked = marked;
  text->hears = false;
  for (size_t i = 0; i < marks->marks.count; i++) text->hears |= marks->marks.items[i].says > 0;
}

/* The mark that the last column of CoNLL-U tells of a word, if any; tokens of its links are places in the sentence.
 * CASUS_E_INPUT: a link has no good number; CASUS_E_MEMORY. */
int casus_mark_read(casus_str misc, uint32_t token, casus_arena *arena, casus_marks *marks);
/* The same as items of the column, each behind the first with "|" before it. `first`: of the sentence. */
void casus_mark_write(casus_buffer *out, const casus_text *text, const casus_mark *mark, uint32_t first);

#endif
