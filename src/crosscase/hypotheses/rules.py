"""The rules: from predictions to the verdict of a unit, from units to that of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crosscase.hypotheses.words import VERDICTS
from crosscase.specs import TESTS

__all__ = ["apply_claim", "apply_rules", "count_verdicts"]


_SCOPE: Mapping[str, str] = {
    "fails": "not-applicable",
    "undated": "not-applicable",
    "unknown": "undetermined",
}


def apply_rules(
    predictions: Iterable[tuple[str, str]], *, rivals_excluded: bool, scope: str = ""
) -> tuple[str, int]:
    """Apply the seven rules to the predictions of a reading; the first that fits decides.

    Hoop tests and smoking guns are those of Van Evera (1997, pp. 31-32); a doubly decisive test
    is both.

    Parameters
    ----------
    predictions : iterable of (str, str)
        The test of each prediction and what became of it.
    rivals_excluded : bool
        Whether there is an exclusive rival, and each is contrary in a hoop of its own.
    scope : {"", "holds", "fails", "unknown", "undated"}
        Whether the condition holds.

    Returns
    -------
    (str, int)
        The verdict and the number of the rule.

    Examples
    --------
    >>> apply_rules([("hoop", "met"), ("smoking-gun", "met")], rivals_excluded=False)
    ('supported', 4)
    >>> apply_rules([("hoop", "met")], rivals_excluded=False)
    ('undetermined', 7)
    """
    if scope in _SCOPE:
        return _SCOPE[scope], 1
    given = [(TESTS[test], status) for test, status in predictions]
    hoops = [status for (certain, _), status in given if certain]
    guns = [status for (_, unique), status in given if unique]
    found = {status for _, status in given}
    hoops_met = all(status == "met" for status in hoops)
    if "met" in guns and "contrary" in hoops:
        return "undetermined", 2
    if "contrary" in hoops:
        return "rejected", 3
    if "met" in guns and hoops_met:
        return "supported", 4
    if hoops and hoops_met and rivals_excluded:
        return "supported", 5
    if {"met", "contrary"} <= found:
        return "partly", 6
    return "undetermined", 7


def count_verdicts(verdicts: Iterable[str]) -> dict[str, int]:
    """Count the units that have each verdict.

    Parameters
    ----------
    verdicts : iterable of str
        The verdicts of the units.

    Returns
    -------
    dict
        A number for every verdict there is, in a fixed order.

    Examples
    --------
    >>> count_verdicts(["partly", "partly"])["partly"]
    2
    """
    given = list(verdicts)
    return {verdict: given.count(verdict) for verdict in VERDICTS}


def apply_claim(claim: str, k: int, counts: Mapping[str, int]) -> str:
    """Apply a claim over units to the verdicts they have.

    The first line that fits decides; s, r, p, u, n are the numbers of units for which the
    hypothesis is supported, rejected, partly supported, undetermined and not applicable.

    ==================  ===================  ======================================
    verdict             ``universal``        ``at-least`` k (``existential``: k = 1)
    ==================  ===================  ======================================
    rejected            r ≥ 1                s + p + u < k and s + p + r ≥ k
    not-applicable      s + r + p + u = 0    s + r + p + u = 0
    supported           s ≥ 1 and p + u = 0  s ≥ k
    partly              u = 0                u = 0 and s + p ≥ k
    undetermined        else                 else
    ==================  ===================  ======================================

    An undetermined unit may still come out any way, also as not applicable. Every verdict but
    ``undetermined`` therefore stands whatever becomes of it: a claim on k units is rejected only
    when k units have been tested and too many of them fail, and a claim on more units than the
    hypothesis applies to is undetermined.

    Parameters
    ----------
    claim : {"universal", "existential", "at-least"}
        What is claimed of the units.
    k : int
        Of ``at-least``.
    counts : mapping
        How many units have each verdict.

    Returns
    -------
    str
        The verdict of the claim.

    Examples
    --------
    >>> counts = count_verdicts(["supported", "rejected", "undetermined"])
    >>> apply_claim("universal", 0, counts), apply_claim("existential", 0, counts)
    ('rejected', 'supported')
    """
    s, r, p, u, _ = (counts[verdict] for verdict in VERDICTS)
    if s + r + p + u == 0:
        return "not-applicable"
    if claim == "universal":
        if r:
            return "rejected"
        if not p + u:
            return "supported"
        return "undetermined" if u else "partly"
    needed = k if claim == "at-least" else 1
    if s >= needed:
        return "supported"
    if s + p + u < needed <= s + p + r:
        return "rejected"
    return "partly" if u == 0 and s + p >= needed else "undetermined"
