#include "base/utf8.h"
#include "read/charset.h"

const char *casus_note_name(casus_note_kind kind) {
  static const char *const names[CASUS_NOTE_COUNT] = {
      [CASUS_NOTE_FOREIGN] = "foreign",          [CASUS_NOTE_LANGUAGE] = "language-overruled",
      [CASUS_NOTE_GUESSED] = "encoding-guessed", [CASUS_NOTE_OVERRULED] = "encoding-overruled",
      [CASUS_NOTE_LOST] = "bytes-lost",          [CASUS_NOTE_MENDED] = "encoding-mended",
      [CASUS_NOTE_SUSPECT] = "encoding-suspect"};
  return names[kind];
}

bool casus_document_note(casus_document *document, casus_arena *arena, casus_note note) {
  for (size_t i = 0; i < document->note_count && note.kind != CASUS_NOTE_FOREIGN; i++)
    if (document->notes[i].kind == note.kind) return document->notes[i].count += note.count, true;
  if (!casus_vec_reserve(arena, (void **)&document->notes, document->note_count, &document->note_room, sizeof note))
    return false;
  document->notes[document->note_count++] = note;
  return true;
}

int casus_read_encoding_check(casus_str encoding, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  if (!arena) return casus_fail_memory(err);
  bool known = casus_charset_find(encoding, arena).ptr != NULL;
  casus_arena_free(arena);
  return known ? CASUS_OK : casus_fail(err, CASUS_E_USAGE, 0, "unknown encoding: %.*s", CASUS_STR_FMT(encoding));
}

/* One kind of newline and space, no controls; origins stay with their characters. */
static int tidy(const casus_mapped *raw, casus_arena *arena, casus_mapped *text, casus_error *err) {
  casus_mapped out = {0};
  casus_str s = casus_mapped_str(raw);
  size_t size = 0, peek = 0;
  if (!casus_mapped_reserve(&out, arena, s.len)) return casus_fail_memory(err);
  for (size_t at = 0; at < s.len; at += size) {
    size = casus_plain_run(casus_str_sub(s, at, s.len));
    if (size && !casus_mapped_add(&out, arena, casus_str_sub(s, at, at + size), raw->origin + at, 0))
      return casus_fail_memory(err);
    if (size) continue;
    uint32_t c = casus_utf8_at(s, at, &size);
    uint32_t next = at + size < s.len ? casus_utf8_at(s, at + size, &peek) : 0;
    if (!casus_mapped_put(&out, arena, c, next, raw->origin[at])) return casus_fail_memory(err);
  }
  if (!casus_mapped_finish(&out, arena, raw->origin[raw->len])) return casus_fail_memory(err);
  *text = out;
  return CASUS_OK;
}

static int note_count(casus_document *document, casus_arena *arena, casus_note_kind kind, size_t count,
                      casus_error *err) {
  casus_note note = {.kind = kind, .count = count};
  return !count || casus_document_note(document, arena, note) ? CASUS_OK : casus_fail_memory(err);
}

int casus_decode_mend(casus_mapped *raw, const casus_letters *letters, casus_arena *arena, casus_document *document,
                      casus_error *err) {
  size_t mended = 0, left = 0;
  int rc = casus_charset_mend(raw, letters, arena, &mended, &left, err);
  if (rc == CASUS_OK) rc = note_count(document, arena, CASUS_NOTE_MENDED, mended, err);
  if (rc == CASUS_OK) rc = note_count(document, arena, CASUS_NOTE_SUSPECT, left, err);
  return rc == CASUS_OK ? tidy(raw, arena, raw, err) : rc;
}

/* ISO-2022 writes other letters in ASCII, behind an escape. */
static casus_str escaped_encoding(casus_str bytes) {
  static const struct {
    casus_str sign;
    const char *name;
  } signs[] = {{CASUS_STR_INIT("\x1B$B"), "ISO-2022-JP"},
               {CASUS_STR_INIT("\x1B$@"), "ISO-2022-JP"},
               {CASUS_STR_INIT("\x1B$)C"), "ISO-2022-KR"}};
  const char *escape = memchr(bytes.ptr, 0x1B, bytes.len);
  casus_str from = escape ? casus_str_sub(bytes, (size_t)(escape - bytes.ptr), bytes.len) : CASUS_STR("");
  for (size_t i = 0; i < CASUS_COUNT(signs); i++)
    if (casus_str_starts(from, signs[i].sign)) return casus_str_from_c(signs[i].name);
  return (casus_str){NULL, 0};
}

/* What the bytes are in. *skip: bytes of a mark before them. */
static int choose(casus_str bytes, const casus_writing *how, casus_arena *arena, casus_str *name, size_t *skip,
                  casus_document *document, casus_error *err) {
  casus_str mark = CASUS_STR("\xEF\xBB\xBF"), declared = casus_charset_find(how->declared, arena);
  bool guessed = false, utf8 = casus_str_starts(bytes, mark);
  *skip = 0;
  *name = how->told.len ? casus_charset_find(how->told, arena) : (casus_str){NULL, 0};
  if (utf8) *skip = mark.len;
  if (name->ptr) return CASUS_OK;
  const char *wide = casus_charset_wide(bytes, skip);
  if (utf8) *skip = mark.len;
  *name = utf8 ? CASUS_STR("UTF-8") : wide ? casus_str_from_c(wide) : escaped_encoding(bytes);
  if (wide && !*skip) guessed = !casus_str_starts(declared, CASUS_STR("UTF-16"));
  if (!name->ptr && casus_utf8_valid(bytes) == bytes.len) *name = CASUS_STR("UTF-8");
  if (!name->ptr) *name = casus_charset_detect(bytes, declared, how->letters, arena, &guessed);
  if (!name->ptr) return casus_fail_memory(err);
  document->guessed |= guessed;
  bool overruled = guessed && declared.ptr && !casus_str_eq(declared, *name);
  casus_note guess = {.kind = CASUS_NOTE_GUESSED, .value = *name};
  casus_note gave_way = {.kind = CASUS_NOTE_OVERRULED, .value = declared};
  bool noted = (!guessed || casus_document_note(document, arena, guess)) &&
               (!overruled || casus_document_note(document, arena, gave_way));
  return noted ? CASUS_OK : casus_fail_memory(err);
}

int casus_decode(casus_str bytes, uint32_t base, const casus_writing *how, casus_arena *arena, casus_mapped *text,
                 casus_document *document, casus_error *err) {
  casus_str name;
  casus_mapped raw;
  size_t skip, lost;
  int rc = choose(bytes, how, arena, &name, &skip, document, err);
  if (rc != CASUS_OK) return rc;
  bytes = casus_str_sub(bytes, skip, bytes.len);
  rc = casus_charset_convert(bytes, base + (uint32_t)skip, name, arena, &raw, &lost, err);
  if (rc == CASUS_OK) rc = note_count(document, arena, CASUS_NOTE_LOST, lost, err);
  document->replaced += rc == CASUS_OK ? lost : 0;
  if (rc == CASUS_OK) rc = casus_decode_mend(&raw, how->letters, arena, document, err);
  if (rc != CASUS_OK) return rc;
  *text = raw;
  document->encoding = name;
  return CASUS_OK;
}
