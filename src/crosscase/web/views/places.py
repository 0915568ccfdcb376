"""Where in the workbench the parts of a report are: the address of every anchor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from crosscase.comparison import Ref, evidence_id, find_ref
from crosscase.study import Study
from crosscase.web.views.chosen import EVERYTHING, Chosen

__all__ = ["Places", "find_anchor"]

_PAGES = {
    "table": "/tables",
    "figure": "/figures",
    "robustness": "/robustness",
    "configuration": "/robustness",
    "pair": "/networks",
    "code": "/material",
    "discrepancy": "/comparison",
}
"""The pages on which the anchors of a kind stand, where that is one page."""

_DRAWN = {
    "figure.together": "/networks",
    "figure.having": "/networks",
    "figure.stability": "/robustness",
    "figure.confusion": "/reliability",
}

_SECTIONS = {
    "summary": "/verdicts",
    "codings": "/search",
    "configurations": "/robustness#configurations",
    "discrepancies": "/comparison#discrepancies",
    "suggestions": "/suggestions-quality",
    **{
        name: f"/{name}"
        for name in (
            *("tables", "figures", "verdicts", "robustness", "comparison", "networks"),
            *("reliability", "material", "scores"),
        )
    },
}

_SELECTED = ("table", "figure", "verdict", "hypothesis", "score", "coding")
"""What differs by which codings count."""


@dataclass(frozen=True, slots=True)
class Places:
    """Gives addresses that keep what was chosen.

    Parameters
    ----------
    chosen : Chosen
        Which codings count.

    Examples
    --------
    >>> Places(Chosen(coders=("coder-1",))).link("score.dsz.urgency")
    '/scores/score.dsz.urgency?coder=coder-1'
    >>> Places().link("verdict.H1.plain.dsz")
    '/verdicts/H1#verdict.H1.plain.dsz'
    """

    chosen: Chosen = EVERYTHING

    def link(self, anchor: str) -> str:
        """Return the address of a part of a report.

        Parameters
        ----------
        anchor : str
            Its id in the report.

        Returns
        -------
        str
            An address in the workbench.
        """
        if anchor in _SECTIONS:
            return _SECTIONS[anchor]
        kind, _, rest = anchor.partition(".")
        query = f"?{self.chosen.query}" if self.chosen and kind in _SELECTED else ""
        if kind == "score":
            return f"/scores/{quote(anchor)}{query}"
        if kind == "coding":
            return f"/codings/{quote(rest, safe='')}{query}"
        if kind == "hypothesis":
            return f"/verdicts/{quote(rest)}{query}"
        if kind == "verdict":
            return f"/verdicts/{quote(rest.partition('.')[0])}{query}#{quote(anchor)}"
        page = _DRAWN.get(anchor) or _PAGES.get(kind, "/verdicts")
        return f"{page}{query}#{quote(anchor)}"

    def link_score(self, ref: Ref) -> str:
        """Return the address of a score."""
        return self.link(evidence_id(ref))

    def link_all(self, anchors: Sequence[str]) -> str:
        """Return the address at which several pieces of evidence stand together.

        Parameters
        ----------
        anchors : sequence of str
            Their ids in the report.

        Returns
        -------
        str
            An address in the workbench.
        """
        if len(anchors) == 1:
            return self.link(anchors[0])
        ids = urlencode([("id", anchor) for anchor in anchors])
        return f"/evidence?{ids}{'&' if self.chosen else ''}{self.chosen.query}"

    def link_document(self, document: str) -> str:
        """Return the address of a text."""
        return f"/read/{quote(document, safe='')}"

    def with_query(self, page: str) -> str:
        """Return the address of a page on which the same codings count."""
        return f"{page}?{self.chosen.query}" if self.chosen else page


def _names_a_verdict(study: Study, rest: str) -> bool:
    parts = rest.split(".")
    if len(parts) != 3:
        return False
    name, reading, unit = parts
    return any(
        hypothesis.id == name
        and any(one.id == reading for one in hypothesis.readings)
        and (unit == "all" or unit in study.units)
        for hypothesis in study.hypotheses
    )


def _is_there(study: Study, anchor: str) -> bool:
    """Say whether a study has what an anchor names, as far as that can be told at once."""
    kind, _, rest = anchor.partition(".")
    if kind == "score":
        ref = find_ref(anchor)
        return ref is not None and ref.unit in study.units and ref.code in study.codes
    if kind in ("verdict", "robustness"):
        return _names_a_verdict(study, rest)
    known = {
        "coding": study.codings,
        "hypothesis": [one.id for one in study.hypotheses],
        "table": [one.id for one in study.tables],
        "figure": [*(one.id for one in study.figures), *(one[7:] for one in _DRAWN)],
        "configuration": [one.id for one in study.configurations],
        "code": study.codes,
        "discrepancy": [one.id for one in study.discrepancies],
        "pair": [rest] if all(code in study.codes for code in rest.split(".")) else [],
    }
    return rest in known.get(kind, ())


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
    if anchor in _SECTIONS or _is_there(study, anchor):
        return Places().link(anchor)
    return ""
