#!/usr/bin/env python3
"""Checks every table under data/ties and data/world.  Exit 1 on any fault.  Python 3.8+, standard library only.

    python3 tools/world/check_world.py [--root DIR]
"""
import argparse, collections, os, re, sys, unicodedata

ISO = set("""ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB
BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN
FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA
JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP
MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS
RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN
TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE XKX""".split())
UN_NOT = {"TWN", "XKX", "PSE", "VAT"}
DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")
NUM = re.compile(r"^-?\d+(\.\d+)?$")
COLUMNS = {
    "ties/groups.tsv": "group member from to note",
    "ties/alliances.tsv": "kind from to mutual start end treaty article signed source note",
    "ties/claims.tsv": "kind from to mutual start end name kind2 status source note",
    "ties/standing.tsv": "kind from to mutual start end amount unit year source note",
    "ties/terms.tsv": "treaty from to rule next every notice start end source note",
    "ties/incidents.tsv": "date side_a side_b level fatal name source note",
    "world/borders.tsv": "a b kind nm note",
    "world/power.tsv": "code population gdp milex troops regime note",
    "world/units.tsv": "code name lon lat small area",
    "world/land.tsv": "code role points",
    "world/articles.tsv": "code",
    "world/codes.tsv": "system code state first last name",
    "world/disputed.tsv": "id name held by claimed from to shape lon lat source note",
    "world/disputed_land.tsv": "id role points",
}
PACT = {"alliance." + k for k in ("defence", "offence", "neutrality", "non-aggression", "consultation")}
STANDING = {"arms", "troops", "trade", "dependence", "sanctions", "rivalry", "occupation", "nuclear"}
faults = []


def bad(where, what):
    faults.append("%s: %s" % (where, what))


def first(d):
    return (d + "-01-01")[:10] if len(d) == 4 else (d + "-01")[:10]


def last(d):
    return d + "-12-31" if len(d) == 4 else d + "-31" if len(d) == 7 else d


def table(root, name):
    path = os.path.join(root, "data", name)
    head = COLUMNS[name].split()
    rows = []
    try:
        raw = open(path, "rb").read()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as e:
        bad(name, str(e))
        return rows
    if b"\r" in raw:
        bad(name, "carriage return")
    if not text.endswith("\n"):
        bad(name, "no newline at the end")
    for n, line in enumerate(text.split("\n")[:-1], 1):
        where = "%s:%d" % (name, n)
        for ch in line:
            if ch != "\t" and unicodedata.category(ch) in ("Cc", "Cf", "Zl", "Zp", "Co", "Cn") or ch in "\u00a0\u00ad\u2007\u202f":
                bad(where, "invisible character U+%04X" % ord(ch))
        f = line.split("\t")
        if n == 1:
            if line != "#" + "\t".join(head):
                bad(where, "header is not " + "#" + " ".join(head))
            continue
        if len(f) != len(head):
            bad(where, "%d fields, not %d" % (len(f), len(head)))
            continue
        if any(x != x.strip() for x in f):
            bad(where, "space at the edge of a field")
        if not name.endswith("land.tsv") and any(len(x) > 400 for x in f):
            bad(where, "field too long")
        rows.append((where, dict(zip(head, f))))
    return rows


def dates(where, r, a, b, need=False):
    for k in (a, b):
        if r[k] and not DATE.match(r[k]):
            bad(where, "bad date %s=%s" % (k, r[k]))
    if need and not r[a]:
        bad(where, "no " + a)
    if r[a] and r[b] and first(r[a]) > last(r[b]):
        bad(where, "%s after %s" % (a, b))


def check_terms(terms, alliances, actor):
    """What ends or renews: an end of one rule before the next begins, and the treaty's own end not behind the rule's."""
    bound = collections.defaultdict(list)
    for _, r in alliances:
        bound[(r["treaty"], frozenset((r["from"], r["to"])))].append(r["end"])
    spans = collections.defaultdict(list)
    for w, r in terms:
        actor(w, r["from"])
        actor(w, r["to"], True)
        dates(w, r, "start", "end")
        if not DATE.match(r["next"]) or (r["start"] and last(r["next"]) < first(r["start"])):
            bad(w, "next is no date, or before start")
        if r["rule"] not in ("ends", "renews", "vote", "notice"):
            bad(w, "rule")
        if (r["rule"] in ("renews", "vote")) != bool(r["every"]):
            bad(w, "only what renews or is voted on has a period, and must have one")
        if any(r[k] and not (r[k].isdigit() and 1 <= int(r[k]) <= 1200) for k in ("every", "notice")):
            bad(w, "every or notice is no number of months")
        if not r["treaty"] or not r["source"]:
            bad(w, "treaty and source must be filled")
        pair = frozenset((r["from"], r["to"] or r["from"]))
        if any(first(r["start"]) <= last(e or "9999") and first(s) <= last(r["end"] or "9999") for s, e in spans[(r["treaty"], pair)] if r["start"] and s):
            bad(w, "two rules at once")
        spans[(r["treaty"], pair)].append((r["start"], r["end"]))
        ends = bound.get((r["treaty"], pair))
        if ends and all(ends) and not r["end"] and r["rule"] != "ends":
            bad(w, "the treaty has ended, its rule has not")


