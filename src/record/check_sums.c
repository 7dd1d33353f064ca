#include "record/check.h"

static const struct {
  const char *sums, *name;
} KINDS[CASUS_SUM_KINDS] = {
    [CASUS_SUM_DOCUMENT] =
        {"SELECT document, sum FROM document_sums",
         "SELECT 'document ' || id || coalesce(' of ' || path, '') FROM documents WHERE document = ?"},
    [CASUS_SUM_IMPORT] = {"SELECT import, sum FROM import_sums",
                          "SELECT 'import ' || path FROM imports WHERE import = ?"},
    [CASUS_SUM_ISSUE] = {"SELECT issue, sum FROM issue_sums",
                         "SELECT 'a refusal in ' || coalesce(path, '?') FROM issues WHERE issue = ?"},
};

/* By its name, or by its number where the name is lost. */
static int tell(casus_check *c, casus_sum_kind kind, int64_t row, casus_error *err) {
  static const char *const words[CASUS_SUM_KINDS] = {"document", "import", "issue"};
  casus_cursor named = {.record = c->record};
  casus_str name = {NULL, 0};
  named.rc = sqlite3_prepare_v2(c->record->db, KINDS[kind].name, -1, &named.statement, NULL);
  casus_bind_int(&named, row);
  if (casus_sql_next(&named, NULL) == CASUS_OK) name = casus_take_text(&named, c->arena);
  sqlite3_finalize(named.statement);
  if (!name.ptr) name = casus_arena_printf(c->arena, "%s number %lld", words[kind], (long long)row);
  if (!name.ptr) return casus_fail_memory(err);
  return casus_check_report(c, casus_arena_printf(c->arena, "%.*s is not as it was written", CASUS_STR_FMT(name)), err);
}

/* What cannot be read is damaged; what memory or the system refuses is another matter. */
static int check_one(casus_check *c, casus_sum_kind kind, int64_t row, uint64_t written, casus_error *err) {
  uint64_t sum;
  int code = casus_sum_of(c->record, kind, row, &sum, err);
  if (code && code != CASUS_E_DATA) return code;
  return code || sum != written ? tell(c, kind, row, err) : CASUS_OK;
}

static int check_kind(casus_check *c, casus_sum_kind kind, casus_error *err) {
  casus_cursor sums = {.record = c->record};
  sums.rc = sqlite3_prepare_v2(c->record->db, KINDS[kind].sums, -1, &sums.statement, NULL);
  int code;
  while ((code = casus_sql_next(&sums, err)) == CASUS_OK) {
    int64_t row = casus_take_int(&sums);
    uint64_t written = (uint64_t)casus_take_int(&sums);
    code = check_one(c, kind, row, written, err);
    casus_arena_reset(c->arena);
    if (code) break;
  }
  sqlite3_finalize(sums.statement);
  if (code == CASUS_E_DATA) return casus_check_report(c, CASUS_STR("the sums of what was written cannot be read"), err);
  return code == CASUS_END ? CASUS_OK : code;
}

int casus_check_sums(casus_check *c, casus_error *err) {
  int code = CASUS_OK;
  for (casus_sum_kind kind = 0; !code && kind < CASUS_SUM_KINDS; kind++) code = check_kind(c, kind, err);
  return code;
}
