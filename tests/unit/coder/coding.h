/* A coder, and a document with what it codes of it, for the tests of this room. */
#ifndef CASUS_TEST_CODER_CODING_H
#define CASUS_TEST_CODER_CODING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "coder/coder.h"
#include "support.h"

typedef struct fixture {
  casus_coder *coder;
  casus_arena *arena;
  casus_text text;
  casus_coding coding;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  casus_error err = {0};
  if (!f || casus_coder_open(NULL, &f->coder, &err)) return -1;
  *state = f;
  return 0;
}
static int tear_down(void **state) {
  fixture *f = *state;
  casus_coder_free(f->coder);
  free(f);
  return 0;
}
static int fresh(void **state) { return (((fixture *)*state)->arena = casus_arena_new()) ? 0 : -1; }
static int drop(void **state) {
  casus_arena_free(((fixture *)*state)->arena);
  return 0;
}

static void code(fixture *f) {
  casus_document document = {.id = CASUS_STR("d1"), .title = CASUS_STR(""), .text = f->text.bytes};
  casus_date_parse(CASUS_STR("2024-06-20"), &document.date);
  assert_int_equal(casus_coder_code(f->coder, &document, &f->text, f->arena, &f->coding, NULL), CASUS_OK);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fresh, drop)

#endif
