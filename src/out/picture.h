/* The risk map as a picture: shared by the files that draw it. Private to out. */
#ifndef CASUS_OUT_PICTURE_H
#define CASUS_OUT_PICTURE_H

#include "out/classes.h"
#include "out/disputed.h"
#include "out/geo.h"

/* A state's mark on the map, from world/units.tsv. */
typedef struct casus_label_point {
  double lon, lat;
  bool small; /* too small to see: a circle stands for it */
} casus_label_point;

typedef struct casus_spot {
  double x, y;
} casus_spot; /* pixels */

typedef struct casus_picture {
  casus_buffer *out;
  const casus_report *report;
  bool page; /* inside the page: with links, and without the legend, which the page writes itself */
  casus_view_box view;
  const casus_state_risk **risks; /* [state_count], NULL outside the region */
  casus_label_point *points;      /* [state_count] */
  double *area;                   /* [state_count] square pixels of its land, after casus_picture_land */
  bool *changed;                  /* [state_count] named by what changed, but for what carries no weight */
  casus_disputed *disputed;
  size_t disputed_count;
  casus_draw_in *draws; /* largest first */
  size_t draw_count;
} casus_picture;

/* picture.c */
int casus_picture_prepare(casus_picture *p, casus_arena *arena, casus_error *err);
bool casus_picture_inside(const casus_picture *p, double x, double y);
const casus_state_risk *casus_picture_risk(const casus_picture *p, uint32_t state); /* NULL outside the region */
/* Its point where that can be seen, else its capital; false when neither can. */
bool casus_picture_spot(const casus_picture *p, uint32_t state, casus_spot *spot);
bool casus_picture_chosen(const casus_picture *p, uint32_t state);

/* svg_land.c: the states. Outlines are written in whole tenths of a pixel, inside a group that scales them. */
void casus_picture_land(const casus_picture *p);
/* One ring as path data; nothing when it lies outside the frame or cannot be seen. Returns its area in pixels. */
double casus_picture_ring(const casus_picture *p, const casus_land *land, const casus_ring *ring);
extern const char casus_picture_scale[]; /* the start tag of that group */

/* svg_disputed.c: hatches and marks, each with who holds and who claims it. */
void casus_picture_disputed(const casus_picture *p);

/* svg_lines.c: the likeliest pairs and the pacts told of; or, of a chosen state, who would be drawn in beside whom. */
void casus_picture_lines(const casus_picture *p);
double casus_picture_arc_width(const casus_picture *p, double amount);

/* svg_labels.c: names, which cover neither one another nor the edge. */
void casus_picture_labels(const casus_picture *p);

/* legend.c: what is on the picture, for the SVG and for the page. */
typedef enum casus_legend_group {
  CASUS_LEGEND_LEVEL,
  CASUS_LEGEND_CHANGE,
  CASUS_LEGEND_AREAS,
  CASUS_LEGEND_LINES
} casus_legend_group;
enum { CASUS_LEGEND_MOST = 40, CASUS_LEGEND_NOTES = 5, CASUS_SAMPLE_WIDTH = 30, CASUS_SAMPLE_HEIGHT = 14 };
typedef struct casus_legend {
  struct {
    casus_legend_group group;
    const char *sample; /* markup in a box of CASUS_SAMPLE_WIDTH by CASUS_SAMPLE_HEIGHT; may be empty */
    casus_str text;
  } items[CASUS_LEGEND_MOST];
  size_t count;
  casus_str notes[CASUS_LEGEND_NOTES]; /* sentences below */
  size_t note_count;
} casus_legend;
int casus_legend_make(const casus_picture *p, casus_arena *arena, casus_legend *legend, casus_error *err);
const char *casus_legend_heading(casus_legend_group group);

/* svg.c: the prepared picture; inside the page without a legend. */
int casus_out_map(casus_buffer *out, const casus_picture *p, const casus_legend *legend, casus_arena *arena,
                  casus_error *err);

#endif
