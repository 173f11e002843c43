"""Names of people, states, institutions and alliances, and where a text has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from framing.actors import SPEAKING, Actor, Actors
from framing.match import Matcher
from framing.model import ACTOR_TYPES
from framing.segment import cut
from framing.wordlist import shipped_terms

PERSON: Final = "person"
UNKNOWN: Final = "unknown"

# A name of more words is nearly always two names or a headline.
_LONGEST: Final = 5
# Words in capitals of so many letters are mostly acronyms.
_ACRONYM: Final = 4
# States whose people write the family name first.
_FAMILY_FIRST: Final = frozenset(("CN", "HK", "KP", "KR", "TW", "VN"))


class _Known(NamedTuple):
    """What a pattern stands for: an actor, as a name, demonym or place."""

    actor: Actor
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One mention of a name; made by `find_names`.

    Attributes
    ----------
    name : str
        Canonical: the full name where the article or the actors give one.
    kind : {"person", "state", "institution", "alliance", "demonym", "place", "unknown"}
    first, last : int
        Its words, without the titles before it; half-open.
    title : int
        First word of the titles before it ("Foreign Minister"); equals `first`
        where there is none.
    key : str
        Key of the actor, or empty.
    country : str
        Key of the state, or empty.
    """

    name: str
    kind: str
    first: int
    last: int
    title: int
    key: str = ""
    country: str = ""


def find_names(
    tokens: Sequence[str], soft: Sequence[bool], *, actors: Actors
) -> tuple[Name, ...]:
    """Return the names in a text, last names merged with full ones.

    Parameters
    ----------
    tokens : sequence of str
        The words of the text, as written.
    soft : sequence of bool
        Whether only white space stands before each word.
    actors : Actors

    Returns
    -------
    tuple of Name
        In order, not overlapping. "it" and "he" are no names.

    Notes
    -----
    Known names are matched first, with their case. Other runs of words with
    capitals are names of people where a title stands before them or where they
    have two to five words and none of an organisation's; a single word is one
    where it is the last (or first) word of a person's name found elsewhere in the
    text, or of a known person whose last name is not a common one.

    Examples
    --------
    >>> from framing.actors import load_actors
    >>> tokens = "President Ana Ruiz met Mr. Putin . Ruiz smiled".split()
    >>> found = find_names(tokens, [True] * 10, actors=load_actors())
    >>> [name.name for name in found]
    ['Ana Ruiz', 'Vladimir Putin', 'Ana Ruiz']
    """
    known = _known(tokens, soft, actors)
    runs = list(_runs(tokens, soft, known))
    full = _full_names(tokens, runs, known, actors)
    demonyms = {name.last: name for name in known if name.kind == "demonym"}
    found = [*known, *_people(tokens, runs, full, actors, demonyms)]
    return tuple(sorted(found, key=lambda name: name.first))


def bare(token: str) -> str:
    """Return a word without a possessive ending, its case kept."""
    return token[:-2] if token.endswith(("'s", "’s")) and len(token) > 2 else token


@lru_cache(maxsize=8)
def _matcher(actors: Actors) -> Matcher[_Known]:
    patterns = []
    for actor in actors.entries:
        if actor.kind in SPEAKING:  # a treaty says nothing
            patterns += [(name, _Known(actor, actor.kind)) for name in actor.names]
    for actor in actors.of_kind("state"):
        patterns += [(name, _Known(actor, "demonym")) for name in actor.demonyms]
        patterns += [(name, _Known(actor, "place")) for name in actor.places]
    seen: dict[str, _Known] = {}
    for name, known in patterns:  # an institution before a place of the same name
        seen.setdefault(_as_cut(name.removeprefix("the ")), known)
    return Matcher(seen.items(), fold=False)


def _as_cut(name: str) -> str:
    """Return a name as its words: "Donald J. Trump" is cut without the point."""
    return " ".join(name[start:stop] for start, stop in cut(name).words.tolist())


def _shown(words: Sequence[str]) -> str:
    """Join the words of a name, with the point of an initial."""
    inner = [f"{word}." if len(word) == 1 else word for word in words[:-1]]
    return " ".join([*inner, *words[-1:]])


