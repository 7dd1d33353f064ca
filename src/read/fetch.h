/* Which addresses a fetch may reach. Private to read. */
#ifndef CASUS_READ_FETCH_H
#define CASUS_READ_FETCH_H

#include <sys/socket.h>

#include "read/read.h"

/* Loopback, private, link-local, shared, documentation, multicast and reserved networks, also inside an IPv6 address
 * that carries an IPv4 one; and everything that is neither IPv4 nor IPv6. */
bool casus_is_private_address(const struct sockaddr *address);

#endif
