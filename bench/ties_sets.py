"""The real sets and the built-in tables as sets of keys that can be laid side by side. Read and counted, never copied."""
import collections
import csv
import gzip
import os
import re

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PACTS = {"defence": "atop_defense", "offence": "atop_offense", "neutrality": "atop_neutral",
         "non-aggression": "atop_nonagg", "consultation": "atop_consul"}
# States of the past count as those that go on; the German Democratic Republic is left out.
OLD_COW = {255: "DEU", 260: "DEU", 315: "CZE", 345: "SRB", 347: "XKX", 365: "RUS", 678: "YEM", 679: "YEM", 816: "VNM"}
OLD_NAMES = {"cote d'ivoire": "CIV", "dr congo": "COD", "turkiye": "TUR", "bosnia-herzegovina": "BIH", "soviet union": "RUS",
             "palestine": "PSE", "saint vincent": "VCT", "czech republic": "CZE", "macedonia": "MKD", "fry": "SRB",
             "hong kong": "HKG", "congo (brazzaville)": "COG", "congo, democratic republic of the": "COD", "korea, north": "PRK",
             "korea, south": "KOR", "ethiopia (excludes eritrea)": "ETH", "gambia, the": "GMB", "bahamas, the": "BHS",
             "congo": "COG", "rhodesia": "ZWE", "egypt, arab rep.": "EGY", "north yemen": "YEM", "south yemen": "YEM"}
BODIES = {"EU": "@EU", "EEC": "@EU", "UN": "@UN", "League of Arab States": "@ARABLEAGUE", "ECOWAS": "@ECOWAS",
          "African Union": "@AU", "Organisation of African Unity": "@AU", "Organization of American States": "@OAS"}


class Sets:
    def __init__(self, data):
        self.data, self.cow, self.names, self.atop_rows = data, {}, {}, []
        for r in self.table("crosswalk_iso_cow_gw_names.csv"):
            code = r["iso3c"]
            if code and r["cown"]:
                self.cow[int(float(r["cown"]))] = code
            for k, name in r.items():
                if code and name and ("name_en" in k or k == "country_name_en"):
                    self.names[name.lower()] = code
        self.cow.update(OLD_COW)
        self.cow.pop(265, None)
        self.names.update(OLD_NAMES)
        self.known = set(self.cow.values()) - {"VAT"}  # never a state of theirs
        self.groups = collections.defaultdict(list)
        for r in ours("groups"):
            self.groups[r["group"]].append((r["member"], r["from"], r["to"]))

    def table(self, name):
        path = os.path.join(self.data, name)
        opened = gzip.open(path, "rt", encoding="utf-8") if name.endswith(".gz") else open(path, encoding="utf-8")
        with opened as f:
            yield from csv.DictReader(f)

    def atop(self):
        if not self.atop_rows:
            self.atop_rows = list(self.table("atop/atop51_dyad_year.csv"))
        return self.atop_rows

    def pair(self, a, b):
        """Two COW codes -> two present codes in order; None when one has none."""
        s, t = self.cow.get(int(float(a))), self.cow.get(int(float(b)))
        return (min(s, t), max(s, t)) if s and t and s != t else None

    def code(self, name):
        return self.names.get(name.strip().lower())


def ours(name):
    with open(os.path.join(ROOT, "data", "ties", name + ".tsv"), encoding="utf-8") as f:
        head = f.readline().lstrip("#").rstrip("\n").split("\t")
        return [dict(zip(head, line.rstrip("\n").split("\t"))) for line in f]


def first(day):
    return (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10]


def last(day):
    return day + "-12-31" if len(day) == 4 else day + "-31" if len(day) == 7 else day


def years(start, end, y0, y1):
    """The years that a span touches."""
    return range(max(y0, int(start[:4]) if start else y0), min(y1, int(end[:4]) if end not in ("", "NA") else y1) + 1)


def names_in(listed):
    """"Korea, South, Japan" -> two names."""
    for name in OLD_NAMES:
        if "," in name:
            listed = re.sub(re.escape(name), name.replace(",", ";"), listed, flags=re.I)
    return [x.strip().replace(";", ",") for x in listed.split(",")]


def standing(kind):
    return [r for r in ours("standing") if r["kind"] == kind]


