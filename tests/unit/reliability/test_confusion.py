"""Confusion matrices, against counts by hand."""

from __future__ import annotations

from pandas import DataFrame

from crosscase.reliability import CONFUSION_COLUMNS, agree_on_scores, confusion
from tests.builders import code
from tests.unit.reliability.test_study import BY_C2, coded, value

BY_C3 = {"coder": "c3", "passage": 2}


def cells(found: DataFrame, scale: str, first: str = "c1", second: str = "c2") -> dict[str, int]:
    """Return the cells that are not empty."""
    chosen = found[(found["scale"] == scale) & (found["first"] == first)]
    chosen = chosen[(chosen["second"] == second) & (chosen["n"] > 0)]
    rows = chosen.to_dict("records")
    return {f"{row['first_value']} {row['second_value']}": row["n"] for row in rows}


ROWS = (
    ("d1", "a", "urgency", "present"),
    ("d1", "b", "urgency", "absent"),
    ("d2", "a", "trust", "high"),
    ("d1", "a", "urgency", "present", BY_C2),
    ("d1", "b", "urgency", "partial", BY_C2),
    ("d2", "ab", "urgency", "partial", BY_C2),
)
CODES = ("urgency", code("trust", "degree"))


def test_every_unit_and_code_is_counted_once_with_what_each_coder_said() -> None:
    found = confusion(coded(*ROWS, codes=CODES))
    assert tuple(found.columns) == CONFUSION_COLUMNS
    # three units by code: a present by both, b absent beside partial, ab of the second alone
    expected = {"present present": 1, "absent partial": 1, "(silent) partial": 1}
    assert cells(found, "presence") == expected
    assert cells(found, "degree") == {"high (silent)": 1, "(silent) (silent)": 2}


def test_the_matrix_is_whole_and_its_values_run_from_low_to_silent() -> None:
    found = confusion(coded(*ROWS, codes=CODES))
    of_scale = found[found["scale"] == "presence"]
    values = ["absent", "partial", "present", "(silent)"]
    assert of_scale["second_value"].tolist() == values * 4
    assert of_scale["first_value"].tolist() == [one for one in values for _ in values]


def test_it_counts_what_agreement_counts() -> None:
    study = coded(*ROWS, codes=CODES)
    counts, agreed = confusion(study), agree_on_scores(study, resamples=0)
    total = counts["n"].sum()
    silent = counts["first_value"].eq("(silent)"), counts["second_value"].eq("(silent)")
    same = counts[silent[0] == silent[1]]["n"].sum()
    assert value(agreed, "percent-agreement", about="found") == same / total


def test_each_pair_of_several_coders_has_its_matrix() -> None:
    both = [(coder, text) for coder in ("c1", "c2", "c3") for text in ("d1", "d2")]
    study = coded(*ROWS, ("d1", "a", "urgency", "absent", BY_C3), codes=CODES, coverage=both)
    found = confusion(study)
    pairs = found[["first", "second"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["c1", "c2"], ["c1", "c3"], ["c2", "c3"]]
    assert cells(found, "presence", "c2", "c3")["present absent"] == 1
    turned = confusion(study, coders=["c3", "c1"])
    assert cells(turned, "presence", "c3", "c1")["absent present"] == 1


def test_what_does_not_apply_and_what_contradicts_itself_have_a_place() -> None:
    study = coded(
        ("d1", "a", "urgency", "n/a", {"memo": "no council yet"}),
        ("d1", "a", "law", "yes"),
        ("d1", "a", "law", "no"),
        ("d1", "a", "law", "yes", BY_C2),
        codes=("urgency", code("law", "yes-no")),
    )
    found = confusion(study)
    assert cells(found, "presence")["n/a (silent)"] == 1
    assert cells(found, "yes-no")["no|yes yes"] == 1


def test_numbers_and_dates_of_events_are_counted_by_what_occurs() -> None:
    dates = {"date": "2011-05-03"}
    study = coded(
        ("d1", "a", "budget", "10"),
        ("d1", "a", "budget", "20", BY_C2),
        ("d1", "ab", "milestone", "decision", dates),
        ("d1", "ab", "milestone", "decision", {**dates, **BY_C2}),
        codes=(code("budget", "years"), code("milestone", "milestones", level="case")),
    )
    found = confusion(study)
    assert cells(found, "years")["10 20"] == 1
    same = cells(found, "milestones")
    assert same["2011-05-03/2011-05-03 2011-05-03/2011-05-03"] == 1


def test_a_snapshot_has_the_values_of_then() -> None:
    study = coded(*ROWS, codes=CODES, snapshots={"then": ["k1", "k4"]})
    found = confusion(study, snapshot="then")
    assert cells(found, "presence") == {"present present": 1, "(silent) (silent)": 2}


def test_without_shared_reading_there_is_no_matrix() -> None:
    study = coded(*ROWS, codes=CODES, coverage=[("c1", "d1"), ("c2", "d2")])
    assert confusion(study).empty


def test_the_other_way_round_rows_are_columns() -> None:
    study = coded(*ROWS, codes=CODES)
    there = cells(confusion(study), "presence")
    back = cells(confusion(study, coders=["c2", "c1"]), "presence", "c2", "c1")
    assert back == {" ".join(reversed(pair.split())): n for pair, n in there.items()}
