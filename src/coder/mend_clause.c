/* Clauses that a parse hangs on the wrong verb, where the forms of the words tell better. */
#include "coder/mend.h"

enum { DEEPEST = 24 };

typedef struct mender {
  const casus_text *text;
  casus_token *tokens;
} mender;

static bool has_form(const casus_token *word, const char *const *forms, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (casus_str_ieq(word->form, casus_str_from_c(forms[i]))) return true;
  return false;
}

static int32_t child_of(const mender *m, uint32_t head, casus_deprel relation) {
  return casus_child_in(&m->text->sentences[m->tokens[head].sentence], m->tokens, head, relation);
}

static bool is_below(const mender *m, int32_t below, uint32_t above) {
  for (int depth = 0; below >= 0 && depth < 2 * DEEPEST; depth++, below = m->tokens[below].head)
    if ((uint32_t)below == above) return true;
  return false;
}

static bool is_present(const casus_token *word) { return casus_is_tagged(word, "VBZ") || casus_is_tagged(word, "VBP"); }

/* "visited Togo, where rivals are competing, and signed": the past does not go on from the clause's present. */
static bool leaves_present(const mender *m, uint32_t verb) {
  uint32_t head = (uint32_t)m->tokens[verb].head;
  int32_t joint = child_of(m, verb, CASUS_DEP_cc), aux = child_of(m, head, CASUS_DEP_aux);
  bool comma = joint > 0 && casus_str_eq(m->tokens[joint - 1].form, CASUS_STR(","));
  return comma && casus_is_tagged(&m->tokens[verb], "VBD") && is_present(&m->tokens[aux >= 0 ? (uint32_t)aux : head]);
}

/* "accused Chad of arming rebels and vowed revenge": a finite verb goes on from a finite verb. */
static void mend_conjunct(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  if (word->deprel != CASUS_DEP_conj || word->head < 0 || word->head > (int32_t)verb || !casus_is_finite(word)) return;
  const casus_token *head = &m->tokens[word->head];
  bool open = head->upos == CASUS_UPOS_VERB && (casus_is_tagged(head, "VBG") || casus_is_tagged(head, "VB")) &&
              child_of(m, (uint32_t)word->head, CASUS_DEP_aux) < 0;
  if ((!open && !leaves_present(m, verb)) || child_of(m, verb, CASUS_DEP_nsubj) >= 0) return;
  int32_t above = head->head;
  for (int depth = 0; above >= 0 && depth < DEEPEST; depth++, above = m->tokens[above].head) {
    if (!casus_is_finite(&m->tokens[above]) || !casus_str_eq(m->tokens[above].xpos, word->xpos)) continue;
    casus_hang(&m->tokens[verb], above, CASUS_DEP_conj, CASUS_SUB_NONE);
    return;
  }
}

/* "and Niger, Chad and Mali, which have relied": what stands before the comma is told of, where the parse jumps over
 * it. A plural verb tells of all of a list. */
static void mend_relative(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  if (word->subrel != CASUS_SUB_relcl || word->head < 0 || word->head > (int32_t)verb) return;
  uint32_t opening = verb, first = m->text->sentences[word->sentence].first;
  for (uint32_t i = verb; i-- > (uint32_t)word->head;)
    if (m->tokens[i].upos != CASUS_UPOS_PUNCT && is_below(m, (int32_t)i, verb)) opening = i;
  if (opening < first + 2 || !casus_str_eq(m->tokens[opening - 1].form, CASUS_STR(","))) return;
  int32_t noun = (int32_t)opening - 2;
  if (m->tokens[noun].upos != CASUS_UPOS_PROPN || is_below(m, noun, (uint32_t)word->head)) return;
  int32_t aux = child_of(m, verb, CASUS_DEP_aux);
  bool plural = casus_is_tagged(&m->tokens[aux >= 0 ? (uint32_t)aux : verb], "VBP");
  while (plural && m->tokens[noun].deprel == CASUS_DEP_conj && m->tokens[noun].head < noun) noun = m->tokens[noun].head;
  m->tokens[verb].head = noun;
}

/* The first word of a verb's group: "has not yet signed". */
static uint32_t group_start(const mender *m, uint32_t verb) {
  uint32_t first = m->text->sentences[m->tokens[verb].sentence].first;
  while (verb > first && (m->tokens[verb - 1].upos == CASUS_UPOS_AUX || m->tokens[verb - 1].upos == CASUS_UPOS_ADV ||
                          m->tokens[verb - 1].upos == CASUS_UPOS_PART))
    verb--;
  return verb;
}

