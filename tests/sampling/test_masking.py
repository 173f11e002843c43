"""Outlets are hidden, and what is to be coded is marked."""

from __future__ import annotations

import pytest

from framing.model import Span
from framing.outlets import Outlet, Outlets
from framing.sampling.masking import marked, mask_of, outlet_names

NAMES = (
    ("Banner", "banner"),
    ("Morning Banner", "banner"),
    ("Velland News", "vn"),
    ("banner.example", "banner"),
)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("the Morning Banner reported", "the [outlet] reported"),
        ("the Banner’s man", "the [outlet]’s man"),
        ("THE MORNING BANNER", "THE [outlet]"),
        ("see www.banner.example today", "see www.[outlet] today"),
        ("the Bannerman and a banner", "the Bannerman and a banner"),
        ("Banner, Velland News, Banner", "[outlet], [outlet 2], [outlet]"),
    ],
)
def test_names_are_hidden_and_told_apart(text, hidden):
    assert mask_of(NAMES).fresh().hide(text) == hidden


def test_units_count_outlets_anew():
    mask = mask_of(NAMES)
    assert mask.fresh().hide("Velland News") == "[outlet]"
    assert mask.fresh().hide("Banner") == "[outlet]"


def test_stars_stand_around_what_is_coded():
    text = "Velland and Orvale met."
    found = marked(text, (Span(0, 7), Span(12, 18)), mask_of(()))
    assert found == "**Velland** and **Orvale** met."


def test_stars_next_to_and_inside_hidden_names():
    text = "Velland News quoted Velland."
    found = marked(text, (Span(0, 7), Span(20, 27)), mask_of(NAMES).fresh())
    assert found == "**[outlet]** quoted **Velland**."


def test_names_without_a_profile_are_hidden_too():
    known = Outlets(
        entries=(Outlet(key="banner", name="Banner", aliases=("B",)),),
        groups=(),
        names=(),
    )
    found = outlet_names(known, ["Tesk Post", "unknown", "Banner", ""])
    assert found == (("Banner", "banner"), ("Tesk Post", "Tesk Post"))
