"""What befalls an organisation with several machines. After each scenario the bench waits until nothing is on its way
any more, and then all laws must hold: see `laws.py`. A scenario may end with machines dead and links cut: `mend` comes first.

Those that are `short` are tried in Tools/test, in this order and on one fleet of three hubs and a van.
"""
import logs
from wire import Wire

scenarios = {}


def scenario(sentence, short=False):
    def keep(act):
        act.sentence, act.short = sentence, short
        scenarios[act.__name__] = act
        return act
    return keep


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


@scenario("The hub that leads the stream is killed with -9 while helpers write", short=True)
def leader(fleet):
    hub = fleet["hub-2"]
    with hub.helper().writing((f"drak kaffe, nummer {number}" for number in range(150)), pause=0.02):
        fleet.stream_leader().kill()
        fleet.pause(3)


@scenario("Every daemon is killed with -9 in turn while a helper writes on a hub")
def daemons(fleet):
    with fleet["hub-1"].helper().writing((f"spillede kort, runde {number}" for number in range(200)), pause=0.05):
        for machine in fleet.all:
            machine.daemon.kill()
            fleet.pause(0.5)
            machine.start_daemon()
            fleet.pause(1)


@scenario("One hub burns, and another takes its place")
def burnt(fleet):
    lost = fleet["hub-3"]
    lost.note("den sidste linje fra den gamle maskine")
    fleet.quiet()
    lost.lose_everything()
    fleet.forget(lost)
    fleet["hub-1"].run("hub", "lock-out", lost.name, "--reason", "brændt")
    fleet.join("hub-4", "hub").start()


@scenario("The whole stream is deleted on all hubs", short=True)
def wiped(fleet):
    fleet["hub-1"].note("lige før strømmen forsvandt")
    for hub in fleet.of("hub"):
        hub.broker.kill()
    for hub in fleet.of("hub"):
        hub.wipe_stream()
    fleet["hub-2"].note("lige efter")
    fleet["van-1"].note("også fra bilen")


@scenario("A van's own outbox is deleted while it is away")
def outbox_wiped(fleet):
    van = fleet["van-1"]
    fleet.alone(van)
    van.fill(fleet.seed + 3, 500)
    fleet.pause(3)
    van.wipe_stream()
    van.note("efter at postkassen forsvandt")
    fleet.mend()
    fleet.quiet()
    van.note("og bagefter går det som før")


@scenario("A van is put back from an old backup")
def put_back(fleet):
    van = fleet["van-1"]
    van.back_up()
    van.note("efter sikkerhedskopien")
    fleet.quiet()
    fleet.alone(van)
    van.put_back()
    van.note("skrevet på den gendannede maskine")


@scenario("A van's disk is put back from an image: it must not write under its old name")
def disk_image(fleet):
    van = fleet["van-1"]
    image = van.image()
    van.note("efter diskbilledet")
    fleet.quiet()
    van.put_image_back(image)
    fleet.pause(5)
    van.note("skrevet efter diskbilledet")


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


@scenario("Somebody is erased while a van is away, and the van has written about them meanwhile")
def erased(fleet):
    hub, van = fleet["hub-1"], fleet["van-1"]
    hub.consent("Kaj Prøve")
    hub.note("Kaj Prøve fik en madpose")
    fleet.quiet()
    fleet.alone(van)
    late = van.note("Kaj Prøve sov dårligt i nat")
    hub.erase("Kaj Prøve")
    fleet.pause(3)
    assert not hub.knows("Kaj Prøve"), "the hub still knows whoever was erased there"
    fleet.mend()
    fleet.quiet()
    for machine in fleet.all:
        assert not machine.knows("Kaj Prøve"), f"{machine} still knows whoever was erased"
        if machine.keeps_all and machine is not van:  # to the van it was there before
            assert set(late) <= set(machine.refused()), f"{machine} does not say that the late line was refused"


@scenario("A daemon's clock jumps forty days ahead, and another's back")
def clocks(fleet):
    van, hub = fleet["van-1"], fleet["hub-2"]
    for machine, days in ((van, 40), (hub, -40)):
        machine.days_ahead = days
        machine.note(f"uret går {days} dage forkert")
    fleet.quiet()
    for machine in (van, hub):
        machine.days_ahead = 0
        machine.note("uret går rigtigt igen")


@scenario("Nothing comes through, though nobody hangs up: a hub is silent to all")
def silent(fleet):
    hub = fleet["hub-3"]
    fleet.silent(hub)
    hub.note("ingen hører mig")
    fleet["hub-1"].note("og den tredje svarer ikke")
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


@scenario("A van loses its signal for good and is locked out")
def locked_out(fleet):
    van = fleet.join("van-9", "van").start()
    fleet.quiet()
    fleet["hub-1"].run("hub", "lock-out", van.name, "--reason", "stjålet")
    fleet.forget(van, running=True)
    before = logs.count(van.folder)
    fleet["hub-1"].note("det skal bilen ikke vide")
    fleet.pause(10)
    assert logs.count(van.folder) == before, "a van that is locked out still hears of what is told"
    van.kill()


@scenario("A van is away with 30,000 events")
def thirty_thousand(fleet):
    van = fleet["van-1"]
    fleet.alone(van)
    van.fill(fleet.seed + 6, 30_000)
