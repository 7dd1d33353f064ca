/* What the colours, patterns and lines of the picture mean: the same list below the SVG and on the page. */
#include "out/picture.h"

#define AREA(class) "<g transform=\"scale(.1)\"><rect class=\"" class "\" width=\"300\" height=\"140\"/></g>"
#define LINE(class) "<path class=\"" class "\" stroke-width=\"3\" d=\"M0 7h30\"/>"

/* A list under way. */
typedef struct maker {
  const casus_picture *p;
  casus_arena *arena;
  casus_legend *legend;
  bool failed;
} maker;

static casus_str text_of(maker *m, casus_buffer *words) {
  casus_str text = casus_arena_printf(m->arena, "%.*s", CASUS_STR_FMT(casus_buffer_str(words)));
  m->failed |= words->failed || !text.ptr;
  casus_buffer_free(words);
  return text;
}

static void add(maker *m, casus_legend_group group, const char *sample, casus_str text) {
  if (m->legend->count == CASUS_LEGEND_MOST) return;
  m->legend->items[m->legend->count].group = group;
  m->legend->items[m->legend->count].sample = sample;
  m->legend->items[m->legend->count++].text = text;
}

static void add_classes(maker *m) {
  static const char *const level[CASUS_MAP_CLASSES] = {AREA("c0"), AREA("c1"), AREA("c2"), AREA("c3"),
                                                       AREA("c4"), AREA("c5"), AREA("c6")};
  static const char *const change[CASUS_CHANGE_CLASSES] = {AREA("d0"), AREA("d1"), AREA("d2"), AREA("d3"),
                                                           AREA("d4"), AREA("d5"), AREA("d6")};
  const casus_report *r = m->p->report;
  bool both = m->p->page && r->map_before;
  for (int c = 0; c < CASUS_MAP_CLASSES && (both || !r->by_change); c++) {
    casus_buffer words = {0};
    casus_map_class_words(&words, c);
    add(m, CASUS_LEGEND_LEVEL, level[c], text_of(m, &words));
  }
  for (int c = 0; c < CASUS_CHANGE_CLASSES && (both || r->by_change); c++) {
    casus_buffer words = {0};
    casus_map_change_words(&words, c);
    add(m, CASUS_LEGEND_CHANGE, change[c], text_of(m, &words));
  }
}

static void add_areas(maker *m) {
  const casus_report *r = m->p->report;
  bool changed = false;
  for (size_t i = 0; i < r->world->state_count; i++) changed |= m->p->changed[i];
  add(m, CASUS_LEGEND_AREAS, AREA("old"),
      casus_arena_printf(m->arena, "newest record older than %d years", CASUS_OLD_YEARS));
  add(m, CASUS_LEGEND_AREAS, AREA("never"), CASUS_STR("no record of a dispute"));
  add(m, CASUS_LEGEND_AREAS, AREA("hatched"), CASUS_STR("disputed"));
  add(m, CASUS_LEGEND_AREAS,
      "<g transform=\"translate(15 7) scale(.1)\"><path class=\"mark\" d=\"m-32 0l32-32 32 32-32 32z\"/></g>",
      CASUS_STR("disputed, too small to hatch"));
  add(m, CASUS_LEGEND_AREAS, AREA("out"),
      r->map->region.len ? CASUS_STR("not in this region") : CASUS_STR("no state of its own"));
  if (changed) add(m, CASUS_LEGEND_AREAS, AREA("changed"), CASUS_STR("named by what changed"));
  m->failed |= !m->legend->items[m->legend->count - 1].text.ptr;
}

static bool told(const casus_world_tie *ties, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (ties[i].evidence.len && casus_str_starts(ties[i].tie.kind, CASUS_STR("alliance.defence"))) return true;
  return false;
}

