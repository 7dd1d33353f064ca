#include "base/table.h"

bool casus_table_next(casus_table *table, casus_str *fields, size_t columns) {
  casus_str line;
  while (casus_str_split(&table->rest, '\n', &line)) {
    table->line++;
    if (line.len == 0 || line.ptr[0] == '#') continue;
    casus_str rest = line;
    for (size_t i = 0; i < columns; i++) {
      casus_str field;
      fields[i] = casus_str_split(&rest, '\t', &field) ? casus_str_trim(field) : CASUS_STR("");
    }
    return true;
  }
  return false;
}

bool casus_list_next(casus_str *rest, casus_str *item) {
  casus_str field;
  while (casus_str_split(rest, '|', &field)) {
    *item = casus_str_trim(field);
    if (item->len) return true;
  }
  return false;
}
