/* A rule file while it is read. Private to rule.c and rule_field.c. */
#ifndef CASUS_CODER_RULE_FIELD_H
#define CASUS_CODER_RULE_FIELD_H

#include "coder/rule.h"

typedef struct casus_rule_reader {
  casus_book *book;
  casus_arena *arena;
  casus_error *err;
  const char *file;
  size_t line;
  casus_rule rule; /* the one being read; before the first `rule` line: the file's defaults */
  casus_rule defaults;
  bool open;            /* a rule line was seen */
  size_t first_trigger; /* of this rule, in book->triggers */
} casus_rule_reader;

/* CASUS_E_DATA, with file and line. */
int casus_rule_bad(casus_rule_reader *r, const char *what, casus_str word);
/* The next word of a line, and the rest behind it. False at the end. */
bool casus_rule_word(casus_str *rest, casus_str *word);
/* One line but `rule`: a field by its name, else a requirement on a place. */
int casus_rule_field(casus_rule_reader *r, casus_str word, casus_str value);
/* The choices of a side: "subject | object.between + with". */
int casus_rule_side(casus_rule_reader *r, casus_side *side, casus_str words);

#endif
