/* The pieces of speech. Private to the speech*.c files. */
#ifndef CASUS_CODER_SPEECH_PARTS_H
#define CASUS_CODER_SPEECH_PARTS_H

#include "coder/speech.h"

enum {
  CASUS_SAY_THAT = 1,
  CASUS_SAY_QUOTE = 2,
  CASUS_SAY_TO = 4,
  CASUS_SAY_OBJECT = 8,
  CASUS_SAY_OF = 16,
  CASUS_SAY_FOR = 32,
  CASUS_SAY_NOUN = 64,
  CASUS_SAY_AGAINST = 128,
  CASUS_SAY_AS = 256,
  CASUS_SAY_SOURCE = 512,
  CASUS_SAY_WORDS = 1024,
  CASUS_SAY_WHOM = 2048,
  CASUS_SAY_NO_VERB = CASUS_SAY_NOUN | CASUS_SAY_SOURCE | CASUS_SAY_WORDS,
};

typedef struct casus_saying {
  uint32_t frames; /* the bits above; 0: no word of saying */
  bool denies;
  bool views;   /* an opinion even where it is negated: "does not believe that" */
  bool does;    /* with an object, "of" or an infinitive it does a deed by saying it: "accused X of theft" */
  bool pledges; /* with an object or infinitive it binds who speaks and reports no words: "agreed to go" */
} casus_saying;

enum { CASUS_NOWHERE = UINT32_MAX };

casus_saying casus_sayings_find(const casus_sayings *sayings, casus_str lemma);
/* A verb with a second word: "point out", "make clear". */
casus_saying casus_sayings_pair(const casus_sayings *sayings, casus_str lemma, casus_str second);

/* A phrase of data/codebook/foretell.tsv in the text. */
typedef struct casus_foretelling {
  casus_str class; /* ptr NULL: none */
  uint32_t first, last;
  int32_t days; /* of a "horizon" */
} casus_foretelling;
/* The longest one that starts at token `at` and ends before `last`. */
casus_foretelling casus_sayings_foretell(const casus_sayings *sayings, const casus_text *text, uint32_t at,
                                         uint32_t last);

/* A word of time that ends a horizon: "in the coming weeks". */
typedef struct casus_period {
  int32_t days;   /* that an untold number of them is taken for */
  int32_t months; /* the length of one; 0: no part of the calendar */
} casus_period;
bool casus_sayings_period(const casus_sayings *sayings, casus_str lemma, casus_period *period);
int32_t casus_sayings_untold_days(const casus_sayings *sayings); /* of a prediction without a horizon */

/* Is one of the role's words a calling of data/codebook/scholars.tsv? */
bool casus_sayings_scholar(const casus_sayings *sayings, casus_str role);

/* Is a calling one of data/codebook/abroad.tsv? */
bool casus_sayings_abroad(const casus_sayings *sayings, casus_str calling);

/* Does a name end like that of a paper or station (data/codebook/press.tsv)? */
bool casus_sayings_press(const casus_sayings *sayings, casus_str name);

/* A word of saying in the text, with who says it. */
typedef struct casus_act {
  uint32_t verb;
  uint32_t subject; /* the head of who speaks; CASUS_NOWHERE: not told */
  uint32_t partner; /* the second word of "make clear"; CASUS_NOWHERE: none */
  casus_saying saying;
  bool deed; /* what is found next with it is what is done, or asked, not what is told */
} casus_act;

/* The part of a quotation that lies within one sentence. */
typedef struct casus_said {
  uint32_t first, last, sentence;
  uint32_t quote;   /* index into text->quotes */
  uint32_t act;     /* index into acts: the verb it belongs to in its sentence; CASUS_NOWHERE: none */
  size_t utterance; /* index into found of the first one it became; SIZE_MAX: none */
} casus_said;

