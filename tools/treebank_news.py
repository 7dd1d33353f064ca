#!/usr/bin/env python3
"""Labels of real text (corpus/treebanks/) with the sentences that they belong to, as passages of corpus/README.md.

    treebank_news.py LABELS TREEBANK.conllu > PASSAGES.txt

The sentences are not kept here: they are those of Universal Dependencies English EWT and GUM. LABELS names documents; each
`@` is a sentence by its number there, its labels below it. A sentence of these documents without labels tells no event.

Exit: 0 all well, 1 a document or sentence is missing (each named), 2 wrong use.
"""
import sys

MARKS = '=+~"%'


def sentences_of(path):
    """For each document its sentences as (number, text)."""
    documents, number = {}, ''
    with open(path, encoding='utf-8') as file:
        for line in file:
            key, _, value = line[2:].partition(' = ') if line.startswith('# ') else ('', '', '')
            value = value.strip()
            if key == 'newdoc id':
                name = value
                documents[name] = []
            elif key == 'sent_id':
                number = value[len(name) + 1:]
            elif key == 'text':
                documents[name].append((number, value))
    return documents


def labels_of(path):
    """Documents as (head, name, labels by sentence)."""
    documents = []
    with open(path, encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            if line.startswith('= '):
                documents.append((line, line.split(' | ')[2], {}))
            elif line.startswith('@ '):
                labels = documents[-1][2].setdefault(line[2:], [])
            elif line:
                labels.append(line)
    return documents


def readable(text):
    """A sentence that begins with the sign of a label gets a dash, or another quotation mark, before it."""
    if text[0] == '"':
        return "''" + text[1:]
    return '— ' + text if text[0] in MARKS else text


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    texts, faults = sentences_of(sys.argv[2]), []
    for head, name, labels in labels_of(sys.argv[1]):
        if name not in texts:
            faults.append(f'{name}: no such document')
        print(head)
        for number, text in texts.get(name, ()):
            print(readable(text), *labels.pop(number, ()), sep='\n')
        print()
        faults += [f'{name}: no sentence {number}' for number in labels]
    print(*faults, sep='\n', end='\n' if faults else '', file=sys.stderr)
    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())
