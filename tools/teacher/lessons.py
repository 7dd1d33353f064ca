#!/usr/bin/env python3
"""Labelled news (corpus/) as lessons, a JSON line for each passage: its sentences, each with "words", the "marks" of these
(as in the last column of CoNLL-U), the "sides" of each event: [word that tells it, sources, targets] (null: not known by
code), and who is "named" where: [word, actors], and what was "said": [word that tells it, end of the speaker's name], and, where they were read,
its "ties": [kind, actors from whom, actors to whom].

  lessons.py CASUS [--others FOLDER]… FILE… > LESSONS.jsonl

CASUS is the program, which finds the words, who is named, and, where a party or trigger has several words, the one that
heads them. Passages that measure the reader are left out (corpus.py). FOLDER has what another reader found
(corpus/second): what most readers tell is told, what fewer tell may be told or not; who is meant is what most of them say."""

import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, ".."))
import corpus
import readings


def run(program, form, documents):
    """What casus parse tells of documents, line by line."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for i, document in enumerate(documents):
            print(json.dumps({"id": str(i), "lang": "en", **document}), file=file)
        file.flush()
        command = [program, "parse", file.name, "--format", form, "-q"]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return map(json.loads, output.splitlines())


def named(program, passages):
    """For each passage where it names actors: (byte offset, codes)."""
    texts = ["\n".join(s["text"] for s in p["sentences"]) for p in passages]
    found = [[] for _ in passages]
    for line in run(program, "actors", [{"text": t, "date": p["date"]} for t, p in zip(texts, passages)]):
        codes = [a["actor"] for a in line["actors"] if a["actor"]]
        if codes and line["by_name"]:
            found[int(line["document"])].append((line["head"][0], codes))
    return found


def parse(program, texts):
    """For each text its words as (form, start, end, head); head -1: a root."""
    made = []
    for sentence in run(program, "json", [{"text": text, "date": "2020-01-01"} for text in texts]):
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


def known(codes):
    """Actors by code, as most readers have them; None: not known by code, or no two readers agree."""
    counted = collections.Counter(codes)
    best, times = counted.most_common(1)[0]
    return None if "" in best or (len(codes) > 1 and times < 2) else sorted(best)


def add_events(sentence, words, marks):
    """The marks of deeds, and their sides. Most of the readers must tell a deed; one that fewer tell may be told or not,
    but whose it is teaches all the same."""
    text, sides, readers = sentence["text"], [], 1 + len(sentence.get("others", ()))
    for deed in readings.deeds(sentence):
        told = readings.tellers(deed)
        event = deed[told[0]] if told else next(iter(deed.values()))
        i = head_of(words, event["at"], event["at"] + 1)
        if 2 * len(told) <= readers:
            marks[i].setdefault("Deed", "?")
        else:
            status = collections.Counter(deed[r]["status"] for r in told).most_common(1)[0][0]
            marks[i].update(Deed=event["event"], Manner=status)
        if not told:
            continue
        if "written" in event:
            for key, side in (("Doer", "source"), ("Other", "target")):
                marks[i][key] = heads_of(text, words, [party["text"] for party in event["written"][side]], event["at"])
        elif marks[i]["Deed"] != "?":
            marks[i]["Unlinked"] = "Yes"
        sides.append([i, *(known([frozenset(deed[r][side]) for r in told]) for side in ("source", "target"))])
    return sides


def add_speakers(sentence, words, marks):
    """Their marks, and for each [word that tells the speech, end of the speaker's name; empty: he is not named]."""
    said = []
    for speaker in sentence["speakers"]:
        verb, _, nth = speaker["verb"].partition("#")
        if not verb:
            continue
        at = corpus.trigger_at(sentence["text"], verb, int(nth or 1))
        i = head_of(words, at, at + 1)
        marks[i]["Says"] = "Yes"
        marks[i]["Speaker"] = heads_of(sentence["text"], words, [speaker["name"]], at)
        end = speaker["name"].split()[-1] if speaker["name"].split() else ""
        said.append([i, end if end[:1].isupper() else ""])
    return said


def ties_of(sentence):
    """[kind, actors from whom, actors to whom] of each kind of tie that the sentence tells."""
    sides = {}
    for tie in sentence["ties"]:
        one, other = sides.setdefault(tie["kind"], (set(), set()))
        one.add(tie["from"]), other.add(tie["to"])
        if tie["mutual"]:
            one.add(tie["to"]), other.add(tie["from"])
    return [[kind, sorted(one), sorted(other)] for kind, (one, other) in sorted(sides.items())]


def write(passage, words, names):
    """`words`: of each of its sentences."""
    sentences, first = [], 0
    for sentence, own in zip(passage["sentences"], words):
        marks = [{} for _ in own]
        sides = add_events(sentence, own, marks)
        said = add_speakers(sentence, own, marks)
        last = first + len(sentence["text"].encode())
        here = []
        for at, codes in names:
            if first <= at < last and (word := head_of(own, at - first, at - first + 1)) is not None:
                here.append([word, codes])
        marks = [{key: value for key, value in mark.items() if value} for mark in marks]
        sentences.append({"words": [w[0] for w in own], "marks": marks, "sides": sides, "named": here, "said": said})
        if "ties_read" in sentence:
            sentences[-1]["ties"] = ties_of(sentence)
        first = last + 1
    print(json.dumps(sentences, ensure_ascii=False))


def taught_of(path, folders, faults):
    passages = corpus.read(path, corpus.actor_codes(), faults)
    for folder in folders:
        readings.put(folder, path, passages, corpus.trigger_at, faults)
    return [p for n, p in enumerate(passages) if not corpus.is_held(path, n)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--others", metavar="FOLDER", action="append", default=[])
    options = parser.parse_args()
    faults = []
    passages = [p for path in options.files for p in taught_of(path, options.others, faults)]
    if faults:
        sys.exit("\n".join(map(str, faults)))
    words = iter(parse(options.program, [s["text"] for p in passages for s in p["sentences"]]))
    for passage, names in zip(passages, named(options.program, passages)):
        write(passage, [next(words) for _ in passage["sentences"]], names)


if __name__ == "__main__":
    main()
