"""Dictionaries of other tools: each shape and trap, and what is wrong with bad ones."""

import warnings

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.cli import main
from framing.errors import FramingWarning, LexiconError
from framing.lexicons import check_lexicon, load_lexicon
from framing.lexicons.formats import FORMATS
from framing.metrics.stance import Stance

LIWC = """%
1\taffect
\t2\tposemo
\t3\tnegemo
125\tkind
131\ttype
%
happy*\t1\t2
awful\t1\t3
don't care\t003
kind\t<of>131/125
like\t(02 134)125/131
"""
WORDSTAT = (
    "TONE\n\tPOSITIVE\n\t\tFREE_TRADE (1)\n\t\tGOOD* (2)\n\tNEGATIVE\n\t\tBAD (-1)\n"
)
YOSHIKODER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<dictionary style="050805" patternengine="substring">\n'
    '<cnode name="root"><cnode name="tone"><cnode name="positive">\n'
    '<pnode name="good*"></pnode></cnode>\n<pnode name="fair trade"/></cnode></cnode>\n'
    "</dictionary>\n"
)
QUANTEDA = "country:\n  NO: [norway, norwegian*]\n  SE:\n    - sweden\npositive: good\n"
MPQA = (
    "type=strongsubj len=1 word1=splendid pos1=adj stemmed1=n priorpolarity=positive\n"
    "type=weaksubj len=1 word1=grim m pos1=adj stemmed1=n priorpolarity=negative\n"
    "type=weaksubj len=1 word1=even-handed pos1=adj stemmed1=n priorpolarity=neutral\n"
)


def written(tmp_path, name, text, encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def entries(path):
    found = load_lexicon(path).entries
    return {(entry.term, entry.category): entry.weight for entry in found}


def test_liwc_nests_and_turns_conditions_into_phrases(tmp_path):
    found = entries(written(tmp_path, "mine.dic", LIWC))
    assert found == {
        ("happy*", "affect"): 1.0,
        ("happy*", "affect/posemo"): 1.0,
        ("awful", "affect"): 1.0,
        ("awful", "affect/negemo"): -1.0,
        ("don't care", "affect/negemo"): -1.0,
        ("kind", "kind"): 1.0,
        ("kind of", "type"): 1.0,
        ("like", "type"): 1.0,
    }


def test_liwc_says_which_condition_it_left_out(tmp_path):
    found = load_lexicon(written(tmp_path, "mine.dic", LIWC)).entries
    (like,) = [entry for entry in found if entry.term == "like"]
    assert "(02 134)125/131" in like.note


def test_liwc_may_stand_in_spaces(tmp_path):
    text = "%\n1 posemo (Positive)\n%\ngood 1\nvery good 1\n"
    assert set(entries(written(tmp_path, "mine.dic", text))) == {
        ("good", "posemo"),
        ("very good", "posemo"),
    }


def test_lexicoder_signs_negated_categories(tmp_path):
    text = "+positive\ngood*\n+negative\na lie\n+neg_positive\nnot good\n"
    text += "+neg_negative\nno lie\n"
    assert entries(written(tmp_path, "mine.lc3", text)) == {
        ("good*", "positive"): 1.0,
        ("a lie", "negative"): -1.0,
        ("not good", "neg_positive"): -1.0,
        ("no lie", "neg_negative"): 1.0,
    }


def test_wordstat_is_a_tree_with_weights(tmp_path):
    assert entries(written(tmp_path, "mine.cat", WORDSTAT, "latin-1")) == {
        ("free trade", "TONE/POSITIVE"): 1.0,
        ("good*", "TONE/POSITIVE"): 2.0,
        ("bad", "TONE/NEGATIVE"): -1.0,
    }


def test_older_tools_write_another_encoding(tmp_path):
    path = written(tmp_path, "mine.cat", "NAMES\n\tCAFÉ (1)\n", "latin-1")
    assert set(entries(path)) == {("café", "NAMES")}


def test_yoshikoder_nests_without_its_root(tmp_path):
    assert entries(written(tmp_path, "mine.ykd", YOSHIKODER)) == {
        ("good*", "tone/positive"): 1.0,
        ("fair trade", "tone"): 1.0,
    }


def test_yoshikoder_reads_no_outside_file(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    text = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
        '<dictionary><cnode name="r"><cnode name="a"><pnode name="b"/>&x;</cnode>'
        "</cnode></dictionary>"
    )
    assert set(entries(written(tmp_path, "mine.ykd", text))) == {("b", "a")}


def test_quanteda_keeps_norway_a_word(tmp_path):
    assert set(entries(written(tmp_path, "mine.yml", QUANTEDA))) == {
        ("norway", "country/NO"),
        ("norwegian*", "country/NO"),
        ("sweden", "country/SE"),
        ("good", "positive"),
    }


def test_mpqa_weighs_by_strength_and_polarity(tmp_path):
    assert entries(written(tmp_path, "mine.tff", MPQA)) == {
        ("splendid", "positive"): 1.0,
        ("grim", "negative"): -0.5,
        ("even handed", "neutral"): 0.0,
    }


def test_a_list_of_raters_leaves_faces_out_and_says_so(tmp_path):
    path = written(tmp_path, "mine.txt", ":)\t2.0\t0.4\ngood\t1.9\t0.9\t[2, 2]\n")
    with pytest.warns(FramingWarning, match="1 entries without a word"):
        assert entries(path) == {("good", ""): 1.9}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mine.tsv", "word\tpolarity\ngood\tpositive\nbad\tnegative\n"),
        ("mine.csv", "Token,Score\ngood,1\nbad,-1\n"),
        ("mine.json", '{"good": 1, "bad": -1}'),
        ("mine.json", '[{"term": "good", "weight": 1}, {"term": "bad", "weight": -1}]'),
    ],
)
def test_flat_tables_by_their_usual_headers(tmp_path, name, text):
    assert entries(written(tmp_path, name, text)) == {("good", ""): 1, ("bad", ""): -1}


