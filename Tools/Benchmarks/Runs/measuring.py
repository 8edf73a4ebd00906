"""Rounds, medians, ratios with their spread, and the machine that they were made on."""
import hashlib
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date

package = pathlib.Path(__file__).resolve().parents[3]
results = package / "Sources/Documentation/Tillid.docc/Resources/benchmarks.json"


class Tools:
    """Where the programs lie; filled from what `Tools/bench` has built."""

    ours = os.environ.get("BENCH_OURS", "tillid-bench")
    tillid = os.environ.get("BENCH_TILLID", "tillid")
    peers = os.environ.get("BENCH_PEERS", ".")
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    cache = pathlib.Path(os.environ.get("TILLID_BENCH_CACHE", "."))
    built = pathlib.Path(os.environ.get("BENCH_BUILT", "."))
    postgres = os.environ.get("BENCH_POSTGRES", "/usr/lib/postgresql/15/bin")


    @classmethod
    def program(cls, name):
        return cls.built / f"tillid-{name}"


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def run(*words, cores=None, env=None, user=None):
    """The last line that a program prints, as JSON; ends everything when the program fails."""
    words = [str(word) for word in words]
    if cores:
        words = ["taskset", "-c", cores, *words]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, user=user)
    if done.returncode:
        sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[-1]) if lines else {}


def lines_of(*words):
    """All that a program prints, each line JSON."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    demand(done.returncode == 0, f"{words[0]}: {done.stderr.strip()[-500:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def ours(what, **options):
    cores = options.pop("cores", None)
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return run(Tools.ours, what, *words, cores=cores)


def peer(name, *words, **options):
    return run(os.path.join(Tools.peers, name), *words, **options)


def demand(holds, what):
    if not holds:
        sys.exit(f"bench: what was measured is wrong: {what}")


class Scratch:
    """A folder on the disk that is measured, gone afterwards."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="tillid-bench-", dir=Tools.cache))
        inner = self.path / "here"  # so that a key beside a data folder is gone as well
        inner.mkdir()
        return inner

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def cached(name, make):
    """A data folder that is kept from run to run, as long as what writes it is the same; `make` fills it."""
    parts = [f"HEAD:{part}" for part in ("Sources/Events", "Sources/Journal", "Sources/Keyring", "Tools/Simulator")]
    trees = subprocess.run(["git", "rev-parse", *parts], cwd=package, capture_output=True, text=True).stdout
    folder = Tools.cache / f"{name}-{hashlib.sha256(trees.encode()).hexdigest()[:8]}"
    if not folder.exists():
        for old in Tools.cache.glob(f"{name}-????????*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        say(f"  making {name}")
        making = folder.with_name(folder.name + ".making")
        make(making)
        os.rename(f"{making}.key", f"{folder}.key")
        making.rename(folder)
    return folder


class Part:
    """One letter of the benchmarks: competitors take turns, round after round, so that noise meets all."""

    def __init__(self, letter, title, rounds, quick):
        self.letter, self.title, self.rounds, self.quick = letter, title, rounds, quick
        self.samples, self.units, self.ratios, self.notes = {}, {}, [], []

    def take(self, competitors, at="", settle=True):
        """Runs each of these so many times in turns, another one first in each round; each answers with
        {row name: (value, unit)}. `settle`: what others have written is on the disk before each."""
        order = list(competitors.values())
        for number in range(self.rounds):
            first = number % len(order)
            for measure in order[first:] + order[:first]:
                if settle:
                    os.sync()
                for row, (value, unit) in measure().items():
                    self.samples.setdefault((row, at), []).append(value)
                    self.units[row, at] = unit
            say(f"  {self.letter} {at} round {number + 1} of {self.rounds}")

    def ratio(self, what, above, below, at="", other="", aim=None, least=True):
        """`above` over `below`, of the medians, with the least and greatest of a single round."""
        a, b = self.samples.get((above, at)), self.samples.get((below, other or at))
        if not a or not b:
            return
        single = [x / y for x, y in zip(a, b)]
        value = statistics.median(a) / statistics.median(b)
        met = None if aim is None else (value >= aim if least else value <= aim)
        self.ratios.append({"what": what, "at": at, "ratio": value, "low": min(single), "high": max(single),
                            "aim": aim, "least": least, "met": met})

    def check(self, what, row, at, aim, least=True):
        """A median against an absolute aim."""
        values = self.samples.get((row, at))
        if values:
            value = statistics.median(values)
            self.ratios.append({"what": what, "at": at, "value": value, "unit": self.units[row, at],
                                "low": min(values), "high": max(values), "aim": aim, "least": least,
                                "met": value >= aim if least else value <= aim})

    def note(self, sentence):
        if sentence not in self.notes:
            self.notes.append(sentence)

    def keep(self):
        """Puts this part in the place of its last results; the others stay as they are."""
        rows = [{"row": row, "at": at, "unit": self.units[row, at], "median": statistics.median(values),
                 "low": min(values), "high": max(values), "values": [rounded(value) for value in values]}
                for (row, at), values in self.samples.items()]
        for row in rows + self.ratios:
            row.update({key: rounded(value) for key, value in row.items() if isinstance(value, float)})
        kept = json.loads(results.read_text()) if results.exists() else {}
        kept[self.letter] = {"title": self.title, "made": date.today().isoformat(), "rounds": self.rounds,
                             "quick": self.quick, "machine": machine(), "rows": rows, "checks": self.ratios,
                             "notes": self.notes}
        results.write_text(json.dumps(dict(sorted(kept.items())), indent=1, ensure_ascii=False) + "\n")


def rounded(value):
    return float(f"{value:.4g}") if isinstance(value, float) else value


def version(*words):
    try:
        return subprocess.run(words, capture_output=True, text=True).stdout.strip().splitlines()[0]
    except (OSError, IndexError):
        return "unknown"


def machine():
    """What was measured on. No names, no paths."""
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = int(open("/proc/meminfo").readline().split()[1]) / 1048576
    system = dict(line.strip().split("=", 1) for line in open("/etc/os-release") if "=" in line)
    return {
        "processor": cpu, "cores": os.cpu_count(), "memory": f"{memory:.0f} GB", "system": system["PRETTY_NAME"].strip('"'),
        "kernel": platform.release().split("-")[0], "file system": file_system(Tools.cache),
        "disk sync": f"{sync_time() * 1e6:.0f} µs for two writes with fdatasync (median of 200)",
        "load before": f"{os.getloadavg()[0]:.1f}", "swift": version("swift", "--version").split(" (")[0],
        "compiler of the peers": version("cc", "--version"), "lmdb": version("pkg-config", "--modversion", "lmdb"),
        "sqlite": version("pkg-config", "--modversion", "sqlite3"),
        "postgresql": version(f"{Tools.postgres}/postgres", "--version").split("(")[0].strip(),
    }


def file_system(path):
    best = ("", "unknown")
    for line in open("/proc/mounts"):
        _, place, kind, *_ = line.split()
        if str(path.resolve()).startswith(place) and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]


def sync_time():
    """Two barriers, as LMDB makes them in a commit: seconds."""
    with Scratch() as folder:
        file = os.open(folder / "sync", os.O_RDWR | os.O_CREAT)
        os.pwrite(file, bytes(1 << 20), 0)
        os.fsync(file)
        times = []
        for number in range(200):
            start = time.perf_counter()
            for place in (4096 * (number % 256), 0):
                os.pwrite(file, os.urandom(4096), place)
                os.fdatasync(file)
            times.append(time.perf_counter() - start)
        os.close(file)
        return statistics.median(times)
