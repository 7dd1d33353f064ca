/* coder: parse -> events, statements, ties, each with spans, status, confidence.
 * The codebook, the rules and the lexicons are data (data/codebook, data/actors). */
#ifndef CASUS_CODER_H
#define CASUS_CODER_H

#include "base/base.h"
#include "read/read.h"
#include "text/text.h"

/* PLOVER's sixteen types. */
#define CASUS_EVENT_TYPES(X)                                                                                           \
  X(AGREE) X(CONSULT) X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID) X(RETREAT) X(REQUEST) X(ACCUSE) X(REJECT) X(THREATEN)  \
  X(PROTEST) X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)
typedef enum casus_event_type {
#define CASUS_EVENT_ENUM(name) CASUS_##name,
  CASUS_EVENT_TYPES(CASUS_EVENT_ENUM)
#undef CASUS_EVENT_ENUM
  CASUS_EVENT_TYPE_COUNT
} casus_event_type;

/* X(enumerator, name in the record) */
#define CASUS_STATUSES(X)                                                                                              \
  X(ASSERTED, "asserted") X(CLAIMED, "claimed") X(PLANNED, "planned") X(POSSIBLE, "possible") X(DENIED, "denied")      \
  X(PAST, "past")
typedef enum casus_status {
#define CASUS_STATUS_ENUM(enumerator, name) CASUS_STATUS_##enumerator,
  CASUS_STATUSES(CASUS_STATUS_ENUM)
#undef CASUS_STATUS_ENUM
  CASUS_STATUS_COUNT
} casus_status;

/* An actor in a role. Any text may be empty: an unresolved actor keeps its text and has no code. */
typedef struct casus_party {
  casus_str actor;  /* ISO 3166 alpha-3, or IGO…, IMG…, NGO… code; empty when unresolved */
  casus_str sector; /* GOV, MIL, … */
  casus_str name;   /* the person's or organisation's full name */
  casus_str text;   /* as written */
  casus_span span;
} casus_party;

/* Who speaks. */
typedef struct casus_voice {
  casus_str name, role, organization, actor, sector;
  bool medium; /* a newspaper, an agency: through whom it reaches us */
  casus_span span;
} casus_voice;

typedef struct casus_quantity {
  bool known;
  double value;
  casus_str unit; /* ISO 4217, "%", or a word */
} casus_quantity;

/* What the confidence of an event rests on; each is 0 or 1 but for the odds. */
#define CASUS_REASONS(X)                                                                                               \
  X(START, "start")           /* always */                                                                             \
  X(ASKED_ONCE, "asked-once") /* the rule asked for company once or twice */                                           \
  X(ASKED_MORE, "asked-more")                                                                                          \
  X(ONE_SIDE, "one-side")     /* a side that the rule names is unknown */                                              \
  X(IMPLIED, "implied")       /* a side was chosen from outside the clause */                                          \
  X(NOUN, "noun")             /* a noun tells the deed */                                                              \
  X(MARK_SAME, "mark-same")   /* the language model marks the word as this type */                                     \
  X(MARK_ALONE, "mark-alone") /* … and no rule knows it */                                                           \
  X(MARK_ODDS, "mark-odds")   /* logarithm of the odds of a mark of this type */                                       \
  X(MEANT_ODDS, "meant-odds") /* … that the source is meant, by the language model */                                \
  X(CLAIMED, "claimed")       /* its status, asserted left out */                                                      \
  X(PLANNED, "planned")                                                                                                \
  X(POSSIBLE, "possible")                                                                                              \
  X(DENIED, "denied")                                                                                                  \
  X(PAST, "past")
typedef enum casus_reason {
#define CASUS_REASON(enumerator, name) CASUS_REASON_##enumerator,
  CASUS_REASONS(CASUS_REASON)
#undef CASUS_REASON
  CASUS_REASON_COUNT
} casus_reason;

