/* The language model: one flat little-endian file, read where it lies. Private to this room.
 *
 * header | sections, each at a multiple of 64 bytes. The hash covers every byte behind itself. */
#ifndef CASUS_TEXT_MODEL_H
#define CASUS_TEXT_MODEL_H

#include "text/net.h"
#include "text/text.h"
#include "text/words.h"

enum { CASUS_MODEL_VERSION = 4, CASUS_MODEL_ALIGN = 64 };

typedef enum casus_section_id {
  CASUS_SECTION_STRINGS,   /* tag names and lemmas: one byte of length, then the bytes */
  CASUS_SECTION_TAGS,      /* casus_tag_class[] */
  CASUS_SECTION_RELATIONS, /* casus_relation_class[] */
  CASUS_SECTION_MARKS,     /* uint32_t[kinds + manners]: places in STRINGS */
  CASUS_SECTION_LEMMAS,    /* casus_slot[]: form with tag, or lemma -> place in STRINGS */
  CASUS_SECTION_WORDS,     /* casus_slot[]: form -> row of WORD_ROWS */
  CASUS_SECTION_WORD_ROWS, /* int8_t[rows][width]: the form with its parts */
  CASUS_SECTION_PART_ROWS, /* int8_t[buckets][width]: a part, or a shape */
  CASUS_SECTION_NET,       /* casus_net_head, then the blocks that casus_net_view names */
  CASUS_SECTION_COUNT
} casus_section_id;

typedef struct casus_section {
  uint64_t offset, size;
} casus_section;
/* How each model file begins; the places of its sections follow. */
typedef struct casus_model_head {
  char magic[8];
  uint64_t hash; /* casus_model_hash of everything behind this field */
  uint32_t version;
  uint32_t section_count;
  uint64_t size; /* of the file, a multiple of 64 */
} casus_model_head;
typedef struct casus_model_header {
  casus_model_head head;
  casus_section sections[CASUS_SECTION_COUNT];
  uint8_t pad[16];
} casus_model_header;
#define CASUS_MODEL_MAGIC "CASUSLM\n"

/* One place of an open-addressing table of any size: a key starts its search at key's lower half * count / 2^32. */
typedef struct casus_slot {
  uint32_t check; /* upper half of the key, never 0; 0: free */
  uint32_t value;
} casus_slot;

typedef struct casus_slots {
  const casus_slot *items;
  uint32_t count; /* more than zero, and at least one is free: searches end */
} casus_slots;

/* A joint tag. */
typedef struct casus_tag_class {
  uint8_t upos, pad[3];
  uint32_t xpos; /* place in STRINGS */
} casus_tag_class;
typedef struct casus_relation_class {
  uint8_t deprel, subrel, pad[2];
} casus_relation_class;
enum { CASUS_CLASSES_MOST = 255, CASUS_NO_CLASS = 255 };

/* What the numbers of classes mean. */
typedef struct casus_classes {
  const char *strings; /* each a byte of length, then the bytes */
  const casus_tag_class *tags;
  const casus_relation_class *relations;
  const uint32_t *marks; /* [kinds + manners]: places in strings */
  uint32_t root_class;   /* of relations; UINT32_MAX: none */
} casus_classes;
static inline casus_str casus_class_string(const casus_classes *classes, uint32_t place) {
  return (casus_str){classes->strings + place + 1, (unsigned char)classes->strings[place]};
}

