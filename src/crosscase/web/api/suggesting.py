"""Suggestions: those that stand open, deciding on them, and finding more."""

from __future__ import annotations

import threading
from collections.abc import Callable

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import DETAIL_FIELDS
from crosscase.corpus import Document
from crosscase.errors import StudyError, UsageError
from crosscase.judgements import changed_fields
from crosscase.storage import Claim, write_suggestions
from crosscase.study import Study
from crosscase.suggestion import Suggestion
from crosscase.web.answers import RefusedError, answer
from crosscase.web.api import bodies, models
from crosscase.web.api.asking import check_words, coding_bench, find_document, taken_back
from crosscase.web.api.shown import show_coding, show_suggestion
from crosscase.web.overview import open_suggestions, suggestion_problems
from crosscase.web.state import Moment, moment_of

__all__ = ["router"]

router = APIRouter()

_finding = threading.Lock()


@router.get(
    "/documents/{document}/suggestions",
    response_model=models.Suggestions,
    summary="Suggestions that stand open",
)
def get_suggestions(document: str, request: Request) -> Response:
    """Give the suggestions in a document that who codes here did not decide on."""
    moment = moment_of(request)
    find_document(moment.study, document)
    if problems := suggestion_problems(moment):
        raise StudyError(problems)
    shown = [show_suggestion(one) for one in open_suggestions(moment)[document]]
    return answer(request, {"version": moment.version, "suggestions": shown})


def _claim_of(body: bodies.SuggestionDecision) -> Claim:
    details = {name: getattr(body, name) for name in DETAIL_FIELDS if getattr(body, name)}
    span = None
    if (body.start is None) != (body.end is None):
        raise RefusedError(400, "found one of start and end; allowed: both, with quote, or neither")
    if body.start is not None and body.end is not None:
        span = (body.start, body.end)
    return Claim(body.quote or "", span, body.code, body.value, tuple(body.units), details)


def _check_claim(moment: Moment, suggestion: str, claim: Claim) -> None:
    one = _known(moment, suggestion)
    if one and claim.span:
        check_words(find_document(moment.study, one.document).text, *claim.span, claim.quote)


def _known(moment: Moment, suggestion: str) -> Suggestion | None:
    return next((one for one in moment.suggestions() if one.id == suggestion), None)


def _decide(
    request: Request, suggestion: str, carry_out: Callable[[], tuple[str, ...]]
) -> tuple[str, ...]:
    """Carry a decision out, or refuse with 404 when there is no such suggestion."""
    try:
        return carry_out()
    except UsageError:
        if _known(moment_of(request), suggestion) is None:
            raise RefusedError(
                404,
                f"found suggestion {suggestion}; none has this id as they were last made; "
                "list them anew",
            ) from None
        raise


def _make_codings(
    suggestion: str, body: bodies.SuggestionDecision, request: Request, *, correct: bool
) -> Response:
    bench = coding_bench(request)
    claim = _claim_of(body)
    if not bench.opened.events_of_request(body.request):
        _check_claim(moment_of(request), suggestion, claim)
    events = _decide(
        request,
        suggestion,
        lambda: bench.opened.code_suggestions(
            bench.coder,
            [suggestion],
            claim,
            correct=correct,
            more=body.more,
            request=body.request,
        ),
    )
    moment = bench.moment()
    study = moment.study
    if gone := [id for id in events if id not in study.codings]:
        raise taken_back("coding", gone[0])
    codings = [study.codings[id] for id in events]
    same = any(not changed_fields(coding, coding.proposed or {}) for coding in codings)
    data = {
        "version": moment.version,
        "suggestion": suggestion,
        "status": "accepted" if same else "corrected",
        "codings": [show_coding(study, coding) for coding in codings],
    }
    return answer(request, data, status=201)


@router.post(
    "/suggestions/{suggestion}/accept",
    status_code=201,
    response_model=models.Judged,
    summary="Accept a suggestion",
)
def accept(suggestion: str, body: bodies.SuggestionDecision, request: Request) -> Response:
    """Make a coding of what is proposed, with what it leaves open filled in."""
    return _make_codings(suggestion, body, request, correct=False)


@router.post(
    "/suggestions/{suggestion}/correct",
    status_code=201,
    response_model=models.Judged,
    summary="Correct a suggestion",
)
def correct(suggestion: str, body: bodies.SuggestionDecision, request: Request) -> Response:
    """Make a coding with other words, another code, unit or value than proposed."""
    return _make_codings(suggestion, body, request, correct=True)


@router.post(
    "/suggestions/{suggestion}/reject",
    status_code=201,
    response_model=models.Judged,
    summary="Reject a suggestion",
)
def reject(suggestion: str, body: bodies.SuggestionDecision, request: Request) -> Response:
    """Say that a suggestion is wrong, so that no later run brings it back."""
    bench = coding_bench(request)
    events = _decide(
        request,
        suggestion,
        lambda: bench.opened.reject_suggestions(
            bench.coder, [suggestion], memo=body.memo, request=body.request
        ),
    )
    moment = bench.moment()
    stands = {one.id for one in moment.study.coding_state.rejections}
    if gone := [id for id in events if id not in stands]:
        raise taken_back("rejection", gone[0])
    data = {
        "version": moment.version,
        "suggestion": suggestion,
        "status": "rejected",
        "codings": [],
    }
    return answer(request, data, status=201)


@router.post(
    "/suggestions/{suggestion}/undo",
    status_code=201,
    response_model=models.Undone,
    summary="Take a decision on a suggestion back",
)
def undo(suggestion: str, body: bodies.SuggestionDecision, request: Request) -> Response:
    """Take back the codings made of a suggestion, or its rejection; it stands open again."""
    bench = coding_bench(request)
    events = _decide(
        request,
        suggestion,
        lambda: bench.opened.undo_suggestions(bench.coder, [suggestion], request=body.request),
    )
    moment = bench.moment()
    stands = {one.id: one for some in open_suggestions(moment).values() for one in some}
    again = stands.get(suggestion)
    data = {
        "version": moment.version,
        "suggestion": show_suggestion(again) if again else None,
        "withdrawn": sorted(bench.opened.first_of(id) for id in events),
    }
    return answer(request, data, status=201)


def _find(study: Study, document: Document, method: str) -> tuple[Suggestion, ...]:
    if method == "lexicon":
        from crosscase.suggest import suggest_by_lexicon

        return suggest_by_lexicon(study, documents=[document.id])
    from crosscase.suggest.learned import suggest_by_learning

    return suggest_by_learning(study, documents=[document.id]).suggestions


@router.post(
    "/documents/{document}/suggest",
    status_code=201,
    response_model=models.Suggested,
    summary="Find suggestions in a document",
)
def suggest(document: str, body: bodies.SuggestRequest, request: Request) -> Response:
    """Find suggestions in one document, in place of those the method found there before."""
    bench = coding_bench(request)
    with _finding:
        study = bench.moment().study
        found = _find(study, find_document(study, document), body.method)
        write_suggestions(study.root, body.method, found, document=document)
    moment = bench.moment()
    find_document(moment.study, document)
    shown = [show_suggestion(one) for one in open_suggestions(moment)[document]]
    data = {"version": moment.version, "found": len(found), "suggestions": shown}
    return answer(request, data, status=201)
