/* The places round a trigger, whatever the sentence's form. Private to coder. */
#ifndef CASUS_CODER_SLOT_H
#define CASUS_CODER_SLOT_H

#include "coder/mention.h"
#include "coder/odds.h"
#include "coder/rule.h"
#include "coder/speech.h"

/* The states that a report has named most often so far, the most frequent first. */
enum { CASUS_GROUND_STATES = 3 };
typedef struct casus_ground {
  casus_str states[CASUS_GROUND_STATES];
  uint32_t counts[CASUS_GROUND_STATES], sum; /* times named; of all states together */
} casus_ground;

/* One document while it is coded. */
typedef struct casus_reading {
  const casus_book *book;
  const casus_lexicon *lexicon;
  const casus_odds *odds;         /* NULL in tests of parts */
  const casus_document *document; /* NULL in tests of parts */
  const casus_text *text;
  const casus_mentions *mentions;
  const casus_speech *speech; /* NULL: told by the document itself */
  casus_arena *arena;
  casus_error *err;
  int32_t *first_child, *next_child; /* [token_count], -1: none; children in text order */
  casus_parties **actors;            /* [token_count], NULL: not asked yet */
  casus_str *homes;                  /* [sentence_count], see casus_homes_find; NULL: not known */
  casus_ground *grounds;             /* the same */
} casus_reading;

/* A copy of `text` in which no word hangs on a punctuation mark and clauses hang where their forms tell. */
int casus_mend_heads(const casus_text *text, casus_arena *arena, casus_text *mended, casus_error *err);

/* Fill the last three members from the ones before. */
int casus_reading_open(casus_reading *view);

typedef struct casus_filler {
  casus_slot slot;
  uint32_t token;
} casus_filler;

typedef struct casus_slots {
  uint32_t trigger;
  casus_part part;
  int32_t light; /* the light verb that carries an event noun, -1: none */
  bool passive;
  CASUS_VEC(casus_filler) items; /* own ones before lent ones */
} casus_slots;

/* The slots of one trigger. */
int casus_slots_of(const casus_reading *view, uint32_t trigger, casus_part part, casus_slots *slots);

typedef CASUS_VEC(uint32_t) casus_tokens;
/* Heads of what a path leads to. Appends to *tokens. */
int casus_path_tokens(const casus_reading *view, const casus_slots *slots, casus_path path, casus_tokens *tokens);

/* First filler of a slot, -1: empty. */
int32_t casus_slot_first(const casus_slots *slots, casus_slot slot);

/* Who does it, when a verb does not say so itself: the controlling subject. -1: nobody. */
int32_t casus_subject_of(const casus_reading *view, uint32_t verb);
bool casus_is_infinitive(const casus_reading *view, uint32_t verb);
bool casus_is_condition(const casus_reading *view, uint32_t clause); /* "if …", "unless …" */
bool casus_is_passive(const casus_reading *view, uint32_t verb);

/* First child with this relation, -1: none. */
int32_t casus_child(const casus_reading *view, uint32_t token, casus_deprel relation);
/* Is `below` in the subtree of `above`? Each token is in its own. */
bool casus_is_below(const casus_reading *view, uint32_t below, uint32_t above);
/* The preposition before a nominal; CASUS_SLOT_NONE when it has none that is known. */
casus_slot casus_preposition(const casus_reading *view, uint32_t token);
bool casus_lemma_is(const casus_reading *view, uint32_t token, const char *lemma);

/* The amounts and days of a sentence: indices into casus_text.amounts and .whens, found by halving. */
typedef struct casus_range {
  uint32_t first, last; /* [first, last) */
} casus_range;
casus_range casus_amounts_in(const casus_reading *view, uint32_t sentence);
casus_range casus_whens_in(const casus_reading *view, uint32_t sentence);

/* The actors that a token's phrase names; cached. NULL when out of memory (err is filled). */
const casus_parties *casus_reading_actors(const casus_reading *view, uint32_t token);

/* Parts of casus_slots_of. */
int casus_slots_put(const casus_reading *view, casus_slots *slots, casus_slot slot, uint32_t token); /* once each */
int casus_slots_of_verb(const casus_reading *view, uint32_t verb, casus_slots *slots);
int casus_slots_put_phrases(const casus_reading *view, casus_slots *slots); /* those below the objects */
int casus_slots_of_adjective(const casus_reading *view, uint32_t adjective, casus_slots *slots);
int casus_slots_of_noun(const casus_reading *view, uint32_t noun, casus_slots *slots);
bool casus_in_named_class(const casus_reading *view, const char *name, uint32_t token);
bool casus_is_relative(const casus_reading *view, uint32_t token); /* "which", "who", "that" as pronouns */
/* "arming exiles" behind a preposition or a verb: the arming of exiles. */
bool casus_is_hidden_gerund(const casus_reading *view, uint32_t verb);
uint32_t casus_resolve_relative(const casus_reading *view, uint32_t token, uint32_t verb);

/* Appends who speaks the words in which `token` stands; a paper speaks for nobody. */
int casus_add_speaker(const casus_reading *view, uint32_t token, casus_parties *parties);

#define CASUS_FOR_CHILDREN(view, parent, child)                                                                        \
  for (int32_t child = (view)->first_child[parent]; child >= 0; child = (view)->next_child[child])

#endif
