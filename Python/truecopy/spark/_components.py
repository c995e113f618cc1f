"""Which texts hang together: connected components by large-star and small-star in turn.

The number of rounds grows as the logarithm of the number of texts, and no row knows all neighbours of a
text: Kiveris et al., "Connected Components in MapReduce and Beyond", SoCC 2014.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ._run import Run

_log = logging.getLogger("truecopy.spark")


def components(edges: DataFrame, run: Run, name: str) -> DataFrame:
    """The least node (`root`) that each node of the edges (`a`, `b`: long) hangs together with."""
    from pyspark.sql import functions as F

    count = edges.count()
    if count <= run.driver_edges:
        return _at_once(edges)
    sums = None
    for number in range(200):
        edges = run.table(f"{name}-{number:02}", lambda: _small_star(_large_star(edges)))
        row = edges.agg(
            F.count("a"), F.coalesce(F.sum(F.xxhash64("a", "b").cast("decimal(38,0)")), F.lit(0))
        ).first()
        assert row is not None
        _log.info("%s: round %d, %d edges", name, number + 1, row[0])
        if sums == tuple(row):
            break
        sums = tuple(row)
    else:
        raise AssertionError("components do not converge")
    stars = edges.select(F.col("a").alias("node"), F.col("b").alias("root"))
    return stars.union(edges.select(F.col("b").alias("node"), F.col("b").alias("root"))).distinct()


def _at_once(edges: DataFrame) -> DataFrame:
    """Few edges are joined where the search was started: a round costs seconds whatever it holds."""
    import numpy as np
    import pyarrow as pa

    from ._groups import least_of_each_group

    table = edges.select("a", "b").toArrow()
    nodes, places = np.unique(
        np.concatenate([table["a"].to_numpy(), table["b"].to_numpy()]).astype(np.int64),
        return_inverse=True,
    )
    a, b = places[: table.num_rows], places[table.num_rows :]
    roots = least_of_each_group(len(nodes), a, b)
    found = pa.table({"node": nodes, "root": nodes[roots]} if len(nodes) else _EMPTY())
    return edges.sparkSession.createDataFrame(found, "node long, root long")


def _EMPTY() -> dict[str, object]:
    import pyarrow as pa

    return {"node": pa.array([], pa.int64()), "root": pa.array([], pa.int64())}


def _large_star(edges: DataFrame) -> DataFrame:
    """Joins the larger neighbours of each node to the least of its neighbours."""
    from pyspark.sql import functions as F

    both = edges.select("a", "b").union(edges.select(F.col("b").alias("a"), F.col("a").alias("b")))
    least = both.groupBy("a").agg(F.least(F.min("b"), F.col("a")).alias("least"))
    return (
        both.join(least, "a")
        .where("b > a")
        .select(F.col("b").alias("a"), F.col("least").alias("b"))
        .where("a != b")
        .distinct()
    )


def _small_star(edges: DataFrame) -> DataFrame:
    """Joins the smaller neighbours of each node, and the node, to the least of them."""
    from pyspark.sql import functions as F

    down = edges.select(
        F.greatest("a", "b").alias("a"), F.least("a", "b").alias("b")
    ).where("a != b")
    least = down.groupBy("a").agg(F.min("b").alias("least"))
    moved = down.join(least, "a").select(F.col("b").alias("a"), F.col("least").alias("b"))
    return moved.union(least.select("a", F.col("least").alias("b"))).where("a != b").distinct()
