#!/usr/bin/env python3
"""test_import.py CASUS: `casus import` from outside: statuses, words, a killed run; and the real data sets in
../shared/data/ir, where they are (they may not be shipped): rows used and skipped, every reason, rows a second."""
import os
import signal
import subprocess
import tempfile
import time

from importing import CASUS, SHARED, casus, check, finish, import_real, imports

HEADER = 'kind,from,to,mutual,start,end,note\n'


def statuses(folder):
    db, good, bad = (os.path.join(folder, name) for name in ('a.db', 'good.csv', 'bad.csv'))
    with open(good, 'w') as file:
        file.write(HEADER + 'claim,ARG,GBR,0,1833,,\n')
    with open(bad, 'w') as file:
        file.write(HEADER + 'claim,ARG,QQQ,0,1833,,\nclaim,ARG,CHL,0,1900,1890,\x1b[31m\nclaim,BOL,CHL,0,1884,,\n')
    status, out, words = casus('import', 'csv', good, '--db', db)
    check('a good file', status == 0 and '1 used' in words and not out, words)
    status, _, words = casus('import', 'csv', good, '--db', db)
    check('the same again', status == 0 and 'imported before' in words, words)
    status, _, words = casus('import', 'csv', bad, '--db', db, '--vintage', '2020-05')
    check('bad lines', status == 1 and f'{bad}:2: ' in words and 'QQQ' in words and f'{bad}:3: ' in words, words)
    status, _, words = casus('import', 'csv', good, bad, '/nowhere/x.csv', '--db', db)
    check('a file that is not there', status == 3 and '/nowhere/x.csv' in words, words)
    status, _, words = casus('import', 'atpo', good, '--db', db)
    check('a name that is not there', status == 2 and 'did you mean atop' in words, words)
    status, _, words = casus('import', 'atop', good, '--db', db)
    check('another table', status == 1 and 'not a table of atop' in words, words)
    status, _, words = casus('import', 'csv', '-', '--db', db, text=HEADER + 'claim,GTM,BLZ,0,1981,,\n')
    check('standard input', status == 0, words)
    rows = imports(db)
    check('show imports', [r['kept'] for r in rows] == [1, 1, 1] and rows[1]['vintage'] == '2020-05'
          and [i['line'] for i in rows[1]['issues']] == [2, 3], rows)
    status, out, words = casus('show', 'imports', '-v', '--db', db)
    check('show imports -v', f'{bad}:3: ' in out and '\x1b' not in out, out)
    status, out, words = casus('import', '--help')
    check('help lists the names', status == 0 and all(n in out for n in ('atop', 'cow-alliances', 'sipri', 'gsdb', 'csv')), out)
    status, out, words = casus('check', '--db', db)
    check('the record is whole', status == 0, out + words)


def killed(folder):
    big = os.path.join(folder, 'big.csv')
    with open(big, 'w') as file:
        file.write(HEADER)
        for n in range(400000):
            file.write(f'claim,ARG,GBR,0,1833,,row {n} of many that take their time to write\n')
    for how in (signal.SIGKILL, signal.SIGINT):
        db = os.path.join(folder, f'{how.name}.db')
        casus('import', 'csv', '-', '--db', db, text=HEADER + 'claim,GTM,BLZ,0,1981,,\n')
        run = subprocess.Popen([CASUS, 'import', 'csv', big, '--db', db], stderr=subprocess.PIPE)
        end = time.time() + 60
        while run.poll() is None and time.time() < end:
            if os.path.exists(db + '-wal') and os.path.getsize(db + '-wal') > 1 << 20:
                break
            time.sleep(0.001)
        check('it was still at work', run.poll() is None)
        run.send_signal(how)
        words = run.communicate()[1].decode()
        if how == signal.SIGINT:
            check('a clean end', run.returncode == 3 and 'nothing was imported' in words, words)
        check('nothing half-imported', len(imports(db)) == 1, imports(db))
        check('the record is whole', casus('check', '--db', db)[0] == 0)
    status, _, words = casus('import', 'csv', big, '--db', db)
    check('the next run does it', status == 0 and '400000 used' in words, words)


REAL = [('atop', 'atop/atop51_dyad_spells.csv'), ('atop', 'atop/atop51_dyad_year.csv'),
        ('atop', 'atop/atop51_alliance_level.csv'), ('atop', 'atop/atop51_phase_level.csv'),
        ('atop', 'atop/atop51_member_level.csv'), ('cow-alliances', 'cow/cow_alliance41_dyad_spells.csv'),
        ('sipri', 'arms/sipri_register_rollup_dyad_year.csv'),
        ('sipri', 'arms/sipri_tiv_supplier_recipient_year_1950_2021.csv'),
        ('sipri', 'arms/sipri_trade_register_1950_2023_2024vintage.csv'),
        ('sipri', 'arms/sipri_trade_register_1950_2024_feb2026.csv'), ('gsdb', 'sanctions/gsdb_v4_cases.csv')]


def real(folder):
    if not os.path.isdir(os.path.join(SHARED, 'ir')):
        print('the real data sets are not here: skipped')
        return
    db = os.path.join(folder, 'r.db')
    for name, path in REAL:
        import_real(name, os.path.join('ir', path), db, 0.03)
    status, out, _ = casus('why', 'VNM', '--date', '2024-06-22', '--db', db)
    check('a world with all of it', status == 0 and 'million TIV in 2014-2023' in out, out)
    check('the record is whole', casus('check', '--db', db)[0] == 0)


with tempfile.TemporaryDirectory() as place:
    statuses(place)
    killed(place)
    real(place)
finish()
