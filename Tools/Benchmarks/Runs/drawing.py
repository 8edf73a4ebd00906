"""The picture of the documentation: what matters of the results, one column, legible on a phone. It has a ground of
its own, so that it reads the same on a light page and on a dark one."""
import math
from html import escape

from measuring import package

target = package / "Sources/Documentation/Tillid.docc/Resources/benchmarks.svg"

width, margin, text = 480, 24, 15
ground, ink, quiet, rule = "#1d2326", "#f1ead9", "#a3b1ad", "#45545a"
ours, colours = "#9ccfa0", ["#8ab4d8", "#e6c07b", "#d49a8a", "#b9a3d6", "#7f918e"]


class Sheet:
    """What has been drawn so far, from the top down."""

    def __init__(self):
        self.parts, self.y = [], 20

    def write(self, words, x, y, colour=ink, size=text, anchor="start", weight="normal"):
        self.parts.append(f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" font-size="{size}" text-anchor="{anchor}" '
                          f'font-weight="{weight}">{escape(words)}</text>')

    def shape(self, markup):
        self.parts.append(markup)

    def title(self, words, below):
        self.y += 34
        self.write(words, margin, self.y, size=18, weight="600")
        self.y += 21
        self.write(below, margin, self.y, quiet, 14)
        self.y += 12

    def svg(self):
        height = self.y + 24
        return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" width="{width}" '
                f'height="{height:.0f}" role="img">\n<title>Tillid beside its peers: durable appends, rebuild, replay, reads '
                f'of one history, and work on the whole log</title>\n<rect width="{width}" height="{height:.0f}" rx="12" '
                f'fill="{ground}"/>\n<g font-family="system-ui, \'DejaVu Sans\', sans-serif">\n' + "\n".join(self.parts)
                + "\n</g>\n</svg>\n")


def lines(sheet, series, places, unit, mark=None, height=210):
    """Curves over equally spaced places, on a logarithmic scale, each named at its end."""
    values = [value for _, _, curve in series for value in curve if value]
    if not values:
        return
    if mark:
        values.append(mark)
    low, high = math.floor(math.log10(min(values)) * 3) / 3, math.ceil(math.log10(max(values)) * 3) / 3
    left, right, top = margin + 52, width - 148, sheet.y + 8

    def at(place, value):
        return (left + (right - left) * place / (len(places) - 1),
                top + height * (1 - (math.log10(value) - low) / (high - low)))

    for power in range(math.ceil(low), math.floor(high) + 1):
        y = at(0, 10**power)[1]
        sheet.shape(f'<path d="M{left} {y:.1f}H{right}" stroke="{rule}"/>')
        sheet.write(short(10**power), left - 8, y + 5, quiet, 14, "end")
    for place, name in enumerate(places):
        sheet.write(name, at(place, 10**low)[0], top + height + 22, quiet, 14, "middle")
    if mark:
        y = at(0, mark)[1]
        sheet.shape(f'<path d="M{left} {y:.1f}H{right}" stroke="{ink}" stroke-dasharray="2 5"/>')
    ends = []
    for name, style, curve in series:
        points = [at(place, value) for place, value in enumerate(curve) if value]
        if not points:
            continue
        colour, dash = style
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        sheet.shape(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{3 if colour == ours else 2}" '
                    f'stroke-linejoin="round"{dashed}/>')
        for x, y in points:
            sheet.shape(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 if colour == ours else 3}" fill="{colour}"/>')
        ends.append([points[-1][1], name, colour])
    if mark:
        ends.append([at(0, mark)[1], f"aim {short(mark)} {unit}", ink])
    for y, name, colour in apart(ends, 18, top, top + height + 6):
        sheet.write(name, right + 10, y + 5, colour, 14, weight="600" if colour == ours else "normal")
    sheet.y = top + height + 30


def apart(ends, gap, top, bottom):
    """Moves names so that none stands upon another."""
    ends.sort()
    for index in range(1, len(ends)):
        ends[index][0] = max(ends[index][0], ends[index - 1][0] + gap)
    if ends and ends[-1][0] > bottom:
        ends[-1][0] = bottom
        for index in range(len(ends) - 2, -1, -1):
            ends[index][0] = min(ends[index][0], ends[index + 1][0] - gap)
    return ends


def bars(sheet, rows, unit):
    """(name, value, colour, aim) each; the longest fills the width. An aim is an upright stroke."""
    rows = [row for row in rows if row[1]]
    if not rows:
        return
    most = max(max(value, aim or 0) for _, value, _, aim in rows)
    full = width - 2 * margin
    for name, value, colour, aim in rows:
        sheet.write(name, margin, sheet.y + 16, ink, text, weight="600" if colour == ours else "normal")
        sheet.write(f"{short(value)}{unit}", width - margin, sheet.y + 16, colour, text, "end", "600")
        sheet.shape(f'<rect x="{margin}" y="{sheet.y + 23:.0f}" width="{max(2, full * value / most):.1f}" height="9" rx="2" '
                    f'fill="{colour}"/>')
        if aim:
            sheet.shape(f'<path d="M{margin + full * aim / most:.1f} {sheet.y + 19:.0f}v17" stroke="{ink}" stroke-width="2"/>')
        sheet.y += 42


