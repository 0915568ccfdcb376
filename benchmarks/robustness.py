"""How the cost of robustness grows with codings and with hypotheses.

Run from the root of the repository as ``python -m benchmarks.robustness``; see README.md here.
Figures are ratios to a baseline measured in the same run, so that they do not depend on the
computer: what computing all scores and verdicts of the same study anew costs.
"""

from __future__ import annotations

import gc
import random
import sys
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from time import perf_counter

from tests.builders import at_least, build_study, code, document, equals, hypothesis, predict, some

from crosscase.hypotheses import evaluate
from crosscase.robustness.alternatives import Alternatives, alternative_rows, stability_rows
from crosscase.robustness.flips import flip_rows
from crosscase.robustness.leave_out import LEAVE_OUT, Watch, leave_out_rows, removals_of
from crosscase.robustness.wires import Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Scorebook, Selection
from crosscase.specs import Hypothesis
from crosscase.study import Study

CODINGS = (100, 1000, 10_000)
HYPOTHESES = (1, 5, 20)
A_CASE = 100
"""Codings of one case: a study grows by cases, as a field study does."""

CODES = 12
VALUES = ("absent", "partial", "present")
TESTS = ("hoop", "smoking-gun", "straw-in-the-wind", "doubly-decisive")


def make_hypotheses(count: int) -> list[Hypothesis]:
    """Make hypotheses at both levels, each with another for an exclusive rival."""
    return [
        hypothesis(
            f"H{n}",
            predict("one", at_least(f"c{n % CODES}", "partial"), TESTS[n % 4]),
            predict("two", equals(f"c{(n + 1) % CODES}", "present"), TESTS[(n + 1) % 4]),
            predict(
                "three",
                some(
                    at_least(f"c{(n + 2) % CODES}", "present"),
                    equals(f"c{(n + 3) % CODES}", "absent"),
                ),
                TESTS[(n + 2) % 4],
            ),
            level=("party", "case")[n // 2 % 2],
            claim=("universal", "existential")[n % 2],
            rivals=[(f"H{n ^ 1}", "exclusive")] if n ^ 1 < count else [],
        )
        for n in range(count)
    ]


def make_study(codings: int, hypotheses: int) -> Study:
    """Make a study of cases with three parties and six source groups each, always the same."""
    chance = random.Random(f"{codings}/{hypotheses}")
    cases = {f"k{n}": tuple(f"k{n}-{p}" for p in "abc") for n in range(codings // A_CASE)}
    documents = [
        document(f"{case}-d{n}", " ".join((case, *parties)), group=f"{case}-g{n}")
        for case, parties in cases.items()
        for n in range(6)
    ]
    rows = [
        (
            f"{case}-d{chance.randrange(6)}",
            chance.choice((case, *parties, *parties)),
            f"c{chance.randrange(CODES)}",
            chance.choices(VALUES, (1, 2, 4))[0],
        )
        for case, parties in cases.items()
        for _ in range(A_CASE)
    ]
    return build_study(
        cases=cases,
        codes=[
            code(f"c{n}", lifting=("pooled", "all", "any", "none")[n % 4], inherit=n % 5 == 0)
            for n in range(CODES)
        ],
        documents=documents,
        codings=rows,
        coverage=[("c1", one.id) for one in documents],
        hypotheses=make_hypotheses(hypotheses),
    )


def took(work: Callable[[], object]) -> float:
    """Return the seconds something takes, without collecting garbage, as ``timeit`` does."""
    gc.collect()
    gc.disable()
    start = perf_counter()
    work()
    seconds = perf_counter() - start
    gc.enable()
    return seconds


def compute_everything(study: Study, below: Scorebook, selection: Selection) -> None:
    """Compute all scores and all verdicts under a selection, sharing only the index."""
    book = below.reselect(selection)
    for unit in study.units:
        for one in study.codes:
            book.score(unit, one)
    evaluate(study, book)


def measure(codings: int, hypotheses: int) -> tuple[float, dict[str, float]]:
    """Return the seconds of the baseline, and the seconds of each analysis."""
    study = make_study(codings, hypotheses)
    wiring = Wiring(study)
    watch = Watch(wiring)
    removals = [one for one in removals_of(wiring) if one.kind in LEAVE_OUT[:2]]
    shown = removals[:: max(1, len(removals) // 24)]
    baseline = min(
        took(partial(compute_everything, study, wiring.book, one.selection)) for one in shown[:3]
    )

    def leave_out_some() -> None:
        for one in shown:
            book = Overlay(wiring.book, one.selection)
            list(watch.moved(book))
            wiring.follow(Change(wiring.values_in(book)))

    def everything(_: int) -> bool:
        return True

    return baseline, {
        "leave one out, each": took(leave_out_some) / len(shown),
        "leave out all": took(lambda: list(leave_out_rows(wiring, watch))),
        "alternatives": took(lambda: list(alternative_rows(Alternatives(wiring), everything))),
        "100 joint draws": took(
            lambda: list(stability_rows(Alternatives(wiring), everything, seed=0, draws=100))
        ),
        "flips of groups": took(lambda: list(flip_rows(wiring, "groups", 2, everything))),
        "flips of codings": took(lambda: list(flip_rows(wiring, "codings", 2, everything))),
    }


def main(largest: int) -> None:
    """Print a table for every number of hypotheses."""
    sizes = [n for n in CODINGS if n <= largest]
    for hypotheses in HYPOTHESES:
        print(f"\n{hypotheses} hypotheses: cost as a multiple of computing everything once")
        totals: list[float] = []
        for codings in sizes:
            baseline, found = measure(codings, hypotheses)
            totals.append(sum(found.values()))
            said = " · ".join(f"{name} {cost / baseline:.3f}" for name, cost in found.items())
            print(f"  {codings:>6} codings: {said}")
        for (small, less), (large, more) in pairwise(zip(sizes, totals, strict=True)):
            print(f"  all analyses of {large} codings cost {more / less:.1f} times {small}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS[-1])
