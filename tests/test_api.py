from __future__ import annotations

import subprocess
import sys

import pytest

import framing
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
