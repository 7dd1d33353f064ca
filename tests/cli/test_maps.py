#!/usr/bin/env python3
"""test_maps.py CASUS: the map in every form that it is written in."""
import base64
import hashlib
import html.parser
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
import zlib

CASUS = os.path.abspath(sys.argv.pop(1))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DAY = ['--date', '2026-11-01']


class Maps(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def casus(self, *args, code=0, **environment):
        done = subprocess.run([CASUS, '-q', '--db', ':memory:', *args], capture_output=True, cwd=self.folder.name,
                              env={**os.environ, **environment})
        self.assertEqual(done.returncode, code, (args, done.stdout[-500:], done.stderr[-2000:]))
        return done

    def bytes_of(self, name):
        with open(os.path.join(self.folder.name, name), 'rb') as file:
            return file.read()

    def map(self, name, *args):
        self.casus('map', *DAY, '-o', name, *args)
        return self.bytes_of(name)


class Png(Maps):
    def chunks(self, png):
        self.assertEqual(png[:8], b'\x89PNG\r\n\x1a\n')
        at, found = 8, []
        while at < len(png):
            size, kind = struct.unpack('>I4s', png[at:at + 8])
            self.assertEqual(zlib.crc32(png[at + 4:at + 8 + size]), struct.unpack('>I', png[at + 8 + size:at + 12 + size])[0])
            found.append((kind, png[at + 8:at + 8 + size]))
            at += 12 + size
        return found

    def test_header_size_and_same_bytes(self):
        png = self.map('a.png', '--region', 'asia', '--width', '700')
        chunks = self.chunks(png)
        self.assertEqual((chunks[0][0], chunks[-1][0]), (b'IHDR', b'IEND'))
        width, height, depth = struct.unpack('>IIB', chunks[0][1][:9])
        self.assertEqual((width, depth), (700, 8))
        self.assertTrue(300 < height < 1200, height)
        rows = zlib.decompress(b''.join(data for kind, data in chunks if kind == b'IDAT'))
        self.assertGreater(len(set(rows)), 50)
        self.assertEqual(png, self.map('b.png', '--region', 'asia', '--width', '700'))
        self.assertEqual(struct.unpack('>I', self.map('c.png', '--region', 'asia')[16:20])[0], 1600)

    def test_bounds_are_told(self):
        for width in ('99', '10001', '99999999999'):
            done = self.casus('map', '-o', 'a.png', '--width', width, code=2)
            self.assertIn(b'100 to 10000 pixels', done.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, 'a.png')))

    def test_what_is_missing_is_named(self):
        os.mkdir(os.path.join(self.folder.name, 'lib'))
        open(os.path.join(self.folder.name, 'lib', 'librsvg-2.so.2'), 'w').close()
        done = self.casus('map', '-o', 'a.png', code=3, LD_LIBRARY_PATH=os.path.join(self.folder.name, 'lib'))
        self.assertIn(b'package librsvg2-2', done.stderr)
        with open(os.path.join(self.folder.name, 'none.conf'), 'w') as file:
            file.write('<?xml version="1.0"?><fontconfig><dir>/nowhere</dir></fontconfig>')
        done = self.casus('map', '-o', 'a.png', code=3, FONTCONFIG_FILE=os.path.join(self.folder.name, 'none.conf'))
        self.assertIn(b'package fonts-', done.stderr)


