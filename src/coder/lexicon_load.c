/* The tables of data/actors, row by row. */
#include "coder/lexicon.h"

#include <math.h>

typedef struct table_file {
  casus_lexicon *lexicon;
  const char *name;
  casus_table table;
  casus_error *err;
} table_file;

static int bad_row(const table_file *file, const char *what, casus_str value) {
  return casus_fail(file->err, CASUS_E_DATA, 0, "%s:%zu: %s: '%.*s'", file->name, file->table.line, what,
                    CASUS_STR_FMT(value));
}

casus_record_row *casus_lexicon_new_row(casus_lexicon *lexicon, casus_entry_kind kind) {
  if (!casus_vec_reserve(lexicon->arena, (void **)&lexicon->rows, lexicon->row_count, &lexicon->row_capacity,
                         sizeof *lexicon->rows))
    return NULL;
  casus_record_row *row = &lexicon->rows[lexicon->row_count++];
  row->kind = kind;
  row->from = INT32_MIN;
  row->to = INT32_MAX;
  row->code = row->sector = row->name = row->role = row->country = CASUS_STR("");
  return row;
}

static bool all_upper(casus_str s, size_t least) {
  for (size_t i = 0; i < s.len; i++)
    if (!casus_is_upper(s.ptr[i]) && !casus_is_digit(s.ptr[i])) return false;
  return s.len >= least;
}

static int read_days(const table_file *file, casus_str from, casus_str to, casus_record_row *row) {
  casus_date date;
  if (from.len) {
    if (!casus_date_parse(from, &date)) return bad_row(file, "no date", from);
    row->from = date.day;
  }
  if (to.len) {
    if (!casus_date_parse(to, &date)) return bad_row(file, "no date", to);
    row->to = casus_date_last_day(date);
  }
  return CASUS_OK;
}

static int read_detail(const table_file *file, casus_str text, casus_detail *detail) {
  static const struct {
    casus_detail detail;
    casus_str name;
  } names[] = {
#define CASUS_DETAIL_ROW(enumerator, name) {CASUS_DETAIL_##enumerator, CASUS_STR_INIT(name)},
      CASUS_DETAILS(CASUS_DETAIL_ROW)
#undef CASUS_DETAIL_ROW
  };
  for (size_t i = 0; i < CASUS_COUNT(names); i++) {
    if (!casus_str_eq(names[i].name, text)) continue;
    *detail = names[i].detail;
    return CASUS_OK;
  }
  return bad_row(file, "no such kind", text);
}

static int add_name(const table_file *file, casus_str name, casus_entry entry) {
  if (!name.len) return bad_row(file, "no name", name);
  return casus_lexicon_add(file->lexicon, name, entry) ? CASUS_OK : casus_fail_memory(file->err);
}

/* Adds `name` and the list of `aliases` as ways to write the newest row; "?" before one: only after the full name. */
static int add_names(const table_file *file, casus_str name, casus_str aliases) {
  casus_lexicon *lexicon = file->lexicon;
  casus_entry entry = {.row = (uint32_t)lexicon->row_count - 1};
  int rc = add_name(file, name, entry);
  if (rc != CASUS_OK) return rc;
  for (casus_str alias; casus_list_next(&aliases, &alias);) {
    entry.needs_full = alias.ptr[0] == '?';
    if (entry.needs_full) alias = casus_str_trim(casus_str_sub(alias, 1, alias.len));
    if (!casus_lexicon_add(lexicon, alias, entry)) return casus_fail_memory(file->err);
  }
  return CASUS_OK;
}

static int read_state(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  if (f[0].len != 3 || !all_upper(f[0], 3)) return bad_row(file, "no alpha-3 code", f[0]);
  if (!f[3].len) return bad_row(file, "no name", f[3]);
  casus_record_row *row = casus_lexicon_new_row(lexicon, CASUS_ENTRY_NAME);
  if (!row) return casus_fail_memory(file->err);
  row->code = row->country = f[0];
  row->name = f[3];
  row->sector = CASUS_STR("GOV");
  row->major = casus_str_eq(f[11], CASUS_STR("1"));
  row->island = casus_str_eq(f[13], CASUS_STR("1"));
  return casus_map_set(&lexicon->codes, lexicon->arena, f[0], (uint32_t)lexicon->row_count - 1)
             ? CASUS_OK
             : casus_fail_memory(file->err);
}

