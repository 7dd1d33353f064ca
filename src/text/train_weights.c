#include "text/train.h"

#include <stdlib.h>

/* Averages are kept to 1/16; a row whose weights do not fit a byte is scaled down by powers of two. */
enum { FRACTION = 16, BYTE_MOST = 127, STRENGTHS = 1 << 14, FIRST_SLOTS = 1 << 16, FIRST_ROW = 2 };

struct casus_learner_slot {
  uint64_t key;
  uint32_t row; /* index + 1; 0: free */
};
struct casus_learner_row {
  uint64_t key;
  uint32_t first; /* of its weights */
  uint16_t count, capacity;
};
struct casus_learner_weight {
  int64_t total; /* sum over updates of change * step */
  int32_t weight;
  uint32_t class;
};

void casus_random_shuffle(casus_random *random, uint32_t *items, size_t count) {
  for (size_t i = count; i > 1; i--) {
    size_t other = casus_random_below(random, (uint32_t)i);
    uint32_t item = items[i - 1];
    items[i - 1] = items[other];
    items[other] = item;
  }
}

void casus_learner_free(casus_learner *learner) {
  free(learner->slots);
  free(learner->rows);
  free(learner->weights);
  *learner = (casus_learner){0};
}

static struct casus_learner_slot *find(const casus_learner *learner, uint64_t key) {
  size_t mask = learner->slot_count - 1;
  for (size_t i = key & mask;; i = (i + 1) & mask) {
    struct casus_learner_slot *slot = &learner->slots[i];
    if (!slot->row || slot->key == key) return slot;
  }
}

void casus_learner_score(const casus_learner *learner, const uint64_t *features, size_t count, int32_t *scores) {
  if (!learner->slot_count) return;
  for (size_t i = 0; i < count; i++) __builtin_prefetch(&learner->slots[features[i] & (learner->slot_count - 1)]);
  for (size_t i = 0; i < count; i++) {
    const struct casus_learner_slot *slot = find(learner, features[i]);
    if (!slot->row) continue;
    const struct casus_learner_row *row = &learner->rows[slot->row - 1];
    if (!row->count) continue;
    const struct casus_learner_weight *weights = learner->weights + row->first;
    for (size_t k = 0; k < row->count; k++) scores[weights[k].class] += weights[k].weight;
  }
}

static bool grow_slots(casus_learner *learner) {
  size_t count = learner->slot_count ? learner->slot_count * 2 : FIRST_SLOTS;
  struct casus_learner_slot *slots = calloc(count, sizeof *slots);
  if (!slots) return false;
  free(learner->slots);
  learner->slots = slots;
  learner->slot_count = count;
  for (size_t i = 0; i < learner->row_count; i++)
    *find(learner, learner->rows[i].key) = (struct casus_learner_slot){learner->rows[i].key, (uint32_t)i + 1};
  return true;
}

/* Room for `more` items behind `count`. */
static bool reserve(void **items, size_t count, size_t more, size_t *capacity, size_t size) {
  if (count + more <= *capacity) return true;
  size_t bigger = (count + more) * 2;
  if (bigger > UINT32_MAX || bigger > SIZE_MAX / size) return false;
  void *grown = realloc(*items, bigger * size);
  if (!grown) return false;
  *items = grown;
  *capacity = bigger;
  return true;
}

static struct casus_learner_row *row_of(casus_learner *learner, uint64_t key) {
  if (learner->row_count * 2 >= learner->slot_count && !grow_slots(learner)) return NULL;
  struct casus_learner_slot *slot = find(learner, key);
  if (!slot->row) {
    if (!reserve((void **)&learner->rows, learner->row_count, 1, &learner->row_capacity, sizeof *learner->rows))
      return NULL;
    learner->rows[learner->row_count] = (struct casus_learner_row){.key = key};
    *slot = (struct casus_learner_slot){key, (uint32_t)++learner->row_count};
  }
  return &learner->rows[slot->row - 1];
}

/* Rows that outgrow their room move to the end; the old room is lost until the learner is freed. */
static bool grow_row(casus_learner *learner, struct casus_learner_row *row) {
  size_t capacity = row->capacity ? row->capacity * 2u : FIRST_ROW;
  if (!reserve((void **)&learner->weights, learner->weight_count, capacity, &learner->weight_capacity,
               sizeof *learner->weights))
    return false;
  struct casus_learner_weight *to = learner->weights + learner->weight_count;
  if (row->count) memcpy(to, learner->weights + row->first, row->count * sizeof *to);
  row->first = (uint32_t)learner->weight_count;
  row->capacity = (uint16_t)capacity;
  learner->weight_count += capacity;
  return true;
}

