"""Agreement in any table."""

from __future__ import annotations

import math
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest
from pandas import DataFrame, concat
from pandas.testing import assert_frame_equal

from crosscase.errors import UsageError
from crosscase.reliability import (
    COLUMNS,
    LONGEST,
    agree_on_segments,
    agree_on_values,
    read_table,
    remark_on_values,
)


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


def test_a_value_on_a_unit_of_one_coder_counts_for_chance_where_it_should() -> None:
    """Gwet's R package irrCAC sums over all units rated: p_a 1, p_e 5/9 and 4/9 of 1, 0 0, 0 0."""
    found = agree_on_values(values("1 .", "0 0", "0 0"), resamples=0)
    for name in ("fleiss-kappa", "ac1", "ac2-linear", "ac2-quadratic"):
        assert row(found, name)["value"] == 1
        assert row(found, name)["notice"] == "few units: 2"
    for name in ("alpha-nominal", "alpha-interval", "kappa", "kappa-linear"):
        assert row(found, name)["reason"] == (
            "no variation: where two coders gave a value, all values are the same"
        )
    lower = agree_on_values(values("2 .", "0 0", "0 1"), resamples=0)
    # pi is 1/2, 1/6, 1/3: p_e 14/36, and (1 - 14/36) / 6 for AC1
    assert row(lower, "fleiss-kappa")["value"] == pytest.approx((1 / 2 - 14 / 36) / (1 - 14 / 36))
    chance = (1 - 14 / 36) / 2
    assert row(lower, "ac1")["value"] == pytest.approx((1 / 2 - chance) / (1 - chance))


@pytest.mark.parametrize(
    ("low", "high"),
    [("1e308", "1.5e308"), ("1e200", "3e200"), ("1e160", "2e160"), ("1e-200", "3e-200")],
)
def test_the_size_of_numbers_is_irrelevant(low: str, high: str) -> None:
    ratio = float(high) / float(low)
    rows = ("{0} {0}", "{1} {1}", "{0} {1}", "{0} {0}", "{1} {0}")
    huge = agree_on_values(values(*(one.format(low, high) for one in rows)))
    plain = agree_on_values(values(*(one.format("1", f"{ratio:g}") for one in rows)))
    assert_frame_equal(huge, plain)
    assert not huge["value"].isna().any()


def test_numbers_of_both_signs_near_the_largest_have_an_interval_alpha() -> None:
    huge = agree_on_values(values("1e308 1e308", "-1e308 -1e308", "1e308 -1e308"), resamples=0)
    plain = agree_on_values(values("1 1", "-1 -1", "1 -1"), resamples=0)
    assert_frame_equal(huge, plain)


@pytest.mark.parametrize(
    ("one", "said"), [("1e400", "1e400"), ("-1e400", "-1e400"), ("1e-400", "1e-400")]
)
def test_numbers_that_cannot_be_held_are_refused(one: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"table: row 1: found {said}; allowed: numbers from"):
        agree_on_values(values(f"1 {one}", "2 2"))


def test_numbers_that_would_become_one_are_refused() -> None:
    with pytest.raises(UsageError, match="9007199254740992 and 9007199254740993, which are one"):
        agree_on_values(values("9007199254740992 9007199254740993", "1 1"))
    same = agree_on_values(values("1.0 1", "0.10 .1", "2e1 20", "0 -0"), resamples=0)
    assert row(same, "percent-agreement")["value"] == 1


def test_what_looks_alike_is_the_same() -> None:
    table = values("café café", "thé thé", "café thé")
    other = table.assign(value=[normalize("NFD", one) for one in table["value"]])
    mixed = table.assign(value=[*other["value"][:3], *table["value"][3:]])
    plain = agree_on_values(table, resamples=0)
    assert_frame_equal(agree_on_values(mixed, resamples=0), plain)
    scale = agree_on_values(table, values=["thé", "café"], resamples=0)
    named = [normalize("NFD", one) for one in ("thé", "café")]
    assert_frame_equal(agree_on_values(mixed, values=named, resamples=0), scale)
    coded = table.assign(coder=["é", "e"] * 3)
    decomposed = coded.assign(coder=[normalize("NFD", one) for one in coded["coder"]])
    found = agree_on_values(decomposed, coders=["é", "e"], resamples=0)
    assert_frame_equal(found, agree_on_values(coded, resamples=0))