static int name_kind(const table_file *file, casus_str text, casus_entry_kind *kind) {
  static const struct {
    casus_str name;
    casus_entry_kind kind;
  } kinds[] = {
      {CASUS_STR_INIT("name"), CASUS_ENTRY_NAME},           {CASUS_STR_INIT("official"), CASUS_ENTRY_NAME},
      {CASUS_STR_INIT("former"), CASUS_ENTRY_NAME},         {CASUS_STR_INIT("short"), CASUS_ENTRY_NAME},
      {CASUS_STR_INIT("adjective"), CASUS_ENTRY_ADJECTIVE}, {CASUS_STR_INIT("demonym"), CASUS_ENTRY_DEMONYM},
      {CASUS_STR_INIT("seat"), CASUS_ENTRY_SEAT},           {CASUS_STR_INIT("capital"), CASUS_ENTRY_CAPITAL},
      {CASUS_STR_INIT("city"), CASUS_ENTRY_CITY},           {CASUS_STR_INIT("region"), CASUS_ENTRY_REGION},
      {CASUS_STR_INIT("province"), CASUS_ENTRY_REGION},
  };
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++) {
    if (!casus_str_eq(kinds[i].name, text)) continue;
    *kind = kinds[i].kind;
    return CASUS_OK;
  }
  return bad_row(file, "no such kind of name", text);
}

static casus_str default_sector(casus_entry_kind kind) {
  switch (kind) {
  case CASUS_ENTRY_NAME:
  case CASUS_ENTRY_CAPITAL:
  case CASUS_ENTRY_SEAT:
    return CASUS_STR("GOV");
  default:
    return CASUS_STR("");
  }
}

static int new_state_row(const table_file *file, casus_str code, casus_entry_kind kind) {
  casus_lexicon *lexicon = file->lexicon;
  uint32_t state;
  if (!casus_map_get(&lexicon->codes, code, &state)) return bad_row(file, "no such state", code);
  casus_record_row *row = casus_lexicon_new_row(lexicon, kind);
  if (!row) return casus_fail_memory(file->err);
  row->code = row->country = code;
  row->name = lexicon->rows[state].name;
  row->major = lexicon->rows[state].major;
  row->sector = default_sector(kind);
  return CASUS_OK;
}

static int read_point(const table_file *file, casus_str lat, casus_str lon, casus_entry *entry) {
  if (!lat.len && !lon.len) return CASUS_OK;
  if (!casus_parse_double(lat, &entry->lat) || fabs(entry->lat) > 90) return bad_row(file, "no latitude", lat);
  if (!casus_parse_double(lon, &entry->lon) || fabs(entry->lon) > 180) return bad_row(file, "no longitude", lon);
  entry->located = true;
  return CASUS_OK;
}

static int read_name(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  casus_entry_kind kind = CASUS_ENTRY_NAME;
  int rc = name_kind(file, f[1], &kind);
  if (rc != CASUS_OK || (rc = new_state_row(file, f[0], kind)) != CASUS_OK) return rc;
  casus_record_row *row = &lexicon->rows[lexicon->row_count - 1];
  if ((rc = read_days(file, f[3], f[4], row)) != CASUS_OK) return rc;
  casus_entry entry = {.row = (uint32_t)lexicon->row_count - 1};
  casus_str flags = f[5];
  for (casus_str flag; casus_list_next(&flags, &flag);) {
    if (all_upper(flag, 3))
      row->sector = flag;
    else if (casus_str_eq(flag, CASUS_STR("group")))
      entry.group = true;
    else if (casus_str_eq(flag, CASUS_STR("ambiguous")) || casus_str_eq(flag, CASUS_STR("context")))
      entry.ambiguous = true;
    else
      return bad_row(file, "no such flag", flag);
  }
  if ((rc = read_point(file, f[6], f[7], &entry)) != CASUS_OK) return rc;
  return add_name(file, f[2], entry);
}

/* Neighbouring places of one state and kind are one row: there are thousands, and they differ in nothing but the name.
 */
static int read_place(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  casus_entry_kind kind = CASUS_ENTRY_NAME;
  int rc = name_kind(file, f[1], &kind);
  if (rc != CASUS_OK) return rc;
  const casus_record_row *newest = lexicon->row_count ? &lexicon->rows[lexicon->row_count - 1] : NULL;
  bool same = newest && newest->kind == kind && casus_str_eq(newest->code, f[0]);
  if (!same && (rc = new_state_row(file, f[0], kind)) != CASUS_OK) return rc;
  if (f[3].len && !casus_str_eq(f[3], CASUS_STR("ambiguous"))) return bad_row(file, "no such flag", f[3]);
  casus_entry entry = {.row = (uint32_t)lexicon->row_count - 1, .ambiguous = f[3].len > 0};
  if ((rc = read_point(file, f[4], f[5], &entry)) != CASUS_OK) return rc;
  return add_name(file, f[2], entry);
}

