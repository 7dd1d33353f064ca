#!/usr/bin/env python3
"""Reading at size: makes JSON Lines, a folder of pages, the same pages in a WARC, and that WARC packed by record, out of the
codebook's sentences, and prints how fast `casus code` and `casus read` are and how much memory they took at most. With
--documents, which is bench/documents, the reader alone."""
import argparse
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


def write_pages(path, documents):
    os.mkdir(path)
    for n, text in documents:
        with open(os.path.join(path, f'{n}.html'), 'wb') as file:
            file.write(page(n, text))


FORMATS = {'JSON Lines': json_line, 'HTML': None, 'WARC': record, 'WARC, gzip': lambda n, text: gzip.compress(record(n, text), 1, mtime=0)}


def write(path, make, size):
    """About `size` bytes of JSON Lines, as what `make` makes of them; how many documents, and their bytes."""
    count = max(1, size // len(json_line(0, next(documents(1))[1])))
    if not make:
        write_pages(path, documents(count))
        return count, sum(entry.stat().st_size for entry in os.scandir(path))
    with open(path, 'wb') as file:
        for n, text in documents(count):
            file.write(make(n, text))
    return count, os.path.getsize(path)


def run(command):
    start = time.monotonic()
    with open(os.devnull, 'wb') as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f'{command}: ended with {status}')
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ways(options, path, folder):
    if options.documents:
        files = [entry.path for entry in os.scandir(path)] if os.path.isdir(path) else [path]
        fits = sum(map(len, files)) + 9 * len(files) < os.sysconf('SC_ARG_MAX') // 2
        return {'reader alone': [options.documents, *files]} if fits else {}
    coder = ['--reader', 'quick', '-q']
    return {'code -j1': [options.casus, 'code', *coder, '-j1', path],
            'code -j2': [options.casus, 'code', *coder, '-j2', path],
            'read -j2': [options.casus, '--db', os.path.join(folder, 'db'), 'read', *coder, '-j2', path]}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('casus')
    parser.add_argument('megabytes', type=int, nargs='?', default=4)
    parser.add_argument('--documents', help='the program that only reads')
    parser.add_argument('--times', default='1,10,100', help='how many times the size (default %(default)s)')
    parser.add_argument('--only', nargs='+', default=list(FORMATS), choices=list(FORMATS))
    options = parser.parse_args()
    print(f'{"input":12} {"times":>5} {"documents":>9} {"MB":>7}  {"by":14} {"s":>6} {"CPU s":>6} {"MB/s":>6} {"doc/s":>7} {"peak MB":>7}')
    for name in options.only:
        for factor in map(int, options.times.split(',')):
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, 'input')
                count, size = write(path, FORMATS[name], options.megabytes * 1000000 * factor)
                for way, command in ways(options, path, folder).items():
                    seconds, cpu, peak = run(command)
                    mb = size / 1e6
                    print(f'{name:12} {factor:5} {count:9} {mb:7.1f}  {way:14} {seconds:6.2f} {cpu:6.2f} {mb / seconds:6.1f} '
                          f'{count / seconds:7.0f} {peak:7.0f}', flush=True)


if __name__ == '__main__':
    main()
