/* How right the coder was: for people and as JSON. */
#include "out/out.h"

#include <inttypes.h>
#include <stdlib.h>

#include "out/escape.h"

static const char *const level_names[CASUS_LEVEL_COUNT] = {"type", "+ source", "+ target", "+ status"};

static void add_hits(casus_buffer *out, const char *name, const casus_hits *hits) {
  casus_buffer_printf(out, "%-10s %9.3f %9.3f %9.3f %8" PRIu64 " %8" PRIu64 " %8" PRIu64 "\n", name,
                      casus_hits_precision(hits), casus_hits_recall(hits), casus_hits_f1(hits), hits->right,
                      hits->wrong, hits->missed);
}

static int shown_levels(const casus_tally *tally) { return tally->with_actors ? CASUS_LEVEL_COUNT : 1; }

static const char *column_name(unsigned type, const char *none) {
  return type < CASUS_EVENT_TYPE_COUNT ? casus_event_type_name((casus_event_type)type) : none;
}

static void add_confusion(casus_buffer *out, const casus_tally *tally) {
  casus_buffer_add_c(out, "\ngold (rows), told (columns)\n          ");
  for (unsigned told = 0; told < CASUS_TYPES_AND_NONE; told++)
    casus_buffer_printf(out, " %4.4s", column_name(told, "none"));
  casus_buffer_add_char(out, '\n');
  for (unsigned gold = 0; gold < CASUS_TYPES_AND_NONE; gold++) {
    casus_buffer_printf(out, "%-10s", column_name(gold, "none"));
    for (unsigned told = 0; told < CASUS_TYPES_AND_NONE; told++) {
      uint64_t count = tally->confusion[gold][told];
      if (count)
        casus_buffer_printf(out, " %4" PRIu64, count);
      else
        casus_buffer_add_c(out, "    ·");
    }
    casus_buffer_add_char(out, '\n');
  }
}

static int by_faults(const void *a, const void *b) {
  const casus_miss *left = *(const casus_miss *const *)a, *right = *(const casus_miss *const *)b;
  if (left->faults != right->faults) return left->faults < right->faults ? 1 : -1;
  return left < right ? -1 : left > right;
}

static void add_worst(casus_buffer *out, const casus_tally *tally, size_t worst) {
  const casus_miss **order = calloc(tally->misses.count + 1, sizeof(const casus_miss *));
  if (!order) {
    out->failed = true;
    return;
  }
  for (size_t i = 0; i < tally->misses.count; i++) order[i] = &tally->misses.items[i];
  qsort(order, tally->misses.count, sizeof(const casus_miss *), by_faults);
  for (size_t i = 0; i < worst && i < tally->misses.count; i++) {
    casus_buffer_add_char(out, '\n');
    casus_escape_terminal(out, order[i]->text);
    casus_buffer_add_c(out, "\n  [");
    casus_escape_terminal(out, order[i]->passage);
    casus_buffer_add_c(out, "]\n");
    for (size_t n = 0; n < order[i]->note_count; n++) {
      casus_buffer_add_c(out, "  ");
      casus_escape_terminal(out, order[i]->notes[n]);
      casus_buffer_add_char(out, '\n');
    }
  }
  free(order);
}

/* Of the events told with about this confidence, how many were right. */
static void add_reliability(casus_buffer *out, const casus_tally *tally) {
  enum { STEPS = 10 };
  uint64_t told[STEPS] = {0}, right[STEPS] = {0};
  double sum[STEPS] = {0};
  for (size_t i = 0; i < tally->trusts.count; i++) {
    const casus_trust *trust = &tally->trusts.items[i];
    size_t step = trust->confidence < 1 ? (size_t)(trust->confidence * STEPS) : STEPS - 1;
    told[step]++;
    right[step] += trust->right;
    sum[step] += trust->confidence;
  }
  casus_buffer_add_c(out, "\nconfidence    told   mean  right (type and source)\n");
  for (size_t i = 0; i < STEPS; i++)
    if (told[i])
      casus_buffer_printf(out, "%.1f to %.1f %7" PRIu64 " %6.2f %6.2f\n", (double)i / STEPS, (double)(i + 1) / STEPS,
                          told[i], sum[i] / (double)told[i], (double)right[i] / (double)told[i]);
}

