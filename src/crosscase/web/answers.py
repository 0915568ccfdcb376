"""What goes back: data as compact JSON, and errors that say what to do."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from html import escape
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from crosscase.errors import (
    BusyError,
    ConflictError,
    CrosscaseError,
    ForeignFileError,
    OtherRequestError,
    Problem,
    StudyError,
    UsageError,
)
from crosscase.storage.findings import shorten

__all__ = ["RefusedError", "add_handlers", "answer", "describe_problem"]

_WORTH_PACKING = 64 * 1024
"""Bytes from which packing an answer costs less than sending it."""


class RefusedError(CrosscaseError):
    """A request that is not carried out, with the status that says why.

    Parameters
    ----------
    status : int
        HTTP status.
    message : str
        What was found, what is allowed, what to do.
    problems : iterable of Problem
        Each thing that is wrong, where there are several.
    **beside : object
        What else the answer carries, such as ``current``.
    """

    def __init__(
        self, status: int, message: str, problems: Iterable[Problem] = (), **beside: object
    ) -> None:
        super().__init__(message)
        self.status = status
        self.problems = tuple(problems)
        self.beside = beside


def answer(request: Request, data: Mapping[str, Any], *, status: int = 200) -> Response:
    """Return data as JSON, packed when it is large and the other side can unpack it.

    Parameters
    ----------
    request : Request
        What is answered.
    data : mapping
        Plain data.
    status : int
        HTTP status.

    Returns
    -------
    Response
        The answer.
    """
    body = json.dumps(data, separators=(",", ":"), allow_nan=False).encode("ascii")
    headers = {"Vary": "Accept-Encoding"}
    if len(body) >= _WORTH_PACKING and "gzip" in request.headers.get("accept-encoding", ""):
        packer = zlib.compressobj(1, zlib.DEFLATED, 31)
        body = packer.compress(body) + packer.flush()
        headers["Content-Encoding"] = "gzip"
    return Response(body, status, headers, media_type="application/json")


def describe_problem(problem: Problem) -> dict[str, str]:
    """Return a problem as the API tells it.

    Parameters
    ----------
    problem : Problem
        What is wrong.

    Returns
    -------
    dict
        Keys ``where, rule, found, allowed, advice``.
    """
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return {
        "where": where,
        "rule": problem.rule,
        "found": problem.found,
        "allowed": problem.allowed,
        "advice": problem.action,
    }


def _status_of(error: CrosscaseError) -> int:
    if isinstance(error, RefusedError):
        return error.status
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, ConflictError | OtherRequestError):
        return 409
    if isinstance(error, BusyError):
        return 503
    return 422


def _refuse(
    request: Request,
    status: int,
    message: str,
    problems: Iterable[Problem] = (),
    **beside: object,
) -> Response:
    from crosscase.web.pages import show_message

    if not request.url.path.startswith("/api/"):
        return show_message(request, status, message, problems)
    told = [describe_problem(problem) for problem in problems]
    return answer(request, {"problems": told, "message": message, **beside}, status=status)


def _wrong_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    problems = [
        Problem(
            ".".join(str(part) for part in one["loc"]),
            0,
            "wrong-request",
            shorten(repr(one.get("input"))),
            str(one["msg"]),
            "correct the request",
        )
        for one in error.errors()
    ]
    return _refuse(request, 400, "\n".join(str(one) for one in problems), problems)


def _wrong_address(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = str(error.detail)
    if said == HTTPStatus(error.status_code).phrase and not request.url.path.startswith("/api/"):
        said = ""  # The title of the page says so, in the language of the page.
    response = _refuse(request, error.status_code, said)
    response.headers.update(error.headers or {})
    return response


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, CrosscaseError)
    problems = (
        error.problems if isinstance(error, StudyError | ForeignFileError | RefusedError) else ()
    )
    beside = error.beside if isinstance(error, RefusedError) else {}
    return _refuse(request, _status_of(error), str(error), problems, **beside)


def _own_fault(request: Request, error: Exception) -> Response:
    """Say that something went wrong, in a page that cannot go wrong itself."""
    message = (
        f"crosscase failed: {type(error).__name__}. This is a fault in crosscase; "
        "what `crosscase code` printed says more."
    )
    if request.url.path.startswith("/api/"):
        return answer(request, {"problems": [], "message": message}, status=500)
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>crosscase</title>'
        f"<h1>crosscase</h1><p>{escape(message)}</p></html>"
    )
    return HTMLResponse(page, 500)


def add_handlers(app: FastAPI) -> None:
    """Answer every error with what was found, what is allowed and what to do.

    Parameters
    ----------
    app : FastAPI
        The application.
    """
    app.add_exception_handler(RequestValidationError, _wrong_request)
    app.add_exception_handler(HTTPException, _wrong_address)
    app.add_exception_handler(CrosscaseError, _refused)
    app.add_exception_handler(Exception, _own_fault)
