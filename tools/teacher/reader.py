"""The network of the teacher: a pretrained encoder (BERT of small width), and heads for tags and trees on it.

Heads of words are scored as in Dozat and Manning (2017). The encoder sees small letters only; how a word is written is
added to its pieces."""

import glob
import random

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

SHAPES = 8
SIZES = (12, 384, 12)  # layers, width, attention heads


def read(path):
    """Sentences as lists of the ten columns of their words; other lines are left out."""
    rows = []
    for line in open(path, encoding="utf-8"):
        columns = line.rstrip("\n").split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            rows.append(columns)
        elif not line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def shape(form):
    """How a word is written; the encoder sees small letters only."""
    if not any(c.isalpha() for c in form):
        return 1 if any(c.isdigit() for c in form) else 2
    if form.islower():
        return 3
    if form.isupper():
        return 4 if len(form) > 1 else 5
    return 6 if form[0].isupper() else 7


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm, self.norm_out = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)

    def forward(self, x, mask, keep):
        b, n, w = x.shape
        parts = lambda y: y.view(b, n, self.heads, w // self.heads).transpose(1, 2)
        seen = F.scaled_dot_product_attention(parts(self.query(x)), parts(self.key(x)), parts(self.value(x)), mask)
        x = self.norm(x + keep(self.out(seen.transpose(1, 2).reshape(b, n, w))))
        return self.norm_out(x + keep(self.shrink(F.gelu(self.grow(x)))))


class Reader(nn.Module):
    def __init__(self, layers, width, heads, tags, relations, arc=320, lanes=128):
        super().__init__()
        self.words, self.places = nn.Embedding(30522, width), nn.Embedding(512, width)
        self.kinds, self.norm = nn.Embedding(2, width), nn.LayerNorm(width, 1e-12)
        self.shapes = nn.Embedding(SHAPES, width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.keep = nn.Dropout(0.1)
        self.keep_more = nn.Dropout(0.3)
        self.mix = nn.Parameter(torch.zeros(layers))
        self.tags = nn.Linear(width, tags)
        self.dependant, self.head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.own, self.other = nn.Linear(width, lanes), nn.Linear(width, lanes)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.relation = nn.Parameter(torch.zeros(relations, lanes + 1, lanes + 1))
        nn.init.zeros_(self.shapes.weight)
        nn.init.normal_(self.arc, std=0.02)

    def encode(self, pieces, shapes, mask):
        places = torch.arange(pieces.shape[1])
        x = self.words(pieces) + self.places(places) + self.kinds.weight[0] + self.shapes(shapes)
        x, mixed, shares = self.keep(self.norm(x)), 0, torch.softmax(self.mix, 0)
        for i, layer in enumerate(self.layers):
            x = layer(x, mask[:, None, None, :], self.keep)
            mixed = mixed + shares[i] * x
        return mixed

    def forward(self, batch):
        """Scores of tags [b, n, .] and heads [b, n, n], and lanes for relations; word 0 is the root."""
        x = self.encode(batch["pieces"], batch["shapes"], batch["mask"])
        x = (
            x.gather(1, batch["first"][..., None].expand(-1, -1, x.shape[2]))
            + x.gather(1, batch["last"][..., None].expand(-1, -1, x.shape[2]))
        ) / 2
        x = self.keep_more(x)
        act = lambda layer: self.keep_more(F.gelu(layer(x)))
        one = lambda y: torch.cat([y, torch.ones_like(y[..., :1])], -1)
        heads = one(act(self.dependant)) @ self.arc @ act(self.head).transpose(1, 2)
        heads = heads.masked_fill(~batch["words"][:, None, :], -1e9)
        return self.tags(x), heads, one(act(self.own)), one(act(self.other))

    def relations(self, own, other, head):
        other = other.gather(1, head[..., None].expand(-1, -1, other.shape[2]))
        return torch.einsum("bni,rij,bnj->bnr", own, self.relation, other)


def load_encoder(reader, folder):
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(glob.glob(folder + "/*.onnx")[0]).graph
    kept = {i.name: torch.tensor(numpy_helper.to_array(i)) for i in graph.initializer}
    for node in graph.node:  # matrices lost their names
        if node.op_type == "MatMul" and node.input[1] in kept and "layer." in node.name:
            kept[node.name.strip("/").replace("/MatMul", "").replace("/", ".") + ".weight"] = kept[
                node.input[1]
            ].T.contiguous()
    fill = lambda to, name: to.data.copy_(kept[name])
    fill(reader.words.weight, "embeddings.word_embeddings.weight")
    fill(reader.places.weight, "embeddings.position_embeddings.weight")
    fill(reader.kinds.weight, "embeddings.token_type_embeddings.weight")
    fill(reader.norm.weight, "embeddings.LayerNorm.weight"), fill(reader.norm.bias, "embeddings.LayerNorm.bias")
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "grow": "intermediate.dense",
        "shrink": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for i, layer in enumerate(reader.layers):
        for ours, theirs in names.items():
            part = getattr(layer, ours)
            fill(part.weight, f"encoder.layer.{i}.{theirs}.weight"), fill(part.bias, f"encoder.layer.{i}.{theirs}.bias")


class Task:
    """Sentences to batches and back."""

    def __init__(self, tokenizer, tags, relations):
        self.tokenizer = Tokenizer.from_str(tokenizer)
        self.tags, self.relations = tags, relations
        self.tag_of, self.relation_of = {t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(relations)}
        self.cache = {}

    def pieces(self, form):
        if form not in self.cache:
            self.cache[form] = self.tokenizer.encode(form, add_special_tokens=False).ids[:12] or [100]
        return self.cache[form]

    def prepare(self, rows):
        ids, shapes, first, last = [101], [0], [0], [0]
        for row in rows:
            pieces = self.pieces(row[1])
            if len(ids) + len(pieces) > 510:
                pieces = pieces[:1] if len(ids) < 510 else []
            first.append(min(len(ids), 509)), ids.extend(pieces), last.append(min(len(ids) - 1, 509))
            shapes.extend([shape(row[1])] * len(pieces))
        return ids + [102], shapes + [0], first, last

    def batch(self, sentences, gold):
        made = [self.prepare(rows) for rows in sentences]
        n, words = max(len(m[0]) for m in made), max(len(m[2]) for m in made)
        pad = lambda lists, size, fill=0: torch.tensor([l + [fill] * (size - len(l)) for l in lists])
        batch = {
            "pieces": pad([m[0] for m in made], n),
            "shapes": pad([m[1] for m in made], n),
            "mask": pad([[True] * len(m[0]) for m in made], n, False),
            "first": pad([m[2] for m in made], words),
            "last": pad([m[3] for m in made], words),
            "words": pad([[True] * len(m[2]) for m in made], words, False),
        }
        if gold:
            batch["tag"] = pad(
                [[-1] + [self.tag_of.get((r[3], r[4]), -1) for r in rows] for rows in sentences], words, -1
            )
            batch["head"] = pad([[-1] + [int(r[6]) for r in rows] for rows in sentences], words, -1)
            batch["relation"] = pad(
                [[-1] + [self.relation_of.get(r[7], -1) for r in rows] for rows in sentences], words, -1
            )
        return batch


def batches(task, sentences, limit, mixed):
    """Sentences of like length together, `limit` pieces at most."""
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]) + (random.random() * 4 if mixed else 0))
    groups, group, longest = [], [], 0
    for i in order:
        size = sum(len(task.pieces(r[1])) for r in sentences[i]) + 2
        if group and max(longest, size) * (len(group) + 1) > limit:
            groups.append(group)
            group, longest = [], 0
        group.append(i)
        longest = max(longest, size)
    groups.append(group)
    if mixed:
        random.shuffle(groups)
    return groups


def save(path, model, task, tokenizer, sizes):
    torch.save(
        {
            "model": model.state_dict(),
            "tags": task.tags,
            "relations": task.relations,
            "tokenizer": tokenizer,
            "sizes": sizes,
        },
        path,
    )


def load(path):
    kept = torch.load(path, weights_only=False)
    model = Reader(*kept["sizes"], len(kept["tags"]), len(kept["relations"]))
    model.load_state_dict(kept["model"])
    return model, Task(kept["tokenizer"], kept["tags"], kept["relations"])
