#!/usr/bin/env python3
"""Labelled news (corpus/) as lessons in CoNLL-U: words, and marks in the last column; trees are left open.

  lessons.py CASUS FILE… > MARKED.conllu

Passages that measure the reader are left out (corpus.py).

CASUS is the program, which finds the words and, where a party or trigger has several, the one that heads them."""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import corpus


def parse(program, texts):
    """For each text its words as (form, start, end, head); head -1: a root."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, text in enumerate(texts):
            print(json.dumps({"id": str(i), "text": text, "date": "2020-01-01", "lang": "en"}), file=file)
        file.flush()
        command = [program, "parse", file.name, "--format", "json", "-q"]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    made = []
    for sentence in map(json.loads, lines):
        if sentence["sentence"] == 0:
            made.append([])
        first = len(made[-1])
        for t in sentence["tokens"]:
            made[-1].append((t["form"], *t["span"], t["head"] - 1 + first if t["head"] else -1))
    if len(made) != len(texts):
        sys.exit("%d texts came back of %d" % (len(made), len(texts)))
    return made


def head_of(words, start, end):
    """The word that heads those between two byte offsets; None: there are none."""
    inside = [i for i, word in enumerate(words) if word[1] < end and word[2] > start]
    return next((i for i in inside if words[i][3] not in inside), None)


def find(text, phrase, near):
    """Byte offsets of the phrase nearest to an offset; None: it does not stand there."""
    data, phrase = text.lower().encode(), phrase.lower().encode()
    starts = [m.start() for m in re.finditer(re.escape(phrase), data)] if phrase else []
    start = min(starts, key=lambda s: abs(s - near), default=None)
    return None if start is None else (start, start + len(phrase))


def heads_of(text, words, phrases, near):
    found = (find(text, phrase, near) for phrase in phrases)
    heads = {head_of(words, *span) for span in found if span}
    return ",".join(str(h + 1) for h in sorted(heads - {None}))


def add_events(sentence, words, marks):
    text = sentence["text"]
    for event in sentence["optional"]:
        i = head_of(words, event["trigger_at"], event["trigger_at"] + 1)
        marks[i]["Deed"] = "?"
    for event in sentence["events"]:
        at = event["trigger_at"]
        i = head_of(words, at, at + 1)
        marks[i].update(Deed=event["event"], Manner=event["status"])
        for key, side in (("Doer", "source"), ("Other", "target")):
            marks[i][key] = heads_of(text, words, [party["text"] for party in event[side]], at)


def add_speakers(sentence, words, marks):
    for speaker in sentence["speakers"]:
        verb, _, nth = speaker["verb"].partition("#")
        if not verb:
            continue
        at = corpus.trigger_at(sentence["text"], verb, int(nth or 1))
        i = head_of(words, at, at + 1)
        marks[i]["Says"] = "Yes"
        marks[i]["Speaker"] = heads_of(sentence["text"], words, [speaker["name"]], at)


def write(sentence, words):
    marks = [{} for _ in words]
    add_events(sentence, words, marks)
    add_speakers(sentence, words, marks)
    for i, (word, mark) in enumerate(zip(words, marks), 1):
        items = "|".join(f"{key}={value}" for key, value in mark.items() if value)
        print(i, word[0], *"_______", items or "_", sep="\t")
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    codes, faults, sentences = corpus.actor_codes(), [], []
    for path in options.files:
        passages = corpus.read(path, codes, faults)
        taught = (p for n, p in enumerate(passages) if not corpus.is_held(path, n))
        sentences += [sentence for passage in taught for sentence in passage["sentences"]]
    for sentence, words in zip(sentences, parse(options.program, [s["text"] for s in sentences])):
        write(sentence, words)


if __name__ == "__main__":
    main()
