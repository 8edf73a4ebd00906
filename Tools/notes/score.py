#!/usr/bin/env python3
"""Score a reader of notes against labelled lines.

usage: score.py GOLD.jsonl READ.jsonl [--most N]

GOLD.jsonl: lines as README.md describes. READ.jsonl: one object a line with
"id" and "readings": [{"kind", "mode"}].  Prints micro precision, recall and F1
over (kind, mode); the same over kind alone; the share of mode errors among
kinds found; false readings a line on lines that hold none; recall per tag; and
the N kinds that cost most.  Readings under "maybe" are neither asked for nor
counted against.
"""
import argparse, collections, json

def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]

def pairs(readings):
    return {(r["kind"], r["mode"]) for r in readings}

def score(gold, read):
    by_id = {r["id"]: pairs(r["readings"]) for r in read}
    tp = fp = fn = ktp = kfp = kfn = mode_wrong = mode_seen = 0
    empty = empty_false = 0
    tag = collections.Counter(); tag_hit = collections.Counter()
    missed = collections.Counter(); wrong = collections.Counter()
    for g in gold:
        want, maybe = pairs(g["readings"]), pairs(g.get("maybe", []))
        got = by_id.get(g["id"], set())
        hit = want & got
        extra = got - want - maybe
        tp += len(hit); fp += len(extra); fn += len(want - got)
        for k, m in want - got: missed[k] += 1
        for k, m in extra: wrong[k] += 1
        wk, gk, mk = {k for k, _ in want}, {k for k, _ in got}, {k for k, _ in maybe}
        ktp += len(wk & gk); kfp += len(gk - wk - mk); kfn += len(wk - gk)
        for k in wk & gk:
            mode_seen += 1
            if not {p for p in hit if p[0] == k}: mode_wrong += 1
        if not want:
            empty += 1; empty_false += len(extra)
        for t in g.get("tags", []):
            tag[t] += len(want); tag_hit[t] += len(hit)
    ratio = lambda a, b: a / b if b else 0.0
    p, r = ratio(tp, tp + fp), ratio(tp, tp + fn)
    kp, kr = ratio(ktp, ktp + kfp), ratio(ktp, ktp + kfn)
    return dict(precision=p, recall=r, f1=ratio(2 * p * r, p + r), kind_precision=kp,
                kind_recall=kr, mode_errors=ratio(mode_wrong, mode_seen),
                false_on_empty=ratio(empty_false, empty), tags={t: ratio(tag_hit[t], tag[t]) for t in sorted(tag) if tag[t]},
                missed=missed, wrong=wrong, lines=len(gold))

def report(gold, read, most=12):
    s = score(gold, read)
    print(f"lines {s['lines']}  kind+mode: precision {s['precision']:.3f} recall {s['recall']:.3f} f1 {s['f1']:.3f}")
    print(f"kind alone: precision {s['kind_precision']:.3f} recall {s['kind_recall']:.3f}; wrong mode {s['mode_errors']:.3f}; false readings on empty lines {s['false_on_empty']:.3f}")
    print("recall by tag: " + ", ".join(f"{t} {v:.2f}" for t, v in s["tags"].items()))
    print("most missed: " + ", ".join(f"{k} {n}" for k, n in s["missed"].most_common(most)))
    print("most wrong: " + ", ".join(f"{k} {n}" for k, n in s["wrong"].most_common(most)))

if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("gold"); a.add_argument("read"); a.add_argument("--most", type=int, default=12)
    a = a.parse_args()
    report(load(a.gold), load(a.read), a.most)
