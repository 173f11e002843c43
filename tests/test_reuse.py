from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

import numpy as np
import pytest

from framing import pipeline
from framing.comparison import to_tables
from framing.config import RunConfig
from framing.listing import list_reuse
from framing.model import Article
from framing.reuse import KINDS, find_reuse, match, reuse_of, text_of
from framing.reuse.blocks import Facts, Shelf, reuse_by_month
from framing.reuse.kinds import direction, kind_of
from framing.reuse.texts import SHINGLE, numbers_of
from framing.segment import cut
from framing.store import Pieces

DICE = random.Random(7)
VOCABULARY = [
    "".join(DICE.choice("bdfgklmnprst") + DICE.choice("aeiou") for _ in range(3))
    for _ in range(3000)
]


def words(n, seed):
    """Return n words in an order that no other seed gives."""
    return random.Random(seed).choices(VOCABULARY, k=n)


def text(key, made, outlet="paper", **facts):
    return text_of(key, made, outlet=outlet, **facts)


def found(*texts):
    return {(p.a, p.b): p for p in find_reuse(texts)}


def only(*texts):
    (pair,) = find_reuse(texts)
    return pair


WIRE = words(900, "wire")


def test_print_and_web_versions_are_twins():
    web = [*WIRE[:500], "corrected", *WIRE[501:], *words(20, "more")]
    pair = only(text("print", WIRE), text("web", web))
    assert pair.kind == "twin"
    assert pair.found.jaccard >= 0.8


def test_the_same_text_in_another_outlet_is_a_copy():
    assert only(text("a", WIRE, "x"), text("b", WIRE, "y")).kind == "copy"


def test_unknown_outlets_are_never_the_same_one():
    assert only(text("a", WIRE, "unknown"), text("b", WIRE, "unknown")).kind == "copy"


@pytest.mark.parametrize("start", range(0, 700, 70))
def test_a_cut_is_found_wherever_it_begins(start):
    wire = text("w", WIRE, "agency", is_agency=True)
    pair = only(text("c", WIRE[start : start + 150]), wire)
    assert (pair.a, pair.b, pair.kind, pair.origin) == ("w", "c", "cut", "a")
    assert pair.found.b_in_a == 1.0
    assert pair.found.a_in_b == pytest.approx(150 / 900)


@pytest.mark.parametrize("seed", range(20))
def test_a_splice_of_thirty_words_is_found_in_a_long_text(seed):
    dice = random.Random(seed)
    own, at, place = words(800, f"own{seed}"), dice.randrange(860), dice.randrange(800)
    spliced = own[:place] + WIRE[at : at + 34] + own[place:]
    pair = only(text("w", WIRE, "x"), text("s", spliced, "y"))
    assert pair.kind == "shared passages"
    run = max(pair.found.runs, key=lambda run: run.n_words)
    # A neighbour may be the same word by chance.
    assert (run.a_stop - run.a_start) in {34, 35}


def test_separate_texts_share_nothing():
    assert find_reuse(text(str(n), words(400, n), str(n)) for n in range(60)) == ()


def test_twenty_shared_words_are_no_passage():
    spliced = words(300, "a") + WIRE[:20] + words(300, "b")
    assert find_reuse([text("w", WIRE, "x"), text("s", spliced, "y")]) == ()


def statement(quoted_a, quoted_b):
    said, head = words(200, "said"), [False] * 60
    return [
        text(key, words(60, key) + said, key, quoted=head + [quoted] * 200)
        for key, quoted in (("a", quoted_a), ("b", quoted_b))
    ]


def test_a_statement_that_both_quote_is_no_reuse():
    assert find_reuse(statement(quoted_a=True, quoted_b=True)) == ()


def test_a_statement_that_one_prints_as_its_own_is_reuse():
    pair = only(*statement(quoted_a=True, quoted_b=False))
    assert pair.found.n_free == pair.found.n_shared == 200


def test_quotations_do_not_hide_what_is_shared_around_them():
    quoted = [False] * 100 + [True] * 100
    texts = [text(key, words(200, "q"), key, quoted=quoted) for key in "ab"]
    pair = only(*texts)
    assert (pair.kind, pair.found.n_shared, pair.found.n_free) == ("copy", 200, 100)


def corpus():
    made = [
        text(f"o{n}", words(300, n), f"x{n % 3}", low="2031-05-02") for n in range(5)
    ]
    made += [text("w", WIRE, "agency", is_agency=True, low="2031-05-03")]
    made += [text(f"c{n}", WIRE[n : n + 250], f"x{n % 3}") for n in range(0, 600, 40)]
    made += [text("t1", WIRE[:800], "x1"), text("t2", WIRE[:790], "x1")]
    return made


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_input_does_not_matter(seed):
    texts = corpus()
    expected = find_reuse(texts)
    random.Random(seed).shuffle(texts)
    assert len(expected) >= 17
    assert find_reuse(texts) == expected