def pact_spans(sets, kind):
    """(a, b, first day, last day, treaty) of unordered pairs, groups expanded as the program does."""
    for r in ours("alliances"):
        if r["kind"] != "alliance." + kind or not r["start"]:
            continue
        sides = [sets.groups[x[1:]] if x[0] == "@" else [(x, "", "")] for x in (r["from"], r["to"])]
        for a, a_from, a_to in sides[0]:
            for b, b_from, b_to in sides[1]:
                if a == b or (r["from"] == r["to"] and a > b):
                    continue
                start = max(first(x) for x in (r["start"], a_from, b_from) if x)
                end = min([last(x) for x in (r["end"], a_to, b_to) if x] or ["9999-12-31"])
                if start <= end:
                    yield min(a, b), max(a, b), start, end, r["treaty"]


def pacts(sets, kind, y0, y1):
    mine, theirs, why = set(), set(), collections.defaultdict(set)
    for a, b, start, end, treaty in pact_spans(sets, kind):
        if a in sets.known and b in sets.known:
            mine.update((a, b, y) for y in years(start, end, y0, y1))
            why[(a, b)].add(treaty)
    for r in sets.atop():
        pair = y0 <= int(r["year"]) <= y1 and r[PACTS[kind]] == "1" and sets.pair(r["ccode1"], r["ccode2"])
        if pair:
            theirs.add(pair + (int(r["year"]),))
    return mine, theirs, why


def rivalries(sets, y0, y1):
    mine, theirs, why = set(), set(), collections.defaultdict(set)
    for r in standing("rivalry"):
        a, b = sorted((r["from"], r["to"]))
        if a in sets.known and b in sets.known:
            mine.update((a, b, y) for y in years(r["start"], r["end"], y0, y1))
            why[(a, b)].add(r["note"])
    for r in sets.table("rivalry/tss_strategic_rivalries.csv"):
        pair = sets.pair(r["ccode1"], r["ccode2"])
        if pair:
            theirs.update(pair + (y,) for y in years(r["start"], r["end"], y0, y1))
            why[pair].add(r["rivalry"])
    return mine, theirs, why


def claims(sets, y0, y1, sea):
    """Pairs of states with a claim open in one of the years; ICOW's three kinds as far as they are staged."""
    mine, theirs, why = set(), set(), collections.defaultdict(set)
    for r in ours("claims"):
        a, b = sorted((r["from"], r["to"]))
        if (r["kind2"] in ("maritime", "river")) == sea and a in sets.known and b in sets.known and any(years(r["start"], r["end"], y0, y1)):
            mine.add((a, b))
            why[(a, b)].add(r["name"])
    for r in sets.table("claims/icow_101_claim_dyads_ext2017.csv"):
        pair = sets.pair(r["chal"], r["tgt"])
        if pair and not sea and any(years(r["begclaim"][:4], r["endclaim"][:4], y0, y1)):
            theirs.add(pair)
            why[pair].add(r["name"])
    return mine, theirs, why


def sanctions(sets, y0, y1, senders):
    """Sender, target, year. `senders`: the ones that count; None: all states and bodies but those in the first tables."""
    main = {"USA", "@EU", "@UN"}
    keep = (lambda s: s in senders) if senders else (lambda s: s not in main)
    mine, theirs, why = set(), set(), collections.defaultdict(set)
    for r in standing("sanctions"):
        if keep(r["from"]) and r["to"] in sets.known:
            mine.update((r["from"], r["to"], y) for y in years(r["start"], r["end"], y0, y1))
            why[(r["from"], r["to"])].add(r["note"])
    for r in sets.table("sanctions/gsdb_v4_cases.csv"):
        target = sets.code(r["sanctioned_state"])
        senders_told = names_in(r["sanctioning_state"])
        for name in senders_told[:1] if "EU" in senders_told else senders_told:  # states that join the EU's are left out
            sender = BODIES.get(name) or sets.code(name)
            if target and sender and sender != target and keep(sender):
                theirs.update((sender, target, y) for y in years(r["begin"], r["end"], y0, y1))
                why[(sender, target)].add(r["objective"])
    return mine, theirs, why


def troops(sets, y0, y1, least):
    """Hosts with at least `least` American soldiers on active duty there, by year."""
    mine, theirs, why = set(), set(), collections.defaultdict(set)
    for r in standing("troops"):
        if r["from"] == "USA" and r["to"] in sets.known:
            mine.update(("USA", r["to"], y) for y in years(r["start"], r["end"], y0, y1))
    most = collections.Counter()
    for r in sets.table("troops/us_troops_country_quarter.csv"):
        host, n = sets.cow.get(int(float(r["ccode"]))) if r["ccode"] not in ("", "NA") else None, r["troops_ad"]
        if host and host != "USA" and n not in ("", "NA") and y0 <= int(r["year"]) <= y1:
            most[(host, int(r["year"]))] = max(most[(host, int(r["year"]))], float(n))
    for (host, y), n in most.items():
        why[("USA", host)].add("%d in %d" % (n, y))
        if n >= least:
            theirs.add(("USA", host, y))
    return mine, theirs, {k: {max(v, key=lambda x: int(x.split()[0]))} for k, v in why.items()}


