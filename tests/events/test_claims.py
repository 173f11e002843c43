"""What openings claim that two alike events would not share."""

from __future__ import annotations

import pytest

from framing.events.claims import at_odds, claims_of


def claims(words, names=""):
    return claims_of(words, frozenset(names.split()))


@pytest.mark.parametrize(
    ("words", "names", "kind", "values"),
    [
        ("deputies voted 101 to 12 for the text", "", "tally", {"101-12"}),
        ("the text passed by 88 votes to 73", "", "tally", {"88-73"}),
        (
            "backed by 112 members of the assembly with 116 against",
            *("", "tally", {"112-116"}),
        ),
        ("98 voted in favour and 127 against", "", "tally", {"98-127"}),
        ("rovers won 3-2 at home", "", "tally", {"3-2"}),
        ("skylark-4 lifts off", "skylark-4", "name skylark", {"4"}),
        ("the host marta oru spoke", "marta oru", "host", {"marta", "oru"}),
        ("donors pledge 1.3 billion", "", "amount", {"1.3 billion"}),
        ("landslide injures nine on railway", "", "hurt", {"9"}),
        ("lifts key rate to 6.75", "", "rate", {"6.75"}),
        ("cut the rate of interest to 4 percent", "", "rate", {"4"}),
        ("the benchmark now stands at 7.25", "", "rate", {"7.25"}),
        ("six killed in fire", "", "killed", {"6"}),
    ],
)
def test_an_opening_claims(words, names, kind, values):
    assert claims(words, names)[kind] == values


@pytest.mark.parametrize("words", ["lora 3 people die", "may 5 talks", "lora 45 talks"])
def test_a_number_after_a_name_may_count_something(words):
    assert not [kind for kind in claims(words, "lora may") if kind.startswith("name")]


def test_a_host_may_be_named_after_the_opening():
    words = " ".join([*["text"] * 90, "oru the host spoke"])
    assert claims(words, "oru")["host"] == {"oru"}
    assert "hurt" not in claims(f"{'text ' * 90}nine injured")


def test_an_hour_is_no_level_of_a_rate():
    assert "rate" not in claims("rates were set at 8 on monday")


def test_tolls_differ_in_reports_of_one_event_too():
    assert at_odds(claims("six killed"), claims("nine killed")) == (False, True)


def test_one_number_in_common_is_enough():
    one, other = claims("7 of 60 and 400"), claims("8 of 61 and 400")
    assert at_odds(one, other) == (False, False)
    assert at_odds(one, claims("8 of 61 and 401")) == (False, True)
