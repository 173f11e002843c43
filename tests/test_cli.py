from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from framing.cli import main
from framing.listing import LISTINGS
from framing.quotes import load_tagger
from tests.test_tagger import coded_lines

COMMANDS = sorted(main.commands)
ARTICLE = (
    "Leaders sign grain accord\n\n"
    "North Korea was not at the table. "
    "China praised the excellent talks, which were held on Monday, May 5.\n\n"
    "“We agree on the terms,” President Ana Oru said, according to Reuters.\n"
)


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "articles"
    place.mkdir()
    (place / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (place / "b.txt").write_text(ARTICLE.replace("excellent", "hard"), encoding="utf-8")
    (place / "empty.txt").write_text("")
    return place


def run(*given):
    return CliRunner().invoke(main, [str(word) for word in given])


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_with_an_example(name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example: framing" in result.output


def test_help_is_quick_because_nothing_heavy_is_imported():
    code = "import sys, framing.cli; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    heavy = {"pandas", "numpy", "sklearn", "nltk", "seaborn", "matplotlib", "scipy"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize("name", [n for n in LISTINGS if n != "readability"])
def test_json_lines_hold_one_object_a_line(folder, name):
    result = run(name, folder, "--format", "jsonl", "--workers", 1)
    assert result.exit_code == 0, result.output
    lines = [x for x in result.stdout.splitlines() if x.startswith("{")]
    assert lines
    key = "a" if name == "reuse" else "article"
    assert all(key in json.loads(line) for line in lines)


def test_csv_has_a_header_and_a_row_for_each_quotation(folder):
    result = run("quotes", folder, "--format", "csv", "--workers", 1)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert "Ana Oru" in {row["speaker"] for row in rows}
    assert any(row["content"].startswith("“We agree") for row in rows)


def test_a_table_is_printed_for_people(folder):
    result = run("events", folder, "--workers", 1)
    assert "a.txt" in result.stdout


def test_what_was_set_aside_is_counted_on_the_screen(folder):
    result = run("-v", "dates", folder, "--workers", 1)
    assert "3 found = 2 used + 1 set aside" in result.stderr
    assert "empty.txt" in result.stderr


def test_quiet_prints_results_only(folder):
    assert run("--quiet", "dates", folder, "--workers", 1).stderr == ""


def test_a_run_directory_is_read_instead_of_analysed_again(folder, tmp_path):
    made = run("analyse", folder, "--out", tmp_path / "run", "--workers", 1)
    assert made.exit_code == 0, made.output
    again = run("quotes", tmp_path / "run", "--format", "jsonl")
    first = run("quotes", folder, "--format", "jsonl", "--workers", 1)
    assert again.stdout == first.stdout
    assert "found" not in again.stderr


def test_a_run_made_with_other_settings_is_not_reported_as_if_it_were_not(
    folder, tmp_path
):
    run("analyse", folder, "--out", tmp_path / "run", "--workers", 1)
    config = tmp_path / "framing.toml"
    config.write_text("[events]\nwindow = 9.0\n", encoding="utf-8")
    result = run(
        "report", tmp_path / "run", "--config", config, "--out", tmp_path / "o"
    )
    assert result.exit_code == 1
    assert "[events] window = 3.0, got 9.0" in result.stderr


def test_a_report_is_written_from_a_run_with_another_title(folder, tmp_path):
    run("analyse", folder, "--out", tmp_path / "run", "--workers", 1)
    result = run(
        "report", tmp_path / "run", "--out", tmp_path / "o", "--title", "My title"
    )
    assert result.exit_code == 0, result.output
    assert "My title" in (tmp_path / "o" / "report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["dates", "no-such-folder"], 1, "no-such-folder"),
        (["dates", "x", "--map", "text"], 2, "OURS=THEIRS"),
        (["outlets", "show", "Reutres"], 1, "did you mean 'reuters'"),
        (["lexicons", "show", "vadr"], 1, "vader"),
        (["stanse"], 2, "No such command"),
        (["report", "x"], 2, "--out"),
    ],
)
def test_a_fault_is_one_message_and_its_exit_code(words, code, message):
    result = run(*words)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_shipped_profiles_and_lists_are_sound():
    assert "profiles are sound" in run("outlets", "check").stdout
    assert "vader" in run("lexicons", "check").stdout


def test_a_faulty_list_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("term,weight\ngood,1\ngood,1\n")
    result = run("lexicons", "check", path)
    assert result.exit_code == 1
    assert "x.csv:3" in result.stderr


@pytest.mark.parametrize("shape", ["csv", "jsonl", "table"])
def test_lists_and_profiles_can_be_printed(shape):
    assert "reuters" in run("outlets", "list", "--format", shape).stdout
    assert "modifiers" in run("lexicons", "list", "--format", shape).stdout


def test_the_module_runs_as_a_command():
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "framing", "--version"], capture_output=True, check=True
    )
    assert b"framing" in done.stdout
    assert time.perf_counter() - begin < 30  # a hang, not a speed


