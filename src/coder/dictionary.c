/* Actor and agent dictionaries of PETRARCH and TABARI, laid over the tables of data/actors. */
#include "coder/dictionary.h"

enum { MOST_FORMS = 256 };

typedef CASUS_VEC(casus_str) forms;

typedef struct dictionary {
  casus_lexicon *lexicon;
  casus_dictionary *file;
  casus_error *err;
  size_t line;
  bool remark;      /* inside <!-- --> */
  casus_map macros; /* "!PERSON!" -> index into lists */
  CASUS_VEC(casus_str) lists;
  forms names; /* of the record being read: its phrase, then the synonyms, as written */
  CASUS_VEC(casus_coded_days) codes;
  casus_str plural; /* ptr NULL: not told */
  size_t start;     /* the line where it starts */
  bool faulty;      /* a code of it could not be read */
} dictionary;

static int fault(dictionary *d, size_t line, const char *reason, casus_str value) {
  casus_error told;
  casus_fail(&told, CASUS_E_DATA, 0, "%.*s:%zu: %s: '%.*s'", CASUS_STR_FMT(d->file->name), line, reason,
             value.len < 80 ? (int)value.len : 80, value.len ? value.ptr : "");
  d->file->faults++;
  if (d->file->fault) d->file->fault(d->file->context, told.message);
  return CASUS_OK;
}

/* --- words ------------------------------------------------------------------------------------ */

/* The phrase with each "!MACRO!" replaced by each of its words. */
static int put_forms(dictionary *d, casus_str phrase, forms *out) {
  casus_arena *arena = d->lexicon->arena;
  forms open = {0};
  casus_str *first = casus_vec_push(&open, arena);
  if (!first) return casus_fail_memory(d->err);
  *first = phrase;
  for (size_t i = 0; i < open.count; i++) {
    casus_str form = open.items[i], word;
    size_t at = casus_str_find(form, CASUS_STR("!"), 0);
    size_t end = at == SIZE_MAX ? SIZE_MAX : casus_str_find(form, CASUS_STR("!"), at + 1);
    uint32_t list;
    if (end == SIZE_MAX) {
      casus_str *slot = casus_vec_push(out, arena);
      if (!slot) return casus_fail_memory(d->err);
      *slot = form;
      continue;
    }
    if (!casus_map_get(&d->macros, casus_str_sub(form, at, end + 1), &list))
      return fault(d, d->start, "no such substitution", casus_str_sub(form, at, end + 1));
    for (casus_str rest = d->lists.items[list]; casus_str_split(&rest, ',', &word);) {
      if (open.count == MOST_FORMS) return fault(d, d->start, "too many forms", phrase);
      casus_str *slot = casus_vec_push(&open, arena);
      word = casus_str_trim(word);
      if (!slot || !(*slot = casus_arena_printf(arena, "%.*s%.*s%.*s", (int)at, form.ptr, CASUS_STR_FMT(word),
                                                CASUS_STR_FMT(casus_str_sub(form, end + 1, form.len))))
                        .ptr)
        return casus_fail_memory(d->err);
    }
  }
  return CASUS_OK;
}

/* --- codes ------------------------------------------------------------------------------------ */

/* All of "[CODE limits] [CODE limits]". */
static int read_codes(dictionary *d, casus_str text) {
  d->faulty = true; /* until all are read */
  for (text = casus_str_trim(text); text.len; text = casus_str_trim(text)) {
    size_t end = casus_str_find(text, CASUS_STR("]"), 0), gap = 0;
    if (text.ptr[0] != '[' || end == SIZE_MAX) return fault(d, d->line, "no code in brackets", text);
    casus_str inside = casus_str_trim(casus_str_sub(text, 1, end));
    while (gap < inside.len && !casus_is_space(inside.ptr[gap]) && inside.ptr[gap] != '<' && inside.ptr[gap] != '>')
      gap++;
    casus_coded_days item = {.code = casus_str_sub(inside, 0, gap)};
    if (!casus_dictionary_is_code(item.code)) return fault(d, d->line, "no code", inside);
    if (!casus_dictionary_days(casus_str_trim(casus_str_sub(inside, gap, inside.len)), &item))
      return fault(d, d->line, "no limits of days", inside);
    casus_coded_days *slot = casus_vec_push(&d->codes, d->lexicon->arena);
    if (!slot) return casus_fail_memory(d->err);
    *slot = item;
    text = casus_str_sub(text, end + 1, text.len);
  }
  d->faulty = false;
  return CASUS_OK;
}

