/* Sets of disputes and battles: incidents by pair, with what is not told kept apart from none. */
#include <math.h>

#include "unit/import/importing.h"

/* The incident of that dispute and pair; there must be one. */
static casus_imported_incident incident_of(importing *in, const char *dispute, const char *a, const char *b) {
  casus_imported_incident_row *rows = NULL;
  casus_imported_incident found = {0};
  size_t count = 0, same = 0;
  assert_int_equal(casus_record_imported_incidents(in->record, (casus_date){0}, importing_day(2025, 1, 1), in->arena,
                                                   &rows, &count, NULL),
                   CASUS_OK);
  for (size_t i = 0; i < count; i++) {
    const casus_imported_incident *n = &rows[i].incident;
    if (!casus_str_eq(n->dispute, casus_str_from_c(dispute)) || !casus_str_eq(n->a, casus_str_from_c(a)) ||
        !casus_str_eq(n->b, casus_str_from_c(b)))
      continue;
    found = *n;
    same++;
  }
  assert_int_equal(same, 1);
  return found;
}

static void expect_days(const casus_imported_incident *incident, const char *first, const char *last) {
  char text[16];
  size_t length = casus_date_format(incident->first, text);
  assert_true(casus_str_eq(casus_str_of(text, length), casus_str_from_c(first)));
  length = casus_date_format(incident->last, text);
  assert_true(casus_str_eq(casus_str_of(text, length), casus_str_from_c(last)));
}

static size_t events_of(importing *in, casus_imported_event_row **rows) {
  size_t count = 0;
  assert_int_equal(casus_record_imported_events(in->record, NULL, in->arena, rows, &count, NULL), CASUS_OK);
  return count;
}

static void a_dispute_of_several_years_is_one_incident(void **state) {
  importing *in = *state;
  import_well(in, "mid",
              "dispnum,ccode1,ccode2,year,disponset,fatality1,fatality2,hostlev1,hostlev2,orig1,orig2\n"
              "901,100,101,1981,1,0,0,3,1,1,1\n"
              "901,101,100,1982,0,-9,2,4,4,1,1\n"
              "902,2,260,1961,1,-9,0,2,1,1,0\n"
              "903,2,260,1995,1,0,0,2,1,1,1\n"
              "904,100,101,1990,1,0,0,1,1,1,1\n"
              "905,100,130,1990,1,0,0,9,1,1,1\n"
              "906,100,130,,1,0,0,3,1,1,1\n");
  expect_counts(in, 7, 3, 1, 3);
  expect_skip(in, 0, 5, "COW 260 (West Germany) was no state after 1990-10-02");
  expect_skip(in, 1, 7, "9 is beyond the scale");
  expect_skip(in, 2, 8, "no year");
  assert_int_equal(in->result.incidents, 2);
  casus_imported_incident one = incident_of(in, "901", "COL", "VEN");
  expect_days(&one, "1981", "1982");
  assert_int_equal(one.level, 4);
  assert_int_equal(one.level_a.value, 4); /* Colombia: 3, then 4 */
  assert_int_equal(one.level_b.value, 4); /* Venezuela: 1, then 4 */
  assert_true(one.fatal);
  assert_true(one.fatality.known && one.fatality.value == 2);
  casus_imported_incident two = incident_of(in, "902", "DEU", "USA");
  assert_int_equal(two.level, 2);
  assert_false(two.fatal);
  assert_false(two.fatality.known); /* -9 beside 0 is not known to be none */
  assert_true(two.origin_a.known && two.origin_a.value == 0);
  assert_true(two.origin_b.known && two.origin_b.value == 1);
}

