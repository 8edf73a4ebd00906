"""What may befall a fleet in a round, and who writes meanwhile. Each thing says in a line what it was."""
import contextlib

import logs
from wire import BrokerError, Wire

hour = 1 / 24


class Befalling:
    def __init__(self, fleet, chance):
        self.fleet, self.chance = fleet, chance
        self.links = self.cut, self.silent, self.slow, self.torn, self.healed
        self.machines = (self.broker_killed, self.carrier_killed, self.store_wiped, self.power_cut, self.clock_jumped,
                         self.put_back, self.sent_again)
        self.people = self.note, self.note, self.note, self.consent, self.erase, self.fill

    def something(self):
        of = self.chance.choice([self.links, self.machines, self.people, self.people])
        self.fleet.tell(self.chance.choice(of)())

    def phone(self):
        """A helper's, on the first hub. It is never put back or told another time: a phone would have to come in anew."""
        hub = self.fleet["hub-1"]
        self.fleet.tell(f"a phone writes on {hub}")
        return hub.helpers[-1] if hub.helpers else hub.helper()

    # Links

    def pair(self):
        one, other = self.chance.sample(self.fleet.all, 2)
        return one.name, other.name

    def cut(self):
        self.fleet.links.cut(*(pair := self.pair()))
        return "cut: {} – {}".format(*pair)

    def silent(self):
        self.fleet.links.silence(*(pair := self.pair()))
        return "silent: {} – {}".format(*pair)

    def slow(self):
        link = self.fleet.links.between(*(pair := self.pair()))
        link.delay, link.pace = self.chance.uniform(0, 0.3), self.chance.choice([20_000, 200_000])
        return "slow: {} – {}, {:.2f} s and {} bytes a second".format(*pair, link.delay, link.pace)

    def torn(self):
        self.fleet.links.cut_after(*(pair := self.pair()), count := self.chance.randrange(200_000))
        return "torn: {} – {} after {} bytes".format(*pair, count)

    def healed(self):
        self.fleet.links.mend(*(pair := self.pair()))
        return "as new: {} – {}".format(*pair)

    # Machines

    def machine(self, besides=()):
        return self.chance.choice([machine for machine in self.fleet.all if machine not in besides])

    def broker_killed(self):
        (machine := self.machine()).broker.kill()
        return f"kill -9: {machine.broker.name}"

    def carrier_killed(self):
        (machine := self.machine()).daemon.kill()
        return f"kill -9: {machine.daemon.name}"

    def store_wiped(self):
        (machine := self.machine()).wipe_stream()
        return f"store deleted: {machine.broker.name}"

    def power_cut(self):
        machine = self.machine()
        machine.kill()
        machine.start()
        return f"all of it killed and begun again: {machine}"

    def clock_jumped(self):
        machine = self.machine([machine for machine in self.fleet.all if machine.helpers])
        machine.days_ahead = self.chance.choice([hour, -hour, 40, -40, 400])
        if machine.daemon.runs:
            machine.daemon.stop()
            machine.start_daemon()
        return f"the clock of {machine} is {machine.days_ahead:+.2f} days off"

    def put_back(self):
        machine = self.machine([machine for machine in self.fleet.all if machine.helpers])
        if not machine.backup:
            machine.back_up()
            return f"backed up: {machine}"
        machine.put_back()
        self.fleet.burnt(machine)
        return f"put back from its backup: {machine}"

    def sent_again(self):
        """The last events of one machine once more to the stream, twice each, in any order, without their ids."""
        hub, machine = self.chance.choice(self.fleet.of("hub")), self.machine()
        raw = logs.raw_records(machine.folder)[-100:] * 2
        self.chance.shuffle(raw)
        with contextlib.suppress(BrokerError, OSError), contextlib.closing(Wire(*hub.door)) as wire:
            wire.store(f"tillid.hub.{hub}.all.0", [(None, body) for _, body in raw], within=5)
            return f"sent again: {len(raw)} of {machine}, by way of {hub}"
        return f"not sent again: the broker of {hub} takes nothing"

    # People

    def name(self):
        """Each begins on one machine; others know it when they have heard of it."""
        return f"Gæst {self.chance.randrange(6)} fra {self.machine()}"

    def consent(self):
        machine = self.machine()
        machine.consent(name := f"Gæst {self.chance.randrange(6)} fra {machine}")
        return f"{machine}: yes of {name}"

    def note(self):
        """About somebody, if the machine has heard of them."""
        machine, name, line = self.machine(), self.name(), f"kom forbi og fik kaffe, {self.chance.randrange(10**9)}"
        told = machine.try_note(line, about=name)
        about = f"about {name}" if told else f"about nobody: {name} is not known there"
        return f"{machine}: {', '.join(told or machine.note(line))} {about}"

    def fill(self):
        machine = self.machine()
        machine.fill(self.chance.randrange(10**9), count := self.chance.randrange(300, 1_200))
        return f"{machine}: {count} events of an invented year"

    def erase(self):
        machine, name = self.machine(), self.name()
        said = machine.run("erase", name, "--yes", may_fail=True)  # whom it does not know it cannot erase
        return f"{machine}: erase {name}: {said.strip().splitlines()[0] if said.strip() else ''}"
