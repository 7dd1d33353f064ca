/* The sets that bring ties, on small tables of our own making. */
#include "unit/import/importing.h"

static bool ends_with_note(const casus_imported_tie_row *tie, const char *note) {
  return !casus_date_known(tie->tie.end) && casus_str_ends(tie->tie.note, casus_str_from_c(note));
}

/* 20 Canada, 70 Mexico, 100 Colombia, 255 and 260 the two Germanies, 305 Austria. */
static void atop_spells(void **state) {
  importing *in = *state;
  casus_imported_tie_row tie;
  import_well(in, "atop",
              "\"ccode1\",\"ccode2\",\"styear\",\"endyear\",\"atop_defense\",\"atop_offense\",\"atop_neutral\",\"atop_"
              "nonagg\",\"atop_consul\"\n"
              "20,70,1950,1959,1,0,0,0,0\n20,70,1960,2010,1,0,0,1,0\n20,70,2012,2018,1,0,0,0,1\n"
              "20,100,1950,1940,1,0,0,0,0\n20,999,1950,1960,1,0,0,0,0\n70,100,1970,1975,0,0,0,0,0\n");
  expect_counts(in, 6, 3, 1, 2);
  expect_skip(in, 0, 5, "ends before it starts");
  expect_skip(in, 1, 6, "999");
  assert_int_equal(ties_on(in, 1955, "alliance.defence", "CAN", "MEX", true, &tie), 1);
  assert_int_equal(ties_on(in, 1965, "alliance.defence", "CAN", "MEX", true, &tie), 1);
  assert_int_equal(tie.tie.start.day, importing_day(1950, 0, 0).day); /* one tie, although in two lines */
  assert_int_equal(casus_date_last_day(tie.tie.end), importing_day(2010, 12, 31).day);
  assert_int_equal(ties_on(in, 1955, "alliance.non-aggression", "CAN", "MEX", true, NULL), 0);
  assert_int_equal(ties_on(in, 1965, "alliance.non-aggression", "CAN", "MEX", true, NULL), 1);
  assert_int_equal(ties_on(in, 2011, "alliance.defence", "CAN", "MEX", true, NULL), 0);
  assert_int_equal(ties_on(in, 2030, "alliance.defence", "CAN", "MEX", true, &tie), 1);
  assert_true(ends_with_note(&tie, "in force when the set ends, 2018"));
  assert_int_equal(ties_on(in, 2030, "alliance.consultation", "CAN", "MEX", true, NULL), 1);
}

static void atop_years(void **state) {
  importing *in = *state;
  import_well(in, "atop",
              "dyad,mem1,mem2,year,atopally,defense,offense,neutral,nonagg,consul\n"
              "1,260,305,1988,1,0,0,0,1,0\n1,260,305,1989,1,0,0,0,1,0\n1,260,305,1990,1,0,0,0,1,0\n"
              "2,255,305,1991,1,0,0,0,1,0\n2,255,305,1993,1,0,0,0,1,0\n2,255,305,1994,1,0,0,0,1,0\n");
  expect_counts(in, 6, 6, 0, 0);
  assert_int_equal(in->result.ties, 2);
  casus_imported_tie_row tie;
  assert_int_equal(ties_on(in, 1991, "alliance.non-aggression", "AUT", "DEU", true, &tie), 1);
  assert_int_equal(tie.tie.start.day, importing_day(1988, 0, 0).day); /* West Germany goes on as Germany */
  assert_int_equal(ties_on(in, 1992, "alliance.non-aggression", "AUT", "DEU", true, NULL), 0);
  import_well(in, "atop",
              "ddyad;stateA;stateB;year;defense;offense;neutral;nonagg;consul\n7;20;70;2001;1;0;0;0;0\n8;70;20;2001;0;"
              "0;0;1;0\n");
  assert_int_equal(ties_on(in, 2002, "alliance.defence", "CAN", "MEX", false, NULL), 1);
  assert_int_equal(ties_on(in, 2002, "alliance.non-aggression", "MEX", "CAN", false, NULL), 1);
}

