"""Tests of the trained model of quotations: labels, links, sources, files."""

import itertools
import json
import re
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.actors import load_actors
from framing.errors import InputError, ModelError
from framing.names import find_names
from framing.quotes import find_quotes
from framing.quotes.core import find_drafts
from framing.quotes.page import make_page
from framing.quotes.tagger.coding import read_coded
from framing.quotes.tagger.decoding import LONGEST, best_labels, lengths_of, spans_of
from framing.quotes.tagger.fitting import Settings, expect, fit
from framing.quotes.tagger.hashing import buckets, mix
from framing.quotes.tagger.hints import hints_of
from framing.quotes.tagger.signals import signals_of
from framing.quotes.tagger.tagger import SHIPPED, Tagger, load_tagger
from framing.quotes.tagger.templates import BITS, TEMPLATES, word_buckets
from framing.quotes.tagger.training import train
from framing.quotes.tagger.vocabulary import COLUMNS, Vocabulary
from framing.quotes.tagger.weights import (
    Scorer,
    read_weights,
    rounded,
    write_weights,
)
from framing.segment import cut

NAMES = ("Ana Oru", "Mark Elo", "Li Wen", "Jon Abel", "Ivo Tal", "Greta Lohse")
THINGS = ("the port", "the old road", "the treaty", "the harvest", "the bridge")
STATES = ("was open", "would hold", "was late", "had failed", "needed work")


def coded_lines(size=60):
    """Articles with one indirect quotation each, coded by construction."""
    for number in range(size):
        name = NAMES[number % len(NAMES)]
        said = f"{THINGS[number % 5]} {STATES[number % 3 + number % 2]}"
        text = f"It rained in town. {name} said that {said}. Nothing else happened."
        source, cue = text.index(name), text.index("said")
        content = text.index("that ")
        yield {
            "id": f"a{number}",
            "text": text,
            "attributions": [
                {
                    "source": [[source, source + len(name)]],
                    "cue": [[cue, cue + 4]],
                    "content": [[content, content + len(said) + 5]],
                }
            ],
        }


@pytest.fixture(scope="module")
def coded(tmp_path_factory):
    path = tmp_path_factory.mktemp("coded") / "coded.jsonl"
    lines = (json.dumps(line) for line in coded_lines())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def small(coded):
    return train(read_coded(coded), name="small")


def plain_best(scores, transitions):
    """The best labels of one sequence, by trying all of them."""
    size, kinds = scores.shape

    def total(path):
        own = sum(scores[i, label] for i, label in enumerate(path))
        return own + sum(transitions[a, b] for a, b in itertools.pairwise(path))

    return max(itertools.product(range(kinds), repeat=size), key=total)


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_the_best_labels_are_those_of_a_full_search(seed, lengths):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(sum(lengths), 3)).astype(np.float32)
    transitions = chance.normal(size=(3, 3)).astype(np.float32)
    found = best_labels(scores, transitions, np.array(lengths)).tolist()
    at = np.cumsum([0, *lengths])
    wanted = [plain_best(scores[a:b], transitions) for a, b in itertools.pairwise(at)]
    assert found == list(itertools.chain.from_iterable(wanted))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_expectations_are_those_of_a_full_sum(seed, lengths):
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(sum(lengths), 2)).astype(np.float32)
    transitions = chance.normal(size=(2, 2)).astype(np.float32)
    found = expect(scores, transitions, np.array(lengths))
    labels, pairs, log_z, at = np.zeros_like(scores), np.zeros((2, 2)), 0.0, 0
    for size in lengths:
        own = scores[at : at + size]
        weights = {
            path: np.exp(
                sum(own[i, k] for i, k in enumerate(path))
                + sum(transitions[a, b] for a, b in itertools.pairwise(path))
            )
            for path in itertools.product(range(2), repeat=size)
        }
        total = sum(weights.values())
        log_z += np.log(total)
        for path, weight in weights.items():
            for i, label in enumerate(path):
                labels[at + i, label] += weight / total
            for a, b in itertools.pairwise(path):
                pairs[a, b] += weight / total
        at += size
    np.testing.assert_allclose(found.labels, labels, atol=1e-4)
    np.testing.assert_allclose(found.pairs, pairs, atol=1e-4)
    assert found.log_z == pytest.approx(log_z, abs=1e-3)


