/* Preloaded into casus by the tests of faults.
 *
 * CASUS_FULL_AFTER=N: of the writes to files, the N-th finds the disk full, and so does every later one that would make
 * its file longer. CASUS_WRITES=FILE: how many there were is written there at the end.
 * CASUS_DIE_AT=N: killed behind the N-th step of writing a file: it is made, written to, linked, renamed.
 * CASUS_NO_NAMELESS=1: files without a name are not to be had.
 * CASUS_CLOCK=SEED: the clocks jump back and forth by up to two days at every look. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define OURS __attribute__((visibility("default")))

static atomic_long writes, steps;
static _Atomic uint64_t seed;

static long number(const char *name) {
  const char *told = getenv(name);
  return told ? strtol(told, NULL, 10) : 0;
}

static int full(int fd, off_t end) {
  struct stat there;
  if (fd <= 2 || fstat(fd, &there) || !S_ISREG(there.st_mode)) return 0;
  long at = atomic_fetch_add(&writes, 1) + 1, first = number("CASUS_FULL_AFTER");
  return first && (at == first || (at > first && end > there.st_size));
}

static int no_room(void) {
  errno = ENOSPC;
  return -1;
}

static int step(int rc) {
  if (atomic_fetch_add(&steps, 1) + 1 == number("CASUS_DIE_AT")) raise(SIGKILL);
  return rc;
}

OURS ssize_t write(int fd, const void *bytes, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "write");
  ssize_t done = full(fd, lseek(fd, 0, SEEK_CUR) + (off_t)size) ? no_room() : real(fd, bytes, size);
  step(0);
  return done;
}

OURS int openat(int folder, const char *path, int flags, ...) {
  static int (*real)(int, const char *, int, mode_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "openat");
  bool nameless = (flags & O_TMPFILE) == O_TMPFILE, made = nameless || flags & O_CREAT;
  va_list more;
  va_start(more, flags);
  mode_t mode = made ? va_arg(more, mode_t) : 0;
  va_end(more);
  if (nameless && getenv("CASUS_NO_NAMELESS")) return errno = EOPNOTSUPP, -1;
  int fd = real(folder, path, flags, mode);
  return made ? step(fd) : fd;
}

OURS int linkat(int from, const char *path, int to, const char *name, int flags) {
  static int (*real)(int, const char *, int, const char *, int);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "linkat");
  return step(real(from, path, to, name, flags));
}

OURS int renameat(int from, const char *path, int to, const char *name) {
  static int (*real)(int, const char *, int, const char *);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "renameat");
  return step(real(from, path, to, name));
}

OURS ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "pwrite64");
  return full(fd, at + (off_t)size) ? no_room() : real(fd, bytes, size, at);
}

OURS ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) { return pwrite64(fd, bytes, size, at); }

static time_t jump(void) {
  enum { TWO_DAYS = 172800 };
  uint64_t x = atomic_fetch_add(&seed, 0x9e3779b97f4a7c15ULL) + (uint64_t)number("CASUS_CLOCK");
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x ^= x >> 31;
  return getenv("CASUS_CLOCK") ? (time_t)(x % (2 * TWO_DAYS)) - TWO_DAYS : 0;
}

OURS int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "clock_gettime");
  int rc = real(clock, now);
  now->tv_sec += jump();
  if (now->tv_sec < 0) now->tv_sec = 0;
  return rc;
}

OURS int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec at;
  (void)zone;
  int rc = clock_gettime(CLOCK_REALTIME, &at);
  *now = (struct timeval){at.tv_sec, at.tv_nsec / 1000};
  return rc;
}

OURS time_t time(time_t *kept) {
  struct timespec at;
  clock_gettime(CLOCK_REALTIME, &at);
  if (kept) *kept = at.tv_sec;
  return at.tv_sec;
}

__attribute__((destructor)) static void tell(void) {
  const char *path = getenv("CASUS_WRITES");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  fprintf(file, "%ld\n", atomic_load(&writes));
  fclose(file);
}
