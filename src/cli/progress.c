/* One line on the terminal that says how far a long piece of work is. There is one terminal, and so one line: a thread
 * redraws it from counts that the work tells, so that it lives also while a single document or a slow pipe takes long.
 */
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { FIRST_AFTER = 1000, EVERY = 200 }; /* milliseconds */
enum { PLAIN_COLUMNS = 80 };              /* of a terminal that tells no width */

typedef struct line {
  pthread_mutex_t lock;
  pthread_cond_t over;
  pthread_t thread;
  bool on, ending, plain;
  int shown; /* columns that the line takes now */
  const char *stage;
  casus_progress now;
  int64_t started;
} line;

static line the_line = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int columns(void) {
  struct winsize size = {0};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col ? size.ws_col : PLAIN_COLUMNS;
}

static void put_parts(casus_buffer *parts, int64_t passed) {
  const casus_progress *n = &the_line.now;
  double seconds = (double)passed / 1000, share = n->all ? (double)n->done / (double)n->all : 0;
  if (n->documents) casus_buffer_printf(parts, "%" PRIu64 " documents\n", n->documents);
  if (n->parts && n->all) casus_buffer_printf(parts, "%" PRIu64 " of %" PRIu64 " parts\n", n->done, n->all);
  if (!n->parts && n->all) casus_buffer_printf(parts, "%.1f of %.1f MB\n", (double)n->done / 1e6, (double)n->all / 1e6);
  if (!n->parts && !n->all && n->done) casus_buffer_printf(parts, "%.1f MB\n", (double)n->done / 1e6);
  int64_t left = share > 0 && share < 1 ? (int64_t)(seconds * (1 - share) / share + .5) : 0;
  if (left) casus_buffer_printf(parts, "%" PRId64 ":%02d left\n", left / 60, (int)(left % 60));
  if (n->documents) casus_buffer_printf(parts, "%" PRIu64 " events\n", n->events);
  if (n->documents)
    casus_buffer_printf(parts, "%.*f documents/s\n", n->documents < 10 * seconds, (double)n->documents / seconds);
  if (!left) casus_buffer_printf(parts, "%" PRId64 ":%02d\n", passed / 60000, (int)(passed / 1000 % 60));
}

/* The stage, and of the parts, the weightier first, as many as the terminal is wide. */
static void draw(int64_t passed) {
  casus_buffer parts = {0}, text = {0};
  int most = columns() - 1; /* a full last column would wrap */
  put_parts(&parts, passed);
  casus_str rest = casus_buffer_str(&parts), part;
  casus_buffer_printf(&text, "%.*s", most, the_line.stage);
  while (casus_str_split(&rest, '\n', &part) && text.len + 2 + part.len <= (size_t)most)
    if (part.len) casus_buffer_printf(&text, "  %.*s", CASUS_STR_FMT(part));
  int length = (int)text.len;
  if (the_line.plain)
    fprintf(stderr, "\r%.*s%*s", CASUS_STR_FMT(casus_buffer_str(&text)),
            the_line.shown > length ? the_line.shown - length : 0, "");
  else
    fprintf(stderr, "\r\033[K%.*s", CASUS_STR_FMT(casus_buffer_str(&text)));
  fflush(stderr);
  the_line.shown = length;
  casus_buffer_free(&parts);
  casus_buffer_free(&text);
}

static void wipe(void) {
  if (!the_line.shown) return;
  if (the_line.plain)
    fprintf(stderr, "\r%*s\r", the_line.shown, "");
  else
    fputs("\r\033[K", stderr);
  fflush(stderr);
  the_line.shown = 0;
}

static void *redraw(void *unused) {
  (void)unused;
  pthread_mutex_lock(&the_line.lock);
  while (!the_line.ending) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_nsec += EVERY * 1000000L;
    if (until.tv_nsec >= 1000000000L) until.tv_sec++, until.tv_nsec -= 1000000000L;
    pthread_cond_timedwait(&the_line.over, &the_line.lock, &until);
    int64_t passed = now() - the_line.started;
    if (the_line.ending || casus_interrupted())
      wipe();
    else if (passed >= FIRST_AFTER)
      draw(passed);
  }
  pthread_mutex_unlock(&the_line.lock);
  return NULL;
}

/* Where nothing else waits for an interrupt, the line goes before the program does. */
static void wipe_and_die(int signal_number) {
  static const char clear[] = "\r\033[K", newline[] = "\r\n";
  ssize_t ignored = the_line.plain ? write(STDERR_FILENO, newline, sizeof newline - 1)
                                   : write(STDERR_FILENO, clear, sizeof clear - 1);
  (void)ignored;
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void wipe_on(int signal_number) {
  struct sigaction action;
  if (sigaction(signal_number, NULL, &action) || action.sa_handler != SIG_DFL) return;
  signal(signal_number, wipe_and_die);
}

bool casus_progress_wanted(const casus_cli *cli) { return !cli->quiet && isatty(STDERR_FILENO); }

void casus_progress_start(const casus_cli *cli, const char *stage, uint64_t all, bool parts) {
  const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");
  if (!casus_progress_wanted(cli) || the_line.on) return;
  the_line.plain = !term || strcmp(term, "dumb") == 0 || (no_color && *no_color);
  the_line.stage = stage;
  the_line.now = (casus_progress){.all = all, .parts = parts};
  the_line.started = now();
  the_line.ending = false;
  wipe_on(SIGINT);
  wipe_on(SIGTERM);
  pthread_condattr_t steady; /* the clock of the day may jump */
  pthread_condattr_init(&steady);
  pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
  pthread_cond_init(&the_line.over, &steady);
  pthread_condattr_destroy(&steady);
  sigset_t all_signals, before;
  sigfillset(&all_signals);
  pthread_sigmask(SIG_SETMASK, &all_signals, &before); /* signals are for the thread that works */
  the_line.on = pthread_create(&the_line.thread, NULL, redraw, NULL) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void casus_progress_stage(const char *stage) {
  pthread_mutex_lock(&the_line.lock);
  the_line.stage = stage;
  pthread_mutex_unlock(&the_line.lock);
}

void casus_progress_tell(const casus_progress *progress) {
  pthread_mutex_lock(&the_line.lock);
  the_line.now = *progress;
  pthread_mutex_unlock(&the_line.lock);
}

void casus_progress_hold(void) {
  pthread_mutex_lock(&the_line.lock);
  wipe();
}

void casus_progress_go_on(void) { pthread_mutex_unlock(&the_line.lock); }

void casus_progress_end(void) {
  if (!the_line.on) return;
  pthread_mutex_lock(&the_line.lock);
  the_line.ending = true;
  pthread_cond_signal(&the_line.over);
  pthread_mutex_unlock(&the_line.lock);
  pthread_join(the_line.thread, NULL);
  pthread_cond_destroy(&the_line.over);
  the_line.on = false;
}
