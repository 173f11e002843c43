"""Cues: verbs, nouns and phrases that give words to someone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from framing.quotes.page import Page
from framing.quotes.sources import Range, first_subject, left_source, right_source
from framing.quotes.spans import has_comma
from framing.quotes.words import CueEntry, words

FINITE: Final = "finite"
PARTICIPLE: Final = "participle"
PREPOSITION: Final = "preposition"
NOUN: Final = "noun"

# "territorial disputes", not "Li disputes".
_ADJECTIVE: Final = ("al", "ic", "ous", "ive", "ful", "less", "ary")
# "quoted Li Na, a doctor at the clinic in the capital, as saying"
_AS_SAYING: Final = 20
_OPENERS: Final = 4
# "reported on Monday evening, citing …"
_TO_CITING: Final = 6
_LONGEST: Final = 60
_LONGEST_CITED: Final = 14


@dataclass(slots=True, kw_only=True, eq=False)
class Cue:
    """One cue in its sentence; indices of words, ranges half-open.

    Attributes
    ----------
    entry : CueEntry
    first, last : int
        The cue's own words.
    group : int
        First word of its verb group: "had *also* said".
    form : str
    source : Range or None
        The words that name who speaks.
    inverted : bool
        The source follows the cue.
    linked : bool
        It shares the source of an earlier cue ("…, adding that", "and denounced").
    aside : bool
        It stands behind or inside its clause: "…, Li said."
    relay : Range or None
        The words that name who passes it on: "*Xinhua* quoted Li as saying".
    cited : Range or None
        The words that name whom the source cites: "Reuters reported, citing *two
        officials*, that".
    begin : int
        First word of all that belongs to it, its conjunction included; contents of
        earlier cues end here.
    """

    entry: CueEntry
    first: int
    last: int
    group: int
    form: str
    source: Range | None = None
    inverted: bool = False
    linked: bool = False
    begin: int = 0
    aside: bool = False
    relay: Range | None = None
    cited: Range | None = None

    @property
    def left(self) -> int:
        """Return the first word of cue and source together."""
        if self.source is None or self.linked:
            return self.group
        return min(self.group, self.source[0], *(self.relay or self.source)[:1])

    @property
    def right(self) -> int:
        """Return one past the last word of cue and source together."""
        if self.cited is not None and 0 < self.cited[0] - self.last <= _TO_CITING:
            return max(self.last, self.cited[1])
        if self.source is None or self.linked:
            return self.last
        return max(self.last, self.source[1])


def find_cues(page: Page, *, inside: bool = False) -> list[Cue]:
    """Return the cues of a text with their sources: outside marks, or inside them."""
    found: list[Cue] = []
    for hit in page.hits:
        first, last = hit.first, hit.last
        if (page.marked[first] >= 0) != inside or not all(page.soft[first + 1 : last]):
            continue
        if page.is_name(first) and not page.begins_sentence(first):
            continue  # "Islamic State", "the Daily Show"
        if found and found[-1].last > first:
            continue
        cue = _as_saying(page, hit.payload, first, last)
        cue = cue or _with_source(page, hit.payload, first, last, found)
        if cue is not None:
            cue.cited = _cited(page, cue)
            cue.begin = _begin(page, cue)
            found.append(cue)
    return found


def _cited(page: Page, cue: Cue) -> Range | None:
    """Return whom an agency cites: before, right behind or at the end of its report.

    "Citing *two officials*, Reuters said …", "Reuters reported on Monday, citing *two
    officials*, that …", "…, Reuters reported, citing *two officials*."
    """
    if cue.form != FINITE or cue.source is None:
        return None
    first, stop = page.sentence_of(cue.first)
    if page.low[first] in words().citing and first + 1 < cue.left:
        return (first + 1, cue.left) if has_comma(page, cue.left) else None
    if cue.entry.cue_class != "relaying" and not cue.inverted:
        return None
    for word in range(cue.last, min(stop - 1, cue.last + _LONGEST)):
        if page.low[word] in words().citing and has_comma(page, word):
            near = range(word + 2, min(stop, word + _LONGEST_CITED))
            end = next((i for i in near if has_comma(page, i)), stop)
            return (word + 1, end)
    return None


def _with_source(
    page: Page, entry: CueEntry, first: int, last: int, earlier: Sequence[Cue]
) -> Cue | None:
    cue = _cue(page, entry, first, last)
    if cue is None or cue.source is not None:
        return cue
    _give_source(page, cue, earlier)
    if cue.source is None and cue.form != NOUN:
        return None
    return cue if _agrees(page, cue) else None


def _as_saying(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue of "Xinhua quoted Li as saying", active or passive, or None."""
    known = words()
    if entry.term not in known.passing_on:
        return None
    _, stop = page.sentence_of(first)
    end = min(stop, last + _AS_SAYING)
    as_ = next((i for i in range(last, end - 1) if page.low[i] == "as"), -1)
    if as_ < 0 or page.low[as_ + 1] not in known.saying:
        return None
    group = _group(page, first)
    cue = Cue(entry=entry, first=first, last=as_ + 2, group=group, form=FINITE)
    if _is_passive(page, group, first):
        cue.source = left_source(page, group)
        cue.relay = _by_whom(page, last, as_, stop)
    else:
        cue.source = right_source(page, last, as_) if last < as_ else None
        cue.relay = left_source(page, group)
    if cue.relay is not None and cue.relay[0] >= cue.last:
        cue.last = cue.relay[1]
    return cue if cue.source is not None else None


