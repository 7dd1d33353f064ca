/* Standing relations: matches of tie rules, with their sums by year and the day from which they hold. */
#include "coder/tie.h"

#include "coder/confidence.h"
#include "coder/status.h"

static const casus_token *at(const casus_reading *view, uint32_t token) { return &view->text->tokens[token]; }

/* The part of the sentence in which a tie's figures may stand: the clause of the verb that tells of it. */
static uint32_t region_root(const casus_reading *view, const casus_slots *slots) {
  enum { CLIMBS = 4 };
  uint32_t root = slots->trigger;
  for (int i = 0; i < CLIMBS && at(view, root)->upos != CASUS_UPOS_VERB; i++) {
    const casus_token *word = at(view, root);
    bool up = word->head >= 0 &&
              (word->deprel == CASUS_DEP_nsubj || word->deprel == CASUS_DEP_obj || word->deprel == CASUS_DEP_nmod ||
               word->deprel == CASUS_DEP_obl || word->deprel == CASUS_DEP_conj);
    if (!up) break;
    root = (uint32_t)word->head;
  }
  return root;
}

static bool is_year(const casus_when *when) { return when->date.precision == CASUS_DATE_YEAR; }

/* The year that belongs to a figure: the first named behind it before the next figure, else the last before it. */
static casus_date year_of(const casus_reading *view, const casus_amount *amount, uint32_t next, uint32_t sentence) {
  casus_date before = {0, CASUS_DATE_NONE};
  casus_range in = casus_whens_in(view, sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_when *when = &view->text->whens[i];
    if (!is_year(when)) continue;
    if (when->first >= amount->last && when->first < next) return when->date;
    if (when->last <= amount->first) before = when->date;
  }
  return before;
}

static bool is_sum(const casus_amount *amount) {
  return amount->bound != CASUS_BOUND_SOME && amount->kind == CASUS_AMOUNT_MONEY;
}

static uint32_t next_figure(const casus_reading *view, uint32_t from, uint32_t last, uint32_t root) {
  uint32_t i = from;
  while (i < last && !(is_sum(&view->text->amounts[i]) && casus_is_below(view, view->text->amounts[i].first, root)))
    i++;
  return i;
}

int casus_tie_push(const casus_reading *view, casus_ties *ties, const casus_tie *tie) {
  casus_tie *item = casus_vec_push(ties, view->arena);
  if (!item) return casus_fail_memory(view->err);
  *item = *tie;
  return CASUS_OK;
}

/* One tie a figure: "fell from $2 billion in 2011 to $90 million in 2019" makes two. */
static int push_by_figures(const casus_reading *view, const casus_match *match, casus_tie *tie, casus_ties *ties) {
  const casus_rule *rule = match->rule;
  uint32_t root = region_root(view, &match->slots), made = 0;
  if (!rule->amount_of.count) return casus_tie_push(view, ties, tie);
  casus_range in = casus_amounts_in(view, tie->sentence);
  for (uint32_t i = next_figure(view, in.first, in.last, root); i < in.last;) {
    const casus_amount *amount = &view->text->amounts[i];
    uint32_t next = next_figure(view, i + 1, in.last, root);
    uint32_t limit = next < in.last ? view->text->amounts[next].first : UINT32_MAX;
    tie->amount = (casus_quantity){true, amount->value, amount->unit};
    tie->year = year_of(view, amount, limit, tie->sentence);
    int rc = casus_tie_push(view, ties, tie);
    if (rc) return rc;
    made++;
    i = next;
  }
  return made ? CASUS_OK : casus_tie_push(view, ties, tie);
}

/* A number on the token, or the part of a whole that it is. */
static casus_quantity count_at(const casus_reading *view, uint32_t token) {
  const casus_amount *amount = casus_amount_below(view, token, false);
  if (amount) return (casus_quantity){true, amount->value, at(view, token)->lemma};
  double percent = casus_share_at(view, token);
  return (casus_quantity){percent >= 0, percent, CASUS_STR("%")};
}

/* "28,500 soldiers", "a third of its gas": on one of the slots that `count` names. */
static int put_count(const casus_reading *view, const casus_match *match, casus_tie *tie) {
  for (size_t i = 0; i < match->rule->count_of.count; i++) {
    casus_tokens tokens = {0};
    int rc = casus_path_tokens(view, &match->slots, match->rule->count_of.items[i], &tokens);
    if (rc) return rc;
    for (size_t t = 0; t < tokens.count; t++) {
      casus_quantity count = count_at(view, tokens.items[t]);
      if (!count.known) continue;
      tie->amount = count;
      return CASUS_OK;
    }
  }
  return CASUS_OK;
}

