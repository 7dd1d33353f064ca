"""The network of the teacher: a pretrained encoder (MPNet: Song and others 2020), and heads for tags, trees and marks on it.

It reads windows: some sentences of a text together. Heads of words are scored as in Dozat and Manning (2017). The encoder
sees small letters only; how a word is written is added to its pieces behind the layers that stay as they were."""

import json
import os
import random

import numpy
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional as F

SHAPES, PLACES, NEAR = 8, 512, 32
SIZES = (10, 768, 12)  # layers, of which the encoder has more; width; attention heads
PLAIN = 3  # layers that stay as they were and do not see how a word is written
ROLES = ("Doer", "Other", "Speaker")
MEANT = 5  # sought in the whole window: who did it, to whom; from whom a tie goes, to whom; the name of who speaks
LISTS = ("tags", "relations", "kinds", "manners", "ties")
UNKNOWN, BEGIN, PADDING, END = 104, 0, 1, 2  # pieces


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


def distances(count):
    """Kinds of distance [count, count] from a row to a column, as T5 (Raffel and others 2020) counts them: half of
    them for what stands behind, in each half the nearest one by one, up to 128 pieces in ever larger steps."""
    behind = torch.arange(count)[None, :] - torch.arange(count)[:, None]
    half, size = NEAR // 2, behind.abs()
    single = half // 2
    steps = torch.log(size.clamp(min=1) / single) / numpy.log(128 / single) * (half - single)
    kinds = torch.where(size < single, size, (single + steps.long()).clamp(max=half - 1))
    return kinds + half * (behind > 0)


class Drop(nn.Module):
    """Dropout whose chance numbers are drawn once: on a processor they take longer than a small matrix."""

    def __init__(self, share):
        super().__init__()
        self.left, self.pool = round(share * 256), None

    def forward(self, x):
        if not self.training:
            return x
        if self.pool is None:
            self.pool = torch.randint(0, 256, (1 << 24,), dtype=torch.uint8) >= self.left
        at = random.randrange(len(self.pool) - x.numel())
        kept = self.pool[at : at + x.numel()].view(x.shape)
        return x * (kept * (256 / (256 - self.left))).to(x.dtype)


