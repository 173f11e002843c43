"""What decided a run, in words and digests: its manifest, and the check against it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import framing
from framing.config import RunConfig
from framing.document import Resources
from framing.errors import RunError
from framing.lexicons import load_lexicon
from framing.referents import Referents, load_referents
from framing.stages import resources_of
from framing.stages.keys import combined, package_digest
from framing.store import FORMAT, Run
from framing.targets import RELATIONS, target_name
from framing.tone import DEFAULT_LISTS, describe


def manifest_of(
    config: RunConfig,
    *,
    keys: Mapping[str, str],
    counts: Mapping[str, int],
    texts: str,
    corrections: Mapping[str, str],
    notes: Iterable[str],
) -> dict[str, Any]:
    """Return what decided a run.

    Parameters
    ----------
    config : RunConfig
    keys : mapping of str to str
        Of all that decides each stage.
    counts : mapping of str to int
        Rows of its main tables.
    texts : str
        Digest of all texts.
    corrections : mapping of str to str
        Of events, by the user.
    notes : iterable of str
        What the user should know.
    """
    actions = load_lexicon("actions")
    return {
        "format": FORMAT,
        "framing": framing.__version__,
        "digest_of_texts": texts,
        "lexicon": describe(config.data.lexicon or DEFAULT_LISTS),
        "second_lexicon": describe(config.data.second_lexicon),
        "frames": [_named(name) for name in config.data.frames],
        "labels": referents_of(config).digest,
        "actions": f"{actions.name} {actions.version}",
        "quotes_model": resources_of(config).tagger.name,
        "asked_targets": asked_targets(resources_of(config)),
        "settings": settings_of(config),
        "keys": {name: key[:16] for name, key in keys.items()},
        "counts": dict(counts),
        "corrections": digest_of_corrections(corrections),
        "notes": list(notes),
    }


def check_settings(finished: Run, config: RunConfig) -> None:
    """Refuse settings other than those that a run was made with.

    Only how the report looks may differ: a run holds what was measured.

    Raises
    ------
    RunError
        If groups, targets, data or grouping differ.
    """
    before, now = finished.manifest["settings"], settings_of(config)
    for section in ("analysis", "data", "events"):
        for key, value in now[section].items():
            if before[section].get(key) != value:
                message = (
                    f"this run was made with [{section}] {key} = "
                    f"{before[section].get(key)!r}, got {value!r}; pass the same "
                    "--config, or analyse the articles again"
                )
                raise RunError(message)


def asked_targets(resources: Resources) -> dict[str, str]:
    """Return the targets that the user named, with their names."""
    asked = [key for key in resources.asked if key != RELATIONS]
    return {key: target_name(key, resources.actors) for key in asked}


def digest_of_corrections(corrections: Mapping[str, str]) -> str:
    """Return what tells one set of corrections from another; empty for none."""
    if not corrections:
        return ""
    return hashlib.sha256(json.dumps(sorted(corrections.items())).encode()).hexdigest()


def _named(name: str) -> str:
    """Return a word list by name and version."""
    lexicon = load_lexicon(name)
    return f"{lexicon.name} {lexicon.version}"


def report_key(finished: Run, config: RunConfig) -> str:
    """Return a key of all that decides a report: the run, settings and our code."""
    validation = config.output.validation
    coded = Path(validation).read_bytes() if validation else b""
    manifest = json.dumps(finished.manifest, sort_keys=True)
    return combined(manifest, repr(config), coded, package_digest(later=True))


def referents_of(config: RunConfig) -> Referents:
    """Return the label choices that a configuration names."""
    return load_referents(config.data.labels, actors=resources_of(config).actors)


def settings_of(config: RunConfig) -> dict[str, Any]:
    """Return the settings as plain data, folders by their names only."""
    made: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(config)))
    for key in (
        *("outlets", "actors", "targets", "lexicon", "second_lexicon", "labels"),
        *("quotes_model", "events"),
    ):
        parts = made["data"][key].split("+")
        made["data"][key] = "+".join(Path(part).name for part in parts)
    made["data"]["frames"] = [Path(name).name for name in made["data"]["frames"]]
    made["output"]["validation"] = Path(made["output"]["validation"]).name
    return made


def provenance_of(
    finished: Run, config: RunConfig, stamp: str
) -> tuple[tuple[str, str], ...]:
    """Return what decided a run, as a report prints it."""
    manifest = finished.manifest
    primary = json.dumps(settings_of(config)["analysis"]["primary"], sort_keys=True)
    return (
        ("framing", str(manifest["framing"])),
        ("lexicon for stance", str(manifest["lexicon"])),
        ("second lexicon for stance", str(manifest["second_lexicon"])),
        ("dictionaries of frame vocabulary", ", ".join(manifest["frames"]) or "none"),
        ("digest of label choices", str(manifest.get("labels", ""))),
        ("word list of actions", str(manifest.get("actions", ""))),
        ("model for quotations", str(manifest["quotes_model"])),
        ("digest of the texts", str(manifest["digest_of_texts"])[:16]),
        ("primary outcomes", hashlib.sha256(primary.encode()).hexdigest()[:16]),
        ("seed", str(config.analysis.seed)),
        *((("time of the run", stamp),) if stamp else ()),
    )