class Svg(Maps):
    SVG = '{http://www.w3.org/2000/svg}'

    def picture(self, name, *args):
        return xml.etree.ElementTree.fromstring(self.map(name, *args))

    def test_well_formed_and_same_bytes(self):
        for region in ('world', 'asia', 'caribbean'):
            self.assertEqual(self.map('a.svg', '--region', region), self.map('b.svg', '--region', region))
            root = xml.etree.ElementTree.fromstring(self.bytes_of('a.svg'))
            self.assertEqual((root.tag, root.get('role')), (self.SVG + 'svg', 'img'))
            ids = [e.get('id') for e in root.iter() if e.get('id')]
            self.assertEqual(len(ids), len(set(ids)))
            used = {e.get('href')[1:] for e in root.iter(self.SVG + 'use')}
            self.assertLessEqual(used, set(ids))
        self.assertLess(len(self.map('a.svg', '--region', 'world')), 200_000)

    def test_what_is_shown_is_said(self):
        root = self.picture('a.svg', '--region', 'world')
        text = ' '.join(e.text or '' for e in root.iter(self.SVG + 'text'))
        for words in ('under 0.05', '2 and more', 'disputed', 'newest record older than 5 years', 'no judgement', 'as held on 1 November 2026',
                      'Equal Earth', 'likeliest pairs'):
            self.assertIn(words, text)
        titles = [e.text for e in root.iter(self.SVG + 'title')]
        for words in ('Crimea: held by Russia, claimed by Ukraine', 'Aksai Chin: held by China, claimed by India', 'Essequibo: held by Guyana'):
            self.assertTrue(any(t.startswith(words) for t in titles), words)
        self.assertFalse(any('Karabakh' in t for t in titles))

    def test_disputes_have_their_time(self):
        def names(day):
            self.casus('map', '--region', 'europe', '--date', day, '-o', 'a.svg')
            return self.bytes_of('a.svg').decode()
        self.assertNotIn('Crimea:', names('2013-06-01'))
        self.assertIn('Karabakh:', names('2013-06-01'))
        self.assertIn('Crimea:', names('2014-03-18'))
        self.assertIn('Parts of Donetsk', names('2022-02-23'))
        self.assertNotIn('Parts of Donetsk', names('2022-02-24'))

    def test_arcs_of_the_chosen(self):
        root = self.picture('a.svg', '--region', 'asia', '--chosen', 'North Korea')
        titles = [e.text for e in root.iter(self.SVG + 'title') if 'drawn in beside' in e.text]
        self.assertTrue(any(t.startswith('North Korea drawn in beside China: 0.') for t in titles), titles)
        self.assertTrue(any(t.startswith('Russia drawn in beside North Korea: 0.') for t in titles), titles)
        self.assertTrue(all('North Korea' in t for t in titles))
        amounts = [float(re.search(r': ([0-9.]+) ', t)[1]) for t in titles if t.startswith('North Korea')]
        self.assertEqual(amounts, sorted(amounts, reverse=True))
        widths = [float(e.get('stroke-width')) for e in root.iter(self.SVG + 'path') if e.get('class') == 'draws'][:len(amounts)]
        self.assertAlmostEqual(widths[1], widths[0] * amounts[1] / amounts[0], delta=0.1)
        self.casus('why', 'PRK', *DAY, '--region', 'asia', '-o', 'b.svg')
        self.assertEqual(self.bytes_of('a.svg'), self.bytes_of('b.svg'))
        self.assertIn(b'no state of this map', self.casus('map', '--region', 'asia', '--chosen', 'France', '-o', 'a.svg', code=2).stderr)

    def test_changes_have_their_colours(self):
        changed = self.map('a.svg', '--region', 'asia', '--since', '2025-01-01').decode()
        self.assertIn('class="map change"', changed)
        self.assertIn('no measurable change', changed)
        self.assertIn('since 1 January 2025', changed)
        level = self.map('b.svg', '--region', 'asia', '--since', '2025-01-01', '--color', 'level').decode()
        self.assertIn('class="map level"', level)
        self.assertIn(b'--since', self.casus('map', '--color', 'change', '-o', 'a.svg', code=2).stderr)
        self.casus('map', '--color', 'red', '-o', 'a.svg', code=2)


class GeoJson(Maps):
    def collection(self, name, *args):
        data = json.loads(self.map(name, *args))
        self.assertEqual(data['type'], 'FeatureCollection')
        self.assertNotIn('crs', data)
        for feature in data['features']:
            self.assertEqual(feature['type'], 'Feature')
            check_geometry(self, feature['geometry'])
        return data

    def of_kind(self, data, kind):
        return [f for f in data['features'] if f['properties']['kind'] == kind]

    def test_valid(self):
        data = self.collection('a.geojson', '--region', 'world')
        self.assertEqual(self.bytes_of('a.geojson'), self.map('b.geojson', '--region', 'world'))
        states = {f['id']: f for f in self.of_kind(data, 'state')}
        self.assertGreater(len(states), 190)
        china = states['CHN']['properties']
        for key in ('name', 'expected', 'low', 'high', 'share', 'rank', 'change', 'party', 'drawn_in', 'newest_record', 'record_age_days', 'class'):
            self.assertIn(key, china)
        self.assertEqual(china['expected'], china['party'] + china['drawn_in'])
        self.assertEqual({f['geometry']['type'] for f in states.values()}, {'MultiPolygon', 'Point'})
        self.assertEqual(states['VAT']['geometry']['type'], 'Point')
        lines = self.of_kind(data, 'draw-in')
        self.assertEqual({f['geometry']['type'] for f in lines}, {'LineString', 'MultiLineString'})
        crimea = next(f for f in data['features'] if f.get('id') == 'crimea')['properties']
        self.assertEqual((crimea['held'], crimea['claimed'], crimea['since'], crimea['until']), (['RUS'], ['UKR'], '2014-03-18', None))

    def test_chosen_and_changed(self):
        data = self.collection('a.geojson', '--region', 'asia', '--chosen', 'PRK', '--since', '2025-01-01')
        self.assertTrue(all('PRK' in (f['properties']['from'], f['properties']['to']) for f in self.of_kind(data, 'draw-in')))
        self.assertEqual(data['compared_with'], '2025-01-01')
        for f in self.of_kind(data, 'state'):
            p = f['properties']
            self.assertAlmostEqual(p['change'], p['change_party'] + p['change_drawn_in'], places=9)
            self.assertIn(p['change_class'], range(-3, 4))


