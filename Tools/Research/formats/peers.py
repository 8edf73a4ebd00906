"""Rows a second of pyarrow and Polars, on the rows of a release, in the shape of `tillid-formats bench`.

    python peers.py FOLDER
"""

import glob
import gzip
import json
import os
import sys
import tempfile
import time


def measured(what, rows, write):
    """The best of three rounds, by the wall and by the cores' time."""
    best = [float("inf")] * 2
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        write()
        best = [min(best[0], time.perf_counter() - start), min(best[1], time.process_time() - used)]
    wall, cores = (int(rows / seconds) for seconds in best)
    print(json.dumps({"what": what, "rows": rows, "rowsPerSecond": wall, "rowsPerCoreSecond": cores}), flush=True)


def main(folder):
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.concat_tables(pq.ParquetFile(path).read() for path in sorted(glob.glob(f"{folder}/parquet/part=*/*")))
    frame = pl.from_arrow(table)
    with tempfile.TemporaryDirectory() as made:
        path = os.path.join(made, "file")
        measured("pyarrow parquet, gzip", table.num_rows, lambda: pq.write_table(table, path, compression="gzip"))
        measured("pyarrow parquet, snappy", table.num_rows, lambda: pq.write_table(table, path))
        measured("polars jsonl, not packed", table.num_rows, lambda: frame.write_ndjson(path))

        def packed():
            with gzip.open(path, "wb", compresslevel=5) as file:
                frame.write_ndjson(file)

        measured("polars jsonl, gzip 5", table.num_rows, packed)


main(sys.argv[1])
