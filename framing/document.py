"""Make an article ready: clean once, cut once, find quotations once.

Everything that measures reads the same `Document`, so all metrics share one count
of words and one decision on who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from framing.actors import Actors, add_targets, load_actors
from framing.clean import Cleaned, clean
from framing.dates import Dates, find_dates
from framing.errors import ParameterError
from framing.files import kept_while_unchanged
from framing.identify import identify
from framing.model import UNKNOWN, Article, Document, Finding
from framing.origin import find_genre, find_integrity, find_origin, find_translation
from framing.outlets import Outlet, Outlets, load_outlets
from framing.quotes import Tagger, find_quotes, load_tagger, voices
from framing.segment import Cut, cut
from framing.targets import (
    RELATIONS,
    default_targets,
    find_mentions,
    mentions_of,
    parties_of,
    relation_key,
)
from framing.words import normalise_all

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LANGUAGE_CHARACTERS: Final = 500  # measured to suffice; more adds time, not accuracy
_LEAST_LETTERS: Final = 80  # under this a language is a guess
_SURE: Final = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Profiles, actors, targets and model for analysis; made by `load_resources`.

    Attributes
    ----------
    outlets : Outlets
    actors : Actors
    relays : mapping of str to str
        From an outlet's name or alias to its key.
    targets : tuple of str
        Keys of the actors and relations whose mentions are sought.
    asked : tuple of str
        Those that the user named, in the settings or in a list.
    tagger : Tagger
        The model that quotations are found with.
    """

    outlets: Outlets
    actors: Actors
    relays: Mapping[str, str]
    targets: tuple[str, ...]
    asked: tuple[str, ...]
    tagger: Tagger


def _own_files(**given: str | tuple[str, ...]) -> list[str]:
    """Return the files and folders that the user named."""
    return [path for path in given.values() if isinstance(path, str)]


@kept_while_unchanged(_own_files)
def load_resources(
    *,
    outlets: str = "",
    actors: str = "",
    targets: tuple[str, ...] = (),
    target_list: str = "",
    quotes_model: str = "",
) -> Resources:
    """Read what analysis needs, once per process.

    Parameters
    ----------
    outlets, actors : str, default ""
        Folders; empty means the shipped ones.
    targets : tuple of str, default ()
        Keys of actors or relations, or ``"relations"``; empty means all states,
        alliances and treaties, all relations, and all of the list.
    target_list : str, default ""
        A file of the user's own targets, which join the actors.
    quotes_model : str, default ""
        A file; empty means the shipped model.

    Returns
    -------
    Resources

    Raises
    ------
    OutletError, ActorError, ModelError
        If a file has a fault.
    ParameterError
        If a target is no actor and no relation of two.
    """
    known = load_actors(actors or None)
    own: tuple[str, ...] = ()
    if target_list:
        known, own = add_targets(known, target_list)
    for key in targets:
        check_target(key, known)
    profiles = load_outlets(outlets)
    return Resources(
        outlets=profiles,
        actors=known,
        relays=MappingProxyType(
            {
                name: outlet.key
                for outlet in profiles.entries
                for name in (outlet.name, *outlet.aliases)
            }
        ),
        targets=targets or tuple(dict.fromkeys((*default_targets(known), *own))),
        asked=targets or own,
        tagger=load_tagger(quotes_model),
    )


def check_target(key: str, actors: Actors) -> None:
    """Refuse a key that is of no actor and of no relation."""
    if key == RELATIONS or actors.get(key) or parties_of(key, actors):
        return
    turned = relation_key(*key.split("-", 1)) if "-" in key else ""
    if parties_of(turned, actors):
        message = f"targets: the relation {key!r} is written {turned!r}, in that order"
        raise ParameterError(message)
    message = (
        f"targets: there is no actor {key!r}; use a key of states.csv, people.csv, "
        "institutions.csv, alliances.csv or treaties.csv, one of your own list, the "
        f"keys of two states joined ('CN-RU'), or {RELATIONS!r}"
    )
    raise ParameterError(message)


