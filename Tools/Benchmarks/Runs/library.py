"""(c) Append in equal batches and full replay through one fold, against the Python library eventsourcing."""
import pathlib

from measuring import Part, Scratch, Tools, demand, ours, run

theirs = pathlib.Path(__file__).resolve().parent.parent / "Peers/library.py"
tillid, python = "Tillid, sealing included", "eventsourcing on SQLite (Python)"
opened, opened2, headers = "Tillid, every body opened, 1 core", "Tillid, every body opened, 2 cores", "Tillid, from the clear headers, 1 core"


def measure(rounds, quick, _):
    part = Part("c", "Against an event-sourcing library", rounds, quick)
    events = {1: 2_000, 100: 20_000, 1000: 100_000}
    if quick:
        events = {size: count // 5 for size, count in events.items()}
    for size, count in events.items():
        at = f"{size} an append" if size > 1 else "1 an append"
        part.take({tillid: lambda: append_ours(count, size), python: lambda: append_theirs(count, size)}, at)
        part.ratio("Append: Tillid to the library", tillid, python, at, aim=10 if size == 1000 else None)
    at = f"replay of {events[1000]:,} events".replace(",", " ")
    with Scratch() as folder:
        ours("batches", folder=folder, events=events[1000], batch=1000)
        call("append", folder / "events.db", events[1000], 1000)
        part.take(replays(folder, events[1000]), at)
    part.ratio("Replay, every body opened and decoded, to the library, 1 core each", opened, python, at, aim=30)
    part.ratio("Replay, every body opened and decoded, 2 cores, to the library on one", opened2, python, at)
    part.ratio("Replay, the same fold from the clear headers, to the library, 1 core each", headers, python, at, aim=30)
    part.note("The same number of events in the same batches, each batch one of 100 participants'; a text of 70 bytes "
              "an event; the fold counts the events of each participant. Tillid seals and opens every body, the "
              "library stores JSON in clear. The library's SQLite: WAL, synchronous=FULL, as it comes.")
    part.keep()


def call(*words):
    return run(Tools.python, theirs, *words)


def rate(row, done):
    demand(done["events"] == done["stored"], f"{row}: {done['stored']} stored of {done['events']}")
    return {row: (done["events"] / done["seconds"], "events/s")}


def append_ours(count, size):
    with Scratch() as folder:
        return rate(tillid, ours("batches", folder=folder, events=count, batch=size))


def append_theirs(count, size):
    with Scratch() as folder:
        done = call("append", folder / "events.db", count, size)
        demand(done["synchronous"] == 2 and done["journal"] == "wal", "the library's SQLite is not as stated")
        return rate(python, done)


def replays(folder, events):
    folds = {}

    def counted(row, work):
        def measure():
            done = work()
            people = folds.setdefault("people", done["participants"])
            demand(done["events"] == events and done["participants"] == people, f"{row}: another fold")
            return rate(row, done)
        return measure

    return {
        opened: counted(opened, lambda: ours("replay", folder=folder, threads=1, cores="0")),
        python: counted(python, lambda: call("replay", folder / "events.db")),
        opened2: counted(opened2, lambda: ours("replay", folder=folder, threads=2)),
        headers: counted(headers, lambda: ours("replay", folder=folder, threads=1, by="headers", cores="0")),
    }
