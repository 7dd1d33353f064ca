/* Reads the lines of a rule. One line, one field; see data/codebook/README.md. */
#include "coder/rule_field.h"

int casus_rule_bad(casus_rule_reader *r, const char *what, casus_str word) {
  return casus_fail(r->err, CASUS_E_DATA, 0, "codebook/%s:%zu: %s '%.*s'", r->file, r->line, what, CASUS_STR_FMT(word));
}

bool casus_rule_word(casus_str *rest, casus_str *word) {
  *rest = casus_str_trim(*rest);
  size_t end = 0;
  while (end < rest->len && !casus_is_space(rest->ptr[end])) end++;
  *word = casus_str_sub(*rest, 0, end);
  *rest = casus_str_trim(casus_str_sub(*rest, end, rest->len));
  return word->len > 0;
}

static int path_add(casus_rule_reader *r, casus_paths *paths, casus_str word) {
  casus_path path = {CASUS_SLOT_NONE, CASUS_SLOT_NONE};
  size_t dot = casus_str_find(word, CASUS_STR("."), 0);
  casus_str first = dot == SIZE_MAX ? word : casus_str_sub(word, 0, dot);
  if (!casus_slot_from(first, &path.slot)) return casus_rule_bad(r, "no such slot:", word);
  if (dot != SIZE_MAX && !casus_slot_from(casus_str_sub(word, dot + 1, word.len), &path.step))
    return casus_rule_bad(r, "no such slot:", word);
  casus_path *item = casus_vec_push(paths, r->arena);
  if (!item) return casus_fail_memory(r->err);
  *item = path;
  return CASUS_OK;
}

/* "a.b / c + d": any of `separator` between paths */
static int paths_read(casus_rule_reader *r, casus_paths *paths, casus_str words, char separator) {
  casus_str word;
  while (casus_str_split(&words, separator, &word)) {
    int rc = path_add(r, paths, casus_str_trim(word));
    if (rc) return rc;
  }
  return CASUS_OK;
}

static int term_read(casus_rule_reader *r, casus_str word, casus_term *term) {
  static const struct {
    casus_str name;
    casus_term_kind kind;
  } named[] = {{CASUS_STR_INIT("actor"), CASUS_TERM_ACTOR},           {CASUS_STR_INIT("state"), CASUS_TERM_STATE},
               {CASUS_STR_INIT("person"), CASUS_TERM_PERSON},         {CASUS_STR_INIT("place"), CASUS_TERM_PLACE},
               {CASUS_STR_INIT("number"), CASUS_TERM_NUMBER},         {CASUS_STR_INIT("money"), CASUS_TERM_MONEY},
               {CASUS_STR_INIT("several"), CASUS_TERM_SEVERAL},       {CASUS_STR_INIT("many"), CASUS_TERM_MANY},
               {CASUS_STR_INIT("infinitive"), CASUS_TERM_INFINITIVE}, {CASUS_STR_INIT("self"), CASUS_TERM_SELF},
               {CASUS_STR_INIT("share"), CASUS_TERM_SHARE},           {CASUS_STR_INIT("half"), CASUS_TERM_HALF}};
  *term = (casus_term){.kind = CASUS_TERM_WORD, .word_class = UINT32_MAX};
  if (word.ptr[0] != '@') {
    if (casus_str_eq(word, CASUS_STR("any"))) term->kind = CASUS_TERM_ANY;
    term->text = casus_arena_copy(r->arena, word);
    return term->text.ptr ? CASUS_OK : casus_fail_memory(r->err);
  }
  casus_str name = casus_str_sub(word, 1, word.len);
  for (size_t i = 0; i < CASUS_COUNT(named); i++) {
    if (!casus_str_eq(name, named[i].name)) continue;
    term->kind = named[i].kind;
    return CASUS_OK;
  }
  term->text = casus_arena_copy(r->arena, name);
  if (!term->text.ptr) return casus_fail_memory(r->err);
  if (name.len == 3 && casus_is_upper(name.ptr[0])) {
    term->kind = CASUS_TERM_SECTOR;
    return CASUS_OK;
  }
  term->kind = CASUS_TERM_CLASS;
  term->word_class = casus_book_class(r->book, name);
  return term->word_class == UINT32_MAX ? casus_rule_bad(r, "no such class:", word) : CASUS_OK;
}

