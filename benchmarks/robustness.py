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
from itertools import pairwise
from pathlib import Path
from time import process_time

from tests.builders import at_least, build_study, code, document, equals, hypothesis, predict, some

from crosscase.hypotheses import evaluate
from crosscase.robustness.alternatives import Alternatives, alternative_rows, stability_rows
from crosscase.robustness.flips import flip_rows
from crosscase.robustness.leave_out import LEAVE_OUT, Watch, leave_out_rows, removals_of
from crosscase.robustness.wires import Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Scorebook, Selection
from crosscase.specs import Hypothesis
from crosscase.storage import load
from crosscase.study import Study

ROOT = Path(__file__).parent.parent
CODINGS = (100, 1000, 10_000)
HYPOTHESES = (1, 5, 20)
ROUNDS = 3
CASES = 3
"""A comparison has at least so many cases: a smaller study has fewer codings a case, not fewer."""

A_CASE = 333
"""Codings of one case in a study that grows: it grows by cases, as a field study does."""

DOCUMENTS = (
    ("a", "a"),
    ("a", "a"),
    ("b", "b"),
    ("c", "c"),
    ("c", "c"),
    ("project", "abc"),
    ("project", "abc"),
    ("project", "abc"),
    ("province", "abc"),
    ("adviser", "ab"),
    ("council", "b"),
    ("council", "b"),
)
"""The documents of a case: whose voice each is, and which parties it speaks of beside the case."""

CODES = 60
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
    """Make a study of cases with three parties, seven source groups and twelve documents each."""
    chance = random.Random(f"{codings}/{hypotheses}")
    cases = [f"k{n}" for n in range(max(CASES, codings // A_CASE))]
    documents, rows = [], []
    for case in cases:
        units = []
        for n, (group, parties) in enumerate(DOCUMENTS):
            units.append((case, *(f"{case}-{party}" for party in parties)))
            documents.append(document(f"{case}-d{n}", " ".join(units[n]), group=f"{case}-{group}"))
        for _ in range(codings // len(cases)):
            n = chance.randrange(len(DOCUMENTS))
            rows.append(
                (
                    f"{case}-d{n}",
                    chance.choice(units[n] + units[n][1:]),
                    f"c{chance.randrange(CODES)}",
                    chance.choices(VALUES, (1, 2, 4))[0],
                )
            )
    return build_study(
        cases={case: tuple(f"{case}-{party}" for party in "abc") for case in cases},
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
    """Return the seconds of processor time something takes, without collecting garbage."""
    gc.collect()
    gc.disable()
    start = process_time()
    work()
    seconds = process_time() - start
    gc.enable()
    return seconds


def compute_everything(study: Study, below: Scorebook, selection: Selection) -> None:
    """Compute all scores and all verdicts under a selection, sharing only the index."""
    book = below.reselect(selection)
    for unit in study.units:
        for one in study.codes:
            book.score(unit, one)
    evaluate(study, book)


def measure(study: Study) -> tuple[float, dict[str, float]]:
    """Return the seconds of the baseline and of each analysis: the least of a few rounds.

    What else the computer does only ever adds; baseline and analyses take turns, so that neither
    has the quieter moments. Every round begins with nothing computed.
    """
    rounds = [measure_once(study) for _ in range(ROUNDS)]
    return min(baseline for baseline, _ in rounds), {
        name: min(found[name] for _, found in rounds) for name in rounds[0][1]
    }


def measure_once(study: Study) -> tuple[float, dict[str, float]]:
    """Return the seconds of the baseline, and the seconds of each analysis."""
    wiring = Wiring(study)
    watch = Watch(wiring)
    removals = [one for one in removals_of(wiring) if one.kind in LEAVE_OUT[:2]]
    shown = removals[:: max(1, len(removals) // 24)]
    again = shown[:: max(1, len(shown) // 6)]

    def recompute_some() -> None:
        for one in again:
            compute_everything(study, wiring.book, one.selection)

    def leave_out_some() -> None:
        for one in shown:
            book = Overlay(wiring.book, one.selection)
            list(watch.moved(book))
            wiring.follow(Change(wiring.values_in(book)))

    def everything(_: int) -> bool:
        return True

    return took(recompute_some) / len(again), {
        "leave one out, each": took(leave_out_some) / len(shown),
        "leave out all": took(lambda: list(leave_out_rows(wiring, watch))),
        "alternatives": took(lambda: list(alternative_rows(Alternatives(wiring), everything))),
        "100 joint draws": took(
            lambda: list(stability_rows(Alternatives(wiring), everything, seed=0, draws=100))
        ),
        "flips of groups": took(lambda: list(flip_rows(wiring, "groups", 2, everything))),
        "flips of codings": took(lambda: list(flip_rows(wiring, "codings", 2, everything))),
    }


def say(what: str, baseline: float, found: dict[str, float]) -> None:
    """Print a row."""
    said = " · ".join(f"{name} {cost / baseline:.3f}" for name, cost in found.items())
    print(f"  {what}: {said}")


def main(largest: int) -> None:
    """Print a table for every number of hypotheses, and a row for the study itself."""
    sizes = [n for n in CODINGS if n <= largest]
    for hypotheses in HYPOTHESES:
        print(f"\n{hypotheses} hypotheses: cost as a multiple of computing everything once")
        totals: list[float] = []
        for codings in sizes:
            baseline, found = measure(make_study(codings, hypotheses))
            totals.append(sum(found.values()))
            say(f"{codings:>6} codings", baseline, found)
        for (small, less), (large, more) in pairwise(zip(sizes, totals, strict=True)):
            print(f"  all analyses of {large} codings cost {more / less:.1f} times {small}")
    study = load(ROOT)
    print(f"\nthe study of this repository, {len(study.hypotheses)} hypotheses")
    say(f"{len(study.codings):>6} codings", *measure(study))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS[-1])
