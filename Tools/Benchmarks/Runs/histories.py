"""(d) Read of one participant's history, cold and warm, with and without a writer beside."""
import shutil

from measuring import Part, Scratch, cached, demand, ours, say

ways = {"timeline": "Timeline, from its view", "brief": "Brief, from its view", "raw": "The events themselves"}
writers = {"none": "nobody writes", "log": "beside a writer of the log",
           "lines": "beside a writer of lines, kept in every view"}


def folder_of(quick):
    return cached("short-histories" if quick else "histories",
                  lambda folder: ours("histories", folder=folder, scale=0.1 if quick else 1))


def measure(rounds, quick, _):
    part = Part("d", "A participant's history", rounds, quick)
    kept = folder_of(quick)
    with Scratch() as scratch:
        folder = scratch / "data"
        say("  d copies the folder")
        shutil.copytree(kept, folder)
        shutil.copy2(f"{kept}.key", f"{folder}.key")
        for events in (10, 100, 1000, 10_000):
            at = f"{events:,} events".replace(",", " ")
            part.take({(cold, writer): reading(folder, events, cold, writer, quick)
                       for cold in ("no", "yes") for writer in writers}, at, settle=False)
            for way in ways:
                quiet = row(way, "no", "none", "p99")
                if events == 1000:
                    for writer in writers:
                        part.check(row(way, "no", writer, "p99"), row(way, "no", writer, "p99"), at, 5, least=False)
                for writer in ("log", "lines"):
                    part.ratio(f"{ways[way]}, warm, p99: {writers[writer]}, to nobody writing",
                               row(way, "no", writer, "p99"), quiet, at)
    if not quick:
        lines(part, kept)
    part.note("Among the five invented years with some 217 000 events of others; each history is spread over all of "
              "them. From the view: found, opened, decoded and made into a page. The events themselves: each record "
              "looked up by its position, opened and decoded. Warm: read before. Cold: the process runs, and no page of "
              "its files is in memory or mapped before each single read, but for what the writer fetches again.")
    part.note("Each figure is the median over the rounds of that round's p50 or p99; a round has 200 warm reads or 40 "
              "cold ones (a fifth for 10 000 events). The writer is a thread of the same process and writes without pause.")
    part.keep()


def row(way, cold, writer, quantile):
    return f"{ways[way]}, {'cold' if cold == 'yes' else 'warm'}, {writers[writer]}, {quantile}"


def reading(folder, events, cold, writer, quick):
    def measure():
        reads = (40 if cold == "yes" else 200) // (5 if events == 10_000 else 1) // (2 if quick else 1)
        done = ours("history", folder=folder, events=events, cold=cold, writer=writer, reads=reads)
        demand(done["opened"] >= events and done["rows"] > 0, f"a history of {events} has {done['opened']} events")
        demand(writer == "none" or done["written"] > 0, "the writer wrote nothing")
        demand(writer != "none" or done["resident"] < 0.05, f"{done['resident']:.0%} of the pages stayed in memory")
        return {row(way, cold, writer, quantile): (done[way][quantile] * 1e3, "ms")
                for way in ways for quantile in ("p50", "p99")}
    return measure


def lines(part, kept):
    """What a helper waits for at a participant of two thousand events, among the five years."""
    rows = {"brief": "Brief of 2 000 events, found by name", "briefKept": "The same, the reading kept as an event",
            "line": "A line to the same, kept and seen in every view", "directory": "All names, for finding whom a line is about"}

    def measure():
        with Scratch() as scratch:
            folder = scratch / "data"
            shutil.copytree(kept, folder)
            shutil.copy2(f"{kept}.key", f"{folder}.key")
            done = ours("line", folder=folder, reads=60)
        return {f"{name}, {quantile}": (done[key][quantile] * 1e3, "ms")
                for key, name in rows.items() for quantile in ("p50", "p99")}
    part.take({"lines": measure}, "what a helper waits for")