def test_json_may_nest(tmp_path):
    path = written(tmp_path, "mine.json", '{"tone": {"negative": ["bad", "ill*"]}}')
    assert entries(path) == {
        ("bad", "tone/negative"): -1.0,
        ("ill*", "tone/negative"): -1.0,
    }


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("m.dic", "good\t1\n", r"m.dic:1: categories must stand between two lines"),
        ("m.dic", "%\n1\ta\n%\ngood\t9\n", r"m.dic:4: category 9 is not declared"),
        ("m.dic", "%\n1\ta\n1\tb\n%\ngood\t1\n", r"m.dic:3: category 1 is already"),
        ("m.dic", "%\nfunct\n%\ngood\t1\n", r"m.dic:2: a category needs a number"),
        ("m.dic", "%\n1\ta\n%\ngood\n", r"m.dic:4: an entry needs a term"),
        ("m.lc3", "good\n", r"m.lc3:1: 'good' stands above the first"),
        ("m.lc3", "+\ngood\n", r"m.lc3:1: a category needs a name"),
        ("m.ykd", "<dictionary><cnode>", r"m.ykd:1: is not valid XML"),
        ("m.ykd", "<list/>", r"m.ykd:1: the root must be <dictionary>"),
        ("m.cat", "A\n\tB (x)\n", r"m.cat:2: weight must be a number, got 'x'"),
        ("m.cat", "A\n\t@R (1)\n", r"m.cat:2: a rule of nearness is no entry"),
        ("m.yml", "a: [b\n", r"m.yml:\d: is not valid YAML"),
        ("m.yml", "- a\n", r"m.yml:1: must be a mapping"),
        ("m.yml", "a:\n", r"m.yml:1: category 'a' is empty"),
        ("m.tff", "word1=a\n", r"m.tff:1: needs type=strongsubj"),
        (
            "m.tff",
            "type=weaksubj word1=a priorpolarity=odd\n",
            r"m.tff:1: priorpolarity must be one of .* got 'odd'",
        ),
        ("m.txt", "good 1\n", r"m.txt:1: needs a term, a tab and a number"),
        ("m.tsv", "a\tb\n", r"m.tsv:1: no column names the terms"),
        ("m.tsv", "word\tscore\ngood\tx\n", r"m.tsv:2: weight must be a number or"),
        ("m.json", "{", r"m.json:1: is not valid JSON"),
        ("m.json", '{"a": null}', r"m.json: 'a' must hold terms or a weight"),
        ("m.json", '{"a": []}', r"m.json: category 'a' is empty"),
        ("m.json", '[{"word": 1}]', r"m.json: entry 1 needs an object with 'term'"),
        ("m.json", "[]", r"m.json: has no entries"),
        ("m.lc3", "+a\ngo*d\n", r"m.lc3:2: term 'go\*d' may have a '\*' at its end"),
        (
            "m.tsv",
            "word\tscore\ngood\t1\ngood\t-1\n",
            r"m.tsv:3: term 'good' is already listed with weight 1, got -1",
        ),
        ("m.dic", "%\0", r"m.dic: is no text"),
    ],
)
def test_a_fault_names_file_line_and_rule(tmp_path, name, text, words):
    path = written(tmp_path, name, text)
    with pytest.raises(LexiconError, match=words):
        load_lexicon(path)
    assert check_lexicon(path)