/* The phrase right before a verb that "after", "before", "since" or "until" opens; *opening gets that word. -1: none.
 */
static int32_t phrase_before(const mender *m, uint32_t verb, int32_t *opening) {
  static const char *const words[] = {"after", "before", "since", "until"};
  uint32_t start = group_start(m, verb);
  if (start == m->text->sentences[m->tokens[verb].sentence].first) return -1;
  int32_t top = (int32_t)start - 1;
  for (int depth = 0; top >= 0 && (uint32_t)top < verb && depth < DEEPEST; depth++, top = m->tokens[top].head) {
    if (m->tokens[top].upos != CASUS_UPOS_NOUN && m->tokens[top].upos != CASUS_UPOS_PROPN &&
        m->tokens[top].upos != CASUS_UPOS_PRON)
      return -1;
    *opening = child_of(m, (uint32_t)top, CASUS_DEP_case);
    if (*opening >= 0) return has_form(&m->tokens[*opening], words, CASUS_COUNT(words)) ? top : -1;
  }
  return -1;
}

/* "after Chad and Niger signed a treaty": a conjunction that was taken for a preposition, with the clause's subject. */
static void mend_subordinate(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  bool alone = child_of(m, verb, CASUS_DEP_nsubj) < 0 && child_of(m, verb, CASUS_DEP_expl) < 0;
  if (!alone || !casus_is_finite(word) || word->head < 0 || word->deprel == CASUS_DEP_acl) return;
  int32_t opening, subject = phrase_before(m, verb, &opening);
  if (subject < 0) return;
  int32_t above = m->tokens[subject].head;
  if (above < 0 || is_below(m, above, verb)) above = word->head;
  casus_hang(&m->tokens[verb], above, CASUS_DEP_advcl, CASUS_SUB_NONE);
  casus_hang(&m->tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[opening], (int32_t)verb, CASUS_DEP_mark, CASUS_SUB_NONE);
}

/* The coordinated phrase that ends before `end` and begins behind ", and"; *opening gets the "and". -1: none. */
static int32_t phrase_behind_and(const mender *m, uint32_t verb, uint32_t end, int32_t *opening) {
  int32_t top = (int32_t)end - 1, own = child_of(m, verb, CASUS_DEP_cc);
  for (int depth = 0; top >= 0 && (uint32_t)top < end && depth < DEEPEST; depth++, top = m->tokens[top].head) {
    if (!casus_is_nominal(&m->tokens[top])) return -1;
    *opening = child_of(m, (uint32_t)top, CASUS_DEP_cc);
    if (m->tokens[top].head < own && own < top) *opening = own; /* the parse gave it to the verb */
    bool comma = *opening > 0 && *opening < top && casus_str_eq(m->tokens[*opening - 1].form, CASUS_STR(","));
    if (comma && m->tokens[top].deprel == CASUS_DEP_conj) return top;
  }
  return -1;
}

/* "condemned the raid, and Jordan and Kuwait recalled their envoys": names that were taken for a second object. */
static void mend_coordinate(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  const casus_sentence *sentence = &m->text->sentences[word->sentence];
  uint32_t start = group_start(m, verb);
  bool open = casus_is_finite(word) && word->deprel != CASUS_DEP_acl && word->head >= 0 && start > sentence->first;
  if (!open || child_of(m, verb, CASUS_DEP_nsubj) >= 0 || child_of(m, verb, CASUS_DEP_expl) >= 0) return;
  int32_t opening = -1, subject = phrase_behind_and(m, verb, start, &opening);
  if (subject < 0) return;
  for (uint32_t i = (uint32_t)opening + 1; i < start; i++)
    if (!is_below(m, (int32_t)i, (uint32_t)subject)) return;
  int32_t above = is_below(m, subject, verb) ? word->head : m->tokens[subject].head;
  for (int depth = 0; above >= 0 && !casus_is_finite(&m->tokens[above]) && depth < DEEPEST; depth++)
    above = m->tokens[above].head;
  if (above < 0 || above > opening || is_below(m, above, verb)) return;
  casus_hang(&m->tokens[verb], above, CASUS_DEP_conj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[opening], (int32_t)verb, CASUS_DEP_cc, CASUS_SUB_NONE);
}

