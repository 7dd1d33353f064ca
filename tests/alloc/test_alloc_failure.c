/* Fails the 1st, 2nd, 3rd … allocation of each public call until a call gets through: every failure must come back as
 * "out of memory" (never a crash, a wrong answer or a leak of the failed try into the next). */
#include <casus/casus.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "coder/lexicon.h"
#include "import/codes.h"
#include "import/import.h"
#include "out/out.h"
#include "risk/backtest/score.h"
#include "risk/backtest/set.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static uint64_t seen, fail_at; /* fail_at 0: never */

static bool failing(void) {
  uint64_t number = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  return fail_at && number >= fail_at; /* once out of memory, it stays so */
}
void *__wrap_malloc(size_t size) { return failing() ? NULL : __real_malloc(size); }
void *__wrap_calloc(size_t count, size_t size) { return failing() ? NULL : __real_calloc(count, size); }
void *__wrap_realloc(void *old, size_t size) { return failing() ? NULL : __real_realloc(old, size); }

static const char plain[] = "Ministers sign pact\n\nHANOI, June 20 — Russia and Vietnam signed 12 agreements on Thursday. "
                            "\"We will help each other if attacked,\" President Vladimir Putin told reporters.\n";
static const char lines[] = "{\"id\":\"a\",\"date\":\"2024-06-20\",\"text\":\"China condemned the sale of tanks to Taiwan.\"}\n{bad\n";
static const char page[] = "<html><head><title>T</title></head><body><article><p>South Korea summoned the Russian ambassador &amp; "
                           "protested on Friday.</p></article></body></html>";

/* Text in KOI8-R; and English with a word encoded twice, and a sentence in Russian. */
static const char koi8[] = "\xED\xC9\xCE\xC9\xD3\xD4\xD2 \xDA\xC1\xD1\xD7\xC9\xCC \xCF \xD7\xDA\xD2\xD9\xD7\xC5.\n";
static const char mixed[] = "{\"text\":\"The caf\\u00c3\\u00a9 near the French embassy was closed on Monday. "
                            "Министр заявил в понедельник, что переговоры продолжатся.\"}\n";

static casus_engine *engine;

static int count_bytes(void *context, const char *text, size_t length) {
  (void)text;
  *(size_t *)context += length;
  return 0;
}

static int open_engine(void) {
  casus_engine *opened = NULL;
  int rc = casus_engine_open_reader("tests/tiny", "careful", &opened, NULL, 0);
  casus_engine_free(opened);
  return rc;
}

static int code(const char *text, size_t length) {
  size_t bytes = 0;
  int rc = casus_engine_code(engine, text, length, count_bytes, &bytes, NULL, 0);
  return rc < 0 ? rc : 0;
}
static int code_plain(void) { return code(plain, sizeof plain - 1); }
static int code_koi8(void) { return code(koi8, sizeof koi8 - 1); }
static int code_mixed(void) { return code(mixed, sizeof mixed - 1); }
static int code_lines(void) { return code(lines, sizeof lines - 1); }
static int code_page(void) { return code(page, sizeof page - 1); }

/* All documents of one input of each format. */
static int read_formats(void) {
  static const char *const inputs[] = {
      "[{\"text\":\"One.\",\"source\":\"S\"},{\"articles\":[{\"content\":\"<p>Two.</p>\"}]}]",
      "id,title,text\n1,\"A \"\"b\"\"\",Text\n",
      "<rss><channel><title>C</title><item><title>One &lt;b&gt;</title><description>Two &amp; three</description></item></channel></rss>",
      "<opml><outline text='A' xmlUrl='http://a.example/'/></opml>",
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 79\r\n\r\nHTTP/1.1 200 OK\r\n"
      "Transfer-Encoding: chunked\r\n\r\n18\r\n<html><p>One.</p></html>\r\n0\r\n\r\n\r\n\r\n"};
  int rc = CASUS_OK;
  for (size_t i = 0; i < CASUS_COUNT(inputs) && rc == CASUS_OK; i++) {
    casus_read_options options = {0};
    casus_reader *reader = NULL;
    casus_document document;
    casus_arena *arena = casus_arena_new();
    rc = arena ? casus_reader_open(casus_str_from_c(inputs[i]), CASUS_STR("-"), &options, &reader, NULL) : CASUS_E_MEMORY;
    while (rc == CASUS_OK || rc == CASUS_E_INPUT) rc = casus_reader_next(reader, arena, &document, NULL);
    casus_reader_free(reader);
    casus_arena_free(arena);
    rc = rc == CASUS_END ? CASUS_OK : rc;
  }
  return rc;
}

