#include "text/text.h"

const char *casus_upos_name(unsigned upos) {
#define NAME(name) #name,
  static const char *const names[] = {CASUS_UPOS_LIST(NAME)};
#undef NAME
  return upos < CASUS_UPOS_COUNT ? names[upos] : "_";
}

const char *casus_deprel_name(unsigned deprel) {
#define NAME(name) #name,
  static const char *const names[] = {CASUS_DEPREL_LIST(NAME)};
#undef NAME
  return deprel < CASUS_DEP_COUNT ? names[deprel] : "dep";
}

const char *casus_subrel_name(unsigned subrel) {
  static const char *const names[] = {
      [CASUS_SUB_NONE] = "",     [CASUS_SUB_pass] = "pass",   [CASUS_SUB_agent] = "agent",
      [CASUS_SUB_poss] = "poss", [CASUS_SUB_prt] = "prt",     [CASUS_SUB_relcl] = "relcl",
      [CASUS_SUB_tmod] = "tmod", [CASUS_SUB_npmod] = "npmod", [CASUS_SUB_outer] = "outer",
      [CASUS_SUB_OTHER] = ""};
  return subrel < CASUS_COUNT(names) ? names[subrel] : "";
}
