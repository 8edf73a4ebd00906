"""(f) Lines read on one core, with their allocations; and all of a log read anew by other words, against a bare scan."""
import os
import subprocess
import sys

from measuring import Part, Scratch, Tools, cached, demand, ours, peer

kinds = ("labelled", "simulated")
cursor = "Bare C cursor, every byte"
anew = "All views, read anew by other words"


def measure(rounds, quick, most):
    part = Part("f", "Reading", rounds, quick)
    for lines in kinds:
        part.take({lines: reading(lines)}, f"{lines} lines", settle=False)
        part.ratio("Reading to copying the same bytes", "Lines read", "Lines copied", f"{lines} lines")
        part.check("Lines read on one core", "Lines read", f"{lines} lines", 500_000)
        part.check("Allocations of a line, its result among them", "Allocations of a line", f"{lines} lines", 1, least=False)
    for events in [events for events in (1_000_000, 10_000_000)[: 1 if quick else 2] if events <= most] or [most]:
        folder, at = folder_of(events), f"{events:,} events".replace(",", " ")
        part.take(competitors(folder, events), at)
        part.ratio("Reading all anew on 2 cores to the bare C cursor", row(2), cursor, at)
        part.check(row(2), row(2), at, 333_333)
    part.note("Labelled lines are those of Tools/notes, 49 bytes long; simulated ones are those of the simulation, 37 "
              "bytes long. Copying and adding up go byte by byte over the same lines in the same process.")
    part.note("An allocation is a call of malloc, calloc or realloc, counted in a run of one round and in one of "
              "eleven; a line that tells something needs one for its readings.")
    part.note("Reading anew: the log ends with a vocabulary that has a kind more, and all views are built by it.")
    part.keep()


def row(jobs):
    return f"{anew}, {jobs} core{'s' if jobs > 1 else ''}"


def folder_of(events):
    def make(folder):
        made = ours("log", folder=folder, events=events, adopt="changed")
        demand(made["events"] == events, f"the log has {made['events']} events of {events}")
    return cached(f"anew-{events}", make)


def reading(lines):
    def measure():
        done = ours("lines", lines=lines, times=100 if lines == "labelled" else 2, cores="0")
        counts = [allocations(lines, times) for times in (1, 11)]
        return {"Lines read": (done["lines"] / done["reading"], "lines/s"),
                "Lines copied": (done["lines"] / done["copying"], "lines/s"),
                "Lines added up": (done["lines"] / done["adding"], "lines/s"),
                "Allocations of a line": ((counts[1][0] - counts[0][0]) / (counts[1][1] - counts[0][1]), "a line"),
                "Vocabulary made ready": (done["compiling"] * 1000, "ms"),
                "Vocabulary taken up as it was kept": (done["taking"] * 1000, "ms")}
    return measure


def allocations(lines, times):
    """How many there were, and how many lines."""
    words = [Tools.ours, "lines", "--lines", lines, "--times", str(times), "--count", "10000"]
    env = {**os.environ, "LD_PRELOAD": os.path.join(Tools.peers, "counting.so")}
    done = subprocess.run(words, capture_output=True, text=True, env=env)
    if done.returncode:
        sys.exit(f"bench: {' '.join(words)} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    lines_read = int(done.stdout.split('"lines":')[1].split(",")[0])
    return int(done.stderr.split()[-1]), lines_read


def competitors(folder, events):
    def scanned():
        done = peer("lmdb", "scan", folder / "log")
        demand(done["events"] == events, f"the cursor read {done['events']} of {events}")
        return {cursor: (done["events"] / done["seconds"], "events/s")}

    def built(jobs):
        def measure():
            with Scratch() as views:
                done = ours("rebuild", cores="0" if jobs == 1 else None, folder=folder, views=views / "views", jobs=jobs)
            demand(done["events"] == events and done["behind"] == done["asides"] == 0, "the views are not whole")
            return {row(jobs): (done["events"] / done["seconds"], "events/s")}
        return measure

    return {cursor: scanned, row(1): built(1), row(2): built(2)}
