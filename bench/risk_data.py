"""The pairs of states of the back-test with the features that the shipped tables can give, for risk_fit.py and risk_backtest.py.

Reads the test-only sets below DIR (dyad_features.csv.gz and dyad_truth.csv.gz in DIR/backtest; capitals, capabilities, output and
democracy of the Correlates of War and V-Dem in DIR/states and DIR/democ). Nothing of them is copied into the program: only fitted
numbers are. Needs numpy."""
import csv
import gzip
import math
import os

import numpy as np

# Structural terms in the order of data/risk/model.tsv. Each is computed in C by src/risk/prior.c from the shipped tables.
TERMS = ("land", "sea150", "sea400", "ln_distance", "one_major", "two_majors", "ln_size_ratio", "ln_size_larger",
         "defence_pact", "joint_democracy", "weaker_democracy")
# Measured and left out: each side's other disputes of five years (log). They add nothing beside the pair's own record.
LEFT_OUT = ("ln_disputes_more", "ln_disputes_fewer")
DELTA, KAPPA = 0.80, 2.0

# Five steps of the shipped regime column (0, .25 … 1), cut from V-Dem's polyarchy so that each step holds about the share of
# states that it holds in data/world/power.tsv.
REGIME_CUTS = (0.22, 0.37, 0.47, 0.69)


def rows_of(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return math.nan


def capitals(folder):
    spells = {}
    for row in rows_of(f"{folder}/states/cow_capitals.csv"):
        spells.setdefault(int(row["ccode"]), []).append(
            (int(row["stdate"][:4]), int(row["enddate"][:4]), float(row["lat"]), float(row["lng"])))
    return {code: sorted(list_) for code, list_ in spells.items()}


def capital_in(spells, code, year):
    for start, end, lat, lon in reversed(spells.get(code, [])):
        if start <= year:
            return lat, lon
    first = spells.get(code)
    return (first[0][2], first[0][3]) if first else (math.nan, math.nan)


def haversine(lat1, lon1, lat2, lon2):
    a1, a2, d1, d2 = np.radians(lat1), np.radians(lat2), np.radians(lat2 - lat1), np.radians(lon2 - lon1)
    h = np.sin(d1 / 2) ** 2 + np.cos(a1) * np.cos(a2) * np.sin(d2 / 2) ** 2
    return 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(h, 0, 1)))


def sizes(folder, years):
    """Size of a state in a year: the mean of its shares of the world's arms spending, soldiers, people and output, over those
    that are observed."""
    parts = {}
    for row in rows_of(f"{folder}/states/cow_nmc_capabilities.csv"):
        year = int(row["year"])
        if year in years:
            parts[(int(row["ccode"]), year)] = [number(row["milex"]), number(row["milper"]), number(row["tpop"]), math.nan]
    for row in rows_of(f"{folder}/states/cow_gdp_pop.csv"):
        key = (int(row["ccode"]), int(row["year"]))
        if key in parts:
            parts[key][3] = number(row["mrgdppc"]) * number(row["pwtpop"])
    keys = list(parts)
    table = np.array([parts[key] for key in keys])
    table[table < 0] = np.nan
    year = np.array([key[1] for key in keys])
    for y in np.unique(year):
        rows = year == y
        table[rows] /= np.nansum(table[rows], axis=0)
    size = np.nanmean(np.where(np.isfinite(table), table, np.nan), axis=1)
    return {key: s for key, s in zip(keys, size) if s > 0}


def regimes(folder):
    out = {}
    for row in rows_of(f"{folder}/democ/cow_democracy.csv"):
        value = number(row["v2x_polyarchy"])
        if math.isfinite(value):
            out[(int(row["ccode"]), int(row["year"]))] = 0.25 * sum(value >= cut for cut in REGIME_CUTS)
    return out


def onsets(folder):
    """{pair: sorted [(year of onset, fatal, level)]} and {pair: set of years with a dispute under way}."""
    starts, active = {}, {}
    for row in rows_of(f"{folder}/disputes/cow_mid5_dyad_dispute_years.csv"):
        a, b = sorted((int(row["ccode1"]), int(row["ccode2"])))
        year = int(row["year"])
        active.setdefault((a, b), {}).setdefault(year, 0)
        level = max(int(row["hostlev1"]), int(row["hostlev2"]))
        active[(a, b)][year] = max(active[(a, b)][year], level)
        if int(row["disponset"]) == 1:
            fatal = int(row["fatality1"]) > 0 or int(row["fatality2"]) > 0
            starts.setdefault((a, b), []).append((year, fatal, level))
    return {pair: sorted(list_) for pair, list_ in starts.items()}, active


