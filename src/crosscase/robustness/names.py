"""The names of alternatives, read back."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Renamed", "read_step"]

_NAME = re.compile(
    r"(?:(?P<what>scale|code|reading) ?(?P<id>\S*)"
    r"|(?P<hypothesis>[^/]+)/(?P<reading>[^/]+)/(?P<prediction>[^/:]+)): "
    r"(?:test: |(?P<where>expect|contrary) (?P<form>\S+) (?P<code>[^\s@]+)(?:@(?P<period>\S+))? "
    r"[^:]+: )?(?P<before>.+)→(?P<after>.+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """What an alternative declares otherwise.

    Parameters
    ----------
    before, after : str
        What was declared and what it becomes; several values are joined by ``|``.
    id : str
        The scale of a rule, the code of a lifting.
    hypothesis, reading, prediction : str
        Of a test or a threshold; ``scope`` stands for the condition.
    where, form, code, period : str
        Of a threshold: ``expect`` or ``contrary``, the form of the expression, and its score.
    """

    before: str
    after: str
    id: str = ""
    hypothesis: str = ""
    reading: str = ""
    prediction: str = ""
    where: str = ""
    form: str = ""
    code: str = ""
    period: str = ""


def read_step(name: str) -> Renamed:
    """Read back what ``removed`` says of an alternative.

    Parameters
    ----------
    name : str
        As :attr:`crosscase.robustness.steps.Step.name` gives it.

    Returns
    -------
    Renamed
        Its parts.

    Examples
    --------
    >>> found = read_step("H1/plain/need: expect at_least urgency partial: partial→present")
    >>> found.prediction, found.code, found.before, found.after
    ('need', 'urgency', 'partial', 'present')
    >>> read_step("scale presence: median→strict").id
    'presence'
    """
    match = _NAME.fullmatch(name)
    assert match, name
    parts = {key: value or "" for key, value in match.groupdict().items() if key != "what"}
    return Renamed(**parts)
