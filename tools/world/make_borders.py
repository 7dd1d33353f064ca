#!/usr/bin/env python3
"""Makes data/world/borders.tsv: which states touch by land or lie within 12, 24, 150 or 400 nautical miles over water.

Run by hand from the repository root (Python 3.8+, standard library, a few minutes):

    python3 tools/world/make_borders.py /tmp/atlas/package/world/50m.json     # see make_land.py for the file

Land borders are the common arcs of the topology. Sea distance is between coasts of the home territory (overseas
parts listed in FAR left out) along a straight line that no third state's land crosses. FIX corrects what a 1:50
million map cannot show. Classes are those of the Correlates of War contiguity rules, the data are not theirs.
"""
import heapq, math, os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import make_land as m

NM = 1.852
STATES = set("""AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN CHE CHL CHN CIV
CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY
HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV
MEX MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY PSE QAT ROU RUS RWA SAU
SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN
VNM VUT WSM XKX YEM ZAF ZMB ZWE""".split())
AS = {"SOL": "SOM", "CYN": "CYP", "ALA": "FIN", "HKG": "CHN", "MAC": "CHN", "JEY": "GBR", "GGY": "GBR", "IMN": "GBR"}
# lon0, lat0, lon1, lat1 boxes of overseas territory left out
FAR = {"FRA": [(-180, -90, -10, 90), (20, -90, 180, 30)], "NLD": [(-180, -90, -10, 90)], "NOR": [(-180, 72, 180, 90), (-10, 70, -5, 72), (0, -90, 10, -40)],
       "CHL": [(-130, -40, -85, 0)], "ECU": [(-95, -5, -87, 3)], "AUS": [(90, -60, 110, 0), (140, -60, 170, -50)],
       "ZAF": [(30, -60, 45, -40)], "BRA": [(-34, -22, -25, 2)], "COL": [(-90, 8, -78.5, 16)], "CRI": [(-90, 4, -86.5, 6)], "NZL": [(-180, -30, -150, 0), (150, -30, 180, 0)]}
LAND, C12, C24, C150, C400 = "land", "sea12", "sea24", "sea150", "sea400"
FIXES = """
SGP-MYS sea12  the causeway crosses water
BHR-SAU sea12  causeway
VAT-ITA land
MCO-FRA land
ESP-MAR land  Ceuta and Melilla
MAR-MRT land  through Western Sahara, most of which Morocco holds
BWA-ZMB land  Kazungula, about 150 m of river
COD-TZA land  in Lake Tanganyika
NGA-TCD land  in Lake Chad
ARE-QAT sea12  no land border since Saudi Arabia took the strip between them (1974)
CHN-TWN sea12  Kinmen and Matsu
CHN-KOR sea150  Shandong to Baengnyeong
RUS-USA sea12  the Diomedes
JPN-RUS sea12  Nemuro and the Habomai
BHR-QAT sea12  Hawar
AUS-PNG sea12  Saibai
AUS-IDN sea150  Ashmore
IND-MDV sea150  Minicoy
MYS-PHL sea24  Turtle Islands
DJI-YEM sea12  Perim
ERI-YEM sea12  Hanish
GRD-VCT sea12  the Grenadines
GRC-TUR land  Thrace
FRA-GBR sea24  Dover strait
SYC-MDG sea400  Aldabra and the outer islands, here and in the next four
SYC-COM sea400
SYC-TZA sea400
SYC-MOZ sea400
SYC-MUS sea400
COL-NIC sea150  San Andres
COL-CRI sea400
COL-JAM sea400
COL-PAN land
COL-HND sea400
KIR-TUV sea400
FSM-IDN sea400
FSM-PNG sea400
THA-VNM sea400
FRA-TUN sea400  Corsica
BIH-ITA none  the outlet at Neum is closed in by Croatia
BIH-GRC none
BIH-ALB none
"""


def vec(p):
    a, b = math.radians(p[0]), math.radians(p[1])
    return (math.cos(b) * math.cos(a), math.cos(b) * math.sin(a), math.sin(b))


def km(u, v):
    d = math.sqrt((u[0] - v[0]) ** 2 + (u[1] - v[1]) ** 2 + (u[2] - v[2]) ** 2)
    return 2 * 6371.0 * math.asin(min(1, d / 2))


