/* The tables beside the rules: word classes, light verbs, status words, intensities; and look-ups. */
#include "coder/rule.h"

casus_str casus_lower_into(casus_str word, char *out, size_t size) {
  if (word.len > size) return (casus_str){NULL, 0};
  for (size_t i = 0; i < word.len; i++) out[i] = casus_to_lower(word.ptr[i]);
  return casus_str_of(out, word.len);
}

static bool map_get_lower(const casus_map *map, casus_str word, uint32_t *value) {
  char key[CASUS_BOOK_WORD];
  casus_str lower = casus_lower_into(word, key, sizeof key);
  return lower.ptr && casus_map_get(map, lower, value);
}

static int bad_row(casus_error *err, const char *file, size_t line, const char *what, casus_str word) {
  return casus_fail(err, CASUS_E_DATA, 0, "%s:%zu: %s '%.*s'", file, line, what, CASUS_STR_FMT(word));
}

int casus_book_new(casus_arena *arena, casus_book **book, casus_error *err) {
  casus_book *new_book = casus_arena_alloc(arena, sizeof *new_book);
  if (!new_book) return casus_fail_memory(err);
  new_book->arena = arena;
  memset(new_book->marked, 0xFF, sizeof new_book->marked);
  *book = new_book;
  return CASUS_OK;
}

static casus_class *class_named(casus_book *book, casus_str name) {
  uint32_t at;
  if (casus_map_get(&book->class_at, name, &at)) return &book->classes.items[at];
  casus_class *new_class = casus_vec_push(&book->classes, book->arena);
  if (!new_class || !(new_class->name = casus_arena_copy(book->arena, name)).ptr ||
      !casus_map_set(&book->class_at, book->arena, new_class->name, (uint32_t)(book->classes.count - 1)))
    return NULL;
  return new_class;
}

uint32_t casus_book_class(const casus_book *book, casus_str name) {
  uint32_t at;
  return casus_map_get(&book->class_at, name, &at) ? at : UINT32_MAX;
}

bool casus_book_in_class(const casus_book *book, uint32_t word_class, casus_str word) {
  uint32_t at;
  return word_class < book->classes.count && map_get_lower(&book->classes.items[word_class].words, word, &at);
}

/* All words of `from` into `to`: the rows are read again, for a map is not walked. */
static int class_include(casus_book *book, casus_str bytes, casus_str from, uint32_t to, size_t line, int depth,
                         casus_error *err);

