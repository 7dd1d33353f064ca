"""What the tests of `casus import` share: the program, its checks, and one real data set from file to figures."""
import collections
import json
import os
import re
import subprocess
import sys
import time

CASUS = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARED = os.path.join(ROOT, '..', 'shared', 'data')
faults = []


def check(what, well, shown=''):
    if not well:
        faults.append(what)
        print(f'FAILED {what}\n{shown}')


def casus(*words, text=None):
    done = subprocess.run([CASUS, *words], input=text, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


def imports(db):
    return [json.loads(line) for line in casus('show', 'imports', '--json', '--db', db)[1].splitlines()]


def import_real(name, path, db, most_skipped):
    """Imports a set where it is; prints rows used, left out and skipped, every reason, rows a second. most_skipped: of the
    rows; a set of which more cannot be used is read wrongly."""
    file = os.path.join(SHARED, path)
    if not os.path.exists(file):
        print(f'{path} is not here: skipped')
        return
    start = time.time()
    status, _, words = casus('import', name, file, '--db', db)
    took = time.time() - start
    row = imports(db)[-1]
    print(f"{name} {row['layout']} {os.path.basename(path)}: {row['read']} rows, {row['kept']} used, {row['left_out']} "
          f"left out, {row['skipped']} skipped, {row['read'] / took:.0f} rows/s")
    for reason, count in re.findall(r'left out, (.*): (\d+)', words):
        print(f'  {count:>5} {reason}')
    reasons = collections.Counter(re.sub(r'\d{3,4}-\d\d-\d\d', 'DAY', i['reason']) for i in row['issues'])
    for reason, count in reasons.most_common():
        print(f'  {count:5} skipped: {reason}')
    check(f'{path}: status', status == (1 if row['skipped'] else 0), words)
    check(f"{path}: {row['skipped']} skipped", row['skipped'] <= most_skipped * row['read'])
    check(f'{path}: every row ends somewhere', row['read'] == row['kept'] + row['left_out'] + row['skipped'])
    check(f'{path}: again', 'imported before' in casus('import', name, file, '--db', db)[2])


def finish():
    print(f'{len(faults)} faults')
    sys.exit(bool(faults))
