/* text: a document -> sentences, tokens, tags, lemmas, dependency parse, names, quotations, dates, amounts.
 * It knows language, no politics. Units: byte offsets into document text; token indices into casus_text.tokens. */
#ifndef CASUS_TEXT_H
#define CASUS_TEXT_H

#include "base/base.h"

/* Universal part-of-speech tags. */
#define CASUS_UPOS_LIST(DO)                                                                                            \
  DO(ADJ)                                                                                                              \
  DO(ADP)                                                                                                              \
  DO(ADV) DO(AUX) DO(CCONJ) DO(DET) DO(INTJ) DO(NOUN) DO(NUM) DO(PART) DO(PRON) DO(PROPN) DO(PUNCT) DO(SCONJ) DO(SYM)  \
      DO(VERB) DO(X)
typedef enum casus_upos {
#define CASUS_UPOS_ENUM(name) CASUS_UPOS_##name,
  CASUS_UPOS_LIST(CASUS_UPOS_ENUM)
#undef CASUS_UPOS_ENUM
      CASUS_UPOS_COUNT
} casus_upos;

/* Universal dependency relations without subtypes, then the subtypes that the rooms below use. */
#define CASUS_DEPREL_LIST(X)                                                                                           \
  X(root)                                                                                                              \
  X(nsubj)                                                                                                             \
  X(obj) X(iobj) X(csubj) X(ccomp) X(xcomp) X(obl) X(vocative) X(expl) X(dislocated) X(advcl) X(advmod) X(discourse)   \
      X(aux) X(cop) X(mark) X(nmod) X(appos) X(nummod) X(acl) X(amod) X(det) X(clf) X(case) X(conj) X(cc) X(fixed)     \
          X(flat) X(list) X(parataxis) X(compound) X(orphan) X(goeswith) X(reparandum) X(punct) X(dep)
typedef enum casus_deprel {
#define CASUS_DEPREL_ENUM(name) CASUS_DEP_##name,
  CASUS_DEPREL_LIST(CASUS_DEPREL_ENUM)
#undef CASUS_DEPREL_ENUM
      CASUS_DEP_COUNT
} casus_deprel;
typedef enum casus_subrel {
  CASUS_SUB_NONE,
  CASUS_SUB_pass,  /* nsubj:pass, aux:pass, csubj:pass */
  CASUS_SUB_agent, /* obl:agent */
  CASUS_SUB_poss,  /* nmod:poss */
  CASUS_SUB_prt,   /* compound:prt */
  CASUS_SUB_relcl, /* acl:relcl */
  CASUS_SUB_tmod,  /* obl:tmod, nmod:tmod (and :unmarked) */
  CASUS_SUB_npmod, /* obl:npmod, nmod:npmod, advmod npmod */
  CASUS_SUB_outer, /* nsubj:outer */
  CASUS_SUB_OTHER
} casus_subrel;

/* Penn Treebank tags kept as text in casus_token.xpos: "NN" "NNS" "NNP" "NNPS" "VB" "VBD" "VBG" "VBN" "VBP" "VBZ" "MD"
 * … */

typedef struct casus_token {
  casus_span span; /* in document text */
  casus_str form;  /* the bytes of the span */
  casus_str lemma; /* lower case but for proper nouns; belongs to the arena or the model */
  casus_str xpos;  /* language-specific tag; belongs to the model */
  uint8_t upos;    /* casus_upos */
  uint8_t deprel;  /* casus_deprel */
  uint8_t subrel;  /* casus_subrel */
  bool space_after;
  int32_t head;      /* token index of the head in casus_text.tokens; -1 for the root of a sentence */
  uint32_t sentence; /* index into casus_text.sentences */
} casus_token;

typedef struct casus_sentence {
  casus_span span;      /* in document text, without white space at the ends */
  uint32_t first, last; /* tokens [first, last) */
  uint32_t root;        /* token index of the root */
} casus_sentence;

typedef enum casus_name_kind {
  CASUS_NAME_OTHER,
  CASUS_NAME_PERSON,
  CASUS_NAME_ORGANISATION,
  CASUS_NAME_PLACE
} casus_name_kind;

/* A proper name: a run of tokens, by shape and grammar only (no politics). */
typedef struct casus_name {
  uint32_t first, last; /* tokens [first, last) */
  casus_name_kind kind;
  uint32_t
      title_first; /* tokens [title_first, first) are a title before it ("U.S. Ambassador to Japan"); == first: none */
} casus_name;

