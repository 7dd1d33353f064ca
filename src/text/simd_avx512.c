/* Compiled for AVX-512 with VNNI: see CMakeLists.txt. Elsewhere there is nothing in it. */
#if defined(__AVX512VNNI__)
#define SIMD_NAME casus_simd_avx512
#include "text/simd_body.h"
#endif
