from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.report.blocks import Mark
from framing.report.snippets import AT_LEAST, AT_MOST, MOST_WORDS, SHARE, Budget

TEXT = "\n".join(
    " ".join(f"word{paragraph}x{number}" for number in range(30)) + "."
    for paragraph in range(12)
)


def mark(start, stop=None, value=""):
    return (Mark(start=start, stop=start + 4 if stop is None else stop, value=value),)


def words_of(pieces):
    return "".join(piece.text for piece in pieces).replace("…", " ").split()


places = st.lists(st.integers(0, len(TEXT) - 5), min_size=1, max_size=30)


@settings(deadline=None, max_examples=40)
@given(places)
def test_snippets_of_an_article_stay_under_the_limit(starts):
    budget = Budget({"a": TEXT})
    printed = {
        word for start in starts for word in words_of(budget.pieces("a", mark(start)))
    }
    whole = [word for word in TEXT.split() if any(p in word for p in printed)]
    limit = min(max(int(SHARE * len(TEXT.split())), AT_LEAST), AT_MOST)
    assert len(budget.words("a").printed) <= limit
    assert printed <= set(TEXT.split()) | set(whole)


@settings(deadline=None, max_examples=40)
@given(st.integers(0, len(TEXT) - 5), st.integers(1, 900))
def test_snippet_has_at_most_forty_words(start, length):
    budget = Budget({"a": TEXT}, unlimited=True)
    stop = min(start + length, len(TEXT))
    assert 0 < len(words_of(budget.pieces("a", mark(start, stop)))) <= MOST_WORDS


@settings(deadline=None, max_examples=40)
@given(places)
def test_same_order_gives_same_snippets(starts):
    first, second = Budget({"a": TEXT}), Budget({"a": TEXT})
    made = [[b.pieces("a", mark(start)) for start in starts] for b in (first, second)]
    assert made[0] == made[1]


def test_words_printed_before_cost_nothing():
    budget = Budget({"a": TEXT})
    first = budget.pieces("a", mark(10))
    used = len(budget.words("a").printed)
    assert budget.pieces("a", mark(10)) == first
    assert len(budget.words("a").printed) == used


def test_exhausted_article_gives_nothing():
    budget = Budget({"a": TEXT})
    made = [budget.pieces("a", mark(start)) for start in range(0, len(TEXT) - 5, 240)]
    assert () in made


def test_full_text_lifts_the_limit():
    budget = Budget({"a": TEXT}, unlimited=True)
    assert all(budget.pieces("a", mark(s)) for s in range(0, len(TEXT) - 5, 240))


def test_mark_carries_its_value():
    pieces = Budget({"a": "A proud day."}).pieces("a", mark(2, 7, "+0.6"))
    assert [(p.text, p.value) for p in pieces if p.marked] == [("proud", "+0.6")]


def test_cut_sentence_shows_where_it_goes_on():
    text = " ".join(f"w{number}" for number in range(90)) + "."
    pieces = Budget({"a": text}).pieces("a", mark(text.index("w50")))
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"


def test_overlapping_marks_repeat_no_word():
    marks = (*mark(2, 7), *mark(4, 11))
    pieces = Budget({"a": "A proud day."}).pieces("a", marks)
    assert "".join(piece.text for piece in pieces) == "A proud day."


def test_snippet_does_not_cross_a_paragraph():
    budget = Budget({"a": "A headline without stop\nThe first sentence."})
    assert "headline" not in "".join(p.text for p in budget.pieces("a", mark(28)))


def test_paragraphs_are_counted_from_one():
    budget = Budget({"a": "One.\n\nTwo.\nThree."})
    assert [budget.paragraph("a", at) for at in (0, 6, 11)] == [1, 2, 3]


def test_empty_text_gives_nothing():
    assert Budget({"a": ""}).pieces("a", mark(0)) == ()
    assert Budget({}).pieces("missing", mark(0)) == ()
