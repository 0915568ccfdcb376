"""The pages that compare and test: tables, figures, verdicts and what they rest on.

What they need is imported when the first of them is asked for, so that a text to code is there at
once.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

__all__ = ["PATHS", "router"]

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
