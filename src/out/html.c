/* map.html: one file without scripts or outside requests: what changed, the map, the ranking with its reasons, the
 * record behind it with every sentence and speaker. */
#include <math.h>

#include "out/words.h"

enum { REASONS = 25, DETAILS = 40 };

static void put(casus_buffer *out, const char *markup) { casus_buffer_add_c(out, markup); }

static void put_date(casus_buffer *out, casus_date date) {
  char iso[16];
  casus_buffer_printf(out, "<time datetime=\"%.*s\">", (int)casus_date_format(date, iso), iso);
  casus_out_day(out, date);
  put(out, "</time>");
}

static void put_voices(casus_buffer *out, const casus_voice *voices, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const casus_voice *v = &voices[i];
    put(out, i ? ", through " : " — said ");
    casus_escape_markup(out, v->name.len ? v->name : v->role);
    casus_str facts[2] = {v->name.len ? v->role : CASUS_STR(""), v->organization};
    for (int f = 0; f < 2; f++) {
      if (!facts[f].len) continue;
      put(out, ", ");
      casus_escape_markup(out, facts[f]);
    }
  }
}

/* The sentence with the part that was coded marked. `inner` and `outer` are spans of the same document. */
static void put_sentence(casus_buffer *out, casus_str sentence, casus_span outer, casus_span inner) {
  size_t start = inner.start > outer.start ? inner.start - outer.start : 0;
  size_t end = inner.end > outer.start ? inner.end - outer.start : 0;
  if (end > sentence.len) end = sentence.len;
  if (start > end) start = end;
  put(out, "<blockquote>");
  casus_escape_markup(out, casus_str_sub(sentence, 0, start));
  put(out, "<mark>");
  casus_escape_markup(out, casus_str_sub(sentence, start, end));
  put(out, "</mark>");
  casus_escape_markup(out, casus_str_sub(sentence, end, sentence.len));
  put(out, "</blockquote>");
}

static void put_parties(casus_buffer *out, const casus_world *world, const casus_party *parties, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const casus_party *p = &parties[i];
    uint32_t state = casus_world_state(world, p->actor);
    if (i) put(out, ", ");
    casus_str name = state != UINT32_MAX ? world->states[state].name
                     : p->name.len       ? p->name
                     : p->actor.len      ? p->actor
                                         : p->text;
    casus_escape_markup(out, name);
    if (state != UINT32_MAX && p->name.len && !casus_str_eq(p->name, name)) {
      put(out, " (");
      casus_escape_markup(out, p->name);
      put(out, ")");
    }
  }
  if (!count) put(out, "–");
}

static void put_event(casus_buffer *out, const casus_report *r, const casus_event_row *row) {
  const casus_event *e = &row->event;
  put(out, "<div class=\"event\" id=\"event-");
  casus_escape_attribute(out, e->id);
  casus_buffer_printf(out, "\"><span class=\"type\">%s</span> ", casus_event_type_name(e->type));
  if (e->mode.len) {
    put(out, "<span class=\"tag\">");
    casus_escape_markup(out, e->mode);
    put(out, "</span>");
  }
  casus_buffer_printf(out, "<span class=\"tag %s\">%s</span>", casus_status_name(e->status),
                      casus_status_name(e->status));
  put_parties(out, r->world, e->source, e->source_count);
  put(out, " → ");
  put_parties(out, r->world, e->target, e->target_count);
  if (e->count >= 0) casus_buffer_printf(out, " ×%lld", (long long)e->count);
  put(out, " <span class=\"soft\">");
  put_date(out, e->date);
  casus_buffer_printf(out, ", confidence %.2f, rule ", e->confidence);
  casus_escape_markup(out, e->rule);
  put_voices(out, e->said_by, e->said_by_count);
  put(out, "</span>");
  put_sentence(out, row->sentence_text, row->sentence_span, e->span);
  put(out, "</div>\n");
}

static void put_change_list(casus_buffer *out, const casus_report *r) {
  if (!r->before) return;
  put(out, "<h2>What changed</h2>\n<ul>\n");
  for (size_t i = 0; i < r->change_count; i++) {
    put(out, "<li>");
    casus_escape_markup(out, r->changes[i].text);
    put(out, "</li>\n");
  }
  put(out, r->change_count ? "</ul>\n" : "<li>no measurable change</li></ul>\n");
}

