"""(l) a release written in every format, beside pyarrow and Polars on the same rows."""
import subprocess

from measuring import Part, Scratch, Tools, demand, lines_of, package

peers = package / "Tools/Research/formats/peers.py"
aimed = ("jsonl", "parquet")


def measure(rounds, quick, most):
    part = Part("l", "Writing a release", rounds, quick)
    participants = 2_000 if quick else 20_000
    at = f"{participants:,} participants".replace(",", " ")
    with Scratch() as folder:
        release = folder / "release"
        subprocess.run([Tools.program("formats"), "make", release, str(participants)], check=True)
        part.take({"ours": lambda: ours(folder / "written", participants), "peers": lambda: theirs(release)}, at)
    for name in aimed:
        part.check(f"Rows of {name}, 16 parts", f"{name}, 16 parts", at, 500_000)
    part.ratio("Parquet, packed by gzip: ours to pyarrow", "parquet, 1 part", "pyarrow parquet, gzip", at)
    part.ratio("JSON Lines, packed by gzip: ours to Polars", "jsonl, 1 part", "polars jsonl, gzip 5", at)
    part.note("Each writes the same invented rows from memory to a file; ours hashes what it writes (SHA-256), the "
              "peers do not. Files are not synced.")
    part.keep()


def ours(folder, participants):
    rows = lines_of(Tools.program("formats"), "bench", folder, participants)
    demand(rows, "nothing was written")
    found = {}
    for row in rows:
        parts = "" if row["what"].startswith("ceiling") else f", {row['parts']} part" + "s" * (row["parts"] > 1)
        found[row["what"] + parts] = (row["rowsPerSecond"], "rows/s")
    return found


def theirs(release):
    rows = lines_of(Tools.python, peers, release)
    return {row["what"]: (row["rowsPerSecond"], "rows/s") for row in rows}
