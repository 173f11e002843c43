"""One coded variable beside what the tool says of its units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Final

import numpy as np

from framing.validation.agreement import LEAST_UNITS
from framing.validation.alpha import Floats
from framing.validation.codebook import Item, Scale
from framing.validation.correction import correct
from framing.validation.figures import (
    NOT_GROUPED,
    Family,
    Figure,
    Scope,
    figure_rows,
    group_of,
    inside,
    scopes_of,
)
from framing.validation.key import Key, KeyRow
from framing.validation.record import Row
from framing.validation.resampling import draw_times
from framing.validation.sheets import Coding, scale_values
from framing.validation.tool import (
    Paired,
    accuracies,
    are_numbers,
    class_scores,
    divided,
    errors,
    macro,
    pair,
    rank_correlations,
)

_CLASS: Final = ("precision", "recall", "F1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a validation is computed.

    Attributes
    ----------
    consensus : str
        The coder whose sheet holds the codes agreed on after discussion: they stand
        for the coders against the tool, and do not count for agreement.
    least : int
        Units with two codes that a verdict needs.
    draws, seed : int
        Of the bootstrap.
    """

    consensus: str = ""
    least: int = LEAST_UNITS
    draws: int = 1000
    seed: int = 0


class Checked:
    """Units of which an item says that the tool is right, or not."""

    def __init__(self, right: Floats, rows: Sequence[KeyRow], scored: Scored) -> None:
        """Hold the share of coders who say so, with weights and samples."""
        self.rows = rows
        self._top = scored.times(rows) * scored.weights(rows)
        self._right = right

    def samples(self, scope: Scope) -> Floats:
        """Return the weighted share that is right, in every sample."""
        part = self._top[:, mask := inside(self.rows, scope)]
        return divided(part @ self._right[mask], part.sum(axis=1))

    def n_units(self, scope: Scope) -> int:
        """Return how many units a scope holds."""
        return int(inside(self.rows, scope).sum())


class Classed:
    """Units that coders and the tool have both classed."""

    def __init__(self, paired: Paired, rows: Sequence[KeyRow]) -> None:
        """Hold both."""
        self.paired, self.rows = paired, rows
        self._tables: dict[Scope, Floats] = {}

    def tables(self, scope: Scope) -> Floats:
        """Return the weighted tables of every sample; made once for a scope."""
        if scope not in self._tables:
            self._tables[scope] = self.paired.tables(inside(self.rows, scope))
        return self._tables[scope]

    def n_units(self, scope: Scope) -> int:
        """Return how many units a scope holds."""
        return int(inside(self.rows, scope).sum())

    def of_class(self, which: int, place: int, scope: Scope) -> Floats:
        """Return precision, recall or F1 of a class."""
        return class_scores(self.tables(scope))[which][:, place]

    def figures(self) -> Iterator[Figure]:
        """Yield the figures over all classes, then those of each."""
        values = self.paired.values
        yield Figure(measure="macro F1", samples=self._macro, is_compared=True)
        yield Figure(
            measure="accuracy",
            samples=lambda scope: accuracies(self.tables(scope)),
            is_compared=True,
        )
        if are_numbers(values):
            yield Figure(
                measure="mean error",
                samples=lambda scope: errors(self.tables(scope), values),
                is_compared=True,
                is_share=False,
            )
        for place, value in enumerate(values):
            for which, name in enumerate(_CLASS):
                yield Figure(
                    measure=name, samples=self._sampler(which, place), code=value
                )

    def _macro(self, scope: Scope) -> Floats:
        tables = self.tables(scope)
        return macro(tables, class_scores(tables)[2])

    def _sampler(self, which: int, place: int) -> Callable[[Scope], Floats]:
        return lambda scope: self.of_class(which, place, scope)


