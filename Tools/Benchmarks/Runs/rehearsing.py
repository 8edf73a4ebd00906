"""(h) a rehearsal by other words, while one helper writes 50 lines a second and another reads 50 briefs; the switch."""
from measuring import Part, Scratch, Tools, ours
from rebuilding import folder_of, label
import shutil

line, brief = "a line, saved and in the views, p99", "a brief, p99"


def measure(rounds, quick, most):
    part = Part("h", "A rehearsal beside writing and reading", rounds, quick)
    events = min(most, 20_000 if quick else 217_000)
    at = label(events)
    kept = folder_of(events)
    with Scratch() as scratch:
        folder = scratch / "data"
        shutil.copytree(kept, folder)
        shutil.copy2(f"{kept}.key", f"{folder}.key")
        seconds, rehearsals, switches = (5, 2, 6) if quick else (30, 8, 24)
        part.take({"rehearsal": lambda: figures(ours(
            "rehearse", folder=folder, tillid=Tools.tillid, seconds=seconds, rehearsals=rehearsals,
            switches=switches))}, at)
    for what in line, brief:
        part.ratio(f"Beside a rehearsal to alone: {what}", f"beside: {what}", f"alone: {what}", at, aim=2, least=False)
    part.check("Switch, old to new, longest, ms", "switch, old to new, longest", at, 10, least=False)
    part.note("Each line and brief is due at its time, whether the one before is done or not, and is timed from then. "
              "The rehearsal is the command, a process of its own; the helpers are in one process. The switch is from "
              "the last look of a reader that saw the old edition to the first that saw the new one.")
    part.keep()


def figures(found):
    rows = {}
    for when in "alone", "beside":
        for name, what in ("line", line), ("brief", brief):
            rows[f"{when}: {what}"] = (found[when][name]["p99"] * 1000, "ms")
    rows["a rehearsal, by the command"] = (found["rehearsal"]["p50"], "s")
    rows["switch, old to new, median"] = (found["gap"]["p50"] * 1000, "ms")
    rows["switch, old to new, longest"] = (found["gap"]["most"] * 1000, "ms")
    rows["switch with its preparation, median"] = (found["whole"]["p50"] * 1000, "ms")
    return rows
