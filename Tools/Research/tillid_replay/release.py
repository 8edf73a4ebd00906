"""Reads the events of a release with an explicit schema: in plain Python, in DuckDB or in Polars."""

import glob
import gzip
import json
import os

# In the order of the files. All but the number are texts; a value that is not there is an empty text here.
COLUMNS = ["participant", "seq", "kind", "mode", "time", "place", "worker", "count"]
# What fewer participants stand behind is told by no figure, where the manifest says nothing else.
LEAST = 11


class Release:
    """One release: its rows by participant, each a dictionary of the columns, in order of `seq`."""

    def __init__(self, folder):
        self.folder = folder
        # Tier C has no events but invented ones.
        beneath = os.path.join(folder, "streams") if os.path.isdir(os.path.join(folder, "tables")) else folder
        self.events = os.path.join(beneath, "events")
        self.paths = sorted(glob.glob(os.path.join(self.events, "part=*", "events.jsonl.gz")))
        if not self.paths:
            raise SystemExit(f"there are no events in {folder}: name the folder of a release")
        self.least = self._least()
        self._stories = None

    def _least(self):
        manifest = os.path.join(self.folder, "datapackage.json")
        if not os.path.exists(manifest):
            return LEAST
        with open(manifest, encoding="utf-8") as file:
            guarantee = json.load(file).get("privacy", {}).get("guarantee", {})
        return max(5, guarantee.get("people", LEAST))

    @property
    def stories(self):
        """Participant to rows."""
        if self._stories is None:
            stories = {}
            for path in self.paths:
                with gzip.open(path, "rt", encoding="utf-8") as file:
                    for line in file:
                        read = json.loads(line)
                        row = {name: read.get(name, "") for name in COLUMNS}
                        stories.setdefault(row["participant"], []).append(row)
            for rows in stories.values():
                rows.sort(key=lambda row: row["seq"])
            self._stories = dict(sorted(stories.items()))
        return self._stories

    def has(self, column):
        return any(row[column] for rows in self.stories.values() for row in rows)

    def duckdb(self):
        """A connection with the table `events`; what is not there is an empty text."""
        import duckdb

        connection = duckdb.connect()
        types = {name: "INTEGER" if name == "seq" else "VARCHAR" for name in COLUMNS}
        texts = ", ".join(f"coalesce({name}, '') AS {name}" for name in COLUMNS if name != "seq")
        connection.execute(
            f"CREATE TABLE events AS SELECT seq, {texts} FROM read_json(?, columns = {types}, "
            "format = 'newline_delimited')",
            [self.paths],
        )
        return connection

    def polars(self):
        """A frame with every column, sorted by participant and number."""
        import polars

        schema = {name: polars.Int32 if name == "seq" else polars.String for name in COLUMNS}
        frames = [polars.read_ndjson(gzip.open(path).read(), schema=schema) for path in self.paths]
        frame = polars.concat(frames).with_columns(polars.col(polars.String).fill_null(""))
        return frame.sort("participant", "seq")