def analyse(article: Article, *, resources: Resources | None = None) -> Document:
    """Make an article ready for every metric.

    Parameters
    ----------
    article : Article
    resources : Resources, optional
        The shipped profiles and actors if left out.

    Returns
    -------
    Document

    Examples
    --------
    >>> article = Article(id="a", raw='"We agree," the minister said on Monday.')
    >>> document = analyse(article)
    >>> document.n_words, document.quotes[0].content[0].of(document.text)
    (7, '"We agree,"')
    """
    resources = resources or load_resources()
    outlet = identify(
        resources.outlets, declared=article.outlet, url=article.url, text=article.raw
    )
    profile = resources.outlets.get(outlet.value)
    cleaned = clean(
        article.raw,
        title=article.title,
        boilerplate=profile.boilerplate if profile else (),
    )
    return _document(article, cleaned, outlet, profile, resources)


def from_text(text: str, *, title: str = "") -> Document:
    """Make a document of a bare text, for examples and for trying things out.

    Examples
    --------
    >>> from_text("The cat sat on the mat.").n_words
    6
    """
    return analyse(Article(id="text", raw=text, title=title))


def _document(
    article: Article,
    cleaned: Cleaned,
    outlet: Finding,
    profile: Outlet | None,
    resources: Resources,
) -> Document:
    text = cleaned.text
    parts = cut(text)
    norms = normalise_all(text, parts.words)
    dates = _dates(article, cleaned, parts)
    language = find_language(text, declared=article.language)
    quotes = find_quotes(
        text,
        parts,
        actors=resources.actors,
        outlets=resources.relays,
        tagger=resources.tagger,
    )
    voice, speaker = voices(text, parts, quotes)
    named = find_mentions(
        text,
        parts,
        norms,
        actors=resources.actors,
        date=dates.published,
        background=dates.background,
    )
    title = article.title or cleaned.title
    return Document(
        article=article,
        text=text,
        title=title,
        offsets=cleaned.offsets,
        removed=cleaned.removed,
        language=language,
        outlet=outlet,
        origin=find_origin(
            article.raw,
            declared=article.origin,
            outlet=profile,
            outlets=resources.outlets,
        ),
        genre=find_genre(
            declared=article.genre,
            title=title,
            url=article.url,
            text=text,
            n_words=len(parts.words),
            announces=dates.evidence,
        ),
        translated=find_translation(
            article.raw, language=language.value, outlet=profile
        ),
        integrity=find_integrity(text),
        date=dates.published,
        event_date=dates.event,
        background=dates.background,
        paragraphs=parts.paragraphs,
        sentences=parts.sentences,
        words=parts.words,
        norms=tuple(norms),
        mentions=mentions_of(named, resources.targets),
        named=named,
        quotes=quotes,
        voice=voice,
        speaker=speaker,
    )


def _dates(article: Article, cleaned: Cleaned, parts: Cut) -> Dates:
    text = cleaned.text
    sentences = [text[start:stop] for start, stop in parts.sentences.tolist()]
    return find_dates(
        sentences,
        published=article.published,
        header=cleaned.header_date,
        url=article.url,
        dateline=cleaned.dateline,
        title=article.title or cleaned.title,
    )


def find_language(text: str, *, declared: str = "") -> Finding:
    """Say which language a text is in.

    Parameters
    ----------
    text : str
        Its first 500 characters are looked at.
    declared : str
        A code or name in the metadata ("en", "en-GB", "English"); believed only
        where the text is too short to tell.

    Returns
    -------
    Finding
        `value` is an ISO 639-1 code, or ``"unknown"`` for a short text.

    Examples
    --------
    >>> words = "Die beiden Länder haben am Montag ein neues Abkommen unterzeichnet. "
    >>> find_language(words * 2).value
    'de'
    >>> find_language("Hm.").value
    'unknown'
    >>> find_language("Hm.", declared="English (US)").value
    'en'
    """
    head = text[:_LANGUAGE_CHARACTERS]
    if sum(character.isalpha() for character in head) < _LEAST_LETTERS:
        return _declared_language(declared)
    code, sure = _identifier().classify(head)
    if sure < _SURE:
        return Finding(
            value="unknown", status="unknown", confidence=round(float(sure), 3)
        )
    return Finding(
        value=str(code),
        status="inferred",
        evidence=(f"the first {len(head)} characters",),
        confidence=round(float(sure), 3),
    )


def _declared_language(declared: str) -> Finding:
    """Return a declared language; names of other languages stay as they are."""
    words = re.findall(r"[^\W\d_]+", declared.lower())
    if not words:
        return UNKNOWN
    value = "en" if words[0] in {"en", "eng", "english"} else words[0]
    return Finding(value=value, evidence=(f"metadata: {declared}",))


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
