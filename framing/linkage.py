"""Average linkage on a sparse graph: exact, and fast where few pairs are near.

Sokal & Michener (1958), A statistical method for evaluating systematic
relationships; here over a heap of merged sums instead of a dense matrix.
"""

from __future__ import annotations

import heapq

Edges = dict[tuple[int, int], float]
"""Similarity of near pairs, the smaller index first."""


def average_link(n: int, edges: Edges, threshold: float) -> list[int]:
    """Return the cluster of each node of a sparse graph, by average linkage.

    Parameters
    ----------
    n : int
        Number of nodes.
    edges : mapping of (int, int) to float
        Similarity of pairs, the smaller node first; a missing pair counts as 0.
    threshold : float
        Clusters are merged while their average similarity is at least this.

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
    >>> average_link(3, {(0, 1): 0.9, (1, 2): 0.1}, 0.5)
    [0, 0, 2]
    """
    sums: list[dict[int, float]] = [{} for _ in range(n)]
    for (a, b), score in sorted(edges.items()):
        sums[a][b] = sums[b][a] = score
    size, owner = [1] * n, list(range(n))
    heap = [(-score, a, b, 1, 1) for (a, b), score in sorted(edges.items())]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= threshold:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if owner[a] != a or owner[b] != b or (size[a], size[b]) != (size_a, size_b):
            continue
        owner[b] = a
        size[a] += size[b]
        sums[a].pop(b)
        for other, total in sums[b].items():
            if other != a:
                sums[a][other] = sums[other][a] = sums[a].get(other, 0.0) + total
                del sums[other][b]
        sums[b] = {}
        for other, total in sums[a].items():
            low, high = min(a, other), max(a, other)
            score = total / (size[a] * size[other])
            heapq.heappush(heap, (-score, low, high, size[low], size[high]))
    return [_root(owner, node) for node in range(n)]


def _root(owner: list[int], node: int) -> int:
    while owner[node] != node:
        owner[node] = owner[owner[node]]
        node = owner[node]
    return node
