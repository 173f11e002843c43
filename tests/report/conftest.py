"""Reports of the made-up comparisons, each built once."""

from __future__ import annotations

from functools import lru_cache

import pytest

from framing.report.assemble import build
from framing.report.html import html
from framing.report.pdf import pdf
from tests.report import make

VARIANTS = ("make", "make_nothing", "make_one", "make_hostile")


@lru_cache
def comparison_of(name):
    return getattr(make, name)()


@lru_cache
def report_of(name):
    return build(comparison_of(name))


@lru_cache
def html_of(name):
    return html(report_of(name))


@lru_cache
def pdf_of(name):
    return pdf(report_of(name))


@pytest.fixture(params=VARIANTS)
def variant(request):
    """The name of each made-up comparison."""
    return request.param