def test_who_gave_which_value_is_irrelevant_to_three_coders() -> None:
    rows = ("x y y", "y x x", "x x x", "y y .", "x . .", "y y y")
    other = ("y x y", "x x y", "x x x", ". y y", ". . x", "y y y")
    one, two = (agree_on_values(values(*them, coders="abc")) for them in (rows, other))
    assert_frame_equal(one, two)


def test_everything_that_is_missing_is_said_at_once() -> None:
    table = values("x x", "y y", "x y").assign(code="p")
    table.loc[1, "coder"] = " "
    table.loc[3, "unit"] = None
    table.loc[4, ["coder", "code"]] = ""
    with pytest.raises(UsageError) as refused:
        agree_on_values(table)
    assert str(refused.value).splitlines() == [
        "table: row 1: found no coder; fill it in or leave the row out",
        "table: row 3: found no unit; fill it in or leave the row out",
        "table: row 4: found no coder, no code; fill it in or leave the row out",
    ]
    many = values(*["x x"] * 20).assign(unit="")
    with pytest.raises(UsageError, match=r"row 19: found no unit(?s:.*)\nand 20 more$"):
        agree_on_values(many)


def test_a_value_given_twice_is_refused_each_time() -> None:
    table = values("x x", "y y")
    with pytest.raises(UsageError) as refused:
        agree_on_values(concat([table, table.iloc[1:3]], ignore_index=True))
    assert [line.split(";")[0] for line in str(refused.value).splitlines()] == [
        "table: row 4: found two values of coder b for unit u0",
        "table: row 5: found two values of coder a for unit u1",
    ]


def test_a_value_there_was_to_choose_from_is_named_once() -> None:
    with pytest.raises(UsageError, match="values: found 1 more than once; allowed: each once"):
        agree_on_values(values("1 1", "2 1"), values=["1", "1", "2"])


def test_what_values_look_like_is_remarked_on() -> None:
    assert remark_on_values(values("1 2", "2 2")) == []
    assert remark_on_values(values("x y", "y y")) == []
    missing, mixed = remark_on_values(values("1 2", "N/A 2", "null ten"))
    assert missing.startswith("N/A (row 2), null (row 4) counts as a value: ")
    assert mixed.startswith("N/A (row 2), null (row 4), ten (row 5) stands among numbers and is ")
    assert "leave a missing value empty" in mixed
    assert remark_on_values(values("1 2", "x 2"), coders=["b"]) == []
    (dutch,) = remark_on_values(values("a -", "a a"), language="nl")
    assert dutch.startswith("- (rij 1) telt als waarde: ")
    (many,) = remark_on_values(values("1 a", "b c", "d e", "f g"))
    assert many.startswith("a (row 1), b (row 2), c (row 3), d (row 4), e (row 5), … stands")


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
    table = values("x x y .", "y y x .", coders="abcd")
    assert row(agree_on_values(table, coders=["b", "a"]), "kappa")["value"] == 1
    nothing = agree_on_values(table, coders=["a", "d"])
    assert row(nothing, "kappa")["reason"].startswith("no shared units")  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="coders: found B, z; allowed: a, b, c, d, who are in"):
        agree_on_values(table, coders=["a", "B", "z"])
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
    assert row(found, "alpha-ratio")["reason"] == (
        "more than 2000 different values: too many pairs of them to compare"
    )


COLUMNS_OF_SEGMENTS = ["coder", "code", "start", "end"]


def segments(*rows: tuple[str, str, int, int]) -> DataFrame:
    return DataFrame(
        [(coder, code, str(a), str(b)) for coder, code, a, b in rows],
        columns=COLUMNS_OF_SEGMENTS,
    )


@pytest.mark.parametrize("column", ["document", "case"])
def test_segments_of_two_texts_are_not_laid_over_each_other(column: str) -> None:
    table = segments(("a", "p", 0, 5), ("a", "p", 0, 5), ("b", "p", 0, 5))
    two = table.assign(**{column: ["d1", "d2", "d1"]})
    with pytest.raises(UsageError, match=f"more than one {column}: d1, d2; allowed: one text"):
        agree_on_segments(two, 20)
    with pytest.raises(UsageError, match=r"\(none\), d1"):
        agree_on_segments(table.assign(**{column: ["d1", "", "d1"]}), 20)
    one = agree_on_segments(table.assign(**{column: "d1"}), 20)
    assert one.equals(agree_on_segments(table, 20))


