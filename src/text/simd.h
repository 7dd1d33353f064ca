/* The arithmetic of the network, once for every machine, once for AVX2, once for AVX-512 with VNNI; all three give the
 * same bits: whole numbers add exactly, and no sum of floats depends on the width of a vector. Private to this room. */
#ifndef CASUS_TEXT_SIMD_H
#define CASUS_TEXT_SIMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  CASUS_PANEL = 16,      /* columns of all matrices are a multiple of this */
  CASUS_LANES_MOST = 768 /* of a word */
};

/* A matrix of bytes [in][columns], laid out in panels: [columns / 16][in / 2][16][2]. `in` is a multiple of 4. Column c
 * counts scale[c] times its numbers. */
typedef struct casus_matrix {
  const int8_t *cells;
  const float *scale, *bias; /* [columns] */
  uint32_t in, columns;
} casus_matrix;

/* Bytes of rows are not larger than this, so that sums of up to 65,536 products fit into 32 bits. */
enum { CASUS_CELL_MOST = 127 };

/* What goes with a row of bytes: what 1 counts in it, and the sum of its bytes. */
typedef struct casus_row {
  float scale;
  int32_t sum;
} casus_row;

/* Rows of bytes to be summed for one word. */
enum { CASUS_ADDENDS = 9 };
typedef struct casus_addends {
  const int8_t *word, *parts[CASUS_ADDENDS]; /* `word` may be NULL */
  size_t part_count;
  float word_scale, part_scale; /* what 1 counts */
} casus_addends;

typedef struct casus_simd {
  const char *name;
  /* out[rows][columns] = x[rows][in] * matrix, scaled by row and column, plus bias. */
  void (*multiply)(const int8_t *x, const casus_row *heads, size_t rows, const casus_matrix *matrix, float *out);
  /* x[rows][width] as bytes of up to CASUS_CELL_MOST, out[rows][width], with heads[rows]. `width`: a multiple of 8. */
  void (*quantise)(const float *x, size_t rows, size_t width, int8_t *out, casus_row *heads);
  /* out = gain * x / root of its mean square, for each row. `width`: a multiple of 16. */
  void (*normalise)(const float *x, size_t rows, size_t width, const float *gain, float *out);
  /* out[i] = weights[0] x[i - taps / 2] + … + weights[taps - 1] x[i + taps / 2], for rows of `width`; zero outside. */
  void (*mix)(const float *x, size_t rows, size_t width, const float *weights, size_t taps, float *out);
  /* The gated memory of net.h; gates: [rows][3 width]: gates, candidates, uses. Adds to x[rows][width]. */
  void (*remember)(const float *gates, size_t rows, size_t width, float *x);
  /* out[width] = the sum of the rows. */
  void (*add_rows)(const casus_addends *rows, size_t width, float *out);
  /* Where the first of the largest scores is; count: a multiple of 16, and no score is NaN. */
  size_t (*best)(const float *scores, size_t count);
  /* out = one + other where that is above zero, else zero. */
  void (*meet)(const float *one, const float *other, size_t width, float *out);
  /* c[rows][columns] += a * b, where a is read at a[row * row_step + k * k_step]; columns: a multiple of 16. */
  void (*multiply_floats)(const float *a, size_t row_step, size_t k_step, const float *b, size_t rows, size_t inner,
                          size_t columns, float *c);
  /* x[i] times the share of a normal distribution that lies below it (GELU: Hendrycks and Gimpel 2016). */
  void (*bend)(float *x, size_t count);
  /* Each row of scores[rows][columns] to shares that add up to 1 (softmax); columns: a multiple of 8. */
  void (*share)(float *scores, size_t rows, size_t columns);
  /* x = gain * (x + more), of mean 0 and spread 1 in each row, + bias. `width`: a multiple of 8. */
  void (*level)(float *x, const float *more, size_t rows, size_t width, const float *gain, const float *bias);
} casus_simd;

extern const casus_simd casus_simd_plain;
/* The fastest that this machine can run; and each that it can, NULL behind the last of at most three. */
const casus_simd *casus_simd_best(void);
size_t casus_simd_all(const casus_simd *all[3]);

#endif
