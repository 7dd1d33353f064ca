#!/usr/bin/env python3
"""Fits the numbers of data/risk/model.tsv.

  python3 bench/risk_fit.py DIR > data/risk/model.tsv

DIR: the folder of the test-only sets (see risk_data.py). Only fitted numbers leave it. The outcome is a new dispute that both
opened themselves (not one that either joined): who joins is the second layer's. Needs numpy."""
import math
import sys

import numpy as np

import risk_data as data_

COMMAND = "measured: bench/risk_fit.py"
JOIN_TERMS = ("defence", "consultation", "non_aggression", "pact_with_opponent", "major", "near_side", "near_opponent", "ln_size")


def row(*fields):
    texts = [f"{field:.8g}" if isinstance(field, float) else str(field) for field in fields]
    print("\t".join(texts))


def put_fit(table, names, reference, w, covariance):
    """A coefficient a row, with the triangle of the covariance's root, so that draws keep the correlations."""
    error = np.sqrt(np.diag(covariance))
    for i, name in enumerate(names):
        row(table, name, float(reference[i]), float(w[i]), float(w[i] - 1.645 * error[i]), float(w[i] + 1.645 * error[i]), COMMAND)
    root = np.linalg.cholesky(covariance)
    for i, name in enumerate(names):
        for j in range(i + 1):
            row(f"{table}.root", f"{name} {names[j]}", "", float(root[i, j]), "", "", COMMAND)


def wilson(hits, n, z=1.645):
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return share, middle - half, middle + half


def put_likelihood(folder, data):
    _, active = data_.onsets(folder)
    s, w = data_.record(folder, data, active)
    x, y, target = data_.matrix(data), data["y_orig"], data["year"] + 1
    middle = np.median(x, axis=0)
    prior, covariance = data_.fit(x - middle, y)
    put_fit("prior", ("base",) + data_.TERMS, np.r_[0, middle], prior, covariance)
    z = data_.update_terms(data_.predict(x - middle, prior), s, w)
    recent = target >= target.max() - 29
    scale, covariance = data_.fit(z[recent], y[recent], link="cloglog")
    put_fit("scale", ("a", "b", "c"), np.zeros(3), scale, covariance)
    row("update", "delta", "", data_.DELTA, "", "", "measured: docs/risk.md 5.1; .75 and .85 are no better here")
    row("update", "kappa", "", data_.KAPPA, "", "", "measured: 2 beats 4 a little in PR-AUC, Brier score and log loss (docs/decisions/006-risk-model.md)")
    row("update", "since", "", 1990, "", "", "the built-in record starts on 1 January 1990")
    p = data_.rolling(data, s, w, "y_orig")
    years = range(1991, 2015)
    ratio = [math.log(y[target == v].sum() / p[target == v].sum()) for v in years]
    seen = ~np.isnan(p)
    pair = data["ccode1"] * 1000 + data["ccode2"]
    for name, units in (("pair_sd", [pair]), ("state_sd", [data["ccode1"], data["ccode2"]])):
        sd = data_.misfit(p[seen], y[seen], target[seen], [unit[seen] for unit in units])
        row("scale", name, "", sd, "", "", COMMAND + ": sums over twelve years, 1991-2014, beyond counting noise")
    row("scale", "year_sd", "", float(np.std(ratio)), "", "", COMMAND + ": ln(seen / expected) over 1991-2014")


def put_weights():
    for level, weight, source in (
            (2, 0.5, "assumption: half; measured as of no effect (PR-AUC .2209 against .2215 with 1)"),
            (3, 1.0, "measured: bench/risk_backtest.py, weights other than 1 do not help"),
            (4, 1.0, "measured: bench/risk_backtest.py, weights other than 1 do not help"),
            (5, 1.0, "measured: bench/risk_backtest.py, weights other than 1 do not help")):
        row("weight", f"level.{level}", "", weight, "", "", source)


def put_severity(folder):
    starts, _ = data_.onsets(folder)
    seen = [(fatal, level) for list_ in starts.values() for year, fatal, level in list_ if 1991 <= year <= 2014]
    force = [item for item in seen if item[1] >= 4]
    fatal = [item for item in force if item[0]]
    war = [item for item in fatal if item[1] == 5]
    for name, part, whole in (("force", force, seen), ("fatal", fatal, force), ("war", war, fatal)):
        row("severity", name, "", *wilson(len(part), len(whole)), f"{COMMAND}: {len(part)} of {len(whole)} new disputes of pairs 1991-2014")


def disputes(folder):
    """{dispute: {state: (on side A, originator)}} and {dispute: first year}."""
    parties, year = {}, {}
    for r in data_.rows_of(f"{folder}/disputes/cow_mid5_dyad_dispute_years.csv"):
        number = int(r["dispnum"])
        for k in ("1", "2"):
            party = parties.setdefault(number, {})
            before = party.get(int(r["ccode" + k]), (0, 0))
            party[int(r["ccode" + k])] = (max(before[0], int(r["sidea" + k])), max(before[1], int(r["orig" + k])))
    for r in data_.rows_of(f"{folder}/disputes/cow_mid5_disputes.csv"):
        year[int(r["dispnum"])] = int(r["styear"])
    return parties, year


