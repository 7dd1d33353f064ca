/* Who does what to whom, and who says so, in words: names where there is room, codes where there is not. */
#include "out/words.h"

/* How much of a party is shown: as written with its state, states alone, codes alone. */
typedef enum fullness { AS_WRITTEN, NAMES, CODES } fullness;

casus_str casus_out_actor(const casus_style *style, casus_str code) {
  casus_str name = style->names ? casus_atlas_name(style->names, code) : CASUS_STR("");
  return name.len ? name : code;
}

/* "Kamikawa (Japan)", "Japan" */
static void add_as_written(casus_buffer *out, casus_str words, casus_str name) {
  if (!words.len || (name.len && casus_str_starts(name, words))) { /* "Philippine" says no more than the name */
    casus_buffer_add(out, name.len ? name : CASUS_STR("?"));
    return;
  }
  casus_buffer_add(out, words);
  if (!name.len || casus_str_find(words, name, 0) != SIZE_MAX) return;
  casus_buffer_add_c(out, " (");
  casus_buffer_add(out, name);
  casus_buffer_add_char(out, ')');
}

static void add_party(casus_buffer *out, const casus_party *party, fullness how, const casus_style *style) {
  casus_str words = party->text.len ? party->text : party->name;
  casus_str name = how == CODES ? party->actor : casus_out_actor(style, party->actor);
  if (how == AS_WRITTEN || !name.len)
    add_as_written(out, words, name);
  else
    casus_buffer_add(out, name);
}

/* Has this party been named before, as far as is shown of it? */
static bool repeats(const casus_party *parties, size_t at, fullness how) {
  for (size_t i = 0; i < at; i++) {
    const casus_party *a = &parties[i], *b = &parties[at];
    bool same_text = casus_str_eq(a->text, b->text);
    if (casus_str_eq(a->actor, b->actor) && (same_text || (how != AS_WRITTEN && a->actor.len))) return true;
  }
  return false;
}

static void add_parties(casus_buffer *out, const casus_party *parties, size_t count, fullness how,
                        const char *separator, const casus_style *style) {
  for (size_t i = 0; i < count; i++) {
    if (repeats(parties, i, how)) continue;
    if (i) casus_buffer_add_c(out, separator);
    add_party(out, &parties[i], how, style);
  }
}

bool casus_out_reciprocal(const casus_event *e) {
  if (e->source_count < 2 || e->source_count != e->target_count) return false;
  for (size_t i = 0; i < e->source_count; i++) {
    const casus_party *a = &e->source[i], *b = &e->target[i];
    if (!casus_str_eq(a->actor, b->actor) || !casus_str_eq(a->text, b->text)) return false;
  }
  return true;
}

void casus_out_amount(casus_buffer *out, casus_quantity amount) {
  char text[48];
  casus_buffer_add(out, casus_str_of(text, casus_format_scaled(amount.value, text)));
  if (!amount.unit.len) return;
  if (!casus_str_eq(amount.unit, CASUS_STR("%"))) casus_buffer_add_char(out, ' ');
  casus_buffer_add(out, amount.unit);
}

static void add_who(casus_buffer *out, const casus_event *e, fullness how, const casus_style *style) {
  if (casus_out_reciprocal(e)) {
    add_parties(out, e->source, e->source_count, how, e->source_count == 2 ? " ⇄ " : ", ", style);
    if (e->source_count > 2) casus_buffer_add_c(out, " ⇄");
  } else if (!e->source_count && !e->target_count) {
    casus_buffer_add_c(out, "nobody named");
  } else {
    add_parties(out, e->source, e->source_count, how, ", ", style);
    if (e->target_count) casus_buffer_add_c(out, e->source_count ? " → " : "→ ");
    add_parties(out, e->target, e->target_count, how, ", ", style);
  }
  if (e->count >= 0) casus_buffer_printf(out, " ×%lld", (long long)e->count);
  if (!e->amount.known) return;
  casus_buffer_add_c(out, ", ");
  casus_out_amount(out, e->amount);
}

void casus_out_who(casus_buffer *out, const casus_event *event, size_t columns, const casus_style *style) {
  size_t start = out->len;
  for (int how = AS_WRITTEN; how <= CODES; how++) {
    out->len = start;
    add_who(out, event, (fullness)how, style);
    if (casus_columns(casus_str_sub(casus_buffer_str(out), start, out->len)) <= columns) return;
  }
}

casus_str casus_out_voice_name(const casus_voice *v) {
  casus_str name = v->name.len ? v->name : v->role.len ? v->role : v->organization;
  return name.len ? name : CASUS_STR("nobody named");
}

void casus_out_voice_facts(casus_buffer *out, const casus_voice *v, casus_str country) {
  casus_str name = casus_out_voice_name(v);
  const casus_str facts[] = {v->medium ? CASUS_STR("medium") : v->role, v->organization, country};
  size_t start = out->len;
  for (size_t i = 0; i < CASUS_COUNT(facts); i++) {
    casus_str said = casus_str_sub(casus_buffer_str(out), start, out->len);
    bool again = casus_str_find(name, facts[i], 0) != SIZE_MAX || casus_str_find(said, facts[i], 0) != SIZE_MAX;
    if (!facts[i].len || again) continue;
    if (out->len > start) casus_buffer_add_c(out, ", ");
    casus_buffer_add(out, facts[i]);
  }
}
