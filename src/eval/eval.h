/* eval: how right the coder is, against text that people coded. It knows the coder's records, nothing below them. */
#ifndef CASUS_EVAL_H
#define CASUS_EVAL_H

#include "coder/coder.h"

typedef CASUS_VEC(casus_str) casus_codes; /* actor codes, each once */

typedef struct casus_gold_event {
  casus_event_type type;
  unsigned also;     /* bits of types that are as right: "event_alt"; RETREAT where gold says the older YIELD */
  unsigned statuses; /* bits of casus_status: readers may differ */
  bool optional;     /* one careful reader of two saw it: neither rewarded nor punished */
  casus_codes source, target;
  casus_codes other_source, other_target; /* the other reader's */
  bool has_other;
} casus_gold_event;

typedef struct casus_gold_speaker {
  casus_str name;
  bool optional;
} casus_gold_speaker;

typedef struct casus_gold_tie {
  casus_str kind, from, to; /* an open side is empty */
  bool mutual;
} casus_gold_tie;

typedef struct casus_gold_sentence {
  casus_span span; /* in the passage's text */
  CASUS_VEC(casus_gold_event) events;
  CASUS_VEC(casus_gold_speaker) speakers;
  CASUS_VEC(casus_gold_tie) ties;
} casus_gold_sentence;

/* One passage: its sentences joined by line feeds are the document that is coded. */
typedef struct casus_gold {
  casus_str id, date, publisher, text;
  CASUS_VEC(casus_gold_sentence) sentences;
} casus_gold;

/* One line of a gold file. Either a passage, {"id","date","source","sentences":[{"text","events":[…],"optional":[…],
 * "speakers":[…],"ties":[…]}]}, or a single sentence, {"id","date","text","events":[…]}. An event has "event" (a PLOVER
 * type), "status" (one or a list; missing: any), "source" and "target" (lists of {"actor"} or {"country"}); a tie
 * "kind", "from", "to" and "mutual". CASUS_E_INPUT says what is wrong. Everything belongs to `arena`. */
int casus_gold_read(casus_str line, casus_arena *arena, casus_gold *gold, casus_error *err);
/* The passage as a line that `casus code` reads. */
void casus_gold_document(const casus_gold *gold, casus_buffer *out);

typedef enum casus_level {
  CASUS_LEVEL_TYPE,
  CASUS_LEVEL_SOURCE, /* and the source */
  CASUS_LEVEL_TARGET, /* and the target */
  CASUS_LEVEL_STATUS, /* and the status */
  CASUS_LEVEL_COUNT
} casus_level;

typedef struct casus_hits {
  uint64_t right, wrong, missed;
} casus_hits;
double casus_hits_precision(const casus_hits *hits); /* 0 when nothing was told */
double casus_hits_recall(const casus_hits *hits);
double casus_hits_f1(const casus_hits *hits);

/* A sentence on which gold and coder differ. */
typedef struct casus_miss {
  casus_str passage, text;
  size_t faults;    /* events missed and unwanted, by type, source and target */
  casus_str *notes; /* "missed ACCUSE RUS -> USA", "unwanted …" */
  size_t note_count;
} casus_miss;

enum { CASUS_TYPES_AND_NONE = CASUS_EVENT_TYPE_COUNT + 1 };

/* An event that was told, and whether its type and source were right. */
typedef struct casus_trust {
  bool right;
  double confidence, reasons[CASUS_REASON_COUNT];
} casus_trust;

/* A candidate for a side that the coder left open, or named, in an event whose type was right. */
typedef struct casus_guess {
  uint32_t question; /* candidates of one question have the same number */
  bool target, right;
  casus_event_type type;
  casus_opening opening;
  casus_str actor;
  uint64_t clues; /* see casus_candidate */
} casus_guess;

typedef struct casus_tally {
  casus_hits levels[CASUS_LEVEL_COUNT], speakers, ties;
  /* gold type × told type of the same sentence; the last row: unwanted, the last column: missed */
  uint64_t confusion[CASUS_TYPES_AND_NONE][CASUS_TYPES_AND_NONE];
  uint64_t with_actors; /* gold events that name actors by code: without any, only types can be compared */
  uint64_t sentences, quiet, false_alarms; /* quiet: sentences without an event; those with a told one */
  CASUS_VEC(casus_miss) misses;
  CASUS_VEC(casus_trust) trusts; /* but for those that are neither rewarded nor punished */
  CASUS_VEC(casus_guess) guesses;
  uint32_t questions;
  casus_arena *arena; /* of the misses and guesses; set before the first passage */
} casus_tally;

/* Compare one coded passage with its gold. Types are folded as PLOVER asks: a planned or possible CONSULT, SUPPORT,
 * COOPERATE or AID equals AGREE, a future RETREAT equals CONCEDE, and signing counts as AGREE or SUPPORT.
 * International organisations all count as one. A tie is right by kind and sides, a mutual one either way round; one
 * with an open side is left out. */
int casus_tally_add(casus_tally *tally, const casus_gold *gold, const casus_coding *coding, casus_error *err);

#endif
