#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int casus_fail(casus_error *err, int code, size_t at, const char *format, ...) {
  if (err) {
    err->code = code;
    err->at = at;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
  }
  return code;
}

int casus_fail_memory(casus_error *err) { return casus_fail(err, CASUS_E_MEMORY, 0, "out of memory"); }

const char *casus_code_text(int code) {
  switch (code) {
#define CASUS_CODE_TEXT(name, value, exit, text)                                                   \
  case value:                                                                                      \
    return text;
    CASUS_CODES(CASUS_CODE_TEXT)
#undef CASUS_CODE_TEXT
  }
  return "unknown error";
}

int casus_code_exit(int code) {
  switch (code) {
#define CASUS_CODE_EXIT(name, value, exit, text)                                                   \
  case value:                                                                                      \
    return exit;
    CASUS_CODES(CASUS_CODE_EXIT)
#undef CASUS_CODE_EXIT
  }
  return 3;
}
