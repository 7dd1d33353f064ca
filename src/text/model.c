#include "text/model.h"

#include <stdlib.h>

#include "text/careful/careful.h"
#include "text/lemma.h"

_Static_assert(sizeof(casus_model_header) % CASUS_MODEL_ALIGN == 0, "sections start aligned");
_Static_assert(sizeof(casus_slot) == 8 && sizeof(casus_tag_class) == 8 && sizeof(casus_relation_class) == 4 &&
                   sizeof(casus_net_head) == 64,
               "file layout");

static const casus_model_kind kind = {"language model", CASUS_MODEL_MAGIC, CASUS_MODEL_VERSION, CASUS_SECTION_COUNT};

static int damaged(casus_error *err, size_t at, const char *what) {
  return casus_fail(err, CASUS_E_DATA, at, "%s: %s", kind.name, what);
}

static casus_str section(const casus_model *model, const casus_model_header *header, casus_section_id id) {
  return casus_str_of(model->bytes.ptr + header->sections[id].offset, (size_t)header->sections[id].size);
}

/* At least one slot is free: lookups end. */
static bool view_slots(casus_str bytes, casus_slots *slots) {
  size_t count = bytes.len / sizeof(casus_slot);
  if (bytes.len % sizeof(casus_slot)) return false;
  *slots = (casus_slots){(const casus_slot *)(const void *)bytes.ptr, (uint32_t)count};
  for (size_t i = 0; i < count; i++)
    if (!slots->items[i].check) return true;
  return false;
}

bool casus_slots_build(casus_arena *arena, const uint64_t *keys, const uint32_t *values, size_t count,
                       casus_slots *slots) {
  size_t size = count + count / 2 + 1;
  if (size > UINT32_MAX) return false;
  casus_slot *items = casus_arena_array(arena, size, sizeof *items);
  if (!items) return false;
  for (size_t k = 0; k < count; k++) {
    uint32_t check = casus_slot_check(keys[k]), i = casus_slot_start(keys[k], (uint32_t)size);
    while (items[i].check && items[i].check != check) i = i + 1 < size ? i + 1 : 0;
    items[i] = (casus_slot){check, values[k]};
  }
  *slots = (casus_slots){items, (uint32_t)size};
  return true;
}

static bool string_fits(casus_str strings, uint32_t place) {
  return place < strings.len && (unsigned char)strings.ptr[place] < strings.len - place;
}

static bool check_classes(casus_model *model, casus_str strings, casus_str tags, casus_str relations) {
  size_t tag_count = tags.len / sizeof *model->classes.tags,
         relation_count = relations.len / sizeof *model->classes.relations;
  model->classes.tags = (const casus_tag_class *)(const void *)tags.ptr;
  model->classes.relations = (const casus_relation_class *)(const void *)relations.ptr;
  if (!tag_count || tag_count > CASUS_CLASSES_MOST || !relation_count || relation_count > CASUS_CLASSES_MOST)
    return false;
  for (size_t i = 0; i < tag_count; i++)
    if (model->classes.tags[i].upos >= CASUS_UPOS_COUNT || !string_fits(strings, model->classes.tags[i].xpos))
      return false;
  model->classes.root_class = UINT32_MAX;
  for (uint32_t i = 0; i < relation_count; i++) {
    if (model->classes.relations[i].deprel >= CASUS_DEP_COUNT || model->classes.relations[i].subrel > CASUS_SUB_OTHER)
      return false;
    if (model->classes.relations[i].deprel == CASUS_DEP_root) model->classes.root_class = i;
  }
  model->net.shape.tags = (uint32_t)tag_count;
  model->net.shape.relations = (uint32_t)relation_count;
  return true;
}

static bool check_marks(casus_model *model, casus_str strings, casus_str marks) {
  model->classes.marks = (const uint32_t *)(const void *)marks.ptr;
  for (size_t i = 0; i < marks.len / sizeof *model->classes.marks; i++)
    if (!string_fits(strings, model->classes.marks[i])) return false;
  return marks.len % sizeof *model->classes.marks == 0;
}

