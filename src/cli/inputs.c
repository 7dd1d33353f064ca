/* What the command line names as input: files, "-", and what lies in folders. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/cli.h"

enum { MOST_FOLDERS = 256 }; /* one in the other */

casus_read_options casus_cli_read_options(const casus_cli *cli) {
  return (casus_read_options){.format = cli->format,
                              .date = cli->date,
                              .language = cli->lang,
                              .encoding = cli->encoding,
                              .map = cli->map,
                              .limits = cli->limits,
                              .stopped = casus_interrupted,
                              .data_folder = cli->data};
}

static int refuse(const casus_inputs *inputs, const char *path, casus_fault kind, const char *reason) {
  casus_issue issue = {.path = casus_str_from_c(path), .reason = casus_str_from_c(reason), .kind = kind, .whole = true};
  return inputs->refuse(inputs->context, &issue);
}

/* As casus_file_read names it, "path: reason"; the path stands in the issue already. */
static int refuse_failed(const casus_inputs *inputs, const char *path, const casus_error *why) {
  size_t length = strlen(path);
  bool named = strncmp(why->message, path, length) == 0 && why->message[length] == ':';
  return refuse(inputs, path, CASUS_FAULT_UNREADABLE, named ? why->message + length + 2 : why->message);
}

/* Reading what is being written would have no end. */
static bool is_own_output(const casus_cli *cli, const char *path) {
  const char *const outputs[] = {cli->issues, cli->output};
  struct stat input, output;
  for (size_t i = 0; i < CASUS_COUNT(outputs); i++)
    if (outputs[i] && stat(path, &input) == 0 && S_ISREG(input.st_mode) && stat(outputs[i], &output) == 0 &&
        input.st_dev == output.st_dev && input.st_ino == output.st_ino)
      return true;
  return false;
}

static int one_file(casus_cli *cli, const char *path, const casus_inputs *inputs, casus_error *err) {
  casus_reader *reader = NULL;
  casus_error why = {0};
  casus_read_options options = casus_cli_read_options(cli);
  if (is_own_output(cli, path)) return refuse(inputs, path, CASUS_FAULT_NOT_FOLLOWED, "what this run writes, not read");
  int rc = casus_reader_open_file(path, &options, &reader, &why);
  if (rc == CASUS_E_SYSTEM || rc == CASUS_E_INPUT) return refuse_failed(inputs, path, &why);
  if (rc != CASUS_OK) return casus_fail(err, rc, why.at, "%s", why.message);
  rc = inputs->read(inputs->context, reader);
  casus_reader_free(reader);
  return rc;
}

/* Named by its address, and so allowed to be fetched. */
static int one_address(casus_cli *cli, const char *url, const casus_inputs *inputs, casus_error *err) {
  casus_buffer bytes = {0};
  casus_reader *reader = NULL;
  casus_error why = {0};
  casus_read_options options = casus_cli_read_options(cli);
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_fetch(url, &cli->fetch, &bytes, arena, &options.charset, &why) : casus_fail_memory(&why);
  if (rc == CASUS_OK) rc = casus_reader_open(casus_buffer_str(&bytes), casus_str_from_c(url), &options, &reader, &why);
  if (rc == CASUS_OK)
    rc = inputs->read(inputs->context, reader);
  else if (rc == CASUS_E_INPUT || rc == CASUS_E_LIMIT)
    rc = refuse(inputs, url, why.fault, why.message);
  else
    casus_fail(err, rc, 0, "%s", why.message);
  casus_reader_free(reader);
  casus_buffer_free(&bytes);
  casus_arena_free(arena);
  return rc;
}

static int not_hidden(const struct dirent *entry) { return entry->d_name[0] != '.'; }
static int bytewise(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

/* All files below a folder, in bytewise order of their names. Hidden ones are left out, links are not followed (nothing
 * is read that was not named), nor is anything opened that is no plain file. */
static int one_folder(casus_cli *cli, const char *path, int depth, const casus_inputs *inputs, casus_error *err) {
  struct dirent **entries = NULL;
  int count = scandir(path, &entries, not_hidden, bytewise), rc = CASUS_OK;
  if (count < 0) return refuse(inputs, path, CASUS_FAULT_UNREADABLE, strerror(errno));
  if (depth > MOST_FOLDERS) rc = refuse(inputs, path, CASUS_FAULT_FOLDERS, "folders lie too deep in one another");
  for (int i = 0; i < count; i++) {
    char *inner = NULL;
    struct stat about = {0};
    bool go_on = rc == CASUS_OK && depth <= MOST_FOLDERS && !casus_interrupted();
    if (go_on && asprintf(&inner, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", entries[i]->d_name) < 0)
      rc = casus_fail_memory(err);
    free(entries[i]);
    if (!go_on || rc != CASUS_OK) continue;
    if (lstat(inner, &about))
      rc = refuse(inputs, inner, CASUS_FAULT_UNREADABLE, strerror(errno));
    else if (S_ISDIR(about.st_mode))
      rc = one_folder(cli, inner, depth + 1, inputs, err);
    else if (S_ISREG(about.st_mode))
      rc = one_file(cli, inner, inputs, err);
    else if (S_ISLNK(about.st_mode))
      rc = refuse(inputs, inner, CASUS_FAULT_NOT_FOLLOWED, "a link, not followed; name it to read it");
    else
      rc = refuse(inputs, inner, CASUS_FAULT_NOT_FOLLOWED, "a pipe, socket or device, not opened");
    free(inner);
  }
  free(entries);
  return rc;
}

static bool add_file(const char *path, uint64_t *size) {
  struct stat about = {0};
  if (stat(path, &about)) return true; /* refused later, and no bytes */
  *size += S_ISREG(about.st_mode) ? (uint64_t)about.st_size : 0;
  return S_ISREG(about.st_mode);
}

static void add_folder(const char *path, int depth, uint64_t *size) {
  DIR *folder = depth <= MOST_FOLDERS ? opendir(path) : NULL;
  struct dirent *entry;
  while (folder && !casus_interrupted() && (entry = readdir(folder))) {
    struct stat about = {0};
    if (!not_hidden(entry) || fstatat(dirfd(folder), entry->d_name, &about, AT_SYMLINK_NOFOLLOW)) continue;
    if (S_ISREG(about.st_mode)) *size += (uint64_t)about.st_size;
    char *inner = NULL;
    if (S_ISDIR(about.st_mode) && asprintf(&inner, "%s/%s", path, entry->d_name) >= 0)
      add_folder(inner, depth + 1, size), free(inner);
  }
  if (folder) closedir(folder);
}

uint64_t casus_inputs_size(const casus_cli *cli) {
  uint64_t size = 0;
  for (int i = 0; i < cli->arg_count; i++) {
    const char *path = cli->args[i];
    struct stat about = {0};
    bool folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    bool piped = strcmp(path, "-") == 0 || casus_is_address(path);
    if (folder && !piped)
      add_folder(path, 0, &size);
    else if (piped || !add_file(path, &size))
      return 0;
  }
  return size;
}

int casus_inputs_run(casus_cli *cli, const casus_inputs *inputs, casus_error *err) {
  int rc = CASUS_OK;
  for (int i = 0; i < cli->arg_count && rc == CASUS_OK; i++) {
    struct stat about = {0};
    const char *path = cli->args[i];
    if (inputs->fetches && casus_is_address(path)) {
      rc = one_address(cli, path, inputs, err);
      continue;
    }
    bool folder = strcmp(path, "-") != 0 && stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    rc = folder ? one_folder(cli, path, 0, inputs, err) : one_file(cli, path, inputs, err);
  }
  return rc;
}
