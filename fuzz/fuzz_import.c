/* Any bytes as any data set: the first byte chooses the name. Every row is used, left out or skipped with a reason, the
 * fields of a table are UTF-8, and the record stays whole. */
#include <stdlib.h>

#include "import/csv.h"
#include "import/import.h"

enum { LONGEST_INPUT = 1 << 14, INPUTS_A_RECORD = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(bool holds) {
  if (!holds) abort();
}

static const char *name_of(uint8_t choice) {
  size_t count = 0;
  while (casus_import_format_at(count)) count++;
  return casus_import_format_name(casus_import_format_at(choice % count));
}

static void read_table(casus_str bytes, char separator, casus_arena *arena) {
  casus_csv *csv = casus_arena_alloc(arena, sizeof *csv);
  uint64_t line = 0;
  casus_csv_start(csv, bytes, separator, arena);
  while (casus_csv_next(csv, NULL) == CASUS_OK) {
    expect(csv->line > line && csv->next_line > csv->line);
    line = csv->line;
    for (size_t i = 0; !csv->fault && i < csv->count; i++)
      expect(casus_utf8_valid(csv->fields[i]) == csv->fields[i].len);
  }
}

static void count_skip(void *context, uint64_t line, casus_str reason) {
  expect(line > 0 && reason.len > 0 && casus_utf8_valid(reason) == reason.len);
  ++*(uint64_t *)context;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static casus_record *record;
  static unsigned used;
  casus_arena *arena = casus_arena_new();
  if (size < 1 || size > LONGEST_INPUT || !arena) return casus_arena_free(arena), 0;
  if (!record && casus_record_open(":memory:", false, &record, NULL)) abort();
  casus_str bytes = casus_str_of((const char *)data + 1, size - 1);
  uint64_t told = 0;
  casus_import_options options = {.today = {20000, CASUS_DATE_DAY}, .skipped = count_skip, .context = &told};
  casus_import_result result;
  int rc = casus_import_run(record, casus_str_from_c(name_of(data[0])), CASUS_STR("x"), bytes, &options, arena, &result,
                            NULL);
  expect(rc == CASUS_OK || rc == CASUS_E_INPUT);
  const casus_import *i = &result.import;
  expect(i->read == i->kept + i->left_out + i->skipped && told >= i->skipped);
  read_table(bytes, ',', arena);
  read_table(bytes, '\t', arena);
  if (++used % INPUTS_A_RECORD == 0) {
    expect(casus_record_check(record, NULL, NULL, NULL) == CASUS_OK);
    casus_record_free(record);
    record = NULL;
  }
  casus_arena_free(arena);
  return 0;
}
