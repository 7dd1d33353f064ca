#include "import/mid.h"

bool casus_mid_maybe(casus_importer *in, size_t column, int64_t most, casus_maybe *value) {
  int64_t number;
  if (!casus_import_int_or(in, column, -9, &number)) return false;
  if (number > most) {
    casus_import_skip(in, "%lld is beyond the scale, which ends at %lld", (long long)number, (long long)most);
    return false;
  }
  value->known = number >= 0;
  value->value = value->known ? (int)number : 0;
  return true;
}

/* Hostility level of the acts 0 … 21 of the Correlates of War: 0 none; 1-6 threats; 7-12 shows of force; 13-19 uses of
 * force; 20 and 21 begin or join a war. */
static int level_of_act(int act) { return act < 1 ? 1 : act < 7 ? 2 : act < 13 ? 3 : act < 20 ? 4 : 5; }

bool casus_mid_level(casus_importer *in, size_t level_column, size_t act_column, int *level) {
  casus_maybe told, act;
  if (!casus_mid_maybe(in, level_column, 5, &told) || !casus_mid_maybe(in, act_column, 21, &act)) return false;
  *level = told.known ? told.value : act.known ? level_of_act(act.value) : 0;
  return true;
}

/* Of two records of the same side the one that tells more. */
static void raise(casus_maybe *known, int value) {
  if (!known->known || known->value < value) *known = (casus_maybe){true, value};
}

/* None on both sides is none; what one side does not tell may be more. */
static void add_fatality(casus_imported_incident *incident, casus_maybe one, casus_maybe other, bool is_new) {
  bool deaths = (one.known && one.value > 0) || (other.known && other.value > 0);
  bool told = deaths || (one.known && other.known);
  int most = one.known && one.value > other.value ? one.value : other.value;
  if (deaths) incident->fatal = true;
  if (!told && !incident->fatal) incident->fatality = (casus_maybe){0};
  if (told && (is_new || incident->fatality.known || deaths)) raise(&incident->fatality, most);
}

static casus_str name_of(casus_importer *in, casus_str dispute, int level) {
  static const char *const words[] = {"", "", "threat of force", "show of force", "use of force", "war"};
  return casus_arena_printf(in->arena, "dispute %.*s: %s", CASUS_STR_FMT(dispute), words[level]);
}

void casus_mid_add(casus_importer *in, casus_pairs *pairs, casus_str dispute, const casus_mid_side *one,
                   const casus_mid_side *other, casus_date first, casus_date last) {
  int level = one->level > other->level ? one->level : other->level;
  bool is_new;
  if (level < 2) {
    casus_import_leave(in, "no threat, show or use of force on either side");
    return;
  }
  if (casus_str_eq(one->state, other->state)) {
    casus_import_skip(in, "both sides are %.*s", CASUS_STR_FMT(one->state));
    return;
  }
  casus_pair *pair = casus_pairs_get(in, pairs, dispute, one->state, other->state, &is_new);
  if (!pair) return;
  casus_imported_incident *incident = &pair->incident;
  bool same = casus_str_eq(incident->a, one->state);
  const casus_mid_side *a = same ? one : other, *b = same ? other : one;
  if (is_new) incident->dispute = casus_arena_copy(in->arena, dispute);
  if (level > incident->level) {
    incident->level = level;
    incident->name = name_of(in, dispute, level);
  }
  if (a->level) raise(&incident->level_a, a->level);
  if (b->level) raise(&incident->level_b, b->level);
  if (a->origin.known) raise(&incident->origin_a, a->origin.value);
  if (b->origin.known) raise(&incident->origin_b, b->origin.value);
  add_fatality(incident, one->fatality, other->fatality, is_new);
  casus_pair_dates(pair, first, last);
  casus_import_keep(in);
  if (!incident->name.ptr || !incident->dispute.ptr) in->rc = casus_fail_memory(in->err);
}
