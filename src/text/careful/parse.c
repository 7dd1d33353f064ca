/* Sentences to windows, and what is found of them into the text. */
#include "text/answers.h"
#include "text/careful/careful.h"

enum {
  WINDOW = 300,  /* pieces that are read together, as in the lessons; one longer sentence stands alone */
  CONTEXT = 100, /* … of which those stand before the first sentence that is new */
  END = 1        /* the piece that ends each sentence; one more begins the window */
};

/* Words of one sentence. */
typedef struct stretch {
  uint32_t sentence, first, last; /* tokens [first, last) */
  size_t rows;                    /* its pieces and the end */
} stretch;

/* A text on its way through the reader. */
typedef struct reading {
  const casus_model *model;
  const casus_careful *careful;
  casus_arena *arena;
  casus_text *text;
  uint16_t *ids;    /* word pieces of all tokens */
  uint32_t *starts; /* [tokens + 1]: in ids */
  stretch *stretches;
  size_t count;
  casus_careful_room room;
  casus_marks marks;
} reading;

/* Stretches that are read together; those before `fresh` were read in another window. */
typedef struct window {
  size_t first, fresh, last;
  size_t rows;
} window;

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
         r->starts[s->last + 1] - r->starts[at] + END < r->careful->shape.places)
    s->last++;
  s->rows = r->starts[s->last] - r->starts[at] + END;
  return true;
}

static bool cut_sentences(reading *r) {
  CASUS_VEC(stretch) found = {0};
  for (stretch s = {0}; next_stretch(r, &s);) {
    stretch *slot = casus_vec_push(&found, r->arena);
    if (!slot) return false;
    *slot = s;
  }
  r->stretches = found.items;
  r->count = found.count;
  return true;
}

/* The window behind `w`, which starts zeroed. Trees hang on the window's root, so that each has one of its own. */
static bool next_window(const reading *r, window *w) {
  size_t places = r->careful->shape.places, most = places < WINDOW ? places : WINDOW;
  if (w->last == r->count) return false;
  w->first = w->fresh = w->last++;
  size_t own = r->stretches[w->fresh].rows;
  w->rows = 1 + own;
  if (r->careful->trees) return true;
  while (w->first && w->rows - own + r->stretches[w->first - 1].rows <= CONTEXT &&
         w->rows + r->stretches[w->first - 1].rows <= most)
    w->rows += r->stretches[--w->first].rows;
  while (w->last < r->count && w->rows + r->stretches[w->last].rows <= most) w->rows += r->stretches[w->last++].rows;
  return true;
}

static void add_row(casus_careful_room *room, uint32_t id, uint8_t shape) {
  room->ids[room->row_count] = (uint16_t)id;
  room->shapes[room->row_count++] = shape;
}

static void add_stretch(reading *r, const stretch *s) {
  casus_careful_room *room = &r->room;
  room->pieces[room->piece_count++] = (casus_piece){room->count, s->last - s->first};
  for (uint32_t t = s->first; t < s->last; t++) {
    uint8_t writing = casus_writing(r->text->tokens[t].form);
    room->tokens[room->count] = t;
    room->first[room->count] = (uint32_t)room->row_count;
    for (uint32_t i = r->starts[t]; i < r->starts[t + 1]; i++) add_row(room, r->ids[i], writing);
    room->last[room->count++] = (uint32_t)room->row_count - 1;
  }
  add_row(room, r->careful->shape.end, 0);
}

static bool find_trees(reading *r) {
  casus_careful_room *room = &r->room;
  uint32_t first = room->tokens[0];
  casus_token *tokens = r->text->tokens + first;
  casus_answers answers = {&r->careful->classes, room->pieces, room->piece_count, room->count,
                           room->tags,           room->found,  room->head_of};
  casus_careful_trees(r->careful, tokens, room);
  if (!casus_answers_tag(&answers, r->model, r->arena, tokens)) return false;
  casus_answers_join(&answers, r->text, first);
  return true;
}

static bool read_window(reading *r, const window *w) {
  casus_careful_room *room = &r->room;
  room->piece_count = room->count = room->row_count = 0;
  room->known = w->fresh - w->first;
  add_row(room, r->careful->shape.begin, 0);
  for (size_t i = w->first; i < w->last; i++) add_stretch(r, &r->stretches[i]);
  casus_careful_encode(r->careful, room);
  return casus_careful_marks(r->careful, r->arena, room, &r->marks) && (!r->careful->trees || find_trees(r));
}

static size_t rows_wanted(const reading *r) {
  size_t most = 0;
  for (window w = {0}; next_window(r, &w);)
    if (w.rows > most) most = w.rows;
  return most;
}

static bool read_text(reading *r) {
  if (!cut_words(r) || !cut_sentences(r)) return false;
  size_t rows = rows_wanted(r);
  if (rows && !casus_careful_room_make(r->arena, r->careful, rows, &r->room)) return false;
  for (window w = {0}; next_window(r, &w);)
    if (!read_window(r, &w)) return false;
  return true;
}

int casus_careful_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  reading r = {.model = model, .careful = model->careful, .arena = arena, .text = text};
  if (!read_text(&r)) return casus_fail_memory(err);
  casus_marks_give(&r.marks, true, text);
  text->hears = true;
  return CASUS_OK;
}
