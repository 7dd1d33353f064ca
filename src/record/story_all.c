/* The wordings of a record that was made before there were any. */
#include "record/story.h"

static int set_wording(casus_record *record, int64_t row, casus_str id, casus_error *err) {
  casus_cursor cursor = casus_sql_use(record, CASUS_SQL_SET_WORDING);
  casus_bind_text(&cursor, id);
  casus_bind_int(&cursor, row);
  return casus_sql_run(&cursor, err);
}

static int link_document(casus_record *record, int64_t row, casus_str content, casus_str title, casus_str text,
                         casus_error *err) {
  casus_wording wording;
  if (!casus_wording_of(record->scratch, title, text, &wording)) return casus_fail_memory(err);
  casus_str id = casus_wording_id(record->scratch, &wording, title, content);
  if (!id.ptr) return casus_fail_memory(err);
  bool known = false;
  int code = casus_story_known(record, id, row, &known, err);
  if (!code) code = set_wording(record, row, id, err);
  return code || known ? code : casus_story_link(record, row, &wording, err);
}

/* In the order of recording, so that the record is as if it had been made today. */
int casus_story_link_all(casus_record *record, casus_error *err) {
  int64_t row = 0;
  int code = CASUS_OK;
  for (;;) {
    casus_cursor cursor = casus_sql_use(record, CASUS_SQL_DOCUMENT_AFTER);
    casus_bind_int(&cursor, row);
    code = casus_sql_next(&cursor, err);
    if (code) return code == CASUS_END ? CASUS_OK : code;
    row = casus_take_int(&cursor);
    casus_str content = casus_take_text(&cursor, record->scratch), title = casus_take_text(&cursor, record->scratch);
    casus_str text = casus_take_text(&cursor, record->scratch);
    code = casus_sql_close(&cursor, err);
    if (!code) code = link_document(record, row, content, title, text, err);
    casus_arena_reset(record->scratch);
    if (code) return code;
  }
}