def test_short_and_empty_texts_are_left_out():
    made = [text(f"s{n}", WIRE[:n]) for n in (0, 1, 4, 5, 29)]
    assert find_reuse([*made, *made]) == ()
    assert find_reuse([]) == ()


def test_many_equal_texts_make_few_pairs():
    texts = [text(f"p{n:03d}", WIRE, f"outlet {n % 40}") for n in range(200)]
    start = time.process_time()
    pairs = find_reuse(texts)
    assert time.process_time() - start < 10
    assert 199 <= len(pairs) < 400
    assert {key for pair in pairs for key in (pair.a, pair.b)} == {t.id for t in texts}


def test_twins_are_found_among_copies_of_a_wire_text():
    wire = text("w", WIRE, "agency", is_agency=True)
    pairs = found(wire, text("p", WIRE[:880]), text("q", WIRE[:870]), text("r", WIRE))
    assert {pair.kind for pair in pairs.values() if pair.a == "w"} == {"copy"}
    assert sum(pair.kind == "twin" for pair in pairs.values()) == 2


def test_many_cuts_of_one_text_are_paired_with_it_alone():
    wire = text("w", WIRE, "agency", is_agency=True)
    pairs = find_reuse([wire, *(text(f"c{n}", WIRE[:200], f"x{n}") for n in range(60))])
    assert {(pair.a, pair.kind) for pair in pairs} == {("w", "cut")}
    assert len(pairs) == 60


def test_versions_that_grow_make_few_pairs():
    entries = [words(40, f"entry {n}") for n in range(60)]
    pairs = find_reuse(
        text(f"v{n}", list(chain.from_iterable(entries[:n])), low=f"{2000 + n}")
        for n in range(1, 61)
    )
    assert 59 <= len(pairs) <= 20 * 60


def test_one_phrase_repeated_ends():
    again = words(8, "again") * 500
    assert only(text("a", again, "x"), text("b", again, "y")).kind == "copy"


@pytest.mark.parametrize("seed", range(30))
def test_runs_are_the_same_words_and_add_up(seed):
    dice = random.Random(seed)
    a = [dice.choice("abc") for _ in range(dice.randrange(5, 90))]
    b = [dice.choice("abc") for _ in range(dice.randrange(5, 90))]
    made = match(text("a", a), text("b", b))
    assert sum(run.n_words for run in made.runs) == made.n_shared
    for run in made.runs:
        assert a[run.a_start : run.a_stop] == b[run.b_start : run.b_stop]
    assert made.a_in_b == pytest.approx(slow_share(a, b))
    assert made.b_in_a == pytest.approx(slow_share(b, a))
    mirrored = match(text("b", b), text("a", a))
    assert (mirrored.jaccard, mirrored.a_in_b) == (made.jaccard, made.b_in_a)


def slow_share(a, b):
    """Return the share of a that stands in b, word by word."""
    starts = range(len(b) - SHINGLE + 1)
    have = {tuple(b[start : start + SHINGLE]) for start in starts}
    inside = set()
    for start in range(len(a) - SHINGLE + 1):
        if tuple(a[start : start + SHINGLE]) in have:
            inside.update(range(start, start + SHINGLE))
    return len(inside) / len(a)


AGENCY = text("w", [], "reuters", is_agency=True, low="2031-05-02", high="2031-05-02")
PAPER = text("p", [], "paper", low="2031-05-03", high="2031-05-03")
MARKED = replace(
    PAPER, origin="wire copy of reuters", origin_evidence="mark: (Reuters)"
)
LATER = replace(PAPER, id="q", outlet="other", low="2031-05-05", high="2031-05-05")


@pytest.mark.parametrize(
    ("a", "b", "origin", "evidence"),
    [
        (AGENCY, PAPER, "a", "by outlet: reuters is a news agency"),
        (PAPER, AGENCY, "b", "by outlet"),
        (AGENCY, MARKED, "a", "mark: (Reuters)"),
        (AGENCY, replace(PAPER, low="2031-05-01", high="2031-05-01"), "unknown", "but"),
        (MARKED, LATER, "elsewhere", "wire copy of reuters"),
        (PAPER, LATER, "a", "by date: 2031-05-03"),
        (LATER, PAPER, "b", "by date: 2031-05-03"),
        (PAPER, replace(LATER, low="2031-05-03"), "unknown", "no day"),
        (PAPER, replace(LATER, low="", high=""), "unknown", "no mark"),
    ],
)
def test_what_came_first_is_told_by_outlets_marks_and_days(a, b, origin, evidence):
    told = direction(a, b)
    assert told[0] == origin
    assert evidence in told[1]


