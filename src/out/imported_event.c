/* Events of imported data sets, shown as what they are: whose coding, by man or machine, and how sure nobody says. */
#include "import/import.h"
#include "out/json.h"
#include "out/words.h"

static void put_side(casus_json *json, const char *key, casus_str actor, casus_str sector, casus_str name) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  if (actor.len || name.len) {
    casus_json_open(json, '{');
    put_text(json, "actor", actor);
    put_text(json, "sector", sector);
    put_text(json, "name", name);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

static void put_maybe(casus_json *json, const char *key, casus_maybe value) {
  casus_json_key(json, key);
  if (value.known)
    casus_json_int(json, value.value);
  else
    casus_json_null(json);
}

static void put_contexts(casus_json *json, casus_str contexts) {
  casus_str item;
  casus_json_key(json, "context");
  casus_json_open(json, '[');
  while (casus_str_split(&contexts, ';', &item))
    if (casus_str_trim(item).len) casus_json_str(json, casus_str_trim(item));
  casus_json_close(json, ']');
}

static void put_deaths(casus_json *json, const casus_imported_event *e) {
  casus_json_key(json, "deaths");
  casus_json_open(json, '{');
  casus_json_key(json, "best");
  if (e->deaths >= 0)
    casus_json_int(json, e->deaths);
  else
    casus_json_null(json);
  put_maybe(json, "low", e->deaths_low);
  put_maybe(json, "high", e->deaths_high);
  casus_json_close(json, '}');
}

static void put_place(casus_json *json, const casus_imported_event *e) {
  casus_json_key(json, "place");
  casus_json_open(json, '{');
  put_text(json, "name", e->place);
  put_text(json, "state", e->place_state);
  put_maybe(json, "precision", e->place_precision);
  put_double(json, "lat", e->lat);
  put_double(json, "lon", e->lon);
  casus_json_close(json, '}');
}

static void put_origin(casus_json *json, const casus_import_origin *origin) {
  casus_json_key(json, "import");
  casus_json_open(json, '{');
  put_text(json, "name", origin->name);
  put_text(json, "title", origin->title);
  put_text(json, "path", origin->path);
  put_int(json, "line", (int64_t)origin->line);
  put_date(json, "vintage", origin->vintage);
  put_bool(json, "machine_coded", casus_import_is_machine_coded(origin->name));
  casus_json_close(json, '}');
}

void casus_out_imported_event_json(casus_buffer *out, const casus_imported_event_row *row, casus_arena *arena) {
  static const char *const precisions[] = {"", "year", "month", "day"};
  const casus_imported_event *e = &row->event;
  casus_json json = begin(out, "event");
  put_text(&json, "origin", CASUS_STR("import"));
  casus_str id = casus_import_id(&row->origin, arena);
  out->failed |= !id.ptr;
  put_text(&json, "id", id);
  put_text(&json, "reference", e->reference);
  put_date(&json, "date", e->date);
  put_text(&json, "date_precision", casus_str_from_c(precisions[e->date.precision]));
  put_date(&json, "until", e->last);
  put_text(&json, "type", casus_str_from_c(casus_event_type_name(e->type)));
  put_text(&json, "mode", e->mode);
  put_text(&json, "cameo", e->cameo);
  put_contexts(&json, e->context);
  put_text(&json, "status", CASUS_STR(""));
  put_double(&json, "intensity", e->intensity);
  put_side(&json, "source", e->source, e->source_sector, e->source_name);
  put_side(&json, "target", e->target, e->target_sector, e->target_name);
  put_deaths(&json, e);
  put_place(&json, e);
  put_maybe(&json, "mentions", e->mentions);
  put_text(&json, "text", e->text);
  casus_json_key(&json, "confidence");
  casus_json_null(&json);
  put_origin(&json, &row->origin);
  end(&json);
}

enum { DAY = 10, WHAT = 18, GAP = 2, INDENT = DAY + GAP, MIDDLE_LEAST = 20 };

static void put_column(casus_buffer *out, casus_str text, size_t columns) {
  casus_escape_terminal_column(out, text, columns);
  casus_buffer_add_c(out, "  ");
}

static void put_who(casus_buffer *out, const casus_imported_event *e, const casus_style *style) {
  casus_party sides[] = {{.actor = e->source, .name = e->source_name}, {.actor = e->target, .name = e->target_name}};
  bool first = e->source.len || e->source_name.len, second = e->target.len || e->target_name.len;
  casus_event event = {
      .source = &sides[0], .source_count = first, .target = &sides[1], .target_count = second, .count = -1};
  size_t width = (size_t)casus_out_width(style), rest = DAY + GAP + WHAT + GAP;
  size_t middle = width > rest + MIDDLE_LEAST ? width - rest : MIDDLE_LEAST;
  casus_buffer who = {0};
  casus_out_who(&who, &event, middle, style);
  casus_escape_terminal_cut(out, casus_buffer_str(&who), middle);
  casus_buffer_add_char(out, '\n');
  out->failed |= who.failed;
  casus_buffer_free(&who);
}

static void add_deaths(casus_buffer *line, const casus_imported_event *e) {
  if (e->deaths < 0) return;
  casus_buffer_printf(line, "; deaths %lld", (long long)e->deaths);
  if (e->deaths_low.known && e->deaths_high.known && e->deaths_low.value < e->deaths_high.value)
    casus_buffer_printf(line, " (%d–%d)", e->deaths_low.value, e->deaths_high.value);
}

/* Whose it is: what a reader must know before taking it for a fact. */
static void put_source(casus_buffer *out, const casus_imported_event_row *row, const casus_style *style) {
  const casus_import_origin *origin = &row->origin;
  const casus_imported_event *e = &row->event;
  casus_buffer line = {0};
  char vintage[16];
  size_t length = casus_date_format(origin->vintage, vintage);
  casus_buffer_printf(&line, "%.*s, vintage %.*s, line %llu", CASUS_STR_FMT(origin->title), (int)length, vintage,
                      (unsigned long long)origin->line);
  casus_buffer_add_c(&line, casus_import_is_machine_coded(origin->name) ? "; machine-coded, confidence not known" : "");
  if (e->place.len) casus_buffer_printf(&line, "; %.*s", CASUS_STR_FMT(e->place));
  add_deaths(&line, e);
  if (e->mentions.known) casus_buffer_printf(&line, "; mentions %d", e->mentions.value);
  casus_out_paragraph(out, "", casus_buffer_str(&line), INDENT, CASUS_PAINT_DIM, style);
  out->failed |= line.failed;
  casus_buffer_free(&line);
}

void casus_out_imported_event_line(casus_buffer *out, const casus_imported_event_row *row, const casus_style *style) {
  const casus_imported_event *e = &row->event;
  char day[16];
  casus_buffer what = {0};
  put_column(out, casus_str_of(day, casus_date_format(e->date, day)), DAY);
  casus_buffer_printf(&what, "%s%s%.*s", casus_event_type_name(e->type), e->mode.len ? " " : "",
                      CASUS_STR_FMT(e->mode));
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal_column(out, casus_buffer_str(&what), WHAT);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_c(out, "  ");
  put_who(out, e, style);
  if (e->text.len) casus_out_wrapped(out, e->text, INDENT, style);
  put_source(out, row, style);
  out->failed |= what.failed;
  casus_buffer_free(&what);
}
