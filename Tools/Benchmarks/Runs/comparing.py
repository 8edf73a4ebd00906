"""(i) what other words would change, for some 6,000 participants: rehearsed views held against the served ones."""
from measuring import Part, Scratch, ours
from rebuilding import folder_of, label
import shutil


def measure(rounds, quick, most):
    part = Part("i", "A comparison of views", rounds, quick)
    events = min(most, 20_000 if quick else 217_000)
    kept = folder_of(events)
    with Scratch() as scratch:
        folder = scratch / "data"

        def compare():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(kept, folder)
            shutil.copy2(f"{kept}.key", f"{folder}.key")
            return figures(ours("compare", folder=folder))

        part.take({"comparison": compare}, label(events))
    part.check("All participants, three common words more, s", "three common words more", label(events), 2, least=False)
    part.note("The views are read by the same code and other words. Each person's views in both editions are opened and "
              "compared by bytes; where they differ, each projection says how. What is kept is read again from beside "
              "the views.")
    part.keep()


def figures(found):
    rows = {}
    for name, what in ("few", "a word that hardly anybody used"), ("many", "three common words more"):
        rows[what] = (found[name]["seconds"], "s")
        rows[f"{what}: work of all threads"] = (found[name]["processor"], "s")
        rows[f"{what}: participants"] = (found[name]["people"], "")
        rows[f"{what}: of whom changed"] = (found[name]["changed"], "")
        rows[f"{what}: sentences"] = (found[name]["sentences"], "")
        rows[f"{what}: read again"] = (found[name]["again"], "s")
    return rows