/* The network's numbers, where they lie in the file. */
typedef struct casus_net_head {
  casus_net_shape shape;
  float word_scale, part_scale; /* what 1 in WORD_ROWS and PART_ROWS counts */
  uint8_t pad[20];
} casus_net_head;
typedef struct casus_net {
  casus_net_shape shape;
  float word_scale, part_scale;
  const int8_t *word_rows, *part_rows;
  uint32_t words, buckets;
  const float *gain; /* [width] */
  struct {
    const float *taps, *gain; /* [CASUS_TAPS][width], [width] */
    casus_matrix gate;
  } layers[CASUS_LAYERS_MOST];
  casus_matrix arc, relation, relations, tags, marks, links;
  const float *arc_root, *places, *relation_root; /* [arc], [arc][CASUS_PLACES], [relation] */
  const float *link_places, *link_bias;           /* [CASUS_ROLE_COUNT][CASUS_PLACES][link], [CASUS_ROLE_COUNT] */
} casus_net;
typedef struct casus_net_size {
  size_t floats, cells;
} casus_net_size;
/* Where a view of a file's numbers stands; floats NULL: only to count. */
typedef struct casus_blocks {
  const float *floats;
  const int8_t *cells;
  casus_net_size taken;
} casus_blocks;
static inline const float *casus_take_floats(casus_blocks *at, size_t count) {
  const float *from = at->floats ? at->floats + at->taken.floats : NULL;
  at->taken.floats += count;
  return from;
}
static inline const int8_t *casus_take_cells(casus_blocks *at, size_t count) {
  const int8_t *from = at->cells ? at->cells + at->taken.cells : NULL;
  at->taken.cells += count;
  return from;
}
static inline void casus_take_matrix(casus_blocks *at, casus_matrix *matrix, size_t in, size_t columns) {
  const float *scale = casus_take_floats(at, columns), *bias = casus_take_floats(at, columns);
  *matrix = (casus_matrix){casus_take_cells(at, in * columns), scale, bias, (uint32_t)in, (uint32_t)columns};
}
/* No number is outside [-most, most], and none is NaN. */
static inline bool casus_floats_within(const float *floats, size_t count, float most) {
  for (size_t i = 0; i < count; i++)
    if (!(floats[i] >= -most && floats[i] <= most)) return false;
  return true;
}

/* Blocks in the order of the section: of floats, then of cells. Sets the pointers of `net`, whose shape is given, into
 * `floats` and `cells`, and returns how many there are; both may be NULL, to count. */
casus_net_size casus_net_view(casus_net *net, const float *floats, const int8_t *cells);
/* View the sections of the model file, for the number of tags, relations and names of marks. False when they do not fit
 * one another or hold numbers that no training makes. */
bool casus_net_open(casus_net *net, size_t mark_names, casus_str section, casus_str word_rows, casus_str part_rows);

struct casus_model {
  casus_arena *arena; /* owned: what is read from data/text */
  const casus_words *words;
  const casus_simd *simd;
  casus_str bytes;
  casus_classes classes;
  casus_slots lemmas, forms;
  casus_slots irregular; /* form with part of speech -> index of irregular_lemmas */
  const casus_str *irregular_lemmas;
  casus_net net;
  struct casus_careful *careful; /* owned; NULL: the network above does all */
};

/* `size` is a multiple of 8. */
uint64_t casus_model_hash(const void *bytes, size_t size);
typedef struct casus_model_kind {
  const char *name, *magic; /* of 8 bytes */
  uint32_t version, sections;
} casus_model_kind;
/* The head of a file, its hash, and the places of its sections, which then lie within it. CASUS_E_DATA. */
int casus_model_file_check(casus_str bytes, const casus_model_kind *kind, casus_section *sections, casus_error *err);

static inline uint32_t casus_slot_check(uint64_t key) { return (uint32_t)(key >> 32) ? (uint32_t)(key >> 32) : 1; }
static inline uint32_t casus_slot_start(uint64_t key, uint32_t count) {
  return (uint32_t)((uint64_t)(uint32_t)key * count >> 32);
}
static inline bool casus_slots_get(casus_slots slots, uint64_t key, uint32_t *value) {
  uint32_t check = casus_slot_check(key), i = casus_slot_start(key, slots.count);
  while (slots.items[i].check && slots.items[i].check != check) i = i + 1 < slots.count ? i + 1 : 0;
  if (!slots.items[i].check) return false;
  *value = slots.items[i].value;
  return true;
}
/* A table two thirds full. Of equal keys the last wins. False when out of memory. */
bool casus_slots_build(casus_arena *arena, const uint64_t *keys, const uint32_t *values, size_t count,
                       casus_slots *slots);

static inline casus_str casus_model_string(const casus_model *model, uint32_t place) {
  return casus_class_string(&model->classes, place);
}

#endif
