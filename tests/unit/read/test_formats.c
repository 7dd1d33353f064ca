/* JSON, CSV, RSS, Atom, OPML: facts found under their many names, the way back to the bytes, one bad record costs one.
 */
#include "unit/read/opened.h"

static void json_is_read_in_any_layout(void **state) {
  (void)state;
  static const casus_str layouts[] = {
      CASUS_STR_INIT("[{\"headline\":\"One\",\"event_text\":\"Envoys met.\"},\n {\"maintext\":\"They left.\"}]"),
      CASUS_STR_INIT(
          "{\n  \"headline\": \"One\",\n  \"content\": \"Envoys met.\"\n}\n{\n  \"body\": \"They left.\"\n}\n"),
      CASUS_STR_INIT("{\"text\":\"Envoys met.\"}{\"text\":\"They left.\"}"),
      CASUS_STR_INIT(
          "{\"status\":\"ok\",\"articles\":[{\"content\":\"Envoys met.\"},{\"description\":\"They left.\"}]}"),
      CASUS_STR_INIT("\xEF\xBB\xBF\n[ {\"text\":\"Envoys met.\"} , {\"text\":\"They left.\"}"),
  };
  for (size_t i = 0; i < CASUS_COUNT(layouts); i++) {
    opened o = open_bytes(layouts[i], CASUS_FORMAT_AUTO);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Envoys met.");
    assert_mapped(&o.document, layouts[i]);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "They left.");
    assert_int_equal(o.document.ordinal, 1);
    assert_mapped(&o.document, layouts[i]);
    assert_int_equal(next(&o), CASUS_END);
    done(&o);
  }
}

