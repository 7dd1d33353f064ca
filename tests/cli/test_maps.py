#!/usr/bin/env python3
"""test_maps.py CASUS: the map in every form that it is written in."""
import os
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

CASUS = os.path.abspath(sys.argv.pop(1))
DAY = ['--date', '2026-11-01']


class Maps(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def casus(self, *args, code=0, **environment):
        done = subprocess.run([CASUS, '-q', '--db', ':memory:', *args], capture_output=True, cwd=self.folder.name,
                              env={**os.environ, **environment})
        self.assertEqual(done.returncode, code, (args, done.stdout[-500:], done.stderr[-2000:]))
        return done

    def bytes_of(self, name):
        with open(os.path.join(self.folder.name, name), 'rb') as file:
            return file.read()

    def map(self, name, *args):
        self.casus('map', *DAY, '-o', name, *args)
        return self.bytes_of(name)


class Png(Maps):
    def chunks(self, png):
        self.assertEqual(png[:8], b'\x89PNG\r\n\x1a\n')
        at, found = 8, []
        while at < len(png):
            size, kind = struct.unpack('>I4s', png[at:at + 8])
            self.assertEqual(zlib.crc32(png[at + 4:at + 8 + size]), struct.unpack('>I', png[at + 8 + size:at + 12 + size])[0])
            found.append((kind, png[at + 8:at + 8 + size]))
            at += 12 + size
        return found

    def test_header_size_and_same_bytes(self):
        png = self.map('a.png', '--region', 'asia', '--width', '700')
        chunks = self.chunks(png)
        self.assertEqual((chunks[0][0], chunks[-1][0]), (b'IHDR', b'IEND'))
        width, height, depth = struct.unpack('>IIB', chunks[0][1][:9])
        self.assertEqual((width, depth), (700, 8))
        self.assertTrue(300 < height < 1200, height)
        rows = zlib.decompress(b''.join(data for kind, data in chunks if kind == b'IDAT'))
        self.assertGreater(len(set(rows)), 50)
        self.assertEqual(png, self.map('b.png', '--region', 'asia', '--width', '700'))
        self.assertEqual(struct.unpack('>I', self.map('c.png', '--region', 'asia')[16:20])[0], 1600)

    def test_bounds_are_told(self):
        for width in ('99', '10001', '99999999999'):
            done = self.casus('map', '-o', 'a.png', '--width', width, code=2)
            self.assertIn(b'100 to 10000 pixels', done.stderr)
        self.assertFalse(os.path.exists(os.path.join(self.folder.name, 'a.png')))

    def test_what_is_missing_is_named(self):
        os.mkdir(os.path.join(self.folder.name, 'lib'))
        open(os.path.join(self.folder.name, 'lib', 'librsvg-2.so.2'), 'w').close()
        done = self.casus('map', '-o', 'a.png', code=3, LD_LIBRARY_PATH=os.path.join(self.folder.name, 'lib'))
        self.assertIn(b'package librsvg2-2', done.stderr)
        with open(os.path.join(self.folder.name, 'none.conf'), 'w') as file:
            file.write('<?xml version="1.0"?><fontconfig><dir>/nowhere</dir></fontconfig>')
        done = self.casus('map', '-o', 'a.png', code=3, FONTCONFIG_FILE=os.path.join(self.folder.name, 'none.conf'))
        self.assertIn(b'package fonts-', done.stderr)


unittest.main()
