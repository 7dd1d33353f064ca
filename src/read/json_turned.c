/* JSON in an encoding that nobody declared, which JSON must not be in, and old collections are. */
#include "read/charset.h"
#include "read/json.h"

enum { SAMPLE = 16 * 1024, LOOKS_AHEAD = 8 };

/* The lines of `view` that are no UTF-8; there may be others among them. */
static casus_str sample_of(casus_str view, casus_arena *arena) {
  size_t length = 0, room = view.len < SAMPLE ? view.len : SAMPLE;
  char *sample = casus_arena_room(arena, room + 1, 1);
  casus_str line;
  while (sample && length < room && casus_str_split(&view, '\n', &line)) {
    if (casus_utf8_valid(line) == line.len) continue;
    line = casus_str_sub(line, 0, room - length);
    memcpy(sample + length, line.ptr, line.len);
    length += line.len;
    if (length < room) sample[length++] = '\n';
  }
  return casus_str_of(sample, length);
}

int casus_json_turn(casus_json_turned *t, casus_json_place at, casus_str view, casus_error *err) {
  bool guessed;
  if (!t->arena && !(t->arena = casus_arena_new())) return casus_fail_memory(err);
  casus_arena_reset(t->arena);
  t->lost = 1;
  if (t->encoding.ptr) {
    int rc = casus_charset_convert(at.bytes, at.base, t->encoding, t->arena, &t->text, &t->lost, err);
    if (rc != CASUS_OK || !t->lost) return rc;
  }
  bool alone = t->looks == LOOKS_AHEAD; /* damage all over, which is not worth more than its own length */
  casus_str sample = alone ? at.bytes : sample_of(view, t->arena);
  if (sample.ptr) t->encoding = casus_charset_detect(sample, (casus_str){NULL, 0}, at.letters, t->arena, &guessed);
  if (!sample.ptr || !t->encoding.ptr) return casus_fail_memory(err);
  t->looks += !alone;
  return casus_charset_convert(at.bytes, at.base, t->encoding, t->arena, &t->text, &t->lost, err);
}

size_t casus_json_turned_at(const casus_json_turned *t, size_t at) {
  return t->text.origin[at < t->text.len ? at : t->text.len];
}

int casus_json_lead_back(const casus_json_turned *t, casus_arena *arena, casus_document *document, int rc,
                         casus_error *err) {
  if (rc == CASUS_END) return rc;
  if (rc != CASUS_OK) return err->at = casus_json_turned_at(t, err->at), rc;
  casus_note guess = {.kind = CASUS_NOTE_GUESSED, .value = t->encoding}, lost = {CASUS_NOTE_LOST, .count = t->lost};
  for (size_t i = 0; i <= document->text.len; i++)
    document->origin[i] = (uint32_t)casus_json_turned_at(t, document->origin[i]);
  document->encoding = t->encoding;
  bool noted = casus_document_note(document, arena, guess) && (!t->lost || casus_document_note(document, arena, lost));
  return noted ? CASUS_OK : casus_fail_memory(err);
}
