from __future__ import annotations

import subprocess
import sys

import pytest

import framing
from framing.errors import ParameterError
from tests.conftest import ROOT


@pytest.mark.parametrize("name", framing.__all__)
def test_every_public_name_is_there_and_documented(name):
    assert getattr(framing, name).__doc__
    assert name in dir(framing)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        framing.nonsense  # noqa: B018 - the look-up is the test


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, framing; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"pandas", "numpy", "sklearn", "nltk"} & set(loaded)


def test_the_changelog_tells_of_this_version():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {framing.__version__} " in text


def test_the_readme_runs():
    import doctest

    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried
    assert not failed


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 150


def test_no_module_hides_a_public_function():
    modules = {path.stem for path in (ROOT / "framing").iterdir()}
    assert not modules & set(framing.__all__)


def articles():
    texts = {
        "Xinhua": "The two sides signed a grain accord in Vess on Monday. Ships sail.",
        "Reuters": "Leaders agreed on grain exports on Monday, after long talks.",
    }
    return [
        framing.Article(
            id=f"{outlet}{day}",
            raw=text,
            outlet=outlet,
            published=f"2031-05-{day:02}",
        )
        for outlet, text in texts.items()
        for day in range(1, 8)
    ]


def test_sides_of_a_contrast_are_named_by_key_name_or_alias():
    made = framing.contrast(articles(), a="Xinhua", b="Reuters", by="day")
    assert (made.a, made.b) == ("xinhua", "reuters")
    keys = framing.contrast(articles(), a="xinhua", b=["reuters"], by="day")
    assert keys.table.equals(made.table)


def test_an_outlet_without_an_article_is_said_with_those_that_have_one():
    with pytest.raises(ParameterError, match=r"'bbc'.* no article .* 'reuters'"):
        framing.contrast(articles(), a="Xinhua", b=["Reuters", "BBC"], by="day")


def test_quotations_of_an_article_are_those_of_its_text():
    article = framing.Article(id="a", raw='"We agree," President Ana Oru said.')
    (quote,) = framing.find_quotes(article)
    assert quote.speakers[0].name == "Ana Oru"
