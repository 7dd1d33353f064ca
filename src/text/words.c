#include "text/words.h"

/* Longer forms than this are in no table: look-ups fold case into a buffer of this size. */
enum { LONGEST_KEY = 48 };

struct casus_words {
  casus_map maps[CASUS_TABLE_COUNT]; /* form -> index into items */
  casus_map known;                   /* whole names of data/actors -> classes */
  struct {
    casus_word *items;
    size_t count, capacity;
  } entries;
};

static const struct {
  const char *file, *classes;
} tables[CASUS_TABLE_COUNT] = {
#define TABLE_ROW(name, file, classes) [CASUS_TABLE_##name] = {file, classes},
    CASUS_WORD_TABLES(TABLE_ROW)
#undef TABLE_ROW
};

/* The bit of a class name in its table; 0: the table has no such class. */
static uint32_t class_bit(casus_word_table table, casus_str name) {
  casus_str list = casus_str_from_c(tables[table].classes), known;
  for (uint32_t bit = 1; casus_str_split(&list, ' ', &known); bit <<= 1)
    if (casus_str_eq(name, known)) return bit;
  return 0;
}

static bool add_word(casus_words *words, casus_word_table table, casus_arena *arena, casus_str form, casus_word word) {
  uint32_t at;
  if (casus_map_get(&words->maps[table], form, &at)) {
    words->entries.items[at].classes |= word.classes;
    return true;
  }
  casus_word *entry = casus_vec_push(&words->entries, arena);
  if (!entry) return false;
  *entry = word;
  return casus_map_set(&words->maps[table], arena, form, (uint32_t)(words->entries.count - 1));
}

