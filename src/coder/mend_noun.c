/* Noun phrases that a parse hangs on the wrong word, where the words between tell better. */
#include "coder/mend.h"

enum { LONGEST_ROLE = 12 }; /* words between a name's comma and the noun of its role */

static bool is_name(const casus_token *word) { return word->upos == CASUS_UPOS_PROPN; }

static bool is_mark(const casus_token *word, const char *mark) {
  return word->upos == CASUS_UPOS_PUNCT && casus_str_eq(word->form, casus_str_from_c(mark));
}

/* "of the North Korea-Russia alliance": both names stand before the noun, and so does what stands before them. */
static void mend_joined(const casus_sentence *sentence, casus_token *tokens, uint32_t hyphen) {
  if (hyphen == sentence->first || hyphen + 1 >= sentence->last || !is_mark(&tokens[hyphen], "-")) return;
  casus_token *left = &tokens[hyphen - 1], *right = &tokens[hyphen + 1];
  bool joined = left->span.end == tokens[hyphen].span.start && tokens[hyphen].span.end == right->span.start;
  if (!joined || !is_name(left) || !is_name(right)) return;
  bool one_name = right->deprel == CASUS_DEP_flat && right->head == (int32_t)hyphen - 1;
  if (one_name && left->deprel == CASUS_DEP_compound && left->head > (int32_t)hyphen)
    casus_hang(right, left->head, CASUS_DEP_compound, CASUS_SUB_NONE); /* "Mali-Niger pact" */
  if (right->deprel != CASUS_DEP_compound) return;
  int32_t noun = right->head;
  if (noun <= (int32_t)hyphen || left->head == noun || left->deprel != CASUS_DEP_nmod) return;
  for (uint32_t i = sentence->first; i + 1 < hyphen; i++)
    if (tokens[i].head == (int32_t)hyphen - 1 &&
        (tokens[i].deprel == CASUS_DEP_case || tokens[i].deprel == CASUS_DEP_det))
      tokens[i].head = noun;
  casus_hang(&tokens[noun], left->head, (casus_deprel)left->deprel, (casus_subrel)left->subrel);
  casus_hang(left, noun, CASUS_DEP_compound, CASUS_SUB_NONE);
}

static bool is_below(const casus_token *tokens, int32_t token, uint32_t above) {
  for (int depth = 0; token >= 0 && depth < LONGEST_ROLE; depth++, token = tokens[token].head)
    if ((uint32_t)token == above) return true;
  return false;
}

/* Where the phrase of a noun begins. */
static uint32_t first_below(const casus_sentence *sentence, const casus_token *tokens, uint32_t noun) {
  uint32_t first = noun;
  while (first > sentence->first && tokens[first - 1].upos != CASUS_UPOS_PUNCT &&
         is_below(tokens, (int32_t)first - 1, noun))
    first--;
  return first;
}

/* The name that ends right before the comma at `comma`; its head word. -1: no name. */
static int32_t name_before(const casus_sentence *sentence, const casus_token *tokens, uint32_t comma) {
  if (comma == sentence->first || !is_mark(&tokens[comma], ",") || !is_name(&tokens[comma - 1])) return -1;
  uint32_t name = comma - 1;
  while (tokens[name].deprel == CASUS_DEP_flat && tokens[name].head >= (int32_t)sentence->first &&
         tokens[name].head < (int32_t)name && is_name(&tokens[tokens[name].head]))
    name = (uint32_t)tokens[name].head;
  return (int32_t)name;
}

/* "China, Chad's largest trading partner, …": coordinated by nothing, it says who China is. */
static void mend_apposition(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  if (tokens[noun].deprel != CASUS_DEP_conj || tokens[noun].upos != CASUS_UPOS_NOUN ||
      casus_child_in(sentence, tokens, noun, CASUS_DEP_cc) >= 0)
    return;
  int32_t owner = casus_child_in(sentence, tokens, noun, CASUS_DEP_nmod);
  if (owner < 0 || tokens[owner].subrel != CASUS_SUB_poss) return;
  uint32_t first = first_below(sentence, tokens, noun);
  int32_t name = first > sentence->first ? name_before(sentence, tokens, first - 1) : -1;
  if (name >= 0 && tokens[name].head != (int32_t)noun) casus_hang(&tokens[noun], name, CASUS_DEP_appos, CASUS_SUB_NONE);
}

