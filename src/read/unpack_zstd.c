/* Zstandard (RFC 8878), frame by frame. A damaged frame ends the input: its bytes do not tell where the next begins. */
#include <stdlib.h>
#include <zstd.h>

#include "read/unpack.h"

typedef struct zstd_stream {
  casus_unpacker u;
  ZSTD_DStream *z;
  bool inside; /* a frame has begun */
} zstd_stream;

static int step(zstd_stream *s, char *to, size_t size, size_t *got) {
  casus_unpacker *u = &s->u;
  ZSTD_inBuffer in = {u->packed + u->next, u->end - u->next, 0};
  ZSTD_outBuffer out = {to, size, 0};
  if (!s->inside) {
    u->member = u->taken;
    if (!casus_members_add(&u->members, u->given, u->member)) return CASUS_E_MEMORY;
  }
  size_t rc = ZSTD_decompressStream(s->z, &out, &in);
  u->next += in.pos;
  u->taken += in.pos;
  u->given += out.pos;
  *got = out.pos;
  s->inside = rc != 0;
  if (!ZSTD_isError(rc)) return CASUS_OK;
  casus_unpacker_fault(u, "damaged zstd data");
  u->over = true;
  return CASUS_OK;
}

static int pull(casus_stream *stream, char *to, size_t size, size_t *got) {
  zstd_stream *s = (zstd_stream *)stream;
  *got = 0;
  while (!*got && !s->u.over) {
    if (casus_unpacker_refill(&s->u) != CASUS_OK) return CASUS_E_MEMORY;
    bool none = s->u.next == s->u.end;
    if (none && !s->inside) s->u.over = true;
    if (s->u.over) break;
    int rc = step(s, to, size, got); /* with nothing more to come, what is left inside comes out */
    if (rc != CASUS_OK) return rc;
    if (none && !*got && s->inside) {
      casus_unpacker_fault(&s->u, "the zstd data is cut off");
      s->u.over = true;
    }
    if (!casus_unpacker_within_ratio(&s->u)) s->u.over = true;
  }
  return CASUS_OK;
}

static void shut(casus_stream *stream) {
  zstd_stream *s = (zstd_stream *)stream;
  ZSTD_freeDStream(s->z);
  casus_unpacker_stop(&s->u);
  free(s);
}

int casus_stream_zstd(casus_stream *inner, size_t ratio, casus_stream **stream, casus_error *err) {
  zstd_stream *s = calloc(1, sizeof *s);
  if (!s || !(s->z = ZSTD_createDStream())) {
    free(s);
    casus_stream_close(inner);
    return casus_fail_memory(err);
  }
  int rc = casus_unpacker_start(&s->u, inner, ratio, err);
  s->u.stream.pull = pull;
  s->u.stream.close = shut;
  if (rc != CASUS_OK)
    shut(&s->u.stream);
  else
    *stream = &s->u.stream;
  return rc;
}
