"""Agreement in any table."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.reliability import COLUMNS, agree_on_segments, agree_on_values, read_table


def values(*units: str, coders: str = "ab") -> DataFrame:
    """A text a unit, a value a coder; ``.`` is missing."""
    rows = [
        (coder, f"u{number}", "" if value == "." else value)
        for number, unit in enumerate(units)
        for coder, value in zip(coders, unit.split(), strict=True)
    ]
    return DataFrame(rows, columns=["coder", "unit", "value"])


def row(found: DataFrame, coefficient: str) -> dict[str, object]:
    (one,) = found[found["coefficient"] == coefficient].to_dict("records")
    return {str(key): value for key, value in one.items()}


def test_names_have_no_order_and_numbers_have_every_level() -> None:
    named = agree_on_values(values("x x", "y y", "x y"), resamples=0)
    assert named["coefficient"].tolist() == [
        "percent-agreement",
        "alpha-nominal",
        "kappa",
        "fleiss-kappa",
        "ac1",
    ]
    assert tuple(named.columns) == COLUMNS
    numbered = agree_on_values(values("1 1", "2 2", "1 2"), resamples=0)
    assert {"alpha-ordinal", "alpha-interval", "alpha-ratio"} <= {*numbered["coefficient"]}
    assert len(numbered) == 12


def test_declared_values_have_an_order_and_are_all_there_was_to_choose_from() -> None:
    table = values("low low", "high high", "low high")
    scale = ("low", "medium", "high")
    found = agree_on_values(table, values=scale, resamples=0)
    assert "alpha-interval" not in {*found["coefficient"]}
    # kappa: p_o 2/3, p_e 4/9, whatever the weights, for low and high are all that occurs
    assert row(found, "kappa-linear")["value"] == pytest.approx(0.4)
    # AC1 with pi (1/2, 0, 1/2) of three: p_e = 1/6 + 0 + ... = (1/4 + 1/4) / 2
    assert row(found, "ac1")["value"] == pytest.approx((2 / 3 - 1 / 4) / (3 / 4))
    with pytest.raises(UsageError, match="found high; allowed: low, medium"):
        agree_on_values(table, values=scale[:2])


def test_what_is_undefined_is_empty_and_has_its_reason() -> None:
    same = agree_on_values(values("x x", "x x"), resamples=10)
    assert row(same, "percent-agreement")["value"] == 1
    for name in ("alpha-nominal", "kappa", "fleiss-kappa", "ac1"):
        assert math.isnan(row(same, name)["value"])  # type: ignore[arg-type]
        assert row(same, name)["reason"] == "no variation: all values are the same"
    apart = agree_on_values(values("x .", ". y"))
    assert {*apart["n"]} == {0}
    assert apart["value"].isna().all()
    assert all(reason.startswith("no shared units") for reason in apart["reason"])
    alone = agree_on_values(values("x", "y", coders="a"))
    assert {*alone["reason"]} == {"one coder: there is nothing to compare with"}
    three = agree_on_values(values("x x x", "y y y", coders="abc"))
    assert row(three, "kappa")["reason"] == "for two coders only"
    negative = agree_on_values(values("-1 1", "1 1"))
    assert row(negative, "alpha-ratio")["reason"] == "ratio needs values from zero up"
    assert row(negative, "alpha-interval")["reason"] == ""
    dutch = agree_on_values(values("x x"), language="nl")
    assert row(dutch, "ac1")["reason"] == "geen variatie: alle waarden zijn gelijk"


def test_ninety_percent_agreement_can_be_no_better_than_chance_and_that_is_said() -> None:
    table = values(*["no no"] * 18, "yes no", "no yes")
    found = agree_on_values(table, resamples=0)
    assert row(found, "percent-agreement")["value"] == pytest.approx(0.9)
    alpha = row(found, "alpha-nominal")
    assert float(str(alpha["value"])) < 0
    assert alpha["notice"] == (
        "skewed: 95 % of the values are the same, so this can be low while coders agree on 90 %"
    )
    assert row(found, "percent-agreement")["notice"] == ""
    assert "few units: 3" in str(row(agree_on_values(values("x x", "y y", "x y")), "ac1")["notice"])


def test_intervals_hold_the_value_and_follow_from_the_seed() -> None:
    table = values(*["x x", "y y", "x x", "y y", "x y"] * 8)
    first, again, other = (agree_on_values(table, seed=seed) for seed in (1, 1, 2))
    alpha = row(first, "alpha-nominal")
    assert float(str(alpha["low"])) < float(str(alpha["value"])) < float(str(alpha["high"])) <= 1
    assert first.equals(again)
    assert not first["low"].equals(other["low"])
    assert first["value"].equals(other["value"])


def test_no_interval_where_resamples_often_have_no_variation() -> None:
    found = row(agree_on_values(values("x x", "y y", "x x")), "alpha-nominal")
    assert found["value"] == 1
    assert math.isnan(float(str(found["low"])))
    assert "no interval: " in str(found["notice"])
    assert "of 1000 resamples are undefined" in str(found["notice"])


def test_coders_are_chosen_and_may_have_given_nothing() -> None:
    table = values("x x y", "y y x", coders="abc")
    assert row(agree_on_values(table, coders=["b", "a"]), "kappa")["value"] == 1
    nothing = agree_on_values(table, coders=["a", "z"])
    assert row(nothing, "kappa")["reason"].startswith("no shared units")  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="each once"):
        agree_on_values(table, coders=["a", "a"])


def test_units_are_told_apart_by_code_and_may_be_taken_by_it() -> None:
    table = values("x x", "y y", "x y", "y y")
    table["code"] = ["p"] * 4 + ["q"] * 4
    found = agree_on_values(table, by="code", resamples=0)
    assert found.columns[0] == "code"
    percent = found[found["coefficient"] == "percent-agreement"]
    assert percent[["code", "value", "n"]].values.tolist() == [["p", 1.0, 2], ["q", 0.5, 2]]
    table["unit"] = ["u0", "u0", "u1", "u1"] * 2
    assert row(agree_on_values(table, resamples=0), "percent-agreement")["n"] == 4
    with pytest.raises(UsageError, match="two values of coder a for unit u0"):
        agree_on_values(table.drop(columns="code"))
    with pytest.raises(UsageError, match="no column document"):
        agree_on_values(table, by="document")


def test_many_different_numbers_are_no_categories() -> None:
    rng = np.random.default_rng(0)
    numbers = rng.random(2500)
    table = values(*[f"{x:.9f} {x + 0.01:.9f}" for x in numbers])
    found = agree_on_values(table, resamples=0)
    assert row(found, "kappa")["reason"] == "more than 2000 different values: no categories"
    assert row(found, "alpha-interval")["value"] == pytest.approx(1, abs=0.01)


def segments(*rows: tuple[str, str, int, int]) -> DataFrame:
    return DataFrame(
        [(coder, code, str(a), str(b)) for coder, code, a, b in rows],
        columns=["coder", "code", "start", "end"],
    )


def test_segments_of_the_whole_and_of_each_code() -> None:
    table = segments(("a", "p", 0, 8), ("b", "p", 4, 10), ("b", "q", 12, 14))
    whole = agree_on_segments(table, 20)
    assert whole[["code", "coefficient"]].values.tolist() == [
        ["", "u-alpha"],
        ["", "u-alpha-binary"],
        ["", "cu-alpha"],
        ["", "precision"],
        ["", "recall"],
        ["", "f1"],
        ["p", "ku-alpha"],
        ["q", "ku-alpha"],
    ]
    found = {
        coefficient: row(whole.iloc[:6], coefficient) for coefficient in whole["coefficient"][:6]
    }
    assert found["precision"]["value"] == pytest.approx(4 / 8)
    assert found["recall"]["value"] == pytest.approx(4 / 8)
    assert str(found["precision"]["notice"]).startswith("b against a; few segments: 3")
    assert found["cu-alpha"]["reason"] == "no variation: where two coders coded there is one code"
    # 20 code points twice; p: 8 + 6, q: 2, gaps 12 + 12; agreed on 4 and 8 of the 20
    square = 64 + 36 + 4 + 24
    expected = 40 * (1600 - 24**2 - 14**2 - 2**2) / (1600 - square)
    assert found["u-alpha"]["value"] == pytest.approx(1 - (40 - 2 * (4 + 8)) / expected)
    by_code = agree_on_segments(table, 20, by="code", tolerance=4)
    of_p = by_code[by_code["code"] == "p"].set_index("coefficient")["value"]
    assert list(of_p.index) == ["u-alpha", "ku-alpha", "precision", "recall", "f1"]
    assert of_p["precision"] == 1
    assert of_p["u-alpha"] == pytest.approx(1 - (14 - 8) * (1600 - 100 - 26) / (40 * 14 * 26))


def test_overlapping_segments_of_a_code_are_one_and_touching_ones_two() -> None:
    merged = segments(("a", "p", 0, 6), ("b", "p", 0, 6))
    overlapping = segments(("a", "p", 0, 4), ("a", "p", 2, 6), ("b", "p", 0, 6))
    touching = segments(("a", "p", 0, 3), ("a", "p", 3, 6), ("b", "p", 0, 6))
    other = segments(("a", "p", 0, 6), ("b", "p", 2, 6), ("b", "p", 0, 2))
    assert agree_on_segments(merged, 9).equals(agree_on_segments(overlapping, 9))
    assert row(agree_on_segments(touching, 9).iloc[:6], "u-alpha")["n"] == 3
    assert agree_on_segments(touching, 9)["value"].equals(agree_on_segments(other, 9)["value"])


def test_overlapping_codes_count_as_a_set_and_that_is_said() -> None:
    table = segments(("a", "p", 0, 6), ("a", "q", 3, 9), ("b", "p", 0, 6), ("b", "q", 3, 9))
    found = agree_on_segments(table, 20)
    assert row(found, "u-alpha")["value"] == 1
    assert "a set of codes counts as one value" in str(row(found, "u-alpha")["notice"])
    assert "set" not in str(row(found, "u-alpha-binary")["notice"])
    fewer = segments(("a", "p", 0, 6), ("a", "q", 3, 9), ("b", "p", 0, 6))
    assert float(str(row(agree_on_segments(fewer, 20), "u-alpha")["value"])) < 1


def test_codes_beyond_the_bits_of_one_number_are_told_apart() -> None:
    rows = [(coder, f"c{n:03}", n, n + 5) for coder in "ab" for n in range(130)]
    found = agree_on_segments(segments(*rows), 200)
    assert row(found.iloc[:6], "u-alpha")["value"] == 1
    shifted = [(c, code, a + (c == "b" and code == "c129"), b) for c, code, a, b in rows]
    found = agree_on_segments(segments(*shifted), 200)
    assert 0.9 < float(str(row(found.iloc[:6], "u-alpha")["value"])) < 1


@pytest.mark.parametrize(
    ("coders", "rows", "reason"),
    [
        (["a"], [("a", "p", 0, 5)], "one coder"),
        (["a", "b"], [], "no segments"),
        (["a", "b"], [("a", "p", 0, 9), ("b", "p", 0, 9)], "no variation: every coder coded all"),
    ],
)
def test_unitizing_without_anything_to_compare_is_undefined(
    coders: list[str], rows: list[tuple[str, str, int, int]], reason: str
) -> None:
    found = row(agree_on_segments(segments(*rows), 9, coders=coders).iloc[:6], "u-alpha")
    assert math.isnan(float(str(found["value"])))
    assert str(found["reason"]).startswith(reason)


@pytest.mark.parametrize(("start", "end"), [("5", "5"), ("0", "10"), ("-1", "3"), ("x", "3")])
def test_a_segment_must_lie_in_the_text(start: str, end: str) -> None:
    table = segments(("a", "p", 0, 5)).assign(start=start, end=end)
    with pytest.raises(UsageError, match=f"from {start} to {end}; allowed: .* <= 9"):
        agree_on_segments(table, 9)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("coder,value\na,1\n", "columns coder, value"),
        ("", "columns none"),
        ("coder,unit,value\na,1\n", ":2: found 2 cells"),
        ("coder,unit,value,value\na,1,1,1\n", "more than once"),
        ("coder;unit;value\n", "allowed: coder, unit, value, or coder, code, start, end"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, text: str, found: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=found):
        read_table(path)
    path.write_bytes(b"coder,unit,value\na,\xe9,1\n")
    with pytest.raises(UsageError, match="other bytes than UTF-8"):
        read_table(path)


def test_a_file_may_have_a_byte_order_mark_spaces_and_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffcoder, unit, value\r\na,1, x\r\n\r\nb,1,x\r\n".encode())
    assert read_table(path).values.tolist() == [["a", "1", "x"], ["b", "1", "x"]]
