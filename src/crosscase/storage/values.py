"""Whether a value is one that a code may take."""

from __future__ import annotations

import re

from crosscase.codebook import Scale
from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest

__all__ = ["check_value"]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LONGEST_NUMBER = 30


def check_value(scale: Scale, value: str, place: Place, findings: Findings) -> bool:
    """Note a value that is not on a scale.

    Parameters
    ----------
    scale : Scale
        The scale.
    value : str
        A value id, or a number as text for a scale of numbers.
    place : Place
        Where it stands.
    findings : Findings
        Gets the problem.

    Returns
    -------
    bool
        Whether the value is on the scale.
    """
    if scale.kind == "number":
        if len(value) <= _LONGEST_NUMBER and _NUMBER.fullmatch(value):
            return True
        allowed = f"a number such as 3 or 2.5, of at most {_LONGEST_NUMBER} characters"
        action = "write a number"
    else:
        if value in scale.value_ids:
            return True
        allowed = list_some(scale.value_ids)
        action = suggest(value, scale.value_ids, "choose a value of the scale")
    found = f"{shorten(value)}, not on the scale {scale.id}"
    findings.add(place, "off-scale", found, allowed, action)
    return False
