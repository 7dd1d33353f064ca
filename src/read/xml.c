#include "read/xml.h"

#include "base/utf8.h"

static casus_xml_piece cut_or(bool ended, casus_xml_kind kind, size_t end) {
  return (casus_xml_piece){.kind = ended ? kind : CASUS_XML_CUT, .end = end};
}

/* From an opening to a closing mark. */
static casus_xml_piece between(casus_str bytes, size_t start, casus_str close, casus_xml_kind kind, bool ended) {
  size_t end = casus_str_find(bytes, close, start);
  casus_xml_piece piece =
      end == SIZE_MAX ? cut_or(ended, kind, bytes.len) : (casus_xml_piece){.kind = kind, .end = end + close.len};
  piece.inside = casus_str_sub(bytes, start, end);
  return piece;
}

/* <!DOCTYPE …[ … ]> up to its own end; what it declares is passed over. */
static casus_xml_piece document_type(casus_str bytes, size_t at, bool ended) {
  char quote = 0;
  bool subset = false;
  for (size_t i = at + 2; i < bytes.len; i++) {
    char c = bytes.ptr[i];
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '[' || c == ']')
      subset = c == '[';
    else if (c == '>' && !subset)
      return (casus_xml_piece){.kind = CASUS_XML_OTHER, .end = i + 1};
  }
  return cut_or(ended, CASUS_XML_OTHER, bytes.len);
}

static bool begins_name(unsigned char c) { return casus_is_alpha((char)c) || c == '_' || c == ':' || c >= 0x80; }
static bool ends_name(char c) { return casus_is_space(c) || c == '>' || c == '/' || c == '<' || c == '='; }

/* A tag never holds a "<": where one comes, the tag was broken and ends. */
static casus_xml_piece tag(casus_str bytes, size_t at, bool close, bool ended) {
  size_t name = at + 1 + close, i = name;
  char quote = 0;
  while (i < bytes.len && !ends_name(bytes.ptr[i])) i++;
  size_t inside = i;
  for (; i < bytes.len; i++) {
    char c = bytes.ptr[i];
    if (c == '<' || (c == '>' && !quote)) break;
    if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'')
      quote = c;
  }
  if (i >= bytes.len && !ended) return (casus_xml_piece){.kind = CASUS_XML_CUT, .end = bytes.len};
  bool whole = i < bytes.len && bytes.ptr[i] == '>';
  bool empty = whole && !close && bytes.ptr[i - 1] == '/' && i - 1 >= inside;
  return (casus_xml_piece){.kind = close ? CASUS_XML_CLOSE : CASUS_XML_OPEN,
                           .end = i + whole,
                           .name = casus_str_sub(bytes, name, inside),
                           .inside = casus_str_sub(bytes, inside, i - empty),
                           .empty = empty};
}

casus_xml_piece casus_xml_at(casus_str bytes, size_t at, bool ended) {
  enum { LONGEST_MARK = 9 };
  casus_str rest = casus_str_sub(bytes, at, bytes.len);
  if (rest.ptr[0] != '<') {
    const char *end = memchr(rest.ptr, '<', rest.len);
    size_t length = end ? (size_t)(end - rest.ptr) : rest.len;
    casus_xml_piece text = {.kind = end || ended ? CASUS_XML_TEXT : CASUS_XML_CUT, .end = at + length};
    text.inside = casus_str_sub(rest, 0, length);
    return text;
  }
  if (rest.len < LONGEST_MARK && !ended) return (casus_xml_piece){.kind = CASUS_XML_CUT, .end = bytes.len};
  if (casus_str_starts(rest, CASUS_STR("<!--")))
    return between(bytes, at + 4, CASUS_STR("-->"), CASUS_XML_OTHER, ended);
  if (casus_str_starts(rest, CASUS_STR("<![CDATA[")))
    return between(bytes, at + 9, CASUS_STR("]]>"), CASUS_XML_CDATA, ended);
  if (casus_str_starts(rest, CASUS_STR("<?"))) return between(bytes, at + 2, CASUS_STR("?>"), CASUS_XML_OTHER, ended);
  if (casus_str_starts(rest, CASUS_STR("<!"))) return document_type(bytes, at, ended);
  bool close = rest.len > 1 && rest.ptr[1] == '/';
  if (rest.len > 1 + (size_t)close && begins_name((unsigned char)rest.ptr[1 + close]))
    return tag(bytes, at, close, ended);
  return (casus_xml_piece){.kind = CASUS_XML_TEXT, .end = at + 1, .inside = casus_str_sub(rest, 0, 1)};
}

casus_str casus_xml_local(casus_str name) {
  size_t colon = casus_str_find(name, CASUS_STR(":"), 0);
  return colon == SIZE_MAX ? name : casus_str_sub(name, colon + 1, name.len);
}

casus_str casus_xml_prefix(casus_str name) {
  size_t colon = casus_str_find(name, CASUS_STR(":"), 0);
  return casus_str_sub(name, 0, colon == SIZE_MAX ? 0 : colon);
}

