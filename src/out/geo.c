#include "out/geo.h"

#include <math.h>

static const double RADIANS = 3.14159265358979323846 / 180;

void casus_geo_equal_earth(double lon, double lat, double *x, double *y) {
  static const double A1 = 1.340264, A2 = -0.081106, A3 = 0.000893, A4 = 0.003796;
  double t = asin(sqrt(3) / 2 * sin(lat * RADIANS)), t2 = t * t, t6 = t2 * t2 * t2;
  *x = 2 * sqrt(3) * lon * RADIANS * cos(t) / (3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1));
  *y = t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2));
}

double casus_geo_unwrap(double lon, double near) { return lon - 360 * round((lon - near) / 360); }

casus_view_box casus_geo_frame(double west, double south, double east, double north, double width) {
  casus_view_box view = {.center = (west + east) / 2, .width = width};
  /* The box is widest at the latitude nearest the equator. */
  double widest = south > 0 ? south : north < 0 ? north : 0, half, unused, bottom;
  casus_geo_equal_earth((east - west) / 2, widest, &half, &unused);
  casus_geo_equal_earth(0, north, &unused, &view.top);
  casus_geo_equal_earth(0, south, &unused, &bottom);
  view.left = -half;
  view.scale = width / (2 * half);
  view.height = ceil((view.top - bottom) * view.scale);
  return view;
}

void casus_geo_place(const casus_view_box *view, double lon, double lat, double *x, double *y) {
  casus_geo_equal_earth(lon - view->center, lat, x, y);
  *x = (*x - view->left) * view->scale;
  *y = (view->top - *y) * view->scale;
}
