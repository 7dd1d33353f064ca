/* What all model files share: a head that tells the kind, and a hash over all that follows. */
#include "text/model.h"

enum { LANES = 4 };

static inline uint64_t mixed(uint64_t lane, const unsigned char *at) {
  uint64_t word;
  memcpy(&word, at, sizeof word);
  lane = (lane ^ word) * 0x9E3779B97F4A7C15ULL;
  return lane ^ lane >> 32;
}

/* FNV-1a over 8-byte words in four lanes, folded in the end. The lanes have names so that they stay in registers. */
uint64_t casus_model_hash(const void *bytes, size_t size) {
  const unsigned char *p = bytes;
  uint64_t a = 0xcbf29ce484222325ULL, b = 1, c = 2, d = 3;
  size_t at = 0;
  for (; at + LANES * 8 <= size; at += LANES * 8)
    a = mixed(a, p + at), b = mixed(b, p + at + 8), c = mixed(c, p + at + 16), d = mixed(d, p + at + 24);
  uint64_t lanes[LANES] = {a, b, c, d}, hash = size;
  for (int i = 0; at + 8 <= size; at += 8, i++) lanes[i] = mixed(lanes[i], p + at);
  for (int i = 0; i < LANES; i++) hash = (hash ^ lanes[i]) * 0x100000001b3ULL, hash ^= hash >> 29;
  return hash;
}

static bool little_endian(void) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 1;
}

static bool section_fits(casus_section section, size_t head, size_t size) {
  return section.offset % CASUS_MODEL_ALIGN == 0 && section.offset >= head && section.offset <= size &&
         section.size <= size - section.offset && section.size <= UINT32_MAX;
}

int casus_model_file_check(casus_str bytes, const casus_model_kind *kind, casus_section *sections, casus_error *err) {
#define DAMAGED(at, what) casus_fail(err, CASUS_E_DATA, (at), "%s: %s", kind->name, (what))
  casus_model_head head;
  size_t places = kind->sections * sizeof *sections;
  if (!little_endian()) return DAMAGED(0, "needs a little-endian machine");
  if (bytes.len < sizeof head + places) return DAMAGED(bytes.len, "too short");
  memcpy(&head, bytes.ptr, sizeof head);
  if (memcmp(head.magic, kind->magic, sizeof head.magic) != 0) return DAMAGED(0, "not a model file");
  if (head.version != kind->version || head.section_count != kind->sections)
    return DAMAGED(offsetof(casus_model_head, version), "made for another version of the program");
  if (head.size != bytes.len || bytes.len % CASUS_MODEL_ALIGN) return DAMAGED(bytes.len, "cut or grown");
  size_t from = offsetof(casus_model_head, version);
  if (casus_model_hash(bytes.ptr + from, bytes.len - from) != head.hash)
    return DAMAGED(offsetof(casus_model_head, hash), "hash does not fit the bytes");
  memcpy(sections, bytes.ptr + sizeof head, places);
  for (uint32_t i = 0; i < kind->sections; i++)
    if (!section_fits(sections[i], sizeof head + places, bytes.len))
      return DAMAGED(sizeof head, "section out of bounds");
  return CASUS_OK;
#undef DAMAGED
}
