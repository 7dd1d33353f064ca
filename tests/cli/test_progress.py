#!/usr/bin/env python3
"""test_progress.py CASUS: the line of progress in a pseudo terminal: what it says, that it fits, that it goes."""
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
import unittest

CASUS = os.path.abspath(sys.argv.pop(1))
SHOWN = 1  # second of work without a line
AT_LAST = 30  # seconds after which nothing is waited for any more


def report(n, more=9000):
    """A line with much that is not text, so that a pipe brings more at a time than the format is guessed by."""
    return (json.dumps({'id': f'r{n}', 'date': '2024-06-20', 'lang': 'en', 'text': 'Ghana accused Togo of theft.',
                        'layout': 'x' * more}) + '\n').encode()


def screen(text, columns):
    """What a terminal shows after `text`, and every state of its last line on the way."""
    lines, at, seen = [''], 0, []
    for piece in re.findall(r'\x1b\[K|[\r\n]|[^\x1b\r\n]+|\x1b', text):
        if piece == '\r':
            at = 0
        elif piece == '\n':
            lines.append('')
        elif piece == '\x1b[K':
            lines[-1] = lines[-1][:at]
        else:
            assert piece != '\x1b', f'an escape that is not known: {text!r}'
            lines[-1] = lines[-1][:at] + piece + lines[-1][at + len(piece):]
            at += len(piece)
            assert at < columns or '\n' in text, f'{at} columns of {columns}: {lines[-1]}'
            seen.append(lines[-1].rstrip())
    return lines, seen


class Progress(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def in_terminal(self, *args, columns=100, env=(), slow=0, until=None, interrupt=None):
        """stderr of a run in a terminal; its input is a pipe that stays open until `until` is seen, or `slow` seconds; it is
        interrupted when `interrupt` is seen."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
        words = {k: v for k, v in os.environ.items() if k not in ('NO_COLOR', 'TERM')}
        process = subprocess.Popen([CASUS, *args], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=slave,
                                   cwd=self.folder.name, env={**words, 'TERM': 'xterm', **dict(env)})
        os.close(slave)

        def feed():
            try:
                for n in range(16):
                    process.stdin.write(report(n))
                process.stdin.flush()
                seen.wait(AT_LAST if until or interrupt else slow)
                process.stdin.close()
            except OSError:
                pass
        seen = threading.Event()
        feeder = threading.Thread(target=feed, daemon=True)
        feeder.start()
        text, interrupted = b'', False
        while process.poll() is None or select.select([master], [], [], 0)[0]:
            if not select.select([master], [], [], .05)[0]:
                continue
            try:
                text += os.read(master, 65536)
            except OSError:
                break
            if until and re.search(until, text):
                seen.set()
            if interrupt and not interrupted and re.search(interrupt, text):
                interrupted = True
                process.send_signal(signal.SIGINT)
        os.close(master)
        feeder.join(.2)
        return process.wait(10), *screen(text.decode(), columns)

    def test_line(self):
        code, lines, seen = self.in_terminal('read', '-', '--db', ':memory:', '--reader', 'quick', until=b'documents/s')
        self.assertEqual(code, 0, lines)
        line = next((s for s in seen if 'documents' in s and s.startswith('reading')), None)
        self.assertIsNotNone(line, seen)
        self.assertRegex(line, r'^reading  \d+ documents  0\.\d MB  \d+ events  [\d.]+ documents/s  0:0\d$')
        self.assertFalse([s for s in seen if 'left' in s], 'a pipe has no end that is known')
        self.assertIn('16 documents recorded', lines[0])  # the line is gone, a note takes its place
        self.assertFalse([s for s in lines if s.startswith('reading')], lines)

    def test_a_quiet_pipe(self):
        """What one report brought is told and recorded before the next one comes."""
        for words in (['code', '-'], ['read', '-', '--db', 'quiet.db']):
            process = subprocess.Popen([CASUS, *words, '-v', '--reader', 'quick'], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, cwd=self.folder.name, bufsize=0)
            told = process.stdout if words[0] == 'code' else process.stderr
            for n in range(3):
                process.stdin.write(report(n, 20000))
                self.assertTrue(select.select([told], [], [], AT_LAST)[0], f'{words}: nothing of report {n}')
                self.assertIn(b'ACCUSE' if words[0] == 'code' else b'1 events', os.read(told.fileno(), 65536))
            process.communicate()
            self.assertEqual(process.returncode, 0)

    def test_narrow_and_plain(self):
        code, lines, seen = self.in_terminal('code', '-', '--reader', 'quick', columns=24, env={'TERM': 'dumb'},
                                             until=b'documents')
        self.assertEqual((code, [s.strip() for s in lines]), (0, ['']))
        self.assertTrue([s for s in seen if re.match(r'coding  \d+ documents', s)], seen)

    def test_nothing(self):
        self.assertEqual(self.in_terminal('read', '-', '--db', ':memory:', '-q', '--reader', 'quick', slow=1.3)[1:], ([''], []))
        started = time.time()
        soon = self.in_terminal('code', '-', '--reader', 'quick', slow=0)[1:]
        if time.time() - started < SHOWN:  # on a busy machine it is not soon done
            self.assertEqual(soon, ([''], []))
        done = subprocess.run([CASUS, 'code', '-', '--reader', 'quick'], input=report(1), capture_output=True)
        self.assertEqual(done.stderr, b'')  # no terminal

    def test_interrupt(self):
        started = time.time()
        code, lines, seen = self.in_terminal('read', '-', '--db', 'i.db', '--reader', 'quick', interrupt=b'reading')
        self.assertEqual(code, 3)
        self.assertLess(time.time() - started, AT_LAST, 'a pipe is not waited for')
        self.assertTrue(seen[0].startswith('reading'), seen)
        self.assertEqual(lines[-2:], ['casus: interrupted; what was recorded stays recorded', ''])
        subprocess.run([CASUS, 'check', '--db', 'i.db'], cwd=self.folder.name, check=True, stdout=subprocess.DEVNULL)

    def test_main_job_and_folder(self):
        """Bytes of a folder are known, and so is the time left, also while one large file is coded."""
        os.makedirs(os.path.join(self.folder.name, 'reports'))
        for name in 'ab':
            with open(os.path.join(self.folder.name, 'reports', name + '.jsonl'), 'wb') as file:
                file.write(b''.join(report(n, 9) for n in range(30000)))
        code, lines, seen = self.in_terminal('read', 'reports', '--db', 'm.db', '--reader', 'quick', interrupt=b' left')
        self.assertIn(code, (0, 3), lines)
        if code == 3:  # else it was too fast for a line
            self.assertTrue([s for s in seen if re.search(r'[\d.]+ of \d\.\d MB  \d+:\d\d left', s)], seen)


if __name__ == '__main__':
    unittest.main()
