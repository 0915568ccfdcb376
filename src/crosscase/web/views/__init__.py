"""The pages that compare and test: tables, figures, verdicts and what they rest on."""

from __future__ import annotations

from fastapi import APIRouter

from crosscase.study import Study

__all__ = ["find_anchor", "router"]

router = APIRouter()


def find_anchor(study: Study, anchor: str) -> str:
    """Return the address of the page that shows an anchor of the report.

    Parameters
    ----------
    study : Study
        The study.
    anchor : str
        Such as ``verdict.H1.tubbergen.plain``.

    Returns
    -------
    str
        Such as ``/verdicts#verdict.H1.tubbergen.plain``; empty when no page shows it.
    """
    return ""
