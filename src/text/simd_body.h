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
enum { LANES = 8, ROWS = 6, PAIR = 2 };
/* Rows and panels whose sums fill the registers. */
#if defined(__AVX512VNNI__)
enum { TOGETHER = 8, PANELS = 2 };
#else
enum { TOGETHER = 6, PANELS = 1 };
#endif

/* What is multiplied: rows of whole numbers, from the panel at `column` on. */
typedef struct factors {
  const int16_t *x;
  const float *row_scale;
  const casus_matrix *matrix;
  size_t column;
  float *out; /* of the first row, at `column` */
} factors;

enum { TILE = PANELS * CASUS_PANEL };

/* Cells of the matrix from number `at` on; `bytes` is known where this is compiled. */
#if defined(__AVX512VNNI__)
INLINE __m512i load_cells(const casus_matrix *m, size_t at, bool bytes) {
  if (bytes) return _mm512_cvtepi8_epi16(_mm256_loadu_si256((const __m256i *)(const void *)(m->bytes + at)));
  return _mm512_loadu_si512(m->cells + at);
}
#elif defined(__AVX2__)
INLINE __m256i load_cells(const casus_matrix *m, size_t at, bool bytes) {
  if (bytes) return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(m->bytes + at)));
  return _mm256_loadu_si256((const __m256i *)(const void *)(m->cells + at));
}
#else
INLINE int32_t load_cell(const casus_matrix *m, size_t at, bool bytes) { return bytes ? m->bytes[at] : m->cells[at]; }
#endif

/* Sums of a tile: `panels` <= PANELS panels of columns for `rows` <= TOGETHER rows. */
INLINE void sum_tile(const factors *f, size_t rows, size_t panels, bool bytes, int32_t (*sums)[TILE]) {
  const casus_matrix *m = f->matrix;
  const int16_t *x = f->x;
  size_t in = m->in, from = f->column * in;
#if defined(__AVX512VNNI__)
  __m512i sum[TOGETHER][PANELS];
  for (size_t r = 0; r < rows; r++)
    for (size_t p = 0; p < panels; p++) sum[r][p] = _mm512_setzero_si512();
  for (size_t k = 0; k < in; k += PAIR) {
    __m512i beside[PANELS];
    for (size_t p = 0; p < panels; p++) beside[p] = load_cells(m, from + (p * in + k) * CASUS_PANEL, bytes);
    for (size_t r = 0; r < rows; r++) {
      int32_t pair;
      memcpy(&pair, x + r * in + k, sizeof pair);
      __m512i both = _mm512_set1_epi32(pair);
      for (size_t p = 0; p < panels; p++) sum[r][p] = _mm512_dpwssd_epi32(sum[r][p], beside[p], both);
    }
  }
  for (size_t r = 0; r < rows; r++)
    for (size_t p = 0; p < panels; p++) _mm512_storeu_si512(sums[r] + p * CASUS_PANEL, sum[r][p]);
#elif defined(__AVX2__)
  __m256i low[TOGETHER], high[TOGETHER];
  for (size_t r = 0; r < rows; r++) low[r] = high[r] = _mm256_setzero_si256();
  for (size_t k = 0; k < in; k += PAIR) {
    __m256i first = load_cells(m, from + k * CASUS_PANEL, bytes);
    __m256i second = load_cells(m, from + k * CASUS_PANEL + CASUS_PANEL, bytes);
    for (size_t r = 0; r < rows; r++) {
      int32_t pair;
      memcpy(&pair, x + r * in + k, sizeof pair);
      __m256i both = _mm256_set1_epi32(pair);
      low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(first, both));
      high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(second, both));
    }
  }
  for (size_t r = 0; r < rows; r++) {
    _mm256_storeu_si256((__m256i *)(void *)sums[r], low[r]);
    _mm256_storeu_si256((__m256i *)(void *)(sums[r] + CASUS_PANEL / 2), high[r]);
  }
  (void)panels;