bool casus_xml_next_attribute(casus_str *attributes, casus_str *name, casus_str *value) {
  casus_str s = *attributes;
  size_t at = 0;
  while (at < s.len && (casus_is_space(s.ptr[at]) || s.ptr[at] == '=' || s.ptr[at] == '/')) at++;
  size_t start = at;
  while (at < s.len && !ends_name(s.ptr[at])) at++;
  *name = casus_str_sub(s, start, at);
  *value = CASUS_STR("");
  while (at < s.len && casus_is_space(s.ptr[at])) at++;
  if (at < s.len && s.ptr[at] == '=') {
    for (at++; at < s.len && casus_is_space(s.ptr[at]);) at++;
    char quote = at < s.len && (s.ptr[at] == '"' || s.ptr[at] == '\'') ? s.ptr[at] : 0;
    size_t first = at + (quote != 0), last = first;
    while (last < s.len && (quote ? s.ptr[last] != quote : !casus_is_space(s.ptr[last]))) last++;
    *value = casus_str_sub(s, first, last);
    at = last + (quote != 0);
  }
  *attributes = casus_str_sub(s, at, s.len);
  return name->len > 0;
}

casus_str casus_xml_attribute(casus_str attributes, casus_str name) {
  casus_str found, value;
  while (casus_xml_next_attribute(&attributes, &found, &value))
    if (casus_str_eq(found, name)) return value;
  return (casus_str){NULL, 0};
}

/* The character of the reference at s[at] == '&' and its length; 0: XML knows none of that name. */
static uint32_t reference(casus_str s, size_t at, size_t *size) {
  enum { LONGEST = 12 };
  static const struct {
    casus_str name;
    char c;
  } names[] = {{CASUS_STR_INIT("lt"), '<'},
               {CASUS_STR_INIT("gt"), '>'},
               {CASUS_STR_INIT("amp"), '&'},
               {CASUS_STR_INIT("quot"), '"'},
               {CASUS_STR_INIT("apos"), '\''}};
  casus_str near = casus_str_sub(s, at + 1, at + LONGEST);
  size_t end = casus_str_find(near, CASUS_STR(";"), 0);
  if (end == SIZE_MAX || !end) return 0;
  casus_str name = casus_str_sub(near, 0, end);
  *size = end + 2;
  for (size_t i = 0; i < CASUS_COUNT(names); i++)
    if (casus_str_eq(name, names[i].name)) return (unsigned char)names[i].c;
  bool hex = name.len > 1 && casus_to_lower(name.ptr[1]) == 'x';
  uint32_t value = 0;
  if (name.ptr[0] != '#' || name.len < 2u + hex) return 0;
  for (size_t i = 1 + hex; i < name.len; i++) {
    char c = casus_to_lower(name.ptr[i]);
    bool digit = casus_is_digit(c), letter = hex && c >= 'a' && c <= 'f';
    if (!digit && !letter) return 0;
    value = value * (hex ? 16 : 10) + (uint32_t)(digit ? c - '0' : c - 'a' + 10);
    if (value > 0x10FFFF) return 0xFFFD;
  }
  return value ? value : 0xFFFD;
}

static bool put_resolved(const casus_mapped *raw, casus_str part, casus_arena *arena, casus_mapped *out) {
  casus_str s = casus_mapped_str(raw);
  size_t at = (size_t)(part.ptr - s.ptr), end = at + part.len, size = 0;
  while (at < end) {
    const char *mark = memchr(s.ptr + at, '&', end - at);
    size_t stop = mark ? (size_t)(mark - s.ptr) : end;
    if (stop > at && !casus_mapped_add(out, arena, casus_str_sub(s, at, stop), raw->origin + at, 0)) return false;
    at = stop;
    if (at == end) break;
    uint32_t c = reference(casus_str_sub(s, 0, end), at, &size);
    bool put = c ? casus_mapped_put(out, arena, c, 0, raw->origin[at])
                 : casus_mapped_add(out, arena, CASUS_STR("&"), raw->origin + at, 0);
    if (!put) return false;
    at += c ? size : 1;
  }
  return true;
}

int casus_xml_text(const casus_mapped *raw, size_t start, size_t end, casus_arena *arena, casus_mapped *out,
                   casus_error *err) {
  casus_str s = casus_str_sub(casus_mapped_str(raw), 0, end);
  casus_mapped text = {0};
  bool good = casus_mapped_reserve(&text, arena, end - start);
  for (size_t at = start, next; good && at < end; at = next) {
    casus_xml_piece piece = casus_xml_at(s, at, true);
    next = piece.end;
    casus_str whole = casus_str_sub(s, at, next);
    size_t inside = piece.inside.ptr ? (size_t)(piece.inside.ptr - s.ptr) : at;
    if (piece.kind == CASUS_XML_TEXT)
      good = put_resolved(raw, whole, arena, &text);
    else if (piece.kind == CASUS_XML_CDATA)
      good = casus_mapped_add(&text, arena, piece.inside, raw->origin + inside, 0);
    else if (piece.kind != CASUS_XML_OTHER)
      good = casus_mapped_add(&text, arena, whole, raw->origin + at, 0);
  }
  if (!good || !casus_mapped_finish(&text, arena, raw->origin[end])) return casus_fail_memory(err);
  *out = text;
  return CASUS_OK;
}
