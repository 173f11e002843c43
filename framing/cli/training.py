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