static int draw_world(void) {
  casus_atlas *atlas = NULL;
  casus_arena *arena = casus_arena_new();
  casus_world world;
  casus_risk_map map;
  casus_world_options day = {.date = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY}};
  casus_risk_options options = {.region = CASUS_STR("asia"), .draws = 3};
  int rc = arena ? casus_atlas_open(NULL, &atlas, NULL) : CASUS_E_MEMORY;
  if (rc == CASUS_OK) rc = casus_world_on(atlas, NULL, &day, arena, &world, NULL);
  if (rc == CASUS_OK) rc = casus_risk_map_of(&world, NULL, &options, arena, &map, NULL);
  casus_atlas_free(atlas);
  casus_arena_free(arena);
  return rc;
}

/* The world that suppositions change, and one changed: drawn once. */
static casus_atlas *atlas;
static casus_arena *kept;
static casus_world world;
static casus_what_if other;
static casus_risk_map map, other_map;
static const casus_what_line asked[] = {{.text = CASUS_STR_INIT("end alliance.defence USA 'South Korea' on 2024-01-01")},
                                        {.text = CASUS_STR_INIT("add arms NATO MNG")},
                                        {.text = CASUS_STR_INIT("event CONSULT CHN TWN")},
                                        {.text = CASUS_STR_INIT("attack CHN PHL")}};

static int open_world(void) {
  casus_world_options day = {.date = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY}};
  casus_risk_options options = {.region = CASUS_STR("pacific"), .draws = 3};
  kept = casus_arena_new();
  int rc = kept ? casus_atlas_open(NULL, &atlas, NULL) : CASUS_E_MEMORY;
  if (rc == CASUS_OK) rc = casus_world_on(atlas, NULL, &day, kept, &world, NULL);
  if (rc == CASUS_OK) rc = casus_world_what_if(&world, NULL, asked, 4, kept, &other, NULL);
  if (rc == CASUS_OK) rc = casus_risk_map_of(&other.world, NULL, &options, kept, &other_map, NULL);
  return rc == CASUS_OK ? casus_risk_map_of(&world, NULL, &options, kept, &map, NULL) : rc;
}

static int suppose(void) {
  casus_arena *arena = casus_arena_new();
  casus_what_if made;
  casus_difference difference;
  casus_chain chain;
  int rc = arena ? casus_world_what_if(&world, NULL, asked, 4, arena, &made, NULL) : CASUS_E_MEMORY;
  if (rc == CASUS_OK) rc = casus_risk_difference(&other_map, &map, arena, &difference, NULL);
  if (rc == CASUS_OK) rc = casus_risk_chain(&other_map, other.attacks[0], 0, arena, &chain, NULL);
  casus_arena_free(arena);
  return rc;
}

static int ask_all(void) {
  const casus_world_query question = {1, UINT32_MAX};
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  int rc = arena ? CASUS_OK : CASUS_E_MEMORY;
  for (int topic = 0; topic < CASUS_TOPIC_COUNT && rc == CASUS_OK; topic++) {
    casus_answer answer;
    const casus_style style = {.width = 80};
    rc = casus_world_ask(&world, (casus_topic)topic, &question, arena, &answer, NULL);
    if (rc == CASUS_OK) casus_out_answer(&out, &answer, &style);
    if (rc == CASUS_OK) casus_out_answer_csv(&out, &answer);
    if (rc == CASUS_OK) casus_out_answer_json(&out, &answer);
    if (out.failed) rc = CASUS_E_MEMORY;
  }
  casus_buffer_free(&out);
  casus_arena_free(arena);
  return rc;
}

static int draw(int (*put)(casus_buffer *out, const casus_report *report, casus_error *err)) {
  casus_buffer out = {0};
  const casus_report report = {.atlas = atlas,
                               .world = &other.world,
                               .before = &world,
                               .map = &other_map,
                               .map_before = &map,
                               .chosen = &other.world.states[other_map.states[0].state]};
  int rc = put(&out, &report, NULL);
  casus_buffer_free(&out);
  return rc;
}
static int draw_page(void) { return draw(casus_out_html); }
static int draw_svg(void) { return draw(casus_out_svg); }
static int draw_geojson(void) { return draw(casus_out_geojson); }

