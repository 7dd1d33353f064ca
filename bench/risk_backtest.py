#!/usr/bin/env python3
"""Tests the risk model against what happened, and prints the anchors of docs/risk.md beside it.

  python3 bench/risk_backtest.py DIR [CACHE.npz]

DIR: the folder of the test-only sets (see risk_data.py). Three tests:
1. Rolling 1991-2014: every year forecast from the years before it, prior and calibration refitted on the past only.
2. The same forecasts against the reference forecasts of the back-test, paired over outcome years.
3. The numbers of data/risk/model.tsv with the shipped record of incidents in place of the disputes of the Correlates of War.
   The coefficients have seen these years; what is compared is the record. Needs numpy."""
import math
import os
import sys

import numpy as np

import risk_data as data_

ANCHORS = {"y_mid": "PR-AUC .206  Brier .001890  log loss .00859  top-100 .512 (docs/risk.md 3.3)",
           "y_fatal": "PR-AUC .058  log loss .00241 (docs/risk.md 5.5)"}
HERE = os.path.dirname(os.path.abspath(__file__))
BANDS = (0, .001, .005, .02, .05, .1, .2, .4, 1.01)


def show(name, p, y, year):
    s = data_.score(p, y, year)
    print(f"{name:54s} PR-AUC {s['PR-AUC']:.4f}  AUC {s['ROC-AUC']:.4f}  Brier {s['Brier']:.6f}  log loss {s['log loss']:.5f}  "
          f"top-100 {s['top-100']:.3f}")


def show_bands(p, y):
    print("  said            pairs  mean said  seen")
    for low, high in zip(BANDS, BANDS[1:]):
        at = (p >= low) & (p < high)
        if at.any():
            print(f"  {low:.3f}-{min(high, 1):.3f} {int(at.sum()):9d}    {p[at].mean():.4f}   {y[at].mean():.4f}")


def loss(p, y):
    q = np.clip(p, 1e-12, 1 - 1e-12)
    return -np.where(y > 0, np.log(q), np.log1p(-q))


def reference(folder, data, name):
    at = {}
    for i, key in enumerate(zip(data["ccode1"].astype(int), data["ccode2"].astype(int), data["year"].astype(int))):
        at[key] = i
    p = np.full(len(data["year"]), np.nan)
    for row in data_.rows_of(f"{folder}/backtest/{name}"):
        i = at.get((int(row["ccode1"]), int(row["ccode2"]), int(row["year"])))
        if i is not None:
            p[i] = float(row["p"])
    return p


def paired(name, p, other, y, year):
    """Gain in log loss and Brier, 90 % by drawing outcome years."""
    random = np.random.default_rng(7)
    gains = []
    for measure in (lambda f: loss(f, y), lambda f: (f - y) ** 2):
        difference = measure(other) - measure(p)
        years = np.unique(year)
        by_year = np.array([(difference[year == v].sum(), (year == v).sum()) for v in years])
        draws = by_year[random.integers(0, len(years), (2000, len(years)))].sum(axis=1)
        low, high = np.quantile(draws[:, 0] / draws[:, 1], (.05, .95))
        gains.append(f"{difference.mean():+.6f} [{low:+.6f} {high:+.6f}]")
    print(f"  against {name:28s} log loss {gains[0]}   Brier {gains[1]}   (positive: better)")


