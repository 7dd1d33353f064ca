/* A what-if as JSON Lines and as a table. */
#include <math.h>

#include "out/csv.h"
#include "out/json.h"
#include "out/words.h"

static void put_state_shift(casus_buffer *out, const casus_world *world, const casus_state_shift *s) {
  casus_json json = begin(out, "shift");
  put_state(&json, "actor", world, s->now->state);
  put_text(&json, "other", CASUS_STR(""));
  put_double(&json, "before", s->before->expected);
  put_double(&json, "now", s->now->expected);
  put_double(&json, "party", s->party);
  put_double(&json, "drawn_in", s->drawn_in);
  put_int(&json, "rank_before", s->before->rank);
  put_int(&json, "rank", s->now->rank);
  casus_json_drivers(&json, world, s->drivers, s->driver_count);
  end(&json);
}

static void put_pair_shift(casus_buffer *out, const casus_world *world, const casus_pair_shift *p) {
  casus_json json = begin(out, "shift");
  put_state(&json, "actor", world, p->a);
  put_state(&json, "other", world, p->b);
  put_double(&json, "before", p->before);
  put_double(&json, "now", p->now);
  put_double(&json, "low", p->low);
  put_double(&json, "high", p->high);
  end(&json);
}

static void put_change(casus_buffer *out, const casus_world *world, const casus_change *c) {
  casus_json json = begin(out, "change");
  put_text(&json, "kind", c->kind);
  put_bool(&json, "known", c->known);
  put_state(&json, "actor", world, c->state);
  put_state(&json, "other", world, c->other);
  put_text(&json, "text", c->text);
  put_text(&json, "meaning", c->meaning);
  put_text(&json, "basis", c->basis);
  put_text(&json, "evidence", c->evidence);
  end(&json);
}

static void put_ties(casus_json *json, const char *key, const casus_world_tie *const *ties, size_t count) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) {
    const casus_tie *t = &ties[i]->tie;
    casus_json_open(json, '{');
    put_text(json, "kind", t->kind);
    put_text(json, "from", t->from);
    put_text(json, "to", t->to);
    put_text(json, "treaty", ties[i]->treaty);
    put_date(json, "start", t->start);
    put_double(json, "amount", t->amount.known ? t->amount.value : NAN);
    put_text(json, "unit", t->amount.unit);
    put_date(json, "year", t->year);
    put_text(json, "source", t->source);
    put_text(json, "evidence", ties[i]->evidence.len ? ties[i]->evidence : t->id);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
}

static void put_link(casus_buffer *out, const casus_world *world, const casus_chain_link *link) {
  casus_json json = begin(out, "chain-link");
  put_text(&json, "role", casus_str_from_c(casus_chain_role_name(link->role)));
  put_int(&json, "step", link->step);
  put_state(&json, "actor", world, link->state);
  put_state(&json, "beside", world, link->beside);
  put_state(&json, "against", world, link->against);
  put_double(&json, "joins", link->chance);
  put_double(&json, "low", link->low);
  put_double(&json, "high", link->high);
  put_text(&json, "class", link->class_name);
  put_double(&json, "class_rate", link->rate);
  put_double(&json, "class_low", link->rate_low);
  put_double(&json, "class_high", link->rate_high);
  put_ties(&json, "ties", link->ties, link->tie_count);
  put_ties(&json, "breaks", &link->broken, link->broken != NULL);
  end(&json);
}

static void put_chain(casus_buffer *out, const casus_world *world, const casus_chain *chain) {
  casus_json json = begin(out, "chain");
  put_state(&json, "attacker", world, chain->attack.attacker);
  put_state(&json, "target", world, chain->attack.target);
  put_date(&json, "date", world->date);
  put_int(&json, "depth", chain->depth);
  put_ties(&json, "breaks", chain->broken, chain->broken_count);
  put_ties(&json, "pending", chain->pending, chain->pending_count);
  put_ties(&json, "arms", chain->arms, chain->arms_count);
  end(&json);
  for (size_t i = 0; i < chain->link_count; i++) put_link(out, world, &chain->links[i]);
}

static void put_supposed(casus_buffer *out, const casus_report *r) {
  casus_json json = begin(out, "what-if");
  put_date(&json, "date", r->world->date);
  put_text(&json, "region", r->map->region.len ? r->map->region : CASUS_STR("world"));
  put_texts(&json, "changes", r->supposed->lines, r->supposed->line_count);
  put_texts(&json, "notes", r->supposed->notes, r->supposed->note_count);
  end(&json);
}

void casus_out_what_if_json(casus_buffer *out, const casus_report *report) {
  const casus_supposed *s = report->supposed;
  put_supposed(out, report);
  for (size_t i = 0; i < s->chain_count; i++) put_chain(out, report->world, &s->chains[i]);
  for (size_t i = 0; i < report->change_count; i++) put_change(out, report->world, &report->changes[i]);
  for (size_t i = 0; i < s->difference->state_count; i++)
    put_state_shift(out, report->world, &s->difference->states[i]);
  for (size_t i = 0; i < s->difference->pair_count; i++) put_pair_shift(out, report->world, &s->difference->pairs[i]);
  for (size_t i = 0; i < report->map->state_count; i++) casus_out_risk_json(out, report->map, &report->map->states[i]);
}

static casus_str code(const casus_world *world, uint32_t state) { return world->states[state].code; }

void casus_out_what_if_csv(casus_buffer *out, const casus_report *report) {
  const casus_difference *d = report->supposed->difference;
  const casus_world *world = report->world;
  casus_buffer_add_c(out, "actor,other,date,before,now,change,party,drawn_in,low,high,rank_before,rank\r\n");
  for (size_t i = 0; i < d->state_count; i++) {
    const casus_state_shift *s = &d->states[i];
    casus_csv_text(out, code(world, s->now->state), true);
    casus_csv_text(out, CASUS_STR(""), false);
    casus_csv_date(out, world->date);
    const double numbers[] = {s->before->expected, s->now->expected, s->party + s->drawn_in, s->party, s->drawn_in,
                              s->now->low,         s->now->high};
    for (size_t n = 0; n < CASUS_COUNT(numbers); n++) casus_csv_number(out, numbers[n]);
    casus_buffer_printf(out, ",%d,%d\r\n", s->before->rank, s->now->rank);
  }
  for (size_t i = 0; i < d->pair_count; i++) {
    const casus_pair_shift *p = &d->pairs[i];
    casus_csv_text(out, code(world, p->a), true);
    casus_csv_text(out, code(world, p->b), false);
    casus_csv_date(out, world->date);
    const double numbers[] = {p->before, p->now, p->now - p->before, NAN, NAN, p->low, p->high};
    for (size_t n = 0; n < CASUS_COUNT(numbers); n++) casus_csv_number(out, numbers[n]);
    casus_buffer_add_c(out, ",,\r\n");
  }
}
