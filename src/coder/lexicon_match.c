/* Atoms, and the table of atom sequences. */
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "coder/lexicon.h"

/* FIRST_NODES: room for the tables of data/actors, which fill a quarter; a small table would be moved seven times. */
enum { NO_ENTRY = UINT32_MAX, SHORTEST_SHOUT = 4, PARTICLE_LENGTH = 3, FIRST_NODES = 1 << 17 };

struct casus_node {
  uint64_t hash;        /* 0: free */
  uint32_t first, last; /* entries that end here, in order; NO_ENTRY: only a beginning of some */
};

/* --- characters ------------------------------------------------------------------------------- */

/* Letters that Unicode does not take apart, but that are often written without their stroke. */
static uint32_t without_stroke(uint32_t c) {
  switch (c) {
  case 0x111:
    return 'd';
  case 0xF8:
    return 'o';
  case 0x142:
    return 'l';
  case 0x131:
    return 'i';
  case 0xDF:
    return 's';
  case 0xE6:
    return 'a';
  default:
    return c;
  }
}

static uint32_t fold(uint32_t c) {
  if (c < 0x80) return (uint32_t)casus_to_lower((char)c);
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
  UChar parts[8];
  for (int depth = 0; U_SUCCESS(status) && depth < 4; depth++) {
    int32_t length = unorm2_getRawDecomposition(nfd, (UChar32)c, parts, CASUS_COUNT(parts), &status);
    if (U_FAILURE(status) || length < 1 || U16_IS_SURROGATE(parts[0])) break;
    c = parts[0];
  }
  return without_stroke((uint32_t)u_tolower((UChar32)c));
}

static bool is_word(uint32_t c) {
  if (c < 0x80) return casus_is_alpha((char)c) || casus_is_digit((char)c);
  int8_t type = u_charType((UChar32)c);
  return u_isalnum((UChar32)c) || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

static bool is_mark(uint32_t c) { return c >= 0x80 && u_charType((UChar32)c) == U_NON_SPACING_MARK; }
static bool is_hyphen(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2014); }
static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == '`'; }
static bool is_skipped(uint32_t c) {
  return c == '.' || (c < 0x80 && casus_is_space((char)c)) || c == 0xA0 || c == 0xAD || c == 0x200B || c == 0xFEFF;
}

static uint64_t hash_char(uint64_t hash, uint32_t c) { return (hash ^ c) * 0x100000001b3ULL; }

bool casus_atom_next(casus_str *rest, casus_atom *atom) {
  bool joined = false, clitic = false;
  size_t at = 0, size;
  for (; at < rest->len; at += size) {
    uint32_t c = casus_utf8_at(*rest, at, &size);
    if (is_word(c)) break;
    joined = is_hyphen(c) || (joined && is_skipped(c));
    clitic = is_apostrophe(c);
    if (joined || clitic || is_skipped(c)) continue;
    *atom = (casus_atom){.text = casus_str_sub(*rest, at, at + size), .hash = hash_char(0xcbf29ce484222325ULL, c)};
    *rest = casus_str_sub(*rest, at + size, rest->len);
    return true;
  }
  size_t start = at;
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (; at < rest->len; at += size) {
    uint32_t c = casus_utf8_at(*rest, at, &size);
    if (!is_word(c)) break;
    if (!is_mark(c)) hash = hash_char(hash, fold(c));
  }
  if (at == start) {
    *rest = casus_str_sub(*rest, at, rest->len);
    return false;
  }
  *atom = (casus_atom){.text = casus_str_sub(*rest, start, at), .hash = hash, .joined = joined, .clitic = clitic};
  *rest = casus_str_sub(*rest, at, rest->len);
  return true;
}

/* --- the table -------------------------------------------------------------------------------- */

static uint64_t extend(uint64_t sequence, uint64_t atom) {
  uint64_t mixed = (sequence ^ atom) * 0x9E3779B97F4A7C15ULL; /* 2^64 / golden ratio */
  mixed ^= mixed >> 29;
  return mixed ? mixed : 1;
}

static casus_node *find_node(const casus_lexicon *lexicon, uint64_t hash) {
  size_t mask = lexicon->node_capacity - 1;
  for (size_t i = hash & mask;; i = (i + 1) & mask) {
    casus_node *node = &lexicon->nodes[i];
    if (!node->hash || node->hash == hash) return node;
  }
}

static bool grow_nodes(casus_lexicon *lexicon) {
  casus_lexicon bigger = {.node_capacity = lexicon->node_capacity ? lexicon->node_capacity * 2 : FIRST_NODES};
  bigger.nodes = casus_arena_array(lexicon->arena, bigger.node_capacity, sizeof *bigger.nodes);
  if (!bigger.nodes) return false;
  for (size_t i = 0; i < lexicon->node_capacity; i++)
    if (lexicon->nodes[i].hash) *find_node(&bigger, lexicon->nodes[i].hash) = lexicon->nodes[i];
  lexicon->nodes = bigger.nodes;
  lexicon->node_capacity = bigger.node_capacity;
  return true;
}

static casus_node *make_node(casus_lexicon *lexicon, uint64_t hash) {
  if (lexicon->node_count * 2 >= lexicon->node_capacity && !grow_nodes(lexicon)) return NULL;
  casus_node *node = find_node(lexicon, hash);
  if (node->hash) return node;
  *node = (casus_node){hash, NO_ENTRY, NO_ENTRY};
  lexicon->node_count++;
  return node;
}

