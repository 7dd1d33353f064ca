#!/usr/bin/env python3
"""Check the actor lexicon in data/actors.

Usage: check_actors.py [FOLDER]

Prints the number of rows of each file; names each fault as file:line and
exits 1 when there is one, else exits 0. Needs only the standard library.
"""
import os
import re
import sys
import unicodedata
from collections import defaultdict

COLUMNS = {
    "states.tsv": "code alpha2 numeric name official status region regions capital lat lon major end island",
    "names.tsv": "code kind text from to flags lat lon",
    "places.tsv": "code kind name flags lat lon",
    "people.tsv": "name aliases code sector role from to",
    "organisations.tsv": "code sector name aliases country kind from to members",
    "roles.tsv": "phrase sector kind",
    "media.tsv": "name aliases country kind",
    "names_first.tsv": "name gender",
    "classes.tsv": "class words",
}
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB "
    "OPP REF REL SOC MED HLH IGO NGO".split()
)
REGIONS = set("asia europe africa americas middle-east oceania".split())
KINDS = {
    "names.tsv": "name official short former adjective demonym seat capital city region",
    "places.tsv": "city province",
    "organisations.tsv": "igo ngo armed-group party company bloc agency court",
    "roles.tsv": "office force body group weapon people",
    "media.tsv": "agency newspaper broadcaster site state-media",
}
STATUS = set("state dependency partial historic".split())
FLAGS = {"ambiguous", "group"} | SECTORS
DATE = re.compile(r"\d{4}(-\d{2}-\d{2})?\Z")

faults = []


def fault(name, line, text):
    faults.append(f"{name}:{line}: {text}")


def split_list(text):
    return text.split(" | ") if text else []


def bounds(first, last):
    """The widest days that a pair of dates can mean; open ends reach far."""
    low = first or "0000"
    high = last or "9999"
    return (
        low if len(low) > 4 else low + "-01-01",
        high if len(high) > 4 else high + "-12-31",
    )


def overlap(a, b):
    """True when two spells share more than a year or a day at their seam."""
    (from_a, to_a), (from_b, to_b) = sorted((a, b), key=lambda s: bounds(*s)[0])
    if not to_a:
        return True
    width = min(len(to_a), len(from_b) or 4)
    return to_a[:width] > (from_b or "0000")[:width]


def check_text(name, number, line):
    for char in line:
        if char != "\t" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp"):
            fault(name, number, f"invisible character U+{ord(char):04X}")
        elif char == "\u00a0":
            fault(name, number, "no-break space")
    if line != unicodedata.normalize("NFC", line):
        fault(name, number, "not in Unicode normal form C")


def read(folder, name):
    path = os.path.join(folder, name)
    columns = COLUMNS[name].split()
    try:
        data = open(path, "rb").read().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fault(name, 0, str(error))
        return []
    if "\r" in data or not data.endswith("\n"):
        fault(name, 0, "lines must end in LF")
    lines = data.split("\n")[:-1]
    if not lines or lines[0] != "#" + "\t".join(columns):
        fault(name, 1, "header is not #" + " ".join(columns))
    rows = []
    for number, line in enumerate(lines, 1):
        check_text(name, number, line)
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            fault(name, number, f"{len(cells)} columns, not {len(columns)}")
            continue
        for cell in cells:
            if cell != cell.strip() or "  " in cell:
                fault(name, number, f"stray blanks in {cell!r}")
        row = dict(zip(columns, cells))
        row["#"] = number
        rows.append(row)
        first, last = row.get("from", ""), row.get("to", "") or row.get("end", "")
        for date in (first, last):
            if date and not DATE.match(date):
                fault(name, number, f"bad date {date!r}")
            elif len(date) == 10 and not ("01" <= date[5:7] <= "12" and "01" <= date[8:] <= "31"):
                fault(name, number, f"bad date {date!r}")
        if first and last:
            width = min(len(first), len(last))
            if first[:width] > last[:width]:
                fault(name, number, f"{first} is after {last}")
        if "sector" in row and row["sector"] not in SECTORS:
            fault(name, number, f"unknown sector {row['sector']!r}")
        if "kind" in row and row["kind"] not in KINDS[name].split():
            fault(name, number, f"unknown kind {row['kind']!r}")
        aliases = split_list(row.get("aliases", ""))
        if len(aliases) != len(set(aliases)):
            fault(name, number, "an alias stands twice")
        for alias in aliases:
            if not alias or alias == "?" or "|" in alias or alias == row.get("name"):
                fault(name, number, f"bad alias {alias!r}")
    return rows


def unique(name, rows, columns):
    seen = {}
    for row in rows:
        key = tuple(row[c] for c in columns)
        if key in seen:
            fault(name, row["#"], f"{key} also in line {seen[key]}")
        seen.setdefault(key, row["#"])


