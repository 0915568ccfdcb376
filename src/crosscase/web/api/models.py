"""The shapes of what the API gives, as its OpenAPI description has them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

__all__ = [
    "Added",
    "Changes",
    "CoverageAnswer",
    "Decided",
    "Disagreements",
    "DocumentAnswer",
    "Hits",
    "Judged",
    "Problems",
    "Reopened",
    "Revised",
    "StudyAnswer",
    "Suggested",
    "Suggestions",
    "Undone",
    "Withdrawn",
]

Labels = dict[str, str]


class ProblemData(BaseModel):
    """One thing that is wrong."""

    where: str
    rule: str
    found: str
    allowed: str
    advice: str


class CodingData(BaseModel):
    """A coding as it stands; ``last`` names the event that made its claim."""

    id: str
    coder: str
    document: str
    start: int
    end: int
    quote: str
    code: str
    unit: str
    value: str
    period: str
    date: str
    actor: str
    toward: str
    decision: str
    memo: str
    at: str
    last: str
    revised: bool
    suggestion: str
    placed: bool


class SuggestionData(BaseModel):
    """A suggestion that is not decided on."""

    id: str
    start: int
    end: int
    quote: str
    code: str
    unit: str
    value: str
    method: str
    rule: str
    score: float | None
    reason: Labels
    hits: list[tuple[int, int]]


class Problems(BaseModel):
    """Why a request is not carried out, with every problem there is."""

    problems: list[ProblemData]
    message: str
    current: CodingData | None = None


class Answer(BaseModel):
    """What every answer carries."""

    version: str


class DocumentData(BaseModel):
    """What is known of a document, and how far it is coded."""

    id: str
    title: str
    kind: str
    date: str
    role: str
    party: str
    units: list[str]
    language: str
    length: int
    codings: int
    suggestions: int
    covered: list[str]
    covered_codes: int
    codes: int


class CoderData(BaseModel):
    """A coder of the study."""

    id: str
    counts: bool
    description: Labels


class UnitData(BaseModel):
    """A case or party."""

    id: str
    kind: Literal["case", "party"]
    label: Labels
    case: str
    parties: list[str]


class CodeData(BaseModel):
    """A code, as its codebook has it; a derived code is never coded."""

    id: str
    group: str
    label: Labels
    definition: Labels
    when_to_use: Labels
    when_not: Labels
    source: str
    scale: str
    level: str
    directed: bool
    actors: list[str]
    polarity: str
    derived: bool


class CodebookData(BaseModel):
    """A codebook; ``hue`` is one of eight colours of the pages."""

    id: str
    label: Labels
    theory: Labels
    source: str
    groups: dict[str, Labels]
    hue: int
    codes: list[CodeData]


class ValueData(BaseModel):
    """A value of a scale."""

    id: str
    label: Labels
    description: Labels


class ScaleData(BaseModel):
    """A scale; ordinal ones have their values from low to high, numbers have none."""

    kind: str
    label: Labels
    description: Labels
    values: list[ValueData]


class PeriodData(BaseModel):
    """A period, with the first and last date it has for each case."""

    id: str
    scheme: str
    label: Labels
    dates: dict[str, tuple[str, str]]


class StudyAnswer(Answer):
    """The study: what can be coded, of whom, in what."""

    title: Labels
    languages: list[str]
    coder: str | None
    coders: list[CoderData]
    units: list[UnitData]
    codebooks: list[CodebookData]
    scales: dict[str, ScaleData]
    periods: list[PeriodData]
    actors: list[str]
    documents: list[DocumentData]
    problems: list[ProblemData]


class TurnData(BaseModel):
    """A stretch of a text that one speaker says."""

    start: int
    end: int
    speaker: str
    begin: str
    until: str


class PageData(BaseModel):
    """A stretch of a text that stood on one page."""

    start: int
    end: int
    label: str


class PassageData(BaseModel):
    """A paragraph."""

    number: str
    start: int
    end: int


class WholeDocument(DocumentData):
    """A document with its text."""

    text: str
    sha256: str
    turns: list[TurnData]
    pages: list[PageData]
    passages: list[PassageData]


class DocumentAnswer(Answer):
    """A document, its codings and suggestions, and the codes it was read for."""

    document: WholeDocument
    codings: list[CodingData]
    suggestions: list[SuggestionData]
    coverage: dict[str, Literal["covered", "outdated"]]
    problems: list[ProblemData]


class Added(Answer):
    """Codings that are on disk."""

    codings: list[CodingData]


class Revised(Answer):
    """A coding as it is on disk."""

    coding: CodingData


class Withdrawn(Answer):
    """A coding that was taken back."""

    withdrawn: str


class CoverageAnswer(Answer):
    """The codes for which the document was read."""

    document: str
    coverage: dict[str, Literal["covered", "outdated"]]
    covered: list[str]


class Suggestions(Answer):
    """Suggestions that are not decided on."""

    suggestions: list[SuggestionData]


class Judged(Answer):
    """The codings made of a suggestion; none when it was rejected."""

    suggestion: str
    status: Literal["accepted", "corrected", "rejected"]
    codings: list[CodingData]


class Undone(Answer):
    """The suggestion that stands open again; null when it is no longer there."""

    suggestion: SuggestionData | None
    withdrawn: list[str]


class Suggested(Answer):
    """The suggestions found, those that stand open."""

    found: int
    suggestions: list[SuggestionData]


class Changes(Answer):
    """What changed since a version."""

    changed: bool
    documents: list[str]
    structure: bool
    events: list[str]


class Hit(BaseModel):
    """Words found, with what stands around them."""

    document: str
    title: str
    passage: str
    speaker: str
    page: str
    start: int
    end: int
    left: str
    match: str
    right: str
    codings: list[str]
    coding: CodingData | None


class Hits(Answer):
    """Words found in the texts or the codings; ``total`` counts those left out as well."""

    query: str
    total: int
    hits: list[Hit]


class DecisionData(BaseModel):
    """A decision on a disagreement."""

    id: str
    stands: list[str]
    by: list[str]
    why: str
    at: str


class ItemData(BaseModel):
    """A disagreement."""

    id: str
    kind: str
    document: str
    start: int
    end: int
    quote: str
    coders: list[str]
    silent: list[str]
    codings: list[CodingData]
    added: list[CodingData]
    settled: DecisionData | None


class Disagreements(Answer):
    """The disagreements of coders; ``lack`` says why there cannot be any."""

    items: list[ItemData]
    lack: str


class Decided(Answer):
    """The decision that was recorded, and its item."""

    decision: str
    item: ItemData | None


class Reopened(Answer):
    """The decision that was taken back."""

    reopened: str
