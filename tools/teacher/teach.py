#!/usr/bin/env python3
"""A large reader teaches the small one: a pretrained encoder, tuned on treebanks, labels text that nobody labelled.

  teach.py learn ENCODER TRAIN.conllu DEV.conllu OUT.pt   tune it and keep the best epoch
  teach.py label MODEL.pt TEXT.conllu > LABELLED.conllu   tags, heads and relations anew; forms are kept
  teach.py test MODEL.pt GOLD.conllu                      UPOS, UAS and LAS
  teach.py vectors MODEL.pt SIZE < WORDS > WORDS.vec      what it knows of each word alone, in the format of word2vec

ENCODER is a folder with NAME.onnx and NAME-tokenizer.json of a BERT with the sizes of reader.py, such as BGE small
(MIT licence). Needs the Python packages torch, onnx and tokenizers."""

import glob
import random
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

from reader import SIZES, Reader, Task, batches, load, load_encoder, read, save
from tree import tree

EPOCHS, BATCH = 4, 1400  # pieces of words in a batch
RATE, HEAD_RATE = 1.2e-4, 1.5e-3


@torch.no_grad()
def predict(model, task, sentences, limit=6000):
    model.eval()
    for group in batches(task, sentences, limit, False):
        batch = task.batch([sentences[i] for i in group], False)
        tags, heads, own, other = model(batch)
        heads = torch.log_softmax(heads, -1).numpy()
        found = numpy.zeros(heads.shape[:2], int)
        for k, i in enumerate(group):
            n = len(sentences[i]) + 1
            found[k, :n] = tree(heads[k, :n, :n])
        found[found < 0] = 0
        relations = model.relations(own, other, torch.tensor(found))
        root = task.relation_of["root"]
        relations[..., root] -= 1e9
        relations, tags = relations.argmax(-1).numpy(), tags.argmax(-1).numpy()
        for k, i in enumerate(group):
            yield i, [
                (task.tags[tags[k, w]], int(found[k, w]), task.relations[relations[k, w]] if found[k, w] else "root")
                for w in range(1, len(sentences[i]) + 1)
            ]


def test(model, task, sentences):
    right = numpy.zeros(3)
    count = 0
    for i, answers in predict(model, task, sentences):
        for row, (tag, head, relation) in zip(sentences[i], answers):
            same = head == int(row[6])
            right += tag[0] == row[3], same, same and relation.split(":")[0] == row[7].split(":")[0]
            count += 1
    return right / count * 100


def learn(encoder, train, dev, out, *options):
    epochs = int(options[0]) if options else EPOCHS
    random.seed(1), torch.manual_seed(1)
    train, dev = [s for s in read(train) if len(s) <= 120], list(read(dev))
    counts = {}
    for s in train:
        for r in s:
            counts[(r[3], r[4])] = counts.get((r[3], r[4]), 0) + 1
    tags = sorted(t for t, n in counts.items() if n > 1)
    relations = sorted({r[7] for s in train for r in s})
    tokenizer = open(glob.glob(encoder + "/*-tokenizer.json")[0]).read()
    task, sizes = Task(tokenizer, tags, relations), SIZES
    model = Reader(*sizes, len(tags), len(relations))
    load_encoder(model, encoder)
    old = [
        p
        for name, p in model.named_parameters()
        if name.split(".")[0] in ("words", "places", "kinds", "norm", "layers")
    ]
    known = {id(p) for p in old}
    new = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": RATE}, {"params": new, "lr": HEAD_RATE}], betas=(0.9, 0.98), weight_decay=0.01
    )
    steps = epochs * len(batches(task, train, BATCH, True))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / (0.1 * steps), max(0.0, (steps * 1.02 - s) / (0.9 * steps)))
    )
    best, step, start = 0, 0, time.time()
    for epoch in range(epochs):
        model.train()
        for group in batches(task, train, BATCH, True):
            batch = task.batch([train[i] for i in group], True)
            tags_, heads, own, other = model(batch)
            flat = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)
            loss = (
                flat(tags_, batch["tag"])
                + flat(heads, batch["head"])
                + flat(model.relations(own, other, batch["head"].clamp(min=0)), batch["relation"])
            )
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step(), schedule.step()
            step += 1
            if step % 50 == 0:
                print(f"{step}/{steps} {loss.item():.3f} {time.time() - start:.0f} s", flush=True)
        scores = test(model, task, dev)
        print(
            f"epoch {epoch + 1}: UPOS {scores[0]:.2f} UAS {scores[1]:.2f} LAS {scores[2]:.2f}, {time.time() - start:.0f} s",
            flush=True,
        )
        if scores[2] > best:
            best = scores[2]
            save(out, model, task, tokenizer, sizes)


def label(path, text):
    model, task = load(path)
    sentences = list(read(text))
    start, done, answers = time.time(), 0, {}
    for i, found in predict(model, task, sentences):
        answers[i] = found
        if len(answers) % 2000 == 0:
            print(f"{len(answers)}/{len(sentences)} {time.time() - start:.0f} s", file=sys.stderr, flush=True)
    for i, rows in enumerate(sentences):
        for row, (tag, head, relation) in zip(rows, answers[i]):
            print("\t".join([row[0], row[1], row[2], tag[0], tag[1], "_", str(head), relation, "_", "_"]))
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
        batch = task.batch([[["1", word]] for word in part], False)
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
        learn(*rest)
    elif command == "label":
        label(*rest)
    elif command == "vectors":
        vectors(*rest)
    elif command == "test":
        model, task = load(rest[0])
        print("UPOS %.2f UAS %.2f LAS %.2f" % tuple(test(model, task, list(read(rest[1])))))
    else:
        sys.exit(__doc__)
