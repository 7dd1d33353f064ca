/* What somebody may have meant. */
#include "cli/cli.h"

enum { LONGEST = 40 };

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* Edits between two words, without case: insert, delete, change, swap neighbours (optimal string alignment). */
static size_t distance(casus_str a, casus_str b) {
  size_t rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b.len; j++) rows[0][j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      char x = lower(a.ptr[i - 1]), y = lower(b.ptr[j - 1]);
      size_t best = last[j - 1] + (x != y);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
      bool swapped = i > 1 && j > 1 && x == lower(b.ptr[j - 2]) && y == lower(a.ptr[i - 2]);
      if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
      now[j] = best;
    }
  }
  return rows[a.len % 3][b.len];
}

static bool contains(casus_str whole, casus_str part) {
  for (size_t i = 0; i + part.len <= whole.len; i++)
    if (casus_str_ieq(casus_str_sub(whole, i, i + part.len), part)) return true;
  return false;
}

void casus_nearest_try(casus_nearest *nearest, casus_str candidate) {
  const size_t telling = 4; /* letters of a part that names a whole */
  casus_str word = nearest->word;
  if (!word.len || word.len > LONGEST || candidate.len > LONGEST) return;
  size_t d = word.len >= telling && contains(candidate, word) ? 1 : distance(word, candidate);
  if (d > 1 + word.len / 5 || d >= candidate.len || (nearest->found.len && d >= nearest->distance)) return;
  nearest->found = candidate, nearest->distance = d;
}

casus_str casus_nearest_command(casus_str word) {
  casus_nearest nearest = {.word = word};
  for (const casus_command *c = casus_commands + 1; c->name; c++)
    casus_nearest_try(&nearest, casus_str_from_c(c->name));
  return nearest.found;
}

/* The state whose name is nearest; the text is borrowed from `arena`. */
static casus_str nearest_state(const casus_cli *cli, casus_str name, casus_arena *arena) {
  casus_nearest nearest = {.word = name};
  casus_str bytes, f[4];
  if (casus_data_get(cli->data, "actors/states.tsv", arena, &bytes, NULL) != CASUS_OK) return nearest.found;
  casus_table table = casus_table_of(bytes);
  while (casus_table_next(&table, f, 4)) casus_nearest_try(&nearest, f[3]);
  return nearest.found;
}

int casus_cli_actor(const casus_cli *cli, const casus_coder *coder, casus_str name, casus_str *code, casus_error *err) {
  casus_str found = casus_coder_actor(coder, name);
  if (found.len) return *code = found, CASUS_OK;
  casus_arena *arena = casus_arena_new();
  casus_str near = arena ? nearest_state(cli, name, arena) : (casus_str){NULL, 0};
  if (near.len)
    casus_fail(err, CASUS_E_USAGE, 0, "no actor is called %.*s; did you mean %.*s?", CASUS_STR_FMT(name),
               CASUS_STR_FMT(near));
  else
    casus_fail(err, CASUS_E_USAGE, 0, "no actor is called %.*s: a name or a three-letter code, as 'North Korea' or PRK",
               CASUS_STR_FMT(name));
  casus_arena_free(arena);
  return CASUS_E_USAGE;
}

int casus_cli_region(const casus_world *world, casus_str region, casus_error *err) {
  casus_nearest nearest = {.word = region};
  for (size_t i = 0; i < world->state_count; i++) {
    if (casus_state_in(&world->states[i], region)) return CASUS_OK;
    casus_str rest = world->states[i].regions, tag;
    while (casus_str_split(&rest, ' ', &tag))
      if (tag.len) casus_nearest_try(&nearest, tag);
  }
  if (nearest.found.len)
    return casus_fail(err, CASUS_E_USAGE, 0, "no region is called %.*s; did you mean %.*s?", CASUS_STR_FMT(region),
                      CASUS_STR_FMT(nearest.found));
  return casus_fail(err, CASUS_E_USAGE, 0, "no region is called %.*s: casus map --help lists them",
                    CASUS_STR_FMT(region));
}
