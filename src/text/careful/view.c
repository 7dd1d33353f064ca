/* The careful reader's numbers in its file. */
#include "text/careful/careful.h"

static const int8_t *take_cells(casus_blocks *at, size_t count) {
  const int8_t *from = at->cells ? (const int8_t *)at->cells + at->taken.cells : NULL;
  at->taken.cells += count;
  return from;
}

static void take_matrix(casus_blocks *at, casus_matrix *matrix, size_t in, size_t columns) {
  const float *scale = casus_take_floats(at, columns), *bias = casus_take_floats(at, columns);
  *matrix = (casus_matrix){NULL, scale, bias, (uint32_t)in, (uint32_t)columns, take_cells(at, in * columns)};
}

static void take_level(casus_blocks *at, casus_level *level, size_t width) {
  level->gain = casus_take_floats(at, width);
  level->bias = casus_take_floats(at, width);
}

static void take_layer(casus_blocks *at, casus_careful_layer *layer, const casus_careful_shape *s) {
  take_matrix(at, &layer->seek, s->width, 3 * (size_t)s->width);
  take_matrix(at, &layer->out, s->width, s->width);
  take_level(at, &layer->seen, s->width);
  take_matrix(at, &layer->grow, s->width, s->inner);
  take_matrix(at, &layer->shrink, s->inner, s->width);
  take_level(at, &layer->grown, s->width);
}

casus_net_size casus_careful_view(casus_careful *careful, const float *floats, const int8_t *cells) {
  const casus_careful_shape *s = &careful->shape;
  size_t width = s->width;
  casus_blocks at = {floats, cells, {0, 0}};
  careful->word_scale = casus_take_floats(&at, careful->vocabulary.count);
  careful->word_rows = take_cells(&at, careful->vocabulary.count * width);
  careful->places = casus_take_floats(&at, s->places * width);
  careful->shapes = casus_take_floats(&at, s->shapes * width);
  take_level(&at, &careful->start, width);
  for (uint32_t i = 0; i < s->layers; i++) take_layer(&at, &careful->layers[i], s);
  careful->tree_shares = casus_take_floats(&at, s->layers);
  careful->mark_shares = casus_take_floats(&at, s->layers);
  take_matrix(&at, &careful->tags, width, casus_padded(s->tags));
  take_matrix(&at, &careful->dependant, width, s->arc);
  take_matrix(&at, &careful->head, width, s->arc);
  take_matrix(&at, &careful->arc, s->arc, s->arc);
  take_matrix(&at, &careful->own, width, s->relation);
  take_matrix(&at, &careful->other, width, s->relation);
  take_matrix(&at, &careful->relation, s->relation, (size_t)s->relations * s->relation);
  take_matrix(&at, &careful->rest, s->relation, casus_padded(s->relations));
  take_matrix(&at, &careful->marks, width, casus_padded(s->kinds + s->manners + 2));
  take_matrix(&at, &careful->links, width, 2 * (size_t)CASUS_ROLE_COUNT * s->link);
  careful->link_bias = casus_take_floats(&at, CASUS_ROLE_COUNT);
  return at.taken;
}
