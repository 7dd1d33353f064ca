#include "text/careful/careful.h"

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

#define ROOM(place, count) ((room->place = casus_arena_array(arena, (count), sizeof *room->place)) != NULL)

static bool make_for_trees(casus_arena *arena, const casus_careful *c, casus_careful_room *room) {
  const casus_careful_shape *s = &c->shape;
  size_t rows = room->rows;
  return ROOM(for_trees, rows * s->width) && ROOM(dependants, rows * s->arc) && ROOM(heads, rows * s->arc) &&
         ROOM(turned, s->arc * casus_padded((uint32_t)rows + 1)) && ROOM(own, rows * s->relation) &&
         ROOM(other, rows * s->relation) && ROOM(relations, CASUS_CAREFUL_STEP * (size_t)c->relation.columns) &&
         ROOM(rest, rows * c->rest.columns) && ROOM(tags, rows) && ROOM(found, rows) && ROOM(head_of, rows) &&
         ROOM(component, rows);
}

bool casus_careful_room_make(casus_arena *arena, const casus_careful *careful, size_t rows, casus_careful_room *room) {
  const casus_careful_shape *s = &careful->shape;
  size_t columns = casus_padded((uint32_t)rows + 1), lanes = s->width / s->heads;
  size_t widest = most(most(s->inner, s->width), most(s->arc, s->relation));
  *room = (casus_careful_room){.rows = rows};
  bool fine = ROOM(pieces, rows) && ROOM(tokens, rows) && ROOM(ids, rows) && ROOM(shapes, rows) && ROOM(first, rows) &&
              ROOM(last, rows) && ROOM(x, rows * s->width) && ROOM(more, rows * s->width) &&
              ROOM(seek, rows * 3 * s->width) && ROOM(inner, rows * s->inner) && ROOM(whole, rows * widest) &&
              ROOM(row_heads, rows) && ROOM(keys, lanes * columns) && ROOM(values, rows * lanes) &&
              ROOM(seen, rows * lanes) && ROOM(scores, rows * columns) && ROOM(for_marks, rows * s->width) &&
              ROOM(classes, rows * most(careful->tags.columns, careful->marks.columns)) &&
              ROOM(links, rows * careful->links.columns) && ROOM(meant, rows * careful->meant.columns);
  return fine && (!careful->trees || make_for_trees(arena, careful, room));
}
