"""Tests of who is quoted, on which words."""

import pickle
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.actors import load_actors
from framing.errors import FramingWarning
from framing.lexicons import check_lexicon, load_lexicon
from framing.model import VOICES
from framing.quotes import find_quotes, voices
from framing.quotes.marks import find_marks
from framing.segment import cut
from tests.quote_cases import CASES, NONE, OUTLETS


def quotes_of(text):
    return find_quotes(text, cut(text), actors=load_actors(), outlets=OUTLETS)


def voice_of(text):
    voice, _ = voices(text, cut(text), quotes_of(text))
    return [VOICES[code] for code in voice.tolist()]


def summary(text, quote):
    names = tuple(speaker.name for speaker in quote.speakers)
    return quote.content[0].of(text), names, quote.relays, quote.kind


@pytest.mark.parametrize(
    ("text", "wanted"), CASES, ids=[text[:40] for text, _ in CASES]
)
def test_written_case(text, wanted):
    found = [summary(text, quote) for quote in quotes_of(text)]
    for begins, *rest in wanted:
        assert any(f[0].startswith(begins) and list(f[1:]) == rest for f in found), (
            found
        )


@pytest.mark.parametrize("text", NONE)
def test_text_without_quotations(text):
    assert quotes_of(text) == ()


def test_an_agency_that_only_passes_on_is_no_layer():
    assert len(quotes_of("Reuters reported that Putin said the harvest was good.")) == 1


def test_the_inner_layer_points_to_the_outer():
    quotes = quotes_of("Ana Oru said that Mark Elo claimed the vote was fair.")
    assert [quote.nested_in for quote in quotes] == [-1, 0]


def test_a_layer_of_the_same_speaker_is_dropped():
    assert len(quotes_of("Ana Oru said she hoped the vote was fair.")) == 1


def test_a_split_quotation_is_one():
    text = "“The pact,” Xi said, “has stood every test.”"
    (quote,) = quotes_of(text)
    assert [span.of(text) for span in quote.content] == [
        "“The pact,”",
        "“has stood every test.”",
    ]


def test_a_cue_in_two_pieces_keeps_both():
    text = "“The road is open,” Xinhua quoted Xi as saying."
    (quote,) = quotes_of(text)
    assert [span.of(text) for span in quote.cue] == ["quoted", "as saying"]


def test_an_unclosed_mark_is_flagged():
    assert quotes_of("Putin said: “The pact holds and that is that.")[0].unclosed


def test_marks_with_a_name_do_not_make_speech_mixed():
    (outer, *_) = quotes_of("Putin said the members of the “Quad” would meet again.")
    assert outer.kind == "indirect"


def test_a_name_inside_speech_is_its_users():
    quotes = quotes_of("Putin said the members of the “Quad” would meet again.")
    assert [(q.kind, q.nested_in, q.speakers[0].name) for q in quotes] == [
        ("indirect", -1, "Vladimir Putin"),
        ("name", 0, "Vladimir Putin"),
    ]


def test_what_should_be_after_reported_speech_is_uncertain():
    text = "Xi called for more trade. Both countries should build ports."
    assert [quote.uncertain for quote in quotes_of(text)] == [False, True]


def test_a_later_paragraph_is_not_uncertain():
    text = "Xi called for more trade.\n\nBoth countries should build ports."
    assert [quote.uncertain for quote in quotes_of(text)] == [False]


@pytest.mark.parametrize(
    ("text", "country", "actor_type", "named"),
    [
        ("Xi Jinping said it froze.", "CN", "head of state or government", True),
        ("Moscow said it froze.", "RU", "ministry or official", True),
        ("NATO said it froze.", "", "international organisation", True),
        ("A Chinese diplomat said it froze.", "CN", "ministry or official", False),
        ("A senior official said it froze.", "", "ministry or official", False),
        ("Analysts say it froze.", "", "expert", False),
        ("Residents said it froze.", "", "NGO or citizen", False),
        ("“It froze,” said Ana Oru, a professor of law.", "", "expert", True),
        ("French economist Ana Oru said it froze.", "FR", "expert", True),
        ("Russian general Ivan Elo said it froze.", "RU", "military", True),
        ("Reuters said it froze.", "", "media", True),
        ("The report said it froze.", "", "other", False),
        ("State television said it froze.", "", "media", False),
        ("Ana Oru, a Russian general, said it froze.", "RU", "military", True),
    ],
)
def test_the_speakers_country_type_and_name(text, country, actor_type, named):
    speaker = quotes_of(text)[0].speakers[0]
    assert (speaker.country, speaker.actor_type, speaker.named) == (
        country,
        actor_type,
        named,
    )


@pytest.mark.parametrize("text", ["It said the port froze.", "They said it froze."])
def test_a_pronoun_without_a_person_has_no_speaker(text):
    assert quotes_of(text)[0].speakers == ()


def test_she_is_never_a_ministry():
    text = "Oru had left. The ministry said it froze. “It thawed,” she said."
    assert [quote.speakers for quote in quotes_of(text)][1:] == [()]