static int class_add(casus_book *book, casus_str bytes, uint32_t to, casus_str words, size_t line, int depth,
                     casus_error *err) {
  casus_str word;
  while (casus_list_next(&words, &word)) {
    if (word.ptr[0] == '@') {
      int rc = class_include(book, bytes, casus_str_sub(word, 1, word.len), to, line, depth + 1, err);
      if (rc) return rc;
      continue;
    }
    casus_str key = casus_arena_copy(book->arena, word);
    if (!key.ptr || !casus_map_set(&book->classes.items[to].words, book->arena, key, 1)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

static int class_include(casus_book *book, casus_str bytes, casus_str from, uint32_t to, size_t line, int depth,
                         casus_error *err) {
  enum { DEEPEST = 8 };
  if (depth > DEEPEST) return bad_row(err, "codebook/classes.tsv", line, "classes include each other:", from);
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  bool found = false;
  while (casus_table_next(&table, fields, 2)) {
    if (!casus_str_eq(fields[0], from)) continue;
    found = true;
    int rc = class_add(book, bytes, to, fields[1], table.line, depth, err);
    if (rc) return rc;
  }
  return found ? CASUS_OK : bad_row(err, "codebook/classes.tsv", line, "no such class:", from);
}

int casus_book_classes(casus_book *book, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  while (casus_table_next(&table, fields, 2)) {
    if (!fields[0].len || !fields[1].len)
      return bad_row(err, "codebook/classes.tsv", table.line, "half a row:", fields[0]);
    if (!class_named(book, fields[0])) return casus_fail_memory(err);
    uint32_t at = casus_book_class(book, fields[0]);
    int rc = class_add(book, bytes, at, fields[1], table.line, 0, err);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "carry_out" -> "carry", "out" */
static void split_verb(casus_str verb, casus_str *head, casus_str *more) {
  size_t cut = casus_str_find(verb, CASUS_STR("_"), 0);
  *head = cut == SIZE_MAX ? verb : casus_str_sub(verb, 0, cut);
  *more = cut == SIZE_MAX ? CASUS_STR("") : casus_str_sub(verb, cut + 1, verb.len);
}

static int light_add(casus_book *book, casus_str verb, casus_light light, casus_error *err) {
  casus_str head;
  split_verb(verb, &head, &light.more);
  head = casus_arena_copy(book->arena, head);
  light.more = casus_arena_copy(book->arena, light.more);
  light.next = UINT32_MAX;
  casus_light *slot = casus_vec_push(&book->lights, book->arena);
  if (!slot || !head.ptr || !light.more.ptr) return casus_fail_memory(err);
  casus_map_get(&book->light_at, head, &light.next);
  *slot = light;
  bool set = casus_map_set(&book->light_at, book->arena, head, (uint32_t)(book->lights.count - 1));
  return set ? CASUS_OK : casus_fail_memory(err);
}

int casus_book_lights(casus_book *book, casus_str bytes, casus_error *err) {
  static const casus_str roles[] = {CASUS_STR_INIT("agent"), CASUS_STR_INIT("patient"), CASUS_STR_INIT("blamed"),
                                    CASUS_STR_INIT("occur")};
  casus_table table = casus_table_of(bytes);
  casus_str fields[3];
  while (casus_table_next(&table, fields, 3)) {
    casus_light light = {.word_class = UINT32_MAX};
    size_t role = 0;
    while (role < CASUS_COUNT(roles) && !casus_str_eq(fields[1], roles[role])) role++;
    if (role == CASUS_COUNT(roles)) return bad_row(err, "codebook/light.tsv", table.line, "no such role:", fields[1]);
    light.role = (casus_light_role)role;
    if (fields[2].len) {
      light.word_class = casus_book_class(book, casus_str_sub(fields[2], 1, fields[2].len));
      if (light.word_class == UINT32_MAX)
        return bad_row(err, "codebook/light.tsv", table.line, "no such class:", fields[2]);
    }
    casus_str verbs = fields[0], verb;
    while (casus_list_next(&verbs, &verb)) {
      int rc = light_add(book, verb, light, err);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

bool casus_slot_from(casus_str name, casus_slot *slot) {
  static const casus_str names[] = {
#define CASUS_SLOT_NAME(enumerator, text) CASUS_STR_INIT(text),
      CASUS_SLOTS(CASUS_SLOT_NAME)
#undef CASUS_SLOT_NAME
  };
  for (size_t i = 0; i < CASUS_COUNT(names); i++) {
    if (!casus_str_eq(name, names[i])) continue;
    *slot = (casus_slot)i;
    return true;
  }
  return false;
}

int casus_book_prepositions(casus_book *book, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  while (casus_table_next(&table, fields, 2)) {
    casus_slot slot;
    if (!casus_slot_from(fields[0], &slot) || slot < CASUS_SLOT_OF)
      return bad_row(err, "codebook/prepositions.tsv", table.line, "no such place:", fields[0]);
    casus_str words = fields[1], word;
    while (casus_list_next(&words, &word)) {
      casus_str key = casus_arena_copy(book->arena, word);
      if (!key.ptr || !casus_map_set(&book->prepositions, book->arena, key, (uint32_t)slot))
        return casus_fail_memory(err);
    }
  }
  return CASUS_OK;
}

casus_slot casus_book_preposition(const casus_book *book, casus_str word) {
  uint32_t slot;
  return map_get_lower(&book->prepositions, word, &slot) ? (casus_slot)slot : CASUS_SLOT_NONE;
}

int casus_book_confidence(casus_book *book, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  while (casus_table_next(&table, fields, 2)) {
    casus_reason reason;
    if (!casus_reason_from(fields[0], &reason))
      return bad_row(err, "codebook/confidence.tsv", table.line, "no such reason:", fields[0]);
    if (!casus_parse_double(fields[1], &book->confidence[reason]))
      return bad_row(err, "codebook/confidence.tsv", table.line, "no number:", fields[1]);
  }
  return CASUS_OK;
}

int casus_book_signs(casus_book *book, casus_str bytes, casus_error *err) {
  static const casus_str kinds[CASUS_SIGN_COUNT] = {CASUS_STR_INIT("verb"),     CASUS_STR_INIT("noun"),
                                                    CASUS_STR_INIT("modifier"), CASUS_STR_INIT("auxiliary"),
                                                    CASUS_STR_INIT("mark"),     CASUS_STR_INIT("preposition")};
  casus_table table = casus_table_of(bytes);
  casus_str fields[3];
  while (casus_table_next(&table, fields, 3)) {
    size_t kind = 0;
    casus_status status;
    while (kind < CASUS_SIGN_COUNT && !casus_str_eq(fields[1], kinds[kind])) kind++;
    if (kind == CASUS_SIGN_COUNT) return bad_row(err, "codebook/status.tsv", table.line, "no such kind:", fields[1]);
    if (!casus_status_from(fields[0], &status))
      return bad_row(err, "codebook/status.tsv", table.line, "no such status:", fields[0]);
    casus_str words = fields[2], word;
    while (casus_list_next(&words, &word)) {
      casus_str key = casus_arena_copy(book->arena, word);
      if (!key.ptr || !casus_map_set(&book->signs[kind], book->arena, key, (uint32_t)status))
        return casus_fail_memory(err);
    }
  }
  return CASUS_OK;
}

bool casus_book_sign(const casus_book *book, casus_sign_kind kind, casus_str word, casus_status *status) {
  uint32_t value;
  if (!map_get_lower(&book->signs[kind], word, &value)) return false;
  *status = (casus_status)value;
  return true;
}

int casus_book_intensities(casus_book *book, casus_str bytes, casus_error *err) {
  casus_table table = casus_table_of(bytes);
  casus_str fields[2];
  while (casus_table_next(&table, fields, 2)) {
    double value;
    if (!casus_parse_double(fields[1], &value) || value < -10 || value > 10)
      return bad_row(err, "codebook/intensity.tsv", table.line, "not an intensity:", fields[1]);
    casus_str cameo = casus_arena_copy(book->arena, fields[0]);
    casus_intensity *item = casus_vec_push(&book->intensities, book->arena);
    if (!item || !cameo.ptr) return casus_fail_memory(err);
    *item = (casus_intensity){cameo, value};
  }
  return CASUS_OK;
}

double casus_book_intensity(const casus_book *book, casus_str cameo) {
  double value = 0;
  size_t longest = 0;
  for (size_t i = 0; i < book->intensities.count; i++) {
    const casus_intensity *item = &book->intensities.items[i];
    if (item->cameo.len < longest || !casus_str_starts(cameo, item->cameo)) continue;
    longest = item->cameo.len;
    value = item->value;
  }
  return value;
}

uint32_t casus_book_trigger(const casus_book *book, casus_part part, casus_str word) {
  char key[CASUS_BOOK_WORD];
  uint32_t at;
  key[0] = (char)('0' + part);
  casus_str lower = casus_lower_into(word, key + 1, sizeof key - 1);
  return lower.ptr && casus_map_get(&book->trigger_at, casus_str_of(key, lower.len + 1), &at) ? at : UINT32_MAX;
}
