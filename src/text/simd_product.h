/* Products of bytes; a part of simd_body.h.
 *
 * A tile is a few rows by one panel of columns or two, and its sums stay in registers. Cells lie in pairs of `in`: four
 * of a column are two pairs that stand CASUS_PANEL pairs apart. */

/* Rows and panels whose sums fill the registers. */
#if defined(__AVX512VNNI__)
enum { TOGETHER = 8, PANELS = 2 };
#else
enum { TOGETHER = 6, PANELS = 1 };
#endif
enum { TILE = PANELS * CASUS_PANEL, FOUR = 4 };

/* What is multiplied: rows of bytes, from the panel at `column` on. */
typedef struct factors {
  const int8_t *x;
  const casus_row *heads;
  const casus_matrix *matrix;
  size_t column;
  float *out; /* of the first row, at `column` */
} factors;

INLINE int32_t four_at(const int8_t *x) {
  int32_t four;
  memcpy(&four, x, sizeof four);
  return four;
}

#if defined(__AVX512VNNI__)

/* Cells of sixteen columns, four of each side by side, with 128 added: vpdpbusd takes one factor without sign. */
INLINE __m512i load_cells(const int8_t *cells) {
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  return _mm512_xor_si512(_mm512_permutexvar_epi16(order, _mm512_loadu_si512(cells)), _mm512_set1_epi8(-128));
}

/* As an instruction of its own, since GCC 14 copies the sums of the builtin from register to register. */
INLINE void add_four(__m512i *sum, __m512i cells, __m512i four) {
  __asm__("vpdpbusd %2, %1, %0" : "+v"(*sum) : "v"(cells), "v"(four));
}

INLINE void multiply_tile(const factors *f, size_t rows, size_t panels) {
  const casus_matrix *m = f->matrix;
  const int8_t *cells = m->cells + f->column * m->in;
  __m512i sum[TOGETHER][PANELS];
  for (size_t r = 0; r < rows; r++)
    for (size_t p = 0; p < panels; p++) sum[r][p] = _mm512_set1_epi32(-128 * f->heads[r].sum);
  for (size_t k = 0; k < m->in; k += FOUR) {
    __m512i beside[PANELS];
    for (size_t p = 0; p < panels; p++) beside[p] = load_cells(cells + (p * m->in + k) * CASUS_PANEL);
    for (size_t r = 0; r < rows; r++) {
      __m512i four = _mm512_set1_epi32(four_at(f->x + r * m->in + k));
      for (size_t p = 0; p < panels; p++) add_four(&sum[r][p], beside[p], four);
    }
  }
  for (size_t p = 0; p < panels; p++) {
    size_t column = f->column + p * CASUS_PANEL;
    __m512 scale = _mm512_loadu_ps(m->scale + column), bias = _mm512_loadu_ps(m->bias + column);
    for (size_t r = 0; r < rows; r++) {
      __m512 counted =
          _mm512_mul_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(sum[r][p]), scale), _mm512_set1_ps(f->heads[r].scale));
      _mm512_storeu_ps(f->out + r * m->columns + p * CASUS_PANEL, _mm512_add_ps(counted, bias));
    }
  }
}

#elif defined(__AVX2__)

INLINE __m256i load_cells(const int8_t *cells) { return _mm256_loadu_si256((const __m256i *)(const void *)cells); }

/* Sums of four products in each column. Two products, of sizes up to 127 and 128, fit into 16 bits. */
INLINE __m256i add_four(__m256i sum, __m256i size, __m256i cells, __m256i four) {
  __m256i pairs = _mm256_maddubs_epi16(size, _mm256_sign_epi8(four, cells));
  return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

INLINE void put_sums(const factors *f, size_t row, size_t at, __m256i sum) {
  const float *scale = f->matrix->scale + f->column + at, *bias = f->matrix->bias + f->column + at;
  __m256 counted = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(sum), _mm256_loadu_ps(scale)),
                                 _mm256_set1_ps(f->heads[row].scale));
  _mm256_storeu_ps(f->out + row * f->matrix->columns + at, _mm256_add_ps(counted, _mm256_loadu_ps(bias)));
}

