"""The page on which a text is read and coded."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import pairwise

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.web.answers import RefusedError
from crosscase.web.blocks import divide_text
from crosscase.web.pages import show
from crosscase.web.state import moment_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@cache
def _modules() -> tuple[str, ...]:
    """Return the scripts of the page, which the browser then fetches all at once."""
    found: list[str] = []
    waiting = [("read/", files("crosscase.web") / "static" / "js" / "read")]
    while waiting:
        at, folder = waiting.pop()
        for one in folder.iterdir():
            if one.is_dir():
                waiting.append((f"{at}{one.name}/", one))
            elif one.name.endswith(".js"):
                found.append(f"{at}{one.name}")
    return tuple(sorted(found))


@router.get("/read/{document}")
def read(request: Request, document: str) -> Response:
    """Show a text, to be read and coded."""
    moment = moment_of(request)
    study = moment.study
    if document not in study.documents:
        raise RefusedError(
            404, f"found {document}; allowed: a document of the study; choose one of the list"
        )
    beside = dict(pairwise(study.documents))
    one = study.documents[document]
    blocks = moment.work_out(("blocks", document), lambda _: divide_text(one))
    return show(
        request,
        "read.html.j2",
        document=one,
        blocks=blocks,
        titled=bool(blocks) and blocks[0].level > 0 and blocks[0].words == one.title,
        after=study.documents.get(beside.get(document, "")),
        modules=_modules(),
    )
