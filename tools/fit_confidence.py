#!/usr/bin/env python3
"""Fits how much each reason weighs in the confidence of an event.

    casus eval GOLD.jsonl --reader careful --reasons careful.tsv
    casus eval GOLD.jsonl --reader quick --reasons quick.tsv
    fit_confidence.py careful.tsv quick.tsv > data/codebook/confidence.tsv

GOLD is text from which neither rules nor reader were made. A logistic curve, by Newton's method, with a penalty that keeps
the weights of rare reasons small. On standard error: how well it does on the tenths that it did not see."""

import math
import sys

PENALTY = 2.0  # of a weight squared, halved; the start is free
STEPS, FOLDS, BINS = 25, 10, 10


def read(path):
    with open(path, encoding="utf-8") as file:
        names = next(file).rstrip("\n").split("\t")[1:]
        rows = [[float(cell) for cell in line.split("\t")] for line in file]
    return names, [(row[1:], row[0]) for row in rows]


def solve(matrix, right):
    """Gauss and Jordan; the matrix is symmetric and positive."""
    size = len(right)
    rows = [list(matrix[i]) + [right[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [x / rows[i][i] for x in rows[i]]
        for r in range(size):
            if r != i and rows[r][i]:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i])]
    return [row[size] for row in rows]


def share(weights, reasons):
    return 1 / (1 + math.exp(-sum(w * g for w, g in zip(weights, reasons))))


def fit(events):
    size = len(events[0][0])
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [-PENALTY * w * (i > 0) for i, w in enumerate(weights)]
        curve = [[(1e-9 + PENALTY * (i > 0)) * (i == k) for k in range(size)] for i in range(size)]
        for reasons, right in events:
            p = share(weights, reasons)
            used = [i for i, g in enumerate(reasons) if g]
            for i in used:
                slope[i] += (right - p) * reasons[i]
                for k in used:
                    curve[i][k] += p * (1 - p) * reasons[i] * reasons[k]
        weights = [w + step for w, step in zip(weights, solve(curve, slope))]
    return weights


def report(pairs):
    brier = sum((p - right) ** 2 for p, right in pairs) / len(pairs)
    print("%d events, Brier %.4f" % (len(pairs), brier), file=sys.stderr)
    for step in range(BINS):
        inside = [(p, right) for p, right in pairs if min(int(p * BINS), BINS - 1) == step]
        if inside:
            mean, true = (sum(x[i] for x in inside) / len(inside) for i in (0, 1))
            print("%.1f %5d %.2f %.2f" % (step / BINS, len(inside), mean, true), file=sys.stderr)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    events = []
    for path in sys.argv[1:]:
        names, rows = read(path)
        events += rows
    unseen = []
    for fold in range(FOLDS):
        weights = fit([e for i, e in enumerate(events) if i % FOLDS != fold])
        unseen += [(share(weights, g), right) for i, (g, right) in enumerate(events) if i % FOLDS == fold]
    report(unseen)
    print("# How much each reason weighs in the confidence of an event, 1 / (1 + e^-sum): src/coder/coder.h says what they")
    print("# are. Made by tools/fit_confidence.py from %d events; docs/confidence.md says which." % len(events))
    for name, weight in zip(names, fit(events)):
        print("%s\t%.3f" % (name, weight))


if __name__ == "__main__":
    main()
