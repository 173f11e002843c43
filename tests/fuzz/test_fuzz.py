"""Random files and texts, for as long as ``FRAMING_FUZZ_SECONDS`` says (10).

The time is divided among the targets; each has at least a few examples. What fails
is printed by hypothesis as the smallest example that it found.
"""

from __future__ import annotations

import os
import time
import warnings

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import FramingError
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import OF_BYTES, OF_TEXTS
from tests.hostile.words import WORDS
from tests.strategies import HARD, hard_texts, texts

SECONDS = float(os.environ.get("FRAMING_FUZZ_SECONDS", "10"))
EACH = SECONDS / (len(OF_BYTES) + len(OF_TEXTS))
LEAST = 5  # examples of a target, however short the time

# A long run of one thing, as no one writes it.
runs = st.builds(
    lambda unit, times: unit * times,
    st.sampled_from([*HARD, "said ", "“a ", "a\n", "2021 ", "\ud83d", "Xi ", "1,"]),
    st.integers(1, 2_000),
)
pieces = st.one_of(texts, hard_texts, runs, st.sampled_from(sorted(WORDS.values())))
any_texts = st.lists(pieces, max_size=4).map("\n".join)


@st.composite
def changed(draw, seed):
    """A sound file with a few places changed, or bytes of no plan at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=400))
    data = bytearray(seed)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.sampled_from([0, 0, 1, 2, 20, 1_000]))
        put = draw(
            st.one_of(
                st.binary(max_size=4),
                pieces.map(lambda t: t[:5_000].encode("utf-8", "surrogatepass")),
                st.sampled_from([b"\0", b"\xff\xfe", b'"', b"[" * 2_000, b"<" * 500]),
            )
        )
        data[at : at + gone] = put
    return bytes(data)


def drive(target, strategy):
    """Give a target examples until its time is over."""
    end = time.monotonic() + EACH
    done = 0
    failed = False  # what failed is tried again as it shrinks, however late

    @settings(
        deadline=None,
        max_examples=max(LEAST, int(200 * EACH) + 1),
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def run(value):
        nonlocal done, failed
        if done >= LEAST and time.monotonic() > end and not failed:
            return
        done += 1
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                target(value)
        except BaseException:
            failed = True
            raise

    run()
    assert done >= LEAST


@pytest.mark.parametrize("name", sorted(OF_BYTES))
def test_any_bytes_are_read_or_refused(name):
    try:
        drive(OF_BYTES[name], changed(seeds()[name]))
    except FramingError as error:  # readers and checks say faults, they do not raise
        pytest.fail(f"{type(error).__name__}: {error}")


@pytest.mark.parametrize("name", sorted(OF_TEXTS))
def test_any_text_keeps_what_is_promised(name):
    drive(OF_TEXTS[name], any_texts)


@pytest.mark.parametrize("name", sorted(OF_BYTES))
def test_a_sound_file_passes_its_target(name):
    OF_BYTES[name](seeds()[name])
    assert seeds()[name]


@pytest.mark.parametrize("name", sorted(OF_TEXTS))
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_hostile_words_keep_what_is_promised(name, words):
    assert OF_TEXTS[name](f"He said “{words}” on Monday.\n\n{words}") is None
