"""Pages: how they are put together, the first one, and where anchors lead."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import RedirectResponse, Response

from crosscase.errors import Problem
from crosscase.storage.loading import errors_of
from crosscase.web.answers import RefusedError
from crosscase.web.overview import overview, suggestion_problems
from crosscase.web.state import bench_of, moment_of
from crosscase.web.words import LANGUAGES, Speaker, choose_language, read_words

__all__ = ["THEMES", "router", "show", "show_message"]

THEMES = ("auto", "light", "dark")
"""How a page may look; ``auto`` follows the system."""

_YEAR = 365 * 24 * 3600

router = APIRouter(include_in_schema=False)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("crosscase.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _chosen(request: Request, name: str, allowed: Iterable[str]) -> str:
    """Return what was chosen for the pages, in the address or before; empty when nothing was."""
    wanted = request.query_params.get(name) or request.cookies.get(f"crosscase-{name}", "")
    return wanted if wanted in allowed else ""


def speaker_of(request: Request) -> Speaker:
    """Return what speaks the language of a page: chosen, or of the study, or of the browser."""
    accepted = request.headers.get("accept-language", "").replace(";", ",").split(",")
    study = moment_of(request).study
    chosen = _chosen(request, "lang", LANGUAGES)
    return Speaker(choose_language(chosen, *study.languages, *accepted))


def _link_with(request: Request, **changes: str) -> str:
    """Return the address of the page with something chosen otherwise."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k not in changes]
    return f"{quote(request.url.path)}?{urlencode([*kept, *changes.items()])}"


def show(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """Return a page.

    Parameters
    ----------
    request : Request
        What is answered.
    template : str
        Name of a template, which extends ``base.html.j2``.
    status : int
        HTTP status.
    **context : object
        What the template shows. It has ``t(key, **values)`` for words, ``label(labels)`` for
        texts of the study, ``study``, ``coder``, ``key``, ``language``, ``theme`` and ``words``
        besides.

    Returns
    -------
    Response
        HTML; the language and look chosen in the address are remembered.
    """
    workbench = bench_of(request)
    speaker = speaker_of(request)
    theme = _chosen(request, "theme", THEMES) or "auto"
    html = (
        _environment()
        .get_template(template)
        .render(
            t=speaker.say,
            label=speaker.label,
            number=speaker.number,
            language=speaker.language,
            languages=LANGUAGES,
            theme=theme,
            themes=THEMES,
            words=read_words(speaker.language),
            link_with=lambda **changes: _link_with(request, **changes),
            path=request.url.path,
            status=status,
            study=moment_of(request).study,
            coder=workbench.coder,
            key=workbench.key,
            **context,
        )
    )
    # A memo may hold half a character; it is shown as a question mark.
    response = Response(html.encode("utf-8", "replace"), status, media_type="text/html")
    for name, value in (("lang", speaker.language), ("theme", theme)):
        if request.query_params.get(name) == value:
            response.set_cookie(
                f"crosscase-{name}", value, max_age=_YEAR, samesite="strict", path="/"
            )
    return response


def show_message(
    request: Request, status: int, message: str, problems: Iterable[Problem] = ()
) -> Response:
    """Return a page that says what is wrong."""
    key = f"status.{status}"
    known = key in read_words(speaker_of(request).language)
    return show(
        request,
        "message.html.j2",
        status=status,
        title=key if known else "status.other",
        message=message,
        problems=list(problems),
    )


@router.get("/")
def index(request: Request) -> Response:
    """Show the documents, and how far each is coded."""
    moment = moment_of(request)
    return show(
        request,
        "index.html.j2",
        overview=overview(moment),
        errors=len(errors_of(moment.study.problems)),
        unread=len(suggestion_problems(moment)),
    )


@router.get("/at/{anchor}")
def at(request: Request, anchor: str) -> Response:
    """Go to the page that shows an anchor of the report."""
    from crosscase.web.views.places import find_anchor

    study = moment_of(request).study
    kind, _, name = anchor.partition(".")
    target = ""
    if kind == "coding" and name in study.codings:
        document = study.codings[name].document
        target = f"/read/{quote(document, safe='')}#coding.{quote(name)}"
    target = target or find_anchor(study, anchor)
    if not target:
        raise RefusedError(
            404, f"found {anchor}; allowed: an anchor of the report; it has no such one"
        )
    return RedirectResponse(target, status_code=303)