def test_a_coder_who_coded_nothing_has_a_row_without_a_segment() -> None:
    table = segments(("a", "p", 0, 5))
    table.loc[1] = ["b", "", "", ""]
    found = agree_on_segments(table, 20).iloc[:6]
    assert row(found, "recall")["value"] == 0
    assert row(found, "precision")["reason"] == "the coder it is a share of coded nothing"
    table.loc[2] = ["a", "", "", ""]
    with pytest.raises(UsageError, match="row 2: found no code; fill it in"):
        agree_on_segments(table, 20)
    with pytest.raises(UsageError, match="found B; allowed: a, b, who are in the table"):
        agree_on_segments(table.iloc[:2], 20, coders=["a", "B"])


@pytest.mark.parametrize("most", [LONGEST + 1, 2**62, 10**20])
def test_a_text_beyond_what_can_be_added_up_is_refused(most: int) -> None:
    table = segments(("a", "p", 0, 5), ("b", "p", 0, 4))
    with pytest.raises(UsageError, match=f"length: found {most}; allowed: 1 to {LONGEST}"):
        agree_on_segments(table, most)
    with pytest.raises(UsageError, match=f"tolerance: found {most}; allowed: 0 to {LONGEST}"):
        agree_on_segments(table, 9, tolerance=most)
    longest = agree_on_segments(table, LONGEST, tolerance=LONGEST)
    assert row(longest.iloc[:6], "u-alpha")["value"] == pytest.approx(8 / 9)
    with pytest.raises(UsageError, match="found a segment from 0 to 9"):
        agree_on_segments(table.assign(end="9" * 5000), 9)


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
    silent = DataFrame([(coder, "", "", "") for coder in coders], columns=COLUMNS_OF_SEGMENTS)
    silent = silent[~silent["coder"].isin([row[0] for row in rows])]
    table = concat([segments(*rows), silent], ignore_index=True)
    found = row(agree_on_segments(table, 9, coders=coders).iloc[:6], "u-alpha")
    assert math.isnan(float(str(found["value"])))
    assert str(found["reason"]).startswith(reason)


@pytest.mark.parametrize(("start", "end"), [("5", "5"), ("0", "10"), ("-1", "3"), ("x", "3")])
def test_a_segment_must_lie_in_the_text(start: str, end: str) -> None:
    table = segments(("a", "p", 0, 5)).assign(start=start, end=end)
    with pytest.raises(UsageError, match=f"from {start} to {end}; allowed: .* <= 9"):
        agree_on_segments(table, 9)


TWO = "coder,unit,value\na,1,x\nb,1,x\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("coder,value\na,1\n", "columns coder, value"),
        ("", "columns none"),
        ("coder,unit,value\na,1\n", ":2: found 2 cells"),
        ("coder,unit,value,value\na,1,1,1\n", "more than once"),
        ("coder;unit;value\n", "allowed: coder, unit, value, or coder, code, start, end"),
        (TWO + "a,2,x,x\n\nb,2\n", "t.csv:4: found 4 cells; .*\n.*t.csv:6: found 2 cells"),
        (TWO + 'a,3,"y\nb,3,y\n', "t.csv:4: found a quotation mark that is never closed"),
        (TWO + 'a,"3\n4",x\na,5, "y" y\n', "t.csv:6: found a row that is no CSV"),
        (TWO + f"a,3,{'x' * 200_000}\n", "t.csv:4: found a cell of more than 131,072 char"),
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
    path.write_text(TWO + ' , , \na,2, "x, y"\n,,,,\n', encoding="utf-8")
    found = read_table(path)
    assert found.loc[5].tolist() == ["a", "2", "x, y"]
    assert found.index.tolist() == [2, 3, 5]
    with pytest.raises(UsageError, match="table: line 5: found x, y; allowed: x; correct"):
        agree_on_values(found, values=["x"])