def test_fitting_the_same_data_twice_gives_the_same_weights():
    features = np.array([[1, 2], [2, 3], [1, 3]] * 40, np.int32)
    labels = np.array([0, 1, 0] * 40)
    one, other = (
        fit(features, labels, np.full(40, 3), shape=(4, 2), settings=Settings(epochs=3))
        for _ in range(2)
    )
    assert np.array_equal(one.weights, other.weights)
    assert np.array_equal(one.transitions, other.transitions)


@settings(deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_labelled_spans_hold_every_labelled_word_once(labels):
    spans = [span for part in spans_of(np.array(labels)) for span in part]
    words = [word for span in spans for word in range(*span)]
    assert sorted(words) == [i for i, label in enumerate(labels) if label]


def test_a_begin_label_opens_a_span_of_its_own():
    assert spans_of(np.array([1, 2, 1, 2]))[0] == [(0, 2), (2, 4)]


def test_long_stretches_are_labelled_in_pieces():
    lengths = lengths_of([(0, 3 * LONGEST + 1)])
    assert lengths.sum() == 3 * LONGEST + 1
    assert lengths.max() == LONGEST


def test_templates_that_cross_the_same_signals_have_buckets_of_their_own():
    signal = mix(np.arange(5))
    made = buckets((("a",), ("a",)), lambda _: signal, bits=20)
    assert not (made[0] == made[1]).any()


def test_every_template_names_a_known_signal():
    page = make_page("Li said it.", cut("Li said it."))
    hints = hints_of(page, find_drafts(page), ())
    known = signals_of(page, hints, Vocabulary({})).arrays
    names = {re.sub(r"[+-]\d$", "", name) for line in TEMPLATES for name in line}
    assert names <= set(known)


def test_features_do_not_depend_on_how_marks_are_written():
    def features(text):
        page = make_page(text, cut(text))
        names = find_names(page.raw, page.soft, actors=load_actors())
        hints = hints_of(page, find_drafts(page), names)
        return word_buckets(signals_of(page, hints, Vocabulary({})))

    curly = "“We agree,” Li said. “All of us,” he added."
    straight = curly.replace("“", '"').replace("”", '"')
    assert np.array_equal(features(curly), features(straight))


def test_a_scorer_sums_the_weights_of_known_buckets():
    table = np.array([[1.0, 2.0], [0.5, -1.0]], np.float32)
    scorer = Scorer.of(np.array([3, 7], np.int32), table, bits=4)
    scores = scorer.score(np.array([[3, 7], [7, 1]], np.int32))
    assert scores.tolist() == [[1.5, 1.0], [0.5, -1.0]]


def test_the_vocabulary_begins_anew_when_it_is_full(monkeypatch):
    monkeypatch.setattr("framing.quotes.tagger.vocabulary._MOST", 3)
    vocabulary = Vocabulary({})
    words = [f"w{i}" for i in range(8)]
    first = vocabulary.rows(words, words)
    vocabulary.rows(["x"], ["x"])
    assert np.array_equal(vocabulary.rows(words, words), first)
    assert first.shape == (8, COLUMNS)


def test_rounded_weights_stay_within_half_a_step():
    weights = np.random.default_rng(1).normal(size=(50, 3)).astype(np.float32)
    whole, scales = rounded(weights)
    assert (np.abs(whole * scales - weights) <= scales / 2 + 1e-6).all()


def test_a_small_model_learns_what_it_was_shown(small):
    text = "It rained. Ivo Tal said that the harvest was late. Nothing else happened."
    (quote,) = find_quotes(text, cut(text), actors=load_actors(), tagger=Tagger(small))
    assert [span.of(text) for span in quote.content] == ["that the harvest was late"]
    assert quote.speakers[0].name == "Ivo Tal"


def test_the_same_coding_gives_the_same_file(coded, small, tmp_path):
    for number, weights in enumerate((small, train(read_coded(coded), name="small"))):
        write_weights(weights, tmp_path / f"{number}.npz")
    assert (tmp_path / "0.npz").read_bytes() == (tmp_path / "1.npz").read_bytes()


def test_a_model_comes_back_as_it_was_written(small, tmp_path):
    write_weights(small, tmp_path / "m.npz")
    again = read_weights(tmp_path / "m.npz")
    assert again.digest == small.digest
    assert again.about == small.about


def replaced(path, name, change):
    """Rewrite one array of a model without its digest."""
    with np.load(path) as archive:
        arrays = {key: archive[key] for key in archive.files}
    arrays[name] = change(arrays[name])
    np.savez(path, **arrays)


def about(path, **values):
    with np.load(path) as archive:
        old = json.loads(archive["about"].tobytes())
    text = json.dumps(old | values).encode()
    replaced(path, "about", lambda _: np.frombuffer(text, np.uint8))


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda p: replaced(p, "transitions", lambda a: a + 1), "does not fit its dig"),
        (lambda p: p.write_bytes(p.read_bytes()[:200]), "is not a model"),
        (lambda p: p.write_text("no zip"), "is not a model"),
        (lambda p: about(p, format=99), "was made for format 99"),
        (lambda p: p.unlink(), "cannot be read"),
    ],
)
def test_a_damaged_model_is_refused(small, tmp_path, damage, words):
    path = tmp_path / "m.npz"
    write_weights(small, path)
    damage(path)
    with pytest.raises(ModelError, match=words):
        read_weights(path)


