#include <stdio.h>

#include "cli/cli.h"

typedef int (*setter)(casus_cli *cli, const char *value, casus_error *err);

typedef struct option {
  const char *name;  /* long, without the dashes */
  char letter;       /* 0: none */
  const char *value; /* what it is called in help; NULL: takes none */
  const char *help;
  bool common;
  setter set;
} option;

static int bad(casus_error *err, const char *what, const char *value) {
  return casus_fail(err, CASUS_E_USAGE, 0, "%s: %s", what, value);
}

static int set_date(casus_date *field, const char *value, casus_error *err) {
  return casus_date_parse(casus_str_from_c(value), field) ? CASUS_OK : bad(err, "not a date (YYYY-MM-DD)", value);
}

static int set_count(unsigned long *field, const char *value, casus_error *err) {
  int64_t number;
  if (!casus_parse_int(casus_str_from_c(value), &number) || number < 0) return bad(err, "not a number", value);
  *field = (unsigned long)number;
  return CASUS_OK;
}

static int set_format(casus_cli *cli, const char *value, casus_error *err) {
  static const char *const names[] = {"auto", "text", "html", "jsonl"};
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (strcmp(names[i], value) == 0) return cli->format = (casus_format)i, CASUS_OK;
  return bad(err, "unknown format (auto, text, html, jsonl)", value);
}

static int set_parse_format(casus_cli *cli, const char *value, casus_error *err) {
  cli->parse_format = value;
  bool known = strcmp(value, "conllu") == 0 || strcmp(value, "json") == 0 || strcmp(value, "text") == 0;
  return known ? CASUS_OK : bad(err, "unknown format (conllu, json, text)", value);
}

static int set_jobs(casus_cli *cli, const char *value, casus_error *err) {
  unsigned long count = 0;
  int rc = set_count(&count, value, err);
  if (rc == CASUS_OK && (count < 1 || count > 256)) return bad(err, "--jobs takes 1 to 256", value);
  if (rc == CASUS_OK) cli->jobs = (unsigned)count;
  return rc;
}

#define SET_TEXT(field)                                                                                                \
  static int set_##field(casus_cli *cli, const char *value, casus_error *err) {                                        \
    (void)err;                                                                                                         \
    cli->field = casus_str_from_c(value);                                                                              \
    return CASUS_OK;                                                                                                   \
  }
#define SET_PATH(field)                                                                                                \
  static int set_##field(casus_cli *cli, const char *value, casus_error *err) {                                        \
    (void)err;                                                                                                         \
    cli->field = value;                                                                                                \
    return CASUS_OK;                                                                                                   \
  }
#define SET_FLAG(field)                                                                                                \
  static int set_##field(casus_cli *cli, const char *value, casus_error *err) {                                        \
    (void)value, (void)err;                                                                                            \
    cli->field = true;                                                                                                 \
    return CASUS_OK;                                                                                                   \
  }
#define SET_DATE(field)                                                                                                \
  static int set_##field(casus_cli *cli, const char *value, casus_error *err) {                                        \
    return set_date(&cli->field, value, err);                                                                          \
  }
#define SET_COUNT(field, type)                                                                                         \
  static int set_##field(casus_cli *cli, const char *value, casus_error *err) {                                        \
    unsigned long count = 0;                                                                                           \
    int rc = set_count(&count, value, err);                                                                            \
    if (rc == CASUS_OK) cli->field = (type)count;                                                                      \
    return rc;                                                                                                         \
  }
