#!/usr/bin/env python3
"""How unevenly a pile of a thousand million texts would lie on a cluster, from how often grams stand in a smaller one.

    python3 Evaluations/simulate_skew.py CHECKPOINT --texts 1e9 --parts 32768

CHECKPOINT is that of a `truecopy.spark` run: what its blocks kept tells in how many different texts each gram stands.

What is assumed: a gram that stands in more texts than copies of one report explain (`--shared`, 50) is a notice or a
turn of phrase, and stands in the same share of a larger pile; all others are as many a text as here. Notices too rare
to be seen here would be in fewer texts than the rarest that is. Needs numpy, pyarrow and the package on the path.
"""

from __future__ import annotations

import argparse

import numpy as np

from truecopy.spark import _packing as packing
from truecopy.spark._storage import Checkpoint

ROW_BYTES = 375
"""What a part holds for each carrier while it sorts: measured, see Guides/billions.md."""


def curve(checkpoint: Checkpoint) -> tuple[np.ndarray, int, int]:
    """How many grams stand in d texts, for d = 0, 1, 2 …; different texts; all grams."""
    counts = np.zeros(1, np.int64)
    texts = 0
    blocks = (checkpoint.note("blocks") or {})["files"]
    for block in range(len(blocks)):
        table = checkpoint.read(f"candidates/box={block}", ["kind", "data"])
        kept = dict(zip(table["kind"].to_pylist(), table["data"].to_pylist()))
        carriers = packing.unpack(kept["facts"])[2].astype(np.int64)
        some = np.bincount(carriers, minlength=len(counts))
        some[: len(counts)] += counts
        counts = some
        rows = checkpoint.read(f"numbers/box={block}", ["data"])["data"][0].as_py()
        texts += int((packing.unpack(rows)[3] == 1).sum())
    names = np.zeros(len(counts), np.int64)
    names[1:] = counts[1:] // np.arange(1, len(counts))
    records = sum(
        int(np.sum(checkpoint.read(f"texts/{file}", ["records"])["records"].to_numpy()))
        for file in checkpoint.files("texts")
    )
    return names, texts, records


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    words.add_argument("checkpoint")
    words.add_argument("--texts", type=float, default=1e9)
    words.add_argument("--parts", type=int, default=32768, help="parts that names are dealt to")
    words.add_argument("--most-carriers", type=float, default=2e6)
    words.add_argument("--shared", type=int, default=50)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    names, texts, records = curve(Checkpoint(given.checkpoint))
    times = np.arange(len(names))
    postings = names * times
    print(f"measured: {texts:,} different texts, {records / texts:.0f} grams a text")
    print(f"  {postings[2:].sum() / texts:.1f} of them stand in another text too")
    print(f"  {names[2] / max(1, names[2:].sum()):.0%} of the repeated grams in just two texts")
    for least in (10, 50, 100, 1000, 10000):
        if least < len(names) and names[least:].sum():
            print(f"  {names[least:].sum():,} grams in {least:,} texts or more")
    top = len(names) - 1
    print(f"  the most common in {top:,} texts, {top / texts:.2%} of all")

    # The same at a larger size: few grams with many carriers, and a sea of others.
    scale = given.texts / texts
    shares = np.repeat(times, np.where(times >= given.shared, names, 0))
    heavy = shares * scale
    light = float(postings[2 : given.shared].sum()) * scale
    crowds = heavy > given.most_carriers
    print(f"\nat {given.texts:.0e} texts: {(light + heavy.sum()):.2e} carriers to sort in {given.parts} parts")
    print(f"  {int(crowds.sum()):,} grams with more than {given.most_carriers:.0e} carriers, the largest {heavy.max(initial=0):.1e}")
    draw = np.random.default_rng(given.seed)
    mean = (light + heavy.sum()) / given.parts
    for name, loads in (
        ("each gram in one part", heavy),
        ("crowds dealt by their carriers' numbers", heavy[~crowds]),
    ):
        worst = []
        for _ in range(20):
            part = np.bincount(
                draw.integers(0, given.parts, len(loads)), loads, minlength=given.parts
            ).astype(float)
            part += draw.normal(light / given.parts, np.sqrt(light / given.parts), given.parts)
            worst.append(part.max())
        most = float(np.mean(worst))
        print(
            f"  {name}: the fullest part has {most:.2e} carriers, {most / mean:.2f} x the mean: "
            f"{most * ROW_BYTES / 2**30:.1f} GB"
        )
    # Ranges are of numbers, as many as there are texts in most_carriers; each has its share of the crowd.
    spans = given.texts / given.most_carriers
    fullest = heavy.max(initial=0) / spans
    print(f"  a range of the largest crowd has {fullest:.1e} carriers: {fullest * ROW_BYTES / 2**30:.2f} GB")


if __name__ == "__main__":
    main()
