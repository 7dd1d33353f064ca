/* The risk map as a picture: shared by the svg files. Private to out. */
#ifndef CASUS_OUT_PICTURE_H
#define CASUS_OUT_PICTURE_H

#include "out/geo.h"
#include "out/words.h"

enum { CASUS_MAP_CLASSES = 7 };

/* A state's mark on the map, from world/units.tsv. */
typedef struct casus_label_point {
  double lon, lat;
  bool small; /* too small to see: a circle stands for it */
} casus_label_point;

typedef struct casus_picture {
  casus_buffer *out;
  const casus_report *report;
  bool page; /* inside the page: with links, and without the legend, which the page writes itself */
  casus_view_box view;
  const casus_state_risk **risks; /* [state_count], NULL outside the region */
  casus_label_point *points;      /* [state_count] */
  bool *changed;                  /* [state_count] named by what changed, but for what carries no weight */
} casus_picture;

/* svg_land.c */
void casus_picture_land(const casus_picture *p);
int casus_map_class(double expected);
/* "under 0.05", "0.05 to 0.12", "1 and more" */
void casus_map_class_words(casus_buffer *out, int class_number);

/* svg_lines.c: the likeliest pairs and the pacts told of; then names, which cover neither one another nor the edge. */
void casus_picture_lines(const casus_picture *p);
void casus_picture_labels(const casus_picture *p);

bool casus_picture_inside(const casus_picture *p, double x, double y);

#endif
