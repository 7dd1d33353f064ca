/* The map as GeoJSON (RFC 7946): states, disputed areas, and who would be drawn in beside whom. */
#include <math.h>

#include "out/geojson_shape.h"
#include "out/json.h"
#include "out/picture.h"

typedef struct collection {
  const casus_picture *p;
  casus_json json;
} collection;

/* Its geometry, which is freed, then its properties, which stay open. */
static void open_feature(collection *c, casus_str id, casus_buffer *geometry) {
  casus_json_open(&c->json, '{');
  casus_json_key(&c->json, "type");
  casus_json_str(&c->json, CASUS_STR("Feature"));
  if (id.len) {
    casus_json_key(&c->json, "id");
    casus_json_str(&c->json, id);
  }
  casus_json_key(&c->json, "geometry");
  casus_json_raw(&c->json, casus_buffer_str(geometry));
  c->json.out->failed |= geometry->failed;
  casus_buffer_free(geometry);
  casus_json_key(&c->json, "properties");
  casus_json_open(&c->json, '{');
}

static void close_feature(collection *c) {
  casus_json_close(&c->json, '}');
  casus_json_close(&c->json, '}');
  casus_buffer_add_char(c->json.out, '\n');
}

static void put_words(collection *c, const char *key, casus_buffer *words) {
  put_text(&c->json, key, casus_buffer_str(words));
  c->json.out->failed |= words->failed;
  casus_buffer_free(words);
}

/* "CHN | VNM" as a list */
static void put_codes(collection *c, const char *key, casus_str codes) {
  casus_str code;
  casus_json_key(&c->json, key);
  casus_json_open(&c->json, '[');
  while (casus_list_next(&codes, &code)) casus_json_str(&c->json, code);
  casus_json_close(&c->json, ']');
}

static void put_numbers(collection *c, const casus_state_risk *s) {
  put_double(&c->json, "expected", s->expected);
  put_double(&c->json, "low", s->low);
  put_double(&c->json, "high", s->high);
  put_double(&c->json, "share", s->share);
  put_int(&c->json, "rank", s->rank);
  put_int(&c->json, "rank_low", s->rank_low);
  put_int(&c->json, "rank_high", s->rank_high);
  put_double(&c->json, "party", s->party);
  put_double(&c->json, "drawn_in", s->drawn_in);
  put_double(&c->json, "change", s->change);
  const casus_state_risk *was = casus_map_before(c->p->report, s->state);
  put_double(&c->json, "change_party", was ? s->party - was->party : NAN);
  put_double(&c->json, "change_drawn_in", was ? s->drawn_in - was->drawn_in : NAN);
}

static void put_classes(collection *c, const casus_state_risk *s) {
  static const char *const ages[] = {"recent", "old", "none"};
  casus_date day = c->p->report->world->date;
  casus_buffer words = {0};
  int level = casus_map_class(s->expected), change = casus_map_change_class(c->p->report, s);
  put_int(&c->json, "class", level);
  casus_map_class_words(&words, level);
  put_words(c, "class_words", &words);
  if (c->p->report->map_before) {
    put_int(&c->json, "change_class", change - CASUS_CHANGE_NONE);
    casus_map_change_words(&words, change);
    put_words(c, "change_words", &words);
  }
  put_date(&c->json, "newest_record", s->newest);
  put_double(&c->json, "record_age_days", casus_date_known(s->newest) ? day.day - casus_date_last_day(s->newest) : NAN);
  put_text(&c->json, "record_age", casus_str_from_c(ages[casus_map_age(day, s->newest)]));
}

static void put_state_feature(collection *c, const casus_state_risk *s, const casus_land *land) {
  const casus_state *state = &c->p->report->world->states[s->state];
  const casus_label_point *point = &c->p->points[s->state];
  size_t first = 0, count = 0;
  while (first < land->ring_count && land->rings[first].state != s->state) first++;
  while (first + count < land->ring_count && land->rings[first + count].state == s->state) count++;
  casus_buffer geometry = {0}, at = {0};
  if (count)
    casus_geojson_polygons(&geometry, land, first, count);
  else
    casus_geojson_point(&geometry, point->lon, point->lat);
  open_feature(c, state->code, &geometry);
  put_text(&c->json, "kind", CASUS_STR("state"));
  put_text(&c->json, "code", state->code);
  put_text(&c->json, "name", state->name);
  put_numbers(c, s);
  put_classes(c, s);
  casus_json_key(&c->json, "point");
  casus_buffer_printf(&at, "[%.2f,%.2f]", point->lon, point->lat);
  casus_json_raw(&c->json, casus_buffer_str(&at));
  c->json.out->failed |= at.failed;
  casus_buffer_free(&at);
  close_feature(c);
}