def test_one_bad_entry_does_not_hide_another(tmp_path):
    path = written(tmp_path, "m.cat", "A\n\tB (x)\n\tC (y)\n\tD (1)\n")
    assert len(check_lexicon(path)) == 2


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_a_missing_file_says_so(tmp_path, suffix):
    with pytest.raises(LexiconError, match="cannot be read"):
        load_lexicon(tmp_path / f"none{suffix}")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("m.dic", LIWC),
        ("m.cat", WORDSTAT),
        ("m.ykd", YOSHIKODER),
        ("m.yml", QUANTEDA),
        ("m.tff", MPQA),
    ],
)
def test_a_converted_list_holds_the_same_entries(tmp_path, name, text):
    path, out = written(tmp_path, name, text), tmp_path / "ours.toml"
    options = ["lexicons", "convert", str(path), str(out), "--licence", "my own"]
    done = CliRunner().invoke(main, options)
    assert done.exit_code == 0, done.output
    assert load_lexicon(out).entries == load_lexicon(path).entries
    assert load_lexicon(out).licence == "my own"


def test_converting_to_another_suffix_is_refused(tmp_path):
    path = written(tmp_path, "m.yml", QUANTEDA)
    done = CliRunner().invoke(
        main, ["lexicons", "convert", str(path), "x.csv", "--licence", "mine"]
    )
    assert (done.exit_code, "is a .toml file" in done.output) == (1, True)


def test_a_list_without_signs_tells_no_stance(tmp_path):
    path = written(tmp_path, "m.yml", "frame: [port, harbour]\n")
    with pytest.raises(LexiconError, match="has no unfavourable words"):
        Stance(lexicon=str(path))


def test_a_dictionary_serves_stance_from_the_command_line(tmp_path):
    words = written(tmp_path, "m.lc3", "+positive\nsplendid\n+negative\ndreadful\n")
    article = written(tmp_path, "a.txt", "China is a splendid and kind partner. " * 9)
    done = CliRunner().invoke(
        main,
        [
            *("-q", "stance", str(article), "--lexicon", str(words)),
            *("--format", "csv", "--workers", "1"),
        ],
    )
    assert done.exit_code == 0, done.output
    assert ",CN,unattributed," in done.output


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(sorted(FORMATS)), st.text(max_size=120))
@example(".tsv", "\r0")
def test_any_text_gives_entries_or_faults(tmp_path_factory, suffix, text):
    path = tmp_path_factory.mktemp("any") / f"m{suffix}"
    path.write_text(text, encoding="utf-8", errors="replace")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FramingWarning)
        faults = check_lexicon(path)
        assert all(path.name in fault for fault in faults)
        assert faults or load_lexicon(path).entries
