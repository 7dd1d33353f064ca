#!/usr/bin/env python3
"""make.py: models/english-careful.casus-model, a careful reader of chance numbers, and expected.tsv, what torch makes
of sentences with it: what src/text/careful must find too. Needs what tools/teacher needs.

A column of the table each: word, UPOS, XPOS, head, relation; likelihood of a deed, its kind, its manner, likelihood of
speech; likelihoods of all words in each role, with commas."""

import json
import os
import random
import sys

import numpy
import torch
from torch import nn

HERE = os.path.dirname(os.path.abspath(__file__))
MODEL = os.path.join(HERE, "models", "english-careful.casus-model")
sys.path.insert(0, os.path.join(HERE, "..", "..", "tools", "teacher"))
from export import LEVEL, file_of, sections_of
from reader import Reader, Task
from tree import circle

SIZES = (2, 32, 2)
TAGS = [("NOUN", "NN"), ("VERB", "VBD"), ("PUNCT", "."), ("DET", "DT"), ("NUM", "CD")]
RELATIONS = ["det", "nsubj", "obl:agent", "root"]
KINDS, MANNERS = ["AID", "ASSAULT", "THREATEN"], ["asserted", "claimed"]
PIECES = "the navy ship ##s shell ##ed two , . ru ##rit ##ania ##n 1 ##2 say ##id kill".split()
WORDS = "The the Ruritanian navy NAVY shelled two ships , . 12 said killed Quux ! Shelled".split()
COUNT = 8  # sentences
MARGIN = 0.03  # between the best score and the second


def tokenizer():
    first = {0: "[PAD]", 100: "[UNK]", 101: "[CLS]", 102: "[SEP]"}
    names = [first.get(i, f"[unused{i}]") for i in range(103)] + PIECES
    return json.dumps(
        {
            "version": "1.0",
            "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "lowercase": True},
            "pre_tokenizer": {"type": "BertPreTokenizer"},
            "model": {
                "type": "WordPiece",
                "unk_token": "[UNK]",
                "continuing_subword_prefix": "##",
                "max_input_chars_per_word": 100,
                "vocab": {name: i for i, name in enumerate(names)},
            },
        }
    )


def round_rows(rows):
    """As bytes will hold them, so that torch computes with the same numbers."""
    scale = rows.abs().amax(1, keepdim=True) / LEVEL
    return (rows / scale).round() * scale


def network():
    torch.manual_seed(1)
    model = Reader(*SIZES, len(TAGS), len(RELATIONS), len(KINDS), len(MANNERS), arc=16, lanes=16, link=16)
    model.words, model.places = nn.Embedding(103 + len(PIECES), SIZES[1]), nn.Embedding(32, SIZES[1])
    for name, parameter in model.named_parameters():
        nn.init.normal_(parameter, std=1 if name == "words.weight" else 0.3)
        if parameter.dim() == 2:
            parameter.data = round_rows(parameter.data)
        if name.split(".")[-2:-1] in (["norm"], ["norm_out"]) and name.endswith("weight"):
            parameter.data += 1
    model.kind.bias.data[0] += 1.5
    model.relation.data[:, -1] = 0
    return model.eval()


@torch.no_grad()
def read(model, task, words):
    """Rows of the table; None: an answer is too close to call, or heads make no tree worth the test."""
    batch = task.batch([[["", word] for word in words]])
    for_trees, for_marks = model(batch)
    tags, heads, own, other = model.trees(for_trees, batch["words"])
    found = heads[0].numpy().copy()
    numpy.fill_diagonal(found, -1e18)
    found = found.argmax(1)
    found[0] = -1
    relations = model.relations(own, other, torch.tensor(found).clamp(min=0)[None])
    relations[..., RELATIONS.index("root")] = -1e9
    kinds, manners, says, links = model.marks(for_marks)
    kinds, says = torch.softmax(kinds, -1)[0], torch.softmax(says, -1)[0, :, 1]
    links = torch.sigmoid(links)[0]
    close = lambda scores: bool((scores.topk(2).values.diff(dim=-1).abs() < MARGIN).any())
    heads[0].fill_diagonal_(-1e9)
    if (found == 0).sum() != 1 or circle(found) or len(set(found)) < 4:
        return None
    if any(map(close, (heads[0, 1:], tags[0, 1:], relations[0, 1:], kinds[1:, 1:], manners[0, 1:]))):
        return None
    rows = []
    for w, word in enumerate(words, 1):
        tag, relation = TAGS[tags[0, w].argmax()], RELATIONS[relations[0, w].argmax()] if found[w] else "root"
        kind, manner = KINDS[kinds[w, 1:].argmax()], MANNERS[manners[0, w].argmax()]
        shares = [",".join("%.4f" % share for share in links[r, w, 1:]) for r in range(3)]
        deed = ["%.4f" % (1 - kinds[w, 0]), kind, manner, "%.4f" % says[w]]
        rows.append([word, *tag, str(found[w]), relation, *deed, *shares])
    return rows


def main():
    task = Task(tokenizer(), TAGS, RELATIONS, KINDS, MANNERS)
    model, made = network(), []
    random.seed(1)
    while len(made) < COUNT:
        rows = read(model, task, random.choices(WORDS, k=random.randint(4, 9)))
        if rows:
            made.append(rows)
    lists = {"tags": TAGS, "relations": RELATIONS, "kinds": KINDS, "manners": MANNERS}
    kept = {"model": model.state_dict(), "tokenizer": tokenizer(), "sizes": SIZES, **lists}
    with open(MODEL, "wb") as file:
        file.write(file_of(sections_of(kept)))
    with open(os.path.join(HERE, "expected.tsv"), "w", encoding="utf-8") as file:
        for rows in made:
            file.write("".join("\t".join(row) + "\n" for row in rows) + "\n")


if __name__ == "__main__":
    main()
