"""Scenarios of what is killed, burnt, deleted and put back."""
import logs
from scenario import scenario


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
    [last] = van.note("og bagefter går det som før")
    assert fleet.until(lambda: fleet["hub-1"].has(last), 15), "the hubs no longer take in what the van's broker gives"


@scenario("A van is put back from an old backup")
def put_back(fleet):
    van = fleet["van-1"]
    van.back_up()
    van.note("efter sikkerhedskopien")
    fleet.quiet()
    fleet.alone(van)
    van.put_back()
    van.note("skrevet på den gendannede maskine")
    fleet.mend()
    fleet.quiet()
    fleet["hub-1"].consent("Per Prøve")
    fleet["hub-1"].erase("Per Prøve")  # its receipt counts only if it has told under which origin it writes now


@scenario("A van's disk is put back from an image: it must not write under its old name")
def disk_image(fleet):
    van = fleet["van-1"]
    image = van.image()
    van.note("efter diskbilledet")
    fleet.quiet()
    van.put_image_back(image)
    fleet.pause(5)
    van.note("skrevet efter diskbilledet")
    fleet["hub-1"].consent("Liv Prøve")
    fleet["hub-1"].erase("Liv Prøve")


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


@scenario("A van loses its signal for good and is locked out")
def locked_out(fleet):
    van = fleet.join("van-9", "van").start()
    fleet.quiet()
    told = fleet["hub-1"].told("hub", "lock-out", van.name, "--reason", "stjålet")
    assert told.get("process"), "it was not the process that runs which did it"
    fleet.forget(van, running=True)
    before = logs.count(van.folder)
    fleet["hub-1"].note("det skal bilen ikke vide")
    fleet.pause(10)
    assert logs.count(van.folder) == before, "a van that is locked out still hears of what is told"
    van.kill()


@scenario("One hub burns, and another takes its place")
def burnt(fleet):
    lost = fleet["hub-3"]
    lost.note("den sidste linje fra den gamle maskine")
    fleet.quiet()
    lost.lose_everything()
    fleet.forget(lost)
    fleet["hub-1"].run("hub", "lock-out", lost.name, "--reason", "brændt")
    fleet.join("hub-4", "hub").start()
