"""Works every figure out of the files of a release and holds each number against `tillid replay --figures`.

Exit status 1 where any differs, with the first ten that do.
"""

import json
import os
import subprocess
import sys

from before import before
from continuity import continuity
from firsts import firsts
from flows import flows
from follows import follows, steps
from tillid_replay import Release

FIGURES = {"firsts": firsts, "follows": follows, "flows": flows, "continuity": continuity, "before": before}
# Shares are written in millionths; two ways to the same number may round the last one differently.
ERROR = 0.0000011


def equal(ours, theirs):
    if isinstance(ours, float) or isinstance(theirs, float):
        return ours is not None and theirs is not None and abs(ours - theirs) <= ERROR
    return ours == theirs


def compare(name, built_in, own):
    """How many numbers were held against each other, and where they differ."""
    numbers, faults = 0, []
    for fact in sorted((set(built_in) | set(own)) - {"rows", "figure"}):
        numbers += 1
        if not equal(built_in.get(fact), own.get(fact)):
            faults.append(f"{name} {fact}: {built_in.get(fact)} built in, {own.get(fact)} here")
    if len(built_in["rows"]) != len(own["rows"]):
        faults.append(f"{name}: {len(built_in['rows'])} rows built in, {len(own['rows'])} here")
    for place, (a, b) in enumerate(zip(built_in["rows"], own["rows"])):
        for column in sorted(set(a) | set(b)):
            numbers += 1
            if not equal(a.get(column, "missing"), b.get(column, "missing")):
                faults.append(f"{name} row {place + 1} {column}: {a.get(column)} built in, {b.get(column)} here")
    return numbers, faults


def other(script, folder):
    """What a script prints as JSON, in a process of its own."""
    here = os.path.dirname(os.path.abspath(__file__))
    told = subprocess.run([sys.executable, os.path.join(here, script), folder], capture_output=True)
    if told.returncode != 0:
        raise SystemExit(told.stderr.decode())
    return [tuple(row) for row in json.loads(told.stdout)]


def main():
    folder, figures = sys.argv[1], sys.argv[2]
    release, faults = Release(folder), []
    for name, figure in FIGURES.items():
        path = os.path.join(figures, f"{name}.json")
        if not os.path.exists(path):
            print(f"{name:<12}        not made: the release lacks a column for it")
            continue
        with open(path, encoding="utf-8") as file:
            built_in = json.load(file)
        numbers, wrong = compare(name, built_in, {"hiddenBelow": release.least} | figure(release))
        print(f"{name:<12}{numbers:>7} numbers  {'equal' if not wrong else f'{len(wrong)} differ'}")
        faults += wrong
    every = steps(release)
    others = {"pm4py": [step[:3] for step in every]} | ({"spark": every} if "--spark" in sys.argv else {})
    for name, expected in others.items():
        script = "follows_pm4py.py" if name == "pm4py" else "spark.py"
        found = other(script, folder)
        is_equal = sorted(found) == sorted(tuple(step) for step in expected)
        print(f"{name:<12}{len(found):>7} steps    {'equal' if is_equal else 'differ'}")
        if not is_equal:
            faults.append(f"{name}: other steps, as {sorted(set(found) ^ set(map(tuple, expected)))[:2]}")
    for fault in faults[:10]:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
