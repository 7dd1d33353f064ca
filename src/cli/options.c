#include <stdio.h>

#include "cli/cli.h"

typedef enum value_kind {
  VALUE_FLAG,
  VALUE_TEXT,
  VALUE_PATH,
  VALUE_DATE,
  VALUE_COUNT,
  VALUE_SIZE,
  VALUE_OWN
} value_kind;

typedef struct option {
  const char *name;  /* long, without the dashes */
  char letter;       /* 0: none */
  const char *value; /* what it is called in help; NULL: takes none */
  const char *help;
  bool common;
  value_kind kind;
  size_t field; /* offset in casus_cli of what it sets: bool, casus_str, const char *, casus_date, uint64_t, size_t */
  int (*set)(casus_cli *cli, const char *value, casus_error *err); /* of VALUE_OWN */
  const char *key; /* in a command's list, where one name means several things; NULL: the name */
} option;

static int bad(casus_error *err, const char *what, const char *value) {
  return casus_fail(err, CASUS_E_USAGE, 0, "%s: %s", what, value);
}

static int set_count(uint64_t *field, const char *value, casus_error *err) {
  int64_t number;
  if (!casus_parse_int(casus_str_from_c(value), &number) || number < 0) return bad(err, "not a number", value);
  *field = (uint64_t)number;
  return CASUS_OK;
}

/* A number of bytes: 500, 64K, 16M, 1G. */
static int set_size(size_t *field, const char *value, casus_error *err) {
  casus_str s = casus_str_from_c(value);
  static const char units[] = "kmg";
  const char *unit = s.len ? memchr(units, casus_to_lower(s.ptr[s.len - 1]), sizeof units - 1) : NULL;
  int shift = unit ? 10 * (int)(unit - units + 1) : 0;
  int64_t number;
  bool good = casus_parse_int(casus_str_sub(s, 0, s.len - (unit != NULL)), &number) && number > 0 &&
              number <= INT64_MAX >> shift;
  return good ? *field = (size_t)number << shift, CASUS_OK : bad(err, "not a size (500, 64K, 16M, 1G)", value);
}

static int set_map(casus_cli *cli, const char *value, casus_error *err) {
  cli->map = casus_str_from_c(value);
  return casus_read_map_check(cli->map, err);
}

static int set_encoding(casus_cli *cli, const char *value, casus_error *err) {
  cli->encoding = casus_str_from_c(value);
  return casus_read_encoding_check(cli->encoding, err);
}

static int set_format(casus_cli *cli, const char *value, casus_error *err) {
  for (int i = 0; i < CASUS_FORMAT_COUNT; i++)
    if (strcmp(casus_format_name((casus_format)i), value) == 0) return cli->format = (casus_format)i, CASUS_OK;
  return bad(err, "unknown format (auto, text, html, jsonl, json, csv, feed, opml, warc)", value);
}

static int set_parse_format(casus_cli *cli, const char *value, casus_error *err) {
  cli->parse_format = value;
  static const char *const known[] = {"conllu", "json", "actors", "text"};
  for (size_t i = 0; i < CASUS_COUNT(known); i++)
    if (strcmp(value, known[i]) == 0) return CASUS_OK;
  return bad(err, "unknown format (conllu, json, actors, text)", value);
}

static int set_status(casus_cli *cli, const char *value, casus_error *err) {
  cli->status = casus_str_from_c(value);
  for (int i = 0; i < CASUS_STATUS_COUNT; i++)
    if (strcmp(casus_status_name((casus_status)i), value) == 0) return CASUS_OK;
  return bad(err, "unknown status (asserted, claimed, planned, possible, denied, past)", value);
}

static int add_actors(casus_cli *cli, const char *value, casus_error *err) {
  if (cli->actors_count == CASUS_MOST_DICTIONARIES) return bad(err, "too many --actors", value);
  return cli->actors[cli->actors_count++] = value, CASUS_OK;
}

static int set_depth(casus_cli *cli, const char *value, casus_error *err) {
  int rc = set_count(&cli->depth, value, err);
  return rc == CASUS_OK && (cli->depth < 1 || cli->depth > CASUS_CHAIN_DEEPEST)
             ? bad(err, "--depth takes 1 to 5", value)
             : rc;
}

static int set_outcome(casus_cli *cli, const char *value, casus_error *err) {
  for (int i = CASUS_OUTCOME_OPEN; i < CASUS_OUTCOME_COUNT; i++)
    if (strcmp(casus_outcome_name((casus_outcome)i), value) == 0) return cli->outcome = (casus_outcome)i, CASUS_OK;
  return bad(err, "unknown outcome (came-true, failed, open)", value);
}