static int read_table(casus_words *words, casus_word_table table, casus_str bytes, casus_arena *arena,
                      casus_error *err) {
  casus_table rows = casus_table_of(bytes);
  casus_str fields[3];
  while (casus_table_next(&rows, fields, CASUS_COUNT(fields))) {
    casus_word word = {.unit = fields[2]};
    casus_str list = fields[1], name;
    while (casus_list_next(&list, &name)) {
      uint32_t bit = class_bit(table, name);
      if (!bit)
        return casus_fail(err, CASUS_E_DATA, 0, "%s: line %zu: no class '%.*s'", tables[table].file, rows.line,
                          CASUS_STR_FMT(name));
      word.classes |= bit;
    }
    casus_parse_double(fields[2], &word.value);
    if (!add_word(words, table, arena, fields[0], word)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* A list that another room keeps in its first column; a build or folder without the file does without. */
static int read_list(casus_words *words, const char *folder, const char *file, casus_word_table table, uint32_t classes,
                     casus_arena *arena, casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, file, arena, &bytes, NULL);
  if (rc == CASUS_E_DATA) return CASUS_OK;
  if (rc) return casus_fail(err, rc, 0, "%s: cannot be read", file);
  casus_table rows = casus_table_of(bytes);
  casus_str field;
  while (casus_table_next(&rows, &field, 1)) {
    casus_str lower = casus_arena_copy(arena, field);
    if (!lower.ptr) return casus_fail_memory(err);
    char *bytes_of = (char *)lower.ptr;
    for (size_t i = 0; i < lower.len; i++) bytes_of[i] = casus_to_lower(bytes_of[i]);
    if (!add_word(words, table, arena, lower, (casus_word){.classes = classes})) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

static bool add_known(casus_words *words, casus_str name, uint32_t classes, casus_arena *arena) {
  uint32_t before = 0;
  if (name.len && name.ptr[0] == '?') name = casus_str_sub(name, 1, name.len); /* an alias that needs the full name */
  casus_map_get(&words->known, name, &before);
  return !name.len || casus_map_set(&words->known, arena, name, before | classes);
}

/* Kinds of rows in actors/names.tsv. */
static uint32_t class_of_kind(casus_str kind) {
  if (casus_str_eq(kind, CASUS_STR("adjective")) || casus_str_eq(kind, CASUS_STR("demonym"))) return CASUS_KNOWN_PEOPLE;
  return casus_str_eq(kind, CASUS_STR("seat")) ? CASUS_KNOWN_ORGANISATION : CASUS_KNOWN_PLACE;
}

static size_t count_lines(casus_str bytes) {
  size_t lines = 0;
  for (casus_str line; casus_str_split(&bytes, '\n', &line);) lines++;
  return lines;
}

/* Whole names that the lexicon of actors keeps; a build or folder without it does without. */
static int read_known(casus_words *words, const char *folder, casus_arena *arena, casus_error *err) {
  static const struct {
    const char *file;
    int name, aliases, kind; /* columns; -1: none */
    uint32_t classes;
  } files[] = {{"actors/names.tsv", 2, -1, 1, 0},
               {"actors/people.tsv", 0, 1, -1, CASUS_KNOWN_PERSON},
               {"actors/organisations.tsv", 2, 3, -1, CASUS_KNOWN_ORGANISATION},
               {"actors/media.tsv", 0, 1, -1, CASUS_KNOWN_ORGANISATION}};
  for (size_t i = 0; i < CASUS_COUNT(files); i++) {
    casus_str bytes, fields[4], alias;
    int rc = casus_data_get(folder, files[i].file, arena, &bytes, NULL);
    if (rc == CASUS_E_DATA) continue;
    if (rc) return casus_fail(err, rc, 0, "%s: cannot be read", files[i].file);
    if (!casus_map_reserve(&words->known, arena, words->known.count + count_lines(bytes)))
      return casus_fail_memory(err);
    casus_table rows = casus_table_of(bytes);
    while (casus_table_next(&rows, fields, CASUS_COUNT(fields))) {
      uint32_t classes = files[i].kind < 0 ? files[i].classes : class_of_kind(fields[files[i].kind]);
      casus_str list = files[i].aliases < 0 ? CASUS_STR("") : fields[files[i].aliases];
      bool added = add_known(words, fields[files[i].name], classes, arena);
      while (added && casus_list_next(&list, &alias)) added = add_known(words, alias, classes, arena);
      if (!added) return casus_fail_memory(err);
    }
  }
  return CASUS_OK;
}

int casus_words_open(const char *folder, casus_arena *arena, const casus_words **words, casus_error *err) {
  casus_words *fresh = casus_arena_alloc(arena, sizeof *fresh);
  if (!fresh) return casus_fail_memory(err);
  for (int table = 0; table < CASUS_TABLE_COUNT; table++) {
    casus_str bytes;
    int rc = casus_data_get(folder, tables[table].file, arena, &bytes, err);
    if (!rc) rc = read_table(fresh, (casus_word_table)table, bytes, arena, err);
    if (rc) return rc;
  }
  int rc = read_list(fresh, folder, "actors/names_first.tsv", CASUS_TABLE_NAMES, CASUS_NAMES_GIVEN, arena, err);
  if (!rc) rc = read_list(fresh, folder, "codebook/saying.tsv", CASUS_TABLE_WORDS, CASUS_WORD_QUOTES, arena, err);
  if (!rc) rc = read_known(fresh, folder, arena, err);
  if (!rc) *words = fresh;
  return rc;
}

casus_word casus_words_find(const casus_words *words, casus_word_table table, casus_str form) {
  const casus_map *map = &words->maps[table];
  char folded[LONGEST_KEY];
  uint32_t at;
  if (!form.len || form.len > LONGEST_KEY) return (casus_word){0};
  char first = casus_to_lower(form.ptr[0]), last = casus_to_lower(form.ptr[form.len - 1]);
  if (!casus_map_may_hold(map, casus_map_sign(first, last, form.len))) return (casus_word){0};
  for (size_t i = 0; i < form.len; i++) folded[i] = casus_to_lower(form.ptr[i]);
  if (!casus_map_get(map, casus_str_of(folded, form.len), &at)) return (casus_word){0};
  return words->entries.items[at];
}

bool casus_words_is(const casus_words *words, casus_word_table table, casus_str form, uint32_t classes) {
  return (casus_words_find(words, table, form).classes & classes) != 0;
}

uint32_t casus_words_known(const casus_words *words, casus_str name) {
  uint32_t classes = 0;
  casus_map_get(&words->known, name, &classes);
  return classes;
}
