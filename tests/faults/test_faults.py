#!/usr/bin/env python3
"""test_faults.py CASUS: killed, interrupted, out of room, two at once, damaged: a valid record or a clear error."""
import json
import os
import random
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
KILLS, DOCUMENTS, DAMAGES = 100, 400, 20


def report(n):
    text = f'Report {n} of the harbour. ' + ' '.join(f'Crate {n * 7 + i} went to pier {i * n % 13}.' for i in range(12))
    return json.dumps({'id': f'r{n}', 'date': '2024-06-20', 'language': 'de', 'text': text})


def limit_files():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (900_000, 900_000))


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.db = os.path.join(self.folder.name, 'casus.db')
        self.input = os.path.join(self.folder.name, 'in.jsonl')
        with open(self.input, 'w', encoding='utf-8') as file:
            file.write('\n'.join(report(n) for n in range(DOCUMENTS)) + '\n')

    def command(self, db=None):
        return [CASUS, 'read', self.input, '--db', db or self.db, '-q', '-j', '2', '--format', 'jsonl', '--reader', 'quick']

    def check(self):
        done = subprocess.run([CASUS, 'check', '--db', self.db], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def rows(self, db):
        """Everything but the day it was read."""
        with sqlite3.connect(db) as connection:
            documents = 'SELECT document, id, content, wording, published, text FROM documents ORDER BY 1'
            tables = [documents] + [f'SELECT * FROM {t} ORDER BY 1, 2' for t in ('sentences', 'story_keys', 'story_links')]
            return [connection.execute(sql).fetchall() for sql in tables]

    def undisturbed(self):
        db = os.path.join(self.folder.name, 'whole.db')
        subprocess.run(self.command(db), check=True)
        return self.rows(db)

    def finish(self):
        self.check()
        subprocess.run(self.command(), check=True)
        self.check()
        self.assertEqual(self.rows(self.db), self.undisturbed())

    def test_killed(self):
        chance = random.Random(1)
        kills = 0
        for _ in range(KILLS):
            process = subprocess.Popen(self.command())
            time.sleep(chance.uniform(0, 0.06))
            process.kill()
            kills += process.wait() == -signal.SIGKILL
        self.assertGreater(kills, KILLS // 3)
        subprocess.run(self.command(), check=True)
        self.finish()

    def test_interrupted(self):
        process = subprocess.Popen(self.command())
        time.sleep(0.15)
        process.send_signal(signal.SIGINT)
        self.assertIn(process.wait(20), (0, 3, -signal.SIGINT))
        subprocess.run(self.command(), check=True)
        self.finish()

    def test_failing_write(self):
        done = subprocess.run(self.command(), preexec_fn=limit_files, capture_output=True)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertTrue(done.stderr.startswith(b'casus: '), done.stderr)
        self.finish()

    def test_full_outputs(self):
        subprocess.run(self.command(), check=True)
        show = [CASUS, 'show', 'documents', '--db', self.db]
        with open('/dev/full', 'wb') as full:
            done = subprocess.run(show, stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn(b'No space', done.stderr)

    def test_output_into_a_pipe(self):
        """-o writes into what is no regular file and never takes its place. A pipe of the test's own, not a device."""
        subprocess.run(self.command(), check=True)
        pipe = os.path.join(self.folder.name, 'pipe')
        os.mkfifo(pipe)
        reader = subprocess.Popen(['cat', pipe], stdout=subprocess.PIPE)
        subprocess.run([CASUS, 'show', 'documents', '--db', self.db, '-o', pipe], check=True, timeout=30)
        self.assertTrue(stat.S_ISFIFO(os.stat(pipe).st_mode))
        self.assertIn(b'r0', reader.communicate(timeout=30)[0])

    def test_two_at_once(self):
        both = [subprocess.Popen(self.command(), stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            told = process.communicate(timeout=60)[1]
            self.assertTrue(process.returncode == 0 or b'in use' in told, told)
        self.check()
        self.assertEqual(len(self.rows(self.db)[0]), DOCUMENTS)

    def test_damaged(self):
        subprocess.run(self.command(), check=True)
        with open(self.db, 'rb') as file:
            whole = file.read()
        held = self.rows(self.db)
        chance = random.Random(2)
        for _ in range(DAMAGES):
            damaged = bytearray(whole)
            at = chance.randrange(len(whole) - 64)
            damaged[at:at + 64] = chance.randbytes(64)
            with open(self.db, 'wb') as file:
                file.write(damaged)
            for what in (['check'], ['show', 'stories', '--json'], ['show', 'documents']):
                done = subprocess.run([CASUS, *what, '--db', self.db], capture_output=True, timeout=30)
                self.assertIn(done.returncode, (0, 3, 4), (at, what, done.stderr))
                if what == ['check'] and done.returncode == 0:
                    self.assertEqual(self.rows(self.db), held, f'check is silent on damage at {at}')


if __name__ == '__main__':
    unittest.main()
