/* Blocs, bridges and triangles for people. */
#include <math.h>

#include "out/world_words.h"

enum { BLOCS = 12, BRIDGES = 12, TORN = 8, TRIANGLES = 8, QUARRELS = 12, FRIENDS = 6 };

static void put_bloc(casus_buffer *out, const casus_world *world, const casus_bloc *bloc, const casus_style *style) {
  size_t pairs = bloc->count * (bloc->count - 1) / 2;
  casus_buffer text = {0};
  casus_buffer_printf(&text, "%zu states, %zu of them each bound to each other, %.0f %% of all pairs bound",
                      bloc->count, bloc->core, 100 * (double)bloc->bound / (double)pairs);
  if (bloc->treaty.len)
    casus_buffer_printf(&text, "; most by: %.*s (%zu of %zu pairs)", CASUS_STR_FMT(bloc->treaty), bloc->by_treaty,
                        pairs);
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_BOLD, style);
  casus_out_states(&text, world, bloc->members, bloc->count, 0);
  casus_out_gathered(out, "", &text, 6, CASUS_PAINT_OFF, style);
}

static void put_bridge(casus_buffer *out, const casus_world *world, const casus_bridge *b, const casus_style *style) {
  casus_buffer text = {0};
  casus_buffer_printf(&text, "%.*s: in %u bloc%s, %u allies; on %.1f %% of the shortest chains between others",
                      CASUS_STR_FMT(casus_out_state_name(world, b->state)), b->blocs, b->blocs == 1 ? "" : "s",
                      b->allies, 100 * b->between);
  if (b->cut) casus_buffer_printf(&text, "; without it %u pairs have no chain left", b->cut);
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
}

void casus_out_blocs(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  const casus_blocs *b = &a->blocs;
  casus_out_wrapped(
      out,
      CASUS_STR("By duties of defence in force. The core of a bloc is a largest group of states that are "
                "each bound to each other; with it are those bound to two thirds of the core. A state may "
                "stand in several."),
      0, style);
  casus_out_heading(out, style, "Blocs");
  for (size_t i = 0; i < b->bloc_count && i < BLOCS; i++) put_bloc(out, a->world, &b->blocs[i], style);
  if (b->bloc_count > BLOCS) casus_buffer_printf(out, "  and %zu smaller ones\n", b->bloc_count - BLOCS);
  if (!b->bloc_count) casus_buffer_add_c(out, "  none\n");
  casus_out_heading(out, style, a->query.actor == UINT32_MAX ? "Bridges between them" : "As a bridge");
  for (size_t i = 0; i < b->bridge_count && i < BRIDGES; i++) put_bridge(out, a->world, &b->bridges[i], style);
  if (b->bridge_count > BRIDGES) casus_buffer_printf(out, "  and %zu more\n", b->bridge_count - BRIDGES);
  if (a->query.actor != UINT32_MAX) return;
  casus_buffer text = {0};
  casus_buffer_printf(&text, "%zu parts hang together, the largest of %zu states. No duty of defence is known of %zu: ",
                      b->component_count, b->largest, b->alone_count);
  casus_out_states(&text, a->world, b->alone, b->alone_count, 0);
  casus_buffer_add_char(out, '\n');
  casus_out_gathered(out, "", &text, 0, CASUS_PAINT_OFF, style);
}

static void put_reason(casus_buffer *text, const casus_world *world, const casus_signed_pair *p, bool with_bond) {
  casus_buffer_printf(text, "%.*s and %.*s: ", CASUS_STR_FMT(world->states[p->a].name),
                      CASUS_STR_FMT(world->states[p->b].name));
  if (with_bond) {
    casus_str kind = casus_str_sub(p->bond->tie.kind, sizeof "alliance." - 1, p->bond->tie.kind.len);
    casus_buffer_printf(text, "%.*s", CASUS_STR_FMT(kind));
    if (p->bond->treaty.len) casus_buffer_printf(text, " (%.*s)", CASUS_STR_FMT(p->bond->treaty));
  }
  if (p->quarrel && p->sign != CASUS_SIGN_FRIENDS) {
    casus_buffer_printf(text, "%s%.*s", with_bond ? ", but " : "", CASUS_STR_FMT(p->quarrel->tie.kind));
    if (p->quarrel->treaty.len) casus_buffer_printf(text, " (%.*s)", CASUS_STR_FMT(p->quarrel->treaty));
    with_bond = false;
  }
  if (!p->clash) return;
  casus_buffer_printf(text, "%s%s, ",
                      p->quarrel  ? "; "
                      : with_bond ? ", but "
                                  : "",
                      p->clash->level > 4 ? "war" : "use of force");
  casus_out_day(text, p->clash->date);
}

static void put_triangle(casus_buffer *out, const casus_world *world, const casus_triangle *t,
                         const casus_style *style) {
  casus_buffer text = {0};
  casus_str names[3];
  for (int i = 0; i < 3; i++) names[i] = world->states[t->states[i]].name;
  if (t->foes == 2)
    casus_buffer_printf(&text, "%.*s, foe of %.*s and of %.*s, who are friends", CASUS_STR_FMT(names[0]),
                        CASUS_STR_FMT(names[1]), CASUS_STR_FMT(names[2]));
  else
    casus_buffer_printf(&text, "%.*s, %.*s and %.*s", CASUS_STR_FMT(names[0]), CASUS_STR_FMT(names[1]),
                        CASUS_STR_FMT(names[2]));
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
  for (int i = 0; i < 3; i++) {
    put_reason(&text, world, t->pairs[i], t->pairs[i]->sign == CASUS_SIGN_FRIENDS);
    casus_out_gathered(out, "", &text, 6, CASUS_PAINT_DIM, style);
  }
}

