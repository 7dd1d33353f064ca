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

bool casus_upos_find(casus_str name, uint8_t *upos) {
  for (unsigned i = 0; i < CASUS_UPOS_COUNT; i++)
    if (casus_str_eq(name, casus_str_from_c(casus_upos_name(i)))) return *upos = (uint8_t)i, true;
  return false;
}

static uint8_t find_subrel(casus_str name) {
  if (!name.len) return CASUS_SUB_NONE;
  if (casus_str_eq(name, CASUS_STR("unmarked"))) return CASUS_SUB_tmod;
  for (unsigned i = CASUS_SUB_NONE + 1; i < CASUS_SUB_OTHER; i++)
    if (casus_str_eq(name, casus_str_from_c(casus_subrel_name(i)))) return (uint8_t)i;
  return CASUS_SUB_OTHER;
}

bool casus_relation_find(casus_str name, uint8_t *deprel, uint8_t *subrel) {
  casus_str main = {0};
  casus_str_split(&name, ':', &main);
  *subrel = find_subrel(name);
  for (unsigned i = 0; i < CASUS_DEP_COUNT; i++)
    if (casus_str_eq(main, casus_str_from_c(casus_deprel_name(i)))) return *deprel = (uint8_t)i, true;
  return false;
}
