"""How it was measured, in words made from the run itself."""

from __future__ import annotations

from collections import Counter
from typing import Final

from framing.comparison import Comparison
from framing.comparison.checks import LEADS
from framing.comparison.words import SECOND, TRIMMED
from framing.events import REGROUPED
from framing.report import theme, wording
from framing.report.blocks import (
    Block,
    Column,
    Definitions,
    Heading,
    Items,
    Paragraph,
    Row,
    Table,
    Text,
    words,
)
from framing.report.view import View, view

_MOST_RULES: Final = 20


def method(comparison: Comparison) -> tuple[Block, ...]:
    """Return what was done, what each number means, and what was not done."""
    look = view(comparison)
    return (
        Heading(level=2, text="How this was measured", id="method", page=True),
        *(
            Paragraph(line=(Text(text=f"{name}. ", strong=True), Text(text=text)))
            for name, text in _steps(look).items()
        ),
        Heading(level=3, text="What each number means", outline=False),
        Definitions(items=_fields(look)),
        *_cleaning(look),
        Heading(level=3, text="Limits", outline=False),
        Items(items=tuple(words(text) for text in _limits(look)), style="dots"),
        *_settings(look),
    )


def _steps(look: View) -> dict[str, str]:
    """Return what was done, step by step, with this run's counts and settings."""
    comparison = look.comparison
    analysis, grouping = comparison.config.analysis, comparison.config.events
    removed, quotes = comparison.cleaning, len(comparison.quotes)
    aside, found = len(comparison.set_aside), comparison.n_found
    return {
        "Articles": (
            f"{theme.count(found)} records were read, {theme.count(aside)} set aside. "
            "Page furniture, captions and credits were removed by "
            f"{wording.plural(removed['rule'].nunique(), 'named rule')}, "
            f"{wording.plural(len(removed), 'removal')} in all, each logged with its "
            "place."
        ),
        "Events": (
            "Articles were grouped by the words, names and numbers that they share and "
            "the distance of their dates: average probability of at least "
            f"{theme.plain(grouping.threshold, 2)} that two of them report one event, "
            f"within {theme.plain(grouping.window, 0)} days. A model fitted on other "
            "coded news gives the probability; it was not checked on these articles. "
            "Pairs that are worded most differently may not have been put together. "
            f"{_inferred(look)}"
        ),
        "Quotations": (
            f"{wording.plural(quotes, 'quotation')} were found, with their speakers "
            "where the text names them. A speaker has no side; a country and a type of "
            "actor are recorded. Quotations that were missed leak into unattributed "
            "text, perhaps more in one outlet than in another."
        ),
        "Stance": (
            "Favourable and unfavourable words of a lexicon near a mention of a target "
            "are added up, less with distance. This is tone near mentions; it is not "
            f"the outlet’s position.{_absent(look)}"
        ),
        "Frame vocabulary": (
            "Entries of dictionaries are counted per 1,000 words of each voice, and "
            "articles with at least one. Of overlapping entries of a category the "
            "longest counts, once; words inside names of institutions, alliances, "
            "outlets and targets do not count. It is a proxy for coded frames; no "
            "coding of these articles was given to hold it against."
        ),
        "Label choices": (
            "Each place where a text names a referent by a listed label counts for "
            "that label; some words count only near others of the same sentence. "
            f"{_referents(look)}"
        ),
        "Agents and patients": (
            "Verbs and nouns of cooperation and of conflict are read for who acts and "
            "who is acted on, by rules on the words of one sentence. What is denied or "
            "only possible does not count; what the rules miss is not counted either."
        ),
        "Differences": (
            "Each is taken within events. Labels were swapped inside events up to "
            f"{theme.count(analysis.permutations)} times; intervals come from drawing "
            f"the events again {theme.count(analysis.bootstraps)} times. Under "
            f"{analysis.min_events} shared events nothing is tested. A stance needs "
            f"{analysis.min_mentions} mentions a side, a measure of style "
            f"{analysis.min_words} words an article."
        ),
        "Repeats": _repeats(look),
        "Compared": (
            f"Genres: {', '.join(analysis.genres)}. Origins of the text: "
            f"{', '.join(analysis.origins)}. All else is counted and shown apart."
        ),
        "Conclusion": (
            f"{comparison.conclusion_reason.rstrip('.') or 'See the verdicts'}."
        ),
    }


_REPEATS: Final = {
    "wire copy included": "with wire copy and mixed texts let in",
    "without translations": "without translated articles",
    "without wire copy and translations": "without wire copy and translations together",
    "equal-length leads": "on lead sections of equal length",
    "uncertain voice counted as unattributed": "with uncertain voice as unattributed",
    "uncertain voice counted as quoted": "with uncertain voice as quoted",
    SECOND: "by the second word list",
    TRIMMED: "without the most frequent words of each group",
}


