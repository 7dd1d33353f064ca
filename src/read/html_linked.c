/* JSON-LD: schema.org's articles, alone, in a list, in a "@graph", or inside another thing. */
#include "read/html_facts.h"

enum { MOST_THINGS = 400, DEPTH = 64 }; /* a page tells of few; the rest is left */

static casus_str string_of(const json_t *value) {
  return json_is_string(value) ? casus_str_of(json_string_value(value), json_string_length(value))
                               : (casus_str){NULL, 0};
}

/* A thing that stands elsewhere and is named by its "@id". */
static const json_t *resolve(const json_t *graph, const json_t *value) {
  casus_str id = string_of(json_object_get(value, "@id"));
  if (!id.ptr || json_object_get(value, "name")) return value;
  for (size_t i = 0; i < json_array_size(graph); i++) {
    const json_t *other = json_array_get(graph, i);
    if (other != value && json_object_get(other, "name") && casus_str_eq(id, string_of(json_object_get(other, "@id"))))
      return other;
  }
  return value;
}

static casus_str name_of(const json_t *graph, const json_t *value) {
  if (json_is_array(value)) value = json_array_get(value, 0);
  if (json_is_string(value)) return string_of(value);
  return string_of(json_object_get(resolve(graph, value), "name"));
}

/* False: it is another kind of thing than a report. */
static bool is_report(casus_str type) {
  static const casus_str ends[] = {CASUS_STR_INIT("Article"), CASUS_STR_INIT("Posting"), CASUS_STR_INIT("Report"),
                                   CASUS_STR_INIT("NewsItem")};
  for (size_t i = 0; i < CASUS_COUNT(ends); i++)
    if (casus_str_ends(type, ends[i])) return true;
  return false;
}

static casus_str type_of(const json_t *thing) {
  const json_t *type = json_object_get(thing, "@type");
  for (size_t i = 0; i < json_array_size(type); i++)
    if (is_report(string_of(json_array_get(type, i)))) return string_of(json_array_get(type, i));
  return string_of(json_is_array(type) ? json_array_get(type, 0) : type);
}

static void offer_authors(casus_page_facts *facts, const json_t *graph, const json_t *authors, uint32_t rank) {
  if (!json_is_array(authors)) return casus_page_offer(facts, CASUS_PAGE_AUTHOR, rank, name_of(graph, authors));
  for (size_t i = 0; i < json_array_size(authors); i++)
    casus_page_offer(facts, CASUS_PAGE_AUTHOR, rank, name_of(graph, json_array_get(authors, i)));
}

static void offer_thing(casus_page_facts *facts, const json_t *graph, const json_t *thing) {
  casus_str type = type_of(thing), headline = string_of(json_object_get(thing, "headline"));
  bool report = is_report(type) || headline.ptr, page = casus_str_ends(type, CASUS_STR("Page"));
  bool video = casus_str_eq(type, CASUS_STR("VideoObject"));
  if (!report && !page && !video) return;
  uint32_t rank = report ? CASUS_RANK_LINKED : CASUS_RANK_LINKED_OTHER;
  const json_t *authors = json_object_get(thing, "author");
  casus_page_offer(facts, CASUS_PAGE_DATE, rank, string_of(json_object_get(thing, "datePublished")));
  casus_page_offer(facts, CASUS_PAGE_DATE, rank + 1, string_of(json_object_get(thing, "dateCreated")));
  casus_page_offer(facts, CASUS_PAGE_DATE, CASUS_RANK_LINKED_OTHER, string_of(json_object_get(thing, "uploadDate")));
  casus_page_offer(facts, CASUS_PAGE_UPDATED, rank, string_of(json_object_get(thing, "dateModified")));
  casus_page_offer(facts, CASUS_PAGE_LANGUAGE, rank, string_of(json_object_get(thing, "inLanguage")));
  if (video) return;
  if (report) casus_page_offer(facts, CASUS_PAGE_TITLE, CASUS_RANK_LINKED + 6, headline);
  casus_page_offer(facts, CASUS_PAGE_PUBLISHER, rank + 7, name_of(graph, json_object_get(thing, "publisher")));
  offer_authors(facts, graph, authors ? authors : json_object_get(thing, "creator"), rank);
  casus_str body = string_of(json_object_get(thing, "articleBody"));
  if (!report || body.len <= facts->linked_body.len) return;
  facts->linked_body = casus_arena_copy(facts->arena, body);
  facts->linked_at = facts->script;
  facts->failed |= !facts->linked_body.ptr;
}

