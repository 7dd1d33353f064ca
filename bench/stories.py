#!/usr/bin/env python3
"""stories.py CASUS [--data DIR] [--scale N ...]: are reprints one story, and is nothing else?

Pairs of documents, precision and recall: of those that share a story, how many are of one text; of those that are of
one text, how many share a story. The truth of reprints_synthetic.jsonl is exact; its stories are halved (every
second one), the rules were chosen on the first half. topical_june2024_paraphrase.jsonl holds one event in other
words: two stories each, so pairs that share one there are faults. bench/stories_judged.tsv: pairs of real documents
as judged by a reader. --scale: that many made-up documents, a fifth of them reprints: CPU and memory."""
import argparse
import gzip
import itertools
import json
import os
import random
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split()


def day_of(date):
    """ "26-FEB-1987 15:01:01.79" too."""
    old = re.match(r'\s*(\d+)-([A-Z]{3})-(\d{4})', date)
    return f'{old[3]}-{MONTHS.index(old[2]) + 1:02}-{int(old[1]):02}' if old else date


def load(path):
    with (gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8')) as file:
        documents = [json.loads(line) for line in file]
    return [{**d, 'date': day_of(d['date'])} for d in documents if d['text'].strip()]


def run(command, out=None):
    """What it used: CPU seconds, megabytes of memory at most."""
    process = subprocess.Popen(command, stdout=out)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def record(casus, documents, db):
    """Languages that are not coded are recorded alike, and quickly."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        for d in documents:
            kept = {key: d[key] for key in ('id', 'title', 'date', 'source', 'publisher', 'text') if d.get(key)}
            file.write(json.dumps({**kept, 'language': 'de'}) + '\n')
        file.flush()
        return run([casus, 'read', file.name, '--db', db, '--format', 'jsonl', '-q', '--reader', 'quick', '-j', '2'])


def stories(casus, documents):
    """id of a document -> id of its story."""
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, 'casus.db')
        record(casus, documents, db)
        out = subprocess.run([casus, 'show', 'stories', '--db', db, '--json'], check=True, capture_output=True).stdout
    return {d['id']: story['id'] for story in map(json.loads, out.splitlines()) for d in story['documents']}


def pairs(groups):
    return {frozenset(pair) for group in groups.values() for pair in itertools.combinations(group, 2)}


def grouped(of):
    groups = {}
    for document, group in of.items():
        groups.setdefault(group, []).append(document)
    return groups


def score(name, casus, documents, key):
    truth = pairs(grouped({d['id']: d[key] for d in documents}))
    found = pairs(grouped(stories(casus, documents)))
    right = len(truth & found)
    print(f'{name:28} {len(documents):6} documents  {len(truth):6} pairs  precision {right / max(1, len(found)):.3f}  '
          f'recall {right / max(1, len(truth)):.3f}')
    return truth, found


def reprints(casus, folder):
    documents = load(os.path.join(folder, 'reprints_synthetic.jsonl'))
    names = sorted({d['story'] for d in documents})
    for name, chosen in (('reprints, chosen on', names[::2]), ('reprints, held out', names[1::2]), ('reprints, all', names)):
        score(name, casus, [d for d in documents if d['story'] in set(chosen)], 'story')


def paraphrases(casus, folder):
    documents = load(os.path.join(folder, 'topical_june2024_paraphrase.jsonl'))
    found = pairs(grouped(stories(casus, documents)))
    same = pairs(grouped({d['id']: d['event_key'] for d in documents}))
    print(f'{"one event in other words":28} {len(documents):6} documents  {len(same):6} pairs  wrongly joined {len(found)}')


def ratios(rows):
    """Each row: joined, same, how many pairs it stands for."""
    both = sum(n for joined, same, n in rows if joined and same)
    joined, same = sum(n for joined, _, n in rows if joined), sum(n for _, same, n in rows if same)
    return f'precision {both / max(1e-9, joined):.3f}  recall {both / max(1e-9, same):.3f}'


def judged(casus, folder):
    """stories_judged.tsv: file, id, id, verdict (same, other), half (rules: rules were made on it; fresh: drawn after the last
    rule, among all that had not been read), how many unread pairs it stands for, stratum (hard: chosen near the border), why."""
    rows = {}
    with open(os.path.join(HERE, 'stories_judged.tsv'), encoding='utf-8') as file:
        for line in file:
            if not line.startswith('#'):
                name, *row = line.rstrip('\n').split('\t')
                rows.setdefault(name, []).append(row)
    drawn = {'rules': [], 'hard': [], 'fresh': []}
    for name, judged_here in rows.items():
        of = stories(casus, load(os.path.join(folder, name)))
        for a, b, verdict, half, stands_for, stratum, _ in judged_here:
            name_of = 'hard' if stratum == 'hard' else half
            drawn[name_of].append((of[a] == of[b], verdict == 'same', float(stands_for)))
        print(f'{name:28} {len(of):6} documents, {len(set(of.values()))} stories')
    for name, here in drawn.items():
        print(f'{name:28} {len(here):6} judged pairs: {ratios([(j, s, 1) for j, s, _ in here])}')
    print(f'{"all pairs, as estimated":28} {ratios(sum(drawn.values(), []))}')


def made_up(count, folder):
    """Real sentences with their words in a new order, as there are too few of them to be met once only; every fifth text
    prints an earlier one again, cut or with something added."""
    with gzip.open(os.path.join(folder, 'open_sentences_100k.en.txt.gz'), 'rt', encoding='utf-8') as file:
        sentences = [line.strip() for line in file]
    chance = random.Random(1)
    texts = []
    for i in range(count):
        if i % 5 == 4:
            text = list(chance.choice(texts[-1000:]))
            text = text[:max(1, len(text) * 2 // 3)] if i % 2 else [chance.choice(sentences), *text, 'All rights reserved.']
        else:
            text = [' '.join(chance.sample(words, len(words)))
                    for words in (chance.choice(sentences).split() for _ in range(chance.randint(5, 15)))]
        texts.append(text)
        yield {'id': str(i), 'date': f'2024-{i * 12 // count + 1:02}-{i % 28 + 1:02}', 'title': text[0][:60],
               'text': ' '.join(text)}


def scale(casus, folder, counts):
    for count in counts:
        with tempfile.TemporaryDirectory() as place:
            db = os.path.join(place, 'casus.db')
            documents = list(made_up(count, folder))
            size = sum(len(d['text'].encode()) for d in documents)
            seconds, memory = record(casus, documents, db)
            with open(os.path.join(place, 'stories.jsonl'), 'w+b') as out:
                walked, walking = run([casus, 'show', 'stories', '--db', db, '--json'], out)
                out.seek(0)
                found = sum(1 for _ in out)
            print(f'{count} documents of {size / count:.0f} bytes: {seconds:.0f} s of CPU ({seconds / count * 1e3:.2f} ms each), '
                  f'{memory:.0f} MB of memory, record {os.path.getsize(db) / count:.0f} bytes each; '
                  f'{found} stories shown in {walked:.1f} s, {walking:.0f} MB')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('casus')
    parser.add_argument('--data', default=os.path.join(HERE, '..', '..', 'shared', 'data', 'text'))
    parser.add_argument('--scale', type=int, nargs='*', default=[])
    args = parser.parse_args()
    casus = os.path.abspath(args.casus)
    if not os.path.isdir(args.data):
        raise SystemExit(f'stories.py: no data in {args.data}')
    if args.scale:
        return scale(casus, args.data, args.scale)
    reprints(casus, args.data)
    paraphrases(casus, args.data)
    judged(casus, args.data)


if __name__ == '__main__':
    main()
