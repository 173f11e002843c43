"""All units that could be coded, with what the tool says of each: no words yet."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from framing.comparison.comparability import (
    SOUND,
    has_unsure_outlet,
    kept_twins,
    own_text,
    place_articles,
)
from framing.config import RunConfig
from framing.document import Resources
from framing.errors import ParameterError
from framing.listing import records
from framing.model import VOICES, Mention
from framing.segment import Cut, cut
from framing.targets import find_mentions
from framing.tone import NEUTRAL
from framing.validation.codebook import load_variable
from framing.words import normalise_all

if TYPE_CHECKING:
    import pandas as pd

    from framing.store import Run

_PAGES_KEPT: Final = 512
_VOICE: Final = {"unattributed": "text", "quoted": "speaker", "reported": "speaker"}
_KINDS: Final = frozenset({"direct", "mixed", "indirect"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of a population.

    Attributes
    ----------
    variable, article, outlet, group : str
    place : int
        The number of the sentence or the quotation; 0 for an article.
    target : str
        Key of the actor, for a stance.
    tool_class : str
        What the tool says, as far as the sample is stratified by it.
    tool : tuple of (str, str)
        What the tool says of each item.
    """

    variable: str
    article: str
    outlet: str
    group: str
    place: int = 0
    target: str = ""
    tool_class: str = ""
    tool: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """One article, cut as it was when it was measured."""

    row: Mapping[str, Any]
    text: str
    voice: bytes
    parts: Cut
    quotes: Sequence[Mapping[str, Any]] = ()
    tones: Sequence[tuple[str, int, float]] = ()
    resources: Resources = field(repr=False)

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Starts and stops of the sentences."""
        return [(int(start), int(stop)) for start, stop in self.parts.sentences]

    def mentions(self) -> tuple[Mention, ...]:
        """Return the mentions of targets, as the metrics saw them."""
        norms = normalise_all(self.text, self.parts.words)
        return find_mentions(
            self.text,
            self.parts,
            norms,
            actors=self.resources.actors,
            targets=self.resources.targets,
        )


class Corpus:
    """The articles of a run that a sample is drawn from."""

    def __init__(self, run: Run, config: RunConfig, resources: Resources) -> None:
        """Choose the articles that could be compared, in any outlet.

        Raises
        ------
        ParameterError
            If none is left.
        """
        self.resources = resources
        self.run = run
        frame = _placed(run, config, resources)
        analysis = config.analysis
        kept = (
            frame["has_text"].astype(bool)
            & (frame["n_words"] > 0)
            & frame["genre"].isin(analysis.genres)
            & own_text(frame, analysis.origins)
            & frame["integrity"].isin(SOUND)
        )
        kept &= kept_twins(frame, kept) == ""
        if not kept.any():
            message = (
                f"sample: none of the {len(frame)} articles has sound text of a genre "
                "and an origin that are compared; set [analysis] genres and origins"
            )
            raise ParameterError(message)
        self.left_out = int((~kept).sum())
        self.rows = {str(row["article"]): row for row in records(frame[kept])}
        texts = run.tables["texts"]
        self._texts = {
            str(row["article"]): row
            for row in records(texts[texts["article"].isin(list(self.rows))])
        }
        self._quotes = _by_article(run.tables["quotes"])
        self._tones = _tones(run.tables["evidence"])
        self._pages: dict[str, Page] = {}

    def page(self, article: str) -> Page:
        """Return one article, cut; the last ones asked for are kept."""
        if article not in self._pages:
            if len(self._pages) >= _PAGES_KEPT:
                self._pages.clear()
            self._pages[article] = self._page(article)
        return self._pages[article]

    def _page(self, article: str) -> Page:
        text = str(self._texts[article]["text"])
        return Page(
            row=self.rows[article],
            text=text,
            voice=bytes(self._texts[article]["voice"]),
            parts=cut(text),
            quotes=self._quotes.get(article, ()),
            tones=self._tones.get(article, ()),
            resources=self.resources,
        )

    def raw(self, article: str) -> Mapping[str, Any]:
        """Return an article's row of texts."""
        return self._texts[article]

    def units(self, sheets: Sequence[str]) -> dict[str, list[Unit]]:
        """Return every unit of each sheet, in the order of articles."""
        found: dict[str, list[Unit]] = {sheet: [] for sheet in sheets}
        whole = {"frames", "entman"}
        measured = _measured(self.run.tables["measurements"])
        for article in sorted(self.rows):
            for sheet in whole & set(sheets):
                found[sheet].append(_article(self.rows[article], sheet, measured))
            if not set(sheets) - whole:
                continue
            page = self.page(article)
            for sheet, units in (
                ("stance", _stances),
                ("quotation", _quotations),
                ("attribution", _sentences),
            ):
                if sheet in found:
                    found[sheet] += units(page)
        return found


