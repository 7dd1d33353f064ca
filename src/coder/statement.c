/* Utterances become statements that know the events they speak of. */
#include "coder/event.h"

static int put_about(const casus_reading *view, const casus_utterance *told, const casus_coding *coding,
                     casus_statement *statement) {
  size_t first = casus_event_from(coding, told->first), last = casus_event_from(coding, told->last);
  statement->about = casus_arena_array(view->arena, last - first, sizeof *statement->about);
  if (!statement->about) return casus_fail_memory(view->err);
  for (size_t i = first; i < last; i++) statement->about[statement->about_count++] = i;
  return CASUS_OK;
}

static int put_via(const casus_reading *view, const casus_utterance *told, casus_statement *statement) {
  statement->via = casus_arena_array(view->arena, told->via_count, sizeof *statement->via);
  if (!statement->via) return casus_fail_memory(view->err);
  statement->via_count = told->via_count;
  for (size_t i = 0; i < told->via_count; i++) statement->via[i] = told->via[i].name;
  return CASUS_OK;
}

static int put_id(const casus_reading *view, casus_statement *statement) {
  casus_str where = casus_arena_printf(view->arena, "statement-%u-%u", statement->span.start, statement->span.end);
  if (!where.ptr) return casus_fail_memory(view->err);
  casus_str parts[] = {view->document->id, where, statement->speaker.name, statement->verb};
  statement->id = casus_content_id(view->arena, parts, CASUS_COUNT(parts));
  return statement->id.ptr ? CASUS_OK : casus_fail_memory(view->err);
}

static int make_statement(const casus_reading *view, const casus_utterance *told, const casus_coding *coding,
                          casus_statement *statement) {
  const casus_token *tokens = view->text->tokens;
  *statement = (casus_statement){.sentence = told->sentence,
                                 .span = {tokens[told->first].span.start, tokens[told->last - 1].span.end},
                                 .speaker = told->speaker,
                                 .verb = told->word,
                                 .quote = told->quote,
                                 .prediction = told->prediction};
  int rc = put_about(view, told, coding, statement);
  if (!rc) rc = casus_expectations_put(view, told, coding, statement);
  if (!rc) rc = put_via(view, told, statement);
  return rc ? rc : put_id(view, statement);
}

/* What a verb of saying does is an event; one record of it is enough. */
static bool is_coded(const casus_coding *coding, uint32_t verb) {
  size_t i = casus_event_from(coding, verb);
  return i < coding->event_count && coding->events[i].trigger == verb;
}

static bool is_statement(const casus_utterance *told, const casus_coding *coding) {
  return !told->pledge && !(told->deed && is_coded(coding, told->verb));
}

int casus_statements_code(const casus_reading *view, casus_coding *coding) {
  size_t count = view->speech ? view->speech->count : 0;
  coding->statements = casus_arena_array(view->arena, count, sizeof *coding->statements);
  if (!coding->statements) return casus_fail_memory(view->err);
  for (size_t i = 0; i < count; i++) {
    const casus_utterance *told = &view->speech->items[i];
    if (told->first >= told->last || told->last > view->text->token_count || !is_statement(told, coding)) continue;
    int rc = make_statement(view, told, coding, &coding->statements[coding->statement_count]);
    if (rc) return rc;
    coding->statement_count++;
  }
  return CASUS_OK;
}
