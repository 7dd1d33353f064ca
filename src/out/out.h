/* out: records, maps and reasons -> terminal, JSON, HTML, SVG. All escaping lives here. */
#ifndef CASUS_OUT_H
#define CASUS_OUT_H

#include "base/base.h"
#include "eval/eval.h"
#include "risk/risk.h"

typedef struct casus_style {
  bool color;               /* ANSI colours */
  int width;                /* columns of the terminal; 0: 80 */
  const casus_atlas *names; /* of actors; NULL: codes are shown */
} casus_style;

/* One JSON line each (design: the record contract), ended by \n. `document` is the id of its document. */
/* `telling`: how often it is told, shown where several documents do; NULL: not known. */
void casus_out_event_json(casus_buffer *out, const casus_event_row *row, const casus_telling *telling);
void casus_out_statement_json(casus_buffer *out, const casus_statement_row *row);
void casus_out_tie_json(casus_buffer *out, const casus_tie_row *row);
void casus_out_document_json(casus_buffer *out, const casus_document_row *row);
void casus_out_issue_json(casus_buffer *out, const casus_issue *issue);
/* A line of an issues file: file, record, line, byte, kind, reason, severity, done. */
void casus_out_problem_json(casus_buffer *out, const casus_issue *issue);
/* A line for each note of a document that was read, and one that it is not coded. */
void casus_out_notes_json(casus_buffer *out, const casus_document *document, bool not_coded);
void casus_out_risk_json(casus_buffer *out, const casus_risk_map *map, const casus_state_risk *risk);

/* Rows of a fresh coding, before any record: for `casus code`. Belongs to `arena`. */
int casus_out_coding_json(casus_buffer *out, const casus_document *document, const casus_text *text,
                          const casus_coding *coding, casus_arena *arena, casus_error *err);

/* Any text for a terminal, on one line: nothing in it is obeyed. */
void casus_out_terminal(casus_buffer *out, casus_str s);
/* For people. Control characters and terminal escapes in texts never pass through. */
void casus_out_event_line(casus_buffer *out, const casus_event_row *row, const casus_style *style);
void casus_out_statement_line(casus_buffer *out, const casus_statement_row *row, const casus_style *style);
void casus_out_tie_line(casus_buffer *out, const casus_tie_row *row, const casus_style *style);
void casus_out_document_line(casus_buffer *out, const casus_document_row *row, const casus_style *style);

/* An event of an imported set: no sentence, no status, and its confidence is not known. */
void casus_out_imported_event_json(casus_buffer *out, const casus_imported_event_row *row, casus_arena *arena);
void casus_out_imported_event_line(casus_buffer *out, const casus_imported_event_row *row, const casus_style *style);

/* An imported set; the lines that were skipped, as many as are handed over. */
void casus_out_import_json(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                           size_t count);
void casus_out_import_lines(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                            size_t count);
/* What a set tells, with file and line. A tie is as one of a report (style NULL: as JSON); needs a level of 2 to 5. */
int casus_out_imported_tie(casus_buffer *out, const casus_imported_tie_row *row, const casus_style *style,
                           casus_arena *arena, casus_error *err);
void casus_out_imported_incident_json(casus_buffer *out, const casus_imported_incident_row *row);
void casus_out_imported_incident_line(casus_buffer *out, const casus_imported_incident_row *row,
                                      const casus_style *style);
void casus_out_import_issue_line(casus_buffer *out, casus_str path, uint64_t line, casus_str reason);

/* A story with its documents, in the order of publication; one at least. */
typedef struct casus_story_row {
  casus_str id;
  const casus_document_row **documents;
  size_t count;
} casus_story_row;
void casus_out_story_json(casus_buffer *out, const casus_story_row *row);
void casus_out_story_line(casus_buffer *out, const casus_story_row *row, const casus_style *style);
/* Below an event line: "3 stories, 7 documents"; nothing when one document tells it. */
void casus_out_telling_line(casus_buffer *out, const casus_telling *telling, const casus_style *style);

/* A prediction with what became of it by `day`. */
void casus_out_prediction_json(casus_buffer *out, const casus_statement_row *row, const casus_verdict *verdict,
                               casus_date day);
void casus_out_prediction_line(casus_buffer *out, const casus_statement_row *row, const casus_verdict *verdict,
                               const casus_style *style);
/* How many predictions had which outcome by `day`; of one speaker, or of all (speaker empty). */
typedef struct casus_score {
  casus_str speaker;
  size_t counts[CASUS_OUTCOME_COUNT];
} casus_score;
/* scores.c: the scores of all and of each speaker, in order of appearance; list[0] is that of all. The same words of
 * the same speaker count once, however many reports print them. NULL when out of memory. */
casus_score *casus_out_scores(const casus_statement_row *rows, const casus_verdict *verdicts, size_t row_count,
                              casus_arena *arena, size_t *count);
void casus_out_score_json(casus_buffer *out, const casus_score *score, casus_date day);
void casus_out_score_line(casus_buffer *out, const casus_score *score, casus_date day, const casus_style *style);

