"""Tries what several machines are to one another: see Tools/machines."""
import argparse
import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import speed
from rounds import mixed
from run import Run
from scenarios import scenarios
from sweeper import Sweeper

explained = """\
Three hubs, vans and a region run as processes of this machine, on loopback. What befalls them is a scenario or a round;
after each the bench mends what was broken, waits until nothing is on its way any more, and checks the laws: the same
events and keys on all machines, views equal byte for byte, nothing lost, nothing twice, whoever was erased gone
everywhere. Links are cut, silenced and torn between the machines, never on this machine's own network.

What does not hold is told with all that befell the fleet before, and the folder with what each process said is kept.
Ctrl-C ends all processes and takes the folder away; so does whatever ends the bench otherwise.
"""
examples = """\
examples:
  Tools/machines --only torn --only erased     two scenarios
  Tools/machines --rounds 100 --seed 7         a hundred rounds, ten on each fleet; a quarter to three quarters of an hour
  Tools/machines --rounds 8 --first 30 --seed 7     rounds 30 to 37 of that seed once more
"""


def main():
    asked = arguments()
    if asked.list:
        return print("\n".join(f"{name:16}{'short  ' if act.short else '       '}{act.sentence}" for name, act in scenarios.items()))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("machines: asked to stop"))
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a script started it in the background
    folder = Path(tempfile.mkdtemp(prefix="tillid-machines-", dir=asked.into))
    sweeper = Sweeper(folder)
    run = Run(os.environ["TILLID"], folder, asked.seed, asked.keep)
    try:
        if asked.speed:
            run.failed = speed.measured(run.tillid, folder, asked.seed)
        else:
            run.all(acts(asked))
    except KeyboardInterrupt:
        sys.exit(f"machines: interrupted; its processes are ended{'' if asked.keep or run.failed else ' and its folder is removed'}")
    finally:
        if asked.keep or run.failed:
            sweeper.keep()
            print(f"machines: what each process said lies in {folder}")
        else:
            sweeper.sweep()
    if run.failed:
        sys.exit(f"machines: {len(run.failed)} did not hold: {', '.join(run.failed)} (seed {asked.seed})")
    print("machines: all holds")


def arguments():
    parser = argparse.ArgumentParser(prog="Tools/machines", description=explained, epilog=examples,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="says each scenario in a sentence")
    parser.add_argument("--only", action="append", choices=list(scenarios), metavar="NAME", help="this scenario, and no others but those named as well")
    parser.add_argument("--short", action="store_true", help="those of Tools/test: three hubs and a van, under three minutes")
    parser.add_argument("--rounds", type=int, default=0, metavar="N", help="rounds of mixed misfortune instead of scenarios")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first round; 0 if not said")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000, metavar="N", help="the same seed draws the same misfortune; from the clock if not said")
    parser.add_argument("--speed", action="store_true", help="figures instead of laws")
    parser.add_argument("--keep", action="store_true", help="keeps the folders and what each process said, also when all holds")
    parser.add_argument("--into", default=os.environ.get("TMPDIR"), metavar="FOLDER", help="where the folder of a run is made; TMPDIR if not said")
    return parser.parse_args()


def acts(asked):
    """What is to befall them, in order."""
    if asked.rounds:
        return [mixed(number, asked.seed) for number in range(asked.first, asked.first + asked.rounds)]
    wanted = [act for name, act in scenarios.items() if (not asked.only or name in asked.only) and (act.short or not asked.short)]
    if asked.short:
        for act in wanted:
            act.shape, act.fleet = (3, 1, 0), "short"
    return wanted


main()
