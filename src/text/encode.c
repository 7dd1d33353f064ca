#include "text/encode.h"

static size_t most(size_t a, size_t b) { return a > b ? a : b; }

bool casus_room_make(casus_arena *arena, const casus_model *model, size_t longest, casus_room *room) {
  const casus_net_shape *s = &model->net.shape;
  size_t classes = most(casus_padded((uint32_t)most(s->tags, s->relations)), casus_mark_columns(s));
  size_t columns = casus_padded((uint32_t)longest + 1);
  size_t words = most(longest, CASUS_GROUP);
  bool fine = true;
  *room = (casus_room){.words = words, .longest = longest};
#define ROOM(place, count) fine = (room->place = casus_arena_room(arena, (count), sizeof *room->place)) && fine
  ROOM(pieces, words);
  ROOM(hashes, words);
  ROOM(word_rows, words);
  ROOM(x, words * s->width);
  ROOM(mixed, words * s->width);
  ROOM(whole, words * most(s->width, s->relation));
  ROOM(row_heads, words);
  ROOM(gates, words * 3 * s->width);
  ROOM(arcs, words * 2 * s->arc);
  ROOM(heads, s->arc * columns);
  ROOM(arc_scores, longest * columns);
  ROOM(place_scores, longest * CASUS_PLACES);
  ROOM(relations, words * 2 * s->relation);
  ROOM(hidden, words * s->relation);
  ROOM(classes, words * classes);
  ROOM(tags, words);
  ROOM(found, words);
  ROOM(head_of, words);
  ROOM(component, longest);
  ROOM(links, words * casus_link_lanes(s));
  ROOM(place_of, 2 * longest + 1);
#undef ROOM
  if (!fine) return false;
  room->place_of += longest;
  for (int32_t distance = -(int32_t)longest; distance <= (int32_t)longest; distance++)
    room->place_of[distance] = (uint8_t)casus_place(distance);
  return true;
}

/* What the next products take: x[count][width]. */
static void take(const casus_model *model, const float *x, size_t width, casus_room *room) {
  model->simd->quantise(x, room->count, width, room->whole, room->row_heads);
}

static void linear(const casus_model *model, const casus_matrix *matrix, casus_room *room, float *out) {
  model->simd->multiply(room->whole, room->row_heads, room->count, matrix, out);
}

/* The rows of all words; tables and rows are larger than caches, so each is called for before it is needed. */
static void look_up(const casus_model *model, const casus_token *tokens, casus_room *room) {
  enum { LINE = 64 };
  size_t width = model->net.shape.width;
  for (size_t i = 0; i < room->count; i++) {
    room->hashes[i] = casus_word_hash(tokens[i].form);
    __builtin_prefetch(&model->forms.items[casus_slot_start(room->hashes[i], model->forms.count)]);
  }
  for (size_t i = 0; i < room->count; i++) {
    uint32_t word;
    bool known = casus_slots_get(model->forms, room->hashes[i], &word);
    room->word_rows[i] = known ? model->net.word_rows + (size_t)word * width : NULL;
    for (size_t at = 0; known && at < width; at += LINE) __builtin_prefetch(room->word_rows[i] + at);
  }
}

/* A form's row holds its parts already; a form without a row (NULL) is the sum of its parts. */
static void sum_rows(const casus_model *model, casus_str form, const int8_t *word, uint32_t shape, float *out) {
  const casus_net *net = &model->net;
  size_t width = net->shape.width;
  uint32_t parts[CASUS_PARTS];
  casus_addends rows = {.word = word, .word_scale = net->word_scale, .part_scale = net->part_scale, .part_count = 1};
  rows.parts[0] = net->part_rows + (size_t)shape * width;
  if (!word) {
    casus_word_parts(form, net->buckets, parts);
    for (size_t k = 0; k < CASUS_PARTS; k++) rows.parts[rows.part_count++] = net->part_rows + (size_t)parts[k] * width;
  }
  model->simd->add_rows(&rows, width, out);
}

void casus_encode(const casus_model *model, const casus_token *tokens, casus_room *room) {
  const casus_net *net = &model->net;
  const casus_simd *simd = model->simd;
  size_t width = net->shape.width;
  look_up(model, tokens, room);
  for (size_t p = 0; p < room->piece_count; p++) {
    casus_piece piece = room->pieces[p];
    casus_casing casing = casus_sentence_casing(tokens + piece.first, piece.count);
    for (size_t i = piece.first; i < piece.first + piece.count; i++)
      sum_rows(model, tokens[i].form, room->word_rows[i],
               casus_word_shape(tokens[i].form, casing, i == piece.first, net->buckets), room->mixed + i * width);
  }
  simd->normalise(room->mixed, room->count, width, net->gain, room->x);
  for (uint32_t layer = 0; layer < net->shape.layers; layer++) {
    for (size_t p = 0; p < room->piece_count; p++) {
      casus_piece piece = room->pieces[p];
      simd->mix(room->x + piece.first * width, piece.count, width, net->layers[layer].taps, CASUS_TAPS,
                room->mixed + piece.first * width);
    }
    take(model, room->mixed, width, room);
    linear(model, &net->layers[layer].gate, room, room->gates);
    for (size_t p = 0; p < room->piece_count; p++) {
      casus_piece piece = room->pieces[p];
      simd->remember(room->gates + piece.first * 3 * width, piece.count, width, room->x + piece.first * width);
    }
    simd->normalise(room->x, room->count, width, net->layers[layer].gain, room->x);
  }
  take(model, room->x, width, room);
}