def join_rows(folder, data):
    """One row for every dispute, side and third state: terms of JOIN_TERMS, joined or not, year."""
    size = data_.sizes(folder, range(1949, 2015))
    key = ((data["ccode1"] * 1000 + data["ccode2"]) * 10000 + data["year"]).astype(np.int64)
    order = np.argsort(key)
    sorted_key = key[order]

    def pair_rows(state, others, year):
        a, b = np.minimum(state, others), np.maximum(state, others)
        wanted = (a * 1000 + b) * 10000 + year
        at = np.minimum(np.searchsorted(sorted_key, wanted), len(key) - 1)
        return np.where(sorted_key[at] == wanted, order[at], -1)

    majors = {}
    for r in data_.rows_of(f"{folder}/states/cow_major_powers.csv"):
        end = int(r["endyear"])
        majors.setdefault(int(r["ccode"]), []).append((int(r["styear"]), 9999 if end >= 2016 else end))
    in_year = {}
    for a, b, y in zip(data["ccode1"].astype(int), data["ccode2"].astype(int), data["year"].astype(int)):
        in_year.setdefault(y, set()).update((a, b))
    parties, first_year = disputes(folder)
    blocks = []
    for number, party in sorted(parties.items()):
        year = first_year[number] - 1
        sides = [{c for c, (a, orig) in party.items() if orig and a == side} for side in (1, 0)]
        if not 1950 <= year <= 2013 or not sides[0] or not sides[1]:
            continue
        for side in (0, 1):
            strongest = [max(sorted(sides[k]), key=lambda c: size.get((c, year), 0)) for k in (side, 1 - side)]
            third = np.array(sorted(in_year[year] - sides[0] - sides[1]))
            with_side, with_opponent = pair_rows(strongest[0], third, year), pair_rows(strongest[1], third, year)
            there = (with_side >= 0) & (with_opponent >= 0)
            third, i, j = third[there], with_side[there], with_opponent[there]
            defence, consult = data["atop_defense"][i], data["atop_consul"][i]
            joined = np.array([party.get(c, (9, 1)) == (1 - side, 0) for c in third]) * 1.0
            blocks.append(np.column_stack([
                defence, (1 - defence) * consult, (1 - defence) * (1 - consult) * data["atop_nonagg"][i], data["atop_defense"][j],
                [any(s <= year <= e for s, e in majors.get(c, ())) for c in third], data["conttype"][i] > 0,
                data["conttype"][j] > 0, np.log([size.get((c, year), 1e-6) for c in third]), joined,
                np.full(len(third), year + 1)]))
    return np.vstack(blocks)


def put_joining(folder, data):
    rows = join_rows(folder, data)
    x, y, year = rows[:, :-2], rows[:, -2], rows[:, -1]
    early = year <= 1990
    w, _ = data_.fit(x[early], y[early])
    p = data_.predict(x[~early], w)
    tested = data_.score(p, y[~early], year[~early])
    print(f"joining: train <= 1990, test 1991-2014: {int(y[~early].sum())} joins of {len(p)}, PR-AUC {tested['PR-AUC']:.4f} "
          f"AUC {tested['ROC-AUC']:.3f} log loss {tested['log loss']:.5f} (docs/risk.md: geography, power, disputes and treaties "
          ".0100, .873, .00495)", file=sys.stderr)
    middle = np.median(x, axis=0)
    w, covariance = data_.fit(x - middle, y)
    put_fit("join", ("base",) + JOIN_TERMS, np.r_[0, middle], w, covariance)
    defence, major = x[:, 0] > 0, x[:, 4] > 0
    none = (x[:, 0] == 0) & (x[:, 1] == 0) & (x[:, 2] == 0)
    for name, chosen in (("none", none), ("non-aggression", x[:, 2] > 0), ("consultation", x[:, 1] > 0), ("defence", defence),
                         ("major.none", major & ~defence), ("major.defence", major & defence)):
        hits, n = int(y[chosen].sum()), int(chosen.sum())
        row("rate", name, "", *wilson(hits, n), f"{COMMAND}: {hits} of {n} third states joined, 1950-2014")
    row("rate", "war.none", "", *wilson(46, 6975), "document: docs/risk.md 3.6, wars only")
    row("rate", "war.defence", "", *wilson(31, 347), "document: docs/risk.md 3.6, wars only, pact with that side alone")


def main():
    folder = sys.argv[1]
    data = data_.load(folder, sys.argv[2] if len(sys.argv) > 2 else None)
    print("# The numbers behind the risk map; made by bench/risk_fit.py, explained in docs/decisions on risk. Associations, not causes.")
    print("# prior: logit of a new dispute that both open, terms as differences from their reference. scale: p = 1 - exp(-exp(a) * lambda^b * mu^c).")
    print("# *.root: lower triangle of the covariance's Cholesky root, for draws. low, high: 90 % interval.")
    print("#table\tname\treference\tvalue\tlow\thigh\tsource")
    put_likelihood(folder, data)
    put_weights()
    put_severity(folder)
    put_joining(folder, data)


if __name__ == "__main__":
    main()
