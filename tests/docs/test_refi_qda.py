"""What docs/refi-qda.md shows and counts is so."""

from __future__ import annotations

import re
from pathlib import Path

from crosscase.interchange.archives import ArchiveLimits
from crosscase.interchange.formats import WRITERS
from crosscase.interchange.refi import opening
from crosscase.interchange.refi.claims import divide_claims, read_claim
from crosscase.interchange.refi.codes import LABELS
from crosscase.interchange.xml import XmlLimits

PAGE = (Path(__file__).parents[2] / "docs/refi-qda.md").read_text(encoding="utf-8")
MEGABYTE = 1 << 20


def test_the_comment_shown_is_read_as_the_page_says() -> None:
    (shown,) = re.findall(r"^```text\n(.*?)\n^```$", PAGE, re.DOTALL | re.MULTILINE)
    first, second = divide_claims(shown)
    claim = read_claim(first)
    assert claim.fields == {"value": "partial", "unit": "party-a", "period": "decision"}
    assert claim.memo == "weaker than he had thought"
    assert read_claim(second).fields == {"value": "absent", "unit": "party-b"}


def test_the_limits_are_as_the_page_says() -> None:
    flat = " ".join(PAGE.split())
    xml = XmlLimits()
    for said in (
        f"more than {opening._LIMITS.files:,} files",
        f"grow more than {ArchiveLimits().ratio} times",
        f"texts of more than {opening._TEXT_SIZE // MEGABYTE} MB",
        f"or {opening._ALL_TEXTS // MEGABYTE} MB together",
        f"a project file of more than {xml.size // MEGABYTE} MB",
        f"more than {xml.depth} elements",
    ):
        assert said in flat
    assert xml.attribute == 1_000_000


def test_every_ending_and_label_is_on_the_page() -> None:
    assert all(ending in PAGE for ending in WRITERS if ending != ".jsonld")
    for labels in LABELS.values():
        assert all(f"`{labels[name].strip()}`" in PAGE for name in ("use", "avoid", "source"))
