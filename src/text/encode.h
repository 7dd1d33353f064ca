/* From words to vectors, and from vectors to scores. Private to this room. */
#ifndef CASUS_TEXT_ENCODE_H
#define CASUS_TEXT_ENCODE_H

#include "text/features.h"
#include "text/marks.h"

/* Some sentences that are computed together: matrices are the faster the more rows they get. */
enum { CASUS_GROUP = 96 }; /* words, but for one sentence that is longer */
typedef struct casus_piece {
  size_t first, count; /* of the group's words; count > 0 */
} casus_piece;

/* Room for a group of up to `words` words with sentences of up to `longest`. Strides are those of the network. */
typedef struct casus_room {
  size_t words, longest;
  casus_piece *pieces;       /* [words] */
  size_t piece_count, count; /* of the group in hand */
  uint64_t *hashes;          /* [words] */
  const int8_t **word_rows;  /* [words]; NULL: a form without a row */
  float *x, *mixed;          /* [words][width] */
  int8_t *whole;             /* [words][lanes]: quantised, what is multiplied next: room->x from casus_encode on */
  casus_row *row_heads;      /* [words] */
  float *gates;              /* [words][3 width] */
  float *arcs;               /* [words][2 arc] */
  float *heads;              /* [arc][columns] */
  float *arc_scores;     /* [longest][columns], columns = casus_padded(words + 1); the root is behind the last word */
  float *place_scores;   /* [longest][CASUS_PLACES] */
  uint8_t *place_of;     /* casus_place of a distance, which is from -longest to longest */
  float *relations;      /* [words][2 relation] */
  float *hidden;         /* [words][relation] */
  float *classes;        /* [words][padded tags or relations] */
  uint8_t *tags, *found; /* [words]: classes */
  int32_t *head_of;      /* [words]: in their sentence; CASUS_NO_HEAD: the root */
  uint32_t *component;   /* [longest] */
  float *links;          /* [words][link lanes] */
} casus_room;
bool casus_room_make(casus_arena *arena, const casus_model *model, size_t longest, casus_room *room);

/* The group's sentences, whose words are tokens[room->count]: room->x. */
void casus_encode(const casus_model *model, const casus_token *tokens, casus_room *room);
/* From it: room->tags, room->head_of, and last room->found, which may be asked once. Scores of tags and relations stay
 * in room->classes. */
enum { CASUS_NO_HEAD = -1 };
void casus_find_tags(const casus_model *model, const casus_token *tokens, casus_room *room);
void casus_find_heads(const casus_model *model, casus_room *room);
void casus_find_relations(const casus_model *model, casus_room *room);

/* The marks of the group, whose words begin at token `first` of the text; before casus_find_relations. False when out
 * of memory. */
bool casus_find_marks(const casus_model *model, casus_arena *arena, uint32_t first, casus_room *room,
                      casus_marks *found);

/* The likeliest class of a word's scores[padded], which are changed. */
uint8_t casus_best_tag(const casus_simd *simd, const casus_classes *classes, casus_str form, float *scores,
                       size_t count, size_t padded);
uint8_t casus_best_relation(const casus_simd *simd, const casus_classes *classes, float *scores, size_t count,
                            size_t padded);

/* The heads of one tree from scores[count][columns], where column `count` is the root: each word its best head, then
 * circles broken where that costs least. Columns are padded to a multiple of 16; scores of the root and of the padding
 * are overwritten. component: [count], scratch. Returns the root's only child. count > 0. */
size_t casus_tree_find(const casus_simd *simd, float *scores, size_t count, int32_t *heads, uint32_t *component);

#endif
