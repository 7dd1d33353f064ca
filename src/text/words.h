/* The word tables of data/text that splitting and annotating need. Private to text. */
#ifndef CASUS_TEXT_WORDS_H
#define CASUS_TEXT_WORDS_H

#include "text/text.h"

/* X(TABLE, file, classes): a table, its file in data/text, and what its words can be; the file explains the classes. */
#define CASUS_WORD_TABLES(X)                                                                                           \
  X(ABBREVIATIONS, "text/abbreviations.tsv", "never maybe number")                                                     \
  X(WORDS, "text/words.tsv", "starter function pronoun say prefix joined particle domain unit elided setting quotes "                  \
    "predicate")  \
  X(DATES, "text/dates.tsv",                                                                                           \
    "month weekday daypart deictic which period future before "                                                        \
    "joint vague part season feast untold clock bearing")                                                              \
  X(NUMBERS, "text/numbers.tsv", "small tens hundred scale half ordinal many part")                                    \
  X(CURRENCIES, "text/currencies.tsv", "sign code name")                                                               \
  X(BOUNDS, "text/bounds.tsv", "about more less least most leads")                                                     \
  X(MEASURES, "text/measures.tsv", "percent measure")                                                                  \
  X(NAMES, "text/names.tsv", "title civil organisation ofhead place possessor given street treaty")
typedef enum casus_word_table {
#define CASUS_TABLE_ENUM(name, file, classes) CASUS_TABLE_##name,
  CASUS_WORD_TABLES(CASUS_TABLE_ENUM)
#undef CASUS_TABLE_ENUM
      CASUS_TABLE_COUNT
} casus_word_table;

/* Class bits, in the order of each table's list above. */
enum { CASUS_ABBR_NEVER = 1, CASUS_ABBR_MAYBE = 2, CASUS_ABBR_NUMBER = 4 };
enum {
  CASUS_WORD_STARTER = 1,
  CASUS_WORD_FUNCTION = 2,
  CASUS_WORD_PRONOUN = 4,
  CASUS_WORD_SAY = 8,
  CASUS_WORD_PREFIX = 16,
  CASUS_WORD_JOINED = 32,
  CASUS_WORD_PARTICLE = 64,
  CASUS_WORD_DOMAIN = 128,
  CASUS_WORD_UNIT = 256,
  CASUS_WORD_ELIDED = 512,
  CASUS_WORD_SETTING = 1024,
  CASUS_WORD_QUOTES = 2048, /* lemmas of verbs of saying, from codebook/saying.tsv */
  CASUS_WORD_PREDICATE = 4096,
};
enum {
  CASUS_DATES_MONTH = 1,
  CASUS_DATES_WEEKDAY = 2,
  CASUS_DATES_DAYPART = 4,
  CASUS_DATES_DEICTIC = 8,
  CASUS_DATES_WHICH = 16,
  CASUS_DATES_PERIOD = 32,
  CASUS_DATES_FUTURE = 64,
  CASUS_DATES_BEFORE = 128,
  CASUS_DATES_JOINT = 256,
  CASUS_DATES_VAGUE = 512,
  CASUS_DATES_PART = 1024,
  CASUS_DATES_SEASON = 2048,
  CASUS_DATES_FEAST = 4096,
  CASUS_DATES_UNTOLD = 8192,
  CASUS_DATES_CLOCK = 16384,
  CASUS_DATES_BEARING = 32768,
};
enum {
  CASUS_NUMBERS_SMALL = 1,
  CASUS_NUMBERS_TENS = 2,
  CASUS_NUMBERS_HUNDRED = 4,
  CASUS_NUMBERS_SCALE = 8,
  CASUS_NUMBERS_HALF = 16,
  CASUS_NUMBERS_ORDINAL = 32,
  CASUS_NUMBERS_MANY = 64,
  CASUS_NUMBERS_PART = 128,
};
enum { CASUS_CURRENCIES_SIGN = 1, CASUS_CURRENCIES_CODE = 2, CASUS_CURRENCIES_NAME = 4 };
enum { CASUS_BOUNDS_LEADS = 32 }; /* the five before it: casus_bound from CASUS_BOUND_ABOUT on */
enum { CASUS_MEASURES_PERCENT = 1, CASUS_MEASURES_MEASURE = 2 };
enum {
  CASUS_NAMES_TITLE = 1,
  CASUS_NAMES_CIVIL = 2,
  CASUS_NAMES_ORGANISATION = 4,
  CASUS_NAMES_OFHEAD = 8,
  CASUS_NAMES_PLACE = 16,
  CASUS_NAMES_POSSESSOR = 32,
  CASUS_NAMES_GIVEN = 64,
  CASUS_NAMES_STREET = 128,
  CASUS_NAMES_TREATY = 256,
};

typedef struct casus_word {
  uint32_t classes; /* the bits above; 0: the table does not know the word */
  double value;     /* of a number, month, weekday, period; 0 when the table gives none */
  casus_str unit;   /* the value column as written */
} casus_word;

/* What data/actors knows a whole name as. */
enum { CASUS_KNOWN_PERSON = 1, CASUS_KNOWN_ORGANISATION = 2, CASUS_KNOWN_PLACE = 4, CASUS_KNOWN_PEOPLE = 8 };

/* Read-only once open. */
typedef struct casus_words casus_words;

/* Everything lives in `arena` or in the program; *words is owned by `arena`. casus_model_open calls this once and keeps
 * the result beside the model. `folder`: see casus_data_get. CASUS_E_DATA for a missing table or an unknown class. */
int casus_words_open(const char *folder, casus_arena *arena, const casus_words **words, casus_error *err);

/* The tables of a model, never NULL. */
const casus_words *casus_model_words(const casus_model *model);

/* `form` in one table, upper and lower case alike (ASCII). */
casus_word casus_words_find(const casus_words *words, casus_word_table table, casus_str form);
bool casus_words_is(const casus_words *words, casus_word_table table, casus_str form,
                    uint32_t classes); /* any of them */

uint32_t casus_words_known(const casus_words *words, casus_str name); /* the classes above; 0: not known */

/* What casus_text_split and casus_text_annotate do, for callers without a model. */
int casus_split_text(const casus_words *words, casus_str bytes, casus_arena *arena, casus_text *text, casus_error *err);
int casus_annotate_text(const casus_words *words, casus_date published, casus_arena *arena, casus_text *text,
                        casus_error *err);

#endif
