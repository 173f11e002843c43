from __future__ import annotations

import inspect

import pytest

from framing import errors
from framing.errors import FramingError, listed, not_one_of


def kinds():
    found = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    return [k for k in found if issubclass(k, FramingError) and k is not FramingError]


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.__name__)
def test_each_error_also_is_the_builtin_that_callers_expect(kind):
    assert issubclass(kind, ValueError | ImportError)


@pytest.mark.parametrize("kind", kinds(), ids=lambda k: k.__name__)
def test_the_tree_in_the_docstring_names_every_error(kind):
    assert kind.__name__ in errors.__doc__


@pytest.mark.parametrize("n", range(1, 6))
def test_every_choice_is_named(n):
    choices = [f"choice{i}" for i in range(n)]
    message = not_one_of("thing", "x", choices)
    assert all(repr(choice) in message for choice in choices)


def test_a_near_miss_is_suggested():
    assert "did you mean 'stance'" in not_one_of(
        "metric", "stanse", ["stance", "length"]
    )


def test_no_choice_at_all_is_said():
    assert listed([]) == "nothing"
