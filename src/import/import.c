/* One import, from bytes to a committed transaction. */
#include "import/layout.h"

enum { ASK_EVERY = 4096 }; /* records between two questions whether to go on */

const casus_import_format *casus_import_format_at(size_t index) {
  for (size_t i = 0; casus_import_formats[i]; i++)
    if (i == index) return casus_import_formats[i];
  return NULL;
}
const char *casus_import_format_name(const casus_import_format *format) { return format->name; }
const char *casus_import_format_layout(const casus_import_format *format) { return format->layout; }
const char *casus_import_format_brings(const casus_import_format *format) { return format->brings; }
const char *casus_import_format_about(const casus_import_format *format) { return format->about; }

bool casus_import_is_machine_coded(casus_str name) {
  for (size_t i = 0; casus_import_formats[i]; i++)
    if (casus_str_eq(name, casus_str_from_c(casus_import_formats[i]->name)))
      return casus_import_formats[i]->machine_coded;
  return false;
}

void casus_import_format_columns(const casus_import_format *format, casus_buffer *out) {
  for (size_t i = 0; i < format->column_count; i++) {
    const char *column = format->columns[i];
    bool optional = column[0] == '?';
    casus_buffer_printf(out, "%s%s%s%s", i ? ", " : "", optional ? "[" : "", column + optional, optional ? "]" : "");
  }
}

static casus_str base_name(casus_str path) {
  size_t from = path.len;
  while (from && path.ptr[from - 1] != '/') from--;
  return casus_str_sub(path, from, path.len);
}

/* What a newer vintage replaces: the layout of a set; of a set in pieces, the piece. */
static bool fill_head(casus_importer *in, casus_str path, casus_str bytes) {
  casus_import *head = &in->result->import;
  const casus_import_format *f = in->format;
  casus_str piece = f->pieces ? base_name(path) : CASUS_STR("");
  head->name = casus_str_from_c(f->name);
  head->layout = casus_str_from_c(f->layout);
  head->series = casus_arena_printf(in->arena, "%s%s%s%s%.*s", f->series ? f->series : f->name, f->series ? "" : "/",
                                    f->series ? "" : f->layout, piece.len ? "/" : "", CASUS_STR_FMT(piece));
  head->path = casus_arena_copy(in->arena, path);
  head->content = casus_content_id(in->arena, &bytes, 1);
  head->citation = casus_str_from_c(f->citation);
  head->imported = in->options->today;
  head->vintage = casus_date_known(in->options->vintage) ? in->options->vintage : in->options->today;
  return head->series.ptr && head->path.ptr && head->content.ptr;
}

static bool is_empty(const casus_csv *csv) {
  for (size_t i = 0; i < csv->count; i++)
    if (csv->fields[i].len) return false;
  return !csv->fault;
}

/* Empty fields behind the last column are no fault. */
static size_t fields_told(const casus_csv *csv, size_t columns) {
  size_t count = csv->count;
  while (count > columns && csv->fields[count - 1].len == 0) count--;
  return count;
}

static void read_record(casus_importer *in) {
  casus_csv *csv = in->csv;
  casus_import *counts = &in->result->import;
  if (is_empty(csv)) return;
  in->line = csv->line;
  in->kept = in->skipped = in->left_out = false;
  in->reasons = 0;
  size_t told = fields_told(csv, in->fields);
  if (csv->fault)
    casus_import_skip(in, "%s", csv->fault);
  else if (told != in->fields && !in->format->ragged)
    casus_import_skip(in, "%zu fields, the header has %zu", told, in->fields);
  else
    in->format->row(in);
  if (!in->skipped && !in->kept && !in->left_out) casus_import_leave(in, "nothing in it for the record");
  counts->read++;
  counts->skipped += in->skipped;
  counts->kept += !in->skipped && in->kept;
  counts->left_out += !in->skipped && !in->kept;
}

static bool goes_on(casus_importer *in) {
  const casus_import_options *o = in->options;
  return !o->go_on ||
         o->go_on(o->context, in->csv->at < in->csv->bytes.len ? in->csv->at : in->csv->bytes.len, in->csv->bytes.len);
}

static int read_records(casus_importer *in) {
  in->csv->unquoted = in->format->unquoted;
  for (size_t n = 1; in->rc == CASUS_OK; n++) {
    int rc = casus_csv_next(in->csv, in->err);
    if (rc == CASUS_END) break;
    if (rc != CASUS_OK) return rc;
    read_record(in);
    casus_arena_reset(in->scratch);
    if (n % ASK_EVERY == 0 && !goes_on(in))
      return casus_fail(in->err, CASUS_E_SYSTEM, 0, "interrupted: nothing was imported");
  }
  if (in->rc == CASUS_OK && in->format->end) in->format->end(in);
  in->result->left = in->left.items;
  in->result->left_count = in->left.count;
  return in->rc;
}

static int import_all(casus_importer *in) {
  casus_import *head = &in->result->import;
  int rc = casus_record_import_begin(in->record, head, &in->result->known, in->err);
  if (rc != CASUS_OK || in->result->known) return rc;
  rc = read_records(in);
  if (rc == CASUS_OK && !head->kept)
    rc = casus_fail(in->err, CASUS_E_INPUT, 0, "no line of it could be used: nothing was imported");
  if (rc == CASUS_OK) return casus_record_import_end(in->record, head, in->err);
  casus_record_import_abort(in->record);
  return rc;
}

int casus_import_run(casus_record *record, casus_str name, casus_str path, casus_str bytes,
                     const casus_import_options *options, casus_arena *arena, casus_import_result *result,
                     casus_error *err) {
  *result = (casus_import_result){0};
  casus_importer in = {.record = record, .arena = arena, .options = options, .result = result, .err = err};
  in.scratch = casus_arena_new();
  in.csv = casus_arena_alloc(arena, sizeof *in.csv);
  int rc = in.scratch && in.csv ? casus_import_find_layout(&in, name, bytes, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) {
    in.state = casus_arena_alloc(arena, in.format->state_size);
    if (!in.state || !fill_head(&in, path, bytes)) rc = casus_fail_memory(err);
  }
  if (rc == CASUS_OK) rc = casus_state_codes_open(options->folder, &in.codes, err);
  if (rc == CASUS_OK) rc = import_all(&in);
  casus_state_codes_free(in.codes);
  casus_arena_free(in.scratch);
  return rc;
}
