#!/usr/bin/env python3
"""Inputs made to break the reader: each at a size and at twice that, through the quick coder; CPU seconds, peak memory, and
whether both grow no more than the input. Exit 1 when one crashes, hangs, lets a control byte out, or writes no JSON.

  attacks.py CASUS [--scale N] [--only GROUP…]     --scale 10: ten times the size"""
import argparse
import gzip
import json
import os
import re
import resource
import subprocess
import sys
import tempfile

DEED = 'Ghana accused Togo of theft. '
SECONDS, MEGABYTES = 120, 1024
START = .08  # CPU seconds of the program for nothing


def line(**keys):
    return json.dumps({'text': DEED, **keys}) + '\n'


def page(body, head=''):
    return f'<html><head><title>Thefts</title>{head}</head><body><p>{DEED * 8}</p>{body}</body></html>'


def rss(items):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'


def item(inside=''):
    return f'<item><title>Thefts</title><description>{DEED}</description>{inside}</item>'


def warc(body, length=None, kind='resource', head=''):
    body = body.encode()
    length = len(body) if length is None else length
    return (f'WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: http://a.example/\r\nContent-Type: text/plain\r\n{head}'
            f'Content-Length: {length}\r\n\r\n').encode() + body + b'\r\n\r\n'


def entity_bomb(n):
    entities = ''.join(f'<!ENTITY e{i} "{"&e%d;" % (i - 1) * 10 if i else "lol"}">' for i in range(n))
    return f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel>{item(f"<author>&e{n - 1};</author>")}</channel></rss>'


def pile(n):
    return 'a' + '\u0301' * n