static int requirement_read(casus_rule_reader *r, casus_str slots, casus_str words, bool negative) {
  casus_requirement requirement = {.negative = negative};
  requirement.words =
      casus_arena_printf(r->arena, "%s%.*s %.*s", negative ? "not " : "", CASUS_STR_FMT(slots), CASUS_STR_FMT(words));
  if (!requirement.words.ptr) return casus_fail_memory(r->err);
  int rc = paths_read(r, &requirement.paths, slots, '/');
  casus_str word;
  while (!rc && casus_list_next(&words, &word)) {
    casus_term *term = casus_vec_push(&requirement.terms, r->arena);
    rc = term ? term_read(r, word, term) : casus_fail_memory(r->err);
  }
  if (rc) return rc;
  if (!requirement.terms.count) return casus_rule_bad(r, "nothing is asked of", slots);
  casus_requirement *item = casus_vec_push(&r->rule.requirements, r->arena);
  if (!item) return casus_fail_memory(r->err);
  *item = requirement;
  return CASUS_OK;
}

int casus_rule_side(casus_rule_reader *r, casus_side *side, casus_str words) {
  *side = (casus_side){0};
  casus_str choice;
  while (casus_list_next(&words, &choice)) {
    if (casus_str_eq(choice, CASUS_STR("none"))) continue;
    casus_paths *paths = casus_vec_push(side, r->arena);
    int rc = paths ? paths_read(r, paths, choice, '+') : casus_fail_memory(r->err);
    if (rc) return rc;
  }
  return CASUS_OK;
}

static int trigger_add(casus_rule_reader *r, casus_part part, casus_str words) {
  casus_trigger trigger = {.part = part, .rule = (uint32_t)r->book->rules.count, .next = UINT32_MAX};
  /* the head of "carry_out" is its first word, that of "peace_talk" its last */
  casus_str word, last = {NULL, 0}, rest = words;
  while (casus_str_split(&rest, '_', &word)) {
    word = casus_arena_copy(r->arena, word);
    if (!word.ptr) return casus_fail_memory(r->err);
    bool is_head = part == CASUS_PART_VERB ? !trigger.head.ptr : rest.ptr == NULL;
    if (is_head) trigger.head = word;
    casus_str *more = is_head ? &last : casus_vec_push(&trigger.more, r->arena);
    if (!more) return casus_fail_memory(r->err);
    *more = word;
  }
  casus_str key = casus_arena_printf(r->arena, "%d%.*s", (int)part, CASUS_STR_FMT(trigger.head));
  casus_trigger *item = casus_vec_push(&r->book->triggers, r->arena);
  if (!item || !key.ptr) return casus_fail_memory(r->err);
  casus_map_get(&r->book->trigger_at, key, &trigger.next);
  *item = trigger;
  bool set = casus_map_set(&r->book->trigger_at, r->arena, key, (uint32_t)(r->book->triggers.count - 1));
  return set ? CASUS_OK : casus_fail_memory(r->err);
}

static int triggers_read(casus_rule_reader *r, casus_part part, casus_str words) {
  if (!r->open) return casus_rule_bad(r, "a trigger before the first rule:", words);
  casus_str word;
  while (casus_list_next(&words, &word)) {
    int rc = trigger_add(r, part, word);
    if (rc) return rc;
  }
  return CASUS_OK;
}

static int needs_read(casus_rule_reader *r, casus_str value) {
  static const casus_str names[] = {CASUS_STR_INIT("source"), CASUS_STR_INIT("target"), CASUS_STR_INIT("both"),
                                    CASUS_STR_INIT("any"), CASUS_STR_INIT("none")};
  for (size_t i = 0; i < CASUS_COUNT(names); i++) {
    if (!casus_str_eq(value, names[i])) continue;
    r->rule.needs = (casus_needs)i;
    return CASUS_OK;
  }
  return casus_rule_bad(r, "needs source, target, both, any or none, not", value);
}

static int contexts_read(casus_rule_reader *r, casus_str words) {
  casus_str word;
  while (casus_list_next(&words, &word)) {
    if (r->book->contexts.count && !casus_book_is_context(r->book, word))
      return casus_rule_bad(r, "no such context:", word);
    casus_str *item = casus_vec_push(&r->rule.contexts, r->arena);
    if (!item || !(*item = casus_arena_copy(r->arena, word)).ptr) return casus_fail_memory(r->err);
  }
  return CASUS_OK;
}

static int text_read(casus_rule_reader *r, casus_str *field, casus_str value) {
  *field = casus_arena_copy(r->arena, value);
  return field->ptr ? CASUS_OK : casus_fail_memory(r->err);
}

