"""One machine of the organisation: its data folder, its broker and its daemon, and the commands that are given there."""
import json
import os
import re
import subprocess
import time
import urllib.parse

import logs
from disk import Disk
from helper import Helper
from processes import Process, with_the_bench

pages, client_port = 8080, 7424
fingerprint = re.compile(r"\b[0-9A-Z]{4}(?: [0-9A-Z]{4}){3}\b")


class Machine(Disk):
    def __init__(self, bench, name, role, region=""):
        self.bench, self.name, self.role, self.region = bench, name, role, region
        is_away = bench.elsewhere and name not in ("hub-1", "single")
        self.home = (bench.elsewhere if is_away else bench.folder) / name
        self.home.mkdir()
        self.folder, self.backup = self.home / "data", None
        self.cores = ("1-" + str(os.cpu_count() - 1) if is_away else "0") if bench.elsewhere else None
        self.broker = self.daemon = None
        self.serves, self.days_ahead, self.helpers = False, 0, []
        self.host = ""  # where it listens; the bench says
        self.acknowledged = {}  # event id to leaf: what a writer was told is saved

    def __str__(self):
        return self.name

    @property
    def keeps_all(self):
        return not self.region

    @property
    def configuration(self):
        return self.folder / "broker" / "nats.conf"

    @property
    def door(self):
        """Port, user, password, authority and host by which its broker lets its own program in."""
        text = self.configuration.read_text()
        password = re.search(rf'user: "{self.name}", password: "([^"]*)"', text)
        authority = re.search(r'ca_file: "([^"]*)"', text)
        return client_port, self.name, password and password[1], authority and authority[1], self.host

    # Commands

    def run(self, *words, may_fail=False):
        """A command given on this machine; its daemon is stopped for it, since one process writes a log."""
        with self.resting():
            return self.look(*words, may_fail=may_fail)

    def look(self, *words, may_fail=False, input=None):
        """A command that only reads, while the daemon goes on. Raises RuntimeError with what the command said."""
        done = subprocess.run([*with_the_bench, self.bench.tillid, *map(str, words)], env=self.environment, capture_output=True,
                              text=True, cwd=self.home, input=input)
        if done.returncode and not may_fail:
            raise RuntimeError(f"{self.name}: tillid {' '.join(map(str, words))} ended with {done.returncode}: "
                               f"{(done.stderr or done.stdout).strip()}")
        return done.stdout if not done.returncode else done.stdout + done.stderr

    def told(self, *words):
        return json.loads(self.look(*words, "--json"))

    @property
    def environment(self):
        settings = {name: value for name, value in os.environ.items() if not name.startswith("TILLID")}
        return {**settings, "TILLID_DATA": str(self.folder), "LC_ALL": "C.UTF-8", "TILLID_RECOVERY_PASSPHRASE": "seks ord om noget helt andet",
                **(self.bench.clocks.off_by(self.days_ahead) if self.days_ahead else {})}

    def resting(self):
        return Resting(self)

    def refused(self):
        """Events about somebody erased that were written elsewhere meanwhile, as this machine names them."""
        return [stray["event"] for stray in self.told("machines")["refused"]]

    # What is written here

    def note(self, line, about=""):
        """A line given on the command line: the ids that the writer was told."""
        told = json.loads(self.run("note", line, *(["--about", about] if about else []), "--by", "Prøve", "--json"))
        return self.answered(told["events"])

    def try_note(self, line, about):
        """The same; nothing when this machine does not know whom it is about."""
        said = self.run("note", line, "--about", about, "--by", "Prøve", "--json", may_fail=True)
        return self.answered(json.loads(said)["events"]) if said.startswith("{") else []

    def consent(self, name):
        self.run("consent", name, "--give", "care", "--by", "Prøve")
        return self.all_here_is_told()

    def fill(self, seed, count):
        """So many events, about; of an invented organisation."""
        self.run("simulate", "--seed", seed, "--years", 1, "--scale", f"{count / 17_500:.3f}")
        return self.all_here_is_told()

    def adopt(self, word):
        """The words that hold here, and one more that is a thing."""
        words = self.home / f"{word}.yaml"
        kind = f"kinds:\n  - id: {word}\n    group: thing\n    name: {{da: {word}, en: {word}}}\n    da: [{word}]\n"
        words.write_text(self.run("vocabulary", "show").replace("\nkinds:\n", f"\n{kind}", 1))
        self.run("vocabulary", "adopt", words)
        return self.all_here_is_told()

    def move(self, name, region):
        """To another region; what the bench knows of it is what was written here for it."""
        before = {record.id for record in self.records}
        self.run("move", name, "--to", region)
        for record in self.records:
            if record.type == logs.participant_moved and record.id not in before:
                self.bench.homes.move(record.handle, region)
        return self.all_here_is_told()

    def erase(self, name):
        self.run("erase", name, "--yes")
        return self.all_here_is_told()

    def answered(self, ids):
        leaves = {record.id: record.leaf for record in self.records}
        self.acknowledged |= {id: leaves[id] for id in ids}
        return ids

    def all_here_is_told(self):
        """A command has said that it is done: all that lies here is saved."""
        records = self.records
        self.bench.homes.see(self, records)
        self.acknowledged |= {record.id: record.leaf for record in records}

    def has(self, id):
        return any(record.id == id for record in self.records)

    def knows(self, name):
        """Whether anything here can still be read about this name: in a view or in any event."""
        named = self.run("consent", name, "--lang", "en", may_fail=True)
        return name in self.look("tail", "--json") or "there is no" not in named

    @property
    def records(self):
        return logs.records(self.folder)

    # Processes

    def start(self):
        """The daemon writes the broker's configuration anew when it begins: a file that was edited is heard."""
        self.start_daemon()
        until = time.monotonic() + 20
        while not (self.configuration.exists() and self.host in self.configuration.read_text()):
            if time.monotonic() > until or not self.daemon.runs:
                raise RuntimeError(f"{self}: its daemon has written no configuration for its broker:\n{self.daemon.said()}")
            time.sleep(0.05)
        self.start_broker()
        self.bench.homes.know([self])
        return self

    def start_broker(self):
        self.broker = Process(f"{self.name}'s broker", self._placed("nats-server", "-c", self.configuration), self.home / "broker.log")
        self.bench.links.belongs(self.broker.id, self.name)

    def _placed(self, *words):
        return ["taskset", "-c", self.cores, *words] if self.cores else list(words)

    def start_daemon(self):
        words = ["serve", "--host", self.host, "--port", pages, "--most-per-second", 100_000] if self.serves else ["carry"]
        self.daemon = Process(f"{self.name}'s daemon", self._placed(self.bench.tillid, *words), self.home / "daemon.log",
                              self.environment)
        self.bench.links.belongs(self.daemon.id, self.name)

    def begin_again(self):
        """What has ended is started, as systemd does."""
        for process, start in ((self.broker, self.start_broker), (self.daemon, self.start_daemon)):
            if not (process and process.runs):
                start()

    def restart_broker(self):
        self.broker.stop()
        self.start_broker()

    def stop(self):
        for process in (self.daemon, self.broker):
            if process and process.runs:
                process.stop()

    def kill(self):
        for process in (self.daemon, self.broker):
            if process:
                process.kill()

    # Helpers with a phone

    def helper(self, name="Prøve"):
        """Somebody who writes over HTTP here; the daemon serves pages from now on."""
        self.serves = True
        with self.resting():
            link = json.loads(self.look("invite", name, "--role", "helper", "--role", "admin", "--json"))["link"]
        if not (self.daemon and self.daemon.runs):
            self.start_daemon()
        self.helpers.append(Helper(self, urllib.parse.urlsplit(link).path))
        return self.helpers[-1]

    def take_in_helpers(self):
        """What they were told is saved counts as such."""
        for helper in self.helpers:
            self.answered(helper.events)
            helper.events = []


class Resting:
    """While a command writes: the daemon is stopped, and goes on afterwards if it ran."""

    def __init__(self, machine):
        self.machine = machine

    def __enter__(self):
        daemon = self.machine.daemon
        self.ran = bool(daemon and daemon.runs)
        if self.ran:
            daemon.stop()

    def __exit__(self, *_):
        if self.ran:
            self.machine.start_daemon()
