"""Commands over data that experts edit: outlet profiles and word lists."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from framing.cli.inputs import run_of, takes_inputs
from framing.cli.printing import Screen, format_option, print_rows

if TYPE_CHECKING:
    from framing.config import RunConfig


@click.group()
def outlets() -> None:
    """Show and check outlet profiles.

    Example: framing outlets show reuters
    """


@click.group()
def lexicons() -> None:
    """Show and check word lists.

    Example: framing lexicons list
    """


_FOLDER = click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=None,
    help="A folder of your own; default: the shipped one.",
)


@outlets.command("list")
@_FOLDER
@format_option
def outlets_list(*, folder: Path | None, shape: str) -> None:
    """List every profile with its group.

    Example: framing outlets list --format csv
    """
    from framing.outlets import group_of, load_outlets

    known = load_outlets(str(folder or ""))
    rows = [
        {
            "outlet": outlet.key,
            "name": outlet.name,
            "country": outlet.country,
            "control": " | ".join(outlet.values("control")),
            "group": group_of(outlet, known.groups) or "not grouped",
        }
        for outlet in known.entries
    ]
    print_rows(rows, shape, "outlets")


@outlets.command("show")
@click.argument("name")
@_FOLDER
def outlets_show(*, name: str, folder: Path | None) -> None:
    """Print one profile with the source of each claim.

    Example: framing outlets show "China Daily"
    """
    from framing.errors import OutletError, not_one_of
    from framing.outlets import group_of, load_outlets

    known = load_outlets(str(folder or ""))
    outlet = known.find(name)
    if outlet is None:
        keys = [entry.key for entry in known.entries]
        raise OutletError(not_one_of("outlet", name, keys))
    click.echo(f"{outlet.name} ({outlet.key}), {outlet.country}, {outlet.language}")
    click.echo(f"group: {group_of(outlet, known.groups) or 'not grouped'}")
    click.echo(f"also known as: {', '.join(outlet.aliases) or '–'}")
    click.echo(f"domains: {', '.join(outlet.domains) or '–'}")
    for claim in outlet.claims:
        state = "checked" if claim.checked else "not checked"
        click.echo(f"{claim.what}: {claim.value} (source: {claim.source}; {state})")


@outlets.command("check")
@_FOLDER
def outlets_check(*, folder: Path | None) -> None:
    """Check profiles and group rules; refuse an outlet in two groups.

    Example: framing outlets check --folder my-outlets
    """
    from framing.outlets import group_of, load_outlets

    known = load_outlets(str(folder or ""))
    groups = Counter(group_of(outlet, known.groups) for outlet in known.entries)
    click.echo(f"{len(known.entries)} profiles are sound")
    for group in known.groups:
        click.echo(f"{group.title}: {groups[group.key]} outlets: {group.words}")
    click.echo(f"not grouped: {groups['']} outlets")


@lexicons.command("list")
@format_option
def lexicons_list(*, shape: str) -> None:
    """List the word lists that come with the package.

    Example: framing lexicons list
    """
    from framing.lexicons import list_lexicons, load_lexicon

    known = [load_lexicon(name) for name in list_lexicons()]
    rows = [
        {
            "lexicon": lexicon.name,
            "title": lexicon.title,
            "version": lexicon.version,
            "entries": len(lexicon.entries),
            "licence": lexicon.licence,
        }
        for lexicon in known
    ]
    print_rows(rows, shape, "lexicons")


@lexicons.command("show")
@click.argument("name")
@format_option
def lexicons_show(*, name: str, shape: str) -> None:
    """Print the entries of a word list, shipped or your own.

    Example: framing lexicons show modifiers --format csv
    """
    from framing.lexicons import load_lexicon

    lexicon = load_lexicon(name)
    rows = [
        {
            "term": entry.term,
            "category": entry.category,
            "weight": entry.weight,
            "note": entry.note,
        }
        for entry in lexicon.entries
    ]
    print_rows(rows, shape, lexicon.name)


@lexicons.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
def lexicons_check(*, paths: tuple[Path, ...]) -> None:
    """Check word lists: the shipped ones, or those that are named.

    Example: framing lexicons check my-words.csv
    """
    from framing.errors import LexiconError
    from framing.lexicons import check_lexicon, list_lexicons, load_lexicon

    faults = [fault for path in paths for fault in check_lexicon(path)]
    if faults:
        raise LexiconError("\n".join(faults))
    names = [str(path) for path in paths] or list_lexicons()
    for name in names:
        lexicon = load_lexicon(name)
        click.echo(f"{lexicon.name} {lexicon.version}: {len(lexicon.entries)} entries")


@lexicons.command("convert")
@click.argument("source", type=click.Path(path_type=Path), metavar="DICTIONARY")
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT.toml")
@click.option("--licence", required=True, help="Under which it may be used.")
def lexicons_convert(*, source: Path, out: Path, licence: str) -> None:
    """Write another tool's dictionary as a word list of ours: OUT.toml and OUT.csv.

    Example: framing lexicons convert lsd.lc3 lsd.toml --licence "ask the authors"
    """
    from framing.lexicons import load_lexicon
    from framing.lexicons.writing import write_lexicon

    lexicon = load_lexicon(source)
    for path in write_lexicon(lexicon, out, licence=licence):
        click.echo(str(path))
    click.echo(f"{len(lexicon.entries)} entries", err=True)


@lexicons.command("audit")
@click.argument("name", metavar="LEXICON")
@takes_inputs
@click.option(
    "--show",
    type=click.Choice(("groups", "entries", "collisions")),
    default="groups",
    show_default=True,
    help="Which table to print.",
)
@format_option
@click.pass_obj
def lexicons_audit(  # noqa: PLR0913 - one parameter per option
    screen: Screen,
    *,
    name: str,
    inputs: tuple[Path, ...],
    config: RunConfig,
    workers: int | None,
    show: str,
    shape: str,
) -> None:
    """Count a word list in a corpus, and list entries that collide with names.

    LEXICON is a shipped list or a file; INPUT is as for report. The tables are
    explained in docs/lexicon-audit.md.

    Example: framing lexicons audit vader articles/ --show collisions
    """
    from framing.actors import load_actors
    from framing.audit import audit_lexicon
    from framing.lexicons import load_lexicon
    from framing.outlets import load_outlets

    lexicon = load_lexicon(name)  # a fault ends the command before any work
    audit = audit_lexicon(
        lexicon,
        run_of(screen, inputs, config, workers),
        outlets=load_outlets(config.data.outlets),
        actors=load_actors(config.data.actors or None),
    )
    print_rows(audit.view(show), shape, f"{lexicon.name} {show}")
