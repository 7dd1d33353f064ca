#include "api/api.h"

const char *casus_care_name(casus_care reader) {
  static const char *const names[CASUS_CARE_COUNT] = {[CASUS_CARE_QUICK] = "quick",
                                                        [CASUS_CARE_CAREFUL] = "careful",
                                                        [CASUS_CARE_CAREFUL_TREES] = "careful-trees"};
  return names[reader];
}

int casus_care_find(const char *name, casus_care *reader, casus_error *err) {
  for (int i = 0; i < CASUS_CARE_COUNT; i++)
    if (strcmp(casus_care_name((casus_care)i), name) == 0) return *reader = (casus_care)i, CASUS_OK;
  return casus_fail(err, CASUS_E_USAGE, 0, "unknown reader (quick, careful, careful-trees): %s", name);
}

static int add_careful(const char *data_folder, casus_care reader, casus_tools *tools, casus_error *err) {
  casus_str bytes;
  if (reader == CASUS_CARE_QUICK) return CASUS_OK;
  int rc = casus_data_get(data_folder, "models/english-careful.casus-model", tools->arena, &bytes, err);
  return rc == CASUS_OK ? casus_model_add_careful(tools->model, bytes, reader == CASUS_CARE_CAREFUL_TREES, err) : rc;
}

int casus_tools_open(const char *data_folder, casus_care reader, casus_tools *tools, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  if (!arena) return casus_fail_memory(err);
  casus_tools opened = {.arena = arena};
  casus_str model;
  int rc = casus_data_get(data_folder, "models/english.casus-model", arena, &model, err);
  if (rc == CASUS_OK) rc = casus_model_open(data_folder, model, &opened.model, err);
  if (rc == CASUS_OK) rc = add_careful(data_folder, reader, &opened, err);
  if (rc == CASUS_OK) rc = casus_coder_open(data_folder, &opened.coder, err);
  if (rc != CASUS_OK) {
    casus_tools_close(&opened);
    return rc;
  }
  *tools = opened;
  return CASUS_OK;
}

void casus_tools_close(casus_tools *tools) {
  casus_coder_free(tools->coder);
  casus_model_free(tools->model);
  casus_arena_free(tools->arena);
  *tools = (casus_tools){0};
}
