"""What a file of another program brings, in the words of a study, before it is put into one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Codebook, Labels, Scale
from crosscase.coding import Event
from crosscase.corpus import Document
from crosscase.errors import Problem
from crosscase.interchange.losses import Loss
from crosscase.study import Author, Coder, PeriodScheme, Unit

__all__ = ["Incoming", "make_id"]

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Incoming:
    """Records to be put into a study.

    Parameters
    ----------
    title, about : mapping
        Of a new study.
    languages : tuple of str
        Of a new study; the first is that of the texts that say none.
    reference_date, report, license : str
        Of a new study.
    authors : tuple of Author
        Of a new study.
    units, coders, schemes : mapping
        By id.
    scales : mapping
        By id.
    codebooks : tuple of Codebook
        With their codes.
    documents : mapping
        With their texts, by id.
    source_groups : mapping
        Labels by id.
    events : tuple of Event
        The codings: events ``add``.
    guids : mapping
        For each event the GUID that the file has for its coding.
    losses : tuple of Loss
        What does not come along.
    warnings : tuple of Problem
        What to know of the file.
    """

    title: Labels
    languages: tuple[str, ...]
    about: Labels = field(default_factory=dict)
    reference_date: str = ""
    report: str = "report"
    authors: tuple[Author, ...] = ()
    license: str = ""
    units: Mapping[str, Unit] = field(default_factory=dict)
    coders: Mapping[str, Coder] = field(default_factory=dict)
    schemes: Mapping[str, PeriodScheme] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    codebooks: tuple[Codebook, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    source_groups: Mapping[str, Labels] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    guids: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()
    warnings: tuple[Problem, ...] = ()


def make_id(name: str, taken: Container[str], otherwise: str) -> str:
    """Return an id made of a name, with a number behind it where it is taken.

    Parameters
    ----------
    name : str
        What people call it.
    taken : container of str
        Ids that are in use.
    otherwise : str
        The id of a name without letters a–z or digits.

    Returns
    -------
    str
        Lower-case letters, digits and hyphens.

    Examples
    --------
    >>> make_id("Één plan!", {"een-plan"}, "code")
    'een-plan-2'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    base = re.sub("[^a-z0-9]+", "-", plain.lower())[:_LONGEST].strip("-") or otherwise
    made, number = base, 1
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    return made
