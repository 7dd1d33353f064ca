/* casus_text_parse: tags, lemmas, trees, a group of sentences at a time. */
#include "text/encode.h"
#include "text/lemma.h"

/* What is longer is parsed in pieces, and the roots of the later ones hang on the first: scores of arcs take room and
 * time that grow with the square. casus_text_split cuts before. */
enum { PIECE = 512 };
_Static_assert((int)PIECE >= (int)CASUS_SENTENCE_TOKENS, "sentences as split are parsed whole");

static bool set_tags(const casus_model *model, casus_arena *arena, casus_token *tokens, const casus_room *room) {
  for (size_t i = 0; i < room->count; i++) {
    const casus_tag_class *tag = &model->tags[room->tags[i]];
    tokens[i].upos = tag->upos;
    tokens[i].xpos = casus_model_string(model, tag->xpos);
    tokens[i].lemma = casus_lemma_find(model, arena, tokens[i].form, tag->upos, tokens[i].xpos);
    if (!tokens[i].lemma.ptr) return false;
  }
  return true;
}

/* A piece's words begin at token `first` of the text. Returns its root. */
static uint32_t set_heads(const casus_model *model, casus_text *text, uint32_t first, casus_piece piece,
                          const casus_room *room) {
  uint32_t root = first;
  for (uint32_t i = 0; i < piece.count; i++) {
    casus_token *token = &text->tokens[first + i];
    int32_t head = room->head_of[piece.first + i];
    const casus_relation_class *relation = &model->relations[room->found[piece.first + i]];
    bool is_root = head == CASUS_NO_HEAD;
    token->head = is_root ? -1 : (int32_t)first + head;
    token->deprel = is_root ? CASUS_DEP_root : relation->deprel;
    token->subrel = is_root ? CASUS_SUB_NONE : relation->subrel;
    if (is_root) root = first + i;
  }
  return root;
}

/* The words of the group begin at token `first` of the text. */
static bool parse_group(const casus_model *model, casus_arena *arena, casus_text *text, uint32_t first,
                        casus_room *room, casus_marks *marks) {
  casus_encode(model, text->tokens + first, room);
  casus_find_tags(model, text->tokens + first, room);
  if (!set_tags(model, arena, text->tokens + first, room)) return false;
  casus_find_heads(model, room);
  if (!casus_find_marks(model, arena, text, first, room, marks)) return false;
  casus_find_relations(model, room);
  for (size_t p = 0; p < room->piece_count; p++) {
    casus_piece piece = room->pieces[p];
    uint32_t at = first + (uint32_t)piece.first;
    casus_sentence *sentence = &text->sentences[text->tokens[at].sentence];
    uint32_t root = set_heads(model, text, at, piece, room);
    if (at == sentence->first) {
      sentence->root = root;
      continue;
    }
    text->tokens[root].head = (int32_t)sentence->root;
    text->tokens[root].deprel = CASUS_DEP_parataxis;
  }
  return true;
}

static void add_piece(casus_room *room, size_t count) {
  room->pieces[room->piece_count++] = (casus_piece){room->count, count};
  room->count += count;
}

int casus_text_parse(const casus_model *model, casus_arena *arena, casus_text *text, casus_error *err) {
  uint32_t longest = 0, first = 0;
  casus_marks marks = {0};
  for (uint32_t i = 0; i < text->sentence_count; i++) {
    const casus_sentence *s = &text->sentences[i];
    longest = s->last - s->first > longest ? s->last - s->first : longest;
    for (uint32_t t = s->first; t < s->last; t++) text->tokens[t].sentence = i;
  }
  casus_room room;
  if (!casus_room_make(arena, model, longest < PIECE ? longest : PIECE, &room)) return casus_fail_memory(err);
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
  text->marks = marks.marks.items;
  text->links = marks.links.items;
  text->marked = model->net.shape.kinds > 0;
  text->mark_count = (uint32_t)marks.marks.count;
  text->link_count = (uint32_t)marks.links.count;
  return CASUS_OK;
}