def _by_whom(page: Page, last: int, as_: int, stop: int) -> Range | None:
    """Return the agency of "was quoted (by it) as saying (by it)"."""
    if last < as_:
        return right_source(page, last + 1, as_) if page.low[last] == "by" else None
    by = as_ + 2
    if by < stop and page.low[by] == "by":
        return right_source(page, by + 1, stop)
    return None


def _cue(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue with its form, or None where the word is no verb here."""
    if "preposition" in entry.frames:
        return Cue(entry=entry, first=first, last=last, group=first, form=PREPOSITION)
    if entry.frames == {"noun"} or _is_noun(page, first):
        return _noun(page, entry, first, last)
    return _verb(page, entry, first, last)


def _noun(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue of "the claim that …", "claims by Li that …", else None."""
    if "noun" not in entry.frames or last >= len(page.low):
        return None
    if page.low[last] == "by":
        return _noun_by(page, entry, first, last)
    if page.low[last] != "that" or not page.soft[last]:
        return None
    return Cue(entry=entry, first=first, last=last, group=first, form=NOUN)


def _verb(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue of a verb, its group and form; None for infinitives."""
    known = words()
    group = _group(page, first)
    before = page.low[group - 1] if group and page.soft[group] else ""
    if _is_passive(page, group, first):
        return None if before == "to" else _by_agent(page, entry, first, last)
    is_participle = page.low[first].endswith("ing") and (
        group == first or page.low[group] not in known.be
    )
    is_led = before in known.preposition or before in known.conjunction
    if (before == "to" and group == first) or (is_participle and is_led):
        return None
    form = PARTICIPLE if is_participle else FINITE
    return Cue(entry=entry, first=first, last=last, group=group, form=form)


def _noun_by(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue of "claims by *Mark Elo* that", else None."""
    _, stop = page.sentence_of(first)
    source = right_source(page, last + 1, stop) if last + 1 < stop else None
    if source is None or source[1] >= stop or page.low[source[1]] != "that":
        return None
    cue = Cue(entry=entry, first=first, last=source[1], group=first, form=NOUN)
    cue.source = source
    return cue


def _by_agent(page: Page, entry: CueEntry, first: int, last: int) -> Cue | None:
    """Return the cue of "was told by *Mark Elo* that", else None."""
    _, stop = page.sentence_of(first)
    if last + 1 >= stop or page.low[last] != "by" or "addressee" not in entry.frames:
        return None
    source = right_source(page, last + 1, stop)
    if source is None:
        return None
    cue = Cue(entry=entry, first=first, last=last + 1, group=first, form=FINITE)
    cue.source, cue.inverted = source, True
    return cue


def _group(page: Page, first: int) -> int:
    """Return the first word of the auxiliaries and adverbs before a verb."""
    known = words()
    group = first
    while group > 0 and page.soft[group]:
        word = page.low[group - 1]
        if word not in known.helpers and not (word.endswith("ly") and len(word) > 4):
            break
        if word in known.subject and page.low[group] not in known.adverb:
            break
        group -= 1
    while group < first and page.low[group] in known.subject:
        group += 1
    return group


def _is_noun(page: Page, first: int) -> bool:
    """Say whether a form such as "claims" or "report" is a noun here."""
    known = words()
    if first == 0 or not page.soft[first]:
        return False
    before, low = page.low[first - 1], page.low[first]
    if page.raw[first - 1].endswith(("'s", "’s")) and before not in known.pronoun:
        return True
    if before in known.determiner:
        return before not in known.quantity
    if low.endswith("s") and before.endswith(_ADJECTIVE):
        return before not in known.roles
    return before in known.preposition and not low.endswith(("ed", "ing", "d"))


def _is_passive(page: Page, group: int, first: int) -> bool:
    """Say whether a verb group is passive: "was told", "has been accused"."""
    if page.low[first].endswith("ing"):
        return False
    return any(page.low[i] in words().be for i in range(group, first))


def _give_source(page: Page, cue: Cue, earlier: Sequence[Cue]) -> None:
    first, stop = page.sentence_of(cue.first)
    if cue.form == NOUN:
        cue.source = _possessor(page, cue.first)
    elif cue.form == PREPOSITION or _is_inverted(page, cue, stop):
        leads = cue.form == PREPOSITION and opens_sentence(page, cue, first)
        cue.source = right_source(page, cue.last, stop, leading=leads)
        cue.inverted = cue.source is not None
    if cue.source is None and cue.form == FINITE and not _is_coordinated(page, cue):
        cue.source = left_source(page, cue.group)
        if page.soft[cue.group] or "marks" in cue.entry.frames:
            return
    elif cue.form == PARTICIPLE and page.soft[cue.group]:
        cue.source = _near_noun(page, cue)
    if cue.source is None and cue.form in {FINITE, PARTICIPLE}:
        cue.linked = True
        cue.source = _shared(page, cue, first, earlier)


def _shared(page: Page, cue: Cue, first: int, earlier: Sequence[Cue]) -> Range | None:
    """Return the source of the sentence's main cue, or its subject."""
    for other in earlier[-6:]:
        if other.first < first or other.form == NOUN or other.source is None:
            continue
        if page.low[other.left - 1] not in words().subordinator or not other.left:
            return other.source
    return first_subject(page, first, cue.group)


def opens_sentence(page: Page, cue: Cue, first: int) -> bool:
    """Say whether a cue begins its sentence, but for words such as "But"."""
    return cue.first - first <= _OPENERS and all(
        word in words().opener for word in page.low[first : cue.first]
    )


def _near_noun(page: Page, cue: Cue) -> Range | None:
    """Return "a caller" for "a caller saying"; nothing for "a statement saying"."""
    known = words()
    before = page.low[cue.group - 1]
    if before in known.document or before in known.conjunction:
        return None
    return left_source(page, cue.group)


def _is_coordinated(page: Page, cue: Cue) -> bool:
    return cue.group > 0 and page.low[cue.group - 1] in words().conjunction


def _is_inverted(page: Page, cue: Cue, stop: int) -> bool:
    """Say whether the subject follows: "…,” said Li Na", "…, says the ministry"."""
    known = words()
    if cue.form != FINITE or cue.last >= stop or not page.soft[cue.last]:
        return False
    after = page.low[cue.last]
    if after in known.stops or after in known.preposition or after in known.time:
        return False
    if cue.group in page.closes:
        return True
    takes_clause = not cue.entry.frames.isdisjoint(("clause", "that"))
    if page.soft[cue.group] or "," not in page.gap(cue.group) or not takes_clause:
        return False
    return left_source(page, cue.group) is None


def _possessor(page: Page, noun: int) -> Range | None:
    """Return who has a claim, a hope: "Li’s claim that", "his belief that"."""
    place = noun - 1
    if page.low[place] in words().possessive:
        return place, noun
    if page.raw[place].endswith(("'s", "’s")):
        return left_source(page, noun)
    return None


def _agrees(page: Page, cue: Cue) -> bool:
    """Say whether a form such as "say" or "claim" has a subject that fits it."""
    if not cue.entry.is_base or cue.form != FINITE or cue.group < cue.first:
        return True
    if cue.source is None or cue.inverted or cue.linked:
        return not cue.linked
    low = page.low[cue.source[0] : cue.source[1]]
    plural = words().plural
    return (
        low[-1] in plural
        or low[-1].endswith("s")
        or "and" in low
        or low[0] in plural
        or any(word.endswith("s") for word in low[:2])
    )


def _begin(page: Page, cue: Cue) -> int:
    known = words()
    begin = cue.left
    before = page.low[begin - 1] if begin else ""
    if before in known.conjunction or before in known.subordinator:
        begin -= 1
    return begin
