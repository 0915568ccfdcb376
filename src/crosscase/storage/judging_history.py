"""The history of suggestions: which became evidence, by whom, changed or not, taken back or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscase.coding import Coding, Event
from crosscase.judgements import changed_fields
from crosscase.storage.loading import Contents, read_folder

__all__ = ["Decided", "read_history"]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a coder decided on a suggestion, and what became of that.

    Parameters
    ----------
    suggestion : str
        Its id.
    proposed : mapping
        What it proposed.
    coder, at, event : str
        Who decided, when, and the id of the event that says so.
    decision : {"accepted", "corrected", "rejected"}
        What was decided then.
    changed : tuple of str
        Of ``quote``, ``code``, ``unit`` and ``value``, what was otherwise than proposed.
    now : {"stands", "revised", "unplaced", "in conflict", "withdrawn"}
        What has become of the decision.
    claim : mapping
        Of an accepted or corrected one, the quote, code, unit and value of the coding: as it
        stands, or as it was when it was withdrawn.
    """

    suggestion: str
    proposed: Mapping[str, Any]
    coder: str
    at: str
    event: str
    decision: str
    changed: tuple[str, ...]
    now: str
    claim: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data, a column for each thing.

        Returns
        -------
        dict
            Keys ``suggestion, method, rule, document, start, end, proposed_quote, proposed_code,
            proposed_unit, proposed_value, decision, changed, coder, at, event, now, quote, code,
            unit, value``.
        """
        was = self.proposed
        return {
            "suggestion": self.suggestion,
            **{name: was[name] for name in ("method", "rule", "document", "start", "end")},
            **{f"proposed_{name}": was[name] for name in _CLAIM},
            "decision": self.decision,
            "changed": ";".join(self.changed),
            "coder": self.coder,
            "at": self.at,
            "event": self.event,
            "now": self.now,
            **{name: self.claim.get(name, "") for name in _CLAIM},
        }


_CLAIM = ("quote", "code", "unit", "value")


def _is_taken_back(event: Event, answers: Mapping[str, Sequence[Event]]) -> bool:
    waiting, seen = [event.id], {event.id}
    while waiting:
        for reply in answers.get(waiting.pop(), ()):
            if reply.event == "withdraw":
                return True
            if reply.id not in seen:
                seen.add(reply.id)
                waiting.append(reply.id)
    return False


def _became(coding: Coding | None, taken_back: bool, contents: Contents) -> str:
    if coding is None:
        return "withdrawn" if taken_back else "in conflict"
    if coding.id in contents.study.unplaced:
        return "unplaced"
    return "revised" if coding.revised else "stands"


def _decided(event: Event, contents: Contents, answers: Mapping[str, Sequence[Event]]) -> Decided:
    proposed = event.proposed or {}
    state = contents.study.coding_state
    taken_back = _is_taken_back(event, answers)
    changed: tuple[str, ...] = ()
    claim: dict[str, str] = {}
    if event.event == "reject":
        stands = any(one.id == event.id for one in state.rejections)
        now = "stands" if stands else "withdrawn" if taken_back else "in conflict"
        decision = "rejected"
    else:
        coding = contents.study.codings.get(event.id)
        now = _became(coding, taken_back, contents)
        changed = changed_fields(event, proposed)
        decision = "corrected" if changed else "accepted"
        claim = {name: getattr(coding or event, name) for name in _CLAIM}
    return Decided(
        event.suggestion, proposed, event.coder, event.at, event.id, decision, changed, now, claim
    )


def read_history(root: Path | str, *, suggestions: Iterable[str] = ()) -> tuple[Decided, ...]:
    """Return everything that was ever decided on suggestions, what was taken back included.

    Parameters
    ----------
    root : Path or str
        The study folder.
    suggestions : iterable of str
        Only on these, by their ids; on all when empty.

    Returns
    -------
    tuple of Decided
        By moment, then by suggestion and event.
    """
    contents = read_folder(Path(root))
    wanted = set(suggestions)
    events = {event.id: event for file in contents.event_files for event in file.events}
    answers: dict[str, list[Event]] = {}
    for event in events.values():
        if event.of:
            answers.setdefault(event.of, []).append(event)
    found = [
        _decided(event, contents, answers)
        for event in events.values()
        if event.proposed and (not wanted or event.suggestion in wanted)
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.suggestion, one.event)))
