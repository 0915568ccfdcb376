"""How far a study is coded: document by document, for who codes here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from crosscase.corpus import Document
from crosscase.errors import Problem, StudyError
from crosscase.judgements import judge_suggestions
from crosscase.storage import is_outdated
from crosscase.study import Study, Unit
from crosscase.suggestion import Suggestion
from crosscase.web.state import Moment, coded_codes

__all__ = [
    "Overview",
    "Progress",
    "coverage_states",
    "open_suggestions",
    "overview",
    "suggestion_problems",
]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one document is coded.

    Parameters
    ----------
    document : Document
        The document.
    codings : int
        Codings of who codes here; of all coders when the workbench is for reading only.
    suggestions : int
        Suggestions not decided on yet.
    coverage : mapping
        Code id → ``covered``, or ``outdated`` when the text or the definition changed since.
    codebooks : tuple of str
        Codebooks for all of whose codes the document was read.
    codes : int
        Codes that it can be read for.
    """

    document: Document
    codings: int
    suggestions: int
    coverage: Mapping[str, str]
    codebooks: tuple[str, ...]
    codes: int

    @property
    def covered(self) -> int:
        """The number of codes for which the document was read completely."""
        return sum(1 for state in self.coverage.values() if state == "covered")

    @property
    def outdated(self) -> int:
        """The number of codes for which it was read as it was, or as they were."""
        return len(self.coverage) - self.covered

    @property
    def is_finished(self) -> bool:
        """Whether the document was read completely for all codes."""
        return self.codes > 0 and self.covered == self.codes

    @property
    def words(self) -> int:
        """How many words the text has."""
        return len(self.document.text.split())


@dataclass(frozen=True, slots=True)
class Overview:
    """How far all documents are coded.

    Parameters
    ----------
    documents : mapping
        Document id → progress, in the order of the catalogue.
    by_case : tuple of (Unit or None, tuple of Progress)
        The same by the case they speak of; under None those of several cases, or of none.
    """

    documents: Mapping[str, Progress]
    by_case: tuple[tuple[Unit | None, tuple[Progress, ...]], ...]


def coverage_states(study: Study, coders: Collection[str]) -> dict[str, dict[str, str]]:
    """Return for which codes coders have read each document completely.

    Parameters
    ----------
    study : Study
        The study.
    coders : collection of str
        Whose statements to heed.

    Returns
    -------
    dict
        Document id → code id → ``covered``, or ``outdated`` when the text or the definition
        changed since. What was never stated is missing.
    """
    definitions = {code.id: code.definition_sha256 for code in study.codes.values()}
    found: dict[str, dict[str, str]] = {document: {} for document in study.documents}
    for cover in study.coding_state.coverage:
        if cover.coder not in coders or cover.document not in found:
            continue
        same_text = cover.text_sha256 == study.text_hashes[cover.document]
        states = found[cover.document]
        for code, defined in cover.codes.items():
            if code not in definitions:
                continue
            valid = same_text and defined == definitions[code]
            if valid or code not in states:
                states[code] = "covered" if valid else "outdated"
    return found


def suggestion_problems(moment: Moment) -> tuple[Problem, ...]:
    """Return what keeps the suggestions from being read; nothing when all is well.

    Parameters
    ----------
    moment : Moment
        The study.

    Returns
    -------
    tuple of Problem
        Texts can be read and coded all the same.
    """

    def make(study: Study) -> tuple[Problem, ...]:
        try:
            moment.suggestions()
        except StudyError as error:
            return error.problems
        return ()

    return moment.work_out("suggestion problems", make)


def open_suggestions(moment: Moment) -> Mapping[str, tuple[Suggestion, ...]]:
    """Return the suggestions not decided on yet, by document.

    Parameters
    ----------
    moment : Moment
        The study, and who codes; all suggestions stand open where nobody does.

    Returns
    -------
    mapping
        Document id → suggestions, in the order of the text; none about a text, code or unit that
        changed since, and none at all when their files cannot be read.
    """

    def make(study: Study) -> Mapping[str, tuple[Suggestion, ...]]:
        if suggestion_problems(moment):
            return dict.fromkeys(study.documents, ())
        known = [one for one in moment.suggestions() if not is_outdated(study, one)]
        judged = judge_suggestions(study, known, moment.coder)
        found: dict[str, list[Suggestion]] = {document: [] for document in study.documents}
        for one in known:
            if judged[one.id].status == "undecided":
                found[one.document].append(one)
        return {document: tuple(some) for document, some in found.items()}

    return moment.work_out("open suggestions", make)


def _case_of(study: Study, document: Document) -> Unit | None:
    cases = {study.case_of(unit) for unit in document.units if unit in study.units}
    return study.units[cases.pop()] if len(cases) == 1 else None


def overview(moment: Moment) -> Overview:
    """Return how far all documents are coded.

    Parameters
    ----------
    moment : Moment
        The study, and who codes.

    Returns
    -------
    Overview
        In the order of the catalogue, and by case.
    """

    def make(study: Study) -> Overview:
        coder, suggestions = moment.coder, open_suggestions(moment)
        counting = {one.id for one in study.coders.values() if one.counts}
        coverage = coverage_states(study, {coder} if coder else counting)
        codings = Counter(
            one.document
            for one in study.coding_state.codings
            if one.coder == coder or (not coder and one.coder in counting)
        )
        coded = coded_codes(study)
        books = {
            book.id: {code.id for code in book.codes if code.derive is None}
            for book in study.codebooks
        }
        found: dict[str, Progress] = {}
        for document in study.documents.values():
            states = coverage[document.id]
            done = {code for code, state in states.items() if state == "covered"}
            whole = tuple(book for book, codes in books.items() if codes and codes <= done)
            found[document.id] = Progress(
                document,
                codings[document.id],
                len(suggestions[document.id]),
                states,
                whole,
                len(coded),
            )
        return Overview(found, _group(study, found.values()))

    return moment.work_out("overview", make)


def _group(
    study: Study, documents: Collection[Progress]
) -> tuple[tuple[Unit | None, tuple[Progress, ...]], ...]:
    groups: dict[str, list[Progress]] = {case.id: [] for case in study.cases}
    groups[""] = []
    for one in documents:
        case = _case_of(study, one.document)
        groups[case.id if case else ""].append(one)
    return tuple((study.units.get(id), tuple(some)) for id, some in groups.items() if some)