def model_file():
    out = {}
    with open(f"{HERE}/../data/risk/model.tsv", encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                fields = line.rstrip("\n").split("\t")
                out[(fields[0], fields[1])] = (data_.number(fields[2]), data_.number(fields[3]))
    return out


def shipped_chance(data, s, w, model):
    """The formula of src/risk/pairs.c with the numbers of model.tsv."""
    eta = np.full(len(s), model[("prior", "base")][1])
    for term in data_.TERMS:
        middle, value = model[("prior", term)]
        eta += value * (data["x_" + term] - middle)
    z = data_.update_terms(1 / (1 + np.exp(-eta)), s, w, model[("update", "kappa")][1])
    rate = model[("scale", "a")][1] + z @ np.array([model[("scale", "b")][1], model[("scale", "c")][1]])
    return -np.expm1(-np.exp(rate))


def day_number(text, end):
    """Days since 1970 of the first or last day that a date may mean."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if end else 1)
    if len(parts) > 2:
        return int(np.datetime64(text).astype(int))
    if not end:
        return int(np.datetime64(f"{year:04d}-{month:02d}-01").astype(int))
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return int(np.datetime64(f"{year:04d}-{month:02d}-01").astype(int)) - 1


def shipped_incidents(folder):
    """{pair: [(last day, weight)]} of data/ties/incidents.tsv, in the codes of the Correlates of War."""
    code = {}
    for row in data_.rows_of(f"{folder}/crosswalk_iso_cow_gw_names.csv"):
        if row["cown"] and row["cown"] != "NA":
            code[row["iso3c"]] = int(float(row["cown"]))
    code.update({"SRB": 345, "DEU": 255, "YEM": 679, "XKX": 347, "VNM": 816, "RUS": 365})
    out = {}
    with open(f"{HERE}/../data/ties/incidents.tsv", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or not line.strip():
                continue
            date, side_a, side_b, level = line.split("\t")[:4]
            for a in side_a.split(";"):
                for b in side_b.split(";"):
                    if a in code and b in code and a != b:
                        pair = tuple(sorted((code[a], code[b])))
                        out.setdefault(pair, []).append((day_number(date, True), 0.5 if level == "2" else 1.0))
    return out


def covered(incidents, day):
    """S of one pair on a day: src/risk/history.c."""
    ages = sorted(((max(day - last, 0) / 365.25, weight) for last, weight in incidents if last <= day))
    cuts = sorted({age for age, _ in ages} | {age + 1 for age, _ in ages})
    total = 0.0
    for start, end in zip(cuts, cuts[1:]):
        best = max((weight for age, weight in ages if age <= start < age + 1), default=0)
        total += best * (data_.DELTA ** start - data_.DELTA ** end) / (1 - data_.DELTA)
    return total


def shipped_record(folder, data):
    incidents, s = shipped_incidents(folder), np.zeros(len(data["year"]))
    days = {int(y): day_number(f"{int(y)}-12-31", True) for y in np.unique(data["year"])}
    for i in np.flatnonzero(data["year"] >= 1990):
        found = incidents.get((int(data["ccode1"][i]), int(data["ccode2"][i])))
        if found:
            s[i] = covered(found, days[int(data["year"][i])])
    return s


def main():
    folder = sys.argv[1]
    data = data_.load(folder, sys.argv[2] if len(sys.argv) > 2 else None)
    target = data["year"] + 1
    _, active = data_.onsets(folder)
    s, w = data_.record(folder, data, active)
    test = target >= 1991
    year = target[test]
    print(f"Rolling {int(year.min())}-{int(year.max())}, {int(test.sum())} pair-years")
    for outcome in ("y_mid", "y_orig"):
        p = data_.rolling(data, s, w, outcome)[test]
        show(f"{outcome} ({int(data[outcome][test].sum())})", p, data[outcome][test], year)
        if outcome in ANCHORS:
            print(f"{'  anchor':54s} {ANCHORS[outcome]}")
            forecast = p
    show("y_mid with the y_orig forecast, which is shipped", p, data["y_mid"][test], year)
    show_bands(p, data["y_orig"][test])
    model = model_file()
    chain = model[("severity", "force")][1] * model[("severity", "fatal")][1]
    show("y_fatal by the chain of severity", forecast * chain, data["y_fatal"][test], year)
    print(f"{'  anchor':54s} {ANCHORS['y_fatal']}")
    print("y_mid, paired over outcome years")
    for name, file in (("the formula of docs/risk.md", "ref_rolling_y_mid_eb.csv.gz"),
                       ("standard + history logit", "ref_rolling_y_mid_standard_hist.csv.gz")):
        other = reference(folder, data, file)[test]
        paired(name, forecast, np.where(np.isnan(other), 0, other), data["y_mid"][test], year)
    print("What is left out: each side's other disputes")
    wide = data_.rolling(data, s, w, "y_mid", data_.TERMS + data_.LEFT_OUT)[test]
    show("y_mid with them", wide, data["y_mid"][test], year)
    print("Shipped coefficients, 1996-2014; the record is")
    late = target >= 1996
    since = (1 - data_.DELTA ** (data["year"] - 1990 + 1)) / (1 - data_.DELTA)
    for name, history, watched in (("the disputes of the Correlates of War", s, w), ("the shipped incidents", shipped_record(folder, data), since),
                                   ("empty", np.zeros(len(s)), since)):
        p = shipped_chance(data, history, watched, model)[late]
        show(f"y_orig, {name} (expected {p.sum():.0f}, seen {int(data['y_orig'][late].sum())})", p, data["y_orig"][late], target[late])
    print("Pair-years in dispute, shipped and Correlates of War")
    covered_years = {}
    for pair, found in shipped_incidents(folder).items():
        for y in {int(1970 + last / 365.2425) for last, _ in found}:
            covered_years[y] = covered_years.get(y, 0) + 1
    war = {}
    for years in active.values():
        for y in years:
            war[y] = war.get(y, 0) + 1
    for first in range(1990, 2026, 5):
        span = range(first, first + 5)
        print(f"  {first}-{first + 4}: shipped {sum(covered_years.get(y, 0) for y in span) / 5:5.1f} a year, "
              f"Correlates of War {sum(war.get(y, 0) for y in span) / 5:5.1f}" + (" (ends 2014)" if first > 2010 else ""))


if __name__ == "__main__":
    main()
