/* The world on a day as JSON Lines. */
#include <math.h>

#include "out/json.h"

static casus_str code_of(const casus_world *world, uint32_t state, casus_str otherwise) {
  return state < world->state_count ? world->states[state].code : otherwise;
}

static void put_states(casus_json *json, const char *key, const casus_world *world, const uint32_t *states,
                       size_t count) {
  casus_json_key(json, key);
  casus_json_open(json, '[');
  for (size_t i = 0; i < count; i++) casus_json_str(json, world->states[states[i]].code);
  casus_json_close(json, ']');
}

/* Where a fact comes from. */
static void put_origin(casus_json *json, const casus_world_tie *tie) {
  put_text(json, "origin", tie->tie.origin);
  put_text(json, "source", tie->tie.source);
  put_text(json, "also", tie->also);
  put_text(json, "note", tie->tie.note);
  put_text(json, "document", tie->evidence);
  put_text(json, "sentence", tie->sentence_text);
}

static void put_obligation(casus_buffer *out, const casus_world *world, const casus_obligation *o) {
  casus_json json = begin(out, "obligation");
  put_date(&json, "date", world->date);
  put_state(&json, "from", world, o->from);
  put_state(&json, "to", world, o->to);
  put_text(&json, "duty", o->duty);
  put_bool(&json, "mutual", o->tie->tie.mutual);
  put_bool(&json, "pending", o->pending);
  put_text(&json, "treaty", o->treaty);
  put_text(&json, "condition", o->condition);
  put_date(&json, "since", o->tie->tie.start);
  put_date(&json, "signed", o->tie->signed_on);
  put_date(&json, "end", o->tie->tie.end);
  put_text(&json, "id", o->tie->tie.id);
  put_origin(&json, o->tie);
  end(&json);
}

static void put_dependence(casus_buffer *out, const casus_world *world, const casus_dependence *d) {
  const casus_world_tie *tie = d->tie;
  bool first = tie && casus_str_eq(d->kind, CASUS_STR("dependence"));
  casus_json json = begin(out, "dependence");
  put_date(&json, "date", world->date);
  put_state(&json, "actor", world, d->who);
  put_text(&json, "on", tie ? code_of(world, d->on, first ? tie->tie.to : tie->tie.from) : (casus_str){NULL, 0});
  put_text(&json, "kind", d->kind);
  put_text(&json, "observed", casus_str_from_c(casus_observed_name(d->observed)));
  put_double(&json, "amount", tie && tie->tie.amount.known ? tie->tie.amount.value : NAN);
  put_text(&json, "unit", tie ? tie->tie.amount.unit : (casus_str){NULL, 0});
  put_date(&json, "year", tie ? tie->tie.year : (casus_date){0});
  put_date(&json, "since", tie ? tie->tie.start : (casus_date){0});
  if (tie) put_origin(&json, tie);
  end(&json);
}

static void put_blocs(casus_buffer *out, const casus_world *world, const casus_blocs *b) {
  for (size_t i = 0; i < b->bloc_count; i++) {
    const casus_bloc *bloc = &b->blocs[i];
    casus_json json = begin(out, "bloc");
    put_date(&json, "date", world->date);
    put_states(&json, "members", world, bloc->members, bloc->count);
    put_int(&json, "core", (int64_t)bloc->core);
    put_int(&json, "pairs", (int64_t)(bloc->count * (bloc->count - 1) / 2));
    put_int(&json, "bound", (int64_t)bloc->bound);
    put_text(&json, "treaty", bloc->treaty);
    put_int(&json, "by_treaty", (int64_t)bloc->by_treaty);
    end(&json);
  }
  for (size_t i = 0; i < b->bridge_count; i++) {
    const casus_bridge *bridge = &b->bridges[i];
    casus_json json = begin(out, "bridge");
    put_date(&json, "date", world->date);
    put_state(&json, "actor", world, bridge->state);
    put_int(&json, "blocs", bridge->blocs);
    put_int(&json, "allies", bridge->allies);
    put_double(&json, "between", bridge->between);
    put_int(&json, "cut", bridge->cut);
    end(&json);
  }
  casus_json json = begin(out, "blocs");
  put_date(&json, "date", world->date);
  put_int(&json, "components", (int64_t)b->component_count);
  put_int(&json, "largest", (int64_t)b->largest);
  put_states(&json, "alone", world, b->alone, b->alone_count);
  end(&json);
}

static void put_tie(casus_json *json, const casus_world_tie *tie) {
  casus_json_open(json, '{');
  put_text(json, "kind", tie->tie.kind);
  put_text(json, "text", tie->treaty);
  put_date(json, "since", tie->tie.start);
  put_text(json, "source", tie->tie.source);
  put_text(json, "evidence", tie->evidence.len ? tie->evidence : tie->tie.id);
  casus_json_close(json, '}');
}

