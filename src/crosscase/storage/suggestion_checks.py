"""Checks of what coders decided on suggestions."""

from __future__ import annotations

from crosscase.coding import CodingState
from crosscase.storage.findings import Findings, Place

__all__ = ["check_rejections"]


def check_rejections(state: CodingState, findings: Findings) -> None:
    """Check every rejection of a suggestion that was not taken back.

    A document or code may have gone since: the rejection then says nothing any more, which is a
    warning. The same suggestion rejected and coded by one coder is an error: only that coder can
    say which of the two it is to be.

    Parameters
    ----------
    state : CodingState
        The codings and rejections that stand.
    findings : Findings
        Gets the problems.
    """
    coded = {(one.coder, one.suggestion): one for one in state.codings if one.suggestion}
    told: set[tuple[str, str]] = set()
    for one in state.rejections:
        place = Place(one.file, one.line)
        for kind in ("document", "code"):
            name = str(one.proposed[kind])
            if not findings.knows(kind, name) and (kind, name) not in told:
                told.add((kind, name))
                findings.unknown(kind, name, place, error=False)
        coding = coded.get((one.coder, one.suggestion))
        if coding is not None:
            findings.add(
                place,
                "decided-both-ways",
                f"a rejection of suggestion {one.suggestion}, of which coding {coding.id} "
                f"({coding.file}:{coding.line}) came",
                "one decision of a coder on a suggestion",
                f"`crosscase suggestions undo {one.suggestion} --coder {one.coder}` takes both "
                "back; then decide again",
            )
