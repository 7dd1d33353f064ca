#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum { LEAST_COLUMNS = 40, MOST_COLUMNS = 400, PIPE_COLUMNS = 100 };
enum { DICTIONARY_LIMIT = 256 << 20 }; /* bytes of one --actors file */

const char *casus_cli_db(const casus_cli *cli) { return cli->db ? cli->db : "casus.db"; }

unsigned casus_cli_jobs(const casus_cli *cli) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return cli->jobs ? cli->jobs : processors > 0 ? (unsigned)processors : 1;
}

casus_date casus_cli_today(void) { return (casus_date){(int32_t)(time(NULL) / 86400), CASUS_DATE_DAY}; }

/* Of the terminal; what it does not tell, COLUMNS may. */
static int terminal_columns(void) {
  struct winsize size = {0};
  int64_t columns = 0;
  const char *told = getenv("COLUMNS");
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    columns = size.ws_col;
  else if (!told || !casus_parse_int(casus_str_from_c(told), &columns))
    columns = 0;
  return columns >= LEAST_COLUMNS && columns <= MOST_COLUMNS ? (int)columns : PIPE_COLUMNS;
}

casus_style casus_cli_style(const casus_atlas *names) {
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  bool dumb = !term || strcmp(term, "dumb") == 0, terminal = isatty(STDOUT_FILENO);
  return (casus_style){.color = terminal && !dumb && !(no_color && *no_color),
                       .width = terminal ? terminal_columns() : PIPE_COLUMNS,
                       .names = names};
}

static void tell_fault(void *context, const char *message) {
  casus_cli *cli = context;
  cli->faults++;
  casus_cli_warn("%s", message);
}

static int add_actors(casus_cli *cli, casus_coder *coder, const char *path, casus_error *err) {
  casus_buffer bytes = {0};
  int rc = casus_file_read(path, DICTIONARY_LIMIT, &bytes, err);
  casus_dictionary dictionary = {
      .name = casus_str_from_c(path), .bytes = casus_buffer_str(&bytes), .fault = tell_fault, .context = cli};
  if (rc == CASUS_OK) rc = casus_coder_add_actors(coder, &dictionary, err);
  casus_buffer_free(&bytes);
  return rc;
}

int casus_cli_tools(casus_cli *cli, casus_tools *tools, casus_error *err) {
  int rc = casus_tools_open(cli->data, cli->reader, tools, err);
  if (rc != CASUS_OK) return rc;
  tools->min_confidence = cli->min_confidence;
  tools->max_words = (uint32_t)cli->max_words;
  for (size_t i = 0; i < cli->actors_count && rc == CASUS_OK; i++)
    rc = add_actors(cli, tools->coder, cli->actors[i], err);
  if (rc != CASUS_OK) casus_tools_close(tools);
  return rc;
}

__attribute__((format(printf, 1, 0))) static void warn(const char *format, va_list args) {
  char message[1024];
  casus_buffer out = {0};
  vsnprintf(message, sizeof message, format, args);
  casus_out_terminal(&out, casus_str_from_c(message));
  casus_progress_hold();
  fprintf(stderr, "casus: %.*s\n", CASUS_STR_FMT(casus_buffer_str(&out)));
  casus_progress_go_on();
  casus_buffer_free(&out);
}

void casus_cli_warn(const char *format, ...) {
  va_list args;
  va_start(args, format);
  warn(format, args);
  va_end(args);
}

void casus_cli_note(const casus_cli *cli, const char *format, ...) {
  if (cli->quiet) return;
  va_list args;
  va_start(args, format);
  warn(format, args);
  va_end(args);
}

void casus_cli_note_pace(const casus_cli *cli, size_t bytes) {
  enum { BYTES_A_MINUTE = 1 << 20 }; /* about, on two processors with AVX-512 */
  if (cli->reader == CASUS_CARE_QUICK || bytes <= BYTES_A_MINUTE) return;
  casus_cli_note(cli, "reading with care, a matter of %zu minutes or more; --reader quick takes seconds and finds less",
                 bytes / BYTES_A_MINUTE);
}

int casus_cli_write(const casus_cli *cli, casus_buffer *out, casus_error *err) {
  int rc = out->failed ? casus_fail_memory(err)
                       : casus_file_write(cli->output ? cli->output : "-", casus_buffer_str(out), err);
  casus_buffer_free(out);
  return rc;
}

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number) {
  (void)signal_number;
  interrupted = 1;
}

void casus_interrupt_watch(void) {
  struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND}; /* a second one ends at once */
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

bool casus_interrupted(void) { return interrupted != 0; }
