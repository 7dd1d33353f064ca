/* cli: `casus …`. The only room that prints, reads argv, exits. */
#ifndef CASUS_CLI_H
#define CASUS_CLI_H

#include "api/api.h"
#include "import/import.h"

enum { CASUS_MOST_DICTIONARIES = 32 };

/* Everything the command line can say; zeroed fields mean "not said". */
typedef struct casus_cli {
  const char *db, *output, *data; /* --db, -o, --data */
  const char *history, *fit;      /* backtest: --data, --fit */
  bool json, quiet, verbose, help, gold_tokens, explain, imported;
  casus_format format;
  casus_care reader;        /* the command's own, unless said */
  const char *parse_format; /* conllu, json, text */
  casus_date date, as_of, since, until, vintage;
  casus_limits limits;
  uint64_t max_words;
  casus_fetch_limits fetch;
  casus_str map, encoding, lang, region, actor, other, type, status, speaker, document, chosen, color;
  casus_outcome outcome; /* NONE: all */
  double min_confidence;
  uint64_t jobs, limit, seed, epochs, width, depth;
  const char *file; /* of a what-if's changes */
  const char *train, *dev, *test, *labelled, *vectors, *reasons, *guesses, *issues;
  const char *actors[CASUS_MOST_DICTIONARIES]; /* --actors, in their order */
  size_t actors_count, faults; /* faults: their lines that could not be used; the program then ends with 1 */
  char **args;                 /* what is left: files, names */
  int arg_count;
} casus_cli;

typedef struct casus_command {
  const char *name;
  const char *synopsis; /* behind the name */
  const char *brief;    /* one line of `casus --help` */
  const char *help;     /* what `casus NAME --help` says below the synopsis */
  const char *options;  /* long names it takes, space-separated, besides the common ones */
  int (*run)(casus_cli *cli, casus_error *err);
  casus_care reader; /* unless --reader says another */
} casus_command;

extern const casus_command casus_commands[]; /* ended by a NULL name */

/* options.c. CASUS_E_USAGE with a message that names the option. Fills cli->args from argv in place. */
int casus_options_parse(const casus_command *command, int argc, char **argv, casus_cli *cli, casus_error *err);
/* The place in argv of the first argument that is no option and no option's value; argc: there is none. */
int casus_options_first(int argc, char **argv);
void casus_options_help(const casus_command *command, casus_buffer *out);

/* shared.c */
const char *casus_cli_db(const casus_cli *cli);
unsigned casus_cli_jobs(const casus_cli *cli); /* --jobs, or the processors there are */
/* Today in UTC: the only clock of the program. */
casus_date casus_cli_today(void);
casus_style casus_cli_style(const casus_atlas *names); /* of standard output; names of actors, or NULL: codes */
/* Model and coder, with the user's actors; faulty lines of theirs are named on stderr. */
int casus_cli_tools(casus_cli *cli, casus_tools *tools, casus_error *err);
void casus_cli_warn(const char *format, ...) __attribute__((format(printf, 1, 2))); /* stderr; texts made safe for it */
void casus_cli_note(const casus_cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));                    /* stderr, unless -q */
void casus_cli_note_pace(const casus_cli *cli, size_t bytes); /* when so much text will take its time */
int casus_cli_write(const casus_cli *cli, casus_buffer *out, casus_error *err); /* to -o or standard output; frees it */

/* suggest.c */
casus_str casus_nearest_command(casus_str word);
/* The code of an actor named on the command line. CASUS_E_USAGE with a suggestion when nobody is called so. */
int casus_cli_actor(const casus_cli *cli, const casus_coder *coder, casus_str name, casus_str *code, casus_error *err);
/* CASUS_E_USAGE with a suggestion when no state lies in the region. */
int casus_cli_region(const casus_world *world, casus_str region, casus_error *err);

/* progress.c: one line on stderr for what takes more than a second, when that is a terminal and not with -q. It needs
 * no more of the caller than counts, and a call of casus_progress_end before anything is written to the terminal. */
