"""Lines of a codings file that lack something are problems, never crashes."""

from __future__ import annotations

import pytest

from crosscase.storage.event_format import read_event
from crosscase.storage.findings import Findings, Place


@pytest.mark.parametrize("kind", ["add", "revise", "withdraw", "cover", "move", "adjudicate"])
def test_what_a_line_lacks_is_said(kind: str) -> None:
    findings = Findings()
    place = Place("corpus/codings/c.jsonl", 7)
    assert read_event({"event": kind}, place, findings) is None
    assert {(p.file, p.line) for p in findings.problems} == {(place.file, 7)}
    assert any("id" in p.found or "id" in p.allowed for p in findings.problems)
