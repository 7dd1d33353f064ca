/* Opening the careful reader's file: nothing in it is believed. */
#include <stdlib.h>

#include "text/careful/careful.h"

_Static_assert(sizeof(casus_careful_shape) == 72, "file layout");

static const casus_model_kind kind = {"careful reader", CASUS_CAREFUL_MAGIC, CASUS_CAREFUL_VERSION,
                                      CASUS_CAREFUL_SECTIONS};

/* Training makes none that are larger, and with numbers within this bound no score of the widest network exceeds 1e36:
 * a level brings lanes below 2e3, a mix of layers 2e6, a product of 768 of those with bytes 1e13; arcs multiply three
 * of these. */
static const float FLOAT_MOST = 60;

/* Takes strings off the front of what is left. */
typedef struct taker {
  casus_str strings;
  size_t at;
} taker;

static bool take_string(taker *t, casus_str *string, uint32_t *place) {
  if (t->at >= t->strings.len) return false;
  size_t length = (unsigned char)t->strings.ptr[t->at];
  if (length > t->strings.len - t->at - 1) return false;
  *string = casus_str_of(t->strings.ptr + t->at + 1, length);
  *place = (uint32_t)t->at;
  t->at += 1 + length;
  return true;
}

static bool take_tags(taker *t, casus_tag_class *tags, size_t count) {
  casus_str name;
  for (size_t i = 0; i < count; i++)
    if (!take_string(t, &name, &tags[i].xpos) || !casus_upos_find(name, &tags[i].upos) ||
        !take_string(t, &name, &tags[i].xpos))
      return false;
  return true;
}

static bool take_relations(taker *t, casus_relation_class *relations, size_t count, uint32_t *root) {
  casus_str name;
  uint32_t place;
  *root = UINT32_MAX;
  for (uint32_t i = 0; i < count; i++) {
    if (!take_string(t, &name, &place) || !casus_relation_find(name, &relations[i].deprel, &relations[i].subrel))
      return false;
    if (relations[i].deprel == CASUS_DEP_root) *root = i;
  }
  return true;
}

static bool take_marks(taker *t, uint32_t *marks, size_t count) {
  casus_str name;
  for (size_t i = 0; i < count; i++)
    if (!take_string(t, &name, &marks[i])) return false;
  return true;
}

static int open_names(casus_careful *c, casus_str strings) {
  const casus_careful_shape *s = &c->shape;
  casus_tag_class *tags = casus_arena_array(c->arena, s->tags, sizeof *tags);
  casus_relation_class *relations = casus_arena_array(c->arena, s->relations, sizeof *relations);
  size_t mark_count = (size_t)s->kinds + s->manners + s->ties;
  uint32_t *marks = casus_arena_array(c->arena, mark_count, sizeof *marks);
  if (!tags || !relations || !marks) return CASUS_E_MEMORY;
  taker t = {strings, 0};
  c->classes = (casus_classes){.strings = strings.ptr, .tags = tags, .relations = relations, .marks = marks};
  casus_str *ties = casus_arena_array(c->arena, s->ties, sizeof *ties);
  if (!ties) return CASUS_E_MEMORY;
  bool fine = take_tags(&t, tags, s->tags) && take_relations(&t, relations, s->relations, &c->classes.root_class) &&
              take_marks(&t, marks, mark_count) && t.at == strings.len;
  for (uint32_t i = 0; fine && i < s->ties; i++)
    ties[i] = casus_class_string(&c->classes, marks[(size_t)s->kinds + s->manners + i]);
  c->tie_kinds = ties;
  return fine ? CASUS_OK : CASUS_E_DATA;
}

static bool lanes_fit(uint32_t lanes, uint32_t most) { return lanes && lanes <= most && lanes % CASUS_PANEL == 0; }
static bool classes_fit(uint32_t count) { return count && count <= CASUS_CLASSES_MOST; }

