/* Compiled for AVX2: see CMakeLists.txt. Elsewhere there is nothing in it. */
#if defined(__AVX2__)
#define SIMD_NAME casus_simd_avx2
#include "text/simd_body.h"
#endif
