from __future__ import annotations

import pytest

from framing.document import from_text
from framing.leads import lead_of, lead_tokens

TEXT = (
    "Ministers met in the harbour town on Monday. “We agree on the terms,” said "
    "President Ana Oru of Tarvonia. “Nothing was signed,” said Minister Lel Tor, “and "
    "nothing will be. Nobody asked.” The ferry left at noon."
)


@pytest.mark.parametrize("n_words", [1, 8, 9, 20, 30])
def test_a_lead_ends_with_the_sentence_of_its_last_word(n_words):
    whole = from_text(TEXT)
    lead = lead_of(whole, n_words)
    assert lead.n_words >= n_words
    assert whole.text.startswith(lead.text)
    assert lead.n_words - len(lead.sentence_norms()[-1]) < n_words


def test_a_shorter_article_has_no_lead():
    assert lead_of(from_text(TEXT), 500) is None


def test_quotations_stop_where_the_lead_stops():
    lead = lead_of(from_text(TEXT), 10)
    assert len(lead.quotes) == 1
    assert all(s.stop <= len(lead.text) for q in lead.quotes for s in q.content)
    assert lead.speaker.max() == 0


def test_tokens_are_cut_where_the_document_is():
    whole = from_text(TEXT)
    tokens = "\n".join(" ".join(words) for words in whole.sentence_norms())
    cut, voice = lead_tokens(tokens, whole.voice.tobytes(), 12)
    lead = lead_of(whole, 12)
    assert tuple(cut.split()) == lead.norms
    assert voice == lead.voice.tobytes()