# name: what makes it of a size n, in bytes, about
TEXTS = {
    'one word': lambda n: 'a' * n,
    'one word of digits': lambda n: '9' * n,
    'only line ends': lambda n: '\n' * n,
    'only spaces and a word': lambda n: ' ' * n + DEED,
    'only full stops': lambda n: '.' * n,
    'stops and spaces': lambda n: '. ' * (n // 2),
    'initials': lambda n: 'A. ' * (n // 3),
    'quotes, alternating': lambda n: '"a\' ' * (n // 4),
    'quotes never closed': lambda n: f'“{DEED}' * (n // 30),
    'quotes only closed': lambda n: f'{DEED}”' * (n // 30),
    'quotes in quotes': lambda n: '“‘' * (n // 6) + DEED,
    'brackets': lambda n: '(' * (n // 2) + DEED + ')' * (n // 2),
    'commas': lambda n: 'Ghana, Togo, ' * (n // 13),
    'and': lambda n: 'Ghana and Togo and ' * (n // 19),
    'that … that': lambda n: 'He said that she said that ' * (n // 27),
    'numbers': lambda n: '1,000,000 million ' * (n // 18),
    'days': lambda n: 'on Monday in June 2024 ' * (n // 23),
    'amounts': lambda n: 'more than $3.2 billion to 5 percent ' * (n // 36),
    'hyphens': lambda n: 'a-' * (n // 2),
    'underscores and dots': lambda n: 'a_b.c@d.' * (n // 8),
    'addresses': lambda n: 'http://a.example/?b=c&d=e ' * (n // 26),
    'combining tower': lambda n: pile(n // 2) + ' ' + DEED,
    'zero widths': lambda n: '\u200b\u2060' * (n // 6) + DEED,
    'bidi': lambda n: '\u202e\u2066' * (n // 6) + DEED,
    'soft hyphens': lambda n: 'Gha\u00adna accu\u00adsed Togo. ' * (n // 28),
    'four bytes': lambda n: '\U0001f600' * (n // 4),
    'deeds in a paragraph': lambda n: DEED * (n // 29),
    'deeds in lines': lambda n: (DEED + '\n') * (n // 30),
    'sayings': lambda n: '“Togo stole it,” Ghana said on Monday. ' * (n // 42),
    'capitals': lambda n: 'GHANA ACCUSED TOGO ' * (n // 19),
    'names': lambda n: 'Kofi Mensah Adjei ' * (n // 18),
    'dates that never were': lambda n: '2024-13-45 31 February 2024 ' * (n // 28),
    'bytes that are no UTF-8': lambda n: b'\xc0\xff\xfe' * (n // 3) + DEED.encode(),
    'NULs': lambda n: b'\0' * n + DEED.encode(),
}
JSONS = {
    'nested lists': lambda n: '[' * n,
    'nested objects': lambda n: '{"a":' * (n // 5),
    'nested, in a line': lambda n: '{"text":"x","a":' + '[' * (n // 2) + ']' * (n // 2) + '}\n' + line(),
    'keys twice': lambda n: '{"text":"a"' + ',"text":"b"' * (n // 11) + '}\n',
    'many keys': lambda n: '{"text":"a"' + ''.join(f',"k{i}":1' for i in range(n // 9)) + '}\n',
    'lone surrogates': lambda n: '{"text":"' + '\\ud800' * (n // 6) + '"}\n' + line(),
    'numbers without end': lambda n: '{"text":"a","n":' + '9' * n + '}\n' + line(),
    'exponents': lambda n: '{"text":"a","n":1e' + '9' * n + '}\n' + line(),
    'escapes': lambda n: '{"text":"' + '\\u0000\\u001b' * (n // 12) + '"}\n' + line(),
    'a string never closed': lambda n: '{"text":"' + 'a' * n,
    'empty lines': lambda n: '{"text":"a"}\n' + '\n' * n + line(),
    'short lines that are none': lambda n: '{"text":"a"}\n' + '{\n' * (n // 2),
    'one id': lambda n: line(id='a') * (n // 45),
    'a long id': lambda n: line(id='a' * n),
    'a long title': lambda n: line(title='Ghana ' * (n // 6)),
    'dates': lambda n: line(date='9' * n),
}
TABLES = {
    'a quote never closed': lambda n: 'text,date\n"' + 'a,b\n' * (n // 4),
    'quotes only': lambda n: 'text,date\n' + '"' * n,
    'many cells': lambda n: 'text,date\n' + ',' * n + '\n' + DEED + ',2024-01-01\n',
    'many columns': lambda n: 'text' + ',a' * (n // 2) + '\n' + DEED + '\n',
    'short rows': lambda n: 'text\n' + 'a\n' * (n // 2),
}
PAGES = {
    'open tags': lambda n: page('<b>' * (n // 3)),
    'open blocks': lambda n: page('<div>' * (n // 5)),
    'open paragraphs': lambda n: page('<p>a' * (n // 4)),
    'closing tags': lambda n: page('</div>' * (n // 6)),
    'crossing tags': lambda n: page('<b><i></b></i>' * (n // 14)),
    'nested tables': lambda n: page('<table><tr><td>' * (n // 15)),
    'text in tables': lambda n: page('<table>a' * (n // 8)),
    'forms, links, buttons': lambda n: page('<a><button><form>' * (n // 17)),
    'an attribute': lambda n: page(f'<p title="{"a" * n}">b</p>'),
    'many attributes': lambda n: page('<p ' + ''.join(f'a{i}=b ' for i in range(n // 9)) + '>b</p>'),
    'entities': lambda n: page('&amp;&lt;&notanentity;&#x1b;' * (n // 27)),
    'an entity without end': lambda n: page('&' + 'a' * n),
    'a comment never closed': lambda n: page('<!--' + '-' * n),
    'comments': lambda n: page('<!---->' * (n // 7)),
    'plaintext': lambda n: page('<plaintext>' + '<p>a</p>' * (n // 8)),
    'a script never closed': lambda n: page('<script>' + '<!--<script>' * (n // 12)),
    'templates': lambda n: page('<template>' * (n // 10)),
    'select': lambda n: page('<select>' + '<option>a' * (n // 9)),
    'svg': lambda n: page('<svg>' + '<g>' * (n // 3)),
    'JSON-LD, nested': lambda n: page('', '<script type="application/ld+json">' + '[' * n + '</script>'),
    'JSON-LD, many': lambda n: page('', '<script type="application/ld+json">{"headline":"a"}</script>' * (n // 60)),
    'metas': lambda n: page('', '<meta name="author" content="a">' * (n // 33)),
    'half a tag': lambda n: page('<' * n),
}
FEEDS = {
    'empty items': lambda n: rss('<item/>' * (n // 7)),
    'an item never closed': lambda n: rss('<item>' + '<a>' * (n // 3)),
    'items in items': lambda n: rss('<item>' * (n // 6)),
    'an attribute of a feed': lambda n: rss(f'<item a="{"b" * n}"><title>x</title></item>'),
    'CDATA in pieces': lambda n: rss(f'<item><description>{"<![CDATA[a]]>" * (n // 13)}</description></item>'),
    'references': lambda n: rss(f'<item><description>{"&#0;&#x110000;&#xD800;&e;" * (n // 24)}</description></item>'),
    'an entity bomb': lambda n: entity_bomb(min(60, n >> 14)),
    'a document type without end': lambda n: '<?xml version="1.0"?><!DOCTYPE rss [' + '<!ENTITY a "b">' * (n // 15),
    'many dates': lambda n: rss(item('<pubDate>Mon, 99 Foo 2024</pubDate>' * (n // 36))),
    'name spaces': lambda n: rss(item(''.join(f'<a xmlns:n{i}="u{i}"/>' for i in range(n // 22)))),
}
PACKED = {
    'gzip members': lambda n: gzip.compress(line().encode()) * (n // 70),
    'empty gzip members': lambda n: gzip.compress(b'') * (n // 20) + gzip.compress(line().encode()),
    'gzip heads only': lambda n: b'\x1f\x8b\x08' * (n // 3),
    'a gzip bomb': lambda n: gzip.compress(b' ' * min(n * 64, 1 << 28), 9),
    'a gzip bomb of text': lambda n: gzip.compress((line() * (n // 10)).encode(), 9)[:-9],
    'gzip in gzip': lambda n: gzip.compress(gzip.compress(b'a' * n)),
    'a zstd window of 2 GB': lambda n: b'\x28\xb5\x2f\xfd\x00\xa8' + b'\x01\x00\x00' + b'\0' * n,
    'WARC that lies, long': lambda n: warc(DEED, n * 1000) + warc(DEED) * (n // 200),
    'WARC that lies, short': lambda n: warc(DEED * 9, 3) * (n // 400),
    'WARC of 2^63': lambda n: warc(DEED, (1 << 63) - 1) + warc(DEED) * (n // 200),
    'WARC, a head without end': lambda n: b'WARC/1.0\r\n' + b'A: b\r\n' * (n // 6),
    'WARC, heads only': lambda n: b'WARC/1.0\r\n\r\n' * (n // 12),
    'WARC, chunks that lie': lambda n: warc('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' + 'FFFFFFFFFFFFFFFF\r\na' * (n // 19),
                                            kind='response'),
}
GROUPS = {'text': TEXTS, 'json': JSONS, 'csv': TABLES, 'html': PAGES, 'feed': FEEDS, 'packed': PACKED}


def run(command, folder, timeout=SECONDS):
    """CPU seconds, peak megabytes, exit status (None: killed for its time), standard output, stderr."""
    with open(os.path.join(folder, 'out'), 'w+b') as out, open(os.path.join(folder, 'err'), 'w+b') as err:
        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (timeout, timeout))
            resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, preexec_fn=limits)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode, out.read(), err.read()


def faults_of(code, out, err):
    if code not in (0, 1):
        yield f'exit status {code}'
    if re.search(rb'[\x00-\x08\x0b-\x1f\x7f]', err):
        yield 'a control byte on stderr'
    for row in out.splitlines():
        try:
            json.loads(row)
        except ValueError:
            yield 'a line that is no JSON'
            return


def attack(casus, folder, group, name, make, size):
    shown, faults = [], set()
    path = os.path.join(folder, 'in')
    for n in (size, 2 * size):
        content = make(n)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode('utf-8', 'surrogatepass'))
        seconds, memory, code, out, err = run([casus, 'code', '--reader', 'quick', '--lang', 'en', '-q', '-j1', path], folder)
        faults |= set(faults_of(code, out, err))
        shown += [os.path.getsize(path) / 1e6, seconds, memory]
    if shown[4] > .5 and shown[4] - START > 3 * (shown[1] - START):
        faults.add('time grows more than the input')
    print(f'{group:7}{name:28}' + ''.join(f'{v:8.2f}{s:7.2f}{m:6.0f}' for v, s, m in (shown[:3], shown[3:])),
          '', ', '.join(sorted(faults)) or 'well', flush=True)
    return bool(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('casus')
    parser.add_argument('--scale', type=float, default=1)
    parser.add_argument('--only', nargs='*', default=[""])
    told = parser.parse_args()
    bad = count = 0
    print(f'{"":35}' + f'{"MB":>8}{"CPU s":>7}{"MB":>6}' * 2)
    with tempfile.TemporaryDirectory() as folder:
        for group, attacks in GROUPS.items():
            for name, make in attacks.items():
                if f"{group} {name}".startswith(tuple(told.only)):
                    count += 1
                    bad += attack(os.path.abspath(told.casus), folder, group, name, make, int(300_000 * told.scale))
    print(f'{count} attacks, {bad} get through')
    sys.exit(bool(bad))


main()
