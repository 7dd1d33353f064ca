/* Attention (Vaswani and others 2017): each row of a window takes up from all rows of it, by how well its query fits
 * their keys and how far they stand (Shaw and others 2018). The division of queries by the root of their lanes is in
 * the file's numbers. Quadratic in the pieces of a window, of which there are 512 at most. */
#include "text/careful/careful.h"

static const float NEVER = -1e30f;

/* Queries, keys and values of one head in a window's rows. */
typedef struct head {
  const float *queries, *keys, *values; /* rows are `step` apart */
  const float *distances;               /* of a row to itself; before it those to what precedes */
  size_t step, rows, columns, lanes;
} head;

static void turn_keys(const head *h, float *keys, float *values) {
  for (size_t r = 0; r < h->rows; r++) {
    for (size_t i = 0; i < h->lanes; i++) keys[i * h->columns + r] = h->keys[r * h->step + i];
    memcpy(values + r * h->lanes, h->values + r * h->step, h->lanes * sizeof(float));
  }
  for (size_t i = 0; i < h->lanes; i++)
    for (size_t r = h->rows; r < h->columns; r++) keys[i * h->columns + r] = 0;
}

/* What does not stand in the window is never seen. */
static void add_distances(const head *h, float *scores) {
  for (size_t r = 0; r < h->rows; r++, scores += h->columns) {
    const float *distances = h->distances - r;
    for (size_t k = 0; k < h->rows; k++) scores[k] += distances[k];
    for (size_t k = h->rows; k < h->columns; k++) scores[k] = NEVER;
  }
}

static void attend(const casus_simd *simd, const head *h, casus_careful_room *room) {
  turn_keys(h, room->keys, room->values);
  memset(room->scores, 0, h->rows * h->columns * sizeof(float));
  simd->multiply_floats(h->queries, h->step, 1, room->keys, h->rows, h->lanes, h->columns, room->scores);
  add_distances(h, room->scores);
  simd->share(room->scores, h->rows, h->columns);
  memset(room->seen, 0, h->rows * h->lanes * sizeof(float));
  simd->multiply_floats(room->scores, h->columns, 1, room->values, h->rows, h->rows, h->lanes, room->seen);
}

void casus_careful_attend(const casus_careful *careful, casus_careful_room *room) {
  size_t width = careful->shape.width, lanes = width / careful->shape.heads, rows = room->row_count;
  const float *distances = careful->distances + careful->shape.places - 1;
  for (size_t at = 0; at < width; at += lanes, distances += 2 * (size_t)careful->shape.places - 1) {
    const float *seek = room->seek + at;
    head h = {seek, seek + width, seek + 2 * width, distances, 3 * width, rows, casus_padded((uint32_t)rows), lanes};
    attend(careful->simd, &h, room);
    for (size_t r = 0; r < rows; r++)
      memcpy(room->more + r * width + at, room->seen + r * lanes, lanes * sizeof(float));
  }
}