static int add_actors(void) {
  static const char text[] = "!X! = MAN, MEN\nLANCE!X! {} [~MIL]\nIDA_MOSS_\n+I_MOSS_\n\t[MLIGOV 100101-201231]\nBAD_ [x]\n";
  casus_arena *arena = casus_arena_new();
  casus_lexicon lexicon = {.arena = arena};
  casus_dictionary file = {.name = CASUS_STR("x"), .bytes = casus_str_from_c(text)};
  int rc = arena ? casus_lexicon_add_file(&lexicon, &file, NULL) : CASUS_E_MEMORY;
  if (rc == CASUS_OK && file.faults != 1) rc = CASUS_E_CHECK;
  casus_arena_free(arena);
  return rc;
}

static int judge(void) {
  casus_arena *arena = casus_arena_new();
  casus_party party = {.actor = CASUS_STR("RUS")};
  casus_event_row event = {.event = {.id = CASUS_STR("a"), .source = &party, .source_count = 1}};
  casus_statement_row said = {.statement = {.prediction.modality = CASUS_STR("possible"), .expects_count = 1},
                              .expects = &event.event.id};
  casus_verdict *verdicts = NULL;
  int rc = arena ? casus_predictions_judge(&said, 1, &event, 1, (casus_date){0, CASUS_DATE_NONE}, arena, &verdicts, NULL)
                 : CASUS_E_MEMORY;
  casus_arena_free(arena);
  return rc;
}

static int open_codes(void) {
  casus_state_codes *codes = NULL;
  int rc = casus_state_codes_open(NULL, &codes, NULL);
  casus_state_codes_free(codes);
  return rc;
}

static casus_record *record;

/* A failed try leaves nothing behind, so that the next one is not taken for the same content again. */
static int import(const char *name, const char *text) {
  casus_import_options options = {.today = {20000, CASUS_DATE_DAY}};
  casus_import_result result;
  casus_arena *arena = casus_arena_new();
  int rc = CASUS_E_MEMORY;
  if (arena)
    rc = casus_import_run(record, casus_str_from_c(name), CASUS_STR("x"), casus_str_from_c(text), &options, arena, &result,
                          NULL);
  if (rc == CASUS_OK && (result.known || result.import.kept != 1 || result.import.skipped != 1)) rc = CASUS_E_CHECK;
  casus_arena_free(arena);
  return rc;
}
static int import_alliances(void) {
  return import("atop", "ccode1;ccode2;styear;endyear;defense;offense;neutral;nonagg;consul\n"
                        "2;20;1950;1960;1;0;0;0;0\n2;999;1950;1960;1;0;0;0;0\n");
}
static int import_sanctions(void) {
  return import("gsdb", "case_id,sanctioned_state,sanctioning_state,begin,end,trade,arms,military,financial,travel,other\n"
                        "1,\"Korea, North\",EU,2001,2005,0,1,0,0,0,0\n2,Nobody,EU,2001,2005,0,1,0,0,0,0\n");
}
static int import_arms(void) {
  return import("sipri", "supplier\trecipient\tyear\ttiv\nItaly\tC\xF4te d'Ivoire\t2001\t7\nItaly\tPeru\t\"20\"\"1\"\t7\n");
}

static int import_disputes(void) {
  return import("mid", "dispnum,ccode1,ccode2,year,fatality1,fatality2,hostlev1,hostlev2\n901,100,101,1981,0,0,3,1\n"
                       "902,2,260,1995,0,0,2,1\n");
}
static int import_battles(void) {
  return import("ucdp-ged", "id,type_of_violence,conflict_id,side_a,side_b,gwnoa,gwnob,country_id,date_prec,date_start,date_end,"
                            "best,high,low\n1,1,501,P,E,135,130,130,3,1995-02-01,1995-02-06,600,700,10\n"
                            "2,1,501,P,E,135,9999,130,3,1995-02-01,1995-02-06,600,700,10\n");
}
static int import_events(void) {
  return import("polecat", "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tContexts\tActor Name\tActor Country\t"
                           "Primary Actor Sector\tRecipient Name\tRecipient Country\tPrimary Recipient Sector\n"
                           "A\t2021-06-02\tassault\tNone\t-9\tNone\tOne\tCHL\tMIL\tTwo\tARG\tJRN\n"
                           "B\t2021-06-02\tdance\tNone\t-9\tNone\tOne\tCHL\tMIL\tTwo\tARG\tJRN\n");
}
static int import_acled_layout(void) {
  return import("acled-layout", "event_id_cnty,event_date,sub_event_type,actor1,inter1,actor2,inter2,country,location,notes,"
                                "fatalities\nT1,03 May 2022,Armed clash,Military Forces of Chad (2021-),1,A,2,Chad,Bol,n,2\n"
                                "T2,03 May 2022,Battle of wits,A,1,A,2,Chad,Bol,n,2\n");
}
static int draw_imported(void) {
  casus_world_options day = {.date = {casus_days_from_civil(2005, 6, 22), CASUS_DATE_DAY}};
  casus_arena *arena = casus_arena_new();
  casus_world drawn;
  int rc = arena ? casus_world_on(atlas, record, &day, arena, &drawn, NULL) : CASUS_E_MEMORY;
  casus_arena_free(arena);
  return rc;
}

