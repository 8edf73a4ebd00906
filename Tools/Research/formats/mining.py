"""What pm4py reads, as JSON on standard output: run as a process of its own, since pm4py is under the AGPL.

    python mining.py FOLDER
"""

import gzip
import html
import json
import os
import sys
import tempfile

import pm4py
from pm4py.objects.ocel.validation import ocel20_rel_validation

VARIANTS = ["chunk_regex", "iterparse", "iterparse_20", "line_by_line", "r4pm"]


# They take the file for lines of text and leave entities as they are.
TEXTUAL = {"chunk_regex", "line_by_line"}


def follows(frame, is_textual):
    frame = pm4py.format_dataframe(
        frame, case_id="case:concept:name", activity_key="concept:name", timestamp_key="time:timestamp"
    )
    pairs, starts, ends = pm4py.discover_dfg(frame)
    name = html.unescape if is_textual else str
    return sorted([name(a), name(b), int(n)] for (a, b), n in pairs.items())


def log(path):
    found = {}
    for variant in VARIANTS:
        frame = pm4py.read_xes(path, variant=variant)
        found[variant] = {"events": len(frame), "cases": frame["case:concept:name"].nunique(), "follows": follows(frame, variant in TEXTUAL)}
    return found


def objects(log):
    return {"events": len(log.events), "objects": len(log.objects), "relations": len(log.relations)}


def main(folder):
    with tempfile.TemporaryDirectory() as plain:
        path = os.path.join(plain, "events.xes")
        with open(path, "wb") as file, gzip.open(f"{folder}/events.xes.gz") as packed:
            file.write(packed.read())
        found = {"xes": log(path)}
    sqlite = f"{folder}/events.ocel.sqlite"
    satisfied, failed = ocel20_rel_validation.apply(sqlite)
    found["constraints"] = {"satisfied": len(satisfied), "failed": sorted(failed)}
    found["sqlite"] = objects(pm4py.read_ocel2_sqlite(sqlite))
    found["json"] = objects(pm4py.read_ocel2_json(f"{folder}/events.ocel.json"))
    json.dump(found, sys.stdout)


main(sys.argv[1])
