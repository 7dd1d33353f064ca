/* Any bytes as a text or a page: documents are valid UTF-8, their maps never leave the input nor, but in HTML, go back.
 * The first byte picks the format. */
#include "read_format.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bool html = size && data[0] % 2 == 0;
  return read_both(data, size, html ? CASUS_FORMAT_HTML : CASUS_FORMAT_TEXT, !html);
}
