#include "text/careful/careful.h"

/* Links of the piece's words: their own lanes as they are, those as the other end bent. */
static void link_lanes(const casus_careful *c, casus_piece piece, casus_careful_room *room) {
  size_t row = c->links.columns, lanes = c->shape.link;
  float *links = room->links + piece.first * row;
  c->simd->multiply(room->whole + piece.first * c->shape.width, room->row_heads + piece.first, piece.count, &c->links,
                    links);
  for (size_t at = lanes; at < piece.count * row; at += 2 * lanes) c->simd->bend(links + at, lanes);
}

bool casus_careful_marks(const casus_careful *careful, casus_arena *arena, uint32_t first, casus_careful_room *room,
                         casus_marks *found) {
  const casus_simd *simd = careful->simd;
  casus_mark_scores scores = {.classes = &careful->classes,
                              .kinds = careful->shape.kinds,
                              .manners = careful->shape.manners,
                              .link = careful->shape.link,
                              .columns = careful->marks.columns,
                              .marks = room->classes,
                              .links = room->links,
                              .link_bias = careful->link_bias};
  casus_careful_words(careful, room->for_marks, room);
  simd->quantise(room->x, room->count, careful->shape.width, room->whole, room->row_heads);
  simd->multiply(room->whole, room->row_heads, room->count, &careful->marks, room->classes);
  for (size_t p = 0; p < room->piece_count; p++) {
    if (!casus_marks_any(&scores, room->pieces[p])) continue;
    link_lanes(careful, room->pieces[p], room);
    if (!casus_marks_add(&scores, room->pieces[p], first, arena, found)) return false;
  }
  return true;
}
