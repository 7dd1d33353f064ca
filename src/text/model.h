/* The language model: one flat little-endian file, read where it lies. Private to this room.
 *
 * header | sections, each at a multiple of 64 bytes. The hash covers every byte behind itself.
 * Weights are whole numbers, so that every machine and compiler finds the same tags and trees. */
#ifndef CASUS_TEXT_MODEL_H
#define CASUS_TEXT_MODEL_H

#include "text/text.h"
#include "text/words.h"

enum { CASUS_MODEL_VERSION = 1, CASUS_MODEL_ALIGN = 64, CASUS_MODEL_CLASSES = 256 };

typedef enum casus_section_id {
  CASUS_SECTION_STRINGS,   /* tag names and lemmas: one byte of length, then the bytes */
  CASUS_SECTION_TAGS,      /* casus_tag_class[] */
  CASUS_SECTION_MOVES,     /* casus_move_class[], ordered by move */
  CASUS_SECTION_LEXICON,   /* casus_slot[]: form -> casus_lexeme */
  CASUS_SECTION_LEMMAS,    /* casus_slot[]: form with tag, or lemma -> place in STRINGS */
  CASUS_SECTION_TAG_SLOTS, /* casus_slot[]: feature -> place in TAG_ROWS */
  CASUS_SECTION_TAG_ROWS,
  CASUS_SECTION_MOVE_SLOTS,
  CASUS_SECTION_MOVE_ROWS,
  CASUS_SECTION_COUNT
} casus_section_id;

typedef struct casus_model_header {
  char magic[8];
  uint64_t hash; /* casus_model_hash of everything behind this field */
  uint32_t version;
  uint32_t section_count;
  uint64_t size; /* of the file, a multiple of 64 */
  struct {
    uint64_t offset, size;
  } sections[CASUS_SECTION_COUNT];
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

/* A transition of the parser with the relation it sets. */
typedef enum casus_move {
  CASUS_MOVE_SHIFT,
  CASUS_MOVE_REDUCE,
  CASUS_MOVE_LEFT,
  CASUS_MOVE_RIGHT,
  CASUS_MOVE_COUNT
} casus_move;
typedef struct casus_move_class {
  uint8_t move, deprel, subrel, pad;
} casus_move_class;

/* What the lexicon knows of a form, packed into the slot's value: bits 0-7 the only tag it takes (CASUS_NO_TAG:
 * several), bits 8-23 a name for the set of its tags. */
enum { CASUS_NO_TAG = 255 };

/* Linear weights. A row: count, shift, then count pairs (class, int8 weight); a weight counts weight << shift.
 * Rows start at even places: slot.value * 2. */
typedef struct casus_weights {
  casus_slots slots;
  const uint8_t *rows;
  size_t row_bytes;
} casus_weights;
enum { CASUS_ROW_MOST = 2 + 2 * 255 }; /* the rows end with as much slack, so that no row can leave the section */

struct casus_model {
  casus_arena *arena; /* owned: what is read from data/text */
  const casus_words *words;
  casus_str bytes;
  const char *strings;
  const casus_tag_class *tags;
  const casus_move_class *moves;
  uint32_t tag_count, move_count;
  uint32_t move_first[CASUS_MOVE_COUNT + 1]; /* classes of move m: [move_first[m], move_first[m + 1]) */
  casus_slots lexicon, lemmas;
  casus_slots irregular; /* form with part of speech -> index of irregular_lemmas */
  const casus_str *irregular_lemmas;
  casus_weights tag_weights, move_weights;
};

/* `size` is a multiple of 8. */
uint64_t casus_model_hash(const void *bytes, size_t size);

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
  return (casus_str){model->strings + place + 1, (unsigned char)model->strings[place]};
}

/* Add the weights of the features present to scores[CASUS_MODEL_CLASSES], which starts at zero. */
void casus_weights_score(const casus_weights *weights, const uint64_t *features, size_t count, int32_t *scores);

#endif
