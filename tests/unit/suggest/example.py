"""A study in which one code can be learned, one has too little, and one tells nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crosscase.coding import Rejection
from crosscase.patterns import Pattern
from crosscase.study import Study
from tests.builders import build_study, document

URGENT = ("Er was grote haast in A", "Wij hadden haast en moesten wel", "Haast was geboden bij B")
CALM = (
    "De raad vergaderde in het gemeentehuis",
    "Het rapport telt veertig bladzijden",
    "De bodes brachten koffie rond",
    "Een wethouder sprak over de begroting",
)
CASES = {"ab": ("a", "b"), "cd": ("c", "d")}


def text_of(number: int) -> str:
    """Seven sentences, each its own by its number in words of the document."""
    day = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag")[number]
    said = [sentence for pair in zip(CALM, (*URGENT, ""), strict=True) for sentence in pair]
    return "".join(f"{sentence} op {day}. " for sentence in said if sentence).strip() + "\n"


def study_of(documents: int = 6, *, covered: int | None = None, **more: Any) -> Study:
    """Documents d0, d1, …, the last ones about case cd; the first ``covered`` were read."""
    texts = [
        replace(document(f"d{n}", "a b ab" if n < 4 else "c d cd", text=text_of(n)), language="nl")
        for n in range(documents)
    ]
    codings: list[tuple[Any, ...]] = []
    for number in range(documents):
        unit = "a" if number < 4 else "c"
        for sentence in text_of(number).rstrip("\n").split(". "):
            if "aast" in sentence:
                quote = {"quote": sentence.rstrip(".")}
                codings.append((f"d{number}", unit, "urgency", "present", quote))
    codings.append(("d0", "a", "trust", "present", {"quote": CALM[0]}))
    read = documents if covered is None else covered
    coverage = [("c1", f"d{n}", name) for n in range(read) for name in ("urgency", "trust")]
    fields: dict[str, Any] = {
        "cases": CASES,
        "codes": ("urgency", "trust"),
        "documents": texts,
        "codings": codings,
        "coverage": coverage,
    }
    return build_study(**{**fields, **more})


def with_patterns(study: Study, *patterns: str, declared: str = "texts") -> Study:
    """The study, its code urgency with patterns."""
    book = study.codebooks[0]
    made = tuple(Pattern(text) for text in patterns)
    codes = tuple(replace(one, patterns=made if one.id == "urgency" else ()) for one in book.codes)
    return replace(study, codebooks=(replace(book, codes=codes, patterns_from=declared),))


def with_rejection(study: Study, quote: str, *, coder: str = "c1") -> Study:
    """The study in which a coder rejected that words of the first document are urgent."""
    proposed = {"document": "d0", "code": "urgency", "quote": quote, "unit": ""}
    state = study.coding_state
    rejection = Rejection("r1", coder, "0" * 32, proposed)
    return replace(study, coding_state=replace(state, rejections=(rejection,)))


__all__ = ["CALM", "URGENT", "study_of", "text_of", "with_patterns", "with_rejection"]
