"""The documentation page, made of the results: what was aimed at, then every median."""
from measuring import package

target = package / "Sources/Documentation/Tillid.docc/Benchmarks.md"

opening = """# Benchmarks

What must be fast, against its peers in the same run: ratios, medians, and the machine that they were made on.

## Overview

![Durable appends, rebuild, replay, reads of one history, and work on the whole log, beside their peers](benchmarks)

`Tools/bench` makes all of this: it builds the peers, measures, and writes this page, its picture and `benchmarks.json`. Competitors take turns, round after round, so that what disturbs the machine disturbs each of them; a figure is the median of the rounds, and a ratio is that of two medians, with the least and the greatest of a single round in brackets. Trust the ratios: absolute figures move with the machine and its disk. Each measurement checks what it measured: that every acknowledged event is stored once, that sums and folds are equal.
"""


def make(results):
    target.write_text("\n".join([opening, *(section(letter, part) for letter, part in results.items())]), encoding="utf-8")


def section(letter, part):
    made = f"Measured on {part['made']}, {part['rounds']} rounds{', shortened' if part['quick'] else ''}."
    lines = [f"## {part['title']}", "", made, ""]
    lines += table(["compared", "at", "measured", "aim", ""], [compared(check) for check in part["checks"]])
    lines += medians(part["rows"]) + [f"- {note}" for note in part["notes"]] + [""]
    lines += ["The machine: " + "; ".join(f"{key} {value}" for key, value in part["machine"].items()) + ".", ""]
    return "\n".join(lines)


def compared(check):
    unit = check.get("unit", "")
    value = check.get("ratio", check.get("value"))
    spread = f"{number(value)} {unit} [{number(check['low'])} – {number(check['high'])}]".replace("  ", " ")
    aim = "" if check["aim"] is None else ("at least " if check["least"] else "at most ") + number(check["aim"])
    return [check["what"], check["at"], spread, aim, {True: "reached", False: "**not reached**", None: ""}[check["met"]]]


def medians(rows):
    """One table for each unit; places are columns."""
    lines = []
    for unit in dict.fromkeys(row["unit"] for row in rows):
        mine = [row for row in rows if row["unit"] == unit]
        places = list(dict.fromkeys(row["at"] for row in mine))
        found = {(row["row"], row["at"]): row["median"] for row in mine}
        cells = [[name, *(number(found[name, at]) if (name, at) in found else "" for at in places)]
                 for name in dict.fromkeys(row["row"] for row in mine)]
        lines += table([f"median, {unit}", *places], joined(cells))
    return lines


def joined(cells):
    """Half of all and 99 of 100 stand in one cell."""
    by_name = {cell[0]: cell for cell in cells}
    for name, *values in cells:
        if name.endswith(", p50") and (other := by_name.get(name[:-3] + "p99")):
            yield [name[:-5] + ", p50 · p99", *(f"{a} · {b}" if a else "" for a, b in zip(values, other[1:]))]
        elif not name.endswith(", p99"):
            yield [name, *values]


def table(head, rows):
    rows = list(rows)
    if not rows:
        return []
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows)] + [""]


def number(value):
    """Three digits that count; thousands apart."""
    if value >= 100:
        return f"{int(float(f'{value:.3g}')):,}".replace(",", " ")
    return f"{value:.3g}"