void casus_out_eval_reasons(casus_buffer *out, const casus_tally *tally) {
  casus_buffer_add_c(out, "right");
  for (int g = 0; g < CASUS_REASON_COUNT; g++) casus_buffer_printf(out, "\t%s", casus_reason_name((casus_reason)g));
  casus_buffer_add_char(out, '\n');
  for (size_t i = 0; i < tally->trusts.count; i++) {
    casus_buffer_add_c(out, tally->trusts.items[i].right ? "1" : "0");
    for (int g = 0; g < CASUS_REASON_COUNT; g++) casus_buffer_printf(out, "\t%.4g", tally->trusts.items[i].reasons[g]);
    casus_buffer_add_char(out, '\n');
  }
}

void casus_out_eval_guesses(casus_buffer *out, const casus_tally *tally) {
  casus_buffer_add_c(out, "question\tright\tside\ttype\topening\tactor\tclues\n");
  for (size_t i = 0; i < tally->guesses.count; i++) {
    const casus_guess *guess = &tally->guesses.items[i];
    casus_buffer_printf(out, "%" PRIu32 "\t%d\t%s\t%s\t%s\t%.*s\t", guess->question, guess->right,
                        guess->target ? "target" : "source", casus_event_type_name(guess->type),
                        casus_opening_name(guess->opening), CASUS_STR_FMT(guess->actor));
    const char *gap = "";
    for (int c = 0; c < CASUS_CLUE_COUNT; c++) {
      if (!(guess->clues & 1ULL << c)) continue;
      casus_buffer_printf(out, "%s%s", gap, casus_clue_name((casus_clue)c));
      gap = " ";
    }
    casus_buffer_add_char(out, '\n');
  }
}

void casus_out_eval(casus_buffer *out, const casus_tally *tally, size_t worst) {
  casus_buffer_printf(out, "%-10s %9s %9s %9s %8s %8s %8s\n", "", "precision", "recall", "F1", "right", "wrong",
                      "missed");
  for (int level = 0; level < shown_levels(tally); level++) add_hits(out, level_names[level], &tally->levels[level]);
  if (tally->speakers.right + tally->speakers.missed) add_hits(out, "speakers", &tally->speakers);
  if (tally->ties.right + tally->ties.missed) add_hits(out, "ties", &tally->ties);
  if (shown_levels(tally) == 1) casus_buffer_add_c(out, "This gold names no actor by code: only types are compared.\n");
  casus_buffer_printf(
      out, "An event was told in %" PRIu64 " of %" PRIu64 " sentences that have none; %" PRIu64 " sentences in all.\n",
      tally->false_alarms, tally->quiet, tally->sentences);
  if (shown_levels(tally) > 1) add_reliability(out, tally);
  add_confusion(out, tally);
  add_worst(out, tally, worst);
}

static void put_hits(casus_json *json, const char *name, const casus_hits *hits) {
  casus_json_key(json, name);
  casus_json_open(json, '{');
  casus_json_key(json, "precision");
  casus_json_double(json, casus_hits_precision(hits));
  casus_json_key(json, "recall");
  casus_json_double(json, casus_hits_recall(hits));
  casus_json_key(json, "f1");
  casus_json_double(json, casus_hits_f1(hits));
  casus_json_key(json, "right");
  casus_json_int(json, (int64_t)hits->right);
  casus_json_key(json, "wrong");
  casus_json_int(json, (int64_t)hits->wrong);
  casus_json_key(json, "missed");
  casus_json_int(json, (int64_t)hits->missed);
  casus_json_close(json, '}');
}

void casus_out_eval_json(casus_buffer *out, const casus_tally *tally) {
  static const char *const keys[CASUS_LEVEL_COUNT] = {"type", "source", "target", "status"};
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  casus_json_key(&json, "record");
  casus_json_str(&json, CASUS_STR("eval"));
  for (int level = 0; level < shown_levels(tally); level++) put_hits(&json, keys[level], &tally->levels[level]);
  put_hits(&json, "speakers", &tally->speakers);
  if (tally->ties.right + tally->ties.missed) put_hits(&json, "ties", &tally->ties);
  casus_json_key(&json, "sentences");
  casus_json_int(&json, (int64_t)tally->sentences);
  casus_json_key(&json, "quiet");
  casus_json_int(&json, (int64_t)tally->quiet);
  casus_json_key(&json, "false_alarms");
  casus_json_int(&json, (int64_t)tally->false_alarms);
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}
