"""The pages of results: each a section of the report, live."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from markupsafe import Markup
from starlette.responses import Response

from crosscase.comparison import Row
from crosscase.comparison.matrix import build_matrix
from crosscase.errors import UsageError
from crosscase.hypotheses import ALL
from crosscase.rendering.html import table_id
from crosscase.rendering.words import caption_of
from crosscase.report.filters import make_filters
from crosscase.report.said import Said
from crosscase.report.words import words_in
from crosscase.specs import Axis, Hypothesis, TableSpec
from crosscase.web.answers import RefusedError
from crosscase.web.pages import show
from crosscase.web.state import bench_of
from crosscase.web.views.evidence import Piece, find_piece, find_pieces
from crosscase.web.views.fitting import raise_headings
from crosscase.web.views.framing import show_results, shown_for, split_anchors
from crosscase.web.views.results import Shown, results_of

__all__ = ["router"]

router = APIRouter()


@router.get("/tables")
def tables(request: Request) -> Response:
    """Show the declared tables, filled."""
    shown = shown_for(request)
    return show_results(
        request,
        shown,
        "tables.html.j2",
        page="tables",
        selects=True,
        section=shown.section("tables"),
        contents=[(table_id(one), caption_of(one, shown.language)) for one in shown.report.tables],
    )


def _show_slow(request: Request, shown: Shown, page: str, *, selects: bool = False) -> Response:
    """Show a section that takes long: what there is of it, and that it is being made."""
    if "again" in request.query_params:
        results_of(request).workshop.forget(shown.order(page))
    standing = shown.ask(page)
    if "fragment" in request.query_params:
        return show(request, "standing.html.j2", page=page, standing=standing, shown=shown)
    quick = shown.section("configurations") if page == "robustness" else Markup()
    return show_results(
        request, shown, "slow.html.j2", page=page, selects=selects, standing=standing, quick=quick
    )


@router.get("/figures")
def figures(request: Request) -> Response:
    """Show the declared figures."""
    return _show_slow(request, shown_for(request), "figures", selects=True)


@router.get("/robustness")
def robustness(request: Request) -> Response:
    """Show what would change the verdicts."""
    return _show_slow(request, shown_for(request, selects=False), "robustness")


@router.get("/reliability")
def reliability(request: Request) -> Response:
    """Show how far coders agree."""
    return _show_slow(request, shown_for(request, selects=False), "reliability")


@router.get("/networks")
def networks(request: Request) -> Response:
    """Show which codes occur together, and which units have them."""
    return _show_slow(request, shown_for(request, selects=False), "networks")


@router.get("/verdicts")
def verdicts(request: Request) -> Response:
    """Show the verdicts at a glance, and the hypotheses."""
    shown = shown_for(request)
    return show_results(
        request,
        shown,
        "verdicts.html.j2",
        page="verdicts",
        selects=True,
        overview=shown.part("overview"),
        tallies=[] if shown.chosen else Said(shown.report).tallies,
    )


def _grid_verdicts(shown: Shown, hypothesis: Hypothesis) -> dict[str, Any]:
    """Return the verdicts on a hypothesis in short: units across, readings down."""
    filters, now = make_filters(shown.report), shown.report.now
    spoken = {one.unit for one in now.verdicts if one.hypothesis == hypothesis.id}
    units = [unit for unit in (*shown.study.units, ALL) if unit in spoken]
    rows = [
        (
            filters["text"](reading.label),
            [now.verdict_of(hypothesis.id, reading.id, unit) for unit in units],
        )
        for reading in hypothesis.readings
    ]
    return {
        "units": [filters["unit"](unit) for unit in units],
        "rows": rows,
        "say": filters["verdict"],
    }


@router.get("/verdicts/{hypothesis}")
def verdict(request: Request, hypothesis: str) -> Response:
    """Show a hypothesis with its readings, its predictions, the verdicts and their proofs."""
    shown = shown_for(request)
    known = [one.id for one in shown.study.hypotheses]
    if hypothesis not in known:
        raise RefusedError(404, f"found hypothesis {hypothesis}; allowed: {', '.join(known)}")
    place = known.index(hypothesis)
    beside = [known[i] if 0 <= i < len(known) else "" for i in (place - 1, place + 1)]
    return show_results(
        request,
        shown,
        "hypothesis.html.j2",
        page="verdicts",
        selects=True,
        deeper=True,
        hypothesis=shown.study.hypotheses[place],
        about=shown.part(f"about.{hypothesis}"),
        grid=_grid_verdicts(shown, shown.study.hypotheses[place]),
        section=raise_headings(shown.part(f"hypothesis.{hypothesis}"), by=2),
        beside=beside,
    )


def _score_rows(shown: Shown, codes: Sequence[str], period: str) -> tuple[Row, ...]:
    """Return what the codings say of every unit on some codes."""
    spec = TableSpec(
        "scores",
        {},
        "matrix",
        Axis("codes", tuple(codes)),
        Axis("units", tuple(shown.study.units)),
        period=period,
    )
    return build_matrix(shown.study, spec, shown.report.book).rows


@router.get("/scores")
def scores(
    request: Request, codebook: str = "", period: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Show what the codings say of every unit on every code, a codebook at a time."""
    shown = shown_for(request)
    study = shown.study
    books = {book.id: book for book in study.codebooks if book.codes}
    if codebook and codebook not in books:
        raise UsageError(f"found codebook {codebook}; allowed: {', '.join(books)}")
    if period and period not in study.periods:
        raise UsageError(f"found period {period}; allowed: {', '.join(study.periods) or 'none'}")
    book = books[codebook] if codebook else next(iter(books.values()), None)
    rows = _score_rows(shown, [code.id for code in book.codes], period) if book else ()
    return show_results(
        request,
        shown,
        "scores.html.j2",
        page="scores",
        selects=True,
        books=books,
        book=book,
        period=period,
        rows=rows,
    )