#else
  for (size_t r = 0; r < rows; r++) {
    memset(sums[r], 0, sizeof sums[r]);
    for (size_t k = 0; k < in; k += PAIR)
      for (size_t c = 0; c < CASUS_PANEL; c++)
        sums[r][c] += x[r * in + k] * load_cell(m, from + k * CASUS_PANEL + c * PAIR, bytes) +
                      x[r * in + k + 1] * load_cell(m, from + k * CASUS_PANEL + c * PAIR + 1, bytes);
  }
  (void)panels;
#endif
}

/* Apart, so that compilers keep the sums of sum_tile in registers without copies. */
__attribute__((noinline)) static void scale_tile(const factors *f, size_t rows, size_t count,
                                                 const int32_t (*sums)[TILE]) {
  const float *scale = f->matrix->scale + f->column, *bias = f->matrix->bias + f->column;
  for (size_t r = 0; r < rows; r++) {
    float by = f->row_scale[r], *out = f->out + r * f->matrix->columns;
    for (size_t c = 0; c < count; c++) out[c] = (float)sums[r][c] * scale[c] * by + bias[c];
  }
}

INLINE void multiply_tile(const factors *f, size_t rows, size_t panels, bool bytes) {
  int32_t sums[TOGETHER][TILE];
  sum_tile(f, rows, panels, bytes, sums);
  scale_tile(f, rows, panels * CASUS_PANEL, (const int32_t(*)[TILE])sums);
}

/* All rows; each number of rows that may be left is compiled on its own. */
INLINE void multiply_panels(factors f, size_t rows, size_t panels, bool bytes) {
  for (; rows >= TOGETHER; rows -= TOGETHER) {
    multiply_tile(&f, TOGETHER, panels, bytes);
    f.x += TOGETHER * f.matrix->in;
    f.row_scale += TOGETHER;
    f.out += TOGETHER * f.matrix->columns;
  }
  switch (rows) {
#define LEFT(count)                                                                                                    \
  case count:                                                                                                          \
    multiply_tile(&f, count, panels, bytes);                                                                           \
    break;
#if defined(__AVX512VNNI__)
    LEFT(7)
    LEFT(6)
#endif
    LEFT(5)
    LEFT(4) LEFT(3) LEFT(2) LEFT(1)
#undef LEFT
        default : break;
  }
}

INLINE void multiply_cells(factors f, size_t rows, bool bytes) {
  for (; f.column + TILE <= f.matrix->columns; f.column += TILE, f.out += TILE) multiply_panels(f, rows, PANELS, bytes);
  if (f.column < f.matrix->columns) multiply_panels(f, rows, 1, bytes);
}

static void multiply(const int16_t *x, const float *row_scale, size_t rows, const casus_matrix *matrix, float *out) {
  factors f = {x, row_scale, matrix, 0, out};
  if (matrix->bytes)
    multiply_cells(f, rows, true);
  else
    multiply_cells(f, rows, false);
}

/* Floats without their sign are ordered like whole numbers of the same bits. */
INLINE float largest_size(const float *x, size_t width) {
  whole8 most = {0};
  for (size_t i = 0; i < width; i += LANES) {
    whole8 size = *(const whole8 *)(x + i) & 0x7FFFFFFF, more = size > most;
    most = (size & more) | (most & ~more);
  }
  float sizes[LANES], largest = 1e-20f;
  memcpy(sizes, &most, sizeof sizes);
  for (size_t k = 0; k < LANES; k++) largest = sizes[k] > largest ? sizes[k] : largest;
  return largest;
}

/* Adding and taking away 1.5 * 2^23 rounds to the nearest whole number, halves to the even one. */
static void quantise(const float *x, size_t rows, size_t width, int16_t *out, float *row_scale) {
  const float round = 12582912.0f;
  for (size_t r = 0; r < rows; r++, x += width, out += width) {
    float largest = largest_size(x, width);
    float up = (float)CASUS_CELL_MOST / largest;
    row_scale[r] = largest / (float)CASUS_CELL_MOST;
    for (size_t i = 0; i < width; i++) out[i] = (int16_t)(int32_t)(x[i] * up + round - round);
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
