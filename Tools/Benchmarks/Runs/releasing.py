"""(n) a whole release of a simulated organisation, with verification and attacks, as a command; and its replay."""
import json
import re
import shutil

from guarding import told
from measuring import Part, Scratch, Tools, cached, demand, package
from whole import tillid

towns = package / "Tools/Research/places.yaml"
# How often the real size, and what is aimed at: seconds.
sizes = [(1, 15), (10, 150)]


def measure(rounds, quick, most):
    part = Part("n", "A whole release", rounds, quick)
    for scale, aim in sizes[: 1 if quick else 2]:
        kept = cached(f"organisation-{scale}", lambda folder: make(folder, scale))
        at = f"{scale} × the real size"
        with Scratch() as scratch:
            policy = scratch / "policy.yaml"
            policy.write_text(tillid(kept, "release", "policy", "--study", "bench", "--places", towns)[1])
            part.take({"release": lambda: rehearsed(kept, policy)}, at, settle=False)
            if scale == 1:
                part.take({"replay": lambda: replayed(kept, scratch)}, at, settle=False)
        part.check("A whole release with attacks", "whole release", at, aim, least=False)
        part.check("Its greatest memory", "the most memory", at, 1000, least=False)
    part.note("`release make --rehearse` with the policy of tier B as it is by default: all is made, written, verified "
              "and attacked, and nothing is kept. Replay: of what a controlled replay (tier A) holds, all kinds apart.")
    part.keep()


def make(folder, scale):
    for words in (["init"], ["simulate", "--seed", "1", "--scale", str(scale)]):
        tillid(folder, *words)


def rehearsed(folder, policy):
    seconds, out = tillid(folder, "release", "make", "--policy", policy, "--rehearse", "--json")
    made = json.loads(out)
    found = {"whole release": (seconds, "s"), "the most memory": (made["peakMegabytes"], "MB")}
    return found | {f"of it: {name}": (value, "s") for name, value in made["seconds"].items()}


def replayed(folder, scratch):
    """The events of tier A, in order and as figures. Made once, of a copy that is thrown away."""
    release = scratch / "release"
    if not release.exists():
        shutil.copytree(folder, scratch / "data")
        shutil.copy2(f"{folder}.key", scratch / "data.key")
        policy = scratch / "a.yaml"
        policy.write_text(tillid(folder, "release", "policy", "--tier", "a", "--places", towns)[1])
        tillid(scratch / "data", "release", "make", "--policy", policy, "--to", release)
    text = told(Tools.program("replay-bench"), release)
    rows = re.findall(r"^(\w+) +[\d.]+ s +(\d+) events/s", text, re.MULTILINE)
    demand(rows, "the replay tells nothing")
    return {f"replay: {name}": (float(rate), "events/s") for name, rate in rows}
