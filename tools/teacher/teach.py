#!/usr/bin/env python3
"""A large reader teaches the small one: a pretrained encoder, tuned on treebanks and on marked sentences, labels text
that nobody labelled.

  teach.py learn ENCODER TRAIN.conllu OUT.pt [MARKED.conllu] tune it; MARKED has marks in its last column, no trees
  teach.py more MODEL.pt TRAIN.conllu OUT.pt MARKED.conllu [EPOCHS [LAYERS]] go on with what was tuned (or restored:
                                                             restore.py), the lower LAYERS as they are
  teach.py label MODEL.pt TEXT.conllu > LABELLED.conllu      tags, trees and marks, where the text has none
  teach.py test MODEL.pt GOLD.conllu                         UPOS, UAS and LAS
  teach.py vectors MODEL.pt SIZE < WORDS > WORDS.vec      what it knows of each word alone, in the format of word2vec

ENCODER is a folder with NAME.onnx and NAME-tokenizer.json of a BERT with the sizes of reader.py, such as BGE small
(MIT licence). Needs the Python packages torch, onnx and tokenizers."""

import collections
import glob
import random
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

from reader import ROLES, SIZES, Reader, Task, batches, load, load_encoder, mark_of, read, save
from tree import tree

TREE_EPOCHS, MARK_EPOCHS, BATCH = 4, 8, 1400  # pieces of words in a batch
RATE, HEAD_RATE = 1.2e-4, 1.5e-3
MORE_RATES, MORE_TREES = (6e-5, 4e-4), 0.15  # for what was tuned before, and how much of the trees it sees in an epoch
TOLD = 0.5  # how much a sentence counts beside each of its words
MEAN = 0.99  # of the weights: a hundred steps
DEED_LEAST, DEED_OPEN = 0.5, 0.3  # likelihood of a deed that is marked, and of one that is left open


@torch.no_grad()
def predict(model, task, sentences, limit=6000):
    """The last seven columns of each word, by sentence."""
    model.eval()
    for group in batches(task, sentences, limit, False):
        batch = task.batch([sentences[i] for i in group])
        for_trees, for_marks = model(batch)
        tags, heads, own, other = model.trees(for_trees, batch["words"])
        heads = torch.log_softmax(heads, -1).numpy()
        found = numpy.zeros(heads.shape[:2], int)
        for k, i in enumerate(group):
            n = len(sentences[i]) + 1
            found[k, :n] = tree(heads[k, :n, :n])
        found[found < 0] = 0
        relations = model.relations(own, other, torch.tensor(found))
        relations[..., task.relation_of["root"]] -= 1e9
        relations, tags = relations.argmax(-1).numpy(), tags.argmax(-1).numpy()
        kinds, manners, says, links = model.marks(for_marks)
        kinds, says = torch.softmax(kinds, -1).numpy(), torch.softmax(says, -1)[..., 1].numpy()
        manners, links = manners.argmax(-1).numpy(), torch.sigmoid(links).numpy()
        for k, i in enumerate(group):
            n = len(sentences[i])
            yield i, [
                [
                    *task.tags[tags[k, w]],
                    "_",
                    str(found[k, w]),
                    task.relations[relations[k, w]] if found[k, w] else "root",
                    "_",
                    mark(task, kinds[k, w], manners[k, w], says[k, w], links[k, :, w, 1 : n + 1]),
                ]
                for w in range(1, n + 1)
            ]


def mark(task, kinds, manner, says, links):
    items, deed = [], 1 - kinds[0]
    if deed >= DEED_LEAST:
        items += ["Deed=" + task.kinds[kinds[1:].argmax()], "Manner=" + task.manners[manner]]
    elif deed >= DEED_OPEN:
        items.append("Deed=?")
    if says >= 0.5:
        items.append("Says=Yes")
    for r, role in enumerate(ROLES):
        words = [str(w + 1) for w in numpy.nonzero(links[r] > 0.5)[0]]
        if words and (says >= 0.5 if role == "Speaker" else deed >= DEED_LEAST):
            items.append(role + "=" + ",".join(words))
    return "|".join(items) or "_"


