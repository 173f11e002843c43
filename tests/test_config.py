from __future__ import annotations

import pytest

from framing.config import Primary, RunConfig, load_config
from framing.errors import ConfigError


def write(tmp_path, text):
    path = tmp_path / "framing.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_empty_file_gives_the_defaults(tmp_path):
    assert load_config(write(tmp_path, "")) == RunConfig()


def test_values_replace_defaults(tmp_path):
    config = load_config(
        write(
            tmp_path,
            '[analysis]\ntargets = ["CN"]\nseed = 7\n[events]\nthreshold = 1\n'
            '[data]\nmapping = {text = "body"}\n[output]\ntitle = "T"\n',
        )
    )
    assert config.analysis.targets == ("CN",)
    assert config.analysis.seed == 7
    assert config.events.threshold == 1.0
    assert config.data.mapping == (("text", "body"),)
    assert config.output.title == "T"


def test_folders_are_relative_to_the_file(tmp_path):
    config = load_config(write(tmp_path, '[data]\noutlets = "mine"\n'))
    assert config.data.outlets == str(tmp_path / "mine")


def test_a_validation_is_relative_to_the_file(tmp_path):
    text = '[output]\nvalidation = "check/validation.json"\n'
    config = load_config(write(tmp_path, text))
    assert config.output.validation == str(tmp_path / "check" / "validation.json")


def test_dictionaries_are_names_or_files_beside_the_settings(tmp_path):
    (tmp_path / "mine.lc3").write_text("+a\nword\n", encoding="utf-8")
    text = '[data]\nframes = ["frames_world", "mine.lc3"]\n'
    found = load_config(write(tmp_path, text)).data.frames
    assert found == ("frames_world", str(tmp_path / "mine.lc3"))


def test_primary_outcomes_are_read(tmp_path):
    text = '[[analysis.primary]]\nmetric = "stance"\nfield = "tone"\nmargin = 0.1\n'
    primary = load_config(write(tmp_path, text)).analysis.primary
    assert primary == (Primary(metric="stance", field="tone", margin=0.1),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[analyses]\n", "section must be one of"),
        ("[data]\nframes = 'frames_world'\n", "frames must be a tuple"),
        ("[analysis]\nsede = 1\n", "did you mean 'seed'"),
        ("[analysis]\nseed = 'x'\n", "seed must be a int"),
        ("[analysis]\ngroups = ['a', 'a']\n", "two different groups"),
        ("[analysis]\nalpha = 2.0\n", r"alpha must lie in \(0, 1\)"),
        ("[analysis]\nlead_words = -1\n", "lead_words must be 0 or more"),
        ("[[analysis.primary]]\nmetric = 'stance'\n", "needs metric and field"),
        (
            "[[analysis.primary]]\nmetric='a'\nfield='b'\nmargni=1\n",
            "did you mean 'margin'",
        ),
        ("[[analysis.primary]]\nmetric='a'\nfield='b'\n" * 6, "at most five"),
        ("not toml", "not valid TOML"),
    ],
)
def test_a_fault_names_its_place_and_what_is_allowed(tmp_path, text, message):
    with pytest.raises(ConfigError, match=message):
        load_config(write(tmp_path, text))


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path / "none.toml")


def test_a_folder_of_labels_is_relative_to_the_settings(tmp_path):
    (tmp_path / "framing.toml").write_text('[data]\nlabels = "mine"\n')
    config = load_config(tmp_path / "framing.toml")
    assert config.data.labels == str(tmp_path / "mine")
