"""How long until something happens for the first time: DuckDB finds the firsts, plain Python the curves.

    python firsts.py RELEASE
"""

from tillid_replay.ages import Ages
from tillid_replay.curve import curve
from tillid_replay.script import run


def firsts(release):
    connection = release.duckdb()
    ages = Ages([word for (word,) in connection.execute("SELECT DISTINCT time FROM events").fetchall()])
    connection.execute("CREATE TABLE marks (time VARCHAR, mark INTEGER)")
    connection.executemany("INSERT INTO marks VALUES (?, ?)", list(ages.marks.items()))
    # An event without a time goes with the one before it.
    connection.execute("""
        CREATE TABLE aged AS
        SELECT participant, seq, kind, mode,
          last_value(mark IGNORE NULLS) OVER (PARTITION BY participant ORDER BY seq) AS mark,
          first_value(mark IGNORE NULLS) OVER (
            PARTITION BY participant ORDER BY seq
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS first
        FROM events LEFT JOIN marks USING (time)""")
    start = "first" if ages.isRelative else "0"
    connection.execute(f"ALTER TABLE aged ADD COLUMN step INTEGER")
    connection.execute(f"UPDATE aged SET step = greatest(0, coalesce(mark - {start}, 0))")
    last = dict(connection.execute("SELECT participant, arg_max(step, seq) FROM aged GROUP BY ALL").fetchall())
    spans = ages.spans(connection.execute("SELECT max(step) + 1 FROM aged").fetchall()[0][0])
    had = connection.execute("""
        SELECT kind, participant, arg_min(step, seq) FROM aged
        WHERE mode IN ('', 'happened') AND kind <> '' GROUP BY ALL ORDER BY kind""").fetchall()
    kinds = {}
    for kind, participant, step in had:
        kinds.setdefault(kind, {})[participant] = step
    rows, hidden = [], 0
    for kind, steps in kinds.items():
        counts, left = [0] * len(spans), [0] * len(spans)
        for participant, end in last.items():
            if participant in steps:
                counts[steps[participant]] += 1
            else:
                left[end] += 1
        points = curve(counts, left, spans, release.least)
        hidden += points is None
        rows += [{"kind": kind} | point for point in points or []]
    return {"participants": len(last), "unit": ages.unit, "hidden": hidden, "rows": rows}


if __name__ == "__main__":
    run("firsts", firsts)
