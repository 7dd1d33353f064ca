/* UTF-8 that was read as another encoding, and written as UTF-8 again: "Ã©" for "é", "РџСЂ" for "Пр". A place that
 * looks so is a first byte of UTF-8 and those that must follow it, as the other encoding shows them. It is made right
 * only where the line as mended is likelier by far. */
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "read/charset.h"

enum { FIRST_OF_EAST = 0x2E80 }; /* no such encoding has these */
enum { ROUNDS = 3, CODEPAGE = 128 };
enum { SURE_TEXT = 64, SURE_PLACE = 12 }; /* quarter bits that the text, and each place in it, must become likelier */

/* Which byte a character stands for in an encoding. */
typedef struct codepage {
  uint32_t character[CODEPAGE]; /* of bytes 0x80 … 0xFF */
  uint8_t bytes[FIRST_OF_EAST]; /* of each character; 0: none */
  bool letters;                 /* of an alphabet: a first byte of UTF-8 is a letter that begins words */
} codepage;

static bool open_codepage(const char *name, codepage *page) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  for (size_t i = 0; i < CODEPAGE && U_SUCCESS(status); i++) {
    char byte = (char)(0x80 + i);
    const char *source = &byte;
    page->character[i] = (uint32_t)ucnv_getNextUChar(converter, &source, source + 1, &status);
    if (status == U_TRUNCATED_CHAR_FOUND || status == U_ILLEGAL_CHAR_FOUND || status == U_INVALID_CHAR_FOUND)
      status = U_ZERO_ERROR, page->character[i] = 0;
  }
  ucnv_close(converter);
  page->letters = page->character[0xD0 - 0x80] >= 0x400 && page->character[0xD0 - 0x80] < 0x500;
  memset(page->bytes, 0, sizeof page->bytes);
  /* C1 controls stand for their byte too, as encodings that have no sign there leave them. */
  for (unsigned i = 0x80; i < 0xA0; i++) page->bytes[i] = (uint8_t)i;
  for (unsigned i = 0; i < CODEPAGE; i++)
    if (page->character[i] >= 0x80 && page->character[i] < FIRST_OF_EAST)
      page->bytes[page->character[i]] = (uint8_t)(0x80 + i);
  return U_SUCCESS(status);
}

/* 0: none of 0x80 … 0xFF. */
static unsigned byte_of(const codepage *page, uint32_t c) { return c < FIRST_OF_EAST ? page->bytes[c] : 0; }

/* A place that looks encoded twice: its characters, and what they were. */
typedef struct place {
  size_t start, end; /* in the text */
  char utf8[4];
  size_t length; /* of utf8; 3 and U+FFFD where a byte is lost */
  bool weak;     /* may be by chance: it counts only where others are there */
} place;
typedef CASUS_VEC(place) places;

/* What may stand for a byte that did not come through: NBSP as a space, or the sign for no character. */
static bool lost_byte(uint32_t c, unsigned *byte) {
  *byte = c == ' ' ? 0xA0 : 0;
  return c == ' ' || c == 0xFFFD;
}

/* The place at s[at]; false: it is none. */
static bool place_at(const codepage *page, casus_str s, size_t at, place *found) {
  size_t size = 0, n = 0;
  char bytes[4];
  unsigned lead = byte_of(page, casus_utf8_at(s, at, &size));
  size_t want = lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
  size_t end = at + size, lost = 0;
  if (!want) return false;
  bytes[n++] = (char)lead;
  while (n < want && end < s.len) {
    uint32_t c = casus_utf8_at(s, end, &size);
    unsigned byte = byte_of(page, c), stand_in;
    bool missing = (byte < 0x80 || byte > 0xBF) && lost_byte(c, &stand_in);
    if (missing) byte = stand_in ? stand_in : 0x80, lost += !stand_in;
    if (byte < 0x80 || byte > 0xBF || (missing && want == 2 && !stand_in)) return false;
    bytes[n++] = (char)byte;
    end += size;
  }
  bool whole = n == want && lost < 2 && casus_utf8_valid(casus_str_of(bytes, n)) == n;
  if (!whole) return false;
  *found = (place){.start = at, .end = end, .length = lost ? 3 : n};
  memcpy(found->utf8, lost ? "\xEF\xBF\xBD" : bytes, found->length);
  return true;
}

