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
  fprintf(to, "Casus reads news on international security, keeps who did what to whom and who says so,\n"
              "and redraws the risk map.\n\nusage: casus FILE…            the main job\n       casus COMMAND "
              "[options]\n\ncommands:\n");
  for (const casus_command *c = casus_commands; c->name; c++)
    fprintf(to, "  %-10s %s\n", *c->name ? c->name : "FILE…", c->brief);
  fprintf(to, "\n`casus COMMAND --help` says more; `man casus` says all.\n"
              "exit status: 0 all well, 1 some inputs refused, 2 usage, 3 system, 4 a check failed\n");
}

static int print_help(const casus_command *command) {
  casus_buffer out = {0};
  casus_options_help(command, &out);
  fwrite(casus_buffer_str(&out).ptr, 1, out.len, stdout);
  casus_buffer_free(&out);
  return 0;
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
  const casus_command *command = find_command(argv[1]);
  int skip = command ? 2 : 1;
  if (!command) command = casus_commands;
  casus_cli cli = {0};
  casus_error err = {0};
  int rc = casus_options_parse(command, argc - skip, argv + skip, &cli, &err);
  if (rc == CASUS_OK && cli.help) return print_help(command);
  if (rc == CASUS_OK) rc = command->run(&cli, &err);
  if (rc < 0 && err.message[0]) fprintf(stderr, "casus: %s\n", err.message);
  if (rc == CASUS_E_USAGE && !err.message[0]) print_help(command);
  return rc > 0 ? rc : casus_code_exit(rc);
}
