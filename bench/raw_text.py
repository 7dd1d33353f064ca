#!/usr/bin/env python3
"""How well raw text is read, against a treebank: F1 of sentences, tokens, UPOS, UAS and LAS.

    bench/raw_text.py TREEBANK.conllu [--program 'casus parse -'] [--show N]

Raw text is rebuilt from the treebank: sentences of a paragraph joined by a space, paragraphs and documents by a blank
line. The program reads it on standard input, as one JSON document, and prints CoNLL-U; its tokens are aligned with the gold ones by their
characters, white space left out, as the CoNLL 2018 shared task does. A span counts when both ends agree; a head when
both words are aligned and their heads are; relations are compared without subtype. Text that the program leaves out
(`casus parse` cleans a page before it reads it) counts as missed; how much it reads is told.
"""
import argparse
import json
import shlex
import subprocess


def sentences(lines):
    """Yield (starts a paragraph, [(form, space after, UPOS, head, relation)]) for each sentence; clitics are tokens of
    their own."""
    words, paragraph, inside, joined_space = [], False, 0, True
    for line in lines:
        line = line.rstrip("\n")
        if not line:
            if words:
                yield paragraph, words
            words, paragraph, inside = [], False, 0
        elif line.startswith("#"):
            paragraph |= line.startswith(("# newpar", "# newdoc"))
        else:
            columns = line.split("\t")
            space = "SpaceAfter=No" not in columns[9]
            if "-" in columns[0]:
                inside, joined_space = int(columns[0].split("-")[1]), space
            elif "." not in columns[0]:
                within = int(columns[0]) <= inside
                last = int(columns[0]) == inside
                words.append((columns[1], (joined_space if last else False) if within else space, columns[3],
                              int(columns[6]), columns[7].split(":")[0]))
    if words:
        yield paragraph, words


def raw_text(gold):
    parts = []
    for paragraph, words in gold:
        if parts:
            parts.append("\n\n" if paragraph else "")
        parts.extend(word[0] + (" " if word[1] else "") for word in words)
    return "".join(parts)


def spans(parsed):
    """Character spans, white space not counted, of sentences and of tokens."""
    at, sentence_spans, token_spans = 0, [], []
    for _, words in parsed:
        start = at
        for word in words:
            length = len("".join(word[0].split()))
            token_spans.append((at, at + length))
            at += length
        sentence_spans.append((start, at))
    return sentence_spans, token_spans


def align(gold, found):
    """The place in `gold` of every character of `found` and of its end; text that only one of them has is stepped over."""
    places, at, ahead = [], 0, 20
    for i, character in enumerate(found):
        if at < len(gold) and gold[at] != character:
            again = gold.find(found[i:i + ahead], at, at + 5000)
            at = again if again >= 0 else at
        places.append(at)
        at += at < len(gold) and gold[at] == character
    return places + [at]


def f1(gold, found):
    right = len(set(gold) & set(found))
    return 2 * right / (len(gold) + len(found)) if gold or found else 1.0


def words_by_span(parsed, token_spans):
    """Span of each word -> (UPOS, span of its head or None for the root, relation)."""
    at, answers = 0, {}
    for _, words in parsed:
        own = token_spans[at:at + len(words)]
        for span, (_, _, upos, head, relation) in zip(own, words):
            answers[span] = (upos, own[head - 1] if head else None, relation)
        at += len(words)
    return answers


def relations(gold, gold_spans, found, found_spans):
    wanted, answers = words_by_span(gold, gold_spans), words_by_span(found, found_spans)
    both = [(wanted[span], answers[span]) for span in wanted if span in answers]
    share = lambda right: 2 * right / (len(gold_spans) + len(found_spans))
    yield "UPOS", share(sum(w[0] == a[0] for w, a in both))
    yield "UAS", share(sum(w[1] == a[1] for w, a in both))
    yield "LAS", share(sum(w[1:] == a[1:] for w, a in both))


def show(text, gold, found, limit):
    dense = "".join(text.split())
    for span in sorted(set(found) - set(gold))[:limit]:
        print(f"  {dense[max(0, span[0] - 25):span[0]]} [{dense[span[0]:span[1]]}] {dense[span[1]:span[1] + 25]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank")
    parser.add_argument("--program", default="build/release/casus parse -")
    parser.add_argument("--show", type=int, default=0, help="print that many wrong sentences and tokens")
    options = parser.parse_args()
    with open(options.treebank, encoding="utf-8") as file:
        gold = list(sentences(file))
    text = raw_text(gold)
    document = json.dumps({"id": "1", "lang": "en", "text": text}) + "\n"
    run = subprocess.run(shlex.split(options.program), input=document.encode(), stdout=subprocess.PIPE, check=True)
    found = list(sentences(run.stdout.decode().splitlines()))
    gold_sentences, gold_tokens = spans(gold)
    dense = "".join(text.split())
    places = align(dense, "".join("".join(word[0].split()) for _, words in found for word in words))
    found_sentences, found_tokens = ([(places[a], places[b - 1] + 1) for a, b in part] for part in spans(found))
    print(f"{len(set(places) - {len(dense)}) / len(dense):.1%} of the text read")
    print(f"sentence F1 {f1(gold_sentences, found_sentences):.4f}  token F1 {f1(gold_tokens, found_tokens):.4f}  "
          + "  ".join(f"{name} F1 {value:.4f}" for name, value in relations(gold, gold_tokens, found, found_tokens)))
    show(text, gold_sentences, found_sentences, options.show)
    show(text, gold_tokens, found_tokens, options.show)


if __name__ == "__main__":
    main()
