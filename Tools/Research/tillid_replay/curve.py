"""Kaplan and Meier's estimate over spans that are joined until none tells of fewer than may be told."""

import math

COLUMNS = ["from", "to", "atRisk", "had", "left", "share", "low", "high", "shareIfLeftFirst"]


def millionths(share):
    """As figures are written: rounded to millionths, halves upwards."""
    return None if share is None else math.floor(share * 1_000_000 + 0.5) / 1_000_000


def joined(had, left, spans, least):
    """Spans as [from, to, had, left]; None where too few had it, or too few never did."""
    if sum(had) < max(1, least) or 0 < sum(left) < least:
        return None

    def tells(point):
        return all(count == 0 or count >= least for count in point[2:])

    points, current = [], None
    for (start, end), h, l in zip(spans, had, left):
        current = current or [start, end, 0, 0]
        current = [current[0], end, current[2] + h, current[3] + l]
        if current[2] + current[3] > 0 and tells(current):
            points.append(current)
            current = None
    if current and current[2] + current[3] > 0:
        while not tells(current) and points:
            before = points.pop()
            current = [before[0], current[1], before[2] + current[2], before[3] + current[3]]
        points.append(current)
    return points


def curve(had, left, spans, least):
    """Rows with the columns above; None where nothing may be told."""
    points = joined(had, left, spans, least)
    if points is None:
        return None
    at_risk, without, if_left_first, variance, rows = sum(had) + sum(left), 1.0, 1.0, 0.0, []
    for start, end, h, l in points:
        without *= 1 - h / at_risk
        if at_risk > l:
            if_left_first *= 1 - h / (at_risk - l)
        low = high = None
        if at_risk > h:
            variance += h / (at_risk * (at_risk - h))
            if without < 1:
                spread = math.exp(1.959964 * math.sqrt(variance) / math.log(without))
                low, high = 1 - without**spread, 1 - without ** (1 / spread)
        shares = [1 - without, low, high, 1 - if_left_first]
        rows.append(dict(zip(COLUMNS, [start, end, at_risk, h, l] + [millionths(share) for share in shares])))
        at_risk -= h + l
    return rows
