/* gzip (RFC 1952), member by member. A damaged member is left behind at the next one's first bytes. */
#include <stdlib.h>
#include <zlib.h>

#include "read/unpack.h"

enum { GZIP_WINDOW = 15 + 16 }; /* zlib's word for: with the header of gzip */

typedef struct gzip_stream {
  casus_unpacker u;
  z_stream z;
  bool inside;           /* a member has begun */
  bool damaged;          /* the last one was; what lies behind it is no fault of its own */
  uint64_t looked_again; /* in the chunk that begins here */
  int times;
} gzip_stream;

/* On to the first bytes of a member, wherever. *skipped counts what was passed over but zeros, with which tapes are
 * filled up. */
static int find_member(gzip_stream *g, bool *found, uint64_t *skipped) {
  static const unsigned char magic[] = {0x1F, 0x8B, 0x08};
  size_t matched = 0;
  *found = false;
  *skipped = 0;
  for (;;) {
    if (casus_unpacker_refill(&g->u) != CASUS_OK) return CASUS_E_MEMORY;
    if (g->u.next == g->u.end) return CASUS_OK;
    unsigned char c = (unsigned char)g->u.packed[g->u.next++];
    g->u.taken++;
    *skipped += c != 0;
    matched = c == magic[matched] ? matched + 1 : c == magic[0];
    if (matched < sizeof magic) continue;
    g->u.member = g->u.taken - sizeof magic;
    *found = true;
    break;
  }
  /* The bytes seen may lie in an earlier chunk: hand them to zlib from here. */
  g->z.next_in = (Bytef *)(uintptr_t)magic;
  g->z.avail_in = sizeof magic;
  Bytef unused;
  g->z.next_out = &unused;
  g->z.avail_out = 0;
  inflateReset(&g->z);
  inflate(&g->z, Z_NO_FLUSH);
  return CASUS_OK;
}

static int begin_member(gzip_stream *g) {
  bool found = false;
  uint64_t skipped = 0;
  if (find_member(g, &found, &skipped) != CASUS_OK) return CASUS_E_MEMORY;
  if (!found) {
    if (skipped && !g->damaged) casus_unpacker_fault(&g->u, "bytes behind the end of the gzip data");
    g->u.over = true;
    return CASUS_OK;
  }
  g->inside = true;
  g->damaged = false;
  return casus_members_add(&g->u.members, g->u.given, g->u.member) ? CASUS_OK : CASUS_E_MEMORY;
}

/* Damage shows late: the next member may have begun before zlib saw it. Look for it from the damaged one's start on, as
 * far as that is still here; not for ever, as bytes can be made to look like nothing but starts. */
static void look_again(gzip_stream *g) {
  enum { MOST_TIMES = 8 };
  casus_unpacker *u = &g->u;
  uint64_t chunk = u->taken - u->next, behind = u->member + 3;
  g->times = chunk == g->looked_again ? g->times + 1 : 0;
  g->looked_again = chunk;
  if (g->times >= MOST_TIMES) return;
  u->taken = behind > chunk ? behind : chunk;
  u->next = (size_t)(u->taken - chunk);
}

/* One step of zlib over what is there. */
static int step(gzip_stream *g, char *to, size_t size, size_t *got) {
  casus_unpacker *u = &g->u;
  if (casus_unpacker_refill(u) != CASUS_OK) return CASUS_E_MEMORY;
  if (u->next == u->end) {
    casus_unpacker_fault(u, "the gzip data is cut off");
    u->over = true;
    return CASUS_OK;
  }
  g->z.next_in = (Bytef *)u->packed + u->next;
  g->z.avail_in = (uInt)(u->end - u->next);
  g->z.next_out = (Bytef *)to;
  g->z.avail_out = (uInt)size;
  int rc = inflate(&g->z, Z_NO_FLUSH);
  size_t used = u->end - u->next - g->z.avail_in;
  *got = size - g->z.avail_out;
  u->next += used;
  u->taken += used;
  u->given += *got;
  if (rc == Z_MEM_ERROR) return CASUS_E_MEMORY;
  if (rc == Z_STREAM_END) g->inside = false;
  if (rc == Z_OK || rc == Z_BUF_ERROR || rc == Z_STREAM_END) return CASUS_OK;
  casus_unpacker_fault(u, "damaged gzip data");
  g->inside = false;
  g->damaged = true;
  look_again(g);
  if (*got < size) to[(*got)++] = '\n', u->given++; /* so that what comes next is not taken for its line */
  return CASUS_OK;
}

static int pull(casus_stream *stream, char *to, size_t size, size_t *got) {
  gzip_stream *g = (gzip_stream *)stream;
  *got = 0;
  size = size > 1 << 30 ? 1 << 30 : size;
  while (!*got && !g->u.over) {
    int rc = g->inside ? step(g, to, size, got) : begin_member(g);
    if (rc != CASUS_OK) return rc;
    if (!casus_unpacker_within_ratio(&g->u)) g->u.over = true;
  }
  return CASUS_OK;
}

static void shut(casus_stream *stream) {
  gzip_stream *g = (gzip_stream *)stream;
  inflateEnd(&g->z);
  casus_unpacker_stop(&g->u);
  free(g);
}

int casus_stream_gzip(casus_stream *inner, size_t ratio, casus_stream **stream, casus_error *err) {
  gzip_stream *g = calloc(1, sizeof *g);
  if (!g || inflateInit2(&g->z, GZIP_WINDOW) != Z_OK) {
    free(g);
    casus_stream_close(inner);
    return casus_fail_memory(err);
  }
  int rc = casus_unpacker_start(&g->u, inner, ratio, err);
  g->u.stream.pull = pull;
  g->u.stream.close = shut;
  if (rc != CASUS_OK)
    shut(&g->u.stream);
  else
    *stream = &g->u.stream;
  return rc;
}
