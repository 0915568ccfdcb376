"""A study to look at the results of, with a second coder who disagrees, and a reader of pages."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from starlette.testclient import TestClient

from crosscase.storage import cover_documents
from tests.folders import add, lines
from tests.unit.report.example import Page, full_study

LANGUAGES = ("nl", "en")

ADDRESSES = (
    *("/tables", "/scores", "/material", "/figures", "/verdicts", "/comparison", "/robustness"),
    *("/reliability", "/suggestions-quality", "/networks", "/search", "/disagreements"),
)
"""The pages that need no id."""

SLOW = ("/figures", "/robustness", "/reliability", "/networks")


def make_study(folder: Path) -> Path:
    """The study of the report's tests; ``c2`` read ``d1`` as well and values urgency otherwise."""
    root = full_study(folder)
    second = [
        add("s1", value="absent", memo="juist niet"),
        add("s2", "d1", "ging het niet meer", value="present"),
    ]
    text = lines(*(one | {"coder": "c2"} for one in second))
    (root / "corpus/codings/c2.jsonl").write_text(text, encoding="utf-8")
    for coder in ("c1", "c2"):
        cover_documents(root, coder, ["d1"])
    return root


def read_page(client: TestClient, address: str) -> Page:
    """The tree of a page, once what takes long is there."""
    for _ in range(600):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.text[-500:])
        if 'data-state="waiting"' not in answer.text and 'data-state="old"' not in answer.text:
            return Page(answer.text)
        time.sleep(0.2)
    raise AssertionError(f"{address} is never ready")


def links_of(page: Page, address: str) -> set[tuple[str, str]]:
    """The links of a page within the workbench: address with its query, and fragment."""
    found = set()
    for one in page.root.all("a"):
        parts = urlsplit(urljoin(address, one.attributes.get("href", "")))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        found.add((path, parts.fragment))
    return found


def events(root: Path, coder: str) -> list[dict[str, Any]]:
    """The events in a coder's file."""
    text = (root / f"corpus/codings/{coder}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]
