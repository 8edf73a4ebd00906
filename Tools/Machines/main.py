"""usage: main.py [--seed N] [--only NAME] [--short] [--rounds N] [--speed] [--list]: see Tools/machines."""
import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import speed
from bench import Bench, LawBroken
from rounds import mixed
from scenarios import scenarios


def main():
    asked = arguments()
    if asked.list:
        return print("\n".join(f"{name:16}{act.sentence}" for name, act in scenarios.items()))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("machines: asked to stop"))
    folder = Path(tempfile.mkdtemp(prefix="tillid-machines-", dir=asked.into))
    failed = []
    try:
        failed = run(asked, folder)
    except KeyboardInterrupt:
        failed = ["interrupted"]
    finally:
        if failed or asked.keep:
            print(f"machines: what each process said lies in {folder}")
        else:
            shutil.rmtree(folder)
    if failed:
        sys.exit(f"machines: {len(failed)} did not hold: {', '.join(failed)} (seed {asked.seed})")
    print("machines: all holds")


def arguments():
    parser = argparse.ArgumentParser(prog="Tools/machines")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    parser.add_argument("--only", action="append", choices=list(scenarios))
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--into", default=os.environ.get("TMPDIR"))
    return parser.parse_args()


def run(asked, folder):
    """The names of those that did not hold."""
    tillid = os.environ["TILLID"]
    if asked.speed:
        return speed.measured(tillid, folder, asked.seed)
    wanted = [act for name, act in scenarios.items() if not asked.only or name in asked.only]
    if asked.short:
        return one_fleet(tillid, folder, asked.seed, [act for act in wanted if act.short], vans=1, regions=0)
    if asked.rounds:
        wanted = [mixed(number, asked.seed) for number in range(asked.rounds)]
    return one_fleet(tillid, folder, asked.seed, wanted, vans=2, regions=1)


def one_fleet(tillid, folder, seed, acts, vans, regions):
    """All on one fleet, one after another; a fresh one after something did not hold."""
    failed, fleet = [], None
    print(f"machines: three hubs, {vans} van{'s' * (vans > 1)}{', a region' * bool(regions)}; seed {seed}", flush=True)
    try:
        for number, act in enumerate(acts):
            if not fleet:
                home = folder / f"fleet-{number}"
                home.mkdir()
                fleet = Bench(tillid, home, seed)
                began = time.monotonic()
                fleet.begin(vans=vans, regions=regions)
                try:
                    fleet.quiet(120)
                except LawBroken as broken:
                    print(f"  ✗ all joined: {broken}", flush=True)
                    return [*failed, "joining"]
                print(f"  · all joined and equal after {time.monotonic() - began:.0f} s", flush=True)
            if not held(act, fleet):
                failed.append(act.__name__)
                fleet = fleet.end()
    finally:
        if fleet:
            fleet.end()
    return failed


def held(act, fleet):
    began = time.monotonic()
    fleet.story.clear()
    try:
        act(fleet)
        fleet.mend()
        waited = fleet.holds()
    except (LawBroken, AssertionError, RuntimeError, OSError) as broken:
        print(f"  ✗ {act.sentence}: {broken}", *fleet.story, sep="\n      ", flush=True)
        return False
    print(f"  ✓ {act.sentence} ({time.monotonic() - began:.0f} s, quiet after {waited:.1f} s)", flush=True)
    return True


main()