static void days_are_kept_where_they_are_told(void **state) {
  importing *in = *state;
  import_well(
      in, "mid",
      "disno,statea,stateb,strtday,strtmnth,strtyr,endday,endmnth,endyear,year,hihosta,hihostb,fatleva,fatlevb\n"
      "911,750,770,14,3,1985,2,2,1987,1985,4,3,0,0\n"
      "911,750,770,14,3,1985,2,2,1987,1986,4,3,0,0\n"
      "911,750,770,14,3,1985,2,2,1987,1987,4,3,0,0\n"
      "912,750,770,-9,5,1990,-9,6,1990,1990,3,2,0,0\n");
  casus_imported_incident days = incident_of(in, "911", "IND", "PAK");
  expect_days(&days, "1985-03-14", "1987-02-02");
  assert_true(days.fatality.known && days.fatality.value == 0 && !days.fatal);
  casus_imported_incident months = incident_of(in, "912", "IND", "PAK");
  expect_days(&months, "1990-05", "1990-06");
  import_well(in, "gml",
              "dispnum,ccode1,ccode2,year,midonset,hostlev1,hostlev2,stmon\n921,750,770,1999,1,4,4,5\n"
              "921,750,770,2000,0,4,4,5\n");
  casus_imported_incident onset = incident_of(in, "921", "IND", "PAK");
  expect_days(&onset, "1999-05", "2000");
}

static void participants_meet_while_both_are_in(void **state) {
  importing *in = *state;
  import_well(in, "gml",
              "dispnum,ccode,styear,stmon,stday,endyear,endmon,endday,sidea,hiact,orig\n"
              "931,640,1996,1,10,1996,2,20,1,7,1\n"
              "931,350,1996,1,12,1996,3,1,0,16,1\n"
              "931,352,1996,2,25,1996,3,1,0,0,0\n"
              "931,2,1996,1,1,1996,1,31,0,0,0\n"
              "932,2,1996,5,1,1996,4,1,1,7,1\n");
  expect_counts(in, 5, 4, 0, 1);
  expect_skip(in, 0, 6, "an end before the start");
  assert_int_equal(in->result.incidents, 2);
  casus_imported_incident fight = incident_of(in, "931", "GRC", "TUR");
  expect_days(&fight, "1996-01-12", "1996-02-20");
  assert_int_equal(fight.level, 4);
  assert_int_equal(fight.level_b.value, 3);
  casus_imported_incident joined = incident_of(in, "931", "TUR", "USA");
  expect_days(&joined, "1996-01-10", "1996-01-31");
  assert_true(joined.origin_b.known && joined.origin_b.value == 0);
}

static void conflict_years_of_states_and_groups(void **state) {
  importing *in = *state;
  casus_imported_event_row *rows;
  import_well(in, "ucdp-acd",
              "conflict_id,side_a,side_b,year,intensity_level,type_of_conflict,gwno_a,gwno_a_2nd,gwno_b,gwno_b_2nd,"
              "start_date2,ep_end,ep_end_date,territory_name\n"
              "71,Government of Peru,Government of Ecuador,1995,1,2,135,,130,,1995-01-26,1,1995-02-27,Cenepa\n"
              "72,Government of A,Government of B,2003,2,2,\"2, 200\",900,645,,2003-03-20,0,,\n"
              "73,Government of Chad,Front X,2006,1,3,483,220,,,2005-12-18,0,,\n"
              "73,Government of Chad,Front X,2006,1,3,483,620,,625,2005-12-18,0,,\n"
              "73,Government of Chad,Front X,2006,1,3,483,,,,2005-12-18,0,,\n"
              "74,Government of Q,Front Y,2006,1,3,9999,,,,2005-12-18,0,,\n");
  expect_counts(in, 6, 4, 1, 1);
  expect_skip(in, 0, 7, "GW 9999 is not known");
  casus_imported_incident war = incident_of(in, "71", "ECU", "PER");
  expect_days(&war, "1995-01-26", "1995-02-27");
  assert_int_equal(war.level, 4);
  assert_true(war.fatal && !war.fatality.known);
  assert_int_equal(incident_of(in, "72", "AUS", "IRQ").level, 5);
  assert_int_equal(in->result.incidents, 4); /* with GBR and USA */
  assert_int_equal(events_of(in, &rows), 4);
  assert_true(casus_str_eq(rows[0].event.source, CASUS_STR("TCD")));
  assert_true(casus_str_eq(rows[0].event.target_sector, CASUS_STR("REB")));
  assert_true(casus_str_eq(rows[0].event.target_name, CASUS_STR("Front X")));
  assert_int_equal(rows[0].event.date.precision, CASUS_DATE_YEAR);
  assert_true(casus_str_eq(rows[1].event.source, CASUS_STR("FRA")));
  assert_true(casus_str_eq(rows[3].event.source, CASUS_STR("SDN"))); /* beside the group */
  assert_true(casus_str_eq(rows[3].event.target_sector, CASUS_STR("GOV")));
}