static void put_pair(casus_json *json, const casus_world *world, const casus_signed_pair *p) {
  static const char *const signs[] = {"none", "friends", "foes", "torn"};
  casus_json_open(json, '{');
  put_state(json, "a", world, p->a);
  put_state(json, "b", world, p->b);
  put_text(json, "sign", casus_str_from_c(signs[p->sign]));
  casus_json_key(json, "because");
  casus_json_open(json, '[');
  bool bond = p->bond && p->sign != CASUS_SIGN_FOES;
  if (bond) put_tie(json, p->bond);
  if (p->quarrel) put_tie(json, p->quarrel);
  if (p->clash) {
    casus_json_open(json, '{');
    put_text(json, "kind", CASUS_STR("incident"));
    put_text(json, "text", p->clash->name);
    put_date(json, "since", p->clash->date);
    put_text(json, "source", p->clash->source);
    put_text(json, "evidence", p->clash->evidence);
    casus_json_close(json, '}');
  }
  casus_json_close(json, ']');
  casus_json_close(json, '}');
}

static void put_balance(casus_buffer *out, const casus_world *world, const casus_balance *b) {
  static const char *const kinds[] = {"friends", "strained", "common-foe", "at-odds"}, *const keys[] = {
                                                                                           "all_friends", "strained",
                                                                                           "common_foe", "at_odds"};
  casus_json census = begin(out, "triangles");
  put_date(&census, "date", world->date);
  put_int(&census, "friends", (int64_t)b->friends);
  put_int(&census, "foes", (int64_t)b->foes);
  for (size_t i = 0; i < 4; i++) {
    casus_json_key(&census, keys[i]);
    casus_json_open(&census, '{');
    put_int(&census, "count", (int64_t)b->count[i]);
    put_double(&census, "by_chance", b->by_chance[i]);
    casus_json_close(&census, '}');
  }
  end(&census);
  for (size_t i = 0; i < b->torn_count; i++) {
    casus_json json = begin(out, "torn-pair");
    put_date(&json, "date", world->date);
    casus_json_key(&json, "pair");
    put_pair(&json, world, &b->torn[i]);
    end(&json);
  }
  for (size_t i = 0; i < b->triangle_count; i++) {
    casus_json json = begin(out, "triangle");
    put_date(&json, "date", world->date);
    put_text(&json, "kind", casus_str_from_c(kinds[b->triangles[i].foes]));
    put_states(&json, "states", world, b->triangles[i].states, 3);
    casus_json_key(&json, "pairs");
    casus_json_open(&json, '[');
    for (int k = 0; k < 3; k++) put_pair(&json, world, b->triangles[i].pairs[k]);
    casus_json_close(&json, ']');
    end(&json);
  }
}

static void put_due(casus_buffer *out, const casus_world *world, const casus_due *d) {
  casus_json json = begin(out, "due");
  put_date(&json, "date", world->date);
  put_text(&json, "kind", casus_str_from_c(casus_due_name(d->kind)));
  put_date(&json, "day", d->day);
  put_date(&json, "notice_by", d->notice_by);
  if (d->term) {
    put_text(&json, "what", d->term->treaty);
    put_text(&json, "from", d->term->from);
    put_text(&json, "to", d->term->to);
    put_int(&json, "every_months", d->term->every_months);
    put_int(&json, "notice_months", d->term->notice_months);
    put_text(&json, "source", d->term->source);
    put_text(&json, "note", d->term->note);
  } else if (d->tie) {
    put_text(&json, "what", d->tie->treaty.len ? d->tie->treaty : d->tie->tie.kind);
    put_text(&json, "from", d->tie->tie.from);
    put_text(&json, "to", d->tie->tie.to);
    put_origin(&json, d->tie);
  } else {
    put_text(&json, "what", casus_str_from_c(casus_event_type_name(d->event->event.type)));
    put_text(&json, "status", casus_str_from_c(casus_status_name(d->event->event.status)));
    put_text(&json, "event", d->event->event.id);
    put_text(&json, "document", d->event->document);
    put_text(&json, "sentence", d->event->sentence_text);
  }
  end(&json);
}

void casus_out_answer_json(casus_buffer *out, const casus_answer *a) {
  switch (a->topic) {
  case CASUS_TOPIC_OBLIGATIONS:
    for (size_t i = 0; i < a->count; i++) put_obligation(out, a->world, &a->obligations[i]);
    break;
  case CASUS_TOPIC_DEPENDENCE:
    for (size_t i = 0; i < a->count; i++) put_dependence(out, a->world, &a->dependences[i]);
    break;
  case CASUS_TOPIC_BLOCS:
    put_blocs(out, a->world, &a->blocs);
    break;
  case CASUS_TOPIC_TRIANGLES:
    put_balance(out, a->world, &a->balance);
    break;
  case CASUS_TOPIC_CALENDAR:
    for (size_t i = 0; i < a->count; i++) put_due(out, a->world, &a->dues[i]);
    break;
  case CASUS_TOPIC_COUNT:
    break;
  }
}
