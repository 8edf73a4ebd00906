"""From a hand to an answer: the ways by which the stages of help are reached for the first time, in plain Python.

    python flows.py RELEASE
"""

from collections import Counter

from tillid_replay.hiding import hidden_cells
from tillid_replay.script import run

HELP = """help mitid e-boks letters post-exemption bank-account citizen-service called-authority application complaint
    benefits deadline did-it-themselves transport accompanied repair it-help""".split()
BRIDGE = """bridge debt-advice legal-aid doctor dentist hospital addiction-treatment gambling-treatment psychiatry
    jobcentre housing-office shelter crisis-centre contact-person home-support residential outreach-team
    prison-probation church-ngo warm-handover""".split()
OTHERS = {"granted": "granted", "refused-by-system": "refused", "waiting-list": "waiting", "answer": "answer"}
MODES = ["arranged", "happened", "declined", "failed"]


def stage(row, has_modes):
    """What a row reaches; None where it reaches nothing."""
    kind, mode = row["kind"], row["mode"] or "happened"
    if kind in BRIDGE:
        return f"bridge {mode}" if has_modes else "bridge"
    if mode != "happened":
        return None
    return "help" if kind in HELP else OTHERS.get(kind)


def flows(release):
    has_modes = release.has("mode")
    bridges = [f"bridge {mode}" for mode in MODES] if has_modes else ["bridge"]
    order = ["(begin)", "help", *bridges, "granted", "refused", "waiting", "answer", "(end)"]
    counts = Counter()
    for rows in release.stories.values():
        reached = ["(begin)"]
        for row in rows:
            next_stage = stage(row, has_modes)
            if next_stage and next_stage not in reached:
                counts[(reached[-1], next_stage)] += 1
                reached.append(next_stage)
        if len(reached) > 1:
            counts[(reached[-1], "(end)")] += 1
    pairs = sorted(counts, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    hidden = hide(pairs, counts, order, release.least)
    rows = [
        {"from": pair[0], "to": pair[1], "participants": counts[pair]} for pair in pairs if pair not in hidden
    ]
    return {"participants": len(release.stories), "hidden": len(hidden), "rows": rows}


def hide(pairs, counts, order, least):
    """As many leave a stage as come to it: rows and columns are looked at until neither gives anything away."""
    hidden, before = set(), -1
    while len(hidden) > before:
        before = len(hidden)
        for side in (0, 1):
            for name in order:
                group = [pair for pair in pairs if pair[side] == name]
                hidden |= hidden_cells(group, least, counts.get, hidden)
    return hidden


if __name__ == "__main__":
    run("flows", flows)
