#include "text/careful/careful.h"

/* Of `count` words: their own lanes as they are, those as the other end bent. */
static void lanes_of(const casus_careful *c, const casus_matrix *matrix, size_t first, size_t count,
                     casus_careful_room *room, float *out) {
  size_t lanes = c->shape.link;
  out += first * matrix->columns;
  c->simd->multiply(room->whole + first * c->shape.width, room->row_heads + first, count, matrix, out);
  for (size_t at = lanes; at < count * matrix->columns; at += 2 * lanes) c->simd->bend(out + at, lanes);
}

/* Who may be meant by the marks of piece `p`, which are those from `first` on. */
static bool add_meant(const casus_careful *c, casus_arena *arena, const casus_careful_room *room, size_t p,
                      size_t first, casus_marks *found) {
  casus_piece piece = room->pieces[p];
  for (size_t m = first; m < found->marks.count; m++) {
    casus_mark *mark = &found->marks.items[m];
    size_t own = piece.first + mark->token - room->tokens[piece.first];
    mark->first_meant = (uint32_t)found->meant.count;
    bool fine = mark->deed <= 0 || casus_careful_meant(c, arena, room, p, own, CASUS_TELLS_DEED, found);
    if (fine && mark->says > 0) fine = casus_careful_meant(c, arena, room, p, own, CASUS_TELLS_SPEECH, found);
    if (!fine) return false;
    mark->last_meant = (uint32_t)found->meant.count;
  }
  return true;
}

bool casus_careful_marks(const casus_careful *careful, casus_arena *arena, casus_careful_room *room,
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
  simd->quantise(room->x, room->count + 1, careful->shape.width, room->whole, room->row_heads);
  simd->multiply(room->whole, room->row_heads, room->count, &careful->marks, room->classes);
  lanes_of(careful, &careful->meant, 0, room->count + 1, room, room->meant);
  for (size_t p = room->known; p < room->piece_count; p++) {
    casus_piece piece = room->pieces[p];
    size_t first = found->marks.count;
    if (!casus_careful_bonds(careful, arena, room, p, found)) return false;
    if (!casus_marks_any(&scores, piece)) continue;
    lanes_of(careful, &careful->links, piece.first, piece.count, room, room->links);
    if (!casus_marks_add(&scores, piece, room->tokens[piece.first] - (uint32_t)piece.first, arena, found) ||
        !add_meant(careful, arena, room, p, first, found))
      return false;
  }
  return true;
}