static bool shape_fits(const casus_careful_shape *s) {
  return lanes_fit(s->width, CASUS_LANES_MOST) && s->layers && s->layers <= CASUS_CAREFUL_LAYERS_MOST &&
         s->plain < s->layers && s->heads && s->width % s->heads == 0 &&
         lanes_fit(s->width / s->heads, CASUS_LANES_MOST) && lanes_fit(s->inner, CASUS_CAREFUL_INNER_MOST) &&
         s->places > CASUS_PIECES_MOST + 2 && s->places <= CASUS_CAREFUL_PLACES_MOST &&
         s->shapes == CASUS_WRITING_COUNT && lanes_fit(s->arc, CASUS_LANES_MOST) &&
         lanes_fit(s->relation, CASUS_LANES_MOST) && lanes_fit(s->link, CASUS_LANES_MOST) && classes_fit(s->tags) &&
         classes_fit(s->relations) && classes_fit(s->kinds) && classes_fit(s->manners) && classes_fit(s->ties);
}

static bool view_numbers(casus_careful *c, casus_str floats, casus_str cells) {
  casus_net_size size = casus_careful_view(c, NULL, NULL);
  if (floats.len != size.floats * sizeof(float) || cells.len != size.cells) return false;
  const float *first = (const float *)(const void *)floats.ptr;
  casus_careful_view(c, first, (const int8_t *)cells.ptr);
  return casus_floats_within(first, size.floats, FLOAT_MOST);
}

static casus_str section(const casus_careful *c, const casus_section *sections, casus_careful_section id) {
  return casus_str_of(c->bytes.ptr + sections[id].offset, (size_t)sections[id].size);
}

static int view_sections(casus_careful *c, const casus_section *sections, casus_error *err) {
  casus_str shape = section(c, sections, CASUS_CAREFUL_SHAPE);
  if (shape.len == sizeof c->shape) memcpy(&c->shape, shape.ptr, sizeof c->shape);
  if (!shape_fits(&c->shape)) return casus_fail(err, CASUS_E_DATA, 0, "%s: bad shape", kind.name);
  int code = open_names(c, section(c, sections, CASUS_CAREFUL_NAMES));
  if (!code) code = casus_vocabulary_open(c->arena, section(c, sections, CASUS_CAREFUL_PIECES), &c->vocabulary);
  if (code == CASUS_E_MEMORY) return casus_fail_memory(err);
  if (code) return casus_fail(err, code, 0, "%s: bad names or word pieces", kind.name);
  uint32_t pieces = c->vocabulary.count;
  c->vocabulary.unknown = c->shape.unknown;
  if (c->shape.unknown >= pieces || c->shape.begin >= pieces || c->shape.end >= pieces ||
      !view_numbers(c, section(c, sections, CASUS_CAREFUL_FLOATS), section(c, sections, CASUS_CAREFUL_CELLS)))
    return casus_fail(err, CASUS_E_DATA, 0, "%s: bad network", kind.name);
  return CASUS_OK;
}

int casus_careful_open(casus_str bytes, casus_careful **careful, casus_error *err) {
  casus_section sections[CASUS_CAREFUL_SECTIONS];
  int code = casus_model_file_check(bytes, &kind, sections, err);
  if (code) return code;
  casus_careful *opened = calloc(1, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  opened->simd = casus_simd_best();
  opened->arena = casus_arena_new();
  opened->bytes = bytes;
  if (opened->arena && (uintptr_t)bytes.ptr % sizeof(uint64_t)) opened->bytes = casus_arena_copy(opened->arena, bytes);
  code = opened->arena && opened->bytes.ptr ? view_sections(opened, sections, err) : casus_fail_memory(err);
  if (code) {
    casus_careful_free(opened);
    return code;
  }
  *careful = opened;
  return CASUS_OK;
}

void casus_careful_free(casus_careful *careful) {
  if (!careful) return;
  casus_arena_free(careful->arena);
  free(careful);
}
