"""Average linkage on a sparse graph: exact, and fast where few pairs are near.

Sokal & Michener (1958), A statistical method for evaluating systematic
relationships; here over a heap of merged sums instead of a dense matrix.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Edges(NamedTuple):
    """Similarity of near pairs, each pair once, ordered by `a`, then `b`.

    Attributes
    ----------
    a, b : ndarray of shape (n_pairs,), int64
        Nodes, ``a < b``.
    score : ndarray of shape (n_pairs,), float64
    """

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    score: NDArray[np.float64]

    def rows(self) -> Iterator[tuple[int, int, float]]:
        """Yield the pairs one by one."""
        yield from zip(*(column.tolist() for column in self), strict=True)


def average_link(
    n: int,
    edges: Edges,
    threshold: float,
    *,
    places: Sequence[float] | None = None,
    widest: float = float("inf"),
) -> list[int]:
    """Return the cluster of each node of a sparse graph, by average linkage.

    Parameters
    ----------
    n : int
        Number of nodes.
    edges : Edges
        A missing pair counts as 0.
    threshold : float
        Clusters are merged while their average similarity is at least this.
    places : sequence of float, optional
        Where each node lies on a line, nan for anywhere.
    widest : float
        No cluster may stretch further on that line.

    Returns
    -------
    list of int
        For each node one node of its cluster, the same for all of them.

    Notes
    -----
    The average similarity of two clusters is the sum of the edges between them
    over the product of their sizes. Sums are merged as clusters are; entries of
    the heap that a merge made stale are skipped when they come up.

    Examples
    --------
    >>> near = Edges(np.array([0, 1]), np.array([1, 2]), np.array([0.9, 0.1]))
    >>> average_link(3, near, 0.5)
    [0, 0, 2]
    >>> average_link(3, near, 0.1, places=[0.0, 5.0, 6.0], widest=2.0)
    [0, 1, 1]
    """
    sums: list[dict[int, float]] = [{} for _ in range(n)]
    pairs = list(edges.rows())
    for a, b, score in pairs:
        sums[a][b] = sums[b][a] = score
    size, owner = [1] * n, list(range(n))
    low = list(places) if places is not None else [float("nan")] * n
    high = low.copy()
    # Pairs under the threshold only come up once a merge has raised them.
    heap = [(-score, a, b, 1, 1) for a, b, score in pairs if score >= threshold]
    heapq.heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if owner[a] != a or owner[b] != b or (size[a], size[b]) != (size_a, size_b):
            continue
        first, last = _least(low[a], low[b]), -_least(-high[a], -high[b])
        if last - first > widest:
            continue
        owner[b] = a
        low[a], high[a] = first, last
        size[a] += size[b]
        sums[a].pop(b)
        for other, total in sums[b].items():
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
                del sums[other][b]
        sums[b] = {}
        for other, total in sums[a].items():
            score = total / (size[a] * size[other])
            if score >= threshold:
                one, two = min(a, other), max(a, other)
                heapq.heappush(heap, (-score, one, two, size[one], size[two]))
    return [_root(owner, node) for node in range(n)]


def _least(one: float, other: float) -> float:
    """Return the smaller of two numbers, where nan is none."""
    if one != one:  # noqa: PLR0124 - nan alone differs from itself
        return other
    return one if other != other else min(one, other)  # noqa: PLR0124


def _root(owner: list[int], node: int) -> int:
    while owner[node] != node:
        owner[node] = owner[owner[node]]
        node = owner[node]
    return node
