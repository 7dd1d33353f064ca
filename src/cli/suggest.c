/* What somebody may have meant. */
#include "cli/cli.h"

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