def test_it_is_the_institution_that_spoke():
    text = "The Kremlin said it froze. It added that the port was shut."
    assert quotes_of(text)[1].speakers[0].name == "Kremlin"


def test_voice_of_each_word():
    assert voice_of("Xi said trade was “very good” now.") == [
        *["unattributed"] * 2,
        *["reported"] * 2,
        *["quoted"] * 2,
        "reported",
    ]


def test_a_scare_quote_stays_unattributed():
    assert set(voice_of("The so-called “democracy” summit ended.")) == {"unattributed"}


def test_the_innermost_quotation_wins():
    text = "Ana Oru said that Mark Elo claimed the vote was fair."
    _, speaker = voices(text, cut(text), quotes_of(text))
    assert speaker.tolist() == [-1] * 3 + [0] * 4 + [1] * 4


def test_voices_of_nothing():
    voice, speaker = voices("", cut(""), ())
    assert (voice.dtype, speaker.dtype, len(voice)) == (np.int8, np.int32, 0)


def test_quotes_travel():
    found = quotes_of("Xi said trade was “very good” now.")
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.parametrize("name", ["reporting_verbs", "reporting_frames", "quote_words"])
def test_the_word_lists_are_sound(name):
    assert check_lexicon(name) == ()


def test_every_frame_belongs_to_a_verb():
    verbs = {entry.term for entry in load_lexicon("reporting_verbs").entries}
    assert {entry.term for entry in load_lexicon("reporting_frames").entries} <= verbs


# Random texts may hold mostly Chinese words, on purpose.
blind = pytest.mark.filterwarnings("ignore::framing.errors.FramingWarning")

TEXT = st.lists(
    st.sampled_from(
        [
            *("“", "”", '"', "‘", "’", "'", "''", "«", "»", ".", ",", ":", "?", "\n\n"),
            *(
                " Xi said ",
                " he said ",
                " said Putin ",
                " Reuters quoted ",
                " as saying ",
            ),
            *(
                " that ",
                " told ",
                " and ",
                " the ministry ",
                " according to ",
                " Ana Oru ",
            ),
            *(
                " trade was good ",
                " calling it ",
                " reported ",
                "习近平说",
                "Он сказал ",
            ),
        ]
    ),
    max_size=30,
).map("".join)


@blind
@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_spans_lie_in_the_text(text):
    for quote in quotes_of(text):
        spans = (*quote.content, *quote.cue, *quote.source)
        assert all(0 <= span.start < span.stop <= len(text) for span in spans)


@blind
@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_contents_of_one_quote_do_not_overlap(text):
    for quote in quotes_of(text):
        pieces = sorted(quote.content)
        assert all(a.stop <= b.start for a, b in pairwise(pieces))


@blind
@settings(deadline=None, max_examples=100)
@given(TEXT)
@example("“‘习近平说’ Xi said  Xi said  said Putin ")
@example('" Xi said  Xi said «“»')
def test_contents_of_one_layer_do_not_overlap(text):
    for layer in layers(quotes_of(text)):
        spans = sorted(span for quote in layer for span in quote.content)
        assert all(a.stop <= b.start for a, b in pairwise(spans)), spans


def layers(quotes):
    """Quotations by the one that they stand in."""
    found = {}
    for quote in quotes:
        found.setdefault(quote.nested_in, []).append(quote)
    return found.values()


SENTENCES = st.lists(
    st.sampled_from(
        [
            "“The road is long,” Xi said.",
            "“It froze.”",
            "Putin called it a “very good start” on Monday.",
            "‘We will wait,’ he added, ‘until the ice melts.’",
            'The so-called "order" fell.',
            "Ana Oru told TASS that “nobody” came.",
            "“He told us the port is shut,” said Ana Oru, a doctor.",
            "Trade grew, according to Reuters.",
            "They met on Friday.",
            "“Why not?” he asked. “It is «open» now.”",
        ]
    ),
    max_size=12,
).flatmap(
    lambda found: st.lists(
        st.sampled_from([" ", "\n\n"]), min_size=len(found), max_size=len(found)
    ).map(lambda gaps: "".join(a + b for a, b in zip(found, gaps, strict=True)))
)


@settings(deadline=None, max_examples=100)
@given(SENTENCES)
def test_no_marked_words_are_lost(text):
    parts = cut(text)
    said = [span for quote in quotes_of(text) for span in quote.content]
    covered = {place for span in said for place in range(span.start, span.stop)}
    for mark in find_marks(text, parts.paragraphs, parts.sentences):
        inside = range(mark.inner, mark.end)
        assert {place for place in inside if text[place].isalnum()} <= covered


@blind
@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_a_paragraph_two_away_changes_no_span(text):
    def spans(given):
        return [(q.kind, q.content, q.cue, q.source) for q in quotes_of(given)]

    first = f"{text}\n\nRain fell on Ishka."
    longer = f"{first}\n\nThe sea was calm.\n\n“It froze,” Ana Oru said."
    near = len(text)
    kept = [found for found in spans(longer) if found[1][-1].stop <= near]
    assert kept == [found for found in spans(first) if found[1][-1].stop <= near]


