from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.document import from_text
from framing.errors import ParameterError
from framing.model import (
    UNKNOWN,
    Article,
    DateEstimate,
    Event,
    Member,
    Mention,
    OffsetMap,
    Quote,
    Removal,
    SetAside,
    Span,
    Speaker,
)

EXAMPLES = [
    Span(1, 2),
    Article(id="a", raw="x"),
    SetAside(path="a", reason="empty", detail="nothing"),
    Removal(rule="title", span=Span(0, 1), text="x"),
    OffsetMap(clean=(0,), raw=(0,), length=1),
    UNKNOWN,
    DateEstimate(low="2031-01-01", high="2031-01-01"),
    Speaker(name="Ana Oru"),
    Quote(kind="direct", content=(Span(0, 1),)),
    Mention(target="XA", span=Span(0, 1), first=0, last=1),
    Event(id="e", label="x", date=DateEstimate(), members=(Member(article="a"),)),
]


@pytest.mark.parametrize("thing", EXAMPLES, ids=lambda t: type(t).__name__)
def test_each_type_travels_and_can_be_a_key(thing):
    assert pickle.loads(pickle.dumps(thing)) == thing
    assert hash(thing) == hash(pickle.loads(pickle.dumps(thing)))


def test_a_document_travels():
    document = from_text("“We agree,” President Ana Oru said.")
    copy = pickle.loads(pickle.dumps(document))
    assert copy.text == document.text
    assert np.array_equal(copy.words, document.words)


@pytest.mark.parametrize(("start", "stop"), [(-1, 2), (3, 2)])
def test_a_span_outside_any_text_is_refused(start, stop):
    with pytest.raises(ParameterError, match="0 <= start <= stop"):
        Span(start, stop)


def test_an_article_needs_an_id():
    with pytest.raises(ParameterError, match="id is empty"):
        Article(id="", raw="x", path="file.csv")


def test_a_quote_needs_content_and_a_known_kind():
    with pytest.raises(ParameterError, match="needs content"):
        Quote(kind="direct", content=())
    with pytest.raises(ParameterError, match="kind must be one of"):
        Quote(kind="shouted", content=(Span(0, 1),))


def test_an_unknown_actor_type_is_refused():
    with pytest.raises(ParameterError, match="actor_type must be one of"):
        Speaker(name="x", actor_type="wizard")


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5)), min_size=1, max_size=8)
)
def test_offsets_map_every_character_back(pieces):
    raw, clean, starts, raws = "", "", [], []
    for gap, length in pieces:
        raw += "-" * gap
        starts.append(len(clean))
        raws.append(len(raw))
        raw += (kept := "".join(chr(97 + len(raw + "x") % 26) for _ in range(length)))
        clean += kept
    offsets = OffsetMap(clean=tuple(starts), raw=tuple(raws), length=len(clean))
    assert "".join(raw[offsets.position(i)] for i in range(len(clean))) == clean
    spans = offsets.spans(Span(0, len(clean)))
    assert "".join(span.of(raw) for span in spans) == clean


def test_a_document_refuses_arrays_of_another_text():
    import dataclasses

    document = from_text("One two three.")
    with pytest.raises(ParameterError, match="voices"):
        dataclasses.replace(document, voice=np.zeros(1, np.int8))
    with pytest.raises(ParameterError, match="outside the text"):
        dataclasses.replace(document, text="One")
