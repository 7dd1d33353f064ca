#!/usr/bin/env python3
"""test_readme.py CASUS [--write]: the README's first output is what the program prints, up to its line `…`."""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
README = os.path.join(ROOT, 'README.md')
SHOWN = 34  # lines


def main():
    done = subprocess.run([os.path.abspath(sys.argv[1]), '--db', ':memory:', '-q', 'examples/report.txt'], cwd=ROOT, capture_output=True, text=True)
    lines = done.stdout.rstrip('\n').split('\n')[:SHOWN] + ['…']
    with open(README, encoding='utf-8') as file:
        text = file.read()
    block = re.search(r'(```\n\$ casus examples/report\.txt[^\n]*\n)(.*?)\n```', text, flags=re.S)
    if '--write' in sys.argv:
        with open(README, 'w', encoding='utf-8') as file:
            file.write(text[:block.start(2)] + '\n'.join(lines) + text[block.end(2):])
    elif block.group(2).split('\n') != lines:
        print('\n'.join(lines))
        sys.exit('the README shows something else; test_readme.py CASUS --write renews it')
    print('1 passed, 0 failed')


main()
