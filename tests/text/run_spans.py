#!/usr/bin/env python3
"""run_spans.py CASUS [KIND...] [--show] [--known FILE]: the tables of cases beside this file, run over
`casus parse --format json`.

Kinds: sentences, tokens, dates, amounts, quotes (a case passes or fails) and names (precision, recall, F1 of extents,
and of extents with kinds). --show prints the cases that fail (of names: of the odd half only). A case named in the file
of known failures may fail; one that passes in spite of it is an error, so is one that fails without being named."""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PUBLISHED = '2024-06-22'


def read_cases(name):
    """(day of publication, columns) of each line of a table."""
    day, cases = PUBLISHED, []
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        for line in file:
            line = line.rstrip('\n')
            if line.startswith('@'):
                day = line[1:].strip()
            elif line and not line.startswith('# '):
                cases.append((day, line.split('\t')))
    return cases


def parse(casus, texts):
    """Sentences of each of the (day, text), as `casus parse` tells them."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        for day, text in texts:
            record = {'text': text, 'lang': 'en', **({'date': day} if day else {})}
            file.write(json.dumps(record, ensure_ascii=False) + '\n')
        file.flush()
        done = subprocess.run([casus, 'parse', file.name, '--format', 'json'], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    documents = []
    for line in done.stdout.splitlines():
        sentence = json.loads(line)
        if sentence['sentence'] == 0:
            documents.append([])
        documents[-1].append(sentence)
    if len(documents) != len(texts):
        sys.exit(f'{len(documents)} documents came back for {len(texts)} cases')
    return documents


def items(document, key):
    return [item for sentence in document for item in sentence[key]]


def number(value):
    return f'{value:.6f}'.rstrip('0').rstrip('.')


def joined(parts):
    return ' | '.join(parts) or '-'


def date_text(item):
    vague = '~' if item['vague'] else ''
    until = f"..{item['until']}" if item['until'] else ''
    return f"{item['text']}={vague}{item['date'] or '?'}{until}"


def duration_text(item):
    unit = item['unit'].upper()
    def length(value):
        count = number(value) if value else 'X0' if item['tens'] else 'X'
        return f"P{'T' if item['unit'] in 'hm' else ''}{count}{unit}"
    most = f"..{length(item['most'])}" if item['most'] and item['most'] != item['length'] else ''
    bearing = {'none': '', 'past': '<', 'ahead': '>'}[item['bearing']]
    return f"{item['text']}={'~' if item['vague'] else ''}{length(item['length'])}{most}{bearing}"


def amount_text(item):
    bound = {'exact': '', 'about': '~', 'more': '>', 'less': '<', 'at least': '>=', 'at most': '<=', 'some': '~'}[item['bound']]
    most = f"..{number(item['most'])}" if item['most'] != item['value'] else ''
    return f"{item['text']}={bound}{number(item['value'])}{most} {item['unit']}".rstrip()


def quote_text(item):
    flags = 'o' * item['open_lost'] + 'c' * item['close_lost'] + 's' * item['term']
    return f"{flags}{item['depth']}:{item['text']}>{item['verb'] or '-'}"


def got_of(kind, document):
    if kind == 'sentences':
        return [' || '.join(sentence['text'] for sentence in document)]
    if kind == 'tokens':
        return [' '.join(token['form'] for token in items(document, 'tokens'))]
    if kind == 'dates':
        return [joined(map(date_text, items(document, 'dates'))), joined(map(duration_text, items(document, 'durations')))]
    if kind == 'amounts':
        return [joined(map(amount_text, items(document, 'amounts')))]
    return [joined(map(quote_text, items(document, 'quotes')))]


def run_table(kind, options, known):
    cases = read_cases(kind + '.tsv')
    documents = parse(options.casus, [(day, fields[0].replace('\\n', '\n')) for day, fields in cases])
    passed = wrong = 0
    for (_, fields), document in zip(cases, documents):
        wanted = [field.replace('\\n', '\n') for field in fields[1:]]
        got = got_of(kind, document)
        right, excused = got == wanted, f'{kind}\t{fields[0]}' in known
        passed += right
        if right == excused:
            wrong += 1
        if (options.show and not right) or right == excused:
            print(f'{kind}: {fields[0]}{"  (known to fail, but passes)" if right else ""}')
            for w, g in zip(wanted, got):
                if w != g:
                    print(f'    wanted {w!r}\n    got    {g!r}')
    print(f'{kind}: {passed} of {len(cases)} cases')
    return wrong


MARK = re.compile(r'\{([pol-]):(?:<([^>]*)> )?([^{}]*)\}')
KIND = {'person': 'p', 'organisation': 'o', 'place': 'l', 'other': '-'}


def annotated(line):
    """Plain text, the set of (start, end, kind) in characters, titles as (start, end)."""
    text, names, titles, at = '', set(), [], 0
    for match in MARK.finditer(line):
        text += line[at:match.start()]
        if match[2]:
            titles.append((len(text), len(text) + len(match[2])))
            text += match[2] + ' '
        names.add((len(text), len(text) + len(match[3]), match[1]))
        text += match[3]
        at = match.end()
    return text + line[at:], names, titles


def found_names(text, document):
    """The same of what the program found; names inside a title of the gold are none of its business."""
    encoded = text.encode()
    def place(byte):
        return len(encoded[:byte].decode())
    return {(place(n['span'][0]), place(n['span'][1]), KIND[n['kind']], n['title'] or '') for n in items(document, 'names')}


def scores(right, found, wanted):
    p, r = right / found if found else 0, right / wanted if wanted else 0
    return f'P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r) if p + r else 0:.3f}'


def run_names(options):
    lines = [fields[0] for _, fields in read_cases('names.txt')]
    gold = [annotated(line) for line in lines]
    documents = parse(options.casus, [(PUBLISHED, text) for text, _, _ in gold])
    bad = 0
    for half in (1, 2):
        right = typed = found = wanted = titled = titles_right = titles_found = 0
        for i, ((text, names, titles), document) in enumerate(zip(gold, documents)):
            if i % 2 != half - 1:
                continue
            got = {g for g in found_names(text, document) if not any(t[0] <= g[0] and g[1] <= t[1] for t in titles)}
            extents = {(a, b) for a, b, _, _ in got}
            wanted += len(names)
            found += len(got)
            right += len(extents & {(a, b) for a, b, _ in names})
            typed += len({g[:3] for g in got} & names)
            got_titles = {(g[0] - 1 - len(g[3]), g[0] - 1) for g in got if g[3]}
            titled += len(titles)
            titles_found += len(got_titles)
            titles_right += len(got_titles & set(titles))
            if options.show and half == 1 and ({g[:3] for g in got} != names or got_titles != set(titles)):
                told = ', '.join(f"{text[a:b]}:{k}{' <' + t + '>' if t else ''}" for a, b, k, t in sorted(got))
                print(f'names: {lines[i]}\n    got    {told}')
        print(f'names, half {half}: extents {scores(right, found, wanted)}; with kind {scores(typed, found, wanted)}; '
              f'titles {scores(titles_right, titles_found, titled)}')
        bar = options.bar
        bad += bool(bar and found and 2 * typed / (found + wanted) < bar)
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('casus', type=os.path.abspath)
    parser.add_argument('kinds', nargs='*', default=[])
    parser.add_argument('--show', action='store_true')
    parser.add_argument('--known', help='cases that may fail: kind, tab, text')
    parser.add_argument('--bar', type=float, help='least F1 of names with kinds, in each half')
    options = parser.parse_args()
    known = set()
    if options.known:
        with open(options.known, encoding='utf-8') as file:
            known = {line.rstrip('\n') for line in file if not line.startswith('#')}
    kinds = options.kinds or ['sentences', 'tokens', 'dates', 'amounts', 'quotes', 'names']
    failed = sum(run_names(options) if kind == 'names' else run_table(kind, options, known) for kind in kinds)
    sys.exit(failed > 0 and bool(options.known or options.bar))


main()
