/* Files of the careful reader that must be refused, whatever is wrong with them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/careful/careful.h"

static casus_buffer tiny;

static int set_up(void **state) {
  (void)state;
  return casus_file_read("tests/tiny/models/english-careful.casus-model", 0, &tiny, NULL);
}

static int tear_down(void **state) {
  (void)state;
  casus_buffer_free(&tiny);
  return 0;
}

static void refuse(casus_str bytes) {
  casus_careful *careful = (casus_careful *)0x1;
  casus_error err = {0};
  assert_int_equal(casus_careful_open(bytes, &careful, &err), CASUS_E_DATA);
  assert_true(casus_str_starts(casus_str_from_c(err.message), CASUS_STR("careful reader: ")));
  assert_ptr_equal(careful, (void *)0x1);
}

static void refuses_what_is_no_such_file(void **state) {
  (void)state;
  casus_str bytes = casus_buffer_str(&tiny);
  refuse((casus_str){NULL, 0});
  refuse(CASUS_STR("CASUSCR\n"));
  refuse(casus_str_sub(bytes, 0, 100));
  for (size_t cut = 1; cut < bytes.len; cut += 4096) refuse(casus_str_sub(bytes, 0, bytes.len - cut));
  for (size_t at = 0; at < bytes.len; at += bytes.len / 97) {
    tiny.data[at] ^= 4;
    refuse(bytes);
    tiny.data[at] ^= 4;
  }
}

static void opens_at_any_address(void **state) {
  (void)state;
  char *shifted = malloc(tiny.len + 1);
  assert_non_null(shifted);
  memcpy(shifted + 1, tiny.data, tiny.len);
  casus_careful *careful;
  assert_int_equal(casus_careful_open(casus_str_of(shifted + 1, tiny.len), &careful, NULL), CASUS_OK);
  casus_careful_free(careful);
  casus_careful_free(NULL);
  free(shifted);
}

/* With `size` bytes at `at` changed and a hash that fits: only the checks of what is inside stand in the way. */
static void refuse_with(size_t at, const void *bytes, size_t size) {
  char kept[64], *data = tiny.data;
  size_t from = offsetof(casus_model_head, version), hash_at = offsetof(casus_model_head, hash);
  uint64_t right, hash;
  memcpy(kept, data + at, size);
  memcpy(&right, data + hash_at, sizeof right);
  memcpy(data + at, bytes, size);
  hash = casus_model_hash(data + from, tiny.len - from);
  memcpy(data + hash_at, &hash, sizeof hash);
  refuse(casus_buffer_str(&tiny));
  memcpy(data + at, kept, size);
  memcpy(data + hash_at, &right, sizeof right);
}

static casus_section section(casus_careful_section id) {
  casus_section found;
  memcpy(&found, tiny.data + sizeof(casus_model_head) + (size_t)id * sizeof found, sizeof found);
  return found;
}

static void refuses_hostile_sections(void **state) {
  (void)state;
  static const uint64_t bad[] = {0, 1, 64, UINT64_MAX, UINT64_MAX - 63, 1ULL << 62};
  for (size_t id = 0; id < CASUS_CAREFUL_SECTIONS; id++) {
    size_t at = sizeof(casus_model_head) + id * sizeof(casus_section);
    for (size_t i = 0; i < CASUS_COUNT(bad); i++) {
      refuse_with(at, &bad[i], sizeof bad[i]);
      if (id || bad[i] != 64) refuse_with(at + sizeof(uint64_t), &bad[i], sizeof bad[i]); /* 64 is the shape's */
    }
  }
}

static void refuses_hostile_shapes(void **state) {
  (void)state;
  static const uint32_t bad[] = {0, 1, 17, 1 << 16, 1 << 30, UINT32_MAX};
  size_t from = (size_t)section(CASUS_CAREFUL_SHAPE).offset;
  for (size_t field = 0; field < sizeof(casus_careful_shape) / sizeof(uint32_t); field++)
    for (size_t i = 0; i < CASUS_COUNT(bad); i++) {
      bool special = field * sizeof(uint32_t) >= offsetof(casus_careful_shape, unknown);
      if (special && bad[i] < 100) continue;   /* any piece may begin a sentence */
      if (field == 2 && bad[i] == 1) continue; /* one head of all lanes is fine */
      refuse_with(from + field * sizeof(uint32_t), &bad[i], sizeof bad[i]);
    }
}

static void refuses_hostile_contents(void **state) {
  (void)state;
  static const float impossible[] = {NAN, INFINITY, -INFINITY, 1e30f, -61};
  casus_section floats = section(CASUS_CAREFUL_FLOATS);
  for (size_t i = 0; i < CASUS_COUNT(impossible); i++)
    for (size_t at = 0; at < floats.size; at += floats.size / 13 / 4 * 4)
      refuse_with((size_t)floats.offset + at, &impossible[i], sizeof impossible[i]);
  refuse_with((size_t)section(CASUS_CAREFUL_NAMES).offset, "\xff", 1);     /* longer than the section allows */
  refuse_with((size_t)section(CASUS_CAREFUL_NAMES).offset + 1, "VOWE", 4); /* no tag */
  refuse_with((size_t)section(CASUS_CAREFUL_PIECES).offset, "\x01", 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(refuses_what_is_no_such_file),
                                     cmocka_unit_test(opens_at_any_address), cmocka_unit_test(refuses_hostile_sections),
                                     cmocka_unit_test(refuses_hostile_shapes),
                                     cmocka_unit_test(refuses_hostile_contents)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
