"""Tests of training and listing a score of stance from the command line."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from framing.cli import main
from framing.stance_model import load_model
from tests.test_stance_model import lines


def run(*given):
    return CliRunner().invoke(main, [str(word) for word in given])


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("It rained. China glimmed in the port.\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    coded = folder / "coded.jsonl"
    text = "\n".join(json.dumps(line) for line in lines())
    coded.write_text(text, encoding="utf-8")
    more = folder / "more.txt"
    more.write_text("It rained in the old harbour.\n" * 9, encoding="utf-8")
    model = folder / "mine.npz"
    options = ("--domain", "invented news", "--texts", more, "--lexicon", "vader")
    return model, run("train-stance", coded, "--out", model, *options)


def test_a_model_is_trained_and_its_figures_are_printed(trained):
    model, done = trained
    assert (done.exit_code, model.is_file()) == (0, True), done.output
    assert "macro-F1 on articles held out: " in done.stderr
    assert "by part: " in done.stderr
    assert f"digest {load_model(str(model)).weights.digest}" in done.stderr
    assert load_model(str(model)).lexicons == ("vader",)


def test_rows_of_a_model_name_it_and_its_domain(trained, article):
    done = run("stance", article, "--model", trained[0], "--format", "csv")
    assert done.exit_code == 0, done.output
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["target"] for row in rows} == {"CN"}
    assert {(row["model"], row["domain"]) for row in rows} == {
        ("mine", "invented news")
    }
    assert {row["n_mentions"] for row in rows} == {"1"}
    assert all(float(row["value"]) > 0 for row in rows)
    assert "not validated on these articles" in done.stderr


def test_the_shipped_model_is_named_and_never_taken_unasked(article):
    asked = run("stance", article, "--model", "shipped", "--format", "csv")
    assert "US political news" in asked.stdout
    plain = run("stance", article, "--format", "csv", "--workers", 1)
    assert "US political news" not in plain.stdout


def test_a_model_lists_articles_and_no_run(article, tmp_path):
    run("analyse", article, "--out", tmp_path / "run", "--workers", 1)
    done = run("stance", tmp_path / "run", "--model", "shipped")
    assert done.exit_code == 2
    assert "--model needs articles" in done.stderr


def test_no_run_and_no_report_holds_a_learned_score(article, tmp_path):
    done = run("report", article, "--out", tmp_path / "out", "--workers", 1)
    assert done.exit_code == 0, done.output
    written = [p for p in (tmp_path / "out").rglob("*") if p.is_file()]
    assert len(written) > 5
    assert not any(b"learned_stance" in path.read_bytes() for path in written)


@pytest.mark.parametrize("model", ["none.npz", "coded.jsonl"])
def test_a_model_that_cannot_be_used_ends_the_listing(trained, article, model):
    done = run("stance", article, "--model", trained[0].with_name(model))
    assert done.exit_code == 1
    assert model in done.stderr


def test_a_fault_in_the_coded_texts_ends_training_with_its_line(tmp_path):
    coded = tmp_path / "coded.jsonl"
    coded.write_text('{"text": "Zandia won.", "target": [0, 6]}\n', encoding="utf-8")
    done = run("train-stance", coded, "--domain", "x", "--out", tmp_path / "m.npz")
    assert done.exit_code == 1
    assert "coded.jsonl:1: polarity must be -1, 0 or 1, got None" in done.stderr
    assert not (tmp_path / "m.npz").exists()
