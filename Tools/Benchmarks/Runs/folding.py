"""(g) Each view's own cost for every event, on one core, with all stories told and read beforehand."""
from measuring import Part, ours


def measure(rounds, quick, most):
    part = Part("g", "Folds", rounds, quick)
    at = "in memory, one core"
    part.take({"folds": lambda: costs(0.05 if quick else 0.5)}, at, settle=False)
    part.note("Folded and written, of all events whatever a view listens to; neither sealed nor stored; each story by one view after the other, as a rebuild does. A tally is "
              "counted person by person, as its parts are.")
    part.note("Nanoseconds are of the thread's own time, the least of seven runs; bytes are what a view keeps for each event.")
    part.keep()


def costs(scale):
    done = ours("folds", cores="0", scale=scale)
    rows = {}
    for name, view in sorted(done["views"].items(), key=lambda item: -item[1]["nanoseconds"]):
        rows[name] = (view["nanoseconds"], "ns an event")
    for name, view in done["views"].items():
        if view["bytes"]:
            rows[f"{name}, kept"] = (view["bytes"] / done["events"], "bytes an event")
    rows["all views"] = (sum(view["nanoseconds"] for view in done["views"].values()), "ns an event")
    return rows
