/* "both sides", "the two countries", "either side": the pair that was named together most, of late above all. */
#include "coder/coref.h"

enum { MENTIONS_BACK = 200, ACTORS_MOST = 6, PAIRS_MOST = 64, STEPS_UP = 6, DOERS_MOST = 4, ADJECTIVES_MOST = 2 };
static const double DECAY = 0.9;    /* of what a sentence counts, for each one behind it */
static const double TOGETHER = 1.5; /* how much "A and B" counts besides */
static const double OUTSIDER = 0.3; /* of a pair with an organisation of states: it mostly stands between two */

typedef struct pair {
  const casus_party *one, *two;
  double weight;
} pair;

/* Actors named in one sentence, and pairs of all sentences so far. */
typedef struct tally {
  const casus_coref *coref;
  casus_str doers[DOERS_MOST]; /* of what is done to the pair: neither of them */
  size_t doer_count;
  bool persons;
  const casus_party *here[ACTORS_MOST];
  size_t here_count;
  pair pairs[PAIRS_MOST];
  size_t count;
} tally;

static const casus_token *token_at(const casus_coref *coref, uint32_t i) { return casus_scene_token(coref->scene, i); }

static bool is_side(const casus_coref *coref, uint32_t i) {
  if (i && i >= casus_scene_last(coref->scene, i - 1)) return false; /* behind the sentence of the word before */
  unsigned classes = casus_word_classes(coref->scene->lexicon, token_at(coref, i)->lemma);
  return (classes | casus_scene_word(coref->scene, i)) & CASUS_WORD_SIDE;
}

/* --- the words -------------------------------------------------------------------------------- */

/* "the two countries", "both sides", "all parties", "each side", "the two leaders", "both", "the two". */
static uint32_t both_words(const casus_coref *coref, uint32_t token) {
  const casus_scene *scene = coref->scene;
  uint32_t end = casus_scene_last(scene, token), at = token;
  bool all = casus_scene_is(scene, at, "all") || casus_scene_is(scene, at, "each"); /* "all sides" */
  bool the = casus_scene_is(scene, at, "the") || casus_scene_is(scene, at, "these");
  if (the && at + 1 < end && casus_scene_is(scene, at + 1, "two")) at++;
  bool two = the && casus_scene_is(scene, at, "two");
  if (!all && !two && !casus_scene_is(scene, at, "both")) return 0;
  uint32_t noun = at + 1;
  while (noun < end && token_at(coref, noun)->upos == CASUS_UPOS_ADJ && noun < at + ADJECTIVES_MOST) noun++;
  bool of = noun + 1 < end && casus_scene_is(scene, noun + 1, "of"); /* "both sides of the Atlantic" */
  if (!of && is_side(coref, noun)) return noun + 1;
  unsigned deprel = token_at(coref, at)->deprel;
  bool alone = deprel == CASUS_DEP_nsubj || deprel == CASUS_DEP_obj || deprel == CASUS_DEP_obl;
  return !all && alone && (at + 1 >= end || token_at(coref, at + 1)->upos != CASUS_UPOS_NOUN) ? at + 1 : 0;
}

/* "if one side", "if either country is attacked": either of the pair. */
static uint32_t either_words(const casus_coref *coref, uint32_t token) {
  const casus_scene *scene = coref->scene;
  if (token == casus_scene_first(scene, token)) return 0;
  bool condition = casus_scene_is(scene, token - 1, "if") || casus_scene_is(scene, token - 1, "when") ||
                   casus_scene_is(scene, token - 1, "should");
  bool either = casus_scene_is(scene, token, "either") || casus_scene_is(scene, token, "one");
  return condition && either && is_side(coref, token + 1) ? token + 2 : 0;
}

/* "…, the other will help": the other of the pair, of which one was named in this sentence. */
static uint32_t other_words(const casus_coref *coref, uint32_t token) {
  const casus_scene *scene = coref->scene;
  uint32_t end = casus_scene_last(scene, token);
  if (!casus_scene_is(scene, token, "the") || token + 1 >= end || !casus_scene_is(scene, token + 1, "other")) return 0;
  bool one = false;
  for (uint32_t i = casus_scene_first(scene, token); i < token && !one; i++) one = either_words(coref, i) > 0;
  if (!one) return 0;
  if (is_side(coref, token + 2)) return token + 3;
  return token + 2 >= end || token_at(coref, token + 2)->upos != CASUS_UPOS_NOUN ? token + 2 : 0;
}

uint32_t casus_coref_pair_words(const casus_coref *coref, uint32_t token) {
  uint32_t last = both_words(coref, token);
  if (!last) last = either_words(coref, token);
  return last ? last : other_words(coref, token);
}

static bool means_persons(const casus_coref *coref, uint32_t noun) {
  casus_str form = token_at(coref, noun)->form;
  return casus_str_starts(form, CASUS_STR("leader")) || casus_str_starts(form, CASUS_STR("president"));
}

/* --- who does it to them ---------------------------------------------------------------------- */

static void add_subjects(tally *t, uint32_t verb) {
  const casus_coref *coref = t->coref;
  uint32_t sentence = token_at(coref, verb)->sentence;
  for (size_t i = coref->seen.count, n = 0; i-- > 0 && n < MENTIONS_BACK; n++) {
    if (coref->seen.items[i].sentence != sentence) break;
    const casus_mention *mention = casus_coref_mention(coref, &coref->seen.items[i]);
    int32_t of = -1;
    bool does = casus_coref_subject(coref->scene, mention->head, &of) && of == (int32_t)verb;
    if (does && t->doer_count < DOERS_MOST) t->doers[t->doer_count++] = mention->parties[0].actor;
  }
}