# A whole run: an agency's article, a cut of it, twins, and an article of its own.
LEAD = (
    "Envoys of Tarvonia and Lundmere opened talks on the river dam in the old customs "
    "house on Tuesday. The dam above the port has held back water for two summers. "
    "Farmers on the lower bank lost a third of their bean harvest last year. "
)
REST = (
    "Engineers of both sides are to read the gauges together from the first week of "
    "June. A clerk read out eleven articles and two annexes before lunch was served. "
    "The next round is planned for autumn in a town that has not been named so far. "
)
OWN = (
    "Rain fell on the market square while traders counted boxes of late cherries. A "
    "choir from the upper town sang until the lamps were lit along the quay. Nobody "
    "wanted to go home before the last ferry had left for the islands that evening. "
)


def article(key, outlet, raw, **facts):
    return Article(id=key, outlet=outlet, raw=raw, published="2031-05-06", **facts)


@pytest.fixture(scope="module")
def run():
    return pipeline.run(
        [
            article("wire", "Reuters", LEAD + REST),
            article("cut", "BBC", LEAD),
            article("marked", "CNN", REST, origin="own"),
            article("print", "China Daily", OWN + "It was over by nine."),
            article("web", "China Daily", OWN),
            article("short", "China Daily", "It was over."),
        ]
    )


def test_a_run_holds_its_reuse(run):
    table = run.tables["reuse"].set_index(["a", "b"])
    assert table["kind"].to_dict() == {
        ("print", "web"): "twin",
        ("wire", "cut"): "cut",
        ("wire", "marked"): "cut",
    }
    assert set(table["kind"]) <= set(KINDS)
    assert table.loc[("wire", "cut"), "b_in_a"] == 1.0
    assert table.loc[("wire", "cut"), "origin"] == "a"


def test_runs_point_to_the_same_words_in_both_texts(run):
    texts = run.tables["texts"].set_index("article")["text"]
    rows = run.tables["reuse_runs"].astype({"a": "str", "b": "str"})
    assert len(rows) == 3
    for row in rows.itertuples():
        one, other = texts[row.a][row.a_start : row.a_stop], texts[row.b]
        assert one == other[row.b_start : row.b_stop]


def test_text_of_an_agency_is_wire_copy_by_match(run):
    frame = run.tables["articles"].set_index("article")
    for key in ("cut", "marked"):
        assert frame.loc[key, "origin"] == "wire copy of reuters (by match)"
        told = "match: 100% of its words stand in wire"
        assert frame.loc[key, "origin_evidence"].endswith(told)
    assert frame.loc["web", "origin"] == frame.loc["wire", "origin"] == "unknown"


def found_in(articles, texts, agencies, folder):
    texts = Pieces({"texts": texts}, "texts")
    return reuse_of(articles, texts, agencies=agencies, scratch=folder / "words")


def test_the_longer_twin_is_kept(run):
    kept = run.tables["articles"].set_index("article")["twin_of"]
    assert kept[kept != ""].to_dict() == {"web": "print"}


def test_what_a_mark_said_is_not_overwritten(run, tmp_path):
    articles = run.tables["articles"].copy()
    articles.loc[articles["article"] == "cut", "origin"] = "mixed"
    made = found_in(articles, run.tables["texts"], {"reuters"}, tmp_path).articles
    assert made.set_index("article").loc["cut", "origin"] == "mixed"


def test_an_earlier_article_is_no_copy_of_the_agency(run, tmp_path):
    articles = run.tables["articles"].copy()
    early = articles["article"] == "cut"
    articles.loc[early, ["date_low", "date_high"]] = "2031-05-01"
    articles.loc[early, ["origin", "origin_evidence"]] = ["unknown", ""]
    made = found_in(articles, run.tables["texts"], {"reuters"}, tmp_path)
    assert made.articles.set_index("article").loc["cut", "origin"] == "unknown"
    (row,) = (row for row in made.reuse if "cut" in {row["a"], row["b"]})
    assert (row["origin"], row["kind"]) == ("unknown", "cut")


def test_the_longest_of_three_twins_stands_for_all(run, tmp_path):
    articles = run.tables["articles"].copy()
    texts = run.tables["texts"].copy()
    mine = articles["article"].isin(["print", "web", "wire"])
    articles.loc[mine, ["outlet", "n_words"]] = ["china-daily", 40]
    raw = texts.loc[texts["article"] == "web"].iloc[0]
    same = texts["article"].isin(["print", "wire"])
    for name in ("text", "tokens", "voice"):
        texts[name] = [
            raw[name] if hit else old
            for hit, old in zip(same, texts[name], strict=True)
        ]
    made = found_in(articles, texts, (), tmp_path).articles.set_index("article")
    assert made["twin_of"][made["twin_of"] != ""].to_dict() == {
        "web": "print",
        "wire": "print",
    }