def test(model, task, sentences):
    right = numpy.zeros(3)
    count = 0
    for i, answers in predict(model, task, sentences):
        for row, (upos, _, _, head, relation, *_) in zip(sentences[i], answers):
            same = head == row[6]
            right += upos == row[3], same, same and relation.split(":")[0] == row[7].split(":")[0]
            count += 1
    return right / count * 100


def new_task(trees, marked):
    tags = collections.Counter((r[3], r[4]) for rows in trees for r in rows)
    marks = [mark_of(r) for rows in marked for r in rows]
    names = lambda key: sorted({m[key] for m in marks if key in m} - {"?"})
    return (
        sorted(t for t, n in tags.items() if n > 1),
        sorted({r[7] for rows in trees for r in rows}),
        names("Deed"),
        names("Manner"),
    )


def tree_loss(model, task, sentences):
    batch = task.batch(sentences)
    tag, head, relation = task.tree_answers(sentences, batch["words"].shape[1])
    tags, heads, own, other = model.trees(model(batch)[0], batch["words"])
    mean = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)
    return mean(tags, tag) + mean(heads, head) + mean(model.relations(own, other, head.clamp(min=0)), relation)


def told_loss(kinds, kind):
    """Whether a sentence tells a kind of deed, whichever of its words does: 1 - product of (1 - share of each word).

    What another reader may leave out (-1) makes no sentence wrong."""
    none = torch.log1p(-torch.softmax(kinds, -1).clamp(max=1 - 1e-6))
    none = none.masked_fill((kind == -1)[..., None], 0).sum(1)[:, 1:]  # [b, kinds]: log of the share that no word tells it
    answer = F.one_hot(kind.clamp(min=0), kinds.shape[-1]).amax(1)[:, 1:].bool()
    told = torch.log(-torch.expm1(none.clamp(max=-1e-6)))
    return -(torch.where(answer, told, none)).sum()


def mark_loss(model, task, sentences):
    batch = task.batch(sentences)
    kind, manner, speech, link, counted = task.mark_answers(sentences, batch["words"].shape[1])
    kinds, manners, says, links = model.marks(model(batch)[1])
    total = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1, reduction="sum")
    chosen = counted[..., None] & batch["words"][:, None, None, :]
    linked = F.binary_cross_entropy_with_logits(links[chosen], link[chosen], reduction="sum")
    found = total(kinds, kind) + TOLD * told_loss(kinds, kind.masked_fill(~batch["words"], -1))
    return (found + total(says, speech) + 0.3 * total(manners, manner) + linked) / 30


def lessons_of(task, trees, marked, epochs):
    """Batches of lessons in trees and in marks, mixed; epochs may be parts of one."""
    plan = []
    for loss, sentences, count in ((tree_loss, trees, epochs[0]), (mark_loss, marked, epochs[1])):
        for part in [1.0] * int(count) + [count % 1]:
            groups = [[sentences[i] for i in group] for group in batches(task, sentences, BATCH, True)]
            plan += [(loss, group) for group in groups[: round(part * len(groups))] if group]
    random.shuffle(plan)
    return plan


def tune(model, task, plan, rates, out, tokenizer, sizes):
    """What is saved is the mean of the weights over the last steps, which reads better than the last of them."""
    encoder_parts = ("words", "places", "kinds", "norm", "layers")
    old = [p for name, p in model.named_parameters() if name.split(".")[0] in encoder_parts]
    known = {id(p) for p in old}
    new = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": rates[0]}, {"params": new, "lr": rates[1]}], betas=(0.9, 0.98), weight_decay=0.01
    )
    steps, start = len(plan), time.time()
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.1 * steps), max(0.0, (steps * 1.02 - s) / (0.9 * steps)))
    )
    mean = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(MEAN))
    model.train()
    for step, (loss_of, sentences) in enumerate(plan, 1):
        loss = loss_of(model, task, sentences)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimiser.step(), schedule.step(), mean.update_parameters(model)
        if step % 50 == 0:
            print(f"{step}/{steps} {loss_of.__name__} {loss.item():.3f} {time.time() - start:.0f} s", flush=True)
        if step % 100 == 0 or step == steps:
            save(out, mean.module, task, tokenizer, sizes)


