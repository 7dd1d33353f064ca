/* Alliances by pairs of states: ATOP and COW, as spells, by years, or from day to day. */
#include "import/duties.h"

#define ATOP_CITATION                                                                                                  \
  "Alliance Treaty Obligations and Provisions: Leeds, Ritter, Mitchell and Long 2002, free with citation"
#define COW_CITATION "Correlates of War Formal Alliances: Gibler 2009, free with citation"

/* The duties stand behind the columns of the pair and its time, in this order in both sets. */
enum { A, B, FIRST, LAST, DUTIES };
enum { YEAR = FIRST, DUTIES_OF_YEAR = LAST };

#define ATOP_DUTIES                                                                                                    \
  "atop_defense|defense", "atop_offense|offense", "atop_neutral|neutral", "atop_nonagg|nonagg", "atop_consul|consul"
#define COW_DUTIES                                                                                                     \
  "cow_defense|defense", "cow_neutral|neutrality|neutral", "cow_nonagg|nonaggression|nonagg", "cow_entente|entente"
static const char *const ATOP_KINDS[] = {"alliance.defence", "alliance.offence", "alliance.neutrality",
                                         "alliance.non-aggression", "alliance.consultation"};
static const char *const COW_KINDS[] = {"alliance.defence", "alliance.neutrality", "alliance.non-aggression",
                                        "alliance.consultation"};

#define ATOP_SIDES "ccode1|mem1|stateA", "ccode2|mem2|stateB"
static const char *const ATOP_SPELL_COLUMNS[] = {ATOP_SIDES, "styear", "endyear", ATOP_DUTIES};
static const char *const ATOP_YEAR_COLUMNS[] = {ATOP_SIDES, "year", ATOP_DUTIES, "?ddyad"};
static const char *const COW_SPELL_COLUMNS[] = {"ccode1", "ccode2", "styear", "endyear", COW_DUTIES};
static const char *const COW_YEAR_COLUMNS[] = {"ccode1", "ccode2", "year", COW_DUTIES};

/* A set that lists pairs does not tell which of the two owes a duty: it is written as mutual, with this note. */
#define EITHER_SIDE "by pair: who owes it is not told"

static void add(casus_importer *in, casus_spell *spell, size_t first_duty, const char *const *kinds, size_t count) {
  casus_duty duties[CASUS_MOST_DUTIES];
  for (size_t i = 0; i < count; i++) duties[i] = (casus_duty){first_duty + i, kinds[i]};
  casus_duties_add_pair(in, in->state, A, B, duties, count, spell);
}

static bool year_of(casus_importer *in, size_t column, casus_date *date) {
  int64_t year;
  if (!casus_import_int(in, column, &year)) return false;
  if (year >= 1 && year <= 9999) return casus_date_from_civil((int)year, 0, 0, date);
  casus_import_skip(in, "%lld is no year", (long long)year);
  return false;
}

static void spell_row(casus_importer *in, const char *const *kinds, size_t count) {
  casus_spell spell = {.mutual = true, .note = CASUS_STR(EITHER_SIDE)};
  if (year_of(in, FIRST, &spell.first) && year_of(in, LAST, &spell.last)) add(in, &spell, DUTIES, kinds, count);
}

static void year_row(casus_importer *in, bool directed, const char *const *kinds, size_t count) {
  casus_spell spell = {.mutual = !directed, .note = CASUS_STR(EITHER_SIDE)};
  if (directed) spell.note = CASUS_STR("");
  if (!year_of(in, YEAR, &spell.first)) return;
  spell.last = spell.first;
  add(in, &spell, DUTIES_OF_YEAR, kinds, count);
}

static void end_at_newest(casus_importer *in) {
  casus_spells_open_newest(in->state);
  casus_spells_emit(in, in->state);
}

static void atop_spell(casus_importer *in) { spell_row(in, ATOP_KINDS, CASUS_COUNT(ATOP_KINDS)); }
static void cow_spell(casus_importer *in) { spell_row(in, COW_KINDS, CASUS_COUNT(COW_KINDS)); }
static void cow_year(casus_importer *in) { year_row(in, false, COW_KINDS, CASUS_COUNT(COW_KINDS)); }

/* ATOP's own file of directed pairs has a column for them: a row tells what the first side owes the second. */
static void atop_year(casus_importer *in) {
  bool directed = casus_import_has(in, CASUS_COUNT(ATOP_YEAR_COLUMNS) - 1);
  year_row(in, directed, ATOP_KINDS, CASUS_COUNT(ATOP_KINDS));
}

/* COW's own file by pair: the day is told, and whether the alliance went on when the set ended. */
enum { START_YEAR = FIRST, START_MONTH, START_DAY, END_YEAR, END_MONTH, END_DAY, RIGHT_CENSOR, COW_DAY_DUTIES };
static const char *const COW_DAY_COLUMNS[] = {"ccode1",        "ccode2",        "dyad_st_year",   "dyad_st_month",
                                              "dyad_st_day",   "dyad_end_year", "dyad_end_month", "dyad_end_day",
                                              "?right_censor", COW_DUTIES};

static void cow_day(casus_importer *in) {
  casus_spell spell = {.mutual = true, .note = CASUS_STR(EITHER_SIDE)};
  int64_t goes_on;
  if (!casus_import_ymd(in, START_YEAR, START_MONTH, START_DAY, &spell.first) ||
      !casus_import_ymd(in, END_YEAR, END_MONTH, END_DAY, &spell.last) ||
      !casus_import_int_or(in, RIGHT_CENSOR, 0, &goes_on))
    return;
  casus_spells_seen(in->state, spell.last);
  if (goes_on > 0) spell.last = (casus_date){0};
  if (casus_date_known(spell.first))
    add(in, &spell, COW_DAY_DUTIES, COW_KINDS, CASUS_COUNT(COW_KINDS));
  else
    casus_import_skip(in, "no first year");
}

