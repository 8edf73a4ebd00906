"""Scenarios of disks: full ones, and brokers that are put back as they were an hour ago."""
from scenario import scenario


@scenario("A van's disk is full: it says so, goes on when there is room again, and nothing is lost")
def full(fleet):
    van, hub = fleet.join("van-8", "van", megabytes=96).start(), fleet["hub-1"]
    fleet.quiet()
    van.note("mens der var plads")
    van.fill_disk()
    hub.fill(fleet.seed + 8, 2_000)
    fleet.pause(5)
    assert van.daemon.runs, f"the carrier ended when the disk was full:\n{van.daemon.said()}"
    assert "disk" in van.daemon.said(), f"the carrier does not say that the disk is full:\n{van.daemon.said()}"
    fleet.tell(f"its carrier says: {van.daemon.said(2).strip()}")
    refused = van.try_until_refused(f"drak kaffe, nummer {number}" for number in range(400))
    assert "disk" in refused, f"a full disk took every line, or did not say why not: {refused}"
    fleet.tell(f"to a line: {refused}")
    van.make_room()
    # A carrier may not begin on a disk of no room, and systemd tries again. nats-server 2.9 goes on running and answers
    # nobody any more, also when there is room: it is restarted, as Machines in the documentation says.
    van.broker.kill()
    van.begin_again()
    van.note("nu er der plads igen")


@scenario("A hub's broker and a van's are put back from a copy of their stores, made before much was told")
def old_store(fleet):
    hub, van = fleet.of("hub")[-1], fleet["van-1"]
    copies = [(machine, machine.copy_store()) for machine in (hub, van)]
    van.note("efter kopien")
    fleet["hub-1"].fill(fleet.seed + 9, 800)
    fleet.quiet()
    for machine, copy in copies:
        machine.put_store_back(copy)
    van.note("efter at postkassen blev den gamle")
    hub.note("også her")


@scenario("The brokers of all hubs are put back from copies of their stores")
def old_stores(fleet):
    copies = [(hub, hub.copy_store()) for hub in fleet.of("hub")]
    fleet["van-1"].note("efter kopierne")
    fleet["hub-1"].fill(fleet.seed + 10, 800)
    fleet.quiet()
    for hub, _ in copies:
        hub.broker.kill()
    for hub, copy in copies:
        hub.put_store_back(copy)
    fleet["van-1"].note("strømmen er fra før")
