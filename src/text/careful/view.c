/* The careful reader's numbers in its file. */
#include "text/careful/careful.h"

static void take_level(casus_blocks *at, casus_level *level, size_t width) {
  level->gain = casus_take_floats(at, width);
  level->bias = casus_take_floats(at, width);
}

static void take_layer(casus_blocks *at, casus_careful_layer *layer, const casus_careful_shape *s) {
  casus_take_matrix(at, &layer->seek, s->width, 3 * (size_t)s->width);
  casus_take_matrix(at, &layer->out, s->width, s->width);
  take_level(at, &layer->seen, s->width);
  casus_take_matrix(at, &layer->grow, s->width, s->inner);
  casus_take_matrix(at, &layer->shrink, s->inner, s->width);
  take_level(at, &layer->grown, s->width);
}

casus_net_size casus_careful_view(casus_careful *careful, const float *floats, const int8_t *cells) {
  const casus_careful_shape *s = &careful->shape;
  size_t width = s->width;
  casus_blocks at = {floats, cells, {0, 0}};
  careful->word_scale = casus_take_floats(&at, careful->vocabulary.count);
  careful->word_rows = casus_take_cells(&at, careful->vocabulary.count * width);
  careful->places = casus_take_floats(&at, s->places * width);
  careful->shapes = casus_take_floats(&at, s->shapes * width);
  take_level(&at, &careful->start, width);
  careful->distances = casus_take_floats(&at, s->heads * (2 * (size_t)s->places - 1));
  for (uint32_t i = 0; i < s->layers; i++) take_layer(&at, &careful->layers[i], s);
  careful->tree_shares = casus_take_floats(&at, s->layers);
  careful->mark_shares = casus_take_floats(&at, s->layers);
  casus_take_matrix(&at, &careful->tags, width, casus_padded(s->tags));
  casus_take_matrix(&at, &careful->dependant, width, s->arc);
  casus_take_matrix(&at, &careful->head, width, s->arc);
  casus_take_matrix(&at, &careful->arc, s->arc, s->arc);
  casus_take_matrix(&at, &careful->own, width, s->relation);
  casus_take_matrix(&at, &careful->other, width, s->relation);
  casus_take_matrix(&at, &careful->relation, s->relation, (size_t)s->relations * s->relation);
  casus_take_matrix(&at, &careful->rest, s->relation, casus_padded(s->relations));
  casus_take_matrix(&at, &careful->marks, width, casus_padded(s->kinds + s->manners + s->ties + 3));
  casus_take_matrix(&at, &careful->links, width, 2 * (size_t)CASUS_ROLE_COUNT * s->link);
  careful->link_bias = casus_take_floats(&at, CASUS_ROLE_COUNT);
  casus_take_matrix(&at, &careful->meant, width, 2 * (size_t)CASUS_MEANT_ROLES * s->link);
  return at.taken;
}
