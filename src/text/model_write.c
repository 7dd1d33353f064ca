#include "text/train.h"

typedef struct section {
  const void *bytes;
  size_t size;
} section;

static size_t aligned(size_t size) { return (size + CASUS_MODEL_ALIGN - 1) / CASUS_MODEL_ALIGN * CASUS_MODEL_ALIGN; }

static section slots_section(casus_slots slots) { return (section){slots.items, slots.count * sizeof *slots.items}; }

static void gather(const casus_draft *draft, casus_str net, section sections[CASUS_SECTION_COUNT]) {
  const casus_model *m = &draft->model;
  size_t width = m->net.shape.width;
  sections[CASUS_SECTION_STRINGS] = (section){draft->strings.data, draft->strings.len};
  sections[CASUS_SECTION_TAGS] = (section){m->classes.tags, draft->tag_count * sizeof *m->classes.tags};
  sections[CASUS_SECTION_RELATIONS] =
      (section){m->classes.relations, draft->relation_count * sizeof *m->classes.relations};
  sections[CASUS_SECTION_MARKS] =
      (section){m->classes.marks, (draft->kind_count + draft->manner_count) * sizeof *m->classes.marks};
  sections[CASUS_SECTION_LEMMAS] = slots_section(m->lemmas);
  sections[CASUS_SECTION_WORDS] = slots_section(m->forms);
  sections[CASUS_SECTION_WORD_ROWS] = (section){m->net.word_rows, m->net.words * width};
  sections[CASUS_SECTION_PART_ROWS] = (section){m->net.part_rows, m->net.buckets * width};
  sections[CASUS_SECTION_NET] = (section){net.ptr, net.len};
}

static void add_net(const casus_draft *draft, casus_buffer *out) {
  const casus_net *net = &draft->model.net;
  casus_net_head head = {.shape = net->shape, .word_scale = net->word_scale, .part_scale = net->part_scale};
  casus_buffer_add(out, casus_str_of((const char *)&head, sizeof head));
  casus_buffer_add(out, casus_str_of((const char *)draft->floats, draft->net_size.floats * sizeof *draft->floats));
  casus_buffer_add(out, casus_str_of((const char *)draft->cells, draft->net_size.cells));
}

int casus_model_write(const casus_draft *draft, casus_buffer *out, casus_error *err) {
  section sections[CASUS_SECTION_COUNT];
  casus_buffer file = {0}, net = {0};
  casus_model_header header = {
      .head = {.version = CASUS_MODEL_VERSION, .section_count = CASUS_SECTION_COUNT, .size = sizeof header}};
  memcpy(header.head.magic, CASUS_MODEL_MAGIC, sizeof header.head.magic);
  add_net(draft, &net);
  gather(draft, casus_buffer_str(&net), sections);
  casus_buffer_add(&file, casus_str_of((const char *)&header, sizeof header));
  for (int i = 0; i < CASUS_SECTION_COUNT; i++) {
    header.sections[i].offset = header.head.size;
    header.sections[i].size = sections[i].size;
    header.head.size += aligned(sections[i].size);
    casus_buffer_add(&file, casus_str_of(sections[i].bytes, sections[i].size));
    while (!file.failed && file.len < header.head.size) casus_buffer_add_char(&file, '\0');
  }
  if (!file.failed && !net.failed) {
    size_t from = offsetof(casus_model_head, version);
    memcpy(file.data, &header, sizeof header);
    header.head.hash = casus_model_hash(file.data + from, file.len - from);
    memcpy(file.data, &header, sizeof header);
    casus_buffer_add(out, casus_buffer_str(&file));
  }
  bool failed = file.failed || net.failed || out->failed;
  casus_buffer_free(&net);
  casus_buffer_free(&file);
  return failed ? casus_fail_memory(err) : CASUS_OK;
}
