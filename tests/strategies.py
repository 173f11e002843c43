"""Texts and articles that try the readers and the analysis hard."""

from __future__ import annotations

from hypothesis import strategies as st

from framing.model import Article

# Marks, breaks and letters that have broken such tools before.
HARD = "“”\"''‘’«»„()[]<>{}#$@=|\\/…–—\n\r\t\x00\x0b\u2028\xa0\u200b"

# Letters, marks and spaces close together, where words and sentences may end.
marked_texts = st.text(
    st.sampled_from("aAzZıİΣß é’'\"“”.!?…-–,()5$%\n\r\t\u2028\xa0\xad\u0301。习א\0"),
    max_size=60,
)

words = st.sampled_from(
    [
        "Oru",
        "said",
        "the",
        "accord",
        "on",
        "Monday",
        "June",
        "28",
        "he",
        "told",
        "U.S.",
        "No.",
        "5",
        "3.5",
        "习近平",
        "Москва",
        "سلام",
        "don't",
        "we",
        "will",
        "meet",
        "yesterday",
        "<script>",
        "{{x}}",
        "=1+1",
    ]
)
sentences = st.lists(words, min_size=1, max_size=12).map(" ".join)
hard_texts = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from(HARD))
texts = st.lists(sentences | hard_texts, max_size=8).map("\n\n".join)
articles = st.builds(
    Article,
    id=st.text(alphabet="abc123", min_size=1, max_size=6),
    raw=texts,
    title=sentences | st.just(""),
    outlet=st.sampled_from(["", "Reuters", "China Daily", "Nowhere Post"]),
    published=st.sampled_from(["", "2031-05-02", "2031-05-03T10:00"]),
)