/* What a what-if supposes and what follows. */
typedef struct casus_supposed {
  const casus_str *lines; /* as written */
  size_t line_count;
  const casus_str *notes; /* what makes no difference */
  size_t note_count;
  const casus_difference *difference;
  const casus_chain *chains; /* one for each attack */
  size_t chain_count;
} casus_supposed;

/* Everything a page or a summary shows. */
typedef struct casus_report {
  const casus_atlas *atlas;
  const casus_world *world, *before; /* before may be NULL */
  const casus_risk_map *map, *map_before;
  const casus_change *changes;
  size_t change_count;
  const casus_document_row *documents;
  size_t document_count; /* newly read; for `casus map`: all */
  const casus_event_row *events;
  size_t event_count;
  const casus_telling *tellings; /* of the events; NULL: not known */
  const casus_statement_row *statements;
  size_t statement_count;
  const casus_verdict *verdicts; /* of the statements; NULL: none were asked for */
  const casus_tie_row *ties;
  size_t tie_count;
  casus_str title;
  const casus_supposed *supposed; /* NULL: the world as it is; else `before` is that one */
  bool by_change;                 /* the map is coloured by the change of shares; wants map_before */
  const casus_state *chosen;      /* of `world`, whose draw-in the map shows; NULL: none */
} casus_report;

void casus_out_summary(casus_buffer *out, const casus_report *report, const casus_style *style); /* `casus FILE` */
void casus_out_ranking(casus_buffer *out, const casus_report *report,
                       const casus_style *style); /* `casus map` on a terminal */
/* `casus what-if`: treaty chains, the map as it would be, and the difference. */
void casus_out_what_if(casus_buffer *out, const casus_report *report, const casus_style *style);
void casus_out_what_if_json(casus_buffer *out, const casus_report *report);
void casus_out_what_if_csv(casus_buffer *out, const casus_report *report); /* RFC 4180, a state or a pair a row */
/* `casus world`: an answer for people, as JSON Lines, as a table. */
void casus_out_answer(casus_buffer *out, const casus_answer *answer, const casus_style *style);
void casus_out_answer_json(casus_buffer *out, const casus_answer *answer);
void casus_out_answer_csv(casus_buffer *out, const casus_answer *answer); /* RFC 4180 */
void casus_out_why(casus_buffer *out, const casus_report *report, uint32_t state,
                   const casus_style *style); /* `casus why` */
int casus_out_html(casus_buffer *out, const casus_report *report,
                   casus_error *err);                                 /* map.html: one file, no outside request */
void casus_out_map_csv(casus_buffer *out, const casus_risk_map *map); /* RFC 4180, one state a row */
/* `casus parse --explain`: each sentence as a tree, with the names, quotations, dates and amounts in it. */
int casus_out_tree(casus_buffer *out, const casus_text *text, const casus_style *style, casus_arena *arena,
                   casus_error *err);
/* Scores, confusions and the `worst` sentences with most faults. */
void casus_out_eval(casus_buffer *out, const casus_tally *tally, size_t worst);
/* Tab-separated, with a header: for each event told whether it was right, and the reasons of its confidence. */
void casus_out_eval_reasons(casus_buffer *out, const casus_tally *tally);
void casus_out_eval_guesses(casus_buffer *out, const casus_tally *tally);
void casus_out_eval_json(casus_buffer *out, const casus_tally *tally);
/* A table for each question, with bars, our row marked, and what it loses in words; or a line for each row. */
void casus_out_backtest(casus_buffer *out, const casus_backtest *test, const casus_style *style);
void casus_out_backtest_json(casus_buffer *out, const casus_backtest *test);
void casus_out_backtest_table(casus_buffer *out,
                              const casus_backtest *test); /* tab-separated: data/risk/backtest.tsv */
/* For each sentence its parse, each rule that a word of it might have set off, with its fate, and who was chosen for
 * sides that were left open. */
void casus_out_explain(casus_buffer *out, const casus_text *text, const casus_coding *coding, const casus_trial *trials,
                       size_t count);
/* The same but for the parse, a JSON line each. */
void casus_out_explain_json(casus_buffer *out, const casus_text *text, const casus_coding *coding,
                            const casus_trial *trials, size_t count);
/* named.c: a JSON line for each place that names actors. */
void casus_out_named(casus_buffer *out, const casus_document *document, const casus_text *text,
                     const casus_named *named, size_t count);
int casus_out_svg(casus_buffer *out, const casus_report *report, casus_error *err);
/* geojson.c: RFC 7946: a feature a state, a disputed area and a larger draw-in (of the chosen state all of them). */
int casus_out_geojson(casus_buffer *out, const casus_report *report, casus_error *err);

/* png.c: an SVG painted. `width` in pixels, 0: CASUS_PNG_WIDTH; outside the bounds it is CASUS_E_USAGE. CASUS_E_SYSTEM
 * with the package to install when the libraries or every font are missing. The same machine gives the same bytes. */
enum { CASUS_PNG_WIDTH = 1600, CASUS_PNG_LEAST = 100, CASUS_PNG_MOST = 10000 };
int casus_out_png(casus_buffer *out, casus_str svg, unsigned width, casus_error *err);

#endif