SET_TEXT(lang)
SET_TEXT(region)
SET_TEXT(actor) SET_TEXT(other) SET_TEXT(type) SET_TEXT(status) SET_TEXT(speaker) SET_TEXT(document) SET_PATH(db)
    SET_PATH(output) SET_PATH(data) SET_PATH(train) SET_PATH(dev) SET_PATH(test) SET_FLAG(json) SET_FLAG(quiet)
        SET_FLAG(verbose) SET_FLAG(help)
            SET_FLAG(gold_tokens) static int set_date_of(casus_cli *cli, const char *value, casus_error *err) {
  return set_date(&cli->date, value, err);
}
SET_DATE(as_of)
SET_DATE(since)
SET_DATE(until) SET_COUNT(limit, size_t) SET_COUNT(seed, uint64_t) SET_COUNT(epochs, unsigned)

    static const option options[] = {
        {"db", 0, "PATH", "the record (default casus.db; :memory: keeps nothing)", true, set_db},
        {"json", 0, NULL, "JSON Lines instead of words", true, set_json},
        {"output", 'o', "FILE", "write there instead of standard output", true, set_output},
        {"as-of", 0, "DATE", "as if it were that day: later reports are not there yet", true, set_as_of},
        {"jobs", 'j', "N", "documents worked on at once (default: the processors there are)", true, set_jobs},
        {"data", 0, "DIR", "files that replace built-in lexicons, rules, tables", true, set_data},
        {"quiet", 'q', NULL, "no progress, no notes", true, set_quiet},
        {"verbose", 'v', NULL, "more notes", true, set_verbose},
        {"help", 'h', NULL, "this text", true, set_help},
        {"format", 0, "NAME", "auto (default), text, html, jsonl", false, set_format},
        {"parse-format", 0, "NAME", "conllu (default), json, text", false, set_parse_format},
        {"gold-tokens", 0, NULL, "FILE is CoNLL-U and keeps its tokens", false, set_gold_tokens},
        {"date", 0, "DATE", "the day: of reports that tell none, or of the map", false, set_date_of},
        {"lang", 0, "CODE", "language of reports that tell none", false, set_lang},
        {"region", 0, "NAME", "asia, europe, world, northeast-asia …", false, set_region},
        {"since", 0, "DATE", "from that day on; for the map: compare with it", false, set_since},
        {"until", 0, "DATE", "up to that day", false, set_until},
        {"actor", 0, "NAME", "touching this actor", false, set_actor},
        {"other", 0, "NAME", "and this one", false, set_other},
        {"type", 0, "NAME", "AGREE, ASSAULT …; of ties: alliance, arms …", false, set_type},
        {"status", 0, "NAME", "asserted, claimed, planned, possible, denied, past", false, set_status},
        {"speaker", 0, "TEXT", "part of a speaker's name", false, set_speaker},
        {"document", 0, "ID", "from this document", false, set_document},
        {"limit", 'n', "N", "at most N rows", false, set_limit},
        {"train", 0, "FILE", "treebank to learn from", false, set_train},
        {"dev", 0, "FILE", "treebank that shows the progress", false, set_dev},
        {"test", 0, "FILE", "print the scores of the MODEL named on it", false, set_test},
        {"seed", 0, "N", "of the shuffling", false, set_seed},
        {"epochs", 0, "N", "passes over the treebank", false, set_epochs},
};

static bool takes(const casus_command *command, const option *o) {
  casus_str rest = casus_str_from_c(command->options), name;
  if (o->common) return true;
  while (casus_str_split(&rest, ' ', &name))
    if (casus_str_eq(name, casus_str_from_c(o->name))) return true;
  return false;
}

static const option *find(const casus_command *command, casus_str name, char letter) {
  for (size_t i = 0; i < CASUS_COUNT(options); i++) {
    const option *o = &options[i];
    bool hit = letter ? o->letter == letter : casus_str_eq(name, casus_str_from_c(o->name));
    /* `casus parse --format conllu` means the output's form */
    if (!letter && strcmp(o->name, "parse-format") == 0) hit = casus_str_eq(name, CASUS_STR("format"));
    if (hit && takes(command, o)) return o;
  }
  return NULL;
}

/* One option at argv[*at]; steps *at over a value that stands apart. */
static int apply(const casus_command *command, int argc, char **argv, int *at, casus_cli *cli, casus_error *err) {
  casus_str word = casus_str_from_c(argv[*at]), name = casus_str_sub(word, 2, word.len), rest = {NULL, 0};
  bool is_long = casus_str_starts(word, CASUS_STR("--"));
  size_t equals = casus_str_find(name, CASUS_STR("="), 0);
  if (is_long && equals != SIZE_MAX) {
    rest = casus_str_sub(name, equals + 1, name.len);
    name = casus_str_sub(name, 0, equals);
  } else if (!is_long && word.len > 2) {
    rest = name;
  }
  const option *o = find(command, name, is_long ? 0 : word.ptr[1]);
  if (!o) return bad(err, "unknown option (see --help)", argv[*at]);
  if (!o->value) return rest.ptr ? bad(err, "takes no value", argv[*at]) : o->set(cli, NULL, err);
  if (rest.ptr) return o->set(cli, rest.ptr, err);
  if (*at + 1 >= argc) return bad(err, "wants a value", argv[*at]);
  return o->set(cli, argv[++*at], err);
}

int casus_options_parse(const casus_command *command, int argc, char **argv, casus_cli *cli, casus_error *err) {
  bool only_args = false;
  cli->args = argv;
  for (int at = 0; at < argc; at++) {
    bool is_option = !only_args && argv[at][0] == '-' && argv[at][1];
    if (is_option && strcmp(argv[at], "--") == 0) {
      only_args = true;
    } else if (is_option) {
      int rc = apply(command, argc, argv, &at, cli, err);
      if (rc != CASUS_OK) return rc;
    } else {
      cli->args[cli->arg_count++] = argv[at];
    }
  }
  return CASUS_OK;
}

void casus_options_help(const casus_command *command, casus_buffer *out) {
  casus_buffer_printf(out, "usage: casus %s%s%s [options]\n\n%s\noptions:\n", command->name, *command->name ? " " : "",
                      command->synopsis, command->help);
  for (int common = 0; common < 2; common++)
    for (size_t i = 0; i < CASUS_COUNT(options); i++) {
      const option *o = &options[i];
      if (o->common != (common == 1) || !takes(command, o)) continue;
      char left[48];
      const char *name = strcmp(o->name, "parse-format") == 0 ? "format" : o->name;
      snprintf(left, sizeof left, "%c%c%s --%s %s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
               o->letter ? "," : " ", name, o->value ? o->value : "");
      casus_buffer_printf(out, "  %-24s %s\n", left, o->help);
    }
}
