"""Lessons in marks (lessons.py) cut into windows, and their answers."""

import json
import random

import torch

from reader import MEANT, ROLES, grouped

SPEAKER = MEANT - 1

LENGTHS = (1, 60, 130, 200, 300, 300, 300)  # pieces in a window; 1: each sentence alone, as trees and short texts have it


def passages(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def chop(task, sentences, most):
    """Runs of sentences of up to `most` pieces, one at least."""
    run, size = [], 1
    for sentence in sentences:
        own = task.size(sentence["words"])
        if run and size + own > most:
            yield run
            run, size = [], 1
        run.append(sentence)
        size += own
    if run:
        yield run


def windows_of(task, passage):
    """By chance, so that each sentence is read with much, little and nothing before it."""
    most = random.choice(LENGTHS)
    if most > 60 and len(passage) > 2 and random.random() < 0.5:
        begin = random.randrange(1, len(passage))
        return [*chop(task, passage[:begin], most), *chop(task, passage[begin:], most)]
    return list(chop(task, passage, most))


def groups_of(task, taught, limit):
    """Windows of like length together, `limit` pieces at most, mixed."""
    windows = [window for passage in taught for window in windows_of(task, passage)]
    sizes = [1 + sum(task.size(sentence["words"]) for sentence in window) for window in windows]
    return [[windows[i] for i in group] for group in grouped(sizes, limit, 12)]


class Answers:
    """Kinds, manners and speech [b, words], -1 not known; links and which of them count [b, role, words, words]; and
    `meant`: (window, role, word that tells, words of each actor that is meant, words of all actors); `ties`: (window, first
    and last word of a sentence whose ties are known, its ties: (kind, [words of each actor on a side] of both sides)), and
    words of all actors."""

    def __init__(self, task, group, words):
        self.task = task
        self.kinds, self.manners, self.says = (torch.full((len(group), words), -1) for _ in range(3))
        self.links = torch.zeros(len(group), len(ROLES), words, words)
        self.counted = torch.zeros(len(group), len(ROLES), words, dtype=torch.bool)
        self.meant, self.ties = [], []
        for k, window in enumerate(group):
            self.add_window(k, window)

    def add_window(self, k, window):
        first, places, forms = 1, {}, []
        for sentence in window:
            last = first + len(sentence["words"])
            self.kinds[k, first:last] = self.says[k, first:last] = 0
            for word, mark in enumerate(sentence["marks"]):
                self.add_mark(k, first, first + word, mark)
            for word, actors in sentence["named"]:
                for actor in actors:
                    places.setdefault(actor, []).append(first + word)
            everywhere = [place for of_actor in places.values() for place in of_actor]
            for word, *sides in sentence["sides"]:
                for role, actors in enumerate(sides):
                    if actors is not None and everywhere:
                        right = [list(places[actor]) for actor in actors if actor in places]
                        self.meant.append((k, role, first + word, right, everywhere))
            forms += sentence["words"]
            for word, end in sentence["said"]:
                right = [i + 1 for i, form in enumerate(forms) if form == end]
                self.meant.append((k, SPEAKER, first + word, [right] if right else [], range(1, last)))
            if "ties" in sentence:
                named = lambda side: [list(places[actor]) for actor in side if actor in places]
                ties = [(self.task.ties.index(kind), named(a), named(b)) for kind, a, b in sentence["ties"]
                        if kind in self.task.ties]  # a model that learns on keeps its kinds
                self.ties.append((k, first, last, ties, everywhere))
            first = last

    def add_mark(self, k, first, word, mark):
        if "Deed" in mark:
            self.kinds[k, word] = self.task.kinds.index(mark["Deed"]) + 1 if mark["Deed"] != "?" else -1
        if "Manner" in mark:
            self.manners[k, word] = self.task.manners.index(mark["Manner"])
            self.counted[k, :2, word] = "Unlinked" not in mark
        if "Says" in mark:
            self.says[k, word] = 1
            self.counted[k, 2, word] = True
        for role, name in enumerate(ROLES):
            for other in filter(None, mark.get(name, "").split(",")):
                self.links[k, role, word, first + int(other) - 1] = 1
