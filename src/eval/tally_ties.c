/* Ties told, ties missed. */
#include "eval/tally.h"

static bool is_open(casus_str from, casus_str to) { return !from.len || !to.len; }

static bool is_tie(const casus_gold_tie *gold, const casus_tie *told) {
  casus_str from = casus_code_counted(told->from), to = casus_code_counted(told->to);
  bool straight = casus_str_eq(gold->from, from) && casus_str_eq(gold->to, to);
  bool turned = gold->mutual && casus_str_eq(gold->from, to) && casus_str_eq(gold->to, from);
  return casus_str_eq(gold->kind, told->kind) && (straight || turned);
}

static bool is_here(const casus_gold_sentence *sentence, const casus_tie *told) {
  return told->span.start >= sentence->span.start && told->span.start <= sentence->span.end &&
         !is_open(told->from, told->to);
}

static bool is_wanted(const casus_gold_sentence *sentence, const casus_tie *told) {
  for (size_t i = 0; i < sentence->ties.count; i++)
    if (is_tie(&sentence->ties.items[i], told)) return true;
  return false;
}

static bool is_told(const casus_gold_sentence *sentence, const casus_coding *coding, const casus_gold_tie *gold) {
  for (size_t t = 0; t < coding->tie_count; t++)
    if (is_here(sentence, &coding->ties[t]) && is_tie(gold, &coding->ties[t])) return true;
  return false;
}

/* A pair is told again for another year or sum. */
static bool is_again(const casus_coding *coding, size_t t, const casus_gold_sentence *sentence) {
  const casus_tie *told = &coding->ties[t];
  for (size_t k = 0; k < t; k++) {
    const casus_tie *before = &coding->ties[k];
    if (is_here(sentence, before) && casus_str_eq(before->kind, told->kind) && casus_str_eq(before->from, told->from) &&
        casus_str_eq(before->to, told->to))
      return true;
  }
  return false;
}

void casus_count_ties(casus_hits *hits, const casus_gold_sentence *sentence, const casus_coding *coding) {
  for (size_t t = 0; t < coding->tie_count; t++) {
    const casus_tie *told = &coding->ties[t];
    if (is_here(sentence, told) && !is_wanted(sentence, told) && !is_again(coding, t, sentence)) hits->wrong++;
  }
  for (size_t i = 0; i < sentence->ties.count; i++) {
    const casus_gold_tie *gold = &sentence->ties.items[i];
    if (is_open(gold->from, gold->to)) continue;
    if (is_told(sentence, coding, gold))
      hits->right++;
    else
      hits->missed++;
  }
}
