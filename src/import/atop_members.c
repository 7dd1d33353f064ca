/* ATOP's member level: who was in which treaty from when to when, and what each owed. Pairs are made here: two members
 * of a treaty are tied while both are in; a duty that only one of them has is owed to the other. */
#include <stdlib.h>

#include "import/duties.h"

enum {
  TREATY,
  MEMBER,
  ENTRY_YEAR,
  ENTRY_MONTH,
  ENTRY_DAY,
  EXIT_YEAR,
  EXIT_MONTH,
  EXIT_DAY,
  DEFENSE,
  OFFENSE,
  NEUTRAL,
  NONAGG,
  CONSUL,
  SYSTEM
};
static const char *const COLUMNS[] = {"atopid",  "member",  "yrent",   "moent",   "dayent", "yrexit", "moexit",
                                      "dayexit", "defense", "offense", "neutral", "nonagg", "consul", "?cowsys"};
static const casus_duty DUTIES[] = {{DEFENSE, "alliance.defence"},
                                    {OFFENSE, "alliance.offence"},
                                    {NEUTRAL, "alliance.neutrality"},
                                    {NONAGG, "alliance.non-aggression"},
                                    {CONSUL, "alliance.consultation"}};

typedef struct member {
  int64_t treaty;
  casus_str state, title;
  casus_date first, last; /* last unknown: still in when the set ends */
  bool duties[CASUS_COUNT(DUTIES)];
  uint64_t line;
} member;

typedef struct members {
  CASUS_VEC(member) list;
  casus_spells spells;
} members;

static void read_member(casus_importer *in) {
  members *m = in->state;
  member row = {.line = in->line};
  int64_t in_system;
  if (!casus_import_int(in, TREATY, &row.treaty) ||
      !casus_import_ymd(in, ENTRY_YEAR, ENTRY_MONTH, ENTRY_DAY, &row.first) ||
      !casus_import_ymd(in, EXIT_YEAR, EXIT_MONTH, EXIT_DAY, &row.last) ||
      !casus_import_int_or(in, SYSTEM, 1, &in_system) ||
      !casus_duties_read(in, DUTIES, CASUS_COUNT(DUTIES), row.duties))
    return;
  casus_spells_seen(&m->spells, row.first);
  casus_spells_seen(&m->spells, row.last);
  if (!casus_date_known(row.first)) {
    casus_import_skip(in, "no year of entry");
  } else if (casus_date_known(row.last) && casus_date_last_day(row.last) < row.first.day) {
    casus_import_skip(in, "it leaves before it enters");
  } else if (casus_duties_state(in, MEMBER, row.first, row.last, &row.state)) {
    row.title = casus_arena_printf(in->arena, "ATOP %lld", (long long)row.treaty);
    member *slot = casus_vec_push(&m->list, in->arena);
    if (!slot || !row.title.ptr)
      in->rc = casus_fail_memory(in->err);
    else
      *slot = row;
    casus_import_keep(in);
  }
}

static int by_treaty(const void *x, const void *y) {
  const member *a = x, *b = y;
  if (a->treaty != b->treaty) return a->treaty < b->treaty ? -1 : 1;
  return a->line < b->line ? -1 : a->line > b->line;
}

/* The time in which both are in; false: never. */
static bool together(const member *a, const member *b, casus_spell *spell) {
  spell->first = a->first.day >= b->first.day ? a->first : b->first;
  bool a_sooner = casus_date_known(a->last) &&
                  (!casus_date_known(b->last) || casus_date_last_day(a->last) <= casus_date_last_day(b->last));
  spell->last = a_sooner ? a->last : b->last;
  return !casus_date_known(spell->last) || casus_date_last_day(spell->last) >= spell->first.day;
}

static void add_pair(casus_importer *in, casus_spells *spells, const member *a, const member *b) {
  casus_spell spell = {.treaty = a->title, .line = a->line > b->line ? a->line : b->line};
  if (casus_str_eq(a->state, b->state) || !together(a, b, &spell)) return;
  for (size_t i = 0; i < CASUS_COUNT(DUTIES); i++) {
    if (!a->duties[i] && !b->duties[i]) continue;
    spell.kind = casus_str_from_c(DUTIES[i].kind);
    spell.mutual = a->duties[i] && b->duties[i];
    spell.from = a->duties[i] ? a->state : b->state;
    spell.to = a->duties[i] ? b->state : a->state;
    casus_spells_add(in, spells, &spell);
  }
}

static void pair_members(casus_importer *in) {
  members *m = in->state;
  const member *list = m->list.items;
  if (m->list.count) qsort(m->list.items, m->list.count, sizeof *list, by_treaty);
  for (size_t i = 0; i < m->list.count && in->rc == CASUS_OK; i++)
    for (size_t k = i + 1; k < m->list.count && list[k].treaty == list[i].treaty; k++)
      add_pair(in, &m->spells, &list[i], &list[k]);
  casus_spells_emit(in, &m->spells);
}

const casus_import_format casus_import_atop_members = {
    .name = "atop",
    .series = "atop",
    .layout = "members",
    .brings = "ties: alliance.defence, .offence, .neutrality, .non-aggression, .consultation, to the day and by side",
    .about = "ATOP alliances by member and phase (atop5_1m), www.atopdata.org",
    .citation = "Alliance Treaty Obligations and Provisions: Leeds, Ritter, Mitchell and Long 2002, free with citation",
    .columns = COLUMNS,
    .column_count = CASUS_COUNT(COLUMNS),
    .row = read_member,
    .end = pair_members,
    .state_size = sizeof(members),
};
