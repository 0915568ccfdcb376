"""What holds of agreement, whatever was coded."""

from __future__ import annotations

import math
from collections import Counter
from itertools import groupby, permutations, product
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas import DataFrame
from pandas.testing import assert_frame_equal

from crosscase.reliability import (
    Marks,
    SegmentAgreement,
    agree_on_segments,
    agree_on_values,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
)
from crosscase.reliability.ratings import Vector
from crosscase.reliability.words import COEFFICIENTS

T = TypeVar("T")
VALUE = st.one_of(st.none(), st.integers(0, 3))
NAMES = {"0": "yes", "1": "no", "2": "perhaps", "3": "never"}
METRICS = ["nominal", "ordinal", "interval", "ratio"]
ANY_ORDER = ("percent-agreement", "alpha-nominal", "kappa", "fleiss-kappa", "ac1")


@st.composite
def tables(draw: st.DrawFn, coders: int = 0) -> DataFrame:
    """Values of two to four coders on some units, not all given."""
    number = coders or draw(st.integers(2, 4))
    units = draw(st.lists(st.tuples(*[VALUE] * number), min_size=1, max_size=8))
    rows = [
        (f"c{coder}", f"u{unit}", "" if value is None else str(value))
        for unit, values in enumerate(units)
        for coder, value in enumerate(values)
    ]
    return DataFrame(rows, columns=["coder", "unit", "value"])


def agree(table: DataFrame, resamples: int = 0) -> DataFrame:
    return agree_on_values(table, resamples=resamples, seed=3)


def ratings(table: DataFrame) -> Vector:
    numbers = table.assign(value=[float(v) if v else math.nan for v in table["value"]])
    wide: Vector = numbers.pivot(index="unit", columns="coder", values="value").to_numpy()
    return wide


def values(found: DataFrame) -> dict[str, float]:
    return dict(zip(found["coefficient"], found["value"], strict=True))


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(table: DataFrame, random: object) -> None:
    order = list(range(len(table)))
    random.shuffle(order)  # type: ignore[attr-defined]
    assert_frame_equal(agree(table, 20), agree(table.iloc[order], 20))


@given(tables(), st.data())
def test_the_order_of_coders_and_units_is_irrelevant(table: DataFrame, data: st.DataObject) -> None:
    coders, units = sorted({*table["coder"]}), sorted({*table["unit"]})
    other_coder = dict(zip(coders, data.draw(st.permutations(coders)), strict=True))
    other_unit = dict(zip(units, data.draw(st.permutations(units)), strict=True))
    other = table.assign(coder=table["coder"].map(other_coder), unit=table["unit"].map(other_unit))
    assert_frame_equal(agree(table), agree(other), atol=1e-9)


@given(tables())
def test_other_names_for_nominal_values_change_nothing(table: DataFrame) -> None:
    named = agree(table.assign(value=table["value"].map(lambda v: NAMES.get(v, ""))), 20)
    numbered = agree(table, 20)
    kept = numbered[numbered["coefficient"].isin(ANY_ORDER)].reset_index(drop=True)
    same = named[named["coefficient"].isin(ANY_ORDER)].reset_index(drop=True)
    assert_frame_equal(kept, same, atol=1e-9)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=10), st.integers(2, 4))
def test_perfect_agreement_with_variation_is_one_and_without_it_undefined(
    said: list[int], coders: int
) -> None:
    rows = [(f"c{c}", f"u{u}", str(v)) for u, v in enumerate(said) for c in range(coders)]
    found = agree(DataFrame(rows, columns=["coder", "unit", "value"]))
    for row in found.itertuples():
        if str(row.coefficient) == "percent-agreement" or len({*said}) > 1:
            wrong_number = "kappa" in row.coefficient[:5] and coders != 2
            assert wrong_number or row.value == pytest.approx(1), row
        else:
            assert math.isnan(row.value)
            assert row.reason


@given(tables(coders=2))
def test_a_coder_against_herself_is_one_or_undefined(table: DataFrame) -> None:
    mine = table[table["coder"] == "c0"]
    twice = DataFrame(
        [(c, u, v) for _, u, v in mine.itertuples(index=False) for c in ("c0", "c1")],
        columns=["coder", "unit", "value"],
    )
    for value in values(agree(twice)).values():
        assert math.isnan(value) or value == pytest.approx(1)


