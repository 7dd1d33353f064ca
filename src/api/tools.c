#include "api/api.h"

int casus_tools_open(const char *data_folder, casus_tools *tools, casus_error *err) {
  casus_arena *arena = casus_arena_new();
  if (!arena) return casus_fail_memory(err);
  casus_tools opened = {.arena = arena};
  casus_str model;
  int rc = casus_data_get(data_folder, "models/english.casus-model", arena, &model, err);
  if (rc == CASUS_OK) rc = casus_model_open(data_folder, model, &opened.model, err);
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
