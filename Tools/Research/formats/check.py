"""Reads a release with the libraries that researchers use, and says what agreed; ends where something does not.

    python -W error check.py FOLDER [--spark]
"""

import collections
import itertools
import json
import os
import subprocess
import sys

import cloud
import ocel
import package
import tables
import xes
from wrong import Wrong, must


def follows(names, rows):
    """How often one kind comes right after another in the same case."""
    kind, counts = names.index("kind"), collections.Counter()
    for _, case in itertools.groupby(sorted(rows, key=lambda row: row[:2]), key=lambda row: row[0]):
        counts.update(itertools.pairwise(row[kind] for row in case))
    return sorted([a, b, n] for (a, b), n in counts.items())


def mining(folder, names, rows):
    """pm4py in a process of its own, in which a warning is an error too."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "mining.py")
    run = subprocess.run([sys.executable, "-W", "error", script, folder], capture_output=True, text=True)
    must(run.returncode == 0, f"pm4py could not read {folder}: {run.stderr.strip()[-400:]}")
    found = json.loads(run.stdout)
    cases, expected = len({row[0] for row in rows}), follows(names, rows)
    for variant, log in found["xes"].items():
        must(log["events"] == len(rows) and log["cases"] == cases, f"pm4py {variant} reads {log['events']} events")
        must(log["follows"] == expected, f"pm4py {variant} finds other directly-follows counts")
    constraints = found["constraints"]
    must(constraints["satisfied"] == 24 and not constraints["failed"], f"OCEL SQLite breaks {constraints['failed']}")
    for kind in ("sqlite", "json"):
        must(found[kind]["events"] == len(rows), f"pm4py reads {found[kind]['events']} events of OCEL {kind}")
    must(found["sqlite"] == found["json"], "pm4py reads OCEL JSON and SQLite differently")


def say(folder, what):
    print(f"{os.path.relpath(folder)}: {what}", flush=True)


def check(folder, spark):
    must(os.path.isdir(folder), f"there is no folder {folder}: name the folder of a release")
    is_open = os.path.isdir(f"{folder}/tables")
    events = f"{folder}/streams" if is_open else folder
    if not is_open or os.path.isdir(events):
        check_events(events, spark)
    if os.path.exists(f"{folder}/datapackage.json"):
        package.check(folder)
        say(folder, "the manifest holds, and a flipped byte is seen in each file")


def check_events(folder, spark):
    digest, names, rows = tables.check(folder, spark)
    readers = "pyarrow, DuckDB, Polars" + (", Spark" if spark else "")
    say(folder, f"{len(rows)} rows of JSON Lines and Parquet, the same in {readers}; CSV the same")
    there = {name for name in os.listdir(folder) if name.startswith("events.")}
    if "events.xes.gz" in there:
        xes.check(folder, rows, names)
        say(folder, "XES keeps its schema and tells the same")
    if "events.ocel.json" in there:
        ocel.check_json(folder, rows, names)
        say(folder, "OCEL in JSON keeps its schema and tells the same")
    if "events.ocel.sqlite" in there:
        ocel.check_sqlite(folder, rows, names)
        say(folder, "OCEL in SQLite keeps its foreign keys and tells the same")
    if "events.cloudevents.jsonl.gz" in there:
        cloud.check(folder, rows, names)
        say(folder, "CloudEvents are taken by the SDK and tell the same")
    if {"events.xes.gz", "events.ocel.json", "events.ocel.sqlite"} <= there:
        mining(folder, names, rows)
        say(folder, "pm4py reads all of them: 5 readers of XES, 24 constraints of OCEL, the same steps")


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--spark"]
    try:
        for folder in folders:
            check(folder.rstrip("/"), "--spark" in sys.argv)
    except Wrong as wrong:
        sys.exit(f"formats: {wrong}")
