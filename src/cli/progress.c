#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { FIRST_AFTER = 700, EVERY = 100 }; /* milliseconds */

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

casus_progress casus_progress_start(const casus_cli *cli, uint64_t bytes_all) {
  return (casus_progress){.on = !cli->quiet && isatty(STDERR_FILENO), .bytes_all = bytes_all, .started = now()};
}

void casus_progress_show(casus_progress *p) {
  if (!p->on) return;
  int64_t time = now(), passed = time - p->started;
  if (passed < FIRST_AFTER || time - p->shown < EVERY) return;
  p->shown = time;
  double share = p->bytes_all ? (double)p->bytes_done / (double)p->bytes_all : 0;
  double left = share > 0 ? (double)passed / 1000 * (1 - share) / share : 0;
  if (!p->documents) { /* a data set */
    fprintf(stderr, "\r\033[K%.1f of %.1f MB  %.0f s left", (double)p->bytes_done / 1e6, (double)p->bytes_all / 1e6,
            left);
    return;
  }
  fprintf(stderr, "\r\033[K%" PRIu64 " documents  %.1f of %.1f MB  %" PRIu64 " events  %.0f documents/s  %.0f s left",
          p->documents, (double)p->bytes_done / 1e6, (double)p->bytes_all / 1e6, p->events,
          (double)p->documents * 1000 / (double)passed, left);
}

void casus_progress_end(casus_progress *p) {
  if (p->on && p->shown) fputs("\r\033[K", stderr);
}