/* "…,” Ana Ruiz, an analyst at the institute, told the paper": the name, not its role, is the subject. */
static void mend_role_as_subject(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t verb = tokens[noun].head, article = casus_child_in(sentence, tokens, noun, CASUS_DEP_det);
  if (tokens[noun].deprel != CASUS_DEP_nsubj || verb <= (int32_t)noun || article <= (int32_t)sentence->first) return;
  if (noun - (uint32_t)article > LONGEST_ROLE) return;
  int32_t name = name_before(sentence, tokens, (uint32_t)article - 1);
  if (name < 0 || tokens[name].head == verb || tokens[name].deprel != CASUS_DEP_nsubj) return;
  bool closed = false; /* a comma behind the role as well */
  for (uint32_t i = noun + 1; i < (uint32_t)verb; i++) closed = closed || is_mark(&tokens[i], ",");
  if (!closed) return;
  casus_hang(&tokens[name], verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  casus_hang(&tokens[noun], name, CASUS_DEP_appos, CASUS_SUB_NONE);
}

/* "see Chad buying tanks": what stands before the verb does it, what stands behind it has it done. */
static void mend_object_before(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t verb = tokens[noun].head;
  if (tokens[noun].deprel != CASUS_DEP_obj || verb <= (int32_t)noun || tokens[verb].head < 0) return;
  bool between = tokens[verb].head < (int32_t)noun &&
                 (tokens[verb].deprel == CASUS_DEP_xcomp || tokens[verb].deprel == CASUS_DEP_advcl);
  bool nominal = is_name(&tokens[noun]) || tokens[noun].upos == CASUS_UPOS_NOUN;
  if (!between || !nominal) return;
  for (uint32_t i = (uint32_t)verb + 1; i < sentence->last; i++)
    if (tokens[i].head == verb && tokens[i].deprel == CASUS_DEP_obj) tokens[noun].deprel = CASUS_DEP_nsubj;
  bool seen = tokens[noun].deprel == CASUS_DEP_nsubj && tokens[verb].head == (int32_t)noun - 1;
  if (seen && casus_str_eq(tokens[verb].xpos, CASUS_STR("VBG"))) tokens[verb].deprel = CASUS_DEP_ccomp;
}

/* "What Chad has done is arm rebels": the clause is the subject, whatever its pronoun would be. */
static void mend_cleft(const casus_sentence *sentence, casus_token *tokens, uint32_t what) {
  int32_t verb = tokens[what].head;
  if (tokens[what].deprel != CASUS_DEP_obj || verb <= (int32_t)what || tokens[what].upos != CASUS_UPOS_PRON) return;
  int32_t clause = casus_child_in(sentence, tokens, what, CASUS_DEP_acl);
  int32_t copula = casus_child_in(sentence, tokens, (uint32_t)verb, CASUS_DEP_cop);
  if (clause < 0 || copula < clause || copula > verb) return;
  casus_hang(&tokens[what], verb, CASUS_DEP_nsubj, CASUS_SUB_outer);
}

/* "the end of the alliance shows", "its lifting by Chad": behind "of" or "by" a noun is no subject. */
static void mend_of(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  if (tokens[noun].deprel != CASUS_DEP_nsubj) return;
  int32_t of = casus_child_in(sentence, tokens, noun, CASUS_DEP_case);
  if (of <= (int32_t)sentence->first || of > (int32_t)noun) return;
  bool by = casus_str_ieq(tokens[of].form, CASUS_STR("by"));
  if (!by && !casus_str_ieq(tokens[of].form, CASUS_STR("of"))) return;
  int32_t before = of - 1;
  while (by && tokens[before].deprel == CASUS_DEP_nmod && casus_is_noun(&tokens[tokens[before].head]) &&
         tokens[before].head < before)
    before = tokens[before].head;
  if (tokens[before].upos == CASUS_UPOS_NOUN && tokens[before].head != (int32_t)noun)
    casus_hang(&tokens[noun], before, CASUS_DEP_nmod, CASUS_SUB_NONE);
}

/* "The envoy accused Togo of theft, he said": a participle with an object of its own, where another verb has two
 * subjects, is the first one's verb. */
static void mend_finite(casus_token *tokens, uint32_t subject, uint32_t verb, uint32_t said) {
  tokens[verb].xpos = CASUS_STR("VBD");
  casus_hang(&tokens[verb], (int32_t)said, CASUS_DEP_ccomp, CASUS_SUB_NONE);
  casus_hang(&tokens[subject], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "Peace, the paper said, rests on a treaty": of two subjects the first belongs to what is said. */
static void mend_two_subjects(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  int32_t first = casus_child_in(sentence, tokens, verb, CASUS_DEP_nsubj), second = -1;
  if (first < 0 || tokens[verb].upos != CASUS_UPOS_VERB) return;
  for (uint32_t i = (uint32_t)first + 1; i < verb && second < 0; i++)
    if (tokens[i].head == (int32_t)verb && tokens[i].deprel == CASUS_DEP_nsubj) second = (int32_t)i;
  bool apart = false;
  for (int32_t i = first; i < second; i++) apart = apart || is_mark(&tokens[i], ",");
  if (!apart || tokens[first].subrel == CASUS_SUB_outer) return;
  int32_t content = casus_child_in(sentence, tokens, verb, CASUS_DEP_ccomp);
  int32_t clause = casus_child_in(sentence, tokens, (uint32_t)first, CASUS_DEP_acl);
  if (content > (int32_t)verb && casus_child_in(sentence, tokens, (uint32_t)content, CASUS_DEP_nsubj) < 0)
    casus_hang(&tokens[first], content, CASUS_DEP_nsubj, CASUS_SUB_NONE);
  else if (clause > first && clause < second && tokens[clause].subrel != CASUS_SUB_relcl &&
           casus_child_in(sentence, tokens, (uint32_t)clause, CASUS_DEP_obj) >= 0)
    mend_finite(tokens, (uint32_t)first, (uint32_t)clause, verb);
}

/* "Deliveries to Brazil shrank": a finite verb is no participle of its subject. */
static void mend_root(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  int32_t noun = tokens[verb].head;
  bool finite = tokens[verb].upos == CASUS_UPOS_VERB && casus_str_eq(tokens[verb].xpos, CASUS_STR("VBD"));
  if (!finite || noun < 0 || noun > (int32_t)verb || tokens[noun].head >= 0 || tokens[noun].upos == CASUS_UPOS_VERB)
    return;
  if (tokens[verb].deprel != CASUS_DEP_acl || tokens[verb].subrel == CASUS_SUB_relcl ||
      casus_child_in(sentence, tokens, verb, CASUS_DEP_nsubj) >= 0)
    return;
  casus_hang(&tokens[verb], -1, CASUS_DEP_root, CASUS_SUB_NONE);
  for (uint32_t i = verb + 1; i < sentence->last; i++)
    if (tokens[i].head == noun) tokens[i].head = (int32_t)verb;
  casus_hang(&tokens[noun], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
}

/* "Egypt condemned Israel": what was taken for the subject's other name is the object. */
static void mend_beside(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  int32_t head = tokens[noun].head;
  if (head < 0 || !casus_is_noun(&tokens[noun]) || head > (int32_t)noun) return;
  int32_t verb = tokens[head].head;
  bool beside = tokens[noun].deprel == CASUS_DEP_appos && tokens[head].deprel == CASUS_DEP_nsubj && verb > head &&
                verb < (int32_t)noun && tokens[verb].upos == CASUS_UPOS_VERB;
  if (!beside) return;
  bool free = casus_child_in(sentence, tokens, (uint32_t)verb, CASUS_DEP_obj) < 0 &&
              casus_child_in(sentence, tokens, noun, CASUS_DEP_case) < 0 &&
              casus_child_in(sentence, tokens, noun, CASUS_DEP_cop) < 0;
  if (free) casus_hang(&tokens[noun], verb, CASUS_DEP_obj, CASUS_SUB_NONE);
}

/* "placed an embargo on Chad": behind an article stands a noun. */
static void mend_verb_with_article(const casus_sentence *sentence, casus_token *tokens, uint32_t noun) {
  if (tokens[noun].upos != CASUS_UPOS_VERB || tokens[noun].deprel != CASUS_DEP_xcomp) return;
  uint32_t first = first_below(sentence, tokens, noun);
  if (first == noun || tokens[first].upos != CASUS_UPOS_DET || tokens[noun].head >= (int32_t)first) return;
  tokens[noun].upos = CASUS_UPOS_NOUN;
  tokens[noun].xpos = CASUS_STR("NN");
  tokens[noun].deprel = CASUS_DEP_obj;
  for (uint32_t i = first; i < noun; i++)
    if (tokens[i].upos == CASUS_UPOS_DET) tokens[i].head = (int32_t)noun;
  for (uint32_t i = noun + 1; i < sentence->last; i++)
    if (tokens[i].head == (int32_t)noun && tokens[i].deprel == CASUS_DEP_obl) tokens[i].deprel = CASUS_DEP_nmod;
}

/* "Germany & France condemned the verdict", with Germany hung on the verdict: what stands before the verb is its own.
 */
static void mend_subject_of_object(casus_token *tokens, uint32_t noun) {
  int32_t head = tokens[noun].head;
  if (tokens[noun].deprel != CASUS_DEP_nsubj || head < 0 || !casus_is_noun(&tokens[head])) return;
  int32_t verb = tokens[head].head;
  bool completes = tokens[head].deprel == CASUS_DEP_obj || tokens[head].deprel == CASUS_DEP_xcomp;
  bool object = completes && verb > (int32_t)noun && verb < head;
  if (!object || tokens[verb].upos != CASUS_UPOS_VERB) return;
  tokens[noun].head = verb;
  tokens[head].deprel = CASUS_DEP_obj;
}

/* "“…,” the spokesman, Ana Ruiz, told journalists": what stands between the closing mark and a verb without a subject
 * is no apposition to a word within the marks. */
static void mend_speaker(const casus_sentence *sentence, casus_token *tokens, uint32_t verb) {
  bool root = tokens[verb].head < 0 && tokens[verb].upos == CASUS_UPOS_VERB;
  if (!root || casus_child_in(sentence, tokens, verb, CASUS_DEP_nsubj) >= 0) return;
  for (uint32_t i = verb; i-- > sentence->first;) {
    if (is_mark(&tokens[i], "”") || is_mark(&tokens[i], "\"")) return;
    bool stray = tokens[i].deprel == CASUS_DEP_appos && casus_is_noun(&tokens[i]) && tokens[i].head < (int32_t)i;
    bool over_mark = false;
    for (uint32_t k = i; stray && k-- > (uint32_t)tokens[i].head;)
      over_mark = over_mark || is_mark(&tokens[k], "”") || is_mark(&tokens[k], "\"");
    if (!over_mark) continue;
    casus_hang(&tokens[i], (int32_t)verb, CASUS_DEP_nsubj, CASUS_SUB_NONE);
    return;
  }
}

/* "Peru's president said": with "'s" behind it a name owns the next noun. */
static void mend_owner(const casus_sentence *sentence, casus_token *tokens, uint32_t owner) {
  int32_t verb = tokens[owner].head;
  if (tokens[owner].deprel != CASUS_DEP_nsubj || verb <= (int32_t)owner) return;
  int32_t mark = casus_child_in(sentence, tokens, owner, CASUS_DEP_case);
  if (mark <= (int32_t)owner || !casus_str_eq(tokens[mark].form, CASUS_STR("'s"))) return;
  for (uint32_t i = (uint32_t)mark + 1; i < (uint32_t)verb; i++) {
    if (tokens[i].head != verb || tokens[i].deprel != CASUS_DEP_nsubj) continue;
    casus_hang(&tokens[owner], (int32_t)i, CASUS_DEP_nmod, CASUS_SUB_poss);
    return;
  }
}

/* The full stop belongs to the whole sentence, not to a clause in it. */
static void mend_stop(const casus_sentence *sentence, casus_token *tokens) {
  uint32_t stop = sentence->last - 1;
  if (sentence->last <= sentence->first + 1 || !is_mark(&tokens[stop], ".")) return;
  int32_t root = tokens[stop].head;
  for (int depth = 0; root >= 0 && tokens[root].head >= 0 && depth < 2 * LONGEST_ROLE; depth++)
    root = tokens[root].head;
  if (root >= 0 && tokens[root].head < 0) tokens[stop].head = root;
}

void casus_mend_nouns(const casus_text *text, casus_token *tokens) {
  for (uint32_t s = 0; s < text->sentence_count; s++) {
    const casus_sentence *sentence = &text->sentences[s];
    for (uint32_t i = sentence->first; i < sentence->last; i++) {
      mend_joined(sentence, tokens, i);
      mend_of(sentence, tokens, i);
      mend_owner(sentence, tokens, i);
      mend_two_subjects(sentence, tokens, i);
      mend_root(sentence, tokens, i);
      mend_verb_with_article(sentence, tokens, i);
      mend_speaker(sentence, tokens, i);
      mend_beside(sentence, tokens, i);
      mend_apposition(sentence, tokens, i);
      mend_role_as_subject(sentence, tokens, i);
      mend_object_before(sentence, tokens, i);
      mend_cleft(sentence, tokens, i);
    }
    for (uint32_t i = sentence->first; i < sentence->last; i++) mend_subject_of_object(tokens, i);
    mend_stop(sentence, tokens);
  }
}