typedef struct casus_progress {
  uint64_t documents, events;
  uint64_t done, all; /* bytes; all is 0 when there is no end that is known */
  bool parts;         /* parts of the work instead of bytes */
} casus_progress;
bool casus_progress_wanted(const casus_cli *cli);
void casus_progress_start(const casus_cli *cli, const char *stage, uint64_t all, bool parts);
void casus_progress_stage(const char *stage);             /* what is done now: "reading", "drawing" */
void casus_progress_tell(const casus_progress *progress); /* from any thread */
void casus_progress_hold(void);                           /* the line is gone until casus_progress_go_on */
void casus_progress_go_on(void);
void casus_progress_end(void); /* without a start: nothing */

/* inputs.c: what the command line names as input. */
typedef struct casus_inputs {
  int (*read)(void *context, casus_reader *reader);       /* each input that could be opened, in order */
  int (*refuse)(void *context, const casus_issue *issue); /* each that could not */
  bool fetches;                                           /* addresses are inputs */
  void *context;
} casus_inputs;
casus_read_options casus_cli_read_options(const casus_cli *cli);
int casus_inputs_run(casus_cli *cli, const casus_inputs *inputs, casus_error *err);
/* Bytes of all that will be read; 0: the end of some of it is not known. */
uint64_t casus_inputs_size(const casus_cli *cli);

/* problems.c: what was not read as it stands. */
typedef struct casus_problems {
  const casus_cli *cli;
  const char *path; /* of --issues */
  int fd, fault;    /* -1: none; errno of what could not be written */
  uint64_t counts[CASUS_DONE_COUNT][CASUS_FAULT_COUNT], all[CASUS_DONE_COUNT], told;
} casus_problems;
/* CASUS_E_USAGE or CASUS_E_SYSTEM when the file of --issues cannot be written; before any work. */
int casus_problems_open(const casus_cli *cli, casus_problems *problems, casus_error *err);
void casus_problems_tell(casus_problems *problems, const casus_issue *issue);
/* The issues of a document after the chain: why it was refused, or what of it was cut, guessed, repaired. */
void casus_problems_of(casus_problems *problems, const casus_coded *coded);
void casus_problems_sum(const casus_problems *problems); /* a line of stderr for each thing done */
int casus_problems_close(casus_problems *problems, casus_error *err);

/* census.c: languages, passages and encodings of the documents that were read, for the last lines. */
typedef struct casus_census casus_census;
casus_census *casus_census_new(void); /* NULL: out of memory */
void casus_census_free(casus_census *census);
int casus_census_take(casus_census *census, const casus_coded *coded, casus_error *err);
/* "12 documents in languages not coded yet: 7 Korean, 5 Russian; kept without events" and the like. */
void casus_census_tell(casus_census *census, const casus_cli *cli);

/* ingest.c: read files, code them, and record them. */
typedef struct casus_ingest {
  casus_arena *arena;
  CASUS_VEC(casus_str) ids; /* of the documents named, new or known, in order */
  bool keep_ids;            /* remember them */
  uint64_t added, known, passed_over;
  casus_problems *problems;
  casus_census *census; /* owned */
  casus_date newest; /* publication date of the newest of them */
} casus_ingest;
int casus_ingest_run(casus_cli *cli, const casus_tools *tools, casus_record *record, casus_ingest *ingest,
                     casus_error *err);
/* SIGINT asks for a clean end: the document under way is finished, then the run stops. A pipe is not waited for. */
void casus_interrupt_watch(void);
bool casus_interrupted(void);

/* atlas and record open together, and the map of a day with what changed: for map, why and the main job. */
typedef struct casus_view {
  casus_arena *arena;
  casus_atlas *atlas;
  casus_world now, before;
  casus_risk_map map, map_before;
  casus_report report;
} casus_view;
typedef struct casus_view_options {
  casus_date date;          /* unknown: the newest document's, else today */
  casus_date since;         /* compare with that day; unknown: no comparison unless `without` is given */
  const casus_str *without; /* compare with the record without these documents */
  size_t without_count;
  casus_str region;      /* ptr NULL: the region that the events speak of most */
  const casus_str *only; /* show rows of these documents only; NULL: all */
  size_t only_count;
} casus_view_options;
/* The day of the newest document, else today. */
casus_date casus_cli_newest(casus_record *record, casus_arena *arena);
int casus_view_open(const casus_cli *cli, casus_record *record, const casus_view_options *options, casus_view *view,
                    casus_error *err);