/* What speaks for an actor, or against it, where a deed's clause leaves a side open. X(enumerator, name in tables) */
#define CASUS_CLUES(X)                                                                                                 \
  X(NOBODY, "nobody")       /* the choice of no actor; alone */                                                        \
  X(SELF, "self")           /* is the other side */                                                                    \
  X(OWN_PEOPLE, "people")   /* … of which no government or army is told, but police, protesters … */               \
  X(RIVAL, "rival")         /* … at odds with it on that day */                                                      \
  X(HOME, "home")           /* the state that the report is mostly about */                                            \
  X(STATE, "state")         /* a state, not a group or an organisation of states */                                    \
  X(ORGANISATION, "states") /* an organisation of states */                                                            \
  X(HERE, "here")           /* named in the sentence … */                                                            \
  X(BACK_1, "back-1")       /* … or, at last, so many before */                                                      \
  X(BACK_2, "back-2")                                                                                                  \
  X(BACK_5, "back-5")                                                                                                  \
  X(BACK_FAR, "back-far")                                                                                              \
  X(RECENT, "recent")   /* the last named before the deed, the other side left out */                                  \
  X(ONLY, "only")       /* the only one besides the other side in the sentence */                                      \
  X(BEHIND, "behind")   /* named in the sentence behind the deed */                                                    \
  X(SUBJECT, "subject") /* … as what there */                                                                        \
  X(OBJECT, "object")                                                                                                  \
  X(OBLIQUE, "oblique")                                                                                                \
  X(OWNER, "owner")                                                                                                    \
  X(PLACE, "place")             /* … as a place */                                                                   \
  X(ONCE, "once")               /* named in one sentence so far */                                                     \
  X(MOST, "most")               /* named in most sentences so far, the other side left out */                          \
  X(LEAD, "lead")               /* named in the first sentence */                                                      \
  X(LINKED, "linked")           /* the language model takes it for the one that is sought */                           \
  X(HALF_LINKED, "half-linked") /* … with a likelihood below a half */                                               \
  X(VOICE, "voice")             /* says it */                                                                          \
  X(DID_LAST, "did-last")       /* did the deed told before */                                                         \
  X(MET_LAST, "met-last")       /* suffered it */                                                                      \
  X(SAME_LAST, "same-last")     /* was on this side of it, when the other side was the same */                         \
  X(TOLD, "told")               /* the clause names it there */                                                        \
  X(MEANT_05, "meant-05") /* the language model, which reads the sentences before, means it: a likelihood of … */    \
  X(MEANT_20, "meant-20") /* … or more, each beside those below it */                                                \
  X(MEANT_50, "meant-50")                                                                                              \
  X(MEANT_80, "meant-80")                                                                                              \
  X(MEANT_95, "meant-95")
typedef enum casus_clue {
#define CASUS_CLUE(enumerator, name) CASUS_CLUE_##enumerator,
  CASUS_CLUES(CASUS_CLUE)
#undef CASUS_CLUE
  CASUS_CLUE_COUNT
} casus_clue;
typedef struct casus_candidate {
  casus_str actor; /* empty: nobody */
  uint64_t clues;  /* a bit for each casus_clue */
} casus_candidate;

/* What a side was before somebody was chosen for it. X(enumerator, name in tables) */
#define CASUS_OPENINGS(X)                                                                                              \
  X(NONE, "settled")                                                                                                   \
  X(VOID, "void")       /* nothing stands there */                                                                     \
  X(PEOPLE, "people")   /* "the police", "protesters" */                                                               \
  X(NAME, "name")       /* a name of unknown allegiance */                                                             \
  X(THING, "thing")     /* words that are nobody's */                                                                  \
  X(FOREIGN, "foreign") /* "its neighbours" */                                                                         \
  X(MUTUAL, "mutual")   /* the other one of a deed that two do to one another */                                       \
  X(NAMED, "named")     /* somebody, of whom the language model may think otherwise */
typedef enum casus_opening {
#define CASUS_OPENING(enumerator, name) CASUS_OPENING_##enumerator,
  CASUS_OPENINGS(CASUS_OPENING)
#undef CASUS_OPENING
  CASUS_OPENING_COUNT
} casus_opening;

typedef struct casus_choice {
  casus_opening opening;
  casus_candidate *candidates;
  size_t count;
  const casus_candidate *best; /* the likeliest of them */
  double share;                /* its likelihood */
  bool taken;                  /* it is somebody, and likely enough */
} casus_choice;

/* Where a deed was done. */
typedef struct casus_place {
  casus_str text;    /* as written; empty: none */
  casus_str country; /* the state it lies in; empty: not known */
  bool located;      /* its point is known: that of a city, or the middle of a region; never of a state */
  double lat, lon;   /* degrees */
} casus_place;

