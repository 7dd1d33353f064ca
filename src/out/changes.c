/* What changed, on a terminal: what moves the risk first, what carries no weight last and together. */
#include "out/words.h"

enum { BELOW = 4 };

const char *casus_out_change_group(casus_change_weight weight) {
  static const char *const names[] = {"What moves the risk", "Obligations: who would be drawn in",
                                      "Incidents told, counted already", "Carries no weight in the likelihood"};
  return names[weight];
}

static void put_text(casus_buffer *out, const casus_change *c, const casus_style *style) {
  bool note = casus_str_eq(c->kind, CASUS_STR("note")), more = casus_str_eq(c->kind, CASUS_STR("more"));
  casus_buffer text = {0};
  casus_out_sentence_case(&text, c->text);
  bool known = c->known && c->weight != CASUS_CHANGE_COUNTED && !note && !more;
  if (known) casus_buffer_add_c(&text, " (known before)");
  casus_out_paragraph(out, note || more ? "" : "  • ", casus_buffer_str(&text), BELOW,
                      note || more ? CASUS_PAINT_DIM : CASUS_PAINT_BOLD, style);
  out->failed |= text.failed;
  casus_buffer_free(&text);
}

bool casus_out_same_telling(const casus_change *a, const casus_change *b) {
  return a->weight == b->weight && a->known == b->known && casus_str_eq(a->sentence, b->sentence);
}

/* `next`: a sentence that tells several things stands below the last of them. */
static void put_change(casus_buffer *out, const casus_change *c, const casus_change *next, const casus_style *style) {
  put_text(out, c, style);
  if (c->meaning.len) casus_out_paragraph(out, "", c->meaning, BELOW + 2, CASUS_PAINT_OFF, style);
  if (c->basis.len && c->weight == CASUS_CHANGE_BINDS)
    casus_out_paragraph(out, "", c->basis, BELOW + 2, CASUS_PAINT_DIM, style);
  casus_told told = {c->sentence, c->told, c->said_by, c->said_by_count};
  if (!next || !casus_out_same_telling(c, next)) casus_out_told(out, &told, BELOW + 2, style);
}

void casus_out_changes(casus_buffer *out, const casus_change *changes, size_t count, const casus_style *style) {
  if (count) casus_out_heading(out, style, "What changed");
  for (size_t i = 0; i < count; i++) {
    if (i && changes[i].weight != changes[i - 1].weight) {
      casus_buffer_add_char(out, '\n');
      casus_out_paint(out, style, CASUS_PAINT_DIM);
      casus_buffer_add_c(out, casus_out_change_group(changes[i].weight));
      casus_out_paint(out, style, CASUS_PAINT_OFF);
      casus_buffer_add_char(out, '\n');
    }
    put_change(out, &changes[i], i + 1 < count ? &changes[i + 1] : NULL, style);
  }
}
