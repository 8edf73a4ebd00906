"""(j) Search over 200 000 sealed lines, in a process that stays and by a command that runs once."""
import shutil
import subprocess
import time

from measuring import Part, Scratch, Tools, cached, demand, ours

lines = 200_000
rows = {"times": "A search", "after": "A search after a line was told"}


def measure(rounds, quick, _):
    part = Part("j", "Search", rounds, quick)
    kept = cached(f"spoken-{lines}", make)
    at = f"{lines:,} lines".replace(",", " ")
    with Scratch() as scratch:
        folder = scratch / "data"
        shutil.copytree(kept, folder)
        shutil.copy2(f"{kept}.key", f"{folder}.key")
        part.take({"search": lambda: searching(folder, quick)}, at)
        part.take({"once": lambda: once(folder)}, at)
    part.check("A search, p99", "A search, p99", at, 50, least=False)
    part.check("A search after a line was told, p99", "A search after a line was told, p99", at, 50, least=False)
    part.note("The lines are those of the simulation, each with two words more out of sixty thousand invented ones. A "
              "search asks for one to three words, some inflected, some with two letters changed about, and shows "
              "ten lines. Its time is all that a helper waits for: the words are looked for, the lines opened, and the "
              "reading kept in the log and in the views of everybody who is shown, before it is answered.")
    part.note("The first search of a process opens all lines and takes their words into memory; a command that runs once "
              "does just that, and starts the program besides.")
    part.keep()


def make(folder):
    made = ours("spoken", folder=folder, lines=lines)
    demand(made["lines"] >= lines, f"there are {made['lines']} lines of {lines}")


def searching(folder, quick):
    done = ours("search", folder=folder, searches=100 if quick else 300)
    demand(done["found"] > 0, "nothing was found")
    found = {f"{name}, {quantile}": (done[key][quantile] * 1e3, "ms")
             for key, name in rows.items() for quantile in ("p50", "p99")}
    return {**found, "The first search of a process": (done["first"] * 1e3, "ms"),
            "What it keeps in memory": (done["held"] / 1e6, "MB")}


def once(folder):
    start = time.perf_counter()
    done = subprocess.run([Tools.tillid, "search", "tandlæge", "--data", folder], capture_output=True, text=True)
    taken = time.perf_counter() - start
    demand(done.returncode == 0 and "tandlæge" in done.stdout.lower(), done.stderr)
    return {"tillid search, run once": (taken * 1e3, "ms")}
