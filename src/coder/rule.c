/* Reads rule files and the whole codebook. */
#include <math.h>

#include "coder/rule_field.h"

/* "any" and "@actor" say less than a class of words. */
static uint32_t weight_of_requirement(const casus_requirement *requirement) {
  if (requirement->negative) return 0;
  for (size_t i = 0; i < requirement->terms.count; i++) {
    casus_term_kind kind = requirement->terms.items[i].kind;
    if (kind == CASUS_TERM_ANY || kind == CASUS_TERM_ACTOR || kind == CASUS_TERM_STATE) return 1;
  }
  return 2;
}

static uint32_t weight_of(const casus_rule *rule, const casus_trigger *trigger) {
  uint32_t weight = 2 * (uint32_t)trigger->more.count;
  for (size_t i = 0; i < rule->requirements.count; i++) weight += weight_of_requirement(&rule->requirements.items[i]);
  return weight;
}

/* A trigger without words stands for the marks. */
static int add_marked(casus_rule_reader *r) {
  casus_trigger *trigger = casus_vec_push(&r->book->triggers, r->arena);
  if (!trigger) return casus_fail_memory(r->err);
  *trigger = (casus_trigger){.head = CASUS_STR(""), .rule = (uint32_t)r->book->rules.count, .next = UINT32_MAX};
  r->book->marked[r->rule.type][r->rule.both] = (uint32_t)(r->book->triggers.count - 1);
  return CASUS_OK;
}

/* The rule read so far goes into the book; its triggers learn how specific it is. */
static int rule_close(casus_rule_reader *r) {
  if (!r->open) {
    r->defaults = r->rule;
    return CASUS_OK;
  }
  int rc = r->rule.marked > 0 ? add_marked(r) : CASUS_OK;
  if (rc) return rc;
  if (r->first_trigger == r->book->triggers.count) return casus_rule_bad(r, "no trigger in rule", r->rule.name);
  if (!r->rule.source.count) {
    rc = casus_rule_side(r, &r->rule.source, CASUS_STR("subject"));
    if (rc) return rc;
  }
  if (isnan(r->rule.intensity)) r->rule.intensity = casus_book_intensity(r->book, r->rule.cameo);
  for (size_t i = r->first_trigger; i < r->book->triggers.count; i++)
    r->book->triggers.items[i].weight = weight_of(&r->rule, &r->book->triggers.items[i]);
  casus_rule *item = casus_vec_push(&r->book->rules, r->arena);
  if (!item) return casus_fail_memory(r->err);
  *item = r->rule;
  return CASUS_OK;
}

static int rule_begin(casus_rule_reader *r, casus_str name) {
  int rc = rule_close(r);
  if (rc) return rc;
  if (!name.len) return casus_rule_bad(r, "a rule without a name", name);
  r->open = true;
  r->first_trigger = r->book->triggers.count;
  r->rule = r->defaults;
  /* what the defaults hold is shared, so a push must not write behind it */
  r->rule.requirements.capacity = r->rule.requirements.count;
  r->rule.contexts.capacity = r->rule.contexts.count;
  r->rule.absorbs.capacity = r->rule.absorbs.count;
  r->rule.count_of.capacity = r->rule.count_of.count;
  r->rule.amount_of.capacity = r->rule.amount_of.count;
  r->rule.name = casus_arena_copy(r->arena, name);
  return r->rule.name.ptr ? CASUS_OK : casus_fail_memory(r->err);
}

int casus_book_rules(casus_book *book, const char *name, casus_str bytes, casus_error *err) {
  casus_rule_reader r = {.book = book, .arena = book->arena, .err = err, .file = name};
  r.rule = (casus_rule){
      .intensity = NAN, .status = -1, .mode = CASUS_STR(""), .cameo = CASUS_STR(""), .sector = CASUS_STR("")};
  casus_str line;
  while (casus_str_split(&bytes, '\n', &line)) {
    r.line++;
    casus_str word, rest = line;
    if (!casus_rule_word(&rest, &word) || word.ptr[0] == '#') continue;
    int rc = casus_str_eq(word, CASUS_STR("rule")) ? rule_begin(&r, rest) : casus_rule_field(&r, word, rest);
    if (rc) return rc;
  }
  return rule_close(&r);
}

typedef int (*table_reader)(casus_book *, casus_str, casus_error *);

static int table_open(casus_book *book, const char *folder, const char *name, table_reader reader, casus_error *err) {
  casus_str bytes;
  int rc = casus_data_get(folder, name, book->arena, &bytes, err);
  return rc ? rc : reader(book, bytes, err);
}

int casus_book_open(const char *folder, casus_arena *arena, casus_book **book, casus_error *err) {
  static const struct {
    const char *name;
    table_reader reader;
  } tables[] = {{"codebook/classes.tsv", casus_book_classes},
                {"codebook/light.tsv", casus_book_lights},
                {"codebook/prepositions.tsv", casus_book_prepositions},
                {"codebook/status.tsv", casus_book_signs},
                {"codebook/intensity.tsv", casus_book_intensities},
                {"codebook/contexts.tsv", casus_book_contexts},
                {"codebook/confidence.tsv", casus_book_confidence},
                {"codebook/counterpart.tsv", casus_book_stakes}};
  casus_book *new_book;
  int rc = casus_book_new(arena, &new_book, err);
  for (size_t i = 0; !rc && i < CASUS_COUNT(tables); i++)
    rc = table_open(new_book, folder, tables[i].name, tables[i].reader, err);
  const char *name;
  for (size_t i = 0; !rc && (name = casus_data_name("codebook/", i)); i++) {
    casus_str bytes;
    if (!casus_str_ends(casus_str_from_c(name), CASUS_STR(".rules"))) continue;
    rc = casus_data_get(folder, name, arena, &bytes, err);
    if (!rc) rc = casus_book_rules(new_book, name + sizeof "codebook/" - 1, bytes, err);
  }
  if (!rc) *book = new_book;
  return rc;
}