/* Characters of such bytes one behind the other. */
typedef struct run {
  size_t first;         /* of the places in it */
  size_t covered, bare; /* characters in places, and others */
} run;

/* "RГ©union": no Cyrillic word has a Latin letter beside it. */
static bool in_latin_word(casus_str s, const place *p) {
  return (p->start && casus_is_alpha(s.ptr[p->start - 1])) || (p->end < s.len && casus_is_alpha(s.ptr[p->end]));
}

/* In text that was encoded twice nearly all of a run is places. One place alone may be no more than a letter with a
 * sign behind it, where the other encoding is one whose letters people write. */
static void end_run(casus_str s, run *r, bool letters, places *out) {
  enum { BARE_ONE_IN = 4 };
  if (r->bare * BARE_ONE_IN > r->bare + r->covered) out->count = r->first;
  bool alone = out->count == r->first + 1 && out->items[r->first].length == 2;
  if (alone) out->items[r->first].weak = letters && !in_latin_word(s, &out->items[r->first]);
  *r = (run){.first = out->count};
}

static int find_places(const codepage *page, casus_str s, casus_arena *arena, places *out, casus_error *err) {
  size_t size = 0;
  run r = {0};
  for (size_t at = 0; at < s.len; at += size) {
    uint32_t c = casus_utf8_at(s, at, &size);
    place found;
    if (!byte_of(page, c)) {
      if (r.bare + r.covered) end_run(s, &r, page->letters, out);
      continue;
    }
    r.bare++;
    if (!place_at(page, s, at, &found)) continue;
    place *item = casus_vec_push(out, arena);
    if (!item) return casus_fail_memory(err);
    *item = found;
    r.bare--;
    r.covered += found.length;
    size = found.end - at;
  }
  end_run(s, &r, page->letters, out);
  return CASUS_OK;
}

/* s[start, end) with its places mended, into `out`. */
static bool mend_into(casus_str s, size_t start, size_t end, const place *list, size_t count, casus_buffer *out) {
  out->len = 0;
  for (size_t i = 0; i < count; i++) {
    casus_buffer_add(out, casus_str_sub(s, start, list[i].start));
    casus_buffer_add(out, casus_str_of(list[i].utf8, list[i].length));
    start = list[i].end;
  }
  casus_buffer_add(out, casus_str_sub(s, start, end));
  return !out->failed;
}

static uint32_t cost_of(casus_str s, const casus_letters *letters) {
  casus_weights weights = {0};
  casus_letters_weigh(letters, s, true, &weights);
  return casus_letters_cost(letters, &weights);
}

/* Places that stand together: a line of them, or a part of a long one. */
typedef struct group {
  size_t first, count; /* places */
  int64_t gain;        /* quarter bits that the mended text is likelier */
} group;
typedef CASUS_VEC(group) groups;

enum { AROUND = 24, APART = 80, GROUP_MOST = 4096 }; /* bytes */

static size_t group_end(casus_str s, const places *all, size_t first) {
  size_t next = first + 1;
  while (next < all->count && all->items[next].start - all->items[next - 1].end < APART &&
         all->items[next].end - all->items[first].start < GROUP_MOST &&
         !memchr(s.ptr + all->items[next - 1].end, '\n', all->items[next].start - all->items[next - 1].end))
    next++;
  return next;
}

/* Out to the ends of the words around. */
static void widen(casus_str s, size_t *start, size_t *end) {
  for (size_t n = 0; n < AROUND && *start && s.ptr[*start - 1] != '\n'; n++) --*start;
  while (*start && ((unsigned char)s.ptr[*start] & 0xC0) == 0x80) --*start;
  for (size_t n = 0; n < AROUND && *end < s.len && s.ptr[*end] != '\n'; n++) ++*end;
  while (*end < s.len && ((unsigned char)s.ptr[*end] & 0xC0) == 0x80) ++*end;
}

