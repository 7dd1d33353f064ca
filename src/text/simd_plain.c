#define SIMD_NAME casus_simd_plain
#include "text/simd_body.h"

#if defined(__x86_64__)
extern const casus_simd casus_simd_avx2, casus_simd_avx512;
#endif

size_t casus_simd_all(const casus_simd *all[3]) {
  size_t count = 0;
  all[count++] = &casus_simd_plain;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) all[count++] = &casus_simd_avx2;
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vnni"))
    all[count++] = &casus_simd_avx512;
#endif
  return count;
}

const casus_simd *casus_simd_best(void) {
  const casus_simd *all[3];
  return all[casus_simd_all(all) - 1];
}