/* "told reporters the trip did not matter": the clause lost its subject to the verb of saying. */
static void mend_told(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  if (word->deprel != CASUS_DEP_conj || word->upos != CASUS_UPOS_VERB || word->head < 0) return;
  uint32_t told = (uint32_t)word->head, start = group_start(m, verb);
  bool bare = child_of(m, verb, CASUS_DEP_cc) < 0 && child_of(m, verb, CASUS_DEP_nsubj) < 0;
  int32_t subject = child_of(m, told, CASUS_DEP_obj);
  if (!bare || told > verb || subject < (int32_t)told || child_of(m, told, CASUS_DEP_iobj) < 0) return;
  for (uint32_t i = (uint32_t)subject + 1; i < start; i++)
    if (!is_below(m, (int32_t)i, (uint32_t)subject) || m->tokens[i].upos == CASUS_UPOS_PUNCT) return;
  casus_hang(&m->tokens[verb], (int32_t)told, CASUS_DEP_ccomp, CASUS_SUB_NONE);
  casus_hang(&m->tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "“He said so,” she told the paper": the verb that gives a quotation stands above it. */
static void mend_quotation(const mender *m, const casus_quote *quote) {
  if (quote->verb == CASUS_NO_TOKEN || child_of(m, quote->verb, CASUS_DEP_nsubj) < 0) return;
  int32_t top = m->tokens[quote->verb].head;
  bool below = top >= (int32_t)quote->first && top < (int32_t)quote->last && m->tokens[top].upos == CASUS_UPOS_VERB;
  bool clause =
      m->tokens[quote->verb].deprel == CASUS_DEP_ccomp || m->tokens[quote->verb].deprel == CASUS_DEP_parataxis;
  if (!below || !clause || m->tokens[top].sentence != m->tokens[quote->verb].sentence) return;
  casus_hang(&m->tokens[quote->verb], m->tokens[top].head, (casus_deprel)m->tokens[top].deprel,
             (casus_subrel)m->tokens[top].subrel);
  casus_hang(&m->tokens[top], (int32_t)quote->verb, CASUS_DEP_ccomp, CASUS_SUB_NONE);
}

/* "said Thursday it would leave": the day is that of the saying. */
static void mend_day(const mender *m, const casus_when *when) {
  if (when->first == 0 || m->tokens[when->first - 1].sentence != m->tokens[when->first].sentence) return;
  uint32_t said = when->first - 1, day = when->first;
  if (!casus_is_finite(&m->tokens[said])) return;
  for (uint32_t i = when->first; i < when->last; i++)
    if (m->tokens[i].head < (int32_t)when->first || m->tokens[i].head >= (int32_t)when->last) day = i;
  int32_t below = m->tokens[day].head;
  if (below < (int32_t)when->last || m->tokens[below].upos != CASUS_UPOS_VERB || !is_below(m, below, said)) return;
  const casus_sentence *sentence = &m->text->sentences[m->tokens[said].sentence];
  bool has_subject = false; /* another one than the day */
  for (uint32_t i = when->last; i < (uint32_t)below && i < sentence->last; i++)
    has_subject |= m->tokens[i].head == below && m->tokens[i].deprel == CASUS_DEP_nsubj;
  if (has_subject) casus_hang(&m->tokens[day], (int32_t)said, CASUS_DEP_obl, CASUS_SUB_tmod);
}

/* "On June 19 Togo's parliament ratified": the preposition is the day's, the noun behind it the subject. */
static void mend_opening_day(const mender *m, const casus_when *when) {
  const casus_sentence *sentence = &m->text->sentences[m->tokens[when->first].sentence];
  if (when->first == sentence->first) return;
  uint32_t opening = when->first - 1;
  int32_t noun = m->tokens[opening].head;
  bool borrowed = m->tokens[opening].deprel == CASUS_DEP_case && noun >= (int32_t)when->last;
  if (!borrowed || m->tokens[noun].deprel != CASUS_DEP_obl || m->tokens[noun].head < noun) return;
  uint32_t verb = (uint32_t)m->tokens[noun].head;
  if (m->tokens[verb].upos != CASUS_UPOS_VERB || child_of(m, verb, CASUS_DEP_nsubj) >= 0) return;
  casus_hang(&m->tokens[noun], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[when->first], (int32_t)verb, CASUS_DEP_obl, CASUS_SUB_NONE);
  casus_hang(&m->tokens[opening], (int32_t)when->first, CASUS_DEP_case, CASUS_SUB_NONE);
  for (uint32_t i = when->first + 1; i < when->last; i++)
    casus_hang(&m->tokens[i], (int32_t)when->first, CASUS_DEP_nummod, CASUS_SUB_NONE);
}

static bool has_predicate(const mender *m, const casus_sentence *sentence) {
  for (uint32_t i = sentence->first; i < sentence->last; i++)
    if (casus_is_finite(&m->tokens[i]) || m->tokens[i].upos == CASUS_UPOS_AUX) return true;
  return false;
}

/* "Washington, meanwhile, imposed sanctions.": in a whole sentence without a finite verb, a participle between comma
 * and noun is that verb. */
static void mend_predicate(const mender *m, uint32_t verb) {
  const casus_token *word = &m->tokens[verb];
  const casus_sentence *sentence = &m->text->sentences[word->sentence];
  bool bare = word->deprel == CASUS_DEP_amod && casus_is_tagged(word, "VBN") && word->head > (int32_t)verb;
  if (!bare || verb == sentence->first || !casus_str_eq(m->tokens[sentence->last - 1].form, CASUS_STR("."))) return;
  if (!casus_str_eq(m->tokens[verb - 1].form, CASUS_STR(",")) || has_predicate(m, sentence)) return;
  uint32_t object = (uint32_t)word->head, root = object;
  const uint32_t most = sentence->last - sentence->first; /* mends before may have left a circle */
  for (uint32_t depth = 0; m->tokens[root].head >= 0 && root != verb && depth < most; depth++)
    root = (uint32_t)m->tokens[root].head;
  int32_t subject = root < verb ? (int32_t)root : child_of(m, object, CASUS_DEP_nsubj);
  if (subject < 0 || subject > (int32_t)verb) return;
  casus_hang(&m->tokens[verb], -1, CASUS_DEP_root, CASUS_SUB_NONE);
  casus_hang(&m->tokens[object], (int32_t)verb, CASUS_DEP_obj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  for (uint32_t i = sentence->first; i < verb; i++)
    if (m->tokens[i].head == (int32_t)object) m->tokens[i].head = (int32_t)verb;
  for (uint32_t i = verb + 1; i < sentence->last; i++) /* what hung on the old root from behind the verb */
    if (m->tokens[i].head == subject && subject != (int32_t)object) m->tokens[i].head = (int32_t)verb;
}

static void take_child(const mender *m, uint32_t child, const casus_amount *amount, uint32_t noun) {
  int32_t head = m->tokens[child].head;
  bool inside = child >= amount->first && child < amount->last;
  if (inside || head < (int32_t)amount->first || head >= (int32_t)amount->last || child == noun) return;
  m->tokens[child].head = (int32_t)noun;
}

/* "boats under a contract worth $3 million": the sum says what the noun before "worth" is worth, and nothing else hangs
 * on it. */
static void mend_worth(const mender *m, const casus_amount *amount) {
  if (amount->first < 2) return;
  uint32_t worth = amount->first - 1, noun = worth - 1, top = amount->first;
  bool nominal = m->tokens[noun].upos == CASUS_UPOS_NOUN || m->tokens[noun].upos == CASUS_UPOS_PROPN;
  const casus_sentence *sentence = &m->text->sentences[m->tokens[top].sentence];
  if (noun < sentence->first || !nominal || !casus_str_ieq(m->tokens[worth].form, CASUS_STR("worth"))) return;
  for (uint32_t i = amount->first; i < amount->last; i++)
    if (m->tokens[i].head < (int32_t)amount->first || m->tokens[i].head >= (int32_t)amount->last) top = i;
  if (is_below(m, (int32_t)noun, top)) {
    int32_t above = m->tokens[noun].head;
    bool inside = above >= (int32_t)amount->first && above < (int32_t)amount->last;
    if (!inside && above != (int32_t)worth) return;
    casus_hang(&m->tokens[noun], m->tokens[top].head, (casus_deprel)m->tokens[top].deprel,
               (casus_subrel)m->tokens[top].subrel);
  }
  if (m->tokens[noun].head == (int32_t)worth)
    casus_hang(&m->tokens[noun], m->tokens[worth].head, (casus_deprel)m->tokens[worth].deprel, CASUS_SUB_NONE);
  casus_hang(&m->tokens[worth], (int32_t)noun, CASUS_DEP_amod, CASUS_SUB_NONE);
  casus_hang(&m->tokens[top], (int32_t)worth, CASUS_DEP_obl, CASUS_SUB_NONE);
  for (uint32_t i = sentence->first; i < sentence->last; i++) take_child(m, i, amount, noun);
}

/* "President A B and Ukrainian President C D", read as one long name: the second name is joined to the first. */
static void mend_name(const mender *m, const casus_name *name) {
  const casus_token *head = &m->tokens[name->first];
  if (name->kind != CASUS_NAME_PERSON || head->deprel != CASUS_DEP_flat || head->head < 0) return;
  uint32_t first = (uint32_t)head->head, joined = first;
  for (uint32_t i = first + 1; i < name->first; i++)
    if (m->tokens[i].deprel == CASUS_DEP_conj && m->tokens[i].head == (int32_t)first) joined = i;
  if (joined == first || first > name->first || child_of(m, joined, CASUS_DEP_cc) < 0) return;
  int32_t and = child_of(m, joined, CASUS_DEP_cc);
  casus_hang(&m->tokens[name->first], (int32_t)first, CASUS_DEP_conj, CASUS_SUB_NONE);
  casus_hang(&m->tokens[and], (int32_t)name->first, CASUS_DEP_cc, CASUS_SUB_NONE);
  for (uint32_t i = joined; i < name->last; i++) {
    bool loose = i == joined || m->tokens[i].head == (int32_t)first || m->tokens[i].head == (int32_t)joined;
    if (i != name->first && loose)
      casus_hang(&m->tokens[i], (int32_t)name->first, i < name->first ? CASUS_DEP_nmod : CASUS_DEP_flat,
                 CASUS_SUB_NONE);
  }
}

/* "sent Sudan 40 ambulances": a number between two objects counts the second. */
static void mend_number(const mender *m, uint32_t number) {
  const casus_sentence *sentence = &m->text->sentences[m->tokens[number].sentence];
  if (number == sentence->first || number + 1 >= sentence->last || m->tokens[number].deprel != CASUS_DEP_flat) return;
  const casus_token *name = &m->tokens[number - 1], *counted = &m->tokens[number + 1];
  bool objects = name->head >= 0 && name->head == counted->head && name->deprel == CASUS_DEP_obj &&
                 m->tokens[name->head].upos == CASUS_UPOS_VERB && counted->upos == CASUS_UPOS_NOUN;
  if (objects && m->tokens[number].head == (int32_t)number - 1)
    casus_hang(&m->tokens[number], (int32_t)number + 1, CASUS_DEP_nummod, CASUS_SUB_NONE);
}

/* "ahead of the summit": the adverb belongs to the preposition. */
static void mend_ahead(const mender *m, uint32_t adverb) {
  static const char *const ahead[] = {"ahead"};
  if (!has_form(&m->tokens[adverb], ahead, CASUS_COUNT(ahead)) || adverb + 1 >= m->text->token_count) return;
  const casus_token *of = &m->tokens[adverb + 1];
  if (of->deprel == CASUS_DEP_case && of->head > (int32_t)adverb)
    casus_hang(&m->tokens[adverb], of->head, CASUS_DEP_case, CASUS_SUB_NONE);
}

void casus_mend_clauses(const casus_text *text, casus_token *tokens) {
  const mender m = {text, tokens};
  for (uint32_t i = 0; i < text->when_count; i++) {
    mend_day(&m, &text->whens[i]);
    mend_opening_day(&m, &text->whens[i]);
  }
  for (uint32_t i = 0; i < text->quote_count; i++) mend_quotation(&m, &text->quotes[i]);
  for (uint32_t i = 0; i < text->amount_count; i++) mend_worth(&m, &text->amounts[i]);
  for (uint32_t i = 0; i < text->name_count; i++) mend_name(&m, &text->names[i]);
  for (uint32_t i = 0; i < text->token_count; i++) {
    if (tokens[i].upos == CASUS_UPOS_NUM) mend_number(&m, i);
    mend_ahead(&m, i);
    if (tokens[i].upos != CASUS_UPOS_VERB) continue;
    mend_predicate(&m, i);
    mend_conjunct(&m, i);
    mend_relative(&m, i);
    mend_subordinate(&m, i);
    mend_coordinate(&m, i);
    mend_told(&m, i);
  }
}
