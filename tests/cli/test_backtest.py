#!/usr/bin/env python3
"""casus backtest: what is missing is named; on the real sets, where they are, the bars of docs/risk.md hold.

  test_backtest.py CASUS [DIR]     DIR: the sets (default ../shared/data/ir); without them that part is skipped"""
import json
import os
import subprocess
import sys
import tempfile

BARS = {  # table: (measure, bar, more is better)
    "disputes": (("pr_auc", .206, True), ("brier", .001890, False), ("log_loss", .00859, False), ("top", .512, True)),
    "fatal": (("pr_auc", .058, True), ("brier", .000438, False), ("log_loss", .00241, False)),
    "joining": (("pr_auc", .0244, True), ("auc", .924, True), ("log_loss", .00458, False)),
}
SURE = {"disputes": ("base rate", "persistence", "standard dyadic logit", "standard logit with history"),
        "fatal": ("base rate", "one-line formula, kappa 4", "chain of measured shares"),
        "joining": ("base rate", "duties alone", "duties, nearness, power", "and arms")}
STATES = {"pr_auc": .642, "auc": .834, "brier": .1307}


def fail(text):
    sys.exit("test_backtest: " + text)


def test_missing(casus):
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run([casus, "backtest", "--data", empty], capture_output=True, text=True)
        if done.returncode != 3 or "states/cow_capitals.csv" not in done.stderr or done.stdout:
            fail(f"a missing set is not named: {done.returncode} {done.stderr}")
    done = subprocess.run([casus, "backtest", "--help"], capture_output=True, text=True)
    if "built-in lexicons" in done.stdout or "dyad_features" not in done.stdout:
        fail("the layout of the sets is not in --help")


def test_bars(rows):
    for table, bars in BARS.items():
        ours = [r for r in rows if r["table"] == table and r.get("ours")]
        if len(ours) != 1:
            fail(f"{table}: {len(ours)} rows are ours")
        for measure, bar, more in bars:
            value = ours[0]["value"][measure]
            if (value < bar) if more else (value > bar):
                fail(f"{table}: {measure} {value} misses {bar}")
        for name in SURE[table]:
            other = next(r for r in rows if r["table"] == table and r.get("name") == name)
            if not other["gain_low"]["log_loss"] > 0 or other["gain"]["brier"] < 0:
                fail(f"{table}: the gain over {name} is not sure")
    states = next(r for r in rows if r["table"] == "states" and r.get("name") == "with its own record and size")
    for measure, bar in STATES.items():
        value = states["value"][measure]
        if (value > bar) if measure == "brier" else (value < bar):
            fail(f"states: {measure} {value} misses {bar}")
    for band in (r for r in rows if r["table"] == "opened" and r["part"] == "band" and r["rows"] > 1000):
        if abs(band["said"] - band["seen"]) > .5 * max(band["said"], .001):
            fail(f"said {band['said']}, came {band['seen']}")


def main():
    casus, folder = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "../shared/data/ir"
    test_missing(casus)
    if not os.path.exists(f"{folder}/backtest/dyad_features.csv.gz"):
        print(f"skipped: no sets in {folder}")
        return
    done = subprocess.run([casus, "backtest", "--data", folder, "--json"], capture_output=True, text=True)
    if done.returncode:
        fail(done.stderr)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    test_bars(rows)
    print(f"{len(rows)} rows, every bar held")


main()