@lru_cache(maxsize=8)
def _last_names(actors: Actors) -> dict[str, Actor | None]:
    """Return known people by last name; None where two share it or it is common."""
    common = _terms("common surname")
    found: dict[str, Actor | None] = {}
    for actor in actors.of_kind("person"):
        place = 0 if actor.country in _FAMILY_FIRST else -1
        parts = {name.split()[place] for name in actor.names}
        parts |= set(map(_without_article, parts))
        for part in parts - {word.title() for word in common}:
            found[part] = actor if part not in found else None
    return found


def _terms(category: str) -> frozenset[str]:
    return shipped_terms("quote_words")[category]


def _known(tokens: Sequence[str], soft: Sequence[bool], actors: Actors) -> list[Name]:
    breaks = {i for i, is_soft in enumerate(soft[: len(tokens)]) if not is_soft}
    names: list[Name] = []
    for hit in _matcher(actors).find(tokens, breaks=breaks):
        actor, kind = hit.payload
        first, last = hit.first, hit.last
        if (
            last - first == 1
            and kind != "demonym"
            and _is_inside_run(tokens, soft, first)
        ):
            continue
        names.append(
            Name(
                name=actor.name,
                kind=kind,
                first=first,
                last=last,
                title=_title(tokens, soft, first, names[-1].last if names else 0),
                key=actor.key,
                country=actor.country,
            )
        )
    return names


def _is_inside_run(tokens: Sequence[str], soft: Sequence[bool], word: int) -> bool:
    """Say whether a one-word name is part of a longer one ("Jordan Smith")."""
    after = word + 1
    if after < len(tokens) and soft[after] and tokens[after][0].isupper():
        low = tokens[after].lower()
        return (
            not tokens[word].endswith(("'s", "’s"))
            and low not in _terms("title")
            and low not in _terms("organisation")
            and low.rstrip(".") not in _terms("honorific")
            and low not in _terms("time")
            and not tokens[word].isupper()
            and "." not in tokens[word]
        )
    return False


def _title(tokens: Sequence[str], soft: Sequence[bool], first: int, after: int) -> int:
    """Return the first word of the title before a name ("Industry Minister …").

    It lies behind `after`, where the name before this one ends.
    """
    start = first
    while start > after and (soft[start] or tokens[start - 1].endswith(".")):
        if not _is_title(tokens[start - 1]):
            break
        start -= 1
    skip = _skipped()
    while after < start < first and soft[start]:
        token = tokens[start - 1]
        if not token[0].isupper() or token.lower() in skip or _is_possessive(token):
            break
        start -= 1
    return start


def _runs(
    tokens: Sequence[str], soft: Sequence[bool], known: Sequence[Name]
) -> Iterator[tuple[int, int]]:
    """Yield runs of words with capitals that are not known names."""
    taken = bytearray(len(tokens))
    for name in known:
        taken[name.title : name.last] = b"\1" * (name.last - name.title)
    skip = _skipped()
    i, n = 0, len(tokens)
    while i < n:
        token = tokens[i]
        if taken[i] or not token[0].isupper() or token.lower() in skip:
            i += 1
            continue
        j = _run_end(tokens, soft, taken, i)
        if j - i > 1 or token.lower() not in _roles():
            yield i, j
        i = j


def _run_end(
    tokens: Sequence[str], soft: Sequence[bool], taken: bytearray, first: int
) -> int:
    """Return where a run of words with capitals ends, particles included."""
    particles, skip = _terms("particle"), _skipped()
    end = last = first + 1
    while last < len(tokens) and soft[last] and not taken[last]:
        token = tokens[last]
        if _is_possessive(tokens[last - 1]):
            break
        if token[0].isupper() and token.lower() not in skip:
            end = last + 1
        elif token not in particles:
            break
        last += 1
    return end


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    """Return the nouns of roles: alone they are no names ("Residents said")."""
    kinds = (*ACTOR_TYPES, "unnamed", "document")
    return frozenset().union(*(_terms(k) for k in kinds if k != "other"))


def _is_possessive(token: str) -> bool:
    return token.endswith(("'s", "’s"))


@lru_cache(maxsize=1)
def _skipped() -> frozenset[str]:
    """Return words that may have a capital and are no names."""
    kinds = ("pronoun", "determiner", "preposition", "subordinator", "conjunction")
    more = ("opener", "time", "be", "have", "modal", "adverb")
    starters = shipped_terms("sentence_breaks").get("starter", frozenset())
    sets = [_terms(kind) for kind in (*kinds, *more)]
    return frozenset().union(starters, *sets) - _terms("honorific") - _terms("title")


