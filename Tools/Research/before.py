"""What comes before the door opens for the first time, against what comes before anything: in plain Python.

    python before.py RELEASE
"""

import math
from collections import Counter

from tillid_replay.curve import millionths
from tillid_replay.script import run

WINDOW = 3
Z = 1.959964


def window(rows, place):
    """The kinds among the few events before one."""
    return {row["kind"] for row in rows[max(0, place - WINDOW) : place]}


def first(rows, kind):
    """Where a story tells it for the first time; None where it never does."""
    places = (place for place, row in enumerate(rows) if row["kind"] == kind and row["mode"] in ("", "happened"))
    return next(places, None)


def target_of(stories):
    """The door; without one, what most have had."""
    had = Counter()
    for rows in stories.values():
        had.update({row["kind"] for row in rows if row["kind"] and row["mode"] in ("", "happened")})
    return "door-opened" if "door-opened" in had else min(had, key=lambda kind: (-had[kind], kind))


def base(stories, kind):
    """The share of events before which it stands, and its error: a ratio over participants."""
    told, events = [], []
    for rows in stories.values():
        events.append(len(rows) - 1)
        told.append(sum(kind in window(rows, place) for place in range(1, len(rows))))
    share = sum(told) / sum(events)
    squares = sum(t * t for t in told) - 2 * share * sum(t * e for t, e in zip(told, events))
    squares += share * share * sum(e * e for e in events)
    people = len(stories)
    return share, math.sqrt(people / max(1, people - 1) * max(0, squares)) / sum(events)


def before(release):
    stories = release.stories
    target = target_of(stories)
    counts, everybody = Counter(), 0
    for rows in stories.values():
        place = first(rows, target)
        if place:
            everybody += 1
            counts.update(window(rows, place) - {target})
    told, hidden = [], 0
    for kind in sorted(counts):
        rest = everybody - counts[kind]
        if counts[kind] < release.least or 0 < rest < release.least:
            hidden += 1
            continue
        told.append({"target": target, "kind": kind} | row(counts[kind], everybody, *base(stories, kind)))
    return {"participants": len(stories), "window": WINDOW, "hidden": hidden, "rows": told}


def row(count, everybody, share, error):
    p, n = count / everybody, everybody
    middle, wide = p + Z * Z / (2 * n), Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    whole = 1 + Z * Z / n
    both = Z * math.sqrt(p * (1 - p) / n + error * error)
    shares = {
        "share": p, "low": (middle - wide) / whole, "high": (middle + wide) / whole, "base": share,
        "baseLow": max(0, share - Z * error), "baseHigh": min(1, share + Z * error), "difference": p - share,
        "differenceLow": p - share - both, "differenceHigh": p - share + both,
    }
    return {"participants": n, "before": count} | {name: millionths(value) for name, value in shares.items()}


if __name__ == "__main__":
    run("before", before)
