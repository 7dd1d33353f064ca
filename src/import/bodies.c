#include "import/bodies.h"

struct casus_bodies {
  casus_arena *arena;
  casus_map by_name; /* -> place in codes */
  CASUS_VEC(casus_str) codes;
};

static bool add(casus_bodies *b, casus_str name, casus_str code) {
  casus_str *slot;
  if (!name.len || casus_map_get(&b->by_name, name, NULL)) return true; /* the first that is called so */
  slot = casus_vec_push(&b->codes, b->arena);
  if (!slot) return false;
  *slot = code;
  return casus_map_set(&b->by_name, b->arena, name, (uint32_t)b->codes.count - 1);
}

/* Names that count only in company ("?AU") are plain enough in a table. */
static bool add_organisation(casus_bodies *b, const casus_str *f) {
  enum { CODE, SECTOR, NAME, ALIASES };
  casus_str aliases = f[ALIASES], alias;
  if (!casus_str_eq(f[SECTOR], CASUS_STR("IGO")) || !casus_str_starts(f[CODE], CASUS_STR("IGO"))) return true;
  if (!add(b, f[NAME], f[CODE])) return false;
  while (casus_list_next(&aliases, &alias))
    if (!add(b, casus_str_starts(alias, CASUS_STR("?")) ? casus_str_sub(alias, 1, alias.len) : alias, f[CODE]))
      return false;
  return true;
}

static int read_table(casus_bodies *b, const char *folder, const char *name, casus_error *err) {
  casus_str bytes, f[4];
  int rc = casus_data_get(folder, name, b->arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  bool senders = casus_str_ends(casus_str_from_c(name), CASUS_STR("senders.tsv"));
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, f, 4))
    if (senders ? !add(b, f[0], f[1]) : !add_organisation(b, f)) return casus_fail_memory(err);
  return CASUS_OK;
}

int casus_bodies_open(const char *folder, casus_arena *arena, casus_bodies **bodies, casus_error *err) {
  casus_bodies *b = casus_arena_alloc(arena, sizeof *b);
  if (!b) return casus_fail_memory(err);
  b->arena = arena;
  int rc = read_table(b, folder, "world/senders.tsv", err);
  if (rc == CASUS_OK) rc = read_table(b, folder, "actors/organisations.tsv", err);
  if (rc == CASUS_OK) *bodies = b;
  return rc;
}

casus_str casus_bodies_find(const casus_bodies *bodies, casus_str name) {
  uint32_t place;
  return casus_map_get(&bodies->by_name, name, &place) ? bodies->codes.items[place] : (casus_str){NULL, 0};
}
