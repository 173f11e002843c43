"""Units are drawn in strata, with a probability that is known and above 0."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.sampling.drawing import draw, reason, sample_size, share_out
from framing.sampling.units import Unit

sizes = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1)


def units(n_units, *, n_outlets=4, variable="stance"):
    """Return units of two groups; the second class is rare."""
    return [
        Unit(
            variable=variable,
            article=f"a{n // 3:04d}",
            outlet=f"o{n % n_outlets:03d}",
            group=("state", "western")[n % n_outlets % 2],
            place=n,
            tool_class="1" if n % 9 == 0 else "0",
        )
        for n in range(n_units)
    ]


@given(sizes, st.integers(1, 100))
def test_shares_are_even_within_what_there_is(parts, n):
    found = share_out(parts, n)
    assert sum(found.values()) == min(max(n, len(parts)), sum(parts.values()))
    assert all(1 <= found[key] <= parts[key] for key in parts)
    open_ = [found[key] for key in parts if found[key] < parts[key]]
    assert not open_ or max(open_) - min(open_) <= 1


@given(st.integers(1, 400), st.integers(1, 60), st.integers(0, 9))
def test_weights_add_up_to_the_collection(n_units, n_outlets, seed):
    found = draw(units(n_units, n_outlets=n_outlets), asked=50, seed=seed)
    assert sum(each.size / each.drawn for each in found) == pytest.approx(n_units)
    strata = Counter(each.stratum for each in found)
    assert all(strata[each.stratum] == each.drawn for each in found)
    assert len({(e.unit.article, e.unit.place) for e in found}) == len(found)


def test_the_default_is_a_fifth_more_than_a_verdict_needs():
    found = draw(units(5000))
    groups = Counter(each.unit.group for each in found)
    assert len(found) == 120
    assert groups == {"state": 60, "western": 60}


def test_rare_classes_are_drawn_as_often_as_others():
    found = draw(units(5000))
    assert Counter(each.unit.tool_class for each in found) == {"0": 60, "1": 60}


def test_every_unit_is_drawn_as_often_as_its_probability_says():
    population = units(60, n_outlets=3)
    met = Counter()
    for seed in range(400):
        for each in draw(population, asked=20, seed=seed):
            met[each.unit.place] += 1
    one = draw(population, asked=20, seed=0)
    chance = {each.stratum: each.drawn / each.size for each in one}
    for each in one:
        expected = 400 * chance[each.stratum]
        assert abs(met[each.unit.place] - expected) < 4 * (expected + 1) ** 0.5


def test_with_more_outlets_than_draws_each_unit_keeps_its_chance():
    population = units(600, n_outlets=150)
    found = draw(population, asked=40)
    assert {each.stratum.split(" · ")[-1] for each in found} == {"several outlets"}
    assert len({each.unit.outlet for each in found}) > 25


def test_the_order_says_nothing_about_the_unit():
    found = draw(units(600), asked=60)
    groups = [each.unit.group for each in found]
    assert groups not in (sorted(groups), sorted(groups, reverse=True))
    assert [each.id for each in found[:2]] == ["stance-1", "stance-2"]


def test_the_same_seed_draws_the_same_and_another_does_not():
    population = units(600)
    assert draw(population, seed=3) == draw(population, seed=3)
    assert draw(population, seed=3) != draw(population, seed=4)


def test_nothing_to_draw_is_said():
    assert draw([]) == []
    assert reason([], 0) == "there is no unit in these articles"


@pytest.mark.parametrize(
    ("n_units", "asked", "words"),
    [
        (5000, 0, "120 of 5000 units (state: 60, western: 60)"),
        (5000, 0, "± 7 points (95 %), in the smallest group to ± 10"),
        (5000, 50, "with so few no verdict is given"),
        (40, 0, "30 in each group were not to be had"),
    ],
)
def test_the_size_comes_with_its_reason(n_units, asked, words):
    assert words in reason(draw(units(n_units), asked=asked), n_units)


def test_what_is_in_no_group_is_asked_of_no_group():
    few = [replace(unit, group="") for unit in units(9)]
    told = reason(draw([*units(5000), *few]), 5009)
    assert "in no group: 9" in told
    assert "not to be had" not in told


def test_more_quotations_are_drawn_because_some_are_none():
    assert sample_size(2, sheet="quotation") == 150
