/* A page or feed from the network, by libcurl. That is some thirty libraries which would cost every start of the
 * program as much again as it takes, so they are loaded when an address is named on the command line, and only then. */
#include "read/fetch.h"

#include <curl/curl.h>
#include <dlfcn.h>

#include "read/warc.h"

enum { DEFAULT_BYTES = 16 << 20, DEFAULT_SECONDS = 60, DEFAULT_REDIRECTS = 5 };

#undef curl_easy_setopt /* a check around the call */
#undef curl_easy_getinfo
#define CALLS(X)                                                                                                       \
  X(curl_global_init)                                                                                                  \
  X(curl_easy_init)                                                                                                    \
  X(curl_easy_setopt)                                                                                                  \
  X(curl_easy_perform)                                                                                                 \
  X(curl_easy_getinfo)                                                                                                 \
  X(curl_easy_strerror)                                                                                                \
  X(curl_easy_cleanup)

typedef struct curl_calls {
#define FIELD(name) __typeof__(&name) name;
  CALLS(FIELD)
#undef FIELD
} curl_calls;

typedef struct fetching {
  const casus_fetch_limits *limits;
  casus_buffer *out;
  bool refused_address;
} fetching;

bool casus_is_address(const char *path) {
  casus_str s = casus_str_from_c(path);
  return casus_str_ieq(casus_str_sub(s, 0, 7), CASUS_STR("http://")) ||
         casus_str_ieq(casus_str_sub(s, 0, 8), CASUS_STR("https://"));
}

static int load(curl_calls *c, casus_error *err) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL), *call;
  if (!library) return casus_fail(err, CASUS_E_SYSTEM, 0, "an address needs libcurl (package libcurl4): %s", dlerror());
#define LOAD(name)                                                                                                     \
  if (!(call = dlsym(library, #name))) return casus_fail(err, CASUS_E_SYSTEM, 0, "this libcurl lacks %s", #name);      \
  memcpy(&c->name, &call, sizeof call);
  CALLS(LOAD)
#undef LOAD
  return c->curl_global_init(CURL_GLOBAL_DEFAULT) ? casus_fail(err, CASUS_E_SYSTEM, 0, "libcurl does not start")
                                                  : CASUS_OK;
}

static size_t keep(char *bytes, size_t size, size_t count, void *context) {
  fetching *f = context;
  casus_buffer_add(f->out, casus_str_of(bytes, size * count));
  return f->out->failed ? 0 : size * count;
}

/* Asked for every connection, behind the names and redirects: what it sees is where the bytes would go. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to) {
  fetching *f = context;
  (void)purpose;
  if (!f->limits->allow_private && casus_is_private_address(&to->addr)) {
    f->refused_address = true;
    return CURL_SOCKET_BAD;
  }
  return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static void set_up(const curl_calls *c, CURL *curl, const char *url, fetching *f) {
  const casus_fetch_limits *l = f->limits;
  c->curl_easy_setopt(curl, CURLOPT_URL, url);
  c->curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  c->curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  c->curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  c->curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)(l->redirects ? l->redirects : DEFAULT_REDIRECTS));
  c->curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)(l->seconds ? l->seconds : DEFAULT_SECONDS));
  c->curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  c->curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  c->curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  c->curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* behind one, nobody sees where the bytes go */
  c->curl_easy_setopt(curl, CURLOPT_USERAGENT, "casus/" CASUS_VERSION);
  c->curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, keep);
  c->curl_easy_setopt(curl, CURLOPT_WRITEDATA, f);
  c->curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  c->curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, f);
}

static int tell(const curl_calls *c, CURLcode code, const fetching *f, casus_error *err) {
  if (f->refused_address)
    return casus_refuse(err, CASUS_FAULT_NOT_FOLLOWED, 0,
                        "leads to a private address, which is not opened (--allow-private)");
  if (f->out->failed) return casus_refuse(err, CASUS_FAULT_FETCH, 0, "over %zu bytes (--max-fetch)", f->out->limit);
  return casus_refuse(err, CASUS_FAULT_UNREADABLE, 0, "not fetched: %s", c->curl_easy_strerror(code));
}

int casus_fetch(const char *url, const casus_fetch_limits *limits, casus_buffer *out, casus_arena *arena,
                casus_str *charset, casus_error *err) {
  curl_calls calls = {0};
  int rc = load(&calls, err);
  CURL *curl = rc == CASUS_OK ? calls.curl_easy_init() : NULL;
  if (rc != CASUS_OK) return rc;
  if (!curl) return casus_fail_memory(err);
  fetching f = {.limits = limits, .out = out};
  out->limit = limits->bytes ? limits->bytes : DEFAULT_BYTES;
  set_up(&calls, curl, url, &f);
  CURLcode code = calls.curl_easy_perform(curl);
  const char *type = NULL;
  if (code != CURLE_OK) rc = tell(&calls, code, &f, err);
  if (rc == CASUS_OK) calls.curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  casus_str media, found;
  casus_media_type(casus_str_from_c(type), &media, &found);
  *charset = casus_arena_copy(arena, found);
  if (rc == CASUS_OK && !charset->ptr) rc = casus_fail_memory(err);
  calls.curl_easy_cleanup(curl);
  return rc;
}
