/* Small pieces of wording shared by summary, ranking and why. Private to out. */
#ifndef CASUS_OUT_WORDS_H
#define CASUS_OUT_WORDS_H

#include "out/escape.h"
#include "out/out.h"

/* ANSI attributes; nothing without colour. */
typedef enum casus_paint {
  CASUS_PAINT_OFF,
  CASUS_PAINT_BOLD,
  CASUS_PAINT_DIM,
  CASUS_PAINT_HIGH,
  CASUS_PAINT_LINK
} casus_paint;
void casus_out_paint(casus_buffer *out, const casus_style *style, casus_paint paint);
/* A heading on a line of its own, an empty line before it. */
void casus_out_heading(casus_buffer *out, const casus_style *style, const char *text);
/* Untrusted or long text, wrapped at word ends to the style's width, every line indented by `indent` columns. */
void casus_out_wrapped(casus_buffer *out, casus_str text, size_t indent, const casus_style *style);
/* "0.41 [0.29–0.55]": never more digits than the interval bears. */
void casus_out_interval(casus_buffer *out, double value, double low, double high);
casus_str casus_out_state_name(const casus_world *world, uint32_t state); /* "?" for none */
/* "22 June 2024", "June 2024", "2024" or "no date". */
void casus_out_day(casus_buffer *out, casus_date date);
/* A region's tag for people: "the world", "Asia", "the Middle East". */
casus_str casus_out_region(casus_str region); /* to be escaped: a tag without a name comes back as it is */
/* "said Derek Grossman (senior defense analyst, Rand Corporation), New York Times"; nothing when nobody is named. */
void casus_out_voices(casus_buffer *out, const casus_voice *voices, size_t count);
/* The drivers of a risk, largest first; ties keep the order of the risk room. NULL when out of memory. */
const casus_driver **casus_out_drivers_by_size(const casus_state_risk *risk, casus_arena *arena);
static inline int casus_out_width(const casus_style *style) { return style->width > 0 ? style->width : 80; }

#endif
