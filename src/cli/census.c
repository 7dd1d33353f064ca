#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "cli/cli.h"

/* What is counted; each under its language or encoding. */
typedef enum tally_kind { NOT_CODED, PASSAGES, OVERRULED, TALLIES } tally_kind;

typedef struct tally {
  casus_str name;
  uint64_t count;
} tally;

struct casus_census {
  casus_arena *arena;
  CASUS_VEC(tally) tallies[TALLIES];
  uint64_t mended, suspect; /* documents; guesses and lost bytes are problems */
};

casus_census *casus_census_new(void) {
  casus_census *census = calloc(1, sizeof *census);
  if (census) census->arena = casus_arena_new();
  if (census && census->arena) return census;
  free(census);
  return NULL;
}

void casus_census_free(casus_census *census) {
  if (!census) return;
  casus_arena_free(census->arena);
  free(census);
}

static bool count(casus_census *c, tally_kind kind, casus_str name) {
  for (size_t i = 0; i < c->tallies[kind].count; i++)
    if (casus_str_eq(c->tallies[kind].items[i].name, name)) return c->tallies[kind].items[i].count++, true;
  tally *new = casus_vec_push(&c->tallies[kind], c->arena);
  if (new) *new = (tally){casus_arena_copy(c->arena, name), 1};
  return new &&new->name.ptr;
}

int casus_census_take(casus_census *census, const casus_coded *coded, casus_error *err) {
  const casus_document *d = &coded->document;
  bool good = !coded->not_coded || count(census, NOT_CODED, d->language);
  for (size_t i = 0; good && i < d->note_count; i++) {
    const casus_note *note = &d->notes[i];
    census->mended += note->kind == CASUS_NOTE_MENDED;
    census->suspect += note->kind == CASUS_NOTE_SUSPECT;
    if (note->kind == CASUS_NOTE_FOREIGN) good = count(census, PASSAGES, note->value);
    if (note->kind == CASUS_NOTE_OVERRULED) good = count(census, OVERRULED, note->value);
  }
  return good ? CASUS_OK : casus_fail_memory(err);
}

static int more_first(const void *a, const void *b) {
  const tally *x = a, *y = b;
  return x->count != y->count ? (x->count < y->count ? 1 : -1) : casus_str_cmp(x->name, y->name);
}

/* "ko" is Korean; a tag without a name stays as it is. */
static void add_language(casus_buffer *out, casus_str tag) {
  enum { LONGEST = 64 };
  UChar units[LONGEST];
  char id[LONGEST], utf8[LONGEST * 3];
  int32_t length = 0;
  UErrorCode status = U_ZERO_ERROR;
  snprintf(id, sizeof id, "%.*s", CASUS_STR_FMT(tag));
  uloc_getDisplayName(id, "en", units, LONGEST, &status);
  u_strToUTF8(utf8, sizeof utf8, &length, units, -1, &status);
  bool named = U_SUCCESS(status) && length && !casus_str_eq(tag, CASUS_STR("und"));
  casus_buffer_add(out, named                                 ? casus_str_of(utf8, (size_t)length)
                        : casus_str_eq(tag, CASUS_STR("und")) ? CASUS_STR("unknown")
                                                              : tag);
}

/* "7 Korean, 5 Russian"; the number of all. */
static uint64_t list(casus_census *c, tally_kind kind, casus_buffer *out) {
  tally *items = c->tallies[kind].items;
  uint64_t all = 0;
  if (c->tallies[kind].count) qsort(items, c->tallies[kind].count, sizeof *items, more_first);
  for (size_t i = 0; i < c->tallies[kind].count; i++) {
    casus_buffer_printf(out, "%s%" PRIu64 " ", i ? ", " : "", items[i].count);
    if (kind <= PASSAGES)
      add_language(out, items[i].name);
    else
      casus_buffer_add(out, items[i].name);
    all += items[i].count;
  }
  return all;
}

static void tell_list(casus_census *c, const casus_cli *cli, tally_kind kind, const char *one, const char *many,
                      const char *rest) {
  casus_buffer names = {0};
  uint64_t all = list(c, kind, &names);
  if (all)
    casus_cli_note(cli, "%" PRIu64 " %s: %.*s%s", all, all == 1 ? one : many, CASUS_STR_FMT(casus_buffer_str(&names)),
                   rest);
  casus_buffer_free(&names);
}

static void tell_count(const casus_cli *cli, uint64_t documents, const char *what) {
  if (documents) casus_cli_note(cli, "%" PRIu64 " %s %s", documents, documents == 1 ? "document" : "documents", what);
}

void casus_census_tell(casus_census *census, const casus_cli *cli) {
  tell_list(census, cli, NOT_CODED, "document in a language not coded yet", "documents in languages not coded yet",
            "; kept without events");
  tell_list(census, cli, PASSAGES, "passage in another language than its document",
            "passages in other languages than their documents", "; kept, not coded");
  tell_list(census, cli, OVERRULED, "document whose declared encoding was wrong",
            "documents whose declared encoding was wrong", "");
  tell_count(cli, census->mended, "had characters encoded twice, which were mended");
  tell_count(cli, census->suspect, "may have characters encoded twice; left as they are");
}