static void put_ranking(casus_buffer *out, const casus_report *r) {
  const casus_risk_map *map = r->map;
  put(out, "<h2>Who stands where</h2>\n<table><thead><tr><th>rank</th><th>state</th><th>expected new disputes, 90 % "
           "interval</th>"
           "<th></th><th>share</th><th>as a party</th><th>drawn in</th><th>change</th></tr></thead><tbody>\n");
  double most = map->state_count ? map->states[0].expected : 1;
  for (size_t i = 0; i < map->state_count && i < DETAILS; i++) {
    const casus_state_risk *s = &map->states[i];
    casus_buffer_printf(out, "<tr><td class=\"number\">%d <span class=\"soft\">%d–%d</span></td><td><a href=\"#state-",
                        s->rank, s->rank_low, s->rank_high);
    casus_escape_attribute(out, map->world->states[s->state].code);
    put(out, "\">");
    casus_escape_markup(out, casus_out_state_name(map->world, s->state));
    put(out, "</a></td><td class=\"number\">");
    casus_out_interval(out, s->expected, s->low, s->high);
    casus_buffer_printf(out, "</td><td><meter value=\"%.4f\" max=\"%.4f\">%.4f</meter></td><td class=\"number\">",
                        s->expected, most, s->expected);
    if (isfinite(s->share)) casus_buffer_printf(out, "%.1f %%", 100 * s->share);
    casus_buffer_printf(out, "</td><td class=\"number\">%.3f</td><td class=\"number\">%.4f</td><td class=\"number\">",
                        s->party, s->drawn_in);
    if (isfinite(s->change)) casus_buffer_printf(out, "%+.4f", s->change);
    put(out, "</td></tr>\n");
  }
  put(out, "</tbody></table>\n");
}

static void put_driver(casus_buffer *out, const casus_driver *d) {
  casus_buffer_printf(out, "<tr><td class=\"number\">%+.4f</td><td>", d->amount);
  casus_escape_markup(out, d->text);
  put(out, "</td><td>");
  if (casus_date_known(d->date)) put_date(out, d->date);
  put(out, "</td><td>");
  if (d->evidence.len) {
    put(out, "<a href=\"#event-");
    casus_escape_attribute(out, d->evidence);
    put(out, "\">sentence</a>");
  }
  put(out, "</td></tr>\n");
}

static void put_reasons(casus_buffer *out, const casus_report *r, const casus_state_risk *s, casus_arena *arena) {
  const casus_driver **order = casus_out_drivers_by_size(s, arena);
  if (!order) {
    out->failed = true;
    return;
  }
  put(out, "<details id=\"state-");
  casus_escape_attribute(out, r->world->states[s->state].code);
  put(out, "\"><summary><b>");
  casus_escape_markup(out, casus_out_state_name(r->world, s->state));
  casus_buffer_printf(out, "</b> %.4f</summary>\n<table><tbody>\n", s->expected);
  double rest = 0;
  for (size_t i = 0; i < s->driver_count; i++) {
    if (i < REASONS)
      put_driver(out, order[i]);
    else
      rest += order[i]->amount;
  }
  if (s->driver_count > REASONS)
    casus_buffer_printf(
        out, "<tr><td class=\"number\">%+.4f</td><td>%zu smaller ones together</td><td></td><td></td></tr>\n", rest,
        s->driver_count - REASONS);
  casus_buffer_printf(
      out, "<tr><th class=\"number\">%.4f</th><th>together</th><th></th><th></th></tr></tbody></table>\n", s->expected);
  casus_exposure *facts = NULL;
  size_t count = 0;
  if (casus_risk_exposure(r->world, s->state, arena, &facts, &count, NULL) != CASUS_OK) out->failed = true;
  if (count) put(out, "<p class=\"soft\">Exposed to and bound by (facts, no probabilities):</p><ul>\n");
  for (size_t i = 0; i < count; i++) {
    put(out, "<li>");
    casus_escape_markup(out, facts[i].text);
    put(out, "</li>\n");
  }
  put(out, count ? "</ul></details>\n" : "</details>\n");
}

static void put_states(casus_buffer *out, const casus_report *r, casus_arena *arena) {
  put(out, "<h2>Why</h2>\n<p class=\"soft\">The parts of each number; they add up to it exactly.</p>\n");
  for (size_t i = 0; i < r->map->state_count && i < DETAILS; i++) put_reasons(out, r, &r->map->states[i], arena);
}