static int read_person(table_file *file, const casus_str *f) {
  if (!all_upper(f[2], 3)) return bad_row(file, "no actor code", f[2]);
  casus_record_row *row = casus_lexicon_new_row(file->lexicon, CASUS_ENTRY_PERSON);
  if (!row) return casus_fail_memory(file->err);
  row->name = f[0];
  row->code = row->country = f[2];
  row->sector = f[3];
  row->role = f[4];
  int rc = read_days(file, f[5], f[6], row);
  return rc == CASUS_OK ? add_names(file, f[0], f[1]) : rc;
}

static int read_organisation(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  if (!all_upper(f[0], 3)) return bad_row(file, "no actor code", f[0]);
  casus_record_row *row = casus_lexicon_new_row(lexicon, CASUS_ENTRY_ORGANISATION);
  if (!row) return casus_fail_memory(file->err);
  row->code = f[0];
  row->sector = f[1];
  row->name = f[2];
  row->country = f[4];
  int rc = read_detail(file, f[5], &row->detail);
  if (rc != CASUS_OK || (rc = read_days(file, f[6], f[7], row)) != CASUS_OK) return rc;
  uint32_t index = (uint32_t)lexicon->row_count - 1;
  if (!casus_map_get(&lexicon->codes, f[0], NULL) && !casus_map_set(&lexicon->codes, lexicon->arena, f[0], index))
    return casus_fail_memory(file->err);
  return add_names(file, f[2], f[3]);
}

static int read_medium(table_file *file, const casus_str *f) {
  casus_record_row *row = casus_lexicon_new_row(file->lexicon, CASUS_ENTRY_MEDIUM);
  if (!row) return casus_fail_memory(file->err);
  row->name = f[0];
  row->code = row->country = f[2];
  row->sector = CASUS_STR("MED");
  return add_names(file, f[0], f[1]);
}

/* "minister of defense" -> "ministers of defense", "spokesman" -> "spokesmen", "embassy" -> "embassies". */
casus_str casus_lexicon_plural(casus_arena *arena, casus_str phrase) {
  size_t end = casus_str_find(phrase, CASUS_STR(" of "), 0);
  if (end == SIZE_MAX) end = phrase.len;
  casus_str word = casus_str_sub(phrase, 0, end), rest = casus_str_sub(phrase, end, phrase.len);
  const char *suffix = "s";
  size_t cut = 0;
  if (casus_str_ends(word, CASUS_STR("man"))) {
    cut = 2;
    suffix = "en";
  } else if (word.len > 1 && word.ptr[word.len - 1] == 'y' && !memchr("aeiou", word.ptr[word.len - 2], 5)) {
    cut = 1;
    suffix = "ies";
  } else if (casus_str_ends(word, CASUS_STR("s")) || casus_str_ends(word, CASUS_STR("x")) ||
             casus_str_ends(word, CASUS_STR("ch")) || casus_str_ends(word, CASUS_STR("sh"))) {
    suffix = "es";
  }
  return casus_arena_printf(arena, "%.*s%s%.*s", (int)(word.len - cut), word.ptr, suffix, CASUS_STR_FMT(rest));
}

static int read_role(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  if (!f[0].len) return bad_row(file, "no phrase", f[0]);
  if (f[1].len && !all_upper(f[1], 3)) return bad_row(file, "no sector", f[1]);
  casus_record_row *row = casus_lexicon_new_row(lexicon, CASUS_ENTRY_ROLE);
  if (!row) return casus_fail_memory(file->err);
  row->name = f[0];
  row->sector = f[1];
  int rc = read_detail(file, f[2], &row->detail);
  if (rc != CASUS_OK) return rc;
  casus_entry entry = {.row = (uint32_t)lexicon->row_count - 1};
  casus_str plural = casus_lexicon_plural(lexicon->arena, f[0]);
  if (!plural.ptr || !casus_lexicon_add(lexicon, f[0], entry)) return casus_fail_memory(file->err);
  entry.plural = true;
  return casus_lexicon_add(lexicon, plural, entry) ? CASUS_OK : casus_fail_memory(file->err);
}

