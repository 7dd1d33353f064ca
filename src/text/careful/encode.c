#include "text/careful/careful.h"

/* Rows of word and place. */
static void look_up(const casus_careful *c, casus_careful_room *room) {
  size_t width = c->shape.width;
  for (size_t row = 0; row < room->row_count; row++) {
    size_t id = room->ids[row];
    const int8_t *word = c->word_rows + id * width;
    float scale = c->word_scale[id], *x = room->x + row * width;
    for (size_t i = 0; i < width; i++) x[i] = (float)word[i] * scale;
  }
  memcpy(room->more, c->places, room->row_count * width * sizeof(float));
}

static void add_shapes(const casus_careful *c, casus_careful_room *room) {
  size_t width = c->shape.width;
  for (size_t row = 0; row < room->row_count; row++) {
    const float *shape = c->shapes + room->shapes[row] * width;
    for (size_t i = 0; i < width; i++) room->x[row * width + i] += shape[i];
  }
}

static void level(const casus_careful *c, const casus_level *by, casus_careful_room *room) {
  c->simd->level(room->x, room->more, room->row_count, c->shape.width, by->gain, by->bias);
}

static void add_share(const float *x, float share, size_t count, float *to) {
  for (size_t i = 0; i < count; i++) to[i] += share * x[i];
}

static void run_layer(const casus_careful *c, const casus_careful_layer *layer, casus_careful_room *room) {
  size_t rows = room->row_count;
  casus_careful_linear(c, room->x, rows, &layer->seek, room, room->seek);
  casus_careful_attend(c, room);
  casus_careful_linear(c, room->more, rows, &layer->out, room, room->more);
  level(c, &layer->seen, room);
  casus_careful_linear(c, room->x, rows, &layer->grow, room, room->inner);
  c->simd->bend(room->inner, rows * c->shape.inner);
  casus_careful_linear(c, room->inner, rows, &layer->shrink, room, room->more);
  level(c, &layer->grown, room);
}

void casus_careful_encode(const casus_careful *careful, casus_careful_room *room) {
  size_t count = room->row_count * careful->shape.width;
  look_up(careful, room);
  level(careful, &careful->start, room);
  memset(room->for_marks, 0, count * sizeof(float));
  if (careful->trees) memset(room->for_trees, 0, count * sizeof(float));
  for (uint32_t i = 0; i < careful->shape.layers; i++) {
    if (i == careful->shape.plain) add_shapes(careful, room);
    run_layer(careful, &careful->layers[i], room);
    add_share(room->x, careful->mark_shares[i], count, room->for_marks);
    if (careful->trees) add_share(room->x, careful->tree_shares[i], count, room->for_trees);
  }
}

void casus_careful_words(const casus_careful *careful, const float *rows, casus_careful_room *room) {
  size_t width = careful->shape.width;
  for (size_t w = 0; w < room->count; w++) {
    const float *first = rows + room->first[w] * width, *last = rows + room->last[w] * width;
    float *to = room->x + w * width;
    for (size_t i = 0; i < width; i++) to[i] = (first[i] + last[i]) / 2;
  }
  memcpy(room->x + room->count * width, rows, width * sizeof(float));
}
