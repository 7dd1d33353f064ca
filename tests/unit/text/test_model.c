#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/model.h"

static casus_str shipped(casus_arena *arena) {
  casus_str bytes;
  assert_int_equal(casus_data_get(NULL, "models/english.casus-model", arena, &bytes, NULL), CASUS_OK);
  return bytes;
}

static void opens_aligned_or_not(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_str bytes = shipped(arena);
  casus_model *model;
  assert_int_equal(casus_model_open(NULL, bytes, &model, NULL), CASUS_OK);
  assert_ptr_equal(model->bytes.ptr, bytes.ptr);
  casus_model_free(model);
  char *shifted = malloc(bytes.len + 1);
  assert_non_null(shifted);
  memcpy(shifted + 1, bytes.ptr, bytes.len);
  assert_int_equal(casus_model_open(NULL, casus_str_of(shifted + 1, bytes.len), &model, NULL), CASUS_OK);
  casus_model_free(model);
  free(shifted);
  casus_model_free(NULL);
  casus_arena_free(arena);
}

static void refuse(casus_str bytes) {
  casus_model *model = (casus_model *)0x1;
  casus_error err = {0};
  assert_int_equal(casus_model_open(NULL, bytes, &model, &err), CASUS_E_DATA);
  assert_int_equal(err.code, CASUS_E_DATA);
  assert_ptr_equal(model, (void *)0x1);
}

static void refuses_damage(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_str bytes = shipped(arena);
  refuse((casus_str){NULL, 0});
  refuse(CASUS_STR("CASUSLM\n"));
  refuse(casus_str_sub(bytes, 0, 100));
  refuse(casus_str_sub(bytes, 0, bytes.len - 1));
  refuse(casus_str_sub(bytes, 0, bytes.len - CASUS_MODEL_ALIGN));
  char *copy = malloc(bytes.len);
  assert_non_null(copy);
  memcpy(copy, bytes.ptr, bytes.len);
  for (size_t at = 0; at < bytes.len; at += bytes.len / 23) {
    copy[at] ^= 4;
    refuse(casus_str_of(copy, bytes.len));
    copy[at] ^= 4;
  }
  free(copy);
  casus_arena_free(arena);
}

/* Damage with a hash that fits it: only the checks of bounds stand in the way. */
static void refuses_with_right_hash(char *copy, size_t size) {
  size_t from = offsetof(casus_model_head, version);
  uint64_t hash = casus_model_hash(copy + from, size - from);
  memcpy(copy + offsetof(casus_model_head, hash), &hash, sizeof hash);
  refuse(casus_str_of(copy, size));
}

static void refuses_hostile_offsets(void **state) {
  (void)state;
  casus_arena *arena = casus_arena_new();
  casus_str bytes = shipped(arena);
  char *copy = malloc(bytes.len);
  assert_non_null(copy);
  memcpy(copy, bytes.ptr, bytes.len);
  casus_model_header *header = (casus_model_header *)(void *)copy, kept = *header;
  static const uint64_t bad[] = {1, 64, UINT64_MAX, UINT64_MAX - 63, 1ULL << 62};
  for (int s = 0; s < CASUS_SECTION_COUNT; s++) {
    for (size_t i = 0; i < CASUS_COUNT(bad); i++) {
      header->sections[s].offset = bad[i];
      refuses_with_right_hash(copy, bytes.len);
    }
    *header = kept;
    for (size_t i = 2; i < CASUS_COUNT(bad); i++) {
      header->sections[s].size = bad[i];
      refuses_with_right_hash(copy, bytes.len);
    }
    *header = kept;
    header->sections[s].size = 0;
    if (kept.sections[s].size) refuses_with_right_hash(copy, bytes.len); /* that of marks may be empty */
    *header = kept;
  }
  casus_relation_class *relations =
      (casus_relation_class *)(void *)(copy + header->sections[CASUS_SECTION_RELATIONS].offset);
  relations[2].deprel = CASUS_DEP_COUNT;
  refuses_with_right_hash(copy, bytes.len);
  relations[2].deprel = CASUS_DEP_obj;
  float *scale =
      (float *)(void *)(copy + header->sections[CASUS_SECTION_NET].offset + offsetof(casus_net_head, word_scale));
  const float impossible[] = {NAN, INFINITY, -1e30f}, right = *scale;
  for (size_t i = 0; i < CASUS_COUNT(impossible); i++) {
    *scale = impossible[i];
    refuses_with_right_hash(copy, bytes.len);
  }
  *scale = right;
  casus_net_shape *shape = (casus_net_shape *)(void *)(copy + header->sections[CASUS_SECTION_NET].offset);
  shape->width = 1 << 30;
  refuses_with_right_hash(copy, bytes.len);
  free(copy);
  casus_arena_free(arena);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(opens_aligned_or_not), cmocka_unit_test(refuses_damage),
                                     cmocka_unit_test(refuses_hostile_offsets)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