static int set_confidence(casus_cli *cli, const char *value, casus_error *err) {
  bool number = casus_parse_double(casus_str_from_c(value), &cli->min_confidence);
  bool fits = number && cli->min_confidence >= 0 && cli->min_confidence <= 1;
  return fits ? CASUS_OK : bad(err, "--min-confidence takes 0 to 1", value);
}

static int set_reader(casus_cli *cli, const char *value, casus_error *err) {
  return casus_care_find(value, &cli->reader, err);
}

static int set_words(casus_cli *cli, const char *value, casus_error *err) {
  int rc = set_count(&cli->max_words, value, err);
  return rc == CASUS_OK && (cli->max_words < 1 || cli->max_words > UINT32_MAX)
             ? bad(err, "--max-words takes 1 or more", value)
             : rc;
}

static int set_jobs(casus_cli *cli, const char *value, casus_error *err) {
  int rc = set_count(&cli->jobs, value, err);
  return rc == CASUS_OK && (cli->jobs < 1 || cli->jobs > 256) ? bad(err, "--jobs takes 1 to 256", value) : rc;
}

#define SETS_AS(key, kind, field) VALUE_##kind, offsetof(casus_cli, field), NULL, key
#define SETS(kind, field) SETS_AS(NULL, kind, field)
#define OWN_AS(key, function) VALUE_OWN, 0, function, key
#define OWN(function) OWN_AS(NULL, function)

