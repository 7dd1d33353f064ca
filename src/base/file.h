#ifndef CASUS_BASE_FILE_H
#define CASUS_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

/* Append a whole file to `out`; "-" is standard input. CASUS_E_LIMIT when it holds more than `limit` bytes
 * (0: no limit), CASUS_E_SYSTEM when it cannot be read (the message names path and reason). */
int casus_file_read(const char *path, size_t limit, casus_buffer *out, casus_error *err);
/* Write `bytes` to `path`: whole or not at all, and nothing is left beside it. "-": standard output. */
int casus_file_write(const char *path, casus_str bytes, casus_error *err);

#endif