def load(folder, cache=None):
    if cache and os.path.exists(cache):
        with np.load(cache) as saved:
            return {key: saved[key] for key in saved.files}
    names = ("ccode1", "ccode2", "year", "conttype", "majors", "atop_defense", "atop_consul", "atop_nonagg", "st_mid5_max",
             "st_mid5_min")
    columns = {name: [] for name in names}
    for row in rows_of(f"{folder}/backtest/dyad_features.csv.gz"):
        for name in names:
            columns[name].append(float(row[name]))
    data = {name: np.array(values) for name, values in columns.items()}
    outcomes = ("y_mid", "y_orig", "y_force", "y_fatal", "y_ucdp")
    truth = {name: [] for name in outcomes + ("prd",)}
    for i, row in enumerate(rows_of(f"{folder}/backtest/dyad_truth.csv.gz")):
        assert int(row["ccode1"]) == data["ccode1"][i] and int(row["year"]) == data["year"][i]
        for name in truth:
            truth[name].append(number(row[name]))
    data.update({name: np.array(values) for name, values in truth.items()})
    add_terms(folder, data)
    if cache:
        np.savez(cache, **data)
    return data


def both(data, table, default):
    first = np.array([table.get((int(c), int(y)), default) for c, y in zip(data["ccode1"], data["year"])])
    second = np.array([table.get((int(c), int(y)), default) for c, y in zip(data["ccode2"], data["year"])])
    return first, second


def add_terms(folder, data):
    spells = capitals(folder)
    place = {(code, year): capital_in(spells, code, year) for code in spells for year in range(1950, 2015)}
    lat = both(data, {key: value[0] for key, value in place.items()}, math.nan)
    lon = both(data, {key: value[1] for key, value in place.items()}, math.nan)
    km = haversine(lat[0], lon[0], lat[1], lon[1])
    size1, size2 = both(data, sizes(folder, range(1949, 2015)), 1e-6)
    larger, smaller = np.maximum(size1, size2), np.minimum(size1, size2)
    regime1, regime2 = both(data, regimes(folder), 0.5)
    data["x_land"] = (data["conttype"] == 1) * 1.0
    data["x_sea150"] = ((data["conttype"] >= 2) & (data["conttype"] <= 4)) * 1.0
    data["x_sea400"] = (data["conttype"] == 5) * 1.0
    data["x_ln_distance"] = np.log(np.maximum(np.where(np.isfinite(km), km, 5000.0), 50.0))
    data["x_one_major"] = (data["majors"] == 1) * 1.0
    data["x_two_majors"] = (data["majors"] == 2) * 1.0
    data["x_ln_size_ratio"] = np.log(larger / smaller)
    data["x_ln_size_larger"] = np.log(larger)
    data["x_defence_pact"] = data["atop_defense"]
    data["x_joint_democracy"] = ((regime1 >= 0.75) & (regime2 >= 0.75)) * 1.0
    data["x_weaker_democracy"] = np.minimum(regime1, regime2)
    data["x_ln_disputes_more"] = np.log1p(data["st_mid5_max"])
    data["x_ln_disputes_fewer"] = np.log1p(data["st_mid5_min"])


def matrix(data, terms=TERMS):
    return np.column_stack([data["x_" + term] for term in terms])


def first_years(folder):
    out = {}
    for row in rows_of(f"{folder}/states/cow_system.csv"):
        code, start = int(row["ccode"]), int(str(row["start"])[:4])
        out[code] = min(start, out.get(code, start))
    return out


def record(folder, data, years_of, since=1900):
    """S and W of every row as of 31 December: S sums DELTA^age over the years in `years_of` ({pair: years with a dispute
    under way}), W over the years watched."""
    first = first_years(folder)
    key = (data["ccode1"] * 1000 + data["ccode2"]).astype(int)
    order = np.argsort(key, kind="stable")
    pairs, starts = np.unique(key[order], return_index=True)
    s, w = np.zeros(len(key)), np.zeros(len(key))
    for pair, rows in zip(pairs, np.split(order, starts[1:])):
        a, b = divmod(int(pair), 1000)
        now = data["year"][rows]
        watched = now - max(first[a], first[b], since) + 1
        w[rows] = (1 - DELTA ** np.maximum(watched, 0)) / (1 - DELTA)
        for year in years_of.get((a, b), ()):
            if year >= since:
                s[rows] += np.where(now >= year, DELTA ** np.maximum(now - year, 0), 0)
    return s, w


