"""How fast, on this machine, now. Ratios travel to other machines; absolute figures do not."""
import statistics
import time

import logs
from bench import Bench

wished = {"van to hub": 20_000, "catch-up": 10.0, "save": 1.2}


def measured(tillid, folder, seed):
    """Prints the figures; the names of those that are not as wished."""
    alone = saves_alone(tillid, folder / "alone", seed)
    home = folder / "fleet"
    home.mkdir()
    fleet = Bench(tillid, home, seed)
    try:
        fleet.begin(vans=1)
        fleet.quiet(120)
        slow = [van_to_hub(fleet)]
        slow.append(compared(alone, saves(fleet["hub-1"].helper())))
        return [name for name in slow if name]
    finally:
        fleet.end()


def van_to_hub(fleet):
    """30,000 events told without a signal: how long after the link is mended until a hub has them in its log."""
    van, hub = fleet["van-1"], fleet["hub-1"]
    fleet.alone(van)
    van.fill(fleet.seed, 30_000)
    fleet.pause(3)
    before, wanted = logs.count(hub.folder), logs.count(van.folder)
    fleet.mend()
    began, first, last = time.monotonic(), 0.0, 0.0
    while (have := logs.count(hub.folder)) < wanted and time.monotonic() - began < 120:
        first = first or (time.monotonic() if have > before else 0.0)
        time.sleep(0.02)
    last = time.monotonic()
    rate = (wanted - before) / max(last - first, 0.001)
    print(f"  van to hub: {wanted - before} events in the hub's log {last - began:.1f} s after the link was mended; "
          f"from the first to the last {last - first:.1f} s, {rate:,.0f} a second", flush=True)
    waited = fleet.quiet(120)
    print(f"  … and all machines equal, views too, {waited:.1f} s later", flush=True)
    return "" if rate >= wished["van to hub"] and last - began < wished["catch-up"] else "van to hub"


def saves(helper, count=400):
    for number in range(count):
        helper.save(f"drak kaffe og snakkede om vejret, nummer {number}")
    return helper.waits[count // 4:]


def saves_alone(tillid, folder, seed):
    folder.mkdir()
    bench = Bench(tillid, folder, seed)
    try:
        alone = bench.alone_machine()
        return saves(alone.helper())
    finally:
        bench.end()


def compared(alone, behind):
    """Median and 99th of a hundred of a helper's save on a hub, beside the same on a machine that stands alone."""
    def figures(waits):
        return statistics.median(waits) * 1000, statistics.quantiles(waits, n=100)[98] * 1000
    (median, p99), (median_2, p99_2) = figures(alone), figures(behind)
    print(f"  a save: alone {median:.1f} ms median, {p99:.1f} ms p99; on a hub of four machines {median_2:.1f} and {p99_2:.1f}: "
          f"{median_2 / median:.2f} and {p99_2 / p99:.2f} times", flush=True)
    return "" if max(median_2 / median, p99_2 / p99) <= wished["save"] else "save"
