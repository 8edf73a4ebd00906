"""OCEL 2.0: JSON by its schema, SQLite by its foreign keys, and both by what neither sees."""

import datetime
import json
import os
import sqlite3

from wrong import Wrong, must


def schema_holds(log, path):
    import jsonschema

    with open(os.path.join(os.path.dirname(__file__), "ocel.schema.json")) as file:
        checker = jsonschema.Draft202012Validator(json.load(file))
    for error in checker.iter_errors(log):
        raise Wrong(f"{path}: {error.json_path}: {error.message[:200]}")


def integrity(log, path):
    """No dangling object, no undeclared type or attribute, no id twice, no moment without a zone."""
    types = {
        kind: {one["name"]: {a["name"] for a in one["attributes"]} for one in log[kind]}
        for kind in ("eventTypes", "objectTypes")
    }
    for kind in types:
        must(len(types[kind]) == len(log[kind]), f"{path}: a type stands twice in {kind}")
    objects = {one["id"] for one in log["objects"]}
    must(len(objects) == len(log["objects"]), f"{path}: an object stands twice")
    must(len({one["id"] for one in log["events"]}) == len(log["events"]), f"{path}: an event stands twice")
    for kind, ones in [("objectTypes", log["objects"]), ("eventTypes", log["events"])]:
        for one in ones:
            must(one["type"] in types[kind], f"{path}: {one['id']} has the type {one['type']}, which is not declared")
            names = {attribute["name"] for attribute in one.get("attributes", [])}
            must(names <= types[kind][one["type"]], f"{path}: {one['id']} has an attribute that is not declared")
            dangling = {relation["objectId"] for relation in one.get("relationships", [])} - objects
            must(not dangling, f"{path}: {one['id']} points to {dangling}, which is not there")
    for event in log["events"]:
        must(datetime.datetime.fromisoformat(event["time"]).tzinfo, f"{path}: {event['id']} has no zone")


def events_of(log):
    """An event as it stands in the lines, by its id."""
    found = {}
    for event in log["events"]:
        row = {one["name"]: one["value"] for one in event["attributes"]}
        row["kind"] = event["type"]
        for one in event["relationships"]:
            must(one["objectId"].startswith(one["qualifier"] + ":"), f"{event['id']}: a qualifier")
            row[one["qualifier"]] = one["objectId"].split(":", 1)[1]
        found[event["id"]] = row
    return found


def same(found, rows, names, path):
    must(len(found) == len(rows), f"{path} holds {len(found)} events, the lines {len(rows)}")
    for row in rows:
        row = {name: str(value) for name, value in zip(names, row) if value is not None}
        got = found.get(f"{row['participant']}-{row['seq']}")
        must(got == row, f"{path}: {got} should be {row}")


def check_json(folder, rows, names):
    path = f"{folder}/events.ocel.json"
    with open(path, encoding="utf-8") as file:
        log = json.load(file)
    schema_holds(log, path)
    integrity(log, path)
    same(events_of(log), rows, names, path)


def check_sqlite(folder, rows, names):
    path = f"{folder}/events.ocel.sqlite"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    dangling = database.execute("PRAGMA foreign_key_check").fetchall()
    must(not dangling, f"{path}: {len(dangling)} rows point to what is not there")
    must(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok", f"{path} is damaged")
    found = {}
    for kind, table in database.execute("SELECT ocel_type, ocel_type_map FROM event_map_type").fetchall():
        for event in database.execute(f'SELECT * FROM "event_{table}"'):
            row = {key: event[key] for key in event.keys() if key[:5] != "ocel_" and event[key] is not None}
            found[event["ocel_id"]] = row | {"kind": kind}
    typed = dict(database.execute("SELECT ocel_id, ocel_type FROM event").fetchall())
    must(typed == {key: row["kind"] for key, row in found.items()}, f"{path}: types and their tables differ")
    for event, thing, qualifier in database.execute("SELECT * FROM event_object"):
        found[event][qualifier] = thing.split(":", 1)[1]
    objects = set(database.execute("SELECT ocel_id, ocel_type FROM object").fetchall())
    tables = database.execute("SELECT ocel_type, ocel_type_map FROM object_map_type").fetchall()
    own = {
        (one["ocel_id"], kind)
        for kind, table in tables
        for one in database.execute(f'SELECT ocel_id FROM "object_{table}"')
    }
    must({tuple(one) for one in objects} == own, f"{path}: objects and their tables differ")
    same(found, rows, names, path)