def check_geometry(test, geometry):
    """RFC 7946: positions on the globe, rings closed and wound outer against the clock, lines cut at the antimeridian."""
    kind, c = geometry['type'], geometry['coordinates']
    if kind == 'Point':
        check_places(test, [c])
    elif kind in ('LineString', 'MultiLineString'):
        for line in [c] if kind == 'LineString' else c:
            test.assertGreaterEqual(len(line), 2)
            check_places(test, line)
            test.assertTrue(all(abs(a[0] - b[0]) <= 180 for a, b in zip(line, line[1:])), line)
    else:
        test.assertEqual(kind, 'MultiPolygon')
        test.assertTrue(c)
        for polygon in c:
            for i, ring in enumerate(polygon):
                check_places(test, ring)
                test.assertGreaterEqual(len(ring), 4)
                test.assertEqual(ring[0], ring[-1])
                turn = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))
                test.assertTrue(turn > 0 if i == 0 else turn < 0, (i, ring[:5]))
                test.assertTrue(all(abs(a[0] - b[0]) <= 180 for a, b in zip(ring, ring[1:])), ring[:5])


def check_places(test, places):
    for lon, lat in places:
        test.assertTrue(-180 <= lon <= 180 and -90 <= lat <= 90, (lon, lat))


VOID = {'meta', 'input', 'br', 'link', 'path', 'rect', 'circle', 'use'}


class Tags(html.parser.HTMLParser):
    """Elements as a list of (tag, attributes); raises when tags do not nest."""
    def __init__(self, text):
        super().__init__()
        self.open, self.elements = [], []
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open and self.open.pop() == tag, (tag, self.open[-3:], self.getpos())