@given(tables())
def test_nothing_is_above_one_and_what_is_undefined_has_a_reason(table: DataFrame) -> None:
    for row in agree(table, 20).itertuples():
        assert math.isnan(row.value) == bool(row.reason)
        assert math.isnan(row.value) or row.value <= 1 + 1e-12
        assert math.isnan(row.low) == math.isnan(row.high)
        assert math.isnan(row.low) or row.low <= row.high


@given(tables(), st.sampled_from(METRICS))
def test_alpha_is_that_of_the_coincidence_matrix(table: DataFrame, metric: str) -> None:
    found = float(krippendorff_alpha(ratings(table), metric)[0])
    expected = by_coincidences(ratings(table), metric)
    assert found == pytest.approx(expected, nan_ok=True)


def by_coincidences(table: Vector, metric: str) -> float:
    """Krippendorff (2011), section C and E, to the letter."""
    units = [[v for v in unit if not math.isnan(v)] for unit in table]
    together: Counter[tuple[float, float]] = Counter()
    for unit in units:
        for c, k in permutations(unit, 2):
            together[c, k] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    count: Counter[float] = Counter()
    for (c, _), times in together.items():
        count[c] += times
    n, known = sum(count.values()), sorted(count)

    def apart(c: float, k: float) -> float:
        low, high = sorted((c, k))
        if metric == "nominal":
            return float(c != k)
        if metric == "ordinal":
            between = sum(count[g] for g in known if low <= g <= high)
            return (between - (count[c] + count[k]) / 2) ** 2 if c != k else 0.0
        if metric == "interval":
            return (c - k) ** 2
        return ((c - k) / (c + k)) ** 2 if c + k else 0.0

    expected = sum(count[c] * count[k] * apart(c, k) for c, k in product(known, known))
    observed = sum(times * apart(c, k) for (c, k), times in together.items())
    return 1 - (n - 1) * observed / expected if expected else math.nan


@given(tables())
def test_weights_count_units_as_often_as_they_say(table: DataFrame) -> None:
    data = ratings(table)
    weights = np.arange(len(data), dtype=np.float64) % 3
    repeated = np.repeat(data, weights.astype(int), axis=0)
    kernels = [lambda x, w, m=metric: krippendorff_alpha(x, m, w) for metric in METRICS]
    for kernel in (*kernels, percent, fleiss_kappa):
        weighted = float(kernel(data, weights[None, :])[0])
        plain = float(kernel(repeated, None)[0]) if len(repeated) else math.nan
        assert weighted == pytest.approx(plain, nan_ok=True)
    if data.shape[1] == 2:
        weighted = float(cohen_kappa(data, weights[None, :], kind="linear", table=None)[0])
        assert math.isnan(weighted) or weighted <= 1 + 1e-12
    assert gwet_ac(data, weights[None, :]).shape == (1,)


LENGTH = 12
SEGMENT = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).filter(
    lambda ends: ends[0] < ends[1]
)
SEGMENTS = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), SEGMENT), max_size=9)


def marked(rows: list[tuple[int, int, tuple[int, int]]], coders: int = 3) -> SegmentAgreement:
    table = np.array(
        [(coder % coders, code, 0, *ends) for coder, code, ends in rows], dtype=np.int64
    ).reshape(len(rows), 5)
    columns = (table[:, n] for n in range(5))
    marks = Marks(*columns, coders, 3, np.array([LENGTH]))  # type: ignore[misc, arg-type]
    return SegmentAgreement(marks, [f"c{n}" for n in range(coders)])


