"""The seven rules, and the claims over units, as tables."""

from __future__ import annotations

from itertools import product

import pytest

from crosscase.hypotheses import VERDICTS
from crosscase.hypotheses.rules import apply_claim, apply_rules, count_verdicts
from crosscase.hypotheses.words import CLAIM_REASONS, RULES

SHORT = {
    "s": "supported",
    "r": "rejected",
    "p": "partly",
    "u": "undetermined",
    "n": "not-applicable",
}
TESTS = {"h": "hoop", "g": "smoking-gun", "d": "doubly-decisive", "w": "straw-in-the-wind"}
STATES = {"+": "met", "-": "contrary", "0": "neutral", "?": "open"}


@pytest.mark.parametrize(
    ("predictions", "excluded", "verdict", "rule"),
    [
        # a smoking gun or doubly decisive met while a hoop or doubly decisive is contrary
        ("g+ h-", False, "undetermined", 2),
        ("d+ h-", True, "undetermined", 2),
        ("g+ d-", False, "undetermined", 2),
        ("d+ d-", False, "undetermined", 2),
        ("g+ h- h+ w+", True, "undetermined", 2),
        # a hoop or doubly decisive contrary
        ("h-", False, "rejected", 3),
        ("d-", False, "rejected", 3),
        ("h- h+ w+", True, "rejected", 3),
        ("h- g?", False, "rejected", 3),
        # a smoking gun or doubly decisive met and every hoop met
        ("g+", False, "supported", 4),
        ("d+", False, "supported", 4),
        ("g+ h+", False, "supported", 4),
        ("g+ g- h+", False, "supported", 4),
        ("g+ w-", False, "supported", 4),
        ("d+ d+", False, "supported", 4),
        # at least one hoop, all met, and every exclusive rival has a contrary hoop of its own
        ("h+", True, "supported", 5),
        ("h+ h+ g-", True, "supported", 5),
        ("h+ w-", True, "supported", 5),
        # at least one met and one contrary
        ("h+ w-", False, "partly", 6),
        ("w+ w-", True, "partly", 6),
        ("g+ h? w-", False, "partly", 6),
        ("h+ h? g-", True, "partly", 6),
        # otherwise
        ("h+", False, "undetermined", 7),
        ("h+ h?", True, "undetermined", 7),
        ("h+ h0", True, "undetermined", 7),
        ("g+ h?", True, "undetermined", 7),
        ("g+ h0", True, "undetermined", 7),
        ("d+ d?", True, "undetermined", 7),
        ("g-", True, "undetermined", 7),
        ("g- w-", True, "undetermined", 7),
        ("w+", True, "undetermined", 7),
        ("w+ w0", True, "undetermined", 7),
        ("h0", True, "undetermined", 7),
        ("", True, "undetermined", 7),
    ],
)
def test_first_rule_that_fits_decides(
    predictions: str, excluded: bool, verdict: str, rule: int
) -> None:
    given = [(TESTS[one[0]], STATES[one[1]]) for one in predictions.split()]
    assert apply_rules(given, rivals_excluded=excluded) == (verdict, rule)
    assert apply_rules(reversed(given), rivals_excluded=excluded) == (verdict, rule)


@pytest.mark.parametrize("predictions", ["", "g+ h+", "g+ h-", "h-", "w+ w-"])
@pytest.mark.parametrize(
    ("scope", "verdict"),
    [("fails", "not-applicable"), ("undated", "not-applicable"), ("unknown", "undetermined")],
)
def test_a_condition_that_does_not_hold_decides_before_all_else(
    predictions: str, scope: str, verdict: str
) -> None:
    given = [(TESTS[one[0]], STATES[one[1]]) for one in predictions.split()]
    assert apply_rules(given, rivals_excluded=True, scope=scope) == (verdict, 1)
    assert apply_rules(given, rivals_excluded=True, scope="holds")[1] > 1


# For the verdicts of up to three units: universal, existential, at least 2, at least 3.
TRUTH = {
    "": "nnnn",
    "n": "nnnn",
    "nn": "nnnn",
    "s": "ssuu",
    "r": "rruu",
    "p": "ppuu",
    "u": "uuuu",
    "sn": "ssuu",
    "rn": "rruu",
    "ss": "sssu",
    "sr": "rsru",
    "sp": "pspu",
    "su": "usuu",
    "rr": "rrru",
    "rp": "rpru",
    "ru": "ruuu",
    "pp": "pppu",
    "pu": "uuuu",
    "uu": "uuuu",
    "sss": "ssss",
    "ssr": "rssr",
    "ssp": "pssp",
    "ssu": "ussu",
    "ssn": "sssu",
    "srr": "rsrr",
    "srp": "rspr",
    "sru": "rsuu",
    "srn": "rsru",
    "spp": "pspp",
    "spu": "usuu",
    "suu": "usuu",
    "rrr": "rrrr",
    "rrp": "rprr",
    "rru": "ruru",
    "rrn": "rrru",
    "rpp": "rppr",
    "rpu": "ruuu",
    "ruu": "ruuu",
    "ppp": "pppp",
    "ppu": "uuuu",
    "puu": "uuuu",
    "uuu": "uuuu",
    "uun": "uuuu",
}


@pytest.mark.parametrize(("units", "expected"), TRUTH.items())
def test_claims_over_units(units: str, expected: str) -> None:
    counts = count_verdicts(SHORT[unit] for unit in units)
    found = [
        apply_claim("universal", 0, counts),
        apply_claim("existential", 0, counts),
        apply_claim("at-least", 2, counts),
        apply_claim("at-least", 3, counts),
    ]
    assert found == [SHORT[letter] for letter in expected]


def test_existential_is_at_least_one() -> None:
    for units in product(VERDICTS, repeat=3):
        counts = count_verdicts(units)
        assert apply_claim("existential", 0, counts) == apply_claim("at-least", 1, counts)


@pytest.mark.parametrize(
    ("claim", "k"), [("universal", 0), ("existential", 0), ("at-least", 2), ("at-least", 3)]
)
def test_only_an_undetermined_claim_can_change_when_a_unit_is_settled(claim: str, k: int) -> None:
    for units in product(VERDICTS, repeat=4):
        if "undetermined" not in units:
            continue
        before = apply_claim(claim, k, count_verdicts(units))
        place = units.index("undetermined")
        for settled in VERDICTS:
            after = (*units[:place], settled, *units[place + 1 :])
            if before != "undetermined":
                assert apply_claim(claim, k, count_verdicts(after)) == before, (units, settled)


def test_universal_and_existential_mirror_each_other() -> None:
    swap = {"supported": "rejected", "rejected": "supported"}
    for units in product(VERDICTS, repeat=3):
        universal = apply_claim("universal", 0, count_verdicts(units))
        mirrored = count_verdicts(swap.get(unit, unit) for unit in units)
        existential = apply_claim("existential", 0, mirrored)
        assert swap.get(universal, universal) == existential, units


def test_counts_name_every_verdict() -> None:
    assert count_verdicts(["rejected", "partly", "rejected"]) == {
        "supported": 0,
        "rejected": 2,
        "partly": 1,
        "undetermined": 0,
        "not-applicable": 0,
    }


def test_every_outcome_has_words() -> None:
    assert set(CLAIM_REASONS) == {f"{f}/{v}" for f in ("universal", "at-least") for v in VERDICTS}
    assert set(RULES) == {"scope-fails", "scope-undated", "scope-unknown", *"234567"}
