"""The best tree of scores of heads (Chu and Liu 1965, Edmonds 1967)."""

import numpy


def tree(scores):
    """Best heads that make a tree with one root (Chu, Liu and Edmonds); scores [n + 1][n + 1], row 0 unused."""
    n = len(scores) - 1
    scores = scores.astype(numpy.float64).copy()
    numpy.fill_diagonal(scores, -1e18)
    best = None
    heads = scores.argmax(1)
    heads[0] = -1
    if (heads == 0).sum() == 1 and not circle(heads):
        return heads
    for root in numpy.argsort(-scores[1:, 0])[:4] + 1:
        trial = scores.copy()
        trial[1:, 0] = -1e12
        trial[root, :] = -1e18
        trial[root, 0] = scores[root, 0]
        made = edmonds(trial)
        value = sum(scores[d, made[d]] for d in range(1, n + 1))
        if best is None or value > best[0]:
            best = (value, made)
    return best[1]


def circle(heads):
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path, at = [], start
        while at > 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at > 0 and state[at] == 1:
            return path[path.index(at) :]
        for p in path:
            state[p] = 2
    return None


def edmonds(scores):
    heads = scores.argmax(1)
    heads[0] = -1
    ring = circle(heads)
    if not ring:
        return heads
    n = len(scores)
    inside = numpy.zeros(n, bool)
    inside[ring] = True
    rest = [i for i in range(n) if not inside[i]]
    ring_value = sum(scores[d, heads[d]] for d in ring)
    small = numpy.full((len(rest) + 1,) * 2, -1e18)
    small[:-1, :-1] = scores[numpy.ix_(rest, rest)]
    ring_array = numpy.array(ring)
    out = scores[numpy.ix_(rest, ring_array)]
    small[:-1, -1] = out.max(1)
    into = scores[numpy.ix_(ring_array, rest)] - scores[ring_array, heads[ring_array]][:, None] + ring_value
    small[-1, :-1] = into.max(0)
    small[-1, -1] = -1e18
    made = edmonds(small)
    result = heads.copy()
    for i, d in enumerate(rest):
        if d:
            result[d] = ring[out[i].argmax()] if made[i] == len(rest) else rest[made[i]]
    enter = made[-1]
    result[ring[into[:, enter].argmax()]] = rest[enter]
    result[0] = -1
    return result