/* --- records ---------------------------------------------------------------------------------- */

static const casus_record_row *known(const casus_lexicon *lexicon, casus_str text) {
  casus_atom atoms[MOST_FORMS];
  size_t count = 0;
  uint32_t entry;
  while (count < MOST_FORMS && casus_atom_next(&text, &atoms[count])) count++;
  return count && casus_lexicon_named(lexicon, atoms, count, &entry) ? casus_entry_row(lexicon, entry) : NULL;
}

static bool is_dated(const casus_coded_days *item) { return item->from != INT32_MIN || item->to != INT32_MAX; }

/* The dictionaries do not tell persons from bodies: a person is who is known as one, has offices with days, or a given
 * name. */
static bool is_person(const casus_lexicon *lexicon, const casus_record_row *before, casus_str text, bool dated) {
  size_t space = casus_str_find(text, CASUS_STR(" "), 0);
  return (before && before->kind == CASUS_ENTRY_PERSON) || dated ||
         (space != SIZE_MAX && casus_lexicon_given(lexicon, casus_str_sub(text, 0, space)));
}

static int add_actor(dictionary *d, casus_str text, const casus_coded_days *item, bool dated,
                     const casus_record_row *before) {
  casus_lexicon *lexicon = d->lexicon;
  casus_record_row made = {.code = CASUS_STR(""), .country = CASUS_STR(""), .sector = CASUS_STR("")};
  casus_dictionary_put_code(lexicon, item->code, &made);
  bool state = made.country.len && !made.sector.len;
  made.role = before && before->kind == CASUS_ENTRY_PERSON ? before->role : CASUS_STR("");
  made.name = before && before->kind == CASUS_ENTRY_PERSON ? before->name : text;
  made.kind = state                                                         ? CASUS_ENTRY_NAME
              : made.country.len && is_person(lexicon, before, text, dated) ? CASUS_ENTRY_PERSON
                                                                            : CASUS_ENTRY_ORGANISATION;
  if (state) {
    made.name = casus_lexicon_actor_name(lexicon, made.code);
    made.sector = CASUS_STR("GOV");
  }
  casus_record_row *row = casus_lexicon_new_row(lexicon, made.kind);
  if (!row) return casus_fail_memory(d->err);
  *row = made;
  row->from = item->from;
  row->to = item->to;
  uint32_t index = (uint32_t)lexicon->row_count - 1;
  bool named = casus_map_get(&lexicon->codes, made.code, NULL) ||
               casus_map_set(&lexicon->codes, lexicon->arena, made.code, index);
  return named && casus_lexicon_add(lexicon, text, (casus_entry){.row = index}) ? CASUS_OK : casus_fail_memory(d->err);
}

/* What holds on certain days comes before what holds else. A state that is known by the name already stays as it is,
 * with what the tables know of the word (adjective, capital). */
static int add_actors(dictionary *d, casus_str name) {
  casus_str text = casus_dictionary_words(d->lexicon->arena, name, false);
  if (!text.ptr) return casus_fail_memory(d->err);
  const casus_record_row *found = known(d->lexicon, text);
  casus_record_row copy = {0}; /* rows move when one is added */
  if (found) copy = *found;
  const casus_record_row *before = found ? &copy : NULL;
  bool any_dated = false, nobody = true;
  for (size_t i = 0; i < d->codes.count; i++) {
    any_dated |= is_dated(&d->codes.items[i]);
    nobody &= d->codes.items[i].code.ptr[0] == '-';
  }
  if (nobody) casus_lexicon_forget(d->lexicon, text);
  if (before && d->codes.count == 1 && !any_dated && before->kind != CASUS_ENTRY_PERSON &&
      casus_str_eq(before->code, d->codes.items[0].code))
    return CASUS_OK;
  for (int dated = 1; dated >= 0; dated--)
    for (size_t i = 0; i < d->codes.count; i++) {
      const casus_coded_days *item = &d->codes.items[i];
      if (is_dated(item) != (dated == 1) || item->code.ptr[0] == '-') continue;
      int rc = add_actor(d, text, item, any_dated, before);
      if (rc) return rc;
    }
  return CASUS_OK;
}