static void put_ties(casus_buffer *out, const casus_report *r) {
  if (r->tie_count) put(out, "<h2>What binds them</h2>\n");
  for (size_t i = 0; i < r->tie_count; i++) {
    const casus_tie_row *row = &r->ties[i];
    const casus_tie *t = &row->tie;
    put(out, "<div class=\"tie\"><span class=\"type\">");
    casus_escape_markup(out, t->kind);
    casus_buffer_printf(out, "</span> <span class=\"tag %s\">%s</span>", casus_status_name(t->status),
                        casus_status_name(t->status));
    casus_party from = {.actor = t->from}, to = {.actor = t->to, .text = t->note};
    put_parties(out, r->world, &from, 1);
    put(out, t->mutual ? " ⇄ " : " → ");
    put_parties(out, r->world, &to, t->to.len || t->note.len);
    if (t->amount.known) {
      casus_buffer_printf(out, " %.0f ", t->amount.value);
      casus_escape_markup(out, t->amount.unit);
    }
    put(out, " <span class=\"soft\">");
    if (casus_date_known(t->year)) put_date(out, t->year);
    put_voices(out, t->said_by, t->said_by_count);
    put(out, "</span>");
    put_sentence(out, row->sentence_text, (casus_span){0, (uint32_t)row->sentence_text.len}, (casus_span){0, 0});
    put(out, "</div>\n");
  }
}

static void put_statements(casus_buffer *out, const casus_report *r) {
  if (r->statement_count) put(out, "<h2>Who says what</h2>\n");
  for (size_t i = 0; i < r->statement_count; i++) {
    const casus_statement_row *row = &r->statements[i];
    const casus_voice *v = &row->statement.speaker;
    put(out, "<div class=\"said\"><b>");
    casus_escape_markup(out, v->name.len ? v->name : v->role);
    put(out, "</b> <span class=\"soft\">");
    casus_str facts[3] = {v->name.len ? v->role : CASUS_STR(""), v->organization, v->actor};
    for (int f = 0; f < 3; f++) {
      if (!facts[f].len) continue;
      put(out, ", ");
      casus_escape_markup(out, facts[f]);
    }
    for (size_t m = 0; m < row->statement.via_count; m++) {
      put(out, ", through ");
      casus_escape_markup(out, row->statement.via[m]);
    }
    put(out, "</span> ");
    if (row->statement.prediction.modality.ptr) {
      put(out, "<span class=\"tag possible\">prediction: ");
      casus_escape_markup(out, row->statement.prediction.modality);
      put(out, "</span>");
    }
    put(out, "<blockquote>");
    casus_escape_markup(out, row->text);
    put(out, "</blockquote></div>\n");
  }
}

static void put_head(casus_buffer *out, const casus_report *r, casus_str style) {
  casus_str title =
      r->document_count == 1 && r->documents[0].title.len ? r->documents[0].title : CASUS_STR("The risk map");
  put(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
           "content=\"width=device-width, initial-scale=1\">"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
           "'unsafe-inline'\">\n<title>");
  casus_escape_markup(out, title);
  put(out, "</title>\n<style>\n");
  casus_buffer_add(out, style);
  put(out, "</style></head><body>\n<h1>The risk map of ");
  casus_escape_markup(out, casus_out_region(r->map->region));
  put(out, ", ");
  put_date(out, r->world->date);
  put(out, "</h1>\n");
  for (size_t i = 0; i < r->document_count && i < DETAILS; i++) {
    put(out, "<p class=\"soft\">from: ");
    casus_escape_markup(out, r->documents[i].title.len ? r->documents[i].title : r->documents[i].path);
    put(out, ", ");
    put_date(out, r->documents[i].date);
    put(out, "</p>\n");
  }
}

static void put_method(casus_buffer *out) {
  put(out, "<h2>How to read this</h2>\n<p class=\"soft\">A number is the expected count of new militarised disputes (a "
           "threat, show or use of force "
           "between governments) within twelve months, with its 90 % interval. It rests on a structural prior for each "
           "pair of states and on dated "
           "incidents that fade with time; obligations say who would be drawn in. Volume and tone of news carry no "
           "weight. What one side claims is "
           "marked <i>claimed</i>; what may happen is <i>possible</i> or <i>planned</i>.</p>\n</body></html>\n");
}

int casus_out_html(casus_buffer *out, const casus_report *report, casus_error *err) {
  casus_str style;
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_data_get(NULL, "page/style.css", arena, &style, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) {
    put_head(out, report, style);
    put_change_list(out, report);
    put(out, "<figure>\n");
    rc = casus_out_svg(out, report, err);
    put(out, "</figure>\n");
  }
  if (rc == CASUS_OK) {
    put_ranking(out, report);
    put_states(out, report, arena);
    if (report->event_count) put(out, "<h2>Who did what to whom</h2>\n");
    for (size_t i = 0; i < report->event_count; i++) put_event(out, report, &report->events[i]);
    put_ties(out, report);
    put_statements(out, report);
    put_method(out);
    if (out->failed) rc = casus_fail_memory(err);
  }
  casus_arena_free(arena);
  return rc;
}