class Scored:
    """One coded variable with the key of its sample."""

    def __init__(self, coding: Coding, key: Key, settings: Settings) -> None:
        """Hold what was coded, what the units are, and how it is computed."""
        self.coding, self.key, self.settings = coding, key, settings
        self.name = coding.variable.name

    def tables(self) -> dict[str, list[Row]]:
        """Return the rows of every table but those of agreement and faults."""
        made: dict[str, list[Row]] = {
            name: [] for name in ("tool", "confusion", "misclassification")
        }
        for item in self.coding.variable.items:
            if item.kind == "correct" and (checked := self.checked(item)):
                right = Figure(
                    measure="right", samples=checked.samples, is_compared=True
                )
                made["tool"] += self._figures(item.name, checked, (right,))
            elif item.kind == "class" and (classed := self.classed(item)):
                made["tool"] += self._figures(item.name, classed, classed.figures())
                made["confusion"] += self._confusion(item, classed)
                made["misclassification"] += self._corrected(item, classed)
        for scale in self.coding.variable.scales:
            made["tool"] += self._scale(scale)
        return made

    def _figures(
        self, item: str, of: Checked | Classed, figures: Iterable[Figure]
    ) -> list[Row]:
        family = Family(
            variable=self.name,
            item=item,
            figures=tuple(figures),
            scopes=scopes_of(of.rows),
            n_units=of.n_units,
        )
        return figure_rows(family)

    def truth(self, item: Item) -> dict[str, Floats]:
        """Return the share of each decided code that coders gave a unit.

        The most frequent code of a unit has all of it; codes that tie share it
        evenly. Where the agreed code is known, it stands alone.
        """
        order = item.decided
        final = self.coding.codes.get(self.settings.consensus, {})
        coders = self.coding.coders(self.settings.consensus)
        found: dict[str, Floats] = {}
        for unit in self.coding.units:
            agreed = final.get((unit, item.name))
            codes = [self.coding.codes[c].get((unit, item.name)) for c in coders]
            votes = Counter(code for code in codes if code in order)
            if agreed in order:
                votes = Counter({agreed: 1})
            if votes:
                most = max(votes.values())
                tied = np.array([float(votes[code] == most) for code in order])
                found[unit] = tied / tied.sum()
        return found

    def weights(self, rows: Sequence[KeyRow]) -> Floats:
        """Return the size of each unit's stratum over the units coded of it.

        So units that nobody coded do not shrink their stratum.
        """
        coded = Counter(row.stratum for row in rows)
        return np.array(
            [
                row.stratum_size / coded[row.stratum]
                if row.stratum_size
                else row.weight
                for row in rows
            ],
            dtype=np.float64,
        )

    def times(self, rows: Sequence[KeyRow]) -> Floats:
        """Return how often each unit counts, the sample itself first."""
        drawn = draw_times(
            [row.article for row in rows],
            strata=[row.group for row in rows],
            draws=self.settings.draws,
            seed=self.settings.seed,
        )
        return np.concatenate([np.ones((1, len(rows))), drawn])

    def checked(self, item: Item) -> Checked | None:
        """Return the units of an item that checks the tool; nothing without any."""
        truth = self.truth(item)
        rows = [self.key.rows[unit] for unit in truth]
        right = [float(code.right) for code in item.codes if not code.undecided]
        if not rows:
            return None
        return Checked(np.array(list(truth.values())) @ np.array(right), rows, self)

    def classed(self, item: Item) -> Classed | None:
        """Return coded units with the tool's class; nothing where it gives none."""
        truth = {
            unit: shares
            for unit, shares in self.truth(item).items()
            if item.name in self.key.rows[unit].tool
        }
        rows = [self.key.rows[unit] for unit in truth]
        if not rows:
            return None
        predicted = [row.tool[item.name] for row in rows]
        more = sorted(set(predicted) - set(item.decided))
        coded = np.array(list(truth.values()))
        paired = pair(
            np.hstack([coded, np.zeros((len(rows), len(more)))]),
            predicted,
            values=(*item.decided, *more),
            weights=self.weights(rows),
            clusters=[row.article for row in rows],
            strata=[row.group for row in rows],
            draws=self.settings.draws,
            seed=self.settings.seed,
        )
        return Classed(paired, rows)

    def _confusion(self, item: Item, classed: Classed) -> list[Row]:
        values = classed.paired.values
        made = []
        for scope in scopes_of(classed.rows):
            plain = classed.paired.joint[inside(classed.rows, scope)].sum(axis=0)
            weighted = classed.tables(scope)[0]
            made += [
                {
                    "variable": self.name,
                    "item": item.name,
                    "scope": scope.kind,
                    "key": scope.key,
                    "coded": one,
                    "tool": other,
                    "units": float(plain[down, across]),
                    "weighted": float(weighted[down, across]),
                }
                for down, one in enumerate(values)
                for across, other in enumerate(values)
            ]
        return made

    def _corrected(self, item: Item, classed: Classed) -> list[Row]:
        """Correct shares where the strata tell the tool's in the whole collection."""
        if any(row.tool.get(item.name) != row.tool_class for row in self._key_rows):
            return []
        sizes: dict[str, Counter[str]] = {}
        for stratum in {row.stratum: row for row in self._key_rows}.values():
            group = sizes.setdefault(group_of(stratum), Counter())
            group[stratum.tool_class] += stratum.stratum_size
        shares = {
            group: [count[v] / max(1, count.total()) for v in classed.paired.values]
            for group, count in sizes.items()
        }
        groups = [group_of(row) for row in classed.rows]
        return [
            {"variable": self.name, "item": item.name, **asdict(row)}
            for row in correct(
                classed.paired,
                groups,
                shares,
                compared=sorted({*groups} - {NOT_GROUPED}),
            )
        ]

    @cached_property
    def _key_rows(self) -> list[KeyRow]:
        return self.key.of(self.name)

    def _scale(self, scale: Scale) -> list[Row]:
        """Return the rank correlation of the coders' mean and the tool's number."""
        means = scale_values(self.coding, scale)
        table = np.array(means, dtype=np.float64).reshape(-1, len(self.coding.units))
        coded = {
            unit: float(np.nanmean(column))
            for unit, column in zip(self.coding.units, table.T, strict=True)
            if scale.name in self.key.rows[unit].tool and not np.isnan(column).all()
        }
        rows = [self.key.rows[unit] for unit in coded]
        if not rows:
            return []
        measured = np.array([float(row.tool[scale.name]) for row in rows])
        samples = rank_correlations(
            np.array(list(coded.values())), measured, self.times(rows)
        )
        family = Family(
            variable=self.name,
            item=f"scale: {scale.name}",
            figures=(
                Figure(
                    measure="Spearman's rho",
                    samples=lambda _scope: samples,
                    is_share=False,
                ),
            ),
            scopes=(Scope("all"),),
            n_units=lambda _scope: len(rows),
        )
        return figure_rows(family)


