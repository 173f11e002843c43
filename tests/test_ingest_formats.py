"""Each input format: where fields are found, and what becomes of faults."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

import pytest

from framing.ingest.columns import make_plan, name_columns
from framing.model import Article
from tests.reading import TEXT, articles, lines, results, set_aside, write

PAGE = """<html lang="en"><head><title>Harbour treaty near</title>
<meta charset="{charset}">
<meta property="og:site_name" content="The Example Times">
<meta property="article:published_time" content="2031-12-16T23:30:00+08:00">
<meta name="author" content="André Writer">
<link rel="canonical" href="https://times.example/a/1"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour treaty near</h1>
<p>The minister of Examplia said on Monday that the treaty was near.</p>
<p>Fishermen in the northern harbours, who have waited since spring, were less sure.</p>
<p>A vote of the assembly is expected before the end of the month, officials said.</p>
</article><footer>Copyright</footer></body></html>"""


# Plain text and its sidecar.


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_are_not_touched(newline, tmp_path):
    text = f"One.{newline}{newline}Two.{newline}"
    write(tmp_path, a__txt=text)
    assert articles(tmp_path)[0].raw == text


def test_nul_and_control_characters_stay(tmp_path):
    text = f"{TEXT}\x00\x07 {TEXT}"
    write(tmp_path, a__txt=text)
    assert articles(tmp_path)[0].raw == text


def test_a_sidecar_describes_the_files_beside_and_below_it(tmp_path):
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", b__md=TEXT)
    rows = "file,outlet,date,title\na.txt,Times,2031-05-02,One\nsub/b.md,Post,,Two\n"
    write(tmp_path, a__txt=TEXT, metadata__csv=rows)
    found = [(a.id, a.outlet, a.published, a.title) for a in results(tmp_path)]
    assert found == [
        ("a.txt", "Times", "2031-05-02", "One"),
        ("b.md", "Post", "", "Two"),
    ]


def test_an_inner_sidecar_stands_over_an_outer_one(tmp_path):
    (tmp_path / "a").mkdir()
    write(tmp_path, metadata__csv="file,outlet\na/x.txt,Outer\n")
    write(tmp_path / "a", x__txt=TEXT, metadata__csv="file,outlet\nx.txt,Inner\n")
    assert [item.outlet for item in results(tmp_path)] == ["Inner"]


def test_a_sidecar_serves_a_file_that_is_named_alone(tmp_path):
    rows = "file,outlet\na.txt,Times\nb.txt,Post\n"
    write(tmp_path, a__txt=TEXT, b__txt=TEXT, metadata__csv=rows)
    found = results(tmp_path / "a.txt")
    assert [item.outlet for item in found] == ["Times"]


def test_sidecar_rows_without_a_file_are_listed(tmp_path):
    rows = "file,outlet\na.txt,Times\nc.txt,Post\n,None\na.txt,Again\n"
    write(tmp_path, a__txt=TEXT, metadata__csv=rows)
    found = {(item.record, item.reason) for item in set_aside(tmp_path)}
    assert found == {
        ("row 3", "sidecar row without file"),
        ("row 4", "sidecar row without file"),
        ("row 5", "duplicate sidecar row"),
    }


def test_a_file_without_a_sidecar_row_is_an_article(tmp_path):
    write(
        tmp_path, a__txt=TEXT, b__txt=TEXT, metadata__csv="file,outlet\na.txt,Times\n"
    )
    assert [item.outlet for item in articles(tmp_path)] == ["Times", ""]


def test_a_malformed_sidecar_row_is_listed(tmp_path):
    write(tmp_path, a__txt=TEXT, metadata__csv="file,outlet\na.txt,x,y\na.txt,T\n")
    assert [item.reason for item in set_aside(tmp_path)] == ["malformed row"]


def test_a_table_of_that_name_without_a_file_column_is_read_as_a_table(tmp_path):
    write(tmp_path, metadata__csv="id,text\n1,Words of an article.\n")
    assert [item.id for item in articles(tmp_path)] == ["1"]


def test_a_binary_sidecar_is_set_aside(tmp_path):
    write(tmp_path, a__txt=TEXT, metadata__csv=b"PK\x03\x04")
    assert [item.reason for item in set_aside(tmp_path)] == ["binary"]


def test_file_names_match_however_their_accents_are_written(tmp_path):
    (tmp_path / "cafe\u0301.txt").write_text(TEXT)
    write(tmp_path, metadata__csv="file,outlet\ncaf\u00e9.txt,Times\n")
    assert [item.outlet for item in results(tmp_path)] == ["Times"]


def test_a_mapping_serves_a_sidecar(tmp_path):
    write(tmp_path, a__txt=TEXT, metadata__csv="file,Zeitung\na.txt,Times\n")
    [item] = results(tmp_path, mapping=[("outlet", "Zeitung")])
    assert item.outlet == "Times"


# Encodings.


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_is_read_exactly(encoding, tmp_path):
    text = f"“{TEXT}” – said José.\r\n"
    write(tmp_path, a__txt=text.encode(encoding))
    assert articles(tmp_path)[0].raw == text


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "cp1252"), ("latin-1", "cp1252"), ("gb18030", "gb18030")],
)
def test_a_guessed_encoding_is_noted(encoding, name, tmp_path):
    said = "É" if encoding == "latin-1" else "“Yes”"
    write(tmp_path, a__txt=f"{TEXT * 3} {said}, it said.".encode(encoding))
    [item] = articles(tmp_path)
    assert said in item.raw
    assert item.metadata == (("encoding", name),)


def test_a_text_in_another_script_is_guessed(tmp_path):
    text = "Министр сказал, что договор будет подписан в понедельник. " * 5
    write(tmp_path, a__txt=text.encode("cp1251"))
    assert articles(tmp_path)[0].raw == text


@pytest.mark.parametrize(
    "data",
    [
        ("“Words”, it said. " * 9).encode() + b"\xff",
        ("“Words”, it said. " * 9).encode()[:-12],
        b"\xff\xfe" + "odd".encode("utf-16-le") + b"\x00",
        ("Words. " * 20).encode() + b"\x81",
    ],
    ids=["bad byte", "cut short", "odd UTF-16", "no such byte"],
)
def test_damaged_text_is_set_aside(data, tmp_path):
    write(tmp_path, a__txt=data)
    assert [item.reason for item in results(tmp_path)] == ["wrong encoding"]


def test_an_encoding_that_cannot_be_told_is_set_aside(tmp_path, monkeypatch):
    none = SimpleNamespace(best=lambda: None)
    monkeypatch.setattr("charset_normalizer.from_bytes", lambda _: none)
    write(tmp_path, a__txt=b"\xe9\xe8\xf8" * 20)
    assert [item.reason for item in results(tmp_path)] == ["wrong encoding"]


def test_a_damaged_record_does_not_take_the_others_with_it(tmp_path):
    good = [json.dumps({"text": f"“{TEXT}”"}, ensure_ascii=False).encode()] * 3
    good[1] = good[1].replace(b"Monday", b"Mon\xffday")
    write(
        tmp_path,
        a__jsonl=b"\n".join(good),
        b__csv="text\n“a”\n".encode() + b"b\xff\nc\n",
    )
    found = [(item.path, item.record, item.reason) for item in set_aside(tmp_path)]
    assert found == [
        ("a.jsonl", "line 2", "wrong encoding"),
        ("b.csv", "row 3", "wrong encoding"),
    ]


# Tables.


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_the_delimiter_is_found(mark, suffix, tmp_path):
    table = f'id{mark}title{mark}text\n1{mark}"a{mark}b"{mark}c, d; e\n'.replace(
        "c, d; e", '"c, d; e"'
    )
    write(tmp_path, **{f"a__{suffix}": table})
    [item] = articles(tmp_path)
    assert (item.id, item.title, item.raw) == ("1", f"a{mark}b", "c, d; e")


def test_a_table_of_one_column_is_read(tmp_path):
    write(tmp_path, a__csv='text\n"One, two."\n')
    assert [item.raw for item in results(tmp_path)] == ["One, two."]


def test_excels_own_first_line_is_obeyed(tmp_path):
    write(tmp_path, a__csv="sep=;\r\nid;text\r\n1;One, two.\r\n")
    assert [item.raw for item in results(tmp_path)] == ["One, two."]


def test_a_table_from_excel_in_utf16_is_read(tmp_path):
    write(tmp_path, a__csv="id\ttext\r\n1\tOne “two”.\r\n".encode("utf-16"))
    assert [item.raw for item in results(tmp_path)] == ["One “two”."]


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "+44", "@x", "-3"])
def test_a_cell_that_looks_like_a_formula_is_text(cell, tmp_path):
    write(tmp_path, a__csv=f"title,text\n{cell},{cell}\n")
    [item] = articles(tmp_path)
    assert (item.title, item.raw) == (cell, cell)


def test_blank_rows_and_blanks_around_names_are_passed_over(tmp_path):
    write(tmp_path, a__csv=' id , text \n\n , \n1, "One, two."\n')
    assert [(a.id, a.raw) for a in results(tmp_path)] == [("1", "One, two.")]


def test_rows_with_too_many_or_too_few_cells_are_set_aside(tmp_path):
    write(tmp_path, a__csv="id,text\n1,a,b\n2\n3,fine\n")
    found = results(tmp_path)
    assert [item.record for item in found] == ["row 2", "row 3", "row 4"]
    assert "line 2: the row has 3 cells, the header 2" in found[0].detail
    assert isinstance(found[2], Article)


def test_an_unclosed_quotation_mark_costs_only_its_rows(tmp_path):
    rows = 'id,text\n1,"open\n2,"two"\n3,three\n'
    write(tmp_path, a__csv=rows)
    found = results(tmp_path)
    assert [item.record for item in found] == ["row 2", "row 3"]
    assert "lines 2-3" in found[0].detail
    assert found[1].raw == "three"


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path):
    write(tmp_path, a__csv='id,text\n1,fine\n2,"open\n3,three\n')
    [item] = set_aside(tmp_path)
    assert item.detail.startswith("lines 3-4: a quotation mark that is opened there")


def test_a_column_that_comes_twice_is_kept_apart(tmp_path):
    write(tmp_path, a__csv="id,text,note,note\n1,x,one,two\n")
    assert articles(tmp_path)[0].metadata == (("note", "one"), ("note (2)", "two"))


def test_a_cell_over_the_limit_is_set_aside(tmp_path):
    write(tmp_path, a__csv=f"id,text\n1,{'x' * 150_000}\n2,fine\n")
    found = results(tmp_path, max_chars=140_000)
    assert [getattr(item, "reason", "") for item in found] == ["too large", ""]


def test_a_table_without_a_text_column_is_set_aside_as_a_whole(tmp_path):
    write(tmp_path, a__csv="term,count\nharbour,3\ntreaty,5\n")
    [item] = results(tmp_path)
    assert item.reason == "not articles"
    assert "'term' and 'count'" in item.detail
    assert "--map text=" in item.detail


def test_a_table_with_a_header_only_is_empty(tmp_path):
    write(tmp_path, a__csv="id,text\n")
    assert [item.reason for item in results(tmp_path)] == ["empty"]


def test_long_lists_of_columns_are_cut_short():
    assert name_columns([f"c{n}" for n in range(20)]).endswith("(and 8 more)")


# JSON.


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ({"title": "T", "text": "x"}, ["a.json"]),
        ([{"text": "x"}, {"id": 7, "text": "y"}], ["a.json#1", "7"]),
        ({"status": "ok", "articles": [{"text": "x"}]}, ["a.json#1"]),
        ({"articles": {"results": [{"uri": "u", "body": "x"}], "pages": 1}}, ["u"]),
        ({"k1": {"text": "x"}, "k2": {"text": "y"}}, ["k1", "k2"]),
    ],
    ids=["object", "list", "NewsAPI", "Event Registry", "by key"],
)
def test_articles_are_found_in_json(value, ids, tmp_path):
    write(tmp_path, a__json=json.dumps(value, indent=1))
    assert [item.id for item in articles(tmp_path)] == ids


@pytest.mark.parametrize(
    "value",
    [
        {"pairs": [{"a": "1", "b": "2"}], "contrasts": [{"x": 1}]},
        [{"content": [{"start": 0, "stop": 3, "text": "Yes"}], "cue": "said"}],
        [{"article": "000.txt", "voice": "all", "value": 0.5}],
        {"targets": {"examplia": {"mentions": 3}}},
        {},
    ],
    ids=["two lists", "spans", "article ids", "nested", "nothing"],
)
def test_json_that_is_something_else_is_set_aside_once(value, tmp_path):
    write(tmp_path, a__json=json.dumps(value))
    assert [item.reason for item in results(tmp_path)] == ["not articles"]


@pytest.mark.parametrize("content", ["3", '"words"', "[1, 2]", "null", "[[1]]"])
def test_json_without_objects_is_set_aside(content, tmp_path):
    write(tmp_path, a__json=content)
    assert [item.reason for item in results(tmp_path)] == ["not an object"]


def test_an_empty_list_is_empty(tmp_path):
    write(tmp_path, a__json="[]")
    assert [item.reason for item in results(tmp_path)] == ["empty"]


def test_an_item_that_is_no_object_is_set_aside(tmp_path):
    write(tmp_path, a__json=json.dumps([{"text": "x"}, "y"]))
    assert [(i.record, i.reason) for i in set_aside(tmp_path)] == [
        ("record 2", "not an object")
    ]


@pytest.mark.parametrize(
    "content", ['{"text": "x"', "[" * 100_000, '{"n": ' + "9" * 5000 + "}"]
)
def test_broken_json_is_set_aside(content, tmp_path):
    write(tmp_path, a__json=content)
    assert [item.reason for item in results(tmp_path)] == ["broken JSON"]


def test_a_json_file_too_large_to_hold_is_set_aside(tmp_path, monkeypatch):
    monkeypatch.setattr("framing.ingest.objects._MOST_BYTES", 10)
    write(tmp_path, a__json=json.dumps([{"text": "words"}]))
    [item] = results(tmp_path)
    assert item.reason == "too large"
    assert "JSON Lines" in item.detail


# JSON Lines.


@pytest.mark.parametrize("suffix", ["json", "jsonl", "ndjson"])
def test_json_lines_are_read_under_any_of_their_names(suffix, tmp_path):
    content = "\ufeff" + lines({"id": 1, "text": "x"}, {"id": 2, "text": "y"})
    write(tmp_path, **{f"a__{suffix}": content})
    assert [item.record for item in articles(tmp_path)] == ["line 1", "line 2"]


@pytest.mark.parametrize("content", ['[{"text": "x"}]', '{\n"text": "x"}\n'])
def test_one_json_value_is_read_under_the_name_of_lines(content, tmp_path):
    write(tmp_path, a__jsonl=content)
    assert [item.raw for item in articles(tmp_path)] == ["x"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "cut', "broken JSON"),
        ('{"n": ' + "9" * 5000 + "}", "broken JSON"),
        ('["list"]', "not an object"),
    ],
)
def test_a_bad_line_does_not_take_the_others_with_it(line, reason, tmp_path):
    good = lines({"text": "x"})
    write(tmp_path, a__jsonl=f"{good}\n{line}\n{good}")
    found = [(item.record, getattr(item, "reason", "")) for item in results(tmp_path)]
    assert found == [("line 1", ""), ("line 3", reason), ("line 4", "")]


def test_a_file_of_bad_lines_is_set_aside_once(tmp_path):
    write(tmp_path, a__jsonl="no json\n" * 9)
    [item] = results(tmp_path)
    assert item.reason == "broken JSON"
    assert "none of the first 9 records can be read; line 1" in item.detail


def test_a_line_that_is_too_long_is_passed(tmp_path):
    long = json.dumps({"text": "x" * 5000})
    write(tmp_path, a__jsonl=f"{lines({'text': 'a'})}{long}\n{lines({'text': 'b'})}")
    found = results(tmp_path, max_chars=100)
    assert [getattr(item, "reason", item.record) for item in found] == [
        "line 1",
        "too large",
        "line 3",
    ]


def test_line_separators_inside_a_text_end_no_line(tmp_path):
    content = json.dumps({"text": "a\u2028b\u0085c"}, ensure_ascii=False)
    write(tmp_path, a__jsonl=content)
    assert articles(tmp_path)[0].raw == "a\u2028b\u0085c"


# Records.


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("outlet", "source"),
        ("outlet", "Newspaper"),
        ("outlet", "site_name"),
        ("published", "publishedAt"),
        ("published", "publish_date"),
        ("published", "Pub Date"),
        ("title", "headline"),
        ("url", "link"),
        ("genre", "article-type"),
        ("language", "lang"),
    ],
)
def test_fields_are_found_by_their_usual_names(field, column, tmp_path):
    value = "2031-05-02"
    write(tmp_path, a__jsonl=lines({column: value, "body": "Words."}))
    assert getattr(articles(tmp_path)[0], field) == value


def test_our_own_name_wins_over_an_alias():
    plan = make_plan(["content", "Text", "text", "source", "outlet"])
    assert plan.columns["text"] == ("text", "Text", "content")
    assert plan.columns["outlet"][0] == "outlet"


def test_the_source_of_newsapi_is_nested(tmp_path):
    source = {"id": None, "name": "The Example Times"}
    write(tmp_path, a__json=json.dumps([{"source": source, "content": "Some words."}]))
    assert articles(tmp_path)[0].outlet == "The Example Times"


def test_an_address_is_not_an_outlet(tmp_path):
    record = {"source": "https://x.example/1", "hostname": "x.example", "text": "y"}
    write(tmp_path, a__jsonl=lines(record))
    [item] = articles(tmp_path)
    assert (item.outlet, item.url) == ("x.example", "https://x.example/1")


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Ann Writer; Bo Ek", ("Ann Writer", "Bo Ek")),
        ("Writer, Ann", ("Writer, Ann",)),
        (["Ann Writer", None, "None"], ("Ann Writer",)),
        ([{"name": "Ann Writer", "uri": "x"}], ("Ann Writer",)),
        (None, ()),
        (7, ("7",)),
    ],
)
def test_authors_are_names(value, authors, tmp_path):
    write(tmp_path, a__jsonl=lines({"author": value, "text": "x"}))
    assert articles(tmp_path)[0].authors == authors


def test_metadata_are_scalars_without_personal_data(tmp_path):
    record = {
        "text": "x",
        "section": "World",
        "words": 12,
        "live": True,
        "score": float("nan"),
        "tags": ["a"],
        "summary": "long " * 400,
        "user_name": "Jo",
        "E-mail": "jo@x.example",
        "Job Number": 3,
    }
    write(tmp_path, a__jsonl=lines(record))
    metadata = articles(tmp_path)[0].metadata
    assert metadata == (("live", "true"), ("section", "World"), ("words", "12"))


def test_a_title_without_a_text_is_an_article(tmp_path):
    write(tmp_path, a__jsonl=lines({"title": "Rain", "text": None}, {"title": "Sun"}))
    found = results(tmp_path)
    assert [(item.title, item.raw, item.has_text) for item in found] == [
        ("Rain", "", False),
        ("Sun", "", False),
    ]


def test_a_record_with_neither_is_empty(tmp_path):
    write(tmp_path, a__jsonl=lines({"id": "x", "title": " ", "text": "\n"}))
    assert [(item.id, item.reason) for item in results(tmp_path)] == [("x", "empty")]


def test_a_text_that_is_no_string_is_set_aside(tmp_path):
    write(tmp_path, a__jsonl=lines({"text": "x"}, {"text": ["y"]}))
    assert [i.reason for i in set_aside(tmp_path)] == ["text is not a string"]


def test_a_text_over_the_limit_is_set_aside(tmp_path):
    write(tmp_path, a__jsonl=lines({"text": "x" * 11}, {"text": "x" * 10}))
    found = results(tmp_path, max_chars=10)
    assert [getattr(item, "reason", "") for item in found] == ["too large", ""]


def test_an_impossible_date_does_not_lose_the_article(tmp_path):
    write(tmp_path, a__jsonl=lines({"id": "a7", "date": "2024-02-30", "text": "x"}))
    [item] = articles(tmp_path)
    assert item.published == ""
    error = (
        "article 'a7': 'date' is not a calendar date, got '2024-02-30'; "
        "use YYYY-MM-DD or leave it empty"
    )
    assert item.metadata == (("date_error", error),)


def test_a_time_without_a_zone_says_so(tmp_path):
    record = {"date": "2022-02-15 00:10:00", "text": "x"}
    write(tmp_path, a__jsonl=lines(record, record | {"zone": "+08:00"}))
    first, second = articles(tmp_path)
    assert first.published == second.published == "2022-02-15T00:10"
    assert (first.metadata, second.metadata) == (
        (("zone", "unknown"),),
        (("zone", "+08:00"),),
    )


def test_a_date_may_be_nested(tmp_path):
    record = {"date": {"$date": "2031-05-02T10:00:00Z"}, "text": "x"}
    write(tmp_path, a__jsonl=lines(record))
    assert articles(tmp_path)[0].published == "2031-05-02T10:00"


# Parquet.


def parquet(path, **columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), path)


def test_parquet_rows_are_articles(tmp_path):
    parquet(
        tmp_path / "a.parquet",
        id=["1", "2"],
        text=["One.", None],
        title=["A", "B"],
        date=[dt.datetime(2031, 5, 2, 10), None],  # noqa: DTZ001 - as Parquet has it
        vector=[[0.1], [0.2]],
    )
    first, second = results(tmp_path)
    assert (first.raw, first.published, first.record) == (
        "One.",
        "2031-05-02T10:00",
        "row 1",
    )
    assert (second.raw, second.title) == ("", "B")


def test_parquet_days_stay_days(tmp_path):
    parquet(tmp_path / "a.parquet", text=["x"], date=[dt.date(2031, 5, 2)])
    assert articles(tmp_path)[0].published == "2031-05-02"


def test_parquet_without_text_is_set_aside(tmp_path):
    parquet(tmp_path / "a.parquet", term=["x"], n=[3])
    assert [item.reason for item in results(tmp_path)] == ["not articles"]


def test_parquet_that_was_cut_short_is_set_aside(tmp_path):
    parquet(tmp_path / "b.parquet", text=["x"])
    write(tmp_path, a__parquet=(tmp_path / "b.parquet").read_bytes()[:40])
    assert [item.reason for item in set_aside(tmp_path)] == ["not Parquet"]


# HTML.


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "nonsense"])
def test_a_page_gives_its_article_and_what_it_declares(charset, tmp_path):
    known = charset if charset != "nonsense" else "cp1252"
    write(tmp_path, a__html=PAGE.format(charset=charset).encode(known))
    [item] = articles(tmp_path)
    assert "Fishermen in the northern harbours" in item.raw
    assert "Copyright" not in item.raw
    assert (item.title, item.outlet, item.published, item.url, item.authors) == (
        "Harbour treaty near",
        "The Example Times",
        "2031-12-16",
        "https://times.example/a/1",
        ("André Writer",),
    )


def test_a_declared_encoding_is_used(tmp_path):
    page = PAGE.format(charset="shift_jis").replace("André", "山田花")
    write(tmp_path, a__html=page.encode("shift_jis"))
    [item] = articles(tmp_path)
    assert item.authors == ("山田花 Writer",)
    assert ("encoding", "shift_jis") in item.metadata


def test_a_page_under_the_name_of_text_is_read_as_a_page(tmp_path):
    write(tmp_path, a__txt=f"<!DOCTYPE html>{PAGE}")
    assert articles(tmp_path)[0].outlet == "The Example Times"


def test_a_sidecar_stands_over_a_page(tmp_path):
    rows = "file,outlet,date,note\na.html,The Post,2031-12-17,kept\n"
    write(tmp_path, a__html=PAGE, metadata__csv=rows)
    [item] = results(tmp_path)
    assert (item.outlet, item.published) == ("The Post", "2031-12-17")
    assert ("note", "kept") in item.metadata
    assert item.title == "Harbour treaty near"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (TEXT, "not HTML"),
        ("<html><body><form><input></form></body></html>", "no article in page"),
        ("<html><body>" + "<i>" * 50_001, "too large"),
        ("<html><body " + 'a="" ' * 5_001 + ">", "too large"),
    ],
)
def test_a_page_without_an_article_is_set_aside(content, reason, tmp_path):
    write(tmp_path, a__html=content)
    assert [item.reason for item in results(tmp_path)] == [reason]


def test_entities_of_a_page_are_not_expanded(tmp_path):
    rules = (
        '<!DOCTYPE html [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">'
        '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    )
    page = PAGE.format(charset="utf-8").replace("officials said", "&b; &f;")
    write(tmp_path, a__html=rules + page)
    assert "lol" not in articles(tmp_path)[0].raw
    assert "root:" not in articles(tmp_path)[0].raw


def test_a_library_that_finds_nothing_prints_nothing(tmp_path, capfd):
    write(tmp_path, a__html="<html><body><form></form></body></html>")
    results(tmp_path)
    assert capfd.readouterr() == ("", "")


# Sizes.


def test_a_text_of_50_mb_is_set_aside(tmp_path):
    with (tmp_path / "a.txt").open("wb") as handle:
        handle.truncate(50_000_000)
    [item] = results(tmp_path)
    assert item.reason == "too large"
    assert "50,000,000 bytes" in item.detail


def test_a_large_file_of_records_is_read(tmp_path):
    record = lines({"text": "x" * 1000}).encode()
    write(tmp_path, a__jsonl=record * 30)
    assert len(articles(tmp_path, max_bytes=1000)) == 30


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 x", b"\x89PNG\r\n", bytes(range(256)) * 4, b"\x00" * 100]
)
def test_a_binary_file_is_set_aside(data, tmp_path):
    write(tmp_path, a__txt=data)
    assert [item.reason for item in results(tmp_path)] == ["binary"]