/* Strained triangles of one quarrel: who is at odds, and all their common friends. */
static void put_quarrel(casus_buffer *out, const casus_answer *a, size_t at, const casus_style *style) {
  const casus_balance *b = &a->balance;
  const casus_signed_pair *quarrel = b->triangles[at].pairs[2];
  casus_buffer text = {0};
  put_reason(&text, a->world, quarrel, false);
  casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
  size_t count = 0, bound = 0;
  casus_buffer names = {0};
  for (size_t i = at; i < b->triangle_count && b->triangles[i].foes == 1; i++) {
    const casus_triangle *t = &b->triangles[i];
    if (t->pairs[2] != quarrel) continue;
    if (count++ < FRIENDS)
      casus_buffer_printf(&names, "%s%.*s", count > 1 ? ", " : "",
                          CASUS_STR_FMT(casus_out_state_name(a->world, t->states[0])));
    bound += casus_str_eq(t->pairs[0]->bond->tie.kind, CASUS_STR("alliance.defence")) &&
             casus_str_eq(t->pairs[1]->bond->tie.kind, CASUS_STR("alliance.defence"));
  }
  casus_buffer_printf(&text, "friends of both, %zu", count);
  if (bound) casus_buffer_printf(&text, " (%zu bound to defend either)", bound);
  casus_buffer_printf(&text, ": %.*s", CASUS_STR_FMT(casus_buffer_str(&names)));
  if (count > FRIENDS) casus_buffer_printf(&text, " and %zu more", count - FRIENDS);
  text.failed |= names.failed;
  casus_buffer_free(&names);
  casus_out_gathered(out, "", &text, 6, CASUS_PAINT_DIM, style);
}

static bool leads(const casus_balance *b, size_t at) {
  for (size_t i = 0; i < at; i++)
    if (b->triangles[i].foes == 1 && b->triangles[i].pairs[2] == b->triangles[at].pairs[2]) return false;
  return true;
}

static void put_strained(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  const casus_balance *b = &a->balance;
  size_t quarrels = 0;
  for (size_t i = 0; i < b->triangle_count && b->triangles[i].foes == 1; i++) {
    if (!leads(b, i)) continue;
    if (!quarrels) casus_out_heading(out, style, "Strained: friends of both sides of a quarrel");
    if (quarrels++ < QUARRELS) put_quarrel(out, a, i, style);
  }
  if (quarrels > QUARRELS)
    casus_buffer_printf(out, "  and %zu more quarrels: --json or -o FILE.csv has all\n", quarrels - QUARRELS);
}

static void put_group(casus_buffer *out, const casus_answer *a, int foes, const char *heading,
                      const casus_style *style) {
  const casus_balance *b = &a->balance;
  size_t count = 0;
  for (size_t i = 0; i < b->triangle_count; i++) count += b->triangles[i].foes == foes;
  if (!count) return;
  casus_out_heading(out, style, heading);
  size_t shown = 0;
  for (size_t i = 0; i < b->triangle_count && shown < TRIANGLES; i++) {
    if (b->triangles[i].foes != foes) continue;
    put_triangle(out, a->world, &b->triangles[i], style);
    shown++;
  }
  if (count > shown) casus_buffer_printf(out, "  and %zu more: --json or -o FILE.csv has all\n", count - shown);
}

static void put_torn(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  const casus_balance *b = &a->balance;
  if (b->torn_count) casus_out_heading(out, style, "Torn: allies with a quarrel of their own (in no triangle)");
  for (size_t i = 0; i < b->torn_count && i < TORN; i++) {
    casus_buffer text = {0};
    put_reason(&text, a->world, &b->torn[i], true);
    casus_out_gathered(out, "  • ", &text, 4, CASUS_PAINT_OFF, style);
  }
  if (b->torn_count > TORN) casus_buffer_printf(out, "  and %zu more\n", b->torn_count - TORN);
}

void casus_out_balance(casus_buffer *out, const casus_answer *a, const casus_style *style) {
  static const char *const names[] = {"three friends", "strained: two friends of one at odds",
                                      "two friends with a common foe", "three at odds"};
  const casus_balance *b = &a->balance;
  casus_buffer text = {0};
  casus_buffer_printf(
      &text,
      "Friends: bound by defence or non-aggression (%zu pairs of the world). Foes: rivalry, claim, sanctions, "
      "occupation, or force within five years (%zu). A quarrel outweighs a promise not to attack.",
      b->friends, b->foes);
  casus_out_gathered(out, "", &text, 0, CASUS_PAINT_OFF, style);
  casus_out_heading(out, style, "Triangles of the world, and as many as the same signs dealt at random would make");
  for (size_t i = 0; i < 4; i++)
    casus_buffer_printf(out, "  %7zu  %9.0f by chance  %s\n", b->count[i], b->by_chance[i], names[i]);
  put_strained(out, a, style);
  put_group(out, a, 3, "At odds, all three", style);
  put_group(out, a, 2, "Balanced by a common foe", style);
  put_torn(out, a, style);
}
