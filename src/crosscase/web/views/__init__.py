"""The pages that compare and test: tables, figures, verdicts and what they rest on.

What they need is imported when the first of them is asked for, so that a text to code is there at
once.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from crosscase.study import Study

__all__ = ["PATHS", "find_anchor", "router"]

PATHS = (
    *("/tables", "/scores", "/scores/{anchor}", "/codings/{coding}", "/evidence", "/material"),
    *("/figures", "/verdicts", "/verdicts/{hypothesis}", "/comparison", "/robustness"),
    *("/reliability", "/suggestions-quality", "/networks", "/search", "/disagreements"),
)
"""Where the pages are."""


class _Later:
    """Answers by a router that is imported when it is needed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pages = await run_in_threadpool(_import)
        await pages(scope, receive, send)


def _import() -> APIRouter:
    from crosscase.web.views.routes import router as found

    return found


router = APIRouter(routes=[Route(path, _Later()) for path in PATHS])


def find_anchor(study: Study, anchor: str) -> str:
    """Return the address of the page that shows an anchor of the report.

    Parameters
    ----------
    study : Study
        The study.
    anchor : str
        Such as ``verdict.H1.plain.tubbergen``, or a section such as ``tables``.

    Returns
    -------
    str
        Such as ``/verdicts/H1#verdict.H1.plain.tubbergen``; empty when no page shows it.
    """
    from crosscase.web.views.places import find_anchor as find

    return find(study, anchor)
