#!/usr/bin/env python3
"""make.py: models/english-careful.casus-model, a careful reader of chance numbers, and expected.tsv, what torch makes
of sentences with it: what src/text/careful must find too. Needs what tools/teacher needs.

A column of the table each: word, UPOS, XPOS, head, relation; likelihood of a deed, its kind, its manner, likelihood of
speech; likelihoods of the sentence's words in each role, with commas; how likely the word tells each kind of tie; and how
much better than nobody each word of the window up to there names both sides of a deed, both of a tie, and who speaks. A window ends with an empty line, a sentence within it with "-"; where
there are several, tags and trees are left out ("_")."""

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
from reader import END, PADDING, ROLES, UNKNOWN, Reader, Task
from tree import circle

SIZES, PLAIN, PLACES = (3, 32, 2), 1, 64
TAGS = [("NOUN", "NN"), ("VERB", "VBD"), ("PUNCT", "."), ("DET", "DT"), ("NUM", "CD")]
RELATIONS = ["det", "nsubj", "obl:agent", "root"]
KINDS, MANNERS, TIES = ["AID", "ASSAULT", "THREATEN"], ["asserted", "claimed"], ["arms", "claim"]
PIECES = "the navy ship ##s shell ##ed two , . ru ##rit ##ania ##n 1 ##2 say ##id kill".split()
WORDS = "The the Ruritanian navy NAVY shelled two ships , . 12 said killed Quux ! Shelled".split()
SEED = 64  # of a network whose trees are trees, often enough
COUNT, LONG = 8, 6  # windows of one sentence, and of several
MARGIN = 0.1  # between the best score and the second


def tokenizer():
    first = {0: "<s>", PADDING: "<pad>", END: "</s>", UNKNOWN: "[UNK]"}
    names = [first.get(i, f"[unused{i}]") for i in range(UNKNOWN + 1)] + PIECES
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
    pieces = UNKNOWN + 1 + len(PIECES)
    counts = map(len, (TAGS, RELATIONS, KINDS, MANNERS, TIES))
    model = Reader(*SIZES, *counts, arc=16, lanes=16, link=16, pieces=pieces, plain=PLAIN)
    model.places = nn.Embedding(PLACES + 2, SIZES[1])
    torch.manual_seed(SEED)
    for name, parameter in model.named_parameters():
        nn.init.normal_(parameter, std=1 if name == "words.weight" else 0.3)
        if parameter.dim() == 2:
            parameter.data = round_rows(parameter.data)
        if name.split(".")[-2:-1] in (["norm"], ["norm_out"]) and name.endswith("weight"):
            parameter.data += 1
    model.kind.bias.data[0] += 1.5
    model.tie.bias.data[0] += 3
    model.relation.data[:, -1] = 0
    return model.eval()


def tree_columns(model, batch, words, for_trees):
    """UPOS, XPOS, head and relation of each word; None: an answer is too close to call, heads make no tree worth the
    test. A word of letters is no punctuation mark."""
    tags, heads, own, other = model.trees(for_trees, batch["words"])
    tags[0, 1:][[word[0].isalpha() for word in words], TAGS.index(("PUNCT", "."))] = -1e9
    found = heads[0].numpy().copy()
    numpy.fill_diagonal(found, -1e18)
    found = found.argmax(1)
    found[0] = -1
    relations = model.relations(own, other, torch.tensor(found).clamp(min=0)[None])
    relations[..., RELATIONS.index("root")] = -1e9
    heads[0].fill_diagonal_(-1e9)
    if (found == 0).sum() != 1 or circle(found) or len(set(found)) < 4:
        return None
    if any(map(close, (heads[0, 1:], tags[0, 1:], relations[0, 1:]))):
        return None
    relation = lambda w: RELATIONS[relations[0, w].argmax()] if found[w] else "root"
    return [[*TAGS[tags[0, w].argmax()], str(found[w]), relation(w)] for w in range(1, len(found))]


def close(scores):
    return bool((scores.topk(2).values.diff(dim=-1).abs() < MARGIN).any())


@torch.no_grad()
def read(model, task, sentences):
    """Rows of the table, by sentence; None: another window shall be tried."""
    batch = task.batch([sentences])
    for_trees, for_marks = model(batch)
    kinds, manners, says, links = model.marks(for_marks)
    kinds, says = torch.softmax(kinds, -1)[0], torch.softmax(says, -1)[0, :, 1]
    links, who, ties = torch.sigmoid(links)[0], model.who(for_marks)[0], torch.softmax(model.ties(for_marks), -1)[0, :, 1:]
    words = sum(sentences, [])
    columns = tree_columns(model, batch, words, for_trees) if len(sentences) == 1 else [["_"] * 4] * len(words)
    if not columns or any(map(close, (kinds[1:, 1:], manners[0, 1:]))):
        return None
    numbers, made, first = lambda row: ",".join("%.4f" % x for x in row), [], 1
    for sentence in sentences:
        last, rows = first + len(sentence), []
        for w in range(first, last):
            kind, manner = KINDS[kinds[w, 1:].argmax()], MANNERS[manners[0, w].argmax()]
            deed = ["%.4f" % (1 - kinds[w, 0]), kind, manner, "%.4f" % says[w]]
            shares = [numbers(links[role, w, first:last]) for role in range(len(ROLES))]
            meant = [numbers(who[role, w, 1:last] - who[role, w, 0]) for role in range(len(who))]
            rows.append([words[w - 1], *columns[w - 1], *deed, *shares, numbers(ties[w]), *meant])
        made.append(rows)
        first = last
    return made


def windows(model, task, count, sentences):
    made = []
    while len(made) < count:
        most = 9 if sentences == 1 else 5
        window = [random.choices(WORDS, k=random.randint(4, most)) for _ in range(sentences)]
        read_window = read(model, task, window)
        if read_window:
            made.append(read_window)
    return made


def main():
    task = Task(tokenizer(), TAGS, RELATIONS, KINDS, MANNERS, TIES)
    model = network()
    random.seed(1)
    made = windows(model, task, COUNT, 1) + windows(model, task, LONG, 3)
    lists = {"tags": TAGS, "relations": RELATIONS, "kinds": KINDS, "manners": MANNERS, "ties": TIES}
    kept = {"model": model.state_dict(), "tokenizer": tokenizer(), "sizes": SIZES, **lists}
    with open(MODEL, "wb") as file:
        file.write(file_of(sections_of(kept, PLAIN)))
    table = lambda rows: "".join("\t".join(row) + "\n" for row in rows)
    with open(os.path.join(HERE, "expected.tsv"), "w", encoding="utf-8") as file:
        file.write("\n".join("-\n".join(map(table, window)) for window in made))


if __name__ == "__main__":
    main()
