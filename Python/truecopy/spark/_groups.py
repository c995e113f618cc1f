"""What hangs together by pairs, in memory."""

from __future__ import annotations

import numpy as np


def least_of_each_group(count: int, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """For each of the numbers below `count` the least that it hangs together with by pairs of `a` and `b`.

    Each round halves the way to it, as in Shiloach and Vishkin (1982), “An O(log n) Parallel
    Connectivity Algorithm”.
    """
    least = np.arange(count)
    while True:
        before = least.copy()
        smaller = np.minimum(least[a], least[b])
        np.minimum.at(least, least[a], smaller)
        np.minimum.at(least, least[b], smaller)
        least = least[least]
        if np.array_equal(least, before):
            return least
