"""What a referent is, and a label."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One way to name a referent.

    Attributes
    ----------
    name : str
        Stands for all its forms.
    terms : tuple of str
        Count wherever they stand; ``*`` at the end stands for any ending.
    in_context : tuple of str
        Count only where a word of the referent's context stands in the sentence.
    used_by : str
        Governments, bodies and outlets that use it.
    source : str
        Where that is known from.
    checked : bool
        Whether the source was read.
    """

    name: str
    terms: tuple[str, ...] = ()
    in_context: tuple[str, ...] = ()
    used_by: str = ""
    source: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """One thing that texts name by different words.

    Attributes
    ----------
    key, title : str
    labels : tuple of Label
        At least two, sorted by name.
    valid_from : str
        An article that is known to be older does not name it; may be empty.
    context : tuple of str
        Words that let the ``in_context`` terms of a sentence count.
    masks : tuple of str
        Longer phrases in which a term does not count ("cold war").
    family : str
        Terms of one family exclude one another, the longest wins: governments of
        different states; otherwise the key.
    """

    key: str
    title: str
    labels: tuple[Label, ...]
    valid_from: str = ""
    context: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referents:
    """All referents of a folder; made by `load_referents`.

    Attributes
    ----------
    entries : tuple of Referent
        Sorted by key.
    digest : str
        Of both files: tells two tables apart.
    """

    entries: tuple[Referent, ...] = ()
    digest: str = ""

    def get(self, key: str) -> Referent | None:
        """Return the referent with this key, or None.

        Examples
        --------
        >>> Referents().get("moon") is None
        True
        """
        return next((entry for entry in self.entries if entry.key == key), None)