static int read_given(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  casus_str rest = f[0];
  casus_atom atom;
  if (!casus_atom_next(&rest, &atom)) return bad_row(file, "no name", f[0]);
  char gender = f[1].len && (f[1].ptr[0] == 'm' || f[1].ptr[0] == 'f') ? f[1].ptr[0] : 'u';
  casus_str key = casus_arena_copy(lexicon->arena, casus_str_of((const char *)&atom.hash, sizeof atom.hash));
  if (!key.ptr || !casus_map_set(&lexicon->given, lexicon->arena, key, (uint32_t)gender))
    return casus_fail_memory(file->err);
  return CASUS_OK;
}

static int read_class(table_file *file, const casus_str *f) {
  casus_lexicon *lexicon = file->lexicon;
  casus_word_class class = casus_word_class_from(f[0]);
  if (!class) return bad_row(file, "no such class", f[0]);
  casus_str list = f[1];
  for (casus_str word; casus_list_next(&list, &word);) {
    uint32_t classes = 0;
    if (!casus_word_fits(word)) return bad_row(file, "no word in small letters", word);
    casus_map_get(&lexicon->words, word, &classes);
    if (!casus_map_set(&lexicon->words, lexicon->arena, word, classes | class)) return casus_fail_memory(file->err);
  }
  return CASUS_OK;
}

typedef struct table_kind {
  const char *name;
  const char *header; /* how its first line starts */
  size_t columns;
  int (*read)(table_file *file, const casus_str *fields);
} table_kind;

static const table_kind kinds[] = {
    {"actors/states.tsv", "#code\talpha2\t", 14, read_state},
    {"actors/names.tsv", "#code\tkind\ttext", 8, read_name},
    {"actors/places.tsv", "#code\tkind\tname", 6, read_place},
    {"actors/people.tsv", "#name\taliases\tcode", 7, read_person},
    {"actors/organisations.tsv", "#code\tsector\tname", 9, read_organisation},
    {"actors/roles.tsv", "#phrase\tsector", 3, read_role},
    {"actors/media.tsv", "#name\taliases\tcountry", 4, read_medium},
    {"actors/names_first.tsv", "#name\tgender", 2, read_given},
    {"actors/classes.tsv", "#class\twords", 2, read_class},
};

int casus_lexicon_load(casus_lexicon *lexicon, const char *folder, casus_error *err) {
  casus_str fields[CASUS_TABLE_COLUMNS];
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++) {
    casus_str bytes;
    int rc = casus_data_get(folder, kinds[i].name, lexicon->arena, &bytes, err);
    if (rc != CASUS_OK) return rc;
    table_file file = {lexicon, kinds[i].name, casus_table_of(bytes), err};
    while (casus_table_next(&file.table, fields, kinds[i].columns))
      if ((rc = kinds[i].read(&file, fields)) != CASUS_OK) return rc;
  }
  return CASUS_OK;
}

static int read_table(casus_lexicon *lexicon, const table_kind *kind, casus_dictionary *dictionary, casus_error *err) {
  casus_str name = casus_arena_printf(lexicon->arena, "%.*s", CASUS_STR_FMT(dictionary->name));
  casus_str fields[CASUS_TABLE_COLUMNS];
  casus_error told = {0};
  if (!name.ptr) return casus_fail_memory(err);
  table_file file = {lexicon, name.ptr, casus_table_of(dictionary->bytes), &told};
  while (casus_table_next(&file.table, fields, kind->columns)) {
    int rc = kind->read(&file, fields);
    if (rc == CASUS_OK) continue;
    if (rc != CASUS_E_DATA) return casus_fail_memory(err);
    dictionary->faults++;
    if (dictionary->fault) dictionary->fault(dictionary->context, told.message);
  }
  return CASUS_OK;
}

int casus_lexicon_add_file(casus_lexicon *lexicon, casus_dictionary *dictionary, casus_error *err) {
  casus_dictionary kept = *dictionary;
  kept.bytes = casus_arena_copy(lexicon->arena, dictionary->bytes);
  if (!kept.bytes.ptr) return casus_fail_memory(err);
  if (casus_str_starts(kept.bytes, CASUS_STR("\xEF\xBB\xBF")))
    kept.bytes = casus_str_sub(kept.bytes, 3, kept.bytes.len);
  lexicon->own_from = lexicon->entry_count;
  const table_kind *kind = NULL;
  for (size_t i = 0; i < CASUS_COUNT(kinds); i++)
    if (casus_str_starts(kept.bytes, casus_str_from_c(kinds[i].header))) kind = &kinds[i];
  int rc = kind ? read_table(lexicon, kind, &kept, err) : casus_lexicon_read_dictionary(lexicon, &kept, err);
  lexicon->own_from = 0;
  dictionary->faults = kept.faults;
  return rc;
}
