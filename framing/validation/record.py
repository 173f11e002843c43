"""The result of a validation: tables, the run that it belongs to, and their files."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from framing.errors import InputError, RunError
from framing.validation.key import RUN

FORMAT: Final = "framing-validation/1"

Row = dict[str, Any]

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "agreement": (
        *("variable", "item", "level", "n_coders", "n_units", "n_both", "n_missing"),
        *("n_undecided", "alpha", "alpha_low", "alpha_high", "kappa_name", "kappa"),
        *("kappa_low", "kappa_high", "percent", "percent_low", "percent_high"),
        *("verdict", "reason"),
    ),
    "tool": (
        *("variable", "item", "scope", "key", "code", "measure", "value", "low"),
        *("high", "n_units", "note"),
    ),
    "confusion": (
        *("variable", "item", "scope", "key", "coded", "tool", "units", "weighted"),
    ),
    "misclassification": (
        *("variable", "item", "group", "code", "tool", "coded", "corrected", "low"),
        *("high", "matrix", "note"),
    ),
    "faults": ("where", "reason", "detail"),
}
"""Tables of a validation and their columns; each is also a CSV file."""

_NUMBERS: Final = frozenset(
    {
        *("alpha", "alpha_low", "alpha_high", "kappa", "kappa_low", "kappa_high"),
        *("percent", "percent_low", "percent_high", "value", "low", "high"),
        *("corrected", "coded", "tool", "units", "weighted"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Validation:
    """What coders and the tool agree on; made by `framing.validation.validate`.

    Attributes
    ----------
    run : mapping of str to str
        ``digest, framing, lexicon, quotes_model`` of the run that was sampled; empty
        where no key was given.
    coders : mapping of variable to tuple of str
    settings : mapping of str to value
        Draws, seed, least units, and whose codes are the agreed ones.
    uncoded : mapping of variable to mapping of coder to int
        Cells left empty.
    tables : mapping of str to tuple of Row
        The names and columns of `TABLES`; undefined numbers are ``nan``.
    """

    run: Mapping[str, str]
    coders: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, Any]
    uncoded: Mapping[str, Mapping[str, int]]
    tables: Mapping[str, tuple[Row, ...]]

    def rows(self, table: str, **wanted: str) -> list[Row]:
        """Return the rows of a table that have some values."""
        return [
            row
            for row in self.tables[table]
            if all(row[name] == value for name, value in wanted.items())
        ]

    def tool(self, variable: str, item: str, measure: str, key: str = "") -> Row | None:
        """Return one figure of the tool: over everything, or in a group or an outlet.

        Parameters
        ----------
        variable, item, measure : str
        key : str, default ""
            Of a group or an outlet; empty means all units.
        """
        found = self.rows("tool", variable=variable, item=item, measure=measure)
        scoped = [row for row in found if row["key"] == key and not row["code"]]
        return scoped[0] if scoped else None

    def agreed(self, variable: str, item: str) -> Row | None:
        """Return the agreement on one item."""
        found = self.rows("agreement", variable=variable, item=item)
        return found[0] if found else None

    def holds(self, variable: str, item: str) -> bool:
        """Whether coders agree well enough for the item to be reported."""
        row = self.agreed(variable, item)
        return row is not None and row["verdict"] in {"reliable", "tentative"}


def dump(made: Validation) -> str:
    """Return a validation as JSON: sorted, undefined numbers as null."""
    value = {
        "format": FORMAT,
        "run": dict(made.run),
        "coders": {name: list(coders) for name, coders in made.coders.items()},
        "settings": dict(made.settings),
        "uncoded": {name: dict(cells) for name, cells in made.uncoded.items()},
        "tables": {
            name: [_nulled(row) for row in rows] for name, rows in made.tables.items()
        },
    }
    return json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _nulled(row: Row) -> Row:
    return {
        name: None if isinstance(value, float) and math.isnan(value) else value
        for name, value in row.items()
    }


def load_validation(path: Path) -> Validation:
    """Read ``validation.json``.

    Raises
    ------
    InputError
        If it cannot be read, or is no validation of this version.
    """
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path.name}: cannot be read ({error.strerror}); check the path"
        raise InputError(message) from error
    except (ValueError, RecursionError) as error:
        message = f"{path.name}: is no JSON ({error}); pass the file of validate"
        raise InputError(message) from error
    got = value.get("format") if isinstance(value, dict) else type(value).__name__
    if got != FORMAT:
        message = (
            f"{path.name}: is no validation that this version reads, got {got!r}, "
            f"allowed is {FORMAT!r}; run framing validate again"
        )
        raise InputError(message)
    try:
        return Validation(
            run=value["run"],
            coders={name: tuple(coders) for name, coders in value["coders"].items()},
            settings=value["settings"],
            uncoded=value["uncoded"],
            tables={
                name: tuple(_row(row, columns) for row in value["tables"][name])
                for name, columns in TABLES.items()
            },
        )
    except (KeyError, TypeError, AttributeError) as error:
        message = f"{path.name}: lacks {error}; run framing validate again"
        raise InputError(message) from error


def _row(row: Row, columns: tuple[str, ...]) -> Row:
    return {
        name: math.nan if row[name] is None and name in _NUMBERS else row[name]
        for name in columns
    }


def check_run(made: Validation, manifest: Mapping[str, Any], name: str) -> None:
    """Refuse a validation of other texts, or of another measurement of them.

    Parameters
    ----------
    made : Validation
    manifest : mapping
        Of the run that is reported.
    name : str
        Of the file, for the message.

    Raises
    ------
    RunError
    """
    if not made.run.get("digest"):
        message = (
            f"{name}: says not which run was coded, so it cannot stand in a report; "
            "run framing validate with --key"
        )
        raise RunError(message)
    words = {
        "digest": "other texts",
        "framing": "another version of framing",
        "lexicon": "another word list",
        "quotes_model": "another model of quotations",
    }
    for key in RUN:
        ours = str(manifest.get("digest_of_texts" if key == "digest" else key, ""))
        if made.run[key] != ours:
            message = (
                f"{name}: was made on {words[key]}: got {made.run[key][:24]!r}, this "
                f"run has {ours[:24]!r}; report the run that was sampled, or sample "
                "and code this one"
            )
            raise RunError(message)