static int weigh_groups(casus_str s, const places *all, const casus_letters *letters, casus_arena *arena, groups *out,
                        casus_error *err) {
  casus_buffer mended = {0};
  int rc = CASUS_OK;
  for (size_t first = 0, next; rc == CASUS_OK && first < all->count; first = next) {
    next = group_end(s, all, first);
    size_t start = all->items[first].start, end = all->items[next - 1].end;
    widen(s, &start, &end);
    group *g = casus_vec_push(out, arena);
    if (!g || !mend_into(s, start, end, all->items + first, next - first, &mended)) {
      rc = casus_fail_memory(err);
      break;
    }
    *g = (group){first, next - first,
                 (int64_t)cost_of(casus_str_sub(s, start, end), letters) -
                     (int64_t)cost_of(casus_buffer_str(&mended), letters)};
  }
  casus_buffer_free(&mended);
  return rc;
}

static bool is_sure(const group *g) { return g->gain >= SURE_PLACE * (int64_t)g->count; }

/* All that a codepage would mend. */
typedef struct plan {
  places places;
  groups groups;
  int64_t gain;
} plan;

static int make_plan(const char *name, casus_str s, const casus_letters *letters, casus_arena *arena, plan *p,
                     casus_error *err) {
  codepage page;
  *p = (plan){.gain = 0};
  if (!open_codepage(name, &page)) return CASUS_OK;
  int rc = find_places(&page, s, arena, &p->places, err);
  if (rc == CASUS_OK) rc = weigh_groups(s, &p->places, letters, arena, &p->groups, err);
  size_t weak = 0;
  for (size_t i = 0; i < p->places.count; i++) weak += p->places.items[i].weak;
  if (weak * 2 > p->places.count) p->groups.count = 0;
  for (size_t i = 0; i < p->groups.count; i++)
    if (is_sure(&p->groups.items[i])) p->gain += p->groups.items[i].gain;
  return rc;
}

/* The text with the sure groups mended; what a place became leads to where the place began. */
static bool carry_out(const plan *p, casus_mapped *raw, casus_arena *arena, size_t *mended) {
  casus_mapped out = {0};
  size_t from = 0;
  bool good = casus_mapped_reserve(&out, arena, raw->len);
  for (size_t i = 0; good && i < p->groups.count; i++) {
    const group *g = &p->groups.items[i];
    for (size_t k = g->first; good && is_sure(g) && k < g->first + g->count; k++) {
      const place *at = &p->places.items[k];
      good =
          casus_mapped_add(&out, arena, casus_str_sub(casus_mapped_str(raw), from, at->start), raw->origin + from, 0) &&
          casus_mapped_add(&out, arena, casus_str_of(at->utf8, at->length), NULL, raw->origin[at->start]);
      from = at->end;
      ++*mended;
    }
  }
  good = good &&
         casus_mapped_add(&out, arena, casus_str_sub(casus_mapped_str(raw), from, raw->len), raw->origin + from, 0) &&
         casus_mapped_finish(&out, arena, raw->origin[raw->len]);
  if (good) *raw = out;
  return good;
}

static bool is_ascii(casus_str s) {
  unsigned char all = 0;
  for (size_t i = 0; i < s.len; i++) all |= (unsigned char)s.ptr[i];
  return all < 0x80;
}

int casus_charset_mend(casus_mapped *raw, const casus_letters *letters, casus_arena *arena, size_t *mended,
                       size_t *left, casus_error *err) {
  static const char *const pages[] = {"windows-1252", "windows-1251", "KOI8-R", "windows-1250", "macintosh"};
  *mended = *left = 0;
  if (is_ascii(casus_mapped_str(raw))) return CASUS_OK;
  for (int round = 0; round < ROUNDS; round++) {
    plan best = {.gain = 0}, tried;
    size_t unsure = 0;
    for (size_t i = 0; i < CASUS_COUNT(pages); i++) {
      int rc = make_plan(pages[i], casus_mapped_str(raw), letters, arena, &tried, err);
      if (rc != CASUS_OK) return rc;
      for (size_t k = 0; k < tried.groups.count; k++)
        if (is_sure(&tried.groups.items[k])) unsure += tried.groups.items[k].count;
      if (tried.gain > best.gain) best = tried;
    }
    *left = best.gain < SURE_TEXT ? unsure : 0;
    if (best.gain < SURE_TEXT) return CASUS_OK;
    if (!carry_out(&best, raw, arena, mended)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}
