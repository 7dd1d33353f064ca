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

/* Why an input, or a part of it, was not read as it stands. X(name, word, for people): the words stay. */
#define CASUS_FAULTS(X)                                                                            \
  X(NONE, "other", "for another reason")                                                           \
  X(EMPTY, "empty", "empty")                                                                         \
  X(DAMAGED, "damaged", "damaged")                                                                \
  X(MALFORMED, "malformed", "not well-formed")                                                     \
  X(FIELDS, "fields", "without a field that holds a text")                                         \
  X(FORMAT, "format", "of a kind that is not read")                                                \
  X(ENCODING, "encoding", "of unknown encoding")                                                    \
  X(NOT_FOLLOWED, "not-followed", "links, devices and addresses, not followed")                    \
  X(UNREADABLE, "unreadable", "that cannot be opened")                                             \
  X(DATA, "data", "with data that cannot be used")                                                 \
  X(BYTES, "limit-bytes", "over --max-bytes")                                                      \
  X(TEXT, "limit-text", "over --max-text")                                                         \
  X(LINE, "limit-line", "over --max-line")                                                         \
  X(DEPTH, "limit-depth", "nested over --max-depth")                                               \
  X(RECORDS, "limit-records", "over --max-records")                                                \
  X(RATIO, "limit-ratio", "over --max-ratio")                                                      \
  X(WORDS, "limit-words", "over --max-words")                                                      \
  X(FETCH, "limit-fetch", "over --max-fetch")                                                      \
  X(ELEMENTS, "limit-elements", "with too many elements open at once")                             \
  X(ATTRIBUTES, "limit-attributes", "with a tag of too many attributes")                           \
  X(FOLDERS, "limit-folders", "folders too deep in one another")

typedef enum casus_fault {
#define CASUS_FAULT_ENUM(name, word, people) CASUS_FAULT_##name,
  CASUS_FAULTS(CASUS_FAULT_ENUM)
#undef CASUS_FAULT_ENUM
      CASUS_FAULT_COUNT
} casus_fault;
const char *casus_fault_word(casus_fault fault);   /* "limit-bytes" */
const char *casus_fault_people(casus_fault fault); /* "over --max-bytes" */

typedef struct casus_error {
  int code;          /* a casus_code; CASUS_OK when nothing happened */
  casus_fault fault; /* of a refused input */
  size_t at;         /* byte position in the input, 0 when it has none */
  char message[240]; /* NUL-ended, for people; cut when longer */
} casus_error;

/* Fill `err` (when not NULL) and return `code`, so that callers write `return casus_fail(...)`. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
int casus_fail(casus_error *err, int code, size_t at, const char *format, ...);

/* The same of an input that is refused: the code is CASUS_E_LIMIT for what a limit forbids, else CASUS_E_INPUT. */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
int casus_refuse(casus_error *err, casus_fault fault, size_t at, const char *format, ...);

/* Short for the commonest failure. Returns CASUS_E_MEMORY. */
int casus_fail_memory(casus_error *err);
/* What the system says of a file: "path: why", why as in errno. CASUS_E_SYSTEM. */
int casus_fail_system(casus_error *err, const char *path, int why);

const char *casus_code_text(int code);
int casus_code_exit(int code); /* the process exit status for a code */

#endif
