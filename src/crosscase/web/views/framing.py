"""What the pages of results have in common: where one is, which codings count, what stands open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.responses import Response

from crosscase.report.words import words_in
from crosscase.web.pages import show, speaker_of
from crosscase.web.state import bench_of, moment_of
from crosscase.web.views.chosen import EVERYTHING
from crosscase.web.views.evidence import find_pieces
from crosscase.web.views.results import Shown, results_of

__all__ = ["Option", "show_results", "shown_for", "split_anchors"]

_GROUPS = (
    ("tables", ("tables", "scores", "material")),
    ("figures", ("figures",)),
    ("verdicts", ("verdicts", "comparison")),
    ("robustness", ("robustness",)),
    ("reliability", ("reliability", "suggestions-quality")),
    ("networks", ("networks",)),
    ("disagreements", ("disagreements",)),
)
"""The parts of the workbench, and the pages in each."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its id, how it is called, and whether it is chosen."""

    id: str
    name: str
    chosen: bool


def shown_for(request: Request, *, selects: bool = True) -> Shown:
    """Return what a request is shown.

    Parameters
    ----------
    request : Request
        What is answered.
    selects : bool
        Whether the page heeds which codings count.

    Returns
    -------
    Shown
        The study of that moment, in the language of the page.
    """
    chosen = None if selects else EVERYTHING
    language = speaker_of(request).language
    return results_of(request).show(moment_of(request), language, chosen, request.query_params)


def split_anchors(text: str) -> list[str]:
    """Return the anchors in the part of an address that says what stands open."""
    return text.split()


def _is_there(shown: Shown, page: str) -> bool:
    study = shown.study
    if page == "comparison":
        return bool(study.published_tables or study.published_verdicts or study.discrepancies)
    if page == "suggestions-quality":
        return shown.live.report.suggestions is not None
    return True


def _pages(shown: Shown, here: str) -> list[tuple[str, str]]:
    """Return the pages beside this one."""
    group = next((pages for _, pages in _GROUPS if here in pages), ())
    there = [page for page in group if page == here or _is_there(shown, page)]
    return [(page, shown.places.with_query(f"/{page}")) for page in there]


def _without(request: Request, name: str) -> str:
    """Return the address of the page without something in it."""
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != name]
    return f"{quote(request.url.path)}{'?' if kept else ''}{urlencode(kept)}"


def _options(shown: Shown, say: Any) -> Mapping[str, list[Option]]:
    """Return the choices of which codings count."""
    study, chosen = shown.study, shown.chosen
    counting = [coder.id for coder in study.coders.values() if coder.counts]
    kinds = dict.fromkeys(document.kind for document in study.documents.values())
    return {
        "coder": [Option(one, one, one in chosen.coders) for one in counting],
        "kind": [Option(one, say(f"kind.{one}"), one in chosen.kinds) for one in kinds],
        "snapshot": [
            Option(id, snapshot.label.get(shown.language) or id, id == chosen.snapshot)
            for id, (snapshot, _) in study.snapshots.items()
        ],
    }


def show_results(
    request: Request,
    shown: Shown,
    template: str,
    *,
    page: str,
    selects: bool = False,
    deeper: bool = False,
    contents: Sequence[tuple[str, str]] = (),
    **more: Any,
) -> Response:
    """Return a page of results.

    Parameters
    ----------
    request : Request
        What is answered.
    shown : Shown
        The results.
    template : str
        A template that extends ``results.html.j2``.
    page : str
        Which page it is, such as ``tables``.
    selects : bool
        Whether the page offers to choose which codings count.
    deeper : bool
        Whether it shows one of many things that the page lists.
    contents : sequence of (str, str)
        Id and title of its parts.
    **more : object
        What the template shows besides.

    Returns
    -------
    Response
        HTML.
    """
    speaker = speaker_of(request)
    part = next((name for name, pages in _GROUPS if page in pages), page)
    opens = split_anchors(request.query_params.get("open", ""))
    pieces, left = find_pieces(bench_of(request), shown, opens)
    return show(
        request,
        template,
        here=request.url.path,
        shut=_without(request, "open"),
        deeper=deeper,
        contents=contents,
        w=words_in(shown.language),
        shown=shown,
        places=shown.places,
        chosen=shown.chosen,
        options=_options(shown, speaker.say) if selects else {},
        page=page,
        part=part,
        pages=_pages(shown, page),
        opens=opens,
        pieces=pieces,
        left=left,
        **more,
    )
