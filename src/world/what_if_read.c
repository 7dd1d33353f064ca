/* The lines of a what-if: words, and the states and groups that they name. */
#include "world/what_if.h"

#include <stdarg.h>
#include <stdio.h>

enum { MOST_WORDS = 32, LONGEST_SHOWN = 80, LONGEST_MESSAGE = 200 };

typedef struct reader {
  const casus_world *world;
  const casus_coder *names;
  casus_arena *arena;
  casus_error *err;
  const casus_what_line *line;
  casus_str words[MOST_WORDS];
  size_t count;
} reader;

int casus_what_fail(const casus_what_line *line, casus_error *err, const char *format, ...) {
  char message[LONGEST_MESSAGE];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (line->file) return casus_fail(err, CASUS_E_USAGE, 0, "%s:%zu: %s", line->file, line->line, message);
  return casus_fail(err, CASUS_E_USAGE, 0, "%s (in '%.*s')", message,
                    CASUS_STR_FMT(casus_str_sub(line->text, 0, LONGEST_SHOWN)));
}

/* Words parted by white space; quotation marks keep several together. */
static int split(reader *r) {
  casus_str text = r->line->text;
  for (size_t at = 0; at < text.len;) {
    char c = text.ptr[at];
    if (casus_is_space(c)) {
      at++;
      continue;
    }
    bool quoted = c == '"' || c == '\'';
    size_t start = at + quoted, end = start;
    while (end < text.len && (quoted ? text.ptr[end] != c : !casus_is_space(text.ptr[end]))) end++;
    if (quoted && end == text.len) return casus_what_fail(r->line, r->err, "a quotation mark is not closed");
    if (r->count == MOST_WORDS) return casus_what_fail(r->line, r->err, "more than %d words", MOST_WORDS);
    r->words[r->count++] = casus_str_sub(text, start, end);
    at = end + quoted;
  }
  return CASUS_OK;
}

/* Words [from, to) as one text; ptr NULL when out of memory. */
static casus_str join(const reader *r, size_t from, size_t to) {
  casus_str text = r->words[from];
  for (size_t i = from + 1; i < to && text.ptr; i++)
    text = casus_arena_printf(r->arena, "%.*s %.*s", CASUS_STR_FMT(text), CASUS_STR_FMT(r->words[i]));
  return text;
}

/* Members on the day of the group that is so called, or whose organisation has the code. False when out of memory. */
static bool find_group(const reader *r, casus_str name, casus_str code, casus_side *side) {
  const casus_atlas *atlas = r->world->atlas;
  int32_t day = r->world->date.day;
  side->states = casus_arena_array(r->arena, r->world->state_count, sizeof *side->states);
  if (!side->states) return false;
  for (size_t i = 0; atlas && i < atlas->member_count; i++) {
    const casus_member *m = &atlas->members[i];
    casus_str organisation = casus_atlas_organisation(r->arena, m->group);
    if (!organisation.ptr) return false;
    if (!casus_str_ieq(m->group, name) && !casus_str_eq(organisation, code)) continue;
    side->organisation = organisation;
    bool in = (!casus_date_known(m->from) || m->from.day <= day) &&
              (!casus_date_known(m->to) || casus_date_last_day(m->to) >= day);
    uint32_t state = in ? casus_world_state(r->world, m->code) : CASUS_NO_STATE;
    if (state != CASUS_NO_STATE && side->count < r->world->state_count) side->states[side->count++] = state;
  }
  return true;
}

/* *found: the text names somebody; side->count may still be 0, for an actor that is no state of the map. */
static int find_side(const reader *r, casus_str text, casus_side *side, bool *found) {
  *side = (casus_side){.text = text};
  casus_str name = casus_str_starts(text, CASUS_STR("@")) ? casus_str_sub(text, 1, text.len) : text;
  uint32_t state = casus_world_state_called(r->world, name);
  casus_str code = state == CASUS_NO_STATE && r->names ? casus_coder_actor(r->names, name) : CASUS_STR("");
  if (code.len) state = casus_world_state(r->world, code);
  if (state == CASUS_NO_STATE) {
    if (!find_group(r, name, code.len ? code : CASUS_STR("?"), side)) return casus_fail_memory(r->err);
    *found = code.len || side->organisation.len;
    return CASUS_OK;
  }
  side->states = casus_arena_alloc(r->arena, sizeof *side->states);
  if (!side->states) return casus_fail_memory(r->err);
  side->states[0] = state, side->count = 1, *found = true;
  return CASUS_OK;
}

static int fail_unknown(const reader *r, casus_str text) {
  if (!text.ptr) return casus_fail_memory(r->err);
  casus_nearest nearest = {.word = text};
  for (size_t i = 0; i < r->world->state_count; i++) casus_nearest_try(&nearest, r->world->states[i].name);
  for (size_t i = 0; r->world->atlas && i < r->world->atlas->member_count; i++)
    casus_nearest_try(&nearest, r->world->atlas->members[i].group);
  casus_str shown = casus_str_sub(text, 0, LONGEST_SHOWN);
  if (nearest.found.len)
    return casus_what_fail(r->line, r->err, "no state or group is called %.*s; did you mean %.*s?",
                           CASUS_STR_FMT(shown), CASUS_STR_FMT(nearest.found));
  return casus_what_fail(r->line, r->err, "no state or group is called %.*s: as PRK, 'North Korea' or NATO",
                         CASUS_STR_FMT(shown));
}

/* Does the text name somebody? *rc: as find_side. */
static bool names_somebody(const reader *r, casus_str text, int *rc) {
  casus_side side;
  bool found = false;
  *rc = text.ptr ? find_side(r, text, &side, &found) : casus_fail_memory(r->err);
  return *rc == CASUS_OK && found;
}