static int type_read(casus_rule_reader *r, casus_str value) {
  return casus_event_type_from(value, &r->rule.type) ? CASUS_OK : casus_rule_bad(r, "no such type:", value);
}
static int tie_read(casus_rule_reader *r, casus_str value) {
  r->rule.is_tie = true;
  return text_read(r, &r->rule.tie, value);
}
static int mode_read(casus_rule_reader *r, casus_str value) { return text_read(r, &r->rule.mode, value); }
static int cameo_read(casus_rule_reader *r, casus_str value) { return text_read(r, &r->rule.cameo, value); }
static int intensity_read(casus_rule_reader *r, casus_str value) {
  bool fine = casus_parse_double(value, &r->rule.intensity) && r->rule.intensity >= -10 && r->rule.intensity <= 10;
  return fine ? CASUS_OK : casus_rule_bad(r, "not an intensity:", value);
}
static int status_read(casus_rule_reader *r, casus_str value) {
  casus_status status;
  if (!casus_status_from(value, &status)) return casus_rule_bad(r, "no such status:", value);
  r->rule.status = (int)status;
  return CASUS_OK;
}
static int sector_read(casus_rule_reader *r, casus_str value) { return text_read(r, &r->rule.sector, value); }
static int verb_read(casus_rule_reader *r, casus_str value) { return triggers_read(r, CASUS_PART_VERB, value); }
static int noun_read(casus_rule_reader *r, casus_str value) { return triggers_read(r, CASUS_PART_NOUN, value); }
static int adjective_read(casus_rule_reader *r, casus_str value) {
  return triggers_read(r, CASUS_PART_ADJECTIVE, value);
}
static int source_read(casus_rule_reader *r, casus_str value) { return casus_rule_side(r, &r->rule.source, value); }
static int target_read(casus_rule_reader *r, casus_str value) { return casus_rule_side(r, &r->rule.target, value); }
static int both_read(casus_rule_reader *r, casus_str value) {
  r->rule.both = true;
  return value.len ? casus_rule_bad(r, "nothing follows 'both':", value) : CASUS_OK;
}
static int yields_read(casus_rule_reader *r, casus_str value) {
  r->rule.yields = true;
  return value.len ? casus_rule_bad(r, "nothing follows 'yields':", value) : CASUS_OK;
}
static int count_read(casus_rule_reader *r, casus_str value) { return paths_read(r, &r->rule.count_of, value, '/'); }
static int amount_read(casus_rule_reader *r, casus_str value) { return paths_read(r, &r->rule.amount_of, value, '/'); }
static int absorbs_read(casus_rule_reader *r, casus_str value) { return paths_read(r, &r->rule.absorbs, value, '/'); }
static int marked_read(casus_rule_reader *r, casus_str value) {
  r->rule.marked = true;
  return value.len ? casus_rule_bad(r, "nothing follows 'marked':", value) : CASUS_OK;
}
static int example_read(casus_rule_reader *r, casus_str value) {
  return value.len ? CASUS_OK : casus_rule_bad(r, "an example without words", value);
}

static const struct {
  casus_str word;
  int (*read)(casus_rule_reader *, casus_str);
} fields[] = {
    {CASUS_STR_INIT("type"), type_read},           {CASUS_STR_INIT("tie"), tie_read},
    {CASUS_STR_INIT("mode"), mode_read},           {CASUS_STR_INIT("cameo"), cameo_read},
    {CASUS_STR_INIT("intensity"), intensity_read}, {CASUS_STR_INIT("status"), status_read},
    {CASUS_STR_INIT("verb"), verb_read},           {CASUS_STR_INIT("noun"), noun_read},
    {CASUS_STR_INIT("adjective"), adjective_read}, {CASUS_STR_INIT("source"), source_read},
    {CASUS_STR_INIT("target"), target_read},       {CASUS_STR_INIT("both"), both_read},
    {CASUS_STR_INIT("needs"), needs_read},         {CASUS_STR_INIT("count"), count_read},
    {CASUS_STR_INIT("amount"), amount_read},       {CASUS_STR_INIT("absorbs"), absorbs_read},
    {CASUS_STR_INIT("yields"), yields_read},       {CASUS_STR_INIT("context"), contexts_read},
    {CASUS_STR_INIT("example"), example_read},     {CASUS_STR_INIT("sector"), sector_read},
    {CASUS_STR_INIT("marked"), marked_read},
};

int casus_rule_field(casus_rule_reader *r, casus_str word, casus_str value) {
  for (size_t i = 0; i < CASUS_COUNT(fields); i++)
    if (casus_str_eq(word, fields[i].word)) return fields[i].read(r, value);
  bool negative = casus_str_eq(word, CASUS_STR("not"));
  if (negative && !casus_rule_word(&value, &word)) return casus_rule_bad(r, "nothing follows", CASUS_STR("not"));
  return requirement_read(r, word, value, negative);
}