bool casus_lexicon_add(casus_lexicon *lexicon, casus_str text, casus_entry entry) {
  casus_str rest = text;
  casus_atom atom;
  casus_node *node = NULL;
  for (uint64_t sequence = 0; casus_atom_next(&rest, &atom);) {
    sequence = extend(sequence, atom.hash);
    if (!(node = make_node(lexicon, sequence))) return false;
  }
  if (!node) return true; /* no letter in it: nothing to match */
  entry.text = text;
  entry.next = NO_ENTRY;
  if (!casus_vec_reserve(lexicon->arena, (void **)&lexicon->entries, lexicon->entry_count, &lexicon->entry_capacity,
                         sizeof entry))
    return false;
  uint32_t index = (uint32_t)lexicon->entry_count++;
  lexicon->entries[index] = entry;
  if (node->last == NO_ENTRY || node->last < lexicon->own_from)
    node->first = index;
  else
    lexicon->entries[node->last].next = index;
  node->last = index;
  return true;
}

void casus_lexicon_forget(casus_lexicon *lexicon, casus_str text) {
  casus_atom atom;
  uint64_t sequence = 0;
  while (casus_atom_next(&text, &atom)) sequence = extend(sequence, atom.hash);
  if (!sequence || !lexicon->node_capacity) return;
  casus_node *node = find_node(lexicon, sequence);
  if (node->hash) node->first = node->last = NO_ENTRY;
}

/* --- how it is written ------------------------------------------------------------------------ */

typedef struct shape {
  size_t letters;
  bool upper_first, any_lower, any_upper;
} shape;

static shape shape_of(casus_str text) {
  shape s = {0};
  size_t size;
  for (size_t at = 0; at < text.len; at += size) {
    uint32_t c = casus_utf8_at(text, at, &size);
    bool upper = c < 0x80 ? casus_is_upper((char)c) : u_isupper((UChar32)c);
    bool lower = c < 0x80 ? casus_is_lower((char)c) : u_islower((UChar32)c);
    if (at == 0) s.upper_first = upper;
    s.any_upper |= upper;
    s.any_lower |= lower;
    s.letters += upper || lower;
  }
  return s;
}

static bool same_letters(casus_str a, casus_str b) {
  size_t i = 0, j = 0, size;
  while (i < a.len || j < b.len) {
    uint32_t x = i < a.len ? casus_utf8_at(a, i, &size) : 0;
    if (i < a.len) i += size;
    if (is_mark(x)) continue;
    uint32_t y = 0;
    do {
      y = j < b.len ? casus_utf8_at(b, j, &size) : 0;
      if (j < b.len) j += size;
    } while (is_mark(y));
    if (fold(x) != fold(y)) return false;
  }
  return true;
}

/* `alone`: the entry is this one atom. `inner`: it is not the entry's first. */
static bool case_fits(casus_str wanted, const casus_atom *found, bool alone, bool inner) {
  if (casus_str_eq(wanted, found->text)) return true;
  if (!same_letters(wanted, found->text)) return false;
  shape w = shape_of(wanted), f = shape_of(found->text);
  if (!w.any_upper) return true;
  if (!f.any_upper) return !alone && ((inner && found->joined) || f.letters <= PARTICLE_LENGTH);
  if (!w.any_lower) /* an acronym */
    return !alone || !f.any_lower || (f.upper_first && w.letters >= SHORTEST_SHOUT && found->proper);
  if (!f.any_lower) return !alone || found->shouted || f.letters >= SHORTEST_SHOUT;
  return w.upper_first && f.upper_first;
}

bool casus_entry_fits(const casus_lexicon *lexicon, const casus_entry *entry, const casus_atom *atoms, size_t count) {
  bool any_case = lexicon->rows[entry->row].kind == CASUS_ENTRY_ROLE;
  casus_str rest = entry->text;
  casus_atom wanted;
  size_t i = 0;
  bool upper_wanted = false, upper_found = false;
  for (; casus_atom_next(&rest, &wanted); i++) {
    if (i == count) return false;
    upper_wanted |= shape_of(wanted.text).any_upper;
    upper_found |= shape_of(atoms[i].text).any_upper;
    bool fits =
        any_case ? same_letters(wanted.text, atoms[i].text) : case_fits(wanted.text, &atoms[i], count == 1, i > 0);
    if (!fits) return false;
  }
  return i == count && (any_case || upper_found || !upper_wanted);
}

static bool ends_word(const casus_atom *atoms, size_t taken, size_t count) {
  if (atoms[taken - 1].ends || taken == count) return true;
  const casus_atom *next = &atoms[taken];
  return next->joined || (next->clitic && (next->text.ptr[0] | 0x20) == 's' && next->text.len == 1);
}

size_t casus_lexicon_longest(const casus_lexicon *lexicon, const casus_atom *atoms, size_t count, uint32_t *entry) {
  size_t longest = 0;
  uint64_t sequence = 0;
  if (!lexicon->node_capacity) return 0;
  for (size_t i = 0; i < count; i++) {
    sequence = extend(sequence, atoms[i].hash);
    const casus_node *node = find_node(lexicon, sequence);
    if (!node->hash) break;
    if (node->first == NO_ENTRY || !ends_word(atoms, i + 1, count)) continue;
    for (uint32_t e = node->first; e != NO_ENTRY; e = lexicon->entries[e].next) {
      if (!casus_entry_fits(lexicon, &lexicon->entries[e], atoms, i + 1)) continue;
      longest = i + 1;
      *entry = node->first;
      break;
    }
  }
  return longest;
}

bool casus_lexicon_named(const casus_lexicon *lexicon, const casus_atom *atoms, size_t count, uint32_t *entry) {
  uint64_t sequence = 0;
  for (size_t i = 0; i < count; i++) sequence = extend(sequence, atoms[i].hash);
  if (!count || !lexicon->node_capacity) return false;
  const casus_node *node = find_node(lexicon, sequence);
  if (!node->hash || node->first == NO_ENTRY) return false;
  *entry = node->first;
  return true;
}
