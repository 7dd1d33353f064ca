/* gzip, zstd, WARC: members and records one by one, damage costs what it hits. */
#include "unit/read/opened.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

static void add_gzip(casus_buffer *out, casus_str bytes) {
  z_stream z = {0};
  char packed[4096];
  assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  z.next_in = (Bytef *)(uintptr_t)bytes.ptr;
  z.avail_in = (uInt)bytes.len;
  z.next_out = (Bytef *)packed;
  z.avail_out = sizeof packed;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  casus_buffer_add(out, casus_str_of(packed, sizeof packed - z.avail_out));
  deflateEnd(&z);
}

static casus_str line(const char *text, char *to, size_t size) {
  return casus_str_of(to, (size_t)snprintf(to, size, "{\"text\":\"%s\"}\n", text));
}

static void members_follow_one_another(void **state) {
  (void)state;
  casus_buffer packed = {0};
  char text[100];
  add_gzip(&packed, line("One.", text, sizeof text));
  size_t second = packed.len;
  add_gzip(&packed, line("Two.", text, sizeof text));
  packed.data[second + 14] ^= 0x55; /* inside the second */
  size_t third = packed.len;
  add_gzip(&packed, line("Three.", text, sizeof text));
  casus_buffer_add_c(&packed, "behind");
  for (size_t piece = 0; piece < 9; piece += 4) {
    opened o = open_with(casus_buffer_str(&packed), (casus_read_options){.piece = piece});
    int read = 0, told = 0;
    uint64_t place = 0;
    for (int rc; (rc = next(&o)) != CASUS_END;) {
      read += rc == CASUS_OK;
      told += rc == CASUS_E_INPUT;
      if (rc == CASUS_OK) place = o.document.place;
    }
    assert_in_range(read, 2, 3); /* what zlib gave out of the second before it saw the damage may be whole */
    assert_true(told >= 1);
    assert_int_equal(place, third);
    done(&o);
  }
  casus_buffer_free(&packed);
}

static void frames_follow_one_another(void **state) {
  (void)state;
  char text[100], packed[2000];
  size_t length = 0;
  for (int i = 0; i < 2; i++) {
    casus_str bytes = line(i ? "Two." : "One.", text, sizeof text);
    length += ZSTD_compress(packed + length, sizeof packed - length, bytes.ptr, bytes.len, 3);
  }
  opened o = open_with(casus_str_of(packed, length), (casus_read_options){.piece = 3});
  assert_int_equal(next(&o), CASUS_OK);
  assert_int_equal(next(&o), CASUS_OK);
  assert_text(o.document.text, "Two.");
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
  o = open_bytes(casus_str_of(packed, length - 3), CASUS_FORMAT_AUTO);
  int rc, told = 0;
  while ((rc = next(&o)) != CASUS_END) told += rc == CASUS_E_INPUT && strstr(o.err.message, "cut off");
  assert_int_equal(told, 1);
  done(&o);
}

static void bombs_stop(void **state) {
  (void)state;
  enum { BLOCK = 1 << 20, BLOCKS = 64 };
  char *zeros = calloc(1, BLOCK), *packed = malloc(BLOCK);
  z_stream z = {.next_out = (Bytef *)packed, .avail_out = BLOCK};
  assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  memset(zeros, '\n', BLOCK);
  for (int i = 0; i < BLOCKS; i++) {
    z.next_in = (Bytef *)zeros;
    z.avail_in = BLOCK;
    deflate(&z, i + 1 < BLOCKS ? Z_NO_FLUSH : Z_FINISH);
  }
  opened o = open_with(casus_str_of(packed, BLOCK - z.avail_out), (casus_read_options){.format = CASUS_FORMAT_JSONL});
  assert_int_equal(next(&o), CASUS_E_LIMIT);
  assert_non_null(strstr(o.err.message, "--max-ratio"));
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
  deflateEnd(&z);
  free(zeros);
  free(packed);
}

static void add_record(casus_buffer *out, const char *type, const char *block, int wrong_by) {
  casus_buffer_printf(
      out,
      "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: <http://bay.example/p>\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
      type, (int)strlen(block) + wrong_by, block);
}

#define PAGE                                                                                                           \
  "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1252\r\n\r\n<html><p>The caf\xE9 closed.</p></html>"

static void records_of_a_crawl(void **state) {
  (void)state;
  casus_buffer warc = {0};
  add_record(&warc, "warcinfo", "software: none", 0);
  add_record(&warc, "response", PAGE, 0);
  add_record(&warc, "request", "GET / HTTP/1.1\r\n\r\n", 0);
  add_record(&warc, "response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone</p>", 0);
  add_record(&warc, "response",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n"
             "5\r\nShips\r\n6;x=y\r\n left.\r\n0\r\n\r\n",
             0);
  add_record(&warc, "resource", PAGE, 40);  /* wrong: into the next */
  add_record(&warc, "response", PAGE, -20); /* wrong: breaks off */
  casus_buffer_add_c(&warc, "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\nx\r\n\r\n");
  add_record(&warc, "conversion", "Plain words.", 0);
  add_record(&warc, "response", PAGE, 1000); /* cut off */
  for (size_t piece = 0; piece < 40; piece += 13) {
    opened o = open_with(casus_buffer_str(&warc), (casus_read_options){.piece = piece});
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "The caf\xC3\xA9 closed.");
    assert_text(o.document.url, "http://bay.example/p");
    assert_mapped(&o.document, casus_buffer_str(&warc));
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Ships left.");
    for (int bad = 0; bad < 3; bad++) assert_int_equal(next(&o), CASUS_E_INPUT);
    assert_int_equal(next(&o), CASUS_OK);
    assert_text(o.document.text, "Plain words.");
    assert_int_equal(next(&o), CASUS_E_INPUT);
    assert_int_equal(next(&o), CASUS_END);
    assert_int_equal(casus_reader_state(o.reader).passed_over, 3);
    done(&o);
  }
  casus_buffer_free(&warc);
}

static void crawls_packed_by_record(void **state) {
  (void)state;
  casus_buffer record = {0}, packed = {0};
  size_t places[3];
  for (int i = 0; i < 3; i++) {
    places[i] = packed.len;
    record.len = 0;
    add_record(&record, "response", PAGE, 0);
    add_gzip(&packed, casus_buffer_str(&record));
  }
  opened o = open_bytes(casus_buffer_str(&packed), CASUS_FORMAT_AUTO);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(next(&o), CASUS_OK);
    assert_int_equal(o.document.place, places[i]);
    assert_int_equal(o.document.ordinal, i);
  }
  assert_int_equal(next(&o), CASUS_END);
  done(&o);
  casus_buffer_free(&record);
  casus_buffer_free(&packed);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(members_follow_one_another),
      cmocka_unit_test(frames_follow_one_another),
      cmocka_unit_test(bombs_stop),
      cmocka_unit_test(records_of_a_crawl),
      cmocka_unit_test(crawls_packed_by_record),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