def check_states(rows):
    for row in rows:
        if not re.fullmatch(r"[A-Z]{3}", row["code"]) or not re.fullmatch(r"[A-Z]{2}", row["alpha2"]):
            fault("states.tsv", row["#"], "bad code")
        if row["status"] not in STATUS:
            fault("states.tsv", row["#"], f"unknown status {row['status']!r}")
        if row["region"] not in REGIONS:
            fault("states.tsv", row["#"], f"unknown region {row['region']!r}")
        for column, limit in (("lat", 90), ("lon", 180)):
            if row[column] and not abs(float(row[column])) <= limit:
                fault("states.tsv", row["#"], f"bad {column}")
        for column in ("major", "island"):
            if row[column] not in ("0", "1"):
                fault("states.tsv", row["#"], f"{column} is 0 or 1")
        if (row["status"] == "historic") != bool(row["end"]):
            fault("states.tsv", row["#"], "historic states, and only they, have an end")


def check_classes(folder, rows):
    """A comment before a class's first row says what it is for; the program knows the names."""
    seen, explained = set(), set()
    with open(os.path.join(folder, "classes.tsv"), encoding="utf-8") as file:
        for names in re.findall(r"^# ([a-z-]+(?:, [a-z-]+)*): ", file.read(), re.M):
            explained.update(names.split(", "))
    for row in rows:
        if row["class"] not in explained:
            fault("classes.tsv", row["#"], f"no comment says what {row['class']!r} is for")
        for word in split_list(row["words"]):
            if word != word.lower() or word != word.strip() or word.endswith(".") or not word:
                fault("classes.tsv", row["#"], f"{word!r} is not in small letters without a full stop")
            if (row["class"], word) in seen:
                fault("classes.tsv", row["#"], f"{word!r} stands twice")
            seen.add((row["class"], word))


def main():
    default = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "actors")
    folder = sys.argv[1] if len(sys.argv) > 1 else default
    tables = {name: read(folder, name) for name in COLUMNS}
    states = {row["code"] for row in tables["states.tsv"]}
    organisations = {row["code"] for row in tables["organisations.tsv"]}
    codes = states | organisations

    check_states(tables["states.tsv"])
    check_classes(folder, tables["classes.tsv"])
    unique("states.tsv", tables["states.tsv"], ["code"])
    unique("names.tsv", tables["names.tsv"], ["text", "kind", "code", "from"])
    unique("people.tsv", tables["people.tsv"], ["name", "code", "role", "from"])
    unique("organisations.tsv", tables["organisations.tsv"], ["name", "code", "from"])
    unique("roles.tsv", tables["roles.tsv"], ["phrase"])
    unique("media.tsv", tables["media.tsv"], ["name", "country"])
    unique("names_first.tsv", tables["names_first.tsv"], ["name"])

    named = defaultdict(set)
    for row in tables["names.tsv"]:
        if row["code"] not in states:
            fault("names.tsv", row["#"], f"unknown code {row['code']!r}")
        for flag in split_list(row["flags"]):
            if flag not in FLAGS:
                fault("names.tsv", row["#"], f"unknown flag {flag!r}")
        if row["kind"] == "seat" and not SECTORS & set(split_list(row["flags"])):
            fault("names.tsv", row["#"], "a seat needs a sector")
        if row["kind"] in ("name", "official", "short") and "ambiguous" not in row["flags"]:
            named[row["text"]].add(row["code"])
    for text, owners in sorted(named.items()):
        if len(owners) > 1:
            fault("names.tsv", 0, f"{text!r} names {' '.join(sorted(owners))}; mark it ambiguous")

    texts = {row["text"] for row in tables["names.tsv"]}
    unique("places.tsv", tables["places.tsv"], ["name"])
    for row in tables["places.tsv"]:
        if row["code"] not in states:
            fault("places.tsv", row["#"], f"unknown code {row['code']!r}")
        if row["flags"] not in ("", "ambiguous"):
            fault("places.tsv", row["#"], f"unknown flag {row['flags']!r}")
        if row["name"] in texts:
            fault("places.tsv", row["#"], f"{row['name']!r} is in names.tsv too")

    spells = defaultdict(list)
    for row in tables["people.tsv"]:
        if row["code"] not in codes:
            fault("people.tsv", row["#"], f"unknown code {row['code']!r}")
        spells[row["name"], row["code"], row["role"]].append(row)
    for rows in spells.values():
        for i, row in enumerate(rows):
            for other in rows[:i]:
                if overlap((row["from"], row["to"]), (other["from"], other["to"])):
                    fault("people.tsv", row["#"], f"overlaps line {other['#']}: {row['name']}, {row['role']}")

    for row in tables["organisations.tsv"]:
        code = row["code"]
        if not re.fullmatch(r"(IGO|NGO|IMG)[A-Z0-9]+", code) and code not in states:
            fault("organisations.tsv", row["#"], f"bad code {code!r}")
        for state in split_list(row["members"]) + ([row["country"]] if row["country"] else []):
            if state not in states:
                fault("organisations.tsv", row["#"], f"unknown state {state!r}")
    for row in tables["roles.tsv"]:
        if row["phrase"] != row["phrase"].lower():
            fault("roles.tsv", row["#"], "phrases are lower case")
    for row in tables["media.tsv"]:
        if row["country"] and row["country"] not in states:
            fault("media.tsv", row["#"], f"unknown country {row['country']!r}")
    for row in tables["names_first.tsv"]:
        if row["gender"] not in ("m", "f", "u"):
            fault("names_first.tsv", row["#"], "gender is m, f or u")

    for name, rows in tables.items():
        print(f"{name}\t{len(rows)}")
    for text in faults:
        print(text, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
