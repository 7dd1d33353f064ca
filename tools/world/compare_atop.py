#!/usr/bin/env python3
"""How well do the defence pacts of data/ties agree with ATOP 5.1?  Dyad-years with a defence duty in force, 1990-2018.

    python3 tools/world/compare_atop.py [--data /path/to/ir] [--kind defence] [--from 1990] [--to 2018] [--top 40]

A year counts when the duty is in force on any day of it, ATOP's own rule. ATOP is only read and counted, never copied.
"""
import argparse, collections, csv, os, sys
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COL = {"defence": "atop_defense", "offence": "atop_offense", "neutrality": "atop_neutral", "non-aggression": "atop_nonagg", "consultation": "atop_consul"}


def tsv(name):
    with open(os.path.join(ROOT, "data", "ties", name), encoding="utf-8") as f:
        head = f.readline().lstrip("#").rstrip("\n").split("\t")
        return [dict(zip(head, l.rstrip("\n").split("\t"))) for l in f]


def groups():
    g = collections.defaultdict(list)
    for r in tsv("groups.tsv"):
        g[r["group"]].append((r["member"], r["from"], r["to"]))
    return g


def first(d):
    return (d + "-01-01")[:10] if len(d) == 4 else (d + "-01")[:10]


def last(d):
    return d + "-12-31" if len(d) == 4 else d + "-31" if len(d) == 7 else d


def ours(kind):
    """-> list of (a, b, first day, last day, treaty) of unordered pairs"""
    g, out = groups(), []
    for r in tsv("alliances.tsv"):
        if r["kind"] != "alliance." + kind or not r["start"]:
            continue
        sides = [g[x[1:]] if x[0] == "@" else [(x, "", "")] for x in (r["from"], r["to"])]
        for i, (a, af, at) in enumerate(sides[0]):
            for b, bf, bt in sides[1]:
                if a == b or (r["from"] == r["to"] and a > b):
                    continue
                s = max(first(x) for x in (r["start"], af, bf) if x)
                e = min([last(x) for x in (r["end"], at, bt) if x] or ["9999"])
                if s <= e:
                    out.append((min(a, b), max(a, b), s, e, r["treaty"]))
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", default=os.path.join(os.path.dirname(ROOT), "shared", "data", "ir"))
    p.add_argument("--kind", default="defence", choices=list(COL))
    p.add_argument("--from", dest="y0", type=int, default=1990)
    p.add_argument("--to", dest="y1", type=int, default=2018)
    p.add_argument("--top", type=int, default=40)
    p.add_argument("--min", type=float, default=0.0, help="exit 1 below this precision or recall")
    a = p.parse_args()
    path = os.path.join(a.data, "atop", "atop51_dyad_year.csv")
    if not os.path.exists(path):
        print("skipped: no ATOP at", path)
        return 0
    iso = {}
    with open(os.path.join(a.data, "crosswalk_iso_cow_gw_names.csv"), encoding="utf-8") as f:
        for r in csv.DictReader(f):
            if r["cown"] and r["iso3c"]:
                iso[int(float(r["cown"]))] = r["iso3c"]
    iso.update({255: "DEU", 260: "DEU", 315: "CZE", 345: "SRB", 347: "XKX", 365: "RUS", 678: "YEM", 679: "YEM", 816: "VNM"})
    iso.pop(265, None)     # the German Democratic Republic is left out
    theirs, lost = set(), collections.Counter()
    with open(path, encoding="utf-8") as f:
        for r in csv.DictReader(f):
            y = int(r["year"])
            if a.y0 <= y <= a.y1 and r[COL[a.kind]] == "1":
                s, t = iso.get(int(r["ccode1"])), iso.get(int(r["ccode2"]))
                if s and t and s != t:
                    theirs.add((min(s, t), max(s, t), y))
                else:
                    lost[(r["ccode1"], r["ccode2"])] += 1
    mine, why = set(), {}
    codes = {x for t in theirs for x in t[:2]} | set(iso.values())
    for s, t, d0, d1, name in ours(a.kind):
        for y in range(max(a.y0, int(d0[:4])), min(a.y1, int(d1[:4])) + 1):
            if s in codes and t in codes:
                mine.add((s, t, y))
                why.setdefault((s, t), set()).add(name)
    both = mine & theirs
    pr, rc = len(both) / max(1, len(mine)), len(both) / max(1, len(theirs))
    print("%s %d-%d: ours %d dyad-years, ATOP %d, both %d; precision %.3f recall %.3f" % (a.kind, a.y0, a.y1, len(mine), len(theirs), len(both), pr, rc))
    for title, diff in (("only ATOP", theirs - mine), ("only ours", mine - theirs)):
        pairs, state = collections.defaultdict(list), collections.Counter()
        for s, t, y in diff:
            pairs[(s, t)].append(y)
            state[s] += 1
            state[t] += 1
        print("%s: %d dyad-years, %d dyads; by state: %s" % (title, len(diff), len(pairs), " ".join("%s %d" % x for x in state.most_common(25))))
        for k in sorted(pairs, key=lambda k: (-len(pairs[k]), k))[:a.top]:
            print("   %s-%s %d-%d (%d) %s" % (k[0], k[1], min(pairs[k]), max(pairs[k]), len(pairs[k]), "; ".join(sorted(why.get(k, ())))[:70]))
    if lost:
        print("ATOP rows without a present code:", sum(lost.values()))
    return 1 if min(pr, rc) < a.min else 0


if __name__ == "__main__":
    sys.exit(main())
