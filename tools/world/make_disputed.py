#!/usr/bin/env python3
"""Makes data/world/disputed_land.tsv: outlines of the areas in data/world/disputed.tsv whose shape is "area".

Run by hand from the repository root; wants shapely (BSD-3-Clause) besides Python 3.8+:

    python3 tools/world/make_disputed.py [/tmp/atlas/package/world/50m.json]

An area is a rough polygon drawn here, cut with the land of the units named, so that coasts and borders are those of
land.tsv and only the lines inside a unit are ours. The polygons are our own, drawn from general knowledge of rivers,
towns and lines of control, good to some ten kilometres; they overshoot where the cut decides. With the atlas file (see
make_land.py) Somaliland and the north of Cyprus come from it; without it they stay as they are in the present output.
"""
import json, os, sys

from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import unary_union

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
WORLD = os.path.join(ROOT, "data", "world")
LEAST = 0.003  # square degrees; smaller scraps are noise of the cut

# id: (units cut with, lon lat lon lat …)
AREAS = {
    "crimea": ("UKR", "32.2 45.2 32.4 45.75 33.2 46.0 33.55 46.1 33.65 46.16 33.8 46.2 34.0 46.13 34.3 46.1 34.5 46.03 34.85 45.93 34.97 45.78 35.15 45.72 "
               "36.0 45.8 36.9 45.6 36.8 44.7 35 44.0 33 44.0"),
    "donbas-2014": ("UKR", "37.85 46.9 37.75 47.25 37.55 47.55 37.5 47.8 37.6 48.05 37.75 48.2 37.95 48.4 38.3 48.45 38.5 48.62 38.9 48.75 39.3 48.75 "
                    "39.7 48.7 39.9 48.85 41 48.5 40.5 47.5 38.5 46.8"),
    "occupied-2022": ("UKR", "38.0 50.3 37.75 49.95 37.6 49.72 37.72 49.45 37.75 49.2 37.9 49.0 38.05 48.85 37.9 48.62 37.7 48.45 37.3 48.3 37.05 48.15 36.75 47.98 "
                      "36.35 47.78 36.2 47.6 35.75 47.45 35.3 47.52 34.9 47.5 34.55 47.5 34.2 47.35 33.9 47.15 33.5 46.9 33.3 46.75 32.95 46.68 32.6 46.58 "
                      "32.3 46.52 31.9 46.55 31.4 46.65 31.2 46.4 32 46.05 33.2 46.0 33.55 46.1 33.65 46.16 33.8 46.2 34.0 46.13 34.3 46.1 34.5 46.03 34.85 45.93 "
                      "34.97 45.78 35.15 45.72 36 45.8 37.5 46.4 38.4 46.9 40.8 48 40.5 49.6 39.5 50.3"),
    "kashmir-indian": ("IND", "75.2 32.25 75.38 32.26 75.6 32.36 75.82 32.5 75.93 32.65 75.9 32.85 76.2 33.0 76.75 33.15 76.9 33.02 77.4 32.88 77.65 32.95 "
                       "77.95 32.62 78.3 32.5 78.75 32.62 80.5 32.4 80.5 36 76 36.2 73 35.8 73 33 74 32.6"),
    "kashmir-pakistani": ("PAK", "72.5 37.0 72.5 36.7 72.55 36.35 72.5 36.1 72.75 35.85 73.1 35.65 73.5 35.5 73.75 35.45 74.0 35.2 74.05 35.12 73.9 34.98 73.7 34.85 "
                          "73.5 34.6 73.38 34.35 73.42 34.15 73.55 33.95 73.6 33.6 73.62 33.2 73.65 33.1 73.85 32.98 74.05 32.93 74.35 32.75 74.45 32.68 76 33 79 34 79 37.5 74 37.5"),
    "aksai-chin": ("CHN", "77.83 35.5 78.1 35.72 78.4 35.95 79.0 35.98 79.45 35.85 79.9 35.8 80.2 35.55 80.3 35.3 80.05 35.0 79.8 34.7 79.55 34.42 79.0 34.3 78 33.8 77 34.5 77 35.5"),
    "shaksgam": ("CHN", "74.8 37.05 75.4 36.98 75.95 36.66 76.3 36.45 76.9 36.2 77.5 35.9 77.83 35.5 77.2 35 75 36 74.5 36.8"),
    "arunachal": ("IND", "91.3 28.2 91.6 27.6 91.9 27.3 92.05 26.92 92.4 26.95 93.0 26.95 93.5 26.98 93.8 27.1 94.2 27.55 94.8 27.75 95.4 27.95 95.75 27.85 95.9 27.65 "
                  "95.75 27.35 95.4 27.1 95.2 26.75 95.3 26.4 97.5 26.8 98 28.5 96 30 93 29.3"),
    "golan": ("SYR ISR", "35.62 33.32 35.63 33.0 35.64 32.68 35.72 32.7 35.85 32.78 35.9 33.05 35.88 33.25 35.82 33.42 35.7 33.38"),
    "abkhazia": ("GEO", "39.7 43.3 41.5 42.38 41.72 42.55 41.95 42.68 42.0 42.85 42.12 43.05 42.5 43.2 42.3 43.5 41 44 39.7 43.8"),
    "south-ossetia": ("GEO", "43.45 42.58 43.48 42.4 43.68 42.2 43.92 42.12 44.2 42.1 44.5 42.15 44.55 42.35 44.75 42.45 44.8 42.7 44.4 42.9 43.6 43"),
    "transnistria": ("MDA", "28.4 48.15 28.7 48.0 28.95 47.85 28.97 47.6 29.15 47.42 29.17 47.15 29.42 46.95 29.4 46.8 29.55 46.72 29.75 46.6 29.95 46.4 30.6 46.5 30 47.6 29 48.4 28.5 48.4"),
    "karabakh": ("AZE", "46.25 40.2 46.2 39.85 46.5 39.6 46.75 39.4 47.1 39.45 47.2 39.75 46.95 40.1 46.6 40.3"),
    "abyei": ("SDN SSD", "27.85 10.17 29.0 10.17 29.0 9.6 28.5 9.33 27.95 9.5"),
    "halaib": ("EGY SDN", "34.1 22.0 34.7 22.3 34.95 22.85 35.6 23.2 37.3 22.8 37 21.9"),
    "ilemi": ("KEN SSD", "33.9 4.22 34.35 4.85 34.85 5.3 35.3 5.5 35.85 5.36 36 4.62 35.95 4.55"),
    "essequibo": ("GUY", "-58.35 7.3 -58.5 6.95 -58.57 6.5 -58.64 6.3 -58.62 5.95 -58.4 5.5 -58.6 5.05 -58.67 4.66 -58.85 4.3 -58.58 4.02 -58.5 3.5 -58.4 3.0 "
                  "-58.75 2.5 -58.9 1.9 -58.9 1.0 -62 1 -62 9 -58.9 9"),
    "tigri": ("GUY SUR", "-57.3 3.37 -57.6 3.1 -57.72 2.75 -57.95 2.2 -58.06 1.5 -57.2 1.6 -56.45 1.9 -56.75 2.1 -57.05 2.6"),
    "belize": ("BLZ", "-89.4 16.95 -88.9 17.0 -88.6 17.2 -88.3 17.42 -87.4 17.42 -87.4 15.6 -89.4 15.6"),
    "southern-kurils": ("RUS", "145.1 44.6 145.1 43.1 147.5 43.1 149.25 45.3 149.2 45.75 147 45.8"),
    "sabah": ("MYS", "115.1 5.25 115.42 5.15 115.6 4.9 115.55 4.35 115.9 4.0 118.2 3.7 120 4.9 117.5 7.8 115 6.6"),
}
FROM_ATLAS = {"somaliland": "SOL", "northern-cyprus": "CYN"}