static int read_set(void) {
  static const char *const columns[] = {"ccode", "year"};
  casus_set set;
  casus_str f[2];
  int rc = casus_set_open(&set, "fuzz/corpus/fuzz_set", "plain", columns, 2, NULL);
  while (rc == CASUS_OK) rc = casus_set_next(&set, f);
  casus_set_close(&set);
  return rc == CASUS_END ? CASUS_OK : rc;
}
static int score_forecasts(void) {
  static const double p[] = {.9, .5, .2};
  static const uint8_t y[] = {1, 0, 1}, year[] = {0, 1, 1};
  casus_arena *arena = casus_arena_new();
  casus_outcomes trial = {p, y, year, 3, 2};
  casus_scorer scorer;
  casus_backtest_row row;
  int rc = arena ? casus_scorer_make(&trial, arena, &scorer, NULL) : CASUS_E_MEMORY;
  if (rc == CASUS_OK) rc = casus_scorer_row(&scorer, NULL, &row, NULL);
  casus_arena_free(arena);
  return rc;
}

static int run(const char *name, int (*call)(void)) {
  for (uint64_t at = 1;; at++) {
    seen = 0;
    fail_at = at;
    int rc = call();
    fail_at = 0;
    if (rc == CASUS_OK) {
      printf("%s: %llu allocations failed in turn\n", name, (unsigned long long)at - 1);
      return at == 1; /* a call that never allocates is not the call we mean */
    }
    if (rc != CASUS_E_MEMORY && rc != CASUS_E_SYSTEM) {
      printf("%s: allocation %llu failed and the call answered %d\n", name, (unsigned long long)at, rc);
      return 1;
    }
  }
}

int main(void) {
  int bad = run("open", open_engine);
  if (casus_engine_open_reader(NULL, "quick", &engine, NULL, 0)) return 1;
  bad |= run("plain text", code_plain);
  bad |= run("JSON Lines", code_lines);
  bad |= run("KOI8-R", code_koi8);
  bad |= run("encoded twice, in two languages", code_mixed);
  bad |= run("HTML", code_page);
  bad |= run("formats", read_formats);
  bad |= run("world and risk", draw_world);
  if (open_world()) return 1;
  bad |= run("page", draw_page);
  bad |= run("picture", draw_svg);
  bad |= run("GeoJSON", draw_geojson);
  bad |= run("what if", suppose);
  bad |= run("the world on a day", ask_all);
  casus_arena_free(kept);
  if (casus_record_open(":memory:", false, &record, NULL)) return 1;
  bad |= run("import of alliances", import_alliances);
  bad |= run("import of sanctions", import_sanctions);
  bad |= run("import of arms", import_arms);
  bad |= run("import of disputes", import_disputes);
  bad |= run("import of battles", import_battles);
  bad |= run("import of events", import_events);
  bad |= run("import in ACLED's layout", import_acled_layout);
  bad |= run("a world with imports", draw_imported);
  casus_record_free(record);
  casus_atlas_free(atlas);
  bad |= run("own actors", add_actors);
  bad |= run("predictions", judge);
  bad |= run("codes of states", open_codes);
  bad |= run("a set of the past", read_set);
  bad |= run("scores of forecasts", score_forecasts);
  casus_engine_free(engine);
  if (casus_engine_open_reader("tests/tiny", "careful", &engine, NULL, 0)) return 1;
  bad |= run("careful reading", code_plain);
  casus_engine_free(engine);
  return bad;
}