/* All things of a script in one list, those that stand inside others behind them. */
static bool spread(json_t *list) {
  static const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage"};
  for (size_t i = 0; i < json_array_size(list) && i < MOST_THINGS; i++) {
    json_t *thing = json_array_get(list, i);
    if (json_is_array(thing) && json_array_extend(list, thing)) return false;
    for (size_t k = 0; json_is_object(thing) && k < CASUS_COUNT(inside); k++) {
      json_t *value = json_object_get(thing, inside[k]);
      if ((json_is_object(value) || json_is_array(value)) && json_array_append(list, value)) return false;
    }
  }
  return true;
}

/* What scripts get wrong in JSON: raw line ends in strings, commas before a bracket, comments and CDATA around it. */
static casus_str mended(casus_str script, casus_arena *arena) {
  size_t start = 0, end = script.len, n = 0;
  while (start < end && script.ptr[start] != '{' && script.ptr[start] != '[') start++;
  while (end > start && script.ptr[end - 1] != '}' && script.ptr[end - 1] != ']') end--;
  char *out = casus_arena_alloc(arena, end - start + 1);
  bool quoted = false;
  for (size_t at = start; out && at < end; at++) {
    char c = script.ptr[at];
    bool escaped = quoted && c == '\\' && at + 1 < end;
    if (c == '"') quoted = !quoted;
    if ((unsigned char)c < ' ') c = ' ';
    size_t back = n;
    while (!quoted && (c == '}' || c == ']') && back && out[back - 1] == ' ') back--;
    if (!quoted && (c == '}' || c == ']') && back && out[back - 1] == ',') n = back - 1;
    out[n++] = c;
    if (escaped) out[n++] = script.ptr[++at];
  }
  return casus_str_of(out ? out : "", n);
}

/* The string behind "key": in a script that is no JSON; ptr NULL: none. */
static casus_str scan_string(casus_str script, const char *key, size_t from) {
  size_t at = casus_str_find(script, casus_str_from_c(key), from);
  if (at == SIZE_MAX) return (casus_str){NULL, 0};
  at += strlen(key);
  while (at < script.len && (casus_is_space(script.ptr[at]) || script.ptr[at] == ':')) at++;
  if (at >= script.len || script.ptr[at] != '"') return (casus_str){NULL, 0};
  size_t end = ++at;
  while (end < script.len && script.ptr[end] != '"') end += script.ptr[end] == '\\' ? 2 : 1;
  return casus_str_sub(script, at, end);
}

static void scan(casus_page_facts *facts, casus_str script) {
  casus_page_offer(facts, CASUS_PAGE_DATE, CASUS_RANK_LINKED, scan_string(script, "\"datePublished\"", 0));
  casus_page_offer(facts, CASUS_PAGE_UPDATED, CASUS_RANK_LINKED, scan_string(script, "\"dateModified\"", 0));
  casus_page_offer(facts, CASUS_PAGE_TITLE, CASUS_RANK_LAST, scan_string(script, "\"headline\"", 0));
  size_t author = casus_str_find(script, CASUS_STR("\"author\""), 0);
  size_t publisher = casus_str_find(script, CASUS_STR("\"publisher\""), 0);
  if (author != SIZE_MAX)
    casus_page_offer(facts, CASUS_PAGE_AUTHOR, CASUS_RANK_LINKED, scan_string(script, "\"name\"", author));
  if (publisher != SIZE_MAX)
    casus_page_offer(facts, CASUS_PAGE_PUBLISHER, CASUS_RANK_LINKED_OTHER, scan_string(script, "\"name\"", publisher));
}

static size_t depth_of(casus_str json) {
  size_t open = 0, most = 0;
  for (size_t at = 0; at < json.len; at++) {
    char c = json.ptr[at];
    if (c == '{' || c == '[') most = ++open > most ? open : most;
    if ((c == '}' || c == ']') && open) open--;
  }
  return most;
}

void casus_page_linked(casus_page_facts *facts, casus_str script) {
  casus_str json = mended(script, facts->arena);
  json_t *top = depth_of(json) <= DEPTH ? json_loadb(json.ptr, json.len, JSON_ALLOW_NUL, NULL) : NULL;
  if (!top) return scan(facts, script);
  json_t *list = json_array();
  bool whole = list && !json_array_append(list, top) && spread(list);
  facts->failed |= !whole;
  for (size_t i = 0; whole && i < json_array_size(list) && i < MOST_THINGS; i++)
    if (json_is_object(json_array_get(list, i))) offer_thing(facts, list, json_array_get(list, i));
  json_decref(list);
  json_decref(top);
}
