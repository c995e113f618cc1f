"""Copies in a pile that lies as Parquet, found by Spark: what to keep, written back as Parquet.

    pip install truecopy-*.whl "pyspark>=4" "pandas<3"
    python copies_in_a_lake.py

Here Spark runs inside this process. On a cluster the same lines go to `spark-submit`; `checkpoint` is then
a folder that all machines reach, and each of them has the two packages.
"""

# %% A pile as a lake has it: Parquet, in no order. These are the invented report of Truecopy and its copies.
import logging
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession

from truecopy.spark import find_copies

logging.basicConfig(level=logging.WARNING, format="%(message)s")
logging.getLogger("truecopy.spark").setLevel(logging.INFO)  # a line for each stage

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", "2")
    .config("spark.ui.showConsoleProgress", "false")
    .getOrCreate()
)
lake = Path(tempfile.mkdtemp())
report = Path(__file__).resolve().parents[3] / "Examples" / "harbour-bridge"
rows = [(path.name, path.read_text("utf-8")) for path in sorted(report.glob("*.txt"))]
spark.createDataFrame(rows, "id string, text string").write.parquet(f"{lake}/pile")

# %% Which texts are copies of one report? Ended in between, the same call goes on where it stopped.
pile = spark.read.parquet(f"{lake}/pile")
links, clusters, keep, drop, *_ = find_copies(pile, "id", "text", checkpoint=f"{lake}/work")
clusters.select("cluster", "keep", "size").show(truncate=False)
drop.select("id", "kept", "relation", "reason").show(truncate=False)

# %% The texts to keep, as Parquet.
pile.join(keep, "id").write.parquet(f"{lake}/kept")
print(spark.read.parquet(f"{lake}/kept").count(), "texts kept in", f"{lake}/kept")
spark.stop()