/* "since 1992", "until 2001" in the same clause. */
static void put_days(const casus_reading *view, uint32_t root, casus_tie *tie) {
  casus_range in = casus_whens_in(view, tie->sentence);
  for (uint32_t i = in.first; i < in.last; i++) {
    const casus_when *when = &view->text->whens[i];
    if (!casus_date_known(when->date)) continue;
    if (!casus_is_below(view, when->first, root)) continue;
    for (uint32_t t = when->first ? when->first - 1 : 0; t < when->last; t++) {
      if (casus_lemma_is(view, t, "since")) tie->start = when->date;
      if (casus_lemma_is(view, t, "until")) tie->end = when->date;
    }
  }
}

static size_t event_of(const casus_reading *view, const casus_match *match, const casus_coding *coding) {
  size_t found = SIZE_MAX;
  const casus_sentence *place = &view->text->sentences[at(view, match->slots.trigger)->sentence];
  for (size_t i = casus_event_from(coding, place->first); i < coding->event_count; i++) {
    uint32_t trigger = coding->events[i].trigger;
    if (trigger >= place->last) break;
    if (trigger == match->slots.trigger) return i;
    bool near =
        casus_is_below(view, trigger, match->slots.trigger) || casus_is_below(view, match->slots.trigger, trigger);
    if (near && coding->events[i].type == CASUS_AGREE && found == SIZE_MAX) found = i;
  }
  return found;
}

static int put_id(const casus_reading *view, casus_tie *tie) {
  casus_str where = casus_arena_printf(view->arena, "tie-%u-%u-%d-%.17g", tie->span.start, tie->span.end,
                                       (int)tie->year.day, tie->amount.known ? tie->amount.value : 0.0);
  if (!where.ptr) return casus_fail_memory(view->err);
  casus_str parts[] = {view->document->id, where, tie->kind, tie->from, tie->to};
  tie->id = casus_content_id(view->arena, parts, CASUS_COUNT(parts));
  return tie->id.ptr ? CASUS_OK : casus_fail_memory(view->err);
}

static bool is_pair(const casus_match *match, casus_str from, casus_str to) {
  return from.len && to.len && !casus_str_eq(from, to) && (!match->rule->both || casus_str_cmp(from, to) != 0);
}

/* Every doer with every other side; a mutual tie once a pair, in the order of the text. */
static int push_pairs(const casus_reading *view, const casus_match *match, casus_tie *tie, casus_ties *ties) {
  const casus_parties *from = &match->source, *to = match->rule->both ? &match->source : &match->target;
  for (size_t i = 0; i < from->count; i++) {
    for (size_t k = match->rule->both ? i + 1 : 0; k < to->count; k++) {
      if (!is_pair(match, from->items[i].actor, to->items[k].actor)) continue;
      tie->from = from->items[i].actor;
      tie->to = to->items[k].actor;
      int rc = push_by_figures(view, match, tie, ties);
      if (rc) return rc;
    }
  }
  return CASUS_OK;
}

/* What "it" in "and Vietnam claims parts of it" stands for: what the same kind of tie was just noted of. */
static casus_str noted_before(const casus_ties *ties, const casus_tie *tie) {
  if (!ties->count) return CASUS_STR("");
  const casus_tie *last = &ties->items[ties->count - 1];
  bool near = last->sentence + 1 >= tie->sentence && casus_str_eq(last->kind, tie->kind);
  return near ? last->note : CASUS_STR("");
}

/* A region, a sea, a rock: no party, but worth a note. */
static int push_noted(const casus_reading *view, const casus_match *match, casus_tie *tie, casus_ties *ties) {
  if (match->rule->both || casus_parties_known(&match->target)) return CASUS_OK;
  tie->note = match->target.count ? match->target.items[0].text : noted_before(ties, tie);
  if (!tie->note.len) return CASUS_OK;
  tie->to = CASUS_STR("");
  for (size_t i = 0; i < match->source.count; i++) {
    if (!match->source.items[i].actor.len) continue;
    tie->from = match->source.items[i].actor;
    int rc = push_by_figures(view, match, tie, ties);
    if (rc) return rc;
  }
  return CASUS_OK;
}

/* "may not attack each other": a negation that the rule asks for does not undo its tie. */
static bool asks_negation(const casus_reading *view, const casus_rule *rule) {
  uint32_t negation = casus_book_class(view->book, CASUS_STR("negation"));
  for (size_t i = 0; i < rule->requirements.count; i++) {
    const casus_requirement *asked = &rule->requirements.items[i];
    for (size_t t = 0; t < asked->terms.count && !asked->negative; t++)
      if (asked->terms.items[t].kind == CASUS_TERM_CLASS && asked->terms.items[t].word_class == negation) return true;
  }
  return false;
}

/* A duty holds, whatever stands above it, unless it is denied. */
static casus_status status_of(const casus_reading *view, const casus_match *match) {
  casus_status status = casus_status_of(view, &match->slots);
  bool denied = status == CASUS_STATUS_DENIED && !asks_negation(view, match->rule);
  return match->rule->status < 0 || denied ? status : (casus_status)match->rule->status;
}