def test_a_model_of_ones_own_is_trained_and_used(tmp_path):
    coded = tmp_path / "coded.jsonl"
    lines = "\n".join(json.dumps(line) for line in coded_lines())
    coded.write_text(lines, encoding="utf-8")
    model = tmp_path / "mine.npz"
    done = run("train-quotes", coded, "--out", model)
    assert (done.exit_code, model.is_file()) == (0, True), done.output
    article = tmp_path / "a.txt"
    article.write_text("It rained. Ivo Tal said that the port was open.\n" * 3)
    options = ("--quotes-model", model, "--format", "jsonl", "--workers", "1")
    used = run("-q", "quotes", article, *options)
    assert used.exit_code == 0, used.output
    assert json.loads(used.output.splitlines()[0])["speaker"] == ["Ivo Tal"]


def test_a_missing_model_ends_the_run_before_any_work(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("It rained.")
    done = run("quotes", article, "--quotes-model", tmp_path / "none.npz")
    assert done.exit_code == 1
    assert "none.npz: cannot be read" in done.output


def test_a_run_remembers_its_model(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Ana Oru said it rained.")
    out = tmp_path / "run"
    run("analyse", article, "--out", out, "--workers", "1")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["quotes_model"] == load_tagger().name


def coded(folder, tmp_path):
    """Analyse, sample and fill the sheets of two coders; return the folder."""
    run("analyse", folder, "--out", tmp_path / "run", "--workers", 1)
    made = run(
        *("-q", "sample", tmp_path / "run", "--out", tmp_path / "coding"),
        *("--variables", "stance", "--format", "csv"),
    )
    assert made.exit_code == 0, made.output
    assert "key.csv" in made.stdout
    for path in (tmp_path / "coding").glob("stance_*.csv"):
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, rows[0])
            writer.writeheader()
            writer.writerows({**row, "stance": 1, "voice": "txet"} for row in rows)
    return tmp_path / "coding"


def test_sheets_are_drawn_coded_validated_and_reported(folder, tmp_path):
    coding = coded(folder, tmp_path)
    sheets = sorted(coding.glob("stance_*.csv"))
    key, out = coding / "key.csv", tmp_path / "check"
    done = run("validate", *sheets, "--key", key, "--out", out, "--draws", 100)
    assert done.exit_code == 0, done.output
    assert "allowed are 'text', 'speaker', 'both' or 'x'" in done.stderr
    assert "stance: stance" in done.stdout
    result = run(
        *("report", tmp_path / "run", "--out", tmp_path / "o"),
        *("--validation", out / "validation.json"),
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "o" / "tables" / "misclassification.csv").is_file()
    page = (tmp_path / "o" / "report.html").read_text(encoding="utf-8")
    assert "Agreement among coders" in page


def test_a_check_that_cannot_be_read_ends_the_run_before_any_work(folder, tmp_path):
    options = ("--validation", tmp_path / "none.json", "--workers", 1)
    result = run("report", folder, "--out", tmp_path / "o", *options)
    assert result.exit_code == 1
    assert "none.json: cannot be read" in result.stderr
    assert "found" not in result.stderr


def test_a_check_of_other_articles_is_refused(folder, tmp_path):
    coding = coded(folder, tmp_path)
    sheets = sorted(coding.glob("stance_*.csv"))
    out = tmp_path / "check"
    run("validate", *sheets, "--key", coding / "key.csv", "--out", out, "--draws", 100)
    (folder / "b.txt").unlink()
    result = run(
        *("report", folder, "--out", tmp_path / "o", "--workers", 1),
        *("--validation", out / "validation.json"),
    )
    assert result.exit_code == 1
    assert "validation.json: was made on other texts" in result.stderr


def test_own_targets_are_measured_and_missing_ones_are_said(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("The Dam Pact is an excellent and trusted accord, they wrote.")
    own = tmp_path / "mine.csv"
    own.write_text("key,name,kind\ndam-pact,Dam Pact,treaty\nmill-pact,Mill Pact,\n")
    options = ("--targets", own, "--format", "jsonl", "--workers", "1")
    done = run("stance", article, *options)
    assert done.exit_code == 0, done.output
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    values = {row["target"]: row["value"] for row in rows if row["voice"] == "all"}
    assert values["dam-pact"] > 0
    assert values["mill-pact"] is None
    assert "mill-pact: no article mentions it" in done.stderr


def test_a_fault_in_a_list_of_targets_ends_the_run_before_any_work(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("It rained.")
    own = tmp_path / "mine.csv"
    own.write_text("key,name\nnato,Dam Pact\n")
    done = run("stance", article, "--targets", own)
    assert done.exit_code == 1
    assert "mine.csv:2: key 'nato' is already an actor's" in done.output
