"""A comparison, looked up the way that a report needs it; nothing is computed.

Sections are functions of a `Comparison` alone. What several of them look up
(the order of outlets, an article's side, the evidence of a key) is indexed here
once for a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import pandas as pd

from framing.comparison import Comparison
from framing.comparison.overview import shown_events
from framing.dates import CERTAIN
from framing.outlets import Group
from framing.report import theme
from framing.report.blocks import Side, Tag
from framing.report.index import (
    NOWHERE,
    Ints,
    Record,
    keep,
    key_places,
    places,
    records,
)
from framing.report.labels import short_forms

KEY: Final = ("metric", "field", "target", "voice", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletLine:
    """An outlet as it is printed: full name, short form, side."""

    key: str
    name: str
    short: str
    side: Side
    group: str


def _fits(key: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether evidence under `other` stands behind a row with `key`."""
    metric, field, target, voice, actor = key
    return (
        (metric, field) == other[:2]
        and target in {"", other[2]}
        and voice in {"", "all", other[3]}
        and actor in {"", other[4]}
    )


def _some(rows: Mapping[str, Ints], keys: Iterable[str]) -> Ints:
    """Return the rows of some keys, in order."""
    found: Ints = np.sort(
        np.concatenate([NOWHERE, *(rows[key] for key in keys if key in rows)])
    )
    return found


