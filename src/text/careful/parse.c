/* Sentences to groups, and what is found of them into the text. */
#include "text/answers.h"
#include "text/careful/careful.h"

/* Pieces that are multiplied together: more keep matrices longer in the processor, fewer keep the rows there too. */
enum { GROUP = 192, ENDS = 2 }; /* ENDS: the pieces that begin and end each sentence */

/* A text on its way through the reader. */
typedef struct reading {
  const casus_model *model;
  const casus_careful *careful;
  casus_arena *arena;
  casus_text *text;
  uint16_t *ids;    /* word pieces of all tokens */
  uint32_t *starts; /* [tokens + 1]: in ids */
  casus_careful_room room;
  uint32_t first; /* token that the group begins with */
  casus_marks marks;
} reading;

/* Words of one sentence that are read together. */
typedef struct stretch {
  uint32_t sentence, first, last; /* tokens [first, last) */
  size_t rows;
} stretch;

static bool cut_words(reading *r) {
  CASUS_VEC(uint16_t) ids = {0};
  r->starts = casus_arena_array(r->arena, (size_t)r->text->token_count + 1, sizeof *r->starts);
  if (!r->starts) return false;
  for (uint32_t t = 0; t < r->text->token_count; t++) {
    uint16_t pieces[CASUS_PIECES_MOST];
    size_t count = casus_pieces_of(&r->careful->vocabulary, r->text->tokens[t].form, pieces);
    for (size_t i = 0; i < count; i++) {
      uint16_t *slot = casus_vec_push(&ids, r->arena);
      if (!slot) return false;
      *slot = pieces[i];
    }
    r->starts[t + 1] = (uint32_t)ids.count;
  }
  r->ids = ids.items;
  return true;
}

/* The stretch behind `s`, which starts zeroed: a sentence, or as much of it as there are places. False: none is left.
 */
static bool next_stretch(const reading *r, stretch *s) {
  const casus_text *text = r->text;
  uint32_t at = s->last;
  while (s->sentence < text->sentence_count && at >= text->sentences[s->sentence].last) {
    s->sentence++;
    if (s->sentence < text->sentence_count) at = text->sentences[s->sentence].first;
  }
  if (s->sentence >= text->sentence_count) return false;
  s->first = s->last = at;
  while (s->last < text->sentences[s->sentence].last &&
         r->starts[s->last + 1] - r->starts[at] + ENDS <= r->careful->shape.places)
    s->last++;
  s->rows = r->starts[s->last] - r->starts[at] + ENDS;
  return true;
}

static void add_row(casus_careful_room *room, uint32_t id, uint8_t shape) {
  room->ids[room->row_count] = (uint16_t)id;
  room->shapes[room->row_count++] = shape;
}

static void add_stretch(reading *r, const stretch *s) {
  casus_careful_room *room = &r->room;
  room->pieces[room->piece_count] = (casus_piece){room->count, s->last - s->first};
  room->row_pieces[room->piece_count++] = (casus_piece){room->row_count, s->rows};
  add_row(room, r->careful->shape.begin, 0);
  for (uint32_t t = s->first; t < s->last; t++) {
    uint8_t writing = casus_writing(r->text->tokens[t].form);
    room->first[room->count] = (uint32_t)room->row_count;
    for (uint32_t i = r->starts[t]; i < r->starts[t + 1]; i++) add_row(room, r->ids[i], writing);
    room->last[room->count++] = (uint32_t)room->row_count - 1;
  }
  add_row(room, r->careful->shape.end, 0);
}

static bool read_group(reading *r) {
  casus_careful_room *room = &r->room;
  casus_answers answers = {&r->careful->classes, room->pieces, room->piece_count, room->count,
                           room->tags,           room->found,  room->head_of};
  casus_careful_encode(r->careful, room);
  if (!casus_careful_marks(r->careful, r->arena, r->first, room, &r->marks)) return false;
  if (r->careful->trees) {
    casus_token *tokens = r->text->tokens + r->first;
    casus_careful_trees(r->careful, tokens, room);
    if (!casus_answers_tag(&answers, r->model, r->arena, tokens)) return false;
    casus_answers_join(&answers, r->text, r->first);
  }
  room->piece_count = room->count = room->row_count = 0;
  return true;
}

static size_t rows_wanted(const reading *r) {
  size_t longest = 0, all = 0;
  for (stretch s = {0}; next_stretch(r, &s); all += s.rows) longest = s.rows > longest ? s.rows : longest;
  all = all < GROUP ? all : GROUP;
  return longest > all ? longest : all;
}

static bool read_text(reading *r) {
  if (!cut_words(r) || !casus_careful_room_make(r->arena, r->careful, rows_wanted(r), &r->room)) return false;
  for (stretch s = {0}; next_stretch(r, &s);) {
    const casus_careful_room *room = &r->room;
    bool full = room->row_count + s.rows > room->rows || s.first != r->first + room->count;
    if (room->row_count && full && !read_group(r)) return false;
    if (!room->row_count) r->first = s.first;
    add_stretch(r, &s);
  }
  return !r->room.row_count || read_group(r);
}

int casus_careful_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  reading r = {.model = model, .careful = model->careful, .arena = arena, .text = text};
  if (!read_text(&r)) return casus_fail_memory(err);
  casus_marks_give(&r.marks, true, text);
  return CASUS_OK;
}
