"""(p) messages into a stream and out of it again, all acknowledged, beside libnats called from C."""
import os

from measuring import Part, Tools, demand, lines_of

places = {1: "one hub", 3: "three hubs"}


def measure(rounds, quick, most):
    part = Part("p", "The broker", rounds, quick)
    count = 10_000 if quick else 50_000
    rows = lines_of(Tools.program("broker-bench"), os.path.join(Tools.peers, "nats"), count, rounds)
    for hubs, at in places.items():
        found = [row for row in rows if row["hubs"] == hubs]
        demand(len(found) == 4 * rounds, f"{len(found)} figures of {rounds} rounds of {at}")
        turns = iter([found[turn * 4:turn * 4 + 4] for turn in range(rounds)])
        part.take({"both": lambda: {named(row): (row["a_second"], "messages/s") for row in next(turns)}}, at, settle=False)
        for what in ("publish", "take in"):
            part.ratio(f"{what.capitalize()}: ours to C", f"{what}, ours", f"{what}, C", at)
    part.note(f"{count:,} messages of 180 bytes with ids of their own, each acknowledged; the servers run on the same cores "
              "as what is measured. Who begins changes from round to round.".replace(",", " ", 1))
    part.keep()


def named(row):
    return f"{row['what']}, {row['who']}"
