#!/usr/bin/env python3
"""test_commands.py CASUS: the command line as a user meets it: exit codes, pipes, -, errors, help."""
import gzip
import http.server
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
import xml.etree.ElementTree

CASUS = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REPORT = os.path.join(ROOT, 'examples', 'report.txt')
SEED = os.path.join(ROOT, '..', 'shared', 'seed', 'report.txt')


class Commands(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.db = os.path.join(self.folder.name, 'casus.db')

    def run_casus(self, *args, stdin=b'', code=0):
        done = subprocess.run([CASUS, *args], input=stdin, capture_output=True, cwd=self.folder.name)
        self.assertEqual(done.returncode, code, (args, done.stdout[-500:], done.stderr[-2000:]))
        return done

    def lines(self, *args, **options):
        return [json.loads(line) for line in self.run_casus(*args, **options).stdout.splitlines()]

    def test_help_and_usage(self):
        self.assertIn(b'usage: casus FILE', self.run_casus('--help').stdout)
        self.run_casus(code=2)
        for name in ('read', 'code', 'parse', 'show', 'map', 'why', 'world', 'what-if', 'train', 'explain', 'eval', 'check'):
            self.assertIn(b'usage: casus ' + name.encode(), self.run_casus(name, '--help').stdout)
        for wrong in (['show', 'nothing'], ['map', '--date', 'soon'], ['why'], ['why', 'Atlantis'], ['read'], ['code', '--nope'],
                      ['code', '-j', '0'], ['map', '--region'], ['train']):
            done = self.run_casus(*wrong, code=2)
            self.assertTrue(done.stderr.startswith(b'casus: '), done.stderr)
            self.assertEqual(done.stdout, b'')
        self.assertRegex(self.run_casus('--version').stdout, rb'^casus \d+\.\d+\.\d+\n$')

    def test_slips_are_taught(self):
        for wrong, taught in ((['why', 'Chyna'], 'did you mean China?'), (['why', 'Phillipines'], 'did you mean Philippines?'),
                              (['why', 'EU'], 'no state'), (['wy', 'PRK'], 'did you mean casus why?'),
                              (['map', '--region', 'asya'], 'did you mean asia?'), (['map', '--region', 'xyzzy'], 'casus map --help'),
                              (['map', '-o', 'map.gif'], '.html, .svg'), ([REPORT, '-o', 'map.pdf'], '.html, .svg'),
                              (['map', '--reigon', 'asia'], 'did you mean --region?'), (['why', 'PRK', '--region', 'europe'], 'does not lie'),
                              (['show', 'events', '--status', 'sure'], 'asserted, claimed'), (['show', 'events', '--type', 'HUG'], 'HUG')):
            self.assertIn(taught, self.run_casus(*wrong, code=2).stderr.decode(), wrong)
        self.assertIn(b'casus read', self.run_casus('show', 'events', code=3).stderr)
        self.assertFalse(os.path.exists(self.db))  # a slip leaves nothing behind

    def test_readers(self):
        tiny = os.path.join(ROOT, 'tests', 'tiny')
        text = 'Ghana accused Togo of theft.'
        quick = self.run_casus('explain', text, '--reader', 'quick').stdout
        self.assertEqual(self.run_casus('explain', text).stdout, self.run_casus('explain', text, '--reader', 'careful').stdout)
        self.assertEqual(self.run_casus('parse', REPORT).stdout, self.run_casus('parse', REPORT, '--reader', 'quick').stdout)
        careful = self.run_casus('explain', text, '--reader', 'careful', '--data', tiny).stdout
        self.assertNotEqual(quick, careful)  # its numbers are of chance
        self.run_casus('parse', REPORT, '--reader', 'careful-trees', '--data', tiny)
        self.run_casus('--db', ':memory:', REPORT, '--reader', 'careful', '--data', tiny)
        self.assertIn(b'unknown reader', self.run_casus('explain', text, '--reader', 'hasty', code=2).stderr)
        os.makedirs(os.path.join(self.folder.name, 'models'))
        with open(os.path.join(self.folder.name, 'models', 'english-careful.casus-model'), 'wb') as file:
            file.write(b'CASUSCR\n' * 99)
        done = self.run_casus('explain', text, '--reader', 'careful', '--data', '.', code=3)
        self.assertIn(b'careful reader: ', done.stderr)

    def test_explain_as_json(self):
        text = 'Ghana accused Togo of theft on Monday. Police arrested forty people.'
        lines = self.lines('explain', text, '--json', '--reader', 'quick', '--date', '2024-06-22')
        words = [token['form'] for line in lines if 'tokens' in line for token in line['tokens']]
        self.assertEqual(words, 'Ghana accused Togo of theft on Monday . Police arrested forty people .'.split())
        told = [line for line in lines if line.get('fate') == 'told']
        self.assertIn(('accused', 0, 6), [(line['word'], line['sentence'], line['span'][0]) for line in told])
        self.assertTrue(any(line['fate'] == 'unmet' and line['asks_for'] for line in lines if line.get('record') == 'trial'))
        self.assertEqual([line['type'] for line in lines if line.get('record') == 'event'], ['ACCUSE', 'COERCE'])
        sides = {line['side'] for line in lines if line.get('record') == 'choice' and line['sentence'] == 1}
        self.assertEqual(sides, {'source', 'target'})

    def test_own_actors(self):
        files = {'actors.txt': 'KASTORIA_ [XKS]\nIDA_MOSS_ ; a minister\n\t[MLIGOV 100101-201231]\n\t[MLIOPP >210101]\n',
                 'agents.txt': '!PERSON! = MAN, MEN\nLANCE!PERSON! {} [~MIL]\n',
                 'own.tsv': '#code\tsector\tname\taliases\tcountry\tkind\nQQQ\tREB\tGorge Front\t\tQQQ\tarmed-group\n',
                 'bad.txt': 'GOOD_ONE_ [TCDGOV]\nNAKED_\n'}
        for name, text in files.items():
            with open(os.path.join(self.folder.name, name), 'w', encoding='utf-8') as file:
                file.write(text)
        own = [word for name in ('actors.txt', 'agents.txt', 'own.tsv') for word in ('--actors', name)]
        text = b'Ida Moss threatened Chad with war. Kastoria attacked Niger. Chadian lancemen attacked Niger. The Gorge Front attacked Niger.'

        def sources(day):
            lines = self.lines('code', '--date', day, *own, stdin=text)
            return [(line['source'][0]['actor'], line['source'][0]['sector']) for line in lines if line['record'] == 'event']

        rest = [('XKS', None), ('TCD', 'MIL'), ('QQQ', 'REB')]
        self.assertEqual(sources('2015-05-04'), [('MLI', 'GOV')] + rest)
        self.assertEqual(sources('2022-05-04'), [('MLI', 'OPP')] + rest)
        done = self.run_casus('code', '--actors', 'bad.txt', stdin=b'Good One attacked Niger.', code=1)
        self.assertEqual(done.stderr, b"casus: bad.txt:2: no code for it: 'NAKED_'\n")
        self.assertIn(b'"TCD"', done.stdout)
        self.run_casus('code', '--actors', 'none.txt', stdin=b'x', code=3)
        for command in (['explain', 'Kastoria attacked Niger.'], ['parse', REPORT], ['--db', ':memory:', REPORT],
                        ['--db', ':memory:', 'read', REPORT]):
            self.run_casus(*command, *own)
            self.run_casus(*command, '--actors', 'bad.txt', code=1)
            self.assertIn(b'--actors FILE', self.run_casus(*[w for w in command if w in ('explain', 'parse', 'read')] or [REPORT],
                                                           '--help').stdout)

    def test_predictions(self):
        """Foretold on 5 March; reports of April and June tell what came of it."""
        def read(day, *sentences):
            text = '\n'.join(sentences)
            self.run_casus('read', '-q', '-', stdin=json.dumps({'id': day, 'date': day, 'lang': 'en', 'text': text}).encode())

        read('2024-03-05', 'Analyst Jon Bell said Russia will attack Moldova within three months.',
             'Bell said China will not attack Taiwan this year.', 'Bell said India may sanction Nepal by the end of May.',
             'Bell said Japan could impose sanctions on Russia soon.', 'Bell said the war would be long.',
             'Bell said Peru would bomb Chile.', 'If Iran attacks Israel, Chad will bomb Mali, Bell said.')
        show = ('show', 'predictions', '--json')
        march = self.lines(*show)
        told = [line['prediction'] for line in march if line['record'] == 'statement']
        self.assertEqual([(t['until'], t['basis']) for t in told],
                         [('2024-06-05', 'told'), ('2024-12-31', 'told'), ('2024-05-31', 'told'), ('2024-06-04', 'vague')]
                         + 3 * [('2025-03-05', 'assumed')])
        self.assertEqual([len(t['expects']) for t in told], [1, 1, 1, 1, 0, 1, 1])
        self.assertEqual([line['outcome']['result'] for line in march if line['record'] == 'statement'],
                         ['open', 'open', 'open', 'open', None, 'open', 'open'])
        read('2024-04-02', 'Japan imposed sanctions on Russia on Tuesday.', 'Chad may bomb Mali.')
        read('2024-06-07', 'China attacked Taiwan on Thursday.', 'Russia attacked Moldova on Friday.')

        def results(*args):
            return [line['outcome']['result'] for line in self.lines(*show, *args) if line['record'] == 'statement']

        now = ['failed', 'failed', 'failed', 'came-true', None, 'open', 'open']
        self.assertEqual(results(), now)
        self.assertEqual(results('--as-of', '2024-03-31'), ['open'] * 4 + [None] + ['open'] * 2)
        self.assertEqual(results('--as-of', '2025-04'), now[:5] + ['failed', 'failed'])
        self.assertEqual(results('--outcome', 'came-true'), ['came-true'])
        self.assertEqual(results('--outcome', 'open'), ['open'] * 2)
        self.assertEqual(self.lines(*show, '--as-of', '2024-03-31')[:7], [
            {**line, 'outcome': {**line['outcome'], 'as_of': '2024-03-31'}} for line in march[:7]])
        came = next(line for line in self.lines(*show) if line['outcome']['result'] == 'came-true')['outcome']['expects'][0]
        self.assertEqual((came['type'], came['source'], came['target'], came['denied']), ('SANCTION', ['JPN'], ['RUS'], False))
        self.assertEqual((came['by']['document'], came['by']['date']), ('2024-04-02', '2024-04-02'))
        self.assertIn('imposed', came['by']['text'])
        score = {'record': 'score', 'speaker': None, 'as_of': '2024-06-07', 'words_only': 1, 'open': 2, 'came_true': 1, 'failed': 3}
        self.assertEqual(self.lines(*show)[-2:], [score, {**score, 'speaker': 'Jon Bell'}])
        words = self.run_casus('show', 'predictions', '--outcome', 'failed', '-n', '2').stdout.decode()
        self.assertIn('did not come true: no ASSAULT China → Taiwan, by 31 December 2024\n            China attacked', words)
        self.assertIn('As of 7 June 2024: 1 of 4 came true, 2 open, 1 words only\n  Jon Bell: 1 of 4', words)
        self.assertNotIn('India', words)
        self.run_casus('check')
        self.run_casus('map', '--region', 'world', '-o', 'm.html')
        with open(os.path.join(self.folder.name, 'm.html'), encoding='utf-8') as page:
            self.assertIn('<b>came true</b>: SANCTION Japan → Russia', page.read())
        self.assertIn('came-true, failed', self.run_casus('show', 'predictions', '--outcome', 'maybe', code=2).stderr.decode())

    def test_options_before_the_command(self):
        self.run_casus('--db', 'other.db', 'read', REPORT)
        out = self.run_casus('--db', 'other.db', '-q', 'why', 'PHL', '--since', '2024-06-01').stdout.decode()
        self.assertIn('What changed', out)
        self.assertIn('with China', out)

    def test_lines_fit(self):
        done = self.run_casus('--db', ':memory:', '-q', REPORT)
        self.assertLessEqual(max(len(line) for line in done.stdout.decode().splitlines()), 100)

    def test_main_job(self):
        done = self.run_casus(REPORT, '-o', 'map.html')
        self.assertIn(b'The risk map of Asia', done.stdout)
        self.assertNotIn(b'\x1b', done.stdout)
        with open(os.path.join(self.folder.name, 'map.html'), encoding='utf-8') as file:
            page = file.read()
        self.assertIn('</html>', page)
        self.assertEqual(re.findall(r'(?:src|href)="(?!#)[^"]*"', page), [])  # no outside request
        ids = re.findall(r'\sid="([^"]*)"', page)
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual(set(re.findall(r'href="#([^"]*)"', page)), set(ids))
        self.assertEqual(re.findall(r'<h1', page), ['<h1'])
        self.assertIn('<html lang="en">', page)
        self.assertRegex(page, r'<svg class="map level"[^>]*role="group"[^>]*aria-label="The risk map of Asia')
        again = self.run_casus(REPORT)
        self.assertIn(b'in the record already', again.stderr)
        self.assertEqual(again.stdout, done.stdout)

    def test_show_why_check(self):
        self.run_casus('read', REPORT)
        events = self.lines('show', 'events', '--json')
        self.assertGreater(len(events), 8)
        for event in events:
            self.assertEqual(event['record'], 'event')
            for key in ('id', 'document', 'sentence', 'span', 'text', 'date', 'date_precision', 'type', 'mode', 'cameo', 'context',
                        'status', 'intensity', 'source', 'target', 'count', 'amount', 'place', 'said_by', 'confidence', 'rule'):
                self.assertIn(key, event)
        self.assertTrue(all(any(p['actor'] == 'CHN' for p in e['source'] + e['target']) for e in self.lines('show', 'events', 'China', '--json')))
        self.assertGreater(len(self.lines('show', 'statements', '--json')), 3)
        self.assertGreater(len(self.lines('show', 'ties', '--json')), 1)
        why = self.lines('why', 'PHL', '--json')[0]
        total = 0.0
        for driver in why['drivers']:
            total += driver['amount']
        self.assertEqual(total, why['expected'])
        self.assertIn(b'Philippines', self.run_casus('why', 'Philippines').stdout)
        self.run_casus('check')

    def test_check_finds_damage(self):
        self.run_casus('read', REPORT)
        with sqlite3.connect(self.db) as db:
            db.execute('update events set end_byte = 9999999')
        self.run_casus('check', code=4)

    def test_filter(self):
        lines = b'{"id":"a","date":"2024-06-20","text":"Russia and Vietnam signed 12 agreements on Thursday."}\n{bad\n'
        out = self.lines('code', stdin=lines, code=1)
        self.assertEqual([o['record'] for o in out if o['record'] != 'statement'], ['event', 'issue'])
        self.assertEqual((out[0]['document'], out[0]['type'], out[0]['count'], out[0]['date']), ('a', 'AGREE', 12, '2024-06-20'))
        self.assertEqual(self.run_casus('code', stdin=b'').stdout, b'')
        sure = self.lines('code', '--min-confidence', '0.99', stdin=lines, code=1)
        self.assertNotIn('event', [o['record'] for o in sure])

    def write(self, name, data):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def test_folders(self):
        line = '{"id":"%s","date":"2024-06-20","text":"Ghana accused Togo of theft, case %s."}\n'
        self.write('in/b.jsonl.gz', gzip.compress((line % ('b1', 1) + line % ('b2', 2)).encode()))
        self.write('in/a/report.txt', 'Ghana accused Togo of fraud.')
        self.write('in/.hidden/report.txt', 'Ghana accused Togo of murder.')
        self.write('in/picture', b'\x89PNG\r\n')
        self.write('in/feeds', '<opml><body><outline text="\x1b[31mBay" xmlUrl="http://bay.example/rss"/></body></opml>')
        self.write('outside.txt', 'Ghana accused Togo of arson.')
        os.symlink('..', os.path.join(self.folder.name, 'in', 'loop'))
        os.symlink('../outside.txt', os.path.join(self.folder.name, 'in', 'link.txt'))
        os.mkfifo(os.path.join(self.folder.name, 'in', 'pipe'))
        told = self.run_casus('read', '--reader', 'quick', 'in', code=1).stderr.decode()
        for words in ('in/picture: document 1 refused: a picture', 'not fetched: [31mBay http://bay.example/rss',
                      'in/link.txt: a link', 'in/loop: a link', '3 documents recorded'):
            self.assertIn(words, told)
        rows = self.lines('show', 'documents', '--json')
        self.assertEqual(sorted((row['path'], row['ordinal']) for row in rows),
                         [('in/a/report.txt', 0), ('in/b.jsonl.gz', 0), ('in/b.jsonl.gz', 1)])

    def test_limits_and_names_of_fields(self):
        table = 'day,abstract,id\n2024-06-20,Ghana accused Togo of theft.,1\n2024-06-21,Ghana accused Mali of theft.,2\n'
        code = ['code', '--reader', 'quick', '--map', 'text=abstract,date=day']
        self.assertEqual([o['date'] for o in self.lines(*code, stdin=table.encode()) if o['record'] == 'event'],
                         ['2024-06-20', '2024-06-21'])
        out = self.lines(*code, '--max-records', '1', stdin=table.encode(), code=1)
        self.assertEqual([o['record'] for o in out if o['record'] != 'statement'], ['event', 'issue'])
        self.assertIn('--max-records', out[-1]['reason'])
        self.assertIn('--max-bytes', self.lines('code', '--max-bytes', '1K', stdin=b'x' * 2000, code=1)[0]['reason'])
        for wrong in (['--map', 'words=x'], ['--max-bytes', '12X'], ['--max-line', '0'], ['--format', 'pdf']):
            self.run_casus('code', *wrong, code=2)

    def test_addresses(self):
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = b'<title>T</title><body><p>Ghana accused Togo of theft.</p>' + b' ' * 5000
                self.send_response(302 if self.path == '/away' else 200)
                self.send_header('Location', 'file:///etc/passwd')
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        address = 'http://localhost:%d' % server.server_port
        read = ['read', '--reader', 'quick']
        self.assertIn(b'private address', self.run_casus(*read, address, code=1).stderr)
        self.assertIn(b'not fetched', self.run_casus(*read, address + '/away', '--allow-private', code=1).stderr)
        self.assertIn(b'--max-fetch', self.run_casus(*read, address, '--allow-private', '--max-fetch', '1K', code=1).stderr)
        self.run_casus(*read, address, '--allow-private')
        self.assertEqual([row['path'] for row in self.lines('show', 'documents', '--json')], [address])
        self.assertIn(b'No such file', self.run_casus('code', address, code=1).stderr)  # the filter opens files only

    def test_refused_inputs_leave_the_rest(self):
        missing = self.run_casus('read', 'missing.txt', REPORT, code=1)
        self.assertIn(b'missing.txt', missing.stderr)
        self.assertEqual(len(self.lines('show', 'documents', '--json')), 1)
        with open(os.path.join(self.folder.name, 'not.db'), 'w', encoding='utf-8') as file:
            file.write('this is no database, and long enough to be sure of that ' * 100)
        self.run_casus('show', 'events', '--db', 'not.db', code=3)

    def test_stories(self):
        wire = ('ACCRA - Ghana accused Togo of theft on Monday. Ghana said that Togo had taken nine lorries of cocoa from a '
                'depot at Aflao, and its foreign minister called the ambassador of Togo to his office.')
        other = 'Togo stole lorries full of cocoa beans, a spokeswoman told reporters in the capital. Ghana accused Togo of theft.'
        documents = [('a', '2024-06-17', 'Wire', wire), ('b', '2024-06-17', 'Herald', wire + ' All rights reserved.'),
                     ('c', '2024-06-18', 'Mirror', wire), ('d', '2024-06-17', 'Courier', other)]
        lines = [json.dumps({'id': id, 'date': date, 'publisher': publisher, 'title': 'Cocoa', 'text': text})
                 for id, date, publisher, text in documents]
        stories = []
        for order in (lines, lines[::-1]):
            db = os.path.join(self.folder.name, f'{len(stories)}.db')
            self.run_casus('read', '-', '--db', db, '--reader', 'quick', '--format', 'jsonl', stdin='\n'.join(order).encode())
            stories.append(self.run_casus('show', 'stories', '--db', db, '--json').stdout)
        self.assertEqual(*stories)
        found = [json.loads(line) for line in stories[0].splitlines()]
        self.assertEqual([[d['id'] for d in story['documents']] for story in found], [['a', 'b', 'c'], ['d']])
        self.assertEqual((found[0]['id'], found[0]['publisher'], found[0]['count'], found[0]['publishers']), ('a', 'Wire', 3, 3))
        self.assertEqual(found[0]['growth'], [{'date': '2024-06-17', 'documents': 2}, {'date': '2024-06-18', 'documents': 3}])
        self.assertIn('first by Wire', self.run_casus('show', 'stories', '--db', db).stdout.decode())
        before = self.lines('show', 'stories', '--db', db, '--as-of', '2024-06-17', '--json')
        self.assertEqual([story['count'] for story in before], [2, 1])
        told = self.lines('show', 'events', '--db', db, '--type', 'ACCUSE', '--json')
        theft = [e for e in told if e['text'].endswith('of theft on Monday.') or e['text'].endswith('of theft.')]
        self.assertEqual([e.get('reprint_of') for e in theft if e['document'] == 'a'], [None])
        self.assertEqual({e['reprint_of'] for e in theft if e['document'] == 'b'}, {e['id'] for e in theft if e['document'] == 'a'})
        self.assertEqual({(e['stories'], e['documents']) for e in theft if e['document'] in 'abd'}, {(2, 4)})
        shown = self.run_casus('show', 'events', '--db', db, '--type', 'ACCUSE')
        self.assertEqual(shown.stdout.decode().count('2 stories, 4 documents'), 2)
        self.assertIn(b'reprints', shown.stderr)

    def test_memory_keeps_nothing(self):
        self.run_casus('--db', ':memory:', REPORT)
        self.assertFalse(os.path.exists(self.db))

    def test_parse_explain(self):
        out = self.run_casus('parse', '--explain', '-', stdin=b'Russia attacked Ukraine in 2022.').stdout.decode()
        self.assertIn('place', out)
        self.assertIn('2022', out)
        self.assertLessEqual(max(map(len, out.splitlines())), 100)

    def test_parse(self):
        out = self.run_casus('parse', '-', stdin=b'Russia attacked Ukraine in 2022.').stdout.decode()
        self.assertEqual([row.split('\t')[1] for row in out.splitlines() if row[:1].isdigit()], ['Russia', 'attacked', 'Ukraine', 'in', '2022', '.'])
        again = self.run_casus('parse', '--gold-tokens', '-', stdin=out.encode()).stdout.decode()
        self.assertEqual(out, again)

    def test_parse_actors(self):
        text = 'Egypt refused. It said so in Hanoi; Reuters had the word of "both countries".'
        lines = self.run_casus('parse', '--format', 'actors', '-', stdin=text.encode()).stdout.decode().splitlines()
        named = [(n['sentence'], n['text'], [a['actor'] for a in n['actors']]) for n in map(json.loads, lines)]
        self.assertIn((0, 'Egypt', ['EGY']), named)
        self.assertIn((1, 'It', ['EGY']), named)
        self.assertIn((1, 'Hanoi', ['VNM']), named)
        self.assertFalse(any('Reuters' in words for _, words, _ in named))
        for n in map(json.loads, lines):
            self.assertEqual(text.encode()[slice(*n['span'])].decode(), n['text'])

    def test_explain(self):
        out = self.run_casus('explain', 'Ghana accused Togo of theft. The sanction was imposed by nobody.').stdout.decode()
        self.assertRegex(out, r'accuse\.allege\s+told')
        self.assertIn('nsubj of accused', out)
        self.assertRegex(out, r'asks for: \S')
        self.assertIn('"type":"ACCUSE"', out)
        self.assertIn('nothing is told', self.run_casus('explain', 'The harvest was good.').stdout.decode())
        self.assertEqual(self.run_casus('explain', b'\xff', code=1).stderr[:7], b'casus: ')
        self.run_casus('explain', code=2)

    def check_guesses(self, gold):
        """Chile is the choice that is right; that nobody is meant stands at the end."""
        passage = {'id': 'g', 'date': '2024-06-20', 'source': 'wire', 'sentences': [
            {'text': 'Bolivia quarrels with Chile.', 'events': []},
            {'text': 'Bolivia imposed sanctions on Monday.', 'events': [
                {'event': 'SANCTION', 'status': 'asserted', 'source': [{'actor': 'BOL'}], 'target': [{'actor': 'CHL'}]}]}]}
        with open(gold + 'g', 'w', encoding='utf-8') as file:
            file.write(json.dumps(passage) + '\n')
        guesses = gold + '.tsv'
        self.run_casus('eval', '--reader', 'quick', gold + 'g', '--guesses', guesses)
        with open(guesses, encoding='utf-8') as file:
            rows = [line.rstrip('\n').split('\t') for line in file]
        self.assertEqual(rows[0], ['question', 'right', 'side', 'type', 'opening', 'actor', 'clues'])
        told = {row[5]: row for row in rows[1:]}
        self.assertEqual(set(told), {'BOL', 'CHL', ''})
        self.assertEqual([told[actor][1] for actor in ('BOL', 'CHL', '')], ['0', '1', '0'])
        self.assertEqual(told['CHL'][2:5], ['target', 'SANCTION', 'void'])
        self.assertIn('back-1', told['CHL'][6].split())
        self.assertEqual(rows[-1][5:], ['', 'nobody'])

    def test_eval(self):
        gold = os.path.join(self.folder.name, 'gold.jsonl')
        passage = {'id': 'p', 'date': '2024-06-20', 'source': 'wire', 'sentences': [
            {'text': 'Ghana accused Togo of theft.', 'events': [
                {'event': 'ACCUSE', 'status': 'asserted', 'source': [{'actor': 'GHA'}], 'target': [{'actor': 'TGO'}]}]},
            {'text': 'The harvest was good.', 'events': []}]}
        with open(gold, 'w', encoding='utf-8') as file:
            file.write(json.dumps(passage) + '\n')
        score = self.lines('eval', '--json', gold)[0]
        self.assertEqual((score['target']['f1'], score['quiet'], score['false_alarms']), (1, 1, 0))
        reasons = os.path.join(self.folder.name, 'reasons.tsv')
        out = self.run_casus('eval', gold, '--reasons', reasons).stdout
        self.assertIn(b'precision', out)
        self.assertIn(b'right (type and source)', out)
        with open(reasons, encoding='utf-8') as file:
            names, row = (line.rstrip('\n').split('\t') for line in file)
        self.assertEqual((names[:2], row[:2], len(row)), (['right', 'start'], ['1', '1'], len(names)))
        self.check_guesses(gold)
        with open(gold, 'a', encoding='utf-8') as file:
            file.write('{"id": "q"}\n')
        self.assertIn(b'gold.jsonl:2: ', self.run_casus('eval', gold, code=1).stderr)
        self.run_casus('eval', code=2)

    def test_map_formats(self):
        self.run_casus('map', '--date', '2024-06-22', '-o', 'map.svg')
        picture = xml.etree.ElementTree.parse(os.path.join(self.folder.name, 'map.svg')).getroot()
        self.assertEqual(picture.tag, '{http://www.w3.org/2000/svg}svg')
        self.assertEqual([e for e in picture.iter() if e.tag.endswith('}a')], [])  # alone it has nothing to link to
        self.run_casus('map', '--date', '2024-06-22', '-o', 'map.csv')
        with open(os.path.join(self.folder.name, 'map.csv'), encoding='utf-8') as file:
            rows = file.read().splitlines()
        self.assertGreater(len(rows), 150)
        self.run_casus('--db', ':memory:', REPORT, '-o', 'main.csv')
        with open(os.path.join(self.folder.name, 'main.csv'), encoding='utf-8') as file:
            self.assertTrue(file.readline().startswith('actor,name,date,'))

    def test_escapes_never_pass(self):
        text = 'Russia attacked Ukraine on Monday, \x1b[31msaid\x07 the minister \u202eevil.'
        done = self.run_casus('--db', ':memory:', '-', stdin=json.dumps({'text': text, 'title': '\x1b]0;x\x07', 'date': '2024-06-22'}).encode())
        self.assertNotIn(b'\x1b', done.stdout)
        self.assertNotIn('\u202e'.encode(), done.stdout)

    def test_seed(self):
        if not os.path.exists(SEED):
            self.skipTest('the user\'s own report is not here')
        self.run_casus(SEED)
        self.run_casus('check')


unittest.main()
