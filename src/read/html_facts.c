#include <jansson.h>

#include "read/html.h"

/* What a meta element's property or name may say, by field; earlier ones win. */
typedef struct fact {
  const char *name;
  size_t field; /* offset of a casus_str in casus_document */
} fact;
static const fact facts[] = {
    {"og:title", offsetof(casus_document, title)},
    {"twitter:title", offsetof(casus_document, title)},
    {"og:site_name", offsetof(casus_document, publisher)},
    {"publisher", offsetof(casus_document, publisher)},
    {"application-name", offsetof(casus_document, publisher)},
    {"author", offsetof(casus_document, author)},
    {"article:author", offsetof(casus_document, author)},
    {"og:url", offsetof(casus_document, url)},
};
static const char *const date_names[] = {
    "article:published_time", "og:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date",
    "dc.date.issued",         "parsely-pub-date",  "sailthru.date"};

static int keep(casus_str *field, casus_str value, casus_arena *arena, casus_error *err) {
  value = casus_str_trim(value);
  if (field->ptr || !value.len) return CASUS_OK;
  casus_str copy = casus_arena_copy(arena, value);
  if (!copy.ptr) return casus_fail_memory(err);
  *field = copy;
  return CASUS_OK;
}

static void keep_date(casus_document *document, casus_str value) {
  if (casus_date_known(document->date) || !value.len) return;
  if (!casus_date_parse(casus_str_trim(value), &document->date)) casus_find_date(value, &document->date);
}

static int read_meta(const GumboNode *node, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_str name = casus_html_attribute(node, "property"), content = casus_html_attribute(node, "content");
  if (!name.ptr) name = casus_html_attribute(node, "name");
  if (!name.ptr) name = casus_html_attribute(node, "itemprop");
  if (!name.ptr || !content.ptr) return CASUS_OK;
  for (size_t i = 0; i < CASUS_COUNT(date_names); i++)
    if (casus_str_ieq(name, casus_str_from_c(date_names[i]))) keep_date(document, content);
  for (size_t i = 0; i < CASUS_COUNT(facts); i++) {
    if (!casus_str_ieq(name, casus_str_from_c(facts[i].name))) continue;
    int rc = keep((casus_str *)((char *)document + facts[i].field), content, arena, err);
    if (rc != CASUS_OK) return rc;
  }
  return CASUS_OK;
}

static casus_str json_text(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  if (json_is_array(value)) value = json_array_get(value, 0);
  if (json_is_object(value)) value = json_object_get(value, "name");
  return json_is_string(value) ? casus_str_of(json_string_value(value), json_string_length(value))
                               : (casus_str){NULL, 0};
}

static int read_linked_object(const json_t *object, casus_arena *arena, casus_document *document, casus_error *err) {
  if (!json_object_get(object, "headline")) return CASUS_OK;
  keep_date(document, json_text(object, "datePublished"));
  int rc = keep(&document->title, json_text(object, "headline"), arena, err);
  if (rc == CASUS_OK) rc = keep(&document->publisher, json_text(object, "publisher"), arena, err);
  if (rc == CASUS_OK) rc = keep(&document->author, json_text(object, "author"), arena, err);
  return rc;
}

/* schema.org facts in a JSON-LD script: an object, a list, or a "@graph" of objects. Broken JSON is passed over. */
static int read_linked(casus_str text, casus_arena *arena, casus_document *document, casus_error *err) {
  json_t *top = json_loadb(text.ptr, text.len, 0, NULL);
  const json_t *list = json_is_object(top) ? json_object_get(top, "@graph") : top;
  int rc = json_is_object(top) ? read_linked_object(top, arena, document, err) : CASUS_OK;
  for (size_t i = 0; rc == CASUS_OK && i < json_array_size(list); i++)
    rc = read_linked_object(json_array_get(list, i), arena, document, err);
  json_decref(top);
  return rc;
}

static casus_str only_text(const GumboNode *node) {
  const GumboVector *below = &node->v.element.children;
  const GumboNode *child = below->length ? below->data[0] : NULL;
  bool text = child && (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA);
  return casus_str_from_c(text ? child->v.text.text : NULL);
}

static int read_element(const GumboNode *node, casus_arena *arena, casus_document *document, casus_str *plain_title,
                        casus_error *err) {
  switch (node->v.element.tag) {
  case GUMBO_TAG_META:
    return read_meta(node, arena, document, err);
  case GUMBO_TAG_HTML:
    return keep(&document->language, casus_html_attribute(node, "lang"), arena, err);
  case GUMBO_TAG_TIME:
    keep_date(document, casus_html_attribute(node, "datetime"));
    return CASUS_OK;
  case GUMBO_TAG_SCRIPT:
    if (!casus_str_ieq(casus_html_attribute(node, "type"), CASUS_STR("application/ld+json"))) return CASUS_OK;
    return only_text(node).ptr ? read_linked(only_text(node), arena, document, err) : CASUS_OK;
  case GUMBO_TAG_H1:
  case GUMBO_TAG_TITLE:
    if (!plain_title->ptr) *plain_title = only_text(node);
    return CASUS_OK;
  case GUMBO_TAG_LINK:
    if (!casus_str_ieq(casus_html_attribute(node, "rel"), CASUS_STR("canonical"))) return CASUS_OK;
    return keep(&document->url, casus_html_attribute(node, "href"), arena, err);
  default:
    return CASUS_OK;
  }
}

int casus_html_facts(const GumboNode *root, casus_arena *arena, casus_document *document, casus_error *err) {
  casus_str plain_title = {NULL, 0};
  casus_html_walk walk = casus_html_walk_of(root);
  int rc = CASUS_OK;
  while (rc == CASUS_OK && casus_html_step(&walk, false))
    if (!walk.leaving && walk.node->type == GUMBO_NODE_ELEMENT)
      rc = read_element(walk.node, arena, document, &plain_title, err);
  if (rc == CASUS_OK && plain_title.ptr) rc = keep(&document->title, plain_title, arena, err);
  return rc;
}
