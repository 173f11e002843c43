"""Commands that train models on articles that people have coded."""

from __future__ import annotations

from pathlib import Path

import click

from framing.cli.printing import Screen


@click.command("train-quotes")
@click.argument("coded", type=click.Path(path_type=Path), metavar="CODED.jsonl")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The model to write, for --quotes-model.",
)
@click.pass_obj
def train_quotes(screen: Screen, *, coded: Path, out: Path) -> None:
    """Train a model of quotations on articles that you have coded.

    Each line of CODED.jsonl is an article with its text and the spans of its
    quotations; docs/models/quotes.md describes the form.

    Example: framing train-quotes coded.jsonl --out mine.npz
    """
    from framing.quotes.tagger.coding import read_coded
    from framing.quotes.tagger.training import train
    from framing.quotes.tagger.weights import write_weights

    articles = read_coded(coded)
    screen.say(f"{len(articles)} articles; minutes for hundreds of them")
    weights = train(articles, name=out.stem, progress=screen.say)
    write_weights(weights, out)
    screen.say(f"digest {weights.digest}")
    click.echo(str(out))


@click.command("train-stance")
@click.argument("coded", type=click.Path(path_type=Path), metavar="CODED.jsonl")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="The model to write, for framing stance --model.",
)
@click.option(
    "--domain",
    required=True,
    help="The kind of text that was coded; stands beside every score.",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    multiple=True,
    help="More articles of that kind, not coded, to learn words from. Repeatable.",
)
@click.option(
    "--lexicon",
    "lexicons",
    multiple=True,
    help="Word lists to read instead of the usual ones. Repeatable.",
)
@click.pass_obj
def train_stance(
    screen: Screen,
    *,
    coded: Path,
    out: Path,
    domain: str,
    texts: tuple[Path, ...],
    lexicons: tuple[str, ...],
) -> None:
    """Train a score of stance on sentences that you have coded.

    Each line of CODED.jsonl is a text with one target and its polarity;
    docs/models/stance.md describes the form. Prints macro-F1 on articles held out,
    each fifth of them once.

    Example: framing train-stance coded.jsonl --domain "local news" --out mine.npz
    """
    from framing.ingest import read
    from framing.model import Article
    from framing.stance_model.coding import read_coded
    from framing.stance_model.training import LEXICONS, Settings, train
    from framing.stance_model.weights import write_weights

    rows = read_coded(coded)
    screen.say(f"{len(rows)} coded texts; minutes for thousands of them")
    found = read(texts) if texts else ()
    more = (item.raw for item in found if isinstance(item, Article))
    made = train(
        rows,
        name=out.stem,
        domain=domain,
        texts=more,
        settings=Settings(lexicons=lexicons or LEXICONS),
        progress=screen.say,
    )
    write_weights(made.weights, out)
    check = made.check
    parts = " ".join(f"{part:.3f}" for part in check.parts)
    screen.say(
        f"macro-F1 on articles held out: {check.macro_f1:.3f} "
        f"({check.low:.3f} to {check.high:.3f}); by part: {parts}"
    )
    by_class = " / ".join(f"{value:.3f}" for value in check.f1)
    screen.say(f"F1 of unfavourable / neither / favourable: {by_class}")
    screen.say(f"digest {made.weights.digest}")
    click.echo(str(out))
