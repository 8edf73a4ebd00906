"""(o) what the noise of tier C hides, and how near its counts come to the truth."""
from measuring import Part, Tools, lines_of


def measure(rounds, quick, most):
    part = Part("o", "Noise", 1, quick)
    part.take({"audit": lambda: audited(20_000 if quick else 100_000)}, "ε at least", settle=False)
    for name in ("discrete Laplace, m 1", "discrete Laplace, m 8", "invented streams, m 4"):
        part.check(f"{name}: ε that the answers prove", name, "ε at least", 1, least=False)
    for name in ("spoiled: half the noise", "spoiled: a person in nine cells instead of two"):
        part.check(f"{name}: more than 1 is found", name, "ε at least", 1)
    for people in (2_000, 20_000)[: 1 if quick else 2]:
        part.take({"nearness": lambda: near(people)}, f"{people:,} people".replace(",", " "), settle=False)
    part.note("One round: each figure is of many draws itself, the nearness a median of nine. The audit is wrong once in a "
              "million.")
    part.keep()


def audited(runs):
    rows = lines_of(Tools.program("noise-bench"), "audit", runs)
    return {row["what"]: (row["leastEpsilon"], "ε") for row in rows}


def near(people):
    found = {}
    for row in lines_of(Tools.program("noise-bench"), "nearness", people):
        name = f"{row['what']}, at most {row['m']} of each"
        if row["medianError"] is not None:
            found[f"{name}: median error"] = (row["medianError"], "share")
        if row["distance"] is not None:
            found[f"{name}: steps moved"] = (row["distance"], "share")
        found[f"{name}: drawn in"] = (row["seconds"], "s")
    return found
