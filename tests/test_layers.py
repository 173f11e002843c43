"""Imports run downwards through the layers; nothing is imported sideways."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "framing"

# Highest first. A module may import from the rows below its own, and, within its
# own part (the same first name), from its siblings.
LAYERS = (
    {"__main__"},
    {"cli"},
    {"api", "exporting"},
    {"sampling"},
    {"audit", "checking", "listing", "pipeline", "scored"},
    {"report"},
    {"comparison"},
    {"validation"},
    {"alignment"},
    {"gathering", "manifest"},
    {"stages"},
    {"metrics", "contrasts", "events", "reuse"},
    {"stance_model"},
    {"document"},
    {"naming", "quotes", "linkage", "roles", "tone"},
    {"targets", "dates", "origin", "identify", "uncertainty"}
    | {"verdicts", "engine", "store"},
    {"announcing", "names", "referents"},
    {"ingest", "lexicons", "outlets", "actors"},
    {"match"},
    {"segment"},
    {"clean"},
    {"wordlist", "tabular", "tally", "leads", "words"},
    {"config", "day_words", "files", "model", "modelfile", "outputs", "resources"},
    {"errors"},
)
RANK = {name: rank for rank, row in enumerate(LAYERS) for name in row}
FILES = sorted(PACKAGE.rglob("*.py"))


def part(path):
    """Return the first name of a module below the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "framing."
        ):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("framing.")
            )


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_module_imports_only_from_below(path):
    own = part(path)
    if own == "__init__":
        return
    assert own in RANK, f"{own} has no layer; add it to LAYERS"
    upward = {n for n in imported(path) if n != own and RANK[n] <= RANK[own]}
    assert not upward


# What plug-ins of a folder share lies in modules that are no plug-ins themselves.
SHARED_WITHIN = {
    "contrasts": {
        *("base", "claims", "concordance", "counts", "dispersion", "distance"),
        *("estimator", "intervals", "judging", "masks", "paired", "runs"),
        *("several", "stored", "stream", "survey", "swaps", "units", "vectorizer"),
    },
    "ingest": {
        *("base", "columns", "decoding", "fields", "listing", "records", "rows"),
        *("sidecar", "sniffing", "stamps", "values", "writing"),
    },
    "metrics": {"base", "syllables"},
    "report/sections": set(),
}


def siblings(path, folder):
    """Return the modules of the same folder that a module imports."""
    prefix = f"framing.{folder.replace('/', '.')}."
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        module = getattr(node, "module", None) or ""
        if isinstance(node, ast.ImportFrom) and module.startswith(prefix):
            yield module.removeprefix(prefix).split(".")[0]


@pytest.mark.parametrize("folder", SHARED_WITHIN)
def test_plug_ins_do_not_import_one_another(folder):
    shared = SHARED_WITHIN[folder]
    plug_ins = {p.stem for p in (PACKAGE / folder).glob("*.py")} - shared
    for name in plug_ins - {"__init__"}:
        found = set(siblings(PACKAGE / folder / f"{name}.py", folder))
        assert found <= shared, name