/* "Moscow rebuked both camps", "Moscow called for restraint on both sides": the nearest subject above `token`. */
static void find_doers(tally *t, uint32_t token) {
  for (int step = 0; step < STEPS_UP && token_at(t->coref, token)->head >= 0 && !t->doer_count; step++) {
    unsigned deprel = token_at(t->coref, token)->deprel;
    if (deprel == CASUS_DEP_nsubj || deprel == CASUS_DEP_csubj) return;
    token = (uint32_t)token_at(t->coref, token)->head;
    add_subjects(t, token);
  }
}

static bool is_doer(const tally *t, casus_str actor) {
  for (size_t i = 0; i < t->doer_count; i++)
    if (casus_str_eq(t->doers[i], actor)) return true;
  return false;
}

/* --- the pair --------------------------------------------------------------------------------- */

static bool is_outsider(const casus_party *party) { return casus_str_starts(party->actor, CASUS_STR("IGO")); }

static bool is_candidate(const tally *t, const casus_party *party) {
  static const casus_str observers[] = {CASUS_STR_INIT("MED"), CASUS_STR_INIT("EDU"), CASUS_STR_INIT("NGO")};
  for (size_t i = 0; i < CASUS_COUNT(observers); i++)
    if (casus_str_eq(party->sector, observers[i])) return false;
  return party->actor.len && !is_doer(t, party->actor);
}

static void add_pair(tally *t, const casus_party *one, const casus_party *two, double weight) {
  if (is_outsider(one) || is_outsider(two)) weight *= OUTSIDER;
  for (size_t i = 0; i < t->count; i++) {
    pair *p = &t->pairs[i];
    bool same = casus_str_eq(p->one->actor, one->actor) && casus_str_eq(p->two->actor, two->actor);
    bool turned = casus_str_eq(p->one->actor, two->actor) && casus_str_eq(p->two->actor, one->actor);
    if (!same && !turned) continue;
    p->weight += weight;
    return;
  }
  if (t->count < PAIRS_MOST) t->pairs[t->count++] = (pair){one, two, weight};
}

static void add_actor(tally *t, const casus_party *party) {
  if (!is_candidate(t, party) || t->here_count == ACTORS_MOST) return;
  for (size_t i = 0; i < t->here_count; i++)
    if (casus_str_eq(t->here[i]->actor, party->actor)) return;
  t->here[t->here_count++] = party;
}

/* The sentence is done: everybody named in it with everybody else. They were met from its end. */
static void close_sentence(tally *t, double weight) {
  for (size_t i = 0; i < t->here_count; i++)
    for (size_t k = 0; k < i; k++) add_pair(t, t->here[i], t->here[k], weight / (double)(t->here_count - 1));
  t->here_count = 0;
}

/* "Russia and Vietnam", "the Russian-Vietnamese". */
static bool stand_together(const casus_coref *coref, const casus_mention *a, const casus_mention *b) {
  if (b->first < a->last + 1 || b->first > a->last + 2) return false;
  return casus_scene_is(coref->scene, a->last, "and") || casus_scene_hyphen(coref->scene, a->last);
}

static void add_together(tally *t, const casus_party *one, const casus_party *two, double weight) {
  bool fits = is_candidate(t, one) && is_candidate(t, two) && !casus_str_eq(one->actor, two->actor);
  if (fits) add_pair(t, one, two, weight * TOGETHER);
}

static void count_pairs(tally *t, uint32_t token) {
  const casus_coref *coref = t->coref;
  uint32_t sentence = token_at(coref, token)->sentence;
  double weight = 1;
  const casus_mention *behind = NULL;
  for (size_t i = coref->seen.count, n = 0; i-- > 0 && n < MENTIONS_BACK; n++) {
    const casus_antecedent *a = &coref->seen.items[i];
    const casus_mention *mention = casus_coref_mention(coref, a);
    for (; sentence > a->sentence; sentence--, weight *= DECAY) close_sentence(t, weight);
    if ((t->persons && !a->person) || mention->kind == CASUS_MENTION_PLACE) continue;
    for (size_t p = mention->party_count; p-- > 0;) add_actor(t, &mention->parties[p]);
    if (mention->party_count == 2) add_together(t, &mention->parties[0], &mention->parties[1], weight);
    if (behind && stand_together(coref, mention, behind))
      add_together(t, &mention->parties[0], &behind->parties[0], weight);
    behind = mention;
  }
  close_sentence(t, weight);
}

static const pair *likeliest(tally *t, uint32_t token) {
  const pair *best = NULL;
  t->count = t->here_count = 0;
  count_pairs(t, token);
  for (size_t i = 0; i < t->count; i++)
    if (!best || t->pairs[i].weight > best->weight) best = &t->pairs[i];
  return best;
}

/* "both countries" are no ministers, whoever was named for them. */
static casus_party member(const casus_party *named, bool people) {
  casus_party party = *named;
  if (!people && party.actor.len == 3) party.name = CASUS_STR("");
  if (!party.sector.len) party.sector = CASUS_STR("GOV");
  return party;
}

bool casus_coref_pair(const casus_coref *coref, uint32_t token, uint32_t last, casus_party **parties, size_t *count,
                      bool *memory_failed) {
  uint32_t noun = last - 1;
  tally t = {.coref = coref, .persons = means_persons(coref, noun)};
  find_doers(&t, noun);
  const pair *found = likeliest(&t, token);
  bool people = t.persons || !is_side(coref, noun);
  if (!found && t.persons) {
    t.persons = false;
    found = likeliest(&t, token);
  }
  if (!found) return false;
  *parties = casus_arena_array(coref->scene->arena, 2, sizeof **parties);
  *memory_failed = !*parties;
  if (*memory_failed) return false;
  (*parties)[0] = member(found->one, people);
  (*parties)[1] = member(found->two, people);
  *count = 2;
  return true;
}
