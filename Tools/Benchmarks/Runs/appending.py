"""(a) Durable append from 1, 16, 64 and 256 writers, each waiting for its own acknowledgement."""
import os
import pathlib
import shutil
import subprocess
import tempfile

from measuring import Part, Scratch, Tools, demand, ours, peer

plain, sealed = "Tillid", "Tillid, sealing included"
batches, group = "LMDB from C, the same batches", "LMDB from C, N threads in a group commit"
postgres, sqlite, grouped = "PostgreSQL 15", "SQLite", "SQLite behind the group commit of the C program"


def measure(rounds, quick, _):
    part = Part("a", "Durable append", rounds, quick)
    seconds = 0.5 if quick else 2
    with Cluster() as cluster:
        for writers in (1, 16, 64, 256):
            at = "1 writer" if writers == 1 else f"{writers} writers"
            part.take(competitors(writers, seconds, cluster), at)
            part.ratio("Tillid to bare C with the same tables, in the same batches", plain, batches, at,
                       aim=0.5 if writers == 64 else None)
            part.ratio("Tillid to bare C with the same tables, N threads", plain, group, at)
            part.ratio("Tillid with sealing to bare C, in the same batches", sealed, batches, at)
            part.ratio("Tillid with sealing to PostgreSQL", sealed, postgres, at, aim=1)
            part.ratio("Tillid with sealing to SQLite, a connection a writer", sealed, sqlite, at,
                       aim=1 if writers >= 16 else None)
            part.ratio("Tillid with sealing to SQLite behind the same group commit", sealed, grouped, at)
    part.note("Records of 154 bytes, incompressible; a new folder for each run; every stored event is counted "
              "afterwards and must equal the acknowledged ones.")
    part.note("Tillid: one task a writer, awaiting Journal.append of one event. The row with sealing encodes nothing "
              "anew, but seals each body of 92 bytes for one of 64 participants.")
    part.note("Bare C, the same batches: one thread, no hand-over, as many events a commit as Tillid's writer took on "
              "average in that round. N threads: the first caller commits for all that wait. Where our log keeps a hash tree, "
              "both put its bytes as well, without working out the hashes.")
    part.note("PostgreSQL and SQLite: a connection and a thread a writer, a prepared INSERT, each event its own "
              "transaction, keys on position and on (origin, sequence). PostgreSQL over a local socket, fsync and "
              "synchronous_commit on, all else as installed. SQLite in WAL mode, synchronous=FULL, busy timeout 120 s.")
    part.keep()


def competitors(writers, seconds, cluster):
    last = {"batch": 1.0, "tree": 0}

    def tillid(bodies, row):
        def work():
            with Scratch() as folder:
                done = ours("append", folder=folder, writers=writers, seconds=seconds, bodies=bodies)
                log = peer("lmdb", "info", folder / "log")
            demand(done["events"] == done["stored"] == log["records"] == log["ids"], f"{row} lost or doubled events")
            last["tree"] = log["tree"]
            if bodies == "plain":
                last["batch"] = done["events"] / max(1, log["commits"] - 2)
                return rate(row, done) | {"Events a commit of Tillid": (last["batch"], "events"),
                                          "Wait of one writer, half (Tillid)": (done["wait"]["p50"] * 1e3, "ms"),
                                          "Wait of one writer, 99 of 100 (Tillid)": (done["wait"]["p99"] * 1e3, "ms")}
            return rate(row, done)
        return work

    def c(row, program, file, *options):
        def work():
            with Scratch() as folder:
                words = [option() if callable(option) else option for option in options]
                return rate(row, peer(program, "append", folder / file, "--seconds", seconds, *words))
        return work

    many, tree = ("--writers", writers), ("--tree", lambda: last["tree"])
    return {
        plain: tillid("plain", plain),
        batches: c(batches, "lmdb", "log", "--batch", lambda: f"{last['batch']:.3f}", *tree),
        sealed: tillid("sealed", sealed),
        group: c(group, "lmdb", "log", *many, *tree),
        postgres: lambda: rate(postgres, cluster.append(writers, seconds)),
        sqlite: c(sqlite, "sqlite", "events.db", *many),
        grouped: c(grouped, "sqlite", "events.db", *many, "--grouped"),
    }


def rate(row, done):
    demand(done["events"] == done["stored"], f"{row}: {done['stored']} stored of {done['events']}")
    return {row: (done["events"] / done["seconds"], "events/s")}


class Cluster:
    """A PostgreSQL of our own, as an ordinary user, reached over a socket in its folder."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bench-pg-", dir=Tools.cache))
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            for place in (Tools.cache, self.folder):
                place.chmod(place.stat().st_mode | 0o011)
            shutil.chown(self.folder, self.user)
        self.data = self.folder / "data"
        self.call("initdb", "-D", self.data, "-U", "bench", "--auth=trust", "--no-locale", "-E", "UTF8")
        with open(self.data / "postgresql.conf", "a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\n"
                           "max_connections = 300\nfsync = on\nsynchronous_commit = on\n")
        self.call("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "start")
        return self

    def __exit__(self, *_):
        self.call("pg_ctl", "-D", self.data, "-w", "-m", "fast", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, program, *words):
        subprocess.run([f"{Tools.postgres}/{program}", *map(str, words)], check=True, user=self.user,
                       stdout=subprocess.DEVNULL, cwd=self.folder)

    def append(self, writers, seconds):
        done = peer("postgres", "append", f"host={self.folder} user=bench dbname=postgres",
                    "--writers", writers, "--seconds", seconds)
        demand(done["fsync"] == done["synchronous_commit"] == "on", "PostgreSQL is not durable")
        return done