static int make_ties(const casus_reading *view, casus_match *match, const casus_coding *coding, casus_ties *ties) {
  casus_status status = status_of(view, match);
  if (status != CASUS_STATUS_ASSERTED && status != CASUS_STATUS_CLAIMED) return CASUS_OK;
  double reasons[CASUS_REASON_COUNT];
  casus_reasons_of(match, status, reasons);
  casus_tie tie = {.kind = match->rule->tie,
                   .mutual = match->rule->both,
                   .origin = CASUS_STR("report"),
                   .source = CASUS_STR(""),
                   .note = CASUS_STR(""),
                   .status = status,
                   .sentence = at(view, match->slots.trigger)->sentence,
                   .span = casus_match_span(view, match),
                   .confidence = casus_confidence(view->book, reasons),
                   .rule = match->rule->name,
                   .event = event_of(view, match, coding)};
  int rc = match->rule->both ? casus_match_merge(view, match) : CASUS_OK;
  if (!rc) rc = casus_voices_of(view, match->slots.trigger, &tie.said_by, &tie.said_by_count);
  if (!rc) rc = put_count(view, match, &tie);
  if (rc) return rc;
  put_days(view, region_root(view, &match->slots), &tie);
  rc = push_pairs(view, match, &tie, ties);
  return rc ? rc : push_noted(view, match, &tie, ties);
}

/* Of a mutual one in either order. */
static bool same_ends(const casus_tie *a, const casus_tie *b) {
  bool ends = casus_str_eq(a->from, b->from) && casus_str_eq(a->to, b->to);
  return ends || (b->mutual && casus_str_eq(a->from, b->to) && casus_str_eq(a->to, b->from));
}

static bool same_tie(const casus_tie *a, const casus_tie *b) {
  bool figure = a->amount.known == b->amount.known && (!a->amount.known || a->amount.value == b->amount.value);
  return casus_str_eq(a->kind, b->kind) && a->mutual == b->mutual && same_ends(a, b) && figure &&
         a->year.day == b->year.day && a->sentence == b->sentence && casus_str_eq(a->note, b->note);
}

static bool is_told(const casus_ties *ties, size_t count, const casus_tie *tie) {
  for (size_t i = count; i-- > 0 && ties->items[i].sentence == tie->sentence;) /* they are in the order of the text */
    if (same_tie(&ties->items[i], tie)) return true;
  return false;
}

/* The same, or two alliances. */
static bool is_kin(casus_str kind, casus_str other) {
  casus_str alliance = CASUS_STR("alliance");
  return casus_str_eq(kind, other) || (casus_kind_is(kind, alliance) && casus_kind_is(other, alliance));
}

/* A rule tells it, with its figures and days. */
static bool is_ruled(const casus_ties *told, const casus_tie *heard) {
  for (size_t i = CASUS_FIRST_FROM(told->items, told->count, sentence, heard->sentence);
       i < told->count && told->items[i].sentence == heard->sentence; i++)
    if (is_kin(told->items[i].kind, heard->kind) && same_ends(&told->items[i], heard)) return true;
  return false;
}

/* Those of rules, and what only the language model hears, in the order of the text. */
static int merge(const casus_reading *view, const casus_ties *told, const casus_ties *heard, casus_ties *all) {
  int rc = CASUS_OK;
  for (size_t i = 0, k = 0; !rc && (i < told->count || k < heard->count);) {
    bool ruled = k == heard->count || (i < told->count && told->items[i].sentence <= heard->items[k].sentence);
    const casus_tie *tie = ruled ? &told->items[i++] : &heard->items[k++];
    if (ruled || !is_ruled(told, tie)) rc = casus_tie_push(view, all, tie);
  }
  return rc;
}

static int find_ties(const casus_reading *view, const casus_coding *coding, casus_ties *all) {
  casus_matches matches = {0};
  casus_ties told = {0}, heard = {0};
  int rc = casus_match_all(view, true, &matches);
  for (size_t i = 0; !rc && i < matches.count; i++) rc = make_ties(view, &matches.items[i], coding, &told);
  if (!rc) rc = casus_bonds_code(view, &heard);
  return rc ? rc : merge(view, &told, &heard, all);
}

int casus_ties_code(const casus_reading *view, casus_coding *coding) {
  casus_ties ties = {0};
  int rc = find_ties(view, coding, &ties);
  size_t kept = 0;
  for (size_t i = 0; !rc && i < ties.count; i++) {
    if (is_told(&ties, kept, &ties.items[i])) continue;
    ties.items[kept] = ties.items[i];
    rc = put_id(view, &ties.items[kept++]);
  }
  if (rc) return rc;
  coding->ties = ties.items;
  coding->tie_count = kept;
  return CASUS_OK;
}
