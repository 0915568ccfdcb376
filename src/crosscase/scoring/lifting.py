"""Lifting: what the scores of the parties say about their case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from crosscase.codebook import Scale
from crosscase.coding import Coding
from crosscase.scoring.records import MISSING, Finding, Score, Voice
from crosscase.scoring.rules import joined_reasons, split_codings

__all__ = ["lift_parties", "merge_voices", "worst_state"]


def worst_state(states: Sequence[str]) -> str:
    """Return the state that says least: unsearched before silent before not applicable.

    Parameters
    ----------
    states : sequence of str
        At least one state without a value.

    Returns
    -------
    str
        One of them.

    Examples
    --------
    >>> worst_state(["silent", "unsearched", "not-applicable"])
    'unsearched'
    """
    return max(states, key=MISSING.index)


def merge_voices(scale: Scale, scores: Sequence[Score]) -> tuple[Voice, ...]:
    """Gather the voices behind several scores, those of one group and value as one.

    Parameters
    ----------
    scale : Scale
        The scale of the code.
    scores : sequence of Score
        The parties' scores.

    Returns
    -------
    tuple of Voice
        Sorted by source group, then by value as the scale has it, other values last.
    """
    heard: dict[tuple[str, str], set[str]] = {}
    for score in scores:
        for voice in score.voices:
            heard.setdefault((voice.group, voice.value), set()).update(voice.codings)
    order = {value: rank for rank, value in enumerate(scale.value_ids)}
    return tuple(
        Voice(group, value, tuple(sorted(heard[group, value])))
        for group, value in sorted(
            heard, key=lambda key: (key[0], order.get(key[1], len(order)), key[1])
        )
    )


def _reach(scale: Scale, score: Score) -> tuple[int, int]:
    """Return the lowest and highest rank a party's score may still have."""
    ranks = [scale.rank(value) for value in score.values]
    return min(ranks), max(ranks)


def _lift_ordinal(scale: Scale, how: str, scores: Sequence[Score], missing: str) -> Finding:
    pick = min if how == "all" else max
    reaches = [_reach(scale, score) for score in scores]
    low, high = pick(r[0] for r in reaches), pick(r[1] for r in reaches)
    ids = scale.value_ids
    if low == high:
        return Finding(how, "scored", ids[low], ids[low], ids[low], (ids[low],))
    if missing:
        return Finding(how, missing, values=ids[low : high + 1])
    shown = pick(scale.rank(score.value) for score in scores)
    return Finding(how, "contested", ids[shown], ids[low], ids[high], ids[low : high + 1])


def _lift_nominal(scale: Scale, how: str, scores: Sequence[Score], missing: str) -> Finding:
    if missing:
        return Finding(how, missing, values=scale.value_ids)
    said = {value for score in scores for value in score.values}
    values = tuple(value for value in scale.value_ids if value in said)
    if len(values) == 1:
        return Finding(how, "scored", values[0], values=values)
    return Finding(how, "contested", values=values)


def _lift_numbers(scale: Scale, how: str, scores: Sequence[Score], missing: str) -> Finding:
    if missing:
        return Finding(how, missing)
    pick = min if how == "all" else max
    value = pick((score.value for score in scores), key=Decimal)
    return Finding(how, "scored", value, values=(value,))


_LIFT = {"ordinal": _lift_ordinal, "nominal": _lift_nominal, "number": _lift_numbers}


def lift_parties(
    scale: Scale, how: str, scores: Sequence[Score], codings: Sequence[Coding], silence: str
) -> Finding:
    """Lift the scores of parties to their case.

    ``all`` takes the lowest and ``any`` the highest; on nominal scales both ask that the parties
    agree. A party that is silent, unsearched or contested stands for every value it may still
    take: where that cannot change the outcome the case is scored, and otherwise its values are
    all possible outcomes. Parties to which the code does not apply are passed over.

    Parameters
    ----------
    scale : Scale
        An ordinal, nominal or number scale.
    how : {"all", "any"}
        Which lifting.
    scores : sequence of Score
        The parties' scores from their own codings, before any mirror.
    codings : sequence of Coding
        The codings behind those scores.
    silence : {"silent", "unsearched"}
        What the case itself is when nothing is coded.

    Returns
    -------
    Finding
        Its rule is ``lifted:all`` or ``lifted:any``.
    """
    rule = f"lifted:{how}"
    voices = merge_voices(scale, scores)
    reason = joined_reasons(score.reason for score in scores)
    applicable = [score for score in scores if score.state != "not-applicable"]
    if scores and not applicable:
        evidence = sorted({coding for score in scores for coding in score.codings_for})
        return Finding(
            rule,
            "not-applicable",
            values=scale.value_ids,
            codings_for=tuple(evidence),
            voices=voices,
            reason=reason,
        )
    gaps = [score.state for score in applicable if score.state in MISSING]
    missing = worst_state([*gaps, silence]) if gaps or not applicable else ""
    if not voices:
        return Finding(rule, missing, values=scale.value_ids)
    finding = _LIFT[scale.kind](scale, how, applicable, missing)
    finding = replace(finding, rule=rule, voices=voices, reason=reason)
    if finding.state in MISSING:
        return finding
    agree, differ = split_codings(scale, codings, finding.value)
    return replace(finding, codings_for=agree, codings_against=differ)
