"""A run is made of parts: what is done stays done, and nothing counts twice."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from framing import pipeline
from framing.checking import faults_in
from framing.config import Analysis, Data, Primary, RunConfig
from framing.errors import ParameterError, RunError
from framing.model import Article, SetAside
from framing.stages import resources_of, work
from framing.stages.keys import CHOSEN, OF_METRICS
from framing.store import is_run, is_unfinished, read_run
from framing.store.parts import DOCUMENTS, WHOLE_RUN, read_records
from tests.conftest import ROOT

TEXT = (
    "The harbour of Lora opened on Monday, and {at} ships came from China. "
    "“We are glad of {at} ships,” the mayor Ana Vess told reporters. Critics called "
    "the wicked plan of Russia a failure that would cost the town its {at} gulls."
)


def articles(*numbers):
    return [
        Article(
            id=f"a{at:03}",
            raw=TEXT.format(at=at),
            outlet=("xinhua", "reuters")[at % 2],
            published=f"2031-05-{1 + at % 28:02}",
            path="articles.jsonl",
            record=f"line {at}",
        )
        for at in numbers
    ]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def worked(monkeypatch):
    """What parts were analysed, or measured again by which metrics."""
    done = []
    original = work.work_on

    def noted(task, *, config):
        done.append(task)
        return original(task, config=config)

    monkeypatch.setattr(pipeline, "work_on", noted)
    return done


def made(folder, given, largest=4, **more):
    return pipeline.analyse_into(folder, given, largest=largest, **more)


def assert_same(one, two):
    for name in one.tables:
        pd.testing.assert_frame_equal(one.tables[name], two.tables[name])
    assert one.manifest == two.manifest


def test_nothing_is_done_twice(folder, worked):
    first = made(folder, articles(*range(12)))
    before = {p: p.stat().st_mtime_ns for p in folder.rglob("*.*")}
    n = len(worked)
    again = made(folder, articles(*range(12)))
    assert len(worked) == n > 1
    assert {p: p.stat().st_mtime_ns for p in folder.rglob("*.*")} == before
    assert_same(first, again)


@pytest.mark.parametrize("largest", [1, 1000])
def test_the_size_of_the_parts_decides_nothing(folder, tmp_path, largest):
    one = made(folder, articles(*range(10)))
    assert_same(one, made(tmp_path / "other", articles(*range(10)), largest=largest))


def test_the_order_of_the_input_decides_nothing(folder, tmp_path):
    one = made(folder, articles(*range(10)))
    assert_same(one, made(tmp_path / "other", reversed(articles(*range(10)))))


@pytest.mark.parametrize(
    "now",
    [
        range(15),
        range(3, 12),
        [1, *range(6, 15)],
        range(20, 24),
        [],
    ],
    ids=["more", "fewer", "some of each", "others", "none"],
)
def test_other_articles_give_what_they_give_alone(folder, tmp_path, worked, now):
    made(folder, articles(*range(12)))
    n = len(worked)
    second = made(folder, articles(*now))
    fresh = sum(len(task) for task in worked[n:])
    assert fresh == len(set(now) - set(range(12)))
    assert_same(made(tmp_path / "alone", articles(*now)), second)
    assert faults_in(folder) == []


def test_articles_that_moved_in_their_files_are_not_read_again(folder, worked):
    made(folder, articles(*range(10)))
    n = len(worked)
    moved = [
        dataclasses.replace(a, path="b.jsonl", record=f"line {i}")
        for i, a in enumerate(reversed(articles(*range(10))))
    ]
    tables = made(folder, moved).tables
    assert len(worked) == n
    assert set(tables["articles"]["path"]) == {"b.jsonl"}
    assert tables["articles"]["record"].tolist()[0] == "line 9"
    assert faults_in(folder) == []


def test_another_word_list_measures_only_stance_again(folder, tmp_path, worked):
    made(folder, articles(*range(10)))
    n = len(worked)
    words = tmp_path / "words.csv"
    words.write_text("term,weight\nfailure,-1\nglad,1\nwicked,-1\n", encoding="utf-8")
    config = RunConfig(data=Data(lexicon=str(words)))
    second = made(folder, articles(*range(10)), config=config)
    assert {task.todo for task in worked[n:]} == {("stance",)}
    assert_same(made(tmp_path / "o", articles(*range(10)), config=config), second)
    words.write_text("term,weight\nfailure,-2\nglad,1\n", encoding="utf-8")
    before = set(second.tables["hits"]["entry"])
    third = made(folder, articles(*range(10)), config=config)
    assert before - set(third.tables["hits"]["entry"]) == {"wicked"}


@pytest.mark.parametrize("stage", ["documents", "stance", "run-grouped"])
@pytest.mark.parametrize("damage", ["flipped", "cut", "gone"])
def test_what_is_damaged_is_made_again_and_nothing_else(folder, worked, stage, damage):
    whole = made(folder, articles(*range(12)))
    tables = {name: table.copy() for name, table in whole.tables.items()}
    n = len(worked)
    path = min(folder.rglob(f"*{stage}-*.parquet"))
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        flipped = content[:99] + bytes([content[99] ^ 1]) + content[100:]
        path.write_bytes(flipped if damage == "flipped" else content[:-9])
    (fault,) = faults_in(folder)
    assert path.name in fault
    again = made(folder, articles(*range(12)))
    assert path.read_bytes() == content
    assert len(worked) - n == (stage != "run-grouped")
    assert all(task.todo == ("stance",) for task in worked[n:] if stage == "stance")
    for name, table in tables.items():
        pd.testing.assert_frame_equal(table, again.tables[name])
    assert faults_in(folder) == []


@pytest.mark.parametrize("name", ["parts", "manifest.json", "digests.json"])
def test_a_damaged_record_is_made_again(folder, tmp_path, name):
    whole = made(tmp_path / "whole", articles(*range(8)))
    made(folder, articles(*range(8)))
    path = min((folder / name).glob("*")) if name == "parts" else folder / name
    path.write_bytes(b"{")
    assert_same(whole, made(folder, articles(*range(8))))
    assert faults_in(folder) == []


class Stopped(BaseException):
    """Stands for a killed process."""


def test_a_run_that_is_stopped_goes_on_where_it_was(folder, tmp_path, worked):
    def stop(stage, done, _of):
        if stage == "articles" and done and len(worked) == 2:
            raise Stopped

    with pytest.raises(Stopped):
        made(folder, articles(*range(16)), progress=stop)
    assert is_unfinished(folder)
    assert not is_run(folder)
    n = len(worked)
    second = made(folder, articles(*range(16)))
    assert sum(map(len, worked[n:])) == 16 - 8
    assert_same(made(tmp_path / "whole", articles(*range(16))), second)
    assert not list(folder.glob("unfinished*")) + list(folder.glob("spool"))


def test_a_full_disk_is_one_message_and_loses_nothing(folder, tmp_path, monkeypatch):
    write, room = Path.write_bytes, [30]

    def full(path, content):
        room[0] -= 1
        if room[0] < 0:
            raise OSError(28, "No space left on device")
        return write(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(RunError, match=r"cannot be written \(No space left"):
            made(folder, articles(*range(12)))
    assert not is_run(folder)
    second = made(folder, articles(*range(12)))
    assert_same(made(tmp_path / "whole", articles(*range(12))), second)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_message(tmp_path):
    (tmp_path / "mine").mkdir(mode=0o500)
    with pytest.raises(RunError, match="cannot be written"):
        made(tmp_path / "mine" / "run", articles(1))


def test_a_clock_that_goes_backwards_changes_nothing(folder, tmp_path, worked):
    made(folder, articles(*range(10)))
    for path in folder.rglob("*"):
        os.utime(path, (2_000_000_000, 2_000_000_000))
    n = len(worked)
    second = made(folder, articles(*range(12)))
    assert sum(map(len, worked[n:])) == 2
    assert_same(made(tmp_path / "o", articles(*range(12))), second)


def test_an_update_adds_articles_and_needs_no_others(folder, worked):
    made(folder, articles(*range(8)))
    n = len(worked)
    given = [*articles(3, 20, 21), dataclasses.replace(articles(4)[0], raw="Other.")]
    tables = made(folder, given, update=True).tables
    assert sum(map(len, worked[n:])) == 2
    assert len(tables["articles"]) == 10
    (row,) = tables["set_aside"].to_dict("records")
    assert (row["id"], row["reason"]) == ("a004", "duplicate id")
    assert faults_in(folder) == []


def test_two_articles_with_one_id_are_never_both_counted(folder):
    one, two = articles(1, 2)
    tables = made(folder, [one, dataclasses.replace(two, id=one.id)]).tables
    assert tables["articles"]["article"].tolist() == [one.id]
    assert tables["set_aside"]["reason"].tolist() == ["duplicate id"]


def test_an_update_leaves_past_events_as_they_were(folder):
    """An event stays whose days are past; one that a new article is near does not."""
    text = "Ministers of Lora and Vess signed the grain accord in the harbour town. "

    def report(key, day, outlet="reuters"):
        return Article(id=key, raw=text * 2, outlet=outlet, published=day)

    first = [report(f"a{i}", "2031-05-02", f"outlet {i}") for i in range(3)]
    later = [report(f"b{i}", "2031-08-02", f"outlet {i}") for i in range(3)]
    before = made(folder, [*first, *later]).tables["members"].set_index("article")
    run = made(folder, [report("c", "2031-08-03")], update=True)
    after = run.tables["members"].set_index("article")
    same = [a.id for a in first]
    pd.testing.assert_frame_equal(after.loc[same], before.loc[same])
    assert after.loc["c", "event"] == after.loc["b0", "event"]
    (note,) = run.manifest["notes"]
    assert note.startswith("updated: 3 articles stay in the events")
    assert set(run.tables["members_other"]["article"]) == {*after.index}
    # The same update again changes nothing, a new analysis of all does.
    again = made(folder, [report("c", "2031-08-03")], update=True)
    assert again.manifest == run.manifest
    whole = made(folder, [*first, *later, report("c", "2031-08-03")])
    assert whole.manifest["notes"] == []


def test_an_update_without_articles_heeds_other_corrections(folder, tmp_path):
    made(folder, articles(*range(4)))
    path = tmp_path / "events.csv"
    config = RunConfig(data=Data(events=str(path)))
    for n, name in enumerate(("mine", "ours")):
        path.write_text(f"article,event\na001,{name}\n", encoding="utf-8")
        given = articles(*range(4)) if not n else []
        run = made(folder, given, update=bool(n), config=config)
        members = run.tables["members"].set_index("article")
        assert members.loc["a001", "event"] == name


def test_an_update_lists_what_is_set_aside_once(folder):
    aside = SetAside(path="x.txt", reason="empty", detail="nothing")
    made(folder, [aside, *articles(1)])
    tables = made(folder, [aside, *articles(2)], update=True).tables
    assert tables["set_aside"]["path"].tolist() == ["x.txt"]


def test_an_update_with_other_settings_is_refused(folder):
    made(folder, articles(*range(3)))
    with pytest.raises(RunError, match=r"was made with \[data\] date"):
        made(
            folder,
            articles(3),
            update=True,
            config=RunConfig(data=Data(date="2031-05-05")),
        )


def test_an_update_of_a_damaged_part_names_it(folder):
    made(folder, articles(*range(3)))
    path = next((folder / "texts").glob("*"))
    path.unlink()
    with pytest.raises(RunError, match=f"{path.name} is missing or damaged; analyse"):
        made(folder, articles(3), update=True)


def test_an_update_of_no_run_is_refused(folder):
    with pytest.raises(RunError, match="is not a run directory"):
        made(folder, articles(1), update=True)


def test_a_metric_that_fails_on_a_stored_article_sets_it_aside(
    folder, tmp_path, monkeypatch
):
    made(folder, articles(*range(4)))
    original = work.measured

    def broken(document, name, metric):
        if name == "stance" and document.article.id == "a002":
            message = "a bug"
            raise RuntimeError(message)
        return original(document, name, metric)

    words = tmp_path / "words.csv"
    words.write_text("term,weight\nfailure,-1\nglad,1\n", encoding="utf-8")
    config = RunConfig(data=Data(lexicon=str(words)))
    with monkeypatch.context() as patch:
        patch.setattr(work, "measured", broken)
        tables = made(folder, articles(*range(4)), config=config).tables
    assert tables["articles"]["article"].tolist() == ["a000", "a001", "a003"]
    (row,) = tables["set_aside"].to_dict("records")
    assert (row["id"], row["reason"]) == ("a002", "analysis failed")
    # Under other settings it is tried again.
    assert len(made(folder, articles(*range(4))).tables["articles"]) == 4


def test_an_article_that_ends_its_process_is_set_aside_with_its_reason(folder):
    made(folder, articles(*range(4)))
    (part,) = (p for _, p in read_records(folder) if p.id != WHOLE_RUN)
    keys = {name: stage.key for name, stage in part.stages.items()}
    again = work.Task(
        folder=str(folder), part=part.id, start=0, stop=4, waits=False, keys=keys
    )
    one, two = work.halves(again)
    (folder / "parts" / f"{part.id}.json").unlink()
    done = [work.work_on(one, config=RunConfig())]
    last, other = work.halves(two)
    done += [work.lost(last), work.work_on(other, config=RunConfig())]
    assert [d.n for d in done] == [2, 1, 1]
    tables = read_run(folder).tables
    (row,) = tables["set_aside"].to_dict("records")
    assert (row["id"], row["reason"]) == ("a002", "ended its process")
    assert sorted(tables["texts"]["article"]) == ["a000", "a001", "a003"]


def test_the_code_of_a_part_decides_its_key():
    """Lists that single metrics read are no list that analysis reads."""
    shipped = {path.stem for path in (ROOT / "lexicons").iterdir()}
    named = CHOSEN.union(*OF_METRICS.values())
    assert named <= shipped
    script = (
        "import sys, pathlib; opened = set()\n"
        "sys.addaudithook(lambda e, a: e == 'open' and opened.add(str(a[0])))\n"
        "from framing.document import from_text\n"
        "from framing.events import item_of\n"
        f"item_of(from_text({TEXT!r}))\n"
        "print(*sorted({pathlib.Path(p).stem for p in opened if 'lexicons' in p}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    read = set(done.stdout.split())
    assert "reporting_verbs" in read
    assert read & named == set()


def test_stages_stand_in_reading_order(folder):
    made(folder, articles(1))
    (part,) = (p for _, p in read_records(folder) if p.id != WHOLE_RUN)
    assert next(iter(part.stages)) == DOCUMENTS
    assert list(part.stages)[1:3] == ["quotation", "stance"]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_run_of_hardly_any_articles_is_compared(folder, n):
    run = made(folder, articles(*range(n)))
    config = RunConfig()
    stored = pipeline.compare_run(run, config=config)
    plain = pipeline.compare_run(pipeline.run(articles(*range(n))), config=config)
    assert len(stored.articles) == len(plain.articles) == n
    assert dict(stored.texts) == dict(plain.texts)


def test_a_primary_outcome_toward_nobody_is_refused_before_anything_is_read():
    outcome = Primary(metric="stance", field="tone", target="QQ")
    config = RunConfig(analysis=Analysis(primary=(outcome,)))
    with pytest.raises(ParameterError, match="no actor 'QQ'"):
        resources_of(config)