@blind
@settings(deadline=None, max_examples=60)
@given(TEXT)
def test_layers_point_to_earlier_quotes(text):
    quotes = quotes_of(text)
    assert all(-1 <= quote.nested_in < len(quotes) for quote in quotes)


@blind
@settings(deadline=None, max_examples=40)
@given(TEXT)
@example("Foreign\n\nshe ’“Quad”citing„Ministry ‘democracy’ said ")
@example("told it\n\n(\n\nPresident statement: told the she “Quad” told")
def test_no_speaker_is_a_pronoun(text):
    names = {s.name.lower() for quote in quotes_of(text) for s in quote.speakers}
    assert names.isdisjoint({"he", "she", "it", "they", "we", "i", "you", "who"})


def test_layers_form_no_ring():
    text = "Ana Oru said, Mark Elo said, Li Wen said, the port, Ana Oru said, froze."
    quotes = quotes_of(text)
    reached = list(range(len(quotes)))
    for _ in quotes:
        reached = [quotes[i].nested_in if i >= 0 else -1 for i in reached]
    assert set(reached) == {-1}


def test_a_far_paragraph_changes_nothing():
    text = "“The pact holds,” Putin said.\n\nTrade grew.\n\nRain fell."
    longer = f"{text}\n\nThe road is long, Ana Oru said."
    assert quotes_of(longer)[: len(quotes_of(text))] == quotes_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "“The pact,” Xi said, “has stood.”\n\n“It is good,” he added.",
        "Li called it “a very good start” on Monday. “We wait,” said Ana Oru.",
        "The so-called “order” fell, and “Quad” ships left, Putin said.",
    ],
)
def test_curly_and_straight_marks_give_the_same(text):
    straight = text.replace("“", '"').replace("”", '"')
    assert quotes_of(straight) == quotes_of(text)


def test_a_paragraph_that_goes_on_is_a_piece_of_the_quotation():
    text = "“The pact holds,” Xi said.\n\n“It has stood every test of the years.”"
    (quote,) = quotes_of(text)
    assert [span.of(text) for span in quote.content] == [
        "“The pact holds,”",
        "“It has stood every test of the years.”",
    ]


def test_the_labels_of_a_transcript_name_the_speakers():
    text = "MERKEL: We agree on trade.\n\nORU: It took a long time.\n\nMERKEL: Yes."
    assert [quote.speakers[0].name for quote in quotes_of(text)] == [
        "Angela Merkel",
        "ORU",
        "Angela Merkel",
    ]


def test_one_line_with_a_label_is_no_transcript():
    assert quotes_of("UPDATE: The port has opened again after the storm.") == ()


def test_a_signature_names_the_speaker():
    text = "Readers wrote to us.\n\n“The road is far too long for us.” — Ana Oru"
    (quote,) = quotes_of(text)
    assert (quote.kind, quote.speakers[0].name) == ("direct", "Ana Oru")


def test_a_layer_inside_marks_is_somebody_elses():
    text = "“The mayor told us that the port is shut,” Ana Oru said."
    outer, inner = quotes_of(text)
    assert (inner.nested_in, inner.relays) == (0, ("Ana Oru",))
    assert inner.content[0].of(text) == "that the port is shut"
    assert outer.speakers[0].name == "Ana Oru"


def test_what_a_speaker_says_of_herself_is_no_layer():
    assert len(quotes_of("“I said that the port is shut,” Ana Oru said.")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("PUTIN SAID THE PORT WAS OPEN AGAIN. XI AGREED WITH HIM.", "in capitals"),
        ("Он сказал, что порт открыт. Они сказали нам это вчера.", "not in Latin"),
    ],
)
def test_a_text_that_cannot_be_read_well_warns(text, words):
    with pytest.warns(FramingWarning, match=words):
        quotes_of(5 * f"{text} ")


@pytest.mark.parametrize(
    "text",
    ["", "“”", '"', "“ ” “ ”", "''", "* * *", "“" * 500, "\n\n", "…", "‘’«»„“「」"],
)
def test_marks_alone_are_no_quotation(text):
    assert quotes_of(text) == ()


@blind
@pytest.mark.parametrize(
    "unit",
    [
        "he said they said Xi told it ",
        '“the road ” is " long said Xi ',
        "'the road' is ‘long’ workers' ",
        "The Russian leader said it was late. ",
        "Xi, said, that, ",
        '" ',
        "XI SAID THE ROAD IS LONG ",
    ],
)
def test_one_long_line_takes_time_in_proportion(unit):
    def seconds(size):
        text = (unit * size)[:size]
        parts = cut(text)
        start = time.process_time()
        find_quotes(text, parts, actors=load_actors(), outlets=OUTLETS)
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(12_000), seconds(96_000)
    assert large < 30 * small + 0.2  # eight times the text; 64 times were quadratic