static const float NEVER = -1e30f;

uint8_t casus_best_tag(const casus_simd *simd, const casus_classes *classes, casus_str form, float *scores,
                       size_t count, size_t padded) {
  for (size_t k = count; k < padded; k++) scores[k] = NEVER;
  size_t best = simd->best(scores, padded);
  if (classes->tags[best].upos != CASUS_UPOS_PUNCT || !form.len || !casus_is_alpha(form.ptr[0])) return (uint8_t)best;
  /* A word that begins with a letter is no punctuation mark, however short its sentence. */
  for (size_t k = 0; k < count; k++)
    if (classes->tags[k].upos == CASUS_UPOS_PUNCT) scores[k] = NEVER;
  return (uint8_t)simd->best(scores, padded);
}

void casus_find_tags(const casus_model *model, const casus_token *tokens, casus_room *room) {
  size_t columns = model->net.tags.columns;
  linear(model, &model->net.tags, room, room->classes);
  for (size_t i = 0; i < room->count; i++)
    room->tags[i] = casus_best_tag(model->simd, &model->classes, tokens[i].form, room->classes + i * columns,
                                   model->net.shape.tags, columns);
}

/* place_of[h]: the place of head h as the word sees it. */
static void add_places(const float *place_scores, const uint8_t *place_of, size_t count, float *restrict scores) {
  for (size_t h = 0; h < count; h++) scores[h] += place_scores[place_of[h]];
}

static void score_heads(const casus_model *model, casus_piece piece, casus_room *room) {
  const casus_net *net = &model->net;
  size_t arc = net->shape.arc, count = piece.count, columns = casus_padded((uint32_t)count + 1);
  const float *arcs = room->arcs + piece.first * 2 * arc;
  for (size_t i = 0; i < arc; i++) {
    float *to = room->heads + i * columns;
    for (size_t h = 0; h < count; h++) to[h] = arcs[h * 2 * arc + arc + i];
    to[count] = net->arc_root[i];
    for (size_t h = count + 1; h < columns; h++) to[h] = 0;
  }
  memset(room->arc_scores, 0, count * columns * sizeof(float));
  memset(room->place_scores, 0, count * CASUS_PLACES * sizeof(float));
  model->simd->multiply_floats(arcs, 2 * arc, 1, room->heads, count, arc, columns, room->arc_scores);
  model->simd->multiply_floats(arcs, 2 * arc, 1, net->places, count, arc, CASUS_PLACES, room->place_scores);
  for (size_t d = 0; d < count; d++)
    add_places(room->place_scores + d * CASUS_PLACES, room->place_of - d, count, room->arc_scores + d * columns);
}

void casus_find_heads(const casus_model *model, casus_room *room) {
  linear(model, &model->net.arc, room, room->arcs);
  for (size_t p = 0; p < room->piece_count; p++) {
    casus_piece piece = room->pieces[p];
    score_heads(model, piece, room);
    casus_tree_find(model->simd, room->arc_scores, piece.count, room->head_of + piece.first, room->component);
  }
}

static void add_heads(const casus_model *model, casus_piece piece, casus_room *room) {
  size_t lanes = model->net.shape.relation;
  const float *first = room->relations + piece.first * 2 * lanes;
  for (size_t d = 0; d < piece.count; d++) {
    int32_t h = room->head_of[piece.first + d];
    const float *own = first + d * 2 * lanes;
    const float *head = h == CASUS_NO_HEAD ? model->net.relation_root : first + (size_t)h * 2 * lanes + lanes;
    model->simd->meet(own, head, lanes, room->hidden + (piece.first + d) * lanes);
  }
}

/* Only the root's child has the relation root; that class is never chosen here. */
uint8_t casus_best_relation(const casus_simd *simd, const casus_classes *classes, float *scores, size_t count,
                            size_t padded) {
  if (classes->root_class < padded) scores[classes->root_class] = NEVER;
  for (size_t k = count; k < padded; k++) scores[k] = NEVER;
  return (uint8_t)simd->best(scores, padded);
}

void casus_find_relations(const casus_model *model, casus_room *room) {
  const casus_net *net = &model->net;
  size_t columns = net->relations.columns;
  linear(model, &net->relation, room, room->relations);
  for (size_t p = 0; p < room->piece_count; p++) add_heads(model, room->pieces[p], room);
  take(model, room->hidden, net->shape.relation, room);
  linear(model, &net->relations, room, room->classes);
  for (size_t d = 0; d < room->count; d++)
    room->found[d] =
        casus_best_relation(model->simd, &model->classes, room->classes + d * columns, net->shape.relations, columns);
}