/* The largest amount in one direction, as the width of its line. */
static void add_draw(maker *m, bool other) {
  const casus_picture *p = m->p;
  const casus_draw_in *d = NULL;
  for (size_t i = 0; i < p->draw_count && !d; i++)
    if (casus_picture_chosen(p, other ? p->draws[i].to : p->draws[i].from)) d = &p->draws[i];
  if (!d) return;
  casus_str name = p->report->chosen->in_text;
  casus_str line = casus_arena_printf(m->arena, "<path class=\"%s\" stroke-width=\"%.1f\" d=\"M0 7h30\"/>",
                                      other ? "drawn" : "draws", casus_picture_arc_width(p, d->amount));
  casus_str text = other ? casus_arena_printf(m->arena, "others drawn in beside %.*s (widest: %.4f disputes a year)",
                                              CASUS_STR_FMT(name), d->amount)
                         : casus_arena_printf(m->arena, "where %.*s would be drawn in (widest: %.4f disputes a year)",
                                              CASUS_STR_FMT(name), d->amount);
  m->failed |= !line.ptr || !text.ptr;
  if (!m->failed) add(m, CASUS_LEGEND_LINES, line.ptr, text);
}

static void add_lines(maker *m) {
  const casus_world *w = m->p->report->world;
  if (m->p->report->chosen) {
    add_draw(m, false);
    add_draw(m, true);
    return;
  }
  if (!m->p->report->by_change) add(m, CASUS_LEGEND_LINES, LINE("quarrel"), CASUS_STR("likeliest pairs"));
  if (told(w->ties, w->tie_count)) add(m, CASUS_LEGEND_LINES, LINE("pact"), CASUS_STR("defence duty told of"));
  if (told(w->pending, w->pending_count))
    add(m, CASUS_LEGEND_LINES, LINE("pact pending"), CASUS_STR("one not known to be in force"));
}

static void add_notes(maker *m) {
  const casus_report *r = m->p->report;
  casus_buffer words = {0};
  if (m->p->page || !r->by_change) {
    casus_buffer_add_c(&words,
                       "Each class of expected disputes starts at about twice the one before; the 90 % interval "
                       "of a state is typically ");
    casus_map_interval_words(&words, r->map);
    casus_buffer_add_c(&words, " times its number.");
    m->legend->notes[m->legend->note_count++] = text_of(m, &words);
  }
  if (r->by_change || (m->p->page && r->map_before)) {
    casus_buffer_add_c(&words, "Change: of the share in the disputes expected here, in points");
    if (r->before->date.day != r->world->date.day) {
      casus_buffer_add_c(&words, ", since ");
      casus_out_day(&words, r->before->date);
    }
    casus_buffer_add_c(&words, "; coloured only where it is more than noise.");
    m->legend->notes[m->legend->note_count++] = text_of(m, &words);
  }
  if (r->chosen)
    m->legend->notes[m->legend->note_count++] = CASUS_STR(
        "Arrows lead from who would be drawn in, by an obligation, to the one beside whom; the ten largest of a kind.");
  casus_buffer_add_c(&words, "Hatched: disputed, as held on ");
  casus_out_day(&words, r->world->date);
  casus_buffer_add_c(&words, " as far as it is known here, whatever the colour; no judgement on whose land it is.");
  m->legend->notes[m->legend->note_count++] = text_of(m, &words);
  m->legend->notes[m->legend->note_count++] = CASUS_STR(
      "Borders as maps of the United Nations draw them (Natural Earth). Equal Earth projection: areas are true.");
}

int casus_legend_make(const casus_picture *p, casus_arena *arena, casus_legend *legend, casus_error *err) {
  maker m = {.p = p, .arena = arena, .legend = legend};
  *legend = (casus_legend){0};
  add_classes(&m);
  add_areas(&m);
  add_lines(&m);
  add_notes(&m);
  return m.failed ? casus_fail_memory(err) : CASUS_OK;
}

const char *casus_legend_heading(casus_legend_group group) {
  static const char *const names[] = {"Expected new disputes within twelve months", "Change of share, in points",
                                      "Areas", "Lines"};
  return names[group];
}