class Naive:
    """The definitions of 2016, going by single code points."""

    def __init__(self, rows: list[tuple[int, int, tuple[int, int]]], coders: int) -> None:
        merged = [
            (coder, code, units(rows, coder, code, coders))
            for coder in range(coders)
            for code in range(3)
        ]
        cuts = [
            {end for who, _, found in merged if who == coder for ends in found for end in ends}
            for coder in range(coders)
        ]
        self.coders = coders
        self.values = [
            [
                frozenset(
                    code
                    for who, code, found in merged
                    if who == coder and any(a <= at < b for a, b in found)
                )
                for at in range(LENGTH)
            ]
            for coder in range(coders)
        ]
        self.parts: list[tuple[int, frozenset[int], list[int]]] = []
        for coder in range(coders):
            place = [sum(cut <= at for cut in cuts[coder]) for at in range(LENGTH)]
            for _, points in groupby(range(LENGTH), key=lambda at: place[at]):
                part = list(points)
                self.parts.append((coder, self.values[coder][part[0]], part))

    def together(self, at: int) -> Counter[tuple[frozenset[int], frozenset[int]]]:
        return Counter(permutations([self.values[coder][at] for coder in range(self.coders)], 2))

    def alphas(self) -> list[float]:
        nothing: frozenset[int] = frozenset()
        observed: Counter[tuple[frozenset[int], frozenset[int]]] = Counter()
        for at in range(LENGTH):
            observed += self.together(at)
        pairs = {key: times / (self.coders - 1) for key, times in observed.items()}
        square: dict[frozenset[int], float] = {}
        for _, value, part in self.parts:
            own = len(part) ** 2 if value else len(part)
            square[value] = square.get(value, 0) + own
        whole = alpha(pairs, square)
        binary_pairs: dict[tuple[bool, bool], float] = {}
        for (c, k), length in pairs.items():
            key = (bool(c), bool(k))
            binary_pairs[key] = binary_pairs.get(key, 0) + length
        binary_square: dict[bool, float] = {}
        for value, own in square.items():
            binary_square[bool(value)] = binary_square.get(bool(value), 0) + own
        met: dict[frozenset[int], float] = {}
        for coder, value, part in self.parts:
            others = [o for o in range(self.coders) if o != coder]
            length = sum(bool(self.values[o][at]) for o in others for at in part) / len(others)
            if value:
                met[value] = met.get(value, 0) + length**2
        valued = {key: length for key, length in pairs.items() if nothing not in key}
        self.valued, self.met = valued, met
        return [whole, alpha(binary_pairs, binary_square), alpha(valued, met)]

    def among_units(self, code: int) -> float:
        """1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk), every set that holds the code being k."""
        total = sum(self.valued.values())
        own = sum(square for value, square in self.met.items() if code in value)
        room = total**2 - sum(self.met.values())
        length = sum(n for (c, _), n in self.valued.items() if code in c)
        both = sum(n for (c, k), n in self.valued.items() if code in c and code in k)
        other = sum(n for (c, _), n in self.valued.items() if code not in c)
        if not length or not other:
            return math.nan
        expected_both = total * (length**2 - own) / room
        expected = expected_both + total * length * other / room
        return 1 - expected / length * (length - both) / (expected - expected_both)


