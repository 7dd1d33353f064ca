#!/usr/bin/env python3
"""Makes data/read/languages.bin: how usual letters are after each other in some seventy languages, and their small words.

    pip download --no-deps lingua-language-detector==1.2.1 stopwordsiso==0.7.1
    python3 tools/read/make_languages.py lingua_*.whl stopwordsiso*.whl -o data/read/languages.bin

From Lingua (Apache-2.0) the likelihood of a letter after the one or two before it in a word, of stopwords-iso (MIT) the
words. The file is read where it lies (src/read/letters.c), little-endian:

    "casus letters 1\\n", u32 languages, u32 slots (a power of two), u32 entries, u32 0
    languages * 16 bytes: name, padded with zeros
    slots * { u64 key, u32 first entry, u32 entries }     key 0: empty; found by casus_letters' hash
    entries * { u8 language, u8 cost }                    of letters: quarter bits; of words: quarter bits they save
"""
import argparse
import io
import json
import math
import struct
import zipfile

import numpy

LEFT_OUT = {"bs", "eo", "la", "nn"}  # of others hardly to be told (bs, nn), or of no news (eo, la)
MOST_GRAMS = {1: 4500, 2: 700, 3: 2600}  # of a language
NAMES = {1: "unigrams", 2: "bigrams", 3: "trigrams"}
MOST_COST = 80  # quarter bits; rarer ones are not kept
WORD_SAVES = [(150, 20), (400, 16), (10000, 10)]  # up to so many words in the list: quarter bits
HASH = 0x9E3779B97F4A7C15


def grams(wheel, language, n):
    """The n-grams of a language with the natural logarithm of the last letter's likelihood."""
    path = f"lingua/language-models/{language}/{NAMES[n]}.npz"
    if path not in wheel.namelist():
        return {}
    array = numpy.load(io.BytesIO(wheel.read(path)))["arr"]
    return {str(gram): float(value) for gram, value in array if gram.islower() or not gram.isupper()}


def usual(wheel, language):
    """Per length the grams worth keeping, with their cost in quarter bits."""
    by_length = {n: grams(wheel, language, n) for n in NAMES}
    for n, table in by_length.items():
        joint = {}
        for gram, value in table.items():
            before = sum(by_length[k].get(gram[:k], -20.0) for k in range(1, n))
            joint[gram] = value + before
        for gram in sorted(joint, key=lambda g: (-joint[g], g))[: MOST_GRAMS[n]]:
            cost = round(-table[gram] / math.log(2) * 4)
            if cost <= MOST_COST:
                yield gram, max(cost, 0)


def scripts_of_han(language_grams):
    """Chinese as written in simplified and in traditional characters: those that the national set of each has."""
    def writes(gram, codec):
        try:
            gram.encode(codec)
            return True
        except UnicodeEncodeError:
            return False
    simplified = [(g, c) for g, c in language_grams if writes(g, "gb2312")]
    traditional = [(g, c) for g, c in language_grams if writes(g, "big5")]
    return simplified, traditional


def key_of_gram(gram):
    key = 0
    for letter in gram:
        key = key << 21 | ord(letter)
    return key


def key_of_word(word):
    value = 0xCBF29CE484222325
    for letter in word:
        value = ((value ^ ord(letter)) * 0x100000001B3) & (1 << 64) - 1
    return value | 1 << 63


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lingua")
    parser.add_argument("stopwords")
    parser.add_argument("-o", dest="out", required=True)
    args = parser.parse_args()
    wheel = zipfile.ZipFile(args.lingua)
    words = json.loads(zipfile.ZipFile(args.stopwords).read("stopwordsiso/stopwords-iso.json"))
    found = sorted({name.split("/")[2] for name in wheel.namelist() if "language-models/" in name} - LEFT_OUT)
    tables = {}
    for language in found:
        tables[language] = list(usual(wheel, language))
    tables["zh"], tables["zh-Hant"] = scripts_of_han(tables["zh"])
    languages = sorted(tables)
    slots = {}
    for number, language in enumerate(languages):
        for gram, cost in tables[language]:
            slots.setdefault(key_of_gram(gram), []).append((number, cost))
        listed = words.get({"nb": "no", "zh-Hant": "-"}.get(language, language), [])
        single = sorted({w.lower() for w in listed if w.isalpha() and len(w) < 12})
        saves = next(s for most, s in WORD_SAVES if len(single) <= most)
        for word in single:
            slots.setdefault(key_of_word(word), []).append((number, saves))
    bits = (len(slots) * 3 // 2).bit_length()
    table = [(0, 0, 0)] * (1 << bits)
    entries = bytearray()
    for key in sorted(slots):
        at = (key * HASH & (1 << 64) - 1) >> 64 - bits
        while table[at][0]:
            at = (at + 1) & (1 << bits) - 1
        table[at] = (key, len(entries) // 2, len(slots[key]))
        for number, cost in slots[key]:
            entries += bytes((number, cost))
    with open(args.out, "wb") as out:
        out.write(b"casus letters 1\n" + struct.pack("<4I", len(languages), len(table), len(entries) // 2, 0))
        for language in languages:
            out.write(language.encode().ljust(16, b"\0"))
        for slot in table:
            out.write(struct.pack("<QII", *slot))
        out.write(entries)
    print(f"{len(languages)} languages, {len(slots)} keys, {len(entries) // 2} entries")


main()
