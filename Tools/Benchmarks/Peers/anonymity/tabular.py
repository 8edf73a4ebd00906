"""The same rows through tools that know tables: pycanon says which k they have, anjana makes them k-anonymous.

usage: tillid-anonymity-bench rows --participants 2000 | python3 tabular.py [--most ROWS]

Both take a row for a person. What they do not see is counted beside: participants whom two of their own rows, in
order, tell from all others although each row alone has k alike.
"""
import sys
import time
from collections import defaultdict

import pandas
import pycanon.anonymity
from anjana.anonymity import k_anonymity

K = 11
QUASI = ["kind", "mode", "time", "place", "worker"]


def main():
    most = int(sys.argv[sys.argv.index("--most") + 1]) if "--most" in sys.argv else None
    rows = pandas.read_csv(sys.stdin, dtype=str, keep_default_na=False, nrows=most)
    quasi = [name for name in QUASI if name in rows]
    timed(f"pycanon k over {len(rows)} rows", lambda: pycanon.anonymity.k_anonymity(rows, quasi))
    alike = rows.groupby(quasi)[quasi[0]].transform("size")
    passing = rows[alike >= K]
    print(f"rows of groups of {K} and more: {len(passing)}; participants told by one item or two in order although "
          f"pycanon finds k = {pycanon.anonymity.k_anonymity(passing, quasi)}: {told(passing, quasi)} of "
          f"{passing.participant.nunique()}")
    timed(f"anjana k = {K} over {len(rows)} rows", lambda: len(k_anonymity(
        rows.copy(), ["participant"], quasi, K, 50, hierarchies(rows, quasi))))


def timed(what, work):
    start = time.perf_counter()
    answer = work()
    print(f"{what}: {answer}, {time.perf_counter() - start:.2f} s", flush=True)


def hierarchies(rows, quasi):
    """Each column as it is, or not at all."""
    return {name: {0: rows[name].values, 1: pandas.Series(["*"] * len(rows)).values} for name in quasi}


def told(rows, quasi):
    """Participants who hold an item, or two in order, that fewer than K hold."""
    holders = defaultdict(set)
    for participant, stream in rows.groupby("participant", sort=False):
        items = list(stream[quasi].itertuples(index=False, name=None))
        seen = set()
        for item in items:
            for pattern in [(item,)] + [(before, item) for before in seen]:
                holders[pattern].add(participant)
            seen.add(item)
    return len(set().union(*(people for people in holders.values() if len(people) < K), set()))


main()