static bool change(casus_learner *learner, struct casus_learner_row *row, uint32_t class, int32_t by) {
  struct casus_learner_weight *weights = row->count ? learner->weights + row->first : NULL;
  size_t k = 0;
  while (k < row->count && weights[k].class != class) k++;
  if (k == row->count) {
    if (row->count == row->capacity && !grow_row(learner, row)) return false;
    weights = learner->weights + row->first;
    weights[row->count++] = (struct casus_learner_weight){.class = class};
  }
  weights[k].weight += by;
  weights[k].total += by * learner->step;
  return true;
}

void casus_learner_update(casus_learner *learner, const uint64_t *features, size_t count, uint32_t right,
                          uint32_t wrong) {
  for (size_t i = 0; i < count && !learner->failed; i++) {
    struct casus_learner_row *row = row_of(learner, features[i]);
    if (!row || !change(learner, row, right, 1) || !change(learner, row, wrong, -1)) learner->failed = true;
  }
}

/* Average over all steps, times FRACTION, rounded to the nearest. */
static int32_t average(const casus_learner *learner, const struct casus_learner_weight *weight) {
  int64_t steps = learner->step ? learner->step : 1;
  int64_t sum = (weight->weight * steps - weight->total) * FRACTION;
  return (int32_t)((sum + (sum < 0 ? -steps / 2 : steps / 2)) / steps);
}

static int32_t strength(const casus_learner *learner, const struct casus_learner_row *row) {
  int32_t most = 0;
  for (size_t k = 0; k < row->count; k++) {
    int32_t value = abs(average(learner, &learner->weights[row->first + k]));
    if (value > most) most = value;
  }
  return most < STRENGTHS ? most : STRENGTHS - 1;
}

/* The least strength that leaves at most `most` rows, and the number of rows it leaves. */
static int32_t threshold(const casus_learner *learner, size_t most, size_t *kept) {
  size_t counts[STRENGTHS] = {0};
  for (size_t i = 0; i < learner->row_count; i++) counts[strength(learner, &learner->rows[i])]++;
  int32_t least = STRENGTHS;
  *kept = 0;
  while (least > 1 && *kept + counts[least - 1] <= most) *kept += counts[--least];
  return least;
}

/* Weights below an eighth of the row's strongest do not change decisions and are left out. */
static size_t write_row(const casus_learner *learner, const struct casus_learner_row *row, uint8_t *out) {
  int32_t most = 1, shift = 0;
  for (size_t k = 0; k < row->count; k++) {
    int32_t value = abs(average(learner, &learner->weights[row->first + k]));
    if (value > most) most = value;
  }
  while (most >> shift > BYTE_MOST && shift < 15) shift++;
  size_t pairs = 0;
  for (size_t k = 0; k < row->count && pairs < 255; k++) {
    int32_t value = average(learner, &learner->weights[row->first + k]);
    if (abs(value) * 8 < most) continue;
    int32_t quantised = (abs(value) + (shift ? 1 << (shift - 1) : 0)) >> shift;
    if (quantised > BYTE_MOST) quantised = BYTE_MOST;
    out[2 + 2 * pairs] = (uint8_t)learner->weights[row->first + k].class;
    out[3 + 2 * pairs++] = (uint8_t)(int8_t)(value < 0 ? -quantised : quantised);
  }
  out[0] = (uint8_t)pairs;
  out[1] = (uint8_t)shift;
  return 2 + 2 * pairs;
}

static size_t rows_size(const casus_learner *learner, int32_t least) {
  size_t size = CASUS_ROW_MOST;
  for (size_t i = 0; i < learner->row_count; i++)
    if (strength(learner, &learner->rows[i]) >= least) size += 2 + 2 * (size_t)learner->rows[i].count;
  return size;
}

bool casus_learner_average(const casus_learner *learner, size_t most, casus_arena *arena, casus_weights *weights) {
  size_t kept, used = 0, filled = 0;
  int32_t least = threshold(learner, most, &kept);
  uint8_t *rows = casus_arena_alloc(arena, rows_size(learner, least));
  uint32_t *values = casus_arena_array(arena, kept, sizeof *values);
  uint64_t *keys = casus_arena_array(arena, kept, sizeof *keys);
  if (!rows || !values || !keys) return false;
  for (size_t i = 0; i < learner->row_count; i++) {
    const struct casus_learner_row *row = &learner->rows[i];
    if (strength(learner, row) < least) continue;
    keys[filled] = row->key;
    values[filled++] = (uint32_t)(used / 2);
    used += write_row(learner, row, rows + used);
  }
  weights->rows = rows;
  weights->row_bytes = used + CASUS_ROW_MOST;
  return casus_slots_build(arena, keys, values, kept, &weights->slots);
}
