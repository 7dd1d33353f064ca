#ifndef CASUS_BASE_ERROR_H
#define CASUS_BASE_ERROR_H

#include <stddef.h>

/* X(name, value, exit code, text) */
#define CASUS_CODES(X)                                                                             \
  X(OK, 0, 0, "no error")                                                                          \
  X(END, 1, 0, "nothing more")                                                                     \
  X(E_MEMORY, -1, 3, "out of memory")                                                              \
  X(E_SYSTEM, -2, 3, "system error")                                                               \
  X(E_INPUT, -3, 1, "bad input")                                                                   \
  X(E_LIMIT, -4, 1, "limit exceeded")                                                              \
  X(E_USAGE, -5, 2, "wrong usage")                                                                 \
  X(E_DATA, -6, 3, "damaged data file")                                                            \
  X(E_CHECK, -7, 4, "check failed")

typedef enum casus_code {
#define CASUS_CODE_ENUM(name, value, exit, text) CASUS_##name = (value),
  CASUS_CODES(CASUS_CODE_ENUM)
#undef CASUS_CODE_ENUM
} casus_code;

typedef struct casus_error {
  int code;          /* a casus_code; CASUS_OK when nothing happened */
  size_t at;         /* byte position in the input, 0 when it has none */
  char message[240]; /* NUL-ended, for people; cut when longer */
} casus_error;

/* Fill `err` (when not NULL) and return `code`, so that callers write `return casus_fail(...)`. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
int casus_fail(casus_error *err, int code, size_t at, const char *format, ...);

/* Short for the commonest failure. Returns CASUS_E_MEMORY. */
int casus_fail_memory(casus_error *err);

const char *casus_code_text(int code);
int casus_code_exit(int code); /* the process exit status for a code */

#endif