def _placed(run: Run, config: RunConfig, resources: Resources) -> pd.DataFrame:
    profiles = resources.outlets
    placed = place_articles(
        run.tables["articles"],
        run.tables["members"],
        outlets={outlet.key: outlet for outlet in profiles.entries},
        groups=tuple(profiles.group(key) for key in config.analysis.groups),
    )
    # As in the comparison, an outlet that is not sure stands for no group.
    return placed.assign(group=placed["group"].mask(has_unsure_outlet(placed), ""))


def _by_article(frame: pd.DataFrame) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in records(frame):
        found.setdefault(str(row["article"]), []).append(row)
    return found


def _tones(evidence: pd.DataFrame) -> dict[str, list[tuple[str, int, float]]]:
    """Return what moved the tone of all voices: target, start, amount, by article."""
    kept = (evidence["metric"] == "stance") & (evidence["field"] == "tone")
    kept &= evidence["voice"] == "all"
    found: dict[str, list[tuple[str, int, float]]] = {}
    for row in records(evidence[kept][["article", "target", "start", "amount"]]):
        hit = (str(row["target"]), int(row["start"]), float(row["amount"]))
        found.setdefault(str(row["article"]), []).append(hit)
    return found


def _measured(measurements: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Return what the tool measures beside scales, by article and vocabulary."""
    wanted = {scale.tool for scale in load_variable("frames").scales}
    kept = (
        (measurements["metric"] == "frame_vocabulary")
        & (measurements["field"] == "hits")
        & measurements["actor"].isin(wanted)
    )
    frame = measurements[kept].assign(name=measurements["actor"].astype("str"))
    sums: dict[tuple[str, str], list[float]] = {}
    for row in records(frame[frame["voice"].isin(["", "all"])]):
        total = sums.setdefault((str(row["article"]), str(row["name"])), [0.0, 0.0])
        total[0] += float(row["scale"]) * float(row["numerator"])
        total[1] = max(total[1], float(row["denominator"]))
    return {key: top / below for key, (top, below) in sums.items() if below}


def _article(
    row: Mapping[str, Any], sheet: str, measured: Mapping[tuple[str, str], float]
) -> Unit:
    tool = [
        (scale.name, f"{measured[key]:.6g}")
        for scale in load_variable(sheet).scales
        if (key := (str(row["article"]), scale.tool)) in measured
    ]
    return _unit(row, sheet, tool=tuple(tool))


def _unit(row: Mapping[str, Any], variable: str, **more: Any) -> Unit:  # noqa: ANN401 - fields of Unit
    return Unit(
        variable=variable,
        article=str(row["article"]),
        outlet=str(row["outlet"]),
        group=str(row["group"]),
        **more,
    )


def _stances(page: Page) -> Iterator[Unit]:
    """Yield a unit for each sentence and target that it mentions."""
    starts = [start for start, _ in page.sentences]
    seen: dict[tuple[int, str], list[str]] = {}
    for mention in page.mentions():
        place = bisect_right(starts, mention.span.start) - 1
        voice = VOICES[page.voice[mention.first]]
        seen.setdefault((place, mention.target), []).append(voice)
    tones: dict[tuple[int, str], float] = {}
    for target, start, amount in page.tones:
        key = (bisect_right(starts, start) - 1, target)
        tones[key] = tones.get(key, 0.0) + amount
    for (place, target), voices in sorted(seen.items()):
        tone = tones.get((place, target), 0.0) / len(voices)
        code = "0" if abs(tone) <= NEUTRAL else "1" if tone > 0 else "-1"
        said = {_VOICE.get(voice, "uncertain") for voice in voices}
        voice = said.pop() if len(said) == 1 else "both"
        yield _unit(
            page.row,
            "stance",
            place=place,
            target=target,
            tool_class=code,
            tool=(("stance", code), ("voice", voice), ("value", f"{tone:.6g}")),
        )


def _quotations(page: Page) -> Iterator[Unit]:
    for row in page.quotes:
        if row["kind"] in _KINDS:
            tool = (
                ("kind", str(row["kind"])),
                ("speaker", " | ".join(row["speakers"])),
                ("relay", " | ".join(row["relays"])),
            )
            yield _unit(
                page.row,
                "quotation",
                place=int(row["quote"]),
                tool_class=str(row["kind"]),
                tool=tool,
            )


def _sentences(page: Page) -> Iterator[Unit]:
    """Yield every sentence: found where it holds a word of a quotation or its cue."""
    spans = sorted(
        span
        for row in page.quotes
        if row["kind"] in _KINDS
        for span in (*row["content"], *row["cue"])
    )
    for place, (start, stop) in enumerate(page.sentences):
        found = any(first < stop and start < last for first, last in spans)
        code = "yes" if found else "no"
        yield _unit(
            page.row,
            "attribution",
            place=place,
            tool_class=code,
            tool=(("attribution", code),),
        )
