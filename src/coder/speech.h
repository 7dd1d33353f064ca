/* Who says what: statements and the chain of voices. Private to coder. */
#ifndef CASUS_CODER_SPEECH_H
#define CASUS_CODER_SPEECH_H

#include "coder/coder.h"
#include "coder/mention.h"

typedef struct casus_utterance {
  uint32_t sentence;
  uint32_t first, last; /* tokens [first, last) of the words spoken or reported, within one sentence */
  uint32_t verb; /* token of the verb of saying; UINT32_MAX: carried on from the sentence before, or "according to" */
  casus_voice speaker;
  casus_voice *via; /* through whom it reaches us, nearest to the speaker first */
  size_t via_count;
  casus_str lemma; /* of the verb of saying; "accord" for "according to" */
  casus_str word;  /* the same as written: "told", "according to"; empty: quotation marks alone */
  bool quote;
  bool deed;                   /* saying it is doing it: "called for talks", "accused X of theft" */
  bool pledge;                 /* what the speaker will do, in no words of his: "agreed to go" */
  bool denies;                 /* "denied that …", "rejected claims that …" */
  casus_prediction prediction; /* when the words spoken foretell: "could", "will probably", "is expected to" */
  uint32_t foretold_at;        /* the first token that makes it one */
} casus_utterance;

typedef struct casus_speech {
  casus_utterance *items; /* by (sentence, first) */
  size_t count;
} casus_speech;

/* The verbs and phrases of saying and of foretelling in data/codebook; read-only once open, everything in `arena`. */
typedef struct casus_sayings casus_sayings;
int casus_sayings_open(const char *folder, casus_arena *arena, const casus_sayings **sayings, casus_error *err);

/* `lexicon` NULL: only mentions tell actors. */
int casus_speech_find(const casus_sayings *sayings, const casus_lexicon *lexicon, const casus_mentions *mentions,
                      const casus_document *document, casus_arena *arena, casus_speech *speech, casus_error *err);
/* Index of the innermost utterance whose words cover `token`; SIZE_MAX: told by the document itself. */
size_t casus_speech_at(const casus_speech *speech, const casus_text *text, uint32_t token);

#endif
