/* Files that are written whole or not at all, and of which a killed program leaves nothing behind: a file without a
 * name, which is gone with the program that writes it, gets its name once it is whole. A file that is there already can
 * only be replaced through a second name; and some file systems have no files without one. Such a name is held by a
 * lock, so that the next one who writes there can tell what a killed program left, and removes it. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { RANDOM = 6, TRIES = 100 };
static const char MARK[] = ".casus-";

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
  if (fd < 0) return casus_fail_system(err, path, errno);
  int rc = write_all(fd, bytes) ? casus_fail_system(err, path, errno) : CASUS_OK;
  return close(fd) && rc == CASUS_OK ? casus_fail_system(err, path, errno) : rc;
}

/* A file in its folder, and the second name that it is written under. */
typedef struct place {
  int folder;
  const char *name;
  char second[NAME_MAX + 1];
} place;

static bool is_second_name(casus_str entry, const char *name) {
  casus_str first = casus_str_from_c(name), mark = casus_str_from_c(MARK);
  if (!casus_str_starts(entry, first)) return false;
  casus_str rest = casus_str_sub(entry, first.len, entry.len);
  return casus_str_starts(rest, mark) && rest.len == mark.len + RANDOM;
}

/* What killed programs left: who lives holds the lock. */
static void remove_left(const place *p) {
  int fd = openat(p->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *entries = fd < 0 ? NULL : fdopendir(fd);
  if (!entries && fd >= 0) close(fd);
  for (struct dirent *entry; entries && (entry = readdir(entries));) {
    if (!is_second_name(casus_str_from_c(entry->d_name), p->name)) continue;
    int left = openat(p->folder, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (left >= 0 && flock(left, LOCK_EX | LOCK_NB) == 0) unlinkat(p->folder, entry->d_name, 0);
    if (left >= 0) close(left);
  }
  if (entries) closedir(entries);
}

static bool choose_second(place *p) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
  unsigned char random[RANDOM];
  if (getentropy(random, sizeof random)) return false;
  int length = snprintf(p->second, sizeof p->second, "%s%s......", p->name, MARK);
  bool fits = length < (int)sizeof p->second;
  for (int i = 0; fits && i < RANDOM; i++) p->second[length - RANDOM + i] = letters[random[i] % 32];
  if (!fits) errno = ENAMETOOLONG;
  return fits;
}

/* Locked, where the file system has locks, and not removed by another before it was. */
static bool hold(int fd) {
  struct stat about;
  if (flock(fd, LOCK_EX | LOCK_NB)) return errno != EWOULDBLOCK;
  return fstat(fd, &about) == 0 && about.st_nlink > 0;
}

static int make_named(place *p) {
  for (int i = 0; i < TRIES; i++) {
    if (!choose_second(p)) return -1;
    int fd = openat(p->folder, p->second, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd >= 0 && hold(fd)) return fd;
    if (fd >= 0) close(fd);
    if (fd < 0 && errno != EEXIST) return -1;
  }
  return -1;
}

static int link_as(int fd, const place *p, const char *name) {
  char itself[40];
  snprintf(itself, sizeof itself, "/proc/self/fd/%d", fd);
  return linkat(AT_FDCWD, itself, p->folder, name, AT_SYMLINK_FOLLOW);
}

/* `fd` has no name yet. */
static int give_name(int fd, place *p) {
  if (link_as(fd, p, p->name) == 0) return 0;
  bool there = errno == EEXIST, linked = false;
  flock(fd, LOCK_EX | LOCK_NB);
  for (int i = 0; i < TRIES && there && !linked; i++) {
    linked = choose_second(p) && link_as(fd, p, p->second) == 0;
    there = errno == EEXIST;
  }
  return linked ? renameat(p->folder, p->second, p->folder, p->name) : -1;
}

static int write_here(place *p, casus_str bytes, bool nameless) {
  int fd = nameless ? openat(p->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666) : make_named(p);
  if (fd < 0) return -1;
  bool written = write_all(fd, bytes) == 0;
  if (written && nameless) written = give_name(fd, p) == 0;
  if (written && !nameless) written = renameat(p->folder, p->second, p->folder, p->name) == 0;
  int why = errno;
  if (!written && *p->second) unlinkat(p->folder, p->second, 0);
  bool closed = close(fd) == 0;
  if (!written) errno = why;
  return written && closed ? 0 : -1;
}

static int open_folder(const char *path, place *p) {
  const char *slash = strrchr(path, '/');
  char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
  *p =
      (place){.folder = folder ? open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC) : -1, .name = slash ? slash + 1 : path};
  free(folder);
  return p->folder < 0 ? -1 : 0;
}

int casus_file_write(const char *path, casus_str bytes, casus_error *err) {
  struct stat there;
  place p;
  if (strcmp(path, "-") == 0)
    return write_all(STDOUT_FILENO, bytes) ? casus_fail_system(err, "standard output", errno) : CASUS_OK;
  if (stat(path, &there) == 0 && !S_ISREG(there.st_mode)) return write_into(path, bytes, err);
  if (open_folder(path, &p)) return casus_fail_system(err, path, errno);
  remove_left(&p);
  bool written = write_here(&p, bytes, true) == 0 || (errno != ENOSPC && write_here(&p, bytes, false) == 0);
  int rc = written ? CASUS_OK : casus_fail_system(err, path, errno);
  close(p.folder);
  return rc;
}
