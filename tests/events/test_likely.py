"""Where an article without a date belongs."""

from __future__ import annotations

import numpy as np

from framing.config import Grouping
from framing.events.likely import (
    LARGE,
    SUPPORT,
    by_likely_days,
    likely_days,
    with_large_events,
)
from framing.linkage import Edges

ANY = np.full(SUPPORT + 2, 1e7)


def near(days, score=0.9):
    """Return edges of the last article to all others, and the days."""
    n = len(days)
    edges = Edges(np.arange(n), np.full(n, n), np.full(n, score))
    return edges, np.array([*days, np.nan])


def test_too_few_neighbours_give_no_day():
    edges, time = near([5.0] * (SUPPORT - 1))
    assert np.isnan(likely_days(edges, time, 0.73)).all()


def test_neighbours_of_all_days_give_no_day():
    edges, time = near([float(day) for day in range(0, 100, 5) for _ in range(SUPPORT)])
    assert np.isnan(likely_days(edges, time, 0.73)).all()


def test_the_odds_fall_with_the_gap_to_the_likeliest_day():
    edges, time = near([5.0] * SUPPORT + [30.0])
    found = by_likely_days(edges, time, -ANY, ANY, Grouping())
    assert (found.score[:SUPPORT] > 0.9).all()
    assert found.score[SUPPORT] == 0


def test_a_day_that_its_own_words_exclude_is_not_used():
    edges, time = near([5.0] * SUPPORT + [30.0])
    low = np.array([-1e7] * (SUPPORT + 1) + [20.0])
    found = by_likely_days(edges, time, low, ANY, Grouping())
    assert (found.score == edges.score).all()


def test_without_dated_articles_nothing_changes():
    edges = Edges(np.array([0]), np.array([1]), np.array([0.5]))
    found = by_likely_days(
        edges, np.full(2, np.nan), np.full(2, -1e7), np.full(2, 1e7), Grouping()
    )
    assert (found.score == edges.score).all()


def joins(scores, *, own=0.0, dated=True):
    """Whether an article moves from an event of two to one of as many as scores."""
    n = len(scores)
    edges = Edges(
        np.array([*range(n), n]),
        np.array([*[n + 1] * n, n + 1]),
        np.array([*scores, own]),
    )
    known = np.array([dated] * n + [False, False])
    return with_large_events([0] * n + [n, n], edges, known)[n + 1] == 0


def test_an_undated_article_joins_a_large_event_that_several_of_its_articles_are_near():
    assert joins([0.2] * LARGE)
    assert not joins([0.1] * LARGE)


def test_only_events_of_many_dated_articles_draw():
    assert not joins([0.5] * (LARGE - 1))
    assert not joins([0.5] * LARGE, dated=False)


def test_it_stays_where_it_is_nearly_as_near():
    assert not joins([0.15] * LARGE, own=0.9)
    assert joins([0.15] * LARGE, own=0.7)


def test_dated_articles_never_move():
    edges, time = near([5.0] * LARGE, 0.9)
    labels = [*[0] * LARGE, LARGE]
    assert with_large_events(labels, edges, np.ones(len(time), dtype=bool)) == labels


def test_no_articles_make_no_clusters():
    none = Edges(np.zeros(0, int), np.zeros(0, int), np.zeros(0))
    assert with_large_events([], none, np.zeros(0, dtype=bool)) == []