#define MEMBER_HEADER                                                                                                  \
  "atopid,member,cowsys,yrent,moent,dayent,yrexit,moexit,dayexit,defense,offense,neutral,nonagg,consul\n"
static void atop_members(void **state) {
  importing *in = *state;
  casus_imported_tie_row tie;
  import_well(in, "atop",
              MEMBER_HEADER "9001,20,1,1960,5,2,0,0,0,1,0,0,0,1\n"
                            "9001,70,1,1960,5,2,1995,8,31,0,0,0,0,1\n"
                            "9001,100,1,1999,1,1,0,0,0,1,0,0,0,1\n"
                            "9002,20,1,1995,9,1,0,0,0,0,0,0,0,1\n9002,70,1,1995,9,1,2001,-9,-9,0,0,0,0,1\n"
                            "9003,20,1,1970,1,1,1969,1,1,1,0,0,0,0\n9003,70,1,1970,2,30,0,0,0,1,0,0,0,0\n");
  expect_counts(in, 7, 5, 0, 2);
  expect_skip(in, 0, 7, "leaves before it enters");
  expect_skip(in, 1, 8, "no such day");
  assert_int_equal(ties_on(in, 1970, "alliance.defence", "CAN", "MEX", false, &tie), 1); /* one side owes it */
  assert_int_equal(tie.tie.start.day, importing_day(1960, 5, 2).day);
  assert_int_equal(tie.tie.end.day, importing_day(1995, 8, 31).day);
  assert_true(casus_str_eq(tie.treaty, CASUS_STR("ATOP 9001")));
  assert_int_equal(ties_on(in, 1970, "alliance.defence", "MEX", "CAN", false, NULL), 0);
  assert_int_equal(ties_on(in, 2000, "alliance.consultation", "CAN", "MEX", true, &tie), 1); /* by the next treaty */
  assert_int_equal(tie.tie.start.day, importing_day(1960, 5, 2).day);
  assert_int_equal(ties_on(in, 1998, "alliance.defence", "CAN", "COL", true, NULL), 0);
  assert_int_equal(ties_on(in, 2000, "alliance.defence", "CAN", "COL", true, &tie), 1);
  assert_false(casus_date_known(tie.tie.end));
  assert_int_equal(ties_on(in, 2000, "alliance.consultation", "COL", "MEX", true, NULL), 0); /* never in together */
}

static void atop_phases(void **state) {
  importing *in = *state;
  import_well(
      in, "atop",
      "atopid,begyr,begmo,begday,endyr,endmo,endday,bilat,asymm,defense,offense,neutral,nonagg,consul,mem1,mem2,mem3\n"
      "9001,1960,5,2,1995,8,31,1,0,1,0,0,0,0,20,70,\n9002,1970,1,1,0,0,0,0,0,1,0,0,0,0,20,70,100\n");
  expect_counts(in, 2, 1, 1, 0);
  assert_int_equal(ties_on(in, 1970, "alliance.defence", "CAN", "MEX", true, NULL), 1);
  assert_int_equal(ties_on(in, 1996, "alliance.defence", "CAN", "MEX", true, NULL), 0);
}

