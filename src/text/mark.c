/* Words that tell deeds or speech, and who takes part. */
#include "text/arithmetic.h"
#include "text/encode.h"

/* Less likely ones are not told. */
static const float DEED_LEAST = 0.2f, SAYS_LEAST = 0.5f, LINK_LEAST = 0.25f;

static size_t best_of(const float *scores, size_t count) {
  size_t best = 0;
  for (size_t i = 1; i < count; i++)
    if (scores[i] > scores[best]) best = i;
  return best;
}

/* The share of all kinds of deed together; `best` is the likeliest of them. */
static float deed_share(const float *scores, size_t kinds, size_t best) {
  static const float FAR = 5.0f; /* e^-5 of sixteen: not told anyway */
  if (scores[0] - scores[best] > FAR) return 0;
  float deeds = 0;
  for (size_t k = 1; k <= kinds; k++) deeds += casus_exponential(scores[k] - scores[best]);
  return deeds / (deeds + casus_exponential(scores[0] - scores[best]));
}

typedef struct finder {
  const casus_model *model;
  casus_arena *arena;
  casus_text *text;
  uint32_t first; /* token of the text that the group begins with */
  casus_room *room;
  casus_marks *found;
} finder;

/* Words of the piece that stand in the role to the word `own` of it. */
static bool add_links(finder *f, casus_piece piece, size_t own, int role) {
  const casus_net *net = &f->model->net;
  size_t lanes = net->shape.link, row = casus_link_lanes(&net->shape), at = (size_t)role * 2 * lanes;
  const float *mine = f->room->links + (piece.first + own) * row + at;
  for (size_t w = 0; w < piece.count; w++) {
    const float *other = f->room->links + (piece.first + w) * row + at + lanes;
    size_t place = (size_t)role * CASUS_PLACES + casus_place((int32_t)w - (int32_t)own);
    float score =
        casus_dot(mine, other, lanes) + casus_dot(mine, net->link_places + place * lanes, lanes) + net->link_bias[role];
    float share = casus_sigmoid(score);
    if (share < LINK_LEAST) continue;
    casus_link *link = casus_vec_push(&f->found->links, f->arena);
    if (!link) return false;
    *link = (casus_link){(uint32_t)(f->first + piece.first + w), (uint8_t)role, share};
  }
  return true;
}

static bool add_mark(finder *f, casus_piece piece, size_t own, casus_mark mark) {
  mark.first_link = (uint32_t)f->found->links.count;
  for (int role = 0; role < CASUS_ROLE_COUNT; role++)
    if ((role == CASUS_ROLE_SPEAKER ? mark.says > 0 : mark.deed > 0) && !add_links(f, piece, own, role)) return false;
  mark.last_link = (uint32_t)f->found->links.count;
  casus_mark *slot = casus_vec_push(&f->found->marks, f->arena);
  if (slot) *slot = mark;
  return slot;
}

/* What the word's scores say; neither deed nor speech: both 0. */
static casus_mark mark_of(const casus_model *model, const float *scores) {
  const casus_net_shape *s = &model->net.shape;
  size_t kind = 1 + best_of(scores + 1, s->kinds), manners = casus_manner_column(s);
  float deed = deed_share(scores, s->kinds, kind), says = casus_sigmoid(scores[casus_says_column(s)]);
  casus_mark mark = {.kind = CASUS_STR(""), .manner = CASUS_STR(""), .says = says < SAYS_LEAST ? 0 : says};
  if (deed < DEED_LEAST) return mark;
  mark.deed = deed;
  mark.kind = casus_model_string(model, model->marks[kind - 1]);
  mark.manner = casus_model_string(model, model->marks[s->kinds + best_of(scores + manners, s->manners)]);
  return mark;
}

static void link_lanes(const finder *f, casus_piece piece) {
  const casus_net *net = &f->model->net;
  f->model->simd->multiply(f->room->whole + piece.first * net->shape.width, f->room->row_scale + piece.first,
                           piece.count, &net->links, f->room->links + piece.first * casus_link_lanes(&net->shape));
}

static bool mark_piece(finder *f, casus_piece piece) {
  size_t columns = f->model->net.marks.columns;
  bool linked = false;
  for (size_t w = 0; w < piece.count; w++) {
    uint32_t token = f->first + (uint32_t)(piece.first + w);
    casus_mark mark = mark_of(f->model, f->room->classes + (piece.first + w) * columns);
    if (mark.deed <= 0 && mark.says <= 0) continue;
    if (!linked) link_lanes(f, piece);
    linked = true;
    mark.token = token;
    if (!add_mark(f, piece, w, mark)) return false;
  }
  return true;
}

bool casus_find_marks(const casus_model *model, casus_arena *arena, casus_text *text, uint32_t first, casus_room *room,
                      casus_marks *found) {
  finder f = {model, arena, text, first, room, found};
  const casus_matrix *matrix = &model->net.marks;
  if (!model->net.shape.kinds) return true;
  model->simd->multiply(room->whole, room->row_scale, room->count, matrix, room->classes);
  for (size_t p = 0; p < room->piece_count; p++)
    if (!mark_piece(&f, room->pieces[p])) return false;
  return true;
}
