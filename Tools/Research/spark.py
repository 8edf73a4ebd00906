"""The same steps, counted by Apache Spark from the same files, which it reads in parts with the explicit schema.

    python spark.py RELEASE
"""

import json
import os
import sys

from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as f
from pyspark.sql.types import IntegerType, StringType, StructField, StructType

from tillid_replay import COLUMNS, Release

# Only this machine is ever asked.
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
schema = StructType([StructField(name, IntegerType() if name == "seq" else StringType()) for name in COLUMNS])
events = spark.read.schema(schema).json(os.path.join(Release(sys.argv[1]).events, "part=*"))
story = Window.partitionBy("participant").orderBy("seq")
after = events.select(
    "participant", "kind", f.coalesce(f.lead("kind").over(story), f.lit("(end)")).alias("to"),
    f.row_number().over(story).alias("place"),
)
begun = after.where("place = 1").select("participant", f.lit("(begin)").alias("kind"), f.col("kind").alias("to"))
steps = (
    after.drop("place").unionByName(begun).groupBy("kind", "to")
    .agg(f.count("*").alias("count"), f.countDistinct("participant").alias("participants"))
)
json.dump(sorted([list(row) for row in steps.collect()]), sys.stdout)
spark.stop()
