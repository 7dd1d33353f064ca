/* CSV and TSV, whole and in pieces (the first byte tells how long). */
#include "read_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) { return read_both(data, size, CASUS_FORMAT_CSV, true); }
