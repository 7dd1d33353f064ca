#include "text/train.h"

#include "text/lemma.h"

enum { EPOCHS = 12 };

static int train_on(const casus_train_options *options, casus_draft *draft, casus_error *err) {
  casus_arena *arena = draft->model.arena;
  casus_text train = {0}, dev = {0};
  casus_treebank bank = {0};
  casus_random random = {options->seed};
  casus_progress progress = {options->progress, options->context};
  int code = casus_conllu_read(options->train, arena, &train, err);
  if (!code && !train.token_count) code = casus_fail(err, CASUS_E_INPUT, 0, "no sentence to train on");
  if (!code) code = casus_conllu_read(options->dev, arena, &dev, err);
  if (!code) code = casus_irregular_open(NULL, &draft->model, err);
  if (!code) code = casus_train_lexicon(&train, draft, err);
  if (!code) code = casus_train_damage(&train, options->seed, arena, &bank, err);
  if (!code) code = casus_train_tagger(&bank, draft, &random, progress, err);
  if (!code)
    code = casus_train_parser(&bank, &dev, options->epochs ? options->epochs : EPOCHS, draft, &random, progress, err);
  return code;
}

int casus_model_train(const casus_train_options *options, casus_buffer *model_bytes, casus_error *err) {
  casus_draft draft = {.model = {.arena = casus_arena_new()}};
  int code = draft.model.arena ? train_on(options, &draft, err) : casus_fail_memory(err);
  if (!code) code = casus_model_write(&draft, model_bytes, err);
  casus_buffer_free(&draft.strings);
  casus_arena_free(draft.model.arena);
  return code;
}
