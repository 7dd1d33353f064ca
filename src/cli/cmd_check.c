#include <stdio.h>

#include "cli/cli.h"

/* What a damaged record holds is not for the terminal as it is. */
static void print_fault(void *context, casus_str text) {
  (void)context;
  casus_buffer out = {0};
  casus_buffer_add_c(&out, "fault: ");
  casus_out_terminal(&out, text);
  printf("%.*s\n", CASUS_STR_FMT(casus_buffer_str(&out)));
  casus_buffer_free(&out);
}

/* Nothing is put right in place: whoever reads the documents again into a new record knows that all of it is whole. */
static void tell_how_to_mend(const casus_cli *cli) {
  casus_cli_note(
      cli,
      "to mend it, put %s aside and read the same files again into a new record: what is whole comes out the "
      "same, and what was damaged is as it was; imports likewise",
      casus_cli_db(cli));
}

int casus_cmd_check(casus_cli *cli, casus_error *err) {
  casus_record *record = NULL;
  casus_view view = {0};
  casus_view_options options = {.date = cli->as_of, .region = CASUS_STR("world")};
  int rc = casus_record_open(casus_cli_db(cli), true, &record, err);
  if (rc == CASUS_OK) rc = casus_record_check(record, print_fault, NULL, err);
  if (rc == CASUS_E_CHECK) tell_how_to_mend(cli);
  if (rc == CASUS_OK) rc = casus_view_open(cli, record, &options, &view, err);
  if (rc == CASUS_OK) rc = casus_risk_check(&view.map, print_fault, NULL, err);
  if (rc == CASUS_OK) casus_cli_note(cli, "all well");
  casus_view_close(&view);
  casus_record_free(record);
  return rc;
}
