/* Sums and powers that are the same on every machine. Private to this room. */
#ifndef CASUS_TEXT_ARITHMETIC_H
#define CASUS_TEXT_ARITHMETIC_H

#include <stddef.h>
#include <stdint.h>

/* e^x for |x| <= 80: 2^whole times a polynomial of the rest (Cephes, expf). No branches, so that it is vectorised. */
static inline float casus_exponential(float x) {
  x = x < -80.0f ? -80.0f : x > 80.0f ? 80.0f : x;
  float whole = x * 1.44269504f + 12582912.0f - 12582912.0f;
  float rest = x - whole * 0.693359375f + whole * 2.12194440e-4f, p = 1.9875691500e-4f;
  p = p * rest + 1.3981999507e-3f;
  p = p * rest + 8.3334519073e-3f;
  p = p * rest + 4.1665795894e-2f;
  p = p * rest + 1.6666665459e-1f;
  p = p * rest + 5.0000001201e-1f;
  p = p * rest * rest + rest + 1.0f;
  union {
    int32_t bits;
    float value;
  } power = {.bits = ((int32_t)whole + 127) << 23};
  return p * power.value;
}

/* 1 / (1 + e^-x) */
static inline float casus_sigmoid(float x) { return 1 / (1 + casus_exponential(-x)); }

/* A sum in eight lanes, so that it can be vectorised and is the same everywhere. `count`: a multiple of 8. */
static inline float casus_dot(const float *a, const float *b, size_t count) {
  float lanes[8] = {0}, sum = 0;
  for (size_t i = 0; i < count; i += 8)
    for (size_t k = 0; k < 8; k++) lanes[k] += a[i + k] * b[i + k];
  for (size_t k = 0; k < 8; k++) sum += lanes[k];
  return sum;
}

#endif
