#include "read/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct memory_stream {
  casus_stream stream;
  casus_str rest;
  size_t piece;
} memory_stream;

static int pull_memory(casus_stream *stream, char *to, size_t size, size_t *got) {
  memory_stream *m = (memory_stream *)stream;
  if (m->piece && size > m->piece) size = m->piece;
  *got = size < m->rest.len ? size : m->rest.len;
  if (*got) memcpy(to, m->rest.ptr, *got);
  m->rest = casus_str_sub(m->rest, *got, m->rest.len);
  stream->bytes += *got;
  return CASUS_OK;
}

static void close_memory(casus_stream *stream) { free(stream); }

int casus_stream_memory(casus_str bytes, size_t piece, casus_stream **stream, casus_error *err) {
  memory_stream *m = calloc(1, sizeof *m);
  if (!m) return casus_fail_memory(err);
  *m = (memory_stream){{.pull = pull_memory, .close = close_memory, .size = bytes.len}, bytes, piece};
  *stream = &m->stream;
  return CASUS_OK;
}

typedef struct file_stream {
  casus_stream stream;
  int fd;
  bool (*stopped)(void);     /* NULL: never */
  bool (*meanwhile)(void *); /* NULL: nothing is done */
  void *context;
} file_stream;

/* For bytes of a pipe or a terminal. False: the caller of it all does not want to wait any longer. */
static bool wait_for_bytes(const file_stream *f) {
  enum { ASK_EVERY = 100 }; /* milliseconds */
  struct pollfd one = {.fd = f->fd, .events = POLLIN};
  while ((f->stopped || f->meanwhile) && !f->stream.size) {
    int ready = poll(&one, 1, ASK_EVERY);
    if (f->stopped && f->stopped()) return false;
    if (ready > 0 || (ready < 0 && errno != EINTR)) break;
    if (f->meanwhile && !f->meanwhile(f->context)) return false;
  }
  return true;
}

void casus_stream_meanwhile(casus_stream *file, bool (*work)(void *context), void *context) {
  file_stream *f = (file_stream *)file;
  f->meanwhile = work;
  f->context = context;
}

static int pull_file(casus_stream *stream, char *to, size_t size, size_t *got) {
  file_stream *f = (file_stream *)stream;
  ssize_t n;
  if (!wait_for_bytes(f)) return CASUS_E_MEMORY;
  do n = read(f->fd, to, size);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    casus_refuse(&stream->fault, CASUS_FAULT_UNREADABLE, stream->bytes, "cannot be read on: %s", strerror(errno));
  *got = n < 0 ? 0 : (size_t)n;
  stream->bytes += *got;
  return CASUS_OK;
}

static void close_file(casus_stream *stream) {
  file_stream *f = (file_stream *)stream;
  if (f->fd != STDIN_FILENO) close(f->fd);
  free(f);
}

/* A named pipe opens when somebody writes to it. */
static int open_file(const char *path, bool (*stopped)(void)) {
  int fd;
  do fd = open(path, O_RDONLY | O_CLOEXEC);
  while (fd < 0 && errno == EINTR && !(stopped && stopped()));
  return fd;
}

int casus_stream_file(const char *path, bool (*stopped)(void), casus_stream **stream, casus_error *err) {
  int fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open_file(path, stopped);
  if (fd < 0 && errno == EINTR) return casus_fail_memory(err); /* given up, as when waiting for bytes */
  if (fd < 0) return casus_fail_system(err, path, errno);
  struct stat about = {0};
  bool folder = fstat(fd, &about) == 0 && S_ISDIR(about.st_mode);
  file_stream *f = folder ? NULL : calloc(1, sizeof *f);
  if (!f) {
    if (fd != STDIN_FILENO) close(fd);
    return folder ? casus_fail_system(err, path, EISDIR) : casus_fail_memory(err);
  }
  *f = (file_stream){.stream = {.pull = pull_file, .close = close_file}, .fd = fd, .stopped = stopped};
  if (S_ISREG(about.st_mode)) f->stream.size = (uint64_t)about.st_size;
  *stream = &f->stream;
  return CASUS_OK;
}

void casus_stream_close(casus_stream *stream) {
  if (stream) stream->close(stream);
}
