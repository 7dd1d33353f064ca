#!/usr/bin/env python3
"""How well the reader tells languages: languages.py build/release/bench/documents [FOLDER]

Real texts in FOLDER (default ../shared/data/text), each with the language that its set gives it: documents, paragraphs and
sentences by themselves; sentences and paragraphs of one language set into a report of another, which must be found, with
their place; and documents in one language, of which no sentence may be taken for another.
"""
import collections
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

SAME = {"en-US": "en", "en-UK": "en", "en-us": "en", "eng": "en", "pcm": "en", "es?": "es", "pl-PL": "pl", "fra": "fr",
        "swa": "sw", "som": "so", "yor": "yo", "xho": "xh", "sna": "sn", "lug": "lg", "amh": "am", "tir": "ti"}
MOST = 400  # parts of a language
MIXED = ["ko", "ru", "zh", "ja", "vi", "fr", "de", "es", "pl", "uk"]


def load(folder):
    documents = []
    for name in ["news_real.dev.jsonl", "topical_june2024_paraphrase.jsonl", "mixed_docs.10k.jsonl.gz"]:
        opened = (gzip.open if name.endswith("gz") else open)(folder / name, "rt", encoding="utf-8")
        for line in opened:
            d = json.loads(line)
            documents.append({"id": d["id"], "lang": SAME.get(d["lang"], d["lang"]), "text": d["text"]})
    kept = [d for d in documents if d["lang"] not in ("und", "mul") and letters(d["text"])]
    wrong = [d for d in kept if mislabelled(d)]
    print(f"{len(kept)} documents; {len(wrong)} left out, whose letters are not those of the language that their set says")
    for d in kept:
        if d["lang"] in ("zh", "zh-Hant"):
            d["lang"] = chinese(d["text"])
    return [d for d in kept if not mislabelled(d)]


def mislabelled(document):
    """Said to be Russian, Korean, Chinese or Japanese, and written in Latin letters."""
    foreign = sum(c.isalpha() and ord(c) > 0x370 for c in document["text"])
    return document["lang"] in ("ru", "ko", "zh", "zh-Hant", "ja", "uk") and foreign * 5 < letters(document["text"])


def chinese(text):
    """The sets call a text traditional by its source; its characters say."""
    simple = sum(writes(c, "gb2312") and not writes(c, "big5") for c in text[:2000])
    traditional = sum(writes(c, "big5") and not writes(c, "gb2312") for c in text[:2000])
    return "zh" if simple >= traditional else "zh-Hant"


def writes(c, codec):
    try:
        c.encode(codec)
        return True
    except UnicodeEncodeError:
        return False


def read(program, folder, texts):
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps({"text": t}, ensure_ascii=False) + "\n" for t in texts))
    out = subprocess.run([program, str(path)], capture_output=True).stdout.decode("utf-8", "replace")
    found = [json.loads(line) for line in out.split("\n") if line]
    assert len(found) == len(texts)
    return found


def sentences(text):
    flat = [re.sub(r"\s+", " ", p).strip() for p in text.split("\n")]
    return [s for p in flat for s in re.split(r"(?<=[.!?])\s+|(?<=[。！？])", p) if sum(c.isalpha() for c in s) >= 8]


def letters(text):
    return sum(c.isalpha() for c in text)


def table(program, folder, documents):
    parts = {"documents": [], "paragraphs": [], "sentences": [], "short": []}
    for d in documents:
        parts["documents"].append((d["lang"], d["text"]))
        parts["paragraphs"] += [(d["lang"], p) for p in d["text"].split("\n") if letters(p) >= 60]
        for s in sentences(d["text"]):
            short = letters(s) < (15 if d["lang"] in ("ko", "ja", "zh", "zh-Hant") else 40)
            parts["short" if short else "sentences"].append((d["lang"], s))
    rows, wrong = collections.defaultdict(dict), collections.Counter()
    for kind, pairs in parts.items():
        random.Random(1).shuffle(pairs)
        taken, some = collections.Counter(), []
        for lang, text in pairs:
            taken[lang] += 1
            if kind == "documents" or taken[lang] <= MOST:
                some.append((lang, text))
        right, counts = collections.Counter(), collections.Counter()
        for (lang, text), r in zip(some, read(program, folder, [t for _, t in some])):
            counts[lang] += 1
            right[lang] += r.get("language") == lang
            if r.get("language") != lang:
                wrong[kind, lang, r.get("language")] += 1
            if r.get("language") != lang and "-v" in sys.argv and kind == "documents":
                print("wrong:", lang, r.get("language"), text[:90].replace("\n", " "))
        for lang in counts:
            rows[lang][kind] = f"{right[lang]}/{counts[lang]}"
        rows["all"][kind] = f"{sum(right.values())}/{sum(counts.values())}"
    print(f"{'':10}" + "".join(f"{k:>14}" for k in parts))
    for lang in sorted(rows, key=lambda k: (k == "all", -int(rows[k].get("documents", "0/0").split("/")[1]))):
        print(f"{lang:10}" + "".join(f"{rows[lang].get(k, ''):>14}" for k in parts))
    print("most often wrong:", ", ".join(f"{k} {a} as {b}: {n}" for (k, a, b), n in wrong.most_common(14)))


