"""The network of the teacher: a pretrained encoder (BERT of small width), and heads for tags, trees and marks on it.

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
ROLES = ("Doer", "Other", "Speaker")


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
    def __init__(self, layers, width, heads, tags, relations, kinds, manners, arc=320, lanes=128, link=160):
        super().__init__()
        self.sizes = (layers, width, heads)
        self.words, self.places = nn.Embedding(30522, width), nn.Embedding(512, width)
        self.kinds, self.norm = nn.Embedding(2, width), nn.LayerNorm(width, 1e-12)
        self.shapes = nn.Embedding(SHAPES, width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.keep, self.keep_more, self.keep_marks = nn.Dropout(0.1), nn.Dropout(0.3), nn.Dropout(0.25)
        self.mix, self.mark_mix = nn.Parameter(torch.zeros(layers)), nn.Parameter(torch.zeros(layers))
        self.tags = nn.Linear(width, tags)
        self.dependant, self.head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.own, self.other = nn.Linear(width, lanes), nn.Linear(width, lanes)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.relation = nn.Parameter(torch.zeros(relations, lanes + 1, lanes + 1))
        self.kind, self.manner, self.says = nn.Linear(width, kinds + 1), nn.Linear(width, manners), nn.Linear(width, 2)
        self.link_own, self.link_other = nn.Linear(width, link * len(ROLES)), nn.Linear(width, link * len(ROLES))
        self.link_bias = nn.Parameter(torch.full((len(ROLES),), -3.0))
        nn.init.zeros_(self.shapes.weight)
        nn.init.normal_(self.arc, std=0.02)

    def forward(self, batch):
        """Vectors of words [b, n, width] for trees, and for marks; word 0 is the root."""
        places = torch.arange(batch["pieces"].shape[1])
        x = self.words(batch["pieces"]) + self.places(places) + self.kinds.weight[0] + self.shapes(batch["shapes"])
        x, mask = self.keep(self.norm(x)), batch["mask"][:, None, None, :]
        shares, mixed = (torch.softmax(self.mix, 0), torch.softmax(self.mark_mix, 0)), [0, 0]
        for i, layer in enumerate(self.layers):
            x = layer(x, mask, self.keep)
            mixed = [m + s[i] * x for m, s in zip(mixed, shares)]
        at = lambda y, pieces: y.gather(1, pieces[..., None].expand(-1, -1, y.shape[2]))
        return [(at(m, batch["first"]) + at(m, batch["last"])) / 2 for m in mixed]

    def trees(self, x, words):
        """Scores of tags [b, n, .] and heads [b, n, n], and lanes for relations."""
        x = self.keep_more(x)
        act = lambda layer: self.keep_more(F.gelu(layer(x)))
        one = lambda y: torch.cat([y, torch.ones_like(y[..., :1])], -1)
        heads = one(act(self.dependant)) @ self.arc @ act(self.head).transpose(1, 2)
        heads = heads.masked_fill(~words[:, None, :], -1e9)
        return self.tags(x), heads, one(act(self.own)), one(act(self.other))

    def relations(self, own, other, head):
        other = other.gather(1, head[..., None].expand(-1, -1, other.shape[2]))
        return torch.einsum("bni,rij,bnj->bnr", own, self.relation, other)

    def marks(self, x):
        """Scores of kinds (the first: none), manners and speech [b, n, .], and of links [b, role, mark, word]."""
        x = self.keep_marks(x)
        b, n, _ = x.shape
        part = lambda y: y.view(b, n, len(ROLES), -1).permute(0, 2, 1, 3)
        own, other = part(self.link_own(x)), part(F.gelu(self.link_other(x)))
        links = own @ other.transpose(2, 3) / own.shape[-1] ** 0.5 + self.link_bias[None, :, None, None]
        return self.kind(x), self.manner(x), self.says(x), links


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

    def __init__(self, tokenizer, tags, relations, kinds, manners):
        self.tokenizer = Tokenizer.from_str(tokenizer)
        self.tags, self.relations, self.kinds, self.manners = tags, relations, kinds, manners
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

    def batch(self, sentences):
        made = [self.prepare(rows) for rows in sentences]
        n, words = max(len(m[0]) for m in made), max(len(m[2]) for m in made)
        return {
            "pieces": pad([m[0] for m in made], n),
            "shapes": pad([m[1] for m in made], n),
            "mask": pad([[True] * len(m[0]) for m in made], n, False),
            "first": pad([m[2] for m in made], words),
            "last": pad([m[3] for m in made], words),
            "words": pad([[True] * len(m[2]) for m in made], words, False),
        }

    def tree_answers(self, sentences, words):
        """Tags, heads and relations [b, words]; -1: not known."""
        column = lambda of: pad([[-1] + [of(row) for row in rows] for rows in sentences], words, -1)
        return (
            column(lambda r: self.tag_of.get((r[3], r[4]), -1)),
            column(lambda r: int(r[6])),
            column(lambda r: self.relation_of.get(r[7], -1)),
        )

    def mark_answers(self, sentences, words):
        """Kinds, manners and speech [b, words], -1 not known; links and which of them count [b, role, words, words]."""
        kinds, manners, says = (torch.full((len(sentences), words), -1) for _ in range(3))
        links = torch.zeros(len(sentences), len(ROLES), words, words)
        counted = torch.zeros(len(sentences), len(ROLES), words, dtype=torch.bool)
        for k, rows in enumerate(sentences):
            kinds[k, 1 : len(rows) + 1] = says[k, 1 : len(rows) + 1] = 0
            for i, row in enumerate(rows, 1):
                mark = mark_of(row)
                if "Deed" in mark:
                    kinds[k, i] = self.kinds.index(mark["Deed"]) + 1 if mark["Deed"] != "?" else -1
                if "Manner" in mark:
                    manners[k, i] = self.manners.index(mark["Manner"])
                    counted[k, :2, i] = True
                if "Says" in mark:
                    says[k, i] = 1
                    counted[k, 2, i] = True
                for r, role in enumerate(ROLES):
                    for word in mark.get(role, "").split(","):
                        if word:
                            links[k, r, i, int(word)] = 1
        return kinds, manners, says, links, counted


def pad(lists, size, fill=0):
    return torch.tensor([items + [fill] * (size - len(items)) for items in lists])


def mark_of(row):
    """The items of the last column: {"Deed": "ASSAULT", "Doer": "3,5"}."""
    return dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)


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
    lists = {name: getattr(task, name) for name in ("tags", "relations", "kinds", "manners")}
    torch.save({"model": model.state_dict(), "tokenizer": tokenizer, "sizes": sizes, **lists}, path)


def load(path):
    kept = torch.load(path, weights_only=False)
    lists = [kept[name] for name in ("tags", "relations", "kinds", "manners")]
    model = Reader(*kept["sizes"], *map(len, lists))
    model.load_state_dict(kept["model"])
    return model, Task(kept["tokenizer"], *lists)