/* Its two halves, for what looks at the world before a map is drawn; casus_view_close after either, also when it
 * failed. */
int casus_view_worlds(const casus_cli *cli, casus_record *record, const casus_view_options *options, casus_view *view,
                      casus_error *err);
int casus_view_draw(const casus_view_options *options, casus_view *view, casus_error *err);
void casus_view_close(casus_view *view);

/* cmd_map.c: the record for reading; a map without any record shows built-in knowledge only. */
int casus_cli_open_record(const casus_cli *cli, casus_record **record, casus_error *err);
casus_view_options casus_cli_view_options(const casus_cli *cli); /* by --date, --as-of, --since, --region */

/* map_file.c: CASUS_E_USAGE when the name behind -o does not tell the form. */
typedef enum casus_map_form {
  CASUS_MAP_TEXT,
  CASUS_MAP_HTML,
  CASUS_MAP_SVG,
  CASUS_MAP_PNG,
  CASUS_MAP_GEOJSON,
  CASUS_MAP_CSV,
  CASUS_MAP_JSON
} casus_map_form;
int casus_cli_map_form(const casus_cli *cli, casus_map_form *form, casus_error *err);
/* Does the name ask for a map: .html, .svg, .png, .geojson? */
bool casus_cli_draws(const casus_cli *cli, casus_map_form *form);
/* With the look that --chosen and --color ask for, which the report keeps. */
int casus_cli_put_map(const casus_cli *cli, casus_buffer *out, casus_view *view, casus_map_form form, casus_error *err);

int casus_cmd_main(casus_cli *cli, casus_error *err); /* casus FILE… */
int casus_cmd_read(casus_cli *cli, casus_error *err);
int casus_cmd_code(casus_cli *cli, casus_error *err);
int casus_cmd_parse(casus_cli *cli, casus_error *err);
void casus_parse_json(const casus_text *text, casus_buffer *out); /* parse_json.c: a sentence a line */
/* show_predictions.c: predictions with what became of them, and the scores. */
int casus_show_predictions(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                           const casus_style *style, casus_buffer *out, casus_error *err);
/* show_imports.c: the imported sets; of an actor or a type, what they tell. */
int casus_show_imports(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                       const casus_style *style, casus_buffer *out, casus_error *err);
/* reprints.c: how often each event is told by that day. Reprinted: an earlier one of these rows is the same, of the
 * same story. */
int casus_cli_tellings(casus_record *record, casus_date as_of, casus_arena *arena, const casus_event_row *rows,
                       size_t count, casus_telling **tellings, casus_error *err);
/* show_stories.c: the stories of the documents that the filter lets through. */
int casus_show_stories(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                       const casus_style *style, casus_buffer *out, casus_error *err);
int casus_cmd_show(casus_cli *cli, casus_error *err);
int casus_cmd_map(casus_cli *cli, casus_error *err);
int casus_cmd_why(casus_cli *cli, casus_error *err);
int casus_cmd_what_if(casus_cli *cli, casus_error *err);
int casus_cmd_world(casus_cli *cli, casus_error *err);
int casus_cmd_train(casus_cli *cli, casus_error *err);
int casus_cmd_explain(casus_cli *cli, casus_error *err);
int casus_cmd_eval(casus_cli *cli, casus_error *err);
int casus_cmd_backtest(casus_cli *cli, casus_error *err);
int casus_cmd_check(casus_cli *cli, casus_error *err);
int casus_cmd_import(casus_cli *cli, casus_error *err);
void casus_import_help(casus_buffer *out); /* behind the words of `casus import --help`: the table of formats */

#endif
