#!/usr/bin/env python3
"""The large reader that is shipped, as a model that learns on: export.py the other way round.

  restore.py IN.casus-model MODEL.pt

Weights come back as the bytes of the file say, which is as near as 1 in 254 of the largest of their lane."""

import struct
import sys

import numpy
import torch

from export import MAGIC, PANEL, SPECIAL, padded
from reader import LISTS, MEANT, NEAR, ROLES, distances

SECTIONS = 5


class Blocks:
    """Floats and cells in the order of the file."""

    def __init__(self, floats, cells):
        self.rest = {"floats": floats, "cells": cells}

    def take(self, kind, *shape):
        size = int(numpy.prod(shape))
        taken, self.rest[kind] = numpy.split(self.rest[kind], [size])
        return taken.reshape(shape)

    def rows(self, count, width):
        scale = self.take("floats", count)
        return self.take("cells", count, width) * scale[:, None]

    def matrix(self, out, into):
        """Rows [out][into] and what is added to them, from panels [out / 16][into / 2][16][2]."""
        scale, bias = self.take("floats", padded(out)), self.take("floats", padded(out))
        panels = self.take("cells", padded(out) // PANEL, into // 2, PANEL, 2)
        rows = panels.transpose(0, 2, 1, 3).reshape(padded(out), into) * scale[:, None]
        return rows[:out], bias[:out]


def strings(data):
    while data:
        size = data[0]
        yield data[1 : 1 + size].decode()
        data = data[1 + size :]


def tokenizer_of(pieces):
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(models.WordPiece({p: i for i, p in enumerate(pieces)}, unk_token=SPECIAL[0]))
    made.normalizer = normalizers.BertNormalizer(lowercase=True)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made.to_str()


class Restorer:
    def __init__(self, blocks, shape):
        self.blocks, self.shape, self.state = blocks, shape, {}

    def keep(self, name, value):
        self.state[name] = torch.tensor(numpy.array(value, "<f4"))

    def linear(self, *names, out, into, by=None):
        """Layers of equal size beside one another; the first of them was multiplied."""
        rows, bias = self.blocks.matrix(out * len(names), into)
        for i, name in enumerate(names):
            factor = 1 / by if by is not None and i == 0 else 1
            self.keep(name + ".weight", rows[i * out : (i + 1) * out] * factor)
            self.keep(name + ".bias", bias[i * out : (i + 1) * out] * factor)

    def level(self, name):
        for part in ("weight", "bias"):
            self.keep(name + "." + part, self.blocks.take("floats", self.shape["width"]))

    def encoder(self):
        s, blocks = self.shape, self.blocks
        width, inner = s["width"], s["inner"]
        self.keep("words.weight", blocks.rows(s["pieces"], width))
        self.keep("places.weight", numpy.pad(blocks.take("floats", s["places"], width), ((2, 0), (0, 0))))
        self.keep("shapes.weight", blocks.take("floats", s["shapes"], width))
        self.level("norm")
        self.near()
        for i in range(s["layers"]):
            at = f"layers.{i}."
            parts = [at + part for part in ("query", "key", "value")]
            self.linear(*parts, out=width, into=width, by=(width // s["heads"]) ** -0.5)
            self.linear(at + "out", out=width, into=width)
            self.level(at + "norm")
            self.linear(at + "grow", out=inner, into=width)
            self.linear(at + "shrink", out=width, into=inner)
            self.level(at + "norm_out")
        for name in ("mix", "mark_mix"):
            shares = blocks.take("floats", s["layers"]).astype(float)
            shares[: s["plain"]] = (1 - shares.sum()) / max(1, s["plain"])
            self.keep(name, numpy.log(numpy.maximum(shares, 1e-12)))

    def near(self):
        """What each kind of distance counts, from what each distance does."""
        places, heads = self.shape["places"], self.shape["heads"]
        counts = self.blocks.take("floats", heads, 2 * places - 1)
        kinds = distances(places).numpy()
        near = numpy.zeros((NEAR, heads))
        near[numpy.concatenate([kinds[-1], kinds[0][1:]])] = counts.T
        self.keep("near.weight", near)

    def trees(self):
        s, blocks = self.shape, self.blocks
        width, arc, lanes, relations = s["width"], s["arc"], s["relation"], s["relations"]
        self.linear("tags", out=s["tags"], into=width)
        self.linear("dependant", out=arc, into=width)
        self.linear("head", out=arc, into=width)
        rows, bias = blocks.matrix(arc, arc)
        self.keep("arc", numpy.concatenate([rows.T, bias[None]]))
        self.linear("own", out=lanes, into=width)
        self.linear("other", out=lanes, into=width)
        whole = numpy.zeros((relations, lanes + 1, lanes + 1))
        rows, bias = blocks.matrix(relations * lanes, lanes)
        whole[:, :lanes, :lanes] = rows.reshape(relations, lanes, lanes).transpose(0, 2, 1)
        whole[:, lanes, :lanes] = bias.reshape(relations, lanes)
        whole[:, :lanes, lanes], whole[:, lanes, lanes] = blocks.matrix(relations, lanes)
        self.keep("relation", whole)

    def marks(self):
        s, blocks = self.shape, self.blocks
        width, roles = s["width"], len(ROLES)
        sizes = s["kinds"] + 1, s["manners"], 1, s["ties"] + 1
        for part, whole in zip(("weight", "bias"), blocks.matrix(sum(sizes), width)):
            kind, manner, says, tie = numpy.split(whole, numpy.cumsum(sizes)[:-1])
            self.keep("kind." + part, kind)
            self.keep("manner." + part, manner)
            self.keep("says." + part, numpy.concatenate([numpy.zeros_like(says), says]))
            self.keep("tie." + part, tie)
        self.ends("link", roles)
        self.keep("link_bias", blocks.take("floats", roles))
        self.ends("who", MEANT)

    def ends(self, name, roles):
        link = self.shape["link"]
        for part, whole in zip(("weight", "bias"), self.blocks.matrix(2 * roles * link, self.shape["width"])):
            ends = whole.reshape(roles, 2, link, -1)
            for i, end in enumerate(("own", "other")):
                value = ends[:, i].reshape(roles * link, -1) * (1 if i else link**0.5)
                self.keep(f"{name}_{end}.{part}", value if part == "weight" else value.ravel())


def restore(data):
    if data[:8] != MAGIC:
        sys.exit("not a careful reader of Casus")
    places = [struct.unpack_from("<QQ", data, 32 + 16 * i) for i in range(SECTIONS)]
    shape, names, pieces, floats, cells = (data[at : at + size] for at, size in places)
    sizes = struct.unpack("<18I", shape)
    keys = "width layers heads inner places shapes arc relation link tags relations kinds manners ties unknown begin end plain".split()
    shape, pieces, names = dict(zip(keys, sizes)), list(strings(pieces)), list(strings(names))
    shape["pieces"] = len(pieces)
    restorer = Restorer(Blocks(numpy.frombuffer(floats, "<f4"), numpy.frombuffer(cells, "i1")), shape)
    restorer.encoder(), restorer.trees(), restorer.marks()
    tags, rest = names[: 2 * shape["tags"]], names[2 * shape["tags"] :]
    lists = {"tags": list(zip(tags[::2], tags[1::2]))}
    for key in LISTS[1:]:
        lists[key], rest = rest[: shape[key]], rest[shape[key] :]
    left = {kind: len(part) for kind, part in restorer.blocks.rest.items() if len(part)}
    if left or rest:
        sys.exit(f"more in the file than its shape tells: {left or rest}")
    encoder = tuple(shape[key] for key in ("layers", "width", "heads"))
    return {"model": restorer.state, "tokenizer": tokenizer_of(pieces), "sizes": encoder, **lists}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as file:
        torch.save(restore(file.read()), sys.argv[2])


if __name__ == "__main__":
    main()
