/* `casus show imports`: the sets, or what they tell of an actor. */
#include "cli/cli.h"

static int show_sets(const casus_cli *cli, casus_record *record, casus_arena *arena, casus_buffer *out,
                     casus_error *err) {
  casus_import_row *rows = NULL;
  casus_import_issue *issues = NULL;
  size_t count = 0, issue_count = 0;
  int rc = casus_record_imports(record, arena, &rows, &count, err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    rc = casus_record_import_issues(record, rows[i].number, arena, &issues, &issue_count, err);
    if (rc == CASUS_OK && cli->json)
      casus_out_import_json(out, &rows[i].import, issues, issue_count);
    else if (rc == CASUS_OK)
      casus_out_import_lines(out, &rows[i].import, issues, cli->verbose ? issue_count : 0);
  }
  return rc;
}

static int show_ties(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                     const casus_style *style, casus_buffer *out, casus_error *err) {
  casus_imported_tie_row *rows = NULL;
  size_t count = 0;
  int rc = casus_record_find_imported_ties(record, filter, arena, &rows, &count, err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++)
    rc = casus_out_imported_tie(out, &rows[i], cli->json ? NULL : style, arena, err);
  return rc;
}

/* They have no type: with one told, ties are meant. */
static int show_incidents(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                          const casus_style *style, casus_buffer *out, casus_error *err) {
  casus_imported_incident_row *rows = NULL;
  size_t count = 0;
  int rc =
      filter->type.len ? CASUS_OK : casus_record_find_imported_incidents(record, filter, arena, &rows, &count, err);
  for (size_t i = 0; rc == CASUS_OK && i < count; i++) {
    if (cli->json)
      casus_out_imported_incident_json(out, &rows[i]);
    else
      casus_out_imported_incident_line(out, &rows[i], style);
  }
  return rc;
}

int casus_show_imports(const casus_cli *cli, casus_record *record, const casus_filter *filter, casus_arena *arena,
                       const casus_style *style, casus_buffer *out, casus_error *err) {
  if (!filter->actor.len && !filter->type.len) return show_sets(cli, record, arena, out, err);
  int rc = show_ties(cli, record, filter, arena, style, out, err);
  return rc == CASUS_OK ? show_incidents(cli, record, filter, arena, style, out, err) : rc;
}
