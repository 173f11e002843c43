"""What was read, and what was not used."""

from __future__ import annotations

from dataclasses import dataclass

from framing.errors import ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as published; made by `framing.ingest.read`.

    Attributes
    ----------
    id : str
        The record's own id, or the file's name; unique in a run.
    raw : str
        The text as read. All offsets that leave the program are into it.
    outlet, title, published, url, genre, language, origin : str
        As declared by the metadata; empty where they do not say. `published`
        keeps the day and the local time as written.
    authors : tuple of str
        As declared; never aggregated.
    path : str
        The file, relative to what the user named, for messages.
    record : str
        Where in that file it stood: ``"line 7"``, ``"row 3"``, or empty.
    has_text : bool
        False for a record with a title only: it serves events and headlines.
    metadata : tuple of (str, str)
        Declared fields that have no place above, sorted by name.
    """

    id: str
    raw: str
    outlet: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    genre: str = ""
    language: str = ""
    origin: str = ""
    authors: tuple[str, ...] = ()
    path: str = ""
    record: str = ""
    metadata: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        """Refuse an article without an id."""
        if not self.id:
            message = (
                f"{self.path or 'article'}: the id is empty; give each article one"
            )
            raise ParameterError(message)

    @property
    def has_text(self) -> bool:
        """Whether there is any text besides white space."""
        return bool(self.raw.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """One input that was not used, and why; made by readers and the pipeline.

    Attributes
    ----------
    path, record : str
        Where it stood, as in `Article`.
    id : str
        The article's id where there is one.
    reason : str
        A short name that can be counted: ``"empty"``, ``"duplicate id"``.
    detail : str
        A sentence that says what was found and what to do.
    """

    path: str
    reason: str
    detail: str
    record: str = ""
    id: str = ""

    @classmethod
    def of(cls, article: Article, *, reason: str, detail: str) -> SetAside:
        """Return what stands for an article that is not used."""
        return cls(
            path=article.path,
            record=article.record,
            id=article.id,
            reason=reason,
            detail=detail,
        )
