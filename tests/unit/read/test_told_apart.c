/* Every format is known by its content: under no name, behind a mark and blank lines, packed. */
#include <zlib.h>

#include "unit/read/opened.h"

#define BODY "The envoys met on Monday and talked for three hours in the old town hall."

static const struct {
  const char *name;
  casus_str bytes;

} samples[] = {
    {"text", CASUS_STR_INIT(BODY " They will meet again.\n")},
    {"text with a comma", CASUS_STR_INIT("Envoys meet, talk, leave\n" BODY "\n")},
    {"text that begins with a bracket", CASUS_STR_INIT("[Update] " BODY "\n")},
    {"page", CASUS_STR_INIT("<!DOCTYPE html><html><head><title>T</title></head><body><p>" BODY "</p></body></html>")},
    {"page of XHTML",
     CASUS_STR_INIT("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>" BODY
                    "</p></body></html>")},
    {"page behind a comment", CASUS_STR_INIT("<!-- made by hand --><html><body><p>" BODY "</p></body></html>")},
    {"RSS 0.91",
     CASUS_STR_INIT("<rss version=\"0.91\"><channel><title>C</title><item><title>T</title><description>" BODY
                    "</description></item></channel></rss>")},
    {"RSS 1.0",
     CASUS_STR_INIT("<?xml version=\"1.0\"?><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
                    "xmlns=\"http://purl.org/rss/1.0/\"><item><title>T</title><description>" BODY
                    "</description></item></rdf:RDF>")},
    {"RSS 2.0", CASUS_STR_INIT("<?xml version=\"1.0\"?><!-- x --><rss version=\"2.0\"><channel><item><title>T</title>"
                               "<description>" BODY "</description></item></channel></rss>")},
    {"Atom", CASUS_STR_INIT("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title><content>" BODY
                            "</content></entry></feed>")},
    {"JSON Feed",
     CASUS_STR_INIT(
         "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_text\":\"" BODY
         "\"}]}")},
    {"JSON Lines", CASUS_STR_INIT("{\"title\":\"T\",\"text\":\"" BODY "\"}\n")},
    {"JSON", CASUS_STR_INIT("[\n {\n  \"headline\": \"T\",\n  \"body\": \"" BODY "\"\n }\n]\n")},
    {"JSON of trafilatura",
     CASUS_STR_INIT("{\"title\":\"T\",\"sitename\":\"S\",\"raw_text\":\"no\",\"text\":\"" BODY "\"}")},
    {"JSON of NGEC",
     CASUS_STR_INIT("[{\"story_id\":\"1\",\"headline\":\"T\",\"pub_date\":\"2024-06-09\",\"event_text\":\"" BODY
                    "\"}]")},
    {"CSV", CASUS_STR_INIT("title,text\nT,\"" BODY "\"\n")},
    {"CSV with semicolons", CASUS_STR_INIT("title;text\nT;" BODY "\n")},
    {"TSV", CASUS_STR_INIT("title\ttext\nT\t" BODY "\n")},
    {"WARC",
     CASUS_STR_INIT("WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 74\r\n\r\n" BODY
                    "\n\r\n\r\n")},
};

static casus_str packed(casus_str bytes, casus_arena *arena) {
  z_stream z = {0};
  size_t room = bytes.len + 200;
  char *out = casus_arena_alloc(arena, room);
  assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
  z.next_in = (Bytef *)(uintptr_t)bytes.ptr, z.avail_in = (uInt)bytes.len;
  z.next_out = (Bytef *)out, z.avail_out = (uInt)room;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  deflateEnd(&z);
  return casus_str_of(out, z.total_out);
}

static void reads_body(const char *name, const char *how, casus_str bytes, casus_str path) {
  casus_arena *arena = casus_arena_new();
  casus_reader *reader = NULL;
  casus_document document;
  casus_error err = {0};
  casus_read_options options = {0};
  assert_int_equal(casus_reader_open(bytes, path, &options, &reader, &err), CASUS_OK);
  int rc = casus_reader_next(reader, arena, &document, &err);
  if (rc != CASUS_OK) fail_msg("%s, %s: %s", name, how, err.message);
  casus_str sentence = CASUS_STR(BODY);
  if (casus_str_find(document.text, sentence, 0) == SIZE_MAX || document.text.len > sentence.len + 40)
    fail_msg("%s, %s: text is \"%.*s\"", name, how, CASUS_STR_FMT(document.text));
  casus_reader_free(reader);
  casus_arena_free(arena);
}

static void content_tells_the_format(void **state) {
  (void)state;
  static const char *const names[] = {"-",     "a.txt",  "a.html", "a.xml", "a.json", "a.jsonl",
                                      "a.csv", "a.warc", "a.gz",   "a.rss", "a.pdf",  "noname"};
  static const char *const before[] = {"", "\xEF\xBB\xBF", "\n\n  \r\n", "\xEF\xBB\xBF\n\n"};
  for (size_t i = 0; i < CASUS_COUNT(samples); i++)
    for (size_t k = 0; k < CASUS_COUNT(before); k++) {
      casus_arena *arena = casus_arena_new();
      casus_str bytes = casus_arena_printf(arena, "%s%.*s", before[k], CASUS_STR_FMT(samples[i].bytes));
      for (size_t n = 0; n < CASUS_COUNT(names); n++)
        reads_body(samples[i].name, before[k], bytes, casus_str_from_c(names[n]));
      reads_body(samples[i].name, "packed", packed(bytes, arena), CASUS_STR("a.txt"));
      casus_arena_free(arena);
    }
}

static void unusual_keys_are_named(void **state) {
  (void)state;
  casus_str line = CASUS_STR("{\"uid\":7,\"heading\":\"T\",\"lead\":\"short\",\"paragraphs_joined\":\"" BODY "\"}\n");
  opened o = open_bytes(line, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_string_equal(o.err.message, "no \"text\" in it; its keys: uid, heading, lead, paragraphs_joined (--map "
                                     "text=paragraphs_joined,title=heading)");
  done(&o);
  o = open_with(line, (casus_read_options){.map = CASUS_STR("text=paragraphs_joined,title=heading")});
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, BODY);
  assert_text(o.document.title, "T");
  done(&o);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(content_tells_the_format),
                                     cmocka_unit_test(unusual_keys_are_named)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
