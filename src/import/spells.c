#include "import/spells.h"

#include <stdlib.h>

void casus_spells_seen(casus_spells *spells, casus_date date) {
  if (!casus_date_known(date)) return;
  int32_t last = casus_date_last_day(date);
  if (!spells->newest || last > spells->newest) spells->newest = last;
}

void casus_spells_add(casus_importer *in, casus_spells *spells, const casus_spell *spell) {
  casus_import_keep(in);
  casus_spells_seen(spells, spell->first);
  casus_spells_seen(spells, spell->last);
  if (casus_str_eq(spell->from, spell->to)) return;
  casus_spell *slot = casus_vec_push(&spells->list, in->arena);
  if (!slot) {
    in->rc = casus_fail_memory(in->err);
    return;
  }
  *slot = *spell;
  slot->line = slot->line ? slot->line : in->line;
  if (slot->mutual && casus_str_cmp(slot->to, slot->from) < 0) slot->from = spell->to, slot->to = spell->from;
}

static int calendar_year(int32_t day) {
  int year, month, of_month;
  casus_civil_from_days(day, &year, &month, &of_month);
  return year;
}

void casus_spells_open_newest(casus_spells *spells) {
  if (!spells->list.count) return;
  int newest = calendar_year(spells->newest);
  for (size_t i = 0; i < spells->list.count; i++) {
    casus_spell *s = &spells->list.items[i];
    if (casus_date_known(s->last) && calendar_year(casus_date_last_day(s->last)) == newest) s->last = (casus_date){0};
  }
}

static int by_sides(const casus_spell *a, const casus_spell *b) {
  int order = casus_str_cmp(a->from, b->from);
  if (!order) order = casus_str_cmp(a->to, b->to);
  if (!order) order = casus_str_cmp(a->kind, b->kind);
  return order ? order : (int)a->mutual - (int)b->mutual;
}

static int by_time(const void *x, const void *y) {
  const casus_spell *a = x, *b = y;
  int order = by_sides(a, b);
  if (order) return order;
  if (a->first.day != b->first.day) return a->first.day < b->first.day ? -1 : 1;
  return a->line < b->line ? -1 : a->line > b->line;
}

/* Does `next`, which starts no earlier, start before the day after the end of `spell` is over? */
static bool touches(const casus_spell *spell, const casus_spell *next) {
  return !casus_date_known(spell->last) || next->first.day <= casus_date_last_day(spell->last) + 1;
}

static void extend(casus_spell *spell, const casus_spell *next) {
  if (!casus_date_known(spell->last)) return;
  bool later = !casus_date_known(next->last) || casus_date_last_day(next->last) > casus_date_last_day(spell->last);
  if (later) spell->last = next->last;
}

static void emit(casus_importer *in, const casus_spell *s, int newest_year) {
  casus_imported_tie row = {.tie = {.kind = s->kind,
                                    .from = s->from,
                                    .to = s->to,
                                    .mutual = s->mutual,
                                    .start = s->first,
                                    .end = s->last,
                                    .note = s->note},
                            .treaty = s->treaty};
  if (!casus_date_known(s->last)) {
    row.tie.note = casus_arena_printf(in->scratch, "%.*s%sin force when the set ends, %d", CASUS_STR_FMT(s->note),
                                      s->note.len ? "; " : "", newest_year);
    if (!row.tie.note.ptr) in->rc = casus_fail_memory(in->err);
  }
  in->line = s->line;
  casus_import_tie(in, &row);
}

void casus_spells_emit(casus_importer *in, casus_spells *spells) {
  size_t count = spells->list.count;
  casus_spell *list = spells->list.items;
  if (!count) return;
  qsort(list, count, sizeof *list, by_time);
  casus_spell at_hand = list[0];
  for (size_t i = 1; i < count && in->rc == CASUS_OK; i++) {
    if (by_sides(&at_hand, &list[i]) == 0 && touches(&at_hand, &list[i])) {
      extend(&at_hand, &list[i]);
    } else {
      emit(in, &at_hand, calendar_year(spells->newest));
      at_hand = list[i];
    }
  }
  if (in->rc == CASUS_OK) emit(in, &at_hand, calendar_year(spells->newest));
}
