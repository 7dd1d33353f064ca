/* The codebook in memory: rules, word classes, light verbs, status words, intensities. Private to coder.
 * How a rule is written and read: data/codebook/README.md. */
#ifndef CASUS_CODER_RULE_H
#define CASUS_CODER_RULE_H

#include "coder/coder.h"

/* X(enumerator, word in rule files). The places round a trigger; those from OF on are prepositions. */
/* clang-format off */
#define CASUS_SLOTS(X)                                                                                            \
  X(SUBJECT, "subject") X(OBJECT, "object") X(IOBJ, "iobj") X(COMP, "comp") X(COMPOUND, "compound")               \
  X(MODIFIER, "modifier") X(GOVERNOR, "governor") X(CLAUSE, "clause") X(SENTENCE, "sentence")                     \
  X(TRIGGER, "trigger") X(OWNER, "owner") X(APPOS, "appos") X(PREDICATE, "predicate") X(SPEAKER, "speaker")       \
  X(OPENING, "opening") X(CONDITION, "condition") X(MODAL, "modal")                                                                   \
  X(OF, "of") X(WITH, "with") X(TO, "to") X(AGAINST, "against") X(ON, "on") X(FROM, "from") X(AT, "at")           \
  X(INTO, "into") X(OVER, "over") X(FOR, "for") X(BETWEEN, "between") X(TOWARD, "toward") X(NEAR, "near")         \
  X(IN, "in") X(ABOUT, "about") X(AS, "as") X(BY, "by") X(AMONG, "among") X(THROUGH, "through") X(UNDER, "under") \
  X(ACROSS, "across") X(WITHOUT, "without") X(AFTER, "after") X(DURING, "during") X(BEHIND, "behind")             \
  X(OFF, "off") X(OUTSIDE, "outside") X(BEFORE, "before") X(ALONG, "along") X(AROUND, "around")
/* clang-format on */
typedef enum casus_slot {
#define CASUS_SLOT_ENUM(enumerator, word) CASUS_SLOT_##enumerator,
  CASUS_SLOTS(CASUS_SLOT_ENUM)
#undef CASUS_SLOT_ENUM
      CASUS_SLOT_COUNT,
  CASUS_SLOT_NONE = CASUS_SLOT_COUNT
} casus_slot;

typedef enum casus_part { CASUS_PART_VERB, CASUS_PART_NOUN, CASUS_PART_ADJECTIVE } casus_part;

/* What a requirement may ask of the head of a slot. */
typedef enum casus_term_kind {
  CASUS_TERM_WORD,       /* a lemma, or "modifier_head" */
  CASUS_TERM_CLASS,      /* @name of classes.tsv */
  CASUS_TERM_ACTOR,      /* @actor: names a political actor */
  CASUS_TERM_STATE,      /* @state: one with a country code */
  CASUS_TERM_PERSON,     /* @person: a person or a role */
  CASUS_TERM_PLACE,      /* @place */
  CASUS_TERM_NUMBER,     /* @number: modified by a number or an amount */
  CASUS_TERM_MONEY,      /* @money: is, or is modified by, a sum of money */
  CASUS_TERM_SHARE,      /* @share: is, or is modified by, a part of a whole: "a third", "40 percent" */
  CASUS_TERM_HALF,       /* @half: half of it or more */
  CASUS_TERM_SECTOR,     /* @MIL: an actor of that sector */
  CASUS_TERM_SEVERAL,    /* @several: names two or more actors */
  CASUS_TERM_MANY,       /* @many: three or more */
  CASUS_TERM_INFINITIVE, /* @infinitive: a verb behind "to" */
  CASUS_TERM_SELF,       /* @self: names the doer, whom the subject names */
  CASUS_TERM_ANY,        /* any: the slot is filled */
} casus_term_kind;

typedef struct casus_term {
  casus_term_kind kind;
  casus_str text;
  uint32_t word_class; /* CASUS_TERM_CLASS: index into casus_book.classes */
} casus_term;

/* "object.of": a slot, then a place below its head; step CASUS_SLOT_NONE: the slot itself. */
typedef struct casus_path {
  casus_slot slot, step;
} casus_path;

typedef CASUS_VEC(casus_path) casus_paths;

typedef struct casus_requirement {
  casus_str words; /* as it stands in the codebook */
  bool negative;
  casus_paths paths;           /* any of them may fulfil it */
  CASUS_VEC(casus_term) terms; /* any of them will do */
} casus_requirement;

/* Where a side's actors come from: the first choice that yields any; a choice is a union of paths. */
typedef CASUS_VEC(casus_paths) casus_side;

typedef enum casus_needs {
  CASUS_NEEDS_SOURCE,
  CASUS_NEEDS_TARGET,
  CASUS_NEEDS_BOTH,
  CASUS_NEEDS_ANY,
  CASUS_NEEDS_NONE
} casus_needs;

typedef struct casus_rule {
  casus_str name;
  bool is_tie;
  casus_event_type type; /* not for ties */
  casus_str tie;         /* kind of tie */
  casus_str mode, cameo;
  double intensity;
  CASUS_VEC(casus_str) contexts;
  CASUS_VEC(casus_requirement) requirements;
  casus_side source, target;
  casus_str sector; /* of states as sources: the people, not the government; empty: as they are */
  bool both;        /* reciprocal: all parties on both sides */
  bool marked;      /* set off by a mark of the language model, not by words */
  casus_needs needs;
  casus_paths count_of, amount_of;
  casus_paths absorbs; /* what stands there is the content of this event, not an event of its own */
  bool yields;         /* gives way to an event in its complement, which becomes planned */
  int status;          /* a casus_status that the rule sets, -1: none */
} casus_rule;

