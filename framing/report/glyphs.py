"""Which characters the bundled fonts can draw; the rest is made visible.

A tagged PDF must not hold a character without a glyph, and a character that
silently disappears would falsify a name. See docs/design/0006-fonts.md.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).resolve().parent / "fonts"

_OWN: Final = {
    "Liberation Sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    "Liberation Serif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "Framing CJK": ("FramingCJK-Regular.otf",),
}
_MATPLOTLIB: Final = {
    "DejaVu Sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    "DejaVu Serif": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
}

# Joiners, selectors and marks of direction draw nothing by themselves.
_SILENT: Final = frozenset(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
) | frozenset((*range(0xFE00, 0xFE10), 0xFEFF, 0x00AD, 0x034F, 0x061C))
_SPACES: Final = frozenset((0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x85, 0x0B, 0x0C))


def font_folders() -> tuple[Path, Path]:
    """Return the folders that a PDF takes its fonts from: ours, and matplotlib's."""
    import matplotlib as mpl  # noqa: PLC0415

    return FONTS, Path(mpl.get_data_path()) / "fonts" / "ttf"


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Return the characters that both the sans and the serif stack can draw.

    Of a family only what all its weights have counts: a typesetter that looks for
    bold does not take the regular one.
    """
    own, foreign = font_folders()
    found = {name: _common(own, files) for name, files in _OWN.items()}
    found |= {name: _common(foreign, files) for name, files in _MATPLOTLIB.items()}
    shared = found["DejaVu Sans"] | found["Framing CJK"]
    sans = shared | found["Liberation Sans"]
    return sans & (shared | found["Liberation Serif"] | found["DejaVu Serif"])


def _common(folder: Path, names: tuple[str, ...]) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415

    maps = []
    for name in names:
        with TTFont(folder / name, lazy=True) as font:
            maps.append(frozenset(font.getBestCmap()))
    return reduce(frozenset.__and__, maps)


def visible(text: str) -> str:
    r"""Return a text in which every character can be drawn.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        White space as one blank, silent characters left out, and any other
        character without a glyph as its number.

    Examples
    --------
    >>> visible("习近平 said \U0001f9ff\x01\tso")
    '习近平 said [U+1F9FF][U+0001] so'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_one, text))


@lru_cache(maxsize=65536)
def _one(character: str) -> str:
    code = ord(character)
    if code in _SPACES:
        return " "
    if code in _SILENT:
        return ""
    return character if code >= 0x20 and code in drawable() else f"[U+{code:04X}]"
