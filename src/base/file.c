#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int read_all(int fd, const char *path, size_t limit, casus_buffer *out, casus_error *err) {
  char chunk[65536];
  size_t total = 0;
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return casus_fail_system(err, path, errno);
    if (n == 0) return CASUS_OK;
    total += (size_t)n;
    if (limit && total > limit) return casus_fail(err, CASUS_E_LIMIT, limit, "%s: larger than %zu bytes", path, limit);
    casus_buffer_add(out, casus_str_of(chunk, (size_t)n));
    if (out->failed) return casus_fail_memory(err);
  }
}

int casus_file_read(const char *path, size_t limit, casus_buffer *out, casus_error *err) {
  if (strcmp(path, "-") == 0) return read_all(STDIN_FILENO, "standard input", limit, out, err);
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return casus_fail_system(err, path, errno);
  int rc = read_all(fd, path, limit, out, err);
  close(fd);
  return rc;
}