static void cow_alliances(void **state) {
  importing *in = *state;
  casus_imported_tie_row tie;
  import_well(in, "cow-alliances",
              "version4id,ccode1,state_name1,ccode2,state_name2,dyad_st_month,dyad_st_day,dyad_st_year,dyad_end_month,"
              "dyad_end_day,dyad_end_year,left_censor,right_censor,defense,neutrality,nonaggression,entente\n"
              "1,20,Canada,70,Mexico,5,2,1960,8,31,1995,0,0,1,0,1,1\n2,20,Canada,100,Colombia,1,1,1990,12,31,2012,0,1,"
              "0,1,0,1\n");
  expect_counts(in, 2, 2, 0, 0);
  assert_int_equal(ties_on(in, 1995, "alliance.defence", "CAN", "MEX", true, &tie), 1);
  assert_int_equal(tie.tie.end.day, importing_day(1995, 8, 31).day);
  assert_int_equal(ties_on(in, 1995, "alliance.consultation", "CAN", "MEX", true, NULL), 1);
  assert_int_equal(ties_on(in, 2030, "alliance.neutrality", "CAN", "COL", true, &tie), 1);
  assert_true(ends_with_note(&tie, "in force when the set ends, 2012"));
  import_well(in, "cow-alliances",
              "ccode1,ccode2,styear,endyear,cow_defense,cow_neutral,cow_nonagg,cow_entente\n20,70,1961,1962,1,0,0,0\n");
  import_well(in, "cow-alliances", "ccode1,ccode2,year,defense,neutrality,nonaggression,entente\n20,70,1999,1,0,0,0\n");
  assert_int_equal(ties_on(in, 1999, "alliance.defence", "CAN", "MEX", true, NULL), 1);
  assert_int_equal(ties_on(in, 1961, "alliance.defence", "CAN", "MEX", true, NULL), 0); /* replaced by the later file */
}

/* What a supplier delivered to somebody in a year, in millions of TIV; -1: nothing is known. */
static double delivered(importing *in, const char *from, const char *to, int year) {
  casus_arms_set set = {0};
  casus_delivery *rows;
  size_t count;
  casus_date when = importing_day(year, 0, 0);
  assert_int_equal(casus_record_arms_set(in->record, (casus_date){0}, in->arena, &set, NULL), CASUS_OK);
  assert_int_equal(casus_record_deliveries(in->record, &set, when, when, in->arena, &rows, &count, NULL), CASUS_OK);
  for (size_t i = 0; i < count; i++)
    if (casus_str_eq(rows[i].from, casus_str_from_c(from)) && casus_str_eq(rows[i].to, casus_str_from_c(to)))
      return rows[i].amount;
  return -1;
}

static void sipri_register(void **state) {
  importing *in = *state;
  import_well(
      in, "sipri",
      "Trade register of this and that\n\"Made on a day; figures are TIV\"\n\n"
      "Recipient,Supplier,\"Year of order\", ,\"Number ordered\", ,\"Weapon designation\",\"Weapon description\","
      "\"Number delivered\", ,\"Year(s) of delivery\",status,Comments,\"SIPRI TIV per unit\",\"SIPRI TIV for total "
      "order\",\"SIPRI TIV of delivered weapons\"\n"
      "Peru,Soviet Union,1985,,4,?,X-1,transport plane,4,,\"1986; 1987\",New,,1.5,6,6\n"
      "Peru,Russia,2001,?,2,,X-2,\"gun, towed\",2,,2003,New,,2,4,4.5\n"
      "Peru,Italy,2019,,9,,X-3,radar,0,,,New,,1,9,0\n"
      "Peru rebels*,Italy,2001,,1,,X,gun,1,,2003,New,,2,4,1\nPeru,unknown "
      "supplier(s),2001,,1,,X,gun,1,,2003,New,,2,4,1\n"
      "Peru,United Nations**,2001,,1,,X,gun,1,,2003,New,,2,4,1\n"
      "0.03,0.4,0,,,,,,,,,,,,,\nPeru,Atlantis,2001,,1,,X,gun,1,,2003,New,,2,4,1\n"
      "Peru,Italy,2001,,1,,X,gun,1,,2003,New,,2,4,a lot\n");
  expect_counts(in, 9, 3, 3, 3);
  expect_skip(in, 0, 11, "year of order");
  expect_skip(in, 1, 12, "Atlantis");
  expect_skip(in, 2, 13, "a lot");
  assert_true(delivered(in, "RUS", "PER", 1986) == 3); /* of six in two years */
  assert_true(delivered(in, "RUS", "PER", 1987) == 3);
  assert_true(delivered(in, "RUS", "PER", 2003) == 4.5);
  assert_true(delivered(in, "ITA", "PER", 2019) == -1);
}

