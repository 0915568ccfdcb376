"""What several coders read in common: the only text on which they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crosscase.coding import CodingState
from crosscase.errors import UsageError
from crosscase.scoring.scorebook import Scorebook
from crosscase.scoring.selection import Selection
from crosscase.study import Study

__all__ = ["SharedReading", "share_reading"]


@dataclass(frozen=True)
class SharedReading:
    """The coders compared, and what all of them read.

    Parameters
    ----------
    study : Study
        The study, in which every coder counts: agreement is asked of a second coder whose codings
        are not scored too.
    coders : tuple of str
        In the order asked for.
    codes : tuple of str
        Codes that are coded, not computed, in the order of the study.
    snapshot : str
        Id of the snapshot of which the codings and coverage are; empty for now.
    """

    study: Study
    coders: tuple[str, ...]
    codes: tuple[str, ...]
    snapshot: str = ""

    @property
    def state(self) -> CodingState:
        """The codings and coverage, now or at the snapshot."""
        study = self.study
        return study.snapshots[self.snapshot][1] if self.snapshot else study.coding_state

    @cached_property
    def _everything(self) -> Scorebook:
        return Scorebook(self.study, Selection(snapshot=self.snapshot))

    @cached_property
    def _books(self) -> dict[tuple[str, frozenset[str]], Scorebook]:
        return {}

    def book(self, coder: str, documents: frozenset[str]) -> Scorebook:
        """Return the scores of one coder's codings in some documents.

        Parameters
        ----------
        coder : str
            Id of the coder.
        documents : frozenset of str
            Ids of the documents.

        Returns
        -------
        Scorebook
            In which a case has only what is said of the case itself; made once.
        """
        key = (coder, documents)
        if key not in self._books:
            selection = Selection(
                coders=frozenset((coder,)),
                without_documents=frozenset(self.study.documents) - documents,
                snapshot=self.snapshot,
                liftings=dict.fromkeys(self.study.codes, "none"),
            )
            self._books[key] = self._everything.reselect(selection)
        return self._books[key]

    def narrow(self, codebook: str) -> SharedReading:
        """Return the same on the codes of one codebook; both share the scores they compute.

        Parameters
        ----------
        codebook : str
            Its id.

        Returns
        -------
        SharedReading
            What they read in common of it.
        """
        codes = (code for code in self.codes if self.study.codes[code].codebook == codebook)
        other = replace(self, codes=tuple(codes))
        other.__dict__.update(_everything=self._everything, _books=self._books)
        return other

    @cached_property
    def documents(self) -> dict[str, tuple[str, ...]]:
        """By code the documents that all coders cover for it, as text and definition are now.

        At a snapshot: as they were then.
        """
        readers = self._everything._evidence.readers
        all_ = frozenset(self.coders)
        return {
            code: tuple(
                document
                for document in self.study.documents
                if all_ and all_ <= readers.get((document, code), frozenset())
            )
            for code in self.codes
        }


def share_reading(
    study: Study, *, coders: Sequence[str] = (), codebook: str = "", snapshot: str = ""
) -> SharedReading:
    """Choose the coders and codes to compare.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        Ids; all who cover a document for a code when left out.
    codebook : str
        Only its codes; empty for all.
    snapshot : str
        Id of a snapshot, to compare the codings as they were; empty for now.

    Returns
    -------
    SharedReading
        What they read in common.

    Raises
    ------
    UsageError
        When a coder, the codebook or the snapshot does not exist, or a coder is named twice.
    """
    unknown = [coder for coder in coders if coder not in study.coders]
    if unknown:
        raise UsageError(
            f"coders: found {', '.join(unknown)}; allowed: {', '.join(study.coders)}; "
            "choose among these"
        )
    if len({*coders}) < len(coders):
        raise UsageError(f"coders: found {', '.join(coders)}; allowed: each once; leave one out")
    books = [book.id for book in study.codebooks]
    if codebook and codebook not in books:
        raise UsageError(
            f"codebook: found {codebook}; allowed: {', '.join(books) or 'none'}; choose one"
        )
    if snapshot and snapshot not in study.snapshots:
        raise UsageError(
            f"snapshot: found {snapshot}; allowed: {', '.join(study.snapshots) or 'none'}; "
            "choose one or leave it out"
        )
    all_counting = {id: replace(coder, counts=True) for id, coder in study.coders.items()}
    counting = replace(study, coders=all_counting)
    state = study.snapshots[snapshot][1] if snapshot else study.coding_state
    reading = {cover.coder for cover in state.coverage if cover.codes}
    chosen = tuple(coders) or tuple(coder for coder in study.coders if coder in reading)
    codes = tuple(
        code.id
        for book in study.codebooks
        if codebook in ("", book.id)
        for code in book.codes
        if code.derive is None
    )
    return SharedReading(counting, chosen, codes, snapshot)
