/* Marks in the last column of CoNLL-U: Deed=ASSAULT|Manner=claimed|Sure=0.83|Doer=3,5|Other=7|Says=Yes|Speaker=12 */
#include "text/marks.h"

static const casus_str role_names[CASUS_ROLE_COUNT] = {[CASUS_ROLE_DOER] = CASUS_STR_INIT("Doer"),
                                                       [CASUS_ROLE_OTHER] = CASUS_STR_INIT("Other"),
                                                       [CASUS_ROLE_SPEAKER] = CASUS_STR_INIT("Speaker")};

static int read_links(casus_str numbers, uint8_t role, casus_arena *arena, casus_marks *marks) {
  casus_str number;
  while (casus_str_split(&numbers, ',', &number)) {
    int64_t word;
    if (!casus_parse_int(number, &word) || word < 1 || word > INT32_MAX) return CASUS_E_INPUT;
    casus_link *link = casus_vec_push(&marks->links, arena);
    if (!link) return CASUS_E_MEMORY;
    *link = (casus_link){(uint32_t)(word - 1), role, 1};
  }
  return CASUS_OK;
}

static int read_item(casus_str key, casus_str value, casus_arena *arena, casus_marks *marks, casus_mark *mark) {
  if (casus_str_eq(key, CASUS_STR("Deed")))
    mark->kind = casus_arena_copy(arena, value), mark->deed = 1;
  else if (casus_str_eq(key, CASUS_STR("Manner")))
    mark->manner = casus_arena_copy(arena, value);
  else if (casus_str_eq(key, CASUS_STR("Says")))
    mark->says = 1;
  for (uint8_t role = 0; role < CASUS_ROLE_COUNT; role++)
    if (casus_str_eq(key, role_names[role])) return read_links(value, role, arena, marks);
  return mark->kind.ptr && mark->manner.ptr ? CASUS_OK : CASUS_E_MEMORY;
}

int casus_mark_read(casus_str misc, uint32_t token, casus_arena *arena, casus_marks *marks) {
  casus_mark mark = {.token = token, .kind = CASUS_STR(""), .manner = CASUS_STR("")};
  mark.first_link = (uint32_t)marks->links.count;
  casus_str value, key = {0};
  while (casus_str_split(&misc, '|', &value)) {
    if (!casus_str_split(&value, '=', &key) || !value.len) continue;
    int code = read_item(key, value, arena, marks, &mark);
    if (code) return code;
  }
  if (mark.deed <= 0 && mark.says <= 0) {
    marks->links.count = mark.first_link;
    return CASUS_OK;
  }
  mark.last_link = (uint32_t)marks->links.count;
  casus_mark *slot = casus_vec_push(&marks->marks, arena);
  if (!slot) return CASUS_E_MEMORY;
  *slot = mark;
  return CASUS_OK;
}

static void write_links(casus_buffer *out, const casus_text *text, const casus_mark *mark, uint32_t first) {
  for (uint8_t role = 0; role < CASUS_ROLE_COUNT; role++) {
    bool told = false;
    for (uint32_t i = mark->first_link; i < mark->last_link; i++) {
      if (text->links[i].role != role) continue;
      if (!told) casus_buffer_printf(out, "|%s=", role_names[role].ptr);
      casus_buffer_printf(out, "%s%u", told ? "," : "", text->links[i].token - first + 1);
      told = true;
    }
  }
}

void casus_mark_write(casus_buffer *out, const casus_text *text, const casus_mark *mark, uint32_t first) {
  if (mark->kind.len)
    casus_buffer_printf(out, "Deed=%.*s|Manner=%.*s|Sure=%.2f", CASUS_STR_FMT(mark->kind), CASUS_STR_FMT(mark->manner),
                        (double)mark->deed);
  if (mark->says > 0) casus_buffer_add_c(out, mark->kind.len ? "|Says=Yes" : "Says=Yes");
  write_links(out, text, mark, first);
}
