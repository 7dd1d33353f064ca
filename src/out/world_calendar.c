/* What ends, renews or is due, for people. */
#include "out/world_words.h"

enum { SHOWN = 40, NOTICES = 12 };

static const char *words_of(const casus_due *d) {
  static const char *const words[] = {
      "ends", "renews itself", "ends unless renewed by a vote", "can be denounced at any time", "begins",
      "ends", "is to come"};
  return words[d->kind];
}

/* "the European Union", "Russia" */
static casus_str name(const casus_world *world, uint32_t state, casus_str code) {
  return state < world->state_count ? world->states[state].name : casus_organisation_name(code);
}

static void put_what(casus_buffer *text, const casus_world *world, const casus_due *d) {
  casus_str from, to;
  if (d->event) {
    casus_buffer_printf(text, "%s, %s", casus_event_type_name(d->event->event.type),
                        casus_status_name(d->event->event.status));
    return;
  }
  casus_str what = d->term ? d->term->treaty : d->tie->treaty.len ? d->tie->treaty : d->tie->tie.kind;
  from = d->term ? name(world, d->term->from_state, d->term->from) : name(world, d->tie->from, d->tie->tie.from);
  to = d->term ? d->term->to : d->tie->tie.to;
  if (to.len) to = d->term ? name(world, d->term->to_state, to) : name(world, d->tie->to, to);
  casus_buffer_printf(text, "%.*s (%.*s%s%.*s) %s", CASUS_STR_FMT(what), CASUS_STR_FMT(from), to.len ? ", " : "",
                      CASUS_STR_FMT(to), words_of(d));
}

static void put_notice(casus_buffer *text, const casus_due *d, casus_date today) {
  if (!d->term || !d->term->notice_months) return;
  casus_buffer_printf(text, "; notice of %d months", d->term->notice_months);
  if (!casus_date_known(d->notice_by)) return;
  bool over = casus_date_last_day(d->notice_by) < today.day;
  casus_buffer_add_c(text, over ? ", which was due by " : ", due by ");
  casus_out_day(text, d->notice_by);
}

static void put_due(casus_buffer *out, const casus_world *world, const casus_due *d, const casus_style *style) {
  casus_buffer text = {0};
  if (casus_date_known(d->day)) {
    casus_out_day(&text, d->day);
    casus_buffer_add_c(&text, ": ");
  }
  put_what(&text, world, d);
  put_notice(&text, d, world->date);
  casus_str source = d->term ? d->term->source : d->tie ? d->tie->tie.source : CASUS_STR("");
  casus_str note = d->term ? d->term->note : d->tie ? d->tie->tie.note : CASUS_STR("");
  if (note.len) casus_buffer_printf(&text, "; %.*s", CASUS_STR_FMT(note));
  if (source.len) casus_buffer_printf(&text, " (%.*s)", CASUS_STR_FMT(source));
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
  if (d->event) {
    casus_told told = {d->event->sentence_text, casus_span_within(d->event->sentence_span, d->event->event.span),
                       d->event->event.said_by, d->event->event.said_by_count};
    casus_out_told(out, &told, 6, style);
  } else if (d->tie && d->tie->evidence.len) {
    casus_told told = {d->tie->sentence_text, d->tie->told_at, d->tie->tie.said_by, d->tie->tie.said_by_count};
    casus_out_told(out, &told, 6, style);
  }
}

void casus_out_calendar(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  size_t dated = 0;
  while (dated < a->count && casus_date_known(a->dues[dated].day)) dated++;
  size_t notices = a->count - dated;
  if (dated) casus_out_heading(out, style, "On a day");
  for (size_t i = 0; i < dated && i < SHOWN; i++) put_due(out, a->world, &a->dues[i], style);
  if (dated > SHOWN) casus_buffer_printf(out, "  and %zu later ones: --until, --json or -o FILE.csv\n", dated - SHOWN);
  if (notices) casus_out_heading(out, style, "Without a last day");
  for (size_t i = dated; i < a->count && i < dated + NOTICES; i++) put_due(out, a->world, &a->dues[i], style);
  if (notices > NOTICES) casus_buffer_printf(out, "  and %zu more\n", notices - NOTICES);
  if (!a->count) casus_buffer_add_c(out, "\nNothing that the tables or the record know.\n");
}
