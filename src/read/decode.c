#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/utf8.h"
#include "read/source.h"

typedef struct byte_order_mark {
  casus_str mark;
  const char *name;
} byte_order_mark;

/* Longest first: the UTF-32LE mark starts with the UTF-16LE one. */
static const byte_order_mark marks[] = {
    {CASUS_STR_INIT("\0\0\xFE\xFF"), "UTF-32BE"}, {CASUS_STR_INIT("\xFF\xFE\0\0"), "UTF-32LE"},
    {CASUS_STR_INIT("\xEF\xBB\xBF"), "UTF-8"},    {CASUS_STR_INIT("\xFE\xFF"), "UTF-16BE"},
    {CASUS_STR_INIT("\xFF\xFE"), "UTF-16LE"},
};

static int decode_utf8(casus_str bytes, uint32_t base, casus_arena *arena, casus_mapped *text, casus_error *err) {
  size_t size = 0, peek = 0;
  if (!casus_mapped_reserve(text, arena, bytes.len)) return casus_fail_memory(err);
  for (size_t at = 0; at < bytes.len; at += size) {
    uint32_t from = base + (uint32_t)at;
    if (!casus_mapped_add_plain(text, arena, casus_str_sub(bytes, at, bytes.len), from, &size))
      return casus_fail_memory(err);
    if (size) continue;
    uint32_t c = casus_utf8_at(bytes, at, &size);
    text->replaced += c == 0xFFFD && !casus_str_starts(casus_str_sub(bytes, at, bytes.len), CASUS_STR("\xEF\xBF\xBD"));
    uint32_t next = at + size < bytes.len ? casus_utf8_at(bytes, at + size, &peek) : 0;
    if (!casus_mapped_put(text, arena, c, next, from)) return casus_fail_memory(err);
  }
  return CASUS_OK;
}

/* One conversion step's output: UTF-16 units and the input offset of each. */
enum { CHUNK = 4096 };

static bool add_units(casus_mapped *text, casus_arena *arena, const UChar *units, const int32_t *offsets, size_t count,
                      uint32_t base) {
  for (size_t i = 0; i < count; i++) {
    uint32_t c = units[i], at = base + (uint32_t)(offsets[i] < 0 ? 0 : offsets[i]);
    if (U16_IS_LEAD(c) && i + 1 < count && U16_IS_TRAIL(units[i + 1])) c = U16_GET_SUPPLEMENTARY(c, units[++i]);
    text->replaced += c == 0xFFFD;
    if (!casus_mapped_put(text, arena, c, i + 1 < count ? units[i + 1] : 0, at)) return false;
  }
  return true;
}

static int decode_other(casus_str bytes, uint32_t base, const char *name, casus_arena *arena, casus_mapped *text,
                        casus_error *err) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return casus_refuse(err, CASUS_FAULT_ENCODING, base, "unknown encoding %s", name);
  const char *source = bytes.ptr, *end = bytes.ptr + bytes.len;
  int rc = CASUS_OK;
  do {
    UChar units[CHUNK];
    int32_t offsets[CHUNK];
    UChar *target = units;
    uint32_t chunk_base = base + (uint32_t)(source - bytes.ptr);
    status = U_ZERO_ERROR;
    ucnv_toUnicode(converter, &target, units + CHUNK, &source, end, offsets, true, &status);
    if (!add_units(text, arena, units, offsets, (size_t)(target - units), chunk_base)) rc = casus_fail_memory(err);
  } while (rc == CASUS_OK && status == U_BUFFER_OVERFLOW_ERROR);
  ucnv_close(converter);
  return rc;
}

/* The name of the likeliest encoding by ICU's detector, copied to the arena; ptr NULL when it has no idea. */
static casus_str detect(casus_str bytes, casus_arena *arena) {
  enum { ENOUGH = 64 * 1024 };
  casus_str name = {NULL, 0};
  UErrorCode status = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&status);
  if (U_FAILURE(status)) return name;
  ucsdet_setText(detector, bytes.ptr, (int32_t)(bytes.len < ENOUGH ? bytes.len : ENOUGH), &status);
  const UCharsetMatch *match = ucsdet_detect(detector, &status);
  if (U_SUCCESS(status) && match) name = casus_arena_copy(arena, casus_str_from_c(ucsdet_getName(match, &status)));
  ucsdet_close(detector);
  return name;
}

static bool known_to_icu(casus_str name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = name.len ? ucnv_open(name.ptr, &status) : NULL;
  ucnv_close(converter);
  return converter && U_SUCCESS(status);
}

int casus_decode(casus_str bytes, uint32_t base, casus_str declared, casus_arena *arena, casus_mapped *text,
                 casus_str *encoding, casus_error *err) {
  casus_str name = {NULL, 0};
  for (size_t i = 0; i < CASUS_COUNT(marks) && !name.ptr; i++) {
    if (!casus_str_starts(bytes, marks[i].mark)) continue;
    name = casus_str_from_c(marks[i].name);
    base += (uint32_t)marks[i].mark.len;
    bytes = casus_str_sub(bytes, marks[i].mark.len, bytes.len);
  }
  if (!name.ptr && casus_utf8_valid(bytes) == bytes.len) name = CASUS_STR("UTF-8");
  if (!name.ptr && declared.len) {
    casus_str copy = casus_arena_copy(arena, declared); /* ICU wants a NUL behind it */
    if (!copy.ptr) return casus_fail_memory(err);
    if (known_to_icu(copy) && !casus_str_ieq(copy, CASUS_STR("utf-8"))) name = copy;
  }
  bool guessed = !name.ptr;
  if (!name.ptr) name = detect(bytes, arena);
  if (!name.ptr) name = CASUS_STR("UTF-8");
  casus_mapped out = {.guessed = guessed};
  int rc = casus_str_eq(name, CASUS_STR("UTF-8")) ? decode_utf8(bytes, base, arena, &out, err)
                                                  : decode_other(bytes, base, name.ptr, arena, &out, err);
  if (rc == CASUS_OK && !casus_mapped_finish(&out, arena, base + (uint32_t)bytes.len)) rc = casus_fail_memory(err);
  if (rc != CASUS_OK) return rc;
  *text = out;
  *encoding = name;
  return CASUS_OK;
}
