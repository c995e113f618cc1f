"""`find` on Apache Spark, for piles that outgrow one machine: the same answer, byte for byte.

    from truecopy.spark import find_copies

    found = find_copies(spark.read.parquet("s3://…/pile"), "id", "text", checkpoint="s3://…/work")
    found.drop.join(…)

Every machine needs this package, with its engine, and PySpark 4; Guides/billions.md tells what it costs.
"""

from __future__ import annotations

from ._find import CopiesFound, find_copies

__all__ = ["CopiesFound", "find_copies"]
