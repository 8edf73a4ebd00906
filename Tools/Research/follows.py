"""What comes right after what: Polars lays each story beside itself, one event later.

    python follows.py RELEASE
"""

import polars

from tillid_replay.hiding import hidden_cells
from tillid_replay.script import run

BEGIN, END = "(begin)", "(end)"


def steps(release):
    """Every step that anybody takes, as (from, to, count, participants), by name."""
    events = release.polars().select("participant", "kind")
    after = events.with_columns(polars.col("kind").shift(-1).over("participant").fill_null(END).alias("to"))
    begun = events.group_by("participant", maintain_order=True).first()
    begun = begun.select("participant", polars.lit(BEGIN).alias("kind"), polars.col("kind").alias("to"))
    both = polars.concat([after, begun]).group_by("kind", "to")
    counted = both.agg(polars.len().alias("count"), polars.col("participant").n_unique().alias("participants"))
    return sorted(counted.rows())


def shown(all_steps, least):
    """Those that may be told, and how many may not."""
    hidden = {place for place, step in enumerate(all_steps) if step[3] < least}
    for column, edge in [(0, BEGIN), (1, END)]:
        group = [place for place, step in enumerate(all_steps) if step[column] == edge]
        hidden |= hidden_cells(group, least, lambda place: all_steps[place][3])
    return [step for place, step in enumerate(all_steps) if place not in hidden], len(hidden)


def follows(release):
    told, hidden = shown(steps(release), release.least)
    rows = [dict(zip(["from", "to", "count", "participants"], step)) for step in told]
    return {"participants": release.polars()["participant"].n_unique(), "hidden": hidden, "rows": rows}


if __name__ == "__main__":
    run("follows", follows)