typedef struct casus_event {
  casus_str id;
  uint32_t sentence;
  casus_span span; /* trigger and its parties, within the sentence */
  casus_date date; /* of the event; the document's date when the text tells none */
  casus_event_type type;
  casus_str mode;  /* PLOVER mode, or a finer word of the codebook ("sign"); empty: none */
  casus_str cameo; /* 2 to 4 digits */
  casus_str *contexts;
  size_t context_count;
  casus_status status;
  double intensity; /* -10 … 10 */
  casus_party *source, *target;
  size_t source_count, target_count;
  int64_t count; /* of things done ("12 agreements"); -1 when not told */
  casus_quantity amount;
  casus_place place;
  casus_voice *said_by; /* nearest speaker first, then those through whom it came */
  size_t said_by_count;
  double confidence;                         /* 0 … 1 */
  casus_str rule;                            /* the rule that made it */
  uint32_t trigger;                          /* token index; not in the record */
  double reasons[CASUS_REASON_COUNT];        /* of the confidence; not in the record */
  casus_choice source_choice, target_choice; /* for sides that were left open or that another may be meant by; not in the record */
} casus_event;

/* How the last day of a prediction is known. X(enumerator, name in the record) */
#define CASUS_BASES(X)                                                                                                 \
  X(NONE, "")           /* it is not: the report has no day */                                                         \
  X(ASSUMED, "assumed") /* no horizon is told: the days that data/codebook/foretell.tsv gives then */                  \
  X(VAGUE, "vague")     /* "soon", "in the coming months": the days that foretell.tsv gives to the phrase */           \
  X(TOLD, "told")       /* "by 2027", "within three months" */
typedef enum casus_basis {
#define CASUS_BASIS_ENUM(enumerator, name) CASUS_BASIS_##enumerator,
  CASUS_BASES(CASUS_BASIS_ENUM)
#undef CASUS_BASIS_ENUM
  CASUS_BASIS_COUNT
} casus_basis;

typedef struct casus_prediction {
  casus_str modality; /* "possible", "expected", "planned"; ptr NULL: not a prediction */
  casus_str horizon;  /* as written; ptr NULL: not told */
  casus_date until;   /* the last day on which it may come true */
  casus_basis basis;  /* of `until` */
} casus_prediction;

typedef struct casus_statement {
  casus_str id;
  uint32_t sentence;
  casus_span span; /* the words spoken or reported */
  casus_voice speaker;
  casus_str *via; /* names of media between the speaker and us, nearest to the speaker first */
  size_t via_count;
  casus_str verb; /* of saying, as written: "told" */
  bool quote;     /* in quotation marks */
  size_t *about;  /* indices into the coding's events */
  size_t about_count;
  casus_prediction prediction;
  size_t *expects; /* those of `about` that a prediction foretells: of a known actor, under no condition */
  size_t expects_count;
} casus_statement;

/* A standing relation told by a report, imported, or built in (then without sentence, spans, voices). */
typedef struct casus_tie {
  casus_str id;
  casus_str kind;     /* "alliance.defence", "arms", "troops", "claim", "trade", "dependence", "sanctions", "rivalry",
                         "occupation" */
  casus_str from, to; /* actor codes; `to` may be empty */
  bool mutual;
  casus_date start, end;
  casus_quantity amount;
  casus_date year;  /* the year an amount holds for */
  casus_str origin; /* "report", "import", "built-in" */
  casus_str source; /* treaty, register or data set; empty for reports */
  casus_str note;
  casus_status status; /* asserted or claimed … as for events */
  uint32_t sentence;
  casus_span span;
  casus_voice *said_by;
  size_t said_by_count;
  double confidence;
  casus_str rule;
  size_t event; /* index of the event it rests on, SIZE_MAX: none */
} casus_tie;

/* "alliance.defence" is an "alliance". */
static inline bool casus_kind_is(casus_str kind, casus_str prefix) {
  return casus_str_starts(kind, prefix) && (kind.len == prefix.len || prefix.len == 0 || kind.ptr[prefix.len] == '.');
}
/* A kind of tie between equals: alliances, trade, rivalry. */
static inline bool casus_kind_is_mutual(casus_str kind) {
  return casus_kind_is(kind, CASUS_STR("alliance")) || casus_str_eq(kind, CASUS_STR("trade")) ||
         casus_str_eq(kind, CASUS_STR("rivalry"));
}

typedef struct casus_coding {
  casus_event *events;
  casus_statement *statements;
  casus_tie *ties;
  size_t event_count, statement_count, tie_count;
} casus_coding;

