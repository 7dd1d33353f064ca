#!/usr/bin/env python3
"""Small checks of the source as a whole. gates.py NAME [ARGS]; prints each fault, exit 1 when there was one.

  rooms              a room includes only itself and the rooms before it, and of those only the public header
  text               no invisible or look-alike Unicode, no CR, no tab indentation in C, no trailing white space
  calls              no banned call in C
  headers CC CXX     every public header compiles alone; casus.h also as C++
  names LIBRARY      the shared library exports casus_… only
"""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ROOMS = ['base', 'read', 'text', 'coder', 'eval', 'record', 'import', 'world', 'risk', 'out', 'api', 'cli']
BANNED = {
    r'\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|sscanf|alloca)\s*\(': 'unbounded or blind to length',
    r'\b(rand|srand|random|drand48)\s*\(': 'not the same bytes every time',
    r'\b(atoi|atof|atol)\s*\(': 'hides errors',
    r'\bsetlocale\s*\(': 'numbers would depend on the locale',
}
ONLY_IN_CLI = {
    r'\b(printf|puts|putchar|perror|exit|abort)\s*\(': 'only cli prints and exits',
    r'\b(time|gettimeofday|clock_gettime|localtime|getenv)\s*\(': 'only cli has a clock and an environment',
}


def tracked(*endings):
    out = subprocess.run(['git', '-C', ROOT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                         capture_output=True, check=True).stdout.decode()
    return sorted(f for f in out.split('\0') if f.endswith(endings) and os.path.exists(os.path.join(ROOT, f)))


def read(name):
    with open(os.path.join(ROOT, name), encoding='utf-8') as file:
        return file.read()


def code_lines(name):
    """(number, line) without comments and string contents."""
    text = re.sub(r'/\*.*?\*/', lambda m: '\n' * m.group().count('\n'), read(name), flags=re.S)
    for number, line in enumerate(text.split('\n'), 1):
        yield number, re.sub(r'"(\\.|[^"\\])*"', '""', re.sub(r'//.*', '', line))


def rooms():
    for name in tracked('.c', '.h'):
        part = name.split('/')
        if part[0] != 'src':
            continue
        for number, line in enumerate(read(name).split('\n'), 1):
            found = re.match(r'\s*#include "([^"/]+)/([^"]+)"', line)
            if not found:
                if re.match(r'\s*#include "', line):
                    yield f'{name}:{number}: include by room: {line.strip()}'
                continue
            room, header = found.groups()
            if room == part[1]:
                continue
            if room not in ROOMS or ROOMS.index(room) > ROOMS.index(part[1]):
                yield f'{name}:{number}: {part[1]} may not know {room}'
            elif room != 'base' and header != room + '.h':
                yield f'{name}:{number}: {header} is private to {room}'


def text():
    invisible = re.compile('[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e'
                           '\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]')
    for name in tracked('.c', '.h', '.md', '.py', '.sh', '.txt', '.tsv', '.rules', '.cmake', '.json', '.js', '.css', '.1'):
        try:
            content = read(name)
        except UnicodeDecodeError:
            yield f'{name}: not UTF-8'
            continue
        for number, line in enumerate(content.split('\n'), 1):
            if invisible.search(line):
                yield f'{name}:{number}: invisible character'
            if '\r' in line:
                yield f'{name}:{number}: carriage return'
            if name.endswith(('.c', '.h')) and (line.startswith('\t') or line != line.rstrip()):
                yield f'{name}:{number}: tab or trailing white space'


def calls():
    for name in tracked('.c', '.h'):
        if not name.startswith(('src/', 'include/')):
            continue
        banned = dict(BANNED)
        if not name.startswith('src/cli/'):
            banned.update(ONLY_IN_CLI)
        for number, line in code_lines(name):
            for pattern, why in banned.items():
                if re.search(pattern, line):
                    yield f'{name}:{number}: {line.strip()} ({why})'


def headers(cc, cxx):
    public = ['include/casus/casus.h'] + [f'src/{room}/{room}.h' for room in ROOMS if os.path.exists(f'{ROOT}/src/{room}/{room}.h')]
    flags = ['-Wall', '-Wextra', '-Werror', f'-I{ROOT}/src', f'-I{ROOT}/include', '-fsyntax-only']
    for name in public:
        jobs = [[cc, '-std=c17', '-x', 'c']] + ([[cxx, '-std=c++17', '-x', 'c++']] if name.startswith('include/') else [])
        for job in jobs:
            with tempfile.NamedTemporaryFile('w', suffix='.c') as file:
                file.write(f'#include "{ROOT}/{name}"\n#include "{ROOT}/{name}"\n')
                file.flush()
                done = subprocess.run(job + flags + [file.name], capture_output=True, text=True)
            if done.returncode:
                yield f'{name}: does not compile alone with {job[0]}\n{done.stderr}'


def names(library):
    out = subprocess.run(['nm', '-D', '--defined-only', library], capture_output=True, text=True, check=True).stdout
    exported = [line.split()[-1] for line in out.splitlines()]
    if 'casus_engine_code' not in exported:
        yield 'casus_engine_code is not exported'
    for name in exported:
        if not name.startswith('casus_'):
            yield f'exported: {name}'
        elif not re.search(r'\b%s\s*\(' % name, read('include/casus/casus.h')):
            yield f'exported but not in casus.h: {name}'


def main():
    gates = {gate.__name__: gate for gate in (rooms, text, calls, headers, names)}
    if len(sys.argv) < 2 or sys.argv[1] not in gates:
        sys.exit(__doc__)
    faults = list(gates[sys.argv[1]](*sys.argv[2:]))
    print('\n'.join(faults) if faults else 'clean')
    sys.exit(bool(faults))


main()