def rings_of(path, key=0):
    """key -> [(role, [(lon, lat)…])…] of a table of outlines"""
    found = {}
    if not os.path.exists(path):
        return found
    for line in open(path, encoding="utf-8"):
        if line.startswith("#"):
            continue
        code, role, points = line.rstrip("\n").split("\t")
        x = y = 0
        ring = []
        for pair in points.split(" "):
            dx, dy = map(int, pair.split(","))
            x, y = x + dx, y + dy
            ring.append((x / 100, y / 100))
        found.setdefault(code, []).append((role, ring))
    return found


def shape_of(rings):
    parts = []
    for role, ring in rings:
        if role == "outer":
            parts.append([ring, []])
        else:
            parts[-1][1].append(ring)
    return unary_union([Polygon(outer, holes).buffer(0) for outer, holes in parts])


def atlas_shape(path, a3):
    d = json.load(open(path, encoding="utf-8"))
    (sx, sy), (tx, ty) = d["transform"]["scale"], d["transform"]["translate"]
    arcs = []
    for arc in d["arcs"]:
        x = y = 0
        arcs.append([(round((x := x + dx) * sx + tx, 2), round((y := y + dy) * sy + ty, 2)) for dx, dy in arc])
    geometry = next(g for g in d["objects"]["countries"]["geometries"] if g["properties"]["a3"] == a3)
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    line = lambda ids: [p for i in ids for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]
    return unary_union([Polygon(line(rings[0]), [line(r) for r in rings[1:]]).buffer(0) for rings in polygons])


def polygons_of(shape):
    parts = shape.geoms if isinstance(shape, MultiPolygon) else getattr(shape, "geoms", [shape])
    whole = [p for p in parts if isinstance(p, Polygon) and p.area >= LEAST]
    return sorted(whole, key=lambda p: -p.area)


def encode(ring):
    points, out, last = [(round(x * 100), round(y * 100)) for x, y in ring[:-1]], [], (0, 0)
    kept = [p for i, p in enumerate(points) if p != points[i - 1]]
    for p in kept:
        out.append("%d,%d" % (p[0] - last[0], p[1] - last[1]))
        last = p
    return " ".join(out)


def main():
    path = os.path.join(WORLD, "disputed_land.tsv")
    land, before = rings_of(os.path.join(WORLD, "land.tsv")), rings_of(path)
    shapes = {}
    for name, (units, text) in AREAS.items():
        numbers = list(map(float, text.split()))
        rough = Polygon(list(zip(numbers[::2], numbers[1::2])))
        if not rough.is_valid:
            sys.exit("%s crosses itself" % name)
        shapes[name] = rough.intersection(unary_union([shape_of(land[unit]) for unit in units.split()]))
    for name, a3 in FROM_ATLAS.items():
        shapes[name] = atlas_shape(sys.argv[1], a3) if len(sys.argv) > 1 else shape_of(before[name])
    with open(path, "w", encoding="utf-8") as out:
        out.write("#id\trole\tpoints\n")
        for name in sorted(shapes):
            parts = polygons_of(shapes[name].simplify(0.015))
            if not parts:
                sys.exit("nothing is left of %s" % name)
            for part in parts:
                for role, ring in [("outer", part.exterior)] + [("hole", r) for r in part.interiors]:
                    if encode(list(ring.coords)).count(" ") >= 2:
                        out.write("%s\t%s\t%s\n" % (name, role, encode(list(ring.coords))))


main()
