/* Machine-coded events and events in the layout of ACLED: parties, codes, places; what cannot be used is told. */
#include <math.h>
#include <stdio.h>

#include "unit/import/importing.h"

static const casus_imported_event *event_at(importing *in, size_t n, size_t expected) {
  casus_imported_event_row *rows;
  size_t count = 0;
  assert_int_equal(casus_record_imported_events(in->record, NULL, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, expected);
  return &rows[n].event;
}

static void expect_text(casus_str got, const char *expected) {
  if (!casus_str_eq(got, casus_str_from_c(expected))) fail_msg("\"%.*s\", not \"%s\"", CASUS_STR_FMT(got), expected);
}

static void expect_party(casus_str actor, casus_str sector, const char *wanted_actor, const char *wanted_sector) {
  expect_text(actor, wanted_actor);
  expect_text(sector, wanted_sector);
}

static void icews_names_and_sectors(void **state) {
  importing *in = *state;
  import_well(
      in, "icews",
      "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
      "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
      "Province\tCountry\tLatitude\tLongitude\n"
      "1\t2017-03-04\tNavy (Chile)\tMilitary,Navy,Government\tChile\tDemonstrate military or police power\t150\t"
      "-7.2\tPeru\tNA\tPeru\t9\t2\tA Paper\tIquique\tNA\tTarapaca\tChile\t-20.2\t-70.1\n"
      "2\t2017-03-05\tUnited Nations\tIGO\tNA\tAppeal\t020\t3\tMinistry (Cote d'Ivoire)\tGovernment\tNA\t9\t2\t"
      "A Paper\tNA\tNA\tNA\tNA\tNA\tNA\n"
      "3\t2017-03-05\tCitizen (Peru)\tGeneral Population / Civilian / Social,Social\tPeru\tState\t010\t0\tChile\t"
      "NA\tChile\t9\t2\tA Paper\tNA\tNA\tNA\tNA\tNA\tNA\n"
      "4\t2017-03-05\tCitizen (Peru)\tNA\tPeru\tState\t13y\t0\tChile\tNA\tChile\t9\t2\tP\tNA\tNA\tNA\tNA\tNA\t"
      "NA\n"
      "5\t2017-03-05\tCitizen (Peru)\tNA\tPerou\tState\t130\t0\tChile\tNA\tChile\t9\t2\tP\tNA\tNA\tNA\tNA\tNA\t"
      "NA\n"
      "6\t2017-03-05\tA club\tNA\tNA\tDeny\t130\t0\tA man\tNA\tNA\t9\t2\tP\tNA\tNA\tNA\tNA\tNA\tNA\n");
  expect_counts(in, 6, 2, 2, 2);
  expect_skip(in, 0, 5, "no CAMEO code: \"13y\"");
  expect_skip(in, 1, 6, "Source Country: the name \"Perou\" is not known");
  const casus_imported_event *e = event_at(in, 0, 2);
  expect_party(e->source, e->source_sector, "CHL", "MIL");
  expect_party(e->target, e->target_sector, "PER", "");
  assert_int_equal(e->type, CASUS_MOBILIZE);
  assert_true(fabs(e->intensity + 7.2) < 1e-9);
  expect_text(e->source_name, "Navy (Chile)");
  expect_text(e->place, "Iquique");
  expect_text(e->place_state, "CHL");
  assert_int_equal(e->deaths, -1);
  e = event_at(in, 1, 2);
  expect_party(e->source, e->source_sector, "IGOUNO", "IGO");
  expect_party(e->target, e->target_sector, "CIV", "GOV");
  assert_int_equal(e->type, CASUS_REQUEST);
  assert_false(e->placed);
}

/* A GDELT line: the given columns at their places among `count` empty ones. */
typedef struct cell {
  int at; /* from 0 */
  const char *text;
} cell;

static casus_str gdelt_line(importing *in, int count, const cell *cells, size_t cell_count) {
  casus_buffer line = {0};
  for (int i = 0; i < count; i++) {
    if (i) casus_buffer_add_char(&line, '\t');
    for (size_t k = 0; k < cell_count; k++)
      if (cells[k].at == i) casus_buffer_add_c(&line, cells[k].text);
  }
  casus_buffer_add_char(&line, '\n');
  casus_str copy = casus_arena_copy(in->arena, casus_buffer_str(&line));
  casus_buffer_free(&line);
  return copy;
}

/* IDs, the day, both actors, the code with its root, Goldstein, mentions; the place by FIPS where that layout has it.
 */
static casus_str gdelt_row(importing *in, int count, const char *code, const char *root, const char *country_1,
                           const char *country_2) {
  int place = count == 61 ? 51 : 49, shift = count == 61 ? 1 : 0;
  cell cells[] = {{0, "77"},
                  {1, "20160509"},
                  {6, "\"ADMIRAL"},
                  {7, country_1},
                  {12, "GOV"},
                  {13, "MIL"},
                  {16, "THE BODY"},
                  {17, country_2},
                  {18, "UNO"},
                  {26, code},
                  {28, root},
                  {30, "-7.0"},
                  {31, "12"},
                  {place, "4"},
                  {place + 1, "Bonn, Germany"},
                  {place + 2, "GM"},
                  {place + 4 + shift, "50.7"},
                  {place + 5 + shift, "7.1"},
                  {count - 1, "http://a.example/b"}};
  return gdelt_line(in, count, cells, sizeof cells / sizeof *cells);
}

static const char *joined(importing *in, const casus_str *lines, size_t count) {
  casus_str all = CASUS_STR("");
  for (size_t i = 0; i < count; i++)
    all = casus_arena_printf(in->arena, "%.*s%.*s", CASUS_STR_FMT(all), CASUS_STR_FMT(lines[i]));
  return all.ptr;
}

static void gdelt_in_all_its_widths(void **state) {
  importing *in = *state;
  static const int widths[] = {61, 58, 57};
  for (size_t w = 0; w < 3; w++) {
    importing_tear_down(state);
    importing_set_up(state);
    in = *state;
    casus_str lines[] = {gdelt_row(in, widths[w], "139", "13", "DEU", ""),
                         gdelt_row(in, widths[w], "010", "01", "DEU", "FRA"),
                         gdelt_row(in, widths[w], "139", "13", "EUR", "ROM"),
                         gdelt_row(in, widths[w], "139", "13", "ZZZ", "FRA"),
                         gdelt_row(in, widths[w], "43", "4", "DEU", "FRA"), /* a nought lost in a spreadsheet */
                         CASUS_STR("1\t2\t3\n")};
    import_well(in, "gdelt", joined(in, lines, 6));
    expect_counts(in, 6, 3, 1, 2);
    expect_skip(in, 0, 4, "Actor1CountryCode: CAMEO ZZZ is not known");
    expect_skip(in, 1, 6, "3 fields, fewer than 57");
    const casus_imported_event *e = event_at(in, 0, 3);
    expect_party(e->source, e->source_sector, "DEU", "MIL");
    expect_party(e->target, e->target_sector, "IGOUNO", "");
    expect_text(e->source_name, "\"ADMIRAL"); /* quotes are letters here */
    assert_int_equal(e->type, CASUS_THREATEN);
    expect_text(e->place_state, "DEU"); /* FIPS GM */
    assert_true(e->placed && fabs(e->lat - 50.7) < 1e-9);
    assert_int_equal(e->mentions.value, 12);
    expect_text(e->reference, "77");
    e = event_at(in, 1, 3);
    expect_party(e->source, e->source_sector, "", "MIL"); /* Europe is no state */
    expect_text(e->target, "ROU");
    e = event_at(in, 2, 3);
    expect_text(e->cameo, "043");
    expect_text(e->mode, "visit");
  }
}

#define NONE_7 "\tNone\tNone\tNone\tNone\tNone\tNone\tNone"
#define POLECAT_HEAD                                                                                                   \
  "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"          \
  "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"  \
  "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"                   \
  "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"    \
  "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"            \
  "Story Locations\tLanguage\tVersion"

static void polecat_tolerant_of_its_slips(void **state) {
  importing *in = *state;
  import_well(
      in, "polecat",
      POLECAT_HEAD
      "\tOne more\tAnd one\n"
      "A1\t2021-06-01\tassault\taerial\t-9.0\t4\tmilitary; territory\tArmy\tPER\t135\tMIL\tMIL\tNone\tarmy\tNone\t"
      "Group\tECU\t130\tREB\tREB\tNone\tgroup\tNone\tPiura\tPiura\tNone\tPiura\tPeru\t-5.2\t-80.6\t1\tPiura\t"
      "PPLA\tA Wire\t2021-06-01\tNone\tNone\tNone\ten\t1\n"
      "A2\t2021-06-02\tconsult\tNone\t2.5\t1\tNone\tOne; Two\tCHL; ARG\tNone\tGOV; JRN\tNone\tNone\tx\tNone\tNone\t"
      "None\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tNone\tA "
      "Wire\t2021-06-02\tNone\tNone\tNone\ten\t1\t\t\t\n"
      "A3\t2021-06-02\tdance\tNone\t2.5\t1\tNone\tOne\tCHL\tNone\tGOV\tNone\tNone\tx\tNone\tTwo\tARG\tNone\tGOV" NONE_7
          NONE_7 NONE_7 "\n"
      "A4\t2021-06-"
      "02\tconsult\tNone\tmuch\t1\tNone\tOne\tCHL\tNone\tGOV\tNone\tNone\tx\tNone\tTwo\tARG\tNone\tGOV" NONE_7 NONE_7
          NONE_7 "\n"
      "A5\t2021-06-02\tconsult\tNone\t2."
      "5\t1\tNone\tOne\tQQQ\tNone\tGOV\tNone\tNone\tx\tNone\tTwo\tARG\tNone\tGOV" NONE_7 NONE_7 NONE_7 "\n"
      "A6\t2021-06-02\tconsult\tNone\n");
  expect_counts(in, 6, 2, 0, 4);
  expect_skip(in, 0, 4, "no event type of PLOVER: \"dance\"");
  expect_skip(in, 1, 5, "Intensity: not a number: \"much\"");
  expect_skip(in, 2, 6, "QQQ");
  expect_skip(in, 3, 7, "4 fields, fewer than 40");
  const casus_imported_event *e = event_at(in, 0, 2);
  assert_int_equal(e->type, CASUS_ASSAULT);
  expect_text(e->mode, "aerial");
  expect_text(e->context, "military; territory");
  expect_party(e->target, e->target_sector, "ECU", "REB");
  expect_text(e->place_state, "PER");
  e = event_at(in, 1, 2); /* all parties of a reciprocal event are actors */
  expect_party(e->source, e->source_sector, "CHL", "GOV");
  expect_party(e->target, e->target_sector, "ARG", "MED");
  expect_text(e->target_name, "Two");
  assert_false(e->placed);
}

static void acled_layout(void **state) {
  importing *in = *state;
  import_well(
      in, "acled-layout",
      "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,"
      "inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,"
      "location,latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp\n"
      "TCD1,03 May 2022,2022,1,Political violence,Battles,Armed clash,Military Forces of Chad (2021-),,State "
      "forces,A Front,,Rebel group,x,,148,Middle Africa,Chad,Lac,,,Bol,13.4,14.7,1,A Paper,National,\"Two, it is "
      "said, died\",2,,1650000000\n"
      "TCD2,2022-05-04,2022,3,x,Explosions,Air/drone strike,Military Forces of Niger (2021-2023) Air Force,,8,"
      "Civilians (Chad),,7,78,Civilian targeting,148,Middle Africa,Chad,Lac,,,Bol,13.4,14.7,2,A Paper,National,n,"
      ",,1650000000\n"
      "TCD3,2022-05-04,2022,1,x,Strategic developments,Other,A Front,,Rebel group,,,,x,,148,r,Chad,Lac,,,Bol,1,1,1,"
      "s,n,n,0,,1\n"
      "TCD4,2022-05-04,2022,1,x,Battles,Battle of wits,A Front,,Rebel group,,,,x,,148,r,Chad,Lac,,,Bol,1,1,1,s,n,n,"
      "0,,1\n"
      "TCD5,2022-05-04,2022,1,x,Battles,Armed clash,A Front,,Rebel group,,,,x,,148,r,Tschad,Lac,,,Bol,1,1,1,s,n,n,"
      "0,,1\n");
  expect_counts(in, 5, 2, 1, 2);
  expect_skip(in, 0, 5, "Battle of wits");
  expect_skip(in, 1, 6, "country: the name \"Tschad\" is not known");
  const casus_imported_event *e = event_at(in, 0, 2); /* the one of the whole month stands first */
  expect_party(e->source, e->source_sector, "NER", "MIL");
  expect_party(e->target, e->target_sector, "TCD", "CVL");
  expect_text(e->mode, "aerial");
  assert_int_equal(e->date.precision, CASUS_DATE_MONTH);
  assert_int_equal(e->deaths, -1); /* not told is not none */
  e = event_at(in, 1, 2);
  expect_party(e->source, e->source_sector, "TCD", "MIL");
  expect_party(e->target, e->target_sector, "TCD", "REB");
  assert_int_equal(e->deaths, 2);
  expect_text(e->text, "Two, it is said, died");
}

static void the_same_file_twice_and_a_newer_one(void **state) {
  importing *in = *state;
  const char *one = "conflict_id,year,intensity_level,type_of_conflict,gwno_a,gwno_b\n9,2006,1,3,483,\n";
  const char *two =
      "conflict_id,year,intensity_level,type_of_conflict,gwno_a,gwno_b\n9,2006,1,3,483,\n9,2007,1,3,483,\n";
  assert_int_equal(import_as(in, "ucdp-acd", one, 2020), CASUS_OK);
  assert_int_equal(import_as(in, "ucdp-acd", one, 2020), CASUS_OK);
  assert_true(in->result.known);
  event_at(in, 0, 1);
  assert_int_equal(import_as(in, "ucdp-acd", two, 2021), CASUS_OK);
  event_at(in, 0, 2); /* of the newer vintage alone */
  casus_imported_event_row *rows;
  size_t count;
  casus_filter then = {.as_of = importing_day(2020, 12, 31)};
  assert_int_equal(casus_record_imported_events(in->record, &then, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
  casus_filter other = {.actor = CASUS_STR("PER")};
  assert_int_equal(casus_record_imported_events(in->record, &other, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 0);
  casus_filter late = {.since = importing_day(2007, 6, 1), .actor = CASUS_STR("TCD")};
  assert_int_equal(casus_record_imported_events(in->record, &late, in->arena, &rows, &count, NULL), CASUS_OK);
  assert_int_equal(count, 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      IMPORT_TEST(icews_names_and_sectors),
      IMPORT_TEST(gdelt_in_all_its_widths),
      IMPORT_TEST(polecat_tolerant_of_its_slips),
      IMPORT_TEST(acled_layout),
      IMPORT_TEST(the_same_file_twice_and_a_newer_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
