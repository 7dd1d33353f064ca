#!/usr/bin/env python3
"""The built-in ties (data/ties) beside the real sets: precision, recall and the biggest differences, a table a kind.

    bench/ties.py [DIR] [--only defence,arms,…] [--top N] [--list] [--min M]

DIR: the folder of the sets (default ../shared/data/ir). A year counts when a tie stands on any day of it, which is
ATOP's rule. Differences carry their reason where bench/ties_reasons.tsv or the dates give one. --min: exit 1 when a
table of --only has precision or recall below M. Without the sets nothing is measured.
"""
import argparse
import collections
import os
import sys

import ties_sets as sets_of

ROOT = sets_of.ROOT


def reasons():
    """Rows of (kind, side, one, two, class, words); `one`, `two`: a code, @GROUP or *."""
    with open(os.path.join(ROOT, "bench", "ties_reasons.tsv"), encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t") for line in f if line[0] != "#"]


def member(sets, pattern, code):
    return pattern in ("*", code) or (pattern[0] == "@" and any(code == m for m, _, _ in sets.groups[pattern[1:]]))


def explain(sets, known, kind, side, key, spans):
    """A written reason first; else what the dates tell."""
    for k, s, one, two, sort, words in known:
        if k == kind and s == side and any(member(sets, one, x) and member(sets, two, y) for x, y in (key[:2], key[1::-1])):
            return "%s: %s" % (sort, words)
    if side == "theirs" and len(key) == 3 and key[:2] in spans:
        before = [y for y in spans[key[:2]] if y > key[2]]
        sooner = "their rule: counts from signature or invitation, or another day of start" if kind in sets_of.PACTS else "our judgement: begins later here"
        return sooner if before else "our judgement: ended sooner here"
    if side == "ours" and len(key) == 3 and key[:2] in spans:
        return "our judgement: other first or last day"
    return "our gap: no such row" if side == "theirs" else "our judgement: not in their set"


def ratio(part, whole):
    return len(part) / len(whole) if whole else 1.0


def differences(sets, known, name, mine, theirs, why, args):
    for side, diff, other in (("theirs", theirs - mine, mine), ("ours", mine - theirs, theirs)):
        spans, pairs, sorts = collections.defaultdict(set), collections.defaultdict(list), collections.Counter()
        for k in other:
            spans[k[:2]].update(k[2:])
        for k in sorted(diff):
            reason = explain(sets, known, name, side, k, spans)
            sorts[reason] += 1
            pairs[(k[:2], reason)].append(k[2] if len(k) == 3 else 0)
        print("  only %s: %d in %d pairs" % (side, len(diff), len(set(k[:2] for k in diff))))
        for reason, n in sorts.most_common():
            print("  %6d  %s" % (n, reason))
        shown = sorted(pairs.items(), key=lambda x: (-len(x[1]), x[0]))
        for (pair, reason), when in shown if args.list else shown[:args.top]:
            span = "%d-%d (%d)" % (min(when), max(when), len(when)) if when[0] else ""
            words = "; ".join(sorted(x for x in why.get(pair, ()) if x))[:60] if args.list or args.top else ""
            print("          %s-%s %s [%s] %s" % (pair + (span, reason.split(":")[0], words)))


def compare(sets, known, name, what, found, args):
    mine, theirs, why = found
    both = mine & theirs
    precision, recall = ratio(both, mine), ratio(both, theirs)
    print("%s: ours %d, theirs %d, both %d %s; precision %.3f recall %.3f" % (name, len(mine), len(theirs), len(both), what, precision, recall))
    differences(sets, known, name, mine, theirs, why, args)
    return precision, recall


def arms(sets, name, y0, y1, args):
    """Suppliers of a tenth and more among a recipient's first three."""
    real, total = sets_of.arms_shares(sets, y0, y1, 100)
    rows = [r for r in sets_of.standing("arms") if r["note"].startswith("period") and r["start"] <= str(y0)
            and (r["end"] or "2024") >= str(y1) and total[r["to"]] >= 100]
    told = {(r["from"], r["to"]): float(r["amount"]) for r in rows if r["amount"]}
    place = collections.defaultdict(list)
    for (s, t), n in real.items():
        place[t].append((n, s))
    main = {(s, t) for t, v in place.items() for n, s in sorted(v, key=lambda x: (-x[0], x[1]))[:3] if n >= 10 and len(s) == 3}
    theirs, mine = main, {(r["from"], r["to"]) for r in rows if not r["amount"] or float(r["amount"]) >= 10}
    fair = {k for k in mine if real.get(k, 0) >= 8}
    off = sorted((abs(told[k] - real.get(k, 0)), k) for k in told)
    print("%s: ours %d suppliers of a tenth and more, theirs %d (recipients of 100 TIV and more); precision %.3f recall %.3f; shares off by %.1f points in the mean"
          % (name, len(mine), len(theirs), ratio(fair, mine), ratio(mine & theirs, theirs), sum(x for x, _ in off) / max(1, len(off))))
    lost = sorted((k for k in theirs - mine), key=lambda k: -total[k[1]] * real[k])
    n = len(lost) if args.list else args.top
    print("  only theirs: %d, greatest first: %s" % (len(lost), " ".join("%s-%s %.0f%%" % (k + (real[k],)) for k in lost[:n])))
    print("  shares most apart: %s" % " ".join("%s-%s %.0f/%.0f" % (k + (told[k], real.get(k, 0))) for x, k in off[::-1][:n] if x > 5))
    return ratio(fair, mine), ratio(mine & theirs, theirs)


def trade(sets, name, args):
    real = sets_of.trade_shares(sets)
    mine = {(r["from"], r["to"]) for r in sets_of.standing("trade") if r["from"] in sets.known and r["to"] in sets.known
            and any(sets_of.years(r["start"], r["end"], 2014, 2014)) and max(real.get((r["from"], r["to"]), (0, 0))) > 0}  # else their flow is missing
    theirs = {k for k, n in real.items() if n[0] >= 30}
    fair = {k for k in mine if max(real.get(k, (0, 0))) >= 15}
    print("%s: ours %d partners in 2014, theirs %d with 30 %% and more of all trade; precision %.3f (15 %% and more of exports, imports or both) recall %.3f"
          % (name, len(mine), len(theirs), ratio(fair, mine), ratio(mine & theirs, theirs)))
    n = len(theirs) if args.list else args.top
    print("  only theirs: %s" % " ".join("%s-%s %.0f%%" % (k + (real[k][0],)) for k in sorted(theirs - mine, key=lambda k: -real[k][0])[:n]))
    print("  only ours: %s" % " ".join("%s-%s %.0f%%" % (k + (max(real.get(k, (0, 0))),)) for k in sorted(mine - fair)[:n]))
    return ratio(fair, mine), ratio(mine & theirs, theirs)


def tables(sets, known, args):
    def laid(name, what, function, *more):
        return name, lambda: compare(sets, known, name, what, function(sets, *more), args)
    made = [laid(k, "dyad-years 1990-2018 (ATOP 5.1)", sets_of.pacts, k, 1990, 2018) for k in sets_of.PACTS]
    made += [("arms %d-%02d" % (a, b % 100), lambda a=a, b=b: arms(sets, "arms %d-%02d" % (a, b % 100), a, b, args))
             for a, b in ((2010, 2014), (2015, 2019), (2020, 2024))]
    made += [laid("sanctions of the UN", "target-years 1990-2023 (GSDB 4)", sets_of.sanctions, 1990, 2023, {"@UN"}),
             laid("sanctions of the EU", "target-years 1990-2023 (GSDB 4)", sets_of.sanctions, 1990, 2023, {"@EU"}),
             laid("sanctions of the USA", "target-years 1990-2023 (GSDB 4)", sets_of.sanctions, 1990, 2023, {"USA"}),
             laid("sanctions of others", "sender-target-years 1990-2023 (GSDB 4)", sets_of.sanctions, 1990, 2023, None),
             laid("claims to land", "pairs 1990-2017 (ICOW)", sets_of.claims, 1990, 2017, False),
             laid("troops of the USA", "host-years 1990-2025, 100 persons and more (DMDC)", sets_of.troops, 1990, 2025, 100),
             ("trade", lambda: trade(sets, "trade", args)),
             laid("rivalries", "dyad-years 1990-2020 (Thompson, Sakuwa, Suhas)", sets_of.rivalries, 1990, 2020),
             laid("wars", "dyad-years 1990-2024 (UCDP/PRIO, interstate)", sets_of.wars, 1990, 2024),
             laid("disputes", "pair-years 1990-2014 (COW 5)", sets_of.disputes, 1990, 2014)]
    return made


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("data", nargs="?", default=os.path.join(os.path.dirname(ROOT), "shared", "data", "ir"))
    p.add_argument("--only", default="", help="names or beginnings of tables, with commas")
    p.add_argument("--top", type=int, default=5)
    p.add_argument("--list", action="store_true", help="every differing pair")
    p.add_argument("--min", type=float, default=0.0)
    args = p.parse_args()
    if not os.path.exists(os.path.join(args.data, "atop")):
        print("skipped: no sets at", args.data)
        return 0
    sets, known, low = sets_of.Sets(args.data), reasons(), []
    only = [x for x in args.only.split(",") if x]
    for name, make in tables(sets, known, args):
        if only and not any(name.startswith(x) for x in only):
            continue
        scores = make()
        if min(scores) < args.min:
            low.append("%s %.3f/%.3f" % ((name,) + scores))
    if low:
        print("below %.2f: %s" % (args.min, ", ".join(low)))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