typedef struct casus_talk {
  const casus_sayings *sayings;
  const casus_lexicon *lexicon;
  const casus_mentions *mentions;
  const casus_text *text;
  const casus_document *document;
  casus_arena *arena;
  casus_error *err;
  CASUS_VEC(casus_act) acts;   /* by verb */
  CASUS_VEC(casus_said) parts; /* by first */
  uint32_t *quoted;            /* [token_count] index of the part that covers the token, CASUS_NOWHERE: none */
  bool *orphan;                /* [token_count] inside marks that hold an attribution only ("he said.") */
  casus_map names;   /* a person's name in the lexicon -> the mention that gives it at most length in the document */
  casus_map roles;   /* the same -> the first mention that tells a role with it */
  casus_span *edges; /* [token_count] tokens [start, end) from the first to the last token below each token */
  CASUS_VEC(casus_utterance) found;
} casus_talk;

/* Tokens. Everything stays within the token's sentence. */
const casus_sentence *casus_talk_sentence(const casus_talk *talk, uint32_t token);
bool casus_talk_is(const casus_talk *talk, uint32_t token, const char *form);      /* case folded */
uint32_t casus_talk_child(const casus_talk *talk, uint32_t head, unsigned deprel); /* the first one; CASUS_NOWHERE */
uint32_t casus_talk_phrase_start(const casus_talk *talk,
                                 uint32_t noun); /* where the words before a noun that go with it start */
uint32_t casus_talk_phrase_end(const casus_talk *talk, uint32_t first,
                               uint32_t last); /* with what restricts it behind: "a farmer in Gori" */
bool casus_talk_is_time(const casus_talk *talk, uint32_t token);
bool casus_talk_is_finite(const casus_talk *talk, uint32_t verb);
bool casus_talk_goes_with_noun(const casus_talk *talk, uint32_t token); /* before it, by what it is */
int casus_talk_find_edges(casus_talk *talk);                            /* sets talk->edges */
uint32_t casus_talk_case(const casus_talk *talk, uint32_t noun,
                         const char *preposition); /* its case or mark; CASUS_NOWHERE */

casus_str casus_talk_words(const casus_talk *talk, uint32_t first,
                           uint32_t last);                                       /* without article and closing marks */
const casus_mention *casus_talk_mention(const casus_talk *talk, uint32_t token); /* the innermost one; NULL: none */

casus_span casus_talk_span(const casus_talk *talk, uint32_t first, uint32_t last); /* bytes of tokens [first, last) */

/* speech_person.c: fill what is still empty of a voice. */
void casus_talk_take_party(const casus_mention *mention, casus_voice *voice);
casus_str casus_talk_known_name(const casus_talk *talk,
                                casus_str known); /* the document's fullest name for the lexicon's */
void casus_talk_person(const casus_talk *talk, const casus_mention *mention, casus_voice *voice);
void casus_talk_apposition(const casus_talk *talk, uint32_t from,
                           casus_voice *voice); /* from: the token behind the name */

/* speech_pronoun.c */
void casus_talk_paper(const casus_talk *talk, uint32_t token, casus_voice *voice);
void casus_talk_recall(const casus_talk *talk,
                       casus_voice *voice); /* role and place of work from an earlier utterance */
void casus_talk_pronoun(const casus_talk *talk, uint32_t token, const casus_mention *mention, casus_voice *voice);

/* speech_subject.c: who is the subject of the verb or noun of saying at `verb`. */
uint32_t casus_talk_subject(const casus_talk *talk, uint32_t verb);
bool casus_talk_is_spoken_to(const casus_talk *talk, uint32_t verb); /* its subject hears what is said */
/* speech_mark.c: by the marks of the language model, in a text that has them. */
bool casus_talk_is_heard(const casus_talk *talk, uint32_t word); /* Does the word tell that somebody says something? */
/* The head of the first who does, or of the next one behind it; CASUS_NOWHERE: not told. */
uint32_t casus_talk_heard(const casus_talk *talk, uint32_t word, uint32_t behind);
/* A word before the end of the sentence that names who is heard there; CASUS_NOWHERE: nobody is likely enough. */
uint32_t casus_talk_heard_name(const casus_talk *talk, uint32_t word);
uint32_t casus_talk_any_frames(const casus_talk *talk, uint32_t word); /* in which a word of no table may say anything */
/* speech_act.c */
int casus_talk_find_acts(casus_talk *talk); /* after the parts */

