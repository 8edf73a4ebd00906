"""Scenarios of what an organisation changes while everybody writes: its words, its hubs, whose participant somebody is."""
import contextlib

from scenario import scenario
from wire import BrokerError, Wire


@scenario("New words are adopted on a hub while a helper writes, and others on a van that is away")
def words(fleet):
    hub, van = fleet["hub-1"], fleet["van-1"]
    hub.note("vi delte regnslag ud ved stationen")
    van.note("en fik lånt en paraply af bilen")
    fleet.quiet()
    fleet.alone(van)
    with fleet["hub-2"].helper().writing((f"delte regnslag nummer {number} ud" for number in range(60)), pause=0.05):
        van.adopt("paraply")
        fleet.pause(1)
        hub.adopt("regnslag")
    van.note("endnu en paraply er udlånt")
    fleet.mend()
    fleet.quiet()
    holds = {machine.run("vocabulary", "show") for machine in fleet.all}
    assert len(holds) == 1, "not all machines read by the same words"


@scenario("One hub becomes three while a helper writes there", shape=(1, 1, 0), fleet="growing")
def growing(fleet):
    hub = fleet["hub-1"]
    with hub.helper().writing((f"hældte kaffe op, kop {number}" for number in range(250)), pause=0.1):
        fleet.join("hub-2", "hub").start()
        hub.restart_broker()  # alone it was in no cluster, and becomes part of one when it starts
        fleet.pause(3)
        fleet.join("hub-3", "hub").start()
    fleet["van-1"].note("bilen har mærket ingenting")
    fleet.quiet(120)
    assert fleet.until(lambda: kept(hub) == 3, 60), f"the stream lies on {kept(hub)} of the three hubs"
    assert fleet.until(lambda: "van-1" in readers(hub), 60), "the van no longer reads the hubs' stream"


def kept(hub):
    """On how many hubs the stream is kept."""
    with contextlib.suppress(BrokerError, OSError), contextlib.closing(Wire(*hub.door)) as wire:
        return wire.api("STREAM.INFO.EVENTS")["config"]["num_replicas"]
    return 0


def readers(hub):
    with contextlib.suppress(BrokerError, OSError), contextlib.closing(Wire(*hub.door)) as wire:
        return wire.api("CONSUMER.NAMES.EVENTS")["consumers"]
    return []


@scenario("Each region keeps what is its own and what is of all, and no more", shape=(1, 1, 2), fleet="regions")
def scopes(fleet):
    hub, one, other = fleet["hub-1"], fleet["region-1"], fleet["region-2"]
    for machine, name in ((hub, "Bo Prøve"), (one, "Ida Prøve"), (other, "Eva Prøve"), (hub, "Kaj Prøve")):
        machine.consent(name)
        machine.note(f"{name} fik en madpose")
        machine.note("18 kaffe, 7 mad")
    one.fill(fleet.seed + 7, 400)
    fleet.quiet()
    hub.move("Kaj Prøve", "r2")
    hub.erase("Bo Prøve")
    # The laws look into each log: whose records and keys lie there (`laws.scopes`).


@scenario("Somebody moves to another region while that one is away, and somebody else while the old one is and writes on",
          shape=(1, 1, 2), fleet="regions")
def moved(fleet):
    hub, one, other = fleet["hub-1"], fleet["region-1"], fleet["region-2"]
    for name in ("Per Prøve", "Liv Prøve"):
        one.consent(name)
        one.note(f"{name} fik en madpose")
    fleet.quiet()
    fleet.alone(other)
    hub.move("Per Prøve", "r2")
    fleet.pause(2)
    fleet.mend()
    assert fleet.until(lambda: other.knows("Per Prøve"), 60), "the new region does not hear of whoever moved to it"
    fleet.quiet()
    fleet.alone(one)
    hub.move("Liv Prøve", "r2")
    hub.note("Liv Prøve ringede til os")
    one.note("Liv Prøve kom forbi i går")  # it does not know yet
    one.wipe_stream()  # nor will its broker tell what was written there
    assert fleet.until(lambda: other.knows("Liv Prøve"), 60), "the new region does not hear of whoever moved to it"
