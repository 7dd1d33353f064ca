/* Any bytes as a text or a page: documents are valid UTF-8, their maps never leave the input nor, but in HTML, go back;
 * of packed bytes they lead into what was unpacked. The first byte picks the format. */
#include "read/stream.h"
#include "read_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bool html = size && data[0] % 2 == 0;
  casus_str bytes = size ? casus_str_of((const char *)data + 1, size - 1) : CASUS_STR("");
  bool ordered = !html && !casus_is_gzip(bytes) && !casus_is_zstd(bytes);
  return read_both(data, size, html ? CASUS_FORMAT_HTML : CASUS_FORMAT_TEXT, ordered);
}
