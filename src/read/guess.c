/* What an input is, by its first bytes. */
#include "read/reader.h"

const char *casus_format_name(casus_format format) {
  static const char *const names[CASUS_FORMAT_COUNT] = {"auto", "text", "html", "jsonl", "json",
                                                        "csv",  "feed", "opml", "warc"};
  return names[format];
}

/* What is known by its first bytes, and not read. */
static const char *known_refusal(casus_str head) {
  static const struct {
    casus_str sign;
    const char *what;
  } signs[] = {{CASUS_STR_INIT("PK\x03\x04"), "a zip archive; unpack it first"},
               {CASUS_STR_INIT("%PDF-"), "a PDF; turn it into text first"},
               {CASUS_STR_INIT("BZh"), "packed with bzip2; unpack it first"},
               {CASUS_STR_INIT("\xFD"
                               "7zXZ"),
                "packed with xz; unpack it first"},
               {CASUS_STR_INIT("7z\xBC\xAF\x27\x1C"), "a 7-zip archive; unpack it first"},
               {CASUS_STR_INIT("filedesc://"), "an ARC file, which came before WARC; turn it into WARC first"},
               {CASUS_STR_INIT("\x89PNG"), "a picture"},
               {CASUS_STR_INIT("GIF8"), "a picture"},
               {CASUS_STR_INIT("\xFF\xD8\xFF"), "a picture"},
               {CASUS_STR_INIT("SQLite format 3"), "an SQLite database"},
               {CASUS_STR_INIT("\x7F"
                               "ELF"),
                "a program"}};
  for (size_t i = 0; i < CASUS_COUNT(signs); i++)
    if (casus_str_starts(head, signs[i].sign)) return signs[i].what;
  if (casus_str_starts(casus_str_sub(head, 257, head.len), CASUS_STR("ustar"))) return "a tar archive; unpack it first";
  return NULL;
}

/* Neither UTF-8, nor without control characters, as other encodings are. */
static bool is_binary(casus_str head) {
  size_t controls = 0;
  for (size_t i = 0; i < head.len; i++) {
    unsigned char c = (unsigned char)head.ptr[i];
    controls += c < 0x20 && !casus_is_space((char)c) && c != 0x1B;
  }
  return controls * 20 > head.len && casus_utf8_valid(head) + 4 < head.len;
}

/* Over a declaration, comments, a document type, to the first element. Its name without a prefix; empty: none. */
static casus_str first_element(casus_str head) {
  for (size_t at = 0; at + 1 < head.len; at++) {
    if (head.ptr[at] != '<') continue;
    char c = head.ptr[at + 1];
    if (c == '!' || c == '?') {
      casus_str end =
          casus_str_starts(casus_str_sub(head, at, head.len), CASUS_STR("<!--")) ? CASUS_STR("-->") : CASUS_STR(">");
      size_t behind = casus_str_find(head, end, at);
      if (behind == SIZE_MAX) return CASUS_STR("");
      at = behind + end.len - 1;
      continue;
    }
    size_t start = at + 1, stop = start;
    for (; stop < head.len && !casus_is_space(head.ptr[stop]) && head.ptr[stop] != '>' && head.ptr[stop] != '/'; stop++)
      if (head.ptr[stop] == ':') start = stop + 1;
    return casus_str_sub(head, start, stop);
  }
  return CASUS_STR("");
}

/* More tags than a text would have that only begins with one. */
static bool is_markup(casus_str head) {
  enum { TAGS = 12 };
  size_t tags = 0;
  for (size_t at = 0; at + 1 < head.len; at++)
    tags += head.ptr[at] == '<' && (casus_is_alpha(head.ptr[at + 1]) || head.ptr[at + 1] == '/');
  return tags >= TAGS;
}

static casus_format guess_markup(casus_str head, const char **refusal) {
  casus_str root = first_element(head);
  static const casus_str feeds[] = {CASUS_STR_INIT("rss"), CASUS_STR_INIT("rdf"), CASUS_STR_INIT("feed"),
                                    CASUS_STR_INIT("channel")};
  for (size_t i = 0; i < CASUS_COUNT(feeds); i++)
    if (casus_str_ieq(root, feeds[i])) return CASUS_FORMAT_FEED;
  if (casus_str_ieq(root, CASUS_STR("opml"))) return CASUS_FORMAT_OPML;
  if (casus_looks_like_html(head)) return CASUS_FORMAT_HTML;
  bool xml = casus_str_starts(head, CASUS_STR("<?xml"));
  if (xml && !root.len) return CASUS_FORMAT_FEED; /* its document type goes on behind the head */
  if (xml || is_markup(head)) *refusal = "markup, but neither a feed nor a page";
  return *refusal ? CASUS_FORMAT_AUTO : CASUS_FORMAT_TEXT;
}

/* One of the first lines has many cells, as tables of events have it. */
static bool is_table(casus_str head) {
  enum { CELLS = 8, LINES = 3 };
  casus_str line;
  for (int i = 0; i < LINES && casus_str_split(&head, '\n', &line); i++) {
    size_t tabs = 0;
    for (size_t at = 1; at < line.len; at++) tabs += line.ptr[at] == '\t' && line.ptr[at - 1] != '\t';
    if (tabs >= CELLS) return true;
  }
  return false;
}

casus_format casus_guess_format(casus_str head, const casus_keys *keys, const char **refusal) {
  *refusal = known_refusal(head);
  if (!*refusal && is_binary(head)) *refusal = "neither text nor anything else that is read";
  if (*refusal) return CASUS_FORMAT_AUTO;
  head = casus_str_trim(head);
  if (casus_str_starts(head, CASUS_STR("\xEF\xBB\xBF"))) head = casus_str_trim(casus_str_sub(head, 3, head.len));
  if (casus_str_starts(head, CASUS_STR("WARC/"))) return CASUS_FORMAT_WARC;
  if (casus_str_starts(head, CASUS_STR("{"))) return CASUS_FORMAT_JSONL; /* or JSON: its reader looks further */
  if (casus_str_starts(head, CASUS_STR("<"))) return guess_markup(head, refusal);
  casus_str behind = casus_str_trim(casus_str_sub(head, 1, head.len));
  bool list = casus_str_starts(head, CASUS_STR("[")) && (!behind.len || behind.ptr[0] == '{' || behind.ptr[0] == ']');
  if (list) return CASUS_FORMAT_JSON;
  if (casus_csv_separator(head, keys)) return CASUS_FORMAT_CSV;
  if (is_table(head)) *refusal = "a table whose first row names no text or title (--map text=COLUMN)";
  return *refusal ? CASUS_FORMAT_AUTO : CASUS_FORMAT_TEXT;
}
