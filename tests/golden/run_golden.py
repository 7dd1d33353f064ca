#!/usr/bin/env python3
"""run_golden.py CASUS [--write]: what the program makes of the articles beside this file, compared with what it made
before. A difference is shown as a diff; --write accepts it."""
import difflib
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run(casus, article):
    """The records of one article, or a failure as text."""
    done = subprocess.run([casus, 'code', '-q', os.path.relpath(article, HERE)], capture_output=True, text=True, cwd=HERE)
    return done.stdout if done.returncode == 0 else f'exit {done.returncode}\n{done.stderr}'


def main():
    casus, write = os.path.abspath(sys.argv[1]), '--write' in sys.argv[2:]
    articles = sorted(glob.glob(os.path.join(HERE, '*.txt')) + glob.glob(os.path.join(HERE, '*.html')))
    if not articles:
        sys.exit('no articles')
    failed = 0
    for article in articles:
        golden, got = article + '.jsonl', run(casus, article)
        if write:
            with open(golden, 'w', encoding='utf-8') as file:
                file.write(got)
            continue
        with open(golden, encoding='utf-8') as file:
            wanted = file.read()
        if got != wanted:
            failed += 1
            sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), got.splitlines(True), golden, 'now', n=0))
    print(f'{len(articles) - failed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
