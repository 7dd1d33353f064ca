#include <unistd.h>

#include "cli/cli.h"

int casus_cli_open_record(const casus_cli *cli, casus_record **record, casus_error *err) {
  bool fresh = !cli->db && access(casus_cli_db(cli), F_OK) != 0;
  if (fresh) casus_cli_note(cli, "no record %s yet: built-in knowledge only", casus_cli_db(cli));
  return casus_record_open(fresh ? ":memory:" : casus_cli_db(cli), !fresh, record, err);
}

casus_view_options casus_cli_view_options(const casus_cli *cli) {
  return (casus_view_options){
      .date = casus_date_known(cli->date) ? cli->date : cli->as_of, .since = cli->since, .region = cli->region};
}

static int write_map(const casus_cli *cli, casus_view *view, casus_map_form form, casus_error *err) {
  casus_buffer out = {0};
  int rc = casus_cli_put_map(cli, &out, view, form, err);
  if (rc == CASUS_OK) return casus_cli_write(cli, &out, err);
  casus_buffer_free(&out);
  return rc;
}

int casus_cmd_map(casus_cli *cli, casus_error *err) {
  if (cli->arg_count) return casus_fail(err, CASUS_E_USAGE, 0, "map takes no argument (see casus map --help)");
  casus_record *record = NULL;
  casus_view view = {0};
  casus_view_options options = casus_cli_view_options(cli);
  casus_map_form form;
  int rc = casus_cli_map_form(cli, &form, err);
  if (rc == CASUS_OK) rc = casus_cli_open_record(cli, &record, err);
  if (rc == CASUS_OK) rc = casus_view_open(cli, record, &options, &view, err);
  if (rc == CASUS_OK) rc = write_map(cli, &view, form, err);
  casus_view_close(&view);
  casus_record_free(record);
  return rc;
}

static int write_why(const casus_cli *cli, casus_view *view, casus_str code, casus_error *err) {
  uint32_t state = casus_world_state(&view->now, code);
  if (state == UINT32_MAX)
    return casus_fail(err, CASUS_E_USAGE, 0, "%.*s is no state: risks are of states, as PRK or 'North Korea'",
                      CASUS_STR_FMT(casus_atlas_name(view->atlas, code)));
  if (!casus_state_in(&view->now.states[state], view->map.region))
    return casus_fail(err, CASUS_E_USAGE, 0, "%.*s does not lie in the region %.*s",
                      CASUS_STR_FMT(view->now.states[state].name), CASUS_STR_FMT(view->map.region));
  casus_map_form form;
  view->report.chosen = &view->now.states[state];
  if (casus_cli_draws(cli, &form)) return write_map(cli, view, form, err);
  casus_buffer out = {0};
  casus_style style = casus_cli_style(view->atlas);
  if (!cli->json) {
    casus_out_why(&out, &view->report, state, &style);
    return casus_cli_write(cli, &out, err);
  }
  for (size_t i = 0; i < view->map.state_count; i++)
    if (view->map.states[i].state == state) casus_out_risk_json(&out, &view->map, &view->map.states[i]);
  return casus_cli_write(cli, &out, err);
}

int casus_cmd_why(casus_cli *cli, casus_error *err) {
  if (cli->arg_count != 1) return casus_fail(err, CASUS_E_USAGE, 0, "why whom? one ACTOR, as: casus why PRK");
  casus_coder *coder = NULL;
  casus_record *record = NULL;
  casus_view view = {0};
  casus_str code = {NULL, 0};
  casus_view_options options = casus_cli_view_options(cli);
  if (!options.region.ptr) options.region = CASUS_STR("world");
  int rc = casus_coder_open(cli->data, &coder, err);
  if (rc == CASUS_OK) rc = casus_cli_actor(cli, coder, casus_str_from_c(cli->args[0]), &code, err);
  if (rc == CASUS_OK) rc = casus_cli_open_record(cli, &record, err);
  if (rc == CASUS_OK) rc = casus_view_open(cli, record, &options, &view, err);
  if (rc == CASUS_OK) rc = write_why(cli, &view, code, err);
  casus_view_close(&view);
  casus_record_free(record);
  casus_coder_free(coder);
  return rc;
}
