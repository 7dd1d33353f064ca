/* Which addresses a fetch may reach. */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "read/fetch.h"
#include "unit/read/opened.h"

static bool is_private(const char *text) {
  struct sockaddr_in four = {.sin_family = AF_INET};
  struct sockaddr_in6 six = {.sin6_family = AF_INET6};
  if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return casus_is_private_address((struct sockaddr *)&four);
  assert_int_equal(inet_pton(AF_INET6, text, &six.sin6_addr), 1);
  return casus_is_private_address((struct sockaddr *)&six);
}

static void private_networks_are_known(void **state) {
  (void)state;
  static const char *const inside[] = {"127.0.0.1",     "10.1.2.3",         "172.16.0.1",      "172.31.255.255",
                                       "192.168.1.1",   "169.254.169.254",  "0.0.0.0",         "100.64.0.1",
                                       "224.0.0.1",     "255.255.255.255",  "198.18.0.1",      "::",
                                       "::1",           "fe80::1",          "fc00::1",         "fd12:3456::1",
                                       "ff02::1",       "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::192.168.1.1",
                                       "2002:7f00:1::", "2001:db8::1",      "::127.0.0.1"};
  static const char *const outside[] = {"1.1.1.1",        "172.15.0.1",       "172.32.0.1",    "192.169.0.1",
                                        "100.128.0.1",    "9.255.255.255",    "2606:4700::1",  "2a00:1450::1",
                                        "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"};
  for (size_t i = 0; i < CASUS_COUNT(inside); i++) assert_true(is_private(inside[i]));
  for (size_t i = 0; i < CASUS_COUNT(outside); i++) assert_false(is_private(outside[i]));
  struct sockaddr local = {.sa_family = AF_UNIX};
  assert_true(casus_is_private_address(&local));
}

static void addresses_are_told_from_files(void **state) {
  (void)state;
  assert_true(casus_is_address("https://a.example/"));
  assert_true(casus_is_address("HTTP://a.example/"));
  assert_false(casus_is_address("file:///etc/passwd"));
  assert_false(casus_is_address("http:"));
  assert_false(casus_is_address("news/http://x"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(private_networks_are_known),
                                     cmocka_unit_test(addresses_are_told_from_files)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