static const option options[] = {
    {"db", 0, "PATH", "the record (default casus.db; :memory: keeps nothing)", true, SETS(PATH, db)},
    {"json", 0, NULL, "JSON Lines instead of words", true, SETS(FLAG, json)},
    {"output", 'o', "FILE", "write there instead of standard output", true, SETS(PATH, output)},
    {"as-of", 0, "DATE", "as if it were that day: later reports are not there yet", true, SETS(DATE, as_of)},
    {"data", 0, "DIR", "the sets of the past (default ../shared/data/ir)", false, SETS_AS("history", PATH, history)},
    {"data", 0, "DIR", "files that replace built-in lexicons, rules, tables", true, SETS(PATH, data)},
    {"quiet", 'q', NULL, "no progress, no notes", true, SETS(FLAG, quiet)},
    {"verbose", 'v', NULL, "a note for each document read", true, SETS(FLAG, verbose)},
    {"help", 'h', NULL, "this text", true, SETS(FLAG, help)},
    {"format", 0, "NAME", "auto (default: by content), text, html, jsonl, json, csv, feed, opml, warc", false,
     OWN(set_format)},
    {"encoding", 0, "NAME", "how the input is encoded, whatever it says (default: told by mark, declaration, letters)", false,
     OWN(set_encoding)},
    {"map", 0, "FIELD=KEY,…", "what your fields are called: text=body,date=published", false, OWN(set_map)},
    {"max-bytes", 0, "SIZE", "refuse longer documents (default 16M)", false, SETS(SIZE, limits.document)},
    {"max-text", 0, "SIZE", "refuse documents with more text, once clean (default 4M)", false, SETS(SIZE, limits.text)},
    {"max-line", 0, "SIZE", "refuse longer lines of JSON Lines and rows of CSV (default 16M)", false,
     SETS(SIZE, limits.line)},
    {"max-depth", 0, "N", "refuse deeper nesting in JSON and feeds (default 256)", false, SETS(SIZE, limits.depth)},
    {"max-records", 0, "N", "read at most N records of each input (default: all)", false, SETS(COUNT, limits.records)},
    {"max-ratio", 0, "N", "stop where packed input becomes N times as large (default 300)", false,
     SETS(SIZE, limits.ratio)},
    {"max-words", 0, "N", "code the first N words of a document, leave the rest (default 200000)", false,
     OWN(set_words)},
    {"format", 0, "NAME", "conllu (default), json, actors, text", false, OWN_AS("parse-format", set_parse_format)},
    {"max-fetch", 0, "SIZE", "fetch no more from an address (default 16M)", false, SETS(SIZE, fetch.bytes)},
    {"max-time", 0, "SECONDS", "give an address up after that time (default 60)", false, SETS(COUNT, fetch.seconds)},
    {"max-redirects", 0, "N", "follow no more redirects (default 5)", false, SETS(COUNT, fetch.redirects)},
    {"allow-private", 0, NULL, "open loopback and private addresses too", false, SETS(FLAG, fetch.allow_private)},
    {"explain", 0, NULL, "draw each sentence as a tree, with what was found in it", false, SETS(FLAG, explain)},
    {"gold-tokens", 0, NULL, "FILE is CoNLL-U and keeps its tokens", false, SETS(FLAG, gold_tokens)},
    {"date", 0, "DATE", "the day of reports that tell none", false, SETS(DATE, date)},
    {"date", 0, "DATE", "the day of the map (default: of the newest report)", false, SETS_AS("map-date", DATE, date)},
    {"jobs", 'j', "N", "documents worked on at once (default: the processors there are)", false, OWN(set_jobs)},
    {"reader", 0, "NAME", "careful (default): a large network, tens of sentences a second; or quick: thousands",
     false, OWN(set_reader)},
    {"reader", 0, "NAME", "quick (default), or careful: a large network, tens of sentences a second", false,
     OWN_AS("parse-reader", set_reader)},
    {"actors", 0, "FILE", "your own actors over the built-in ones (a table, or PETRARCH's); repeatable", false,
     OWN(add_actors)},
    {"lang", 0, "CODE", "language of reports that tell none", false, SETS(TEXT, lang)},
    {"region", 0, "NAME", "asia, europe, world, northeast-asia …", false, SETS(TEXT, region)},
    {"since", 0, "DATE", "from that day on", false, SETS(DATE, since)},
    {"since", 0, "DATE", "tell what changed since that day", false, SETS_AS("map-since", DATE, since)},
    {"until", 0, "DATE", "up to that day", false, SETS(DATE, until)},
    {"actor", 0, "NAME", "touching this actor", false, SETS(TEXT, actor)},
    {"other", 0, "NAME", "and this one", false, SETS(TEXT, other)},
    {"imported", 0, NULL, "events of imported data sets instead of those of reports", false, SETS(FLAG, imported)},
    {"issues", 0, "FILE", "write what was skipped, cut, guessed or repaired, a JSON line each", false,
     SETS(PATH, issues)},
    {"vintage", 0, "DATE", "the day the data set was out (default: today)", false, SETS(DATE, vintage)},
    {"type", 0, "NAME", "AGREE, ASSAULT …; of ties: alliance, arms …", false, SETS(TEXT, type)},
    {"status", 0, "NAME", "asserted, claimed, planned, possible, denied, past", false, OWN(set_status)},
    {"min-confidence", 0, "SHARE", "only events and ties read at least that surely (0 to 1)", false,
     OWN(set_confidence)},
    {"speaker", 0, "TEXT", "part of a speaker's name", false, SETS(TEXT, speaker)},
    {"outcome", 0, "NAME", "predictions only: came-true, failed, open", false, OWN(set_outcome)},
    {"document", 0, "ID", "from this document", false, SETS(TEXT, document)},
    {"file", 0, "FILE", "more changes, one a line, # before remarks; - is standard input", false, SETS(PATH, file)},
    {"depth", 0, "N", "steps of a treaty chain, 1 to 5 (default 2)", false, OWN(set_depth)},
    {"limit", 'n', "N", "at most N rows", false, SETS(COUNT, limit)},
    {"reasons", 0, "FILE", "write what each event's confidence rests on, and whether it was right", false,
     SETS(PATH, reasons)},
    {"guesses", 0, "FILE", "write who might be meant where a deed's clause leaves a side open, and who is", false,
     SETS(PATH, guesses)},
    {"fit", 0, "FILE", "fit the model to all of the past and write its numbers there; no tables", false,
     SETS(PATH, fit)},
    {"train", 0, "FILE", "treebank to learn from", false, SETS(PATH, train)},
    {"dev", 0, "FILE", "treebank that shows the progress", false, SETS(PATH, dev)},
    {"labelled", 0, "FILE", "sentences that a larger reader labelled (CoNLL-U), to learn from too", false,
     SETS(PATH, labelled)},
    {"vectors", 0, "FILE", "vectors of words, in the text format of word2vec", false, SETS(PATH, vectors)},
    {"test", 0, "FILE", "print the scores of the MODEL named on it", false, SETS(PATH, test)},
    {"chosen", 0, "STATE", "draw who would be drawn in beside STATE, and beside whom it would be", false,
     SETS(TEXT, chosen)},
    {"color", 0, "NAME", "what the map's colours say: level (expected disputes), change (default with --since)", false,
     SETS(TEXT, color)},
    {"width", 0, "N", "pixels across of a .png (default 1600)", false, SETS(COUNT, width)},
    {"seed", 0, "N", "of the shuffling", false, SETS(COUNT, seed)},
    {"epochs", 0, "N", "passes over the treebank", false, SETS(COUNT, epochs)},
};

