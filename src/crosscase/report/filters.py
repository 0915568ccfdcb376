"""How records are put into words in a report: the filters of its templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crosscase.codebook import NOT_APPLICABLE, Labels, in_language
from crosscase.comparison import KIND_LABELS, STATES, Ref, describe_score, evidence_id
from crosscase.comparison.shown import show_value
from crosscase.comparison.words import number_text
from crosscase.hypotheses import (
    ALL,
    PREDICTION_STATES,
    TEST_LABELS,
    VERDICTS,
    RivalOutcome,
    Verdict,
)
from crosscase.report.configuration_words import make_configuration_filters
from crosscase.report.model import Report, inferred_refs, lifted_refs
from crosscase.report.words import KNOWN, OUTCOMES, REASONS, RULES, words_in
from crosscase.scoring import Score
from crosscase.specs import Discrepancy, Hypothesis, PublishedValue, Reading

__all__ = ["make_filters", "shorten"]


def shorten(text: str, length: int) -> str:
    """Cut a text at a space and say that it was cut.

    Parameters
    ----------
    text : str
        Any text.
    length : int
        The most code points to keep.

    Returns
    -------
    str
        The text, or its beginning with an ellipsis.

    Examples
    --------
    >>> shorten("een twee drie", 9)
    'een twee…'
    """
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(",;:") + "…"


class _Speaker:
    """Says the records of one report in its language."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.study = report.study
        self.language = report.language
        self.words = words_in(report.language)

    def text(self, labels: Labels) -> str:
        return in_language(labels, self.language)

    def unit(self, unit: str) -> str:
        return self.words["all_units"] if unit == ALL else self.text(self.study.units[unit].label)

    def code(self, code: str) -> str:
        return self.text(self.study.codes[code].label)

    def group(self, group: str) -> str:
        return self.text(self.study.source_groups.get(group, {})) or group

    def value(self, value: str, code: str) -> str:
        if value == NOT_APPLICABLE:
            return self.text(STATES["not-applicable"])
        return show_value(self.study, code, value, self.language, {})

    def score_text(self, score: Score) -> str:
        return describe_score(self.study, score, self.language, {})

    def published_values(self, published: PublishedValue) -> str:
        return " / ".join(self.value(value, published.code) for value in published.values)

    def claim(self, hypothesis: Hypothesis) -> str:
        one = hypothesis.claim == "at-least" and hypothesis.k == 1
        return self.words["existential" if one else hypothesis.claim].format(k=hypothesis.k)

    def prediction(self, prediction: str, reading: Reading) -> str:
        for candidate in reading.predictions:
            if candidate.id == prediction:
                return self.text(candidate.label)
        return prediction

    def reading(self, reading: str, hypothesis: str) -> str:
        for candidate in self.study.hypotheses:
            if candidate.id == hypothesis:
                for one in candidate.readings:
                    if one.id == reading:
                        return self.text(one.label)
        return reading

    def bearing(self, discrepancy: Discrepancy) -> dict[str, Any]:
        units = discrepancy.units or (ALL,)
        verdicts: list[Verdict] = [
            v
            for v in self.report.now.verdicts
            if v.hypothesis in discrepancy.hypotheses and v.unit in units
        ]
        found = [
            self.report.score(Ref(unit, code))
            for unit in discrepancy.units
            for code in discrepancy.codes
        ]
        return {"verdicts": verdicts, "scores": found}

    def rival_label(self, rival: RivalOutcome) -> str:
        readings = next(h for h in self.study.hypotheses if h.id == rival.hypothesis).readings
        reading = next(one for one in readings if one.id == rival.reading)
        label = self.prediction(rival.prediction.prediction, reading)
        return self.words["rival"].format(id=rival.hypothesis, label=label)

    def beneath(self, verdict: Verdict) -> list[Verdict]:
        """Return the verdicts on single units that a claim over units rests on."""
        level = next(h for h in self.study.hypotheses if h.id == verdict.hypothesis).level
        parties = self.study.units[verdict.unit].parties if verdict.unit != ALL else ()
        return [
            v
            for v in self.report.now.verdicts
            if (v.hypothesis, v.reading) == (verdict.hypothesis, verdict.reading)
            and (v.unit in parties or (verdict.unit == ALL and v.unit_kind == level))
        ]

    def registration(self, hypothesis: Hypothesis) -> str:
        if not hypothesis.registered_sha256:
            return self.words["unregistered"]
        if hypothesis.post_hoc:
            return self.words["post_hoc"]
        return self.words["registered"].format(on=hypothesis.registered_on)

    def rule(self, rule: str) -> str:
        """Say a rule in words; after a mirror or a span comes the code it looks at."""
        said = []
        for part in rule.split(":"):
            if part in RULES:
                said.append(self.text(RULES[part]))
            elif part:
                said.append(self.code(part) if part in self.study.codes else part)
        return ": ".join(said) or "–"

    def percent(self, share: float) -> str:
        return number_text(f"{100 * share:.1f} %", self.language)


def _unheard(score: Score) -> list[str]:
    """Return the codings behind a score that are not in one of its voices."""
    heard = {id for voice in score.voices for id in voice.codings}
    return [id for id in score.codings if id not in heard]


def _of(labels: Any, language: str) -> Callable[[str], str]:
    return lambda key: in_language(labels[key], language) if key in labels else key or "–"


def make_filters(report: Report) -> dict[str, Callable[..., Any]]:
    """Return the filters that put the records of a report into words.

    Parameters
    ----------
    report : Report
        The report.

    Returns
    -------
    dict
        Name → filter.
    """
    speaker = _Speaker(report)
    said = ("text", "unit", "code", "group", "value", "score_text", "published_values")
    more = ("prediction", "reading", "bearing", "percent", "rival_label", "beneath")
    names = (*said, *more, "claim", "registration", "rule")
    filters: dict[str, Callable[..., Any]] = {name: getattr(speaker, name) for name in names}
    filters |= make_configuration_filters(report.study, report.language)
    filters |= {
        "verdict": _of(VERDICTS, report.language),
        "status": _of(PREDICTION_STATES, report.language),
        "test": _of(TEST_LABELS, report.language),
        "outcome": _of(OUTCOMES, report.language),
        "reason": _of(REASONS, report.language),
        "known": _of(KNOWN, report.language),
        "kind": _of(KIND_LABELS, report.language),
        "plain_id": lambda id: id.replace("-", " ").replace("_", " "),
        "shorten": shorten,
        "place": lambda place: place.replace("§ ", "§\u00a0"),
        "inferred_refs": lambda score: inferred_refs(report.study, score),
        "lifted_refs": lambda score: lifted_refs(report.study, score),
        "unheard": _unheard,
        "evidence_id": evidence_id,
        "key_id": lambda key: evidence_id(Ref(*key)),
        "score_id": lambda s: evidence_id(Ref(s.unit, s.code, s.period, s.toward)),
    }
    return filters