def main():
    geoms, arcs = m.load(sys.argv[1])
    use, polys = {}, []
    coast = {}
    for g in geoms:
        c = AS.get(g["properties"]["a3"], g["properties"]["a3"])
        ps = [g["arcs"]] if g["type"] == "Polygon" else g.get("arcs", [])
        for poly in ps:
            outer = m.ring_points(poly[0], arcs)
            for b in FAR.get(c, []):
                x, y = outer[0]
                if b[0] <= x <= b[2] and b[1] <= y <= b[3]:
                    break
            else:
                for ring in poly:
                    for a in ring:
                        use.setdefault(a if a >= 0 else ~a, set()).add(c)
            u = m.unwrap(outer)
            holes = [m.unwrap(m.ring_points(r, arcs)) for r in poly[1:]]
            xs, ys = [p[0] for p in u], [p[1] for p in u]
            polys.append((c, min(xs), max(xs), min(ys), max(ys), u, holes))
    land = set()
    for a, cs in use.items():
        cs2 = sorted(c for c in cs if c in STATES)
        if len(cs2) == 2 and len(arcs[a]) > 1:
            land.add(tuple(cs2))
        if len(cs) == 1 and cs2:
            coast.setdefault(cs2[0], []).extend(arcs[a])
    pts = {}
    for c, ps in coast.items():
        out, last = [], None
        for p in ps:
            if last is None or abs(p[0] - last[0]) + abs(p[1] - last[1]) > 0.03:
                out.append((vec(p), p))
                last = p
        pts[c] = out

    def blocked(a, b, c1, c2):
        d = km(a[0], b[0])
        n = max(4, min(60, int(d / 8)))
        for k in range(1, n):
            t = k / n
            v = [a[0][i] * (1 - t) + b[0][i] * t for i in range(3)]
            r = math.sqrt(sum(x * x for x in v))
            lat, lon = math.degrees(math.asin(v[2] / r)), math.degrees(math.atan2(v[1], v[0]))
            for c, x0, x1, y0, y1, ring, holes in polys:
                if c in (c1, c2) or not y0 <= lat <= y1:
                    continue
                for q in (lon, lon + 360, lon - 360):
                    if x0 <= q <= x1 and m.inside(ring, q, lat) and not any(m.inside(h, q, lat) for h in holes):
                        return True
        return False

    codes = sorted(pts)
    res = {p: (LAND, 0.0) for p in land}
    LIM = 400 * NM
    box = {}
    for c in codes:
        vs = pts[c]
        mid = [sum(v[0][i] for v in vs) / len(vs) for i in range(3)]
        r = math.sqrt(sum(x * x for x in mid)) or 1
        mid = tuple(x / r for x in mid)
        box[c] = (mid, max(km(mid, v[0]) for v in vs))
    for i, a in enumerate(codes):
        for b in codes[i + 1:]:
            if (a, b) in res or km(box[a][0], box[b][0]) - box[a][1] - box[b][1] > LIM:
                continue
            A = [p for p in pts[a] if km(p[0], box[b][0]) - box[b][1] <= LIM]
            B = [p for p in pts[b] if km(p[0], box[a][0]) - box[a][1] <= LIM]
            if not A or not B:
                continue
            lim2 = (2 * math.sin(LIM / 2 / 6371.0)) ** 2
            cand = []
            sa, sb = max(1, len(A) // 250), max(1, len(B) // 250)
            for p in A[::sa]:
                (x, y, z), pp = p
                for q in B[::sb]:
                    w = q[0]
                    d = (x - w[0]) ** 2 + (y - w[1]) ** 2 + (z - w[2]) ** 2
                    if d <= lim2 * 1.2:
                        cand.append((d, pp, q[1]))
            if not cand:
                continue
            best = heapq.nsmallest(400, cand)[::4] if len(cand) > 100 else sorted(cand)
            found = None
            for d, pp, qq in best:
                # refine around this pair
                AA = [p for p in A if abs(p[1][0] - pp[0]) < 1.5 and abs(p[1][1] - pp[1]) < 1.0]
                BB = [p for p in B if abs(p[1][0] - qq[0]) < 1.5 and abs(p[1][1] - qq[1]) < 1.0]
                dd, p, q = min(((km(p[0], q[0]), p, q) for p in AA[:400] for q in BB[:400]), key=lambda t: t[0])
                if dd <= LIM and not blocked(p, q, a, b):
                    found = dd
                    break
                p, q = (vec(pp), pp), (vec(qq), qq)
                if km(p[0], q[0]) <= LIM and not blocked(p, q, a, b):
                    found = km(p[0], q[0])
                    break
            if found is not None:
                nm = found / NM
                res[(a, b)] = (C12 if nm <= 12 else C24 if nm <= 24 else C150 if nm <= 150 else C400, nm)
    for line in FIXES.strip().splitlines():
        k, cls = line.split()[:2]
        k = tuple(sorted(k.split("-")))
        old = res.get(k)
        if cls == "none":
            res.pop(k, None)
        else:
            near = old[1] if old and cls != LAND else 0.0
            res[k] = (cls, near if near <= (int(cls[3:]) if cls != LAND else 0) else 0.0)
    path = os.path.join(m.OUT, "borders.tsv")
    note = {}      # open land claims, so that a drawn border can be marked as disputed
    with open(os.path.join(m.ROOT, "data", "ties", "claims.tsv"), encoding="utf-8") as f:
        head = f.readline().lstrip("#").rstrip("\n").split("\t")
        for line in f:
            r = dict(zip(head, line.rstrip("\n").split("\t")))
            if r["status"] == "open" and r["kind2"] == "land":
                note.setdefault(tuple(sorted((r["from"], r["to"]))), []).append(r["name"])
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        f.write("#a\tb\tkind\tnm\tnote\n")
        for k in sorted(res):
            cls, nm = res[k]
            f.write("%s\t%s\t%s\t%s\t%s\n" % (k[0], k[1], cls, "" if cls == LAND or not nm else str(int(round(nm))),
                                             "disputed: " + ", ".join(note[k]) if cls == LAND and k in note else ""))
    n = {}
    for cls, _ in res.values():
        n[cls] = n.get(cls, 0) + 1
    print(n, len(res))


if __name__ == "__main__":
    main()
