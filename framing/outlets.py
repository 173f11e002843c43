"""Outlet profiles and groups as data: read, check, match.

A profile says who owns and pays an outlet and who controls what it prints, each
as a claim with its source. Groups are rules over those claims. No profile
carries a leaning.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from framing.errors import OutletError, not_one_of
from framing.files import kept_while_unchanged
from framing.resources import data_folder

CONTROLS: Final = (
    "state-controlled",
    "state-funded with autonomy",
    "public service",
    "independent of government",
    "unknown",
)
CLAIMS: Final = ("owner", "main_funder", "control", "typology")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement about an outlet, with its source.

    Attributes
    ----------
    what : str
        One of `CLAIMS`.
    value, source : str
    checked : bool
        True only if somebody read the source.
    contested : bool
        True where another claim of the same kind says otherwise.
    valid_from, valid_to : str
        Year or date, empty where unknown.
    """

    what: str
    value: str
    source: str
    checked: bool = False
    contested: bool = False
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet profile, from ``outlets/<key>.toml``.

    Attributes
    ----------
    key : str
        The file's name.
    name : str
    aliases, domains : tuple of str
        Under which metadata and addresses carry it.
    country, language, kind : str
    wire_marks : tuple of str
        Literal marks of copy that is not the outlet's own.
    text_marks, boilerplate : tuple of str
        Literal strings and whole lines that speak for this outlet.
    claims : tuple of Claim
    """

    key: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    kind: str = ""
    wire_marks: tuple[str, ...] = ()
    text_marks: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()

    def values(self, what: str) -> tuple[str, ...]:
        """Return the values of a field that group rules may ask for."""
        if what == "country":
            return (self.country,)
        return tuple(claim.value for claim in self.claims if claim.what == what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A rule over fields of profiles.

    Attributes
    ----------
    key, title : str
    words : str
        The rule as a reader should see it.
    where : tuple of (str, tuple of str)
        Conditions, all of which must hold: a field, and its allowed values.
    """

    key: str
    title: str
    words: str
    where: tuple[tuple[str, tuple[str, ...]], ...]

    def holds(self, outlet: Outlet) -> bool:
        """Whether every value of each field is allowed (a contested one is not)."""
        return all(
            bool(found := outlet.values(what)) and set(found) <= set(allowed)
            for what, allowed in self.where
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """All profiles and groups of a run; made by `load_outlets`."""

    entries: tuple[Outlet, ...]
    groups: tuple[Group, ...]
    names: tuple[tuple[str, str], ...]
    """Names, aliases and domains in lower case, each with its outlet's key; sorted."""

    def get(self, key: str) -> Outlet | None:
        """Return the profile with this key."""
        return next((outlet for outlet in self.entries if outlet.key == key), None)

    def find(self, name: str) -> Outlet | None:
        """Return the profile that carries this name, alias or domain.

        Examples
        --------
        >>> load_outlets().find("China Daily").key
        'china-daily'
        """
        wanted = _plain(name)
        found = dict(self.names).get(wanted)
        return self.get(found or wanted)

    def key_of(self, name: str) -> str:
        """Return the key of the outlet that carries a name; else the name itself.

        Examples
        --------
        >>> load_outlets().key_of("China Daily"), load_outlets().key_of("state")
        ('china-daily', 'state')
        """
        found = self.find(name)
        return found.key if found else name

    def group(self, key: str) -> Group:
        """Return a group by its key.

        Raises
        ------
        OutletError
            If there is none.
        """
        for group in self.groups:
            if group.key == key:
                return group
        raise OutletError(not_one_of("group", key, [g.key for g in self.groups]))


def group_of(outlet: Outlet, groups: Sequence[Group]) -> str:
    """Return the key of the group that an outlet is in, or an empty string.

    Examples
    --------
    >>> rule = Group(key="a", title="a", words="in XA", where=(("country", ("XA",)),))
    >>> group_of(Outlet(key="x", name="X", country="XA"), [rule])
    'a'
    """
    return next((group.key for group in groups if group.holds(outlet)), "")


@kept_while_unchanged(lambda folder="": (folder,))
def load_outlets(folder: str = "") -> Outlets:
    """Read and check every profile and the groups of a folder.

    Parameters
    ----------
    folder : str, default ""
        A folder of ``<key>.toml`` files and a ``groups.toml``; empty means the
        shipped one.

    Returns
    -------
    Outlets

    Raises
    ------
    OutletError
        At the first fault, with file and rule.
    """
    root = Path(folder) if folder else data_folder("outlets")
    if not root.is_dir():
        message = f"{root}: no such folder of outlet profiles; check [data] outlets"
        raise OutletError(message)
    paths = sorted(p for p in root.glob("*.toml") if p.name != "groups.toml")
    entries = tuple(_read_profile(path) for path in paths)
    groups = _read_groups(root / "groups.toml")
    _refuse_two_groups(entries, groups)
    return Outlets(entries=entries, groups=groups, names=_names(entries))


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _names(entries: Sequence[Outlet]) -> tuple[tuple[str, str], ...]:
    owner: dict[str, str] = {}
    for outlet in entries:
        for name in {outlet.name, *outlet.aliases, *outlet.domains}:
            other = owner.setdefault(_plain(name), outlet.key)
            if other != outlet.key:
                message = (
                    f"{outlet.key}.toml: the name {name!r} already belongs to "
                    f"{other!r}; names, aliases and domains must be unique"
                )
                raise OutletError(message)
    return tuple(sorted(owner.items()))


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path.name}: cannot be read ({error.strerror}); check the folder"
        raise OutletError(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path.name}: is not valid TOML in UTF-8: {error}"
        raise OutletError(message) from error


