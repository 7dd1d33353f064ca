/* How the map sorts states: by expected disputes, by change of share, by the age of what is known. Private to out. */
#ifndef CASUS_OUT_CLASSES_H
#define CASUS_OUT_CLASSES_H

#include "out/words.h"

enum { CASUS_MAP_CLASSES = 7, CASUS_CHANGE_CLASSES = 7, CASUS_CHANGE_NONE = 3 };

int casus_map_class(double expected);
/* "under 0.05", "0.05 to 0.12", "2 and more" */
void casus_map_class_words(casus_buffer *out, int class_number);

/* The risk of the same state on the day compared with; NULL: there is none. */
const casus_state_risk *casus_map_before(const casus_report *report, uint32_t state);
/* Of the share of the region's disputes; CASUS_CHANGE_NONE unless the change is told as a rise or a fall, which is more
 * than noise. Below it those that fall, the most in 0. */
int casus_map_change_class(const casus_report *report, const casus_state_risk *risk);
void casus_map_change_words(casus_buffer *out, int class_number);

/* What is known of a state lately. Never told and told long ago are two answers. */
typedef enum casus_age { CASUS_AGE_FRESH, CASUS_AGE_OLD, CASUS_AGE_NEVER } casus_age;
/* A record as old tells a sixth to a quarter less well whose dispute comes: PR-AUC .193 -> .149 at 5 years of age. */
enum { CASUS_OLD_YEARS = 5 };
casus_age casus_map_age(casus_date day, casus_date newest);

/* The typical width of the 90 % interval, in parts of the number itself: "0.4 to 1.9". */
void casus_map_interval_words(casus_buffer *out, const casus_risk_map *map);

/* Expected disputes a year that `from` enters on the side of `to`, by an obligation. */
typedef struct casus_draw_in {
  uint32_t from, to;
  double amount;
} casus_draw_in;
/* Of all states of the map, largest first. NULL when out of memory. */
casus_draw_in *casus_map_draw_ins(const casus_risk_map *map, casus_arena *arena, size_t *count);

#endif
