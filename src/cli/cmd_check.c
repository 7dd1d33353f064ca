#include <stdio.h>

#include "cli/cli.h"

static void print_fault(void *context, casus_str text) {
  (void)context;
  printf("fault: %.*s\n", CASUS_STR_FMT(text));
}

int casus_cmd_check(casus_cli *cli, casus_error *err) {
  casus_record *record = NULL;
  casus_view view = {0};
  casus_view_options options = {.date = cli->as_of, .region = CASUS_STR("world")};
  int rc = casus_record_open(casus_cli_db(cli), true, &record, err);
  int recorded = rc == CASUS_OK ? casus_record_check(record, print_fault, NULL, err) : rc;
  if (rc == CASUS_OK) rc = recorded == CASUS_E_CHECK ? CASUS_OK : recorded;
  if (rc == CASUS_OK) rc = casus_view_open(cli, record, &options, &view, err);
  if (rc == CASUS_OK) rc = casus_risk_check(&view.map, print_fault, NULL, err);
  if (rc == CASUS_OK && recorded != CASUS_OK) rc = recorded;
  if (rc == CASUS_OK) casus_cli_note(cli, "all well");
  casus_view_close(&view);
  casus_record_free(record);
  return rc;
}
