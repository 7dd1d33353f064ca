#!/usr/bin/env python3
"""Fits how much each clue weighs where a deed's clause leaves a side open (src/coder/counterpart.c).

    tools/corpus.py gold --learned corpus/*.txt > learned.jsonl
    casus eval learned.jsonl --guesses careful.tsv
    casus eval learned.jsonl --reader quick --guesses quick.tsv
    fit_counterpart.py quick.tsv careful.tsv [--unseen held.tsv] > data/codebook/counterpart.tsv

The likelihood of a candidate is its share of e^sum over all candidates of a question; a sum has three weights for each clue:
one of all events, one of the type, one of what the side was. The careful reader has learned whom the learned text means: weights of
"told" and "meant-…" fitted there are too large, and those that are shipped were set on held-out text (decision 026). Weights are drawn to zero by a penalty. On standard error: how
many choices are right from which likelihood on."""

import argparse
import sys

import numpy

PENALTY = {"all": 0.9}  # of a weight squared, halved; of the others:
PENALTY_OTHER = 3.0
STEPS, RATE = 1500, 0.1
LEAST = 0.3  # likelihood from which a choice is told, unless another is nearly as likely (counterpart.c)


def read(paths):
    """Questions: lists of (right, side, type, opening, actor, clues)."""
    questions = {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            next(file)
            for line in file:
                number, right, *rest, clues = line.rstrip("\n").split("\t")
                questions.setdefault((path, number), []).append((int(right), *rest, clues.split()))
    return list(questions.values())


class Table:
    """Candidates of all questions and the places of their weights."""

    def __init__(self, questions, places):
        self.weight, self.candidate, self.question, self.right = [], [], [], []
        for number, question in enumerate(questions):
            for right, side, kind, opening, _, clues in question:
                for clue in clues:
                    for group in ("all", kind, opening):
                        if (side, group, clue) in places:
                            self.weight.append(places[side, group, clue])
                            self.candidate.append(len(self.question))
                self.question.append(number)
                self.right.append(right)
        self.weight, self.candidate, self.question = map(numpy.array, (self.weight, self.candidate, self.question))
        self.right = numpy.array(self.right, float)
        self.questions = len(questions)

    def shares(self, weights):
        size = len(self.question)
        power = numpy.exp(numpy.bincount(self.candidate, weights[self.weight], size))
        return power / numpy.bincount(self.question, power, self.questions)[self.question]

    def slope(self, weights):
        shares = self.shares(weights)
        right = numpy.bincount(self.question, shares * self.right, self.questions)[self.question]
        pull = numpy.where(right > 0, shares * self.right / numpy.maximum(right, 1e-12) - shares, 0)
        return numpy.bincount(self.weight, pull[self.candidate], len(weights))


def fit(questions):
    places = {}
    for question in questions:
        for _, side, kind, opening, _, clues in question:
            for clue in clues:
                for group in ("all", kind, opening):
                    places.setdefault((side, group, clue), len(places))
    table = Table(questions, places)
    penalty = numpy.array([PENALTY.get(group, PENALTY_OTHER) for _, group, _ in places])
    weights, seen = numpy.zeros(len(places)), numpy.full(len(places), 1e-6)
    for _ in range(STEPS):
        slope = table.slope(weights) - penalty * weights
        seen += slope * slope
        weights += RATE * slope / numpy.sqrt(seen)
    return places, weights


def report(name, questions, places, weights):
    table = Table(questions, places)
    shares = table.shares(weights)
    for side in ("source", "target"):
        chosen = []
        for number, question in enumerate(questions):
            if question[0][1] != side:
                continue
            mine = numpy.flatnonzero(table.question == number)
            best = mine[shares[mine].argmax()]
            if question[best - mine[0]][4]:
                chosen.append((shares[best], table.right[best]))
        total = sum(question[0][1] == side for question in questions)
        for least in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            told = [right for share, right in chosen if share >= least]
            print("%s %s from %.1f: %d of %d told, %d right (%.2f)" %
                  (name, side, least, len(told), total, sum(told), sum(told) / max(1, len(told))), file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("guesses", nargs="+")
    parser.add_argument("--unseen", nargs="*", default=[])
    options = parser.parse_args()
    questions = read(options.guesses)
    places, weights = fit(questions)
    report("learned", questions, places, weights)
    if options.unseen:
        report("unseen", read(options.unseen), places, weights)
    print("# How much each clue weighs where a side of a deed is open (src/coder/coder.h says what the clues are), and how")
    print("# likely a choice must be. Made by tools/fit_counterpart.py from %d open sides." % len(questions))
    for side in ("source", "target"):
        print("%s\tleast\t\t%g" % (side, LEAST))
        for (of, group, clue), place in sorted(places.items()):
            if of == side and abs(weights[place]) >= 0.005:
                print("%s\t%s\t%s\t%.2f" % (side, group, clue, weights[place]))


if __name__ == "__main__":
    main()
