/* The body of each set of arithmetic; the including file names it with SIMD_NAME and may be compiled for a newer
 * processor. Every element is computed by the same operations in the same order in all of them. */
#include <math.h>
#include <string.h>

#include "text/simd.h"
#if defined(__AVX2__)
#include <immintrin.h>
#endif

/* Eight floats at any address: the fixed width of all sums, so that their order is fixed too. */
typedef float lanes8 __attribute__((vector_size(32), aligned(4), may_alias));
typedef int32_t whole8 __attribute__((vector_size(32), aligned(4), may_alias));
#if defined(__AVX512F__)
enum { WIDE = 16 };
#elif defined(__AVX2__)
enum { WIDE = 8 };
#else
enum { WIDE = 4 };
#endif
typedef float wide __attribute__((vector_size(WIDE * 4), aligned(4), may_alias));
#define INLINE static inline __attribute__((always_inline))
enum { LANES = 8, ROWS = 6 };
#include "text/simd_product.h"

/* Floats without their sign are ordered like whole numbers of the same bits. */
INLINE float largest_size(const float *x, size_t width) {
  int32_t most = 0;
  for (size_t i = 0; i < width; i++) {
    int32_t size;
    memcpy(&size, x + i, sizeof size);
    size &= 0x7FFFFFFF;
    most = size > most ? size : most;
  }
  float largest;
  memcpy(&largest, &most, sizeof largest);
  return largest > 1e-20f ? largest : 1e-20f;
}

/* Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, halves to the even one. */
static void quantise(const float *x, size_t rows, size_t width, int8_t *out, casus_row *heads) {
  const float round = 12582912.0f;
  for (size_t r = 0; r < rows; r++, x += width, out += width) {
    float largest = largest_size(x, width), up = (float)CASUS_CELL_MOST / largest;
    int32_t sum = 0;
    for (size_t i = 0; i < width; i++) {
      int32_t whole = (int32_t)(x[i] * up + round - round);
      out[i] = (int8_t)whole;
      sum += whole;
    }
    heads[r] = (casus_row){largest / (float)CASUS_CELL_MOST, sum};
  }
}

static void normalise(const float *x, size_t rows, size_t width, const float *gain, float *out) {
  for (size_t r = 0; r < rows; r++, x += width, out += width) {
    lanes8 squares = {0};
    for (size_t i = 0; i < width; i += LANES) {
      lanes8 v = *(const lanes8 *)(x + i);
      squares += v * v;
    }
    float sum = 0;
    for (size_t k = 0; k < LANES; k++) sum += squares[k];
    float by = 1.0f / sqrtf(sum / (float)width + 1e-6f);
    for (size_t i = 0; i < width; i++) out[i] = x[i] * by * gain[i];
  }
}

static void mix(const float *x, size_t rows, size_t width, const float *weights, size_t taps, float *out) {
  size_t half = taps / 2;
  for (size_t r = 0; r < rows; r++) {
    size_t from = r < half ? half - r : 0, end = rows + half - r < taps ? rows + half - r : taps;
    for (size_t i = 0; i < width; i += WIDE) {
      wide sum = {0};
      for (size_t k = from; k < end; k++)
        sum += *(const wide *)(weights + k * width + i) * *(const wide *)(x + (r + k - half) * width + i);
      *(wide *)(out + r * width + i) = sum;
    }
  }
}

/* One step of the memory, for half of the lanes. */
INLINE void step(const float *gates, size_t width, float *memory, float *x) {
  const float *candidates = gates + width, *uses = candidates + width;
  for (size_t i = 0; i < width / 2; i++) {
    float open = 0.5f + 0.5f * (gates[i] / sqrtf(1.0f + gates[i] * gates[i]));
    memory[i] = memory[i] + open * (candidates[i] - memory[i]);
    x[i] = x[i] + memory[i] * uses[i];
  }
}

static void remember(const float *gates, size_t rows, size_t width, float *x) {
  float memory[CASUS_LANES_MOST] = {0};
  size_t half = width / 2;
  for (size_t r = 0; r < rows; r++) step(gates + r * 3 * width, width, memory, x + r * width);
  memset(memory, 0, sizeof memory);
  for (size_t r = rows; r-- > 0;) step(gates + r * 3 * width + half, width, memory, x + r * width + half);
}

