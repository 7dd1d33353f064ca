/* A line of a what-if as read: private to world. */
#ifndef CASUS_WORLD_WHAT_IF_H
#define CASUS_WORLD_WHAT_IF_H

#include "world/snapshot.h"

typedef enum casus_what_verb {
  CASUS_WHAT_ADD,
  CASUS_WHAT_END,
  CASUS_WHAT_EVENT,
  CASUS_WHAT_INCIDENT,
  CASUS_WHAT_ATTACK
} casus_what_verb;

/* A state, or the members of a group. */
typedef struct casus_side {
  casus_str text;         /* as written */
  uint32_t *states;       /* in the order of their numbers */
  size_t count;           /* 1 and no organisation: one state */
  casus_str organisation; /* the group's code as an actor of its own; empty: no group */
} casus_side;

typedef struct casus_what {
  casus_what_line line;
  casus_what_verb verb;
  casus_str word; /* kind of tie, type of event, level; empty: attack */
  casus_side a, b;
  casus_date day; /* on or before that of the snapshot */
} casus_what;

int casus_what_read(const casus_world *world, const casus_coder *names, const casus_what_line *line, casus_arena *arena,
                    casus_what *what, casus_error *err);
/* CASUS_E_USAGE, with the place of the line before the message or the line behind it. */
int casus_what_fail(const casus_what_line *line, casus_error *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The kind of a tie, or its first word where `part` allows that; else CASUS_E_USAGE. */
int casus_what_kind(const casus_what *what, bool part, casus_error *err);

/* The incident that such an event makes, by the first rule that fits; level 0: none. `hint` (may be empty): what would
 * make one. */
int casus_what_event(const casus_world *world, const casus_what *what, casus_arena *arena, casus_incident *incident,
                     casus_str *hint, casus_error *err);

#endif
