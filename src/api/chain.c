/* Documents in, results out in the same order, with workers in between.
 *
 * The caller's thread reads documents into a ring of slots and takes finished results from its other end, always the
 * oldest first, also while a pipe lets it wait; workers code slots in any order. So memory is bounded by the ring and
 * by the bytes of text in it, and the output does not depend on the number of workers. */
#include <pthread.h>
#include <stdlib.h>

#include "api/api.h"

enum { SLOTS_PER_JOB = 16, MOST_JOBS = 256 };
enum { MOST_TEXT = 8 << 20 }; /* bytes of text in the ring; one document may be longer */

typedef enum slot_state { SLOT_EMPTY, SLOT_READ, SLOT_TAKEN, SLOT_DONE } slot_state;

typedef struct slot {
  casus_coded coded;
  slot_state state;
  size_t text; /* bytes of it that count */
} slot;

typedef struct chain {
  const casus_tools *tools;
  int (*take)(void *context, casus_coded *coded);
  void *context;
  casus_error *err;
  int meanwhile; /* what handing over came to while the input was waited for */
  slot *slots;
  size_t slot_count;
  uint64_t next_in, next_work, next_out; /* running numbers; the slot is number % slot_count */
  size_t text;                           /* bytes of it between next_out and next_in */
  bool closing;
  pthread_mutex_t lock;
  pthread_cond_t work_ready, result_ready;
} chain;

/* Whole sentences up to so many words; work on the rest is saved. */
static uint32_t cut(casus_text *text, uint32_t most) {
  uint32_t all = text->token_count;
  while (text->token_count > most && text->sentence_count > 1)
    text->token_count = text->sentences[--text->sentence_count].first;
  return all - text->token_count;
}

/* en, en-GB; not enm. */
static bool is_english(casus_str language) {
  return casus_str_ieq(casus_str_sub(language, 0, 2), CASUS_STR("en")) &&
         (language.len == 2 || !casus_is_alpha(language.ptr[2]));
}

/* Text and coding of a document that was read. A language that is not coded yet stays a document without events. */
static int code_document(const casus_tools *tools, casus_coded *coded) {
  coded->not_coded = !is_english(coded->document.language);
  casus_text *text = &coded->text;
  text->bytes = coded->document.text;
  int rc = casus_text_split(tools->model, coded->document.text, coded->arena, text, &coded->error);
  if (rc != CASUS_OK || coded->not_coded) return rc;
  coded->words_left = cut(text, tools->max_words ? tools->max_words : CASUS_MOST_WORDS);
  rc = casus_text_parse(tools->model, coded->arena, text, &coded->error);
  if (rc == CASUS_OK) rc = casus_text_annotate(tools->model, coded->document.date, coded->arena, text, &coded->error);
  if (rc != CASUS_OK) return rc;
  rc = casus_coder_code(tools->coder, &coded->document, &coded->text, coded->arena, &coded->coding, &coded->error);
  if (rc != CASUS_OK) return rc;
  return casus_coding_keep(&coded->coding, &coded->document, text, tools->min_confidence, coded->arena, &coded->error);
}

