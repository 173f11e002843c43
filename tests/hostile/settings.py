"""Settings that try to break a command: files beside the articles, and options."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from tests.hostile.kinds import Setting
from tests.hostile.words import PROBE

_DEEP: Final = "[" * 100_000
_REGEX: Final = "(a+)+$"


def _given(option: str, name: str, content: str | bytes) -> Callable[[Path], list[str]]:
    """Return a builder of a file that an option names."""

    def build(place: Path) -> list[str]:
        path = place / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return [option, str(path)]

    return build


_config = partial(_given, "--config", "framing.toml")
_lexicon = partial(_given, "--lexicon")
_targets = partial(_given, "--targets")
_events = partial(_given, "--events", "events.csv")


def _no_regular_file(option: str) -> Callable[[Path], list[str]]:
    return lambda place: [option, str(place)]


def _rows(*rows: str) -> str:
    return "".join(f"{row}\n" for row in rows)


def _many_words() -> str:
    rows = (f"word{n:06},{(n % 3) - 1}" for n in range(100_000))
    return _rows("term,weight", *rows)


def _laughs() -> str:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10)
    )
    return f"<!DOCTYPE x [{entities}]><dictionary>&l9;</dictionary>"


def _yaml_laughs() -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return _rows(*lines)


def _outside_profile(place: Path) -> list[str]:
    """Name folders that are none."""
    (place / "framing.toml").write_text(
        '[data]\noutlets = "../../../../etc"\nactors = "/etc"\n', encoding="utf-8"
    )
    return ["--config", str(place / "framing.toml")]


SETTINGS: Final[tuple[Setting, ...]] = (
    # framing.toml
    Setting(name="config: no TOML", build=_config(b"\xff\xfe\0"), says="framing.toml"),
    Setting(name="config: deep", build=_config(f"a = {_DEEP}"), says="framing.toml"),
    Setting(
        name="config: deep keys",
        build=_config(f"[{'.'.join(['a'] * 5_000)}]\nx = 1"),
        says="framing.toml",
    ),
    Setting(
        name="config: large",
        build=_config("[data]\n" + "# x\n" * 500_000 + "nonsense = 1"),
        says="nonsense",
    ),
    Setting(name="config: section is a number", build=_config("data = 1"), says="data"),
    Setting(name="config: section is a list", build=_config("[[data]]\n"), says="data"),
    Setting(
        name="config: a number that is none",
        build=_config("[analysis]\nalpha = nan"),
        says="alpha",
    ),
    Setting(
        name="config: threshold without end",
        build=_config("[events]\nthreshold = inf"),
        says="threshold",
    ),
    Setting(
        name="config: window that is none",
        build=_config("[events]\nwindow = nan"),
        says="window",
    ),
    Setting(
        name="config: decay without end",
        build=_config("[events]\ndecay = inf"),
        says="decay",
    ),
    Setting(
        name="config: number for text",
        build=_config("[output]\ntitle = 1"),
        says="title",
    ),
    Setting(
        name="config: whole number as large as can be",
        build=_config(f"[analysis]\npermutations = {'9' * 400}"),
        says="permutations",
    ),
    Setting(
        name="config: fraction as large as can be",
        build=_config(f"[events]\nwindow = {'9' * 400}"),
        says="window",
    ),
    Setting(
        name="config: fewer than none",
        build=_config("[analysis]\nbootstraps = -1"),
        says="bootstraps",
    ),
    Setting(
        name="config: events fewer than none",
        build=_config("[output]\nmax_events = -1"),
        says="max_events",
    ),
    Setting(
        name="config: wrong primary",
        build=_config('[[analysis.primary]]\nmetric = 1\nfield = []\nmargin = "x"'),
        says="primary",
    ),
    Setting(
        name="config: groups of markup",
        build=_config(f'[analysis]\ngroups = ["<script>{PROBE}</script>", "b"]'),
        says="group",
        command="report",
    ),
    Setting(
        name="config: zero byte in a path",
        build=_config('[data]\ntargets = "a\\u0000b"'),
        says="targets",
    ),
    Setting(name="config: paths outside", build=_outside_profile, says="etc"),
    Setting(name="config: a folder", build=_no_regular_file("--config"), says=""),
    # Word lists
    Setting(
        name="lexicon: not a number",
        build=_lexicon("w.csv", _rows("term,weight", "good,nan", "bad,-1")),
        says="w.csv:2",
    ),
    Setting(
        name="lexicon: without end",
        build=_lexicon("w.csv", _rows("term,weight", "good,1e999", "bad,-1")),
        says="w.csv:2",
    ),
    Setting(
        name="lexicon: zero byte",
        build=_lexicon("w.csv", _rows("term,weight", "go\0od,1", "bad,-1")),
        says="w.csv:2",
    ),
    Setting(
        name="lexicon: patterns are words",
        build=_lexicon("w.csv", _rows("term,weight", f"{_REGEX},1", "bad,-1")),
        code=0,
    ),
    Setting(
        name="lexicon: a star alone",
        build=_lexicon("w.csv", _rows("term,weight", "*,1", "bad,-1")),
        says="w.csv:2",
    ),
    Setting(
        name="lexicon: hundred thousand entries",
        build=_lexicon("w.csv", _many_words()),
        code=0,
    ),
    Setting(
        name="lexicon: a million letters",
        build=_lexicon("w.csv", _rows("term,weight", f"{'x' * 1_000_000},1", "b,-1")),
        says="w.csv:2",
    ),
    Setting(
        name="lexicon: formulas",
        build=_lexicon("w.csv", _rows("term,weight", '"=1+1",1', "bad,-1")),
        code=0,
    ),
    Setting(
        name="lexicon: unbalanced",
        build=_lexicon("w.csv", 'term,weight\n"good,1\nbad,-1\n'),
        says="w.csv",
    ),
    Setting(name="lexicon: empty", build=_lexicon("w.csv", ""), says="w.csv"),
    Setting(
        name="lexicon: header of another kind",
        build=_lexicon("w.toml", f"name = {_DEEP}"),
        says="w.toml",
    ),
    Setting(
        name="lexicon: path for a name",
        build=lambda _: ["--lexicon", "../../../../etc/passwd"],
        says="passwd",
    ),
    Setting(
        name="lexicon: device", build=lambda _: ["--lexicon", "/dev/null"], says="null"
    ),
    Setting(
        name="lexicon: XML that laughs",
        build=_lexicon("w.ykd", _laughs()),
        says="w.ykd",
    ),
    Setting(
        name="lexicon: XML that reads a file",
        build=_lexicon(
            "w.ykd",
            '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><dictionary>'
            '<cnode name="a"><pnode name="&x;"/></cnode></dictionary>',
        ),
        says="w.ykd",
    ),
    Setting(
        name="lexicon: deep XML",
        build=_lexicon("w.ykd", "<cnode name='a'>" * 50_000),
        says="w.ykd",
    ),
    Setting(
        name="lexicon: YAML that makes objects",
        build=_lexicon("w.yml", '!!python/object/apply:os.system ["touch broken"]'),
        says="w.yml",
    ),
    Setting(
        name="lexicon: YAML that laughs",
        build=_lexicon("w.yml", _yaml_laughs()),
        says="w.yml",
    ),
    Setting(
        name="lexicon: deep YAML", build=_lexicon("w.yml", "[" * 5_000), says="w.yml"
    ),
    Setting(name="lexicon: deep JSON", build=_lexicon("w.json", _DEEP), says="w.json"),
    Setting(
        name="lexicon: JSON without numbers",
        build=_lexicon("w.json", '{"good": NaN, "bad": -Infinity}'),
        says="w.json",
    ),
    Setting(
        name="lexicon: huge number in JSON",
        build=_lexicon("w.json", f'{{"good": {"9" * 400}, "bad": -1}}'),
        says="w.json",
    ),
    Setting(
        name="lexicon: huge number of LIWC",
        build=_lexicon("w.dic", f"%\n{'9' * 5_000}\tpos\n%\ngood\t{'9' * 5_000}\n"),
        says="'w'",
    ),
    Setting(
        name="lexicon: brackets of LIWC",
        build=_lexicon("w.dic", f"%\n1\tpos\n%\ngood\t{'(1 ' * 20_000}\n"),
        says="w.dic",
    ),
    Setting(
        name="lexicon: brackets of WordStat",
        build=_lexicon("w.cat", f"A\n\t{'B ( ' * 20_000}\n"),
        says="w.cat",
    ),
    Setting(
        name="lexicon: pairs of MPQA",
        build=_lexicon("w.tff", "word1=a " * 20_000),
        says="w.tff",
    ),
    # Targets
    Setting(
        name="targets: markup and formulas",
        build=_targets(
            "t.csv",
            _rows(
                "key,name,aliases",
                f'x1,"<script>{PROBE}</script>","=1+1|{{{{ 7*7 }}}}"',
                'x2,"#read(""/etc/passwd"")",@x',
            ),
        ),
        code=0,
    ),
    Setting(
        name="targets: patterns are words",
        build=_targets("t.csv", _rows("key,name", f'x1,"{_REGEX}"')),
        code=0,
    ),
    Setting(
        name="targets: path for a key",
        build=_targets("t.csv", _rows("key,name", "../../etc/passwd,x")),
        says="t.csv:2",
    ),
    Setting(
        name="targets: zero byte",
        build=_targets("t.csv", _rows("key,name", "x1,a\0b")),
        code=0,
    ),
    Setting(
        name="targets: nothing but a mark",
        build=_targets("t.csv", _rows("key,name", 'x1,"*"', 'x2,"..."')),
        code=0,
    ),
    Setting(
        name="targets: a cell without end",
        build=_targets("t.csv", _rows("key,name", f"x1,{'x' * 1_000_000}")),
        says="t.csv",
    ),
    Setting(
        name="targets: unbalanced",
        build=_targets("t.csv", 'key,name\nx1,"never closed\n'),
        says="t.csv",
    ),
    Setting(
        name="targets: not text", build=_targets("t.csv", b"\xff\xfe\0"), says="t.csv"
    ),
    Setting(
        name="targets: deep",
        build=_targets("t.toml", f"target = {_DEEP}"),
        says="t.toml",
    ),
    Setting(
        name="targets: types",
        build=_targets("t.toml", '[[target]]\nkey = 1\nname = [[["x"]]]\n'),
        code=0,
    ),
    Setting(
        name="targets: years",
        build=_targets("t.csv", _rows("key,name,valid_from", f"x1,x,{'9' * 5_000}")),
        says="t.csv:2",
    ),
    Setting(name="targets: a folder", build=_no_regular_file("--targets"), says=""),
    # Corrections
    Setting(
        name="events: unknown articles of markup",
        build=_events(
            _rows("article,event", f'"<script>{PROBE}</script>","=1+1"', 'a.txt,"../x"')
        ),
        code=0,
    ),
    Setting(name="events: zero byte", build=_events("article,event\na\0,b\n"), code=0),
    Setting(name="events: not text", build=_events(b"\xff\xfe\0"), says="events.csv"),
    Setting(
        name="events: other columns", build=_events("a,b\n1,2\n"), says="events.csv"
    ),
    Setting(
        name="events: a column too many",
        build=_events("article,event\na.txt,b,c,d\n"),
        code=0,
    ),
    # Options
    Setting(
        name="date: markup", build=lambda _: ["--date", "<script>"], says="<script>"
    ),
    Setting(name="date: far", build=lambda _: ["--date", "99999-01-01"], says="99999"),
    Setting(
        name="map: unknown field",
        build=lambda _: ["--map", "__class__=text"],
        says="__class__",
    ),
    Setting(
        name="map: no pair", build=lambda _: ["--map", "=" * 50], code=2, says="--map"
    ),
    Setting(
        name="map: dots", build=lambda _: ["--map", f"text={'.a' * 5_000}"], says="text"
    ),
    Setting(
        name="model: not ours",
        build=_given("--quotes-model", "m.npz", b"PK\x03\x04 not a model"),
        says="m.npz",
    ),
    Setting(
        name="model: a pickle",
        build=_given("--quotes-model", "m.npz", b"cos\nsystem\n(S'touch broken'\ntR."),
        says="m.npz",
    ),
)
