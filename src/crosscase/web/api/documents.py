"""The study, its documents, and for which codes they were read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from crosscase.coding import Event
from crosscase.errors import StudyError, UsageError
from crosscase.storage import coverage_of
from crosscase.storage.loading import errors_of
from crosscase.study import Study
from crosscase.web.answers import answer, describe_problem
from crosscase.web.api import bodies, models
from crosscase.web.api.asking import coding_bench, find_document, split_names, visible_coders
from crosscase.web.api.shown import (
    show_coding,
    show_document,
    show_study,
    show_suggestion,
    show_text,
)
from crosscase.web.overview import open_suggestions, overview, suggestion_problems
from crosscase.web.state import Moment, Workbench, bench_of, moment_of

__all__ = ["router"]

router = APIRouter()

_CATALOGUE = ("study.yaml", "corpus/documents.yaml")
"""Files that say which documents there are."""


def _tell_errors(moment: Moment) -> list[dict[str, str]]:
    """Return what is wrong in the files: of what could not be read an answer says nothing."""
    errors = (*errors_of(moment.study.problems), *suggestion_problems(moment))
    return [describe_problem(one) for one in errors]


@router.get("/study", response_model=models.StudyAnswer, summary="The study")
def get_study(request: Request) -> Response:
    """Say what can be coded, of whom, in which documents, and how far that is done."""
    moment = moment_of(request)
    data = show_study(moment.study, moment.coder)
    data["documents"] = [show_document(one) for one in overview(moment).documents.values()]
    data["problems"] = _tell_errors(moment)
    return answer(request, {"version": moment.version, **data})


@router.get("/changes", response_model=models.Changes, summary="What changed since a version")
def get_changes(
    request: Request,
    since: Annotated[str, Query(max_length=100, description="The version of another answer.")] = "",
) -> Response:
    """Say which documents have other codings or coverage than at a version, and by which events.

    ``structure`` says that anything may be otherwise: texts, codebooks, suggestions.
    """
    bench = bench_of(request)
    changes = bench.opened.changes(since)
    # Looked at later, so that none is missing of what the version has.
    documents = moment_of(request).study.documents if changes.structure else changes.documents
    data = {
        "version": changes.version,
        "changed": since != changes.version,
        "documents": sorted(documents),
        "structure": changes.structure,
        "events": changes.events,
    }
    return answer(request, data)


Others = Annotated[
    str, Query(description="Coders whose codings to show as well, with commas.", max_length=5000)
]


@router.get("/documents/{document}", response_model=models.DocumentAnswer, summary="A document")
def get_document(document: str, request: Request, others: Others = "") -> Response:
    """Give a document with its text, codings and open suggestions."""
    moment = moment_of(request)
    study = moment.study
    unread = [one for one in errors_of(study.problems) if one.file in _CATALOGUE]
    if document not in study.documents and unread:
        # It may be there all the same.
        raise StudyError(unread)
    find_document(study, document)
    coders = visible_coders(moment, split_names(others))
    progress = overview(moment).documents[document]
    codings = [
        show_coding(study, coding)
        for coding in study.coding_state.codings
        if coding.document == document and coding.coder in coders
    ]
    return answer(
        request,
        {
            "version": moment.version,
            "document": show_text(study, progress),
            "codings": codings,
            "suggestions": [show_suggestion(one) for one in open_suggestions(moment)[document]],
            "coverage": progress.coverage,
            "problems": _tell_errors(moment),
        },
    )


def _codes_of(study: Study, body: bodies.CoverageRequest) -> list[str]:
    if body.codes is not None:
        return body.codes
    for book in study.codebooks:
        if book.id == body.codebook:
            return [code.id for code in book.codes if code.derive is None]
    allowed = ", ".join(book.id for book in study.codebooks) or "none"
    raise UsageError(f"found codebook {body.codebook}; allowed: {allowed}")


def _say_coverage(request: Request, bench: Workbench, document: str) -> Response:
    moment = bench.moment()
    find_document(moment.study, document)
    progress = overview(moment).documents[document]
    data: dict[str, Any] = {
        "version": moment.version,
        "document": document,
        "coverage": progress.coverage,
        "covered": progress.codebooks,
    }
    return answer(request, data)


@router.put(
    "/documents/{document}/coverage",
    response_model=models.CoverageAnswer,
    summary="State coverage",
)
def put_coverage(document: str, body: bodies.CoverageRequest, request: Request) -> Response:
    """State that the document was read completely for these codes."""
    bench = coding_bench(request)

    def make(study: Study) -> tuple[Event, ...]:
        find_document(study, document)
        return coverage_of(study, bench.coder, document, _codes_of(study, body))

    bench.opened.carry_out(bench.coder, make)
    return _say_coverage(request, bench, document)


@router.delete(
    "/documents/{document}/coverage",
    response_model=models.CoverageAnswer,
    summary="Take coverage back",
)
def delete_coverage(document: str, body: bodies.CoverageRequest, request: Request) -> Response:
    """Take back that the document was read completely for these codes."""
    bench = coding_bench(request)
    study = moment_of(request).study
    find_document(study, document)
    bench.opened.uncover_document(bench.coder, document, _codes_of(study, body))
    return _say_coverage(request, bench, document)
