#include "text/text.h"

int casus_text_read(const casus_model *model, casus_str bytes, casus_date published, casus_arena *arena,
                    casus_text *text, casus_error *err) {
  casus_text read = {0};
  int code = casus_text_split(model, bytes, arena, &read, err);
  if (!code) code = casus_text_parse(model, arena, &read, err);
  if (!code) code = casus_text_annotate(model, published, arena, &read, err);
  if (!code) *text = read;
  return code;
}
