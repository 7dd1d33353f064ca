/* What the layers of a transformer need besides products; a part of simd_body.h. */
#include "text/arithmetic.h"

/* The share of a normal distribution below -|x|: Abramowitz and Stegun 7.1.26, off by 8e-8 at most. */
INLINE float tail_share(float x) {
  float size = x < 0 ? -x : x, t = 1.0f / (1.0f + 0.3275911f * 0.70710678f * size);
  float p = 1.061405429f;
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  return 0.5f * p * t * casus_exponential(-0.5f * size * size);
}

static void bend(float *x, size_t count) {
  for (size_t i = 0; i < count; i++) {
    float tail = tail_share(x[i]);
    x[i] = x[i] * (x[i] > 0 ? 1.0f - tail : tail);
  }
}

INLINE float sum_of(lanes8 lanes) {
  float sum = 0;
  for (size_t k = 0; k < LANES; k++) sum += lanes[k];
  return sum;
}

INLINE float largest_of(const float *x, size_t count) {
  lanes8 most = *(const lanes8 *)x;
  for (size_t i = LANES; i < count; i += LANES) {
    lanes8 v = *(const lanes8 *)(x + i);
    whole8 more = v > most;
    most = (lanes8)(((whole8)v & more) | ((whole8)most & ~more));
  }
  float largest = most[0];
  for (size_t k = 1; k < LANES; k++) largest = most[k] > largest ? most[k] : largest;
  return largest;
}

static void share(float *scores, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++, scores += columns) {
    float largest = largest_of(scores, columns);
    for (size_t i = 0; i < columns; i++) scores[i] = casus_exponential(scores[i] - largest);
    lanes8 sum = {0};
    for (size_t i = 0; i < columns; i += LANES) sum += *(const lanes8 *)(scores + i);
    float by = 1.0f / sum_of(sum);
    for (size_t i = 0; i < columns; i++) scores[i] *= by;
  }
}

static void level(float *x, const float *more, size_t rows, size_t width, const float *gain, const float *bias) {
  for (size_t r = 0; r < rows; r++, x += width, more += width) {
    lanes8 sum = {0}, squares = {0};
    for (size_t i = 0; i < width; i += LANES) {
      lanes8 v = *(const lanes8 *)(x + i) + *(const lanes8 *)(more + i);
      *(lanes8 *)(x + i) = v;
      sum += v;
    }
    float mean = sum_of(sum) / (float)width;
    for (size_t i = 0; i < width; i += LANES) {
      lanes8 v = *(const lanes8 *)(x + i) - mean;
      squares += v * v;
    }
    float by = 1.0f / sqrtf(sum_of(squares) / (float)width + 1e-5f);
    for (size_t i = 0; i < width; i++) x[i] = (x[i] - mean) * by * gain[i] + bias[i];
  }
}