def wars(sets, y0, y1):
    """Pairs in armed conflict between states: UCDP/PRIO's years beside our wars, and our uses of force that it has, too."""
    mine, theirs, force, why = set(), set(), set(), collections.defaultdict(set)
    for r in ours("incidents"):
        if int(r["level"]) >= 4 and y0 <= int(r["date"][:4]) <= y1:
            for a in r["side_a"].split(";"):
                for b in r["side_b"].split(";"):
                    force.add((min(a, b), max(a, b), int(r["date"][:4])))
                    if r["level"] == "5":
                        mine.add((min(a, b), max(a, b), int(r["date"][:4])))
    for r in sets.table("ucdp/ucdp_prio_acd_251_conflict_years.csv"):
        if r["type_of_conflict"] == "interstate" and y0 <= int(r["year"]) <= y1:
            sides = [[x for k in (s, s + "_2nd") for x in r[k].split(",") if x.strip()] for s in ("gwno_a", "gwno_b")]
            for pair in filter(None, (sets.pair(a, b) for a in sides[0] for b in sides[1])):
                theirs.add(pair + (int(r["year"]),))
                why[pair].add("UCDP conflict " + r["conflict_id"])
    return mine | (force & theirs), theirs, why


def disputes(sets, y0, y1):
    """Pair-years; one that the other set has a year before or after counts as the same."""
    mine, theirs = set(), set()
    for r in ours("incidents"):
        if y0 <= int(r["date"][:4]) <= y1:
            for a in r["side_a"].split(";"):
                mine.update((min(a, b), max(a, b), int(r["date"][:4])) for b in r["side_b"].split(";"))
    for r in sets.table("disputes/cow_mid5_dyad_dispute_years.csv"):
        pair = y0 <= int(r["year"]) <= y1 and sets.pair(r["ccode1"], r["ccode2"])
        if pair:
            theirs.add(pair + (int(r["year"]),))
    near = lambda k, other: next((k[:2] + (k[2] + d,) for d in (0, 1, -1) if k[:2] + (k[2] + d,) in other), None)
    return {near(k, theirs) or k for k in mine}, {k for k in theirs if near(k, mine) is None} | {near(k, theirs) for k in mine if near(k, theirs)}, {}


def arms_shares(sets, y0, y1, least):
    """Supplier, recipient -> share of the recipient's TIV in the period; recipients of less than `least` TIV are left out."""
    total, flow = collections.Counter(), collections.Counter()
    for r in sets.table("arms/sipri_register_rollup_dyad_year.csv"):
        if y0 <= int(r["year"]) <= y1:
            s, t, n = sets.code(r["supplier"]), sets.code(r["recipient"]), float(r["tiv_equal_split"])
            if t:
                total[t] += n
                flow[(s or r["supplier"], t)] += n
    return {k: 100 * n / total[k[1]] for k, n in flow.items() if total[k[1]] >= least}, total


def trade_shares(sets):
    """Partner, state -> the largest of its shares in the state's exports, imports and trade, mean of 2012-14."""
    flows = collections.defaultdict(lambda: [0.0, 0.0])
    for r in sets.table("trade/cow_dyadic_trade4_undirected.csv.gz"):
        pair = 2012 <= int(r["year"]) <= 2014 and (sets.cow.get(int(r["ccode1"])), sets.cow.get(int(r["ccode2"])))
        if not pair or not all(pair):
            continue
        n = [float(r[k]) if r[k] not in ("", "NA") else 0.0 for k in ("flow1", "flow2")]
        for me, other, i in ((pair[0], pair[1], 0), (pair[1], pair[0], 1)):
            flows[(me, other)][0] += n[i]
            flows[(me, other)][1] += n[1 - i]
    total = collections.defaultdict(lambda: [0.0, 0.0])
    for (me, _), n in flows.items():
        total[me] = [total[me][0] + n[0], total[me][1] + n[1]]
    return {(other, me): (100 * sum(n) / max(1e-9, sum(total[me])), max(100 * n[i] / max(1e-9, total[me][i]) for i in (0, 1)))
            for (me, other), n in flows.items()}
