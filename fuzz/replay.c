/* Runs a fuzz target over files and folders, without libFuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run(const char *path) {
  casus_buffer file = {0};
  casus_error err = {0};
  if (casus_file_read(path, 0, &file, &err)) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  LLVMFuzzerTestOneInput((const uint8_t *)casus_buffer_str(&file).ptr, file.len);
  casus_buffer_free(&file);
  return 0;
}

static int run_folder(const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return run(path);
  int bad = 0;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] == '.') continue;
    char *file = NULL;
    if (asprintf(&file, "%s/%s", path, entry->d_name) < 0) abort();
    bad |= run(file);
    free(file);
  }
  closedir(folder);
  return bad;
}

int main(int argc, char **argv) {
  int bad = 0;
  for (int i = 1; i < argc; i++) bad |= run_folder(argv[i]);
  return bad;
}
