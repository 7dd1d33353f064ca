/* VISCII (RFC 1456), the Vietnamese encoding that ICU lacks. Private to read. */
#ifndef CASUS_READ_VISCII_H
#define CASUS_READ_VISCII_H

#include <stdint.h>

uint32_t casus_viscii(unsigned char byte);

#endif
