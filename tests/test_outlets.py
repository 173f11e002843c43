from __future__ import annotations

import pytest

from framing.errors import OutletError
from framing.identify import identify
from framing.outlets import CLAIMS, group_of, load_outlets
from framing.resources import data_folder

PROFILES = sorted(p.stem for p in data_folder("outlets").glob("*.toml"))
PROFILES.remove("groups")

GOOD = """
name = "The Example Times"
aliases = ["Example Times"]
domains = ["times.example"]
country = "XA"
boilerplate = ["Read on, reader"]
text_marks = ["[ET]"]
[[claim]]
what = "control"
value = "independent of government"
source = "a test"
"""
GROUPS = """
[[group]]
key = "free"
title = "free"
words = "independent"
[[group.where]]
what = "control"
any_of = ["independent of government"]
"""


def folder(tmp_path, profile=GOOD, groups=GROUPS, **others):
    (tmp_path / "times.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "groups.toml").write_text(groups, encoding="utf-8")
    for name, text in others.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize("key", PROFILES)
def test_each_shipped_profile_makes_every_claim_with_a_source(key):
    outlet = load_outlets().get(key)
    assert {claim.what for claim in outlet.claims} == set(CLAIMS)
    assert all(claim.source for claim in outlet.claims)


def test_enough_outlets_are_shipped():
    assert len(PROFILES) >= 60


def test_names_aliases_and_domains_find_the_profile(tmp_path):
    outlets = load_outlets(folder(tmp_path))
    names = ("The Example Times", "example  times", "times.example", "times")
    assert {outlets.find(name).key for name in names} == {"times"}
    assert outlets.find("Other") is None


def test_the_group_is_the_rule_that_holds(tmp_path):
    outlets = load_outlets(folder(tmp_path))
    assert group_of(outlets.entries[0], outlets.groups) == "free"


def test_a_contested_outlet_is_in_no_group(tmp_path):
    claim = '[[claim]]\nwhat="control"\nvalue="state-controlled"\nsource="b"\n'
    outlets = load_outlets(folder(tmp_path, GOOD + claim))
    assert group_of(outlets.entries[0], outlets.groups) == ""


def test_an_outlet_in_two_groups_is_refused(tmp_path):
    both = GROUPS + GROUPS.replace('"free"', '"other"')
    with pytest.raises(OutletError, match="groups must be disjoint"):
        load_outlets(folder(tmp_path, groups=both))


@pytest.mark.parametrize(
    ("profile", "message"),
    [
        ("name = 3 4", "not valid TOML"),
        ('country = "XA"', "'name' is missing"),
        ('name = "x"\nleaning = "left"', "key must be one of"),
        ('name = "x"\naliases = "y"', "must be a list of strings"),
        ('name = "x"\n[[claim]]\nwhat = "colour"', "claim must be one of"),
        ('name = "x"\n[[claim]]\nwhat = "owner"\nvalue = "y"', "has no source"),
        (
            'name="x"\n[[claim]]\nwhat="control"\nvalue="bad"\nsource="y"',
            "control must be one of",
        ),
    ],
)
def test_a_fault_in_a_profile_names_file_and_rule(tmp_path, profile, message):
    with pytest.raises(OutletError, match=rf"times.toml: .*{message}"):
        load_outlets(folder(tmp_path, profile))


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ('[[group]]\nkey = "a"', "lacks 'title'"),
        (GROUPS + GROUPS, "same key"),
        (GROUPS.replace('"control"', '"colour"'), "what must be one of"),
    ],
)
def test_a_fault_in_a_group_is_named(tmp_path, groups, message):
    with pytest.raises(OutletError, match=message):
        load_outlets(folder(tmp_path, groups=groups))


def test_one_name_cannot_belong_to_two_outlets(tmp_path):
    with pytest.raises(OutletError, match="already belongs to"):
        load_outlets(folder(tmp_path, other='name = "Example Times"'))


def test_a_missing_folder_and_a_missing_group_are_said(tmp_path):
    with pytest.raises(OutletError, match="no such folder"):
        load_outlets(str(tmp_path / "none"))
    with pytest.raises(OutletError, match="group must be one of 'free'"):
        load_outlets(folder(tmp_path)).group("fre")


def test_a_declared_outlet_is_a_fact(tmp_path):
    found = identify(load_outlets(folder(tmp_path)), declared="Example Times")
    assert (found.value, found.status, found.confidence) == ("times", "declared", 1.0)


def test_a_declared_outlet_without_profile_keeps_its_name(tmp_path):
    assert (
        identify(load_outlets(folder(tmp_path)), declared="Nowhere").value == "Nowhere"
    )


def test_an_address_names_the_outlet_as_an_inference(tmp_path):
    found = identify(
        load_outlets(folder(tmp_path)), url="https://www.times.example/2031/a"
    )
    assert (found.value, found.status) == ("times", "inferred")


def test_one_mark_alone_never_names_an_outlet(tmp_path):
    found = identify(load_outlets(folder(tmp_path)), text="A picture. [ET]")
    assert (found.value, found.status) == ("unknown", "unknown")
    assert "may be times" in found.evidence[0]


def test_two_clues_together_do(tmp_path):
    text = "A picture. [ET]\nRead on, reader\n"
    found = identify(load_outlets(folder(tmp_path)), text=text)
    assert found.value == "times"
    assert 0.6 <= found.confidence < 1
    assert len(found.evidence) == 2
