"""Bad input: said plainly, set aside or kept whole, and never the end of a run."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from framing import pipeline
from framing.cli import main
from framing.ingest import read
from framing.model import Article, SetAside

GOOD = (
    "The two ministers met on Monday to sign the grain accord in the harbour town. "
    "“We agree on all the terms of this accord,” the minister Ana Oru told reporters. "
    "The accord covers forty ships and ends in the spring, officials said later.\n\n"
)
ODD = {
    "script": '<script>alert(1)</script> {{ 7*7 }} {% raw %} #import "x" $x$ @y ',
    "unclosed": "He said “we shall see and nobody knows when. ",
    "marks": "“”\"''‘’«»„“ " * 40,
    "crlf": GOOD.replace(". ", ".\r\n"),
    "nul": "before\x00after \x01\x02 ",
    "rtl": "قال الوزير إن الاتفاق جيد \u202e ",
    "cjk": "习近平 said the 条约 is good. ",
    "capitals": GOOD.upper(),
    "emoji": "🧿🧿 said 👩‍👩‍👧 ",
    "long word": "x" * 5000 + " ",
    "formula": '=HYPERLINK("http://a.example") ',
    "half a character": "\ud83d alone ",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("bad")
    (place / "empty.txt").write_bytes(b"")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (place / "latin.txt").write_bytes(f"Café. {GOOD}".encode("cp1252", "replace"))
    (place / "huge.txt").write_bytes(b"word " * 10_000_000)
    (place / "picture.png").write_bytes(b"\x89PNG\r\n")
    (place / "german.txt").write_text(
        "Die beiden Minister haben am Montag in der Hafenstadt ein neues Abkommen "
        "unterzeichnet, das vierzig Schiffe betrifft und im Frühjahr endet. " * 3,
        encoding="utf-8",
    )
    rows = [
        {"id": name, "outlet": "Reuters", "date": "2031-05-02", "text": words + GOOD}
        for name, words in ODD.items()
    ]
    rows += [
        {"id": "nul", "outlet": "AP", "text": "another with the same id"},
        {"id": "no day", "outlet": "AP", "date": "2031-02-30", "text": GOOD},
        {"id": "headline", "outlet": "AP", "title": "=1+1 only", "text": ""},
        {"id": "nothing", "outlet": "AP", "text": ""},
    ]
    lines = [json.dumps(row) for row in rows] + ["{broken"]
    (place / "rows.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (place / "columns.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "report"
    result = CliRunner().invoke(
        main, ["-v", "report", str(folder), "--out", str(out), "--workers", "1"]
    )
    assert result.exit_code == 0, result.output
    return result, out


def test_the_report_is_written_whole(made):
    _, out = made
    names = {"report.html", "report.pdf", "run", "tables", ".framing.json"}
    assert {p.name for p in out.iterdir()} == names


def test_every_input_is_used_or_set_aside_with_its_reason(made):
    result, _ = made
    n = len(ODD) + 4 + 1 + 7  # records, the broken line, the other files
    used = len(ODD) + 2 + 1  # with the day that is none, the headline, Café
    assert f"{n} found = {used} used + {n - used} set aside" in result.stderr


@pytest.mark.parametrize(
    "reason",
    [
        "empty",
        "binary",
        "too large",
        "unknown format",
        "not English",
        "duplicate id",
        "broken JSON",
        "not articles",
    ],
)
def test_each_reason_is_said(made, reason):
    assert f"set aside: {reason}" in made[0].stderr


def test_a_day_that_does_not_exist_is_told_and_its_article_kept(folder):
    run = pipeline.run(read([folder / "rows.jsonl"]))
    row = run.tables["articles"].set_index("article").loc["no day"]
    assert "2031-02-30" in row["note"]
    assert row["date_source"] != "metadata"


def test_markup_in_an_article_reaches_no_page_as_markup(made):
    page = (made[1] / "report.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page


def test_no_text_cell_of_a_table_is_a_formula(made):
    for path in (made[1] / "tables").glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        assert ",=" not in text
        assert "\n=" not in text


@pytest.mark.parametrize("name", ODD)
def test_a_hard_text_is_analysed_and_never_set_aside_as_failed(name):
    article = Article(id=name, raw=ODD[name] + GOOD)
    tables = pipeline.run([article]).tables
    assert tables["set_aside"].empty
    assert tables["texts"]["text"][0]


def test_a_fault_in_one_article_does_not_end_the_run(monkeypatch):
    from framing.stages import work

    def broken(article, **_):
        if article.id == "b":
            message = "a bug"
            raise RuntimeError(message)
        return analyse(article)

    analyse = work.analyse
    monkeypatch.setattr(work, "analyse", broken)
    tables = pipeline.run(Article(id=key, raw=GOOD) for key in "abc").tables
    assert tables["articles"]["article"].tolist() == ["a", "c"]
    (row,) = tables["set_aside"].to_dict("records")
    assert (row["id"], row["reason"]) == ("b", "analysis failed")
    assert "RuntimeError: a bug" in row["detail"]


@pytest.mark.parametrize("n", [1, 2])
def test_one_article_or_one_outlet_still_gives_a_report(tmp_path, n):
    articles = [Article(id=f"a{i}", raw=GOOD, outlet="Reuters") for i in range(n)]
    run = pipeline.run(articles)
    pipeline.report(run, tmp_path / "out")
    assert (tmp_path / "out" / "report.pdf").stat().st_size > 1000


def test_the_same_input_gives_the_same_bytes(tmp_path):
    articles = [
        Article(id=f"a{i}", raw=GOOD * 3, outlet=outlet, published="2031-05-02")
        for i, outlet in enumerate(["Reuters", "Xinhua", "AP", "CGTN"])
    ]
    for name, workers in (("one", 1), ("two", 2)):
        run = pipeline.run(reversed(articles), workers=workers)
        pipeline.report(run, tmp_path / name)
    for path in sorted((tmp_path / "one").rglob("*")):
        if path.is_file() and path.name != "run.log":
            other = tmp_path / "two" / path.relative_to(tmp_path / "one")
            assert path.read_bytes() == other.read_bytes(), path.name


@pytest.mark.parametrize("field", ["id", "title", "language", "published", "path"])
def test_half_a_character_anywhere_in_a_record_ends_nothing(field):
    article = Article(**{"id": "a", "raw": "", "title": "Accord", field: "x\ud83d"})
    run = pipeline.run([article])
    assert len(run.tables["articles"]) + len(run.tables["set_aside"]) == 1


def test_half_a_character_in_what_is_set_aside_ends_nothing():
    aside = SetAside(path="x.jsonl", id="\ud83d", reason="empty", detail="nothing")
    run = pipeline.run([aside])
    assert run.tables["set_aside"]["id"].tolist() == ["\ufffd"]
