#include "text/train.h"

typedef struct section {
  const void *bytes;
  size_t size;
} section;

static size_t aligned(size_t size) { return (size + CASUS_MODEL_ALIGN - 1) / CASUS_MODEL_ALIGN * CASUS_MODEL_ALIGN; }

static section slots_section(casus_slots slots) { return (section){slots.items, slots.count * sizeof *slots.items}; }

static void gather(const casus_draft *draft, section sections[CASUS_SECTION_COUNT]) {
  const casus_model *m = &draft->model;
  sections[CASUS_SECTION_STRINGS] = (section){draft->strings.data, draft->strings.len};
  sections[CASUS_SECTION_TAGS] = (section){m->tags, m->tag_count * sizeof *m->tags};
  sections[CASUS_SECTION_MOVES] = (section){m->moves, m->move_count * sizeof *m->moves};
  sections[CASUS_SECTION_LEXICON] = slots_section(m->lexicon);
  sections[CASUS_SECTION_LEMMAS] = slots_section(m->lemmas);
  sections[CASUS_SECTION_TAG_SLOTS] = slots_section(m->tag_weights.slots);
  sections[CASUS_SECTION_TAG_ROWS] = (section){m->tag_weights.rows, m->tag_weights.row_bytes};
  sections[CASUS_SECTION_MOVE_SLOTS] = slots_section(m->move_weights.slots);
  sections[CASUS_SECTION_MOVE_ROWS] = (section){m->move_weights.rows, m->move_weights.row_bytes};
}

int casus_model_write(const casus_draft *draft, casus_buffer *out, casus_error *err) {
  section sections[CASUS_SECTION_COUNT];
  casus_buffer file = {0};
  casus_model_header header = {
      .version = CASUS_MODEL_VERSION, .section_count = CASUS_SECTION_COUNT, .size = sizeof header};
  memcpy(header.magic, CASUS_MODEL_MAGIC, sizeof header.magic);
  gather(draft, sections);
  casus_buffer_add(&file, casus_str_of((const char *)&header, sizeof header));
  for (int i = 0; i < CASUS_SECTION_COUNT; i++) {
    header.sections[i].offset = header.size;
    header.sections[i].size = sections[i].size;
    header.size += aligned(sections[i].size);
    casus_buffer_add(&file, casus_str_of(sections[i].bytes, sections[i].size));
    while (!file.failed && file.len < header.size) casus_buffer_add_char(&file, '\0');
  }
  if (!file.failed) {
    size_t from = offsetof(casus_model_header, version);
    memcpy(file.data, &header, sizeof header);
    header.hash = casus_model_hash(file.data + from, file.len - from);
    memcpy(file.data, &header, sizeof header);
    casus_buffer_add(out, casus_buffer_str(&file));
  }
  bool failed = file.failed || out->failed;
  casus_buffer_free(&file);
  return failed ? casus_fail_memory(err) : CASUS_OK;
}
