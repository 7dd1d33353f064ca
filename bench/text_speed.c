/* bench_text FILE [THREADS…]: how fast the parts of `text` are on FILE, a sentence a line, twenty in a document:
 * splitting, tags and trees, lemmas with them, and annotations, and all of it, with each number of threads; and how
 * long the model takes to open, with its word lists, the first time and at best. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "api/api.h"
#include "text/text.h"

enum { PER_DOCUMENT = 20, THREADS_MOST = 64 };

typedef struct work {
  const casus_model *model;
  const casus_str *documents;
  size_t count, step; /* every step-th document */
  double split, parse, annotate;
  uint64_t tokens, sentences;
  bool failed;
} work;

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void *read_all(void *arg) {
  work *w = arg;
  casus_arena *arena = casus_arena_new();
  casus_error err = {0};
  for (size_t i = 0; arena && i < w->count && !w->failed; i += w->step) {
    casus_text text = {0};
    casus_arena_reset(arena);
    double start = seconds();
    w->failed = casus_text_split(w->model, w->documents[i], arena, &text, &err) != CASUS_OK;
    double cut = seconds();
    w->failed = w->failed || casus_text_parse(w->model, arena, &text, &err) != CASUS_OK;
    double parsed = seconds();
    casus_date day = {casus_days_from_civil(2024, 6, 22), CASUS_DATE_DAY};
    w->failed = w->failed || casus_text_annotate(w->model, day, arena, &text, &err) != CASUS_OK;
    w->split += cut - start;
    w->parse += parsed - cut;
    w->annotate += seconds() - parsed;
    w->tokens += text.token_count;
    w->sentences += text.sentence_count;
  }
  casus_arena_free(arena);
  return NULL;
}

static void measure(const casus_model *model, const casus_str *documents, size_t count, size_t threads) {
  pthread_t ids[THREADS_MOST];
  work works[THREADS_MOST], sum = {0};
  double start = seconds();
  for (size_t t = 0; t < threads; t++) {
    works[t] = (work){.model = model, .documents = documents + t, .count = count - t, .step = threads};
    if (pthread_create(&ids[t], NULL, read_all, &works[t])) exit(1);
  }
  for (size_t t = 0; t < threads; t++) {
    pthread_join(ids[t], NULL);
    sum.split += works[t].split, sum.parse += works[t].parse, sum.annotate += works[t].annotate;
    sum.tokens += works[t].tokens, sum.sentences += works[t].sentences;
    if (works[t].failed) fprintf(stderr, "a document could not be read\n"), exit(1);
  }
  double whole = seconds() - start, tokens = (double)sum.tokens;
  printf("%7zu %12.0f %10.0f %10.0f %10.0f %10.0f\n", threads, (double)sum.sentences / whole, tokens / whole,
         tokens / sum.split, tokens / sum.parse, tokens / sum.annotate);
}

/* Twenty lines each. */
static size_t cut_documents(casus_str bytes, casus_str *documents) {
  size_t count = 0, lines = 0, start = 0;
  for (size_t i = 0; i < bytes.len; i++) {
    if (bytes.ptr[i] != '\n' || (++lines % PER_DOCUMENT && i + 1 < bytes.len)) continue;
    documents[count++] = casus_str_sub(bytes, start, i + 1);
    start = i + 1;
  }
  return count;
}

static int open_model(double *took) {
  double start = seconds();
  casus_arena *arena = casus_arena_new();
  casus_model *model = NULL;
  casus_error err = {0};
  casus_str bytes;
  int rc = arena ? casus_data_get(NULL, "models/english.casus-model", arena, &bytes, &err) : CASUS_E_MEMORY;
  if (!rc) rc = casus_model_open(NULL, bytes, &model, &err);
  *took = 1e3 * (seconds() - start);
  casus_model_free(model);
  casus_arena_free(arena);
  return rc;
}

static void measure_opening(void) {
  enum { TIMES = 20 };
  double first, least, next;
  if (open_model(&first)) fprintf(stderr, "the model cannot be opened\n"), exit(1);
  least = first;
  for (int i = 1; i < TIMES && !open_model(&next); i++) least = next < least ? next : least;
  printf("the model is open after %.1f ms, %.1f at best\n", first, least);
}

int main(int argc, char **argv) {
  casus_buffer bytes = {0};
  casus_tools tools = {0};
  casus_error err = {0};
  if (argc < 2) return fprintf(stderr, "usage: bench_text FILE [THREADS...]\n"), 2;
  measure_opening();
  if (casus_file_read(argv[1], 0, &bytes, &err) || casus_tools_open(NULL, CASUS_CARE_QUICK, &tools, &err))
    return fprintf(stderr, "bench_text: %s\n", err.message), 1;
  casus_str *documents = calloc(bytes.len + 1, sizeof *documents);
  if (!documents) return 1;
  size_t count = cut_documents(casus_buffer_str(&bytes), documents);
  printf("threads  sentences/s   tokens/s | of one thread, tokens/s:  split  tags+trees+lemmas  annotate\n");
  for (int i = 2; i < argc || i == 2; i++) {
    size_t threads = i < argc ? (size_t)atoi(argv[i]) : 1;
    if (threads < 1 || threads > THREADS_MOST) return fprintf(stderr, "bench_text: 1 to %d threads\n", THREADS_MOST), 2;
    measure(tools.model, documents, count, threads);
  }
  free(documents);
  casus_tools_close(&tools);
  casus_buffer_free(&bytes);
  return 0;
}
