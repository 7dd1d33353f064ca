#include "text/token.h"

/* RFC 5321 allows a mail address 254 bytes; looking no further keeps cutting linear. */
enum { LONGEST_ADDRESS = 254 };

static bool ends_address(char c) { return strchr(".,;:!?)]}>'\"*", c) && c; }

/* A web address runs to white space, a closing bracket or a quotation mark; marks at its end belong to the sentence. */
static size_t web_address(const casus_scan *scan) {
  static const casus_str schemes[] = {CASUS_STR_INIT("http://"), CASUS_STR_INIT("https://"), CASUS_STR_INIT("ftp://"),
                                      CASUS_STR_INIT("mailto:"), CASUS_STR_INIT("www.")};
  bool known = false;
  for (size_t i = 0; i < CASUS_COUNT(schemes); i++)
    known |= casus_str_ieq(casus_str_sub(scan->bytes, scan->at, scan->at + schemes[i].len), schemes[i]);
  if (!known) return 0;
  size_t end = scan->at, size;
  while (casus_glyph_at(scan->bytes, end, &size) != CASUS_GLYPH_SPACE) {
    uint32_t c = casus_utf8_at(scan->bytes, end, &size);
    if (c == '<' || c == '>' || c == '"' || c == '|' || (c >= 0x2018 && c <= 0x201F) || c == 0xFFFD) break;
    end += size;
  }
  while (end > scan->at + 4 && ends_address(scan->bytes.ptr[end - 1])) end--;
  return end - scan->at;
}

static bool is_address_char(char c) { return casus_is_alpha(c) || casus_is_digit(c) || strchr("._-+%~&#/", c); }

static size_t address_run(casus_str bytes, size_t at, size_t limit) {
  while (at < bytes.len && at < limit && bytes.ptr[at] && is_address_char(bytes.ptr[at])) at++;
  return at;
}

/* name@host; a host may lack its dot (mail systems of old). "@name" alone is a handle: see casus_token_mark. */
static size_t mail_address(const casus_scan *scan, size_t run) {
  if (run == scan->at || run >= scan->bytes.len || scan->bytes.ptr[run] != '@') return 0;
  size_t end = address_run(scan->bytes, run + 1, run + 1 + LONGEST_ADDRESS);
  while (end > run + 1 && ends_address(scan->bytes.ptr[end - 1])) end--;
  return end > run + 1 && casus_is_alpha(scan->bytes.ptr[run + 1]) ? end - scan->at : 0;
}

/* Three or more dotted pieces of small letters, "alt.animals.cat": a name in a network, whatever its ending. */
static bool is_dotted_name(casus_str text) {
  size_t pieces = 1, letters = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '.' && letters < 2) return false;
    if (c == '.')
      pieces++, letters = 0;
    else if (casus_is_lower(c) || c == '-')
      letters++;
    else
      return false;
  }
  return pieces >= 3 && letters >= 2;
}

/* a.b.com, report.doc: dotted pieces of which the last is a known ending, perhaps with a path. */
static size_t host_or_file(const casus_scan *scan, size_t run) {
  size_t host = scan->at;
  while (host < run && scan->bytes.ptr[host] != '/') host++;
  while (host > scan->at && ends_address(scan->bytes.ptr[host - 1])) host--, run = host;
  size_t dot = host;
  while (dot > scan->at && scan->bytes.ptr[dot - 1] != '.') dot--;
  if (dot <= scan->at + 1) return 0;
  if (host == run && is_dotted_name(casus_str_sub(scan->bytes, scan->at, host))) return host - scan->at;
  casus_word last = casus_words_find(scan->words, CASUS_TABLE_WORDS, casus_str_sub(scan->bytes, dot, host));
  if (!(last.classes & CASUS_WORD_DOMAIN)) return 0;
  /* "Go.In the end": a capital behind the full stop of a lower-case word starts a sentence. */
  if (casus_is_upper(scan->bytes.ptr[dot]) && casus_is_lower(scan->bytes.ptr[dot - 2]) &&
      last.classes != CASUS_WORD_DOMAIN)
    return 0;
  while (run > host && ends_address(scan->bytes.ptr[run - 1])) run--;
  return run - scan->at;
}

size_t casus_token_address(const casus_scan *scan) {
  if (scan->glued && scan->last.len && !strchr("<([\"':", scan->last.ptr[0])) return 0;
  size_t web = web_address(scan);
  if (web || !(casus_is_alpha(scan->bytes.ptr[scan->at]) || casus_is_digit(scan->bytes.ptr[scan->at]))) return web;
  size_t run = address_run(scan->bytes, scan->at, scan->at + LONGEST_ADDRESS);
  size_t mail = mail_address(scan, run);
  return mail ? mail : host_or_file(scan, run);
}
