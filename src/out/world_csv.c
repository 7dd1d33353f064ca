/* The world on a day as tables: RFC 4180. */
#include <math.h>

#include "out/csv.h"
#include "out/out.h"

typedef struct table {
  casus_buffer *out;
  const casus_world *world;
} table;

static casus_str code_of(const table *t, uint32_t state) {
  return state < t->world->state_count ? t->world->states[state].code : CASUS_STR("");
}

static void start_row(const table *t) {
  char day[16];
  casus_csv_text(t->out, casus_str_of(day, casus_date_format(t->world->date, day)), true);
}

static void put(const table *t, casus_str text) { casus_csv_text(t->out, text, false); }
static void put_count(const table *t, size_t count) { casus_csv_number(t->out, (double)count); }
static void end_row(const table *t) { casus_buffer_add_c(t->out, "\r\n"); }

static void put_obligations(const table *t, const casus_answer *a) {
  casus_buffer_add_c(t->out, "date,from,to,duty,mutual,pending,treaty,condition,since,signed,origin,source,also\r\n");
  for (size_t i = 0; i < a->count; i++) {
    const casus_obligation *o = &a->obligations[i];
    start_row(t);
    put(t, code_of(t, o->from));
    put(t, code_of(t, o->to));
    put(t, o->duty);
    put_count(t, o->tie->tie.mutual);
    put_count(t, o->pending);
    put(t, o->treaty);
    put(t, o->condition);
    casus_csv_date(t->out, o->tie->tie.start);
    casus_csv_date(t->out, o->tie->signed_on);
    put(t, o->tie->tie.origin);
    put(t, o->tie->tie.source);
    put(t, o->tie->also);
    end_row(t);
  }
}

static void put_dependences(const table *t, const casus_answer *a) {
  casus_buffer_add_c(t->out, "date,actor,on,kind,observed,amount,unit,year,origin,source,also\r\n");
  for (size_t i = 0; i < a->count; i++) {
    const casus_dependence *d = &a->dependences[i];
    const casus_world_tie *tie = d->tie;
    bool first = tie && casus_str_eq(d->kind, CASUS_STR("dependence"));
    start_row(t);
    put(t, code_of(t, d->who));
    put(t, tie ? first ? tie->tie.to : tie->tie.from : CASUS_STR(""));
    put(t, d->kind);
    put(t, casus_str_from_c(casus_observed_name(d->observed)));
    casus_csv_number(t->out, tie && tie->tie.amount.known ? tie->tie.amount.value : NAN);
    put(t, tie ? tie->tie.amount.unit : CASUS_STR(""));
    casus_csv_date(t->out, tie ? tie->tie.year : (casus_date){0});
    put(t, tie ? tie->tie.origin : CASUS_STR(""));
    put(t, tie ? tie->tie.source : CASUS_STR(""));
    put(t, tie ? tie->also : CASUS_STR(""));
    end_row(t);
  }
}

static void put_blocs(const table *t, const casus_answer *a) {
  const casus_blocs *b = &a->blocs;
  casus_buffer_add_c(t->out, "date,row,bloc,actor,treaty,blocs,allies,between,cut\r\n");
  for (size_t i = 0; i < b->bloc_count; i++)
    for (size_t k = 0; k < b->blocs[i].count; k++) {
      start_row(t);
      put(t, CASUS_STR("member"));
      put_count(t, i + 1);
      put(t, code_of(t, b->blocs[i].members[k]));
      put(t, b->blocs[i].treaty);
      casus_buffer_add_c(t->out, ",,,,");
      end_row(t);
    }
  for (size_t i = 0; i < b->bridge_count; i++) {
    start_row(t);
    put(t, CASUS_STR("bridge"));
    put(t, CASUS_STR(""));
    put(t, code_of(t, b->bridges[i].state));
    put(t, CASUS_STR(""));
    put_count(t, b->bridges[i].blocs);
    put_count(t, b->bridges[i].allies);
    casus_csv_number(t->out, b->bridges[i].between);
    put_count(t, b->bridges[i].cut);
    end_row(t);
  }
}

