"""The same steps as pm4py discovers them. A process of its own: pm4py is AGPL, and is used for tests only.

    python follows_pm4py.py RELEASE
"""

import datetime
import json
import sys

import pandas
import pm4py

from tillid_replay import Release

release = Release(sys.argv[1])
start = datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)
frame = pandas.DataFrame(
    [
        # Coarse times tie: the number within the story, as seconds, keeps the order.
        (participant, row["kind"], start + datetime.timedelta(seconds=row["seq"]))
        for participant, rows in release.stories.items()
        for row in rows
    ],
    columns=["case:concept:name", "concept:name", "time:timestamp"],
)
frame = pm4py.format_dataframe(
    frame, case_id="case:concept:name", activity_key="concept:name", timestamp_key="time:timestamp"
)
steps, begun, ended = pm4py.discover_dfg(frame)
told = [[source, target, count] for (source, target), count in steps.items()]
told += [["(begin)", kind, count] for kind, count in begun.items()]
told += [[kind, "(end)", count] for kind, count in ended.items()]
json.dump(sorted(told), sys.stdout)
