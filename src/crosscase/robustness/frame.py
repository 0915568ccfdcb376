"""The analyses as tables, one by one and all together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.hypotheses import evaluate
from crosscase.robustness.alternatives import Alternatives, alternative_rows, stability_rows
from crosscase.robustness.flags import circular_rows, voice_rows
from crosscase.robustness.flips import flip_rows
from crosscase.robustness.leave_out import LEAVE_OUT, Watch, leave_out_rows
from crosscase.robustness.removals import CODINGS, GROUPS
from crosscase.robustness.rows import KINDS, Row, refuse_unknown, rows_frame
from crosscase.robustness.wiring import Wiring
from crosscase.study import Study

__all__ = [
    "DRAWS",
    "SIZE",
    "alternatives",
    "circularity",
    "flip_sets",
    "leave_one_out",
    "robustness_frame",
    "single_voices",
    "stability",
]

DRAWS = 1000
"""How many joint alternatives are drawn for a reading that has more."""

SIZE = 2
"""The largest flip set that is looked for."""


def leave_one_out(study: Study, *, moves_only: bool = True) -> DataFrame:
    """Leave out each source group, document, coder and case in turn.

    Parameters
    ----------
    study : Study
        The study.
    moves_only : bool
        Whether to show only what moves.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`. Rows without a hypothesis are
        about scores. A case is left out of the overall claims alone.
    """
    wiring = Wiring(study)
    return rows_frame(leave_out_rows(wiring, Watch(wiring), moves_only=moves_only))


def _everything(verdict: int) -> bool:
    return True


def alternatives(
    study: Study, *, seed: int = 0, draws: int = DRAWS, moves_only: bool = True
) -> DataFrame:
    """Judge under every rule, lifting, threshold, test and reading one step away.

    Parameters
    ----------
    study : Study
        The study.
    seed, draws : int
        As for :func:`stability`.
    moves_only : bool
        Whether to show only the single alternatives that move a verdict.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`: the single alternatives, then
        the rows of :func:`stability`.
    """
    found = Alternatives(Wiring(study))
    return rows_frame(
        chain(
            alternative_rows(found, _everything, moves_only=moves_only),
            stability_rows(found, _everything, seed=seed, draws=draws),
        )
    )


def stability(study: Study, *, seed: int = 0, draws: int = DRAWS) -> DataFrame:
    """Count for each verdict in how many alternatives it stands.

    Parameters
    ----------
    study : Study
        The study.
    seed, draws : int
        Joint alternatives are two steps taken together: all such pairs, or ``draws`` of them where
        a reading has more, the same for the same seed.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`, two rows a verdict: the kinds
        ``stability-single`` and ``stability-joint``, with ``stands`` and ``of``. Counted are only
        alternatives to something the reading reads.
    """
    found = Alternatives(Wiring(study))
    return rows_frame(stability_rows(found, _everything, seed=seed, draws=draws))


def flip_sets(study: Study, *, group_size: int = SIZE, coding_size: int = SIZE) -> DataFrame:
    """Find for each verdict the smallest sets without which it is another, exactly.

    Parameters
    ----------
    study : Study
        The study.
    group_size, coding_size : int
        The largest sets of source groups and of codings to try; 0 for none.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`: all sets of the smallest size
        at which there are any, or one row that says that there are none up to the size tried.
    """
    wiring = Wiring(study)
    return rows_frame(
        row
        for kind, size in ((GROUPS, group_size), (CODINGS, coding_size))
        if size
        for _, rows in flip_rows(wiring, kind, size, _everything)
        for row in rows
    )


def single_voices(study: Study) -> DataFrame:
    """Name the source group that a verdict, or one side of it, rests on alone.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`; ``removed`` is the group,
        ``note`` what rests on it: ``verdict``, ``for`` or ``against``.
    """
    wiring = Wiring(study)
    return rows_frame(voice_rows(wiring, evaluate(study, wiring.book)))


def circularity(study: Study) -> DataFrame:
    """Flag where the evidence for a test is not independent of what it tests.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`; see
        :func:`~crosscase.robustness.flags.circular_rows`.
    """
    wiring = Wiring(study)
    return rows_frame(circular_rows(wiring, evaluate(study, wiring.book), _everything))


def _steps(
    wiring: Wiring,
    asked: Callable[[str], bool],
    wanted: Callable[[int], bool],
    *,
    sizes: tuple[int, int],
    seed: int,
    draws: int,
    scores: bool,
    moves_only: bool,
) -> Iterator[tuple[str, Iterable[Row]]]:
    """Yield what is being done with the rows it will give."""
    if any(asked(kind) for kind in LEAVE_OUT):
        watch = Watch(wiring) if scores else None
        yield "leaving one out", leave_out_rows(wiring, watch, moves_only=moves_only)
    found = Alternatives(wiring)
    if any(asked(kind) for kind in KINDS if kind.startswith("alternative-")):
        yield "alternatives", alternative_rows(found, wanted, moves_only=moves_only)
    if asked("stability-single") or asked("stability-joint"):
        yield "stability", stability_rows(found, wanted, seed=seed, draws=draws)
    for kind, size in zip((GROUPS, CODINGS), sizes, strict=True):
        if asked(f"flip-{kind}") and size:
            rows = flip_rows(wiring, kind, size, wanted)
            yield f"flip sets of {kind}, up to {size}", (row for _, some in rows for row in some)
    if asked("single-voice") or any(asked(k) for k in KINDS if k.startswith("circular-")):
        verdicts = evaluate(wiring.study, wiring.book)
        yield (
            "single voices and circles",
            chain(voice_rows(wiring, verdicts), circular_rows(wiring, verdicts, wanted)),
        )


def robustness_frame(
    study: Study,
    *,
    kinds: Collection[str] = (),
    hypotheses: Collection[str] = (),
    units: Collection[str] = (),
    group_size: int = SIZE,
    coding_size: int = SIZE,
    seed: int = 0,
    draws: int = DRAWS,
    scores: bool = False,
    moves_only: bool = True,
    progress: Callable[[str], None] | None = None,
) -> DataFrame:
    """Say of every verdict what would change it.

    Parameters
    ----------
    study : Study
        The study.
    kinds : collection of str
        Only these :data:`~crosscase.robustness.rows.KINDS`; all when empty.
    hypotheses, units : collection of str
        Only verdicts on these; all when empty. ``all`` is the claim over all units.
    group_size, coding_size : int
        The largest flip sets to try.
    seed, draws : int
        For joint alternatives.
    scores : bool
        Whether to show the scores that move as well; not when verdicts are chosen.
    moves_only : bool
        Whether to show only what moves.
    progress : callable, optional
        Is told in a few words what is being done.

    Returns
    -------
    DataFrame
        Columns as :func:`~crosscase.robustness.rows.rows_frame`, in the order of the kinds.

    Raises
    ------
    UsageError
        When a kind, hypothesis or unit is not known, or a size is negative.
    """
    refuse_unknown("kind", kinds, KINDS)
    refuse_unknown("hypothesis", hypotheses, [one.id for one in study.hypotheses])
    refuse_unknown("unit", units, [*study.units, "all"])
    if min(group_size, coding_size, draws) < 0:
        raise UsageError("a size or a number of draws below 0; allowed: 0 and more; raise it")
    wiring = Wiring(study)

    def shown(hypothesis: str, unit: str) -> bool:
        return (not hypotheses or hypothesis in hypotheses) and (not units or unit in units)

    steps = _steps(
        wiring,
        lambda kind: not kinds or kind in kinds,
        lambda verdict: shown(wiring.keys[verdict].hypothesis, wiring.keys[verdict].unit),
        sizes=(group_size, coding_size),
        seed=seed,
        draws=draws,
        scores=scores,
        moves_only=moves_only,
    )
    rows: list[Row] = []
    for saying, some in steps:
        if progress is not None:
            progress(saying)
        rows += (
            row
            for row in some
            if (not kinds or row.kind in kinds) and shown(row.hypothesis, row.unit)
        )
    return rows_frame(rows)
