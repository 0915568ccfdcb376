"""Tables that go into one file together, with the evidence they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.comparison import Table
from crosscase.evidence import Evidence
from crosscase.study import Study

__all__ = ["Volume"]


@dataclass(frozen=True, slots=True)
class Volume:
    """What a file of several tables is made from.

    Parameters
    ----------
    study : Study
        The study, for its title and labels.
    tables : tuple of Table
        The tables, in order.
    evidence : mapping
        Coding id → evidence, for formats that show what stands behind a cell; empty to leave
        that out, and with it every quote.
    """

    study: Study
    tables: tuple[Table, ...]
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
