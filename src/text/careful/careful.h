/* The careful reader: a pretrained encoder (BERT: Devlin and others 2019), tuned to tags, trees and marks, as
 * tools/teacher/reader.py defines and trains it. Private to this room.
 *
 *   x0     = level(word piece + place + shape), of a sentence's pieces between a first and a last one of its own
 *   layer:   for each head, seen = share(seek(x) . key(x)) value(x);  x = level(x + out(seen))
 *            x = level(x + shrink(bend(grow(x))))
 *   word   = mean of its first and its last piece in a mix of all layers, one mix for trees and one for marks; the
 *            sentence's first piece is the root
 *   tag    = best of W x + b
 *   head   = best h of  arc(bend(dependant(x))) . bend(head(x of h))
 *   relation r = best of  R_r(bend(own(x))) . bend(other(x of h)) + rest_r(bend(own(x)))
 *   mark   = kind of deed (the first: none), its manner, and whether somebody speaks:  W x + b
 *   link   = for each role of a marked word, every word w with  own(x) . bend(other(x of w)) + b > 0
 *
 * Products are of whole numbers: bytes in the file, and bytes of what is multiplied with them (simd.h). */
#ifndef CASUS_TEXT_CAREFUL_H
#define CASUS_TEXT_CAREFUL_H

#include "text/careful/pieces.h"
#include "text/mark_find.h"

enum {
  CASUS_CAREFUL_VERSION = 1,
  CASUS_CAREFUL_LAYERS_MOST = 24,
  CASUS_CAREFUL_INNER_MOST = 4096, /* what sums of bytes allow */
  CASUS_CAREFUL_PLACES_MOST = 512
};
#define CASUS_CAREFUL_MAGIC "CASUSCR\n"

typedef enum casus_careful_section {
  CASUS_CAREFUL_SHAPE,  /* casus_careful_shape */
  CASUS_CAREFUL_NAMES,  /* strings: UPOS and XPOS of each tag, then relations, kinds, manners */
  CASUS_CAREFUL_PIECES, /* strings: the word pieces by number */
  CASUS_CAREFUL_FLOATS, /* float[]: blocks as casus_careful_view names them */
  CASUS_CAREFUL_CELLS,  /* int8_t[]: the same */
  CASUS_CAREFUL_SECTIONS
} casus_careful_section;

typedef struct casus_careful_shape {
  uint32_t width, layers, heads, inner; /* inner: lanes between grow and shrink */
  uint32_t places, shapes;              /* pieces in a sentence at most; ways of writing */
  uint32_t arc, relation, link;         /* lanes when arcs, relations and links are scored */
  uint32_t tags, relations, kinds, manners;
  uint32_t unknown, begin, end; /* pieces */
} casus_careful_shape;

typedef struct casus_level {
  const float *gain, *bias; /* [width] */
} casus_level;
typedef struct casus_careful_layer {
  casus_matrix seek, out, grow, shrink; /* seek: queries, keys and values beside one another */
  casus_level seen, grown;
} casus_careful_layer;

typedef struct casus_careful {
  casus_arena *arena; /* owned: what is made of the file */
  const casus_simd *simd;
  casus_str bytes;
  bool trees; /* tags and trees too, not only marks */
  casus_careful_shape shape;
  casus_classes classes;
  casus_vocabulary vocabulary;
  const int8_t *word_rows;  /* [pieces][width] */
  const float *word_scale;  /* [pieces]: what 1 counts */
  const float *places;      /* [places][width] */
  const float *shapes;      /* [shapes][width] */
  const float *tree_shares; /* [layers] */
  const float *mark_shares; /* [layers] */
  const float *link_bias;   /* [CASUS_ROLE_COUNT] */
  casus_level start;
  casus_careful_layer layers[CASUS_CAREFUL_LAYERS_MOST];
  casus_matrix tags, dependant, head, arc, own, other, relation, rest, marks, links;
} casus_careful;

/* The bytes are borrowed. CASUS_E_DATA when damaged. */
int casus_careful_open(casus_str bytes, casus_careful **careful, casus_error *err);
void casus_careful_free(casus_careful *careful);

/* Blocks in the order of the file. Sets the pointers of `careful`, whose shape and number of pieces are given, into
 * `floats` and `cells`, and returns how many there are; both may be NULL, to count. */
casus_net_size casus_careful_view(casus_careful *careful, const float *floats, const int8_t *cells);

/* Room for a group of sentences of up to `rows` pieces together. */
typedef struct casus_careful_room {
  size_t rows;
  casus_piece *pieces, *row_pieces; /* [rows]: the sentences of the group, in its words and in its rows */
  size_t piece_count, count, row_count;
  uint16_t *ids;                /* [rows]: word pieces */
  uint8_t *shapes;              /* [rows] */
  uint32_t *first, *last;       /* [rows]: rows of a word's pieces */
  float *x, *more;              /* [rows][width] */
  float *seek;                  /* [rows][3 width] */
  float *inner;                 /* [rows][inner] */
  int8_t *whole;                /* [rows][inner]: what is multiplied next */
  casus_row *row_heads;         /* [rows] */
  float *keys, *values, *seen;  /* of one head: [lanes][columns], [rows][lanes], [rows][lanes] */
  float *scores;                /* [rows][columns], columns = casus_padded(rows + 1) */
  float *for_trees, *for_marks; /* [rows][width]: mixes of layers */
  float *dependants, *heads;    /* [rows][arc] */
  float *turned;                /* [arc][columns] */
  float *own, *other;           /* [rows][relation] */
  float *relations, *rest;      /* [CASUS_CAREFUL_STEP][relations][relation], [rows][padded relations] */
  float *classes;               /* [rows][padded tags or marks] */
  float *links;                 /* [rows][link lanes] */
  uint8_t *tags, *found;        /* [rows]: classes */
  int32_t *head_of;             /* [rows]: in their sentence; CASUS_NO_HEAD: the root */
  uint32_t *component;          /* [rows] */
} casus_careful_room;
enum { CASUS_CAREFUL_STEP = 16 }; /* words whose relations are scored together */
bool casus_careful_room_make(casus_arena *arena, const casus_careful *careful, size_t rows, casus_careful_room *room);

static inline void casus_careful_linear(const casus_careful *careful, const float *x, size_t rows,
                                        const casus_matrix *matrix, casus_careful_room *room, float *out) {
  careful->simd->quantise(x, rows, matrix->in, room->whole, room->row_heads);
  careful->simd->multiply(room->whole, room->row_heads, rows, matrix, out);
}

/* room->for_trees (when trees are wanted) and room->for_marks from ids and shapes. */
void casus_careful_encode(const casus_careful *careful, casus_careful_room *room);
/* What each piece sees of its sentence: room->more from room->seek. */
void casus_careful_attend(const casus_careful *careful, casus_careful_room *room);
/* Vectors of the words of the group, then of the roots of its sentences, into room->x; rows: one of the mixes. */
void casus_careful_words(const casus_careful *careful, const float *rows, casus_careful_room *room);
/* room->tags, head_of and found from room->for_trees; room->last is used up. */
void casus_careful_trees(const casus_careful *careful, const casus_token *tokens, casus_careful_room *room);
/* Marks from room->for_marks; the group's words begin at token `first` of the text. False when out of memory. */
bool casus_careful_marks(const casus_careful *careful, casus_arena *arena, uint32_t first, casus_careful_room *room,
                         casus_marks *found);

/* Marks of a text that is split; with careful->trees tags and trees too, and the lemmas of `model` with them. */
int casus_careful_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err);

#endif
