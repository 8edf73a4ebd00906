"""Spoils a release in many ways, one at a time, and sees that each is found. Says what was not.

    python -W error broken.py FOLDER
"""

import glob
import gzip
import os
import shutil
import sqlite3
import sys
import tempfile

import cloud
import ocel
import package
import tables
import xes
from wrong import Wrong, must


def text(name, old, new, count=1):
    """Puts `new` where `old` stood first, in a file that may be packed."""

    def spoil(folder):
        path = sorted(glob.glob(f"{folder}/{name}"))[0]
        opened = gzip.open if path.endswith(".gz") else open
        with opened(path, "rb") as file:
            contents = file.read()
        assert old.encode() in contents, f"{old} does not stand in {name}"
        with opened(path, "wb") as file:
            file.write(contents.replace(old.encode(), new.encode(), count))

    return spoil


def sql(statement):
    def spoil(folder):
        database = sqlite3.connect(f"{folder}/events.ocel.sqlite")
        database.execute(statement)
        database.commit()
        database.close()

    return spoil


def swapped(folder):
    """The rows of a part in another order."""
    path = sorted(glob.glob(f"{folder}/events/part=*/events.jsonl.gz"))[0]
    with gzip.open(path) as file:
        lines = file.readlines()
    with gzip.open(path, "wb") as file:
        file.writelines(lines[1::-1] + lines[2:])


def byte(folder):
    """A page of Parquet whose sum is not right."""
    path = sorted(glob.glob(f"{folder}/parquet/part=*/events.parquet"))[0]
    with open(path, "r+b") as file:
        file.seek(60)
        flipped = file.read(1)[0] ^ 1
        file.seek(60)
        file.write(bytes([flipped]))


def extra(folder):
    shutil.copy(f"{folder}/events.csv.gz", f"{folder}/secret.csv.gz")


LINES, CASES, OBJECTS, CLOUD = "events/part=00/*", "events.xes.gz", "events.ocel.json", "events.cloudevents.jsonl.gz"
EVENT, CONCEPT = "<event>", '<string key="concept:name"'


def lines(folder, rows, names):
    must(tables.check(folder)[2] == rows, "the lines are others")


cases, objects, database, clouds = xes.check, ocel.check_json, ocel.check_sqlite, cloud.check


def manifest(folder, rows, names):
    package.check(folder)


FAULTS = {
    "a word of the lines": (lines, text(LINES, '"mode":"happened"', '"mode":"failed"')),
    "a number as a text": (lines, text(LINES, '"seq":1,', '"seq":"1",')),
    "an empty value": (lines, text(LINES, '"mode":"happened"', '"mode":""')),
    "rows in disorder": (lines, swapped),
    "a sum of Parquet": (lines, byte),
    "a field of CSV": (lines, text("events.csv.gz", "happened", "declined")),
    "line ends of CSV": (lines, text("events.csv.gz", "\r\n", "\n", -1)),
    "a log without a version": (cases, text(CASES, ' xes.version="1849.2016"', "")),
    "openxes.version": (cases, text(CASES, "<log ", '<log openxes.version="1.0" ')),
    "a namespace": (cases, text(CASES, "<log ", '<log xmlns="http://www.xes-standard.org/" ')),
    "a classifier with blanks in its name": (cases, text(CASES, 'name="Activity"', 'name="the activity"')),
    "a global after the classifiers": (cases, text(CASES, "<trace>", '<global scope="event"/><trace>')),
    "a trace without a name": (cases, text(CASES, "<trace>\n    " + CONCEPT, "<trace>\n    " + CONCEPT.replace(":name", ":other"))),
    "a date without a zone": (cases, text(CASES, "+00:00", "")),
    "a date that is a week": (cases, text(CASES, "2000-01-01T00:00:01+00:00", "2000-W01")),
    "a number that is none": (cases, text(CASES, '<int key="seq" value="1"', '<int key="seq" value="one"')),
    "a key twice": (cases, text(CASES, EVENT, EVENT + '<string key="mode" value="failed"/>')),
    "a key without its extension": (cases, text(CASES, 'prefix="org"', 'prefix="organisation"')),
    "an event that is missing": (cases, text(CASES, EVENT, "<!--" + EVENT + "-->" + EVENT + "</event>" + EVENT)),
    "a dangling object": (objects, text(OBJECTS, '"objectId":"participant:', '"objectId":"nobody:')),
    "a type that is not declared": (objects, text(OBJECTS, '{"name":"help"', '{"name":"helped"')),
    "a number in an attribute": (objects, text(OBJECTS, '"name":"seq","value":"1"', '"name":"seq","value":1')),
    "an event twice": (objects, text(OBJECTS, '-2","type"', '-1","type"')),
    "a moment that has no zone": (objects, text(OBJECTS, '+00:00","attributes":[{"name":"seq"', '","attributes":[{"name":"seq"')),
    "a dangling row": (database, sql("DELETE FROM object WHERE ocel_id IN (SELECT ocel_id FROM object LIMIT 1)")),
    "a type and its table": (database, sql("UPDATE event SET ocel_type = 'contact' WHERE ocel_type = 'help'")),
    "a value in SQLite": (database, sql("UPDATE event_help SET mode = 'other'")),
    "an event without an id": (clouds, text(CLOUD, '"id":', '"ident":')),
    "a version of the standard": (clouds, text(CLOUD, '"specversion":"1.0"', '"specversion":"9"')),
    "a subject": (clouds, text(CLOUD, '"subject":"', '"subject":"x')),
    "a file that is not listed": (manifest, extra),
    "a manifest without hashes": (manifest, text("datapackage.json", "sha256:", "sha256:0")),
}


def reason(folder, check, spoil, rows, names):
    """Why the spoiled copy is refused, or nothing. What a library will not read is refused as well."""
    with tempfile.TemporaryDirectory() as parent:
        copy = shutil.copytree(folder, os.path.join(parent, "release"))
        spoil(copy)
        try:
            check(copy, rows, names)
        except Wrong as wrong:
            return str(wrong)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    return ""


def main(folder, is_talkative):
    _, names, rows = tables.check(folder)
    missed = []
    for name, (check, spoil) in FAULTS.items():
        found = reason(folder, check, spoil, rows, names)
        if is_talkative:
            print(f"{name}: {found}")
        if not found:
            missed.append(name)
    if missed:
        sys.exit(f"formats: not found: {', '.join(missed)}")


main(sys.argv[1], "--talk" in sys.argv)
