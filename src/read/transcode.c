/* A stream in another encoding, as UTF-8: for formats whose records are found by their bytes. For each byte that it
 * gives it remembers how far the bytes that it comes from lie behind those of the byte before, until nobody can ask any
 * more. */
#include <stdlib.h>
#include <unicode/ucnv.h>

#include "base/utf8.h"
#include "read/stream.h"

enum { CHUNK = 16 * 1024, UNITS = 4096, UTF8_OF_UNIT = 3, AHEAD = 256 * 1024 };

typedef struct transcoder {
  casus_stream stream;
  casus_stream *inner;
  UConverter *from;
  char bytes[CHUNK];
  const char *next, *end;
  uint64_t next_at; /* of the inner stream */
  UChar units[UNITS];
  int32_t offsets[UNITS];
  UChar high;                 /* waits for its other half; 0: none does */
  uint64_t high_at, begun_at; /* begun: a character that the last bytes begin, and that is not whole yet */
  char utf8[UTF8_OF_UNIT * (UNITS + 2)];
  size_t given, made; /* of utf8 */
  bool inner_ended, ended;
  /* steps[i]: from the byte before it to the byte out + i of this stream, in bytes of the inner one */
  uint8_t *steps;
  size_t step_count, step_room, most;
  uint64_t out, in;           /* in: where the byte `out` comes from, less its step */
  uint64_t record;            /* where the record comes from that was asked for last */
  uint64_t last_in;           /* where the last byte comes from */
  uint64_t asked, asked_from; /* behind the place that was asked for last, and where that comes from */
} transcoder;

static void forget_steps(transcoder *t, size_t count) {
  for (size_t i = 0; i < count; i++) t->in += t->steps[i];
  if (count) memmove(t->steps, t->steps + count, t->step_count - count);
  t->out += count;
  t->step_count -= count;
  if (t->asked < t->out) t->asked = t->out, t->asked_from = t->in;
}

static bool make_steps(transcoder *t) {
  if (t->step_count >= t->most) forget_steps(t, t->step_count - t->most / 2);
  if (t->step_count + sizeof t->utf8 <= t->step_room) return true;
  size_t room = 2 * (t->step_count + sizeof t->utf8);
  uint8_t *steps = realloc(t->steps, room);
  if (steps) t->steps = steps, t->step_room = room;
  return steps != NULL;
}

static void put(transcoder *t, uint32_t c, uint64_t at) {
  size_t size = casus_utf8_encode(c, t->utf8 + t->made);
  if (!size) size = casus_utf8_encode(0xFFFD, t->utf8 + t->made);
  t->made += size;
  uint64_t step = at > t->last_in ? at - t->last_in : 0;
  if (step > UINT8_MAX) step = UINT8_MAX; /* the next ones make up for it */
  t->last_in += step;
  t->steps[t->step_count++] = (uint8_t)step;
  for (size_t i = 1; i < size; i++) t->steps[t->step_count++] = 0;
}

static void put_unit(transcoder *t, UChar unit, uint64_t at) {
  UChar high = t->high;
  t->high = 0;
  if (high && U16_IS_TRAIL(unit)) {
    put(t, (uint32_t)U16_GET_SUPPLEMENTARY(high, unit), t->high_at);
    return;
  }
  if (high) put(t, 0xFFFD, t->high_at);
  if (U16_IS_LEAD(unit))
    t->high = unit, t->high_at = at;
  else
    put(t, unit, at);
}

static int refill(transcoder *t) {
  size_t got = 0;
  if (t->next < t->end || t->inner_ended) return CASUS_OK;
  if (t->inner->pull(t->inner, t->bytes, CHUNK, &got) != CASUS_OK) return CASUS_E_MEMORY;
  if (t->inner->fault.code) t->stream.fault = t->inner->fault, t->inner->fault.code = CASUS_OK;
  t->next = t->bytes;
  t->end = t->bytes + got;
  t->inner_ended = got == 0;
  t->stream.bytes = t->inner->bytes;
  return CASUS_OK;
}

static int convert(transcoder *t) {
  UErrorCode status = U_ZERO_ERROR, pending = U_ZERO_ERROR;
  UChar *target = t->units;
  if (refill(t) != CASUS_OK || !make_steps(t)) return CASUS_E_MEMORY;
  const char *start = t->next;
  t->given = t->made = 0;
  ucnv_toUnicode(t->from, &target, t->units + UNITS, &t->next, t->end, t->offsets, t->inner_ended, &status);
  for (size_t i = 0; i < (size_t)(target - t->units); i++)
    put_unit(t, t->units[i], t->offsets[i] < 0 ? t->begun_at : t->next_at + (uint64_t)t->offsets[i]);
  t->ended = t->inner_ended && status != U_BUFFER_OVERFLOW_ERROR;
  if (t->ended && t->high) put(t, 0xFFFD, t->high_at);
  t->next_at += (uint64_t)(t->next - start);
  int32_t begun = ucnv_toUCountPending(t->from, &pending);
  t->begun_at = t->next_at - (U_SUCCESS(pending) && begun > 0 ? (uint64_t)begun : 0);
  return CASUS_OK;
}

static int pull(casus_stream *stream, char *to, size_t size, size_t *got) {
  transcoder *t = (transcoder *)stream;
  while (t->given == t->made && !t->ended)
    if (convert(t) != CASUS_OK) return CASUS_E_MEMORY;
  *got = t->made - t->given < size ? t->made - t->given : size;
  memcpy(to, t->utf8 + t->given, *got);
  t->given += *got;
  return CASUS_OK;
}

static uint64_t origin(casus_stream *stream, uint64_t at) {
  transcoder *t = (transcoder *)stream;
  if (at >= t->out + t->step_count) return t->next_at;
  if (at < t->out) return t->record; /* which is longer than what is kept */
  if (at + 1 < t->asked) t->asked = t->out, t->asked_from = t->in;
  for (; t->asked <= at; t->asked++) t->asked_from += t->steps[t->asked - t->out];
  return t->asked_from;
}

/* Of the start of a record: nobody asks for what lies before. */
static uint64_t place(casus_stream *stream, uint64_t at) {
  transcoder *t = (transcoder *)stream;
  uint64_t from = t->record = origin(stream, at);
  if (at > t->out) forget_steps(t, at - t->out < t->step_count ? (size_t)(at - t->out) : t->step_count);
  return t->inner->place ? t->inner->place(t->inner, from) : from;
}

static void shut(casus_stream *stream) {
  transcoder *t = (transcoder *)stream;
  ucnv_close(t->from);
  casus_stream_close(t->inner);
  free(t->steps);
  free(t);
}

int casus_stream_transcode(casus_stream *inner, const char *encoding, size_t record, casus_stream **stream,
                           casus_error *err) {
  transcoder *t = calloc(1, sizeof *t);
  if (!t) {
    casus_stream_close(inner);
    return casus_fail_memory(err);
  }
  UErrorCode status = U_ZERO_ERROR;
  t->stream = (casus_stream){.pull = pull, .close = shut, .place = place, .origin = origin, .size = inner->size};
  t->inner = inner;
  t->most = 2 * (2 * record + AHEAD); /* half of it is kept, and a window reads ahead as much as it has */
  t->from = ucnv_open(encoding, &status);
  if (U_FAILURE(status)) {
    shut(&t->stream);
    if (status == U_MEMORY_ALLOCATION_ERROR) return casus_fail_memory(err);
    return casus_refuse(err, CASUS_FAULT_ENCODING, 0, "unknown encoding %s", encoding);
  }
  *stream = &t->stream;
  return CASUS_OK;
}
