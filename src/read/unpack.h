/* What the unpackers share. Private to read. */
#ifndef CASUS_READ_UNPACK_H
#define CASUS_READ_UNPACK_H

#include "read/stream.h"

enum { CASUS_PACKED_CHUNK = 64 * 1024, CASUS_MOST_MEMBERS = 65536 };
#define CASUS_RATIO_FREE ((uint64_t)32 << 20) /* unpacked bytes that are not held against the ratio */

/* The beginning of a member: at this place of the file, at that byte of what comes out. */
typedef struct casus_member {
  uint64_t unpacked, packed;
} casus_member;

/* Members in order. Those asked past are forgotten; when there are too many, a byte is told of an earlier one. */
typedef struct casus_members {
  casus_member *items;
  size_t first, count, capacity;
} casus_members;

bool casus_members_add(casus_members *marks, uint64_t unpacked, uint64_t packed); /* false: out of memory */
uint64_t casus_members_place(casus_members *marks, uint64_t unpacked);

/* A stream that unpacks another. */
typedef struct casus_unpacker {
  casus_stream stream;
  casus_stream *inner;
  casus_members members;
  char *packed;          /* [CASUS_PACKED_CHUNK] */
  size_t next, end;      /* not unpacked yet: packed[next, end) */
  uint64_t taken, given; /* bytes behind packed[next], and of output */
  uint64_t member;       /* where the member under way begins in the file */
  size_t ratio;
  bool inner_ended, over;
} casus_unpacker;

int casus_unpacker_start(casus_unpacker *u, casus_stream *inner, size_t ratio, casus_error *err);
/* At least one packed byte, unless the inner stream is at its end. CASUS_OK or CASUS_E_MEMORY. */
int casus_unpacker_refill(casus_unpacker *u);
void casus_unpacker_fault(casus_unpacker *u, const char *what); /* tells the place of the member */
/* False, with the fault told: it has become too much out of too little. */
bool casus_unpacker_within_ratio(casus_unpacker *u);
void casus_unpacker_stop(casus_unpacker *u); /* frees all but itself */
uint64_t casus_unpacker_place(casus_stream *stream, uint64_t at);

#endif
