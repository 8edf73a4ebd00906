"""(k) the web pages: 200 briefs and 50 lines a second together on five years, beside a page over PostgreSQL."""
import abc
import itertools
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import threading
import time

from appending import Cluster
from measuring import Part, Scratch, Tools, cached, demand, package

sys.path.append(str(package / "Tools/Browser"))
from organisation import Organisation  # noqa: E402

ours_name, peer_name = "Tillid", "Flask and PostgreSQL 15"
briefs, lines, people_asked, helpers = 200, 50, 500, 25
said = "kom forbi, drak kaffe og snakkede om hunden"
peer_folder = package / "Tools/Benchmarks/Peers/brief"


def measure(rounds, quick, _):
    part = Part("k", "Briefs and lines by the web", 1 if quick else min(rounds, 3), quick)
    seconds = 20 if quick else 300
    kept = cached("organisation", make)
    at = f"{briefs} briefs and {lines} lines a second"
    with Scratch() as scratch:
        folder = scratch / "data"
        shutil.copytree(kept, folder)
        shutil.copy2(f"{kept}.key", f"{folder}.key")
        told = [json.loads(line) for line in tail(folder).splitlines()]
        with Cluster() as cluster, Peer(cluster, folder) as peer, Ours(folder) as ours:
            part.take({ours_name: lambda: ours.measure(told, seconds), peer_name: lambda: peer.measure(told, seconds)}, at)
    for what in "a brief, p50", "a brief, p99", "processor time for a brief and its share of lines":
        part.ratio(f"{peer_name} to {ours_name}: {what}", f"{peer_name}: {what}", f"{ours_name}: {what}", at)
    part.check("A brief, p99", f"{ours_name}: a brief, p99", at, 25, least=False)
    part.check("Answers other than 200", f"{ours_name}: answers other than 200", at, 0, least=False)
    part.check("Memory, last minute to first", f"{ours_name}: memory, last minute to first", at, 1.1, least=False)
    part.note("Each request is due at its time, whether those before are done or not, and is timed from then, by a "
              "generator in Python on the same cores. Each brief is of somebody chosen by chance among "
              f"{people_asked}; both keep the reading, and both make every line durable before they answer.")
    part.note("The peer: two workers of gunicorn with four threads each, eight connections; what a line tells was read "
              "before, by Tillid, and stands in a table. It seals nothing, reads nothing out of a new line, keeps up no "
              "view, and knows nobody's rights.")
    part.keep()


def make(folder):
    for words in (["init"], ["simulate", "--seed", "1"], ["rebuild"]):
        done = subprocess.run([Tools.tillid, *words, "--data", folder], capture_output=True, text=True)
        demand(done.returncode == 0, done.stderr)


def tail(folder):
    return subprocess.run([Tools.tillid, "tail", "--data", folder], capture_output=True, text=True, check=True).stdout


def asked(told):
    """Those who are remembered, most told of first: half of them are met every month."""
    notes, gone = {}, set()
    for event in told:
        who, kind = event.get("subject"), event["type"].removeprefix("tillid.")
        if kind == "note" and who:
            notes[who] = notes.get(who, 0) + 1
        elif kind in ("consentWithdrawn", "samePerson"):
            gone.add(who)
        elif kind == "erased":
            gone.update(event["data"]["handles"])
    return sorted(notes.keys() - gone, key=notes.get, reverse=True)[:people_asked]


def press(port, seconds, kinds, first):
    plan = {"port": port, "seconds": seconds, "connections": 32, "kinds": kinds, "first": first}
    done = subprocess.run([sys.executable, str(pathlib.Path(__file__).with_name("asking.py"))], input=json.dumps(plan),
                          capture_output=True, text=True)
    demand(done.returncode == 0, done.stderr[-2000:])
    return json.loads(done.stdout)


