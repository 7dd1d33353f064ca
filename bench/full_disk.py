#!/usr/bin/env python3
"""full_disk.py CASUS SHIM [STEP]: the disk is full from the n-th write on, for every n (or every STEP-th) until there are
no more writes; SHIM is build/release/tests/libfault_shim.so. Each time: a clear message and exit 3, a record that passes
its check, outputs whole or absent, nothing left beside them; and with room again the same command completes, with the
same record as one that never ran out. As root also on a small file system of its own."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

sys.argv, told = sys.argv[:2], sys.argv[2:]
import kills

CASUS = kills.CASUS
SHIM, STEP = os.path.abspath(told[0]), int(told[1]) if len(told) > 1 else 1


def run(args, **more):
    """SHIM and its orders only for the program under test."""
    orders = {'LD_PRELOAD': SHIM, **{name: str(value) for name, value in more.items()}} if more else {}
    return subprocess.run(args, capture_output=True, timeout=300, env={**os.environ, **orders})


def writes_of(work, folder):
    counted = os.path.join(folder, 'count')
    run(work.command(work.begin(folder)), CASUS_WRITES=counted)
    with open(counted, encoding='utf-8') as file:
        return int(file.read())


def faults_of(work, folder, at, want, outputs):
    db = work.begin(folder)
    done = run(work.command(db), CASUS_FULL_AFTER=at)
    left = [p for p in glob.glob(os.path.join(folder, 'out.*')) if p not in outputs]
    for path, whole in outputs.items():
        if os.path.exists(path) and kills_read(path) != whole:
            return f'{path} is cut off'
    if left:
        return f'left behind: {left}'
    if done.returncode not in (0, 3) or (done.returncode == 3 and b'full' not in done.stderr and b'No space' not in done.stderr):
        return f'ended with {done.returncode}: {done.stderr}'
    if os.path.exists(db) and os.path.getsize(db):
        checked = run([CASUS, 'check', '--db', db])
        if checked.returncode and b'older schema' not in checked.stderr and b'empty' not in checked.stderr:
            return f'check: {checked.stdout + checked.stderr}'
    again = run(work.command(db))
    if again.returncode not in (0, 1) or run([CASUS, 'check', '--db', db]).returncode or kills.exported(db) != want:
        return f'the next run: {again.returncode} {again.stderr}'
    return None


def kills_read(path):
    with open(path, 'rb') as file:
        return file.read()


def on_a_small_disk(folder, read):
    """A file system of 1 MB, when we may make one."""
    small = os.path.join(folder, 'small')
    os.mkdir(small)
    if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], capture_output=True).returncode:
        print('small disk: skipped, may not mount')
        return 0
    try:
        db = os.path.join(small, 'a.db')
        with open(os.path.join(small, 'ballast'), 'wb') as file:
            file.write(bytes(300_000))
        done = run([CASUS, *read, '--db', db, '-q'])
        checked = run([CASUS, 'check', '--db', db])
        print(f'small disk: {done.returncode} {done.stderr.decode().strip()}; check {checked.returncode}')
        subprocess.run(['mount', '-o', 'remount,size=64m', small], check=True)
        again = run([CASUS, *read, '--db', db, '-q'])
        checked_again = run([CASUS, 'check', '--db', db])
        print(f'with room again: {again.returncode}; check {checked_again.returncode}')
        same = kills.exported(db) == kills.exported(os.path.join(folder, 'whole.db'))
        return done.returncode != 3 or checked.returncode or again.returncode or checked_again.returncode or not same
    finally:
        subprocess.run(['umount', small], check=False)


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        kills.inputs(folder, documents=20, ties=1500)
        path = lambda name: os.path.join(folder, name)
        read = ['read', path('in.jsonl'), '--reader', 'quick', '--format', 'jsonl', '-j', '1']
        run([CASUS, *read, '--db', path('whole.db')])
        shutil.copy(path('whole.db'), path('old.db'))
        kills.make_old(path('old.db'))
        table = ['import', 'csv', path('ties.csv'), '--issues', path('out.issues')]
        works = (kills.Work('read', read), kills.Work('import', table, path('whole.db')),
                 kills.Work('migrate', read, path('old.db')),
                 kills.Work('page', ['map', '-o', path('out.html')], path('whole.db')))
        for work in works:
            count, faults, tried, outputs = writes_of(work, folder), 0, 0, {}
            for output in glob.glob(path('out.*')):
                outputs[output] = kills_read(output)
            want = kills.exported(path('a.db'))
            for at in range(1, count + 1, STEP):
                for output in glob.glob(path('out.*')):
                    os.remove(output)
                fault = faults_of(work, folder, at, want, outputs)
                tried, faults = tried + 1, faults + bool(fault)
                if fault:
                    print(f'{work.name}, write {at}: {fault}', file=sys.stderr)
            bad += faults
            print(f'{work.name:8} {count:5} writes, {tried:5} tried, {faults:3} faults', flush=True)
        bad += bool(on_a_small_disk(folder, read))
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
