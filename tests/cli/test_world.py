#!/usr/bin/env python3
"""test_world.py CASUS: questions to the world on a day, from the command line."""
import csv
import json
import os
import subprocess
import sys
import tempfile
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
TOPICS = ('obligations', 'dependence', 'blocs', 'triangles', 'calendar')


class World(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def run_casus(self, *args, stdin=b'', code=0):
        done = subprocess.run([CASUS, *args], input=stdin, capture_output=True, cwd=self.folder.name)
        self.assertEqual(done.returncode, code, (args, done.stdout[-500:], done.stderr[-2000:]))
        return done

    def text(self, *args, day='2025-06-01'):
        return ' '.join(self.run_casus('world', *args, '--db', ':memory:', '--date', day).stdout.decode().split())

    def lines(self, *args, day='2025-06-01', db=':memory:'):
        out = self.run_casus('world', *args, '--json', '--db', db, '--date', day).stdout
        return [json.loads(line) for line in out.splitlines()]

    def test_obligations(self):
        out = self.text('obligations', 'North Korea')
        for part in ('Defence: must come to the aid of the other', '⇄ China: Treaty of Friendship', 'art. II: military and other help at once'):
            self.assertIn(part, out)
        pending = self.text('obligations', 'PRK', 'Russia', day='2024-06-22')
        self.assertIn('Defence, pending', pending)
        rows = self.lines('obligations', 'PRK', day='2024-06-22')
        self.assertTrue(any(r['pending'] and r['since'] is None and r['duty'] == 'defence' for r in rows))
        self.assertTrue(all('PRK' in (r['from'], r['to']) for r in rows))
        self.assertIn('None that the tables', self.text('obligations', 'BTN', 'FJI'))

    def test_dependence(self):
        rows = self.lines('dependence', 'VNM')
        self.assertEqual({r['observed'] for r in rows if r['kind'] == 'arms'}, {'known', 'unknown'})
        self.assertTrue(all(r['amount'] is None for r in rows if r['observed'] in ('unknown', 'not-observed')))
        self.assertIn({'arms', 'trade', 'dependence'}, [{r['kind'] for r in self.lines('dependence', 'TUV')}])
        self.assertIn('not observed: no table or report tells of any; that is not none', self.text('dependence', 'Tuvalu'))
        early = self.lines('dependence', 'VNM', day='2010-01-01')  # amounts of 2024 were not known then
        self.assertTrue(all(r['observed'] in ('unknown', 'not-observed') for r in early))

    def test_blocs_and_triangles(self):
        rows = self.lines('blocs')
        nato = next(r for r in rows if r['record'] == 'bloc' and 'NOR' in r['members'])
        self.assertTrue(nato['treaty'].startswith('North Atlantic Treaty') and nato['core'] >= 30 and nato['bound'] <= nato['pairs'])
        self.assertEqual(next(r['actor'] for r in rows if r['record'] == 'bridge'), 'USA')
        self.assertIn('UKR', rows[-1]['alone'])
        self.assertIn('As a bridge', self.text('blocs', 'Canada'))
        rows = self.lines('triangles', 'ISR')
        self.assertEqual(rows[0]['record'], 'triangles')
        self.assertTrue(all('ISR' in r['states'] for r in rows if r['record'] == 'triangle'))
        self.assertTrue(all(p['because'] for r in rows if r['record'] == 'triangle' for p in r['pairs']))
        out = self.text('triangles')
        for part in ('by chance', 'Strained: friends of both sides', 'Cyprus and Turkey: occupation', 'Torn: allies with a quarrel'):
            self.assertIn(part, out)

    def test_calendar(self):
        rows = self.lines('calendar', 'RUS')
        days = [r['day'] for r in rows if r['day']]
        self.assertEqual(days, sorted(days))
        self.assertTrue(all(d >= '2025' for d in days))
        self.assertIn('New START', self.text('calendar', 'RUS', 'USA'))
        self.assertNotIn('New START (', self.text('calendar', 'RUS', 'USA', day='2026-06-01'))
        self.assertTrue(all(r['day'] <= '2026-01-01' for r in self.lines('calendar', '--until', '2026-01-01')))

    def test_forms(self):
        for topic in TOPICS:
            self.run_casus('world', topic, '--db', ':memory:', '--date', '2025-06-01', '-o', 'w.csv')
            with open(os.path.join(self.folder.name, 'w.csv'), encoding='utf-8', newline='') as file:
                rows = list(csv.reader(file))
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, topic)
            self.assertEqual({row[0] for row in rows[1:]}, {'2025-06-01'})
            self.run_casus('world', topic, 'JPN', '--db', ':memory:', '--date', '2025-06-01', '-o', 'w.jsonl')
            with open(os.path.join(self.folder.name, 'w.jsonl'), encoding='utf-8') as file:
                self.assertTrue(all(json.loads(line)['date'] == '2025-06-01' for line in file))

    def test_slips_are_taught(self):
        for wrong, taught in ((['world'], 'ask the world for obligations'), (['world', 'obligation'], 'did you mean obligations?'),
                              (['world', 'xyzzy'], 'ask the world for'), (['world', 'blocs', 'Chyna'], 'did you mean China?'),
                              (['world', 'blocs', 'NATO'], 'no state of the map'), (['world', 'blocs', 'PRK', 'prk'], 'a state and itself'),
                              (['world', 'blocs', 'PRK', 'CHN', 'JPN'], 'at most two'), (['world', 'blocs', '--date', 'soon'], 'not a date'),
                              (['world', 'blocs', '-o', 'w.html'], '.csv, .jsonl')):
            done = self.run_casus(*wrong, '--db', ':memory:', code=2)
            self.assertIn(taught, done.stderr.decode(), wrong)
            self.assertEqual(done.stdout, b'')

    def test_later_reports_change_nothing(self):
        def read(day, text):
            line = json.dumps({'date': day, 'lang': 'en', 'text': text}).encode()
            self.run_casus('read', '-q', '--reader', 'quick', '--db', 'w.db', '-', stdin=line)

        read('2025-05-20', 'Mongolia and Kazakhstan signed a mutual defence treaty on Monday.')
        before = {topic: self.lines(topic, db='w.db') for topic in TOPICS}
        self.assertTrue(any(r['from'] == 'MNG' and r['pending'] for r in before['obligations']))
        read('2025-06-10', 'Fiji and Tonga signed a mutual defence treaty. China attacked Taiwan on Monday.')
        read('2025-07-10', 'Japan imposed sanctions on Mongolia. Russia will hold talks with China on 1 September.')
        self.assertEqual(before, {topic: self.lines(topic, db='w.db') for topic in TOPICS})
        after = self.lines('obligations', 'FJI', db='w.db', day='2025-06-11')
        self.assertTrue(any(r['to'] == 'TON' for r in after))


if __name__ == '__main__':
    unittest.main()
