"""The Python library eventsourcing on SQLite, as its users drive it.

library.py append FILE EVENTS BATCH    appends in batches, each saved at once, each one participant's
library.py replay FILE                 every event through one fold: how many each participant has

Answers with one line of JSON. The text of an event is as long as ours.
"""
import collections
import json
import os
import sys
import time
from importlib.metadata import version
from uuid import NAMESPACE_URL, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

PARTICIPANTS = 100
TEXT = "fik kaffe og mad, og vi talte om brevet fra kommunen og om hunden og om vejen "


class Participant(Aggregate):
    @event("Began")
    def __init__(self, number: int):
        self.told = 0

    @staticmethod
    def create_id(number: int):
        return uuid5(NAMESPACE_URL, f"/participants/{number}")

    @event("Told")
    def tell(self, text: str):
        self.told += 1


class Log(Application):
    is_snapshotting_enabled = False


def opened(path):
    return Log(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": path})


def pragma(app, name):
    with app.recorder.datastore.get_connection(commit=False) as connection:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def stored(app):
    return app.recorder.max_notification_id()


def append(path, events, size):
    app = opened(path)
    people = [Participant(number) for number in range(PARTICIPANTS)]
    app.save(*people)
    begun = stored(app)
    start = time.perf_counter()
    for first in range(0, events, size):
        person = people[first // size % PARTICIPANTS]
        for number in range(first, first + size):
            digits = str(number)
            person.tell(text=TEXT[: 70 - len(digits)] + digits)
        app.save(person)
    seconds = time.perf_counter() - start
    synchronous, journal = pragma(app, "synchronous"), pragma(app, "journal_mode")
    return {"events": events, "stored": stored(app) - begun, "seconds": seconds,
            "synchronous": synchronous, "journal": journal, "version": version("eventsourcing")}


def replay(path):
    app = opened(path)
    fold, at = collections.Counter(), 1
    start = time.perf_counter()
    while notifications := app.recorder.select_notifications(start=at, limit=1000):
        for notification in notifications:
            happened = app.mapper.to_domain_event(notification)
            if isinstance(happened, Participant.Told):
                fold[happened.originator_id] += 1
        at = notifications[-1].id + 1
    seconds = time.perf_counter() - start
    return {"events": sum(fold.values()), "participants": len(fold), "stored": stored(app) - PARTICIPANTS,
            "seconds": seconds}


if __name__ == "__main__":
    done = append(sys.argv[2], int(sys.argv[3]), int(sys.argv[4])) if sys.argv[1] == "append" else replay(sys.argv[2])
    print(json.dumps(done), flush=True)
    os._exit(0)
