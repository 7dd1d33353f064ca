#!/usr/bin/env python3
"""kills.py CASUS [N]: kill -9 at N random moments (default 100) over the whole length, measured first, of reading, of an
import, of taking an old record to today's schema, and of writing a page. After each: the record opens, casus check is
clean, one more run completes, and the record then holds the same as one never disturbed; a page is the
old one or the new one, whole, and nothing is left beside it."""
import glob
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
CASUS = os.path.abspath(sys.argv[1])
OLD_PAGE = b'the page as it was'
KINDS = ('events', 'statements', 'ties', 'documents', 'stories', 'imports')


def run(*args):
    return subprocess.run([CASUS, *args], capture_output=True, timeout=300)


def exported(db):
    """What the record holds, as JSON in the program's own order."""
    return hashlib.sha256(b''.join(run('show', kind, '--json', '--db', db).stdout for kind in KINDS)).hexdigest()


def inputs(folder, documents=60, ties=1500):
    with open(os.path.join(HERE, '..', 'spec', 'codebook.md'), encoding='utf-8') as file:
        lines = re.findall(r'^\d{4}-\d\d-\d\d \| (.*)$', file.read(), flags=re.M)
    with open(os.path.join(folder, 'in.jsonl'), 'w', encoding='utf-8') as file:
        for n in range(documents):
            text = '\n'.join(lines[(n * 37 + i * 11) % len(lines)] for i in range(8))
            file.write(json.dumps({'id': f'd{n}', 'date': '2024-06-20', 'text': text}) + '\n')
    with open(os.path.join(folder, 'ties.csv'), 'w', encoding='utf-8') as file:
        file.write('kind,from,to,start\n' + ''.join(f'rivalry,PER,BOL,{1900 + n % 100}-{n % 12 + 1:02}-01\n' for n in range(ties)))


def make_old(db):
    """As the program before the sums would have left it."""
    with sqlite3.connect(db) as connection:
        for table in ('document_sums', 'import_sums', 'issue_sums'):
            connection.execute(f'DROP TABLE {table}')
        connection.execute("DELETE FROM meta WHERE key = 'program_sum'")
        connection.execute('PRAGMA user_version = 8')


class Work:
    """One kind of work. `start`: a record that it begins with, or none; `page`: there is one already."""

    def __init__(self, name, args, start=None, page=False):
        self.name, self.args, self.start, self.page = name, args, start, page

    def begin(self, folder):
        for path in glob.glob(os.path.join(folder, 'a.db*')) + glob.glob(os.path.join(folder, 'map.html*')):
            os.remove(path)
        db = os.path.join(folder, 'a.db')
        if self.page:
            with open(os.path.join(folder, 'map.html'), 'wb') as file:
                file.write(OLD_PAGE)
        if self.start:
            shutil.copy(self.start, db)
        return db

    def command(self, db):
        return [CASUS, *self.args, '--db', db, '-q']


def page_of(folder):
    path = os.path.join(folder, 'map.html')
    if not os.path.exists(path):
        return None
    with open(path, 'rb') as file:
        return file.read()


def killed(work, folder, moment):
    """How the process ended, after a wait of so many seconds."""
    db = work.begin(folder)
    process = subprocess.Popen(work.command(db), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    process.kill()
    return db, process.wait() == -signal.SIGKILL


def faults_after(work, db, folder, want, page):
    if page_of(folder) not in (OLD_PAGE if work.page else None, page):
        return 'the page is cut off'
    if os.path.exists(db) and os.path.getsize(db) and b'older schema' not in (done := run('check', '--db', db)).stderr \
            and b'empty' not in done.stderr and done.returncode:
        return f'check: {done.stdout + done.stderr}'
    again = subprocess.run(work.command(db), capture_output=True, timeout=300)
    if again.returncode or run('check', '--db', db).returncode:
        return f'the next run: {again.stderr}'
    if exported(db) != want or page_of(folder) != page:
        return 'the record is another'
    if glob.glob(os.path.join(folder, 'map.html.*')):
        return 'what was left beside the page is still there'
    return None


def main():
    count, chance, bad = int(sys.argv[2]) if len(sys.argv) > 2 else 100, random.Random(7), 0
    with tempfile.TemporaryDirectory() as folder:
        inputs(folder)
        path = lambda name: os.path.join(folder, name)
        read = ['read', path('in.jsonl'), '--reader', 'quick', '--format', 'jsonl', '-j', '2']
        run(*read, '--db', path('whole.db'))
        shutil.copy(path('whole.db'), path('old.db'))
        make_old(path('old.db'))
        works = (Work('read', read), Work('import', ['import', 'csv', path('ties.csv')], path('whole.db')),
                 Work('migrate', read, path('old.db')), Work('page', ['map', '-o', path('map.html')], path('whole.db')),
                 Work('new page', ['map', '-o', path('map.html')], path('whole.db'), page=True))
        print(f'{"":8}{"length s":>10}{"runs":>6}{"killed":>8}{"left -wal":>10}{"left tmp":>9}{"faults":>8}')
        for work in works:
            began = time.monotonic()
            db = work.begin(folder)
            subprocess.run(work.command(db), check=True, capture_output=True)
            length, want, page = time.monotonic() - began, exported(db), page_of(folder)
            kills = wals = left = faults = 0
            for n in range(count // len(works)):
                db, hit = killed(work, folder, chance.uniform(0, length))
                kills += hit
                wals += os.path.exists(db + '-wal')
                left += len(glob.glob(path('map.html.*')))
                if fault := faults_after(work, db, folder, want, page):
                    faults += 1
                    print(f'{work.name}: {fault}', file=sys.stderr)
            bad += faults
            print(f'{work.name:8}{length:10.2f}{count // len(works):6}{kills:8}{wals:10}{left:9}{faults:8}', flush=True)
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