static void sipri_by_year_and_old(void **state) {
  importing *in = *state;
  import_well(
      in, "sipri",
      "Recipient/ supplier (S) or licenser (L)\tNo. ordered\tWeapon designation\tWeapon description\tYear of order/ "
      "licence\tYear(s) of deliveries\tNo. delivered/ produced\tComments\n"
      "Peru\t\t\t\t\t\t\t\nS: Italy\t(4)\tX-1\tship\t(1999)\t2001-2003\t4\t\n\t2\tX-2\tgun\t2000\t2001\t2\tsecond\n"
      "L: France\t2\tX-3\tgun\t2000\t1801\t2\t\nChile\t\t\t\t\t\t\t\n\t2\tX-2\tgun\t2000\t2001\t2\torphan\n");
  expect_counts(in, 6, 4, 0, 2);
  expect_skip(in, 0, 5, "1801");
  expect_skip(in, 1, 7, "no other party");
  assert_int_equal(in->result.ties, 4);
  assert_true(delivered(in, "ITA", "PER", 2001) == -1); /* no values */
  import_well(in, "sipri",
              "supplier,recipient,year,tiv_million\nItaly,Peru,2001,7.5\nItaly,Peru,2002,\nItaly,Peru,2003,-1\n");
  expect_counts(in, 3, 1, 0, 2);
  assert_true(delivered(in, "ITA", "PER", 2001) == 7.5);
}

static void gsdb(void **state) {
  importing *in = *state;
  casus_imported_tie_row tie;
  import_well(
      in, "gsdb",
      "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other,"
      "target_mult,sender_mult,objective,success\n"
      "1,\"Korea, North\",EU,2001,2005,0,,1,0,0,0,0,0,0,policy_change,\n"
      "2,\"Korea, North\",EU,2005,2010,1,exp_part,0,0,1,0,0,0,0,policy_change,\n"
      "3,\"Peru, Congo, Democratic Republic of the\",\"Canada, Mexico\",2003,2023,0,,0,0,1,1,0,1,1,human_rights,\n"
      "4,Atlantis,Canada,2003,2004,1,,0,0,0,0,0,0,0,,\n5,Peru,Canada,2009,2004,1,,0,0,0,0,0,0,0,,\n"
      "6,Chile,EEC,1982,1983,1,,0,0,0,0,0,0,0,,\n");
  expect_counts(in, 6, 4, 0, 2);
  expect_skip(in, 0, 5, "Atlantis");
  expect_skip(in, 1, 6, "ends before it starts");
  assert_int_equal(ties_on(in, 2004, "sanctions", "IGOEUR", "PRK", false, &tie), 1);
  assert_int_equal(casus_date_last_day(tie.tie.end), importing_day(2010, 12, 31).day);
  assert_int_equal(ties_on(in, 2024, "sanctions", "MEX", "COD", false, &tie), 1);
  assert_true(ends_with_note(&tie, "in force when the set ends, 2023"));
  assert_true(casus_str_starts(tie.tie.note, CASUS_STR("finance, travel; human_rights")));
  assert_int_equal(ties_on(in, 2024, "sanctions", "CAN", "PER", false, NULL), 1);
  assert_int_equal(ties_on(in, 1983, "sanctions", "IGOEUR", "CHL", false, NULL), 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IMPORT_TEST(atop_spells),           IMPORT_TEST(atop_years),    IMPORT_TEST(atop_members),
      IMPORT_TEST(atop_phases),           IMPORT_TEST(cow_alliances), IMPORT_TEST(sipri_register),
      IMPORT_TEST(sipri_by_year_and_old), IMPORT_TEST(gsdb),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
