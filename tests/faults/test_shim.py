#!/usr/bin/env python3
"""test_shim.py CASUS SHIM: a disk that is full from some write on, kills while a file is written, clocks that jump. Every
write: bench/full_disk.py."""
import fcntl
import glob
import json
import os
import signal
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

    def has_nameless(self):
        try:
            os.close(os.open(self.folder.name, os.O_TMPFILE | os.O_RDWR))
        except OSError:
            return False
        return True

    def test_killed_output(self):
        """Killed behind each step of writing: the old file or the new one, whole, and nothing beside it that the next run
        does not remove. A file without a name leaves nothing even then, but where it replaces an old one."""
        self.read()
        folder, out = self.path('out'), self.path('out/list.txt')
        show = ('show', 'documents', '--db', self.db, '-o', out)
        os.mkdir(folder)
        others = [out + '.backup', out + '.casus-mine', out + '.casus-letters']
        for path in others:
            with open(path, 'wb'):
                pass
        self.run_casus(*show)
        with open(out, 'rb') as file:
            whole = file.read()
        steps = {(False, None): (3, 2), (False, b'old'): (3, 2)}  # kills, and files left by them
        if self.has_nameless():
            steps |= {(True, None): (3, 0), (True, b'old'): (5, 1)}
        for (nameless, old), want in steps.items():
            kills, left, killed, orders = 0, 0, True, {} if nameless else {'CASUS_NO_NAMELESS': '1'}
            while killed:
                os.remove(out)
                if old:
                    with open(out, 'wb') as file:
                        file.write(old)
                done = self.run_casus(*show, CASUS_DIE_AT=str(kills + 1), **orders)
                killed = done.returncode == -signal.SIGKILL
                kills += killed
                self.assertTrue(old is None or os.path.exists(out))
                left += len(os.listdir(folder)) - len(others) - os.path.exists(out)
                if os.path.exists(out):
                    with open(out, 'rb') as file:
                        self.assertIn(file.read(), (old, whole))
                self.assertEqual(self.run_casus(*show, **orders).returncode, 0)
                self.assertEqual(sorted(os.listdir(folder)), sorted(map(os.path.basename, [out, *others])))
            self.assertEqual((kills, left), want, (nameless, old))

    def test_output_of_another(self):
        """Who lives holds a lock on the second name, and it stays."""
        self.read()
        other = self.path('list.txt.casus-abcdef')
        with open(other, 'wb') as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self.run_casus('show', 'documents', '--db', self.db, '-o', self.path('list.txt'))
            self.assertTrue(os.path.exists(other))
        self.run_casus('show', 'documents', '--db', self.db, '-o', self.path('list.txt'))
        self.assertFalse(os.path.exists(other))

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