/* What binds or parts the pair, in a few words. */
static casus_str reason(const casus_signed_pair *p) {
  if (p->sign == CASUS_SIGN_FRIENDS) return p->bond->treaty.len ? p->bond->treaty : p->bond->tie.kind;
  if (p->quarrel) return p->quarrel->treaty.len ? p->quarrel->treaty : p->quarrel->tie.kind;
  return p->clash->name;
}

/* Pairs with a defence duty and a quarrel: both in one field. */
static void put_torn(const table *t, const casus_signed_pair *p) {
  casus_buffer both = {0};
  casus_buffer_add(&both, p->bond->treaty.len ? p->bond->treaty : p->bond->tie.kind);
  casus_buffer_add_c(&both, "; but ");
  casus_buffer_add(&both, reason(p));
  start_row(t);
  put(t, CASUS_STR("torn"));
  put(t, code_of(t, p->a));
  put(t, code_of(t, p->b));
  put(t, CASUS_STR(""));
  put(t, casus_buffer_str(&both));
  casus_buffer_add_c(t->out, ",,");
  end_row(t);
  t->out->failed |= both.failed;
  casus_buffer_free(&both);
}

static void put_triangles(const table *t, const casus_answer *a) {
  static const char *const kinds[] = {"friends", "strained", "common-foe", "at-odds"};
  casus_buffer_add_c(t->out, "date,kind,first,second,third,first_second,first_third,second_third\r\n");
  for (size_t i = 0; i < a->balance.torn_count; i++) put_torn(t, &a->balance.torn[i]);
  for (size_t i = 0; i < a->balance.triangle_count; i++) {
    const casus_triangle *x = &a->balance.triangles[i];
    start_row(t);
    put(t, casus_str_from_c(kinds[x->foes]));
    for (int k = 0; k < 3; k++) put(t, code_of(t, x->states[k]));
    for (int k = 0; k < 3; k++) put(t, reason(x->pairs[k]));
    end_row(t);
  }
}

static void put_calendar(const table *t, const casus_answer *a) {
  casus_buffer_add_c(t->out, "date,day,kind,what,from,to,notice_by,source,note\r\n");
  for (size_t i = 0; i < a->count; i++) {
    const casus_due *d = &a->dues[i];
    const casus_tie *tie = d->tie ? &d->tie->tie : NULL;
    start_row(t);
    casus_csv_date(t->out, d->day);
    put(t, casus_str_from_c(casus_due_name(d->kind)));
    put(t, d->term ? d->term->treaty
           : tie   ? d->tie->treaty.len ? d->tie->treaty : tie->kind
                   : casus_str_from_c(casus_event_type_name(d->event->event.type)));
    put(t, d->term ? d->term->from : tie ? tie->from : CASUS_STR(""));
    put(t, d->term ? d->term->to : tie ? tie->to : CASUS_STR(""));
    casus_csv_date(t->out, d->notice_by);
    put(t, d->term ? d->term->source : tie ? tie->source : d->event->document);
    put(t, d->term ? d->term->note : tie ? tie->note : d->event->sentence_text);
    end_row(t);
  }
}

void casus_out_answer_csv(casus_buffer *out, const casus_answer *answer) {
  static void (*const topics[])(const table *, const casus_answer *) = {
      [CASUS_TOPIC_OBLIGATIONS] = put_obligations,
      [CASUS_TOPIC_DEPENDENCE] = put_dependences,
      [CASUS_TOPIC_BLOCS] = put_blocs,
      [CASUS_TOPIC_TRIANGLES] = put_triangles,
      [CASUS_TOPIC_CALENDAR] = put_calendar,
  };
  const table t = {out, answer->world};
  topics[answer->topic](&t, answer);
}
