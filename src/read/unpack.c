#include "read/unpack.h"

#include <stdlib.h>

bool casus_is_gzip(casus_str head) { return casus_str_starts(head, CASUS_STR("\x1F\x8B\x08")); }
bool casus_is_zstd(casus_str head) { return casus_str_starts(head, CASUS_STR("\x28\xB5\x2F\xFD")); }

static bool make_room(casus_members *m) {
  if (m->count < m->capacity) return true;
  if (m->first) {
    memmove(m->items, m->items + m->first, (m->count - m->first) * sizeof *m->items);
    m->count -= m->first;
    m->first = 0;
    if (m->count < m->capacity / 2 || m->capacity == CASUS_MOST_MEMBERS) return true;
  }
  size_t capacity = m->capacity ? m->capacity * 2 : 64;
  casus_member *items = realloc(m->items, capacity * sizeof *items);
  if (!items) return false;
  m->items = items;
  m->capacity = capacity;
  return true;
}

bool casus_members_add(casus_members *m, uint64_t unpacked, uint64_t packed) {
  bool empty_one = m->count > m->first && m->items[m->count - 1].unpacked == unpacked;
  if (empty_one) return m->items[m->count - 1].packed = packed, true;
  if (m->count - m->first == CASUS_MOST_MEMBERS) return true;
  if (!make_room(m)) return false;
  m->items[m->count++] = (casus_member){unpacked, packed};
  return true;
}

uint64_t casus_members_place(casus_members *m, uint64_t unpacked) {
  while (m->first + 1 < m->count && m->items[m->first + 1].unpacked <= unpacked) m->first++;
  return m->first < m->count ? m->items[m->first].packed : 0;
}

int casus_unpacker_start(casus_unpacker *u, casus_stream *inner, size_t ratio, casus_error *err) {
  *u = (casus_unpacker){.inner = inner, .ratio = ratio, .packed = malloc(CASUS_PACKED_CHUNK)};
  u->stream.place = casus_unpacker_place;
  u->stream.size = inner->size;
  return u->packed ? CASUS_OK : casus_fail_memory(err);
}

int casus_unpacker_refill(casus_unpacker *u) {
  if (u->next < u->end || u->inner_ended) return CASUS_OK;
  u->next = u->end = 0;
  if (u->inner->pull(u->inner, u->packed, CASUS_PACKED_CHUNK, &u->end) != CASUS_OK) return CASUS_E_MEMORY;
  u->inner_ended = u->end == 0;
  u->stream.bytes = u->inner->bytes;
  if (u->inner->fault.code) u->stream.fault = u->inner->fault, u->inner->fault.code = CASUS_OK;
  return CASUS_OK;
}

void casus_unpacker_fault(casus_unpacker *u, const char *what) {
  if (u->stream.fault.code) return; /* the first is told */
  casus_refuse(&u->stream.fault, CASUS_FAULT_DAMAGED, u->member, "%s (in the packed part at byte %llu)", what,
               (unsigned long long)u->member);
}

bool casus_unpacker_within_ratio(casus_unpacker *u) {
  if (u->given <= CASUS_RATIO_FREE || u->given / u->ratio <= u->taken) return true;
  casus_refuse(&u->stream.fault, CASUS_FAULT_RATIO, u->member,
               "unpacks to more than %zu times its size (--max-ratio); the rest is left", u->ratio);
  return false;
}

void casus_unpacker_stop(casus_unpacker *u) {
  casus_stream_close(u->inner);
  free(u->packed);
  free(u->members.items);
}

uint64_t casus_unpacker_place(casus_stream *stream, uint64_t at) {
  return casus_members_place(&((casus_unpacker *)stream)->members, at);
}
