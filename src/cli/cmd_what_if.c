/* `casus what-if`: the changed world as "now", the world as it is as "before". */
#include "cli/cli.h"

enum { FILE_LIMIT = 1 << 20, MOST_LINES = 10000 };

typedef CASUS_VEC(casus_what_line) line_vec;

typedef struct supposing {
  const casus_cli *cli;
  casus_view *view;
  line_vec lines;
  casus_what_if made;
  casus_supposed supposed;
  casus_error *err;
} supposing;

static int add_line(supposing *s, casus_str text, const char *file, size_t number) {
  if (s->lines.count == MOST_LINES) return casus_fail(s->err, CASUS_E_LIMIT, 0, "more than %d changes", MOST_LINES);
  casus_what_line *line = casus_vec_push(&s->lines, s->view->arena);
  if (!line) return casus_fail_memory(s->err);
  *line = (casus_what_line){text, file, number};
  return CASUS_OK;
}

/* One change a line; empty lines and what stands behind # are left out. */
static int add_file(supposing *s, const char *path) {
  casus_buffer bytes = {0};
  int rc = casus_file_read(path, FILE_LIMIT, &bytes, s->err);
  casus_str text = rc == CASUS_OK ? casus_arena_copy(s->view->arena, casus_buffer_str(&bytes)) : (casus_str){0}, line;
  casus_buffer_free(&bytes);
  if (rc != CASUS_OK) return rc;
  if (!text.ptr) return casus_fail_memory(s->err);
  const char *name = path[0] == '-' && !path[1] ? "standard input" : path;
  for (size_t number = 1; rc == CASUS_OK && casus_str_split(&text, '\n', &line); number++) {
    size_t remark = casus_str_find(line, CASUS_STR("#"), 0);
    line = casus_str_trim(remark == SIZE_MAX ? line : casus_str_sub(line, 0, remark));
    if (line.len) rc = add_line(s, line, name, number);
  }
  return rc;
}

static int read_lines(supposing *s) {
  int rc = CASUS_OK;
  for (int i = 0; i < s->cli->arg_count && rc == CASUS_OK; i++)
    rc = add_line(s, casus_str_from_c(s->cli->args[i]), NULL, 0);
  if (rc == CASUS_OK && s->cli->file) rc = add_file(s, s->cli->file);
  if (rc == CASUS_OK && !s->lines.count) rc = casus_fail(s->err, CASUS_E_USAGE, 0, "%s: no change in it", s->cli->file);
  return rc;
}

/* The atlas knows most names; the lexicons are opened only for those that it does not. */
static int make_world(supposing *s) {
  casus_view *view = s->view;
  int rc = casus_world_what_if(&view->now, NULL, s->lines.items, s->lines.count, view->arena, &s->made, s->err);
  if (rc != CASUS_E_USAGE) return rc;
  casus_coder *coder = NULL;
  rc = casus_coder_open(s->cli->data, &coder, s->err);
  if (rc == CASUS_OK)
    rc = casus_world_what_if(&view->now, coder, s->lines.items, s->lines.count, view->arena, &s->made, s->err);
  casus_coder_free(coder);
  return rc;
}

static int make_chains(supposing *s) {
  casus_view *view = s->view;
  casus_chain *chains = casus_arena_array(view->arena, s->made.attack_count, sizeof *chains);
  int rc = chains ? CASUS_OK : casus_fail_memory(s->err);
  for (size_t i = 0; i < s->made.attack_count && rc == CASUS_OK; i++)
    rc = casus_risk_chain(&view->map, s->made.attacks[i], (int)s->cli->depth, view->arena, &chains[i], s->err);
  s->supposed.chains = chains, s->supposed.chain_count = s->made.attack_count;
  return rc;
}

/* The two maps and what sets them apart. */
static int make_maps(supposing *s, casus_difference *difference) {
  casus_view *view = s->view;
  casus_risk_options options = {.region = view->map.region};
  view->before = view->now;
  view->map_before = view->map;
  view->map_before.world = &view->before;
  view->now = s->made.world;
  casus_change *told = NULL;
  casus_report *r = &view->report;
  int rc = casus_risk_map_of(&view->now, &view->before, &options, view->arena, &view->map, s->err);
  if (rc == CASUS_OK)
    rc = casus_risk_changes(&view->map, &view->map_before, view->arena, &told, &r->change_count, s->err);
  if (rc == CASUS_OK) rc = casus_risk_difference(&view->map, &view->map_before, view->arena, difference, s->err);
  r->changes = told;
  r->world = &view->now, r->map = &view->map, r->before = &view->before, r->map_before = &view->map_before;
  return rc;
}

static int suppose(supposing *s, const casus_view_options *options, casus_difference *difference) {
  casus_view *view = s->view;
  int rc = read_lines(s);
  if (rc == CASUS_OK) rc = make_world(s); /* a line that cannot be is told before anything is drawn */
  if (rc == CASUS_OK) rc = casus_view_draw(options, view, s->err);
  if (rc == CASUS_OK) rc = make_maps(s, difference);
  if (rc == CASUS_OK) rc = make_chains(s);
  casus_str *texts = casus_arena_array(view->arena, s->lines.count, sizeof *texts);
  if (rc == CASUS_OK && !texts) rc = casus_fail_memory(s->err);
  if (rc != CASUS_OK) return rc;
  for (size_t i = 0; i < s->lines.count; i++) texts[i] = s->lines.items[i].text;
  s->supposed.lines = texts, s->supposed.line_count = s->lines.count;
  s->supposed.notes = s->made.notes, s->supposed.note_count = s->made.note_count;
  s->supposed.difference = difference;
  view->report.supposed = &s->supposed;
  return CASUS_OK;
}

static int write(const casus_cli *cli, casus_view *view, casus_map_form form, casus_error *err) {
  casus_buffer out = {0};
  casus_style style = casus_cli_style(view->atlas);
  int rc = CASUS_OK;
  if (form == CASUS_MAP_TEXT)
    casus_out_what_if(&out, &view->report, &style);
  else if (form == CASUS_MAP_JSON)
    casus_out_what_if_json(&out, &view->report);
  else if (form == CASUS_MAP_CSV)
    casus_out_what_if_csv(&out, &view->report);
  else
    rc = casus_cli_put_map(cli, &out, view, form, err);
  if (rc == CASUS_OK) return casus_cli_write(cli, &out, err);
  casus_buffer_free(&out);
  return rc;
}

int casus_cmd_what_if(casus_cli *cli, casus_error *err) {
  if (!cli->arg_count && !cli->file)
    return casus_fail(err, CASUS_E_USAGE, 0, "what if what? as: casus what-if 'end alliance.defence USA KOR'");
  casus_record *record = NULL;
  casus_view view = {0};
  supposing s = {.cli = cli, .view = &view, .err = err};
  casus_difference difference = {0};
  casus_view_options options = casus_cli_view_options(cli);
  casus_map_form form;
  int rc = casus_cli_map_form(cli, &form, err);
  if (rc == CASUS_OK) rc = casus_cli_open_record(cli, &record, err);
  if (rc == CASUS_OK) rc = casus_view_worlds(cli, record, &options, &view, err);
  if (rc == CASUS_OK) rc = suppose(&s, &options, &difference);
  if (rc == CASUS_OK) rc = write(cli, &view, form, err);
  casus_view_close(&view);
  casus_record_free(record);
  return rc;
}
