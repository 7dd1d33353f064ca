/* The pages of tests/read/pages.txt give the facts and the text that stand beside them. */
#include "base/file.h"
#include "unit/read/opened.h"

/* Up to `end` of the rest, which goes on behind it. */
static casus_str take(casus_str *rest, casus_str end) {
  size_t at = casus_str_find(*rest, end, 0);
  casus_str part = casus_str_sub(*rest, 0, at == SIZE_MAX ? rest->len : at);
  *rest = casus_str_sub(*rest, part.len + end.len, rest->len);
  return part;
}

static void compare(casus_str page, const char *fact, casus_str wanted, casus_str got) {
  if (casus_str_eq(wanted, CASUS_STR("*")) || casus_str_eq(wanted, got)) return;
  fail_msg("%.*s: %s is \"%.*s\", not \"%.*s\"", CASUS_STR_FMT(page), fact, CASUS_STR_FMT(got), CASUS_STR_FMT(wanted));
}

static casus_str in_one_line(casus_str text, casus_buffer *line) {
  casus_str piece;
  for (bool first = true; casus_str_split(&text, '\n', &piece); first = false) {
    if (!first) casus_buffer_add_c(line, " ¶ ");
    casus_buffer_add(line, piece);
  }
  return casus_buffer_str(line);
}

static void check(casus_str name, casus_str html, casus_str facts) {
  casus_buffer line = {0};
  char date[16];
  opened o = open_bytes(html, CASUS_FORMAT_AUTO);
  if (next(&o) != CASUS_OK) fail_msg("%.*s: %s", CASUS_STR_FMT(name), o.err.message);
  const casus_document *d = &o.document;
  size_t length = casus_date_format(d->date, date);
  const struct {
    const char *fact;
    casus_str got;
  } told[] = {{"title", d->title},   {"date", casus_str_of(date, length)},
              {"author", d->author}, {"publisher", d->publisher},
              {"never", d->never},   {"text", in_one_line(d->text, &line)}};
  casus_str wanted, key;
  size_t i = 0;
  for (; i < CASUS_COUNT(told) && casus_str_split(&facts, '\n', &wanted); i++) {
    assert_true(casus_str_split(&wanted, ' ', &key));
    assert_text(key, told[i].fact);
    compare(name, told[i].fact, wanted, told[i].got);
  }
  assert_int_equal(i, CASUS_COUNT(told));
  for (size_t at = 1; at < d->text.len; at++)
    assert_true(d->origin[at] >= d->origin[at - 1] && d->origin[at] <= html.len);
  casus_buffer_free(&line);
  done(&o);
}

static void pages_give_their_facts(void **state) {
  (void)state;
  casus_buffer file = {0};
  size_t count = 0;
  assert_int_equal(casus_file_read("tests/read/pages.txt", 0, &file, NULL), CASUS_OK);
  casus_str rest = casus_buffer_str(&file);
  take(&rest, CASUS_STR("=== "));
  while (rest.len) {
    casus_str block = take(&rest, CASUS_STR("\n=== ")), name = take(&block, CASUS_STR("\n"));
    casus_str html = take(&block, CASUS_STR("\n---\n"));
    check(name, html, block);
    count++;
  }
  assert_true(count >= 40);
  casus_buffer_free(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(pages_give_their_facts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
