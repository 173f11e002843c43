from __future__ import annotations

import os

import pytest

from framing.engine import available_workers, map_batches
from framing.errors import ParameterError


def squared(numbers):
    return [n * n for n in numbers]


def where(_):
    return os.getpid()


BATCHES = [[i, i + 1] for i in range(9)]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order_whatever_the_workers(workers):
    made = list(map_batches(squared, BATCHES, workers=workers))
    assert made == [squared(batch) for batch in BATCHES]


def test_workers_are_other_processes():
    assert os.getpid() not in set(map_batches(where, range(4), workers=2))


def test_one_batch_starts_no_process():
    assert list(map_batches(where, [0], workers=2)) == [os.getpid()]


def test_only_a_few_batches_are_read_ahead():
    read = []
    made = map_batches(squared, (read.append(i) or [i] for i in range(50)), workers=1)
    next(made)
    assert len(read) <= 3


def test_no_worker_is_refused():
    with pytest.raises(ParameterError, match="at least 1, got 0"):
        list(map_batches(squared, [], workers=0))


def test_this_machine_has_a_processor():
    assert available_workers() >= 1
