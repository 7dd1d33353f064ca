#!/usr/bin/env python3
"""The large reader as a file that Casus reads with: matrices in bytes, with a scale for each lane that comes out.

  export.py MODEL.pt OUT.casus-model

src/text/careful/careful.h has the sections, view.c the order of the blocks. What can be computed beforehand is:
what each distance counts, the shares of layers, the root of a head's lanes into queries, the second score of speech into
the first."""

import json
import struct
import sys

import numpy
import torch

from reader import LISTS, MEANT, PLAIN, ROLES, distances

MAGIC, VERSION, ALIGN, PANEL = b"CASUSCR\n", 3, 64, 16
LEVEL = 127  # largest number of a cell
SPECIAL = ("[UNK]", "<s>", "</s>")


def hash_of(data):
    """casus_model_hash."""
    most, golden = (1 << 64) - 1, 0x9E3779B97F4A7C15
    words = numpy.frombuffer(data, "<u8")
    lanes = numpy.array([0xCBF29CE484222325, 1, 2, 3], "<u8")
    whole = len(words) // 4 * 4
    with numpy.errstate(over="ignore"):
        for row in words[:whole].reshape(-1, 4):
            lanes = (lanes ^ row) * numpy.uint64(golden)
            lanes ^= lanes >> numpy.uint64(32)
    lanes = [int(lane) for lane in lanes]
    for i, word in enumerate(words[whole:]):
        lanes[i] = (lanes[i] ^ int(word)) * golden & most
        lanes[i] ^= lanes[i] >> 32
    total = len(data)
    for lane in lanes:
        total = (total ^ lane) * 0x100000001B3 & most
        total ^= total >> 29
    return total


def quantise(rows):
    """Whole numbers of each row [rows][lanes], and what 1 counts in it."""
    scale = numpy.abs(rows).max(1) / LEVEL
    scale[scale == 0] = 1
    return numpy.rint(rows / scale[:, None]).astype(numpy.int8), scale


def padded(count):
    return (count + PANEL - 1) // PANEL * PANEL