def _split_title(tokens: Sequence[str], first: int, last: int) -> int:
    """Return where the name begins behind its titles ("Harbour Minister Ines Tal")."""
    start = first
    while start < last and _is_title(tokens[start]):
        start += 1
    if last - start > 2 and tokens[start].lower() in _roles():  # "Witness Rosa Tal"
        start += 1
    for place in range(last - 2, start, -1):
        if _is_title(tokens[place]):
            return place + 1
    return start


def _is_title(token: str) -> bool:
    plain = token.lower().rstrip(".")
    return plain in _terms("honorific") or bare(token).lower() in _terms("title")


def _full_names(
    tokens: Sequence[str],
    runs: Sequence[tuple[int, int]],
    known: Sequence[Name],
    actors: Actors,
) -> dict[str, tuple[str, str, str]]:
    """Return (name, key, country) of people by each of their outer words.

    A known person comes before others of the same last name: in full ("Barack
    Obama"), or with the title of the office ("President Obama" beside his sister).
    """
    full: dict[str, tuple[str, str, str]] = {}
    for name in known:
        if name.kind == PERSON:
            for part in name.name.split()[:: max(1, len(name.name.split()) - 1)]:
                full.setdefault(part, (name.name, name.key, name.country))
    for first, last in runs:
        part = bare(tokens[last - 1])
        actor = _last_names(actors).get(part)
        title = " ".join(tokens[first : last - 1]).lower()
        if actor is not None and title == actor.role:
            full.setdefault(part, (actor.name, actor.key, actor.country))
    for first, last in runs:
        start = _split_title(tokens, first, last)
        if not 2 <= last - start <= _LONGEST or not _is_person(tokens, start, last):
            continue
        words = [bare(token) for token in tokens[start:last]]
        entry = (_shown(words), "", "")
        full.setdefault(words[-1], entry)
        full.setdefault(_without_article(words[-1]), entry)
        full.setdefault(words[0], entry)
    return full


def _is_person(tokens: Sequence[str], first: int, last: int) -> bool:
    organisations = _terms("organisation")
    words = [bare(token) for token in tokens[first:last]]
    return not any(
        word.lower() in organisations
        or (word.isupper() and len(word) > 2)
        or any(sign.isdigit() for sign in word)
        for word in words
    )


def _people(
    tokens: Sequence[str],
    runs: Sequence[tuple[int, int]],
    full: dict[str, tuple[str, str, str]],
    actors: Actors,
    demonyms: Mapping[int, Name],
) -> Iterator[Name]:
    """Yield the runs as people, as far as they are, else as unknown names."""
    last_names = _last_names(actors)
    for first, last in runs:
        if bare(tokens[last - 1]).lower() in _terms("organisation"):
            yield _body(tokens, first, last, demonyms.get(first))
            continue
        start = _split_title(tokens, first, last)
        if start == last:
            continue
        words = [bare(token) for token in tokens[start:last]]
        name, key, country, kind = _shown(words), "", "", UNKNOWN
        if len(words) == 1:
            word = _in_small(words[0])
            actor = last_names.get(word)
            if word in full:
                (name, key, country), kind = full[word], PERSON
            elif actor is not None:
                name, key, country, kind = actor.name, actor.key, actor.country, PERSON
            elif start > first and words[0][0].isupper():
                kind = PERSON
        elif len(words) <= _LONGEST and _is_person(tokens, start, last):
            kind = PERSON
        yield Name(
            name=name,
            kind=kind,
            first=start,
            last=last,
            title=first,
            key=key,
            country=country,
        )


def _without_article(word: str) -> str:
    """Return an Arabic name as it stands alone: "el-Mahdi" as "Mahdi"."""
    return word[3:] if word[:3] in {"al-", "el-"} else word


def _in_small(word: str) -> str:
    """Return a name in capitals as in running text: "PUTIN" is Putin, "NATO" NATO."""
    return word.title() if word.isupper() and len(word) > _ACRONYM else word


def _body(tokens: Sequence[str], first: int, last: int, demonym: Name | None) -> Name:
    """Return a ministry, an office, a council under its whole name.

    "The Qatari Foreign Ministry" is named so, and speaks for its state.
    """
    begin = demonym.first if demonym is not None else first
    words = [bare(token) for token in tokens[begin:last]]
    return Name(
        name=_shown(words),
        kind=UNKNOWN,
        first=first,
        last=last,
        title=first,
        country=demonym.country if demonym is not None else "",
    )
