/* The network in floats, forwards and backwards. Private to train*.c.
 *
 * All weights but the rows of words lie in one array, gradients in one of the same layout. Matrices are [in][out]. */
#ifndef CASUS_TEXT_TRAIN_NET_H
#define CASUS_TEXT_TRAIN_NET_H

#include "base/base.h"
#include "text/arithmetic.h"
#include "text/net.h"

typedef struct casus_layer_at {
  size_t taps;       /* [CASUS_TAPS][width] */
  size_t gate, bias; /* [width][3 width] */
  size_t gain;       /* [width] */
} casus_layer_at;

/* Where each block of weights starts. */
typedef struct casus_layout {
  casus_net_shape shape;
  uint32_t vector; /* numbers of a word's vector; 0: there are none */
  size_t vectors;  /* [vector][width]: what a word's vector adds to its rows */
  size_t gain;     /* [width], of x0 */
  casus_layer_at layers[CASUS_LAYERS_MOST];
  size_t arc, arc_bias;             /* [width][2 arc]: dependants, heads */
  size_t arc_root, places;          /* [arc], [CASUS_PLACES][arc] */
  size_t relation, relation_bias;   /* [width][2 relation] */
  size_t relation_root;             /* [relation] */
  size_t relations, relations_bias; /* [relation][padded relations] */
  size_t tags, tags_bias;           /* [width][padded tags] */
  size_t marks, marks_bias;         /* [width][mark columns] */
  size_t links, links_bias;         /* [width][link lanes] */
  size_t link_places, link_bias;    /* [CASUS_ROLE_COUNT][CASUS_PLACES][link], [CASUS_ROLE_COUNT] */
  size_t size;
} casus_layout;
casus_layout casus_layout_of(casus_net_shape shape, uint32_t vector);

/* What a token should get. */
enum {
  CASUS_NO_ANSWER = UINT16_MAX, /* nothing is known */
  CASUS_LINKS_MOST = 4          /* for one role of a word */
};
typedef struct casus_answers {
  uint16_t head; /* word of the sentence; its number of words: the root */
  uint16_t tag, relation;
  uint16_t kind;                                      /* 0: no deed */
  uint16_t manner;                                    /* none without a deed */
  uint16_t says;                                      /* 0 or 1 */
  uint16_t links[CASUS_ROLE_COUNT][CASUS_LINKS_MOST]; /* words of the sentence; CASUS_NO_ANSWER ends the list */
} casus_answers;

enum { CASUS_NO_ROW = -1 };
typedef struct casus_inputs {
  int32_t rows[CASUS_WORD_ROWS]; /* CASUS_NO_ROW: none; the first is of the form */
  int32_t vector;                /* of the form; negative: none */
  uint32_t seen;                 /* times that the form occurs */
} casus_inputs;

/* Some sentences, one after the other. */
typedef struct casus_batch {
  const uint32_t *starts; /* [sentences + 1] first tokens */
  uint32_t sentences;
  const casus_inputs *inputs;   /* [tokens] */
  const casus_answers *answers; /* [tokens]; NULL: only forwards */
} casus_batch;

/* Values and gradients on the way through the network for up to `room` tokens in a batch. */
typedef struct casus_layer_run {
  float *in;     /* [room][width] */
  float *mixed;  /* [room][width] */
  float *gates;  /* [room][3 width] */
  float *open;   /* [room][width] */
  float *memory; /* [room][width] */
  float *sum;    /* [room][width] */
  uint8_t *kept; /* [room][width] */
  float *by;     /* [room] */
} casus_layer_run;

typedef struct casus_run {
  const casus_simd *simd;
  const casus_layout *layout;
  const float *weights, *rows; /* [layout->size], [.][width] */
  const float *vectors;        /* [.][layout->vector] */
  size_t room, longest;
  uint64_t random;
  float keep;                                    /* share of lanes that is not dropped; 1 when not training */
  float *gradient;                               /* [layout->size] */
  float *row_gradient;                           /* [room][width]: of each token's sum of rows */
  float *gathered;                               /* [room][layout->vector]: of each token */
  casus_layer_run layers[CASUS_LAYERS_MOST + 1]; /* [0]: sum, kept and by of x0; [i + 1]: layer i */
  float *top, *top_gradient;                     /* [room][width] */
  float *scratch, *turned, *lanes_gradient;      /* scratch matrices */
  float *arcs, *arcs_gradient;                   /* [room][2 arc] */
  float *relations, *relations_gradient;         /* [room][2 relation] */
  float *hidden, *hidden_gradient;               /* [room][relation] */
  float *tag_scores, *relation_scores;           /* [room][padded classes]; gradients after casus_run_learn */
  float *mark_scores;                            /* [room][mark columns]; the same */
  float *links, *links_gradient;                 /* [room][link lanes] */
  float *arc_scores;                             /* [longest][padded longest + 1] */
  float *heads, *heads_gradient, *place_scores;  /* of one sentence */
  int32_t *head_of;                              /* [longest] */
  double loss;
  uint64_t tokens;
} casus_run;

bool casus_run_make(casus_run *run, casus_arena *arena, const casus_layout *layout, size_t room, size_t longest);
/* Fills top. */
void casus_run_forward(casus_run *run, const casus_batch *batch);
/* Forwards and backwards: adds to gradient, sets row_gradient and adds to loss. */
void casus_run_learn(casus_run *run, const casus_batch *batch);

/* Inner parts. */
extern const float casus_nothing[CASUS_WIDTH_MOST];                /* zeros: the memory before the first word */
void casus_run_backward(casus_run *run, const casus_batch *batch); /* from top_gradient */
void casus_run_heads(casus_run *run, const casus_batch *batch);    /* fills top_gradient */
void casus_run_marks(casus_run *run, const casus_batch *batch);    /* adds to it */
/* Cross-entropy: `count` scores become gradients, adds to loss; those of a token without an answer are zero. */
void casus_answer(casus_run *run, float *scores, size_t count, size_t columns, uint16_t right);
void casus_linear(casus_run *run, const float *x, size_t rows, size_t in, size_t out, size_t weights, size_t bias,
                  float *y);
/* `x_gradient` is added to; NULL: not wanted. */
void casus_linear_back(casus_run *run, const float *x, const float *y_gradient, size_t rows, size_t in, size_t out,
                       size_t weights, size_t bias, float *x_gradient);

#endif
