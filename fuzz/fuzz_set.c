/* A set of the back-test, plain or gzipped: every row that is given has its fields, and a fault ends the reading. */
#include <stdlib.h>
#include <unistd.h>

#include "risk/backtest/set.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const columns[] = {"ccode", "year", "name"};
  char folder[] = "/tmp/casus-fuzz-XXXXXX";
  casus_buffer path = {0};
  casus_set set;
  casus_str f[3];
  int rc, n = 0;
  if (!mkdtemp(folder)) return 0;
  casus_buffer_printf(&path, "%s/x%c", folder, 0);
  if (casus_file_write(path.data, casus_str_of((const char *)data, size), NULL) != CASUS_OK) abort();
  rc = casus_set_open(&set, folder, "x", columns, 3, NULL);
  while (rc == CASUS_OK && (rc = casus_set_next(&set, f)) == CASUS_OK) {
    if (!f[0].ptr || !f[1].ptr || !f[2].ptr) abort();
    if (casus_set_whole(&set, f[1], 1800, 2100, &n) == CASUS_OK && (n < 1800 || n > 2100)) abort();
  }
  if (rc != CASUS_END && rc != CASUS_E_INPUT && rc != CASUS_E_MEMORY) abort();
  casus_set_close(&set);
  unlink(path.data);
  rmdir(folder);
  casus_buffer_free(&path);
  return 0;
}
