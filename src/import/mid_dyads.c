/* Militarised disputes, a record a pair and year: COW's dyadic sets, GML's, and what peace-science packages make of
 * them. One incident a dispute and pair. */
#include "import/mid.h"

enum {
  DISPUTE,
  STATE_1,
  STATE_2,
  YEAR,
  LEVEL_1,
  LEVEL_2,
  ACT_1,
  ACT_2,
  FATALITY_1,
  FATALITY_2,
  ORIGIN_1,
  ORIGIN_2,
  ONSET,
  START_DAY,
  START_MONTH,
  START_YEAR,
  END_DAY,
  END_MONTH,
  END_YEAR
};
static const char *const COLUMNS[] = {"dispnum|disno|dispnum3|dispnum4",
                                      "ccode1|statea",
                                      "ccode2|stateb",
                                      "year",
                                      "hostlev1|hihosta",
                                      "hostlev2|hihostb",
                                      "?hiact1|highmcaa",
                                      "?hiact2|highmcab",
                                      "?fatality1|fatleva",
                                      "?fatality2|fatlevb",
                                      "?orig1|orignata",
                                      "?orig2|orignatb",
                                      "?disponset|midonset|gmlmidonset|cowmidonset",
                                      "?stday|strtday",
                                      "?stmon|strtmnth",
                                      "?styear|strtyr",
                                      "?endday",
                                      "?endmon|endmnth",
                                      "?endyear"};
enum { MOST_FATAL = 6 };

/* The days that the record tells, cut to its year. A month alone is that of the dispute's start: it counts in the year
 * of the onset. */
static bool read_days(casus_importer *in, casus_date *year, casus_date *first, casus_date *last) {
  casus_date start = {0}, end = {0};
  int64_t onset, month;
  if (!casus_import_date(in, YEAR, year)) return false;
  if (!casus_date_known(*year)) {
    casus_import_skip(in, "no year");
    return false;
  }
  *first = *last = *year;
  if (casus_import_has(in, START_YEAR) && (!casus_import_ymd(in, START_YEAR, START_MONTH, START_DAY, &start) ||
                                           !casus_import_ymd(in, END_YEAR, END_MONTH, END_DAY, &end)))
    return false;
  if (!casus_import_has(in, START_YEAR)) {
    if (!casus_import_int_or(in, ONSET, 0, &onset) || !casus_import_int_or(in, START_MONTH, 0, &month)) return false;
    if (onset > 0 && month > 0 && !casus_import_ymd(in, YEAR, START_MONTH, START_DAY, &start)) return false;
  }
  if (casus_date_known(start) && start.day >= first->day && start.day <= casus_date_last_day(*first)) *first = start;
  if (casus_date_known(end) && end.day >= last->day && casus_date_last_day(end) <= casus_date_last_day(*last))
    *last = end;
  return true;
}

static void read_dyad(casus_importer *in) {
  casus_date year, first, last;
  casus_mid_side one = {0}, other = {0};
  if (!read_days(in, &year, &first, &last) || !casus_import_state(in, STATE_1, CASUS_CODES_COW, year, &one.state) ||
      !casus_import_state(in, STATE_2, CASUS_CODES_COW, year, &other.state) ||
      !casus_mid_level(in, LEVEL_1, ACT_1, &one.level) || !casus_mid_level(in, LEVEL_2, ACT_2, &other.level) ||
      !casus_mid_maybe(in, FATALITY_1, MOST_FATAL, &one.fatality) ||
      !casus_mid_maybe(in, FATALITY_2, MOST_FATAL, &other.fatality) || !casus_mid_maybe(in, ORIGIN_1, 1, &one.origin) ||
      !casus_mid_maybe(in, ORIGIN_2, 1, &other.origin))
    return;
  casus_mid_add(in, in->state, casus_import_field(in, DISPUTE), &one, &other, first, last);
}

static void add_incidents(casus_importer *in) { casus_pairs_add(in, in->state); }

CASUS_MID_FORMAT(casus_import_mid_dyads, "mid", "dyads", "Correlates of War militarised disputes, by pair and year",
                 CASUS_MID_CITATION, read_dyad, add_incidents, casus_pairs);
CASUS_MID_FORMAT(casus_import_gml_dyads, "gml", "dyads",
                 "Gibler, Miller and Little's revision of the same, by pair and year", CASUS_GML_CITATION, read_dyad,
                 add_incidents, casus_pairs);