_TEXTS: Final = ("name", "country", "language", "kind")
_LISTS: Final = ("aliases", "domains", "wire_marks", "text_marks", "boilerplate")


def _read_profile(path: Path) -> Outlet:
    table = _toml(path)
    for key in table:
        if key not in {*_TEXTS, *_LISTS, "claim"}:
            allowed = [*_TEXTS, *_LISTS, "claim"]
            raise OutletError(f"{path.name}: {not_one_of('key', key, allowed)}")
    if not table.get("name"):
        message = f"{path.name}: 'name' is missing; every profile needs one"
        raise OutletError(message)
    values: dict[str, Any] = {key: str(table.get(key, "")) for key in _TEXTS}
    for key in _LISTS:
        values[key] = _strings(path, key, table.get(key, []))
    claims = tuple(_claim(path, row) for row in table.get("claim", []))
    return Outlet(key=path.stem, claims=claims, **values)


def _strings(path: Path, key: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        message = f"{path.name}: {key!r} must be a list of strings, got {value!r}"
        raise OutletError(message)
    return tuple(value)


def _claim(path: Path, row: Mapping[str, Any]) -> Claim:
    what, value = str(row.get("what", "")), str(row.get("value", ""))
    if what not in CLAIMS:
        raise OutletError(f"{path.name}: {not_one_of('claim', what, CLAIMS)}")
    if what == "control" and value not in CONTROLS:
        raise OutletError(f"{path.name}: {not_one_of('control', value, CONTROLS)}")
    if not row.get("source"):
        message = (
            f"{path.name}: the claim {what!r} has no source; name one, "
            "or write value = 'unknown' and source = 'not researched'"
        )
        raise OutletError(message)
    return Claim(
        what=what,
        value=value,
        source=str(row["source"]),
        checked=bool(row.get("checked", False)),
        contested=bool(row.get("contested", False)),
        valid_from=str(row.get("valid_from", "")),
        valid_to=str(row.get("valid_to", "")),
    )


def _read_groups(path: Path) -> tuple[Group, ...]:
    if not path.exists():
        return ()
    groups = tuple(_group(path, row) for row in _toml(path).get("group", []))
    keys = [group.key for group in groups]
    if len(set(keys)) != len(keys):
        message = f"{path.name}: two groups have the same key, got {keys}"
        raise OutletError(message)
    return groups


def _group(path: Path, row: Mapping[str, Any]) -> Group:
    for key in ("key", "title", "words", "where"):
        if not row.get(key):
            message = f"{path.name}: a group lacks {key!r}, got {sorted(row)}"
            raise OutletError(message)
    where = []
    for condition in row["where"]:
        what = str(condition.get("what", ""))
        if what not in {*CLAIMS, "country"}:
            allowed = [*CLAIMS, "country"]
            raise OutletError(f"{path.name}: {not_one_of('what', what, allowed)}")
        where.append((what, _strings(path, "any_of", condition.get("any_of"))))
    return Group(
        key=str(row["key"]),
        title=str(row["title"]),
        words=str(row["words"]),
        where=tuple(where),
    )


def _refuse_two_groups(entries: Sequence[Outlet], groups: Sequence[Group]) -> None:
    for outlet in entries:
        fits = [group.key for group in groups if group.holds(outlet)]
        if len(fits) > 1:
            message = (
                f"groups.toml: {outlet.key!r} fits the groups {fits}; "
                "groups must be disjoint, so narrow a rule"
            )
            raise OutletError(message)
