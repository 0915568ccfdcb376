"""What takes long, made in a process of its own so that the workbench answers meanwhile."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from dataclasses import dataclass, replace
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from markupsafe import Markup

from crosscase.codebook import in_language
from crosscase.comparison import find_ref
from crosscase.report.drawings import draw
from crosscase.report.layout import Medium, render_section
from crosscase.report.model import Report
from crosscase.report.robustness import Robustness
from crosscase.study import Study
from crosscase.web.views.chosen import EVERYTHING, Chosen
from crosscase.web.views.fitting import fit_svg, name_headings, raise_headings, shade_in_tenths
from crosscase.web.views.places import Places

__all__ = ["Made", "Order", "make_section", "medium_for", "work"]


@dataclass(frozen=True, slots=True)
class Order:
    """A section to make.

    Parameters
    ----------
    version : str
        The version of the study it is made of.
    section : str
        A section of the report.
    language : str
        Its language.
    chosen : Chosen
        Which codings count.
    """

    version: str
    section: str
    language: str
    chosen: Chosen = EVERYTHING


@dataclass(frozen=True, slots=True)
class Made:
    """A section that was made.

    Parameters
    ----------
    html : str
        The section; empty where the study has no such one.
    contents : tuple of (str, str)
        Id and text of its highest headings.
    robustness : Robustness or None
        The record behind the section on robustness, by which other pages say how firm verdicts are.
    wrong : str
        Why it could not be made; empty when it was.
    """

    html: str
    contents: tuple[tuple[str, str], ...] = ()
    robustness: Robustness | None = None
    wrong: str = ""


def _name(report: Report, id: str) -> str:
    """Return what a drawing links to is called: a score, or a pair of codes."""
    study, language = report.study, report.language
    if ref := find_ref(id):
        unit, code = study.units.get(ref.unit), study.codes.get(ref.code)
        labels = [one.label for one in (code, unit) if one]
    else:
        labels = [study.codes[one].label for one in id.split(".")[1:] if one in study.codes]
    return ", ".join(in_language(label, language) for label in labels)


def medium_for(chosen: Chosen) -> Medium:
    """Return how parts of a report stand in the pages of the workbench.

    Parameters
    ----------
    chosen : Chosen
        Which codings count.

    Returns
    -------
    Medium
        Links to addresses, drawings without styles.
    """
    places = Places(chosen)

    def fit(report: Report, name: str) -> Markup:
        svg = draw(report, name)
        return fit_svg(svg, places.link, lambda id: _name(report, id)) if svg else Markup()

    return Medium(
        link=places.link,
        draw=fit,
        shade=shade_in_tenths,
        link_all=places.link_all,
        link_document=places.link_document,
    )


def make_section(report: Report, order: Order) -> Made:
    """Make a section for a page of its own.

    Parameters
    ----------
    report : Report
        The report, in any language.
    order : Order
        Which section, and in which language.

    Returns
    -------
    Made
        The section.
    """
    told = replace(report, language=order.language)
    html = render_section(told, order.section, medium_for(order.chosen))
    record = told.robustness if order.section == "robustness" else None
    return Made(*name_headings(raise_headings(html)), record)


def _leave_with_parent() -> None:
    """End this process when the workbench has ended, in whatever way."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(0)


def work(connection: Connection) -> None:
    """Make what is asked for until the workbench ends.

    Parameters
    ----------
    connection : Connection
        Gives orders, each with the pickled study when it is of another version than the last;
        takes what was made.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the workbench, which ends this
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    if hasattr(os, "nice"):  # Windows has no such thing
        os.nice(10)
    study: Study | None = None
    reports: dict[Chosen, Report] = {}
    while True:
        try:
            order, packed = connection.recv()
        except EOFError:
            return
        if packed:
            study, reports = pickle.loads(packed), {}
        assert study is not None
        try:
            report = reports.get(order.chosen)
            if report is None:
                report = Report(study, order.language, order.chosen.select(study))
                reports[order.chosen] = report
            made = make_section(report, order)
        except Exception as error:
            made = Made("", wrong=f"{type(error).__name__}: {error}")
        connection.send(made)
