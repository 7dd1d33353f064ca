#!/usr/bin/env python3
"""test_places.py CASUS: a record that is something else, may not be written or read, or is wanted by ten at once: a clear
word or a whole record, and nothing touched."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
AT_ONCE, DOCUMENTS, NOBODY = 10, 30, 65534


class Places(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        os.chmod(self.folder.name, 0o755)
        self.input = self.path('in.jsonl')
        with open(self.input, 'w', encoding='utf-8') as file:
            for n in range(DOCUMENTS):
                file.write(json.dumps({'id': f'r{n}', 'date': '2024-06-20', 'language': 'de',
                                       'text': f'Meldung {n}. Der Hafen bleibt bis {n} Uhr zu.'}) + '\n')

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def reading(self, db):
        return [CASUS, 'read', self.input, '--db', db, '-q', '--reader', 'quick', '--format', 'jsonl']

    def refused(self, db, words, **how):
        """By all that read or write a record; no file comes or goes."""
        before = sorted(os.listdir(self.folder.name))
        for command in (self.reading(db), [CASUS, 'show', 'documents', '--db', db], [CASUS, 'check', '--db', db]):
            done = subprocess.run(command, capture_output=True, timeout=30, **how)
            self.assertEqual(done.returncode, 3, (command, done))
            self.assertRegex(done.stderr.decode(), words)
        self.assertEqual(sorted(os.listdir(self.folder.name)), before)

    def whole(self, db):
        self.assertEqual(subprocess.run([CASUS, 'check', '--db', db], capture_output=True).returncode, 0)
        with sqlite3.connect(db) as connection:
            self.assertEqual(connection.execute('SELECT count(*), count(DISTINCT id) FROM documents').fetchone(),
                             (DOCUMENTS, DOCUMENTS))

    def test_what_is_no_file(self):
        os.mkdir(self.path('folder'))
        os.mkfifo(self.path('pipe'))
        self.refused(self.path('folder'), 'no record but a folder')
        self.refused(self.path('pipe'), 'no record but a pipe')
        self.refused('/dev/null', 'no record but a device')

    def test_another_file(self):
        with open(self.path('text'), 'w', encoding='utf-8') as file:
            file.write('A letter, and no record at all.\n' * 100)
        with sqlite3.connect(self.path('other')) as connection:
            connection.execute('CREATE TABLE letters (text)')
        for name, words in (('text', 'not a database'), ('other', 'another SQLite file')):
            with open(self.path(name), 'rb') as file:
                held = file.read()
            self.refused(self.path(name), words)
            with open(self.path(name), 'rb') as file:
                self.assertEqual(file.read(), held)

    def test_zero_bytes_and_links(self):
        with open(self.path('empty'), 'wb'):
            os.symlink('empty', self.path('link'))
            os.symlink('made', self.path('dangling'))
        for link, target in (('link', 'empty'), ('dangling', 'made')):
            subprocess.run(self.reading(self.path(link)), check=True)
            self.assertTrue(os.path.islink(self.path(link)))
            self.whole(self.path(target))

    def test_no_permission(self):
        db = self.path('a.db')
        subprocess.run(self.reading(db), check=True)
        how = {'user': NOBODY, 'group': NOBODY, 'extra_groups': []} if os.getuid() == 0 else {}
        os.chmod(db, 0)
        self.refused(db, 'Permission denied', **how)
        os.chmod(db, 0o444)
        os.chmod(self.folder.name, 0o555)
        self.addCleanup(os.chmod, self.folder.name, 0o755)
        shown = subprocess.run([CASUS, 'show', 'documents', '--db', db], capture_output=True, **how)
        self.assertEqual((shown.returncode, shown.stdout.count(b'\n') > 0), (0, True), shown)
        done = subprocess.run(self.reading(db), capture_output=True, **how)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b'may not be written to', done.stderr)
        self.whole(db)

    def test_journal_left_behind(self):
        """As when somebody was killed half way through a transaction: whoever comes next, also to read, goes back."""
        whole, left = self.path('a.db'), self.path('left.db')
        subprocess.run(self.reading(whole), check=True)
        for command in (['check'], ['show', 'documents']):
            connection = sqlite3.connect(whole, isolation_level=None)
            connection.executescript('PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN IMMEDIATE;'
                                     "UPDATE documents SET title = 'half' || hex(zeroblob(2000));")
            for end in ('', '-journal'):
                shutil.copyfile(whole + end, left + end)
            connection.execute('ROLLBACK')
            connection.close()
            with open(left, 'rb') as file:
                self.assertIn(b'half', file.read())
            done = subprocess.run([CASUS, *command, '--db', left], capture_output=True)
            self.assertEqual((done.returncode, b'half' in done.stdout), (0, False), done)
            self.whole(left)

    def test_ten_at_once(self):
        db = self.path('a.db')
        all_of_them = [subprocess.Popen(self.reading(db), stderr=subprocess.PIPE) for _ in range(AT_ONCE)]
        for process in all_of_them:
            told = process.communicate(timeout=120)[1]
            self.assertEqual(process.returncode, 0, told)
        self.whole(db)


if __name__ == '__main__':
    unittest.main()
