"""Commands that print one table of a run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from framing.cli.inputs import run_of, takes_inputs
from framing.cli.printing import Screen, format_option, print_rows

if TYPE_CHECKING:
    from framing.config import RunConfig

_TEXTS: Final = {
    "clean": (
        "List what cleaning dropped, with rule and place.\n\n"
        "Example: framing clean articles/ --format jsonl"
    ),
    "dates": (
        "List when each article was published, and how that is known.\n\n"
        "Example: framing dates articles/"
    ),
    "events": (
        "List which articles report the same event.\n\n"
        "Example: framing events articles/"
    ),
    "quotes": (
        "List every quotation with its speaker and relay.\n\n"
        "Example: framing quotes articles/ --format csv"
    ),
    "frames": (
        "List frame vocabulary: hits per 1,000 words, and share of articles.\n\n"
        "By article and by outlet, for each category of the dictionaries in the "
        "settings, and by voice. It is a proxy for coded frames.\n\n"
        "Example: framing frames articles/ --format csv"
    ),
    "labels": (
        "List which label an article chooses for each referent, by voice.\n\n"
        "Example: framing labels articles/ --format csv"
    ),
    "namings": (
        "List the words that name each person, state or body, place by place.\n\n"
        "Example: framing namings articles/ --format csv"
    ),
    "actions": (
        "List verbs that make a target the one who acts, or is acted on.\n\n"
        "Example: framing actions articles/ --format csv"
    ),
    "readability": (
        "List school grades and reading ease of each article.\n\n"
        "Example: framing readability articles/"
    ),
    "reuse": (
        "List articles that share words: twins, copies, cuts, shared passages.\n\n"
        "With how much of each stands in the other, and which came first where marks, "
        "agencies or days tell.\n\n"
        "Example: framing reuse articles/ --format csv"
    ),
}


def _listing(name: str, help_text: str) -> click.Command:
    """Return a command that prints one table of a run."""

    @click.command(name, help=help_text)
    @takes_inputs
    @format_option
    @click.pass_obj
    def command(
        screen: Screen,
        *,
        inputs: tuple[Path, ...],
        config: RunConfig,
        workers: int | None,
        shape: str,
    ) -> None:
        from framing.listing import LISTINGS

        run = run_of(screen, inputs, config, workers)
        print_rows(LISTINGS[name](run), shape, name)

    return command


@click.command()
@takes_inputs
@format_option
@click.option(
    "--hits", is_flag=True, help="List every word that counts, on every mention."
)
@click.option(
    "--model",
    default="",
    help="List the score of a trained model instead: one made by train-stance, or "
    "'shipped' (knows US political news).",
)
@click.pass_obj
def stance(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    shape: str,
    hits: bool,
    model: str,
) -> None:
    """List lexicon tone near mentions of each target, by voice and speaker.

    Example: framing stance articles/ --format csv
    """
    from framing.listing import absent_targets, list_hits, list_stance

    if model and hits:
        raise click.UsageError("--hits lists words of the lists, which --model lacks")
    if model:
        print_rows(_learned(screen, inputs, config, workers, model), shape, "stance")
        return
    run = run_of(screen, inputs, config, workers)
    for target in absent_targets(run):
        screen.say(f"{target}: no article mentions it, so it has no value")
    rows = list_hits(run) if hits else list_stance(run)
    print_rows(rows, shape, "hits" if hits else "stance")


@click.command()
@takes_inputs
@format_option
@click.option("--a", "first", default="", help="A group or an outlet, or several: x,y.")
@click.option("--b", "second", default="", help="The reference, likewise.")
@click.option(
    "--by",
    type=click.Choice(["event", "week", "day", "article"]),
    default="event",
    help="What is swapped between the sides to test a term; default: event.",
)
@click.option(
    "--measure", default="log_odds", help="How a difference is expressed; see the docs."
)
@click.option(
    "--voice", default="unattributed", help="Whose words are counted, or 'all'."
)
@click.option(
    "--mask-targets", is_flag=True, help="Leave out the names of all actors met."
)
@click.pass_obj
def contrast(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    shape: str,
    first: str,
    second: str,
    by: str,
    measure: str,
    voice: str,
    mask_targets: bool,
) -> None:
    """List the wording that tells two groups or outlets apart, within the same events.

    Example: framing contrast articles/ --a "Xinhua" --b "Reuters" --format csv
    """
    from framing.comparison.contrasting import contrast_sides
    from framing.listing import records
    from framing.outlets import load_outlets
    from framing.pipeline import count_run

    run = run_of(screen, inputs, config, workers)
    one, other = config.analysis.groups
    made = contrast_sides(
        count_run(run, config=config, voice=voice, mask_targets=mask_targets),
        a=_side(first, one),
        b=_side(second, other),
        outlets=load_outlets(config.data.outlets),
        by=by,
        measure=measure,
    )
    screen.say(made.in_words())
    print_rows(records(made.table), shape, "contrast")


def _side(given: str, default: str) -> tuple[str, ...]:
    """Return the outlets or the group of a side."""
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    return names or (default,)


@click.command()
@takes_inputs
@format_option
@click.option(
    "--term",
    "terms",
    multiple=True,
    required=True,
    help="A word or words that follow one another. May be repeated.",
)
@click.option("--voice", default="all", help="Whose words are looked at.")
@click.pass_obj
def kwic(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    shape: str,
    terms: tuple[str, ...],
    voice: str,
) -> None:
    """List every place of a term with the words around it.

    Example: framing kwic articles/ --term "grain talks" --format csv
    """
    from framing.listing import list_kwic

    run = run_of(screen, inputs, config, workers)
    print_rows(list_kwic(run, terms, voice=voice), shape, "kwic")


def _learned(
    screen: Screen,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    model: str,
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a trained model: of articles only, stored nowhere."""
    from framing.engine import available_workers
    from framing.ingest import read
    from framing.scored import learned_stance
    from framing.store import is_run

    if any(map(is_run, inputs)):
        raise click.UsageError("--model needs articles; a run directory holds none")
    screen.say(
        "a trained model's guess, not validated on these articles; no report uses it"
    )
    return learned_stance(
        read(inputs, mapping=config.data.mapping),
        model=model,
        config=config,
        workers=workers or available_workers(),
    )


LISTED: Final = (
    *(_listing(name, text) for name, text in _TEXTS.items()),
    stance,
    contrast,
    kwic,
)
"""The commands of this module."""
