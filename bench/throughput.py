#!/usr/bin/env python3
"""throughput.py CASUS [TEXT.gz]: the whole chain with the quick reader on many sentences: documents/s, sentences/s, MB/s, peak memory, with one
worker and with two, and whether both gave the same bytes. TEXT.gz holds a sentence a line; without it the codebook's
own examples are repeated."""
import gzip
import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PER_DOCUMENT = 20


def sentences(path):
    if path:
        with gzip.open(path, 'rt', encoding='utf-8') as file:
            return [line.strip() for line in file if line.strip()]
    with open(os.path.join(HERE, '..', 'spec', 'codebook.md'), encoding='utf-8') as file:
        return re.findall(r'^\d{4}-\d\d-\d\d \| (.*)$', file.read(), flags=re.M) * 40


def run(casus, documents, jobs):
    start = time.monotonic()
    with open(documents, 'rb') as source, tempfile.TemporaryFile() as out:
        process = subprocess.Popen([casus, 'code', '--reader', 'quick', '-q', '-j', str(jobs)], stdin=source, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        if status:
            sys.exit(f'casus code ended with {status}')
        out.seek(0)
        digest, records = hashlib.sha256(), 0
        for line in out:
            digest.update(line)
            records += 1
    return seconds, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime, records, digest.hexdigest()


def main():
    casus = os.path.abspath(sys.argv[1])
    lines = sentences(sys.argv[2] if len(sys.argv) > 2 else None)
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        for n in range(0, len(lines), PER_DOCUMENT):
            file.write(json.dumps({'id': str(n), 'date': '2024-06-22', 'text': '\n'.join(lines[n:n + PER_DOCUMENT])}) + '\n')
        file.flush()
        size, documents = os.path.getsize(file.name) / 1e6, (len(lines) + PER_DOCUMENT - 1) // PER_DOCUMENT
        print(f'{len(lines)} sentences in {documents} documents, {size:.1f} MB')
        print('jobs  seconds  sentences/s  documents/s  MB/s  CPU s  peak MB  records')
        digests = set()
        for jobs in (1, 2):
            seconds, peak, cpu, records, digest = run(casus, file.name, jobs)
            digests.add(digest)
            print(f'{jobs:4}  {seconds:7.2f}  {len(lines) / seconds:11.0f}  {documents / seconds:11.0f}  {size / seconds:4.1f}'
                  f'  {cpu:5.1f}  {peak:7.0f}  {records:7}')
        print('same bytes' if len(digests) == 1 else 'DIFFERENT BYTES')
        sys.exit(len(digests) != 1)


resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
main()
