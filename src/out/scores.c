/* How often predictions came true, of all and of each speaker. */
#include "out/words.h"

/* Whether the speaker said these words before. CASUS_E_MEMORY when out of memory. */
static int is_told_again(casus_map *said, const casus_statement_row *row, casus_str speaker, casus_arena *arena,
                         bool *again) {
  casus_str parts[] = {speaker, row->text};
  casus_str key = casus_content_id(arena, parts, CASUS_COUNT(parts));
  *again = key.ptr && casus_map_get(said, key, NULL);
  return key.ptr && (*again || casus_map_set(said, arena, key, 1)) ? CASUS_OK : CASUS_E_MEMORY;
}

casus_score *casus_out_scores(const casus_statement_row *rows, const casus_verdict *verdicts, size_t row_count,
                              casus_arena *arena, size_t *count) {
  casus_map said = {0}, speakers = {0};
  CASUS_VEC(casus_score) scores = {0};
  casus_score *all = casus_vec_push(&scores, arena);
  if (!all) return NULL;
  for (size_t i = 0; i < row_count; i++) {
    casus_str speaker = casus_out_voice_name(&rows[i].statement.speaker);
    uint32_t at;
    bool again = false;
    if (!rows[i].statement.prediction.modality.ptr) continue;
    if (is_told_again(&said, &rows[i], speaker, arena, &again)) return NULL;
    if (again) continue;
    scores.items[0].counts[verdicts[i].outcome]++;
    if (!speaker.len) continue;
    if (!casus_map_get(&speakers, speaker, &at)) {
      casus_score *fresh = casus_vec_push(&scores, arena);
      at = (uint32_t)(scores.count - 1);
      if (!fresh || !casus_map_set(&speakers, arena, speaker, at)) return NULL;
      fresh->speaker = speaker;
    }
    scores.items[at].counts[verdicts[i].outcome]++;
  }
  *count = scores.count;
  return scores.items;
}

void casus_out_score_json(casus_buffer *out, const casus_score *score, casus_date day) {
  static const char *const keys[] = {"words_only", "open", "came_true", "failed"};
  casus_json json = {.out = out};
  casus_json_open(&json, '{');
  casus_json_key(&json, "record");
  casus_json_str(&json, CASUS_STR("score"));
  casus_json_key(&json, "speaker");
  casus_json_str(&json, score->speaker.len ? score->speaker : (casus_str){NULL, 0});
  casus_json_key(&json, "as_of");
  casus_json_date(&json, day);
  for (int i = 0; i < CASUS_OUTCOME_COUNT; i++) {
    casus_json_key(&json, keys[i]);
    casus_json_int(&json, (int64_t)score->counts[i]);
  }
  casus_json_close(&json, '}');
  casus_buffer_add_char(out, '\n');
}

/* "As of 1 September 2024: 3 of 7 came true, 2 are open, 5 are words only" */
void casus_out_score_line(casus_buffer *out, const casus_score *score, casus_date day, const casus_style *style) {
  const size_t *n = score->counts;
  casus_buffer line = {0};
  if (score->speaker.len) {
    casus_buffer_add(&line, score->speaker);
  } else {
    casus_buffer_add_c(&line, "As of ");
    casus_out_day(&line, day);
  }
  casus_buffer_printf(&line, ": %zu of %zu came true", n[CASUS_OUTCOME_CAME_TRUE],
                      n[CASUS_OUTCOME_CAME_TRUE] + n[CASUS_OUTCOME_FAILED]);
  if (n[CASUS_OUTCOME_OPEN]) casus_buffer_printf(&line, ", %zu open", n[CASUS_OUTCOME_OPEN]);
  if (n[CASUS_OUTCOME_NONE]) casus_buffer_printf(&line, ", %zu words only", n[CASUS_OUTCOME_NONE]);
  casus_out_wrapped(out, casus_buffer_str(&line), score->speaker.len ? 2 : 0, style);
  out->failed |= line.failed;
  casus_buffer_free(&line);
}
