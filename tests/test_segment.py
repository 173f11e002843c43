from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings

from framing.errors import LexiconError
from framing.segment import cut, sentences_of
from framing.wordlist import shipped_terms
from tests.strategies import marked_texts


def sentences(text):
    return [text[start:stop] for start, stop in cut(text).sentences.tolist()]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya met Gen. He Weilin. | They talked.",
        "The U.S. Senate met at 5 p.m. | It rose late.",
        "He moved to the U.S. | The move was quiet.",
        "See No. 5 on Jan. 3. | It rained in Feb. | Nobody left.",
        "J. K. Marlow spoke. | R.T. Brook left.",
        "It rose 3.5 percent to 1,200.75. | Then it fell.",
        "Lakeside Inc. said so. | Acme Co. | The rest is known.",
        "He paused ... and went on. | She paused ... | They left.",
        "“It is over.” | “We won!” he cried. | ‘Really?’ | They had.",
        'He said "stop." | They did (slowly.) | Then all left.',
        "They met on Monday. of course it rained. | It was cold.",
        "He has a Ph.D. in law. | She has none.",
        "It cost little. | $5 was enough. | 20 people came.",
        "Is it? | Yes! | No.",
        "1. The harbour stays open. | 2. The bridge closes.",
        "They left.[3] | Others stayed.",
        "It ended well. ” | They left.",
        "They sold it. | iPads are gone. | eBay said so.",
        "他说了。| 我们走吧！| 好。",
        "GENEVA, N.Y. — The lake froze. | It thawed.",
        "Prof. Adeyemi vs. Prof. Lund. | Who won?",
        "St. Brannock lies in Mt. Hollow. | Few go there.",
        "He waited . . . and left. | She did not.",
        "It was signed by J.Lee. | Marlow left.",
    ],
)
def test_sentences_with_spaces(text):
    assert sentences(text.replace("| ", "").replace("|", "")) == [
        part.strip() for part in text.split("|")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They took the dirt road.|In a deliberate move they left.",
        "He said no.”|In June he said yes.",
        'He said "no."|In June they came back.',
        'They took the road.|"We must," he said, "go."',
        "They took the road.|“We must,” he said.",
        "It isn’t.|How far is it?|Mr. Brook asked.",
        "In Newtown, Conn.|Mr. Lund noted it.",
        "It ended in 2014.|NATO was silent.",
        "Was it so?|A. Marlow thinks so.",
        "It closed at 6 a.m.|They left.",
    ],
)
def test_glued_sentences(text):
    assert sentences(text.replace("|", "")) == text.split("|")


@pytest.mark.parametrize(
    "text",
    [
        "The site example.org and Yahoo.com are up",
        "The U.S.A. and the U.S.S.R. agreed",
        "Mr.Smith met J.Marlow and St.Brannock",
        "Built with ASP.net by Pope.L in report.pdf",
        "Shun Tak Co.Ltd said e.g. this and i.e. that",
    ],
)
def test_stops_inside_a_sentence(text):
    assert sentences(text) == [text]


def test_each_line_is_a_paragraph():
    text = " One day.\nTwo days.\r\n\r\n* * *\n\u2028Three "
    spans = cut(text).paragraphs.tolist()
    assert [text[a:b] for a, b in spans] == ["One day.", "Two days.", "Three"]


def test_hard_wrapped_lines_are_one_paragraph():
    lines = ["the river rose again over the night and many of the older houses"] * 5
    text = "Then " + "\n".join(lines) + " fell.\n\nNobody was hurt.\n"
    assert [len(part) for part in (cut(text).paragraphs, cut(text).sentences)] == [2, 2]


def test_lines_that_begin_with_capitals_are_not_wrapped():
    text = "\n".join(["River rises again over the night and older houses fall"] * 6)
    assert len(cut(text).paragraphs) == 6


@pytest.mark.parametrize(
    "text", ["", " \n\t", "\0\0", '"' * 999, "\n" * 999, "...", "—"]
)
def test_text_without_words_has_no_parts(text):
    parts = cut(text)
    assert [len(parts.paragraphs), len(parts.sentences), len(parts.words)] == [0, 0, 0]
    assert parts.words.dtype == np.int32


@pytest.mark.parametrize(
    "unit", ['."A', "A.", ". ", "a\r\n", "习。", "ש. ", '.")', " x"]
)
def test_hostile_repetition_is_cut_in_linear_time(unit):
    parts = cut(unit * 8_000)
    assert parts.words.shape[1] == 2


@given(marked_texts)
@settings(max_examples=60, deadline=None)
def test_parts_are_ordered_and_nested(text):
    parts = cut(text)
    assert_nested(parts.words, parts.sentences)
    assert_nested(parts.sentences, parts.paragraphs)
    flat = parts.words.ravel()
    assert (np.diff(flat) >= 0).all()
    assert not flat.size or flat[-1] <= len(text)


@given(marked_texts)
@example("a\u0301.B said.In U.S.A. told.’A man.'The “So.”“No.”A man said.")
@settings(max_examples=300, deadline=None)
def test_sentences_alone_are_those_of_a_cut(text):
    assert sentences_of(text) == sentences(text)


@given(marked_texts)
@settings(max_examples=300, deadline=None)
def test_no_sentence_ends_inside_a_word(text):
    parts = cut(text)
    for start, stop in parts.words.tolist():
        assert not any(start < end < stop for end in parts.sentences[:, 1].tolist())


def assert_nested(inner, outer):
    index = np.searchsorted(outer[:, 0], inner[:, 0], side="right") - 1
    assert (index >= 0).all()
    assert (inner[:, 1] <= outer[index, 1]).all()
    assert (np.diff(outer.ravel()) >= 0).all()
    assert len(set(index.tolist())) == len(outer)


def test_unknown_word_list_is_named():
    with pytest.raises(LexiconError, match="no_such_list"):
        shipped_terms("no_such_list")


def test_row_without_category_is_located(tmp_path, monkeypatch):
    (tmp_path / "broken.csv").write_text("term,category\nmr,\n", encoding="utf-8")
    monkeypatch.setattr("framing.wordlist.data_folder", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"broken\.csv:2"):
        shipped_terms("broken")
