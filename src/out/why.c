#include <stdio.h>

#include "out/words.h"

enum { GROUPS = 6, PARTS = 5, EVENTS = 20, FACTS = 6, PART = 4, SENTENCE = 13 };

static const casus_state_risk *risk_of(const casus_risk_map *map, uint32_t state) {
  for (size_t i = 0; i < map->state_count; i++)
    if (map->states[i].state == state) return &map->states[i];
  return NULL;
}

static const casus_event_row *event_of(const casus_report *report, casus_str id) {
  for (size_t i = 0; id.len && i < report->event_count; i++)
    if (casus_str_eq(report->events[i].event.id, id)) return &report->events[i];
  return NULL;
}

static void put_driver(casus_buffer *out, const casus_report *report, const casus_driver *d, const casus_style *style) {
  casus_buffer line = {0};
  char amount[32];
  snprintf(amount, sizeof amount, "%*s%+.4f  ", PART, "", d->amount);
  casus_buffer_add(&line, d->text);
  if (casus_date_known(d->date)) {
    casus_buffer_add_c(&line, ", ");
    casus_out_day(&line, d->date);
  }
  casus_out_paragraph(out, amount, casus_buffer_str(&line), SENTENCE, CASUS_PAINT_OFF, style);
  out->failed |= line.failed;
  casus_buffer_free(&line);
  const casus_event_row *row = event_of(report, d->evidence);
  if (!row) return;
  casus_told told = {row->sentence_text, casus_span_within(row->sentence_span, row->event.span), row->event.said_by,
                     row->event.said_by_count};
  casus_out_told(out, &told, SENTENCE, style);
}

static void put_group(casus_buffer *out, const casus_report *report, const casus_driver_group *g,
                      const casus_style *style) {
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_buffer_printf(out, "  %.4f  ", g->total);
  if (g->drawn_in) {
    casus_buffer_add_c(out, "drawn in on the side of others");
  } else {
    casus_buffer_add_c(out, "with ");
    casus_escape_terminal(out, report->world->states[g->with].in_text);
  }
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  casus_buffer_add_char(out, '\n');
  double rest = 0;
  for (size_t i = 0; i < g->count; i++) {
    if (i < PARTS)
      put_driver(out, report, g->drivers[i], style);
    else
      rest += g->drivers[i]->amount;
  }
  if (g->count > PARTS)
    casus_buffer_printf(out, "%*s%+.4f  %zu smaller ones together\n", PART, "", rest, g->count - PARTS);
}

static void put_drivers(casus_buffer *out, const casus_report *report, const casus_state_risk *risk, casus_arena *arena,
                        const casus_style *style) {
  size_t count = 0;
  const casus_driver_group *groups = casus_out_driver_groups(risk, arena, &count);
  if (!groups) {
    out->failed = true;
    return;
  }
  double rest = 0;
  for (size_t g = 0; g < count; g++) {
    if (g < GROUPS)
      put_group(out, report, &groups[g], style);
    else
      rest += groups[g].total;
  }
  if (count > GROUPS) casus_buffer_printf(out, "  %.4f  %zu other states together\n", rest, count - GROUPS);
  casus_buffer_printf(out, "= %.4f\n", risk->expected);
}

static bool touches(const casus_party *parties, size_t count, casus_str code) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(parties[i].actor, code)) return true;
  return false;
}

static bool carries_weight(const casus_state_risk *risk, casus_str id) {
  for (size_t i = 0; i < risk->driver_count; i++)
    if (casus_str_eq(risk->drivers[i].evidence, id)) return true;
  return false;
}

static void put_weightless(casus_buffer *out, const casus_report *report, const casus_state_risk *risk,
                           const casus_style *style) {
  casus_str code = report->world->states[risk->state].code;
  size_t shown = 0;
  for (size_t i = 0; i < report->event_count; i++) {
    const casus_event *e = &report->events[i].event;
    bool about = touches(e->source, e->source_count, code) || touches(e->target, e->target_count, code);
    if (!about || carries_weight(risk, e->id)) continue;
    if (!shown++) casus_out_heading(out, style, "Recorded, and without weight on the likelihood");
    if (shown <= EVENTS) casus_out_event_line(out, &report->events[i], style);
  }
  if (shown > EVENTS)
    casus_buffer_printf(out, "  and %zu more: casus show events %.*s\n", shown - EVENTS, CASUS_STR_FMT(code));
}

