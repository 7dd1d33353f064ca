/* The table of codes as loaded. Private to codes*.c. */
#ifndef CASUS_IMPORT_CODES_INNER_H
#define CASUS_IMPORT_CODES_INNER_H

#include "import/codes.h"

/* What a code meant from one day to another. Meanings of the same code follow each other in time. */
typedef struct casus_code_meaning {
  casus_str state, name; /* state empty: none here */
  int32_t first, last;   /* INT32_MIN, INT32_MAX: open */
  uint32_t next;         /* place of the next meaning; 0: none */
} casus_code_meaning;

struct casus_state_codes {
  casus_arena *arena;
  CASUS_VEC(casus_code_meaning) meanings; /* [0] is not used */
  casus_map by_key;                       /* system and code -> its first meaning */
};

/* How a system is called in the table, and in words. */
typedef struct casus_code_scheme {
  const char *word, *title;
  const char *absent; /* what a code is outside its days */
  bool number, text;  /* made of digits; a name: else letters */
} casus_code_scheme;
extern const casus_code_scheme casus_code_schemes[CASUS_CODES_COUNT];

/* NULL: the code is not known. */
const casus_code_meaning *casus_code_first(const casus_state_codes *codes, int system, casus_str code);

#endif