/* Lexicons and rules; read-only once open, shared by threads. `folder`: see casus_data_get. */
typedef struct casus_coder casus_coder;
int casus_coder_open(const char *folder, casus_coder **coder, casus_error *err);
void casus_coder_free(casus_coder *coder);

/* A user's own actors, in the columns of a table of data/actors (told by its first line) or as a dictionary of PETRARCH
 * or TABARI. What is written like something known takes its place. */
typedef struct casus_dictionary {
  casus_str name;  /* for messages */
  casus_str bytes; /* borrowed until the call is over */
  void (*fault)(void *context,
                const char *message); /* a line that could not be used: "FILE:LINE: reason"; may be NULL */
  void *context;
  size_t faults; /* how many there were */
} casus_dictionary;
/* Before the coder is shared. Faulty lines are left out, the rest is used; fails for want of memory only. */
int casus_coder_add_actors(casus_coder *coder, casus_dictionary *dictionary, casus_error *err);

/* Code one document. Everything in *coding belongs to `arena` or to the coder. Ids are content ids over
 * document id, sentence span, type and parties: the same input gives the same ids. */
int casus_coder_code(const casus_coder *coder, const casus_document *document, const casus_text *text,
                     casus_arena *arena, casus_coding *coding, casus_error *err);

/* Drops what was coded from sentences in another language than the document's, as its notes tell, and events and ties
 * of a confidence below `least`; statements no longer point to what is gone. */
int casus_coding_keep(casus_coding *coding, const casus_document *document, const casus_text *text, double least,
                      casus_arena *arena, casus_error *err);

/* What became of a rule that a word might have set off. */
typedef enum casus_fate {
  CASUS_FATE_TOLD,      /* an event or tie came of it */
  CASUS_FATE_UNMET,     /* the word's company is not what the rule asks */
  CASUS_FATE_NOBODY,    /* it is, but no actor was found where the rule needs one */
  CASUS_FATE_UNMARKED,  /* it fits, but the language model takes the word for no such deed */
  CASUS_FATE_OUTRANKED, /* a more specific rule fits as well */
  CASUS_FATE_DROPPED    /* it fits, but another word tells the same deed, or no deed is told at all */
} casus_fate;
typedef struct casus_trial {
  uint32_t token;
  casus_str rule;
  casus_fate fate;
  casus_str wanted; /* UNMET: the line of the rule that was not met; else empty */
} casus_trial;
/* As casus_coder_code; besides, every rule that some word of the document might set off, in text order, and its fate.
 */
int casus_coder_explain(const casus_coder *coder, const casus_document *document, const casus_text *text,
                        casus_arena *arena, casus_coding *coding, casus_trial **trials, size_t *count,
                        casus_error *err);

/* Where a text names actors: names, adjectives, offices, role nouns, pronouns; media are left out. */
typedef struct casus_named {
  uint32_t sentence;
  casus_span span, head; /* head: the word that heads it in the parse */
  bool by_name;          /* not by an office, a role noun or a pronoun, whose actor is found by reading */
  const casus_party *parties;
  size_t count; /* > 0 */
} casus_named;
int casus_coder_named(const casus_coder *coder, const casus_document *document, const casus_text *text,
                      casus_arena *arena, casus_named **named, size_t *count, casus_error *err);

/* The state or organisation that a text names outright ("Russia", "DPRK", "rus"), for command lines. Empty: none. */
casus_str casus_coder_actor(const casus_coder *coder, casus_str text);
casus_str casus_coder_actor_name(const casus_coder *coder,
                                 casus_str code); /* "North Korea"; the code itself when unknown */

const char *casus_event_type_name(casus_event_type type); /* "AGREE" */
const char *casus_status_name(casus_status status);
const char *casus_reason_name(casus_reason reason);
const char *casus_clue_name(casus_clue clue);
const char *casus_opening_name(casus_opening opening);
bool casus_reason_from(casus_str name, casus_reason *reason);
bool casus_clue_from(casus_str name, casus_clue *clue);
bool casus_opening_from(casus_str name, casus_opening *opening);
bool casus_event_type_from(casus_str name, casus_event_type *type);
bool casus_status_from(casus_str name, casus_status *status);
const char *casus_basis_name(casus_basis basis); /* "told"; "" for NONE */
bool casus_basis_from(casus_str name, casus_basis *basis);

#endif