def log_likelihood(eta, y, link):
    if link == "logit":
        return float(np.sum(y * eta - np.logaddexp(0, eta)))
    rate = np.exp(np.minimum(eta, 4))
    return float(np.sum(np.where(y > 0, np.log(np.maximum(-np.expm1(-rate), 1e-300)), -rate)))


def fit(x, y, start=None, link="logit", ridge=1e-3):
    """Maximum likelihood by Newton steps that are halved until they help. Links: logit; cloglog (p = 1 - exp(-exp(eta))).
    Returns coefficients, intercept first, and their covariance."""
    z = np.column_stack([np.ones(len(x)), x])
    w = np.zeros(z.shape[1]) if start is None else start.copy()
    if start is None:
        w[0] = math.log(y.mean())
    eta = z @ w
    best = log_likelihood(eta, y, link)
    while True:
        if link == "logit":
            p = 1 / (1 + np.exp(-np.clip(eta, -30, 30)))
            gradient, weight = z.T @ (y - p), p * (1 - p)
        else:
            rate = np.exp(np.clip(eta, -30, 4))
            p = np.clip(-np.expm1(-rate), 1e-12, 1 - 1e-12)
            gradient, weight = z.T @ ((y - p) / p * rate), rate * rate * (1 - p) / p
        hessian = (z * weight[:, None]).T @ z + ridge * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient - ridge * w)
        size, value = 1.0, -math.inf
        while size > 1e-6 and value < best - 1e-9:
            value = log_likelihood(z @ (w + size * step), y, link)
            size /= 2
        w = w + 2 * size * step
        eta = z @ w
        if value - best < 1e-6:
            return w, np.linalg.inv(hessian)
        best = value


def predict(x, w, link="logit"):
    eta = w[0] + x @ w[1:]
    return 1 / (1 + np.exp(-np.clip(eta, -40, 40))) if link == "logit" else -np.expm1(-np.exp(np.clip(eta, -40, 4)))


def update_terms(mu, s, w, kappa=KAPPA):
    """ln lambda and ln mu, the two terms of the calibration."""
    rate = (kappa * mu + s) / (kappa + w)
    return np.column_stack([np.log(np.maximum(rate, 1e-9)), np.log(np.maximum(mu, 1e-9))])


def rolling(data, s, w, outcome, terms=TERMS, first=1991, last=2014):
    """Forecasts of every year from the years before it; the prior on all of them, the calibration on the last thirty."""
    x, y, target = matrix(data, terms), data[outcome], data["year"] + 1
    p, start = np.full(len(y), np.nan), None
    for year in range(first, last + 1):
        past, now = target < year, target == year
        start, _ = fit(x[past], y[past], start)
        z = update_terms(predict(x, start), s, w)
        recent = past & (target >= year - 30)
        scale, _ = fit(z[recent], y[recent], link="cloglog")
        p[now] = predict(z[now], scale, "cloglog")
    return p


def misfit(p, y, year, units, span=12):
    """Standard deviation of ln(true rate / expected) of a unit over `span` years, beyond what counting explains."""
    period = (year - year.min()) // span
    key = np.concatenate([unit * 100 + period for unit in units])
    _, at = np.unique(key, return_inverse=True)
    expected, seen = np.bincount(at, np.tile(p, len(units))), np.bincount(at, np.tile(y, len(units)))
    extra, total = np.sum((seen - expected) ** 2 - expected), np.sum(expected ** 2)
    return math.sqrt(math.log1p(max(extra / total, 0)))


def score(p, y, year):
    """PR-AUC, ROC-AUC, Brier, log loss, recall in the yearly top hundred: as in score.py of the back-test."""
    order = np.argsort(-p, kind="stable")
    hit, ranked = y[order], p[order]
    last = np.r_[ranked[1:] != ranked[:-1], True]
    tp = np.cumsum(hit)[last]
    seen = np.flatnonzero(last) + 1
    step = np.diff(np.r_[0, tp])
    ap = float(np.sum(step * tp / seen) / hit.sum())
    fp = seen - tp
    auc = float(np.sum(np.diff(np.r_[0, fp]) * (np.r_[0, tp[:-1]] + step / 2))) / (hit.sum() * (len(y) - hit.sum()))
    q = np.clip(p, 1e-12, 1 - 1e-12)
    loss = float(-np.mean(np.where(y > 0, np.log(q), np.log1p(-q))))
    top = sum(y[year == v][np.argsort(-p[year == v], kind="stable")[:100]].sum() for v in np.unique(year))
    return {"PR-AUC": ap, "ROC-AUC": auc, "Brier": float(np.mean((p - y) ** 2)), "log loss": loss, "top-100": top / y.sum()}