/* What stands between quotation marks. Broken marks are repaired where that is certain. */
typedef struct casus_quote {
  casus_span span;      /* what stands between the marks, without white space at the ends */
  uint32_t first, last; /* tokens [first, last) */
  uint32_t depth;       /* quotations that it stands in */
  uint32_t verb;        /* token of the verb of saying that gives it; CASUS_NO_TOKEN: none */
  bool open_lost;       /* the opening mark was missing: starts at the sentence's start */
  bool close_lost;      /* the closing mark was missing: ends at the paragraph's or sentence's end */
  bool scare;           /* one or two words in marks: a term ('unlimited'), not speech */
} casus_quote;
#define CASUS_NO_TOKEN UINT32_MAX

/* A day, month, year or stretch of days named in the text, resolved against the document's date. */
typedef struct casus_when {
  uint32_t first, last; /* tokens [first, last) */
  casus_date date;      /* precision NONE: seen but not resolvable */
  casus_date until;     /* the end of a stretch ("June 3 to 7", "last week"); precision NONE: no stretch */
  bool relative;        /* "Monday", "last week": resolved with the document's date */
  bool vague;           /* "early June", "about 2010" */
} casus_when;

/* A length of time: "three years", "the past decade", "within 12 months". */
typedef enum casus_bearing { CASUS_BEARING_NONE, CASUS_BEARING_PAST, CASUS_BEARING_AHEAD } casus_bearing;
typedef struct casus_duration {
  uint32_t first, last;  /* tokens [first, last) */
  double length, most;   /* in units; most > length: a range. 0: not told ("several years") */
  char unit;             /* of ISO 8601: Y M W D, h and m for hours and minutes; decades are ten years */
  bool tens;             /* an untold number of decades */
  bool vague;            /* "almost", "more than", "several" */
  casus_bearing bearing; /* it ends (PAST) or starts (AHEAD) with the day of publication */
} casus_duration;

typedef enum casus_amount_kind {
  CASUS_AMOUNT_COUNT,
  CASUS_AMOUNT_MONEY,
  CASUS_AMOUNT_PERCENT,
  CASUS_AMOUNT_MEASURE,
  CASUS_AMOUNT_SHARE, /* "a third" of something: value 0 to 1 */
} casus_amount_kind;
typedef enum casus_bound {
  CASUS_BOUND_EXACT,
  CASUS_BOUND_ABOUT,    /* about, some, an estimated */
  CASUS_BOUND_MORE,     /* more than, over */
  CASUS_BOUND_LESS,     /* less than, nearly */
  CASUS_BOUND_AT_LEAST, /* at least, no fewer than */
  CASUS_BOUND_AT_MOST,  /* up to, as many as */
  CASUS_BOUND_SOME,     /* dozens, several thousand: value is the least that can be meant */
} casus_bound;

/* A number with what it counts: "12", "twelve", "$1.2 billion", "1.2bn dollars", "90 percent", "500 km". */
typedef struct casus_amount {
  uint32_t first, last; /* tokens [first, last); the words of the bound are not among them */
  double value;         /* multiplied out: 1.2 billion = 1200000000; of a range ("3 to 5 percent") the lower end */
  double most;          /* the upper end of a range, else the same as value */
  casus_str unit;       /* ISO 4217 code, "%", or the measure's word; empty for a plain count */
  casus_amount_kind kind;
  casus_bound bound;
} casus_amount;

/* A word that tells a deed, or that somebody says something. Kinds and manners are those of the model's lessons. */
typedef struct casus_mark {
  uint32_t token;
  casus_str kind;                   /* of deed, "ASSAULT"; empty: none; in lessons also "?", one that may be left out */
  casus_str manner;                 /* whether it was done, "claimed"; empty: no deed */
  float deed, says;                 /* how likely the word tells a deed, and that somebody says something: 0 to 1 */
  uint32_t first_link, last_link;   /* of casus_text.links, [first_link, last_link) */
  uint32_t first_meant, last_meant; /* of casus_text.meant */
} casus_mark;
/* Who does, suffers or says what a mark tells. */
typedef enum casus_role { CASUS_ROLE_DOER, CASUS_ROLE_OTHER, CASUS_ROLE_SPEAKER, CASUS_ROLE_COUNT } casus_role;
typedef struct casus_link {
  uint32_t token; /* head of the phrase, in the mark's sentence */
  uint8_t role;   /* casus_role */
  float share;    /* how likely, 0 to 1 */
} casus_link;
/* Who of those that the text names may be meant, or speaks, in the mark's sentence or before it: exp(score) is what the
 * word counts for, beside 1 for nobody that is named. */
typedef struct casus_meant {
  uint32_t token;
  uint8_t role; /* casus_role */
  float score;
} casus_meant;

/* A kind of tie that a sentence tells, at the word that tells it most likely. */
typedef struct casus_bond {
  uint32_t token;
  casus_str kind;                   /* of casus_tie: "arms" */
  float share;                      /* how likely the sentence tells one, 0 to 1 */
  uint32_t first_meant, last_meant; /* from whom (doer) and to whom (other) it goes */
} casus_bond;

