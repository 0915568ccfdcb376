"""Reading snapshots: the codings as they were at named moments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from crosscase.coding import ANCHOR_FIELDS, Coding, CodingState, Event
from crosscase.folding import fold_events
from crosscase.storage.background import Background
from crosscase.storage.claim_checks import check_claims
from crosscase.storage.declaring import ID, ID_WORDS
from crosscase.storage.findings import Findings, Place, list_some, shorten
from crosscase.storage.folder import Folder, decode
from crosscase.study import Snapshot

__all__ = ["FOLDER", "read_snapshots"]

FOLDER = "corpus/snapshots"
"""Where the snapshots are, in the study folder."""


def _read_snapshot(path: str, text: str, findings: Findings) -> Snapshot:
    name = PurePosixPath(path).stem
    if not re.fullmatch(ID, name):
        findings.add(Place(path), "wrong-name", name, ID_WORDS, "rename the file")
    head, *lines = text.split("\n")
    if not re.match(r"# *\S", head):
        findings.add(
            Place(path, 1),
            "no-label",
            shorten(head) or "nothing",
            "# and a label",
            "begin the file with such a line",
        )
    named = {
        line.strip(): Place(path, number)
        for number, line in enumerate(lines, start=2)
        if line.strip()
    }
    for event, place in named.items():
        findings.refer("event", event, place)
    return Snapshot(name, {"": head.lstrip("# ").strip()}, frozenset(named))


def _place_as_today(coding: Coding, today: Mapping[str, Coding]) -> Coding:
    """Return a coding with its words where they were moved to since the snapshot."""
    now = today.get(coding.id)
    if now is None or (now.document, now.quote) != (coding.document, coding.quote):
        return coding
    if (now.anchor, now.text_sha256) == (coding.anchor, coding.text_sha256):
        return coding
    return replace(coding, **{name: getattr(now, name) for name in ANCHOR_FIELDS})


def _misfit(
    coding: Coding, events: Mapping[str, Event], background: Background, findings: Findings
) -> str:
    """Return the rule by which a coding does not fit the study of today; empty when it does."""
    trial = findings.fresh()
    unplaced = check_claims([coding], events, background, trial)
    errors = [problem.rule for problem in trial.problems if problem.severity == "error"]
    return (errors or ["unplaced" if unplaced else ""])[0]


def _fit(
    codings: Iterable[Coding],
    path: str,
    events: Mapping[str, Event],
    background: Background,
    findings: Findings,
) -> tuple[Coding, ...]:
    """Return the codings that fit the study of today; the others are one warning."""
    misfits: dict[str, str] = {}
    fitting: list[Coding] = []
    for coding in codings:
        rule = _misfit(coding, events, background, findings)
        if rule:
            misfits[coding.id] = rule
        else:
            fitting.append(coding)
    if misfits:
        findings.warn(
            Place(path),
            "left-out",
            list_some(f"{name} ({rule})" for name, rule in misfits.items()),
            "codings that fit the texts, codes and cases of today",
            "restore what they name, or leave it: they are left out of the snapshot",
        )
    return tuple(fitting)


def read_snapshots(
    folder: Folder, events: Mapping[str, Event], now: CodingState, background: Background
) -> dict[str, tuple[Snapshot, CodingState]]:
    """Read the snapshots.

    What a snapshot holds may be at odds with the study of today, since it is history: codings
    that do not fit any more are left out of its state, with a warning that names them. Words
    that were moved with their text stand where they are today.

    Parameters
    ----------
    folder : Folder
        The study folder.
    events : mapping
        All events by id.
    now : CodingState
        The codings that stand today.
    background : Background
        The rest of the study.

    Returns
    -------
    dict
        By id the snapshot and the state its events add up to.
    """
    today = {coding.id: coding for coding in now.codings}
    found: dict[str, tuple[Snapshot, CodingState]] = {}
    for path in folder.files(FOLDER, ".txt"):
        folder.findings.define("snapshot", PurePosixPath(path).stem, Place(path))
        data = folder.read(path)
        text = None if data is None else decode(data, Place(path), folder.findings)
        if text is None:
            continue
        snapshot = _read_snapshot(path, text, folder.findings)
        then = fold_events(events[name] for name in sorted(snapshot.events) if name in events)
        codings = sorted(
            (_place_as_today(coding, today) for coding in then.codings),
            key=lambda c: (c.document, c.start, c.end, c.id),
        )
        fitting = _fit(codings, path, events, background, folder.findings)
        found[snapshot.id] = (snapshot, replace(then, codings=fitting))
    return found