def test_a_pickled_array_is_refused(small, tmp_path):
    path = tmp_path / "m.npz"
    write_weights(small, path)
    replaced(path, "transitions", lambda _: np.array([{}], object))
    with pytest.raises(ModelError, match="is not a model"):
        read_weights(path)


def test_the_shipped_model_is_the_one_that_was_measured():
    assert load_tagger().name.startswith("polnear ")
    assert SHIPPED.stat().st_size < 10_000_000
    with zipfile.ZipFile(SHIPPED) as archive:
        assert not any(name.endswith(".pkl") for name in archive.namelist())


def test_another_file_in_place_of_the_shipped_model_is_refused(
    small, tmp_path, monkeypatch
):
    write_weights(small, tmp_path / "m.npz")
    monkeypatch.setattr("framing.quotes.tagger.tagger.SHIPPED", tmp_path / "m.npz")
    with pytest.raises(ModelError, match="is not the model of this version"):
        load_tagger.__wrapped__()


def test_buckets_of_words_lie_in_their_range():
    page = make_page("Li said “it”.", cut("Li said “it”."))
    hints = hints_of(page, find_drafts(page), ())
    made = word_buckets(signals_of(page, hints, Vocabulary({})))
    assert made.shape == (len(TEMPLATES), 3)
    assert made.min() >= 0
    assert made.max() < 1 << BITS


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "2: is not valid JSON"),
        ("[]", "2: needs an object"),
        ('{"id": "a"}', "2: needs an object"),
        ('{"text": "x", "attributions": 3}', "2: attributions must be a list"),
        ('{"text": "x", "attributions": [{}]}', "2: an attribution has no content"),
        (
            '{"text": "x", "attributions": [{"content": [[0, 9]]}]}',
            r"2: content must hold spans .* got \[0, 9\]",
        ),
        (
            '{"text": "x", "attributions": [{"content": [[0, 1]], "cue": [[0]]}]}',
            "2: cue must hold spans",
        ),
    ],
)
def test_a_fault_in_coded_articles_names_file_and_line(tmp_path, line, words):
    path = tmp_path / "coded.jsonl"
    path.write_text(f'{{"id": "ok", "text": "fine"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(InputError, match=words):
        read_coded(path)


def test_coded_articles_that_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_coded(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"text": "caf\xe9"}')
    with pytest.raises(InputError, match="is not UTF-8"):
        read_coded(tmp_path / "latin.jsonl")


def test_articles_without_a_coded_cue_cannot_train(tmp_path):
    path = tmp_path / "coded.jsonl"
    path.write_text('{"id": "a", "text": "Nothing was said."}\n', encoding="utf-8")
    with pytest.raises(InputError, match="hold no coded quotation"):
        train(read_coded(path), name="empty")


def test_every_signal_of_a_word_is_used():
    page = make_page("Li said it.", cut("Li said it."))
    made = signals_of(page, hints_of(page, find_drafts(page), ()), Vocabulary({}))
    used = {re.sub(r"[+-]\d$", "", name) for line in TEMPLATES for name in line}
    assert set(made.arrays) <= used
