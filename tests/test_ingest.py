"""`framing.ingest.read`: every input is an article or is set aside."""

from __future__ import annotations

import dataclasses
import datetime as dt
import inspect
import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import InputError
from framing.ingest import READERS, read, write_articles
from framing.ingest.base import Options, Refused, Source, reconciled
from framing.model import Article, SetAside
from framing.outputs import place
from tests.reading import TEXT, articles, lines, results, set_aside, write

# Contract of every reader.


def source_of(path: Path) -> Source:
    return Source(path=path, label=path.name, name=path.name)


@pytest.mark.parametrize("suffix", READERS)
def test_a_reader_takes_a_source_and_options(suffix):
    assert list(inspect.signature(READERS[suffix]).parameters) == ["source", "options"]


@pytest.mark.parametrize("suffix", READERS)
def test_a_reader_is_lazy(suffix, tmp_path):
    absent = source_of(tmp_path / f"absent{suffix}")
    assert isinstance(READERS[suffix](absent, Options()), Iterator)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize(
    "content", [b"\n \n", b"\x00\x01\x02" * 99, b"\xff" * 40, b"{[<,;", b"PAR1 PAR1"]
)
def test_a_reader_answers_bad_content_by_setting_it_aside(suffix, content, tmp_path):
    path = tmp_path / f"bad{suffix}"
    path.write_bytes(content)
    found = results(path)
    assert found
    assert {item.path for item in found} == {path.name}
    assert all(item.reason and item.detail for item in found if type(item) is SetAside)


@pytest.mark.parametrize("suffix", READERS)
def test_an_empty_file_is_set_aside(suffix, tmp_path):
    path = tmp_path / f"empty{suffix}"
    path.touch()
    assert [item.reason for item in results(path)] == ["empty"]


@pytest.mark.parametrize("suffix", READERS)
def test_the_suffix_may_be_in_capitals(suffix, tmp_path):
    path = tmp_path / f"EMPTY{suffix.upper()}"
    path.touch()
    assert [item.reason for item in results(path)] == ["empty"]


def test_a_shortfall_against_the_declared_count_is_named(tmp_path):
    found = list(reconciled(iter("ab"), declared=5, source=source_of(tmp_path)))
    assert found[:2] == ["a", "b"]
    assert "declares 5 records, 2 were found" in found[2].detail


def test_a_complete_file_has_no_shortfall(tmp_path):
    found = list(reconciled(iter("ab"), declared=2, source=source_of(tmp_path)))
    assert found == ["a", "b"]


# What is named, and what is found.


def test_a_folder_is_walked_in_sorted_order(tmp_path):
    (tmp_path / "b").mkdir()
    write(tmp_path, c__txt=TEXT, a__md=TEXT)
    write(tmp_path / "b", a__txt=TEXT)
    assert [item.path for item in results(tmp_path)] == ["a.md", "b/a.txt", "c.txt"]


def test_a_single_path_needs_no_list(tmp_path):
    write(tmp_path, a__txt=TEXT)
    assert [item.id for item in read(str(tmp_path / "a.txt"))] == ["a.txt"]


def test_hidden_files_and_folders_are_passed_over(tmp_path):
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", a__txt=TEXT)
    write(tmp_path, __hidden__txt=TEXT, b__txt=TEXT)
    assert [item.path for item in results(tmp_path)] == ["b.txt"]


def test_a_run_directory_among_the_articles_is_passed_over(tmp_path):
    (tmp_path / "out" / "tables").mkdir(parents=True)
    write(tmp_path / "out", manifest__json="{}", run__log="")
    write(tmp_path / "out" / "tables", t__csv="text\nx\n")
    write(tmp_path, a__txt=TEXT)
    assert [item.path for item in results(tmp_path)] == ["a.txt"]


def test_a_report_of_our_own_among_the_articles_is_passed_over(tmp_path):
    """Also where it was written into the folder of the articles itself."""
    write(tmp_path, a__txt=TEXT)
    for folder in (tmp_path, tmp_path / "comparison"):
        tables = (f"tables/{name}.csv" for name in ("articles", "quotes"))
        made = [(name, [b"text\nx\n"]) for name in ("report.html", *tables)]
        place(folder, made, key="k")
        write(folder, b__txt=TEXT)
    found = [item.path for item in results(tmp_path)]
    assert found == ["a.txt", "b.txt", "comparison/b.txt"]


def test_an_unknown_suffix_lists_what_can_be_read(tmp_path):
    write(tmp_path, a__docx=b"PK\x03\x04", README=b"x")
    found = set_aside(tmp_path)
    assert {item.reason for item in found} == {"unknown format"}
    assert all(suffix in found[0].detail for suffix in READERS)


def test_equal_names_take_the_path_for_an_id(tmp_path):
    for name in ("state", "west"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, a__txt=f"{TEXT} {name}")
    write(tmp_path, b__txt=TEXT)
    found = [item.id for item in articles(tmp_path)]
    assert found == ["b.txt", "state/a.txt", "west/a.txt"]


