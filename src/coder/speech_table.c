#include "coder/speech_parts.h"

enum { LONGEST_PHRASE = 6, LONGEST_KEY = 64 };

struct casus_sayings {
  casus_map lemmas; /* -> index into words */
  CASUS_VEC(casus_saying) words;
  casus_map phrases; /* lemmas joined by a space -> index into classes */
  CASUS_VEC(casus_foretelling) classes;
  casus_map periods; /* -> index into lengths */
  CASUS_VEC(casus_period) lengths;
  int32_t untold_days;
  casus_map scholars, press, abroad; /* -> 1 */
};

static uint32_t frame_bit(casus_str name) {
  static const struct {
    const char *name;
    uint32_t bit;
  } frames[] = {{"that", CASUS_SAY_THAT},     {"quote", CASUS_SAY_QUOTE},     {"to", CASUS_SAY_TO},
                {"object", CASUS_SAY_OBJECT}, {"of", CASUS_SAY_OF},           {"for", CASUS_SAY_FOR},
                {"noun", CASUS_SAY_NOUN},     {"against", CASUS_SAY_AGAINST}, {"as", CASUS_SAY_AS},
                {"source", CASUS_SAY_SOURCE}, {"words", CASUS_SAY_WORDS},     {"whom", CASUS_SAY_WHOM}};
  for (size_t i = 0; i < CASUS_COUNT(frames); i++)
    if (casus_str_eq(name, casus_str_from_c(frames[i].name))) return frames[i].bit;
  return 0;
}

/* A lemma may stand in both files. */
static int add_word(casus_sayings *sayings, casus_str lemma, casus_saying word, casus_arena *arena, casus_error *err) {
  uint32_t at;
  if (casus_map_get(&sayings->lemmas, lemma, &at)) {
    sayings->words.items[at].frames |= word.frames;
    return CASUS_OK;
  }
  casus_saying *slot = casus_vec_push(&sayings->words, arena);
  if (!slot || !casus_map_set(&sayings->lemmas, arena, lemma, (uint32_t)(sayings->words.count - 1)))
    return casus_fail_memory(err);
  *slot = word;
  return CASUS_OK;
}

static int read_words(casus_sayings *sayings, const char *folder, const char *path, casus_arena *arena,
                      casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, path, arena, &bytes, err);
  if (rc) return rc;
  casus_table rows = casus_table_of(bytes);
  casus_str fields[3], frame;
  while (casus_table_next(&rows, fields, CASUS_COUNT(fields))) {
    casus_saying word = {.frames = 0};
    for (casus_str list = fields[2]; casus_list_next(&list, &frame);) {
      word.denies |= casus_str_eq(frame, CASUS_STR("deny"));
      word.views |= casus_str_eq(frame, CASUS_STR("view"));
      word.does |= casus_str_eq(frame, CASUS_STR("do"));
      word.pledges |= casus_str_eq(frame, CASUS_STR("pledge"));
    }
    for (casus_str list = fields[1]; casus_list_next(&list, &frame);) {
      uint32_t bit = frame_bit(frame);
      if (!bit)
        return casus_fail(err, CASUS_E_DATA, 0, "%s: line %zu: no frame '%.*s'", path, rows.line, CASUS_STR_FMT(frame));
      word.frames |= bit;
    }
    rc = add_word(sayings, fields[0], word, arena, err);
    if (rc) return rc;
  }
  return CASUS_OK;
}

static bool is_class(casus_str name) {
  static const char *const names[] = {"possible",       "expected",    "planned", "horizon",
                                      "horizon-period", "horizon-end", "period",  "untold"};
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_eq(name, casus_str_from_c(names[i]))) return true;
  return false;
}

/* Empty: 0. */
static bool read_length(casus_str field, int32_t *length) {
  enum { LONGEST = 36500 };
  int64_t number = 0;
  if (field.len && (!casus_parse_int(field, &number) || number < 1 || number > LONGEST)) return false;
  *length = (int32_t)number;
  return true;
}

static int add_phrase(casus_sayings *sayings, casus_str phrase, casus_foretelling class, casus_period period,
                      casus_arena *arena, casus_error *err) {
  if (casus_str_eq(class.class, CASUS_STR("untold"))) {
    sayings->untold_days = period.days;
    return CASUS_OK;
  }
  bool is_period = casus_str_eq(class.class, CASUS_STR("period"));
  casus_period *length = is_period ? casus_vec_push(&sayings->lengths, arena) : NULL;
  casus_foretelling *slot = is_period ? NULL : casus_vec_push(&sayings->classes, arena);
  size_t count = is_period ? sayings->lengths.count : sayings->classes.count;
  if ((!length && !slot) ||
      !casus_map_set(is_period ? &sayings->periods : &sayings->phrases, arena, phrase, (uint32_t)(count - 1)))
    return casus_fail_memory(err);
  if (length) *length = period;
  if (slot) *slot = class;
  return CASUS_OK;
}

