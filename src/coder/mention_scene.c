#include "coder/mention_scene.h"

#include <unicode/uchar.h>

static bool upper_first(casus_str form) {
  size_t size;
  if (!form.len) return false;
  uint32_t c = casus_utf8_at(form, 0, &size);
  return c < 0x80 ? casus_is_upper((char)c) : u_isupper((UChar32)c);
}

static bool all_capitals(casus_str form) {
  for (size_t i = 0; i < form.len; i++)
    if (!casus_is_upper(form.ptr[i])) return false;
  return form.len > 1;
}

static bool is_word(const casus_token *token) {
  return token->form.len && ((unsigned char)token->form.ptr[0] >= 0x80 || casus_is_alpha(token->form.ptr[0]));
}

/* Capitals tell nothing in headlines: most long words have them, or nearly all words consist of them. */
enum { LONG_WORD = 4, FEWEST_WORDS = 4, CAPITAL_PERCENT = 75 };

static void judge_capitals(const casus_text *text, const casus_sentence *sentence, bool *level, bool *shouted) {
  size_t words = 0, long_words = 0, raised = 0, capitals = 0;
  for (uint32_t i = sentence->first; i < sentence->last; i++) {
    const casus_token *token = &text->tokens[i];
    if (!is_word(token)) continue;
    words++;
    capitals += all_capitals(token->form);
    if (token->form.len < LONG_WORD) continue;
    long_words++;
    raised += upper_first(token->form);
  }
  *shouted = words >= FEWEST_WORDS && capitals * 100 >= words * CAPITAL_PERCENT;
  bool stopped = casus_str_eq(text->tokens[sentence->last - 1].form, CASUS_STR(".")); /* no headline then */
  *level = *shouted || (!stopped && long_words >= FEWEST_WORDS && raised * 100 >= long_words * CAPITAL_PERCENT);
}

static bool add_atoms(casus_scene *scene, uint32_t i, bool shouted, bool joined, size_t *capacity) {
  const casus_token *token = &scene->text->tokens[i];
  casus_str rest = token->form;
  uint32_t first = scene->atom_count;
  for (casus_atom atom; casus_atom_next(&rest, &atom);) {
    if (!casus_vec_reserve(scene->arena, (void **)&scene->atoms, scene->atom_count, capacity, sizeof atom))
      return false;
    atom.token = i;
    atom.proper = token->upos == CASUS_UPOS_PROPN;
    atom.shouted = shouted;
    atom.starts = scene->atom_count == first;
    atom.joined |= atom.starts && joined;
    scene->atoms[scene->atom_count++] = atom;
  }
  if (scene->atom_count > first) scene->atoms[scene->atom_count - 1].ends = true;
  return true;
}

int casus_scene_open(casus_scene *scene, casus_error *err) {
  const casus_text *text = scene->text;
  size_t capacity = 0;
  scene->atom_of = casus_arena_array(scene->arena, (size_t)text->token_count + 1, sizeof *scene->atom_of);
  scene->hit_of = casus_arena_array(scene->arena, text->token_count, sizeof *scene->hit_of);
  scene->role_of = casus_arena_array(scene->arena, text->token_count, sizeof *scene->role_of);
  scene->level = casus_arena_array(scene->arena, text->sentence_count, sizeof *scene->level);
  if (!scene->atom_of || !scene->hit_of || !scene->role_of || !scene->level) return casus_fail_memory(err);
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const casus_sentence *sentence = &text->sentences[s];
    bool shouted = false;
    judge_capitals(text, sentence, &scene->level[s], &shouted);
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
      scene->atom_of[i] = scene->atom_count;
      scene->hit_of[i] = scene->role_of[i] = -1;
      bool joined = i > sentence->first && casus_scene_hyphen(scene, i - 1);
      if (!add_atoms(scene, i, shouted, joined, &capacity)) return casus_fail_memory(err);
    }
  }
  scene->atom_of[text->token_count] = scene->atom_count;
  scene->day = casus_date_known(scene->document->date) ? casus_date_last_day(scene->document->date) : INT32_MAX;
  return CASUS_OK;
}

static casus_evidence *evidence_for(const casus_scene *scene, casus_str code) {
  for (size_t i = 0; i < scene->evidence.count; i++)
    if (casus_str_eq(scene->evidence.items[i].code, code)) return &scene->evidence.items[i];
  return NULL;
}