static void put_disputed(collection *c, const casus_disputed *area) {
  casus_buffer geometry = {0}, words = {0};
  if (area->land)
    casus_geojson_polygons(&geometry, area->land, area->first_ring, area->ring_count);
  else
    casus_geojson_point(&geometry, area->lon, area->lat);
  open_feature(c, area->id, &geometry);
  put_text(&c->json, "kind", CASUS_STR("disputed"));
  put_text(&c->json, "name", area->name);
  put_codes(c, "held", area->held);
  put_text(&c->json, "held_by", area->by);
  put_codes(c, "claimed", area->claimed);
  put_date(&c->json, "since", area->from);
  put_date(&c->json, "until", area->to);
  casus_disputed_words(&words, c->p->report, area);
  put_words(c, "text", &words);
  close_feature(c);
}

static void put_draw(collection *c, const casus_draw_in *d) {
  const casus_world *world = c->p->report->world;
  const casus_label_point *from = &c->p->points[d->from], *to = &c->p->points[d->to];
  casus_buffer geometry = {0};
  casus_geojson_arc(&geometry, from->lon, from->lat, to->lon, to->lat);
  open_feature(c, CASUS_STR(""), &geometry);
  put_text(&c->json, "kind", CASUS_STR("draw-in"));
  put_text(&c->json, "from", world->states[d->from].code);
  put_text(&c->json, "to", world->states[d->to].code);
  put_double(&c->json, "expected", d->amount);
  close_feature(c);
}

/* Of a chosen state all; else the larger ones, which a map can bear. */
static void put_draws(collection *c) {
  const double large = 0.005; /* disputes a year */
  const casus_picture *p = c->p;
  for (size_t i = 0; i < p->draw_count; i++) {
    const casus_draw_in *d = &p->draws[i];
    bool of_chosen = casus_picture_chosen(p, d->from) || casus_picture_chosen(p, d->to);
    if (p->report->chosen ? of_chosen : d->amount >= large) put_draw(c, d);
  }
}

static void put_collection(collection *c) {
  const casus_report *r = c->p->report;
  casus_land land = casus_atlas_land(r->atlas);
  casus_json_open(&c->json, '{');
  put_text(&c->json, "type", CASUS_STR("FeatureCollection"));
  put_date(&c->json, "date", r->world->date);
  if (r->before) put_date(&c->json, "compared_with", r->before->date);
  put_text(&c->json, "region", r->map->region.len ? r->map->region : CASUS_STR("world"));
  put_text(
      &c->json, "note",
      CASUS_STR("expected: new militarised disputes within twelve months; low, high: 90 % interval. Borders as maps of "
                "the United Nations draw them (Natural Earth, public domain); disputed areas are features of their "
                "own, as held on the date as far as it is known here; no judgement."));
  casus_json_key(&c->json, "features");
  casus_json_open(&c->json, '[');
  casus_buffer_add_char(c->json.out, '\n');
  for (size_t i = 0; i < r->map->state_count; i++) put_state_feature(c, &r->map->states[i], &land);
  for (size_t i = 0; i < c->p->disputed_count; i++) put_disputed(c, &c->p->disputed[i]);
  put_draws(c);
  casus_json_close(&c->json, ']');
  casus_json_close(&c->json, '}');
  casus_buffer_add_char(c->json.out, '\n');
}

int casus_out_geojson(casus_buffer *out, const casus_report *report, casus_error *err) {
  casus_picture p = {.report = report};
  casus_arena *arena = casus_arena_new();
  int rc = arena ? casus_picture_prepare(&p, arena, err) : casus_fail_memory(err);
  if (rc == CASUS_OK) {
    collection c = {.p = &p, .json = {.out = out}};
    put_collection(&c);
    if (out->failed) rc = casus_fail_memory(err);
  }
  casus_arena_free(arena);
  return rc;
}
