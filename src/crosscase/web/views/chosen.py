"""Which codings count on a page: what was chosen in its address, as on the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from crosscase.api import make_selection
from crosscase.scoring import Selection
from crosscase.study import Study

__all__ = ["EVERYTHING", "Chosen", "read_chosen"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen; the default is the study as it stands.

    Parameters
    ----------
    coders : tuple of str
        Only these coders; all that count when empty.
    kinds : tuple of str
        Only documents of these kinds; all when empty.
    snapshot : str
        The codings as they were at this snapshot; as they are when empty.
    """

    coders: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    snapshot: str = ""

    def __bool__(self) -> bool:
        return self != EVERYTHING

    @property
    def query(self) -> str:
        """What stands for it in an address, after the question mark.

        Examples
        --------
        >>> Chosen(coders=("coder-1",), kinds=("interview", "document")).query
        'coder=coder-1&kind=interview&kind=document'
        """
        pairs = [("coder", one) for one in self.coders] + [("kind", one) for one in self.kinds]
        return urlencode([*pairs, *([("snapshot", self.snapshot)] if self.snapshot else [])])

    def select(self, study: Study) -> Selection:
        """Return it as a selection.

        Parameters
        ----------
        study : Study
            The study.

        Returns
        -------
        Selection
            What counts.

        Raises
        ------
        UsageError
            When the study does not have what was chosen.
        """
        return make_selection(study, coders=self.coders, kinds=self.kinds, snapshot=self.snapshot)


EVERYTHING = Chosen()
"""The study as it stands."""


def _chosen(given: Iterable[str], all_there_are: Iterable[str]) -> tuple[str, ...]:
    """Return what was chosen in the order of the study; nothing when that is all there is."""
    wanted, known = set(given), tuple(all_there_are)
    strangers = tuple(sorted(wanted.difference(known)))
    found = tuple(one for one in known if one in wanted) + strangers
    return () if wanted == set(known) else found


def read_chosen(study: Study, query: QueryParams) -> Chosen:
    """Read what was chosen from an address.

    Parameters
    ----------
    study : Study
        The study.
    query : QueryParams
        ``coder``, ``kind`` and ``without-kind``, each as often as wanted, and ``snapshot``.

    Returns
    -------
    Chosen
        What was chosen; choosing all there is, is choosing nothing.

    Raises
    ------
    UsageError
        When the study does not have what was chosen, or nothing is left.
    """
    counting = [coder.id for coder in study.coders.values() if coder.counts]
    there = dict.fromkeys(document.kind for document in study.documents.values())
    kinds, without = query.getlist("kind"), query.getlist("without-kind")
    make_selection(study, coders=query.getlist("coder"), kinds=kinds, without_kinds=without)
    if without:
        kinds = [kind for kind in there if kind not in without and (not kinds or kind in kinds)]
    chosen = Chosen(
        _chosen(query.getlist("coder"), counting),
        _chosen(kinds, there),
        query.get("snapshot", ""),
    )
    chosen.select(study)
    return chosen
