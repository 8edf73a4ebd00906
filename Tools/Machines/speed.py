"""How fast, on this machine, now. Ratios travel to other machines; absolute figures do not."""
import os
import shutil
import statistics
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import logs
from bench import Bench

wished = {"van to hub": 20_000, "catch-up": 10.0, "save": 1.2}
rounds = 5


def measured(tillid, folder, seed):
    """Prints the figures; the names of those that are not as wished."""
    print(f"  load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    with fleet_of(tillid, folder / "together", seed) as fleet:
        slow = [van_to_hub(fleet)]
        compared(fleet, "all four machines on one disk and the same cores")
    with tempfile.TemporaryDirectory(prefix="tillid-machines-", dir="/dev/shm") as elsewhere:
        with fleet_of(tillid, folder / "apart", seed + 1, Path(elsewhere)) as fleet:
            slow.append(compared(fleet, "the others in memory and on a core of their own, as if they were elsewhere"))
    print(f"  load {os.getloadavg()[0]:.1f}", flush=True)
    return [name for name in slow if name]


@contextmanager
def fleet_of(tillid, home, seed, elsewhere=None):
    """Three hubs and a van, and a machine that stands alone."""
    home.mkdir()
    fleet = Bench(tillid, home, seed, elsewhere=elsewhere)
    try:
        fleet.single = fleet.alone_machine()
        fleet.lost.append(fleet.machines.pop(fleet.single.name))
        fleet.begin(vans=1)
        fleet.quiet(120)
        yield fleet
    finally:
        fleet.end()
        shutil.rmtree(home, ignore_errors=True)


def van_to_hub(fleet):
    """30,000 events told without a signal: how long after the link is mended until a hub has them in its log, and how
    fast they came, counted from when the first of them were there."""
    found = [one_catch_up(fleet, number) for number in range(3)]
    rate, waited = (statistics.median(values) for values in zip(*found))
    print(f"  van to hub: {rate:,.0f} a second (of three: {', '.join(f'{one:,.0f}' for one, _ in found)}), and all of 30,000 "
          f"{waited:.1f} s after the link was mended", flush=True)
    return "" if rate >= wished["van to hub"] and waited < wished["catch-up"] else "van to hub"


def one_catch_up(fleet, number):
    van, hub = fleet["van-1"], fleet["hub-1"]
    fleet.alone(van)
    van.fill(fleet.seed + number, 30_000)
    fleet.pause(3)
    before, wanted = logs.count(hub.folder), logs.count(van.folder)
    fleet.mend()
    began, first, there = time.monotonic(), 0.0, 0
    while (have := logs.count(hub.folder)) < wanted and time.monotonic() - began < 120:
        if not first and have > before:
            first, there = time.monotonic(), have
        time.sleep(0.01)
    last = time.monotonic()
    waited = fleet.quiet(120)
    print(f"    {wanted - before:,} events: the first {there - before:,} after {first - began:.2f} s, all after "
          f"{last - began:.2f} s; all machines equal, views too, {waited:.1f} s later", flush=True)
    return (wanted - there) / max(last - first, 0.001), last - began


def compared(fleet, where):
    """A helper's save on a hub beside the same on a machine that stands alone, in turns; whoever does not save rests."""
    alone, hub = fleet.single.helper(), fleet["hub-1"].helper()
    fleet.quiet(60)
    for helper in (alone, hub):
        saves(helper, 50)
    waits = {alone: [], hub: []}
    for number in range(rounds):
        for helper in (alone, hub) if number % 2 else (hub, alone):
            with resting(fleet.all if helper is alone else [fleet.single]):
                waits[helper].append(saves(helper, 200))
            fleet.pause(1)
    ratios = [[figure(b) / figure(a) for a, b in zip(waits[alone], waits[hub])] for figure in (half, most)]
    (median, p99), (median_2, p99_2) = ((half(sum(some, [])), most(sum(some, []))) for some in waits.values())
    told = " and ".join(f"{statistics.median(some):.2f} ({min(some):.2f}–{max(some):.2f})" for some in ratios)
    print(f"  a save, {where}: alone {median:.1f} ms median, {p99:.1f} ms p99; on a hub {median_2:.1f} and {p99_2:.1f}: {told} times, "
          f"medians of {rounds} rounds", flush=True)
    return "" if max(statistics.median(some) for some in ratios) <= wished["save"] else "save"


def saves(helper, count):
    start = len(helper.waits)
    for number in range(count):
        helper.save(f"drak kaffe og snakkede om vejret, nummer {start + number}")
    return helper.waits[start:]


def half(waits):
    return statistics.median(waits) * 1000


def most(waits):
    return statistics.quantiles(waits, n=100)[98] * 1000


@contextmanager
def resting(machines):
    """Stands still for some seconds, which is shorter than others wait for it."""
    processes = [process for machine in machines for process in (machine.broker, machine.daemon) if process]
    for process in processes:
        process.pause()
    try:
        yield
    finally:
        for process in processes:
            process.go_on()