# Former states that ISO 3166 never had: the letters of the Correlates of War.
FORMER = set("CSK DDR YMD RVN ZAN AUH BAD BAV HAN HSE HSG MEC MOD PAP PMA SAX SIC TUS WRT".split())
SYSTEMS = "cow gw fips cameo iso2 iso3 isonum name group".split()
DAY = re.compile(r"^(\d{4}-\d\d-\d\d)?$")


def check_codes(rows):
    """Meanings of a code follow each other in time, and each has a state of ours or says what it is."""
    meanings = collections.defaultdict(list)
    for w, r in rows:
        if r["system"] not in SYSTEMS or not r["code"]:
            bad(w, "system or code")
        if r["system"] == "group" and not r["state"].startswith("IGO"):
            bad(w, "no organisation of states")
        if r["state"] and r["system"] != "group" and r["state"] not in ISO | FORMER:
            bad(w, "no such state '%s'" % r["state"])
        if not r["state"] and not r["name"]:
            bad(w, "neither state nor name")
        if not DAY.match(r["first"]) or not DAY.match(r["last"]):
            bad(w, "a day must be whole")
        dates(w, r, "first", "last")
        before = meanings[(r["system"], r["code"])]
        if before and not (before[-1] and before[-1] < (r["first"] or "0001")):
            bad(w, "two meanings at once, or the later one first")
        before.append(r["last"])


