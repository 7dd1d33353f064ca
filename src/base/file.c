#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int fail_system(casus_error *err, const char *path) {
  return casus_fail(err, CASUS_E_SYSTEM, 0, "%s: %s", path, strerror(errno));
}

static int read_all(int fd, const char *path, size_t limit, casus_buffer *out, casus_error *err) {
  char chunk[65536];
  size_t total = 0;
  for (;;) {
    ssize_t n = read(fd, chunk, sizeof chunk);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail_system(err, path);
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
  if (fd < 0) return fail_system(err, path);
  int rc = read_all(fd, path, limit, out, err);
  close(fd);
  return rc;
}

static int write_all(int fd, casus_str bytes) {
  while (bytes.len) {
    ssize_t n = write(fd, bytes.ptr, bytes.len);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return -1;
    bytes = casus_str_sub(bytes, (size_t)n, bytes.len);
  }
  return 0;
}

/* A device or a pipe is written to: a file put in its place would take it away from everybody. */
static int write_into(const char *path, casus_str bytes, casus_error *err) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return fail_system(err, path);
  int rc = write_all(fd, bytes) ? fail_system(err, path) : CASUS_OK;
  return close(fd) && rc == CASUS_OK ? fail_system(err, path) : rc;
}

int casus_file_write(const char *path, casus_str bytes, casus_error *err) {
  struct stat there;
  if (strcmp(path, "-") == 0) return write_all(STDOUT_FILENO, bytes) ? fail_system(err, "standard output") : CASUS_OK;
  if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) return write_into(path, bytes, err);
  size_t size = strlen(path) + sizeof ".XXXXXX";
  char *temporary = malloc(size);
  if (!temporary) return casus_fail_memory(err);
  snprintf(temporary, size, "%s.XXXXXX", path);
  int fd = mkstemp(temporary);
  int rc = CASUS_OK;
  if (fd < 0) {
    rc = fail_system(err, path);
  } else {
    mode_t mask = umask(0);
    umask(mask);
    bool bad = write_all(fd, bytes) || fchmod(fd, 0666 & ~mask);
    bad = close(fd) || bad;
    if (bad || rename(temporary, path)) {
      rc = fail_system(err, path);
      unlink(temporary);
    }
  }
  free(temporary);
  return rc;
}
