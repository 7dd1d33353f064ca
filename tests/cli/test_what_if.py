#!/usr/bin/env python3
"""test_what_if.py CASUS: suppositions on the command line, from files, in every form."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

CASUS = os.path.abspath(sys.argv.pop(1))
DAY = ('--db', ':memory:', '--date', '2025-06-01')


class WhatIf(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_casus(self, *args, stdin=b'', code=0):
        done = subprocess.run([CASUS, 'what-if', *args, *DAY], input=stdin, capture_output=True, cwd=self.folder.name)
        self.assertEqual(done.returncode, code, (args, done.stdout[-500:], done.stderr[-2000:]))
        if code:
            self.assertEqual(done.stdout, b'')
        return done

    def lines(self, *args, **options):
        return [json.loads(line) for line in self.run_casus(*args, '--json', **options).stdout.splitlines()]

    def write(self, name, text):
        with open(os.path.join(self.folder.name, name), 'w', encoding='utf-8') as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.folder.name, name), encoding='utf-8', newline='') as file:
            return file.read()

    def test_words(self):
        out = self.run_casus('end alliance.defence USA KOR', 'event ASSAULT China Taiwan', '--region', 'asia').stdout.decode()
        for part in ('What if', 'end alliance.defence USA KOR', 'The risk map of Asia', 'United States ⇄ South Korea: no longer in force',
                     'The difference in numbers', 'as a party', 'drawn in', 'China – Taiwan: '):
            self.assertIn(part, out)
        self.assertIn('makes no militarised incident', self.run_casus('event CONSULT CHN USA', '--region', 'pacific').stdout.decode())
        self.assertIn('every state stands as it is', self.run_casus('event CONSULT CHN USA', '--region', 'pacific').stdout.decode())

    def test_chain(self):
        out = ' '.join(self.run_casus('attack CHN PHL', '--region', 'asia').stdout.decode().split())
        for part in ('If China attacks the Philippines', 'must come to its aid', '└─ the United States: Mutual Defense Treaty, art. IV',
                     'joins, by the model: ', 'bound to the United States', 'must consult', 'breaks: Treaty of Amity', '2.14 % [1.71–2.68]'):
            self.assertIn(part, out)
        short = self.run_casus('attack CHN PHL', '--depth', '1', '--region', 'pacific').stdout.decode()
        self.assertNotIn('North Atlantic Treaty', short)
        self.assertIn('nobody is known to be bound', self.run_casus('attack KHM THA', 'end alliance.defence USA THA', '--region', 'pacific').stdout.decode())
        done = subprocess.run([CASUS, 'what-if', 'attack KOR PRK', '--db', ':memory:', '--date', '2024-06-22', '--region', 'pacific'],
                              capture_output=True, cwd=self.folder.name)
        self.assertIn('not known to be in force: duty of defence with Russia', ' '.join(done.stdout.decode().split()))
        self.assertIn(b'1 to 5', self.run_casus('attack CHN PHL', '--depth', '6', code=2).stderr)

    def test_json(self):
        lines = self.lines('attack CHN PHL', 'end sanctions Japan "North Korea"', '--region', 'asia')
        kinds = [line['record'] for line in lines]
        self.assertEqual(kinds[:2], ['what-if', 'chain'])
        self.assertEqual(set(kinds), {'what-if', 'chain', 'chain-link', 'change', 'shift', 'risk'})
        self.assertEqual(lines[0]['changes'], ['attack CHN PHL', 'end sanctions Japan "North Korea"'])
        link = next(line for line in lines if line['record'] == 'chain-link')
        self.assertEqual((link['actor'], link['role'], link['step'], link['beside']), ('USA', 'aid', 1, 'PHL'))
        self.assertLess(link['low'], link['joins'])
        free = [line for line in lines if line.get('role') == 'free']
        self.assertTrue(free and all(not line['ties'] for line in free))
        for line in lines:
            if line['record'] == 'shift' and line['other'] is None:
                self.assertEqual(sum(d['amount'] for d in line['drivers']), line['party'] + line['drawn_in'])
                self.assertEqual(line['now'] - line['before'], line['party'] + line['drawn_in'])

    def test_forms(self):
        what = ('end alliance.defence USA KOR', 'attack PRK KOR', '--region', 'asia')
        self.run_casus(*what, '-o', 'if.html')
        page = self.read('if.html')
        for part in ('<h2>What if</h2>', 'If North Korea attacks South Korea', 'must consult with', 'The difference in numbers'):
            self.assertIn(part, page)
        self.run_casus(*what, '-o', 'if.svg')
        self.assertIn('under 2 suppositions', self.read('if.svg'))
        xml.etree.ElementTree.parse(os.path.join(self.folder.name, 'if.svg'))
        self.run_casus(*what, '-o', 'if.csv')
        rows = list(csv.reader(self.read('if.csv').splitlines()))
        self.assertTrue(all(len(row) == 12 for row in rows))
        self.assertIn(['KOR', 'PRK'], [row[:2] for row in rows] + [sorted(row[:2]) for row in rows])
        self.run_casus(*what, '-o', 'if.jsonl')
        self.assertEqual(self.read('if.jsonl'), self.run_casus(*what, '--json').stdout.decode())

    def test_markup_is_escaped(self):
        self.run_casus("add arms 'NATO' MNG", '--region', 'asia', '-o', 'if.html')
        self.run_casus('add arms <script> MNG', code=2)

    def test_files(self):
        self.write('plan.txt', '# what if the pact ends\nend alliance.defence USA KOR   # and this\n\n  event ASSAULT PRK KOR on 2025-01-01\r\n')
        told = self.lines('--file', 'plan.txt', '--region', 'asia')[0]['changes']
        self.assertEqual(told, ['end alliance.defence USA KOR', 'event ASSAULT PRK KOR on 2025-01-01'])
        self.assertEqual(len(self.lines('add arms FJI MNG', '--file', '-', '--region', 'pacific', stdin=b'add arms FJI KAZ\n')[0]['changes']), 2)
        self.write('bad.txt', '# fine\nadd arms FJI MNG\nadd arms FJI Mongola\n')
        self.assertEqual(self.run_casus('--file', 'bad.txt', code=2).stderr,
                         b'casus: bad.txt:3: no state or group is called Mongola; did you mean Mongolia?\n')
        self.assertIn(b'standard input:1: ', self.run_casus('--file', '-', stdin=b'x', code=2).stderr)
        self.assertIn(b'no change in it', self.run_casus('--file', '-', stdin=b'# nothing\n', code=2).stderr)
        self.run_casus('--file', 'none.txt', code=3)
        self.run_casus('--file', '-', stdin=b'add arms FJI MNG\n' * 10001, code=1)
        self.run_casus('--file', '-', stdin=b'\0\n', code=2)
        self.run_casus('--file', '-', stdin=b'#' * (2 << 20), code=1)

    def test_other_names(self):
        out = self.lines('add arms DPRK Burma', 'end alliance.defence "Collective Security Treaty Organization" Armenia', '--region', 'pacific')
        self.assertEqual(out[0]['record'], 'what-if')
        self.assertIn(b'no state of the map', self.run_casus('add arms ASEAN "World Bank"', code=2).stderr)

    def test_same_bytes(self):
        what = ('attack IRN ISR', '--json', '--region', 'levant')
        self.assertEqual(self.run_casus(*what).stdout, self.run_casus(*what).stdout)


if __name__ == '__main__':
    unittest.main()
