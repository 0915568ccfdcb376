"""How far the coders agree, gathered for the report; the same in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.comparison import Ref
from crosscase.hypotheses import Verdict
from crosscase.reliability import (
    Estimate,
    Matrix,
    ScoreEstimate,
    count_confusion,
    estimate_passages,
    estimate_scores,
)
from crosscase.report.reliability.settlements import Adjudication, gather_adjudication
from crosscase.scoring import Scorebook
from crosscase.scoring.shared import SharedReading, share_reading
from crosscase.study import Study

__all__ = [
    "BookAgreement",
    "CodeAgreement",
    "Moment",
    "Reliability",
    "ScoreLine",
    "Shared",
    "gather_reliability",
]

_ALPHAS = {"ordinal": "alpha-ordinal", "number": "alpha-interval"}
"""Krippendorff's alpha by kind of scale; nominal for the others."""


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """Agreement on whether evidence was found, or on the values of a scale.

    Parameters
    ----------
    about : {"found", "value"}
        Which of the two.
    scale : str
        Of values: the scale.
    alpha : Estimate
        Krippendorff's alpha that goes with the kind of values.
    estimates : mapping
        Every coefficient by name.
    """

    about: str
    scale: str
    alpha: Estimate
    estimates: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class BookAgreement:
    """Agreement on the codes of a codebook; on all codes where it has no id."""

    codebook: str
    scores: tuple[ScoreLine, ...]
    passages: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement on one code: whether evidence was found, its value, and the passages."""

    code: str
    found: ScoreLine
    value: ScoreLine
    passages: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Shared:
    """Who are compared, and how much of the text all of them read for a code at least.

    Parameters
    ----------
    coders, others : tuple of str
        Those compared, and those who coded as well but read no text that all of these read.
    documents, all_documents, words, all_words, codes, all_codes : int
        What they share, and what there is.
    """

    coders: tuple[str, ...]
    others: tuple[str, ...]
    documents: int
    all_documents: int
    words: int
    all_words: int
    codes: int
    all_codes: int


@dataclass(frozen=True, slots=True)
class Moment:
    """Agreement as the codings were at a snapshot, or as they are now."""

    snapshot: str
    shared: Shared
    books: tuple[BookAgreement, ...]
    codes: tuple[CodeAgreement, ...]
    matrices: tuple[Matrix, ...]


@dataclass(frozen=True, slots=True)
class Reliability:
    """What the report says of agreement.

    Parameters
    ----------
    moments : tuple of Moment
        The moment at which coders are compared; then now, where definitions or what they share
        have changed since.
    redefined : tuple of str
        Codes compared whose definition was changed since that moment.
    adjudication : Adjudication
        What became of their disagreements.
    """

    moments: tuple[Moment, ...]
    redefined: tuple[str, ...]
    adjudication: Adjudication

    @property
    def read_anew(self) -> tuple[str, ...]:
        """The codes redefined that coders have read by their new definition."""
        now = {one.code for moment in self.moments[1:] for one in moment.codes}
        return tuple(code for code in self.redefined if code in now)

    @property
    def refs(self) -> set[Ref]:
        """The scores the section leads to."""
        return {change.ref for change in self.adjudication.scores}


def _shares(reading: SharedReading) -> bool:
    return len(reading.coders) > 1 and any(reading.documents.values())


def _words(study: Study, documents: Iterable[str]) -> int:
    return sum(len(study.documents[document].text.split()) for document in documents)


def _documents(reading: SharedReading) -> set[str]:
    return {document for documents in reading.documents.values() for document in documents}


def _choose_reading(study: Study, snapshot: str) -> SharedReading | None:
    """Return what all coders read, or, where that is nothing, the group of coders that read most.

    None where no two coders share anything.
    """
    reading = share_reading(study, snapshot=snapshot)
    if _shares(reading):
        return reading
    cells: dict[tuple[str, str], set[str]] = {}
    for coder in reading.coders:
        alone = share_reading(study, coders=(coder,), snapshot=snapshot)
        for code, documents in alone.documents.items():
            for document in documents:
                cells.setdefault((document, code), set()).add(coder)
    groups = {
        tuple(coder for coder in reading.coders if coder in readers)
        for readers in cells.values()
        if len(readers) > 1
    }
    candidates = [share_reading(study, coders=group, snapshot=snapshot) for group in sorted(groups)]
    return max(candidates, key=lambda one: _words(study, _documents(one)), default=None)


def _lines(study: Study, estimates: Iterable[ScoreEstimate]) -> tuple[ScoreLine, ...]:
    gathered: dict[tuple[str, str], dict[str, Estimate]] = {}
    for one in estimates:
        by_name = gathered.setdefault((one.about, one.scale), {})
        by_name[one.estimate.coefficient] = one.estimate
    lines = []
    for (about, scale), by_name in gathered.items():
        kind = study.scales[scale].kind if scale else "nominal"
        alpha = by_name[_ALPHAS.get(kind, "alpha-nominal")]
        lines.append(ScoreLine(about, scale, alpha, by_name))
    return tuple(lines)


def _book(reading: SharedReading, codebook: str) -> BookAgreement:
    passages = {
        one.estimate.coefficient: one.estimate for one in estimate_passages(reading) if not one.code
    }
    return BookAgreement(codebook, _lines(reading.study, estimate_scores(reading)), passages)


def _codes(reading: SharedReading) -> tuple[CodeAgreement, ...]:
    scores: dict[str, list[ScoreEstimate]] = {}
    for score in estimate_scores(reading, by="code"):
        scores.setdefault(score.group, []).append(score)
    passages: dict[str, dict[str, Estimate]] = {}
    for one in estimate_passages(reading, by="code"):
        passages.setdefault(one.code, {})[one.estimate.coefficient] = one.estimate
    found = []
    for code, documents in reading.documents.items():
        lines = _lines(reading.study, scores[code])
        # Without a unit that a shared text speaks of there is nothing to compare.
        if documents and len(lines) > 1:
            found.append(CodeAgreement(code, lines[0], lines[1], passages[code]))
    return tuple(found)


def _shared(reading: SharedReading) -> Shared:
    study = reading.study
    documents = _documents(reading)
    everybody = share_reading(study, snapshot=reading.snapshot).coders
    return Shared(
        reading.coders,
        tuple(coder for coder in everybody if coder not in reading.coders),
        len(documents),
        len(study.documents),
        _words(study, documents),
        _words(study, study.documents),
        sum(bool(one) for one in reading.documents.values()),
        len(reading.codes),
    )


def _moment(study: Study, reading: SharedReading) -> Moment:
    books = [_book(reading, "")]
    several = [book for book in study.codebooks if any(c.derive is None for c in book.codes)]
    for book in several if len(several) > 1 else ():
        of_book = reading.narrow(book.id)
        if _shares(of_book):
            books.append(_book(of_book, book.id))
    matrices = tuple(count_confusion(reading))
    return Moment(reading.snapshot, _shared(reading), tuple(books), _codes(reading), matrices)


def _redefined(study: Study, reading: SharedReading) -> tuple[str, ...]:
    """Return the codes that all read then by a definition that is not that of today."""
    changed = {
        code
        for cover in reading.state.coverage
        if cover.coder in reading.coders
        for code, sha256 in cover.codes.items()
        if code in study.codes and study.codes[code].definition_sha256 != sha256
    }
    return tuple(
        code for code, documents in reading.documents.items() if documents and code in changed
    )


def gather_reliability(
    study: Study, book: Scorebook, verdicts: Sequence[Verdict]
) -> Reliability | None:
    """Gather what the report says of agreement between coders.

    Compared are all who cover anything; where they share no text, those of them who together
    read most. The moment is the snapshot that ``study.yaml`` names, so that agreement is that of
    coders who had not yet compared notes. Where definitions or what they share have changed
    since, the agreement of now stands beside it.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        The scores as the study stands.
    verdicts : sequence of Verdict
        The verdicts on these.

    Returns
    -------
    Reliability or None
        None where no two coders have read the same text for the same code.
    """
    reading = _choose_reading(study, study.agreement)
    if reading is None:
        return None
    moments = [_moment(study, reading)]
    redefined: tuple[str, ...] = ()
    if study.agreement:
        redefined = _redefined(study, reading)
        today = share_reading(study, coders=reading.coders)
        if _shares(today) and (redefined or today.documents != reading.documents):
            moments.append(_moment(study, today))
    adjudication = gather_adjudication(study, reading.coders, book, verdicts)
    return Reliability(tuple(moments), redefined, adjudication)