INLINE void multiply_tile(const factors *f, size_t rows, size_t panels) {
  const casus_matrix *m = f->matrix;
  const int8_t *cells = m->cells + f->column * m->in;
  __m256i low[TOGETHER], high[TOGETHER]; /* of columns 0-3 and 8-11, 4-7 and 12-15 */
  for (size_t r = 0; r < rows; r++) low[r] = high[r] = _mm256_setzero_si256();
  for (size_t k = 0; k < m->in; k += FOUR) {
    __m256i one = load_cells(cells + k * CASUS_PANEL), two = load_cells(cells + (k + FOUR / 2) * CASUS_PANEL);
    __m256i below = _mm256_unpacklo_epi16(one, two), above = _mm256_unpackhi_epi16(one, two);
    __m256i below_size = _mm256_abs_epi8(below), above_size = _mm256_abs_epi8(above);
    for (size_t r = 0; r < rows; r++) {
      __m256i four = _mm256_set1_epi32(four_at(f->x + r * m->in + k));
      low[r] = add_four(low[r], below_size, below, four);
      high[r] = add_four(high[r], above_size, above, four);
    }
  }
  for (size_t r = 0; r < rows; r++) {
    put_sums(f, r, 0, _mm256_permute2x128_si256(low[r], high[r], 0x20));
    put_sums(f, r, CASUS_PANEL / 2, _mm256_permute2x128_si256(low[r], high[r], 0x31));
  }
  (void)panels;
}

#else

INLINE void multiply_tile(const factors *f, size_t rows, size_t panels) {
  const casus_matrix *m = f->matrix;
  const int8_t *cells = m->cells + f->column * m->in;
  const float *scale = m->scale + f->column, *bias = m->bias + f->column;
  for (size_t r = 0; r < rows; r++) {
    const int8_t *x = f->x + r * m->in;
    int32_t sums[CASUS_PANEL] = {0};
    for (size_t k = 0; k < m->in; k += 2)
      for (size_t c = 0; c < CASUS_PANEL; c++)
        sums[c] += x[k] * cells[k * CASUS_PANEL + c * 2] + x[k + 1] * cells[k * CASUS_PANEL + c * 2 + 1];
    float *out = f->out + r * m->columns;
    for (size_t c = 0; c < CASUS_PANEL; c++) out[c] = (float)sums[c] * scale[c] * f->heads[r].scale + bias[c];
  }
  (void)panels;
}

#endif

/* All rows; each number of rows that may be left is compiled on its own. */
INLINE void multiply_panels(factors f, size_t rows, size_t panels) {
  for (; rows >= TOGETHER; rows -= TOGETHER) {
    multiply_tile(&f, TOGETHER, panels);
    f.x += TOGETHER * f.matrix->in;
    f.heads += TOGETHER;
    f.out += TOGETHER * f.matrix->columns;
  }
  switch (rows) {
#define LEFT(count)                                                                                                    \
  case count:                                                                                                          \
    multiply_tile(&f, count, panels);                                                                                  \
    break;
#if defined(__AVX512VNNI__)
    LEFT(7)
    LEFT(6)
#endif
    LEFT(5)
    LEFT(4)
    LEFT(3) LEFT(2) LEFT(1)
#undef LEFT
        default : break;
  }
}

static void multiply(const int8_t *x, const casus_row *heads, size_t rows, const casus_matrix *matrix, float *out) {
  factors f = {x, heads, matrix, 0, out};
  for (; f.column + TILE <= matrix->columns; f.column += TILE, f.out += TILE) multiply_panels(f, rows, PANELS);
  if (f.column < matrix->columns) multiply_panels(f, rows, 1);
}
