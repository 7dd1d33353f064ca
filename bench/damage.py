#!/usr/bin/env python3
"""damage.py CASUS [N]: a record damaged at random N times (default 1000): one byte, a run of zeros, a page lost, the tail
cut off, two pages swapped. Of each: did `casus check` find it, did it name a document, or does every table still hold the
same (harmless: free room, counters)? Missed must be 0."""
import collections
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = 4096


def sentences():
    with open(os.path.join(HERE, '..', 'spec', 'codebook.md'), encoding='utf-8') as file:
        return re.findall(r'^\d{4}-\d\d-\d\d \| (.*)$', file.read(), flags=re.M)


def make(casus, folder):
    """Reports, some told twice, a refused line, a table of ties."""
    lines, db = sentences(), os.path.join(folder, 'whole.db')
    source, ties = os.path.join(folder, 'in.jsonl'), os.path.join(folder, 'ties.csv')
    with open(source, 'w', encoding='utf-8') as file:
        for n in range(60):
            text = '\n'.join(lines[(n // 2 * 37 + i * 11) % len(lines)] for i in range(10))
            file.write(json.dumps({'id': f'd{n}', 'date': '2024-06-20', 'publisher': f'Paper {n % 2}', 'text': text}) + '\n')
        file.write('{"id": "broken"\n')
    with open(ties, 'w', encoding='utf-8') as file:
        file.write('kind,from,to,start,end\n' + ''.join(f'rivalry,PER,{c},20{i:02}-01-01,\n' for i, c in enumerate(
            ('BOL', 'CHL', 'ECU', 'COL', 'BRA', 'XXX'))))
    subprocess.run([casus, 'read', source, '--db', db, '-q', '--reader', 'quick', '--format', 'jsonl'], capture_output=True)
    subprocess.run([casus, 'import', 'csv', ties, '--db', db, '-q'], capture_output=True)
    return db


def export(db):
    """Every row of every table, row numbers too; None: it cannot be read."""
    try:
        with sqlite3.connect(f'file:{db}?mode=ro', uri=True) as connection:
            connection.text_factory = bytes
            tables = [row[0].decode() for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            return [(t, sorted(map(repr, connection.execute(f'SELECT * FROM "{t}"')))) for t in tables]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def one_byte(bytes_, chance):
    bytes_[chance.randrange(len(bytes_))] ^= chance.randrange(1, 256)


def zeros(bytes_, chance):
    at = chance.randrange(len(bytes_))
    size = min(chance.choice((8, 64, 512)), len(bytes_) - at)
    bytes_[at:at + size] = bytes(size)


def lost_page(bytes_, chance):
    at = chance.randrange(len(bytes_) // PAGE) * PAGE
    bytes_[at:at + PAGE] = bytes(PAGE)


def tail(bytes_, chance):
    del bytes_[chance.randrange(len(bytes_)):]


def swapped(bytes_, chance):
    a, b = (page * PAGE for page in chance.sample(range(len(bytes_) // PAGE), 2))
    bytes_[a:a + PAGE], bytes_[b:b + PAGE] = bytes_[b:b + PAGE], bytes_[a:a + PAGE]


KINDS = {'one byte': one_byte, 'run of zeros': zeros, 'page lost': lost_page, 'tail cut off': tail, 'pages swapped': swapped}


def main():
    casus, count = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    chance, results = random.Random(20241129), collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        db, damaged = make(casus, folder), os.path.join(folder, 'damaged.db')
        with open(db, 'rb') as file:
            whole = file.read()
        held = export(db)
        print(f'{len(whole)} bytes, {sum(len(rows) for _, rows in held)} rows in {len(held)} tables')
        for n in range(count):
            kind = list(KINDS)[n % len(KINDS)]
            bytes_ = bytearray(whole)
            KINDS[kind](bytes_, chance)
            with open(damaged, 'wb') as file:
                file.write(bytes_)
            done = subprocess.run([casus, 'check', '--db', damaged], capture_output=True, timeout=60)
            if done.returncode in (3, 4):
                outcome = 'found, named' if b'fault: document ' in done.stdout else 'found'
            elif done.returncode:
                outcome = f'ended with {done.returncode}'
            else:
                outcome = 'harmless' if bytes_ == whole or export(damaged) == held else 'missed'
            results[kind][outcome] += 1
    outcomes = sorted({o for row in results.values() for o in row} | {'found', 'found, named', 'harmless', 'missed'})
    print(f'{"":15}' + ''.join(f'{o:>15}' for o in outcomes))
    for kind, row in results.items():
        print(f'{kind:15}' + ''.join(f'{row[o]:15}' for o in outcomes))
    return any(row[o] for row in results.values() for o in outcomes if o not in ('found', 'found, named', 'harmless'))


if __name__ == '__main__':
    sys.exit(main())
