/* From degrees to the plane of a map. Private to out. */
#ifndef CASUS_OUT_GEO_H
#define CASUS_OUT_GEO_H

#include "base/base.h"

/* Equal Earth (Šavrič, Patterson, Jenny 2018), equal in area. `lon` is relative to the central meridian and may leave
 * ±180: the projection is linear in it. Degrees in; x, y in units of the sphere's radius, y up. */
void casus_geo_equal_earth(double lon, double lat, double *x, double *y);

/* A window of the projected plane, scaled to `width` pixels. */
typedef struct casus_view_box {
  double center;           /* central meridian */
  double left, top, scale; /* projected coordinates of the corner; pixels a unit */
  double width, height;    /* pixels */
} casus_view_box;

/* Frame the box given in degrees (west < east; both may exceed 180). */
casus_view_box casus_geo_frame(double west, double south, double east, double north, double width);
void casus_geo_place(const casus_view_box *view, double lon, double lat, double *x,
                     double *y); /* degrees -> pixels, y down */
/* `lon` moved by whole turns to within 180 degrees of `near`. */
double casus_geo_unwrap(double lon, double near);

#endif
