from __future__ import annotations

import pandas as pd
import pytest

from framing.report import proof, theme


def evidence(*rows):
    columns = ["article", "side", "start", "amount"]
    frame = pd.DataFrame(rows, columns=columns)
    codes = pd.factorize(frame["article"])[0]
    return frame.assign(stop=frame["start"] + 3, code=codes)


def firsts(passages):
    return [(passage.article, passage.marks[0].start) for passage in passages]


def test_largest_of_each_side_come_by_turns():
    frame = evidence(
        ("x", "a", 0, 0.2),
        ("x", "a", 900, 0.9),
        ("y", "b", 0, -0.5),
        ("y", "b", 900, 0.1),
    )
    assert firsts(proof.passages(frame)) == [("x", 900), ("y", 0), ("x", 0), ("y", 900)]


def test_one_against_the_trend_comes_last():
    frame = evidence(
        *(("x", "a", 900 * n, 0.9) for n in range(4)), ("x", "a", 9000, -0.1)
    )
    assert firsts(proof.passages(frame, trend=1.0, most=2))[-1] == ("x", 9000)


def test_without_trend_nothing_is_against_it():
    frame = evidence(("x", "a", 0, 0.9), ("x", "a", 9000, -0.1))
    assert len(proof.passages(frame, trend=0.0, most=1)) == 1


def test_neighbours_share_a_snippet():
    frame = evidence(("x", "a", 0, 0.9), ("x", "a", 20, 0.4), ("x", "a", 900, 0.1))
    made = proof.passages(frame)
    assert [len(passage.marks) for passage in made] == [2, 1]


def test_at_most_as_many_as_asked():
    frame = evidence(*(("x", "a", 900 * n, 1.0) for n in range(50)))
    assert len(proof.passages(frame, most=5)) == 5


def test_counts_of_one_carry_no_value():
    frame = evidence(("x", "a", 0, 1.0), ("y", "b", 0, 0.37))
    made = proof.passages(frame)
    assert [passage.marks[0].value for passage in made] == ["", "+0.4"]


def test_empty_frame_gives_nothing():
    assert proof.passages(evidence()) == ()


def test_outlets_are_quoted_by_turns():
    rows = [("a1", "o1", 9), ("a2", "o1", 5), ("a3", "o2", 2)]
    frame = pd.DataFrame(rows, columns=["article", "outlet", "n_words"]).assign(
        quote=0, source=[((0, 3),)] * 3, content=[((5, 9),)] * 3
    )
    made = proof.from_quotes(frame, most=2)
    assert [passage.article for passage in made] == ["a1", "a3"]


def test_quotation_without_source_marks_its_words():
    frame = pd.DataFrame(
        [("a1", "o", 9, 0)], columns=["article", "outlet", "n_words", "quote"]
    )
    frame = frame.assign(source=[()], content=[((5, 9),)])
    assert proof.from_quotes(frame, most=1)[0].marks[0].start == 5


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("50%", "state: 2 ÷ 4 = 50%"),
        ("40%", "state: 2 ÷ 4 = 50%; mean over the events: 40%"),
    ],
)
def test_sum_says_where_the_printed_value_is_no_ratio(printed, expected):
    share = theme.format_of("share")
    made = proof.sum_line("state", 2, 4, printed=printed, how=share, scale=1)
    assert made == expected


def test_sum_of_nothing_says_so():
    share = theme.format_of("share")
    made = proof.sum_line("state", 0, 0, printed="no value", how=share, scale=1)
    assert made == "state: nothing counted"


def test_scale_stands_in_the_sum():
    rate = theme.format_of("per 1,000 words")
    made = proof.sum_line("state", 3, 2000, printed="1.50", how=rate, scale=1000)
    assert made == "state: 3 ÷ 2,000 × 1,000 = 1.50"