static casus_detail detail_of(const casus_record_row *before, casus_str sector) {
  static const casus_str forces[] = {CASUS_STR_INIT("MIL"), CASUS_STR_INIT("REB"), CASUS_STR_INIT("COP"),
                                     CASUS_STR_INIT("UAF"), CASUS_STR_INIT("SPY")};
  static const casus_str people[] = {CASUS_STR_INIT("CVL"), CASUS_STR_INIT("REF"), CASUS_STR_INIT("LAB")};
  if (before && before->kind == CASUS_ENTRY_ROLE) return before->detail;
  for (size_t i = 0; i < CASUS_COUNT(forces); i++)
    if (casus_str_eq(forces[i], sector)) return CASUS_DETAIL_FORCE;
  for (size_t i = 0; i < CASUS_COUNT(people); i++)
    if (casus_str_eq(people[i], sector)) return CASUS_DETAIL_PEOPLE;
  return CASUS_DETAIL_OFFICE;
}

/* "TROOP {} [~MIL]": a noun that gives a sector to the state beside it. */
static int add_agent(dictionary *d, casus_str name) {
  casus_lexicon *lexicon = d->lexicon;
  casus_arena *arena = lexicon->arena;
  casus_str code = d->codes.items[0].code, text = casus_dictionary_words(arena, name, true);
  if (code.ptr[0] == '~') code = casus_str_sub(code, 1, code.len);
  const casus_record_row *before = text.ptr ? known(lexicon, text) : NULL;
  casus_str sector = casus_str_sub(code, 0, CASUS_STATE_LENGTH);
  casus_detail detail = detail_of(before, sector);
  casus_record_row *row = text.ptr ? casus_lexicon_new_row(lexicon, CASUS_ENTRY_ROLE) : NULL;
  if (!row) return casus_fail_memory(d->err);
  row->name = text;
  row->sector = sector;
  row->detail = detail;
  casus_entry entry = {.row = (uint32_t)lexicon->row_count - 1};
  bool added = casus_lexicon_add(lexicon, text, entry);
  entry.plural = true;
  casus_str plural = d->plural.ptr ? casus_dictionary_words(arena, d->plural, true) : casus_lexicon_plural(arena, text);
  added = added && plural.ptr && (!plural.len || casus_lexicon_add(lexicon, plural, entry));
  return added ? CASUS_OK : casus_fail_memory(d->err);
}

static bool is_agent(const dictionary *d) {
  casus_str code = d->codes.items[0].code;
  return code.ptr[0] == '~' || code.ptr[code.len - 1] == '~';
}

/* Ends the record being read. */
static int flush(dictionary *d) {
  forms all = {0};
  int rc = CASUS_OK;
  if (!d->names.count) return CASUS_OK;
  if (!d->codes.count && !d->faulty) rc = fault(d, d->start, "no code for it", d->names.items[0]);
  for (size_t i = 0; !rc && d->codes.count && i < d->names.count; i++) rc = put_forms(d, d->names.items[i], &all);
  for (size_t i = 0; !rc && i < all.count; i++)
    rc = is_agent(d) ? add_agent(d, all.items[i]) : add_actors(d, all.items[i]);
  d->names = (forms){0};
  d->codes.count = 0;
  d->plural = (casus_str){NULL, 0};
  d->faulty = false;
  return rc;
}

/* --- lines ------------------------------------------------------------------------------------ */

static bool has_letter(casus_str text) {
  casus_atom atom;
  return casus_atom_next(&text, &atom);
}

