#include <netinet/in.h>

#include "read/fetch.h"

typedef struct network {
  unsigned char bytes[16];
  int bits;
} network;

/* IANA's special-purpose registry of IPv4 (RFC 6890 and later), what is not globally reachable. */
static const network networks4[] = {
    {{0}, 8},          {{10}, 8},         {{100, 64}, 10},  {{127}, 8},      {{169, 254}, 16},     {{172, 16}, 12},
    {{192, 0, 0}, 24}, {{192, 0, 2}, 24}, {{192, 168}, 16}, {{198, 18}, 15}, {{198, 51, 100}, 24}, {{203, 0, 113}, 24},
    {{224}, 4},        {{240}, 4},
};
/* The same of IPv6: only 2000::/3 is given out at all, and parts of that are special. */
static const network global6 = {{0x20}, 3};
static const network networks6[] = {{{0x20, 0x01, 0x0D, 0xB8}, 32}, {{0x20, 0x01, 0, 0}, 23}, {{0x3F, 0xFF}, 20}};
/* IPv6 that carries IPv4, and the byte where that begins. */
static const struct {
  network outer;
  int at;
} carriers[] = {
    {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, 96}, 12}, /* mapped */
    {{{0, 0x64, 0xFF, 0x9B}, 96}, 12},                      /* translated */
    {{{0x20, 0x02}, 16}, 2},                                /* 6to4 */
};

static bool lies_in(const unsigned char *address, const network *n) {
  int whole = n->bits / 8, rest = n->bits % 8;
  if (memcmp(address, n->bytes, (size_t)whole) != 0) return false;
  return !rest || (address[whole] ^ n->bytes[whole]) >> (8 - rest) == 0;
}

static bool is_private4(const unsigned char *address) {
  for (size_t i = 0; i < CASUS_COUNT(networks4); i++)
    if (lies_in(address, &networks4[i])) return true;
  return false;
}

static bool is_private6(const unsigned char *address) {
  for (size_t i = 0; i < CASUS_COUNT(carriers); i++)
    if (lies_in(address, &carriers[i].outer)) return is_private4(address + carriers[i].at);
  for (size_t i = 0; i < CASUS_COUNT(networks6); i++)
    if (lies_in(address, &networks6[i])) return true;
  return !lies_in(address, &global6);
}

bool casus_is_private_address(const struct sockaddr *address) {
  if (address->sa_family == AF_INET)
    return is_private4((const unsigned char *)&((const struct sockaddr_in *)(const void *)address)->sin_addr);
  if (address->sa_family == AF_INET6)
    return is_private6((const unsigned char *)&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
  return true;
}
