"""The shapes of what the API takes, as its OpenAPI description has them."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

__all__ = [
    "Claim",
    "CoverageRequest",
    "Decision",
    "NewCodings",
    "Replaced",
    "Revision",
    "SuggestRequest",
    "SuggestionDecision",
]

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(max_length=50_000)]
Drawn = Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]
Offset = Annotated[int, Field(ge=0, le=2**31)]


class Asked(BaseModel):
    """What is sent; anything that is not known is refused."""

    model_config = ConfigDict(extra="forbid")


class Claim(Asked):
    """What a coding says of the words."""

    code: Name
    unit: Name
    value: Name
    period: Words = ""
    date: Words = ""
    actor: Words = ""
    toward: Words = ""
    decision: Words = ""
    memo: Text = ""


class Replaced(Asked):
    """A coding that others take the place of, and the event that it last said so by."""

    id: Name
    last: Words


class NewCodings(Asked):
    """Codings of the same words, one for each claim, and those they take the place of."""

    request: Drawn
    start: Offset
    end: Offset
    quote: Annotated[str, StringConstraints(min_length=1, max_length=500_000)]
    claims: Annotated[list[Claim], Field(min_length=1, max_length=100)]
    instead: Annotated[list[Replaced], Field(max_length=100)] = []


class ClaimChanges(Asked):
    """What a coding says from now on; what is left out stays, null takes away."""

    code: Name | None = None
    unit: Name | None = None
    value: Name | None = None
    period: Words | None = None
    date: Words | None = None
    actor: Words | None = None
    toward: Words | None = None
    decision: Words | None = None
    memo: Text | None = None


class Revision(ClaimChanges):
    """A coding revised by its coder, who last saw the event named."""

    last: Name
    request: Drawn | None = None


class CoverageRequest(Asked):
    """The codes, or the codebook, for which the document was read completely."""

    codes: Annotated[list[Name], Field(min_length=1, max_length=10_000)] | None = None
    codebook: Name | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.codes is None) == (self.codebook is None):
            raise ValueError("give codes or a codebook")
        return self


class SuggestionDecision(Asked):
    """What a coder makes of a suggestion; only what is otherwise, or was left open."""

    request: Drawn
    start: Offset | None = None
    end: Offset | None = None
    quote: Annotated[str, StringConstraints(max_length=500_000)] | None = None
    code: Words = ""
    units: Annotated[list[Name], Field(max_length=100)] = []
    value: Words = ""
    period: Words = ""
    date: Words = ""
    actor: Words = ""
    toward: Words = ""
    decision: Words = ""
    memo: Text = ""
    more: bool = False


class SuggestRequest(Asked):
    """How to find suggestions."""

    method: Literal["lexicon", "learned"] = "lexicon"


class Change(ClaimChanges):
    """A coding of the item that stands with another claim."""

    coding: Name
    quote: Text | None = None


class Decision(Asked):
    """What was decided on a disagreement, by whom and why."""

    request: Drawn | None = None
    by: Annotated[list[Name], Field(max_length=100)] = []
    stands: Annotated[list[Name], Field(max_length=1000)] = []
    change: Annotated[list[Change], Field(max_length=1000)] = []
    why: Text = ""
