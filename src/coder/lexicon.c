#include "coder/lexicon.h"

enum { LONGEST_NAME = 32 }; /* atoms of a name given on the command line */

int casus_lexicon_open(const char *folder, casus_arena *arena, casus_lexicon **lexicon, casus_error *err) {
  casus_lexicon *made = casus_arena_alloc(arena, sizeof *made);
  if (!made) return casus_fail_memory(err);
  made->arena = arena;
  int rc = casus_lexicon_load(made, folder, err);
  if (rc == CASUS_OK) *lexicon = made;
  return rc;
}

char casus_lexicon_given(const casus_lexicon *lexicon, casus_str word) {
  casus_atom atom;
  uint32_t gender;
  if (!casus_atom_next(&word, &atom)) return 0;
  return casus_map_get(&lexicon->given, casus_str_of((const char *)&atom.hash, sizeof atom.hash), &gender)
             ? (char)gender
             : 0;
}

bool casus_lexicon_island(const casus_lexicon *lexicon, casus_str code) {
  uint32_t row;
  return casus_map_get(&lexicon->codes, code, &row) && lexicon->rows[row].island;
}

/* How outright a kind of entry names an actor; 0: not at all. */
static int directness(const casus_record_row *row) {
  switch (row->kind) {
  case CASUS_ENTRY_NAME:
    return 5;
  case CASUS_ENTRY_ORGANISATION:
    return 4;
  case CASUS_ENTRY_DEMONYM:
  case CASUS_ENTRY_ADJECTIVE:
    return 3;
  case CASUS_ENTRY_CAPITAL:
  case CASUS_ENTRY_SEAT:
    return 2;
  default:
    return 0;
  }
}

static bool code_of(const casus_lexicon *lexicon, casus_str text, casus_str *code) {
  char upper[16];
  uint32_t row;
  if (!text.len || text.len > sizeof upper) return false;
  for (size_t i = 0; i < text.len; i++) upper[i] = casus_is_lower(text.ptr[i]) ? (char)(text.ptr[i] - 32) : text.ptr[i];
  if (!casus_map_get(&lexicon->codes, casus_str_of(upper, text.len), &row)) return false;
  *code = lexicon->rows[row].code;
  return true;
}

/* The atoms of a name that is given alone. 0: none, or too many. */
static size_t atoms_of(casus_str text, casus_atom *atoms) {
  size_t count = 0;
  while (count < LONGEST_NAME && casus_atom_next(&text, &atoms[count])) {
    atoms[count].ends = atoms[count].proper = atoms[count].shouted = true;
    count++;
  }
  return count < LONGEST_NAME ? count : 0;
}

bool casus_lexicon_point(const casus_lexicon *lexicon, casus_str country, casus_str text, double *lat, double *lon) {
  casus_atom atoms[LONGEST_NAME];
  uint32_t at;
  if (!casus_lexicon_named(lexicon, atoms, atoms_of(text, atoms), &at)) return false;
  for (; at != UINT32_MAX; at = lexicon->entries[at].next) {
    const casus_entry *entry = &lexicon->entries[at];
    if (!entry->located || !casus_str_eq(casus_entry_row(lexicon, at)->code, country)) continue;
    *lat = entry->lat;
    *lon = entry->lon;
    return true;
  }
  return false;
}

casus_str casus_lexicon_actor(const casus_lexicon *lexicon, casus_str text) {
  casus_str code = CASUS_STR("");
  casus_atom atoms[LONGEST_NAME];
  uint32_t entry;
  text = casus_str_trim(text);
  if (code_of(lexicon, text, &code)) return code;
  if (!casus_lexicon_named(lexicon, atoms, atoms_of(text, atoms), &entry)) return code;
  int best = 0;
  for (; entry != UINT32_MAX; entry = lexicon->entries[entry].next) {
    const casus_record_row *row = casus_entry_row(lexicon, entry);
    if (directness(row) <= best) continue;
    best = directness(row);
    code = row->code;
  }
  return code;
}

casus_str casus_lexicon_actor_name(const casus_lexicon *lexicon, casus_str code) {
  uint32_t row;
  return casus_map_get(&lexicon->codes, code, &row) ? lexicon->rows[row].name : code;
}
