/* The world on a day for people: private to its files of out. */
#ifndef CASUS_OUT_WORLD_WORDS_H
#define CASUS_OUT_WORLD_WORDS_H

#include "out/words.h"

/* world_graphs.c, world_calendar.c */
void casus_out_blocs(casus_buffer *out, const casus_answer *answer, const casus_style *style);
void casus_out_balance(casus_buffer *out, const casus_answer *answer, const casus_style *style);
void casus_out_calendar(casus_buffer *out, const casus_answer *answer, const casus_style *style);

/* "Albania, Belgium and 28 more": so many named, 0: all. Not escaped yet. */
void casus_out_states(casus_buffer *text, const casus_world *world, const uint32_t *states, size_t count, size_t named);
/* A wrapped paragraph of what was gathered in `text`, which is freed. */
void casus_out_gathered(casus_buffer *out, const char *lead, casus_buffer *text, size_t indent, casus_paint paint,
                        const casus_style *style);

#endif
