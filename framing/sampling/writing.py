"""Sample a run: draw, show, and write sheets, codebook and key."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from framing.config import RunConfig
from framing.document import Resources
from framing.errors import ParameterError, not_one_of
from framing.sampling.drawing import Drawn, draw, reason
from framing.sampling.masking import mask_of, outlet_names
from framing.sampling.showing import place_of, show
from framing.sampling.units import Corpus
from framing.sampling.workbook import as_csv, as_xlsx
from framing.validation.codebook import (
    VARIABLES,
    Variable,
    as_markdown,
    load_variable,
)
from framing.validation.key import COLUMNS

if TYPE_CHECKING:
    from framing.store import Run

FORMATS: Final = ("csv", "xlsx")

_MOST_CODERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is drawn, and how it is written.

    Attributes
    ----------
    variables : tuple of str
        Some of `framing.validation.codebook.VARIABLES`.
    units : int
        For each sheet; 0 means as many as are needed.
    seed : int
    coders : int
    shape : {"csv", "xlsx"}
    keep_outlets : bool
        Leave names of outlets in what coders read.
    """

    variables: tuple[str, ...] = VARIABLES
    units: int = 0
    seed: int = 0
    coders: int = 2
    shape: str = "csv"
    keep_outlets: bool = False

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        for name in self.variables:
            if name not in VARIABLES:
                raise ParameterError(not_one_of("variables", name, VARIABLES))
        if self.shape not in FORMATS:
            raise ParameterError(not_one_of("format", self.shape, FORMATS))
        if not 1 <= self.coders <= _MOST_CODERS:
            message = f"coders must be 1 to {_MOST_CODERS}, got {self.coders}"
            raise ParameterError(message)
        if self.units < 0 or not self.variables:
            message = f"units must be at least 1, and one variable named, got {self}"
            raise ParameterError(message)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that are written; a check of quotations has two."""
        return tuple(
            sheet
            for name in dict.fromkeys(self.variables)
            for sheet in ((name, "attribution") if name == "quotation" else (name,))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Files of a sample by name, and what was drawn in words, by sheet."""

    files: Mapping[str, bytes]
    reasons: Mapping[str, str]


def sample(
    run: Run, *, config: RunConfig, resources: Resources, options: Options
) -> Sample:
    """Draw units of a run and make the sheets for coders.

    Parameters
    ----------
    run : Run
    config : RunConfig
        That of the run.
    resources : Resources
        As the configuration names them.
    options : Options

    Returns
    -------
    Sample

    Raises
    ------
    ParameterError
        If no article can be sampled.
    """
    corpus = Corpus(run, config, resources)
    mark = _mark(run, options)
    found = corpus.units(options.sheets)
    drawn = {
        sheet: draw(found[sheet], asked=options.units, seed=options.seed, mark=mark)
        for sheet in options.sheets
    }
    declared = sorted({str(row["outlet_name"]) for row in corpus.rows.values()})
    names = outlet_names(resources.outlets, declared)
    mask = mask_of(() if options.keep_outlets else names)
    files: dict[str, bytes] = {}
    for sheet in options.sheets:
        shown = [{"unit": d.id, **show(d.unit, corpus, mask)} for d in drawn[sheet]]
        files |= _sheets(load_variable(sheet), shown, options)
    every = [each for sheet in options.sheets for each in drawn[sheet]]
    key = [_key_row(each, corpus, _provenance(run)) for each in every]
    tool = sorted({name for row in key for name in row} - set(COLUMNS))
    files["key.csv"] = as_csv([*COLUMNS, *tool], key)
    chosen = tuple(load_variable(sheet) for sheet in options.sheets)
    files["codebook.md"] = as_markdown(chosen).encode()
    reasons = {name: reason(drawn[name], len(found[name])) for name in options.sheets}
    files["README.txt"] = _readme(options, reasons, corpus.left_out).encode()
    return Sample(files=files, reasons=reasons)


def write_sample(made: Sample, folder: Path) -> tuple[Path, ...]:
    """Write the files of a sample; never over sheets that may be coded already.

    Raises
    ------
    ParameterError
        If one of the files is there.
    """
    there = sorted(name for name in made.files if (folder / name).exists())
    if there:
        message = (
            f"{folder.name}/{there[0]}: is there already, and may hold codes; "
            "choose another folder with --out"
        )
        raise ParameterError(message)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in sorted(made.files.items()):
        part = folder / f".{name}.part"
        part.write_bytes(content)
        os.replace(part, folder / name)  # noqa: PTH105 - atomic
        paths.append(folder / name)
    return tuple(paths)


def _mark(run: Run, options: Options) -> str:
    """Return four letters that tell this sample from others."""
    given = f"{run.manifest['digest_of_texts']}|{options.seed}|{options.units}"
    return hashlib.sha256(given.encode()).hexdigest()[:4]


def _provenance(run: Run) -> dict[str, str]:
    names = {"digest": "digest_of_texts"}
    return {
        f"run_{name}": str(run.manifest[names.get(name, name)])
        for name in ("digest", "framing", "lexicon", "quotes_model")
    }


def _sheets(
    variable: Variable, rows: Sequence[Mapping[str, str]], options: Options
) -> dict[str, bytes]:
    """Return one file for each coder."""
    more = sorted({name for row in rows for name in row if name.startswith("text ")})
    items = [item.name for item in variable.items]
    columns = ["unit", "coder", *variable.shown, *more, *items, "note"]
    files = {}
    for number in range(1, options.coders + 1):
        coder = f"coder{number}"
        mine = [{**row, "coder": coder} for row in rows]
        made = (
            as_xlsx(columns, mine, variable)
            if options.shape == "xlsx"
            else as_csv(columns, mine)
        )
        files[f"{variable.name}_{coder}.{options.shape}"] = made
    return files


def _key_row(
    drawn: Drawn, corpus: Corpus, provenance: Mapping[str, str]
) -> dict[str, str]:
    unit = drawn.unit
    start, stop = place_of(unit, corpus)
    return {
        "unit": drawn.id,
        "variable": unit.variable,
        "article": unit.article,
        "outlet": unit.outlet,
        "group": unit.group,
        "target": unit.target,
        "start": str(start),
        "stop": str(stop),
        "stratum": drawn.stratum,
        "stratum_size": str(drawn.size),
        "stratum_drawn": str(drawn.drawn),
        "probability": repr(drawn.drawn / drawn.size),
        "weight": repr(drawn.size / drawn.drawn),
        "tool_class": unit.tool_class,
        "codebook": load_variable(unit.variable).version,
        **provenance,
        **{f"tool_{name}": value for name, value in unit.tool},
    }


def _readme(options: Options, reasons: Mapping[str, str], left_out: int) -> str:
    lines = [
        "Coding sheets, drawn by chance.",
        "",
        "For coders: the sheet with your number, and codebook.md. Nothing else.",
        "Not for coders: key.csv. It holds outlets, groups and what the program says.",
        "The sheets hold words of articles, which may be licensed.",
        "",
        *(f"{sheet}: {text}." for sheet, text in reasons.items()),
        (
            f"Left out of the draw: {left_out} articles of a genre or an origin that "
            "is not compared, without sound text, or twins of others."
        ),
        f"Seed: {options.seed}. Names of outlets are "
        + ("shown." if options.keep_outlets else "hidden."),
        "",
        "When everybody is done:",
        f"  framing validate *_coder*.{options.shape} --key key.csv --out validation",
        "",
    ]
    return "\n".join(lines)
