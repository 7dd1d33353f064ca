#!/usr/bin/env python3
"""How much of a page's main text is found: pages.py CASUS DIR

DIR holds pages with truth beside them: X.html and X.json, whose "expected" has "cleaned_text" (all of the article or its
beginning) and perhaps "title". Prints how many pages give the beginning of the article, how many the title, and token F1
where the truth is a whole article. Where readability-lxml and trafilatura can be imported, the same for them, and how far
each agrees with trafilatura on every page of DIR's neighbours."""
import collections
import glob
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

WHOLE = 300  # characters from which a truth is a whole article


def tokens(text):
    return re.findall(r'\w', text) if re.search(r'[\u3040-\u9fff]', text) else re.findall(r'\w+', text.lower())


def f1(truth, text):
    a, b = collections.Counter(tokens(truth)), collections.Counter(tokens(text))
    common = sum((a & b).values())
    return 2 * common / max(1, sum(a.values()) + sum(b.values()))


def begins(truth, text):
    return ' '.join(tokens(truth)[:12]) in ' '.join(tokens(text)) if truth else False


def ours(casus, page):
    with tempfile.TemporaryDirectory() as folder:
        record = os.path.join(folder, 'page.db')
        subprocess.run([casus, 'read', '--reader', 'quick', '-q', '--db', record, page], capture_output=True)
        row = os.path.exists(record) and sqlite3.connect(record).execute('SELECT title, text FROM documents').fetchone()
    return (row[0] or '', row[1] or '') if row else ('', '')


def peers():
    found = {}
    try:
        import lxml.html
        import trafilatura
        from readability import Document
    except ImportError:
        return found
    decode = lambda page: trafilatura.utils.decode_file(open(page, 'rb').read())
    found['trafilatura'] = lambda page: ('', trafilatura.extract(decode(page), include_comments=False) or '')

    def readability(page):
        document = Document(decode(page))
        try:
            return document.title(), lxml.html.fromstring(document.summary()).text_content()
        except Exception:  # a page without a body
            return '', ''

    found['readability'] = readability
    return found


def with_truth(folder, read):
    pages = [page for page in sorted(glob.glob(os.path.join(folder, '*.html'))) if os.path.exists(page[:-5] + '.json')]
    start = titles = title_count = 0
    scores = []
    for page in pages:
        with open(page[:-5] + '.json', encoding='utf-8') as file:
            expected = json.load(file)['expected']
        title, text = read(page)
        truth = expected.get('cleaned_text') or ''
        start += begins(truth, text)
        title_count += bool(expected.get('title'))
        titles += bool(expected.get('title')) and tokens(expected['title']) == tokens(title)
        if len(truth) >= WHOLE:
            scores.append(f1(truth, text))
    print(f'  beginning found {start} of {len(pages)}, title {titles} of {title_count}, '
          f'token F1 {sum(scores) / max(1, len(scores)):.3f} on {len(scores)} whole articles')


def agreement(folder, readers):
    reference = readers['trafilatura']
    for group in sorted(glob.glob(os.path.join(folder, '*'))):
        sums, count = collections.Counter(), 0
        for page in sorted(glob.glob(os.path.join(group, '*html'))):
            text = reference(page)[1]
            if len(tokens(text)) < 30:
                continue
            count += 1
            for name, read in readers.items():
                sums[name] += f1(text, read(page)[1])
        if count:
            print(f'  {os.path.basename(group)}, {count} pages: ' +
                  ', '.join(f'{name} {sums[name] / count:.3f}' for name in readers if name != 'trafilatura'))


def main(casus, folder):
    if not os.path.isdir(folder):
        sys.exit(f'{folder} is not here: the main text of pages is not measured')
    readers = {'casus': lambda page: ours(casus, page), **peers()}
    for name, read in readers.items():
        print(name)
        with_truth(folder, read)
    if 'trafilatura' in readers:
        print('agreement with trafilatura, token F1')
        agreement(os.path.dirname(os.path.abspath(folder)), readers)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
