"""Whether firsts come sooner where the same faces, or the same place, were met again: in plain Python.

    python continuity.py RELEASE
"""

from tillid_replay.ages import Ages
from tillid_replay.curve import curve
from tillid_replay.script import run

LANDMARK = 30


def is_steady(rows, steps, column, landmark, tells_meetings):
    """Whether more than half of the times were as the time before; None where there were not two."""
    same = pairs = 0
    before = None
    for row, step in zip(rows, steps):
        if step > landmark or not row[column]:
            continue
        if before and (not tells_meetings or step > before[1]):
            pairs += 1
            same += row[column] == before[0]
        before = (row[column], step)
    return None if pairs == 0 else same * 2 > pairs


def continuity(release):
    stories = release.stories
    ages = Ages([row["time"] for rows in stories.values() for row in rows])
    steps = {participant: ages.of(rows) for participant, rows in stories.items()}
    spans = ages.spans(max(max(own) for own in steps.values()) + 1)
    most = 0 if ages.unit == "quarters" else LANDMARK
    landmark = max([place for place, (_, end) in enumerate(spans) if end is not None and end <= most], default=0)
    firsts = {}
    for participant, rows in stories.items():
        for row, step in zip(rows, steps[participant]):
            if row["mode"] in ("", "happened") and row["kind"]:
                firsts.setdefault(row["kind"], {}).setdefault(participant, step)
    told, hidden = [], 0
    for by in ("worker", "place"):
        if len({row[by] for rows in stories.values() for row in rows if row[by]}) < 2:
            continue
        steady = {
            participant: is_steady(rows, steps[participant], by, landmark, ages.tellsMeetings)
            for participant, rows in stories.items()
        }
        for kind in sorted(firsts):
            for group in (True, False):
                had, left = [0] * (len(spans) - landmark - 1), [0] * (len(spans) - landmark - 1)
                for participant, own in steps.items():
                    first = firsts[kind].get(participant)
                    if steady[participant] is not group or own[-1] <= landmark:
                        continue
                    if first is None:
                        left[own[-1] - landmark - 1] += 1
                    elif first > landmark:
                        had[first - landmark - 1] += 1
                points = curve(had, left, spans[landmark + 1 :], release.least) if had else None
                hidden += points is None
                name = {"by": by, "group": "steady" if group else "changing", "kind": kind}
                told += [name | point for point in points or []]
    return {
        "participants": len(stories), "unit": ages.unit, "landmark": spans[landmark][1] or 0, "hidden": hidden,
        "rows": told,
    }


if __name__ == "__main__":
    run("continuity", continuity)
