/* Imported data sets: what they are, what came of them, what was skipped and why. */
#include "out/escape.h"
#include "out/out.h"

static void put_key(casus_json *json, const char *key, casus_str value) {
  casus_json_key(json, key);
  casus_json_str(json, value);
}

static void put_counts(casus_json *json, const casus_import *import) {
  const struct {
    const char *key;
    uint64_t count;
  } counts[] = {
      {"read", import->read}, {"kept", import->kept}, {"left_out", import->left_out}, {"skipped", import->skipped}};
  for (size_t i = 0; i < CASUS_COUNT(counts); i++) {
    casus_json_key(json, counts[i].key);
    casus_json_int(json, (int64_t)counts[i].count);
  }
}

void casus_out_import_json(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                           size_t count) {
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  put_key(&json, "record", CASUS_STR("import"));
  put_key(&json, "name", import->name);
  put_key(&json, "layout", import->layout);
  put_key(&json, "path", import->path);
  put_key(&json, "content", import->content);
  casus_json_key(&json, "vintage");
  casus_json_date(&json, import->vintage);
  casus_json_key(&json, "imported");
  casus_json_date(&json, import->imported);
  put_key(&json, "citation", import->citation);
  put_counts(&json, import);
  casus_json_key(&json, "issues");
  casus_json_open(&json, '[');
  for (size_t i = 0; i < count; i++) {
    casus_json_open(&json, '{');
    casus_json_key(&json, "line");
    casus_json_int(&json, (int64_t)issues[i].line);
    put_key(&json, "reason", issues[i].reason);
    casus_json_close(&json, '}');
  }
  casus_json_close(&json, ']');
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

static void put_date(casus_buffer *out, const char *before, casus_date date) {
  char text[16];
  size_t length = casus_date_format(date, text);
  casus_buffer_printf(out, "%s%.*s", before, (int)length, text);
}

void casus_out_import_issue_line(casus_buffer *out, casus_str path, uint64_t line, casus_str reason) {
  casus_escape_terminal(out, path);
  casus_buffer_printf(out, ":%llu: ", (unsigned long long)line);
  casus_escape_terminal(out, reason);
  casus_buffer_add_char(out, '\n');
}

void casus_out_import_lines(casus_buffer *out, const casus_import *import, const casus_import_issue *issues,
                            size_t count) {
  casus_buffer_printf(out, "%.*s %.*s", CASUS_STR_FMT(import->name), CASUS_STR_FMT(import->layout));
  put_date(out, ", vintage ", import->vintage);
  put_date(out, ", imported ", import->imported);
  casus_buffer_add_c(out, ": ");
  casus_escape_terminal(out, import->path);
  casus_buffer_printf(out, "\n  %llu rows read, %llu used, %llu left out, %llu skipped\n  %.*s\n",
                      (unsigned long long)import->read, (unsigned long long)import->kept,
                      (unsigned long long)import->left_out, (unsigned long long)import->skipped,
                      CASUS_STR_FMT(import->citation));
  for (size_t i = 0; i < count; i++) {
    casus_buffer_add_c(out, "  ");
    casus_out_import_issue_line(out, import->path, issues[i].line, issues[i].reason);
  }
}

int casus_out_imported_tie(casus_buffer *out, const casus_imported_tie_row *row, const casus_style *style,
                           casus_arena *arena, casus_error *err) {
  casus_tie_row tie = {.tie = row->tie, .published = row->origin.vintage, .document = CASUS_STR("")};
  casus_str origin = casus_import_words(&row->origin, arena), own = row->tie.source, note = row->tie.note;
  tie.event = tie.sentence_text = CASUS_STR("");
  tie.tie.id = casus_import_id(&row->origin, arena);
  tie.tie.source =
      casus_arena_printf(arena, "%.*s%s%.*s", CASUS_STR_FMT(own), own.len ? "; " : "", CASUS_STR_FMT(origin));
  tie.tie.note = casus_arena_printf(arena, "%.*s%s%.*s", CASUS_STR_FMT(row->treaty),
                                    row->treaty.len && note.len ? ": " : "", CASUS_STR_FMT(note));
  if (!origin.ptr || !tie.tie.id.ptr || !tie.tie.source.ptr || !tie.tie.note.ptr) return casus_fail_memory(err);
  if (!style) {
    casus_out_tie_json(out, &tie);
    return CASUS_OK;
  }
  tie.tie.note = casus_arena_printf(arena, "%.*s%s%.*s", CASUS_STR_FMT(tie.tie.note), tie.tie.note.len ? " — " : "",
                                    CASUS_STR_FMT(tie.tie.source));
  if (!tie.tie.note.ptr) return casus_fail_memory(err);
  casus_out_tie_line(out, &tie, style);
  return CASUS_OK;
}

void casus_out_imported_incident_json(casus_buffer *out, const casus_imported_incident_row *row) {
  const casus_imported_incident *n = &row->incident;
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  put_key(&json, "record", CASUS_STR("incident"));
  put_key(&json, "a", n->a);
  put_key(&json, "b", n->b);
  casus_json_key(&json, "date");
  casus_json_date(&json, n->first);
  casus_json_key(&json, "end");
  casus_json_date(&json, n->last);
  casus_json_key(&json, "level");
  casus_json_int(&json, n->level);
  casus_json_key(&json, "fatal");
  casus_json_bool(&json, n->fatal);
  put_key(&json, "dispute", n->dispute);
  put_key(&json, "name", n->name);
  put_key(&json, "source", row->origin.title);
  casus_json_key(&json, "vintage");
  casus_json_date(&json, row->origin.vintage);
  put_key(&json, "path", row->origin.path);
  casus_json_key(&json, "line");
  casus_json_int(&json, (int64_t)row->origin.line);
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

void casus_out_imported_incident_line(casus_buffer *out, const casus_imported_incident_row *row,
                                      const casus_style *style) {
  static const char *const levels[] = {"threat of force", "show of force", "use of force", "war"};
  const casus_imported_incident *n = &row->incident;
  casus_str a = style->names ? casus_atlas_name(style->names, n->a) : n->a,
            b = style->names ? casus_atlas_name(style->names, n->b) : n->b;
  put_date(out, "", n->first);
  if (casus_date_known(n->last)) put_date(out, " to ", n->last);
  casus_buffer_printf(out, "  %s%s  %.*s, %.*s", levels[n->level - 2], n->fatal ? ", with deaths" : "",
                      CASUS_STR_FMT(a), CASUS_STR_FMT(b));
  casus_buffer_add_c(out, n->name.len ? "\n            " : "\n");
  casus_escape_terminal(out, n->name);
  casus_buffer_printf(out, "%s            %.*s", n->name.len ? "\n" : "", CASUS_STR_FMT(row->origin.title));
  put_date(out, ", vintage ", row->origin.vintage);
  casus_buffer_printf(out, ", line %llu of ", (unsigned long long)row->origin.line);
  casus_escape_terminal(out, row->origin.path);
  casus_buffer_add_char(out, '\n');
}
