"""Tables, JSON and Parquet that try to break a reader."""

from __future__ import annotations

from typing import Final

from tests.hostile.building import (
    DEEP,
    GOOD,
    csv,
    cut_parquet,
    flipped_parquet,
    lines,
    row,
    together,
    typed_parquet,
    write,
)
from tests.hostile.kinds import File

RECORDS: Final[tuple[File, ...]] = (
    # Tables.
    File(
        name="large cells",
        build=together(
            write(
                "a.csv",
                csv(("big", "AP", f"{'y' * 5_000_001}"), ("ok", "AP", f"{GOOD} a")),
            ),
            write(
                "b.csv",
                csv(
                    ("million", "AP", f"{'word ' * 200_000}"), ("ok2", "AP", f"{GOOD}b")
                ),
            ),
        ),
        used=3,
        aside=("too large",),
    ),
    File(
        name="zero bytes in a table",
        build=write(
            "a.csv", csv(("n\0ul", "A\0P", f"{GOOD}\0 c"), ("ok3", "AP", f"{GOOD} d"))
        ),
        used=2,
    ),
    File(
        name="unbalanced marks",
        build=write(
            "a.csv", csv(("ok4", "AP", f"{GOOD} e"), 'bad,AP,"never closed', "x,y,z")
        ),
        used=1,
        aside=("malformed row",),
    ),
    File(
        name="mixed encodings",
        build=write(
            "a.csv",
            csv(("utf", "AP", f"{GOOD} éß 習近平")).encode()
            + f'latin,AP,"{GOOD} é"\n'.encode("cp1252")
            + f'ok5,AP,"{GOOD} f"\n'.encode(),
        ),
        used=2,
        aside=("wrong encoding",),
    ),
    File(
        name="wide characters without a mark",
        build=together(
            write("a.csv", csv(("le", "AP", f"{GOOD} g")).encode("utf-16-le")),
            write("b.csv", csv(("be", "AP", f"{GOOD} h")).encode("utf-16-be")),
            write("c.txt", f"i {GOOD}".encode("utf-32")),
            write("d.txt", f"j {GOOD}".encode("utf-16") + b"\x00"),
        ),
        used=3,
        aside=("wrong encoding",),
    ),
    File(
        name="mark of order in the middle",
        build=together(
            write(
                "a.csv",
                csv(
                    ("bom", "AP", f"\ufeff{GOOD}\ufeff j"),
                    ("ok6", "\ufeffAP", f"{GOOD}k"),
                ),
            ),
            write("b.txt", f"l {GOOD}\ufeff\ufeff{GOOD}"),
            write("c.txt", f"\ufeff\ufeff m {GOOD}"),
        ),
        used=4,
    ),
    File(
        name="headers",
        build=together(
            write("a.csv", f'{"id," * 20_000}text\n{"," * 20_000}"{GOOD} n"\n'),
            write("b.csv", f'text,text,text,id,id\n"{GOOD} o",x,y,dup,other\n'),
            write("c.csv", "id,text\n"),
            write("d.csv", "," * 50_000),
            write("e.csv", f'\n\n\n=1+1,@text,text\nx,y,"{GOOD} p"\n'),
            write("f.csv", f"sep=\x01\nid\x01text\nsep\x01{GOOD} q\n"),
        ),
        used=4,
        aside=("empty", "empty"),
    ),
    File(
        name="ragged rows",
        build=write(
            "a.csv", csv("a", "a,b,c,d,e", ("ok7", "AP", f"{GOOD} r"), '"a"b,c,d')
        ),
        used=1,
        aside=("malformed row",) * 3,
    ),
    # JSON.
    File(
        name="deep json",
        build=together(
            write("a.json", DEEP),
            write("b.json", '{"a":' * 100_000),
            write("c.jsonl", lines(row("deep1"), DEEP, '{"a":' * 100_000)),
            write(
                "d.json", f'{{"id":"d","text":"{GOOD} s","x":{"[" * 500}{"]" * 500}}}'
            ),
        ),
        used=2,
        aside=("broken JSON",) * 4,
    ),
    File(
        name="numbers in json",
        build=write(
            "a.jsonl",
            lines(
                row("huge1", x=1e308),
                f'{{"id":"huge2","text":"{GOOD} t","x":{"9" * 5000}}}',
                f'{{"id":{"9" * 4000},"text":"{GOOD} u"}}',
                f'{{"id":"nan","date":NaN,"outlet":Infinity,"text":"{GOOD} v"}}',
                f'{{"id":-Infinity,"date":1e999,"text":"{GOOD} w"}}',
                f'{{"id":"epoch","date":99999999999999999999,"text":"{GOOD} x"}}',
            ),
        ),
        used=5,
        aside=("broken JSON",),
    ),
    File(
        name="keys of json",
        build=write(
            "a.jsonl",
            lines(
                f'{{"id":"k1","id":"k2","text":"x","text":"{GOOD} y"}}',
                f'{{"__proto__":{{"a":1}},"id":"k3","text":"{GOOD} z"}}',
                row("k4", **{"": "x", " ": "y", "\0": "z", "k" * 9_999: "long"}),
                row("k5", **{f"key {n}": n for n in range(5_000)}),
                row("k6", outlet={"name": {"name": {"name": "AP"}}}),
            ),
        ),
        used=5,
    ),
    File(
        name="halves of characters in json",
        build=write(
            "a.jsonl",
            lines(
                row("\ud83d"),
                row("\ude00"),
                row("s", title="\ud83d", **{"\ud800": "\udfff"}),
                row("t", authors=["\ud83d"], date="\ud83d"),
            ),
        ),
        used=3,
        aside=("duplicate id",),
    ),
    File(
        name="types of json",
        build=write(
            "a.jsonl",
            lines(
                row("t1", title=["x"], outlet=[1], url={"a": 1}, authors={"a": 1}),
                row("t2", title=True, date=[], genre=1, language=["en"]),
                row("t3", text=["a", "b"]),
                row("t4", text={"a": "b"}),
                row("t5", text=1),
                row("t6", id=None, text=None, title=None),
                {"id": [], "text": f"{GOOD} a list for an id"},
                {"id": {"$oid": "t8"}, "text": f"{GOOD} a mapping for an id"},
                "[1]",
                '"text"',
                "null",
                "{'id': 'python'}",
            ),
        ),
        used=4,
        aside=(
            "broken JSON",
            "empty",
            *("not an object",) * 3,
            *("text is not a string",) * 3,
        ),
    ),
    File(
        name="no articles in json",
        build=together(
            write("a.json", "null"),
            write("b.json", '"text"'),
            write("c.json", "[[[[1]]]]"),
            write("d.json", "{}"),
            write("e.json", '{"a":{"b":{"c":{"text":"hidden deep"}}}}'),
            write("f.jsonl", "\n\n\n"),
            write("g.json", " "),
            write(
                "h.json", '{"articles":[1,2,{"id":"only","text":"' + GOOD + ' aa"}]}'
            ),
        ),
        used=1,
        aside=(
            *("empty",) * 2,
            *("not an object",) * 5,
            *("not articles",) * 2,
        ),
    ),
    # Parquet.
    File(
        name="cut parquet",
        build=cut_parquet,
        used=1,
        aside=("not Parquet",) * 4,
    ),
    File(name="flipped parquet", build=flipped_parquet, used=None),
    File(
        name="types of parquet",
        build=typed_parquet,
        used=3,
        aside=(
            "empty",
            "empty",
            "empty",
            "not articles",
            "not articles",
            "not articles",
            "not articles",
        ),
    ),
)