typedef struct casus_text {
  casus_str bytes; /* the document text that all spans refer to */
  casus_sentence *sentences;
  casus_token *tokens;
  casus_name *names; /* these five are ordered by first token */
  casus_quote *quotes;
  casus_when *whens;
  casus_duration *durations;
  casus_amount *amounts;
  casus_mark *marks; /* by token */
  casus_link *links;
  casus_meant *meant;
  casus_bond *bonds; /* by sentence */
  uint32_t sentence_count, token_count, name_count, quote_count, when_count, duration_count, amount_count, mark_count,
      link_count, meant_count, bond_count;
  bool marked; /* the model knows marks: a word without one tells nothing */
  bool hears;  /* … of speech, too: a word without one says nothing */
} casus_text;

/* A language model with the word tables of data/text: read-only once loaded, shared by threads. The bytes are borrowed
 * and must outlive it. `folder`: see casus_data_get. Checks the hash: CASUS_E_DATA when damaged. */
typedef struct casus_model casus_model;
int casus_model_open(const char *folder, casus_str bytes, casus_model **model, casus_error *err);
void casus_model_free(casus_model *model);
/* Let a large reader, from a file of its own, find the marks of what is parsed with this model from here on; with
 * `trees` its tags and trees too. The bytes are borrowed and must outlive the model. CASUS_E_DATA when damaged. */
int casus_model_add_careful(casus_model *model, casus_str bytes, bool trees, casus_error *err);

/* The whole chain on one document. `published` may be unknown. Everything in *text belongs to `arena`. */
int casus_text_read(const casus_model *model, casus_str bytes, casus_date published, casus_arena *arena,
                    casus_text *text, casus_error *err);

/* Its first half, and its second half on tokens that are given (CoNLL-U with gold tokens). */
/* split: sentences, tokens. A sentence of more than CASUS_SENTENCE_TOKENS tokens is cut at its best punctuation. */
enum { CASUS_SENTENCE_TOKENS = 400 };
int casus_text_split(const casus_model *model, casus_str bytes, casus_arena *arena, casus_text *text, casus_error *err);
int casus_text_parse(const casus_model *model, casus_arena *arena, casus_text *text,
                     casus_error *err); /* tags, lemmas, heads */
/* annotate: names, quotes, whens, durations, amounts; needs tags, lemmas and heads to do names well, none of them for
 * the rest. */
int casus_text_annotate(const casus_model *model, casus_date published, casus_arena *arena, casus_text *text,
                        casus_error *err);

/* CoNLL-U in and out. Reading keeps words, tags, heads and relations; multiword and empty nodes are skipped. Marks
 * stand in the last column: Deed=ASSAULT|Manner=claimed|Sure=0.83|Doer=3,5|Other=7|Says=Yes|Speaker=12, with numbers of
 * words. */
int casus_conllu_read(casus_str bytes, casus_arena *arena, casus_text *text, casus_error *err);
void casus_conllu_write(const casus_text *text, casus_buffer *out);

/* Train a model from CoNLL-U; see `casus train --help`. `progress` may be NULL. */
typedef struct casus_train_options {
  casus_str train, dev; /* CoNLL-U bytes */
  casus_str labelled;   /* CoNLL-U of another reader, with the treebank's tags and relations; may be empty */
  casus_str vectors;    /* of words, in the text format of word2vec; may be empty */
  unsigned epochs;      /* 0: the default */
  uint64_t seed;
  void (*progress)(void *context, const char *line); /* one line an epoch, NUL-ended */
  /* The best model so far, at the end of an epoch; not CASUS_OK ends the training. May be NULL. */
  int (*checkpoint)(void *context, casus_str model_bytes);
  void *context;
} casus_train_options;
int casus_model_train(const casus_train_options *options, casus_buffer *model_bytes, casus_error *err);

typedef struct casus_parse_score {
  double upos, xpos, lemma, uas, las;
  uint64_t words;
} casus_parse_score;
/* Tag and parse `gold` (CoNLL-U bytes, gold tokens) and compare, CoNLL 2018 counting (relation without subtype). Shares
 * 0..1. */
int casus_model_score(const casus_model *model, casus_str gold, casus_parse_score *score, casus_error *err);

const char *casus_upos_name(unsigned upos);
const char *casus_deprel_name(unsigned deprel);
const char *casus_subrel_name(unsigned subrel); /* "" for none */
/* From the names of Universal Dependencies. False: there is none of that name. */
bool casus_upos_find(casus_str name, uint8_t *upos);
bool casus_relation_find(casus_str name, uint8_t *deprel, uint8_t *subrel);

#endif