static int read_macro(dictionary *d, casus_str line, size_t equals) {
  casus_str name = casus_str_trim(casus_str_sub(line, 0, equals)), list = casus_str_sub(line, equals + 1, line.len);
  if (name.len < 3 || name.ptr[name.len - 1] != '!' || !has_letter(list))
    return fault(d, d->line, "no substitution", line);
  casus_str *slot = casus_vec_push(&d->lists, d->lexicon->arena);
  if (!slot || !casus_map_set(&d->macros, d->lexicon->arena, name, (uint32_t)d->lists.count - 1))
    return casus_fail_memory(d->err);
  *slot = list;
  return CASUS_OK;
}

/* "PHRASE {PLURAL} [CODE] …", "+SYNONYM" */
static int read_phrase(dictionary *d, casus_str line, bool synonym) {
  size_t codes = casus_str_find(line, CASUS_STR("["), 0), brace = casus_str_find(line, CASUS_STR("{"), 0);
  size_t end = codes < brace ? codes : brace;
  casus_str phrase = casus_str_trim(casus_str_sub(line, synonym, end));
  if (!has_letter(phrase)) return fault(d, d->line, "no phrase", line);
  if (synonym && !d->names.count) return fault(d, d->line, "a synonym of nothing", line);
  if (brace < codes) {
    size_t close = casus_str_find(line, CASUS_STR("}"), brace);
    if (close == SIZE_MAX || (codes != SIZE_MAX && close > codes))
      return fault(d, d->line, "no end of the plural", line);
    d->plural = casus_str_trim(casus_str_sub(line, brace + 1, close));
  }
  casus_str *slot = casus_vec_push(&d->names, d->lexicon->arena);
  if (!slot) return casus_fail_memory(d->err);
  *slot = phrase;
  return codes == SIZE_MAX ? CASUS_OK : read_codes(d, casus_str_sub(line, codes, line.len));
}

/* A line without remarks: "# …", "; …", and those in <!-- -->, which may go on over lines. */
static casus_str without_remarks(dictionary *d, casus_str line) {
  if (d->remark) {
    size_t end = casus_str_find(line, CASUS_STR("-->"), 0);
    if (end == SIZE_MAX) return CASUS_STR("");
    d->remark = false;
    line = casus_str_sub(line, end + 3, line.len);
  }
  size_t start = casus_str_find(line, CASUS_STR("<!--"), 0);
  if (start != SIZE_MAX) {
    d->remark = casus_str_find(line, CASUS_STR("-->"), start) == SIZE_MAX;
    line = casus_str_sub(line, 0, start);
  }
  for (size_t i = 0; i < line.len; i++)
    if (line.ptr[i] == '#' || line.ptr[i] == ';') return casus_str_sub(line, 0, i);
  return line;
}

static int read_line(dictionary *d, casus_str line) {
  line = casus_str_trim(without_remarks(d, line));
  if (!line.len) return CASUS_OK;
  if (casus_utf8_valid(line) < line.len) return fault(d, d->line, "not UTF-8", CASUS_STR(""));
  size_t equals = line.ptr[0] == '!' ? casus_str_find(line, CASUS_STR("="), 0) : SIZE_MAX;
  if (line.ptr[0] == '[' && d->names.count) return read_codes(d, line);
  if (line.ptr[0] == '+') return read_phrase(d, line, true);
  int rc = flush(d);
  if (rc) return rc;
  if (equals != SIZE_MAX) return read_macro(d, line, equals);
  if (line.ptr[0] == '&' || line.ptr[0] == '-' || line.ptr[0] == '[')
    return fault(d, d->line, "no actor or agent", line);
  d->start = d->line;
  return read_phrase(d, line, false);
}

int casus_lexicon_read_dictionary(casus_lexicon *lexicon, casus_dictionary *file, casus_error *err) {
  dictionary d = {.lexicon = lexicon, .file = file, .err = err};
  casus_str rest = file->bytes, line;
  int rc = CASUS_OK;
  while (!rc && casus_str_split(&rest, '\n', &line)) {
    d.line++;
    rc = read_line(&d, line);
  }
  return rc ? rc : flush(&d);
}
