"""Fills the tables from `tillid tail` on standard input; readings come from `tillid read --jsonl`.

usage: tillid tail | python3 load.py DATABASE TILLID
"""
import json
import subprocess
import sys
from pathlib import Path

import psycopg


def main(database, tillid):
    events = [json.loads(line) for line in sys.stdin]
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute(Path(__file__).with_name("schema.sql").read_text())
        copy(cursor, "people (handle, name, agreed)", people(events))
        known = {event["subject"] for event in events if "subject" in event}
        notes = [event for event in events if event["type"] == "tillid.note"]
        copy(cursor, "events (id, person, happened, helper, stop, line)", map(row, notes))
        copy(cursor, "readings (event, person, happened, kind, mode, words)", readings(notes, tillid))
        copy(cursor, "promises (event, person, made, due, line, step)", promises(events))
        connection.commit()
        connection.autocommit = True
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps({"notes": len(notes), "people": len(known)}))


def copy(cursor, table, rows):
    with cursor.copy(f"COPY {table} FROM STDIN") as into:
        for values in rows:
            into.write_row(values)


def people(events):
    names, agreed = {}, {}
    for event in events:
        kind, who, data = event["type"].removeprefix("tillid."), event.get("subject"), event["data"]
        if who:
            names.setdefault(who, "")
        if kind == "nameGiven":
            names[who] = data["name"]
        elif kind == "consentGiven":
            agreed.setdefault(who, set()).update(data["purposes"])
        elif kind == "consentWithdrawn":
            agreed.setdefault(who, set()).difference_update(data["purposes"])
    for who, name in names.items():
        yield who, name, sorted(agreed.get(who, ()))


def row(event):
    data = event["data"]
    return (event["id"], event.get("subject"), moment(data.get("happened"), event), data.get("by", ""),
            data.get("at", ""), data.get("text", ""))


def moment(happened, event):
    """A vague day is kept as when it was told."""
    return happened if happened and len(happened) == 16 else event["time"]


def readings(notes, tillid):
    lines = "".join(json.dumps({"id": event["id"], "text": event["data"].get("text", "")}) + "\n" for event in notes)
    read = subprocess.run([tillid, "read", "--jsonl"], input=lines, capture_output=True, text=True, check=True)
    by_id = {event["id"]: event for event in notes}
    for line in read.stdout.splitlines():
        found = json.loads(line)
        event = by_id[found["id"]]
        for reading in found["readings"]:
            yield (event["id"], event.get("subject"), moment(event["data"].get("happened"), event), reading["kind"],
                   reading["mode"], reading["words"])


def promises(events):
    made = {}
    for event in events:
        kind, data = event["type"].removeprefix("tillid."), event["data"]
        if kind == "promiseMade" and "subject" in event:
            due = data.get("due")
            made[event["id"]] = [event["id"], event["subject"], moment(data.get("happened"), event),
                                 due if due and len(due) == 16 else None, data.get("text", ""), "made"]
        elif kind.startswith("promise") and data.get("of") in made:
            made[data["of"]][5] = data.get("step", kind)
    return made.values()


main(*sys.argv[1:])