def test_several_folders_are_told_apart(tmp_path):
    for name in ("x/in", "y/in"):
        (tmp_path / name).mkdir(parents=True)
        write(tmp_path / name, a__txt=f"{TEXT} {name}")
    found = articles(tmp_path / "x/in", tmp_path / "y/in")
    assert [item.path for item in found] == ["x/in/a.txt", "y/in/a.txt"]


def test_a_file_named_twice_is_read_once(tmp_path):
    write(tmp_path, a__txt=TEXT)
    found = results(tmp_path, tmp_path / "a.txt")
    assert [type(item) for item in found] == [Article, SetAside]
    assert found[1].reason == "duplicate file"


def test_a_folder_named_twice_is_read_once(tmp_path):
    write(tmp_path, a__txt=TEXT)
    assert len(articles(tmp_path, tmp_path)) == 1


def test_no_result_names_the_machine(tmp_path):
    write(tmp_path, a__txt=TEXT, b__parquet=b"PAR1xxxxPAR1", c__json="{", d__csv="a")
    assert all(str(tmp_path) not in str(item) for item in results(tmp_path))


def test_a_path_that_does_not_exist_names_its_neighbours(tmp_path):
    write(tmp_path, articles__csv="text\nx\n")
    with pytest.raises(InputError, match=r"did you mean 'articles\.csv'"):
        read([tmp_path / "article.csv"])


def test_nothing_named_is_an_error():
    with pytest.raises(InputError, match="name at least one"):
        read([])


def test_a_folder_without_files_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no file was found"):
        read([tmp_path])


