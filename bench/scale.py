#!/usr/bin/env python3
"""scale.py CASUS [MB]: reading at size. Makes MB (default 4) of JSON Lines, pages in a WARC, and the same WARC packed by
record, out of the codebook's sentences, ten and a hundred times as much besides, and prints for each how fast `casus code`
and `casus read` are and how much memory they took at most. `--documents PROGRAM` measures the reader alone."""
import gzip
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PER_DOCUMENT = 20


def sentences():
    with open(os.path.join(HERE, '..', 'spec', 'codebook.md'), encoding='utf-8') as file:
        return re.findall(r'^\d{4}-\d\d-\d\d \| (.*)$', file.read(), flags=re.M)


def documents(count):
    """The same sentences in ever new order, so that no two are one."""
    lines = sentences()
    for n in range(count):
        yield n, [lines[(n * 7919 + i * (n % 101 + 1)) % len(lines)] for i in range(PER_DOCUMENT)]


def json_line(n, text):
    return (json.dumps({'id': str(n), 'date': '2024-06-22', 'title': f'Report {n}', 'text': '\n'.join(text)}) + '\n').encode()


def page(n, text):
    body = ''.join(f'<p>{html.escape(line)}</p>' for line in text)
    links = ''.join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(40))
    return (f'<!DOCTYPE html><html lang="en"><head><title>Report {n}</title><meta property="article:published_time" '
            f'content="2024-06-22"></head><body><nav><ul>{links}</ul></nav><article>{body}</article></body></html>').encode()


def record(n, text):
    block = b'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n' + page(n, text)
    return (f'WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{n}\r\nContent-Length: {len(block)}\r\n\r\n'
            ).encode() + block + b'\r\n\r\n'


FORMATS = {'JSON Lines': json_line, 'WARC': record, 'WARC, gzip': lambda n, text: gzip.compress(record(n, text), 1, mtime=0)}


def write(path, make, size):
    """About `size` bytes as they come before packing."""
    count = 0
    each = len(json_line(0, next(documents(1))[1]))
    with open(path, 'wb') as file:
        for n, text in documents(max(1, size // each)):
            file.write(make(n, text))
            count += 1
    return count


def run(command):
    start = time.monotonic()
    with open(os.devnull, 'wb') as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f'{command}: ended with {status}')
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    casus, size = sys.argv[1], int(next((a for a in sys.argv[2:] if a.isdigit()), 4)) * 1000000
    reader = sys.argv[sys.argv.index('--documents') + 1] if '--documents' in sys.argv else None
    times = (1, 10, 100) if reader else (1, 10)
    print(f'{"input":12} {"times":>5} {"documents":>9} {"MB":>7}  {"by":14} {"s":>6} {"CPU s":>6} {"MB/s":>6} {"doc/s":>7} {"peak MB":>7}')
    for name, make in FORMATS.items():
        for factor in times:
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, 'input')
                count = write(path, make, size * factor)
                mb = os.path.getsize(path) / 1e6
                ways = {'reader alone': [reader, path]} if reader else {
                    'code -j1': [casus, 'code', '--reader', 'quick', '-q', '-j1', path],
                    'code -j2': [casus, 'code', '--reader', 'quick', '-q', '-j2', path],
                    'read -j2': [casus, '--db', os.path.join(folder, 'db'), 'read', '--reader', 'quick', '-q', '-j2', path]}
                for way, command in ways.items():
                    seconds, cpu, peak = run(command)
                    print(f'{name:12} {factor:5} {count:9} {mb:7.1f}  {way:14} {seconds:6.2f} {cpu:6.2f} {mb / seconds:6.1f} '
                          f'{count / seconds:7.0f} {peak:7.0f}', flush=True)


if __name__ == '__main__':
    main()
