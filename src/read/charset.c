#include "read/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unorm2.h>

#include "base/utf8.h"
#include "read/viscii.h"

/* Labels that mean more than they say, as encoding.spec.whatwg.org has it, and names that the detector finds. */
static const struct {
  const char *label, *name;
} labels[] = {{"us-ascii", "windows-1252"},
              {"ascii", "windows-1252"},
              {"iso-8859-1", "windows-1252"},
              {"iso8859-1", "windows-1252"},
              {"latin1", "windows-1252"},
              {"iso-8859-9", "windows-1254"},
              {"tis-620", "windows-874"},
              {"iso-8859-11", "windows-874"},
              {"euc-kr", "windows-949"},
              {"euckr", "windows-949"},
              {"cp949", "windows-949"},
              {"uhc", "windows-949"},
              {"ks_c_5601-1987", "windows-949"},
              {"ksc5601", "windows-949"},
              {"gb2312", "GB18030"},
              {"gbk", "GB18030"},
              {"cp936", "GB18030"},
              {"gb18030", "GB18030"},
              {"shift_jis", "windows-31j"},
              {"shift-jis", "windows-31j"},
              {"sjis", "windows-31j"},
              {"x-sjis", "windows-31j"},
              {"cp932", "windows-31j"},
              {"big5", "windows-950"},
              {"big-5", "windows-950"},
              {"cp950", "windows-950"},
              {"utf8", "UTF-8"},
              {"utf-8", "UTF-8"},
              {"viscii", "VISCII"},
              {"cp1251", "windows-1251"},
              {"cp1252", "windows-1252"},
              {"cp1258", "windows-1258"},
              {"cp866", "IBM866"},
              {"koi8-r", "KOI8-R"},
              {"koi8-u", "KOI8-U"}};

casus_str casus_charset_find(casus_str label, casus_arena *arena) {
  label = casus_str_trim(label);
  for (size_t i = 0; i < CASUS_COUNT(labels); i++)
    if (casus_str_ieq(label, casus_str_from_c(labels[i].label))) return casus_str_from_c(labels[i].name);
  casus_str name = label.len ? casus_arena_copy(arena, label) : (casus_str){NULL, 0}; /* ICU wants a NUL behind it */
  if (!name.ptr || memchr(name.ptr, '\0', name.len)) return (casus_str){NULL, 0};
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name.ptr, &status);
  bool known = converter && U_SUCCESS(status);
  ucnv_close(converter);
  return known ? name : (casus_str){NULL, 0};
}

static bool add(casus_mapped *raw, casus_arena *arena, uint32_t c, uint32_t at, size_t *lost) {
  char utf8[4];
  size_t n = casus_utf8_encode(c, utf8);
  *lost += !n || c == 0xFFFD;
  if (!n) n = casus_utf8_encode(0xFFFD, utf8);
  return casus_mapped_add(raw, arena, casus_str_of(utf8, n), NULL, at);
}

static int convert_viscii(casus_str bytes, uint32_t base, casus_arena *arena, casus_mapped *raw, casus_error *err) {
  size_t none = 0;
  for (size_t i = 0; i < bytes.len; i++)
    if (!add(raw, arena, casus_viscii((unsigned char)bytes.ptr[i]), base + (uint32_t)i, &none))
      return casus_fail_memory(err);
  return CASUS_OK;
}

