"""Agencies and outlets credited between a speaker and the article."""

from __future__ import annotations

from collections.abc import Sequence

from framing.model import Speaker
from framing.names import bare
from framing.quotes.scene import Scene
from framing.quotes.sources import Range
from framing.quotes.words import words

_STATE = frozenset(("state", "state-run"))


def relays_in(
    scene: Scene, span: Range, speakers: Sequence[Speaker]
) -> tuple[str, ...]:
    """Return the outlets that carried what is said, from the words beside a cue.

    Parameters
    ----------
    scene : Scene
    span : (int, int)
        The words after the cue that are no content: "in a statement carried by
        RIA", "in a national television broadcast".
    speakers : sequence of Speaker
        Whose country an unnamed "national television" belongs to.

    Returns
    -------
    tuple of str
        Outlet keys, or names where there is no profile.
    """
    found = [
        hit.key
        for hit in scene.outlets_in(span)
        if _is_linked(scene, hit.first, span[0])
    ]
    if not found:
        name = _outlet_by_name(scene, span) or _unnamed_outlet(scene, span, speakers)
        found += [name] if name else []
    return tuple(dict.fromkeys(found))


def _outlet_by_name(scene: Scene, span: Range) -> str:
    """Return an outlet without a profile that its name tells: "told Sky News"."""
    page, known = scene.page, words()
    for name in scene.names_in(*span):
        is_linked = name.title > 0 and page.low[name.title - 1] in known.relay_link
        is_outlet = page.low[name.last - 1] in known.outlet_word
        if is_linked and is_outlet and name.last - name.title > 1:
            return _run(scene, name.title, name.last)
    return ""


def quoted_by(
    scene: Scene, source: Range, speakers: Sequence[Speaker]
) -> tuple[str, ...]:
    """Return the outlet of an apposition: "Hakan Fidan, quoted by *Anadolu*, said"."""
    low = scene.page.low
    for word in range(source[0] + 1, source[1] - 1):
        if low[word] in words().passing_on and low[word + 1] == "by":
            return (relay_name(scene, (word + 2, source[1]), speakers),)
    return ()


def relay_name(scene: Scene, span: Range, speakers: Sequence[Speaker]) -> str:
    """Return the key of the outlet in a range, or its words."""
    hit = scene.outlet_in(span)
    if hit is not None:
        return hit.key
    name = _unnamed_outlet(scene, span, speakers)
    if name:
        return name
    page = scene.page
    first = span[0] + (page.low[span[0]] in {"the", "a", "an"})
    first = min(first, span[1] - 1)
    return " ".join(page.text[page.starts[first] : page.stops[span[1] - 1]].split())


def _is_linked(scene: Scene, first: int, start: int) -> bool:
    """Say whether an outlet is told something or carries it, not only named."""
    known, low = words(), scene.page.low
    place = first
    while place > start and (
        low[place - 1] in known.outlet_modifier - known.relay_link
        or low[place - 1] in known.roles
        or _is_demonym(scene, place - 1)
    ):
        place -= 1
    return place <= start or low[place - 1] in known.relay_link


def _is_demonym(scene: Scene, word: int) -> bool:
    return any(n.kind in {"demonym", "state"} for n in scene.names_in(word, word + 1))


def _unnamed_outlet(scene: Scene, span: Range, speakers: Sequence[Speaker]) -> str:
    """Word an outlet without a profile: "Xinhua news agency", "state television"."""
    page = scene.page
    phrase = scene.has_phrase(span, words().news_agency)
    if not phrase:
        return ""
    size = len(phrase.split())
    at = next(i for i in range(*span) if " ".join(page.low[i : i + size]) == phrase)
    after = at + size
    if after < span[1] and page.soft[after] and page.is_name(after):
        return _run(scene, after, span[1])  # "the broadcaster RTS"
    first = at
    while (
        first > span[0]
        and page.soft[first]
        and (page.is_name(first - 1) or page.low[first - 1] in _STATE)
    ):
        first -= 1
    if first < at and page.is_name(first):
        # "Belta" and "Belta news agency" are one; "Central News Agency" is a name, and
        # "Iranian state television" needs its last words.
        is_bare = page.is_name(at - 1) and not _is_demonym(scene, at - 1)
        last = at if is_bare and not page.is_name(at) else at + size
        shown = page.text[page.starts[first] : page.stops[last - 1]]
        return bare(" ".join(shown.split()))
    return " ".join([*_demonym(scene, speakers), *page.low[first:at], phrase])


def _run(scene: Scene, first: int, limit: int) -> str:
    """Return the words with capitals from one on."""
    page, last = scene.page, first + 1
    while last < limit and page.soft[last] and page.is_name(last):
        last += 1
    return bare(" ".join(page.text[page.starts[first] : page.stops[last - 1]].split()))


def _demonym(scene: Scene, speakers: Sequence[Speaker]) -> tuple[str, ...]:
    """Return "Russian" for "national television" where a Russian speaks there."""
    country = speakers[0].country if speakers else ""
    state = scene.actors.get(country) if country else None
    return state.demonyms[:1] if state is not None else ()
