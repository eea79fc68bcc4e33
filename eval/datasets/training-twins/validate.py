"""Check both twins: JSON parses, every answer occurs in the sources, no duplicates, counts."""
import collections, json, pathlib, re, sys
ROOT = pathlib.Path(__file__).parent
KINDS = {"fact", "date", "skill", "star", "opinion", "why-how", "yes-no", "foreign"}
STOP = set("a an the of and or to in on at for by with did do does you your i my was were is are it that this which what who when where why how have has had be we our from not as if but they he she his her their one me ever any much many".split())
def strings(x):
    if isinstance(x, str): yield x
    elif isinstance(x, dict):
        for v in x.values(): yield from strings(v)
    elif isinstance(x, list):
        for v in x: yield from strings(v)
def words(s): return {w[:5] for w in re.findall(r"\w+", s.lower()) if w not in STOP}
bad = 0
for name in ("wendel-quorvath", "odalys-fenmarrow"):
    d = ROOT / name
    units = list(strings(json.loads((d / "profile.json").read_text())))
    manifest = json.loads((d / "manifest.json").read_text())
    files = {str(p.relative_to(d)) for p in (d / "documents").iterdir()}
    if files != {m["path"] for m in manifest} or any(m["audience"] != "public" for m in manifest):
        bad += 1; print("manifest mismatch", files ^ {m["path"] for m in manifest})
    for m in manifest:
        t = (d / m["path"]).read_text(); n = len(t.split())
        if not 250 <= n <= 600: bad += 1; print("length", m["path"], n)
        units += [s for line in t.splitlines() for s in re.split(r"(?<=[.!?:;])\s+", line) if s.strip()]
    rows = [json.loads(l) for l in (d / "questions.jsonl").read_text().splitlines()]
    for f in ("id", "question"):
        for v, c in collections.Counter(r[f].lower() for r in rows).items():
            if c > 1: bad += 1; print("duplicate", f, v)
    near = 0
    for r in rows:
        if r["kind"] not in KINDS or r["answerable"] != bool(r["answers"]): bad += 1; print("row", r)
        for a in r["answers"]:
            hits = sum(a in u for u in units)
            if not hits and not any(a in (d / m["path"]).read_text() for m in manifest): bad += 1; print("missing", r["id"], a)
            elif "-v" in sys.argv and (hits != 1 or len(a.split()) > 13): print("check", r["id"], hits, a)
        if not r["answerable"]:
            w = words(r["question"]); score, u = max((len(w & words(u)) / len(w), u) for u in units)
            near += score >= 0.6
            if "-v" in sys.argv: print(f"{score:.2f} {r['question']} <> {u[:90]}")
    print(name, len(rows), collections.Counter(r["answerable"] for r in rows), collections.Counter(r["kind"] for r in rows), "near misses (>=60% of content words in one source sentence):", near)
    if len(rows) != 160 or sum(r["answerable"] for r in rows) != 105: bad += 1; print("count")
sys.exit(bool(bad))