static int set(const option *o, casus_cli *cli, const char *value, casus_error *err) {
  void *field = (char *)cli + o->field;
  switch (o->kind) {
  case VALUE_FLAG:
    return *(bool *)field = true, CASUS_OK;
  case VALUE_TEXT:
    return *(casus_str *)field = casus_str_from_c(value), CASUS_OK;
  case VALUE_PATH:
    return *(const char **)field = value, CASUS_OK;
  case VALUE_COUNT:
    return set_count(field, value, err);
  case VALUE_SIZE:
    return set_size(field, value, err);
  case VALUE_DATE:
    return casus_date_parse(casus_str_from_c(value), field) ? CASUS_OK : bad(err, "not a date (YYYY-MM-DD)", value);
  case VALUE_OWN:
    break;
  }
  return o->set(cli, value, err);
}

static bool takes_own(const casus_command *command, const option *o) {
  casus_str rest = casus_str_from_c(command->options), name;
  while (!o->common && casus_str_split(&rest, ' ', &name))
    if (casus_str_eq(name, casus_str_from_c(o->key ? o->key : o->name))) return true;
  return false;
}

/* A command's own option takes the place of the common one of that name. */
static bool takes(const casus_command *command, const option *o) {
  if (!o->common) return takes_own(command, o);
  for (size_t i = 0; i < CASUS_COUNT(options); i++)
    if (strcmp(options[i].name, o->name) == 0 && takes_own(command, &options[i])) return false;
  return true;
}

static bool is_called(const option *o, casus_str name, char letter) {
  return letter ? o->letter == letter : casus_str_eq(name, casus_str_from_c(o->name));
}

static const option *find(const casus_command *command, casus_str name, char letter) {
  for (size_t i = 0; i < CASUS_COUNT(options); i++)
    if (is_called(&options[i], name, letter) && takes(command, &options[i])) return &options[i];
  return NULL;
}

static int fail_unknown(const casus_command *command, casus_str name, const char *word, casus_error *err) {
  casus_nearest nearest = {.word = name};
  for (size_t i = 0; i < CASUS_COUNT(options); i++)
    if (takes(command, &options[i])) casus_nearest_try(&nearest, casus_str_from_c(options[i].name));
  if (nearest.found.len)
    return casus_fail(err, CASUS_E_USAGE, 0, "unknown option %s; did you mean --%.*s?", word,
                      CASUS_STR_FMT(nearest.found));
  return casus_fail(err, CASUS_E_USAGE, 0, "unknown option %s: casus %s%s--help lists those it takes", word,
                    command->name, *command->name ? " " : "");
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
  if (!o) return fail_unknown(command, name, argv[*at], err);
  if (!o->value) return rest.ptr ? bad(err, "takes no value", argv[*at]) : set(o, cli, NULL, err);
  if (rest.ptr) return set(o, cli, rest.ptr, err);
  if (*at + 1 >= argc) return bad(err, "wants a value", argv[*at]);
  return set(o, cli, argv[++*at], err);
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

/* Does the word take the next one as its value, for any command? */
static bool takes_next(const char *word) {
  casus_str name = casus_str_from_c(word);
  bool is_long = casus_str_starts(name, CASUS_STR("--"));
  if (!is_long && name.len > 2) return false;
  for (size_t i = 0; i < CASUS_COUNT(options); i++)
    if (is_called(&options[i], casus_str_sub(name, 2, name.len), is_long ? 0 : word[1])) return options[i].value;
  return false;
}

int casus_options_first(int argc, char **argv) {
  int at = 1;
  while (at < argc && argv[at][0] == '-' && argv[at][1] && strcmp(argv[at], "--") != 0)
    at += takes_next(argv[at]) ? 2 : 1;
  return at < argc ? at : argc;
}

void casus_options_help(const casus_command *command, casus_buffer *out) {
  casus_buffer_printf(out, "usage: casus %s%s%s%s[options]\n\n%s\noptions:\n", command->name, *command->name ? " " : "",
                      command->synopsis, *command->synopsis ? " " : "", command->help);
  for (int common = 0; common < 2; common++)
    for (size_t i = 0; i < CASUS_COUNT(options); i++) {
      const option *o = &options[i];
      if (o->common != (common == 1) || !takes(command, o)) continue;
      char left[48];
      snprintf(left, sizeof left, "%c%c%s --%s %s", o->letter ? '-' : ' ', o->letter ? o->letter : ' ',
               o->letter ? "," : " ", o->name, o->value ? o->value : "");
      casus_buffer_printf(out, "  %-24s %s\n", left, o->help);
    }
  if (command->run == casus_cmd_import) casus_import_help(out);
}