class Blocks:
    """Floats and cells in the order of the file."""

    def __init__(self):
        self.floats, self.cells = [], []

    def add(self, *floats):
        self.floats += [numpy.asarray(f, "<f4").ravel() for f in floats]

    def add_rows(self, rows):
        cells, scale = quantise(rows)
        self.add(scale)
        self.cells.append(cells.ravel())

    def add_matrix(self, rows, bias):
        """Rows [lanes out][lanes in], to panels [out / 16][in / 2][16][2]."""
        missing = padded(len(rows)) - len(rows)
        cells, scale = quantise(numpy.pad(rows, ((0, missing), (0, 0))))
        self.add(scale, numpy.pad(bias, (0, missing)))
        out, into = cells.shape
        self.cells.append(cells.reshape(out // PANEL, PANEL, into // 2, 2).transpose(0, 2, 1, 3).ravel())


def softmax(x):
    powers = numpy.exp(x - x.max())
    return powers / powers.sum()


class Exporter:
    def __init__(self, state, heads, plain):
        self.state = {name: value.double().numpy() for name, value in state.items()}
        self.heads, self.plain, self.blocks = heads, plain, Blocks()

    def linear(self, *names, by=None):
        """Layers beside one another, the first of them multiplied."""
        rows = [self.state[name + ".weight"] for name in names]
        bias = [self.state[name + ".bias"] for name in names]
        if by is not None:
            rows[0], bias[0] = rows[0] * by, bias[0] * by
        self.blocks.add_matrix(numpy.concatenate(rows), numpy.concatenate(bias))

    def level(self, name):
        self.blocks.add(self.state[name + ".weight"], self.state[name + ".bias"])

    def encoder(self, layers):
        self.blocks.add_rows(self.state["words.weight"])
        places = self.state["places.weight"][2:]
        self.blocks.add(places, self.state["shapes.weight"])
        self.level("norm")
        kinds = distances(len(places)).numpy()
        self.blocks.add(self.state["near.weight"][numpy.concatenate([kinds[-1], kinds[0][1:]])].T)
        lanes = self.state["words.weight"].shape[1] // self.heads
        for i in range(layers):
            at = f"layers.{i}."
            self.linear(at + "query", at + "key", at + "value", by=lanes**-0.5)
            self.linear(at + "out")
            self.level(at + "norm")
            self.linear(at + "grow")
            self.linear(at + "shrink")
            self.level(at + "norm_out")
        for mix in ("mix", "mark_mix"):
            self.blocks.add(numpy.where(numpy.arange(layers) < self.plain, 0, softmax(self.state[mix])))

    def trees(self):
        self.linear("tags")
        self.linear("dependant")
        self.linear("head")
        arc, relation = self.state["arc"], self.state["relation"]
        self.blocks.add_matrix(arc[:-1].T, arc[-1])
        self.linear("own")
        self.linear("other")
        lanes = relation.shape[1] - 1
        inner = relation[:, :, :lanes].transpose(0, 2, 1).reshape(-1, lanes + 1)
        self.blocks.add_matrix(inner[:, :lanes], inner[:, lanes])
        self.blocks.add_matrix(relation[:, :lanes, lanes], relation[:, lanes, lanes])

    def marks(self, roles, link):
        s = self.state
        says = {part: s["says." + part][1:] - s["says." + part][:1] for part in ("weight", "bias")}
        beside = lambda part: numpy.concatenate([s["kind." + part], s["manner." + part], says[part], s["tie." + part]])
        self.blocks.add_matrix(beside("weight"), beside("bias"))
        self.ends("link", roles, link)
        self.blocks.add(s["link_bias"])
        self.ends("who", MEANT, link)

    def ends(self, name, roles, link):
        """For each role the lanes of a word itself and those as the other end, beside one another."""
        of = lambda part: [self.state[f"{name}_own.{part}"] * link**-0.5, self.state[f"{name}_other.{part}"]]
        beside = lambda part: numpy.stack([end.reshape(roles, link, -1) for end in of(part)], 1)
        self.blocks.add_matrix(beside("weight").reshape(2 * roles * link, -1), beside("bias").ravel())


def strings(items):
    items = [item.encode() for item in items]
    return b"".join(bytes([len(item)]) + item for item in items)


def vocabulary(tokenizer):
    """Word pieces by number."""
    pieces = json.loads(tokenizer)["model"]["vocab"]
    listed = sorted(pieces, key=pieces.get)
    if [pieces[p] for p in listed] != list(range(len(listed))):
        sys.exit("numbers of word pieces have gaps")
    return listed, [pieces[p] for p in SPECIAL]


def sections_of(kept, plain=PLAIN):
    layers, width, heads = kept["sizes"]
    state = kept["model"]
    link, lanes = len(state["link_own.bias"]) // len(ROLES), len(state["own.bias"])
    exporter = Exporter(state, heads, plain)
    exporter.encoder(layers)
    exporter.trees()
    exporter.marks(len(ROLES), link)
    pieces, special = vocabulary(kept["tokenizer"])
    lists = [kept[name] for name in LISTS]
    inner, arc = len(state["layers.0.grow.bias"]), len(state["dependant.bias"])
    shape = [width, layers, heads, inner, len(state["places.weight"]) - 2, len(state["shapes.weight"]), arc, lanes, link]
    names = [part for tag in kept["tags"] for part in tag] + [n for names in lists[1:] for n in names]
    return [
        struct.pack("<18I", *shape, *map(len, lists), *special, plain),
        strings(names),
        strings(pieces),
        numpy.concatenate(exporter.blocks.floats).tobytes(),
        numpy.concatenate(exporter.blocks.cells).tobytes(),
    ]


def aligned(size):
    return (size + ALIGN - 1) // ALIGN * ALIGN


def file_of(sections):
    head = 32 + 16 * len(sections)
    places, at = [], aligned(head)
    for section in sections:
        places.append((at, len(section)))
        at += aligned(len(section))
    body = struct.pack("<IIQ", VERSION, len(sections), at)
    body += b"".join(struct.pack("<QQ", *place) for place in places)
    body = body.ljust(aligned(head) - 16, b"\0")
    body += b"".join(section.ljust(aligned(len(section)), b"\0") for section in sections)
    return MAGIC + struct.pack("<Q", hash_of(body)) + body


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], "wb") as file:
        file.write(file_of(sections_of(torch.load(sys.argv[1], weights_only=False))))


if __name__ == "__main__":
    main()