def short(value):
    for size, letter in ((1e6, " M"), (1e3, " k")):
        if value >= size:
            return f"{value / size:.3g}{letter}"
    return f"{value:.3g}"


class Results:
    """Medians by row and place, and ratios by name."""

    def __init__(self, part):
        self.rows = {(row["row"], row["at"]): row["median"] for row in part["rows"]}
        self.checks = {(check["what"], check["at"]): check for check in part["checks"]}
        self.places = list(dict.fromkeys(row["at"] for row in part["rows"]))

    def curve(self, row, places):
        return [self.rows.get((row, at)) for at in places]

    def ratio(self, begins):
        for (what, at), check in self.checks.items():
            if what.startswith(begins):
                yield what, at, check.get("ratio")


def draw(results):
    sheet = Sheet()
    for letter, drawn in (("a", appends), ("b", rebuilds), ("c", library), ("d", histories), ("e", whole)):
        if letter in results:
            drawn(sheet, Results(results[letter]), results[letter])
    target.write_text(sheet.svg(), encoding="utf-8")


def appends(sheet, found, _):
    places = ["1 writer", "16 writers", "64 writers", "256 writers"]
    sheet.title("Durable appends a second", "by writers, each waiting for its own acknowledgement")
    rows = [("Tillid, sealed", "Tillid, sealing included"), ("LMDB from C", "LMDB from C, the same batches"),
            ("PostgreSQL 15", "PostgreSQL 15"), ("SQLite", "SQLite"),
            ("SQLite, grouped", "SQLite behind the group commit of the C program")]
    styles = [(ours, ""), (colours[0], "6 4"), (colours[1], ""), (colours[2], ""), (colours[2], "2 4")]
    series = [(name, style, found.curve(row, places)) for (name, row), style in zip(rows, styles)]
    lines(sheet, series, ["1", "16", "64", "256"], "")


def rebuilds(sheet, found, _):
    at = found.places[-1]
    sheet.title("Rebuild, events a second", f"of {at}; the stroke is the aim")
    row = found.rows.get
    bars(sheet, [("All views, 1 core", row(("All views, 1 core", at)), ours, None),
                 ("All views, 2 cores", row(("All views, 2 cores", at)), ours, 500_000),
                 ("names alone, 2 cores", row(("names, 2 cores", at)), ours, 2_000_000),
                 ("reach alone, 2 cores", row(("reach, 2 cores", at)), ours, 2_000_000),
                 ("Bare C cursor, every byte", row(("Bare C cursor, every byte", at)), colours[0], None)], "")
    if len(found.places) > 1:
        sheet.title("Cost of an event, microseconds", "all views, as the log grows")
        series = [(cores, style, [1e6 / rate if rate else None for rate in found.curve(f"All views, {cores}", found.places)])
                  for cores, style in (("1 core", (colours[0], "")), ("2 cores", (ours, "")))]
        lines(sheet, series, [short(int("".join(filter(str.isdigit, place)))) for place in found.places], "µs", height=130)


def library(sheet, found, _):
    sheet.title("Times as fast as eventsourcing 9.5", "the Python library on SQLite; the stroke is the aim")
    rows = [(f"Append, {at.replace(' an append', ' at once')}", ratio, ours, 10 if at == "1000 an append" else None)
            for _, at, ratio in found.ratio("Append")]
    names = {"Replay, every body opened and decoded, to": ("Replay, all opened, 1 core", 30),
             "Replay, every body opened and decoded, 2": ("Replay, all opened, 2 cores", None),
             "Replay, the same fold": ("Replay, from the headers", 30)}
    for begins, (name, aim) in names.items():
        rows += [(name, ratio, colours[0] if "opened" in name else ours, aim) for _, _, ratio in found.ratio(begins)]
    bars(sheet, rows, " ×")


def histories(sheet, found, _):
    places = ["10 events", "100 events", "1 000 events", "10 000 events"]
    sheet.title("Reading one history, milliseconds", "99 of 100 reads, warm, by events in the history")
    beside = "beside a writer of lines, kept in every view"
    rows = [("Timeline", (ours, ""), "Timeline, from its view, warm, nobody writes, p99"),
            ("Timeline, writer", (ours, "6 4"), f"Timeline, from its view, warm, {beside}, p99"),
            ("Brief", (colours[0], ""), "Brief, from its view, warm, nobody writes, p99"),
            ("Brief, writer", (colours[0], "6 4"), f"Brief, from its view, warm, {beside}, p99"),
            ("All events", (colours[1], ""), "The events themselves, warm, nobody writes, p99")]
    series = [(name, style, found.curve(row, places)) for name, style, row in rows]
    lines(sheet, series, ["10", "100", "1 k", "10 k"], "ms", mark=5)


def whole(sheet, found, _):
    at = found.places[-1]
    sheet.title("The whole log, seconds", f"commands at {at}; the stroke is the aim")
    row = found.rows.get
    bars(sheet, [("verify", row(("verify", at)), ours, None), ("backup", row(("backup", at)), ours, None),
                 ("cp and fsync of its bytes", row(("cp and fsync of the bytes of the backup", at)), colours[0], None),
                 ("erase", row(("erase", at)), ours, 60)], " s")
