#include <casus/casus.h>
#include <signal.h>
#include <stdio.h>

#include "cli/cli.h"

static const casus_command *find_command(const char *name) {
  for (const casus_command *c = casus_commands + 1; c->name; c++)
    if (strcmp(c->name, name) == 0) return c;
  return NULL;
}

static void print_overview(FILE *to) {
  fputs("Casus reads news on international security, keeps who did what to whom and who says so,\n"
        "and redraws the risk map.\n\n"
        "usage: casus FILE… [options]            read reports, show what they changed\n"
        "       casus COMMAND … [options]\n\n"
        "  casus report.txt -o map.html          the main job, with the map as a page\n"
        "  casus why PRK                         what the number of a state is made of\n\ncommands:\n",
        to);
  for (const casus_command *c = casus_commands + 1; c->name; c++) fprintf(to, "  %-10s %s\n", c->name, c->brief);
  fputs("\n`casus COMMAND --help` says more, `casus FILE --help` that of the main job; `man casus` says all.\n"
        "exit status: 0 all well, 1 some inputs refused, 2 usage, 3 system, 4 a check failed\n",
        to);
}

static int print_help(const casus_command *command) {
  casus_buffer out = {0};
  casus_options_help(command, &out);
  fwrite(casus_buffer_str(&out).ptr, 1, out.len, stdout);
  casus_buffer_free(&out);
  return 0;
}

/* A bare word that names no file and is nearly a command is a slip, not a report. */
static int check_word(const char *word, casus_error *err) {
  casus_str near = casus_nearest_command(casus_str_from_c(word));
  FILE *file = near.len ? fopen(word, "rb") : NULL;
  if (file) fclose(file);
  if (!near.len || file) return CASUS_OK;
  return casus_fail(err, CASUS_E_USAGE, 0, "no command and no file is called %s; did you mean casus %.*s?", word,
                    CASUS_STR_FMT(near));
}

/* The command may stand behind options; it is moved to argv[1]. NULL: the main job. */
static int take_command(int argc, char **argv, const casus_command **command, casus_error *err) {
  int at = casus_options_first(argc, argv);
  if (at == argc) return CASUS_OK;
  char *word = argv[at];
  *command = find_command(word);
  if (!*command) return check_word(word, err);
  for (; at > 1; at--) argv[at] = argv[at - 1];
  argv[1] = word;
  return CASUS_OK;
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_DFL);
  bool overview =
      argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0;
  if (overview) {
    if (argc > 2 && find_command(argv[2])) return print_help(find_command(argv[2]));
    print_overview(argc < 2 ? stderr : stdout);
    return argc < 2 ? 2 : 0;
  }
  if (strcmp(argv[1], "--version") == 0) {
    printf("casus %s\n", casus_version());
    return 0;
  }
  casus_error err = {0};
  const casus_command *command = NULL;
  int rc = take_command(argc, argv, &command, &err), skip = command ? 2 : 1;
  if (!command) command = casus_commands;
  casus_cli cli = {.reader = command->reader};
  if (rc == CASUS_OK) rc = casus_options_parse(command, argc - skip, argv + skip, &cli, &err);
  if (rc == CASUS_OK && cli.help) return print_help(command);
  if (rc == CASUS_OK) rc = command->run(&cli, &err);
  if (rc < 0 && err.message[0]) casus_cli_warn("%s", err.message);
  if (rc == CASUS_E_USAGE && !err.message[0]) print_help(command);
  if (rc == CASUS_OK && cli.faults) return 1;
  return rc > 0 ? rc : casus_code_exit(rc);
}