static void add_rows(const casus_addends *rows, size_t width, float *out) {
  int16_t sums[CASUS_LANES_MOST] = {0};
  for (size_t k = 0; k < rows->part_count; k++)
    for (size_t i = 0; i < width; i++) sums[i] = (int16_t)(sums[i] + rows->parts[k][i]);
  if (rows->word)
    for (size_t i = 0; i < width; i++)
      out[i] = (float)rows->word[i] * rows->word_scale + (float)sums[i] * rows->part_scale;
  else
    for (size_t i = 0; i < width; i++) out[i] = (float)sums[i] * rows->part_scale;
}

/* A tile of one or two vectors of columns. */
INLINE void tile(const float *a, size_t row_step, size_t k_step, const float *b, size_t rows, size_t vectors,
                 size_t inner, size_t columns, float *c) {
  wide sums[ROWS][2];
  for (size_t r = 0; r < rows; r++)
    for (size_t v = 0; v < vectors; v++) sums[r][v] = *(const wide *)(c + r * columns + v * WIDE);
  for (size_t k = 0; k < inner; k++)
    for (size_t r = 0; r < rows; r++)
      for (size_t v = 0; v < vectors; v++)
        sums[r][v] += *(const wide *)(b + k * columns + v * WIDE) * a[r * row_step + k * k_step];
  for (size_t r = 0; r < rows; r++)
    for (size_t v = 0; v < vectors; v++) *(wide *)(c + r * columns + v * WIDE) = sums[r][v];
}

enum { INNER = 256 }; /* rows of b that stay in the first cache for one tile of columns */

INLINE void tiles(const float *a, size_t row_step, size_t k_step, const float *b, size_t rows, size_t vectors,
                  size_t inner, size_t columns, float *c) {
  size_t whole = rows / ROWS * ROWS;
  for (size_t r = 0; r < whole; r += ROWS)
    tile(a + r * row_step, row_step, k_step, b, ROWS, vectors, inner, columns, c + r * columns);
  for (size_t r = whole; r < rows; r++)
    tile(a + r * row_step, row_step, k_step, b, 1, vectors, inner, columns, c + r * columns);
}

static void multiply_floats(const float *a, size_t row_step, size_t k_step, const float *b, size_t rows, size_t inner,
                            size_t columns, float *c) {
  for (size_t from = 0; from < inner; from += INNER) {
    size_t count = inner - from < INNER ? inner - from : INNER, j = 0;
    const float *part = a + from * k_step, *below = b + from * columns;
    for (; j + 2 * WIDE <= columns; j += 2 * WIDE)
      tiles(part, row_step, k_step, below + j, rows, 2, count, columns, c + j);
    for (; j < columns; j += WIDE) tiles(part, row_step, k_step, below + j, rows, 1, count, columns, c + j);
  }
}

#include "text/simd_layer.h"

/* Eight side by side: the largest of each and where it stands; then the first of the largest. */
static size_t best(const float *scores, size_t count) {
  lanes8 most = *(const lanes8 *)scores;
  whole8 at = {0, 1, 2, 3, 4, 5, 6, 7}, here = at;
  for (size_t i = LANES; i < count; i += LANES) {
    lanes8 v = *(const lanes8 *)(scores + i);
    whole8 more = v > most;
    here += LANES;
    most = (lanes8)(((whole8)v & more) | ((whole8)most & ~more));
    at = (here & more) | (at & ~more);
  }
  float largest = most[0];
  int32_t first = at[0];
  for (size_t k = 1; k < LANES; k++)
    if (most[k] > largest || (most[k] == largest && at[k] < first)) largest = most[k], first = at[k];
  return (size_t)first;
}

static void meet(const float *one, const float *other, size_t width, float *out) {
  for (size_t i = 0; i < width; i++) {
    float sum = one[i] + other[i];
    out[i] = sum > 0 ? sum : 0;
  }
}

#define SIMD_TEXT_OF(name) #name
#define SIMD_TEXT(name) SIMD_TEXT_OF(name)
const casus_simd SIMD_NAME = {SIMD_TEXT(SIMD_NAME), multiply, quantise, normalise, mix, remember, add_rows, best, meet,
                              multiply_floats,      bend,     share,    level};