def units(
    rows: list[tuple[int, int, tuple[int, int]]], coder: int, code: int, coders: int
) -> list[tuple[int, int]]:
    """A coder's segments of a code; overlapping ones are one, touching ones two."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ends for who, k, ends in rows if (who % coders, k) == (coder, code)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def alpha(pairs: dict[tuple[T, T], float], square: dict[T, float]) -> float:
    total = sum(pairs.values())
    margin: dict[T, float] = {}
    for (c, _), length in pairs.items():
        margin[c] = margin.get(c, 0) + length
    if len([c for c, length in margin.items() if length]) < 2:
        return math.nan
    room = total**2 - sum(square.values())
    expected = sum(
        total * (margin[c] * margin[k] - (square.get(c, 0) if c == k else 0)) / room
        for c, k in product(margin, margin)
        if c != k
    )
    observed = sum(length for (c, k), length in pairs.items() if c != k)
    return 1 - observed / expected


@given(SEGMENTS, st.integers(2, 3))
def test_unitizing_equals_going_by_single_code_points(
    rows: list[tuple[int, int, tuple[int, int]]], coders: int
) -> None:
    found = [estimate.value for estimate in marked(rows, coders).whole()[:3]]
    expected = Naive(rows, coders).alphas() if rows else [math.nan] * 3
    assert found == pytest.approx(expected, nan_ok=True)


@given(SEGMENTS, st.integers(2, 3), st.integers(0, 2))
def test_one_code_equals_unitizing_with_that_code_only(
    rows: list[tuple[int, int, tuple[int, int]]], coders: int, code: int
) -> None:
    only = [row for row in rows if row[1] == code]
    found = marked(rows, coders).one_code(code)[0].value
    expected = Naive(only, coders).alphas()[0] if only else math.nan
    assert found == pytest.approx(expected, nan_ok=True)


@given(SEGMENTS.filter(bool), st.integers(2, 3), st.integers(0, 2))
def test_a_code_among_units_equals_going_by_single_code_points(
    rows: list[tuple[int, int, tuple[int, int]]], coders: int, code: int
) -> None:
    naive = Naive(rows, coders)
    naive.alphas()
    found = marked(rows, coders).among_codes(code).value
    assert found == pytest.approx(naive.among_units(code), nan_ok=True)


def named(rows: list[tuple[int, int, tuple[int, int]]]) -> list[tuple[str, str, str, str]]:
    """The rows of a table of two coders; one who coded nothing has an empty row."""
    found = [(f"c{coder % 2}", str(code), str(a), str(b)) for coder, code, (a, b) in rows]
    silent = sorted({"c0", "c1"} - {row[0] for row in found})
    return [*found, *((coder, "", "", "") for coder in silent)]


@given(SEGMENTS, st.integers(0, 4))
def test_precision_and_recall_equal_counting_code_points(
    rows: list[tuple[int, int, tuple[int, int]]], tolerance: int
) -> None:
    table = DataFrame(named(rows), columns=["coder", "code", "start", "end"])
    found = values(agree_on_segments(table, LENGTH, coders=["c0", "c1"], tolerance=tolerance))
    text = [
        {(code, at) for who, code, (a, b) in rows if who % 2 == coder for at in range(a, b)}
        for coder in (0, 1)
    ]
    near = [
        {(code, at + step) for code, at in one for step in range(-tolerance, tolerance + 1)}
        for one in text
    ]
    precision = len(text[1] & near[0]) / len(text[1]) if text[1] else math.nan
    recall = len(text[0] & near[1]) / len(text[0]) if text[0] else math.nan
    assert found["precision"] == pytest.approx(precision, nan_ok=True)
    assert found["recall"] == pytest.approx(recall, nan_ok=True)
    assert math.isnan(found["f1"]) == (not rows)


@given(SEGMENTS, st.integers(0, 4))
def test_swapping_coders_swaps_precision_and_recall_only(
    rows: list[tuple[int, int, tuple[int, int]]], tolerance: int
) -> None:
    table = DataFrame(named(rows), columns=["coder", "code", "start", "end"])
    one, other = (
        values(agree_on_segments(table, LENGTH, coders=coders, tolerance=tolerance))
        for coders in (["c0", "c1"], ["c1", "c0"])
    )
    other["precision"], other["recall"] = other["recall"], other["precision"]
    assert one == pytest.approx(other, nan_ok=True)


@given(SEGMENTS.filter(bool))
def test_a_coder_against_herself_agrees_on_every_segment(
    rows: list[tuple[int, int, tuple[int, int]]],
) -> None:
    twice = [(coder, code, ends) for _, code, ends in rows for coder in (0, 1)]
    agreement = marked(twice, 2)
    for estimate in [*agreement.whole(), *agreement.one_code(rows[0][1])]:
        assert math.isnan(estimate.value) or estimate.value == pytest.approx(1)


@given(SEGMENTS.filter(bool))
def test_a_coder_who_coded_nothing_never_agrees(
    rows: list[tuple[int, int, tuple[int, int]]],
) -> None:
    alone = [(0, code, ends) for _, code, ends in rows]
    agreement = marked(alone, 2)
    for estimate in [*agreement.whole(), *agreement.one_code(rows[0][1])]:
        assert math.isnan(estimate.value) or estimate.value <= 0


def test_every_coefficient_has_a_name_in_both_languages() -> None:
    assert all(set(labels) == {"nl", "en"} for labels in COEFFICIENTS.values())
