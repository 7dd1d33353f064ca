/* What was not read as it stands: told on stderr, written to the file of --issues, and counted for the end. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

enum { MOST_TOLD = 50 }; /* lines on stderr; --issues has them all */

static int fail_file(const casus_problems *p, casus_error *err) {
  return casus_fail(err, CASUS_E_SYSTEM, 0, "--issues: %s: %s", p->path, strerror(p->fault));
}

/* A full disk or device is better known before the work than after. */
static bool takes_bytes(int fd) {
  static const char trial[4096];
  struct stat about;
  if (fstat(fd, &about)) return false;
  if (!S_ISREG(about.st_mode)) return write(fd, "", 0) == 0;
  ssize_t written = write(fd, trial, sizeof trial);
  if (written >= 0 && written < (ssize_t)sizeof trial) errno = ENOSPC;
  bool took = written == (ssize_t)sizeof trial;
  int why = errno;
  bool back = ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0;
  if (!took) errno = why;
  return took && back;
}

int casus_problems_open(const casus_cli *cli, casus_problems *p, casus_error *err) {
  *p = (casus_problems){.cli = cli, .path = cli->issues, .fd = -1};
  if (!p->path) return CASUS_OK;
  if (strcmp(p->path, "-") == 0)
    return casus_fail(err, CASUS_E_USAGE, 0, "--issues wants a file: standard output is for the data");
  p->fd = open(p->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NONBLOCK, 0666);
  if (p->fd >= 0 && takes_bytes(p->fd)) return CASUS_OK;
  p->fault = errno;
  if (p->fd >= 0) close(p->fd);
  p->fd = -1;
  return fail_file(p, err);
}

static void write_line(casus_problems *p, casus_str line) {
  while (line.len && !p->fault) {
    ssize_t n = write(p->fd, line.ptr, line.len);
    if (n < 0 && errno != EINTR) p->fault = errno;
    if (n > 0) line = casus_str_sub(line, (size_t)n, line.len);
  }
}

/* The start and the end of a path that is too long to be read; --issues has all of it. */
static void warn(const casus_issue *i) {
  enum { START = 60, END = 120 };
  const char *what = i->done == CASUS_DONE_SKIPPED ? "refused: " : "";
  char path[START + END + sizeof "…"];
  bool cut = i->path.len > START + END;
  casus_str start = casus_str_sub(i->path, 0, cut ? START : i->path.len);
  casus_str end = casus_str_sub(i->path, cut ? i->path.len - END : i->path.len, i->path.len);
  snprintf(path, sizeof path, "%.*s%s%.*s", CASUS_STR_FMT(start), cut ? "…" : "", CASUS_STR_FMT(end));
  if (i->whole)
    casus_cli_warn("%s: %.*s", path, CASUS_STR_FMT(i->reason));
  else if (i->kind == CASUS_FAULT_DATA)
    casus_cli_warn("%s:%" PRIu64 ": %.*s", path, i->line, CASUS_STR_FMT(i->reason));
  else
    casus_cli_warn("%s: document %" PRIu64 " %s%.*s (byte %zu)", path, i->ordinal + 1, what, CASUS_STR_FMT(i->reason),
                   i->at);
}

void casus_problems_tell(casus_problems *p, const casus_issue *issue) {
  bool lost = issue->done == CASUS_DONE_SKIPPED || issue->done == CASUS_DONE_CUT;
  p->counts[issue->done][issue->kind]++;
  p->all[issue->done]++;
  if (lost && p->told++ < MOST_TOLD) warn(issue);
  if (lost && p->told == MOST_TOLD + 1)
    casus_cli_warn("more reasons are not shown here%s", p->path ? "" : "; --issues FILE has them all");
  if (p->fd < 0) return;
  casus_buffer line = {0};
  casus_out_problem_json(&line, issue);
  if (line.failed) p->fault = ENOMEM;
  write_line(p, casus_buffer_str(&line));
  casus_buffer_free(&line);
}

void casus_problems_of(casus_problems *p, const casus_coded *coded) {
  const casus_document *d = &coded->document;
  casus_issue issue = casus_coded_issue(coded);
  char reason[160];
  if (coded->code != CASUS_OK) return casus_problems_tell(p, &issue);
  issue.at = d->start;
  if (coded->words_left) {
    snprintf(reason, sizeof reason, "its last %" PRIu32 " words are not coded (--max-words)", coded->words_left);
    issue.reason = casus_str_from_c(reason), issue.kind = CASUS_FAULT_WORDS, issue.done = CASUS_DONE_CUT;
    casus_problems_tell(p, &issue);
  }
  if (d->guessed || d->replaced) issue.kind = CASUS_FAULT_ENCODING;
  if (d->guessed) {
    snprintf(reason, sizeof reason, "nothing tells the encoding: taken for %.*s",
             CASUS_STR_FMT(casus_str_sub(d->encoding, 0, 60)));
    issue.reason = casus_str_from_c(reason), issue.done = CASUS_DONE_GUESSED;
    casus_problems_tell(p, &issue);
  }
  if (!d->replaced) return;
  snprintf(reason, sizeof reason, "%" PRIu64 " sequences of bytes are no character; U+FFFD in their place",
           d->replaced);
  issue.reason = casus_str_from_c(reason), issue.kind = CASUS_FAULT_DAMAGED, issue.done = CASUS_DONE_REPAIRED;
  casus_problems_tell(p, &issue);
}

/* "over the limit of 16 MB (--max-bytes)" instead of "over --max-bytes". */
static void put_people(casus_buffer *out, const casus_cli *cli, casus_fault kind) {
  casus_limits l = cli->limits;
  casus_limits_fill(&l);
  size_t most = kind == CASUS_FAULT_BYTES  ? l.document
                : kind == CASUS_FAULT_TEXT ? l.text
                : kind == CASUS_FAULT_LINE ? l.line
                                           : 0;
  const char *option = casus_fault_people(kind) + sizeof "over " - 1;
  if (!most)
    casus_buffer_add_c(out, casus_fault_people(kind));
  else if (most >= 1 << 20)
    casus_buffer_printf(out, "over the limit of %.4g MB (%s)", (double)most / (1 << 20), option);
  else
    casus_buffer_printf(out, "over the limit of %zu bytes (%s)", most, option);
}

static void sum(const casus_problems *p, casus_done done, const char *what) {
  casus_buffer out = {0};
  uint64_t all = p->all[done];
  if (!all) return;
  casus_buffer_printf(&out, "%" PRIu64 " %s %s", all, all == 1 ? "document" : "documents", what);
  for (int kind = 0, n = 0; kind < CASUS_FAULT_COUNT; kind++) {
    if (!p->counts[done][kind]) continue;
    casus_buffer_printf(&out, "%s%" PRIu64 " ", n++ ? ", " : ": ", p->counts[done][kind]);
    put_people(&out, p->cli, (casus_fault)kind);
  }
  casus_cli_note(p->cli, "%.*s", CASUS_STR_FMT(casus_buffer_str(&out)));
  casus_buffer_free(&out);
}

void casus_problems_sum(const casus_problems *p) {
  sum(p, CASUS_DONE_SKIPPED, "skipped");
  sum(p, CASUS_DONE_CUT, "cut");
  sum(p, CASUS_DONE_GUESSED, "read by a guess");
  sum(p, CASUS_DONE_REPAIRED, "repaired");
}

int casus_problems_close(casus_problems *p, casus_error *err) {
  if (p->fd >= 0 && close(p->fd) && !p->fault) p->fault = errno;
  p->fd = -1;
  return p->fault ? fail_file(p, err) : CASUS_OK;
}
