#!/usr/bin/env python3
"""page_facts.py DOCUMENTS [-v] [even|odd]: title, day, author and publisher of real pages, right in how many of how many.

DOCUMENTS is build/release/bench/documents. Reads ../shared/data/formats/html (CASUS_DATA names another folder than
../shared/data/formats) against page_facts_judged.tsv, which was judged by eye from the pages, and against the day in the
names of the pages of June 2024. A page that tells no day or author is right when none is found. Two halves: even pages
were looked at while the reader was made, odd ones were not. Where trafilatura, htmldate and readability-lxml can be
imported, the same for them."""
import collections
import glob
import hashlib
import html.parser
import json
import os
import re
import subprocess
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(os.environ.get('CASUS_DATA', os.path.join(ROOT, '..', 'shared', 'data', 'formats')), 'html')
FACTS = ('title', 'date', 'author', 'publisher')
SEPARATOR = re.compile(r'\s+[|»«/\-–—_:]+\s+|\s*[|_]\s*|-(?=[^-]*$)')


def plain(text):
    return ''.join(c for c in unicodedata.normalize('NFKC', text or '').lower() if c.isalnum())


def digest(text):
    return hashlib.sha256(plain(text).encode()).hexdigest()[:8]


class Headings(html.parser.HTMLParser):
    """h1, title, og:title and the headline of JSON-LD."""

    def __init__(self, text):
        super().__init__()
        self.h1, self.title, self.og, self.into = [], [], None, None
        self.feed(text)
        headline = re.search(r'"headline"\s*:\s*"((?:[^"\\]|\\.)*)"', text)
        self.headline = json.loads(f'"{headline.group(1)}"', strict=False) if headline else ''

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == 'h1':
            self.h1.append('')
            self.into = self.h1
        elif tag == 'title' and not self.title:
            self.title.append('')
            self.into = self.title
        elif tag == 'meta' and attributes.get('property') == 'og:title' and not self.og:
            self.og = attributes.get('content')

    def handle_endtag(self, tag):
        if tag in ('h1', 'title'):
            self.into = None

    def handle_data(self, data):
        if self.into:
            self.into[-1] += data


def without_site(title, publishers):
    """The title, and what is left of it without the parts that are the publisher."""
    parts = SEPARATOR.split(title)
    ends = [part for part in parts if plain(part) and digest(part) not in publishers]
    return {title} if len(ends) == len(parts) else {' '.join(ends)}


def titles_of(text, codes, publishers):
    found, page = set(), Headings(text)
    for code in codes:
        if code == 't' and page.title:
            parts = SEPARATOR.split(page.title[0].strip())
            parts = parts if len(parts) > 1 else page.title[0].split(': ')
            found |= {max(parts, key=len)} | without_site(page.title[0], publishers)
        elif code == 'o':
            found |= without_site(page.og or '', publishers)
        elif code == 'l':
            found.add(page.headline)
        elif code in 'h23' and len(page.h1) >= (number := 1 if code == 'h' else int(code)):
            found |= without_site(page.h1[number - 1], publishers)
    return {plain(title) for title in found if plain(title)}


def decode(path):
    with open(path, 'rb') as file:
        data = file.read()
    told = re.search(rb'charset=["\']?([\w-]+)', data[:4096])
    for encoding in ('utf-8', told.group(1).decode() if told else 'cp1252', 'cp1252'):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode('utf-8', 'replace')


def truths():
    """(page, {fact: accepted answers}); an empty answer is accepted where "" is among them."""
    with open(os.path.join(ROOT, 'bench', 'page_facts_judged.tsv'), encoding='utf-8') as file:
        rows = [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]
    for name, days, authors, publishers, codes in rows:
        path = os.path.join(DATA, name)
        if os.path.exists(path):
            truth = {'date': days.split(), 'author': authors.split(), 'publisher': publishers.split(),
                     'title': titles_of(decode(path), '' if codes == '-' else codes, publishers.split()) or ['?']}
            yield path, truth
    for path in sorted(glob.glob(os.path.join(DATA, 'cctv_june2024', 'VIDE*.shtml'))):
        day = re.search(r'(\d\d)(\d\d)(\d\d)\.shtml$', path)
        yield path, {'date': ['20%s-%s-%s' % day.groups()], 'author': ['?'], 'publisher': ['?'], 'title': ['?']}


def people(text):
    parts = re.split(r'\s*(?:[,;/&、]|\band\b|\by\b|\bund\b|\bet\b)\s*', text or '')
    return [part for part in parts if plain(part)]


def right(fact, truth, answer):
    """None: not judged."""
    accepted = truth[fact]
    if '?' in accepted:
        return None
    answer = (answer or '').strip()
    if fact == 'title':
        return plain(answer) in accepted
    if not answer:
        return '-' in accepted
    if fact == 'date':
        return answer[:10] in accepted
    if fact == 'publisher':
        return digest(answer) in accepted
    known = set(accepted) | set(truth['publisher'] if '-' in accepted else ())
    return digest(answer) in known or all(digest(part) in known for part in people(answer))


def ours(path):
    done = subprocess.run([sys.argv[1], path], capture_output=True)
    lines = done.stdout.decode().splitlines()
    return json.loads(lines[0]) if lines else {}


def peers():
    found = {}
    try:
        import htmldate
        import readability
        import trafilatura
    except ImportError:
        return found

    def by_trafilatura(path):
        facts = trafilatura.extract_metadata(decode(path))
        return {'title': facts.title, 'date': facts.date, 'author': facts.author, 'publisher': facts.sitename}

    found['trafilatura'] = by_trafilatura
    found['htmldate'] = lambda path: {'date': htmldate.find_date(decode(path), original_date=True)}
    found['readability'] = lambda path: {'title': readability.Document(decode(path)).short_title()}
    return found


TOLD = {'htmldate': ('date',), 'readability': ('title',)}


def main():
    if not os.path.isdir(DATA):
        sys.exit(f'{DATA} is not here: the facts of pages are not measured')
    readers = {'casus': ours, **peers()}
    halves = [word for word in sys.argv[2:] if word in ('even', 'odd')] or ['even', 'odd']
    counts = collections.Counter()
    for number, (path, truth) in enumerate(truths()):
        half = 'odd' if number % 2 else 'even'
        if half not in halves:
            continue
        for name, read in readers.items():
            answer = read(path)
            for fact in TOLD.get(name, FACTS):
                verdict = right(fact, truth, answer.get(fact))
                if verdict is None:
                    continue
                counts[name, half, fact, 'all'] += 1
                counts[name, half, fact] += verdict
                if '-v' in sys.argv and name == 'casus' and not verdict:
                    print(f'{os.path.relpath(path, DATA)}: {fact} {answer.get(fact)!r}')
    print(f'{"":12} {"half":5}' + ''.join(f'{fact:>14}' for fact in FACTS))
    for name in readers:
        for half in halves:
            cells = ''.join(f'{counts[name, half, fact]:7} of {counts[name, half, fact, "all"]:3}'
                            if fact in TOLD.get(name, FACTS) else ' ' * 14 for fact in FACTS)
            print(f'{name:12} {half:5}{cells}')


if __name__ == '__main__':
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main()
