/* What a record brings, on its way into the record of facts. */
#include "import/format.h"

static void added(casus_importer *in, int rc, uint64_t *count) {
  if (rc != CASUS_OK && in->rc == CASUS_OK) in->rc = rc;
  in->kept = true;
  ++*count;
}

static bool ends_early(casus_date first, casus_date last) {
  return casus_date_known(first) && casus_date_known(last) && casus_date_last_day(last) < first.day;
}

static void skip_order(casus_importer *in, casus_date first, casus_date last) {
  char from[16], to[16];
  size_t from_length = casus_date_format(first, from), to_length = casus_date_format(last, to);
  casus_import_skip(in, "it ends (%.*s) before it starts (%.*s)", (int)to_length, to, (int)from_length, from);
}

void casus_import_tie(casus_importer *in, const casus_imported_tie *tie) {
  casus_imported_tie row = *tie;
  if (in->rc != CASUS_OK) return;
  if (!row.tie.kind.len || !row.tie.from.len)
    casus_import_skip(in, "a tie without a kind or a first side");
  else if (casus_str_eq(row.tie.from, row.tie.to))
    casus_import_skip(in, "both sides are %.*s", CASUS_STR_FMT(row.tie.from));
  else if (ends_early(row.tie.start, row.tie.end))
    skip_order(in, row.tie.start, row.tie.end);
  else {
    row.line = in->line;
    added(in, casus_record_import_tie(in->record, &row, in->err), &in->result->ties);
  }
}

void casus_import_incident(casus_importer *in, const casus_imported_incident *incident) {
  casus_imported_incident row = *incident;
  if (in->rc != CASUS_OK) return;
  if (!row.a.len || casus_str_eq(row.a, row.b))
    casus_import_skip(in, "both sides are %.*s", CASUS_STR_FMT(row.a));
  else if (!casus_date_known(row.first))
    casus_import_skip(in, "an incident without a date");
  else if (ends_early(row.first, row.last))
    skip_order(in, row.first, row.last);
  else {
    bool swap = casus_str_cmp(row.b, row.a) < 0;
    row.a = swap ? incident->b : incident->a;
    row.b = swap ? incident->a : incident->b;
    row.level_a = swap ? incident->level_b : incident->level_a;
    row.level_b = swap ? incident->level_a : incident->level_b;
    row.origin_a = swap ? incident->origin_b : incident->origin_a;
    row.origin_b = swap ? incident->origin_a : incident->origin_b;
    row.line = in->line;
    added(in, casus_record_import_incident(in->record, &row, in->err), &in->result->incidents);
  }
}

void casus_import_event(casus_importer *in, const casus_imported_event *event) {
  casus_imported_event row = *event;
  if (in->rc != CASUS_OK) return;
  if (!casus_date_known(row.date)) {
    casus_import_skip(in, "an event without a date");
    return;
  }
  if (ends_early(row.date, row.last)) {
    skip_order(in, row.date, row.last);
    return;
  }
  row.line = in->line;
  added(in, casus_record_import_event(in->record, &row, in->err), &in->result->events);
}
