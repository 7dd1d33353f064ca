#include "import/pairs.h"

casus_pair *casus_pairs_get(casus_importer *in, casus_pairs *pairs, casus_str key, casus_str a, casus_str b,
                            bool *is_new) {
  uint32_t place;
  bool swap = casus_str_cmp(b, a) < 0;
  casus_str full = casus_arena_printf(in->scratch, "%.*s %.*s %.*s", CASUS_STR_FMT(swap ? b : a),
                                      CASUS_STR_FMT(swap ? a : b), CASUS_STR_FMT(key));
  *is_new = false;
  if (full.ptr && casus_map_get(&pairs->by_key, full, &place)) return &pairs->list.items[place];
  if (full.ptr) full = casus_arena_copy(in->arena, full);
  casus_pair *pair = full.ptr ? casus_vec_push(&pairs->list, in->arena) : NULL;
  if (!pair || !casus_map_set(&pairs->by_key, in->arena, full, (uint32_t)pairs->list.count - 1)) {
    in->rc = casus_fail_memory(in->err);
    return NULL;
  }
  *is_new = true;
  pair->incident.a = swap ? b : a;
  pair->incident.b = swap ? a : b;
  pair->incident.line = in->line;
  return pair;
}

void casus_pair_dates(casus_pair *pair, casus_date first, casus_date last) {
  casus_imported_incident *i = &pair->incident;
  if (!casus_date_known(last)) last = first;
  bool earlier = !casus_date_known(i->first) || first.day < i->first.day ||
                 (first.day == i->first.day && first.precision > i->first.precision);
  if (earlier) i->first = first;
  bool later = !casus_date_known(i->last) || casus_date_last_day(last) > casus_date_last_day(i->last);
  if (later) i->last = last;
}

void casus_pairs_add(casus_importer *in, const casus_pairs *pairs) {
  for (size_t i = 0; i < pairs->list.count && in->rc == CASUS_OK; i++) {
    in->line = pairs->list.items[i].incident.line;
    casus_import_incident(in, &pairs->list.items[i].incident);
  }
}