static bool check_lemmas(const casus_model *model, casus_str strings) {
  for (size_t i = 0; i < model->lemmas.count; i++)
    if (model->lemmas.items[i].check && !string_fits(strings, model->lemmas.items[i].value)) return false;
  return true;
}

static bool check_forms(const casus_model *model) {
  for (size_t i = 0; i < model->forms.count; i++)
    if (model->forms.items[i].check && model->forms.items[i].value >= model->net.words) return false;
  return true;
}

static int view_sections(casus_model *model, const casus_model_header *header, casus_error *err) {
  casus_str strings = section(model, header, CASUS_SECTION_STRINGS);
  model->classes.strings = strings.ptr;
  if (!check_classes(model, strings, section(model, header, CASUS_SECTION_TAGS),
                     section(model, header, CASUS_SECTION_RELATIONS)))
    return damaged(err, (size_t)header->sections[CASUS_SECTION_TAGS].offset, "bad table of tags or relations");
  casus_str marks = section(model, header, CASUS_SECTION_MARKS);
  if (!check_marks(model, strings, marks))
    return damaged(err, (size_t)header->sections[CASUS_SECTION_MARKS].offset, "bad table of marks");
  if (!view_slots(section(model, header, CASUS_SECTION_LEMMAS), &model->lemmas) || !check_lemmas(model, strings))
    return damaged(err, (size_t)header->sections[CASUS_SECTION_LEMMAS].offset, "bad lemmas");
  if (!casus_net_open(&model->net, marks.len / sizeof *model->classes.marks, section(model, header, CASUS_SECTION_NET),
                      section(model, header, CASUS_SECTION_WORD_ROWS), section(model, header, CASUS_SECTION_PART_ROWS)))
    return damaged(err, (size_t)header->sections[CASUS_SECTION_NET].offset, "bad network");
  if (!view_slots(section(model, header, CASUS_SECTION_WORDS), &model->forms) || !check_forms(model))
    return damaged(err, (size_t)header->sections[CASUS_SECTION_WORDS].offset, "bad table of words");
  return CASUS_OK;
}

/* Slots are read as 32-bit words; bytes from the program or from malloc are aligned, others are copied. */
static int align_bytes(casus_model *model, casus_error *err) {
  if ((uintptr_t)model->bytes.ptr % sizeof(uint64_t) == 0) return CASUS_OK;
  model->bytes = casus_arena_copy(model->arena, model->bytes);
  return model->bytes.ptr ? CASUS_OK : casus_fail_memory(err);
}

static int open_into(casus_model *model, const char *folder, const casus_model_header *header, casus_error *err) {
  model->arena = casus_arena_new();
  if (!model->arena) return casus_fail_memory(err);
  int code = align_bytes(model, err);
  if (!code) code = view_sections(model, header, err);
  if (!code) code = casus_irregular_open(folder, model, err);
  if (!code) code = casus_words_open(folder, model->arena, &model->words, err);
  return code;
}

int casus_model_open(const char *folder, casus_str bytes, casus_model **model, casus_error *err) {
  casus_model_header header;
  int code = casus_model_file_check(bytes, &kind, header.sections, err);
  if (code) return code;
  casus_model *opened = calloc(1, sizeof *opened);
  if (!opened) return casus_fail_memory(err);
  opened->bytes = bytes;
  opened->simd = casus_simd_best();
  code = open_into(opened, folder, &header, err);
  if (code) {
    casus_model_free(opened);
    return code;
  }
  *model = opened;
  return CASUS_OK;
}

int casus_model_add_careful(casus_model *model, casus_str bytes, bool trees, casus_error *err) {
  casus_careful *careful;
  int code = casus_careful_open(bytes, &careful, err);
  if (code) return code;
  careful->trees = trees;
  casus_careful_free(model->careful);
  model->careful = careful;
  return CASUS_OK;
}

void casus_model_free(casus_model *model) {
  if (!model) return;
  casus_careful_free(model->careful);
  casus_arena_free(model->arena);
  free(model);
}

const casus_words *casus_model_words(const casus_model *model) { return model->words; }