/* "Arms: " before the first fact of a kind; each kind shows its first few. */
static void put_exposure(casus_buffer *out, const casus_report *report, uint32_t state, casus_arena *arena,
                         const casus_style *style) {
  casus_exposure *facts = NULL;
  size_t count = 0, of_kind = 0;
  if (casus_risk_exposure(report->world, state, arena, &facts, &count, NULL) != CASUS_OK) out->failed = true;
  if (count) casus_out_heading(out, style, "What it is exposed to, and bound by (facts, no probabilities)");
  for (size_t i = 0; i < count; i++) {
    of_kind = i && casus_str_eq(facts[i].kind, facts[i - 1].kind) ? of_kind + 1 : 1;
    if (of_kind <= FACTS) {
      casus_out_paragraph(out, "  · ", facts[i].text, 4, CASUS_PAINT_OFF, style);
      const casus_world_tie *tie = facts[i].tie;
      casus_told told = {tie->evidence.len ? tie->sentence_text : CASUS_STR(""), tie->told_at, tie->tie.said_by,
                         tie->tie.said_by_count};
      casus_out_told(out, &told, 6, style);
    }
    bool last = i + 1 == count || !casus_str_eq(facts[i].kind, facts[i + 1].kind);
    if (last && of_kind > FACTS) {
      casus_buffer_printf(out, "    … and %zu more of ", of_kind - FACTS);
      casus_escape_terminal(out, facts[i].kind);
      casus_buffer_add_c(out, " (--json has all)\n");
    }
  }
}

/* What changed since the day compared with, as far as it concerns the state. */
static void put_changes(casus_buffer *out, const casus_report *report, uint32_t state, casus_arena *arena,
                        const casus_style *style) {
  casus_change *own = casus_arena_array(arena, report->change_count + 1, sizeof *own);
  size_t count = 0;
  if (!own) out->failed = true;
  for (size_t i = 0; own && i < report->change_count; i++)
    if (report->changes[i].state == state || report->changes[i].other == state) own[count++] = report->changes[i];
  if (count) casus_out_changes(out, own, count, style);
  if (own && !count && report->before) casus_buffer_add_c(out, "\nNothing that concerns it changed.\n");
}

void casus_out_why(casus_buffer *out, const casus_report *report, uint32_t state, const casus_style *style) {
  const casus_state_risk *risk = risk_of(report->map, state);
  casus_out_paint(out, style, CASUS_PAINT_BOLD);
  casus_escape_terminal(out, casus_out_state_name(report->world, state));
  casus_buffer_add_c(out, " on ");
  casus_out_day(out, report->world->date);
  casus_out_paint(out, style, CASUS_PAINT_OFF);
  if (!risk) {
    casus_buffer_add_c(out, "\nnot in this region\n");
    return;
  }
  casus_buffer_add_c(out, "\nexpected new militarised disputes within twelve months: ");
  casus_out_interval(out, risk->expected, risk->low, risk->high);
  casus_buffer_printf(out, "\n%.4f as a party to them, %.4f by being drawn in; rank %d (%d–%d) of %zu in ", risk->party,
                      risk->drawn_in, risk->rank, risk->rank_low, risk->rank_high, report->map->state_count);
  casus_escape_terminal(out, casus_out_region(report->map->region));
  casus_buffer_add_char(out, '\n');
  casus_out_proof_line(out, report->map, style);
  casus_arena *arena = casus_arena_new();
  if (!arena) {
    out->failed = true;
    return;
  }
  put_changes(out, report, state, arena, style);
  casus_out_heading(out, style, "What it is made of");
  put_drivers(out, report, risk, arena, style);
  put_weightless(out, report, risk, style);
  put_exposure(out, report, state, arena, style);
  casus_arena_free(arena);
}
