/* Word vectors in the text format of word2vec: a line for each word, the word and its numbers, blanks between; a first
 * line with only the two sizes may stand above. */
#include <stdlib.h>

#include "text/train.h"

static bool next_field(casus_str *line, casus_str *field) {
  *line = casus_str_trim(*line);
  return line->len && casus_str_split(line, ' ', field);
}

static uint32_t count_fields(casus_str line) {
  uint32_t count = 0;
  casus_str field;
  while (next_field(&line, &field)) count++;
  return count;
}

static int read_row(casus_str line, uint32_t size, float *values) {
  casus_str field;
  for (uint32_t i = 0; i < size; i++) {
    double value;
    if (!next_field(&line, &field) || !casus_parse_double(field, &value)) return CASUS_E_INPUT;
    values[i] = (float)value;
  }
  return next_field(&line, &field) ? CASUS_E_INPUT : CASUS_OK;
}

int casus_vectors_read(casus_str bytes, casus_arena *arena, casus_vectors *vectors, casus_error *err) {
  casus_str rest = bytes, line, word;
  size_t lines = 0, number = 0;
  *vectors = (casus_vectors){0};
  for (casus_str all = bytes; casus_str_split(&all, '\n', &line);) lines++;
  while (casus_str_split(&rest, '\n', &line)) {
    uint32_t fields = count_fields(line);
    number++;
    if (!fields || (number == 1 && fields == 2)) continue;
    if (!vectors->size) {
      vectors->size = fields - 1;
      if (!vectors->size || vectors->size > CASUS_WIDTH_MOST)
        return casus_fail(err, CASUS_E_INPUT, 0, "word vectors of %u numbers; 1 to %d can be used", vectors->size,
                          CASUS_WIDTH_MOST);
      vectors->words = casus_arena_array(arena, lines, sizeof *vectors->words);
      vectors->values = casus_arena_array(arena, lines, vectors->size * sizeof *vectors->values);
      if (!vectors->words || !vectors->values) return casus_fail_memory(err);
    }
    next_field(&line, &word);
    if (read_row(line, vectors->size, vectors->values + (size_t)vectors->count * vectors->size))
      return casus_fail(err, CASUS_E_INPUT, 0, "word vectors: line %zu has not %u numbers", number, vectors->size);
    vectors->words[vectors->count++] = word;
  }
  return CASUS_OK;
}
