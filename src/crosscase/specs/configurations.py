"""Comparisons of configurations, declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels

__all__ = ["TRUTH_COLUMNS", "ConfigurationSpec"]

TRUTH_COLUMNS = ("row", "OUT", "n", "incl", "PRI", "cases", "contradictory")
"""The columns of a truth table beside those of the conditions; no condition has such a name."""


@dataclass(frozen=True, slots=True)
class ConfigurationSpec:
    """An outcome and the conditions it is compared with, declared.

    Parameters
    ----------
    id, title, note, source
        Identity and what stands around it.
    outcome : str
        Code of the outcome.
    conditions : tuple of str
        Codes of the conditions, in order.
    unit : {"case", "party"}
        Which units are compared.
    period : str
        The period whose evidence counts; empty for all.
    cut : float
        From this inclusion on a row of the truth table goes with the outcome.
    calibrate : mapping
        Code → value → membership; the place on the scale for a code that is not in it.
    """

    id: str
    title: Labels
    outcome: str
    conditions: tuple[str, ...]
    unit: str = "case"
    period: str = ""
    cut: float = 0.8
    calibrate: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    note: Labels = field(default_factory=dict)
    source: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """The conditions and last the outcome."""
        return (*self.conditions, self.outcome)