def test_a_broken_link_is_set_aside(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert [item.reason for item in results(tmp_path)] == ["broken link"]


def test_a_link_in_a_circle_is_set_aside(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert [item.reason for item in results(tmp_path)] == ["broken link"]


def test_a_link_must_stay_in_the_folder(tmp_path):
    write(tmp_path, secret__txt=TEXT)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "in" / "b").symlink_to(tmp_path)
    found = results(tmp_path / "in")
    assert [item.reason for item in found] == ["link leaves the folder"] * 2


def test_a_link_to_a_folder_inside_is_not_followed(tmp_path):
    (tmp_path / "real").mkdir()
    write(tmp_path / "real", a__txt=TEXT)
    (tmp_path / "alias").symlink_to(tmp_path / "real")
    found = results(tmp_path)
    assert [item.reason for item in found if type(item) is SetAside] == [
        "link to a folder"
    ]
    assert len(found) == 2


def test_a_pipe_is_set_aside_and_never_opened(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert [item.reason for item in results(tmp_path)] == ["not a file"]


def failing(error):
    def fail(*_arguments, **_options):
        raise error

    return fail


def test_a_file_that_may_not_be_read_is_set_aside(tmp_path, monkeypatch):
    write(tmp_path, a__txt=TEXT)
    monkeypatch.setattr(Path, "open", failing(PermissionError(13, "denied")))
    [item] = results(tmp_path)
    assert item.reason == "unreadable"
    assert "permissions" in item.detail


def test_a_folder_that_may_not_be_opened_is_set_aside(tmp_path, monkeypatch):
    (tmp_path / "locked").mkdir()
    write(tmp_path, a__txt=TEXT)
    scan = os.scandir

    def guarded(path):
        if os.fspath(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", guarded)
    assert [item.path for item in set_aside(tmp_path)] == ["locked"]


def test_an_error_of_a_library_is_set_aside_with_file_and_reason(tmp_path, monkeypatch):
    write(tmp_path, a__html="<p>x</p>", b__txt=TEXT)
    error = KeyError(f"{tmp_path / 'a.html'}: odd")
    monkeypatch.setattr("framing.ingest.pages._extract", failing(error))
    found = results(tmp_path)
    assert [type(item) for item in found] == [SetAside, Article]
    assert "KeyError: 'a.html: odd'" in found[0].detail


def test_an_error_of_ours_is_not_hidden(tmp_path, monkeypatch):
    write(tmp_path, a__html="<p>x</p>")
    monkeypatch.setattr("framing.ingest.pages._extract", failing(InputError("ours")))
    with pytest.raises(InputError, match="ours"):
        results(tmp_path)


# Duplicates.


def test_the_second_article_of_an_id_is_set_aside(tmp_path):
    write(tmp_path, a__jsonl=lines({"id": "1", "text": "One."}))
    write(tmp_path, b__jsonl=lines({"id": "1", "text": "Two."}))
    [item] = set_aside(tmp_path)
    assert (item.reason, item.path, item.record) == (
        "duplicate id",
        "b.jsonl",
        "line 1",
    )
    assert "(a.jsonl, line 1)" in item.detail


def test_a_record_that_comes_twice_is_counted_once(tmp_path):
    record = {"id": "1", "text": "One."}
    write(tmp_path, a__jsonl=lines(record, record))
    assert [item.reason for item in set_aside(tmp_path)] == ["duplicate record"]


def test_ids_may_be_left_out_by_mapping(tmp_path):
    record = {"id": "1", "text": "One."}
    write(tmp_path, a__jsonl=lines(record, record))
    found = articles(tmp_path, mapping=[("id", "")])
    assert [item.id for item in found] == ["a.jsonl#1", "a.jsonl#2"]


# Mapping.


def test_a_mapping_names_the_column(tmp_path):
    write(tmp_path, a__csv="id,prose,text\n1,Long words.,short\n")
    [item] = articles(tmp_path, mapping=[("text", "prose")])
    assert item.raw == "Long words."
    assert item.metadata == (("text", "short"),)


def test_a_mapping_reaches_into_nested_values(tmp_path):
    record = {"fields": {"bodyText": "Long words."}, "webTitle": "Head"}
    write(tmp_path, a__json=json.dumps([record]))
    [item] = articles(tmp_path, mapping=[("text", "fields.bodyText")])
    assert (item.raw, item.title) == ("Long words.", "Head")


def test_a_mapping_to_an_unknown_column_lists_the_columns(tmp_path):
    write(tmp_path, a__csv="id,body\n1,x\n", b__txt=TEXT, c__json="{broken")
    with pytest.raises(InputError, match=r"'prose'.*'id' and 'body'"):
        read([tmp_path], mapping=[("text", "prose")])


def test_a_mapping_need_not_hold_for_every_file(tmp_path):
    write(tmp_path, a__csv="id,prose\n1,One.\n", b__csv="id,text\n2,Two.\n")
    found = articles(tmp_path, mapping=[("text", "prose")])
    assert [item.raw for item in found] == ["One.", "Two."]


def test_a_mapping_of_an_unknown_field_lists_the_fields(tmp_path):
    write(tmp_path, a__txt=TEXT)
    with pytest.raises(InputError, match=r"'text'.*did you mean 'outlet'"):
        read([tmp_path], mapping=[("outlets", "x")])


def test_a_field_is_mapped_once(tmp_path):
    write(tmp_path, a__txt=TEXT)
    with pytest.raises(InputError, match="mapped twice"):
        read([tmp_path], mapping=[("text", "a"), ("text", "b")])


# Writing.

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(
    lambda words: words == words.strip() and words.casefold() not in ABSENT
)
ABSENT = {"nan", "none", "null", "n/a", "na", "nat", "-"}
STAMPS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(str)


@st.composite
def written(draw):
    return Article(
        id=draw(WORDS),
        raw=draw(st.text()),
        title=draw(st.text(min_size=1).filter(str.strip)),
        outlet=draw(st.just("") | WORDS),
        published=draw(st.just("") | STAMPS),
        url=draw(st.just("") | WORDS),
        authors=tuple(draw(st.lists(WORDS, max_size=3))),
        genre=draw(st.just("") | WORDS),
        language=draw(st.just("") | WORDS),
        origin=draw(st.just("") | WORDS),
        metadata=(("section", draw(WORDS)), ("zone", "+08:00")),
    )


@given(made=st.lists(written(), max_size=4, unique_by=lambda article: article.id))
@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_writing_and_reading_gives_articles_back(made, tmp_path):
    path = tmp_path / "articles.jsonl"
    assert write_articles(path, made) == len(made)
    back = [
        dataclasses.replace(item, path="", record="") for item in read(path) if made
    ]
    assert back == made


def test_half_a_character_survives_writing(tmp_path):
    path = tmp_path / "articles.jsonl"
    write_articles(path, [Article(id="1", raw="half \ud83d here")])
    assert [item.raw for item in read(path)] == ["half \ud83d here"]


def test_a_file_that_cannot_be_written_whole_is_left_as_it_was(tmp_path):
    path = tmp_path / "articles.jsonl"
    write_articles(path, [Article(id="1", raw="first")])
    with pytest.raises(ZeroDivisionError):
        write_articles(path, (1 / 0 for _ in range(1)))
    assert [item.raw for item in read(path)] == ["first"]


# Real files.


def test_the_seeds_are_five_articles_and_two_other_files(shared_data):
    found = results(shared_data / "seeds")
    assert [type(item) for item in found].count(Article) == 5
    reasons = {item.path: item.reason for item in found if type(item) is SetAside}
    assert reasons == {"gold.json": "not articles", "pairs.json": "not articles"}


def test_the_seeds_are_read_as_they_are(shared_data):
    for item in articles(shared_data / "seeds"):
        data = (shared_data / "seeds" / item.path).read_bytes()
        assert item.raw.encode() == data


def test_headlines_without_text_are_articles(shared_data):
    path = shared_data / "events" / "headlines22.jsonl"
    found = list(itertools.islice(read(path), 2000))
    assert len(found) == 2000
    assert all(type(item) is Article and item.published for item in found)
    assert not any(item.has_text for item in found)


def test_refusals_are_input_errors():
    assert issubclass(Refused, InputError)
