"""Codes, the scales they are scored on, and the codebooks that hold them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.patterns import Pattern

__all__ = [
    "NOT_APPLICABLE",
    "REFERENCE_DATE",
    "RULES",
    "Code",
    "Codebook",
    "Derivation",
    "Labels",
    "Mirror",
    "Scale",
    "ScaleValue",
    "in_language",
]

Labels = Mapping[str, str]
"""A text for readers by language, such as ``{"nl": "zaak", "en": "case"}``."""

RULES: Mapping[str, tuple[str, ...]] = {
    "ordinal": ("median", "strict", "latest"),
    "nominal": ("consensus", "latest"),
    "events": ("events",),
    "number": ("median",),
}
"""The rules each kind of scale can have."""

REFERENCE_DATE = "reference-date"
"""In a derivation: the reference date of the study, instead of an event."""

NOT_APPLICABLE = "n/a"
"""The value of a coding that says the code does not apply to the unit."""


def in_language(labels: Labels, language: str) -> str:
    """Return a text in the language asked for, or else one for all languages, or else English.

    Parameters
    ----------
    labels : mapping
        Texts by language; one text for all languages stands under the empty language.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        The text; the first when it is in none of these, empty when there is none at all.

    Examples
    --------
    >>> labels = {"nl": "zaak", "en": "case"}
    >>> in_language(labels, "nl"), in_language(labels, "de")
    ('zaak', 'case')
    """
    for wanted in (language, "", "en"):
        if wanted in labels:
            return labels[wanted]
    return next(iter(labels.values()), "")


@dataclass(frozen=True, slots=True)
class ScaleValue:
    """One value of a scale."""

    id: str
    label: Labels
    description: Labels = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """The values a code may take and the rule that turns many codings into one score.

    Parameters
    ----------
    id : str
        ASCII id.
    kind : {"ordinal", "nominal", "events", "number"}
        Ordinal scales list their values from low to high.
    rule : {"median", "strict", "consensus", "latest", "events"}
        How the values of several source groups become one.
    values : tuple of ScaleValue
        Empty for numbers.
    label, description : mapping
        By language.
    """

    id: str
    kind: str
    rule: str
    values: tuple[ScaleValue, ...]
    label: Labels
    description: Labels = field(default_factory=dict)
    value_ids: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The ids of the values, low to high where the scale is ordinal."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "value_ids", tuple(value.id for value in self.values))

    def rank(self, value: str) -> int:
        """Return the place of a value, counted from 0.

        Parameters
        ----------
        value : str
            A value id of this scale.

        Returns
        -------
        int
            Its place.

        Raises
        ------
        ValueError
            When the value is not on the scale.
        """
        return self.value_ids.index(value)

    def value_label(self, value: str, language: str) -> str:
        """Return the label of a value, or the value itself when it has none.

        Parameters
        ----------
        value : str
            A value id.
        language : str
            Two-letter language code.

        Returns
        -------
        str
            The label.
        """
        for candidate in self.values:
            if candidate.id == value:
                return in_language(candidate.label, language)
        return value


@dataclass(frozen=True, slots=True)
class Mirror:
    """What a score on another code implies for this one where this one is silent."""

    of: str
    map: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Derivation:
    """A code computed from dated events: years between the first known of two lists."""

    rule: str
    code: str
    start: tuple[str, ...]
    until: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A construct: what it means, when to use it, and how its codings are scored.

    Parameters
    ----------
    id, codebook, group, scale : str
        Ids.
    label, definition, use, avoid : mapping
        By language.
    source : str
        Author, year, page.
    level : {"party", "case", "any"}
        Which units may be coded.
    lifting : {"pooled", "all", "any", "none"}
        How a case gets a score from its parties.
    inherit : bool
        Whether a coding on a case counts for each of its parties.
    directed : bool
        Whether a coding must name the other party in ``toward``.
    actors : tuple of str
        Actors to choose from where a coding names one; empty when none is asked for.
    polarity : {"promoting", "hindering", "neutral"}
        Which way the construct works.
    mirror : Mirror, optional
        Inference from another code.
    derive : Derivation, optional
        Computation from another code; a derived code is never coded.
    patterns : tuple of Pattern
        What makes a program suggest the code; no part of what it means.
    """

    id: str
    codebook: str
    label: Labels
    definition: Labels
    scale: str
    group: str = ""
    use: Labels = field(default_factory=dict)
    avoid: Labels = field(default_factory=dict)
    source: str = ""
    level: str = "any"
    lifting: str = "pooled"
    inherit: bool = False
    directed: bool = False
    actors: tuple[str, ...] = ()
    polarity: str = "neutral"
    mirror: Mirror | None = None
    derive: Derivation | None = None
    patterns: tuple[Pattern, ...] = ()

    @property
    def definition_sha256(self) -> str:
        """Hash of everything a coder reads; a code redefined later has another one.

        Patterns are for programs: a code that gets others means what it meant.
        """
        read = {
            "id": self.id,
            "definition": dict(self.definition),
            "use": dict(self.use),
            "avoid": dict(self.avoid),
            "scale": self.scale,
        }
        text = json.dumps(read, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Codebook:
    """A file of codes on one theory.

    ``patterns_from`` says what its patterns were written from: the ``definitions`` alone, before
    anybody looked at the texts of the study, or with these ``texts`` at hand.
    """

    id: str
    title: Labels
    theory: Labels
    source: str
    groups: Mapping[str, Labels]
    codes: tuple[Code, ...]
    path: str = ""
    patterns_from: str = "texts"
