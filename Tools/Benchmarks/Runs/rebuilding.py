"""(b) Rebuild of all views and of a light one, on one core and on two, against a bare scan of the same log."""
from measuring import Part, Scratch, cached, demand, ours, peer

cursor, reader = "Bare C cursor, every byte", "Tillid's reader, every byte"
light = ("names", "reach")


def folder_of(events):
    def make(folder):
        made = ours("log", folder=folder, events=events)
        demand(made["events"] == events, f"the log has {made['events']} events of {events}")
    return cached(f"log-{events}", make)


def label(events):
    return f"{events:,} events".replace(",", " ")


def measure(rounds, quick, most):
    part = Part("b", "Rebuild", rounds, quick)
    sizes = [events for events in (100_000, 1_000_000, 10_000_000)[: 2 if quick else 3] if events <= most]
    for events in sizes:
        folder, sums = folder_of(events), {}
        part.take(competitors(folder, events, sums), label(events))
        for jobs in (1, 2):
            all_views = row("All views", jobs)
            part.ratio(f"All views on {cores(jobs)} to the bare C cursor", all_views, cursor, label(events))
            for view in light:
                part.ratio(f"{view} alone on {cores(jobs)} to the bare C cursor", row(view, jobs), cursor, label(events))
    part.ratio("Cost of an event at ten million to that at one million, all views, 2 cores", row("All views", 2),
               row("All views", 2), label(1_000_000), label(10_000_000), aim=1.1, least=False)
    largest = label(sizes[-1])
    part.check("All views, 2 cores", row("All views", 2), largest, 500_000)
    for view in light:
        part.check(f"{view} alone, 2 cores", row(view, 2), largest, 2_000_000)
    part.check("Anonymous memory, all views, 2 cores", memory("anonymous", "All views", 2), largest, 1024, least=False)
    part.check("All resident memory, all views, 2 cores", memory("resident", "All views", 2), largest, 1024, least=False)
    part.note("Events of the simulation, all read, opened, told, folded and sealed; the log is in the page cache, the "
              "views are synced before they count as built. One core: the whole process is bound to one.")
    part.note("Resident memory (VmHWM) counts the pages of mapped files, which the system may take back; anonymous "
              "memory (RssAnon, looked at every 50 ms) is the process's own.")
    part.keep()


def cores(jobs):
    return "1 core" if jobs == 1 else f"{jobs} cores"


def row(what, jobs):
    return f"{what}, {cores(jobs)}"


def memory(kind, what, jobs):
    return f"Most {kind} memory: {row(what, jobs)}"


def competitors(folder, events, sums):
    def scanned(name, work):
        def measure():
            done = work()
            demand(done["events"] == events, f"{name} read {done['events']} of {events}")
            demand(sums.setdefault("scan", done["sum"]) == done["sum"], f"{name} read other bytes")
            return {name: (done["events"] / done["seconds"], "events/s")}
        return measure

    def built(what, jobs):
        def measure():
            with Scratch() as views:
                asked = {"folder": folder, "views": views / "views", "jobs": jobs}
                if what != "All views":
                    asked["only"] = what
                if events <= 100_000:
                    asked["check"] = "contents"
                done = ours("rebuild", cores="0" if jobs == 1 else None, **asked)
            demand(done["events"] == events and done["behind"] == done["asides"] == 0, f"{what} is not at the end of the log, or not whole")
            for fact in ("entries", "contents"):
                demand(sums.setdefault((what, fact), done.get(fact)) == done.get(fact), f"{what} came out otherwise")
            return {row(what, jobs): (events / done["seconds"], "events/s"),
                    memory("anonymous", what, jobs): (done["anonymousPeak"] / 2**20, "MB"),
                    memory("resident", what, jobs): (done["peak"] / 2**20, "MB")}
        return measure

    found = {cursor: scanned(cursor, lambda: peer("lmdb", "scan", folder / "log")),
             reader: scanned(reader, lambda: ours("scan", folder=folder))}
    for what in ("All views", *light):
        for jobs in (1, 2):
            found[row(what, jobs)] = built(what, jobs)
    return found