/* One way in which a rule is set off. Chained by head word. */
typedef struct casus_trigger {
  casus_str head;            /* empty: a mark sets it off */
  CASUS_VEC(casus_str) more; /* "carry_out": further words, each a dependent of the head or beside it */
  casus_part part;
  uint32_t rule;
  uint32_t next;   /* index of the next trigger with this head, UINT32_MAX: none */
  uint32_t weight; /* specificity: more requirements, more words */
} casus_trigger;

typedef struct casus_class {
  casus_str name;
  casus_map words;
} casus_class;

/* light.tsv: a verb that lends its grammar to an event noun. */
typedef enum casus_light_role {
  CASUS_LIGHT_AGENT,   /* the verb's subject does it: "carry out strikes", "engage in talks" */
  CASUS_LIGHT_PATIENT, /* suffers it: "come under attack" */
  CASUS_LIGHT_BLAMED,  /* the verb's object did it: "blamed Eritrea for the kidnapping" */
  CASUS_LIGHT_OCCUR,   /* the noun is itself the subject: "talks took place" */
} casus_light_role;
typedef struct casus_light {
  casus_str more; /* particle, or preposition before the noun; empty: none */
  casus_light_role role;
  uint32_t word_class; /* nouns it goes with; UINT32_MAX: all */
  uint32_t next;
} casus_light;

/* status.tsv: a word above or beside a trigger that changes its standing. */
typedef enum casus_sign_kind {
  CASUS_SIGN_VERB,        /* governs the trigger as verb */
  CASUS_SIGN_NOUN,        /* governs it as noun */
  CASUS_SIGN_MODIFIER,    /* adjective, adverb or participle on it */
  CASUS_SIGN_AUXILIARY,   /* modal */
  CASUS_SIGN_MARK,        /* subordinating word of its clause */
  CASUS_SIGN_PREPOSITION, /* before the noun */
  CASUS_SIGN_COUNT
} casus_sign_kind;

typedef struct casus_intensity {
  casus_str cameo; /* 2 to 4 digits */
  double value;    /* -10 … 10 */
} casus_intensity;

/* How much each clue weighs where a side is open: in all events, in those of a type, and by what the side was. */
typedef struct casus_stakes {
  double all[CASUS_CLUE_COUNT], type[CASUS_EVENT_TYPE_COUNT][CASUS_CLUE_COUNT],
      opening[CASUS_OPENING_COUNT][CASUS_CLUE_COUNT];
  double least; /* likelihood from which the best candidate is taken */
} casus_stakes;

typedef struct casus_book {
  casus_arena *arena; /* not owned */
  CASUS_VEC(casus_rule) rules;
  CASUS_VEC(casus_trigger) triggers;
  CASUS_VEC(casus_class) classes;
  CASUS_VEC(casus_light) lights;
  uint32_t marked[CASUS_EVENT_TYPE_COUNT][2]; /* triggers of rules that marks set off, one-sided and reciprocal;
                                                 UINT32_MAX: none */
  casus_map trigger_at;                       /* "v:attack" -> first trigger */
  casus_map class_at, light_at;
  casus_map prepositions;            /* word -> casus_slot */
  casus_map signs[CASUS_SIGN_COUNT]; /* word -> casus_status */
  CASUS_VEC(casus_intensity) intensities;
  CASUS_VEC(casus_str) contexts;         /* names, in the order of the table */
  CASUS_VEC(uint64_t) context_sets;      /* a bit for each context */
  casus_map context_at;                  /* word -> its set */
  double confidence[CASUS_REASON_COUNT]; /* weights */
  casus_stakes stakes[2];                /* of choices for the source and for the target */
} casus_book;

/* The slot of that name in rule files; false when there is none. */
bool casus_slot_from(casus_str name, casus_slot *slot);

/* Read data/codebook. Everything lives in `arena`. CASUS_E_DATA names file and line of a bad rule. */
int casus_book_open(const char *folder, casus_arena *arena, casus_book **book, casus_error *err);

/* Its parts, for tests: tables first, then any number of rule files. `name` is for messages. */
int casus_book_new(casus_arena *arena, casus_book **book, casus_error *err);
int casus_book_classes(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_lights(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_confidence(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_stakes(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_prepositions(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_signs(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_intensities(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_contexts(casus_book *book, casus_str bytes, casus_error *err);
int casus_book_rules(casus_book *book, const char *name, casus_str bytes, casus_error *err);

/* First trigger with this head word (any case) and part, UINT32_MAX: none. */
uint32_t casus_book_trigger(const casus_book *book, casus_part part, casus_str word);
/* UINT32_MAX when there is no such class. */
uint32_t casus_book_class(const casus_book *book, casus_str name);
bool casus_book_in_class(const casus_book *book, uint32_t word_class, casus_str word);
/* The slot that a preposition leads to; CASUS_SLOT_NONE for any other word. */
casus_slot casus_book_preposition(const casus_book *book, casus_str word);
/* Intensity of the longest listed prefix of `cameo`; 0 when none is. */
double casus_book_intensity(const casus_book *book, casus_str cameo);
bool casus_book_is_context(const casus_book *book, casus_str name);
/* The contexts that a word ("missile", "nuclear_test") tells, in any case: a bit each. */
uint64_t casus_book_contexts_of(const casus_book *book, casus_str word);
/* The status that a word lends; false when it lends none. */
bool casus_book_sign(const casus_book *book, casus_sign_kind kind, casus_str word, casus_status *status);

enum { CASUS_BOOK_WORD = 96 }; /* no word of the codebook is longer; longer words of a text are looked up in vain */
/* Lower-case ASCII into out[size]; {NULL,0} when it does not fit. */
casus_str casus_lower_into(casus_str word, char *out, size_t size);

#endif