def quotations_found(quotation: Scored, attribution: Scored) -> list[Row]:
    """Return how well quotations are found.

    Parameters
    ----------
    quotation, attribution : Scored
        Quotations that were found give the precision; sentences drawn by chance the
        recall: of those that credit somebody, the weighted share with a find.
    """
    right = quotation.checked(quotation.coding.variable.item("is_quotation"))
    sentences = attribution.classed(attribution.coding.variable.item("attribution"))
    if right is None or sentences is None:
        return []
    yes = sentences.paired.values.index("yes")

    def recall(scope: Scope) -> Floats:
        return sentences.of_class(1, yes, scope)

    def both(scope: Scope) -> Floats:
        one, other = right.samples(scope), recall(scope)
        return divided(2 * one * other, one + other)

    family = Family(
        variable=quotation.name,
        item="found",
        figures=(
            Figure(measure="precision", samples=right.samples, is_compared=True),
            Figure(measure="recall", samples=recall, is_compared=True),
            Figure(measure="F1", samples=both, is_compared=True),
        ),
        scopes=tuple(
            scope
            for scope in scopes_of(right.rows)
            if scope in set(scopes_of(sentences.rows))
        ),
        n_units=lambda scope: min(right.n_units(scope), sentences.n_units(scope)),
    )
    return figure_rows(family)
