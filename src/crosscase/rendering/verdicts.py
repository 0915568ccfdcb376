"""Verdicts as a table: every reading of every hypothesis, by case and over all units."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from crosscase.codebook import Labels, in_language
from crosscase.comparison import Cell, Ref, Row, Table
from crosscase.comparison.table import compose
from crosscase.hypotheses import ALL, VERDICTS, Verdict
from crosscase.specs import Axis, Hypothesis, Reading, TableSpec
from crosscase.study import Study

__all__ = ["tabulate_verdicts"]

_TITLE: Labels = {"nl": "De oordelen op een rij", "en": "The verdicts at a glance"}
_CORNER: Labels = {"nl": "hypothese en lezing", "en": "hypothesis and reading"}
_ALL: Labels = {"nl": "alle", "en": "all"}
_POST_HOC: Labels = {"nl": "achteraf", "en": "post hoc"}
_LEGEND: Labels = {
    "nl": "achteraf: opgesteld of gewijzigd nadat er gecodeerd was",
    "en": "post hoc: written or changed after the coding",
}


def _beneath(study: Study, verdict: Verdict, verdicts: Iterable[Verdict]) -> Iterator[Verdict]:
    """Yield the verdicts on single units that a claim over units rests on, or the verdict."""
    if verdict.predictions or verdict.scope is not None:
        yield verdict
        return
    parties = study.units[verdict.unit].parties if verdict.unit != ALL else ()
    for one in verdicts:
        same = (one.hypothesis, one.reading) == (verdict.hypothesis, verdict.reading)
        if same and not one.counts and (one.unit in parties or verdict.unit == ALL):
            yield one


def _scores(verdict: Verdict) -> Iterator[tuple[Ref, str]]:
    outcomes = [*verdict.predictions, *(rival.prediction for rival in verdict.rivals)]
    if verdict.scope is not None:
        outcomes.append(verdict.scope)
    for outcome in outcomes:
        for key, atom in zip(outcome.scores, outcome.atoms, strict=True):
            yield Ref(*key), atom.state


def _cell(study: Study, verdict: Verdict | None, verdicts: Iterable[Verdict]) -> Cell:
    if verdict is None:
        return Cell(dict.fromkeys(study.languages, "–"), (), ())
    scores = {
        ref: state for one in _beneath(study, verdict, verdicts) for ref, state in _scores(one)
    }
    return Cell(
        text=compose(study.languages, partial(in_language, VERDICTS[verdict.verdict])),
        refs=tuple(scores),
        states=tuple(scores.values()),
        value=verdict.verdict,
        codings_for=verdict.codings_for,
        codings_against=verdict.codings_against,
    )


def _label(study: Study, hypothesis: Hypothesis, reading: Reading) -> Labels:
    def write(language: str) -> str:
        label = in_language(reading.label, language)
        if hypothesis.post_hoc or reading.added:
            label += f" ({in_language(_POST_HOC, language)})"
        return label

    return compose(study.languages, write)


def _heading(study: Study, hypothesis: Hypothesis) -> Labels:
    return compose(
        study.languages,
        lambda language: f"{hypothesis.id}. {in_language(hypothesis.label, language)}",
    )


def tabulate_verdicts(study: Study, verdicts: Iterable[Verdict]) -> Table:
    """Return verdicts as a table.

    Parameters
    ----------
    study : Study
        The study.
    verdicts : iterable of Verdict
        What :func:`crosscase.hypotheses.evaluate` gave.

    Returns
    -------
    Table
        A row for each reading under a heading for its hypothesis; a column for each case and one
        for the claim over all units. A cell rests on the scores that the predictions read, and on
        the codings for and against what is predicted.
    """
    listed = list(verdicts)
    found = {(one.hypothesis, one.reading, one.unit): one for one in listed}
    columns = [case.id for case in study.cases] + [ALL]
    rows: list[Row] = []
    for hypothesis in study.hypotheses:
        rows.append(Row("heading", _heading(study, hypothesis)))
        for reading in hypothesis.readings:
            cells = (
                _cell(study, found.get((hypothesis.id, reading.id, unit)), listed)
                for unit in columns
            )
            rows.append(Row("data", _label(study, hypothesis, reading), tuple(cells)))
    late = any(h.post_hoc or any(r.added for r in h.readings) for h in study.hypotheses)
    spec = TableSpec(
        "verdicts", _TITLE, "verdicts", Axis("hypotheses"), Axis("units", tuple(columns))
    )
    return Table(
        id=spec.id,
        title=_TITLE,
        note={},
        source="",
        kind=spec.kind,
        corner=_CORNER,
        columns=(*(case.label for case in study.cases), _ALL),
        rows=tuple(rows),
        legend=(_LEGEND,) if late else (),
        spec=spec,
    )