def _repeats(look: View) -> str:
    """Say under which other choices every comparison was made again."""
    comparison = look.comparison
    checks = list(dict.fromkeys(map(str, comparison.robustness["check"])))
    if not checks:
        return "No comparison could be repeated under other choices."
    analysis, grouping = comparison.config.analysis, comparison.config.events
    named = _REPEATS | {
        name: f"with {name}, at a threshold of "
        f"{theme.plain(grouping.threshold * factor, 2)}"
        for name, factor in REGROUPED.items()
    }
    listed = [named[check] for check in checks if check in named]
    genres = [check for check in checks if check.startswith("within genre")]
    if genres:
        kinds = [genre.removeprefix("within genre: ") for genre in genres]
        listed.append(f"within one genre ({', '.join(kinds)})")
    if any(check.startswith("without ") and check not in named for check in checks):
        listed.append("without each outlet in turn")
    leads = (
        f" A lead is the first {theme.count(analysis.lead_words)} words, to the end of "
        "a sentence, of articles that have as many; length is not compared there."
        if LEADS in checks
        else ""
    )
    return (
        f"Every comparison was made again {wording.joined(listed)}.{leads} A verdict "
        "that changes is marked “depends on”; a choice that leaves too little to test "
        "says nothing. Terms that differ, and those shown, are tested again in the "
        "same way against the p that passed among all terms. The events that each "
        "choice leaves are in tables/robustness.csv."
    )


def _referents(look: View) -> str:
    number = wording.plural(len(look.comparison.referents.entries), "referent")
    return f"{wording.capital(number)} were looked for; no label is the plain one."


def _absent(look: View) -> str:
    """Say which targets that were asked for have no value, and why."""
    names = look.comparison.absent_targets
    if not names:
        return ""
    return (
        f" Not estimable, since no article mentions them (n = 0): "
        f"{wording.joined(names)}."
    )


def _inferred(look: View) -> str:
    rows = look.article.values()
    number = sum("inferred" in look.when(key) for key in look.article)
    undated = sum(not (row["date_low"] or row["date_high"]) for row in rows)
    dates = wording.capital(wording.plural(number, "date was", "dates were"))
    return (
        f"{dates} inferred from the text and say so; "
        f"{wording.plural(undated, 'article has', 'articles have')} no date."
    )


def _fields(look: View) -> tuple[tuple[str, str], ...]:
    rows = look.summary
    labels = {(row["metric"], row["field"]): wording.label(row) for row in rows}
    items = []
    for key, field in look.comparison.fields.items():
        name = ": ".join(part.replace("_", " ") for part in key)
        alone = sum((row["metric"], row["field"]) == key for row in rows) == 1
        title = labels[key] if alone else wording.capital(name)
        items.append((title, f"{wording.capital(field.meaning)} Unit: {field.unit}."))
    return tuple(items)


def _cleaning(look: View) -> tuple[Block, ...]:
    counts = Counter(str(rule) for rule in look.comparison.cleaning["rule"])
    if not counts:
        return ()
    rows = tuple(
        Row(cells=(words(rule.replace("_", " ")), words(theme.count(number))))
        for rule, number in sorted(counts.items())[:_MOST_RULES]
    )
    columns = (
        Column(title=words("Rule"), width=0.7),
        Column(title=words("Removals"), align="right", width=0.3),
    )
    return (
        Heading(level=3, text="What cleaning dropped", outline=False),
        Table(label="Removals by rule", columns=columns, rows=rows),
        *wording.rest(len(rows), len(counts), "tables/cleaning.csv"),
    )


def _limits(look: View) -> tuple[str, ...]:
    groups = wording.joined([group.title for group in look.groups])
    return (
        (
            "All results are conditional on what was collected: an empty cell means "
            "“no article in these files”."
        ),
        (
            "A swap within events licenses a sentence about these outlets on these "
            f"events. A sentence about {groups} outlets in general needs at least four "
            "outlets a side and a permutation of outlets."
        ),
        *_unchecked(look),
        "Readability and variety of words describe texts; they are not called framing.",
        (
            "Nothing here is a statement about intent, about truth, or about effects "
            "on readers."
        ),
    )


def _unchecked(look: View) -> tuple[str, ...]:
    if look.comparison.validation is not None:
        return ()
    return ("The lexicons were not checked against human coding of this collection.",)


def _settings(look: View) -> tuple[Block, ...]:
    rows = tuple(
        Row(cells=(words(name), words(value)))
        for name, value in look.comparison.provenance
    )
    if not rows:
        return ()
    columns = (
        Column(title=words("What decides the results"), width=0.4),
        Column(title=words("Value"), width=0.6),
    )
    return (
        Heading(level=3, text="Versions and settings", outline=False),
        Table(label="Versions and settings", columns=columns, rows=rows),
    )
