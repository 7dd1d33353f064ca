/* Imported rows as people ask for them, and how each is read. */
#include "record/imported.h"

enum { ID_DIGITS = 8 }; /* of the content id: enough to tell the files of one record apart */

/* "Correlates of War Formal Alliances: …" */
static casus_str title_of(casus_str citation) {
  size_t colon = casus_str_find(citation, CASUS_STR(": "), 0);
  return casus_str_sub(citation, 0, colon);
}

casus_import_origin casus_take_origin(casus_cursor *c, casus_arena *arena) {
  casus_import_origin origin;
  origin.name = casus_take_text(c, arena);
  origin.title = title_of(casus_take_text(c, arena));
  origin.path = casus_take_text(c, arena);
  origin.content = casus_take_text(c, arena);
  origin.vintage = casus_take_date(c);
  origin.line = 0;
  return origin;
}

casus_maybe casus_take_maybe(casus_cursor *c) {
  casus_maybe value = {.known = !casus_take_null(c)};
  if (value.known) value.value = (int)casus_take_int(c);
  return value;
}

void casus_take_imported_tie(casus_cursor *c, casus_arena *arena, casus_imported_tie_row *row) {
  casus_tie *t = &row->tie;
  row->origin = casus_take_origin(c, arena);
  row->origin.line = (uint64_t)casus_take_int(c);
  t->kind = casus_take_text(c, arena);
  t->from = casus_take_text(c, arena);
  t->to = casus_take_text(c, arena);
  t->mutual = casus_take_int(c) != 0;
  t->start = casus_take_date(c);
  t->end = casus_take_date(c);
  t->amount.known = !casus_take_null(c);
  if (t->amount.known) t->amount.value = casus_take_double(c);
  t->amount.unit = casus_take_text(c, arena);
  t->year = casus_take_date(c);
  row->treaty = casus_take_text(c, arena);
  t->source = casus_take_text(c, arena);
  t->note = casus_take_text(c, arena);
  t->origin = CASUS_STR("import");
  t->status = CASUS_STATUS_ASSERTED;
  t->confidence = 1;
  t->event = SIZE_MAX;
}

void casus_take_imported_incident(casus_cursor *c, casus_arena *arena, casus_imported_incident_row *row) {
  casus_imported_incident *n = &row->incident;
  row->origin = casus_take_origin(c, arena);
  row->origin.line = n->line = (uint64_t)casus_take_int(c);
  n->a = casus_take_text(c, arena);
  n->b = casus_take_text(c, arena);
  n->first = casus_take_date(c);
  n->last = casus_take_date(c);
  n->level = (int)casus_take_int(c);
  n->fatal = casus_take_int(c) != 0;
  n->dispute = casus_take_text(c, arena);
  n->name = casus_take_text(c, arena);
  casus_maybe *const told[] = {&n->level_a, &n->level_b, &n->fatality, &n->origin_a, &n->origin_b};
  for (size_t i = 0; i < CASUS_COUNT(told); i++) *told[i] = casus_take_maybe(c);
}

casus_str casus_import_words(const casus_import_origin *origin, casus_arena *arena) {
  char vintage[16];
  casus_str path = origin->path;
  size_t length = casus_date_format(origin->vintage, vintage), from = path.len;
  while (from && path.ptr[from - 1] != '/') from--;
  path = casus_str_sub(path, from, path.len);
  if (!origin->line)
    return casus_arena_printf(arena, "%.*s, vintage %.*s", CASUS_STR_FMT(origin->title), (int)length, vintage);
  return casus_arena_printf(arena, "%.*s, vintage %.*s, line %llu of %.*s", CASUS_STR_FMT(origin->title), (int)length,
                            vintage, (unsigned long long)origin->line, CASUS_STR_FMT(path));
}

casus_str casus_import_id(const casus_import_origin *origin, casus_arena *arena) {
  casus_str content = casus_str_sub(origin->content, 0, ID_DIGITS);
  if (!origin->line)
    return casus_arena_printf(arena, "import:%.*s:%.*s", CASUS_STR_FMT(origin->name), CASUS_STR_FMT(content));
  return casus_arena_printf(arena, "import:%.*s:%.*s:%llu", CASUS_STR_FMT(origin->name), CASUS_STR_FMT(content),
                            (unsigned long long)origin->line);
}

/* The import stands for the document of other rows: out by its vintage. */
#define AS_DOCUMENT                                                                                                    \
  " JOIN (SELECT import, content AS id, vintage AS published, vintage_precision AS published_precision, "              \
  "imported AS seen FROM imports) d ON d.import = i.import AND " CASUS_IMPORT_COUNTS(":as_of")

static const casus_conditions TIE_CONDITIONS = {
    .actor = "(t.source_actor = :actor OR t.target_actor = :actor)",
    .other = "(t.source_actor = :other OR t.target_actor = :other)",
    .type = "(t.kind = :type OR substr(t.kind, 1, length(:type) + 1) = :type || '.')",
    .since = "coalesce(casus_last_day(t.last_day, t.last_precision) >= :since, 1)",
    .until = "coalesce(t.first_day <= :until, 1)",
};
static const casus_conditions INCIDENT_CONDITIONS = {
    .actor = "(t.a = :actor OR t.b = :actor)",
    .other = "(t.a = :other OR t.b = :other)",
    .since = "coalesce(casus_last_day(t.last_day, t.last_precision), "
             "casus_last_day(t.first_day, t.first_precision)) >= :since",
    .until = "t.first_day <= :until",
};

int casus_record_find_imported_ties(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                    casus_imported_tie_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  int begun = casus_query_begin(record, CASUS_IMPORTED_TIES AS_DOCUMENT, &TIE_CONDITIONS, "t.first_day, t.tie", filter,
                                &cursor, err);
  if (begun) return begun;
  CASUS_TAKE_ALL(cursor, casus_imported_tie_row, casus_take_imported_tie, rows, count);
}

int casus_record_find_imported_incidents(casus_record *record, const casus_filter *filter, casus_arena *arena,
                                         casus_imported_incident_row **rows, size_t *count, casus_error *err) {
  casus_cursor cursor;
  int begun = casus_query_begin(record, CASUS_IMPORTED_INCIDENTS AS_DOCUMENT, &INCIDENT_CONDITIONS,
                                "t.first_day, t.incident", filter, &cursor, err);
  if (begun) return begun;
  CASUS_TAKE_ALL(cursor, casus_imported_incident_row, casus_take_imported_incident, rows, count);
}
