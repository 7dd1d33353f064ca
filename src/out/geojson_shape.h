/* Geometries of RFC 7946. Private to out. */
#ifndef CASUS_OUT_GEOJSON_SHAPE_H
#define CASUS_OUT_GEOJSON_SHAPE_H

#include "out/out.h"

/* Rings [first, first + count) with their holes as a MultiPolygon: outer rings against the clock, holes with it, all
 * closed, cut at ±180 degrees as in world/land.tsv. */
void casus_geojson_polygons(casus_buffer *out, const casus_land *land, size_t first, size_t count);
void casus_geojson_point(casus_buffer *out, double lon, double lat);
/* The great circle between two places: a LineString, or where it crosses ±180 degrees a MultiLineString cut there. */
void casus_geojson_arc(casus_buffer *out, double lon_a, double lat_a, double lon_b, double lat_b);

#endif
