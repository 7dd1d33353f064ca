/* What the finders of mentions share while they work on one document. Private to mention*.c and coref*.c. */
#ifndef CASUS_CODER_MENTION_SCENE_H
#define CASUS_CODER_MENTION_SCENE_H

#include "coder/lexicon.h"

#define CASUS_NONE UINT32_MAX

/* An entry of the lexicon found in the text. */
typedef struct casus_hit {
  uint32_t first, last;           /* tokens [first, last) */
  uint32_t atom_first, atom_last; /* atoms [atom_first, atom_last) */
  uint32_t chain;                 /* the first of the entries written so */
  uint32_t entry;                 /* the one that is meant */
  uint32_t mention;               /* its mention, CASUS_NONE: none */
  casus_entry_kind kind;
  bool dropped;     /* means something else here */
  bool consumed;    /* a role noun that only modifies the next one */
  bool lends;       /* may give its actor to a noun: not so in "pro-Russian", "Chinese-built" */
  bool premodifies; /* stands before a noun that it belongs to */
} casus_hit;

/* How often a state or organisation is named outright. */
typedef struct casus_evidence {
  casus_str code;
  uint32_t count;
} casus_evidence;

/* A role phrase with whose it is: "the former Australian ambassador to Moscow". */
typedef struct casus_role_phrase {
  uint32_t hit;       /* index of its noun */
  uint32_t first;     /* its first token, without article */
  uint32_t role_last; /* behind what belongs to the role: "Ambassador to Japan", not "at King's College" */
  uint32_t last;      /* behind everything that was read */
  casus_detail detail;
  casus_str sector;
  casus_party *owners; /* whose it is */
  size_t owner_count;
  casus_str owner_sector; /* of an organisation or seat that owns it */
  casus_str organization; /* where it is held */
  uint32_t pronoun;       /* "its", "their" before it; CASUS_NONE: none */
  uint32_t mention;
  bool former, definite, plural;
  bool title; /* stands before the person's name, and is part of that mention */
} casus_role_phrase;

typedef struct casus_scene {
  const casus_lexicon *lexicon;
  const casus_document *document;
  const casus_text *text;
  casus_arena *arena;
  int32_t day; /* the document's, INT32_MAX when unknown */
  casus_atom *atoms;
  uint32_t atom_count;
  uint32_t *atom_of; /* [token_count + 1] the first atom at or after the token */
  int32_t *hit_of;   /* [token_count] the hit that covers it, -1: none */
  int32_t *role_of;  /* [token_count] the role phrase whose noun covers it, -1: none */
  bool *level;       /* [sentence_count] capitals tell nothing: a headline in title case or in capitals */
  CASUS_VEC(casus_hit) hits;
  CASUS_VEC(casus_role_phrase) roles;
  CASUS_VEC(casus_evidence) evidence;
  CASUS_VEC(casus_mention) mentions;
} casus_scene;

/* mention_scene.c */
int casus_scene_open(casus_scene *scene,
                     casus_error *err); /* atoms, level; the caller has filled the borrowed fields */
bool casus_evidence_add(casus_scene *scene, casus_str code, uint32_t count);
uint32_t casus_evidence_of(const casus_scene *scene, casus_str code);
casus_str casus_scene_bytes(const casus_scene *scene, uint32_t first, uint32_t last); /* text of tokens [first, last) */
casus_span casus_scene_span(const casus_scene *scene, uint32_t first, uint32_t last);
uint32_t casus_scene_head(const casus_text *text, uint32_t first, uint32_t last); /* the token headed from outside */
/* A new mention; NULL when out of memory. */
casus_mention *casus_scene_add(casus_scene *scene, casus_mention_kind kind, uint32_t first, uint32_t last);
/* Gives it one party, with the mention's own text and span. False when out of memory. */
bool casus_scene_party(casus_scene *scene, casus_mention *mention, casus_str actor, casus_str sector, casus_str name);

static inline const casus_token *casus_scene_token(const casus_scene *scene, uint32_t i) {
  return &scene->text->tokens[i];
}
static inline bool casus_scene_is(const casus_scene *scene, uint32_t i, const char *form) {
  return casus_str_ieq(scene->text->tokens[i].form, casus_str_from_c(form));
}
static inline unsigned casus_scene_word(const casus_scene *scene, uint32_t i) {
  return casus_word_classes(scene->lexicon, scene->text->tokens[i].form);
}
static inline const casus_hit *casus_scene_hit(const casus_scene *scene, uint32_t i) {
  return scene->hit_of[i] < 0 ? NULL : &scene->hits.items[scene->hit_of[i]];
}
/* The same where it is an actor or role here. */
static inline casus_hit *casus_scene_live(const casus_scene *scene, uint32_t i) {
  casus_hit *hit = scene->hit_of[i] < 0 ? NULL : &scene->hits.items[scene->hit_of[i]];
  return hit && !hit->dropped ? hit : NULL;
}
static inline uint32_t casus_scene_first(const casus_scene *scene, uint32_t i) {
  return scene->text->sentences[scene->text->tokens[i].sentence].first;
}
static inline uint32_t casus_scene_last(const casus_scene *scene, uint32_t i) {
  return scene->text->sentences[scene->text->tokens[i].sentence].last;
}
bool casus_scene_possessive(const casus_scene *scene, uint32_t i);            /* "'s" or "'" behind a noun */
bool casus_scene_hyphen(const casus_scene *scene, uint32_t i);                /* a hyphen that joins its neighbours */
bool casus_scene_capital(const casus_scene *scene, uint32_t i);               /* starts with a capital; no hit */
/* Written like a name that the lexicon does not know: a capital where that tells something. */
bool casus_scene_strange(const casus_scene *scene, uint32_t i);

/* mention_hits.c */
int casus_hits_find(casus_scene *scene, casus_error *err);
/* mention_choice.c: which of the entries written so is meant; drops hits that mean none. */
int casus_hits_choose(casus_scene *scene, casus_error *err);
/* mention_leader.c: "Kim" where North Korea is named means its leader of the day, if no other leader or person of that
 * name may be meant. */
bool casus_hit_is_leader(const casus_scene *scene, const casus_hit *hit, const casus_record_row *row);
/* mention_states.c: mentions of states, seats, places, organisations, media. */
int casus_states_find(casus_scene *scene, casus_error *err);
/* The party that a hit names, with the hit's own text; the office of a person that of the document's day. */
casus_party casus_hit_party(const casus_scene *scene, const casus_hit *hit);
/* mention_roles.c: role phrases and their owners. */
int casus_roles_find(casus_scene *scene, casus_error *err);
/* mention_people.c: persons, known and unknown, and the roles beside their names. */
int casus_people_find(casus_scene *scene, casus_error *err);
/* coref.c: surnames, repeated roles, pronouns, "the two countries". */
int casus_coref_find(casus_scene *scene, casus_error *err);

#endif
