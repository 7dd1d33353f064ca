#include "text/lemma.h"

#include "text/lemma_rules.h"

enum { COLUMNS = 3 };

static bool is_plain(casus_str form) {
  for (size_t i = 0; i < form.len; i++)
    if (casus_is_upper(form.ptr[i]) || casus_apostrophe_at(form, i)) return false;
  return true;
}

casus_str casus_lemma_lower(casus_arena *arena, casus_str form) {
  if (is_plain(form)) return form.ptr ? form : CASUS_STR("");
  char *lower = casus_arena_alloc(arena, form.len);
  size_t n = 0;
  for (size_t i = 0; lower && i < form.len; i++) {
    bool curly = casus_apostrophe_at(form, i);
    lower[n++] = curly ? '\'' : casus_to_lower(form.ptr[i]);
    if (curly) i += 2;
  }
  return (casus_str){lower, n};
}

static bool part_of_speech(casus_str name, casus_upos *upos) {
  for (unsigned i = 0; i < CASUS_UPOS_COUNT; i++)
    if (casus_str_eq(name, casus_str_from_c(casus_upos_name(i)))) return *upos = (casus_upos)i, true;
  return false;
}

/* A form of an irregular word; forms of the base itself say only that the base is known. */
static uint64_t irregular_key(casus_str form, casus_upos upos) {
  return casus_mix(casus_mix(casus_hash(form), 'i'), upos);
}

static size_t count_rows(casus_table table) {
  casus_str row[COLUMNS];
  size_t rows = 0;
  while (casus_table_next(&table, row, COLUMNS)) rows++;
  return rows;
}

int casus_irregular_open(const char *folder, casus_model *model, casus_error *err) {
  casus_str bytes, row[COLUMNS];
  int code = casus_data_get(folder, "text/lemmas.tsv", model->arena, &bytes, err);
  if (code) return code;
  casus_table table = casus_table_of(bytes);
  size_t rows = count_rows(table), count = 0;
  casus_str *lemmas = casus_arena_array(model->arena, rows, sizeof *lemmas);
  uint64_t *keys = casus_arena_array(model->arena, rows, 2 * sizeof *keys);
  uint32_t *values = casus_arena_array(model->arena, rows, 2 * sizeof *values);
  if (!lemmas || !keys || !values) return casus_fail_memory(err);
  for (uint32_t i = 0; casus_table_next(&table, row, COLUMNS); i++) {
    casus_upos upos;
    if (!part_of_speech(row[1], &upos) || !row[0].len || !row[2].len)
      return casus_fail(err, CASUS_E_DATA, 0, "text/lemmas.tsv, line %zu: form, part of speech, lemma", table.line);
    lemmas[i] = row[2];
    values[count] = values[count + 1] = i;
    keys[count++] = casus_lemma_known_key(casus_hash(row[2]), upos);
    if (!casus_str_eq(row[0], row[2])) keys[count++] = irregular_key(row[0], upos);
  }
  model->irregular_lemmas = lemmas;
  return casus_slots_build(model->arena, keys, values, count, &model->irregular) ? CASUS_OK : casus_fail_memory(err);
}

/* Base forms and singulars are their own lemmas, however irregular the other forms are ("found", "lay", "saw"). */
static bool inflected(casus_str xpos) {
  return !(casus_str_eq(xpos, CASUS_STR("VB")) || casus_str_eq(xpos, CASUS_STR("VBP")) ||
           casus_str_eq(xpos, CASUS_STR("NN")) || casus_str_eq(xpos, CASUS_STR("JJ")) ||
           casus_str_eq(xpos, CASUS_STR("RB")) || casus_str_eq(xpos, CASUS_STR("MD")));
}

/* "froze" taken for a present is a past; "put" and "lay" are what they are. */
static bool no_base(const casus_model *model, casus_str form, casus_upos upos, casus_str xpos) {
  return casus_str_eq(xpos, CASUS_STR("VBP")) &&
         !casus_slots_get(model->irregular, casus_lemma_known_key(casus_hash(form), upos), &(uint32_t){0});
}

static bool look_up(const casus_model *model, casus_str form, casus_upos upos, casus_str xpos, casus_str *lemma) {
  uint32_t place;
  if ((inflected(xpos) || no_base(model, form, upos, xpos)) &&
      casus_slots_get(model->irregular, irregular_key(form, upos), &place))
    return *lemma = model->irregular_lemmas[place], true;
  if (casus_slots_get(model->lemmas, casus_lemma_form_key(form, xpos), &place))
    return *lemma = casus_model_string(model, place), true;
  return false;
}

static casus_str spell(casus_arena *arena, casus_lemma_guess guess) {
  if (!guess.tail[0]) return guess.stem;
  return casus_arena_printf(arena, "%.*s%s", CASUS_STR_FMT(guess.stem), guess.tail);
}

/* United Nations -> Nation, as the treebank has it; words in capitals stay as they are. */
static casus_str proper_lemma(const casus_model *model, casus_arena *arena, casus_str form, casus_str xpos) {
  casus_str lemma;
  if (look_up(model, form, CASUS_UPOS_PROPN, xpos, &lemma)) return lemma;
  if (!casus_str_eq(xpos, CASUS_STR("NNPS")) || !form.len || !casus_is_lower(form.ptr[form.len - 1])) return form;
  return spell(arena, casus_lemma_rule(model, form, CASUS_UPOS_PROPN, xpos));
}

casus_str casus_lemma_find(const casus_model *model, casus_arena *arena, casus_str form, casus_upos upos,
                           casus_str xpos) {
  if (upos == CASUS_UPOS_PROPN) return proper_lemma(model, arena, form, xpos);
  casus_str lower = casus_lemma_lower(arena, form), lemma;
  if (!lower.ptr || look_up(model, lower, upos, xpos, &lemma)) return lower.ptr ? lemma : lower;
  return spell(arena, casus_lemma_rule(model, lower, upos, xpos));
}
