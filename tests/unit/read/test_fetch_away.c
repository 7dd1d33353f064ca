/* Where a fetch is led: a server on 127.0.0.1, which counts as public here, sends it to private addresses, in circles,
 * and on without an end. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "read/fetch.h"
#include "unit/read/opened.h"

static struct {
  int socket;
  unsigned port;
  atomic_int arrived;           /* requests for /inside */
  atomic_int asked, rebinds_at; /* the address counts as private from this question on; 0: never */
} server;

bool __real_casus_is_private_address(const struct sockaddr *address);
bool __wrap_casus_is_private_address(const struct sockaddr *address);
bool __wrap_casus_is_private_address(const struct sockaddr *address) {
  const struct sockaddr_in *four = (const struct sockaddr_in *)(const void *)address;
  bool here = address->sa_family == AF_INET && ntohl(four->sin_addr.s_addr) == INADDR_LOOPBACK;
  int asked = atomic_fetch_add(&server.asked, 1) + 1, turns = atomic_load(&server.rebinds_at);
  return here ? turns && asked >= turns : __real_casus_is_private_address(address);
}

static void send_text(int to, const char *text) {
  size_t length = strlen(text);
  while (length) {
    ssize_t sent = send(to, text, length, MSG_NOSIGNAL);
    if (sent <= 0) return;
    text += sent, length -= (size_t)sent;
  }
}

static void send_endlessly(int to) {
  static const char block[4096] = "<p>on and on";
  send_text(to, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
  while (send(to, block, sizeof block, MSG_NOSIGNAL) > 0) continue;
}

static void answer(int to) {
  static const char *const away[] = {"/inside-name http://127.0.0.2:%u/inside",
                                     "/inside-decimal http://2130706434:%u/inside",
                                     "/inside-octal http://0177.0.0.2:%u/inside",
                                     "/inside-mapped http://[::ffff:127.0.0.2]:%u/inside",
                                     "/inside-zero http://0.0.0.0:%u/inside",
                                     "/inside-link http://169.254.1.1:%u/inside",
                                     "/circle http://127.0.0.1:%u/circle",
                                     "/once http://127.0.0.1:%u/page",
                                     "/file file:///etc/passwd#%u"};
  char request[2048] = "", reply[512];
  ssize_t got = recv(to, request, sizeof request - 1, 0);
  casus_str rest = casus_str_of(request, got > 0 ? (size_t)got : 0), path = {NULL, 0};
  for (int i = 0; i < 2; i++) casus_str_split(&rest, ' ', &path);
  if (casus_str_eq(path, CASUS_STR("/inside"))) atomic_fetch_add(&server.arrived, 1);
  if (casus_str_eq(path, CASUS_STR("/endless"))) send_endlessly(to);
  if (casus_str_eq(path, CASUS_STR("/slow"))) sleep(3);
  for (size_t i = 0; i < CASUS_COUNT(away); i++) {
    casus_str line = casus_str_from_c(away[i]), from;
    casus_str_split(&line, ' ', &from);
    if (!casus_str_eq(path, from)) continue;
    int n = snprintf(reply, sizeof reply, "HTTP/1.1 302 Found\r\nConnection: close\r\nContent-Length: 0\r\nLocation: ");
    snprintf(reply + n, sizeof reply - (size_t)n, line.ptr, server.port);
    send_text(to, reply);
    send_text(to, "\r\n\r\n");
  }
  if (casus_str_eq(path, CASUS_STR("/page")))
    send_text(to, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
                  "Content-Length: 10\r\n\r\n<p>One.<p>");
}

static void *serve(void *unused) {
  (void)unused;
  for (int to; (to = accept(server.socket, NULL, NULL)) >= 0; close(to)) answer(to);
  return NULL;
}

static int start(void **state) {
  (void)state;
  static pthread_t thread;
  struct sockaddr_in at = {.sin_family = AF_INET};
  socklen_t size = sizeof at;
  server.socket = socket(AF_INET, SOCK_STREAM, 0);
  if (server.socket < 0 || bind(server.socket, (struct sockaddr *)&at, size) || listen(server.socket, 8)) return 1;
  if (getsockname(server.socket, (struct sockaddr *)&at, &size)) return 1;
  server.port = ntohs(at.sin_port);
  return pthread_create(&thread, NULL, serve, NULL) || pthread_detach(thread);
}

static int fetch(const char *path, casus_fetch_limits limits, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  casus_buffer out = {0};
  casus_str charset, url = casus_arena_printf(arena, "http://127.0.0.1:%u%s", server.port, path);
  *err = (casus_error){0};
  int rc = casus_fetch(url.ptr, &limits, &out, arena, &charset, err);
  casus_buffer_free(&out);
  casus_arena_free(arena);
  return rc;
}

static void nothing_leads_inside(void **state) {
  (void)state;
  static const char *const paths[] = {"/inside-name",   "/inside-decimal", "/inside-octal",
                                      "/inside-mapped", "/inside-zero",    "/inside-link"};
  casus_error err;
  assert_int_equal(fetch("/page", (casus_fetch_limits){0}, &err), CASUS_OK);
  for (size_t i = 0; i < CASUS_COUNT(paths); i++) {
    assert_int_equal(fetch(paths[i], (casus_fetch_limits){0}, &err), CASUS_E_INPUT);
    if (!strstr(err.message, "private address")) fail_msg("%s: %s", paths[i], err.message);
  }
  assert_int_equal(atomic_load(&server.arrived), 0);
  assert_int_equal(fetch("/inside-name", (casus_fetch_limits){.allow_private = true}, &err), CASUS_E_INPUT);
  assert_int_equal(atomic_load(&server.arrived), 1); /* the server has no answer there, but was asked */
}

/* A name that leads outside when it is looked up first, and inside the next time. */
static void every_connection_is_asked_for(void **state) {
  (void)state;
  casus_error err;
  assert_int_equal(fetch("/once", (casus_fetch_limits){0}, &err), CASUS_OK);
  atomic_store(&server.asked, 0);
  atomic_store(&server.rebinds_at, 2);
  assert_int_equal(fetch("/once", (casus_fetch_limits){0}, &err), CASUS_E_INPUT);
  assert_non_null(strstr(err.message, "private address"));
  atomic_store(&server.rebinds_at, 0);
}

static void limits_end_a_fetch(void **state) {
  (void)state;
  casus_error err;
  assert_int_equal(fetch("/circle", (casus_fetch_limits){.redirects = 3}, &err), CASUS_E_INPUT);
  assert_int_equal(fetch("/file", (casus_fetch_limits){0}, &err), CASUS_E_INPUT);
  assert_int_equal(fetch("/endless", (casus_fetch_limits){.bytes = 100000}, &err), CASUS_E_LIMIT);
  assert_non_null(strstr(err.message, "--max-fetch"));
  assert_int_equal(fetch("/slow", (casus_fetch_limits){.seconds = 1}, &err), CASUS_E_INPUT);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_leads_inside),
                                     cmocka_unit_test(every_connection_is_asked_for),
                                     cmocka_unit_test(limits_end_a_fetch)};
  return cmocka_run_group_tests(tests, start, NULL);
}
