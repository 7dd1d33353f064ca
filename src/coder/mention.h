/* Who is meant: political actors in a document. Private to coder. */
#ifndef CASUS_CODER_MENTION_H
#define CASUS_CODER_MENTION_H

#include "coder/coder.h"

/* The lexicon of data/actors; read-only once open. */
typedef struct casus_lexicon casus_lexicon;
int casus_lexicon_open(const char *folder, casus_arena *arena, casus_lexicon **lexicon, casus_error *err);

typedef enum casus_mention_kind {
  CASUS_MENTION_STATE,     /* "North Korea", "the DPRK", "the Russians" */
  CASUS_MENTION_ADJECTIVE, /* "Russian" before a noun: lends its actor to that noun */
  CASUS_MENTION_SEAT,      /* a capital, palace or ministry that stands for a government: "Moscow", "the Kremlin" */
  CASUS_MENTION_PLACE,     /* the same or another place where it is only a place: "in Hanoi", "near Crimea" */
  CASUS_MENTION_PERSON,
  CASUS_MENTION_ORGANISATION, /* also armed groups, companies, parties, forces */
  CASUS_MENTION_MEDIUM,    /* a newspaper, agency, broadcaster */
  CASUS_MENTION_ROLE,      /* "the South Korean army", "Vietnam's president", "protesters": a role noun and whose it is */
  CASUS_MENTION_ANAPHOR,   /* "he", "it", "the North", "both countries", "the two leaders": resolved through `parties` */
} casus_mention_kind;

typedef struct casus_mention {
  uint32_t first, last; /* tokens [first, last) */
  uint32_t head;        /* the token that heads it in the parse */
  casus_mention_kind kind;
  casus_party *parties; /* who it is: usually one; several for "both countries"; none when unresolved */
  size_t party_count;
  casus_str role;         /* office or role as written: "U.S. Ambassador to Japan", "professor of Russian politics" */
  casus_str organization; /* "King's College", "Rand Corporation": where that role is held; empty: none */
} casus_mention;

typedef struct casus_mentions {
  const casus_text *text;
  casus_mention *items; /* by first token; may nest */
  size_t count;
  int32_t *at;          /* [token_count] index of the innermost mention that covers the token, -1: none */
} casus_mentions;

/* By a name, adjective or seat, not by a role or a pronoun, whose actor is found by reading. */
static inline bool casus_mention_names(const casus_mention *mention) {
  return mention->kind < CASUS_MENTION_MEDIUM;
}

int casus_mentions_find(const casus_lexicon *lexicon, const casus_document *document, const casus_text *text,
                        casus_arena *arena, casus_mentions *mentions, casus_error *err);

/* The actors of the noun phrase headed by `token`: the head's own mention, else its possessor, adjective, compound,
 * "of"-phrase ("the army of Vietnam", "Iranian missiles", "Putin's visit" asked at "Putin"); with everything coordinated
 * to it. Sector from the role noun where there is one. Appends to *parties; a phrase that names no actor appends nothing. */
typedef struct casus_parties { casus_party *items; size_t count, capacity; } casus_parties;
int casus_actors_of(const casus_lexicon *lexicon, const casus_mentions *mentions, uint32_t token, casus_arena *arena,
                    casus_parties *parties, casus_error *err);

/* The proper name that covers the token; NULL: none. */
const casus_name *casus_name_at(const casus_text *text, uint32_t token);

casus_str casus_lexicon_actor(const casus_lexicon *lexicon, casus_str text);      /* see casus_coder_actor */
casus_str casus_lexicon_actor_name(const casus_lexicon *lexicon, casus_str code); /* see casus_coder_actor_name */

#endif
