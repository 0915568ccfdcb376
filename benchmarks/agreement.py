"""How the cost of agreement grows with codings and coders, beside libraries for the same.

Run from the root of the repository as ``python -m benchmarks.agreement``; see README.md here.
Figures are ratios to a baseline measured in the same run, so that they do not depend on the
computer: going by single code points through a text ten thousand times shorter, or a library.
"""

from __future__ import annotations

import gc
import importlib
import sys
import tracemalloc
from collections.abc import Callable
from itertools import combinations
from math import log2
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from crosscase.reliability import Marks, SegmentAgreement, cohen_kappa, krippendorff_alpha
from crosscase.reliability.ratings import tally_rows

TEXT = 10_000_000
DOCUMENTS = 1000
CODES = 20
CODERS = (2, 5, 10)
CODINGS = (1000, 10_000, 100_000)
SMALL = 1000
"""Code points of the text that the baseline goes through, with as many coders."""

UNITS = 100_000


def make_marks(coders: int, codings: int, text: int = TEXT, documents: int = DOCUMENTS) -> Marks:
    """Make segments of 20 to 200 code points anywhere, so that codes overlap."""
    rng = np.random.default_rng(coders * codings)
    size = coders * codings
    length = text // documents
    width = rng.integers(20, 201, size=size)
    start = rng.integers(0, length - 200, size=size)
    return Marks(
        np.repeat(np.arange(coders), codings),
        rng.integers(0, CODES, size=size),
        rng.integers(0, documents, size=size),
        start,
        start + width,
        coders,
        CODES,
        np.full(documents, length),
    )


def agree(marks: Marks) -> list[float]:
    """Return the alphas of the whole and of every code, without resampling."""
    agreement = SegmentAgreement(marks, [f"c{n}" for n in range(marks.coders)], resamples=0)
    found = [estimate.value for estimate in agreement.whole()[:3]]
    for code in range(marks.codes):
        found += [estimate.value for estimate in agreement.one_code(code)[:2]]
    return found


def agree_by_points(marks: Marks) -> float:
    """Return u-alpha of the first code going by single code points, as its definition reads."""
    text = np.zeros((marks.coders, marks.total), dtype=bool)
    for n in np.flatnonzero(marks.code == 0):
        at = marks.offsets[marks.document[n]]
        text[marks.coder[n], at + marks.start[n] : at + marks.end[n]] = True
    points = [[bool(value) for value in coder] for coder in text]
    length, agreed, square = 0, 0, 0
    for coder in points:
        run = 0
        for value in [*coder, False]:
            run = run + 1 if value else 0 * (square := square + run * run)
        length += sum(coder)
    for one, other in combinations(points, 2):
        agreed += 2 * sum(a and b for a, b in zip(one, other, strict=True))
    whole = marks.coders * marks.total
    gap = whole - length
    observed = length - agreed / (marks.coders - 1)
    return 1 - observed * (whole**2 - square - gap) / (whole * length * gap)


def seconds(task: Callable[[], object]) -> float:
    """Return what a task takes, without collecting garbage."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        task()
        return perf_counter() - start
    finally:
        gc.enable()


def peak(task: Callable[[], object]) -> int:
    """Return the most memory a task has at a time, in bytes."""
    tracemalloc.start()
    try:
        task()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def show_segments(largest: int) -> None:
    """Print how unitizing grows with codings and coders."""
    print(f"Segments in {TEXT:,} code points, {CODES} codes, {DOCUMENTS:,} documents.")
    print("Time: all alphas, as a multiple of u-alpha of one code by single code points in")
    print(
        f"{SMALL:,} code points. Memory: the most at a time, as a multiple of the codings' own.\n"
    )
    print(
        f"{'coders':>8}{'codings each':>14}{'segments':>12}{'seconds':>9}{'time':>8}{'memory':>8}"
    )
    for coders in CODERS:
        small = make_marks(coders, 100, SMALL, 1)
        base = min(seconds(lambda marks=small: agree_by_points(marks)) for _ in range(5))
        spent: dict[int, float] = {}
        for codings in (size for size in CODINGS if size <= largest):
            marks = make_marks(coders, codings)
            spent[codings] = seconds(lambda marks=marks: agree(marks))
            size = peak(lambda marks=marks: agree(marks)) / (5 * 8 * coders * codings)
            print(
                f"{coders:>8}{codings:>14,}{coders * codings:>12,}{spent[codings]:>9.2f}"
                f"{spent[codings] / base:>8.0f}{size:>8.1f}"
            )
        first, last = min(spent), max(spent)
        if last > first:
            grows = log2(spent[last] / spent[first]) / log2(last / first)
            print(f"{'':>8}codings × 10: cost × {10**grows:.1f}\n")


def make_values(coders: int, units: int = UNITS) -> NDArray[np.float64]:
    """Make values from 0 to 4 that coders agree on four times in five."""
    rng = np.random.default_rng(coders)
    truth = rng.integers(0, 5, size=(units, 1))
    guess = rng.integers(0, 5, size=(units, coders))
    return np.where(rng.random((units, coders)) < 0.8, truth, guess).astype(np.float64)


def tallied(
    kernel: Callable[..., NDArray[np.float64]], data: NDArray[np.float64], *options: str
) -> float:
    """Compute a coefficient the way ``crosscase agree`` does: equal rows once."""
    rows, row_of = tally_rows(data)
    weights = np.bincount(row_of, minlength=len(rows)).astype(np.float64)[None, :]
    if options:
        return float(kernel(rows, *options, weights)[0])
    return float(kernel(rows, weights)[0])


def compare(
    name: str, library: str, ours: Callable[[], float], theirs: Callable[[], float]
) -> None:
    """Print one line: ours as a multiple of theirs, and how far the values are apart."""
    difference = abs(ours() - theirs())
    ratio = min(seconds(ours) for _ in range(3)) / min(seconds(theirs) for _ in range(3))
    print(f"{name:<34}{library:<16}{ratio:>8.2f}{difference:>14.1e}")


def show_values() -> None:
    """Print how values of units compare with libraries, where those are installed."""
    print(f"Values of {UNITS:,} units: time as a multiple of the library's, and difference.\n")
    two, ten = make_values(2), make_values(10)
    try:
        metrics = importlib.import_module("sklearn.metrics")
    except ImportError:
        print("scikit-learn is not installed: pip install scikit-learn")
    else:
        score = metrics.cohen_kappa_score
        compare(
            "kappa, 2 coders",
            "scikit-learn",
            lambda: tallied(cohen_kappa, two),
            lambda: float(score(two[:, 0], two[:, 1])),
        )
    try:
        library = importlib.import_module("krippendorff")
    except ImportError:
        print("krippendorff is not installed: pip install krippendorff")
        return
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        for data in (two, ten):
            compare(
                f"alpha {metric}, {data.shape[1]} coders",
                "krippendorff",
                lambda data=data, metric=metric: tallied(krippendorff_alpha, data, metric),
                lambda data=data, metric=metric: float(
                    library.alpha(reliability_data=data.T, level_of_measurement=metric)
                ),
            )


def main() -> None:
    """Print the tables; an argument limits the codings of a coder."""
    show_segments(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS[-1])
    show_values()


if __name__ == "__main__":
    main()
