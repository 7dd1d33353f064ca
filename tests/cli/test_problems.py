#!/usr/bin/env python3
"""test_problems.py CASUS: what was not read as it stands: the end's summary, --issues, each limit hit and not hit."""
import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')
KEYS = ['file', 'record', 'line', 'byte', 'kind', 'reason', 'severity', 'done']
DEED = 'Ghana accused Togo of theft.'


class Problems(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name, content=None):
        path = os.path.join(self.folder.name, name)
        if content is not None:
            with open(path, 'wb') as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def run_casus(self, *args, code=0, stdin=b''):
        done = subprocess.run([CASUS, *args], input=stdin, capture_output=True, cwd=self.folder.name)
        self.assertEqual(done.returncode, code, (args, done.stderr))
        return done.stdout, done.stderr.decode()

    def issues(self, *args, code):
        """Of `casus code`; and its events."""
        out = self.run_casus('code', '-q', '--reader', 'quick', *args, '--issues', self.path('i'), code=code)[0]
        with open(self.path('i'), encoding='utf-8') as file:
            issues = [json.loads(line) for line in file]
        for issue in issues:
            self.assertEqual(list(issue), KEYS)
        return issues, [line for line in out.splitlines() if b'"record":"event"' in line]

    def test_summary_and_file(self):
        lines = [json.dumps({'text': DEED}), json.dumps({'text': ''}), '', 'no JSON', json.dumps({'text': 'x' * 3000})]
        self.path('in.jsonl', '\n'.join(lines) + '\n')
        self.path('empty.html', '<html><body></body></html>')
        self.path('guess.txt', b'Ghana accused Togo of theft. Un caf\xe9, un latt\xe9.')
        self.path('doc.pdf', '%PDF-1.4')
        os.symlink('in.jsonl', self.path('link'))
        words = ('read', '.', '--db', ':memory:', '--reader', 'quick', '--max-line', '2000', '--issues', 'i')
        err = self.run_casus(*words, code=1)[1]
        self.assertIn('7 documents skipped: 2 empty, 1 not well-formed, 1 of a kind that is not read, 2 links, devices and '
                      'addresses, not followed, 1 over the limit of 2000 bytes (--max-line)', err)
        self.assertIn('1 document read by a guess', err)
        with open(self.path('i'), encoding='utf-8') as file:
            issues = [json.loads(line) for line in file]
        told = {(i['file'], i['line'], i['kind'], i['severity'], i['done']) for i in issues}
        self.assertEqual(told, {('./in.jsonl', 2, 'empty', 'error', 'skipped'), ('./in.jsonl', 4, 'malformed', 'error', 'skipped'),
                                ('./in.jsonl', 5, 'limit-line', 'error', 'skipped'), ('./empty.html', 1, 'empty', 'error', 'skipped'),
                                ('./guess.txt', 1, 'encoding', 'note', 'guessed'), ('./doc.pdf', None, 'format', 'error', 'skipped'),
                                ('./link', None, 'not-followed', 'error', 'skipped'), ('./i', None, 'not-followed', 'error', 'skipped')})
        at = {i['kind']: (i['record'], i['byte']) for i in issues if i['file'] == './in.jsonl'}
        self.assertEqual(at, {'empty': (2, len(lines[0]) + 1), 'malformed': (3, len(lines[0] + lines[1]) + 5),
                              'limit-line': (4, len(lines[0] + lines[1] + lines[3]) + 4)})
        err = self.run_casus('in.jsonl', *words[2:], '-q', code=1)[1]  # the main job; with -q no summary
        self.assertNotIn('skipped', err)

    def test_manual_names_all_kinds(self):
        with open(os.path.join(SOURCE, 'src', 'base', 'error.h'), encoding='utf-8') as file:
            kinds = re.findall(r'^  X\([A-Z_]+, "([a-z-]+)", "', file.read(), flags=re.M)
        with open(os.path.join(SOURCE, 'docs', 'casus.1'), encoding='utf-8') as file:
            listed = re.search(r'fIkind.fR: (.*?);', file.read(), flags=re.S)[1].replace('\\', '')
        self.assertGreater(len(kinds), 15)
        self.assertEqual(sorted(kinds), sorted(re.split(r',\s', listed)))

    def test_folder_of_all_sorts(self):
        """What is no plain file is not opened, also no pipe, which would be waited for; and each is told once."""
        depth, odd = 300, ('new\nline.txt', 'esc\x1b[31m.txt', b'no\xff\xfeutf8.txt')
        for name in odd:
            with open(os.path.join(os.fsencode(self.folder.name), os.fsencode(name)), 'w', encoding='utf-8') as file:
                file.write(DEED)
        for link, to in (('circle', '.'), ('a', 'b'), ('b', 'a')):
            os.symlink(to, self.path(link))
        os.mkfifo(self.path('pipe.txt'))
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(self.path('socket.txt'))
        os.makedirs(self.path('deep/' + '/'.join(['some_folder'] * depth)))
        out, err = self.run_casus('code', '.', '--reader', 'quick', '-q', '--issues', 'i', code=1)
        self.assertEqual(out.count(b'"record":"event"'), len(odd))
        with open(self.path('i'), encoding='utf-8') as file:
            issues = [json.loads(line) for line in file]
        self.assertEqual(sorted(i['kind'] for i in issues), ['limit-folders'] + ['not-followed'] * 6)  # and the file itself
        lines = err.splitlines()
        self.assertEqual(len(lines), len(issues), 'each once')
        self.assertLess(max(map(len, lines)), 300)
        self.assertEqual(sum('folders lie too deep in one another' in line for line in lines), 1)
        self.assertIn('casus: ./pipe.txt: a pipe, socket or device, not opened', lines)

    def test_pipe_without_writer(self):
        """A named pipe that was asked for is waited for, until Ctrl-C."""
        os.mkfifo(self.path('pipe'))
        waiting = subprocess.Popen([CASUS, 'code', 'pipe', '--reader', 'quick'], cwd=self.folder.name,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with self.assertRaises(subprocess.TimeoutExpired):
            waiting.wait(timeout=2)
        waiting.send_signal(signal.SIGINT)
        self.assertEqual(waiting.communicate(timeout=30), (b'', b'casus: interrupted\n'))

    def test_file_that_cannot_be_written(self):
        self.path('in.txt', DEED)
        for command in ('read', 'code', 'import'):
            inputs = ['csv', 'in.txt'] if command == 'import' else ['in.txt', '--reader', 'quick']
            for path, code, words in (('-', 2, 'standard output is for the data'), ('/dev/full', 3, 'No space left'),
                                      ('none/i', 3, 'No such file')):
                out, err = self.run_casus(command, *inputs, '--issues', path, code=code)
                self.assertIn(words, err)
                self.assertEqual(out, b'')
        self.assertFalse(os.path.exists(self.path('casus.db')), 'before any work')

    def test_import(self):
        self.path('t.csv', 'kind,from,to,start\nalliance.defence,GHA,TGO,2001-01-01\narms,Nowhere,TGO,2001\n')
        self.run_casus('import', 'csv', 't.csv', '--issues', 'i', code=1)
        with open(self.path('i'), encoding='utf-8') as file:
            issue = json.loads(file.read())
        self.assertEqual([issue[k] for k in KEYS if k != 'reason'], ['t.csv', None, 3, None, 'data', 'error', 'skipped'])

    def limit(self, name, content, option, most, kind, hit_events=0):
        """Hit with `most`, not hit with one more."""
        path = self.path(name, content)
        issues, events = self.issues(path, option, str(most), code=0 if kind == 'limit-words' else 1)
        self.assertEqual([i['kind'] for i in issues], [kind], (option, issues))
        self.assertIn(option, issues[0]['reason'])
        self.assertEqual(len(events), hit_events)
        issues, events = self.issues(path, option, str(most + 1), code=0)
        self.assertEqual((issues, len(events)), ([], hit_events + 1))

    def test_limits(self):
        line = json.dumps({'text': DEED})
        self.limit('a.txt', DEED, '--max-bytes', len(DEED) - 1, 'limit-bytes')
        self.limit('a.txt', DEED, '--max-text', len(DEED) - 1, 'limit-text')
        self.limit('a.jsonl', line, '--max-line', len(line) - 1, 'limit-line')
        self.limit('b.jsonl', json.dumps({'text': DEED, 'a': [[{}]]}), '--max-depth', 3, 'limit-depth')
        self.limit('c.jsonl', line + '\n' + line, '--max-records', 1, 'limit-records', 1)
        self.limit('d.txt', f'{DEED}\nIran bombed Iraq.', '--max-words', 9, 'limit-words', 1)

    def test_attributes(self):
        """A parser that compares each with all is not given more than a page has; words of a value are none."""
        def page(inside):
            return self.path('p.html', f'<html><body><p {inside}>{DEED}</p><script>if (a<b) {"x " * 9999}</script></body></html>')
        issues, events = self.issues(page(' '.join(f'a{i}=b' for i in range(200000))), code=1)
        self.assertEqual(([i['kind'] for i in issues], events), (['limit-attributes'], []))
        self.assertEqual(len(self.issues(page(f'title="{"a " * 9999}" b = \'{"c " * 9999}\''), code=0)[1]), 1)

    def test_elements(self):
        """3,000 open elements, at which browsers have long stopped: html and body are two of them."""
        for inside, code, kinds in ((2998, 0, []), (2999, 1, ['limit-elements'])):
            path = self.path('e.html', '<html><body>' + '<div>' * inside + f'<p>{DEED}</p>' + '</div>' * inside)
            self.assertEqual([i['kind'] for i in self.issues(path, code=code)[0]], kinds)

    def test_limit_of_ratio(self):
        """Held against what is packed from 32 MiB on."""
        blank, line = b' ' * (48 << 20) + b'\n', json.dumps({'text': DEED}).encode() + b'\n'
        packed = gzip.compress(line + blank + line, 1)
        ratio = (len(blank) + 2 * len(line)) // len(packed)
        path = self.path('r.jsonl.gz', packed)
        issues, events = self.issues(path, '--max-ratio', str(ratio // 2), '--max-line', '64M', code=1)
        self.assertEqual(([i['kind'] for i in issues], len(events)), (['limit-ratio'], 1), issues)
        issues, events = self.issues(path, '--max-ratio', str(2 * ratio), '--max-line', '64M', code=0)
        self.assertEqual((issues, len(events)), ([], 2))


if __name__ == '__main__':
    unittest.main()
