#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 5, 0))) static void tell(casus_error *err, int code, casus_fault fault, size_t at,
                                                       const char *format, va_list args) {
  if (!err) return;
  err->code = code;
  err->fault = fault;
  err->at = at;
  vsnprintf(err->message, sizeof err->message, format, args);
}

int casus_fail(casus_error *err, int code, size_t at, const char *format, ...) {
  va_list args;
  va_start(args, format);
  tell(err, code, CASUS_FAULT_NONE, at, format, args);
  va_end(args);
  return code;
}

int casus_refuse(casus_error *err, casus_fault fault, size_t at, const char *format, ...) {
  int code = fault >= CASUS_FAULT_BYTES ? CASUS_E_LIMIT : CASUS_E_INPUT;
  va_list args;
  va_start(args, format);
  tell(err, code, fault, at, format, args);
  va_end(args);
  return code;
}

const char *casus_fault_word(casus_fault fault) {
#define CASUS_FAULT_WORD(name, word, people) word,
  static const char *const words[CASUS_FAULT_COUNT] = {CASUS_FAULTS(CASUS_FAULT_WORD)};
#undef CASUS_FAULT_WORD
  return words[fault];
}

const char *casus_fault_people(casus_fault fault) {
#define CASUS_FAULT_PEOPLE(name, word, people) people,
  static const char *const words[CASUS_FAULT_COUNT] = {CASUS_FAULTS(CASUS_FAULT_PEOPLE)};
#undef CASUS_FAULT_PEOPLE
  return words[fault];
}

int casus_fail_memory(casus_error *err) { return casus_fail(err, CASUS_E_MEMORY, 0, "out of memory"); }

int casus_fail_system(casus_error *err, const char *path, int why) {
  return casus_fail(err, CASUS_E_SYSTEM, 0, "%s: %s", path, strerror(why));
}

const char *casus_code_text(int code) {
  switch (code) {
#define CASUS_CODE_TEXT(name, value, exit, text)                                                                       \
  case value:                                                                                                          \
    return text;
    CASUS_CODES(CASUS_CODE_TEXT)
#undef CASUS_CODE_TEXT
  }
  return "unknown error";
}

int casus_code_exit(int code) {
  switch (code) {
#define CASUS_CODE_EXIT(name, value, exit, text)                                                                       \
  case value:                                                                                                          \
    return exit;
    CASUS_CODES(CASUS_CODE_EXIT)
#undef CASUS_CODE_EXIT
  }
  return 3;
}
