/* Militarised disputes, a record a participant (MIDB): each of side A with each of side B while both took part. */
#include "import/mid.h"

enum {
  DISPUTE,
  STATE,
  START_DAY,
  START_MONTH,
  START_YEAR,
  END_DAY,
  END_MONTH,
  END_YEAR,
  SIDE_A,
  LEVEL,
  ACT,
  FATALITY,
  ORIGIN
};
static const char *const COLUMNS[] = {"dispnum|dispnum3|dispnum4",
                                      "ccode",
                                      "stday",
                                      "stmon",
                                      "styear",
                                      "endday",
                                      "endmon",
                                      "endyear",
                                      "sidea",
                                      "?hostlev",
                                      "?hiact",
                                      "?fatality",
                                      "?orig"};
enum { MOST_FATAL = 6 };

typedef struct participant {
  casus_str dispute;
  casus_mid_side side;
  casus_date first, last;
  bool side_a;
  uint64_t line;
  uint32_t next; /* the earlier one of the same dispute; 0: none */
} participant;

typedef struct sides_state {
  casus_pairs pairs;
  CASUS_VEC(participant) list;
  casus_map by_dispute; /* -> the newest participant, from 1 */
} sides_state;

static casus_date later(casus_date x, casus_date y) { return y.day > x.day ? y : x; }
static casus_date earlier(casus_date x, casus_date y) {
  return casus_date_last_day(y) < casus_date_last_day(x) ? y : x;
}

static void keep_participant(casus_importer *in, const participant *told) {
  sides_state *state = in->state;
  uint32_t before = 0;
  casus_str dispute = casus_import_field(in, DISPUTE);
  participant *p = casus_vec_push(&state->list, in->arena);
  if (p) {
    *p = *told;
    p->dispute = casus_arena_copy(in->arena, dispute);
    if (casus_map_get(&state->by_dispute, dispute, &before)) p->next = before;
  }
  if (!p || !p->dispute.ptr || !casus_map_set(&state->by_dispute, in->arena, p->dispute, (uint32_t)state->list.count))
    in->rc = casus_fail_memory(in->err);
  else
    casus_import_keep(in);
}

static void read_participant(casus_importer *in) {
  participant p = {.line = in->line};
  casus_date year; /* a state may be in its first dispute before it is in the list of states */
  int64_t side_a;
  if (!casus_import_ymd(in, START_YEAR, START_MONTH, START_DAY, &p.first) ||
      !casus_import_ymd(in, END_YEAR, END_MONTH, END_DAY, &p.last) || !casus_import_int(in, SIDE_A, &side_a) ||
      !casus_import_date(in, START_YEAR, &year) ||
      !casus_import_state(in, STATE, CASUS_CODES_COW, year, &p.side.state) ||
      !casus_mid_level(in, LEVEL, ACT, &p.side.level) || !casus_mid_maybe(in, FATALITY, MOST_FATAL, &p.side.fatality) ||
      !casus_mid_maybe(in, ORIGIN, 1, &p.side.origin))
    return;
  if (!casus_date_known(p.first) || !casus_date_known(p.last) || casus_date_last_day(p.last) < p.first.day) {
    casus_import_skip(in, "no days, or an end before the start");
    return;
  }
  p.side_a = side_a == 1;
  keep_participant(in, &p);
}

static void add_incidents(casus_importer *in) {
  sides_state *state = in->state;
  for (size_t i = 0; i < state->list.count && in->rc == CASUS_OK; i++) {
    const participant *one = &state->list.items[i];
    for (uint32_t k = one->next; k && in->rc == CASUS_OK; k = state->list.items[k - 1].next) {
      const participant *other = &state->list.items[k - 1];
      casus_date first = later(one->first, other->first), last = earlier(one->last, other->last);
      bool apart = casus_date_last_day(last) < first.day || one->side_a == other->side_a;
      if (apart || casus_str_eq(one->side.state, other->side.state)) continue;
      in->line = one->line;
      casus_mid_add(in, &state->pairs, one->dispute, &one->side, &other->side, first, last);
      casus_arena_reset(in->scratch);
    }
  }
  casus_pairs_add(in, &state->pairs);
}

CASUS_MID_FORMAT(casus_import_mid_sides, "mid", "participants",
                 "Correlates of War militarised disputes, participants (MIDB)", CASUS_MID_CITATION, read_participant,
                 add_incidents, sides_state);
CASUS_MID_FORMAT(casus_import_gml_sides, "gml", "participants",
                 "Gibler, Miller and Little's revision of the same, participants", CASUS_GML_CITATION, read_participant,
                 add_incidents, sides_state);
