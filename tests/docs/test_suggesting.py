"""The examples in docs/suggesting.md find and suggest what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from crosscase.codebook import Code, Scale, ScaleValue
from crosscase.corpus import Document
from crosscase.patterns import Pattern, parse_pattern
from crosscase.storage import schema
from crosscase.study import Unit
from crosscase.suggest import Lexicon
from crosscase.suggest.language import load_words
from crosscase.suggest.matching import SequenceMatcher

PAGE = (Path(__file__).parents[2] / "docs/suggesting.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


PATTERNS = [
    re.split(r"\s{2,}", line) for block in blocks("patterns") for line in block.splitlines()
]
SUGGESTIONS = [
    re.split(r"\n  ", example)
    for block in blocks("suggestions")
    for example in re.split(r"\n(?! )", block.strip())
]

UNITS = {
    "oh": Unit("oh", "case", {"": "Ommen–Hardenberg"}, parties=("ommen", "hardenberg")),
    "ommen": Unit("ommen", "party", {"": "Ommen"}, case="oh"),
    "hardenberg": Unit("hardenberg", "party", {"": "Hardenberg"}, case="oh"),
}
LABELS = {"absent": "afwezig", "partial": "deels", "present": "aanwezig"}
SCALE = Scale(
    "presence",
    "ordinal",
    "median",
    tuple(ScaleValue(name, {"nl": label}) for name, label in LABELS.items()),
    {},
)


def test_every_example_is_found() -> None:
    assert (len(PATTERNS), len(SUGGESTIONS)) == (11, 13)
    assert PAGE.count("⟦") == sum(line[1].count("⟦") for line in PATTERNS) + 1


@pytest.mark.parametrize(("pattern", "marked"), PATTERNS)
def test_a_pattern_finds_what_the_page_says(pattern: str, marked: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    shown = text
    for match in reversed(SequenceMatcher([parse_pattern(pattern)], load_words("nl")).find(text)):
        inside = f"⟦{shown[match.start : match.end]}⟧"
        shown = shown[: match.start] + inside + shown[match.end :]
    assert shown == marked


@pytest.mark.parametrize("example", SUGGESTIONS, ids=lambda example: str(example[0]))
def test_a_sentence_is_suggested_as_the_page_says(example: list[str]) -> None:
    sentence, *expected = example
    code = Code("trust", "book", {}, {}, "presence", patterns=(Pattern("vertrouwen"),))
    units = ("oh", "ommen", "hardenberg")
    document = Document(
        "d", "", "document", "", "", units, "", "", "", "g", "nl", f"# Kop\n\n[1] {sentence}\n"
    )
    found = Lexicon([code], {"presence": SCALE}, UNITS).suggest(document)
    assert all(one.quote == sentence for one in found)
    said = [f"{one.unit or '?'} {one.value or '?'}: {one.reason['nl']}" for one in found]
    assert said == expected


def test_the_patterns_in_yaml_are_valid() -> None:
    (block,) = blocks("yaml")
    shape = schema("codebook")["properties"]["codes"]["items"]["properties"]["patterns"]
    given = yaml.load(block, Loader=yaml.BaseLoader)["patterns"]
    assert len(given) == 4
    assert list(Draft202012Validator(shape).iter_errors(given)) == []
