#!/usr/bin/env python3
"""Do the dated incidents of data/ties agree with the Correlates of War disputes (MID 5.0)?  Pair-years 1990-2014.

    python3 tools/world/compare_mid.py [--data /path/to/ir] [--top 30]

A pair-year agrees when the other set has the pair within one year of it. MID is only read and counted, never copied.
"""
import argparse, collections, csv, os, sys
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--data", default=os.path.join(os.path.dirname(ROOT), "shared", "data", "ir"))
    p.add_argument("--top", type=int, default=30)
    a = p.parse_args()
    path = os.path.join(a.data, "disputes", "cow_mid5_dyad_dispute_years.csv")
    if not os.path.exists(path):
        print("skipped: no disputes at", path)
        return 0
    iso = {}
    with open(os.path.join(a.data, "crosswalk_iso_cow_gw_names.csv"), encoding="utf-8") as f:
        for r in csv.DictReader(f):
            if r["cown"] and r["iso3c"]:
                iso[int(float(r["cown"]))] = r["iso3c"]
    iso.update({255: "DEU", 260: "DEU", 315: "CZE", 345: "SRB", 365: "RUS", 678: "YEM", 679: "YEM", 816: "VNM"})
    mid, ours = collections.defaultdict(set), collections.defaultdict(set)
    with open(path, encoding="utf-8") as f:
        for r in csv.DictReader(f):
            s, t = iso.get(int(r["ccode1"])), iso.get(int(r["ccode2"]))
            if s and t and int(r["year"]) >= 1990:
                mid[tuple(sorted((s, t)))].add(int(r["year"]))
    with open(os.path.join(ROOT, "data", "ties", "incidents.tsv"), encoding="utf-8") as f:
        for line in f:
            v = line.split("\t")
            if line[0] != "#" and int(v[0][:4]) <= 2014:
                for s in v[1].split(";"):
                    for t in v[2].split(";"):
                        ours[tuple(sorted((s, t)))].add(int(v[0][:4]))
    for name, x, y in (("ours found in MID", ours, mid), ("MID found in ours", mid, ours)):
        left = {k: [z for z in v if not any(abs(z - w) <= 1 for w in y.get(k, ()))] for k, v in x.items()}
        n = sum(map(len, x.values()))
        print("%s: %d of %d pair-years (%.2f)" % (name, n - sum(map(len, left.values())), n, 1 - sum(map(len, left.values())) / max(1, n)))
        print("   not found, most first: " + " ".join("%s-%s %d" % (k + (len(v),)) for k, v in sorted(left.items(), key=lambda t: (-len(t[1]), t[0]))[:a.top] if v))
    return 0


if __name__ == "__main__":
    sys.exit(main())