class Layer(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.grow, self.shrink = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm, self.norm_out = nn.LayerNorm(width, 1e-5), nn.LayerNorm(width, 1e-5)

    def forward(self, x, bias, keep):
        b, n, w = x.shape
        parts = lambda y: y.view(b, n, self.heads, w // self.heads).transpose(1, 2)
        scores = parts(self.query(x)) @ parts(self.key(x)).transpose(2, 3) * (w // self.heads) ** -0.5
        seen = torch.softmax(scores + bias, -1) @ parts(self.value(x))
        x = self.norm(x + keep(self.out(seen.transpose(1, 2).reshape(b, n, w))).float())
        return self.norm_out(x + keep(self.shrink(F.gelu(self.grow(x)))).float())


class Reader(nn.Module):
    def __init__(
        self, layers, width, heads, tags, relations, kinds, manners, ties, arc=320, lanes=128, link=160, pieces=30527,
        plain=PLAIN,
    ):
        super().__init__()
        self.sizes, self.plain, self.link = (layers, width, heads), plain, link
        self.words, self.places = nn.Embedding(pieces, width), nn.Embedding(PLACES + 2, width)
        self.norm, self.shapes = nn.LayerNorm(width, 1e-5), nn.Embedding(SHAPES, width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.near, self.distances = nn.Embedding(NEAR, heads), distances(PLACES)
        self.keep, self.keep_more, self.keep_marks = Drop(0.1), nn.Dropout(0.3), nn.Dropout(0.25)
        self.mix, self.mark_mix = nn.Parameter(torch.zeros(layers)), nn.Parameter(torch.zeros(layers))
        self.tags = nn.Linear(width, tags)
        self.dependant, self.head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.own, self.other = nn.Linear(width, lanes), nn.Linear(width, lanes)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.relation = nn.Parameter(torch.zeros(relations, lanes + 1, lanes + 1))
        self.kind, self.manner, self.says = nn.Linear(width, kinds + 1), nn.Linear(width, manners), nn.Linear(width, 2)
        self.tie = nn.Linear(width, ties + 1)
        self.link_own, self.link_other = nn.Linear(width, link * len(ROLES)), nn.Linear(width, link * len(ROLES))
        self.link_bias = nn.Parameter(torch.full((len(ROLES),), -3.0))
        self.who_own, self.who_other = nn.Linear(width, link * MEANT), nn.Linear(width, link * MEANT)
        nn.init.zeros_(self.shapes.weight)
        nn.init.normal_(self.arc, std=0.02)

    def stays(self):
        """What does not learn."""
        return (self.words, self.places, self.norm, self.near, *self.layers[: self.plain])

    def bias(self, mask):
        """What is added to the scores of attention [b, heads, n, n]."""
        n = mask.shape[1]
        near = self.near.weight[self.distances[:n, :n]].permute(2, 0, 1)[None]
        bias = torch.where(mask[:, None, None, :], near, torch.tensor(-30000.0))
        return bias.bfloat16() if torch.is_autocast_enabled("cpu") else bias

    def forward(self, batch):
        """Vectors of words [b, n, width] for trees, and for marks; word 0 is the root, and nobody."""
        bias = self.bias(batch["mask"])
        with torch.no_grad():
            x = self.norm(self.words(batch["pieces"]) + self.places(torch.arange(bias.shape[-1]) + 2))
            for layer in self.layers[: self.plain]:
                x = layer(x, bias, lambda y: y)
        x = self.keep(x.float() + self.shapes(batch["shapes"]))
        shares, mixed = (torch.softmax(self.mix, 0), torch.softmax(self.mark_mix, 0)), [0, 0]
        for i in range(self.plain, len(self.layers)):
            x = self.layers[i](x, bias, self.keep)
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
        own, other = self.ends(x, self.link_own, self.link_other)
        links = own @ other / other.shape[2] ** 0.5 + self.link_bias[None, :, None, None]
        return self.kind(x).float(), self.manner(x).float(), self.says(x).float(), links.float()

    def ties(self, x):
        """Scores of kinds of ties (the first: none) [b, n, .]."""
        return self.tie(self.keep_marks(x)).float()

    def who(self, x):
        """Scores [b, role, deed, word]: how well the word names whose the deed, the tie or the speech is; word 0:
        nobody."""
        own, other = self.ends(self.keep_marks(x), self.who_own, self.who_other)
        return (own @ other).float() / other.shape[2] ** 0.5

    def ends(self, x, own, other):
        b, n, _ = x.shape
        part = lambda y: y.view(b, n, -1, self.link).permute(0, 2, 1, 3)
        return part(own(x)), part(F.gelu(other(x))).transpose(2, 3)


def load_encoder(reader, folder):
    """The weights of MPNet."""
    from safetensors import safe_open

    kept = safe_open(os.path.join(folder, "model.safetensors"), "pt")
    fill = lambda to, name: to.data.copy_(kept.get_tensor(name))
    fill(reader.words.weight, "embeddings.word_embeddings.weight")
    fill(reader.places.weight, "embeddings.position_embeddings.weight")
    fill(reader.norm.weight, "embeddings.LayerNorm.weight"), fill(reader.norm.bias, "embeddings.LayerNorm.bias")
    fill(reader.near.weight, "encoder.relative_attention_bias.weight")
    names = {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "out": "attention.attn.o",
        "norm": "attention.LayerNorm",
        "grow": "intermediate.dense",
        "shrink": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    for i, layer in enumerate(reader.layers):
        for ours, theirs in names.items():
            part = getattr(layer, ours)
            fill(part.weight, f"encoder.layer.{i}.{theirs}.weight"), fill(part.bias, f"encoder.layer.{i}.{theirs}.bias")


def tokenizer_of(folder):
    made = json.load(open(os.path.join(folder, "tokenizer.json"), encoding="utf-8"))
    made["truncation"] = made["padding"] = None
    return json.dumps(made)


class Task:
    """Windows to batches."""

    def __init__(self, tokenizer, tags, relations, kinds, manners, ties):
        self.tokenizer = Tokenizer.from_str(tokenizer)
        self.tags, self.relations, self.kinds, self.manners, self.ties = tags, relations, kinds, manners, ties
        self.tag_of, self.relation_of = {t: i for i, t in enumerate(tags)}, {r: i for i, r in enumerate(relations)}
        self.cache = {}

    def pieces(self, form):
        if form not in self.cache:
            self.cache[form] = self.tokenizer.encode(form, add_special_tokens=False).ids[:12] or [UNKNOWN]
        return self.cache[form]

    def size(self, forms):
        """Pieces that a sentence takes in a window."""
        return sum(len(self.pieces(form)) for form in forms) + 1

    def window(self, sentences):
        ids, shapes, first, last, of = [BEGIN], [0], [0], [0], [-1]
        for k, forms in enumerate(sentences):
            for form in forms:
                pieces = self.pieces(form)
                if len(ids) + len(pieces) > PLACES - 2:
                    pieces = pieces[:1] if len(ids) < PLACES - 2 else []
                first.append(min(len(ids), PLACES - 3)), ids.extend(pieces), last.append(min(len(ids) - 1, PLACES - 3))
                shapes.extend([shape(form)] * len(pieces)), of.append(k)
            if len(ids) < PLACES - 1:
                ids.append(END), shapes.append(0)
        return ids, shapes, first, last, of

    def batch(self, windows):
        """Of windows, each some sentences, each some forms; `of`: which sentence of its window a word belongs to."""
        made = [self.window(sentences) for sentences in windows]
        n, words = max(len(m[0]) for m in made), max(len(m[2]) for m in made)
        return {
            "pieces": pad([m[0] for m in made], n, PADDING),
            "shapes": pad([m[1] for m in made], n),
            "mask": pad([[True] * len(m[0]) for m in made], n, False),
            "first": pad([m[2] for m in made], words),
            "last": pad([m[3] for m in made], words),
            "words": pad([[True] * len(m[2]) for m in made], words, False),
            "of": pad([m[4] for m in made], words, -2),
        }


def pad(lists, size, fill=0):
    return torch.tensor([items + [fill] * (size - len(items)) for items in lists])


def grouped(sizes, limit, spread=0):
    """Sentences or windows of like size together, by number: `limit` pieces at most, if each were as long as the longest.
    `spread`: pieces by which chance may move one; the groups are mixed then."""
    order = sorted(range(len(sizes)), key=lambda i: sizes[i] + (random.random() * spread if spread else 0))
    groups, group, longest = [], [], 0
    for i in order:
        if group and max(longest, sizes[i]) * (len(group) + 1) > limit:
            groups.append(group)
            group, longest = [], 0
        group.append(i)
        longest = max(longest, sizes[i])
    groups.append(group)
    if spread:
        random.shuffle(groups)
    return groups


def mark_of(row):
    """The items of the last column: {"Deed": "ASSAULT", "Doer": "3,5"}."""
    return dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)


def save(path, model, task):
    lists = {name: getattr(task, name) for name in LISTS}
    kept = {"model": model.state_dict(), "tokenizer": task.tokenizer.to_str(), "sizes": model.sizes, **lists}
    torch.save(kept, path + ".part")
    os.replace(path + ".part", path)


def load(path):
    kept = torch.load(path, weights_only=False)
    lists = [kept[name] for name in LISTS]
    model = Reader(*kept["sizes"], *map(len, lists))
    model.load_state_dict(kept["model"])
    return model, Task(kept["tokenizer"], *lists)
