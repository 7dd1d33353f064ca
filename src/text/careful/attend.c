/* Attention (Vaswani and others 2017): each row of a sentence takes up from all rows of it, by how well its query fits
 * their keys. The division of queries by the root of their lanes is in the file's numbers. Quadratic in the pieces of a
 * sentence, of which there are 512 at most. */
#include "text/careful/careful.h"

static const float NEVER = -1e30f;

/* Queries, keys and values of one head in a sentence's rows. */
typedef struct head {
  const float *queries, *keys, *values; /* rows are `step` apart */
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

static void attend(const casus_simd *simd, const head *h, casus_careful_room *room) {
  turn_keys(h, room->keys, room->values);
  memset(room->scores, 0, h->rows * h->columns * sizeof(float));
  simd->multiply_floats(h->queries, h->step, 1, room->keys, h->rows, h->lanes, h->columns, room->scores);
  for (size_t r = 0; r < h->rows; r++)
    for (size_t k = h->rows; k < h->columns; k++) room->scores[r * h->columns + k] = NEVER;
  simd->share(room->scores, h->rows, h->columns);
  memset(room->seen, 0, h->rows * h->lanes * sizeof(float));
  simd->multiply_floats(room->scores, h->columns, 1, room->values, h->rows, h->rows, h->lanes, room->seen);
}

void casus_careful_attend(const casus_careful *careful, casus_careful_room *room) {
  size_t width = careful->shape.width, lanes = width / careful->shape.heads;
  for (size_t p = 0; p < room->piece_count; p++) {
    casus_piece piece = room->row_pieces[p];
    const float *seek = room->seek + piece.first * 3 * width;
    float *to = room->more + piece.first * width;
    for (size_t at = 0; at < width; at += lanes) {
      head h = {seek + at, seek + width + at, seek + 2 * width + at,
                3 * width, piece.count,       casus_padded((uint32_t)piece.count),
                lanes};
      attend(careful->simd, &h, room);
      for (size_t r = 0; r < piece.count; r++)
        memcpy(to + r * width + at, room->seen + r * lanes, lanes * sizeof(float));
    }
  }
}
