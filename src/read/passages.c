/* Parts of a document in another language than the rest: paragraphs, sentences, quotations. */
#include "base/utf8.h"
#include "read/source.h"

/* Quarter bits that another language must be likelier than the document's, and that for each letter; a part is weighed
 * without its names where enough words are left. Measured by bench/languages.py. */
enum { LEAD = 60, LEAD_PER_LETTER = 1, PLAIN_WORDS = 4, LEAST_LETTERS = 12, LEAST_EASTERN = 5 };
enum { SURE_LETTERS = 200 }; /* of a text that is in another language than it says */

typedef struct finder {
  const casus_letters *letters;
  uint32_t main; /* language of the document; UINT32_MAX: none of those that are weighed */
  casus_str text;
  casus_arena *arena;
  casus_document *document;
  bool failed;
} finder;

/* Names and abbreviations look like many languages: where letters are shared, small words must tell one, or many
 * letters.
 */
static bool tells_enough(const casus_weights *w, uint32_t language) {
  return w->eastern * 2 > w->letters || w->other_script * 2 > w->letters ||
         w->small_words[language] >= CASUS_SOME_SMALL_WORDS || w->letters >= CASUS_MANY_LETTERS;
}

/* The language of a part, when it is surely another than the document's. */
static bool is_foreign(const finder *f, casus_str part, casus_str *language) {
  casus_weights all = {0}, plain = {0};
  if (f->main != UINT32_MAX && casus_letters_plain(f->letters, part, f->main)) return false;
  casus_letters_weigh(f->letters, part, false, &plain);
  bool enough = plain.words >= PLAIN_WORDS && plain.letters >= LEAST_LETTERS;
  if (!enough) casus_letters_weigh(f->letters, part, true, &all);
  const casus_weights *w = plain.words >= PLAIN_WORDS ? &plain : &all;
  uint32_t best = casus_likeliest_language(f->letters, w);
  if (!enough && all.letters < (all.eastern * 2 > all.letters ? LEAST_EASTERN : LEAST_LETTERS)) return false;
  if (w->unknown * 2 > w->letters) return *language = casus_guess_language(f->letters, part), true;
  *language = casus_letters_name(f->letters, best);
  if (f->main == UINT32_MAX) return false;
  if (casus_languages_near(*language, casus_letters_name(f->letters, f->main))) return false;
  if (!tells_enough(w, best)) return false;
  return w->cost[f->main] >= w->cost[best] + LEAD + LEAD_PER_LETTER * w->letters;
}

static void note(finder *f, size_t start, size_t end, casus_str language) {
  casus_document *d = f->document;
  casus_note *last = d->note_count ? &d->notes[d->note_count - 1] : NULL;
  bool goes_on = last && last->kind == CASUS_NOTE_FOREIGN && casus_str_eq(last->value, language) &&
                 casus_str_trim(casus_str_sub(f->text, last->span.end, start)).len == 0;
  if (goes_on) {
    last->span.end = (uint32_t)end;
    return;
  }
  casus_note new = {CASUS_NOTE_FOREIGN, {(uint32_t)start, (uint32_t)end}, 0, language};
  f->failed |= !casus_document_note(d, f->arena, new);
}

static void look_at(finder *f, size_t start, size_t end) {
  while (start < end && casus_is_space(f->text.ptr[start])) start++;
  while (end > start && casus_is_space(f->text.ptr[end - 1])) end--;
  casus_str language;
  if (start < end && is_foreign(f, casus_str_sub(f->text, start, end), &language)) note(f, start, end, language);
}

/* Behind a sentence that ends at s[at]; 0: none ends there. */
static size_t sentence_end(casus_str s, size_t at) {
  char c = s.ptr[at];
  if (c != '.' && c != '!' && c != '?' && c != '\n' && c != '\xE3' && c != '\xEF') return 0;
  static const casus_str wide[] = {CASUS_STR_INIT("。"), CASUS_STR_INIT("！"), CASUS_STR_INIT("？")};
  casus_str rest = casus_str_sub(s, at, s.len);
  for (size_t i = 0; i < CASUS_COUNT(wide); i++)
    if (casus_str_starts(rest, wide[i])) return at + wide[i].len;
  if (c == '\n') return at + 1;
  static const casus_str closing[] = {CASUS_STR_INIT("”"), CASUS_STR_INIT("»"), CASUS_STR_INIT("\""),
                                      CASUS_STR_INIT("’"), CASUS_STR_INIT(")"), CASUS_STR_INIT("」")};
  size_t end = at + 1;
  if ((unsigned char)c >= 0x80) return 0;
  for (size_t i = 0; i < CASUS_COUNT(closing); i++)
    if (casus_str_starts(casus_str_sub(s, end, s.len), closing[i])) end += closing[i].len, i = CASUS_COUNT(closing);
  return end >= s.len || casus_is_space(s.ptr[end]) ? end : 0;
}

static void find_passages(finder *f) {
  casus_str s = f->text;
  size_t start = 0;
  for (size_t at = 0, end; at < s.len && !f->failed; at++) {
    if (!(end = sentence_end(s, at))) continue;
    look_at(f, start, end);
    start = end;
    at = end - 1;
  }
  look_at(f, start, s.len);
}

/* "en-GB" is "en". */
static casus_str bare_language(casus_str declared) {
  size_t n = 0;
  while (n < declared.len && casus_is_alpha(declared.ptr[n])) n++;
  return casus_str_sub(declared, 0, n);
}

/* Does a text of some length tell that it is not in the language that it says? */
static bool is_another(const casus_letters *letters, casus_str declared, casus_str guessed, casus_str text) {
  casus_weights w = {0};
  uint32_t told = casus_letters_find(letters, bare_language(declared)), found = casus_letters_find(letters, guessed);
  if (casus_str_eq(bare_language(declared), bare_language(guessed)) || found == UINT32_MAX) return false;
  if (told == UINT32_MAX || casus_languages_near(casus_letters_name(letters, told), guessed)) return false;
  casus_letters_weigh(letters, casus_str_sub(text, 0, 4000), true, &w);
  return w.letters >= SURE_LETTERS && w.cost[told] >= w.cost[found] + LEAD + 2 * LEAD_PER_LETTER * w.letters;
}

int casus_tell_languages(const casus_letters *letters, casus_str otherwise, casus_arena *arena,
                         casus_document *document, casus_error *err) {
  casus_str declared = document->language.ptr ? document->language : otherwise;
  casus_str guessed = casus_guess_language(letters, document->text.len ? document->text : document->title);
  bool another = declared.len && is_another(letters, declared, guessed, document->text);
  casus_note overruled = {.kind = CASUS_NOTE_LANGUAGE, .value = declared};
  if (another && !casus_document_note(document, arena, overruled)) return casus_fail_memory(err);
  document->language = declared.len && !another ? declared : casus_arena_copy(arena, guessed);
  if (!document->language.ptr) return casus_fail_memory(err);
  casus_str main = bare_language(document->language);
  uint32_t number = casus_letters_find(letters, document->language);
  finder f = {.letters = letters,
              .main = number != UINT32_MAX ? number : casus_letters_find(letters, main),
              .text = document->text,
              .arena = arena,
              .document = document};
  find_passages(&f);
  return f.failed ? casus_fail_memory(err) : CASUS_OK;
}
