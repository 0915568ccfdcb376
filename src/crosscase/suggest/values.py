"""Which value a hit suggests, by the order of the scale."""

from __future__ import annotations

from crosscase.codebook import Scale
from crosscase.suggest.cues import ABSENT

__all__ = ["negation_tells", "suggest_value"]


def negation_tells(scale: Scale) -> bool:
    """Say whether words of negation mean a value of a scale.

    Parameters
    ----------
    scale : Scale
        The scale.

    Returns
    -------
    bool
        True for an ordinal scale of two or three values that is scored by its median.
    """
    return (
        scale.kind == "ordinal"
        and scale.rule in ("median", "strict")
        and len(scale.value_ids) in (2, 3)
    )


def suggest_value(scale: Scale, *, given: str = "", effect: str = "") -> str:
    """Return the value that a hit suggests; empty when a person has to say.

    On an ordinal scale of two or three values that is scored by its median, the highest value
    says that the thing is there, the lowest that it is not, and what lies between that it is in
    part. Only there words of negation mean a value. Other scales order kinds, stages or verdicts:
    there the pattern names the value, and what it would be when denied nobody can tell.

    Parameters
    ----------
    scale : Scale
        The scale of the code.
    given : str
        The value that the pattern names.
    effect : {"", "absent", "partial"}
        What the words around the hit make of it.

    Returns
    -------
    str
        A value of the scale, or nothing.

    Examples
    --------
    >>> from crosscase.codebook import ScaleValue
    >>> values = tuple(ScaleValue(name, {}) for name in ("absent", "partial", "present"))
    >>> scale = Scale("presence", "ordinal", "median", values, {})
    >>> [suggest_value(scale, effect=effect) for effect in ("", "absent", "partial")]
    ['present', 'absent', 'partial']
    """
    tells = negation_tells(scale)
    highest = scale.value_ids[-1] if tells else ""
    if not effect:
        return given or highest
    if not tells or given not in ("", highest):
        return ""
    if effect == ABSENT:
        return scale.value_ids[0]
    return scale.value_ids[1] if len(scale.value_ids) == 3 else ""