static void *work(void *context) {
  chain *c = context;
  pthread_mutex_lock(&c->lock);
  for (;;) {
    while (c->next_work == c->next_in && !c->closing) pthread_cond_wait(&c->work_ready, &c->lock);
    if (c->next_work == c->next_in) break;
    slot *s = &c->slots[c->next_work++ % c->slot_count];
    if (s->state != SLOT_READ) continue; /* refused while reading, and perhaps handed over since */
    s->state = SLOT_TAKEN;
    pthread_mutex_unlock(&c->lock);
    int code = code_document(c->tools, &s->coded);
    pthread_mutex_lock(&c->lock);
    s->coded.code = code;
    s->state = SLOT_DONE;
    pthread_cond_signal(&c->result_ready);
  }
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

static bool is_refusal(int code) { return code == CASUS_E_INPUT || code == CASUS_E_LIMIT; }

/* Read the next document into its slot. CASUS_END when the input is used up. */
static int put_in(chain *c, casus_reader *reader) {
  slot *s = &c->slots[c->next_in % c->slot_count];
  casus_arena *arena = s->coded.arena;
  casus_arena_reset(arena);
  s->coded = (casus_coded){.arena = arena};
  int rc = casus_reader_next(reader, arena, &s->coded.document, &s->coded.error);
  s->coded.bytes = casus_reader_state(reader).bytes;
  if (rc != CASUS_OK && !is_refusal(rc)) {
    if (c->meanwhile != CASUS_OK) return c->meanwhile;
    if (rc < 0 && c->err) *c->err = s->coded.error;
    return rc;
  }
  s->text = rc == CASUS_OK ? s->coded.document.text.len : 0;
  c->text += s->text;
  pthread_mutex_lock(&c->lock);
  s->coded.code = rc;
  s->state = rc == CASUS_OK ? SLOT_READ : SLOT_DONE;
  c->next_in++;
  pthread_cond_signal(&c->work_ready);
  pthread_mutex_unlock(&c->lock);
  return CASUS_OK;
}

/* Waits for the oldest result. *follows: the next one is there as well. */
static casus_coded *oldest_result(chain *c, bool *follows) {
  slot *s = &c->slots[c->next_out % c->slot_count];
  pthread_mutex_lock(&c->lock);
  while (s->state != SLOT_DONE) pthread_cond_wait(&c->result_ready, &c->lock);
  uint64_t next = c->next_out + 1;
  *follows = next < c->next_in && c->slots[next % c->slot_count].state == SLOT_DONE;
  pthread_mutex_unlock(&c->lock);
  return &s->coded;
}

/* `most`: how many may follow. */
static int hand_over(chain *c, size_t most, bool *follows) {
  casus_coded *coded = oldest_result(c, follows);
  coded->followed = *follows = *follows && most;
  int rc = coded->code;
  if (rc == CASUS_OK || is_refusal(rc))
    rc = c->take(c->context, coded);
  else if (c->err)
    *c->err = coded->error;
  slot *s = &c->slots[c->next_out++ % c->slot_count];
  c->text -= s->text;
  pthread_mutex_lock(&c->lock); /* a worker may only now pass what was refused */
  s->state = SLOT_EMPTY;
  pthread_mutex_unlock(&c->lock);
  return rc;
}

/* The oldest result and what is ready behind it, at most half of the ring, so that the workers stay busy meanwhile. */
static int hand_over_some(chain *c) {
  bool follows = true;
  int rc = CASUS_OK;
  for (size_t most = c->slot_count / 2; rc == CASUS_OK && follows;) rc = hand_over(c, --most, &follows);
  return rc;
}

static bool has_result(chain *c) {
  if (c->next_in == c->next_out) return false;
  pthread_mutex_lock(&c->lock);
  bool done = c->slots[c->next_out % c->slot_count].state == SLOT_DONE;
  pthread_mutex_unlock(&c->lock);
  return done;
}

static bool hand_over_meanwhile(void *context) {
  chain *c = context;
  if (has_result(c)) c->meanwhile = hand_over_some(c);
  return c->meanwhile == CASUS_OK;
}

static int pump(chain *c, casus_reader *reader) {
  int rc = CASUS_OK;
  casus_reader_meanwhile(reader, hand_over_meanwhile, c);
  while (rc == CASUS_OK) {
    bool full = c->next_in - c->next_out == c->slot_count || c->text > MOST_TEXT;
    rc = full || has_result(c) ? hand_over_some(c) : put_in(c, reader);
  }
  casus_reader_meanwhile(reader, NULL, NULL);
  while (rc == CASUS_END && c->next_out < c->next_in) {
    int taken = hand_over_some(c);
    if (taken != CASUS_OK) rc = taken;
  }
  return rc == CASUS_END ? CASUS_OK : rc;
}

static void close_down(chain *c, pthread_t *threads, unsigned started) {
  pthread_mutex_lock(&c->lock);
  c->closing = true;
  pthread_cond_broadcast(&c->work_ready);
  pthread_mutex_unlock(&c->lock);
  for (unsigned i = 0; i < started; i++) pthread_join(threads[i], NULL);
  for (size_t i = 0; i < c->slot_count; i++) casus_arena_free(c->slots[i].coded.arena);
  free(c->slots);
  pthread_cond_destroy(&c->work_ready);
  pthread_cond_destroy(&c->result_ready);
  pthread_mutex_destroy(&c->lock);
}

static int open_slots(chain *c) {
  c->slots = calloc(c->slot_count, sizeof *c->slots);
  if (!c->slots) return CASUS_E_MEMORY;
  for (size_t i = 0; i < c->slot_count; i++)
    if (!(c->slots[i].coded.arena = casus_arena_new())) return CASUS_E_MEMORY;
  return CASUS_OK;
}

int casus_chain_run(const casus_tools *tools, casus_reader *reader, unsigned jobs,
                    int (*take)(void *context, casus_coded *coded), void *context, casus_error *err) {
  jobs = jobs < 1 ? 1 : jobs > MOST_JOBS ? MOST_JOBS : jobs;
  pthread_t threads[MOST_JOBS];
  chain c = {.tools = tools, .take = take, .context = context, .err = err, .slot_count = (size_t)jobs * SLOTS_PER_JOB};
  pthread_mutex_init(&c.lock, NULL);
  pthread_cond_init(&c.work_ready, NULL);
  pthread_cond_init(&c.result_ready, NULL);
  unsigned started = 0;
  int rc = open_slots(&c) == CASUS_OK ? CASUS_OK : casus_fail_memory(err);
  if (rc != CASUS_OK) c.slot_count = c.slots ? c.slot_count : 0;
  while (rc == CASUS_OK && started < jobs && pthread_create(&threads[started], NULL, work, &c) == 0) started++;
  if (rc == CASUS_OK && !started) rc = casus_fail(err, CASUS_E_SYSTEM, 0, "cannot start a thread");
  if (rc == CASUS_OK) rc = pump(&c, reader);
  close_down(&c, threads, started);
  return rc;
}
