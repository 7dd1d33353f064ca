#include "text/arithmetic.h"
#include "text/careful/careful.h"

static void bent(const casus_careful *c, const casus_matrix *matrix, size_t rows, casus_careful_room *room,
                 float *out) {
  c->simd->multiply(room->whole, room->row_heads, rows, matrix, out);
  c->simd->bend(out, rows * matrix->columns);
}

/* room->scores[count][columns] of a sentence's words as dependants, and of those and the root, row `root` of the heads,
 * as heads. */
static void score_arcs(const casus_careful *c, casus_piece piece, size_t root, casus_careful_room *room) {
  size_t arc = c->shape.arc, count = piece.count, columns = casus_padded((uint32_t)count + 1);
  for (size_t h = 0; h <= count; h++) {
    const float *from = room->heads + (h < count ? piece.first + h : root) * arc;
    for (size_t i = 0; i < arc; i++) room->turned[i * columns + h] = from[i];
  }
  for (size_t i = 0; i < arc; i++)
    for (size_t h = count + 1; h < columns; h++) room->turned[i * columns + h] = 0;
  memset(room->scores, 0, count * columns * sizeof(float));
  c->simd->multiply_floats(room->dependants + piece.first * arc, arc, 1, room->turned, count, arc, columns,
                           room->scores);
}

static void find_heads(const casus_careful *c, casus_careful_room *room) {
  size_t all = room->count + 1;
  bent(c, &c->head, all, room, room->heads);
  bent(c, &c->dependant, room->count, room, room->dependants);
  casus_careful_linear(c, room->dependants, room->count, &c->arc, room, room->dependants);
  for (size_t p = 0; p < room->piece_count; p++) {
    casus_piece piece = room->pieces[p];
    score_arcs(c, piece, room->count, room);
    casus_tree_find(c->simd, room->scores, piece.count, room->head_of + piece.first, room->component);
  }
}

/* Which row of room->other is each word's head. */
static void find_rows_of_heads(casus_careful_room *room) {
  for (size_t p = 0; p < room->piece_count; p++)
    for (size_t w = room->pieces[p].first; w < room->pieces[p].first + room->pieces[p].count; w++) {
      int32_t head = room->head_of[w];
      room->last[w] = (uint32_t)(head == CASUS_NO_HEAD ? room->count : room->pieces[p].first + (size_t)head);
    }
}

/* The best relation of each of `count` words from `first` on. */
static void choose_relations(const casus_careful *c, size_t first, size_t count, casus_careful_room *room) {
  size_t lanes = c->shape.relation, padded = c->rest.columns;
  for (size_t w = 0; w < count; w++) {
    const float *mine = room->relations + w * c->relation.columns;
    const float *other = room->other + room->last[first + w] * lanes;
    float *scores = room->rest + (first + w) * padded;
    for (size_t r = 0; r < c->shape.relations; r++) scores[r] += casus_dot(mine + r * lanes, other, lanes);
    room->found[first + w] = casus_best_relation(c->simd, &c->classes, scores, c->shape.relations, padded);
  }
}

static void find_relations(const casus_careful *c, casus_careful_room *room) {
  size_t lanes = c->shape.relation;
  find_rows_of_heads(room);
  c->simd->quantise(room->own, room->count, lanes, room->whole, room->row_heads);
  c->simd->multiply(room->whole, room->row_heads, room->count, &c->rest, room->rest);
  for (size_t at = 0, count; at < room->count; at += count) {
    count = room->count - at < CASUS_CAREFUL_STEP ? room->count - at : CASUS_CAREFUL_STEP;
    c->simd->multiply(room->whole + at * lanes, room->row_heads + at, count, &c->relation, room->relations);
    choose_relations(c, at, count, room);
  }
}

void casus_careful_trees(const casus_careful *careful, const casus_token *tokens, casus_careful_room *room) {
  const casus_simd *simd = careful->simd;
  size_t all = room->count + 1;
  casus_careful_words(careful, room->for_trees, room);
  simd->quantise(room->x, all, careful->shape.width, room->whole, room->row_heads);
  simd->multiply(room->whole, room->row_heads, room->count, &careful->tags, room->classes);
  for (size_t w = 0; w < room->count; w++)
    room->tags[w] = casus_best_tag(simd, &careful->classes, tokens[w].form, room->classes + w * careful->tags.columns,
                                   careful->shape.tags, careful->tags.columns);
  bent(careful, &careful->own, room->count, room, room->own);
  bent(careful, &careful->other, all, room, room->other);
  find_heads(careful, room);
  find_relations(careful, room);
}
