"""A fleet on loopback: its machines, the network between them, and the wait until all of them hold the same."""
import contextlib
import random
import time
from pathlib import Path

import laws
import logs
from clocks import Clocks
from homes import Homes
from links import Links
from machine import Machine, fingerprint
from wire import BrokerError, Wire

leaf_port = 7422


class LawBroken(AssertionError):
    pass


class Bench:
    def __init__(self, tillid, folder, seed, say=print, elsewhere=None):
        """`elsewhere`: where the folders of all but the first hub lie, which then have a core of their own as well."""
        self.tillid, self.folder, self.seed, self.say, self.elsewhere = tillid, Path(folder), seed, say, elsewhere
        self.chance = random.Random(seed)
        self.story = []  # what befell it, in order: told when a law breaks
        self.number = None  # of the fleet, where there are several
        self.links, self.machines, self.lost = Links(), {}, []
        self.clocks, self.homes = Clocks(self.folder), Homes()
        # A net of its own, so that two benches can run at a time: machine n is told as .1.n and listens on .2.n.
        self.net = f"127.{self.chance.randrange(10, 250)}"

    def __getitem__(self, name):
        return self.machines[name]

    @property
    def all(self):
        return list(self.machines.values())

    def of(self, *roles):
        return [machine for machine in self.all if machine.role in roles]

    # How a fleet comes to be: what Machines in the documentation tells an admin to do

    def begin(self, hubs=3, vans=1, regions=0):
        first = self._add("hub-1", "hub")
        first.look("init")
        self._begin_hub(first)
        for number in range(2, hubs + 1):
            self.join(f"hub-{number}", "hub")
        for number in range(1, vans + 1):
            self.join(f"van-{number}", "van")
        for number in range(1, regions + 1):
            self.join(f"region-{number}", "region", f"r{number}")
        for machine in self.all:
            machine.start()
        return self

    def alone_machine(self):
        """One that knows of no others, as most organisations have."""
        machine = self._add("single", "single")
        machine.look("init")
        return machine

    def join(self, name, role, region="", by="hub-1", megabytes=0):
        """Asks, is admitted on a hub, joins. Both fingerprints go by telephone. Its disk may be a small one."""
        machine, host = self._add(name, role, region), self[by]
        if megabytes:
            machine.small_disk(megabytes)
        words = ["--address", self._told(machine)] if role == "hub" else []
        asked = machine.look(role, "ask", name, *words, *(["--region", region] if region else []))
        request = machine.home / f"{name}.request"
        said = host.run("hub", "admit", request, "--fingerprint", fingerprint.search(asked)[0])
        answer = host.home / f"{name}.answer"
        machine.look(role, "join", answer, "--fingerprint", fingerprint.search(said)[0])
        self._listens(machine)
        return machine

    def _begin_hub(self, machine):
        machine.look("hub", "begin", machine.name, "--address", self._told(machine))
        self._listens(machine)

    def _listens(self, machine):
        """The file may be edited: it listens elsewhere than at the address that others are told, as behind a router."""
        settings = machine.folder / "machine" / "machine.yaml"
        kept = [line for line in settings.read_text().splitlines() if not line.startswith(("leafListen", "clusterListen", "client"))]
        kept += [f"client: {machine.host}:{leaf_port + 2}"]
        if machine.role == "hub":
            kept += [f"leafListen: {machine.host}:{leaf_port}", f"clusterListen: {machine.host}:{leaf_port + 1}"]
        settings.write_text("\n".join(kept) + "\n")

    def _add(self, name, role, region=""):
        number = len(self.machines) + len(self.lost) + 1
        machine = self.machines[name] = Machine(self, name, role, region)
        machine.host, machine.road = f"{self.net}.2.{number}", f"{self.net}.1.{number}"
        if role == "hub":
            for port in (leaf_port, leaf_port + 1):
                self.links.road(name, (machine.road, port), (machine.host, port))
        return machine

    def _told(self, machine):
        return f"{machine.road}:{leaf_port}"

    # Misfortune

    def alone(self, machine, others=None):
        """No signal: cut off from all others."""
        for other in others or self.all:
            if other is not machine:
                self.links.cut(machine.name, other.name)

    def silent(self, machine):
        for other in self.all:
            if other is not machine:
                self.links.silence(machine.name, other.name)

    def mend(self):
        """Links are as new, clocks right, and what was dead begins again."""
        self.links.mend_all()
        for machine in self.all:
            if machine.days_ahead and machine.daemon and machine.daemon.runs:
                machine.daemon.stop()
            machine.days_ahead = 0
            machine.begin_again()

    def burnt(self, machine):
        """What was told here since its backup is lost with the disk, unless another machine has heard of it."""
        elsewhere = {record.id for each in self.all for record in each.records}
        machine.acknowledged = {id: leaf for id, leaf in machine.acknowledged.items() if id in elsewhere}

    def forget(self, machine, running=False):
        """It is no machine of the organisation any more, and nothing is asked of it."""
        if not running:
            machine.kill()
        self.lost.append(self.machines.pop(machine.name))

    # What a scenario asks

    def tell(self, what):
        """One line of its story."""
        self.story.append(f"{time.strftime('%H:%M:%S')} {what}")

    def pause(self, seconds):
        time.sleep(seconds)

    def until(self, holds, limit):
        """Whether it came to hold within so many seconds."""
        end = time.monotonic() + limit
        while not (held := holds()) and time.monotonic() < end:
            time.sleep(0.1)
        return held

    def stream_leader(self):
        """The broker of the hub that leads the stream of all events."""
        for hub in self.of("hub"):
            with contextlib.suppress(BrokerError, OSError), contextlib.closing(Wire(*hub.door)) as wire:
                leader = wire.api("STREAM.INFO.EVENTS")["cluster"]["leader"]
                return self[leader].broker
        raise LawBroken("no hub's broker says who leads the stream")

    # Afterwards

    def quiet(self, limit=60):
        """Waits until all machines hold the same. Raises LawBroken with a sentence on what is not equal."""
        began = told = time.monotonic()
        reason = "nothing was looked at"
        self.homes.know(self.all)
        while time.monotonic() - began < limit:
            reason = self._unequal() or next((said for law in laws.while_waiting if (said := law(self.all))), None)
            if not reason:
                return time.monotonic() - began
            if time.monotonic() - told > 5:
                told = time.monotonic()
                self.say(f"      {told - began:3.0f} s: {reason}")
            time.sleep(0.2)
        raise LawBroken(f"not quiet within {limit} s: {reason}")

    def _unequal(self):
        """A cheap look first."""
        counts = {machine: logs.count(machine.folder) for machine in self.all if machine.keeps_all}
        most = max(counts, key=counts.get)
        return next((f"{machine} has {count} events, and {most} {counts[most]}"
                     for machine, count in counts.items() if count < counts[most]), None)

    def holds(self, limit=60):
        """Waits until quiet, and then checks every law. Returns how long it was not."""
        for machine in self.all:
            dead = [process for process in (machine.broker, machine.daemon) if not process.runs]
            if dead:
                raise LawBroken(f"{dead[0].name} ended by itself:\n{dead[0].said()}")
        for machine in self.all:
            machine.take_in_helpers()
        waited = self.quiet(limit)
        for law in laws.at_the_end:
            if said := law(self.all):
                raise LawBroken(said)
        return waited

    def end(self):
        for machine in self.all + self.lost:
            machine.kill()
        self.links.close()
