#include <stdio.h>

#include "import/codes_inner.h"

static const casus_code_meaning *next_meaning(const casus_state_codes *codes, const casus_code_meaning *m) {
  return m->next ? &codes->meanings.items[m->next] : NULL;
}

/* "COW 260 (West Germany)" */
static int write_code(int system, casus_str code, casus_str name, char why[CASUS_CODES_WHY]) {
  bool quoted = casus_code_schemes[system].text;
  code = casus_str_sub(casus_str_trim(code), 0, 40);
  int length = snprintf(why, CASUS_CODES_WHY, quoted ? "%s \"%.*s\"" : "%s %.*s", casus_code_schemes[system].title,
                        CASUS_STR_FMT(code));
  if (name.len && !casus_str_ieq(name, code))
    length +=
        snprintf(why + length, CASUS_CODES_WHY - (size_t)length, " (%.*s)", CASUS_STR_FMT(casus_str_sub(name, 0, 50)));
  return length;
}

/* A row without a name has that of its state. */
static casus_str name_of(const casus_state_codes *codes, const casus_code_meaning *m) {
  if (m->name.len) return m->name;
  const casus_code_meaning *iso = casus_code_first(codes, CASUS_CODES_CAMEO, m->state);
  return iso && iso->name.len ? iso->name : m->state;
}

/* What the same letters mean elsewhere: FIPS, CAMEO and ISO are taken for one another often. */
static void why_unknown(const casus_state_codes *codes, int system, casus_str code, char why[CASUS_CODES_WHY]) {
  int length = write_code(system, code, CASUS_STR(""), why);
  length += snprintf(why + length, CASUS_CODES_WHY - (size_t)length, " is not known");
  for (int other = 0; other < CASUS_CODES_COUNT; other++) {
    const casus_code_meaning *m =
        other == system || casus_code_schemes[other].number != casus_code_schemes[system].number
            ? NULL
            : casus_code_first(codes, other, code);
    if (!m || !m->state.len) continue;
    snprintf(why + length, CASUS_CODES_WHY - (size_t)length, " (%s: %.*s)", casus_code_schemes[other].title,
             CASUS_STR_FMT(name_of(codes, m)));
    return;
  }
}

/* `before` and `after`: the meanings on both sides of the days asked for; one may be NULL. */
static void why_not_then(const casus_state_codes *codes, int system, casus_str code, const casus_code_meaning *before,
                         const casus_code_meaning *after, char why[CASUS_CODES_WHY]) {
  char ended[16], began[16];
  int length = write_code(system, code, name_of(codes, before ? before : after), why);
  char *rest = why + length;
  size_t room = CASUS_CODES_WHY - (size_t)length;
  if (before) casus_date_format((casus_date){before->last, CASUS_DATE_DAY}, ended);
  if (after) casus_date_format((casus_date){after->first, CASUS_DATE_DAY}, began);
  if (before && after)
    snprintf(rest, room, " was %s between %s and %s", casus_code_schemes[system].absent, ended, began);
  else if (before)
    snprintf(rest, room, " was %s after %s", casus_code_schemes[system].absent, ended);
  else
    snprintf(rest, room, " was %s before %s", casus_code_schemes[system].absent, began);
}

casus_str casus_state_codes_find(const casus_state_codes *codes, casus_code_system system, casus_str code,
                                 casus_date when, char why[CASUS_CODES_WHY]) {
  static const casus_str none = {NULL, 0};
  const casus_code_meaning *m = casus_code_first(codes, system, code), *found = NULL, *before = NULL, *after = NULL;
  bool dated = casus_date_known(when);
  int32_t from = dated ? when.day : INT32_MIN, to = dated ? casus_date_last_day(when) : INT32_MAX;
  if (!m) {
    why_unknown(codes, system, code, why);
    return none;
  }
  for (; m; m = next_meaning(codes, m)) {
    if (m->last < from) {
      before = m;
    } else if (m->first > to) {
      if (!after) after = m;
    } else if (!found || dated) {
      found = m; /* the latest of those in a year: its end is what the year's record speaks of */
    } else if (!casus_str_eq(m->state, found->state)) {
      int length = write_code(system, code, CASUS_STR(""), why);
      snprintf(why + length, CASUS_CODES_WHY - (size_t)length, " is %.*s or %.*s: a day must decide",
               CASUS_STR_FMT(name_of(codes, found)), CASUS_STR_FMT(name_of(codes, m)));
      return none;
    }
  }
  if (!found) {
    why_not_then(codes, system, code, before, after, why);
    return none;
  }
  if (found->state.len) return found->state;
  int length = write_code(system, code, CASUS_STR(""), why);
  snprintf(why + length, CASUS_CODES_WHY - (size_t)length, " is %.*s, no state here", CASUS_STR_FMT(found->name));
  return none;
}

bool casus_state_codes_is_stateless(const casus_state_codes *codes, casus_code_system system, casus_str code) {
  const casus_code_meaning *m = casus_code_first(codes, system, code);
  bool stateless = m != NULL;
  for (; m; m = next_meaning(codes, m)) stateless = stateless && !m->state.len;
  return stateless;
}
