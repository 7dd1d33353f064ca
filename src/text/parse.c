/* casus_text_parse: tags, lemmas, trees, a group of sentences at a time. */
#include "text/answers.h"
#include "text/careful/careful.h"

/* What is longer is parsed in pieces, and the roots of the later ones hang on the first: scores of arcs take room and
 * time that grow with the square. casus_text_split cuts before. */
enum { PIECE = 512 };
_Static_assert((int)PIECE >= (int)CASUS_SENTENCE_TOKENS, "sentences as split are parsed whole");

/* The words of the group begin at token `first` of the text. */
static bool parse_group(const casus_model *model, casus_arena *arena, casus_text *text, uint32_t first,
                        casus_room *room, casus_marks *marks) {
  casus_answers answers = {&model->classes, room->pieces, room->piece_count, room->count,
                           room->tags,      room->found,  room->head_of};
  casus_encode(model, text->tokens + first, room);
  casus_find_tags(model, text->tokens + first, room);
  if (!casus_answers_tag(&answers, model, arena, text->tokens + first)) return false;
  casus_find_heads(model, room);
  if (!casus_find_marks(model, arena, first, room, marks)) return false;
  casus_find_relations(model, room);
  casus_answers_join(&answers, text, first);
  return true;
}

static void add_piece(casus_room *room, size_t count) {
  room->pieces[room->piece_count++] = (casus_piece){room->count, count};
  room->count += count;
}

static uint32_t longest_of(const casus_text *text) {
  uint32_t longest = 0;
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    uint32_t count = text->sentences[i].last - text->sentences[i].first;
    longest = count > longest ? count : longest;
  }
  return longest < PIECE ? longest : PIECE;
}

static int parse_quick(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  uint32_t first = 0;
  casus_marks marks = {0};
  casus_room room;
  if (!casus_room_make(arena, model, longest_of(text), &room)) return casus_fail_memory(err);
  for (uint32_t i = 0; i < text->sentence_count; i++)
    for (uint32_t at = text->sentences[i].first, count; at < text->sentences[i].last; at += count) {
      count = text->sentences[i].last - at < PIECE ? text->sentences[i].last - at : PIECE;
      if (room.count && (room.count + count > room.words || at != first + room.count)) {
        if (!parse_group(model, arena, text, first, &room, &marks)) return casus_fail_memory(err);
        room.count = room.piece_count = 0;
      }
      if (!room.count) first = at;
      add_piece(&room, count);
    }
  if (room.count && !parse_group(model, arena, text, first, &room, &marks)) return casus_fail_memory(err);
  casus_marks_give(&marks, model->net.shape.kinds > 0, text);
  return CASUS_OK;
}

int casus_text_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  for (uint32_t i = 0; i < text->sentence_count; i++)
    for (uint32_t t = text->sentences[i].first; t < text->sentences[i].last; t++) text->tokens[t].sentence = i;
  bool trees = model->careful && model->careful->trees;
  int code = trees ? CASUS_OK : parse_quick(model, arena, text, err);
  return code || !model->careful ? code : casus_careful_parse(model, arena, text, err);
}
