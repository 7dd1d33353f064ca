#include "import/duties.h"

bool casus_duties_read(casus_importer *in, const casus_duty *duties, size_t count, bool told[CASUS_MOST_DUTIES]) {
  for (size_t i = 0; i < count; i++) {
    int64_t value;
    if (!casus_import_int_or(in, duties[i].column, 0, &value)) return false;
    told[i] = value > 0; /* negative: not known */
  }
  return true;
}

bool casus_duties_state(casus_importer *in, size_t column, casus_date first, casus_date last, casus_str *state) {
  char why[CASUS_CODES_WHY];
  casus_str code = casus_import_field(in, column);
  if (!casus_date_known(last)) last = in->options->today;
  *state = casus_state_codes_find(in->codes, CASUS_CODES_COW, code, first, why);
  if (!state->ptr) *state = casus_state_codes_find(in->codes, CASUS_CODES_COW, code, last, why);
  return state->ptr || casus_import_state(in, column, CASUS_CODES_COW, first, state);
}

void casus_duties_add_pair(casus_importer *in, casus_spells *spells, size_t a, size_t b, const casus_duty *duties,
                           size_t count, const casus_spell *common) {
  casus_spell spell = *common;
  bool told[CASUS_MOST_DUTIES], any = false;
  casus_spells_seen(spells, spell.last);
  if (!casus_duties_read(in, duties, count, told)) return;
  if (casus_date_known(spell.last) && casus_date_last_day(spell.last) < spell.first.day) {
    casus_import_skip(in, "it ends before it starts");
    return;
  }
  for (size_t i = 0; i < count; i++) any |= told[i];
  if (!any) {
    casus_import_leave(in, "an alliance without one of the duties");
    return;
  }
  if (!casus_duties_state(in, a, spell.first, spell.last, &spell.from) ||
      !casus_duties_state(in, b, spell.first, spell.last, &spell.to))
    return;
  for (size_t i = 0; i < count; i++) {
    if (!told[i]) continue;
    spell.kind = casus_str_from_c(duties[i].kind);
    casus_spells_add(in, spells, &spell);
  }
}