class Html(Maps):
    def page(self, *args):
        return self.map('a.html', *args).decode()

    def test_sound(self):
        page = self.page('--region', 'world', '--since', '2026-01-01')
        self.assertLess(len(page.encode()), 400_000)
        elements = Tags(page).elements
        ids = [a['id'] for _, a in elements if 'id' in a]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertLessEqual({a['href'][1:] for _, a in elements if 'href' in a}, set(ids))
        self.assertFalse([a for _, a in elements if 'src' in a or a.get('href', '#')[0] != '#' or any(k.startswith('on') for k in a)])
        self.assertTrue(all('scope' in a for tag, a in elements if tag == 'th'))
        self.assertEqual(sum(tag == 'caption' for tag, _ in elements), 1)
        self.assertGreater(sum(tag == 'tr' for tag, _ in elements), 190)
        self.assertEqual(self.bytes_of('a.html'), self.map('b.html', '--region', 'world', '--since', '2026-01-01'))

    def test_names_of_a_report_stay_text(self):
        tag, escape = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>', '\x1b]0;a\x07\x1b[2J'
        text = f'China attacked Taiwan on Thursday. “{tag} China will attack again,” said {tag} Smith of the {tag} Institute.'
        report = {'id': '=1+1' + tag + escape, 'title': tag + escape, 'date': '2024-06-20', 'lang': 'en', 'text': text,
                  'publisher': '=1+1' + tag, 'author': tag, 'url': 'javascript:alert(3)//' + tag}
        name = 'a\n' + escape + '<script>alert(4).jsonl'
        with open(os.path.join(self.folder.name, name), 'w', encoding='utf-8') as file:
            file.write(json.dumps(report) + '\n{"no": 1}\n')
        for form in ('html', 'csv'):
            done = self.casus(name, '--reader', 'quick', '-o', 'names.' + form, code=1)
            map_of_it = self.bytes_of('names.' + form).replace(b'\r\n', b'\n')
            self.assertNotRegex(done.stdout + done.stderr + map_of_it, rb'[\x00-\x08\x0b-\x1f\x7f]')
            self.assertTrue(form == 'csv' or not re.search(rb'<script>alert|<img src=x|href="javascript', map_of_it))
            self.assertFalse([row for row in map_of_it.splitlines() if form == 'csv' and row[:1] in (b'=', b'+', b'@')])
        self.assertIn(b'&lt;script&gt;alert(1)', self.bytes_of('names.html'))

    def test_the_policy_names_the_script(self):
        page = self.page('--region', 'asia')
        script = re.search(r'<script>(.*?)</script>', page, re.S)[1]
        named = re.search(r"script-src 'sha256-([^']*)'", page)[1]
        self.assertEqual(named, base64.b64encode(hashlib.sha256(script.encode()).digest()).decode())
        self.assertIn("default-src 'none'", page)
        places, draws = json.loads(re.search(r'id="draws">(.*?)</script>', page, re.S)[1])
        self.assertEqual([code for code, *_ in draws if code == 'PRK'], ['PRK'])
        self.assertLessEqual({c for _, *sides in draws for side in sides for c in side[::2]}, {code for code, *_ in places})

    def test_unsure_events_wait(self):
        report = os.path.join(ROOT, 'examples', 'report.txt')
        self.casus(report, '-o', 'a.html')
        page = self.bytes_of('a.html').decode()
        elements = Tags(page).elements
        events = [a for tag, a in elements if tag == 'li' and a.get('id', '').startswith('event-')]
        unsure = re.findall(r'class="unsure">.*?confidence ([0-9.]+)', page, re.S)
        self.assertTrue(events and all(float(c) < 0.405 for c in unsure))
        if unsure:
            self.assertIn('<input type="checkbox" id="unsure">', page)

    def test_a_number_leads_to_its_sentence(self):
        with open(os.path.join(self.folder.name, 'r.txt'), 'w', encoding='utf-8') as file:
            file.write('North Korea fired artillery shells at South Korean soldiers on Monday, killing two of them.')
        self.casus('r.txt', '--date', '2024-07-09', '--reader', 'quick', '-o', 'a.html')
        page = self.bytes_of('a.html').decode()
        event = re.search(r'<b><a href="#(event-[0-9a-f]+)"', page)[1]
        item = page[page.index('<li id="%s"' % event) - 600:]
        self.assertIn('<mark>', item[:600])

    def test_hostile_names(self):
        data = os.path.join(self.folder.name, 'data')
        os.makedirs(os.path.join(data, 'actors'))
        with open(os.path.join(ROOT, 'data', 'actors', 'states.tsv'), encoding='utf-8') as file:
            states = file.read().replace('\tJapan\t', '\t</title><script>alert(1)</script>"\'&\t')
        with open(os.path.join(data, 'actors', 'states.tsv'), 'w', encoding='utf-8') as file:
            file.write(states)
        for name in ('a.html', 'a.svg', 'a.geojson'):
            text = self.map(name, '--region', 'asia', '--data', data, '--chosen', 'JPN').decode()
            self.assertIn('alert(1)', text)
            if name != 'a.geojson':
                self.assertNotIn('<script>alert', text)
        Tags(self.bytes_of('a.html').decode())
        xml.etree.ElementTree.fromstring(self.bytes_of('a.svg'))
        names = [f['properties'].get('name') for f in json.loads(self.bytes_of('a.geojson'))['features']]
        self.assertIn('</title><script>alert(1)</script>"\'&', names)


def luminance(color):
    color = color.lstrip('#')
    if len(color) == 3:
        color = ''.join(c * 2 for c in color)
    parts = [int(color[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)), reverse=True)
    return (a + 0.05) / (b + 0.05)


class Colours(unittest.TestCase):
    def read(self, name):
        with open(os.path.join(ROOT, 'data', 'page', name), encoding='utf-8') as file:
            return file.read()

    def test_text_contrast(self):
        roots = re.findall(r':root \{ (--ink[^}]*)\}', self.read('style.css'))
        self.assertEqual(len(roots), 3)
        for root in roots:
            colors = dict(re.findall(r'--([a-z]+): (#[0-9a-f]+)', root))
            for ink in ('ink', 'soft', 'strong'):
                for paper in ('paper', 'card'):
                    if ink in colors:
                        self.assertGreaterEqual(contrast(colors[ink], colors[paper]), 4.5, (ink, paper, root))
            if 'mark' in colors:
                self.assertGreaterEqual(contrast(colors['ink'], colors['mark']), 4.5)

    def test_classes_can_be_told_apart_without_colour(self):
        for text in (self.read('map.css'), self.read('style.css')):
            level = [luminance(c) for c in re.findall(r'\.level \.c\d \{ fill: (#[0-9a-f]+)', text)]
            self.assertEqual(len(level), 7)
            self.assertIn(level, (sorted(level), sorted(level, reverse=True)))
            self.assertTrue(all(max(a + .05, b + .05) / min(a + .05, b + .05) > 1.18 for a, b in zip(level, level[1:])), level)


unittest.main()
