"""Scenarios of the ways between the machines: none, bad ones, torn ones, and the same thing many times."""
import logs
from scenario import scenario
from wire import Wire


@scenario("Everyday: helpers write on a hub and on a van, and both see all of it", short=True)
def everyday(fleet):
    hub, van = fleet["hub-1"], fleet["van-1"]
    hub.consent("Bo Prøve")
    hub.note("Bo Prøve kom ind og fik kaffe")
    fleet.quiet()
    van.note("Bo Prøve åbnede døren for os")


@scenario("A van is away for weeks and comes back with thousands of events", short=True)
def away(fleet):
    van = fleet["van-1"]
    fleet.alone(van)
    van.fill(fleet.seed + 1, 3_000)
    fleet["hub-1"].note("mens bilen var ude: 18 kaffe, 7 mad")


@scenario("The link is cut in the middle of a transfer, and again, and again", short=True)
def torn(fleet):
    van = fleet["van-1"]
    fleet.alone(van)
    van.fill(fleet.seed + 2, 4_000)
    for bytes in (60_000, 250_000, 700_000):
        fleet.mend()
        for hub in fleet.of("hub"):
            fleet.links.cut_after(van.name, hub.name, bytes)
        fleet.until(lambda: not all(fleet.links.between(van.name, hub.name).is_up for hub in fleet.of("hub")), 20)


@scenario("Two vans write about the same person, and neither knows of the other", short=False)
def same_person(fleet):
    one, other = fleet["van-1"], fleet["van-2"]
    fleet["hub-1"].consent("Ida Prøve")
    fleet.quiet()
    fleet.alone(one)
    fleet.alone(other)
    one.note("Ida Prøve bestilte tid hos tandlægen")
    other.note("Ida Prøve vil ikke til tandlægen alligevel")
    one.note("Ida Prøve fik madpose")


@scenario("The same events are sent thrice, and in other orders")
def thrice(fleet):
    van, hub = fleet["van-1"], fleet["hub-1"]
    van.fill(fleet.seed + 4, 300)
    fleet.quiet()
    raw = logs.raw_records(van.folder)[-300:] * 3
    fleet.chance.shuffle(raw)
    wire = Wire(*hub.door)
    wire.store(f"tillid.hub.{hub.name}.all.0", [(None, body) for _, body in raw])
    wire.close()


@scenario("A daemon's clock jumps forty days ahead, and another's back")
def clocks(fleet):
    van, hub = fleet["van-1"], fleet["hub-2"]
    for machine, days in ((van, 40), (hub, -40)):
        machine.days_ahead = days
        machine.note(f"uret går {days} dage forkert")
    fleet.quiet()
    fleet.mend()
    for machine in (van, hub):
        machine.note("uret går rigtigt igen")


@scenario("Nothing comes through, though nobody hangs up: a hub is silent to all")
def silent(fleet):
    hub = fleet.of("hub")[-1]
    fleet.silent(hub)
    hub.note("ingen hører mig")
    fleet["hub-1"].note("og den sidste svarer ikke")
    fleet["van-1"].note("heller ikke bilen")
    fleet.pause(15)


@scenario("Slow and far away: half a second each way, and twenty kilobytes a second")
def slow(fleet):
    van = fleet["van-1"]
    for hub in fleet.of("hub"):
        link = fleet.links.between(van.name, hub.name)
        link.delay, link.pace = 0.5, 20_000
    van.fill(fleet.seed + 5, 300)
    fleet["hub-2"].note("det går langsomt")
    fleet.pause(20)


@scenario("A van is away with 30,000 events")
def thirty_thousand(fleet):
    van = fleet["van-1"]
    fleet.alone(van)
    van.fill(fleet.seed + 6, 30_000)