bool casus_evidence_add(casus_scene *scene, casus_str code, uint32_t count) {
  if (!code.len) return true;
  casus_evidence *found = evidence_for(scene, code);
  if (!found && !(found = casus_vec_push(&scene->evidence, scene->arena))) return false;
  found->code = code;
  found->count += count;
  return true;
}

uint32_t casus_evidence_of(const casus_scene *scene, casus_str code) {
  const casus_evidence *found = evidence_for(scene, code);
  return found ? found->count : 0;
}

casus_span casus_scene_span(const casus_scene *scene, uint32_t first, uint32_t last) {
  const casus_token *tokens = scene->text->tokens;
  return (casus_span){tokens[first].span.start, tokens[last - 1].span.end};
}

casus_str casus_scene_bytes(const casus_scene *scene, uint32_t first, uint32_t last) {
  return casus_str_span(scene->text->bytes, casus_scene_span(scene, first, last));
}

uint32_t casus_scene_head(const casus_text *text, uint32_t first, uint32_t last) {
  for (uint32_t i = last; i-- > first;) {
    int32_t head = text->tokens[i].head;
    if (text->tokens[i].upos == CASUS_UPOS_PUNCT || text->tokens[i].upos == CASUS_UPOS_DET) continue;
    if (head < (int32_t)first || head >= (int32_t)last) return i;
  }
  return last - 1;
}

casus_mention *casus_scene_add(casus_scene *scene, casus_mention_kind kind, uint32_t first, uint32_t last) {
  casus_mention *mention = casus_vec_push(&scene->mentions, scene->arena);
  if (!mention) return NULL;
  *mention = (casus_mention){.first = first,
                             .last = last,
                             .head = casus_scene_head(scene->text, first, last),
                             .kind = kind,
                             .role = CASUS_STR(""),
                             .organization = CASUS_STR("")};
  return mention;
}

bool casus_scene_party(casus_scene *scene, casus_mention *mention, casus_str actor, casus_str sector, casus_str name) {
  casus_party *party = casus_arena_alloc(scene->arena, sizeof *party);
  if (!party) return false;
  *party = (casus_party){.actor = actor,
                         .sector = sector,
                         .name = name,
                         .text = casus_scene_bytes(scene, mention->first, mention->last),
                         .span = casus_scene_span(scene, mention->first, mention->last)};
  mention->parties = party;
  mention->party_count = 1;
  return true;
}

bool casus_scene_possessive(const casus_scene *scene, uint32_t i) {
  const casus_token *token = casus_scene_token(scene, i);
  return casus_str_eq(token->xpos, CASUS_STR("POS")) || casus_scene_is(scene, i, "'s") ||
         casus_scene_is(scene, i, "’s");
}

bool casus_scene_hyphen(const casus_scene *scene, uint32_t i) {
  const casus_token *token = casus_scene_token(scene, i);
  bool dash = casus_scene_is(scene, i, "-") || casus_scene_is(scene, i, "–") || casus_scene_is(scene, i, "‐") ||
              casus_scene_is(scene, i, "‑");
  return dash && !token->space_after && i > casus_scene_first(scene, i) && !token[-1].space_after;
}

const casus_name *casus_name_at(const casus_text *text, uint32_t token) {
  size_t i = CASUS_FIRST_FROM(text->names, text->name_count, last, token + 1);
  return i < text->name_count && text->names[i].first <= token ? &text->names[i] : NULL;
}

bool casus_scene_capital(const casus_scene *scene, uint32_t i) {
  return upper_first(casus_scene_token(scene, i)->form) && !casus_scene_hit(scene, i);
}

bool casus_scene_strange(const casus_scene *scene, uint32_t i) {
  const casus_token *token = casus_scene_token(scene, i);
  if (casus_scene_live(scene, i) || !upper_first(token->form)) return false;
  if (token->upos != CASUS_UPOS_PROPN && token->upos != CASUS_UPOS_NOUN && token->upos != CASUS_UPOS_ADJ &&
      token->upos != CASUS_UPOS_X)
    return false;
  if (casus_scene_word(scene, i) & (CASUS_WORD_DAY | CASUS_WORD_HONORIFIC)) return false;
  if (scene->level[token->sentence] || i == casus_scene_first(scene, i)) return token->upos == CASUS_UPOS_PROPN;
  return true;
}