static void battles_keep_low_best_and_high(void **state) {
  importing *in = *state;
  casus_imported_event_row *rows;
  import_well(in, "ucdp-ged",
              "id,type_of_violence,conflict_new_id,side_a,side_b,gwnoa,gwnob,country_id,where_coordinates,where_prec,"
              "latitude,longitude,date_prec,date_start,date_end,best,high,low,source_headline\n"
              "1,1,500,Government of Peru,Shining Path,135,,135,Ayacucho,2,-13.1,-74.2,1,1991-04-02 00:00:00.000,"
              "1991-04-02 00:00:00.000,3,7,1,\"Three die, army says\"\n"
              "2,1,501,Government of Peru,Government of Ecuador,135,130,130,Tiwintza,1,-3.4,-78.2,3,1995-02-01,"
              "1995-02-06,600,700,10,\n"
              "3,1,501,Government of Peru,Government of Ecuador,135,130,130,Tiwintza,1,-3.4,-78.2,1,1995-02-09,"
              "1995-02-09,500,500,500,\n"
              "4,2,502,Clan A,Clan B,,,520,Bakool,1,4.3,43.8,1,2001-02-09,2001-02-09,0,4,0,\n"
              "5,3,503,Clan A,Civilians,,,520,Bakool,1,4.3,43.8,1,2001-02-10,2001-02-09,2,4,0,\n"
              "6,9,503,Clan A,Civilians,,,520,Bakool,1,4.3,43.8,1,2001-02-10,2001-02-10,2,4,0,\n");
  expect_counts(in, 6, 4, 0, 2);
  expect_skip(in, 0, 6, "ends (2001-02-09) before it starts (2001-02-10)");
  expect_skip(in, 1, 7, "no such act is known: \"9\"");
  assert_int_equal(events_of(in, &rows), 4);
  const casus_imported_event *e = &rows[0].event;
  assert_int_equal(e->deaths, 3);
  assert_true(e->deaths_low.known && e->deaths_low.value == 1 && e->deaths_high.value == 7);
  assert_int_equal(e->place_precision.value, 2);
  assert_true(e->placed && fabs(e->lat + 13.1) < 1e-9);
  assert_true(casus_str_eq(e->text, CASUS_STR("Three die, army says")));
  assert_false(casus_date_known(e->last));
  assert_true(casus_str_eq(rows[3].event.source, CASUS_STR("SOM")));
  assert_int_equal(rows[3].event.deaths, 0); /* none, not untold */
  assert_int_equal(casus_date_last_day(rows[1].event.last), importing_day(1995, 2, 6).day);
  assert_int_equal(in->result.incidents, 1);
  casus_imported_incident war = incident_of(in, "501", "ECU", "PER");
  assert_int_equal(war.level, 5); /* 1,100 deaths in the year */
  expect_days(&war, "1995-02-01", "1995-02-09");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IMPORT_TEST(a_dispute_of_several_years_is_one_incident),
      IMPORT_TEST(days_are_kept_where_they_are_told),
      IMPORT_TEST(participants_meet_while_both_are_in),
      IMPORT_TEST(conflict_years_of_states_and_groups),
      IMPORT_TEST(battles_keep_low_best_and_high),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