def test_reuse_is_the_same_for_any_order_of_input(run):
    again = pipeline.run(
        [
            article("web", "China Daily", OWN),
            article("marked", "CNN", REST, origin="own"),
            article("short", "China Daily", "It was over."),
            article("print", "China Daily", OWN + "It was over by nine."),
            article("cut", "BBC", LEAD),
            article("wire", "Reuters", LEAD + REST),
        ]
    )
    for name in ("reuse", "reuse_runs", "articles"):
        one, other = (made.tables[name].astype(object) for made in (run, again))
        assert one.equals(other), name


def test_the_list_names_both_outlets(run):
    first = next(iter(list_reuse(run)))
    assert list(first)[:5] == ["a", "b", "outlet_a", "outlet_b", "kind"]
    assert first["outlet_a"] == first["outlet_b"] == "china-daily"


def test_comparison_and_tables_hold_reuse(run):
    comparison = pipeline.compare_run(run, config=RunConfig())
    left = comparison.articles.set_index("article")["left_out"]
    assert "text is not the outlet's own: wire copy of reuters" in left["cut"]
    tables = to_tables(comparison)
    known = tables["codebook"].query("table in ('reuse', 'reuse_runs')")
    assert len(known) == 17
    assert known["meaning"].str.len().min() > 0


def test_words_lie_where_the_run_says(run):
    texts = run.tables["texts"]
    for text_, tokens in zip(texts["text"], texts["tokens"], strict=True):
        assert len(cut(text_).words) == len(tokens.split())


def test_numbers_of_words_are_those_of_every_machine():
    made = text("a", ["grain", "talks", "in", "may", "again"])
    assert made.words.dtype == made.shingles.dtype == np.uint64
    assert made.words[0] == 17961134022588608390


def test_the_same_words_a_month_later_are_no_twin():
    words = [f"w{at}" for at in range(60)]
    near, later = (
        [
            text_of(key, words, outlet="paper", low=day, high=day)
            for key, day in (("a", "2031-05-01"), ("b", second))
        ]
        for second in ("2031-05-03", "2031-06-03")
    )
    assert [kind_of(*pair, match(*pair)) for pair in (near, later)] == ["twin", "copy"]


def facts(key, low, high=None, outlet="xinhua"):
    return Facts(
        id=key,
        outlet=outlet,
        low=low,
        high=low if high is None else high,
        origin="unknown",
        origin_evidence="",
        is_agency=False,
    )


@pytest.fixture
def by_month(tmp_path):
    """Look for reuse in copies of one text, given what is known of each."""

    def found(given):
        words = numbers_of([f"w{i}" for i in range(60)])
        with Shelf(tmp_path / "deep" / "words") as shelf:
            for one in given:
                shelf.put(one.id, words, np.zeros(60, np.bool_))
            made = reuse_by_month(given, shelf)
        assert not (tmp_path / "deep" / "words").exists()
        return {pair.a + pair.b for pair in made}

    return found


def test_only_texts_of_one_month_are_read_against_each_other(by_month):
    days = ["2031-01-01", "2031-01-20", "2031-02-15", "2031-06-01", "2032-01-01"]
    given = [facts(key, day) for key, day in zip("abcde", days, strict=True)]
    assert by_month(given) == {"ab", "bc"}


@pytest.mark.parametrize("start", range(0, 60, 7))
def test_where_the_months_begin_decides_nothing(by_month, start):
    first = date(2031, 3, 1) + timedelta(start)
    last = first + timedelta(30)
    given = [facts("a", first.isoformat()), facts("b", last.isoformat())]
    assert by_month(given) == {"ab"}
    given.append(facts("c", (last + timedelta(1)).isoformat()))
    assert "ac" not in by_month(given)


@pytest.mark.parametrize("n_dated", [1, 15])
def test_a_text_without_a_day_is_read_against_all(by_month, n_dated):
    days = [f"20{30 + at}-01-01" for at in range(n_dated)]
    given = [facts(f"{at:02}", day) for at, day in enumerate(days)]
    found = by_month([*given, facts("x", "")])
    assert found == {f"{at:02}x" for at in range(n_dated)}


def test_a_shelf_gives_back_what_was_put_there(tmp_path):
    with Shelf(tmp_path / "words") as shelf:
        for n in (0, 1, 9, 64):
            shelf.put(str(n), np.arange(n, dtype=np.uint64), np.arange(n) % 3 == 0)
        for n in (64, 0, 9, 1):
            words, quoted = shelf.get(str(n))
            assert words.tolist() == list(range(n))
            assert quoted.tolist() == [i % 3 == 0 for i in range(n)]