/* speech_voice.c: the speaker headed by `token`. */
int casus_talk_voice(const casus_talk *talk, uint32_t token, casus_voice *voice);
int casus_talk_find_names(casus_talk *talk);
/* What one utterance tells of a speaker, all of his utterances carry. */
int casus_talk_spread_roles(casus_talk *talk);
bool casus_talk_new_paragraph(const casus_talk *talk, uint32_t sentence); /* does one start with it? */
/* The media through which act `verb` speaks ("told the Times"); appended to utterance->via. */
int casus_talk_channels(const casus_talk *talk, uint32_t verb, casus_utterance *utterance);
int casus_talk_add_via(const casus_talk *talk, const casus_voice *voice, casus_utterance *utterance);

/* speech_quote.c */
int casus_talk_find_parts(casus_talk *talk);   /* parts, quoted, orphan */
void casus_talk_choose_acts(casus_talk *talk); /* the act of each part where its sentence has one */
/* Utterances of the parts in `sentence`, carried on from the ones before; *part: the first part not yet looked at. */
int casus_talk_say_quotes(casus_talk *talk, uint32_t sentence, size_t *part);

/* speech_frame.c: the head of the words spoken, whatever the frame; CASUS_NOWHERE: none. Sets act->deed. */
uint32_t casus_talk_content(const casus_talk *talk, casus_act *act);
/* "called it a stunt": the tokens of it and its name; empty: no such frame. Sets act->deed. */
casus_span casus_talk_called(const casus_talk *talk, casus_act *act);

/* speech_aside.c */
typedef struct casus_aside {
  uint32_t comma, behind; /* the comma before it and the first token behind it */
  uint32_t subject;
} casus_aside;
bool casus_talk_aside(const casus_talk *talk, uint32_t verb, uint32_t partner, casus_saying saying, casus_aside *aside);
casus_span casus_talk_beside(const casus_talk *talk, const casus_aside *aside); /* the words it tells who said */

uint32_t casus_talk_head_in(const casus_talk *talk, uint32_t first, uint32_t last); /* of a noun phrase, by its words */

/* speech_free.c: quoted words in `sentence` that no verb of saying gives; *quote: the first one not yet looked at. */
int casus_talk_say_free(casus_talk *talk, uint32_t sentence, uint32_t *quote);

/* speech_source.c */
uint32_t casus_talk_owner(const casus_talk *talk, uint32_t noun); /* "X's claim", "the words of X"; CASUS_NOWHERE */
int casus_talk_say_sources(casus_talk *talk, const casus_sentence *sentence); /* "according to X", "in X's words" */

/* speech_clause.c: utterances of reported clauses, sources, nouns of saying in `sentence`; *act: as *part. */
int casus_talk_say_clauses(casus_talk *talk, uint32_t sentence, size_t *act);

/* Append words [first, last), trimmed of marks, as an utterance of `act`. Nothing happens when no word is left. */
int casus_talk_say(casus_talk *talk, uint32_t first, uint32_t last, const casus_act *act, bool quote);

/* speech_foretell.c */
void casus_talk_foretell(const casus_talk *talk, casus_utterance *utterance);

/* speech_horizon.c: is the phrase one that tells a horizon, with the period that it needs? Then `last` takes that in.
 */
bool casus_talk_horizon_ends(const casus_talk *talk, casus_foretelling *phrase, uint32_t last);
/* The horizon of a prediction and its last day; `phrase` without a class: a date or a length of time tells it, if any.
 */
void casus_talk_put_horizon(const casus_talk *talk, const casus_utterance *utterance, const casus_foretelling *phrase,
                            casus_prediction *prediction);

#endif