static int read_phrases(casus_sayings *sayings, casus_str bytes, casus_arena *arena, casus_error *err) {
  casus_table rows = casus_table_of(bytes);
  casus_str fields[4];
  while (casus_table_next(&rows, fields, CASUS_COUNT(fields))) {
    casus_period period = {0};
    bool lengths = read_length(fields[2], &period.days) && read_length(fields[3], &period.months);
    bool wants_days = casus_str_eq(fields[1], CASUS_STR("horizon")) || casus_str_eq(fields[1], CASUS_STR("period")) ||
                      casus_str_eq(fields[1], CASUS_STR("untold"));
    if (!is_class(fields[1]) || !lengths || wants_days != (period.days > 0))
      return casus_fail(err, CASUS_E_DATA, 0, "foretell.tsv: line %zu: no class '%.*s', or no number of days with it",
                        rows.line, CASUS_STR_FMT(fields[1]));
    int rc = add_phrase(sayings, fields[0], (casus_foretelling){.class = fields[1], .days = period.days}, period, arena,
                        err);
    if (rc) return rc;
  }
  if (sayings->untold_days) return CASUS_OK;
  return casus_fail(err, CASUS_E_DATA, 0, "foretell.tsv: no days for an untold horizon");
}

static int read_list(const char *folder, const char *name, casus_map *list, casus_arena *arena, casus_error *err) {
  casus_str bytes, field;
  int rc = casus_data_get(folder, name, arena, &bytes, err);
  if (rc) return rc;
  casus_table rows = casus_table_of(bytes);
  while (casus_table_next(&rows, &field, 1))
    if (!casus_map_set(list, arena, field, 1)) return casus_fail_memory(err);
  return CASUS_OK;
}

int casus_sayings_open(const char *folder, casus_arena *arena, const casus_sayings **sayings, casus_error *err) {
  casus_str phrases;
  casus_sayings *fresh = casus_arena_alloc(arena, sizeof *fresh);
  if (!fresh) return casus_fail_memory(err);
  int rc = read_words(fresh, folder, "codebook/saying.tsv", arena, err);
  if (!rc) rc = read_words(fresh, folder, "codebook/voicing.tsv", arena, err);
  if (!rc) rc = casus_data_get(folder, "codebook/foretell.tsv", arena, &phrases, err);
  if (!rc) rc = read_list(folder, "codebook/scholars.tsv", &fresh->scholars, arena, err);
  if (!rc) rc = read_list(folder, "codebook/press.tsv", &fresh->press, arena, err);
  if (!rc) rc = read_list(folder, "codebook/abroad.tsv", &fresh->abroad, arena, err);
  if (!rc) rc = read_phrases(fresh, phrases, arena, err);
  if (!rc) *sayings = fresh;
  return rc;
}

casus_saying casus_sayings_find(const casus_sayings *sayings, casus_str lemma) {
  uint32_t at;
  return casus_map_get(&sayings->lemmas, lemma, &at) ? sayings->words.items[at] : (casus_saying){0};
}

casus_saying casus_sayings_pair(const casus_sayings *sayings, casus_str lemma, casus_str second) {
  char key[LONGEST_KEY];
  if (lemma.len + second.len + 1 > LONGEST_KEY) return (casus_saying){0};
  size_t length = 0;
  for (size_t i = 0; i < lemma.len; i++) key[length++] = lemma.ptr[i];
  key[length++] = ' ';
  for (size_t i = 0; i < second.len; i++) key[length++] = second.ptr[i];
  return casus_sayings_find(sayings, casus_str_of(key, length));
}

casus_foretelling casus_sayings_foretell(const casus_sayings *sayings, const casus_text *text, uint32_t at,
                                         uint32_t last) {
  char key[LONGEST_KEY];
  size_t length = 0;
  casus_foretelling found = {.first = at, .last = at + 1};
  for (uint32_t i = at; i < last && i < at + LONGEST_PHRASE; i++) {
    casus_str lemma = text->tokens[i].lemma;
    if (!lemma.len || length + lemma.len + 1 >= LONGEST_KEY) break;
    if (i > at) key[length++] = ' ';
    for (size_t k = 0; k < lemma.len; k++) key[length++] = casus_to_lower(lemma.ptr[k]);
    uint32_t class_at;
    if (!casus_map_get(&sayings->phrases, casus_str_of(key, length), &class_at)) continue;
    found = sayings->classes.items[class_at];
    found.first = at;
    found.last = i + 1;
  }
  return found;
}

/* Whatever its case; `value` may be NULL. */
static bool find_word(const casus_map *list, casus_str word, uint32_t *value) {
  char folded[LONGEST_KEY];
  if (word.len > LONGEST_KEY) return false;
  for (size_t i = 0; i < word.len; i++) folded[i] = casus_to_lower(word.ptr[i]);
  return casus_map_get(list, casus_str_of(folded, word.len), value);
}

static bool has_word(const casus_map *list, casus_str word) { return find_word(list, word, NULL); }

bool casus_sayings_period(const casus_sayings *sayings, casus_str lemma, casus_period *period) {
  uint32_t at;
  if (!find_word(&sayings->periods, lemma, &at)) return false;
  *period = sayings->lengths.items[at];
  return true;
}

int32_t casus_sayings_untold_days(const casus_sayings *sayings) { return sayings->untold_days; }

bool casus_sayings_abroad(const casus_sayings *sayings, casus_str calling) {
  return has_word(&sayings->abroad, calling);
}

bool casus_sayings_scholar(const casus_sayings *sayings, casus_str role) {
  casus_str part;
  while (casus_str_split(&role, ' ', &part))
    if (has_word(&sayings->scholars, part)) return true;
  return false;
}

bool casus_sayings_press(const casus_sayings *sayings, casus_str name) {
  size_t start = name.len;
  while (start > 0 && name.ptr[start - 1] != ' ') start--;
  return has_word(&sayings->press, casus_str_sub(name, start, name.len));
}
