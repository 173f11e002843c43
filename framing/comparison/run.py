"""From measurements and events to a comparison of outlets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from framing.comparison import naming
from framing.comparison.aligned import aligned
from framing.comparison.cases import Study, listed_outcomes
from framing.comparison.cells import Measured, measured
from framing.comparison.comparability import place_articles, regrouped, settle
from framing.comparison.concluding import conclude, flow_of
from framing.comparison.distinctive import distinctive
from framing.comparison.effects import effects
from framing.comparison.frames import NO_REFERENTS, Comparison
from framing.comparison.inputs import by_size, check_tables, plain, words_by_voice
from framing.comparison.overview import (
    balance_frame,
    events_frame,
    outlet_values_frame,
    outlets_frame,
    shown_events,
    table_frame,
)
from framing.comparison.plan import APART
from framing.comparison.threats import threats_of
from framing.config import Analysis, RunConfig
from framing.errors import ConfigError, not_one_of
from framing.metrics.base import Field
from framing.outlets import Group, Outlet
from framing.referents import Referents
from framing.store import Pieces, TextOf
from framing.targets import RELATIONS
from framing.validation import Validation


def compare(  # noqa: PLR0913 - a run has this many parts, all named
    tables: Mapping[str, pd.DataFrame],
    *,
    config: RunConfig,
    outlets: Mapping[str, Outlet],
    groups: tuple[Group, ...],
    actors: Mapping[str, str],
    fields: Mapping[tuple[str, str], Field],
    referents: Referents = NO_REFERENTS,
    asked: Iterable[str] = (),
    provenance: Iterable[tuple[str, str]] = (),
    validation: Validation | None = None,
) -> Comparison:
    """Compare the outlets of a run.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        ``articles, texts, set_aside, cleaning, quotes, measurements, evidence,
        events, members, reuse …``, as `framing.store.SCHEMAS` lists them; never
        changed.
    config : RunConfig
    outlets : mapping of key to Outlet
    groups : tuple of Group
        Among them the two that the configuration names.
    actors : mapping of key to name
        Of targets.
    fields : mapping of (metric, field) to Field
    referents : Referents
        Whose labels were counted.
    asked : iterable of str
        Keys of the targets that the user named.
    provenance : iterable of (str, str)
    validation : Validation, optional
        Of the run, where its measures were checked on coded units.

    Returns
    -------
    Comparison

    Raises
    ------
    ParameterError
        If a table or a column is missing.
    ConfigError
        If a group is not among those given.

    Notes
    -----
    The family of comparisons (`framing.comparison.plan.PLAN`) is fixed before the
    run; the primary outcomes and all others are corrected as two families, and the
    families in `framing.comparison.plan.APART` each by itself. What may be
    concluded does not rest on those.
    """
    check_tables(tables)
    two = _two_groups(config, groups)
    names = {**actors, **{entry.key: entry.title for entry in referents.entries}}
    _check_primary(config, fields)
    study = _study(tables, config.analysis, outlets, two, names=names, fields=fields)
    frame, keys = study.frame, study.keys
    summary, event_values, robustness = effects(study)
    wording = distinctive(
        tables,
        frame,
        config.analysis,
        outlets,
    )
    names_used = naming.counted(tables["namings"], frame)
    wording = replace(
        wording,
        namings=naming.by_outlet(names_used),
        naming_tests=naming.tested(names_used, keys, config.analysis),
    )
    told = summary[summary["primary"] | ~summary["family"].isin(APART)]
    conclusion, reason = conclude(frame, two, config.analysis, told)
    texts = TextOf(tables)
    listed = events_frame(tables["events"], frame, keys)
    return Comparison(
        config=config,
        groups=two,
        fields=fields,
        articles=frame,
        texts=texts,
        set_aside=tables["set_aside"].reset_index(drop=True),
        n_found=len(frame) + len(tables["set_aside"]),
        flow=flow_of(frame, tables["set_aside"]),
        outlets=outlets_frame(frame, outlets, keys),
        events=listed,
        alignment=aligned(
            frame,
            texts,
            tables["quotes"],
            events=shown_events(listed, config.output.max_events),
            groups=keys,
            min_words=config.analysis.min_words,
        ),
        balance=balance_frame(frame, tables["events"], keys),
        table=table_frame(frame, study.found, fields),
        summary=summary,
        event_values=event_values,
        robustness=robustness,
        outlet_values=outlet_values_frame(frame, study.found, config.analysis, keys),
        wording=wording,
        quotes=plain(tables["quotes"], ["article", "quote"]),
        evidence=by_size(tables["evidence"]),
        cleaning=plain(tables["cleaning"], ["article", "start", "rule"]),
        target_names=_target_names(study.found, names),
        absent_targets=_absent(study.found, asked, actors),
        outlet_names=dict(sorted(study.outlet_names.items())),
        conclusion=conclusion,
        conclusion_reason=reason,
        reuse=plain(tables["reuse"], ["a", "b"]),
        reuse_runs=plain(tables["reuse_runs"], ["a", "b", "a_start"]),
        threats=threats_of(frame, two),
        provenance=tuple(provenance),
        validation=validation,
        referents=referents,
    )


def _study(
    tables: Mapping[str, pd.DataFrame],
    analysis: Analysis,
    outlets: Mapping[str, Outlet],
    two: tuple[Group, Group],
    *,
    names: Mapping[str, str],
    fields: Mapping[tuple[str, str], Field],
) -> Study:
    """Settle which articles are compared, and in what."""
    keys = (two[0].key, two[1].key)
    placed = place_articles(
        tables["articles"], tables["members"], outlets=outlets, groups=two
    )
    placed = placed.join(words_by_voice(Pieces(tables, "texts")), on="article")
    frame = settle(placed, analysis, keys)
    found = measured(tables["measurements"], frame["article"].tolist())
    return Study(
        frame=frame,
        found=found,
        outcomes=listed_outcomes(
            frame, found, analysis, fields=fields, names=_target_names(found, names)
        ),
        analysis=analysis,
        hits=tables["hits"],
        leads=measured(tables["lead_measurements"], frame["article"].tolist()),
        regrouped=regrouped(frame, analysis, tables["members_other"]),
        keys=keys,
        titles=(two[0].title, two[1].title),
        outlet_names=dict(zip(frame["outlet"], frame["outlet_name"], strict=True)),
    )


def _check_primary(config: RunConfig, fields: Mapping[tuple[str, str], Field]) -> None:
    """Refuse a primary outcome that no metric measures, before it looks untestable."""
    known = [f"{metric}.{field}" for metric, field in fields]
    for entry in config.analysis.primary:
        if (entry.metric, entry.field) not in fields:
            name = f"{entry.metric}.{entry.field}"
            raise ConfigError(
                f"[analysis] primary: {not_one_of('metric and field', name, known)}"
            )


def _two_groups(config: RunConfig, groups: Sequence[Group]) -> tuple[Group, Group]:
    by_key = {group.key: group for group in groups}
    for key in config.analysis.groups:
        if key not in by_key:
            raise ConfigError(f"[analysis] groups: {not_one_of('group', key, by_key)}")
    first, second = (by_key[key] for key in config.analysis.groups)
    return first, second


def _target_names(found: Measured, actors: Mapping[str, str]) -> Mapping[str, str]:
    speakers = {key[4] for key in found.keys if key[0] == "stance"}
    targets = sorted(({key[2] for key in found.keys} | speakers) - {""})
    return {target: actors.get(target, target) for target in targets}


def _absent(
    found: Measured, asked: Iterable[str], actors: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the names of the targets asked for that no article mentions."""
    mentioned = {key[2] for key in found.keys}
    # The key of all relations: any of them will do.
    rest = [key for key in asked if key not in mentioned and key != RELATIONS]
    return tuple(actors.get(key, key) for key in rest)