static void json_feeds_lend_their_name(void **state) {
  (void)state;
  opened o = open_bytes(
      CASUS_STR(
          "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Harbour "
          "Post\",\"language\":\"en-GB\",\"items\":"
          "[{\"id\":\"7\",\"content_html\":\"<p>Ships <b>left</b>.</p><p>All did.</p>\",\"authors\":[{\"name\":\"Ida "
          "Moss\"}],\"date_published\":\"2024-06-19T23:30:00-05:00\",\"url\":\"https://post.example/7\"}]}"),
      CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Ships left.\nAll did.");
  assert_text(o.document.publisher, "Harbour Post");
  assert_text(o.document.author, "Ida Moss");
  assert_text(o.document.language, "en-GB");
  assert_text(o.document.url, "https://post.example/7");
  assert_text(o.document.id, "7");
  assert_day(o.document.date, 2024, 6, 19); /* as it is written */
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void fields_have_many_names(void **state) {
  (void)state;
  casus_str line =
      CASUS_STR("{\"source\":\"https://post.example/9\",\"source_domain\":\"post.example\",\"Pub-Date\":20240619,"
                "\"story_id\":12,\"lang\":\"en\",\"raw_text\":\"raw\",\"mine\":\"Mine.\",\"text\":\"Theirs.\"}");
  opened o = open_with(line, (casus_read_options){.map = CASUS_STR("text=mine")});
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Mine.");
  assert_text(o.document.url, "https://post.example/9");
  assert_text(o.document.publisher, "post.example");
  assert_text(o.document.id, "12");
  assert_day(o.document.date, 2024, 6, 19);
  done(&o);
  assert_int_equal(casus_read_map_check(CASUS_STR("text=a,date=b"), NULL), CASUS_OK);
  assert_int_equal(casus_read_map_check(CASUS_STR("words=a"), NULL), CASUS_E_USAGE);
  assert_int_equal(casus_read_map_check(CASUS_STR("text"), NULL), CASUS_E_USAGE);
}

static void odd_values_are_told(void **state) {
  (void)state;
  opened o = open_bytes(CASUS_STR("{\"text\":17}\n{\"word\":\"x\"}\n{\"text\":\"half \\ud800.\"}\n"
                                  "{\"date\":\"2024-02-30\",\"text\":\"No such day.\"}\n"),
                        CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_non_null(strstr(o.err.message, "\"text\" is no string"));
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_non_null(strstr(o.err.message, "word"));
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "half \xEF\xBF\xBD.");
  assert_int_equal(next(&o), CASUS_OK);
  assert_false(casus_date_known(o.document.date));
  done(&o);
}

static void tables_are_read_by_their_first_row(void **state) {
  (void)state;
  casus_str table =
      CASUS_STR("\xEF\xBB\xBFid;Headline;Body;pubDate\r\n1;\"Say \"\"no\"\"\";\"Two\nlines; one cell\";19.06.2024\r\n"
                "\r\n2;\"open;never closed\n3;Third;It is read.;\n4;a;b;c;d\n");
  opened o = open_bytes(table, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Say \"no\"");
  assert_text(o.document.text, "Two\nlines; one cell");
  assert_day(o.document.date, 2024, 6, 19);
  assert_mapped(&o.document, table);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "It is read.");
  assert_mapped(&o.document, table);
  assert_int_equal(next(&o), CASUS_E_INPUT); /* a cell too many */
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void broken_feeds_keep_their_sound_items(void **state) {
  (void)state;
  casus_str feed = CASUS_STR(
      "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel>"
      "<image><title>Logo</title></image><title>Harbour &amp; Bay</title>"
      "<item><title>Envoys &amp; ships</title><description>They met & left, it &lt;b&gt;said&lt;/b&gt;&nbsp;twice. "
      "&x;</description>"
      "<pubDate>Wed, 19 Jun 24 08:00 +0900</pubDate><guid>http://bay.example/1</guid></item>"
      "<item><title>Never closed<description>Lost <item><title>Third</title><author>ida@bay.example (Ida "
      "Moss)</author></item>"
      "<item></item><item><title>Cut off</ti");
  opened o = open_bytes(feed, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Envoys & ships");
  assert_text(o.document.text, "They met & left, it said twice. &x;");
  assert_text(o.document.publisher, "Harbour & Bay");
  assert_text(o.document.url, "http://bay.example/1");
  assert_day(o.document.date, 2024, 6, 19);
  assert_mapped(&o.document, feed);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Never closed");
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "Third");
  assert_text(o.document.author, "Ida Moss");
  assert_int_equal(next(&o), CASUS_E_INPUT); /* neither title nor text */
  assert_int_equal(next(&o), CASUS_E_INPUT); /* cut off */
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void atom_and_its_prefixes(void **state) {
  (void)state;
  casus_str feed = CASUS_STR(
      "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\" xmlns:m=\"http://search.yahoo.com/mrss/\" "
      "xml:lang=\"en\"><a:title>F</a:title>"
      "<a:entry><m:title>picture</m:title><a:title type=\"html\">One &amp;amp; &lt;i&gt;two&lt;/i&gt;</a:title>"
      "<a:link rel=\"self\" href=\"http://f.example/self\"/><a:link href=\"http://f.example/1?a=1&amp;b=2\"/>"
      "<a:author><a:name>Ann Poe</a:name></a:author><a:updated>2024-06-20T01:00:00Z</a:updated><a:published>2024-06-19"
      "</a:published><a:summary>Short.</a:summary><a:content type=\"xhtml\"><div><p>Long "
      "<em>text</em>.</p></div></a:content>"
      "</a:entry></a:feed>");
  opened o = open_bytes(feed, CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.title, "One & two");
  assert_text(o.document.url, "http://f.example/1?a=1&b=2");
  assert_text(o.document.author, "Ann Poe");
  assert_text(o.document.text, "Long text.");
  assert_text(o.document.language, "en");
  assert_day(o.document.date, 2024, 6, 19);
  assert_mapped(&o.document, feed);
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void lists_of_feeds_are_named(void **state) {
  (void)state;
  opened o = open_bytes(
      CASUS_STR("<opml version=\"2.0\"><head><title>Mine</title></head><body><outline text=\"News\"><outline "
                "text=\"Bay &amp; Co\" xmlUrl=\"https://bay.example/rss\"/></outline></body></opml>"),
      CASUS_FORMAT_AUTO);
  assert_int_equal(next(&o), CASUS_E_INPUT);
  assert_string_equal(o.err.message, "a feed to fetch, not fetched: Bay & Co https://bay.example/rss");
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
}

static void limits_are_told(void **state) {
  (void)state;
  casus_str lines =
      CASUS_STR("{\"text\":\"one\"}\n{\"a\":[[[[1]]]],\"text\":\"deep\"}\n{\"text\":\"three\"}\n{\"text\":\"four\"}\n");
  opened o = open_with(lines, (casus_read_options){.limits = {.depth = 3, .records = 3}});
  assert_int_equal(next(&o), CASUS_OK);
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  assert_non_null(strstr(o.err.message, "--max-records"));
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
  o = open_with(CASUS_STR("[{\"text\":\"too long for it\"},{\"text\":\"ok\"}]"),
                (casus_read_options){.limits.document = 20, .piece = 5});
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "ok");
  done(&o);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_is_read_in_any_layout),
      cmocka_unit_test(json_feeds_lend_their_name),
      cmocka_unit_test(fields_have_many_names),
      cmocka_unit_test(odd_values_are_told),
      cmocka_unit_test(tables_are_read_by_their_first_row),
      cmocka_unit_test(broken_feeds_keep_their_sound_items),
      cmocka_unit_test(atom_and_its_prefixes),
      cmocka_unit_test(lists_of_feeds_are_named),
      cmocka_unit_test(limits_are_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
