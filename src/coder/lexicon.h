/* The lexicon of data/actors: who can be named, and how. Private to the files that find mentions. */
#ifndef CASUS_CODER_LEXICON_H
#define CASUS_CODER_LEXICON_H

#include "coder/lexicon_words.h"

typedef enum casus_entry_kind {
  CASUS_ENTRY_NAME, /* of a state: "North Korea", "DPRK" */
  CASUS_ENTRY_ADJECTIVE,
  CASUS_ENTRY_DEMONYM,
  CASUS_ENTRY_CAPITAL,
  CASUS_ENTRY_SEAT, /* "the Kremlin" */
  CASUS_ENTRY_CITY,
  CASUS_ENTRY_REGION,
  CASUS_ENTRY_PERSON,
  CASUS_ENTRY_ORGANISATION,
  CASUS_ENTRY_MEDIUM,
  CASUS_ENTRY_ROLE,
} casus_entry_kind;

/* What a role phrase names, and what kind of organisation an organisation is. */
#define CASUS_DETAILS(X)                                                                                               \
  X(OFFICE, "office")                                                                                                  \
  X(FORCE, "force")                                                                                                    \
  X(BODY, "body")                                                                                                      \
  X(GROUP, "group")                                                                                                    \
  X(WEAPON, "weapon")                                                                                                  \
  X(PEOPLE, "people")                                                                                                  \
  X(IGO, "igo")                                                                                                        \
  X(NGO, "ngo")                                                                                                        \
  X(ARMED_GROUP, "armed-group")                                                                                        \
  X(PARTY, "party")                                                                                                    \
  X(COMPANY, "company")                                                                                                \
  X(BLOC, "bloc")                                                                                                      \
  X(AGENCY, "agency")                                                                                                  \
  X(COURT, "court")
typedef enum casus_detail {
  CASUS_DETAIL_NONE,
#define CASUS_DETAIL_ENUM(enumerator, name) CASUS_DETAIL_##enumerator,
  CASUS_DETAILS(CASUS_DETAIL_ENUM)
#undef CASUS_DETAIL_ENUM
} casus_detail;

/* One row of a table. */
typedef struct casus_record_row {
  casus_entry_kind kind;
  casus_detail detail;
  casus_str code;    /* actor; empty for roles */
  casus_str sector;  /* may be empty */
  casus_str name;    /* full name of a person, organisation or medium; the state's name for what belongs to a state */
  casus_str role;    /* the office a person holds */
  casus_str country; /* alpha-3 where an organisation or medium is at home; the code for states */
  int32_t from, to;  /* first and last day the row holds */
  bool major;        /* a state whose capital everybody knows */
  bool island;       /* a state that reports call "the island" */
} casus_record_row;

/* One way to write a row's name. */
typedef struct casus_entry {
  casus_str text;
  uint32_t row;
  uint32_t next;   /* index of the next entry written alike, UINT32_MAX: none; in the order of the tables */
  bool ambiguous;  /* means something else as well: needs evidence in the document */
  bool needs_full; /* only after the full name was seen in the same document */
  bool group;      /* an ethnic or other group within the state, not the state */
  bool plural;     /* a role phrase in the plural */
  bool located;    /* a place whose point is known */
  double lat, lon; /* degrees */
} casus_entry;

/* A run of letters and digits of one token, or one other character that never joins names.
 * Names are compared atom by atom, so that "Kim Jong-un", "U.S.-led" and "P'yongyang" match however they were cut. */
typedef struct casus_atom {
  casus_str text;
  uint64_t hash;     /* over the letters without case and accents */
  uint32_t token;    /* where it stands; unused for atoms of the lexicon itself */
  bool joined;       /* a hyphen or dash stands between the atom before and this one */
  bool clitic;       /* an apostrophe stands right before it */
  bool starts, ends; /* first, last of its token */
  bool proper;       /* its token is tagged as a proper noun */
  bool shouted;      /* its sentence is written in capitals */
} casus_atom;

typedef struct casus_node casus_node;

struct casus_lexicon {
  casus_arena *arena;
  casus_record_row *rows;
  casus_entry *entries;
  casus_node *nodes; /* open addressing over the hashes of atom sequences and of their beginnings */
  size_t row_count, row_capacity, entry_count, entry_capacity;
  size_t node_count, node_capacity; /* capacity: a power of two */
  size_t own_from; /* entries from here on take the place of earlier ones that are written alike; 0: none do */
  casus_map codes;                  /* actor code -> row that names it */
  casus_map given;                  /* folded given name -> 'm', 'f' or 'u' */
  casus_map words;                  /* word in small letters -> its classes */
};

/* The tables of data/actors into the lexicon. CASUS_E_DATA names file and line. */
int casus_lexicon_load(casus_lexicon *lexicon, const char *folder, casus_error *err);
/* A user's file over them; lexicon_load.c tells its kind, dictionary.c reads those of PETRARCH. */
int casus_lexicon_add_file(casus_lexicon *lexicon, casus_dictionary *file, casus_error *err);
int casus_lexicon_read_dictionary(casus_lexicon *lexicon, casus_dictionary *file, casus_error *err);
casus_record_row *casus_lexicon_new_row(casus_lexicon *lexicon, casus_entry_kind kind); /* NULL: out of memory */
casus_str casus_lexicon_plural(casus_arena *arena, casus_str phrase); /* "embassies"; ptr NULL: out of memory */
void casus_lexicon_forget(casus_lexicon *lexicon, casus_str text);    /* nothing is written so any more */
/* Make `text` a way to write `row`. False when out of memory. */
bool casus_lexicon_add(casus_lexicon *lexicon, casus_str text, casus_entry entry);

/* The next atom of `*rest`; `joined` and `clitic` tell of marks within `*rest` only. False at the end. */
bool casus_atom_next(casus_str *rest, casus_atom *atom);

/* The longest entry that starts at atoms[0], of which `count` follow; the number of atoms it takes, 0: none.
 * *entry is the first of the entries written so; case is checked for each by casus_entry_fits. */
size_t casus_lexicon_longest(const casus_lexicon *lexicon, const casus_atom *atoms, size_t count, uint32_t *entry);
/* The entries written as all `count` atoms, in any case. False when there are none. */
bool casus_lexicon_named(const casus_lexicon *lexicon, const casus_atom *atoms, size_t count, uint32_t *entry);
/* Whether the atoms are written as the entry allows: "us" is not the US, "NATO" may be "Nato". */
bool casus_entry_fits(const casus_lexicon *lexicon, const casus_entry *entry, const casus_atom *atoms, size_t count);

/* The point of the place of `country` that is written so; false: not known. */
bool casus_lexicon_point(const casus_lexicon *lexicon, casus_str country, casus_str text, double *lat, double *lon);
/* Whether the code is that of a state that reports call "the island". */
bool casus_lexicon_island(const casus_lexicon *lexicon, casus_str code);
/* 'm', 'f' or 'u' when the word is a given name, 0 when not. */
char casus_lexicon_given(const casus_lexicon *lexicon, casus_str word);

static inline const casus_record_row *casus_entry_row(const casus_lexicon *lexicon, uint32_t entry) {
  return &lexicon->rows[lexicon->entries[entry].row];
}

#endif
