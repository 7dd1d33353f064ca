#!/usr/bin/env python3
"""test_threads.py CASUS: -j1 and -j8 give identical bytes, from `code` and in the record."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

CASUS = sys.argv.pop(1)
PARTS = [
    'Russia and Vietnam signed {n} agreements in Hanoi on Thursday.',
    'The U.S. ambassador accused China of sending ships into the bay.',
    '"We will not accept threats," Prime Minister Fumio Kishida told reporters on Monday.',
    'North Korea fired {n} shells into the sea near the island, South Korea said.',
    'Analysts said India could buy new French jets next year.',
]


def documents(count):
    for n in range(count):
        text = ' '.join(PARTS[(n + i) % len(PARTS)].format(n=n + 2) for i in range(1 + n % 7))
        yield json.dumps({'id': f'd{n}', 'date': '2024-06-22', 'text': text}) if n % 17 else '{broken'


class Threads(unittest.TestCase):
    def setUp(self):
        self.input = '\n'.join(documents(200)).encode()

    def code(self, jobs, reader='quick'):
        done = subprocess.run([CASUS, 'code', '-q', '-j', str(jobs), '--reader', reader], input=self.input, capture_output=True)
        self.assertEqual(done.returncode, 1)  # the broken lines are named, the rest is done
        return done.stdout

    def test_code(self):
        one = self.code(1)
        self.assertGreater(one.count(b'"record":"event"'), 100)
        self.assertEqual(one.count(b'"record":"issue"'), 12)
        self.assertEqual(one, self.code(8))

    def test_careful(self):
        self.input = '\n'.join(documents(8)).encode()
        one = self.code(1, 'careful')
        self.assertGreater(one.count(b'"record":"event"'), 10)
        self.assertEqual(one, self.code(8, 'careful'))

    def test_record(self):
        dumps = []
        with tempfile.TemporaryDirectory() as folder:
            for jobs in (1, 8):
                db = os.path.join(folder, f'{jobs}.db')
                subprocess.run([CASUS, 'read', '-', '--db', db, '-q', '-j', str(jobs), '--reader', 'quick'],
                               input=self.input, capture_output=True)
                shown = [subprocess.run([CASUS, 'show', what, '--db', db, '--json'], capture_output=True, check=True).stdout
                         for what in ('documents', 'events', 'statements', 'ties')]
                dumps.append(shown)
        self.assertTrue(all(dumps[0][:2]))
        self.assertEqual(dumps[0], dumps[1])


unittest.main()