def learn(encoder, trees, out, marked=None):
    trees, marked = [s for s in read(trees) if len(s) <= 120], list(read(marked)) if marked else []
    tokenizer = open(glob.glob(encoder + "/*-tokenizer.json")[0]).read()
    lists = new_task(trees, marked)
    task, model = Task(tokenizer, *lists), Reader(*SIZES, *map(len, lists))
    load_encoder(model, encoder)
    plan = lessons_of(task, trees, marked, (TREE_EPOCHS, MARK_EPOCHS))
    tune(model, task, plan, (RATE, HEAD_RATE), out, tokenizer, SIZES)


def keep_lower(model, layers):
    """What learns from then on: the layers above, and the heads."""
    for part in (model.words, model.places, model.kinds, model.norm, model.shapes, *model.layers[:layers]):
        part.requires_grad_(False)


def more(path, trees, out, marked, epochs="2", kept="0"):
    """Fewer and smaller steps than at first; some trees among them, so that it does not forget."""
    model, task = load(path)
    if int(kept):
        keep_lower(model, int(kept))
    trees, marked = [s for s in read(trees) if len(s) <= 120], list(read(marked))
    plan = lessons_of(task, trees, marked, (float(epochs) * MORE_TREES, float(epochs)))
    tune(model, task, plan, MORE_RATES, out, task.tokenizer.to_str(), model.sizes)


def label(path, text):
    """What the text has already, a tree or marks, is kept."""
    model, task = load(path)
    sentences = list(read(text))
    start, answers = time.time(), {}
    for i, found in predict(model, task, sentences):
        answers[i] = found
        if len(answers) % 2000 == 0:
            print(f"{len(answers)}/{len(sentences)} {time.time() - start:.0f} s", file=sys.stderr, flush=True)
    for i, rows in enumerate(sentences):
        has_marks = any(mark_of(row).keys() & {"Deed", "Says"} for row in rows)
        for row, found in zip(rows, answers[i]):
            tree_part = row[3:9] if row[6] != "_" else found[:6]
            print("\t".join([*row[:3], *tree_part, row[9] if has_marks else found[6]]))
        print()


@torch.no_grad()
def vectors(path, size):
    """The mean over every second layer and the word's pieces, then the strongest directions, of even strength 1."""
    model, task = load(path)
    model.eval()
    words = sorted({line.strip() for line in sys.stdin if line.strip() and " " not in line.strip()})
    found = torch.zeros(len(words), model.words.weight.shape[1])
    for start in range(0, len(words), 512):
        part = words[start : start + 512]
        batch = task.batch([[["1", word]] for word in part])
        x = model.norm(
            model.words(batch["pieces"])
            + model.places(torch.arange(batch["pieces"].shape[1]))
            + model.kinds.weight[0]
            + model.shapes(batch["shapes"])
        )
        total = 0
        for i, layer in enumerate(model.layers):
            x = layer(x, batch["mask"][:, None, None, :], model.keep)
            if i % 2:
                total = total + x / x.norm(dim=-1, keepdim=True)
        inside = batch["mask"].clone()
        inside[:, 0] = False
        inside[torch.arange(len(part)), batch["mask"].sum(1) - 1] = False
        found[start : start + len(part)] = (total * inside[..., None]).sum(1) / inside.sum(1, keepdim=True)
        if start % (512 * 20) == 0:
            print(f"{start}/{len(words)}", file=sys.stderr, flush=True)
    found -= found.mean(0)
    values, directions = torch.linalg.eigh(found.T @ found / len(words))
    found = found @ directions.flip(1)[:, : int(size)]
    found /= found.pow(2).mean().sqrt()
    print(len(words), size)
    for word, row in zip(words, found.tolist()):
        print(word, *(f"{x:.3f}" for x in row))


if __name__ == "__main__":
    command, *rest = sys.argv[1:] or [""]
    if command == "learn":
        random.seed(1), torch.manual_seed(1)
        learn(*rest)
    elif command == "more":
        random.seed(2), torch.manual_seed(2)
        more(*rest)
    elif command == "label":
        label(*rest)
    elif command == "vectors":
        vectors(*rest)
    elif command == "test":
        model, task = load(rest[0])
        print("UPOS %.2f UAS %.2f LAS %.2f" % tuple(test(model, task, list(read(rest[1])))))
    else:
        sys.exit(__doc__)