def check_disputed(t, units):
    """Each area has a shape, somebody who holds it, and a claim in ties/claims.tsv of a claimant and a holder."""
    claims = {frozenset((r["from"], r["to"])) for _, r in t["ties/claims.tsv"] if r["kind2"] in ("land", "island")}
    outlined = {r["id"] for _, r in t["world/disputed_land.tsv"]}
    seen = set()
    for w, r in t["world/disputed.tsv"]:
        if r["id"] in seen or not re.match(r"^[a-z0-9-]+$", r["id"]):
            bad(w, "id")
        seen.add(r["id"])
        held, claimed = [[c for c in r[k].split(" | ") if c] for k in ("held", "claimed")]
        for c in held + claimed:
            if c not in units and not c.startswith("the "):
                bad(w, "no unit " + c)
        if not claimed or not (held or r["by"]) or not r["source"]:
            bad(w, "claimed, held or by, source")
        if r["shape"] not in units and r["shape"] not in ("mark", "area"):
            bad(w, "shape")
        if (r["shape"] == "area") != (r["id"] in outlined):
            bad(w, "an area has outlines, nothing else has")
        dates(w, r, "from", "to", need=True)
        if not (NUM.match(r["lon"]) and NUM.match(r["lat"])):
            bad(w, "point")
        for h in held:
            if h != r["shape"] and claimed[0] in units and not any(frozenset((c, h)) in claims for c in claimed if c != h):
                bad(w, "no claim against %s in ties/claims.tsv" % h)
    for i in sorted(outlined - seen):
        bad("world/disputed_land.tsv", "%s is not in disputed.tsv" % i)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--root", default=os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    root = p.parse_args().root
    t = {n: table(root, n) for n in COLUMNS}
    groups = collections.defaultdict(list)
    for w, r in t["ties/groups.tsv"]:
        if r["member"] not in ISO:
            bad(w, "no such member " + r["member"])
        dates(w, r, "from", "to")
        for f0, t0 in groups[(r["group"], r["member"])]:
            if first(r["from"] or "0001") <= last(t0 or "9999") and first(f0 or "0001") <= last(r["to"] or "9999"):
                bad(w, "two memberships at once")
        groups[(r["group"], r["member"])].append((r["from"], r["to"]))
    names, used = {g for g, _ in groups}, set()

    def actor(w, x, empty=False):
        if x.startswith("@"):
            used.add(x[1:])
            if x[1:] not in names:
                bad(w, "no such group " + x)
        elif not (x in ISO or (empty and not x)):
            bad(w, "no such actor '%s'" % x)

    def unique(name, key):
        seen = {}
        for w, r in t[name]:
            k = key(r)
            if k in seen:
                bad(w, "same row as " + seen[k])
            seen[k] = w

    def sym(r):     # a mutual row written the other way round is the same row
        return tuple(sorted((r["from"], r["to"]))) if r["mutual"] == "1" else (r["from"], r["to"], ">")
    for w, r in t["ties/alliances.tsv"]:
        if r["kind"] not in PACT:
            bad(w, "kind " + r["kind"])
        actor(w, r["from"])
        actor(w, r["to"])
        if r["from"] == r["to"] and r["from"][:1] != "@":
            bad(w, "tie to itself")
        if r["mutual"] not in ("0", "1"):
            bad(w, "mutual")
        dates(w, r, "start", "end")
        if not r["start"] and not r["signed"]:
            bad(w, "neither start nor signed")
        if r["signed"] and not DATE.match(r["signed"]):
            bad(w, "bad date signed")
        if r["signed"] and r["start"] and first(r["signed"]) > last(r["start"]):
            bad(w, "signed after start")
        if not r["treaty"] or not r["article"] or not r["source"]:
            bad(w, "treaty, article and source must be filled")
    unique("ties/alliances.tsv", lambda r: (r["kind"], sym(r), r["start"], r["treaty"]))
    for w, r in t["ties/claims.tsv"]:
        if r["kind"] != "claim" or r["kind2"] not in ("land", "island", "maritime", "river") or r["status"] not in ("open", "settled"):
            bad(w, "kind, kind2 or status")
        actor(w, r["from"])
        actor(w, r["to"])
        dates(w, r, "start", "end", True)
        if (r["status"] == "settled") != bool(r["end"]):
            bad(w, "settled needs an end, open must have none")
        if not r["name"] or not r["source"] or r["mutual"] not in ("0", "1") or r["from"] == r["to"]:
            bad(w, "name, source, mutual or pair")
    unique("ties/claims.tsv", lambda r: (tuple(sorted((r["from"], r["to"]))), r["name"]))
    for w, r in t["ties/standing.tsv"]:
        if r["kind"] not in STANDING:
            bad(w, "kind " + r["kind"])
        actor(w, r["from"])
        actor(w, r["to"], r["kind"] == "nuclear")
        dates(w, r, "start", "end")
        if r["amount"] and not (NUM.match(r["amount"]) and r["unit"]):
            bad(w, "amount needs a number and a unit")
        if r["year"] and not re.match(r"^\d{4}$", r["year"]):
            bad(w, "year")
        if not r["source"] or r["mutual"] not in ("0", "1") or r["from"] == r["to"]:
            bad(w, "source, mutual or pair")
        if r["kind"] == "sanctions" and not r["note"]:
            bad(w, "sanctions need a note of what they are: arms, trade, persons, aid")
        period = re.match(r"^period (\d{4})-(\d\d)", r["note"]) if r["kind"] == "arms" else None
        if period and (r["start"] != period.group(1) or (r["end"] or "2024")[2:] != period.group(2)):
            bad(w, "start and end are not the period of the note")
        if r["kind"] == "arms" and r["amount"] and not (period and r["unit"].startswith("%") and 0 < float(r["amount"]) <= 100):
            bad(w, "a share of arms needs its period and a percentage")
    unique("ties/standing.tsv", lambda r: (r["kind"], sym(r), r["start"], r["unit"], r["note"] if r["kind"] in ("sanctions", "dependence") else ""))
    check_terms(t["ties/terms.tsv"], t["ties/alliances.tsv"], actor)
    unique("ties/terms.tsv", lambda r: (r["treaty"], r["from"], r["to"], r["start"], r["next"]))
    for w, r in t["ties/incidents.tsv"]:
        if not DATE.match(r["date"]) or r["date"] < "1990":
            bad(w, "date")
        a, b = r["side_a"].split(";"), r["side_b"].split(";")
        for x in a + b:
            if x not in ISO:
                bad(w, "no such actor '%s'" % x)
        if set(a) & set(b) or len(set(a)) < len(a) or len(set(b)) < len(b):
            bad(w, "one actor twice")
        if r["level"] not in "2345" or r["fatal"] not in ("0", "1") or not r["level"]:
            bad(w, "level or fatal")
        if not r["name"] or not r["source"]:
            bad(w, "name or source")
    unique("ties/incidents.tsv", lambda r: (r["date"], r["side_a"], r["side_b"], r["name"]))
    order = [r["date"] for _, r in t["ties/incidents.tsv"]]
    if order != sorted(order):
        bad("ties/incidents.tsv", "not in order of date")
    for w, r in t["world/borders.tsv"]:
        if r["a"] not in ISO or r["b"] not in ISO or not r["a"] < r["b"]:
            bad(w, "pair must be two codes, a < b: each pair once stands for both ways")
        if r["kind"] not in ("land", "sea12", "sea24", "sea150", "sea400"):
            bad(w, "kind")
        if r["nm"] and (not r["nm"].isdigit() or int(r["nm"]) > 400 or r["kind"] == "land"):
            bad(w, "nm")
        if r["nm"] and r["kind"] != "land" and int(r["nm"]) > int(r["kind"][3:]):
            bad(w, "nm beyond its class")
    unique("world/borders.tsv", lambda r: (r["a"], r["b"]))
    codes = set()
    for w, r in t["world/power.tsv"]:
        codes.add(r["code"])
        if r["code"] not in ISO:
            bad(w, "code")
        for k in ("population", "gdp", "milex", "troops"):
            if r[k] and (not NUM.match(r[k]) or float(r[k]) < 0):
                bad(w, k)
        if not r["population"] or float(r["population"]) <= 0:
            bad(w, "population")
        if r["regime"] not in ("0", "0.25", "0.5", "0.75", "1"):
            bad(w, "regime")
    unique("world/power.tsv", lambda r: r["code"])
    if len(codes - UN_NOT) != 193 or not UN_NOT - {"VAT"} <= codes:
        bad("world/power.tsv", "not the 193 UN members and TWN XKX PSE")
    units = {}
    for w, r in t["world/units.tsv"]:
        if r["code"] not in ISO | {"XXX"} or not r["name"] or r["small"] not in ("0", "1"):
            bad(w, "code, name or small")
        try:
            if not (-180 <= float(r["lon"]) <= 180 and -90 <= float(r["lat"]) <= 90):
                bad(w, "point")
        except ValueError:
            bad(w, "point")
        units[r["code"]] = r
    unique("world/units.tsv", lambda r: r["code"])
    for c in sorted(codes - set(units)):
        bad("world/units.tsv", "no unit for " + c)
    ringed, points, at = set(), 0, None
    for w, r in t["world/land.tsv"]:
        if r["code"] not in units or r["role"] not in ("outer", "hole"):
            bad(w, "code or role")
        if r["role"] == "hole" and at != r["code"]:
            bad(w, "hole before its outer ring")
        at = r["code"]
        ringed.add(r["code"])
        x = y = n = 0
        prev = None
        for q in r["points"].split(" "):
            m = re.match(r"^(-?\d+),(-?\d+)$", q)
            if not m:
                bad(w, "point '%s'" % q)
                break
            x, y, n = x + int(m.group(1)), y + int(m.group(2)), n + 1
            if abs(x) > 18000 or abs(y) > 9000:
                bad(w, "off the map")
                break
            if prev is not None and abs(x - prev) > 18000 and y != -9000:
                bad(w, "line across the map")
            prev = x
        points += n
        if n < 3:
            bad(w, "fewer than three points")
    for c in sorted(set(units) - ringed):
        if units[c]["small"] != "1":
            bad("world/land.tsv", "no ring and no circle for " + c)
    check_codes(t["world/codes.tsv"])
    check_disputed(t, units)
    size = os.path.getsize(os.path.join(root, "data", "world", "land.tsv"))
    if size > 600000:
        bad("world/land.tsv", "%d bytes, more than 600000" % size)
    for g in sorted(names - used):
        bad("ties/groups.tsv", "group %s is used nowhere" % g)
    for f in faults[:200]:
        print("fault", f)
    for n in COLUMNS:
        extra = ""
        if n in ("ties/alliances.tsv", "ties/standing.tsv"):
            extra = " ".join("%s %d" % x for x in collections.Counter(r["kind"] for _, r in t[n]).most_common())
        elif n == "ties/claims.tsv":
            extra = " ".join("%s %d" % x for x in collections.Counter(r["status"] for _, r in t[n]).most_common())
        elif n == "ties/terms.tsv":
            extra = " ".join("%s %d" % x for x in collections.Counter(r["rule"] for _, r in t[n]).most_common())
        elif n == "ties/incidents.tsv":
            extra = " ".join("level%s %d" % x for x in sorted(collections.Counter(r["level"] for _, r in t[n]).items()))
        elif n == "world/borders.tsv":
            extra = " ".join("%s %d" % x for x in collections.Counter(r["kind"] for _, r in t[n]).most_common())
        elif n == "world/codes.tsv":
            extra = " ".join("%s %d" % x for x in collections.Counter(r["system"] for _, r in t[n]).most_common())
        elif n == "world/land.tsv":
            extra = "%d points, %d bytes" % (points, size)
        elif n == "ties/groups.tsv":
            extra = "%d groups" % len(names)
        print("%-22s %5d rows  %s" % (n, len(t[n]), extra))
    print("%d faults" % len(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
