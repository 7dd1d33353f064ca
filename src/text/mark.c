/* Words that tell deeds or speech, and who takes part, by the small network. */
#include "text/mark_find.h"

static void link_lanes(const casus_model *model, casus_piece piece, casus_room *room) {
  const casus_net *net = &model->net;
  model->simd->multiply(room->whole + piece.first * net->shape.width, room->row_heads + piece.first, piece.count,
                        &net->links, room->links + piece.first * casus_link_lanes(&net->shape));
}

bool casus_find_marks(const casus_model *model, casus_arena *arena, uint32_t first, casus_room *room,
                      casus_marks *found) {
  const casus_net *net = &model->net;
  if (!net->shape.kinds) return true;
  model->simd->multiply(room->whole, room->row_heads, room->count, &net->marks, room->classes);
  casus_mark_scores scores = {.classes = &model->classes,
                              .kinds = net->shape.kinds,
                              .manners = net->shape.manners,
                              .link = net->shape.link,
                              .columns = net->marks.columns,
                              .marks = room->classes,
                              .links = room->links,
                              .link_places = net->link_places,
                              .link_bias = net->link_bias};
  for (size_t p = 0; p < room->piece_count; p++) {
    if (!casus_marks_any(&scores, room->pieces[p])) continue;
    link_lanes(model, room->pieces[p], room);
    if (!casus_marks_add(&scores, room->pieces[p], first, arena, found)) return false;
  }
  return true;
}
