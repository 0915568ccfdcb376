"""The proof of a verdict in words, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crosscase.codebook import Labels, in_language
from crosscase.hypotheses.phrases import say_missing, say_prediction, say_scores
from crosscase.hypotheses.records import PredictionOutcome, RivalOutcome, Verdict
from crosscase.hypotheses.words import (
    CLAIM_REASONS,
    PREDICTION_STATES,
    RULES,
    UNIT_WORDS,
    VERDICTS,
    in_both,
    sentence,
)
from crosscase.specs import Hypothesis, Reading
from crosscase.study import Study

__all__ = ["explain_claim", "explain_unit"]

_HEAD: Labels = {"nl": "{verdict} (regel {rule}): {why}", "en": "{verdict} (rule {rule}): {why}"}
_CONDITION: Mapping[str, Labels] = {
    "holds": {"nl": "voorwaarde vervuld ({})", "en": "condition met ({})"},
    "fails": {"nl": "voorwaarde niet vervuld ({})", "en": "condition not met ({})"},
    "unknown": {"nl": "voorwaarde onzeker ({})", "en": "condition uncertain ({})"},
}
_SCHEMES: Labels = {"nl": "zonder data: {}", "en": "without dates: {}"}
_RIVALS: Labels = {"nl": "uitgesloten rivalen: {}", "en": "rivals excluded: {}"}
_STANDING: Labels = {
    "nl": "alle onmisbare voorspellingen zijn uitgekomen, maar niet elke uitsluitende rivaal is "
    "uitgesloten: {}",
    "en": "every prediction it cannot do without is met, but not every exclusive rival is "
    "excluded: {}",
}
_MISSING: Labels = {"nl": "ontbreekt: {}", "en": "missing: {}"}
_CLAIM: Labels = {"nl": "{verdict}: {claim}, en {why}", "en": "{verdict}: {claim}, and {why}"}
_CLAIMS: Mapping[str, Labels] = {
    "universal": {
        "nl": "de hypothese zegt voor alle {units} te gelden",
        "en": "the hypothesis claims to hold for all {units}",
    },
    "existential": {
        "nl": "de hypothese zegt voor ten minste een van de {units} te gelden",
        "en": "the hypothesis claims to hold for at least one of the {units}",
    },
    "at-least": {
        "nl": "de hypothese zegt voor ten minste {k} van de {units} te gelden",
        "en": "the hypothesis claims to hold for at least {k} of the {units}",
    },
}


def _condition(study: Study, scope: PredictionOutcome, status: str, language: str) -> str:
    said = list(say_scores(study, scope, language, settled=scope.status == "open"))
    if status == "unknown":
        said.append(scope.reason[language])
    return _CONDITION[status][language].format("; ".join(said))


def _predictions(
    study: Study, reading: Reading, outcomes: Sequence[PredictionOutcome], language: str
) -> list[str]:
    lines = []
    for status, label in PREDICTION_STATES.items():
        said = [
            say_prediction(study, prediction, outcome, language)
            for prediction, outcome in zip(reading.predictions, outcomes, strict=True)
            if outcome.status == status
        ]
        if said:
            lines.append(f"{label[language]}: {', '.join(said)}")
    return lines


def _name_rivals(study: Study, rivals: Iterable[RivalOutcome], language: str) -> str:
    hypotheses = {hypothesis.id: hypothesis for hypothesis in study.hypotheses}
    said = []
    for rival in rivals:
        reading = next(r for r in hypotheses[rival.hypothesis].readings if r.id == rival.reading)
        prediction = next(p for p in reading.predictions if p.id == rival.prediction.prediction)
        said.append(
            f"{rival.hypothesis}, {say_prediction(study, prediction, rival.prediction, language)}"
        )
    return ", ".join(said)


def explain_unit(
    study: Study,
    reading: Reading,
    verdict: Verdict,
    *,
    standing: Sequence[str] = (),
    undated: Sequence[str] = (),
) -> Labels:
    """Give the proof of the verdict of a unit.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    reading : Reading
        What was evaluated.
    verdict : Verdict
        What was decided, and how.
    standing : sequence of str
        Where only they stand in the way of rule 5: the exclusive rivals that are not excluded.
    undated : sequence of str
        The period schemes without dates.

    Returns
    -------
    mapping
        Sentences, by language.
    """

    def say(language: str) -> str:
        rule = verdict.rule
        key = f"scope-{verdict.scope_status}" if rule == 1 else str(rule)
        label = VERDICTS[verdict.verdict][language]
        lines = [_HEAD[language].format(verdict=label, rule=rule, why=RULES[key][language])]
        if undated:
            names = [in_language(study.period_schemes[id].label, language) for id in undated]
            lines.append(_SCHEMES[language].format(", ".join(names)))
        elif verdict.scope is not None:
            lines.append(_condition(study, verdict.scope, verdict.scope_status, language))
        if rule != 1:
            lines += _predictions(study, reading, verdict.predictions, language)
        if verdict.rivals:
            lines.append(_RIVALS[language].format(_name_rivals(study, verdict.rivals, language)))
        if standing:
            lines.append(_STANDING[language].format(", ".join(standing)))
        if verdict.missing:
            named = say_missing(study, verdict.missing, language)
            lines.append(_MISSING[language].format(", ".join(named)))
        return " ".join(sentence(line) for line in lines)

    return in_both(say)


def explain_claim(
    study: Study,
    hypothesis: Hypothesis,
    verdict: str,
    verdicts: Mapping[str, str],
    *,
    of_case: bool,
) -> Labels:
    """Give the proof of the verdict of a claim over units.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    hypothesis : Hypothesis
        What is claimed.
    verdict : str
        What was decided.
    verdicts : mapping
        The verdict of each unit, in order.
    of_case : bool
        Whether the units are the parties of one case.

    Returns
    -------
    mapping
        Sentences, by language: the claim, why it has this verdict, and the counts.
    """
    units_word = UNIT_WORDS["party-of-case" if of_case else hypothesis.level]
    family = "universal" if hypothesis.claim == "universal" else "at-least"

    def say(language: str) -> str:
        claim = _CLAIMS[hypothesis.claim][language].format(
            k=hypothesis.k, units=units_word[language]
        )
        lines = [
            _CLAIM[language].format(
                verdict=VERDICTS[verdict][language],
                claim=claim,
                why=CLAIM_REASONS[f"{family}/{verdict}"][language],
            )
        ]
        for one, label in VERDICTS.items():
            units = [
                in_language(study.units[unit].label, language)
                for unit, given in verdicts.items()
                if given == one
            ]
            if units:
                lines.append(f"{label[language]}: {len(units)} ({', '.join(units)})")
        return " ".join(sentence(line) for line in lines)

    return in_both(say)
