#include "base/data.h"

#include <stdio.h>

#include "base/buffer.h"
#include "base/data_table.h"
#include "base/file.h"

enum { DATA_FILE_LIMIT = 256 * 1024 * 1024 };

static int from_folder(const char *folder, const char *name, casus_arena *arena, casus_str *bytes, casus_error *err) {
  casus_str path = casus_arena_printf(arena, "%s/%s", folder, name);
  if (!path.ptr) return casus_fail_memory(err);
  casus_buffer file = {0};
  int rc = casus_file_read(path.ptr, DATA_FILE_LIMIT, &file, err);
  if (rc == CASUS_OK) {
    casus_str copy = casus_arena_copy(arena, casus_buffer_str(&file));
    if (copy.ptr)
      *bytes = copy;
    else
      rc = casus_fail_memory(err);
  }
  casus_buffer_free(&file);
  return rc;
}

int casus_data_get(const char *folder, const char *name, casus_arena *arena, casus_str *bytes, casus_error *err) {
  if (folder) {
    int rc = from_folder(folder, name, arena, bytes, NULL);
    if (rc != CASUS_E_SYSTEM) return rc == CASUS_OK ? rc : casus_fail(err, rc, 0, "%s/%s: cannot be read", folder, name);
  }
  for (size_t i = 0; i < casus_data_table_count; i++) {
    const casus_data_entry *entry = &casus_data_table[i];
    if (strcmp(entry->name, name) == 0) {
      *bytes = casus_str_of(entry->start, (size_t)(entry->end - entry->start));
      return CASUS_OK;
    }
  }
  return casus_fail(err, CASUS_E_DATA, 0, "no data file %s", name);
}

const char *casus_data_name(const char *prefix, size_t index) {
  size_t length = strlen(prefix);
  for (size_t i = 0; i < casus_data_table_count; i++)
    if (strncmp(casus_data_table[i].name, prefix, length) == 0 && index-- == 0) return casus_data_table[i].name;
  return NULL;
}