class View:
    """Look-ups over one comparison; made by `view`."""

    def __init__(self, comparison: Comparison) -> None:
        """Hold the comparison; each look-up is made when first asked for."""
        self.comparison = comparison

    @property
    def groups(self) -> tuple[Group, Group]:
        """The two groups compared."""
        first, second = self.comparison.groups[:2]
        return first, second

    def side(self, group: object) -> Side:
        """Return the side of a group's key."""
        first, second = self.groups
        return "a" if group == first.key else "b" if group == second.key else ""

    def group_name(self, side: Side) -> str:
        """Return the title of a side as it stands inside a sentence."""
        return {"a": self.groups[0].title, "b": self.groups[1].title}.get(
            side, "in no group"
        )

    @cached_property
    def outlets(self) -> tuple[OutletLine, ...]:
        """Outlets by group, then alphabet: never by size."""
        order = {"a": 0, "b": 1, "": 2}
        rows = sorted(
            records(self.comparison.outlets),
            key=lambda row: (order[self.side(row["group"])], str(row["name"]).lower()),
        )
        names = [str(row["name"]) for row in rows]
        return tuple(
            OutletLine(
                key=str(row["outlet"]),
                name=name,
                short=short,
                side=self.side(row["group"]),
                group=str(row["group"]),
            )
            for row, name, short in zip(rows, names, short_forms(names), strict=True)
        )

    @cached_property
    def outlet(self) -> Mapping[str, OutletLine]:
        """Outlets by key."""
        return {line.key: line for line in self.outlets}

    @cached_property
    def profile(self) -> Mapping[str, Record]:
        """Rows of the table of outlets, by key."""
        return {str(row["outlet"]): row for row in records(self.comparison.outlets)}

    @cached_property
    def article(self) -> Mapping[str, Record]:
        """Rows of the table of articles, by id."""
        return {str(row["article"]): row for row in records(self.comparison.articles)}

    @cached_property
    def compared(self) -> frozenset[str]:
        """Ids of the articles that enter the comparison of groups."""
        return frozenset(key for key, row in self.article.items() if row["compared"])

    @cached_property
    def in_event(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the articles of each event, by outlet, date and id."""
        order = {line.key: at for at, line in enumerate(self.outlets)}
        found: dict[str, list[str]] = {}
        for key, row in self.article.items():
            if row["event"]:
                found.setdefault(str(row["event"]), []).append(key)
        for keys in found.values():
            keys.sort(
                key=lambda key: (
                    order.get(str(self.article[key]["outlet"]), len(order)),
                    str(self.article[key]["date_low"]),
                    key,
                )
            )
        return {event: tuple(keys) for event, keys in found.items()}

    @cached_property
    def by_outlet(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the articles of each outlet, in order of date."""
        found: dict[str, list[str]] = {}
        for key, row in self.article.items():
            found.setdefault(str(row["outlet"]), []).append(key)
        return {
            outlet: tuple(sorted(keys, key=lambda k: (self.article[k]["date_low"], k)))
            for outlet, keys in found.items()
        }

    @cached_property
    def events(self) -> tuple[Record, ...]:
        """Events in order of date."""
        return tuple(records(self.comparison.events))

    @cached_property
    def shown_events(self) -> tuple[Record, ...]:
        """The events with most outlets, at most as many as the settings say."""
        most = self.comparison.config.output.max_events
        kept = frozenset(shown_events(self.comparison.events, most))
        return tuple(row for row in self.events if row["event"] in kept)

    def _placed(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Add the side of each row's article, and whether it is compared."""
        at, ids = pd.factorize(frame["article"])
        codes = np.array([self._code[str(key)] for key in ids], np.intp)[at]
        sides = [self.side(row["group"]) for row in self.article.values()]
        compared = [key in self.compared for key in self.article]
        return frame.assign(
            code=codes,
            side=pd.Categorical(sides)[codes],
            compared=np.array(compared, bool)[codes],
        )

    @cached_property
    def _code(self) -> Mapping[str, int]:
        """Numbers of articles: comparing them is faster than comparing ids."""
        return {key: at for at, key in enumerate(self.article)}

    @cached_property
    def _evidence(self) -> pd.DataFrame:
        return self._placed(self.comparison.evidence)

    @cached_property
    def _evidence_rows(self) -> Mapping[tuple[str, ...], Ints]:
        return key_places(self.comparison.evidence, KEY)

    def evidence(
        self, row: Record, articles: frozenset[str] | None = None
    ) -> pd.DataFrame:
        """Return the evidence of a row's key, largest first.

        Parameters
        ----------
        row : mapping
            With the five keys. Where nothing stands under the very key, the voice
            "all" and an empty key take any.
        articles : frozenset of str, optional
            Only of these; otherwise of those compared.

        Returns
        -------
        DataFrame
            As `Comparison.evidence`, with ``side, compared, code``.
        """
        key = tuple(str(row[name]) for name in KEY)
        rows = self._evidence_rows.get(key)
        if rows is None:
            near = self._evidence_rows.items()
            fits = [NOWHERE, *(found for other, found in near if _fits(key, other))]
            rows = np.sort(np.concatenate(fits))
        wanted = self.compared if articles is None else articles
        chosen = np.zeros(len(self._code), bool)
        chosen[[self._code[key] for key in wanted]] = True
        codes = self._evidence["code"].to_numpy()[rows]
        frame: pd.DataFrame = self._evidence.iloc[rows[chosen[codes]]]
        return frame

    @cached_property
    def contexts(self) -> pd.DataFrame:
        """Occurrences of terms as evidence: each counts one."""
        return self._placed(self.comparison.contexts.assign(amount=1.0))

    @cached_property
    def _quotations(self) -> pd.DataFrame:
        """Quotations, without scare quotes and names, with outlet, group and event."""
        frame = self.comparison.quotes
        frame = frame[frame["kind"].isin(["direct", "mixed", "indirect"])]
        at, ids = pd.factorize(frame["article"])
        rows = [self.article[str(key)] for key in ids]
        added = {
            name: pd.Categorical([str(row[name]) for row in rows])[at]
            for name in ("outlet", "group", "event")
        }
        return frame.assign(**added)

    @cached_property
    def _quote_rows(self) -> Mapping[str, Mapping[str, Ints]]:
        return {name: places(self._quotations, name) for name in ("event", "outlet")}

    def quotes(self, name: str, key: str) -> pd.DataFrame:
        """Return the quotations of an event or an outlet.

        Parameters
        ----------
        name : {"event", "outlet"}
        key : str

        Returns
        -------
        DataFrame
            As `Comparison.quotes`, with ``outlet, group, event``.
        """
        return self._quotations.iloc[self._quote_rows[name].get(key, NOWHERE)]

    @cached_property
    def _table_rows(self) -> Mapping[str, Ints]:
        return places(self.comparison.table, "event")

    def table(self, event: str) -> pd.DataFrame:
        """Return the measured rows of an event."""
        return self.comparison.table.iloc[self._table_rows.get(event, NOWHERE)]

    @cached_property
    def _context_rows(self) -> Mapping[str, Mapping[str, Ints]]:
        frame = self.comparison.contexts
        return {name: places(frame, name) for name in ("term", "article")}

    def contexts_of(self, term: str) -> pd.DataFrame:
        """Return the occurrences of a term."""
        return self.contexts.iloc[self._context_rows["term"].get(term, NOWHERE)]

    def contexts_in(self, articles: Sequence[str]) -> pd.DataFrame:
        """Return the occurrences of all terms in some articles."""
        rows = self._context_rows["article"]
        return self.contexts.iloc[_some(rows, articles)]

    @cached_property
    def tone(self) -> str:
        """Return the field of stance that is compared, never the words for events."""
        fields = [
            str(row["field"]) for row in self.summary if row["metric"] == "stance"
        ]
        declared = [
            field for metric, field in self.comparison.fields if metric == "stance"
        ]
        return next(iter((*fields, *declared)), "")

    @cached_property
    def tones(self) -> pd.DataFrame:
        """Measured tones of unattributed text in events."""
        table = self.comparison.table
        kept = (table["metric"] == "stance") & (table["field"] == self.tone)
        kept &= (table["voice"] == "unattributed") & (table["event"] != "")
        return table[kept]

    @cached_property
    def _vocabulary(self) -> pd.DataFrame:
        """Measured frame vocabulary."""
        table = self.comparison.table
        return table[table["metric"] == "frame_vocabulary"]

    @cached_property
    def _vocabulary_rows(self) -> Mapping[str, Ints]:
        return places(self._vocabulary, "article")

    def vocabulary_in(self, articles: Iterable[str]) -> pd.DataFrame:
        """Return the measured frame vocabulary of some articles."""
        return self._vocabulary.iloc[_some(self._vocabulary_rows, articles)]

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """Keys of the categories of frame vocabulary, by alphabet."""
        return tuple(sorted(map(str, self._vocabulary["actor"].unique())))

    @cached_property
    def grade(self) -> tuple[str, str] | None:
        """Return the measure of readability that is compared, or the first."""
        compared = [(str(row["metric"]), str(row["field"])) for row in self.summary]
        fields = self.comparison.fields
        grades = [
            key
            for key in (*compared, *fields)
            if key in fields and "grade" in fields[key].unit
        ]
        return next(iter(grades), None)

    @cached_property
    def summary(self) -> tuple[Record, ...]:
        """Every comparison, in its order."""
        return tuple(records(self.comparison.summary))

    @cached_property
    def values_of(self) -> Mapping[str, tuple[Record, ...]]:
        """What each comparison rests on, in the events that are shown."""
        shown = {str(event["event"]) for event in self.shown_events}
        frame = self.comparison.event_values
        frame = keep(frame, (str(event) in shown for event in frame["event"]))
        found: dict[str, list[Record]] = {}
        for row in records(frame):
            found.setdefault(str(row["id"]), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def checks(self) -> Mapping[str, Mapping[str, Record]]:
        """Every comparison under other choices: by its id, then by the check."""
        found: dict[str, dict[str, Record]] = {}
        for row in records(self.comparison.robustness):
            found.setdefault(str(row["id"]), {})[str(row["check"])] = row
        return found

    @cached_property
    def _by_outlet_key(self) -> Mapping[tuple[str, ...], Ints]:
        return key_places(self.comparison.outlet_values, KEY)

    def outlet_values(self, row: Record) -> tuple[tuple[OutletLine, Record], ...]:
        """Return a row's value in each outlet, in the order of outlets."""
        key = tuple(str(row[name]) for name in KEY)
        rows = self._by_outlet_key.get(key, NOWHERE)
        found = {
            str(value["outlet"]): value
            for value in records(self.comparison.outlet_values.iloc[rows])
        }
        return tuple((o, found[o.key]) for o in self.outlets if o.key in found)

    def format(self, row: Record) -> theme.Format:
        """Return how the values of a row are printed."""
        field = self.comparison.fields.get((row["metric"], row["field"]))
        unit = str(row.get("unit") or (field.unit if field else ""))
        return theme.format_of(unit, field.low if field else 0.0)

    def target(self, key: str) -> str:
        """Return the name of a target."""
        return self.comparison.target_names.get(key, key)

    def outlet_name(self, key: str) -> str:
        """Return the name of an outlet or of a relay."""
        known = self.comparison.outlet_names.get(key)
        if known is None and re.fullmatch(r"[a-z0-9-]+", key):  # a profile's key
            return key.replace("-", " ").title()
        return key if known is None else known

    def printer(self, article: str) -> Tag:
        """Return the outlet of an article with the mark of its side."""
        outlet = self.outlet.get(str(self.article[article]["outlet"]))
        return Tag(text=self.printed_by(article), side=outlet.side if outlet else "")

    def printed_by(self, article: str) -> str:
        """Return the outlet of an article; an inferred one says so."""
        row = self.article[article]
        line = self.outlet.get(str(row["outlet"]))
        name = line.name if line else str(row["outlet_name"])
        return f"{name} (inferred)" if row["outlet_status"] == "inferred" else name

    def when(self, article: str) -> str:
        """Return an article's date as printed; an inferred one says so."""
        row = self.article[article]
        text = theme.date(str(row["date_low"]), str(row["date_high"]))
        source = str(row["date_source"])
        known = source in CERTAIN or source in {"none", ""}
        return text if known else f"{text}, inferred ({source})"


@lru_cache(maxsize=1)
def view(comparison: Comparison) -> View:
    """Return the look-ups of a comparison, made once for all sections."""
    return View(comparison)