def strangers(program, folder, documents):
    """Documents that are in one language, as their set says."""
    for lang in ["en", "ko", "ru", "zh", "vi", "de"]:
        own = [d for d in documents if d["lang"] == lang]
        results = read(program, folder, [d["text"] for d in own])
        count, marked, latin, by = 0, 0, 0, collections.Counter()
        for d, r in zip(own, results):
            count += len(sentences(d["text"]))
            text = (r.get("text") or "").encode()
            for n in r.get("notes", []):
                if n["kind"] == "foreign" and r.get("language") == lang:
                    marked += 1
                    words = text[n["start"]:n["end"]].decode("utf-8", "replace")
                    latin += sum(c.isalpha() and ord(c) < 0x250 for c in words) * 2 > letters(words)
                    by[n["value"]] += 1
                    if "-v" in sys.argv and lang == "en":
                        print("marked:", n["value"], text[n["start"]:n["end"]].decode("utf-8", "replace")[:140].replace("\n", " "))
        print(f"documents in {lang}: {len(own)} with {count} sentences, {marked} passages marked as another language, {latin} of them in Latin letters "
              f"({', '.join(f'{k} {v}' for k, v in by.most_common(6))})")


def inserted(program, folder, documents):
    dice = random.Random(2)
    by_lang = collections.defaultdict(list)
    for d in documents:
        by_lang[d["lang"]].append(d["text"])
    reports = [p for t in by_lang["en"] for p in ["\n".join(s for s in t.split("\n") if letters(s) > 60)] if 2000 < letters(p) < 6000]
    print("set into an English report:   found with its place and language   place, another language   English marked")
    for lang in MIXED:
        for kind in ("paragraph", "sentence", "short sentence"):
            eastern = lang in ("ko", "ja", "zh")
            pool = []
            for text in by_lang[lang]:
                if kind == "paragraph":
                    pool += [p for p in text.split("\n") if 80 <= letters(p) <= 600]
                else:
                    low, high = ((6, 15) if eastern else (20, 40)) if kind == "short sentence" else ((15, 60) if eastern else (40, 200))
                    pool += [s for s in sentences(text) if low <= letters(s) <= high and s[-1] in ".!?。"]
            dice.shuffle(pool)
            pool = [p.strip() for p in pool[:200] if not re.search("[a-zA-Z]{3}", p) or lang not in ("ko", "ru", "zh", "ja", "uk")]
            texts, wanted = [], []
            for part in pool:
                lines = dice.choice(reports).split("\n")
                at = dice.randrange(len(lines))
                if kind == "paragraph":
                    lines.insert(at, part)
                else:
                    first = sentences(lines[at])
                    lines[at] = " ".join(first[:1] + [part] + first[1:])
                texts.append("\n".join(lines))
                wanted.append(part.encode())
            place = right = other = 0
            for r, w in zip(read(program, folder, texts), wanted):
                text = (r.get("text") or "").encode()
                start = text.find(w)
                found = [n for n in r.get("notes", []) if n["kind"] == "foreign"]
                inside = [n for n in found if n["start"] < start + len(w) and n["end"] > start]
                covered = sum(min(n["end"], start + len(w)) - max(n["start"], start) for n in inside)
                if covered >= 0.8 * len(w):
                    same = all(n["value"].split("-")[0] == lang for n in inside)
                    right += same
                    place += not same
                other += sum(n["end"] - n["start"] - (min(n["end"], start + len(w)) - max(n["start"], start) if n in inside else 0) > 20 for n in found)
            print(f"  {lang:4}{kind:16}{right:>6}/{len(texts):<5}{place:>28}{other:>26}")


def main():
    program = sys.argv[1]
    data = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 and sys.argv[2] != "-v" else "../shared/data/text")
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing measured")
    documents = load(data)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        table(program, folder, documents)
        strangers(program, folder, documents)
        inserted(program, folder, documents)


main()
