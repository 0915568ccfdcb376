"""The results of the study held open: what is quickly worked out here, the rest in the workshop."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import QueryParams

from crosscase.errors import StudyError
from crosscase.report.layout import render_part, render_section
from crosscase.report.model import Report
from crosscase.storage.loading import errors_of
from crosscase.study import Study
from crosscase.web.state import Moment
from crosscase.web.views.chosen import Chosen, read_chosen
from crosscase.web.views.fitting import raise_headings
from crosscase.web.views.making import Order, medium_for
from crosscase.web.views.places import Places
from crosscase.web.views.workshop import Standing, Workshop

__all__ = ["Results", "Shown", "results_of"]

_KEPT = 4
"""Reports kept; each holds the scores and the evidence of a whole study."""


@dataclass(eq=False)
class _Live:
    """A report that is filled as its parts are asked for, by one request at a time."""

    report: Report
    lock: threading.RLock = field(default_factory=threading.RLock)
    laid_out: dict[tuple[str, ...], Markup] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """What a request is shown: the study in one version and language, and which codings count.

    Parameters
    ----------
    study : Study
        The study.
    version : str
        Its version.
    language : str
        Language of the page.
    chosen : Chosen
        Which codings count.
    """

    study: Study
    version: str
    language: str
    chosen: Chosen
    live: _Live
    workshop: Workshop

    @property
    def report(self) -> Report:
        """The report in the language of the page."""
        return replace(self.live.report, language=self.language)

    @property
    def places(self) -> Places:
        """Where its parts are."""
        return Places(self.chosen)

    def section(self, name: str, *, raised: int = 1) -> Markup:
        """Return a section of the report that is quickly made.

        Parameters
        ----------
        name : str
            One of :data:`crosscase.report.layout.SECTIONS`.
        raised : int
            By how many levels its headings are raised.

        Returns
        -------
        Markup
            HTML; empty where the study has no such section.
        """
        return self._lay_out(
            ("section", name, str(raised)),
            lambda: raise_headings(
                render_section(self.report, name, medium_for(self.chosen)), by=raised
            ),
        )

    def part(self, anchor: str) -> Markup:
        """Return a part of the report by its id.

        Parameters
        ----------
        anchor : str
            Such as ``score.dsz.urgency``.

        Returns
        -------
        Markup
            HTML; empty where there is no such part.
        """
        self.firmness()
        return self._lay_out(
            ("part", anchor), lambda: render_part(self.report, anchor, medium_for(self.chosen))
        )

    def _lay_out(self, name: tuple[str, ...], make: Callable[[], Markup]) -> Markup:
        with self.live.lock:
            firm = "firm" if self.live.report.found["robustness"] else ""
            key = (*name, self.language, firm)
            if key not in self.live.laid_out:
                self.live.laid_out[key] = make()
            return self.live.laid_out[key]

    def order(self, section: str) -> Order:
        """Return the order for a section that takes long, as it is of now."""
        return Order(self.version, section, self.language, self.chosen)

    def ask(self, section: str) -> Standing:
        """Return what there is of a section that takes long, and have it made when it is old."""
        return self.workshop.ask(self.order(section), self.study)

    def firmness(self) -> None:
        """Let verdicts say how firm they are where that is known already."""
        if self.chosen:
            return
        for language in (self.language, "nl", "en"):
            order = Order(self.version, "robustness", language)
            standing = self.workshop.look(order)
            if standing.current and standing.made is not None and standing.made.robustness:
                with self.live.lock:
                    self.live.report.found["robustness"] = standing.made.robustness
                return


class Results:
    """The results of a study held open."""

    def __init__(self) -> None:
        self.workshop = Workshop()
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[str, Chosen], _Live] = OrderedDict()

    def show(
        self, moment: Moment, language: str, chosen: Chosen | None, query: QueryParams
    ) -> Shown:
        """Return what a request is shown.

        Parameters
        ----------
        moment : Moment
            The study.
        language : str
            Language of the page.
        chosen : Chosen, optional
            Which codings count; read from the address when left out.
        query : QueryParams
            Of the address.

        Returns
        -------
        Shown
            The study of that moment.

        Raises
        ------
        StudyError
            When the study has errors, so that it is not analysed.
        UsageError
            When the address names what the study does not have.
        """
        study, version = moment.study, moment.version
        if errors_of(study.problems):
            raise StudyError(study.problems)
        if chosen is None:
            chosen = read_chosen(study, query)
        return Shown(
            study, version, language, chosen, self._live(study, version, chosen), self.workshop
        )

    def _live(self, study: Study, version: str, chosen: Chosen) -> _Live:
        key = (version, chosen)
        with self._lock:
            if key not in self._kept:
                # Robustness and reliability take long; they come from the workshop.
                found = {"robustness": None, "reliability": None}
                report = Report(study, study.languages[0], chosen.select(study), found=found)
                self._kept[key] = _Live(report)
            self._kept.move_to_end(key)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]

    def close(self) -> None:
        """End what is still being made."""
        self.workshop.close()


_making = threading.Lock()


def results_of(request: Request) -> Results:
    """Return the results of the study that a request is for."""
    state = request.app.state
    with _making:
        if not hasattr(state, "results"):
            state.results = Results()
        found: Results = state.results
    return found
