#include "out/geojson_shape.h"

#include <math.h>
#include <stdlib.h>

enum { ARC_STEPS = 24 };
static const double RADIANS = 3.14159265358979323846 / 180;

typedef struct place {
  double lon, lat;
} place;

/* Hundredths of a degree, without needless zeros. */
static void put_degrees(casus_buffer *out, double degrees) {
  long all = lround(degrees * 100), whole = labs(all) / 100, part = labs(all) % 100;
  casus_buffer_printf(out, "%s%ld", all < 0 ? "-" : "", whole);
  if (part) casus_buffer_printf(out, part % 10 ? ".%02ld" : ".%ld", part % 10 ? part : part / 10);
}

static void put_place(casus_buffer *out, place at) {
  casus_buffer_add_char(out, '[');
  put_degrees(out, at.lon);
  casus_buffer_add_char(out, ',');
  put_degrees(out, at.lat);
  casus_buffer_add_char(out, ']');
}

static place point_of(const casus_land *land, const casus_ring *ring, uint32_t i) {
  const casus_point *p = &land->points[ring->first + i];
  return (place){p->lon, p->lat};
}

/* Twice the area, positive against the clock. */
static double turn_of(const casus_land *land, const casus_ring *ring) {
  double sum = 0;
  for (uint32_t i = 0; i < ring->count; i++) {
    place a = point_of(land, ring, i), b = point_of(land, ring, (i + 1) % ring->count);
    sum += a.lon * b.lat - b.lon * a.lat;
  }
  return sum;
}

static void put_ring(casus_buffer *out, const casus_land *land, const casus_ring *ring) {
  bool back = (turn_of(land, ring) > 0) == ring->hole;
  casus_buffer_add_char(out, '[');
  for (uint32_t i = 0; i <= ring->count; i++) {
    uint32_t at = i % ring->count;
    if (i) casus_buffer_add_char(out, ',');
    put_place(out, point_of(land, ring, back ? ring->count - 1 - at : at));
  }
  casus_buffer_add_char(out, ']');
}

void casus_geojson_polygons(casus_buffer *out, const casus_land *land, size_t first, size_t count) {
  bool open = false;
  casus_buffer_add_c(out, "{\"type\":\"MultiPolygon\",\"coordinates\":[");
  for (size_t i = first; i < first + count; i++) {
    const casus_ring *ring = &land->rings[i];
    if (ring->count < 3 || (ring->hole && !open)) continue;
    if (!ring->hole) casus_buffer_add_c(out, open ? "],[" : "[");
    if (ring->hole) casus_buffer_add_char(out, ',');
    put_ring(out, land, ring);
    open = true;
  }
  casus_buffer_add_c(out, open ? "]]}" : "]}");
}

void casus_geojson_point(casus_buffer *out, double lon, double lat) {
  casus_buffer_add_c(out, "{\"type\":\"Point\",\"coordinates\":");
  put_place(out, (place){lon, lat});
  casus_buffer_add_char(out, '}');
}

/* The place `t` (0 … 1) of the way along the great circle; between antipodes any will do. */
static place between(place a, place b, double t) {
  double lat_a = a.lat * RADIANS, lat_b = b.lat * RADIANS, lon_a = a.lon * RADIANS, lon_b = b.lon * RADIANS;
  double x[2] = {cos(lat_a) * cos(lon_a), cos(lat_b) * cos(lon_b)};
  double y[2] = {cos(lat_a) * sin(lon_a), cos(lat_b) * sin(lon_b)}, z[2] = {sin(lat_a), sin(lat_b)};
  double dot = fmax(-1, fmin(1, x[0] * x[1] + y[0] * y[1] + z[0] * z[1])), angle = acos(dot), whole = sin(angle);
  double u = whole > 1e-9 ? sin((1 - t) * angle) / whole : 1 - t, v = whole > 1e-9 ? sin(t * angle) / whole : t;
  double px = u * x[0] + v * x[1], py = u * y[0] + v * y[1], pz = u * z[0] + v * z[1];
  return (place){atan2(py, px) / RADIANS, atan2(pz, hypot(px, py)) / RADIANS};
}

static void put_cut(casus_buffer *out, place a, place b) {
  double side = a.lon < 0 ? -180 : 180, whole = 360 - fabs(b.lon - a.lon);
  double lat = whole > 0 ? a.lat + (b.lat - a.lat) * fabs(side - a.lon) / whole : a.lat;
  casus_buffer_add_char(out, ',');
  put_place(out, (place){side, lat});
  casus_buffer_add_c(out, "],[");
  put_place(out, (place){-side, lat});
}

void casus_geojson_arc(casus_buffer *out, double lon_a, double lat_a, double lon_b, double lat_b) {
  place a = {lon_a, lat_a}, b = {lon_b, lat_b}, last = a;
  casus_buffer line = {0};
  bool cut = false;
  put_place(&line, a);
  for (int i = 1; i <= ARC_STEPS; i++) {
    place at = i == ARC_STEPS ? b : between(a, b, (double)i / ARC_STEPS);
    if (fabs(at.lon - last.lon) > 180) {
      put_cut(&line, last, at);
      cut = true;
    }
    casus_buffer_add_char(&line, ',');
    put_place(&line, at);
    last = at;
  }
  casus_buffer_printf(out, "{\"type\":\"%s\",\"coordinates\":%s", cut ? "MultiLineString" : "LineString",
                      cut ? "[[" : "[");
  casus_buffer_add(out, casus_buffer_str(&line));
  casus_buffer_add_c(out, cut ? "]]}" : "]}");
  out->failed |= line.failed;
  casus_buffer_free(&line);
}