def _show_one(request: Request, anchor: str, page: str) -> Response:
    """Show one piece of evidence as a page of its own."""
    shown = shown_for(request)
    piece = find_piece(bench_of(request), shown, anchor, raised=3)
    if piece is None:
        raise RefusedError(404, f"found {anchor}; nothing in this study has this name")
    return _show_evidence(request, shown, [piece], 0, page)


def _show_evidence(
    request: Request, shown: Shown, evidence: Sequence[Piece], left: int, page: str
) -> Response:
    return show_results(
        request,
        shown,
        "evidence.html.j2",
        page=page,
        deeper=True,
        evidence=evidence,
        evidence_left=left,
    )


@router.get("/scores/{anchor}")
def score(request: Request, anchor: str) -> Response:
    """Show a score: its state, the rule, the voices and the codings."""
    return _show_one(request, anchor if anchor.startswith("score.") else "", "scores")


@router.get("/codings/{coding}")
def coding(request: Request, coding: str) -> Response:
    """Show a coding: its words in their passage, who coded them, and where they come from."""
    return _show_one(request, f"coding.{coding}", "scores")


@router.get("/evidence")
def evidence(request: Request, id: Annotated[list[str], Query()] = []) -> Response:  # noqa: B006
    """Show several pieces of evidence together."""
    shown = shown_for(request)
    anchors = [anchor for text in id for anchor in split_anchors(text)]
    pieces, left = find_pieces(bench_of(request), shown, anchors)
    if "fragment" in request.query_params:
        words = words_in(shown.language)
        return show(
            request, "pieces.html.j2", pieces=pieces, left=left, w=words, places=shown.places
        )
    if not pieces:
        raise RefusedError(404, f"found {' '.join(anchors) or 'no id'}; allowed: ids of evidence")
    return _show_evidence(request, shown, pieces, left, "scores")


@router.get("/comparison")
def comparison(request: Request) -> Response:
    """Show what was published beside what is derived."""
    shown = shown_for(request, selects=False)
    study = shown.study
    published = bool(study.published_tables or study.published_verdicts)
    return show_results(
        request,
        shown,
        "comparison.html.j2",
        page="comparison",
        section=shown.section("comparison") if published else Markup(),
        discrepancies=shown.section("discrepancies", raised=0) if study.discrepancies else Markup(),
        tallies=Said(shown.report).tallies if published else [],
    )


@router.get("/material")
def material(request: Request) -> Response:
    """Show the documents, the sources and the codebooks."""
    shown = shown_for(request, selects=False)
    return show_results(
        request, shown, "material.html.j2", page="material", section=shown.section("material")
    )


@router.get("/suggestions-quality")
def suggestions(request: Request) -> Response:
    """Show how good suggestions are."""
    shown = shown_for(request, selects=False)
    section = shown.section("suggestions")
    return show_results(
        request, shown, "suggestions.html.j2", page="suggestions-quality", section=section
    )