/* The longest start or end of the words that names somebody tells which rest does not; else all of them are at fault.
 */
static int fail_sides(const reader *r, size_t from, size_t to) {
  int rc = CASUS_OK;
  for (size_t length = to - from - 1; length > 0; length--) {
    if (names_somebody(r, join(r, from, from + length), &rc)) return fail_unknown(r, join(r, from + length, to));
    if (rc == CASUS_OK && names_somebody(r, join(r, to - length, to), &rc))
      return fail_unknown(r, join(r, from, to - length));
    if (rc != CASUS_OK) return rc;
  }
  return fail_unknown(r, to - from == 2 ? r->words[from] : join(r, from, to));
}

/* Two sides in words [from, to): where the first ends is where both name somebody. */
static int read_sides(const reader *r, size_t from, size_t to, casus_what *what) {
  size_t fits = 0;
  for (size_t cut = from + 1; cut < to; cut++) {
    casus_side a, b;
    bool has_a = false, has_b = false;
    casus_str left = join(r, from, cut), right = join(r, cut, to);
    if (!left.ptr || !right.ptr) return casus_fail_memory(r->err);
    int rc = find_side(r, left, &a, &has_a);
    if (rc == CASUS_OK && has_a) rc = find_side(r, right, &b, &has_b);
    if (rc != CASUS_OK) return rc;
    if (has_a && has_b && fits++ == 0) what->a = a, what->b = b;
  }
  if (to < from + 2) return casus_what_fail(r->line, r->err, "two states or groups are wanted");
  if (!fits) return fail_sides(r, from, to);
  if (fits > 1) return casus_what_fail(r->line, r->err, "who is the first, who the second? Use quotation marks");
  const casus_side *sides[] = {&what->a, &what->b};
  for (size_t i = 0; i < 2; i++)
    if (!sides[i]->count)
      return casus_what_fail(r->line, r->err, "%.*s is no state of the map and no group with members on that day",
                             CASUS_STR_FMT(sides[i]->text));
  bool same = what->a.count == 1 && what->b.count == 1 && what->a.states[0] == what->b.states[0];
  return same ? casus_what_fail(r->line, r->err, "a state and itself") : CASUS_OK;
}

/* "on DAY" at the end is taken off; else the day is that of the snapshot. */
static int read_day(reader *r, casus_what *what) {
  what->day = r->world->date;
  if (r->count < 2 || !casus_str_ieq(r->words[r->count - 2], CASUS_STR("on"))) return CASUS_OK;
  char today[16];
  int length = (int)casus_date_format(r->world->date, today);
  casus_str word = r->words[r->count - 1];
  if (!casus_date_parse(word, &what->day))
    return casus_what_fail(r->line, r->err, "not a date (YYYY-MM-DD): %.*s", CASUS_STR_FMT(casus_str_sub(word, 0, 40)));
  if (casus_date_last_day(what->day) > r->world->date.day)
    return casus_what_fail(r->line, r->err, "%.*s is not over on the day of the map, %.*s: tell a later one by --date",
                           CASUS_STR_FMT(word), length, today);
  r->count -= 2;
  return CASUS_OK;
}

static int read_verb(const reader *r, casus_what_verb *verb) {
  static const casus_str verbs[] = {[CASUS_WHAT_ADD] = CASUS_STR_INIT("add"),
                                    [CASUS_WHAT_END] = CASUS_STR_INIT("end"),
                                    [CASUS_WHAT_EVENT] = CASUS_STR_INIT("event"),
                                    [CASUS_WHAT_INCIDENT] = CASUS_STR_INIT("incident"),
                                    [CASUS_WHAT_ATTACK] = CASUS_STR_INIT("attack")};
  casus_nearest nearest = {.word = r->words[0]};
  for (size_t i = 0; i < CASUS_COUNT(verbs); i++) {
    if (casus_str_ieq(r->words[0], verbs[i])) return *verb = (casus_what_verb)i, CASUS_OK;
    casus_nearest_try(&nearest, verbs[i]);
  }
  casus_str word = casus_str_sub(r->words[0], 0, 40);
  if (casus_str_ieq(word, CASUS_STR("remove"))) nearest.found = verbs[CASUS_WHAT_END];
  if (nearest.found.len)
    return casus_what_fail(r->line, r->err, "no change is called %.*s; did you mean %.*s?", CASUS_STR_FMT(word),
                           CASUS_STR_FMT(nearest.found));
  return casus_what_fail(r->line, r->err, "%.*s is none of add, end, event, incident, attack", CASUS_STR_FMT(word));
}

int casus_what_read(const casus_world *world, const casus_coder *names, const casus_what_line *line, casus_arena *arena,
                    casus_what *what, casus_error *err) {
  reader r = {.world = world, .names = names, .arena = arena, .err = err, .line = line};
  *what = (casus_what){.line = *line};
  if (memchr(line->text.ptr ? line->text.ptr : "", 0, line->text.len))
    return casus_what_fail(line, err, "a NUL byte in the line");
  int rc = split(&r);
  if (rc == CASUS_OK && !r.count) rc = casus_what_fail(line, err, "nothing is told");
  if (rc == CASUS_OK) rc = read_verb(&r, &what->verb);
  if (rc == CASUS_OK) rc = read_day(&r, what);
  if (rc != CASUS_OK) return rc;
  size_t sides = 1;
  if (what->verb != CASUS_WHAT_ATTACK && r.count > 1) what->word = r.words[sides++];
  bool tie = what->verb == CASUS_WHAT_ADD || what->verb == CASUS_WHAT_END;
  if (tie) rc = casus_what_kind(what, what->verb == CASUS_WHAT_END, err);
  if (rc != CASUS_OK) return rc;
  return read_sides(&r, sides, r.count, what);
}
