#!/usr/bin/env python3
"""How well the reader tells encodings: encodings.py build/release/bench/documents [FOLDER]

Texts of real news in FOLDER (default ../shared/data/text) are encoded as their language is and read back: whole, and cut
to a kilobyte, two hundred bytes and one sentence; beside it what ICU's detector alone would have made of the bytes. Then
with a declaration, right and wrong; with single bytes broken; as JSON; encoded twice; and ten thousand clean documents, of which
none may be changed.
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
import unicodedata

MOST = 40  # texts of a language
FITS = {
    "ko": ["cp949", "euc_kr"], "ru": ["koi8_r", "cp1251", "iso8859_5", "cp866"], "zh": ["gb18030", "gbk"],
    "zh-Hant": ["big5"], "ja": ["cp932", "euc_jp", "iso2022_jp"], "vi": ["cp1258", "viscii"], "de": ["cp1252"],
    "fr": ["cp1252"], "es": ["cp1252"], "en": ["cp1252"], "pl": ["cp1250", "iso8859_2"], "uk": ["cp1251", "koi8_u"],
}
WIDE = ["utf_8", "utf_16", "utf_16_le", "utf_16_be"]
LENGTHS = {"whole": None, "1 KB": 1024, "200 bytes": 200, "sentence": "sentence"}
TWICE = ["cp1252", "latin_1", "cp1251", "koi8_r"]


def texts(folder):
    """Texts by language, in a fixed order."""
    found = collections.defaultdict(list)
    for name in ["news_real.dev.jsonl", "topical_june2024_paraphrase.jsonl", "mixed_docs.10k.jsonl.gz"]:
        opened = (gzip.open if name.endswith("gz") else open)(folder / name, "rt", encoding="utf-8")
        for line in opened:
            document = json.loads(line)
            language = document["lang"].split("-U")[0].split("-u")[0].replace("pl-PL", "pl")
            found[language].append(document["text"])
    return found


def viscii():
    """Python has no such codec; iconv has."""
    table = {}
    for byte in range(0x80, 0x100):
        letter = subprocess.run(["iconv", "-f", "VISCII", "-t", "UTF-8"], input=bytes([byte]), capture_output=True).stdout
        table[letter.decode()] = byte
    return table


VISCII = {}


def encode(text, encoding):
    """The text in that encoding, without what it lacks; and what is left of the text."""
    if encoding == "viscii":
        kept = "".join(c for c in text if c in VISCII or ord(c) < 128)
        return bytes(VISCII.get(c) or ord(c) for c in kept), kept
    if encoding == "cp1258":
        parts = []
        for c in text:
            for form in (c, split_accent(c), unicodedata.normalize("NFD", c)):
                if can(form, encoding):
                    parts.append(form)
                    break
        kept = "".join(parts)
        return kept.encode(encoding), unicodedata.normalize("NFC", kept)
    kept = text.encode(encoding, "ignore").decode(encoding)
    return kept.encode(encoding), kept


def split_accent(c):
    """The tone apart, the letter with its other mark in one."""
    marks = unicodedata.normalize("NFD", c)
    for i, mark in enumerate(marks):
        if mark in "\u0300\u0301\u0303\u0309\u0323":
            return unicodedata.normalize("NFC", marks[:i] + marks[i + 1:]) + mark
    return c


def can(text, encoding):
    try:
        text.encode(encoding)
        return True
    except UnicodeEncodeError:
        return False


def cut(text, length, encoding):
    """A part that begins with a letter beyond ASCII near, as a short text of that language would have."""
    flat = re.sub(r"\s+", " ", text).strip()
    if length is None:
        return text
    if length == "sentence":
        parts = [s for s in re.split(r"(?<=[.!?。！？])\s*", flat) if len(s) > 20]
        marked = [s for s in parts if any(ord(c) > 127 for c in s)] or parts
        return marked[len(marked) // 2] if marked else flat[:80]
    while len(flat.encode("utf-16-le" if encoding.startswith("utf_16") else "utf-8")) > length and len(flat) > 10:
        flat = flat[: int(len(flat) * 0.9)]
    return flat


def squeeze(text):
    return re.sub(r"[\s\x00-\x1f\x7f-\xa0\u2000-\u200b\u202f\u205f\u3000\ufeff]", "", unicodedata.normalize("NFC", text))


def same(read, wanted):
    """The reader leaves out what a page leaves behind; all that it keeps must stand in the original."""
    whole = squeeze(wanted)
    lines = [squeeze(line) for line in ((read.get("title") or "") + "\n" + (read.get("text") or "")).split("\n")]
    kept = sum(map(len, lines))
    return kept > 0 and kept * 2 >= len(whole) and all(line in whole for line in lines)


def run(program, files, options=()):
    """What the program makes of each file, in their order."""
    out = []
    for at in range(0, len(files), 500):
        result = subprocess.run([program, *options, *map(str, files[at:at + 500])], capture_output=True)
        out += [json.loads(line) for line in result.stdout.decode("utf-8", "replace").split("\n") if line]
    assert len(out) == len(files), (len(out), len(files))
    return out


def write_all(folder, contents):
    files = []
    for i, content in enumerate(contents):
        files.append(folder / f"{i:05}")
        files[-1].write_bytes(content)
    return files


def peer_reads(data, name, wanted):
    try:
        return squeeze(data.decode({"GB18030": "gb18030"}.get(name, name))) == squeeze(wanted)
    except (LookupError, UnicodeDecodeError, TypeError):
        return False


def map_leads(read, data, encoding):
    """Each letter of the text begins at the byte that its map names."""
    text, places = read["text"].encode(), read["map"]
    at = 0
    for c in read["text"]:
        if ord(c) > 32:
            written = encode_one(c, encoding)
            if written and not data[places[at]:].startswith(written):
                return False
        at += len(c.encode())
    return at == len(text)


def encode_one(c, encoding):
    if encoding == "utf_16":
        encoding = "utf_16_le"
    if encoding in ("iso2022_jp", "cp1258"):
        return b""  # a letter has no bytes of its own there
    if encoding == "viscii":
        return bytes([VISCII[c]]) if c in VISCII else c.encode("ascii", "ignore")
    return c.encode(encoding, "ignore")


def detection(program, found, folder):
    print("right by encoding and length, of how many; in brackets ICU's detector alone")
    print(f"{'':14}" + "".join(f"{name:>20}" for name in LENGTHS) + f"{'maps':>12}")
    sums = collections.Counter()
    wrong = []
    for language, encodings in FITS.items():
        for encoding in encodings + WIDE:
            row, maps, mapped = f"{language:8}{encoding:10}", 0, 0
            for name, length in LENGTHS.items():
                contents, wanted = [], []
                for text in found[language][:MOST]:
                    data, kept = encode(cut(text, length, encoding), encoding)
                    if all(b < 128 for b in data) and encoding not in ("iso2022_jp", "utf_16_le", "utf_16_be", "utf_16"):
                        continue
                    if len(squeeze(kept)) < 10:
                        continue
                    contents.append(data)
                    wanted.append(kept)
                results = run(program, write_all(folder, contents), ["-p", "-m"])
                right = [same(r, w) for r, w in zip(results, wanted)]
                peers = sum(peer_reads(d, r.get("peer"), w) for d, r, w in zip(contents, results, wanted))
                wrong += [(language, encoding, name, r.get("encoding"), w[:60]) for r, w, ok in zip(results, wanted, right) if not ok]
                good = [(r, d) for r, d, ok in zip(results, contents, right) if ok]
                maps += sum(map_leads(r, d, encoding) for r, d in good)
                mapped += len(good)
                sums[name, "right"] += sum(right)
                sums[name, "peer"] += peers
                sums[name, "all"] += len(right)
                row += f"{sum(right):>8}/{len(right):<3} ({peers:>3})  "
            print(row + f"{maps:>6}/{mapped}")
    print(f"{'all':18}" + "".join(f"{sums[n, 'right']:>6}/{sums[n, 'all']:<5}({sums[n, 'peer']:>4}) " for n in LENGTHS))
    return wrong


def declared(program, found, folder):
    page = '<html><head><meta charset="%s"><title>x</title></head><body><article><p>%s</p></article></body></html>'
    rows = collections.defaultdict(list)
    for language, encodings in FITS.items():
        for encoding in encodings:
            for text in found[language][:MOST]:
                body = re.sub(r"[<>&]", "", cut(text, 1024, encoding))
                data, kept = encode(body, encoding)
                if all(b < 128 for b in data):
                    continue
                for kind, label in (("right", encoding.replace("_", "-")), ("utf-8", "utf-8"), ("none", ""),
                                    ("wrong", "koi8-r" if language != "ru" else "windows-1252")):
                    label = {"cp949": "euc-kr", "iso8859-5": "iso-8859-5", "iso8859-2": "iso-8859-2"}.get(label, label)
                    head, tail = (page % (label, "\0")).split("\0")
                    rows[kind].append((head.encode() + data + tail.encode(), kept))
    for kind, pairs in rows.items():
        results = run(program, write_all(folder, [d for d, _ in pairs]))
        right = sum(squeeze(r.get("text") or "") in squeeze(w) and bool(r.get("text")) for r, (_, w) in zip(results, pairs))
        noted = sum(any(n["kind"] == "encoding-overruled" for n in r.get("notes", [])) for r in results)
        print(f"page, declaration {kind:6} {right:>5}/{len(pairs)} right, {noted} noted as overruled")


def broken(program, found, folder):
    dice = random.Random(1)
    for encoding, languages in (("utf_8", ["ko", "ru", "de", "vi", "zh", "en"]), ("cp949", ["ko"]), ("cp1251", ["ru"])):
        contents, wanted = [], []
        for language in languages:
            for text in found[language][:MOST]:
                data, kept = encode(cut(text, 1024, encoding), encoding)
                if all(b < 128 for b in data) or len(data) < 50:
                    continue
                at = dice.randrange(10, len(data) - 10)
                contents.append(data[:at] + bytes([dice.choice([0xFF, 0xFE, 0x80, 0xC0])]) + data[at + 1:])
                wanted.append(kept)
        results = run(program, write_all(folder, contents))
        right = 0
        for r, w in zip(results, wanted):
            whole = collections.Counter(squeeze(w))
            got = collections.Counter(squeeze((r.get("title") or "") + (r.get("text") or "")))
            right += sum((got - whole).values()) <= 4
        print(f"one byte broken, {encoding:8} {right:>4}/{len(contents)} read but for that place")


def old_collections(program, found, folder):
    """JSON in an encoding that nothing declares, which no writer of JSON should make and old archives hold."""
    print("JSON that is no UTF-8         right   maps right")
    for name, length in (("1 KB", 1024), ("sentence", "sentence")):
        for ending, opening, between, closing in (("lines", "", "\n", "\n"), ("a list", "[\n", ",\n", "]\n")):
            right = maps = count = 0
            for language, encodings in FITS.items():
                for encoding in (e for e in encodings if e != "iso2022_jp"):
                    plain = [re.sub(r'["\\\x00-\x1f]', " ", cut(text, length, encoding)) for text in found[language][:MOST]]
                    bodies = [(data, kept) for data, kept in (encode(text, encoding) for text in plain) if len(squeeze(kept)) >= 10]
                    rows = [b'{"text":"' + data + b'"}' for data, _ in bodies]
                    whole = opening.encode() + between.encode().join(rows) + closing.encode()
                    files = write_all(folder, [whole])
                    out = subprocess.run([program, "-m", str(files[0])], capture_output=True).stdout.decode("utf-8", "replace")
                    results = {r["ordinal"]: r for r in map(json.loads, filter(None, out.split("\n"))) if "text" in r}
                    for n, (_, kept) in enumerate(bodies):
                        good = n in results and same(results[n], kept)
                        right += good
                        maps += good and map_leads(results[n], whole, encoding)
                        count += 1
            print(f"{ending:8} {name:16} {right:>5}/{count} {maps:>6}/{right}")


def mojibake(program, found, folder):
    print("encoded twice:          mended  in part, told  suspected   left   maps right")
    languages = ["en", "de", "fr", "ru", "ko", "zh", "vi", "ja", "uk", "pl", "es"]
    for encoding in TWICE:
        for name, length, times in (("1 KB", 1024, 1), ("sentence", "sentence", 1), ("1 KB twice", 1024, 2)):
            contents, wanted = [], []
            for language in languages:
                for text in found[language][:MOST]:
                    text = kept = cut(text, length, "utf_8")
                    for _ in range(times):
                        raw = text.encode()
                        text = "".join(bytes([b]).decode(encoding, "ignore") or chr(b) for b in raw)
                    if text == kept:
                        continue
                    contents.append(text.encode())
                    wanted.append(kept)
            results = run(program, write_all(folder, contents), ["-m"])
            counts = collections.Counter()
            for r, w, d in zip(results, wanted, contents):
                kinds = {n["kind"] for n in r.get("notes", [])}
                if same(r, w):
                    counts["mended"] += 1
                    counts["maps"] += all(a <= b for a, b in zip(r["map"], r["map"][1:])) and r["map"][-1] <= len(d)
                else:
                    counts["part" if "encoding-mended" in kinds else "suspect" if "encoding-suspect" in kinds else "left"] += 1
            print(f"{encoding:8} {name:12} {counts['mended']:>6}/{len(wanted):<5} {counts['part']:>8} {counts['suspect']:>12} "
                  f"{counts['left']:>8} {counts['maps']:>8}")


def clean(program, folder, data):
    """Documents as they are: none may be mended, but those that are broken in the set."""
    lines = []
    for name in ["mixed_docs.10k.jsonl.gz", "news_real.dev.jsonl", "topical_june2024_paraphrase.jsonl"]:
        opened = (gzip.open if name.endswith("gz") else open)(data / name, "rt", encoding="utf-8")
        lines += [json.loads(line) for line in opened]
    path = folder / "clean.jsonl"
    path.write_text("".join(json.dumps({"text": d["text"], "title": d["title"]}, ensure_ascii=False) + "\n" for d in lines))
    out = subprocess.run([program, str(path)], capture_output=True).stdout.decode("utf-8", "replace")
    changed, suspected, read = [], 0, 0
    for line in out.split("\n"):
        if not line:
            continue
        r = json.loads(line)
        read += "text" in r
        kinds = {n["kind"] for n in r.get("notes", [])}
        suspected += "encoding-suspect" in kinds
        if "encoding-suspect" in kinds and "-v" in sys.argv:
            print("  suspected:", lines[r["ordinal"]]["id"], lines[r["ordinal"]]["lang"], [n["count"] for n in r["notes"] if n["kind"] == "encoding-suspect"])
        if "encoding-mended" in kinds:
            changed.append((lines[r["ordinal"]], r))
    print(f"clean documents: {read} read, {len(changed)} changed, {suspected} suspected")
    for before, after in changed:
        words = set(after["text"].split()) - set(before["text"].split())
        gone = set(before["text"].split()) - set(after["text"].split())
        print("  changed:", before["id"], before["lang"], sorted(gone)[:4], "->", sorted(words)[:4])


def main():
    program = sys.argv[1]
    data = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "../shared/data/text")
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing measured")
    VISCII.update(viscii())
    found = texts(data)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        wrong = detection(program, found, folder)
        declared(program, found, folder)
        broken(program, found, folder)
        old_collections(program, found, folder)
        mojibake(program, found, folder)
        clean(program, folder, data)
    for row in wrong if "-v" in sys.argv else []:
        print("wrong:", *row)


main()
