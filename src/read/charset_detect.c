/* The encoding of bytes that nothing tells: each that may be is tried, and the text that costs least to write down, in
 * whatever language is likeliest for it, is the right one. */
#include "base/utf8.h"
#include "read/charset.h"

enum { SAMPLE = 3000, CONTEXT = 60 }; /* bytes tried; of ASCII kept before and behind others */
enum { TRUST = 100 };                 /* quarter bits that another must be likelier than a declared one */

/* In the order of how usual they are: of equal ones the first is taken. `rare`: quarter bits. */
static const struct {
  const char *name;
  uint32_t rare;
} candidates[] = {{"UTF-8", 0},           {"windows-1252", 0}, {"windows-1251", 0},  {"windows-949", 0},
                  {"GB18030", 0},         {"windows-950", 0},  {"windows-31j", 0},   {"EUC-JP", 8},
                  {"KOI8-R", 4},          {"KOI8-U", 8},       {"windows-1258", 8},  {"VISCII", 16},
                  {"windows-1250", 8},    {"ISO-8859-2", 12},  {"windows-1254", 12}, {"windows-1253", 8},
                  {"windows-1256", 8},    {"windows-1255", 8}, {"windows-1257", 12}, {"windows-874", 8},
                  {"IBM866", 24},         {"ISO-8859-5", 24},  {"ISO-8859-15", 12},  {"macintosh", 40},
                  {"x-mac-cyrillic", 40}, {"EUC-TW", 40}};

/* What tells encodings apart: the bytes that are not ASCII, with what stands around them. */
static bool take_sample(casus_str bytes, casus_arena *arena, casus_str *sample) {
  char *out = casus_arena_room(arena, SAMPLE + 1, 1);
  if (!out) return false;
  size_t n = 0, kept = 0; /* kept: bytes before `at` that are in it */
  for (size_t at = 0; at < bytes.len && n < SAMPLE; at++) {
    if ((unsigned char)bytes.ptr[at] < 0x80 && bytes.ptr[at] != 0x1B) continue;
    size_t from = at > CONTEXT ? at - CONTEXT : 0, to = at + CONTEXT < bytes.len ? at + CONTEXT : bytes.len;
    if (from < kept) from = kept;
    while (from > kept && from < at && !casus_is_space(bytes.ptr[from])) from++;
    if (n && from > kept) out[n++] = ' ';
    size_t length = to > from ? to - from : 0;
    if (length > SAMPLE - n) length = SAMPLE - n;
    if (length) memcpy(out + n, bytes.ptr + from, length);
    n += length;
    kept = from + length;
    at = kept ? kept - 1 : at;
  }
  *sample = casus_str_of(out, n);
  return true;
}

typedef struct trial {
  uint32_t cost; /* UINT32_MAX: out of memory */
  size_t lost;
} trial;

static trial try(casus_str sample, casus_str name, const casus_letters *letters, casus_arena *arena) {
  casus_mapped raw;
  trial t = {.cost = UINT32_MAX};
  if (casus_charset_convert(sample, 0, name, arena, &raw, &t.lost, NULL) != CASUS_OK) return t;
  casus_weights weights = {0};
  casus_letters_weigh(letters, casus_mapped_str(&raw), true, &weights);
  t.cost = casus_letters_cost(letters, &weights);
  return t;
}

casus_str casus_charset_detect(casus_str bytes, casus_str declared, const casus_letters *letters, casus_arena *arena,
                               bool *guessed) {
  casus_str sample, best = {NULL, 0};
  trial least = {.cost = UINT32_MAX};
  *guessed = true;
  if (!take_sample(bytes, arena, &sample)) return best;
  for (size_t i = 0; i < CASUS_COUNT(candidates); i++) {
    casus_str name = casus_str_from_c(candidates[i].name);
    trial t = try(sample, name, letters, arena);
    if (t.cost == UINT32_MAX) continue;
    t.cost += candidates[i].rare;
    if (t.cost < least.cost) least = t, best = name;
  }
  if (!declared.ptr || !best.ptr) return best;
  trial told = try(sample, declared, letters, arena);
  bool decodes = told.lost <= least.lost && told.cost <= least.cost + TRUST;
  *guessed = !decodes;
  return decodes ? declared : best;
}
