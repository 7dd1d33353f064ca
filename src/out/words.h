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
/* The same, painted, with `lead` in the room before the first line when it is not empty. */
void casus_out_paragraph(casus_buffer *out, const char *lead, casus_str text, size_t indent, casus_paint paint,
                         const casus_style *style);
/* "0.41 [0.29–0.55]": never more digits than the interval bears. */
void casus_out_interval(casus_buffer *out, double value, double low, double high);
casus_str casus_out_state_name(const casus_world *world, uint32_t state); /* "?" for none */
/* "22 June 2024", "June 2024", "2024" or "no date". */
void casus_out_day(casus_buffer *out, casus_date date);
/* The first column of a line: the day as 2024-06-22, or "no date", and the gap behind it. */
enum { CASUS_DAY_COLUMN = 10, CASUS_COLUMN_GAP = 2 };
void casus_out_day_column(casus_buffer *out, casus_date date);
void casus_out_spaces(casus_buffer *out, size_t count);
/* A region's tag for people: "the world", "Asia", "the Middle East". */
casus_str casus_out_region(casus_str region); /* to be escaped: a tag without a name comes back as it is */
/* "said Derek Grossman (senior defense analyst, Rand Corporation), New York Times"; nothing when nobody is named. */
void casus_out_voices(casus_buffer *out, const casus_voice *voices, size_t count);
/* The part of a risk that lies with one other state, or comes by being drawn in. */
typedef struct casus_driver_group {
  uint32_t with; /* UINT32_MAX: none */
  bool drawn_in;
  double total;
  const casus_driver **drivers; /* largest first */
  size_t count;
} casus_driver_group;
/* All drivers in groups, largest first. NULL when out of memory. */
casus_driver_group *casus_out_driver_groups(const casus_state_risk *risk, casus_arena *arena, size_t *count);

/* lines.c: a line below the first one of an item, cut around the part that matters; nothing without a text. */
void casus_out_text_line(casus_buffer *out, casus_str text, casus_span mark, const casus_style *style);
/* json_lines.c: a statement's line, still open for more keys. */
casus_json casus_out_statement_begin(casus_buffer *out, const casus_statement_row *row);

/* predictions.c: texts are not escaped yet. */
const char *casus_out_outcome(casus_outcome outcome); /* "came true" */
/* "ASSAULT Russia → Moldova", "no ASSAULT …" */
void casus_out_expected(casus_buffer *out, const casus_event *expected, size_t columns, const casus_style *style);
/* ", by 5 June 2024 (assumed)"; nothing when it is unknown */
void casus_out_until(casus_buffer *out, const casus_prediction *prediction);

/* branches.c: a line of a drawn tree, wrapped; `lead` stands before its first line, `rest` before the others. */
void casus_out_branch(casus_buffer *out, casus_str lead, casus_str rest, casus_str text, const casus_style *style);
/* chain.c */
void casus_out_chain(casus_buffer *out, const casus_report *report, const casus_chain *chain, const casus_style *style);
/* "2.14 % [1.71–2.68]", with as many digits as a small share needs. */
void casus_out_percent(casus_buffer *out, double value, double low, double high);
/* Of the class of casus_chain_link.class_name: "major powers with a defence duty". */
const char *casus_out_rate_class(casus_str class_name);
/* difference.c */
void casus_out_difference(casus_buffer *out, const casus_report *report, const casus_style *style);

/* sentence.c: untrusted text in at most `columns` (at least 2), cut at words around `mark`, which is painted. */
void casus_out_sentence(casus_buffer *out, casus_str text, casus_span mark, size_t columns, const casus_style *style);
/* A sentence of a report, the part of it that tells, and whose words it is. */
typedef struct casus_told {
  casus_str sentence;
  casus_span at;
  const casus_voice *said_by;
  size_t said_by_count;
} casus_told;
/* A line: `Samuel Green: “…he acknowledges his dependence on China…”`; nothing without a sentence. */
void casus_out_told(casus_buffer *out, const casus_told *told, size_t indent, const casus_style *style);

/* The text with a capital first. */
void casus_out_sentence_case(casus_buffer *out, casus_str text);

/* What is read less surely is left out at first: two of three are wrong in type or doer (docs/confidence.md). */
#define CASUS_SURELY_READ 0.4

/* ranking.c: the map's back-test in a sentence; as a dim line of its own. */
void casus_out_proof(casus_buffer *out, const casus_risk_proof *proof);
void casus_out_proof_line(casus_buffer *out, const casus_risk_map *map, const casus_style *style);

/* Smaller changes of an expected number are not shown: the numbers are printed to a thousandth. */
#define CASUS_LEAST_CHANGE 0.0005

/* changes.c */
void casus_out_changes(casus_buffer *out, const casus_change *changes, size_t count, const casus_style *style);
const char *casus_out_change_group(casus_change_weight weight);            /* a heading */
bool casus_out_same_telling(const casus_change *a, const casus_change *b); /* one sentence of one group */

/* party.c; texts are not escaped yet. */
casus_str casus_out_actor(const casus_style *style, casus_str code); /* "Japan"; the code when no name is known */
/* "Kamikawa (Japan) → Marcos (Philippines) ×2, 5 million USD": as full as `columns` allow. */
void casus_out_who(casus_buffer *out, const casus_event *event, size_t columns, const casus_style *style);
bool casus_out_reciprocal(const casus_event *event);             /* the same parties on both sides */
void casus_out_amount(casus_buffer *out, casus_quantity amount); /* "1.25 billion USD" */
casus_str casus_out_voice_name(const casus_voice *voice);        /* name, else role, else organisation */
/* Role, organisation, country, as far as the name does not say them. */
void casus_out_voice_facts(casus_buffer *out, const casus_voice *voice, casus_str country);

static inline int casus_out_width(const casus_style *style) { return style->width > 0 ? style->width : 80; }

#endif