static int convert_utf8(casus_str bytes, uint32_t base, casus_arena *arena, casus_mapped *raw, size_t *lost,
                        casus_error *err) {
  size_t size = 0, valid = casus_utf8_valid(bytes);
  memcpy(raw->bytes, bytes.ptr, valid); /* there is room: the caller has reserved it */
  for (size_t at = 0; at < valid; at++) raw->origin[at] = base + (uint32_t)at;
  raw->len = valid;
  for (size_t at = valid; at < bytes.len; at += size) {
    uint32_t c = casus_utf8_at(bytes, at, &size);
    if (!add(raw, arena, c, base + (uint32_t)at, lost)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* One conversion step's output: UTF-16 units and the input offset of each. */
enum { CHUNK = 4096 };
typedef struct step {
  UChar units[CHUNK];
  int32_t offsets[CHUNK];
  size_t count;
  uint32_t held, held_at; /* a letter that waits for its accent, as windows-1258 has them apart; 0: none */
} step;

/* The letter with the accent in one character; 0: there is none. Not by pairs: an accent below comes before one above.
 */
static uint32_t compose(const UNormalizer2 *composed, uint32_t letter, uint32_t accent) {
  UChar apart[2] = {(UChar)letter, (UChar)accent}, one[4];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = letter < 0x10000 ? unorm2_normalize(composed, apart, 2, one, 4, &status) : 0;
  return U_SUCCESS(status) && length == 1 ? one[0] : 0;
}

static bool put_held(step *s, casus_mapped *raw, casus_arena *arena, size_t *lost) {
  bool good = !s->held || add(raw, arena, s->held, s->held_at, lost);
  s->held = 0;
  return good;
}

static bool add_units(step *s, uint32_t base, casus_mapped *raw, casus_arena *arena, size_t *lost) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *composed = unorm2_getNFCInstance(&status);
  bool good = U_SUCCESS(status);
  for (size_t i = 0; good && i < s->count; i++) {
    uint32_t c = s->units[i], at = base + (uint32_t)(s->offsets[i] < 0 ? 0 : s->offsets[i]);
    if (U16_IS_LEAD(c) && i + 1 < s->count && U16_IS_TRAIL(s->units[i + 1]))
      c = (uint32_t)U16_GET_SUPPLEMENTARY(c, s->units[++i]);
    bool accent = c >= 0x300 && c < 0x330;
    uint32_t both = accent && s->held ? compose(composed, s->held, c) : 0;
    if (both) {
      s->held = both;
      continue;
    }
    good = put_held(s, raw, arena, lost);
    s->held = c;
    s->held_at = at;
  }
  return good;
}

static int convert_other(casus_str bytes, uint32_t base, casus_str name, casus_arena *arena, casus_mapped *raw,
                         size_t *lost, casus_error *err) {
  UErrorCode status = U_ZERO_ERROR;
  step s = {.count = 0};
  UConverter *converter = ucnv_open(name.ptr, &status);
  if (U_FAILURE(status))
    return status == U_MEMORY_ALLOCATION_ERROR
               ? casus_fail_memory(err)
               : casus_fail(err, CASUS_E_INPUT, base, "unknown encoding %.*s", CASUS_STR_FMT(name));
  const char *source = bytes.ptr, *end = bytes.ptr + bytes.len;
  int rc = CASUS_OK;
  do {
    UChar *target = s.units;
    uint32_t chunk_base = base + (uint32_t)(source - bytes.ptr);
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, s.units + CHUNK, &source, end, s.offsets, true, &status);
    s.count = (size_t)(target - s.units);
    if (!add_units(&s, chunk_base, raw, arena, lost)) rc = casus_fail_memory(err);
  } while (rc == CASUS_OK && status == U_BUFFER_OVERFLOW_ERROR);
  ucnv_close(converter);
  return rc == CASUS_OK && !put_held(&s, raw, arena, lost) ? casus_fail_memory(err) : rc;
}

int casus_charset_convert(casus_str bytes, uint32_t base, casus_str name, casus_arena *arena, casus_mapped *raw,
                          size_t *lost, casus_error *err) {
  casus_mapped out = {0};
  *lost = 0;
  if (!casus_mapped_reserve(&out, arena, bytes.len)) return casus_fail_memory(err);
  int rc = casus_str_eq(name, CASUS_STR("UTF-8"))    ? convert_utf8(bytes, base, arena, &out, lost, err)
           : casus_str_eq(name, CASUS_STR("VISCII")) ? convert_viscii(bytes, base, arena, &out, err)
                                                     : convert_other(bytes, base, name, arena, &out, lost, err);
  if (rc == CASUS_OK && !casus_mapped_finish(&out, arena, base + (uint32_t)bytes.len)) rc = casus_fail_memory(err);
  if (rc == CASUS_OK) *raw = out;
  return rc;
}
