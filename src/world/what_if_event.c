/* The incident that an event would make. */
#include "world/what_if.h"

#include <stdlib.h>

static bool has_word(casus_str words, casus_str wanted) {
  casus_str word;
  while (casus_str_split(&words, '.', &word))
    if (casus_str_ieq(word, wanted)) return true;
  return wanted.len == 0;
}

static bool fits(const casus_incident_rule *rule, casus_str words) {
  return has_word(words, rule->mode) && has_word(words, rule->context) && has_word(words, rule->sector);
}

/* "violence, military": words of the type's rules that make a difference; empty: none do. */
static casus_str words_of_type(const casus_atlas *atlas, casus_event_type type, casus_arena *arena) {
  casus_str list = CASUS_STR("");
  for (size_t i = 0; i < atlas->rule_count && list.ptr; i++) {
    const casus_incident_rule *rule = &atlas->rules[i];
    casus_str words[] = {rule->mode, rule->context, rule->sector};
    for (size_t w = 0; rule->type == type && w < CASUS_COUNT(words) && list.ptr; w++) {
      if (!words[w].len || casus_str_find(list, words[w], 0) != SIZE_MAX) continue;
      list =
          casus_arena_printf(arena, "%.*s%s%.*s", CASUS_STR_FMT(list), list.len ? ", " : "", CASUS_STR_FMT(words[w]));
    }
  }
  return list;
}

static int fail_type(const casus_what *what, casus_str name, casus_error *err) {
  casus_nearest nearest = {.word = name};
  for (int i = 0; i < CASUS_EVENT_TYPE_COUNT; i++)
    casus_nearest_try(&nearest, casus_str_from_c(casus_event_type_name((casus_event_type)i)));
  if (nearest.found.len)
    return casus_what_fail(&what->line, err, "no event is of type %.*s; did you mean %.*s?",
                           CASUS_STR_FMT(casus_str_sub(name, 0, 40)), CASUS_STR_FMT(nearest.found));
  return casus_what_fail(&what->line, err, "no event is of type %.*s: as ASSAULT, COERCE, MOBILIZE, THREATEN",
                         CASUS_STR_FMT(casus_str_sub(name, 0, 40)));
}

static bool find_type(casus_str name, casus_event_type *type) {
  for (int i = 0; i < CASUS_EVENT_TYPE_COUNT; i++)
    if (casus_str_ieq(name, casus_str_from_c(casus_event_type_name((casus_event_type)i))))
      return *type = (casus_event_type)i, true;
  return false;
}

/* Every word behind the type must be one that a rule of the type knows. */
static int check_words(const casus_what *what, const casus_atlas *atlas, casus_event_type type, casus_str words,
                       casus_str known, casus_error *err) {
  casus_str word;
  while (casus_str_split(&words, '.', &word)) {
    bool there = false;
    for (size_t i = 0; i < atlas->rule_count && !there; i++) {
      const casus_incident_rule *r = &atlas->rules[i];
      there = r->type == type && word.len &&
              (casus_str_ieq(r->mode, word) || casus_str_ieq(r->context, word) || casus_str_ieq(r->sector, word));
    }
    if (there) continue;
    return casus_what_fail(&what->line, err, "no rule of risk/incidents.tsv knows .%.*s of %s%s%.*s",
                           CASUS_STR_FMT(casus_str_sub(word, 0, 40)), casus_event_type_name(type),
                           known.len ? "; they know " : "", CASUS_STR_FMT(known));
  }
  return CASUS_OK;
}

int casus_what_event(const casus_world *world, const casus_what *what, casus_arena *arena, casus_incident *incident,
                     casus_str *hint, casus_error *err) {
  static const casus_atlas none;
  const casus_atlas *atlas = world->atlas ? world->atlas : &none;
  casus_str words = what->verb == CASUS_WHAT_ATTACK ? CASUS_STR("ASSAULT") : what->word, name = {NULL, 0};
  casus_event_type type = CASUS_ASSAULT;
  casus_str_split(&words, '.', &name);
  if (!find_type(name, &type)) return fail_type(what, name, err);
  *hint = words_of_type(atlas, type, arena);
  if (!hint->ptr) return casus_fail_memory(err);
  int rc = check_words(what, atlas, type, words, *hint, err);
  *incident = (casus_incident){.date = what->day,
                               .confidence = 1,
                               .name = CASUS_STR("what if"),
                               .source = CASUS_STR("what-if"),
                               .evidence = CASUS_STR("")};
  for (size_t i = 0; rc == CASUS_OK && i < atlas->rule_count; i++) {
    if (atlas->rules[i].type != type || !fits(&atlas->rules[i], words)) continue;
    incident->level = atlas->rules[i].level, incident->confidence = atlas->rules[i].confidence;
    break;
  }
  return rc;
}
