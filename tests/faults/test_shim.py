#!/usr/bin/env python3
"""test_shim.py CASUS SHIM: a disk that is full from some write on, and clocks that jump. Every write: bench/full_disk.py."""
import glob
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import unittest

SHIM, CASUS = os.path.abspath(sys.argv.pop(2)), os.path.abspath(sys.argv.pop(1))
FULL_AT = (1, 3, 5, 9, 60, 150)


class Shim(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.db, self.input = self.path('a.db'), self.path('in.jsonl')
        with open(self.input, 'w', encoding='utf-8') as file:
            for n in range(20):
                file.write(json.dumps({'id': f'r{n}', 'date': '2024-06-20', 'language': 'de',
                                       'text': f'Meldung {n}. Der Hafen bleibt bis {n} Uhr zu.'}) + '\n')

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def run_casus(self, *args, **orders):
        orders = {'LD_PRELOAD': SHIM, **orders} if orders else {}
        return subprocess.run([CASUS, *args], capture_output=True, timeout=60, env={**os.environ, **orders})

    def read(self, db=None, **orders):
        return self.run_casus('read', self.input, '--db', db or self.db, '-q', '-j1', '--reader', 'quick', '--format',
                              'jsonl', **orders)

    def rows(self, db):
        with sqlite3.connect(db) as connection:
            return [connection.execute(f'SELECT * FROM {t} ORDER BY 1, 2').fetchall()
                    for t in ('sentences', 'story_keys', 'story_links')] + connection.execute(
                        'SELECT document, id, wording, text FROM documents ORDER BY 1').fetchall()

    def whole(self):
        checked = self.run_casus('check', '--db', self.db)
        self.assertEqual(checked.returncode, 0, checked)
        self.read(self.path('undisturbed.db'))
        self.assertEqual(self.rows(self.db), self.rows(self.path('undisturbed.db')))

    def test_full_record(self):
        for at in FULL_AT:
            for path in glob.glob(self.db + '*'):
                os.remove(path)
            done = self.read(CASUS_FULL_AFTER=str(at))
            self.assertEqual(done.returncode, 3, (at, done))
            self.assertIn(b'full', done.stderr)
            self.assertEqual(self.read().returncode, 0)
            self.whole()

    def test_full_output(self):
        self.read()
        done = self.run_casus('show', 'documents', '--db', self.db, '-o', self.path('out'), CASUS_FULL_AFTER='1')
        self.assertEqual(done.returncode, 3)
        self.assertIn(b'No space', done.stderr)
        self.assertEqual(glob.glob(self.path('out*')), [])

    def test_clocks_that_jump(self):
        for seed in ('1', '2', '3'):
            self.assertEqual(self.read(CASUS_CLOCK=seed).returncode, 0)
        both = [subprocess.Popen([CASUS, 'read', self.input, '--db', self.path('b.db'), '-q', '--reader', 'quick', '--format', 'jsonl'],
                                 env={**os.environ, 'LD_PRELOAD': SHIM, 'CASUS_CLOCK': seed}) for seed in '45']
        self.assertEqual([process.wait(60) for process in both], [0, 0])
        self.whole()
        self.assertEqual(self.rows(self.path('b.db')), self.rows(self.db))


if __name__ == '__main__':
    unittest.main()