static void end_as_told(casus_importer *in) { casus_spells_emit(in, in->state); }

/* ATOP's treaties and their phases. Who of many joined when they do not tell; of two they do. */
enum {
  PHASE,
  BEGIN_YEAR,
  BEGIN_MONTH,
  BEGIN_DAY,
  STOP_YEAR,
  STOP_MONTH,
  STOP_DAY,
  BILATERAL,
  FIRST_MEMBER,
  SECOND_MEMBER,
  ASYMMETRIC,
  PHASE_DUTIES
};
static const char *const ATOP_PHASE_COLUMNS[] = {"atopid", "begyr", "begmo", "begday", "endyr",  "endmo",
                                                 "endday", "bilat", "mem1",  "mem2",   "?asymm", ATOP_DUTIES};

static void atop_phase(casus_importer *in) {
  casus_spell spell = {.mutual = true};
  int64_t bilateral, asymmetric;
  if (!casus_import_int(in, BILATERAL, &bilateral) || !casus_import_int_or(in, ASYMMETRIC, 0, &asymmetric) ||
      !casus_import_ymd(in, BEGIN_YEAR, BEGIN_MONTH, BEGIN_DAY, &spell.first) ||
      !casus_import_ymd(in, STOP_YEAR, STOP_MONTH, STOP_DAY, &spell.last))
    return;
  if (!casus_date_known(spell.first)) {
    casus_import_skip(in, "no first year");
    return;
  }
  if (!bilateral) {
    casus_import_leave(in, "a treaty of many: the member level tells who joined when");
    return;
  }
  spell.note = asymmetric > 0 ? CASUS_STR(EITHER_SIDE) : CASUS_STR("");
  spell.treaty = casus_arena_printf(in->arena, "ATOP %.*s", CASUS_STR_FMT(casus_import_field(in, PHASE)));
  if (!spell.treaty.ptr) in->rc = casus_fail_memory(in->err);
  casus_duty duties[CASUS_COUNT(ATOP_KINDS)];
  for (size_t i = 0; i < CASUS_COUNT(duties); i++) duties[i] = (casus_duty){PHASE_DUTIES + i, ATOP_KINDS[i]};
  casus_duties_add_pair(in, in->state, FIRST_MEMBER, SECOND_MEMBER, duties, CASUS_COUNT(duties), &spell);
}

#define COLUMNS(list) .columns = list, .column_count = CASUS_COUNT(list)
#define GATHERS .state_size = sizeof(casus_spells)
#define DUTY_TIES "ties: alliance.defence, .offence, .neutrality, .non-aggression, .consultation"
#define COW_TIES "ties: alliance.defence, .neutrality, .non-aggression, .consultation (entente)"

const casus_import_format casus_import_atop_spells = {.name = "atop",
                                                      .series = "atop",
                                                      .layout = "dyad-spells",
                                                      .brings = DUTY_TIES,
                                                      .about = "ATOP alliances by pair, from year to year",
                                                      .citation = ATOP_CITATION,
                                                      COLUMNS(ATOP_SPELL_COLUMNS),
                                                      .row = atop_spell,
                                                      .end = end_at_newest,
                                                      GATHERS};

const casus_import_format casus_import_atop_years = {
    .name = "atop",
    .series = "atop",
    .layout = "dyad-years",
    .brings = DUTY_TIES,
    .about = "ATOP alliances by pair and year (atop5_1dy, atop5_1ddyr), www.atopdata.org",
    .citation = ATOP_CITATION,
    COLUMNS(ATOP_YEAR_COLUMNS),
    .row = atop_year,
    .end = end_at_newest,
    GATHERS};

const casus_import_format casus_import_atop_phases = {
    .name = "atop",
    .layout = "phases",
    .brings = DUTY_TIES ", of treaties of two",
    .about = "ATOP alliances by treaty or phase (atop5_1a, atop5_1ap), www.atopdata.org",
    .citation = ATOP_CITATION,
    COLUMNS(ATOP_PHASE_COLUMNS),
    .row = atop_phase,
    .end = end_as_told,
    GATHERS};

const casus_import_format casus_import_cow_alliance_days = {
    .name = "cow-alliances",
    .series = "cow-alliances",
    .layout = "dyads",
    .brings = COW_TIES,
    .about = "COW alliances by pair (alliance_v4.1_by_dyad), correlatesofwar.org",
    .citation = COW_CITATION,
    COLUMNS(COW_DAY_COLUMNS),
    .row = cow_day,
    .end = end_as_told,
    GATHERS};

const casus_import_format casus_import_cow_alliance_spells = {.name = "cow-alliances",
                                                              .series = "cow-alliances",
                                                              .layout = "dyad-spells",
                                                              .brings = COW_TIES,
                                                              .about = "COW alliances by pair, from year to year",
                                                              .citation = COW_CITATION,
                                                              COLUMNS(COW_SPELL_COLUMNS),
                                                              .row = cow_spell,
                                                              .end = end_at_newest,
                                                              GATHERS};

const casus_import_format casus_import_cow_alliance_years = {
    .name = "cow-alliances",
    .series = "cow-alliances",
    .layout = "dyad-years",
    .brings = COW_TIES,
    .about = "COW alliances by pair and year (alliance_v4.1_by_dyad_yearly)",
    .citation = COW_CITATION,
    COLUMNS(COW_YEAR_COLUMNS),
    .row = cow_year,
    .end = end_at_newest,
    GATHERS};
