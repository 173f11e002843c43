"""Pairs that only look like one event, written for this by hand.

All countries, people and firms are invented. The rules of `framing.events.cues` were
made with these pairs in sight, as were later ones with `lookalikes_fresh.jsonl`.
`lookalikes_third.jsonl` was written by the author of those and first measured at 16 of
20; that a weekday in both leads parts two texts was settled after that.
`lookalikes_fourth.jsonl` was written by a reader who could not see the program, as hard
as real copies are, and first measured at 28 of 40. Settled after that: a weekday with
its date parts two texts, previews meet the reports of their day, and a host is looked
for beyond the opening. Of the rest, three reports in other words find no partner, and
two undated texts name no day. `lookalikes_fifth.jsonl`, by another such reader, was
first measured at 29 of 40: previews without a verb of meeting ("will walk out from
Monday") were not seen as such. They are since, and a rate has one level. Of the rest,
three reports in other words and a preview find no partner. `lookalikes_sixth.jsonl`, by
a third reader, was first measured at 25 of 40; 27 of its pairs lack a date on one side
or both. Settled after that: headlines and polls announce, votes are told in full. What
is left names no day, or recalls the other's event in a sentence that is left out.
`lookalikes_seventh.jsonl`, by a fourth reader, was first measured at 20 of 36, and all
pairs, each alone, at 201 of 252: what two articles share weighed too little where no
other stood beside them. Settled after that: that weight, places in a sequence up to the
62nd and further down, days that are told in full, "brace for … on Thursday". Of what is
left five reports have next to no word in common, and four names of the same people meet
without a date.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.events import group_events, read_item
from framing.model import Article

FOLDER = Path(__file__).parent
# Two storms in two towns on one day share more than a report and a comment do:
# they are listed, and not asked for.
NOT_ASKED = "same day, other event"
FLOORS = {
    "lookalikes.jsonl": 36,
    "lookalikes_fresh.jsonl": 36,
    "lookalikes_third.jsonl": 17,
    "lookalikes_fourth.jsonl": 34,
    "lookalikes_fifth.jsonl": 34,
    "lookalikes_sixth.jsonl": 27,
    "lookalikes_seventh.jsonl": 21,
}


def pairs(name):
    """Return the pairs of a file that are asked for."""
    lines = (FOLDER / name).read_text("utf-8").split("\n")
    made = [json.loads(line) for line in lines if line]
    return [pair for pair in made if pair["kind"] != NOT_ASKED]


def right(together):
    """Return whether each pair was put together or kept apart as it should be."""
    items = [
        read_item(
            Article(
                id=pair["id"] + side,
                raw=pair[side]["text"],
                title=pair[side]["title"],
                published=pair[side]["date"],
            )
        )
        for pair in together
        for side in "ab"
    ]
    found = {key: e.id for e in group_events(items) for key in e.articles}
    return {
        pair["id"]: (found[pair["id"] + "a"] == found[pair["id"] + "b"]) == pair["same"]
        for pair in together
    }


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_most_pairs_are_told_apart(name):
    made = right(pairs(name))
    assert sum(made.values()) >= FLOORS[name], [key for key in made if not made[key]]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_most_pairs_are_told_apart_with_no_other_article_beside_them(name):
    made = {key: told for pair in pairs(name) for key, told in right([pair]).items()}
    assert sum(made.values()) >= FLOORS[name], [key for key in made if not made[key]]
