/* The careful reader: a pretrained encoder (MPNet: Song and others 2020), tuned to tags, trees and marks, as
 * tools/teacher/reader.py defines and trains it. Private to this room.
 *
 *   window   some sentences of a text, read together: a first piece, then of each sentence its pieces and a last one
 *   x0     = level(word piece + place)
 *   layer:   for each head, seen = share(seek(x) . key(x) + distance) value(x);  x = level(x + out(seen))
 *            x = level(x + shrink(bend(grow(x))));  behind layer `plain`, x + how the word is written
 *   word   = mean of its first and its last piece in a mix of all layers, one mix for trees and one for marks; the
 *            window's first piece is the root, and nobody
 *   tag    = best of W x + b
 *   head   = best h of  arc(bend(dependant(x))) . bend(head(x of h))
 *   relation r = best of  R_r(bend(own(x))) . bend(other(x of h)) + rest_r(bend(own(x)))
 *   mark   = kind of deed (the first: none), its manner, and whether somebody speaks:  W x + b
 *   link   = for each role of a marked word, every word w of its sentence with  own(x) . bend(other(x of w)) + b > 0
 *   bond   = kind of tie (the first: none):  W x + b;  a sentence tells it with 1 - the product of what its words do not
 *   guess  = for both sides of a deed or bond, and for the name of who speaks, words w of the window up to the end of its sentence, each with
 *            meant(x) . bend(named(x of w)), less what nobody gets
 *
 * Products are of whole numbers: bytes in the file, and bytes of what is multiplied with them (simd.h). */
#ifndef CASUS_TEXT_CAREFUL_H
#define CASUS_TEXT_CAREFUL_H

#include "text/careful/pieces.h"
#include "text/mark_find.h"

enum {
  CASUS_CAREFUL_VERSION = 3,
  CASUS_CAREFUL_LAYERS_MOST = 24,
  CASUS_CAREFUL_INNER_MOST = 4096, /* what sums of bytes allow */
  CASUS_CAREFUL_PLACES_MOST = 512
};
enum {
  CASUS_SIDES = CASUS_ROLE_OTHER + 1,  /* of a deed: doer and other; of a tie: from and to */
  CASUS_MEANT_ROLES = 2 * CASUS_SIDES + 1, /* that are asked for: sides of deeds, sides of ties, who speaks */
};
#define CASUS_CAREFUL_MAGIC "CASUSCR\n"

typedef enum casus_careful_section {
  CASUS_CAREFUL_SHAPE,  /* casus_careful_shape */
  CASUS_CAREFUL_NAMES,  /* strings: UPOS and XPOS of each tag, then relations, kinds, manners, ties */
  CASUS_CAREFUL_PIECES, /* strings: the word pieces by number */
  CASUS_CAREFUL_FLOATS, /* float[]: blocks as casus_careful_view names them */
  CASUS_CAREFUL_CELLS,  /* int8_t[]: the same */
  CASUS_CAREFUL_SECTIONS
} casus_careful_section;

typedef struct casus_careful_shape {
  uint32_t width, layers, heads, inner; /* inner: lanes between grow and shrink */
  uint32_t places, shapes;              /* pieces in a window at most; ways of writing */
  uint32_t arc, relation, link;         /* lanes when arcs, relations and links are scored */
  uint32_t tags, relations, kinds, manners, ties;
  uint32_t unknown, begin, end; /* pieces */
  uint32_t plain;               /* layers that do not see how words are written */
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
  const casus_str *tie_kinds; /* [ties] */
  const int8_t *word_rows;  /* [pieces][width] */
  const float *word_scale;  /* [pieces]: what 1 counts */
  const float *places;      /* [places][width] */
  const float *distances;   /* [heads][2 places - 1]: the middle one of a piece to itself, before it those to what precedes */
  const float *shapes;      /* [shapes][width] */
  const float *tree_shares; /* [layers] */
  const float *mark_shares; /* [layers] */
  const float *link_bias;   /* [CASUS_ROLE_COUNT] */
  casus_level start;
  casus_careful_layer layers[CASUS_CAREFUL_LAYERS_MOST];
  casus_matrix tags, dependant, head, arc, own, other, relation, rest, marks, links, meant;
} casus_careful;

/* The bytes are borrowed. CASUS_E_DATA when damaged. */
int casus_careful_open(casus_str bytes, casus_careful **careful, casus_error *err);
void casus_careful_free(casus_careful *careful);

/* Blocks in the order of the file. Sets the pointers of `careful`, whose shape and number of pieces are given, into
 * `floats` and `cells`, and returns how many there are; both may be NULL, to count. */
casus_net_size casus_careful_view(casus_careful *careful, const float *floats, const int8_t *cells);

/* Room for a window of up to `rows` pieces. */
typedef struct casus_careful_room {
  size_t rows;
  casus_piece *pieces; /* [rows]: the window's sentences, in its words */
  uint32_t *tokens;    /* [rows]: of its words, in the text */
  size_t piece_count, count, row_count;
  size_t known;                 /* sentences that stand before only to be understood: another window has read them */
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
  float *meant;                 /* [rows][guess lanes], nobody's behind the words */
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
/* What each piece sees of the window: room->more from room->seek. */
void casus_careful_attend(const casus_careful *careful, casus_careful_room *room);
/* Vectors of the window's words, then of its root, into room->x; rows: one of the mixes. */
void casus_careful_words(const casus_careful *careful, const float *rows, casus_careful_room *room);
/* room->tags, head_of and found from room->for_trees, of a window with one sentence; room->last is used up. */
void casus_careful_trees(const casus_careful *careful, const casus_token *tokens, casus_careful_room *room);
/* Marks of the sentences that are not known, from room->for_marks. False when out of memory. */
bool casus_careful_marks(const casus_careful *careful, casus_arena *arena, casus_careful_room *room,
                         casus_marks *found);
/* What a word tells whose parties are asked for. */
typedef enum casus_telling { CASUS_TELLS_DEED, CASUS_TELLS_TIE, CASUS_TELLS_SPEECH } casus_telling;
/* Whom the word `own` of piece `p` may mean on both sides, or who speaks, best first. Needs room->meant. */
bool casus_careful_meant(const casus_careful *careful, casus_arena *arena, const casus_careful_room *room, size_t p,
                         size_t own, casus_telling telling, casus_marks *found);
/* The ties that piece `p` tells, from room->classes. */
bool casus_careful_bonds(const casus_careful *careful, casus_arena *arena, const casus_careful_room *room, size_t p,
                         casus_marks *found);

/* Marks of a text that is split; with careful->trees tags and trees too, and the lemmas of `model` with them. */
int casus_careful_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err);

#endif