class Watched(abc.ABC):
    """A server whose memory and processor time are followed while helpers ask."""

    name, port = "", 0
    first = itertools.count(1, 1_000_000)

    @abc.abstractmethod
    def processes(self):
        """Those of the server."""

    @abc.abstractmethod
    def requests(self, told):
        """What is read, and what is written."""

    def measure(self, told, seconds):
        read, write = self.requests(told)
        kinds = [{"name": "brief", "rate": briefs, "requests": read}, {"name": "line", "rate": lines, "requests": write}]
        press(self.port, 5, kinds, next(self.first))  # warm
        memory, stop = [], threading.Event()
        watch = threading.Thread(target=self.watch, args=(memory, stop))
        before = sum(map(processor_time, self.processes()))
        watch.start()
        found = press(self.port, seconds, kinds, next(self.first))
        stop.set()
        watch.join()
        used = sum(map(processor_time, self.processes())) - before
        return self.figures(found, memory, used)

    def watch(self, memory, stop):
        while not stop.wait(1):
            memory.append(sum(map(resident, self.processes())))

    def figures(self, found, memory, used):
        minute = max(1, min(60, len(memory) // 3))
        rows = {f"a {kind}, {share}": (found[kind][share] * 1e3, "ms") for kind in ("brief", "line") for share in ("p50", "p99")}
        rows["processor time for a brief and its share of lines"] = (used / found["brief"]["count"] * 1e3, "ms")
        rows["answers other than 200"] = (sum(found[kind]["errors"] for kind in found), "")
        rows["a brief, size"] = (found["brief"]["bytes"] / 1e3, "kB")
        rows["memory, the most"] = (max(memory) / 1e6, "MB")
        rows["memory, last minute to first"] = (max(memory[-minute:]) / max(memory[:minute]), "ratio")
        return {f"{self.name}: {row}": value for row, value in rows.items()}


class Ours(Watched):
    name = ours_name

    def __init__(self, folder):
        self.organisation = Organisation(Tools.tillid, folder)

    def __enter__(self):
        self.organisation.serve()
        self.port = self.organisation.port
        stops = self.organisation.stops()
        self.helpers = [self.organisation.member(f"Ann {number}", "helper", stops=stops) for number in range(helpers)]
        return self

    def __exit__(self, *_):
        self.organisation.close()

    def processes(self):
        return family(self.organisation.process.pid)

    def requests(self, told):
        people = list(zip(asked(told), itertools.cycle([helper.headers() for helper in self.helpers])))
        read = [["GET", f"/people/{who}/brief", headers, ""] for who, headers in people]
        write = [["POST", "/api/lines", {**headers, "Content-Type": "application/json"}, json.dumps(
            {"line": said, "person": who})] for who, headers in people]
        return read, write


class Peer(Watched):
    name = peer_name

    def __init__(self, cluster, folder):
        self.cluster, self.folder = cluster, folder
        self.database = f"host={cluster.folder} user=bench dbname=postgres"

    def __enter__(self):
        load = [Tools.python, peer_folder / "load.py", self.database, Tools.tillid]
        subprocess.run(load, input=tail(self.folder), text=True, check=True, stdout=subprocess.DEVNULL)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [Tools.python, "-m", "gunicorn", "--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}",
             "--log-level", "error", "page:app"], cwd=peer_folder, env={**os.environ, "BRIEF_DATABASE": self.database})
        wait(self.port)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def processes(self):
        postmaster = int((self.cluster.data / "postmaster.pid").read_text().split()[0])
        return family(self.process.pid) + family(postmaster)

    def requests(self, told):
        people = asked(told)
        read = [["GET", f"/people/{who}/brief", {}, ""] for who in people]
        write = [["POST", "/lines", {"Content-Type": "application/json"}, json.dumps(
            {"id": "a-{{id}}", "line": said, "person": who})] for who in people]
        return read, write


def wait(port):
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    demand(False, "the peer does not answer")


def family(process):
    """A process and all that it started."""
    children = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *itertools.chain.from_iterable(family(int(child)) for child in children)]


def processor_time(process):
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    except FileNotFoundError:
        return 0


def resident(process):
    """What is its own: pages of mapped files go when others need them."""
    try:
        lines = pathlib.Path(f"/proc/{process}/status").read_text().splitlines()
        return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))
    except FileNotFoundError:
        return 0
