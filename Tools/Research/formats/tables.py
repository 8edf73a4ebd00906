"""JSON Lines, Parquet and CSV, each read by several libraries, to one hash of their contents."""

import csv
import glob
import gzip
import hashlib
import io
import json
import os
import tempfile

from wrong import must

KEYS = ["participant", "seq"]


def digest(rows):
    """Of rows as tuples, whatever their order was; a value that is not there is None."""
    hashed = hashlib.sha256()
    for row in sorted(rows, key=lambda row: row[:2]):
        hashed.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return hashed.hexdigest()


def files(folder, kind):
    found = sorted(glob.glob(f"{folder}/{'events' if kind == 'jsonl' else 'parquet'}/part=*/events.*"))
    must(found, f"{folder} holds no {kind}")
    return found


def python(folder):
    """Names of the columns, and the rows, read with nothing but Python."""
    rows, names = [], []
    for path in files(folder, "jsonl"):
        previous = ("", 0)
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                names += [name for name in row if name not in names]
                key = (row["participant"], row["seq"])
                must(key > previous, f"{path}, line {number}: rows are not sorted")
                expected = previous[1] + 1 if previous[0] == key[0] else 1
                must(key[1] == expected, f"{path}, line {number}: seq should be {expected}")
                must(all(isinstance(v, str) for k, v in row.items() if k != "seq"), f"{path}, line {number}: types")
                must("" not in row.values(), f"{path}, line {number}: an empty value should be left out")
                previous = key
                rows.append(row)
    return names, [tuple(row.get(name) for name in names) for row in rows]


def pyarrow_rows(folder, names):
    import pyarrow as pa
    import pyarrow.json
    import pyarrow.parquet

    schema = pa.schema([(name, pa.int32() if name == "seq" else pa.string()) for name in names])
    options = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    lines = [pyarrow.json.read_json(path, parse_options=options) for path in files(folder, "jsonl") if size(path)]
    parquet = []
    for path in files(folder, "parquet"):
        file = pyarrow.parquet.ParquetFile(path, page_checksum_verification=True)
        table = file.read()
        if len(table):
            sort = [(one.column_index, one.descending) for one in file.metadata.row_group(0).sorting_columns]
            must(sort == [(0, False), (1, False)], f"{path} does not say that it is sorted")
            must(set(names) <= set(table.schema.names), f"{path} lacks a column of the lines")
        parquet.append(table)
    return {"jsonl": rows_of(lines, names), "parquet": rows_of(parquet, names)}


def size(path):
    with gzip.open(path) as file:
        return len(file.read(1))


def rows_of(tables, names):
    return [tuple(row.get(name) for name in names) for table in tables for row in table.to_pylist()]


def duckdb_rows(folder, names):
    import duckdb

    columns = ", ".join(f"'{name}': '{'INTEGER' if name == 'seq' else 'VARCHAR'}'" for name in names)
    wanted = ", ".join(f'"{name}"' for name in names)
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    jsonl = (
        f"read_json('{folder}/events/part=*/events.jsonl.gz', format='newline_delimited', "
        f"columns={{{columns}}}, hive_partitioning=false)"
    )
    parquet = f"read_parquet('{folder}/parquet/part=*/events.parquet', hive_partitioning=false)"
    return {
        "jsonl": connection.execute(f"SELECT {wanted} FROM {jsonl}").fetchall(),
        "parquet": connection.execute(f"SELECT {wanted} FROM {parquet}").fetchall(),
    }


def polars_rows(folder, names):
    import polars as pl

    schema = {name: pl.Int32 if name == "seq" else pl.String for name in names}
    lines = [pl.read_ndjson(gzip.open(path).read(), schema=schema) for path in files(folder, "jsonl") if size(path)]
    parquet = pl.read_parquet(f"{folder}/parquet/part=*/events.parquet", hive_partitioning=False).select(names)
    return {"jsonl": [row for frame in lines for row in frame.rows()], "parquet": parquet.rows()}


# What Spark's machine says of itself before it reads anything.
NOISE = ("incubator modules", "log4j", "Setting default log level", "To adjust logging level", "NativeCodeLoader")


def spark_rows(folder, names):
    """In silence: what the Java side says on standard error is looked through for warnings."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    with tempfile.TemporaryFile("w+") as said:
        kept = os.dup(2)
        os.dup2(said.fileno(), 2)
        try:
            found = spark_session(folder, names)
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            said.seek(0)
            lines = [line for line in said if line.strip() and not any(noise in line for noise in NOISE)]
    must(not lines, f"Spark warns: {''.join(lines)[:400]}")
    return found


def spark_session(folder, names):
    from pyspark.sql import SparkSession
    from pyspark.sql.types import IntegerType, StringType, StructField, StructType

    schema = StructType([StructField(name, IntegerType() if name == "seq" else StringType()) for name in names])
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    lines = session.read.schema(schema).option("mode", "FAILFAST").json(f"{folder}/events").select(names)
    parquet = session.read.parquet(f"{folder}/parquet").select(names)
    found = {"jsonl": [tuple(r) for r in lines.collect()], "parquet": [tuple(r) for r in parquet.collect()]}
    session.stop()
    return found


def csv_rows(folder, names):
    raw = gzip.open(f"{folder}/events.csv.gz").read().decode("utf-8")
    must(not raw or raw.endswith("\r\n"), "events.csv.gz: lines should end with CR LF")
    rows = list(csv.DictReader(io.StringIO(raw, newline=""), strict=True))
    return [tuple(int(row[n]) if n == "seq" else row[n] or None for n in names) for row in rows]


def check(folder, spark=False):
    """The hash that all of them come to, with the rows."""
    names, rows = python(folder)
    expected = digest(rows)
    readers = {"pyarrow": pyarrow_rows, "duckdb": duckdb_rows, "polars": polars_rows}
    if spark:
        readers["spark"] = spark_rows
    for library, read in readers.items():
        for kind, found in read(folder, names).items():
            must(digest(found) == expected, f"{kind} read by {library} is not what the lines say")
    must(digest(csv_rows(folder, names)) == expected, "events.csv.gz is not what the lines say")
    return expected, names, rows
