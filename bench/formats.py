#!/usr/bin/env python3
"""formats.py DOCUMENTS [-v]: what the reader makes of real feeds and WARC files, against what lies beside them.

DOCUMENTS is build/release/bench/documents. Reads ../shared/data/formats (CASUS_DATA names another folder) and skips with
a word what is not there. A feed counts as right when every item came out, every title is the same but for white space
and markup, every day is the one that stands there or that it is in UTC. -v names what is not."""
import glob
import gzip
import html
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.environ.get('CASUS_DATA', os.path.join(ROOT, '..', 'shared', 'data', 'formats'))
VERBOSE = '-v' in sys.argv


def read(path):
    """Documents and issues in order."""
    done = subprocess.run([sys.argv[1], path], capture_output=True)
    if done.returncode:
        sys.exit(f'{path}: the reader ended with {done.returncode}')
    return [json.loads(line) for line in done.stdout.decode().splitlines()], done.stderr.decode(errors='replace')


def plain(text):
    """Without markup, references, white space."""
    if isinstance(text, dict):
        text = text.get('content')
    text = html.unescape(html.unescape(text or ''))
    return re.sub(r'\s+', '', re.sub(r'<[^>]*>', '', text))


def days(item, keys):
    """The days that an expectation allows: as it is written, or in UTC; none: not told."""
    for key in keys:
        value = item.get(key)
        if not value:
            continue
        found = set()
        for told in (value, item.get(key + 'Parsed')):
            match = re.match(r'(\d{4})-(\d\d)-(\d\d)', str(told or '').strip())
            if match:
                found.add(match.group())
        return found
    return set()


ITEMS = ('entries', 'items')
DATES = ('pubDate', 'published', 'date_published', 'issued', 'date', 'updated', 'modified')


def expectations(path):
    with open(path, encoding='utf-8') as file:
        feed = json.load(file)
    items = next((feed[key] for key in ITEMS if feed.get(key)), [])
    return [(plain(item.get('title')), days(item, DATES)) for item in items]


def compare(path, expected):
    """Which of items, titles, dates are right."""
    got, why = read(path)
    items = len(got) == len(expected)
    titles = items and all(plain(g.get('title')) == title for g, (title, _) in zip(got, expected) if title and 'issue' not in g)
    dates = items and all(g['date'] in day for g, (_, day) in zip(got, expected) if day and 'issue' not in g)
    if VERBOSE and not (items and titles and dates):
        print(f'{path}: {len(got)} items of {len(expected)} {why.strip()[:200]}')
        for g, (title, day) in zip(got, expected):
            if title and plain(g.get('title')) != title or day and g.get('date') not in day:
                print('   ', plain(g.get('title'))[:70], g.get('date'), 'for', title[:70], day)
    return [items, titles, dates]


def rome(path):
    """Rome's own samples name each value after its place."""
    with open(path, 'rb') as file:
        text = file.read().decode('utf-8', 'replace')
    titles = re.findall(r'<(?:\w+:)?title[^>]*>\s*([\w.]+(?:item|entry)\[\d+\]\.title)\s*<', text)
    items = len(re.findall(r'<(?:\w+:)?(?:item|entry)[\s>]', text))
    return [(title, set()) for title in titles] if len(titles) == items else [('', set())] * items


def feeds():
    folder = os.path.join(DATA, 'feeds')
    if not os.path.isdir(folder):
        return print(f'no {folder}: feeds are skipped')
    sets = {name: [] for name in ('feed-rs', 'gofeed', 'rome')}
    for path in sorted(glob.glob(f'{folder}/feed-rs/*.serde.json')):
        source = next((path[:-len('.serde.json')] + end for end in ('.xml', '.json') if os.path.exists(path[:-len('.serde.json')] + end)), None)
        if source:
            sets['feed-rs'].append((source, expectations(path)))
    for path in sorted(glob.glob(f'{folder}/gofeed/*.xml')):
        if os.path.exists(path[:-4] + '.json'):
            sets['gofeed'].append((path, expectations(path[:-4] + '.json')))
    sets['rome'] = [(path, rome(path)) for path in sorted(glob.glob(f'{folder}/rome/*.xml'))]
    print(f'{"feeds":10} {"files":>6} {"items":>6} {"titles":>6} {"dates":>6} {"all":>6}')
    for name, cases in sets.items():
        right = [compare(path, expected) for path, expected in cases]
        counts = [sum(r[i] for r in right) for i in range(3)] + [sum(all(r) for r in right)]
        print(f'{name:10} {len(cases):6} ' + ' '.join(f'{n:6}' for n in counts))


def warc_records(path):
    """Bodies that may hold a report, of a sound file: responses of status 200 with text, and resources with text."""
    opened = gzip.open if path.endswith('.gz') else open
    with opened(path, 'rb') as file:
        data = file.read()
    at = count = 0
    while data.startswith(b'WARC/', at):
        end = data.index(b'\r\n\r\n', at)
        head = data[at:end].decode('utf-8', 'replace').lower()
        length = int(re.search(r'content-length:\s*(\d+)', head).group(1))
        block, at = data[end + 4:end + 4 + length], end + 4 + length
        while data[at:at + 2] == b'\r\n':
            at += 2
        kind = re.search(r'warc-type:\s*(\w+)', head).group(1)
        top, _, body = block.partition(b'\r\n\r\n') if block.startswith(b'HTTP/') else (head.encode(), b'', block)
        media = re.search(rb'content-type:\s*([\w/+.-]+)', top.lower())
        text = not media or re.search(rb'text/(html|plain|xml|csv)|json|xml', media.group(1))
        good = not block.startswith(b'HTTP/') or b' 200' in block[:20]
        count += bool(kind in ('response', 'resource', 'conversion') and text and good and body.strip()
                      and b'metadata://' not in head.encode())
    if at != len(data):
        raise ValueError('damaged')
    return count


def warcs():
    folder = os.path.join(DATA, 'warc')
    if not os.path.isdir(folder):
        return print(f'no {folder}: WARC is skipped')
    print(f'\n{"WARC and ARC":48} {"bodies":>6} {"read":>5} {"told":>5}')
    for path in sorted(glob.glob(f'{folder}/*/*')):
        got, why = read(path)
        try:
            bodies = str(warc_records(path))
        except (ValueError, AttributeError, EOFError, OSError):
            bodies = 'harm'
        places = {g.get('start', g.get('ordinal')) for g in got if 'issue' not in g}
        issues = sum('issue' in g for g in got)
        print(f'{os.path.relpath(path, folder):48} {bodies:>6} {len(places):5} {issues:5}')
        if VERBOSE and why:
            print(why.replace(folder, '').rstrip())


feeds()
warcs()
