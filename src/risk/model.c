#include "risk/model.h"

#include <math.h>

static const char *const prior_names[] = {"base",
#define NAME(enumerator, name, kind, words) name,
                                          CASUS_PRIOR_TERMS(NAME)
#undef NAME
};
static const char *const scale_names[] = {"a", "b", "c"};
static const char *const join_names[] = {"base",
#define NAME(enumerator, name) name,
                                         CASUS_JOIN_TERMS(NAME)
#undef NAME
};
static const char *const deaths_names[] = {"base", "ln_deaths"};
static const char *const weight_names[] = {"level.2", "level.3", "level.4", "level.5"};
static const char *const severity_names[] = {"force", "war"};
static const char *const rate_names[] = {"none",       "non-aggression", "consultation", "defence",
                                         "major.none", "major.defence",  "war.none",     "war.defence"};

const char *casus_rate_class_name(casus_rate_class rate) { return rate_names[rate]; }

/* One number that must be there, with its range. `seen` counts how often it was read. */
typedef struct slot {
  double *to;
  double low, high;
  int seen;
} slot;

typedef struct reader {
  casus_table table;
  casus_error *err;
  casus_arena *arena;
  casus_map at; /* "table name" -> index in slots */
  CASUS_VEC(slot) slots;
} reader;

static int fail(const reader *r, const char *what, casus_str field) {
  return casus_fail(r->err, CASUS_E_DATA, 0, "risk/model.tsv:%zu: %s: \"%.*s\"", r->table.line, what,
                    CASUS_STR_FMT(casus_str_sub(field, 0, 60)));
}

static bool expect(reader *r, const char *table, const char *name, const char *column, double *to, double low,
                   double high) {
  casus_str key = casus_arena_printf(r->arena, "%s %s %s", table, name, column);
  slot *s = key.ptr ? casus_vec_push(&r->slots, r->arena) : NULL;
  if (!s || !casus_map_set(&r->at, r->arena, key, (uint32_t)r->slots.count - 1)) return false;
  *s = (slot){to, low, high, 0};
  return true;
}

static bool expect_fit(reader *r, const char *table, const char *const *names, size_t count, casus_fit *fit) {
  bool ok = true;
  for (size_t i = 0; i < count && ok; i++) {
    ok = expect(r, table, names[i], "reference", &fit->reference[i], -1e3, 1e3) &&
         expect(r, table, names[i], "value", &fit->value[i], -1e3, 1e3);
    for (size_t j = 0; j <= i && ok; j++) {
      casus_str pair = casus_arena_printf(r->arena, "%s %s", names[i], names[j]);
      casus_str root = casus_arena_printf(r->arena, "%s.root", table);
      ok = pair.ptr && root.ptr && expect(r, root.ptr, pair.ptr, "value", &fit->root[i][j], -1e3, 1e3);
    }
  }
  return ok;
}

static bool expect_all(reader *r, casus_risk_model *m, double *since) {
  bool ok = expect_fit(r, "prior", prior_names, CASUS_COUNT(prior_names), &m->prior) &&
            expect_fit(r, "scale", scale_names, CASUS_COUNT(scale_names), &m->scale) &&
            expect_fit(r, "join", join_names, CASUS_COUNT(join_names), &m->join) &&
            expect_fit(r, "deaths", deaths_names, CASUS_COUNT(deaths_names), &m->deaths) &&
            expect(r, "scale", "year_sd", "value", &m->year_sd, 0, 5) &&
            expect(r, "scale", "pair_sd", "value", &m->pair_sd, 0, 5) &&
            expect(r, "scale", "state_sd", "value", &m->state_sd, 0, 5) &&
            expect(r, "update", "delta", "value", &m->delta, 0.01, 0.999) &&
            expect(r, "update", "kappa", "value", &m->kappa, 1e-6, 1e6) &&
            expect(r, "update", "since", "value", since, 1800, 9999);
  for (size_t i = 0; i < CASUS_COUNT(weight_names) && ok; i++)
    ok = expect(r, "weight", weight_names[i], "value", &m->weight[i + 2], 0, 100);
  for (size_t i = 0; i < CASUS_COUNT(severity_names) && ok; i++)
    ok = expect(r, "severity", severity_names[i], "value", &m->severity[i], 0, 1);
  for (size_t i = 0; i < CASUS_COUNT(rate_names) && ok; i++)
    ok = expect(r, "rate", rate_names[i], "value", &m->rate[i].value, 0, 1) &&
         expect(r, "rate", rate_names[i], "low", &m->rate[i].low, 0, 1) &&
         expect(r, "rate", rate_names[i], "high", &m->rate[i].high, 0, 1);
  return ok;
}

/* Reads the column of a row into its slot; columns that nobody asked for are for people. */
static int take(reader *r, casus_str table, casus_str name, const char *column, casus_str field) {
  casus_str key = casus_arena_printf(r->arena, "%.*s %.*s %s", CASUS_STR_FMT(table), CASUS_STR_FMT(name), column);
  uint32_t at;
  if (!key.ptr) return casus_fail_memory(r->err);
  if (!casus_map_get(&r->at, key, &at)) return CASUS_OK;
  slot *s = &r->slots.items[at];
  double value;
  if (!casus_parse_double(field, &value)) return fail(r, "not a number", field);
  if (!(value >= s->low && value <= s->high)) return fail(r, "a number out of its range", field);
  if (s->seen++) return fail(r, "told twice", name);
  *s->to = value;
  return CASUS_OK;
}

static int read_rows(reader *r) {
  casus_str f[7];
  int rc = CASUS_OK;
  while (rc == CASUS_OK && casus_table_next(&r->table, f, CASUS_COUNT(f))) {
    rc = take(r, f[0], f[1], "reference", f[2]);
    if (rc == CASUS_OK) rc = take(r, f[0], f[1], "value", f[3]);
    if (rc == CASUS_OK) rc = take(r, f[0], f[1], "low", f[4]);
    if (rc == CASUS_OK) rc = take(r, f[0], f[1], "high", f[5]);
  }
  for (size_t i = 0; i < r->slots.count && rc == CASUS_OK; i++)
    if (!r->slots.items[i].seen)
      rc = casus_fail(r->err, CASUS_E_DATA, 0, "risk/model.tsv: a number of the model is missing");
  return rc;
}

int casus_risk_model_read(const char *folder, casus_arena *arena, casus_risk_model *model, casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, "risk/model.tsv", arena, &bytes, err);
  if (rc != CASUS_OK) return rc;
  casus_risk_model *read = casus_arena_alloc(arena, sizeof *read);
  reader r = {.table = casus_table_of(bytes), .err = err, .arena = arena};
  double since = 0;
  if (!read || !expect_all(&r, read, &since)) return casus_fail_memory(err);
  rc = read_rows(&r);
  if (rc != CASUS_OK) return rc;
  read->since = (int)since;
  *model = *read;
  return CASUS_OK;
}
