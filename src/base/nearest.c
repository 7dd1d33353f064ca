/* What somebody may have meant. */
#include "base/nearest.h"

enum { LONGEST = 40 };

/* Edits between two words, without case: insert, delete, change, swap neighbours (optimal string alignment). */
static size_t distance(casus_str a, casus_str b) {
  size_t rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b.len; j++) rows[0][j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
    now[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      char x = casus_to_lower(a.ptr[i - 1]), y = casus_to_lower(b.ptr[j - 1]);
      size_t best = last[j - 1] + (x != y);
      if (last[j] + 1 < best) best = last[j] + 1;
      if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
      bool swapped = i > 1 && j > 1 && x == casus_to_lower(b.ptr[j - 2]) && y == casus_to_lower(a.ptr[i - 2]);
      if (swapped && before[j - 2] + 1 < best) best = before[j - 2] + 1;
      now[j] = best;
    }
  }
  return rows[a.len % 3][b.len];
}

static bool contains(casus_str whole, casus_str part) {
  for (size_t i = 0; i + part.len <= whole.len; i++)
    if (casus_str_ieq(casus_str_sub(whole, i, i + part.len), part)) return true;
  return false;
}

void casus_nearest_try(casus_nearest *nearest, casus_str candidate) {
  const size_t telling = 4; /* letters of a part that names a whole */
  casus_str word = nearest->word;
  if (!word.len || word.len > LONGEST || candidate.len > LONGEST) return;
  size_t d = word.len >= telling && contains(candidate, word) ? 1 : distance(word, candidate);
  if (d > 1 + word.len / 5 || d >= candidate.len || (nearest->found.len && d >= nearest->distance)) return;
  nearest->found = candidate, nearest->distance = d;
}
