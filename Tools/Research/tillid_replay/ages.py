"""How long after the first event of its participant each row stands, in steps; and what each step means."""

import datetime
import re


class Ages:
    """`marks` gives each word of the column `time` its number; `spans` says from when until when each step is."""

    def __init__(self, words):
        words = sorted(word for word in set(words) if word)
        if not words:
            raise SystemExit("the release tells no times: no figure over time can be made")
        self.rule = rule(words[0])
        if any(rule(word) != self.rule for word in words):
            raise SystemExit("the times of the release are of different sorts")
        self.isRelative = self.rule != "elapsed"
        self.unit = "quarters" if self.rule == "quarter" else "days"
        # Whether two events in different steps were certainly two meetings.
        self.tellsMeetings = self.rule in ("day", "week")
        if self.rule == "elapsed":
            ends = {int(word.split("-")[0]): word.split("-")[1] for word in words}
            starts = sorted(ends)
            self.marks = {word: starts.index(int(word.split("-")[0])) for word in words}
            self._spans = [(start, int(ends[start]) if ends[start] else None) for start in starts]
        else:
            self.marks = {word: number(word) for word in words}

    def spans(self, steps):
        if self.rule == "elapsed":
            return self._spans
        if self.rule == "week":
            return [(7 * step, 7 * step + 6) for step in range(steps)]
        return [(step, step) for step in range(steps)]

    def of(self, rows):
        """The step of each row of a story."""
        first, last, steps = None, 0, []
        for row in rows:
            mark = self.marks.get(row["time"])
            if mark is not None:
                first = mark if first is None else first
                last = mark - first if self.isRelative else mark
            steps.append(max(0, last))
        return steps


def rule(word):
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return "day"
    if re.fullmatch(r"\d{4}-W\d{2}", word):
        return "week"
    if re.fullmatch(r"\d{4}-Q[1-4]", word):
        return "quarter"
    if re.fullmatch(r"\d+-\d*", word):
        return "elapsed"
    raise SystemExit(f"‘{word}’ is no time of a release")


def number(word):
    if rule(word) == "day":
        return datetime.date.fromisoformat(word).toordinal()
    if rule(word) == "week":
        year, week = word.split("-W")
        return datetime.date.fromisocalendar(int(year), int(week), 1).toordinal() // 7
    year, quarter = word.split("-Q")
    return int(year) * 4 + int(quarter) - 1
