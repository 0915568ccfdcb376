"""Qualitative comparative analysis: parameters of fit and truth tables of set memberships."""

from __future__ import annotations

from crosscase.configurations.calibration import Unscored, calibrate_scores
from crosscase.configurations.diversity import Diversity, measure_diversity
from crosscase.configurations.files import write_qca_commands, write_qca_table
from crosscase.configurations.fit import fit_parameters
from crosscase.configurations.reading import read_memberships
from crosscase.configurations.truth import AmbiguousCaseWarning, truth_table

__all__ = [
    "AmbiguousCaseWarning",
    "Diversity",
    "Unscored",
    "calibrate_scores",
    "fit_parameters",
    "measure_diversity",
    "read_memberships",
    "truth_table",
    "write_qca_commands",
    "write_qca_table",
]
