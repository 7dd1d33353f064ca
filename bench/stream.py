#!/usr/bin/env python3
"""stream.py [--gb N] [--seconds S] COMMAND …: does memory stay flat? Feeds JSON Lines to COMMAND through a pipe, documents of
the codebook's sentences under ever new ids, until N GB (default 1) or S seconds are over, and prints twelve times how much
was taken and how much memory the command holds.

    python3 bench/stream.py --gb 10 build/release/bench/documents -
    python3 bench/stream.py --gb 10 --seconds 300 build/release/casus code --reader quick -q -"""
import argparse
import subprocess
import sys
import time

from scale import documents, json_line

SAMPLES = 12


def lines():
    """Without end; the texts come again after some thousand."""
    bodies = [json_line('', text)[len('{"id": "'):] for _, text in documents(5000)]
    n = 0
    while True:
        for body in bodies:
            yield b'{"id": "%d' % n + body
            n += 1


def memory(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        return {line.split(':')[0]: int(line.split()[1]) / 1024 for line in file if line.startswith(('VmRSS', 'VmHWM'))}


def cpu(pid):
    with open(f'/proc/{pid}/stat', encoding='ascii') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--gb', type=float, default=1)
    parser.add_argument('--seconds', type=float, default=0)
    parser.add_argument('command', nargs=argparse.REMAINDER)
    args = parser.parse_args()
    process = subprocess.Popen(args.command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    start, written, count, shown = time.monotonic(), 0, 0, 0
    print('     GB documents        s    CPU s   MB/s  memory MB  at most')
    for line in lines():
        process.stdin.write(line)
        written += len(line)
        count += 1
        if count % 100:
            continue
        seconds = time.monotonic() - start
        done = max(written / (args.gb * 1e9), seconds / args.seconds if args.seconds else 0)
        if done * SAMPLES >= shown + 1:
            shown = int(done * SAMPLES)
            held = memory(process.pid)
            print(f'{written / 1e9:7.3f} {count:9} {seconds:8.1f} {cpu(process.pid):8.1f} {written / seconds / 1e6:6.2f} '
                  f'{held["VmRSS"]:10.1f} {held["VmHWM"]:8.1f}', flush=True)
        if done >= 1:
            break
    process.stdin.close()
    sys.exit(process.wait())


if __name__ == '__main__':
    main()
