"""Phrases about scores and predictions, in Dutch and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crosscase.codebook import Labels, in_language
from crosscase.coding import Coding
from crosscase.corpus import passage_at
from crosscase.hypotheses.records import AtomOutcome, PredictionOutcome
from crosscase.hypotheses.words import TEST_LABELS, in_both
from crosscase.scoring import Score
from crosscase.scoring.scorebook import REASONS
from crosscase.specs import Prediction, ScoreRef
from crosscase.study import Study

__all__ = [
    "say_both_hold",
    "say_few_groups",
    "say_missing",
    "say_outcome",
    "say_prediction",
    "say_scores",
    "say_undivided",
    "say_unknown",
]

_STATES: Mapping[str, Labels] = {
    "silent": {"nl": "bronnen zwijgen", "en": "sources are silent"},
    "unsearched": {"nl": "niet geheel doorzocht", "en": "not fully searched"},
    "inferred": {"nl": "alleen afgeleid", "en": "only inferred"},
    "not-applicable": {"nl": "niet van toepassing", "en": "not applicable"},
}

_UNKNOWN: Mapping[str, Labels] = {
    "silent": {
        "nl": "over {names} zwijgen de bronnen",
        "en": "the sources are silent on {names}",
    },
    "unsearched": {
        "nl": "op {names} is nog niet alles doorzocht ({covered} van {documents} documenten)",
        "en": "not everything has been searched for {names} ({covered} of {documents} documents)",
    },
    "inferred": {
        "nl": "{names} is alleen afgeleid, en dat telt hier niet als bewijs",
        "en": "{names} is only inferred, which does not count as evidence here",
    },
    "contested": {
        "nl": "{names} is omstreden ({values})",
        "en": "{names} is contested ({values})",
    },
    "not-applicable": {
        "nl": "{names} is hier niet van toepassing",
        "en": "{names} does not apply here",
    },
}

_OUTCOMES: Mapping[str, Labels] = {
    "met": {"nl": "wat verwacht werd, doet zich voor", "en": "what is expected is the case"},
    "not-met": {
        "nl": "wat verwacht werd, doet zich niet voor",
        "en": "what is expected is not the case",
    },
    "contrary": {
        "nl": "wat de voorspelling tegenspreekt, doet zich voor",
        "en": "what would contradict the prediction is the case",
    },
    "neutral": {
        "nl": "wat verwacht werd noch het tegendeel doet zich voor",
        "en": "neither what is expected nor its contrary is the case",
    },
    "whatever": {
        "nl": ", wat ook de waarde is van de scores die niet vaststaan",
        "en": ", whatever the value of the scores that are not settled",
    },
    "both": {
        "nl": "zowel wat verwacht werd als wat het tegenspreekt doet zich voor",
        "en": "both what is expected and what would contradict it are the case",
    },
}

_FEW_GROUPS: Mapping[str, Labels] = {
    "met": {
        "nl": "wat verwacht werd, berust op te weinig brongroepen ({found}; nodig: {needed})",
        "en": "what is expected rests on too few source groups ({found}; needed: {needed})",
    },
    "contrary": {
        "nl": "wat de voorspelling tegenspreekt, berust op te weinig brongroepen ({found}; "
        "nodig: {needed})",
        "en": "what contradicts the prediction rests on too few source groups ({found}; needed: "
        "{needed})",
    },
}

_UNDIVIDED: Mapping[str, Labels] = {
    "decision": {
        "nl": "‘{left}’ en ‘{right}’ berusten op één ongedeeld besluit ({place})",
        "en": "“{left}” and “{right}” rest on one undivided decision ({place})",
    },
    "passage": {
        "nl": "‘{left}’ en ‘{right}’ berusten op dezelfde ongedeelde passage ({place})",
        "en": "“{left}” and “{right}” rest on the same undivided passage ({place})",
    },
    "passages": {
        "nl": "‘{left}’ en ‘{right}’ berusten op dezelfde ongedeelde passages ({place})",
        "en": "“{left}” and “{right}” rest on the same undivided passages ({place})",
    },
}

_QUOTED: Labels = {"nl": "‘{}’", "en": "“{}”"}
_SPAN: Labels = {"nl": "{} tot {}", "en": "{} to {}"}
_OR: Labels = {"nl": " of ", "en": " or "}
_CONTESTED: Labels = {"nl": "omstreden, {}", "en": "contested, {}"}
_INFERRED: Labels = {"nl": "{} (afgeleid)", "en": "{} (inferred)"}


def _name(study: Study, code: str, period: str, language: str) -> str:
    name = in_language(study.codes[code].label, language)
    if not period:
        return name
    return f"{name}, {in_language(study.periods[period].label, language)}"


def _values(study: Study, code: str, values: tuple[str, ...], language: str) -> str:
    scale = study.scale_of(code)
    said = [scale.value_label(value, language) for value in values]
    if scale.kind == "ordinal" and len(said) > 2:
        return _SPAN[language].format(said[0], said[-1])
    return _OR[language].join(said)


def _score(study: Study, atom: AtomOutcome, language: str) -> str:
    values = _values(study, atom.code, atom.values, language)
    if atom.state == "contested":
        return _CONTESTED[language].format(values)
    if atom.state == "inferred" and atom.values == (atom.value,):
        return _INFERRED[language].format(values)
    return values if atom.state == "scored" else _STATES[atom.state][language]


def say_scores(
    study: Study, outcome: PredictionOutcome, language: str, *, settled: bool = False
) -> tuple[str, ...]:
    """Name the scores a prediction read, with their values.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    outcome : PredictionOutcome
        What became of the prediction.
    language : str
        ``nl`` or ``en``.
    settled : bool
        Only the scores that have one value.

    Returns
    -------
    tuple of str
        Such as ``Sense of urgency: present``.
    """
    return tuple(
        f"{_name(study, atom.code, atom.period, language)}: {_score(study, atom, language)}"
        for atom in outcome.atoms
        if not settled or atom.values == (atom.value,)
    )


def say_prediction(
    study: Study, prediction: Prediction, outcome: PredictionOutcome, language: str
) -> str:
    """Name a prediction with its test, its scores and, when it is open, the reason.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    prediction : Prediction
        What was predicted.
    outcome : PredictionOutcome
        What became of it.
    language : str
        ``nl`` or ``en``.

    Returns
    -------
    str
        A phrase.
    """
    is_open = outcome.status == "open"
    parts = [
        TEST_LABELS[prediction.test][language],
        *say_scores(study, outcome, language, settled=is_open),
        *([outcome.reason[language]] if is_open else ()),
    ]
    label = _QUOTED[language].format(in_language(prediction.label, language))
    return f"{label} ({'; '.join(parts)})"


def say_missing(
    study: Study, missing: Iterable[tuple[str, str, str]], language: str
) -> tuple[str, ...]:
    """Name scores that are not there.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    missing : iterable of (unit, code, state)
        The scores.
    language : str
        ``nl`` or ``en``.

    Returns
    -------
    tuple of str
        Such as ``Sense of urgency (not fully searched)``.
    """
    return tuple(
        f"{_name(study, code, '', language)} ({_STATES[state][language]})"
        for _, code, state in missing
    )


def _alike(score: Score) -> tuple[str | int, ...]:
    """Return what scores share that one phrase can speak of."""
    if score.state in ("silent", "unsearched"):
        return score.state, score.covered, score.documents, score.reason
    return score.state, score.code, score.period


def _say_unknown(study: Study, scores: list[Score], language: str) -> str:
    score = scores[0]
    quoted = _QUOTED[language].format
    reason = in_language(REASONS.get(score.reason, {}), language) or score.reason
    phrase = _UNKNOWN[score.state][language].format(
        names=", ".join(quoted(_name(study, s.code, s.period, language)) for s in scores),
        covered=score.covered,
        documents=score.documents,
        values=_values(study, score.code, score.values, language),
    )
    return f"{phrase} ({reason})" if reason else phrase


def say_unknown(study: Study, scores: Iterable[Score]) -> Labels:
    """Say why scores leave a prediction open.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    scores : iterable of Score
        Scores that are not settled.

    Returns
    -------
    mapping
        Phrases by language; scores that are missing in the same way share one.
    """
    alike: dict[tuple[str | int, ...], list[Score]] = {}
    for score in scores:
        alike.setdefault(_alike(score), []).append(score)
    return in_both(
        lambda language: "; ".join(_say_unknown(study, one, language) for one in alike.values())
    )


def say_outcome(status: str, *, declared: bool, settled: bool) -> Labels:
    """Say why a prediction is met, contrary or neutral.

    Parameters
    ----------
    status : {"met", "contrary", "neutral"}
        What became of it.
    declared : bool
        Whether what would contradict it was declared.
    settled : bool
        Whether all its scores stand for one value.

    Returns
    -------
    mapping
        A phrase by language.
    """
    key = "not-met" if status == "contrary" and not declared else status
    return in_both(
        lambda language: (
            _OUTCOMES[key][language] + ("" if settled else _OUTCOMES["whatever"][language])
        )
    )


def say_both_hold() -> Labels:
    """Say that a prediction and what was declared to contradict it hold at once.

    Returns
    -------
    mapping
        A phrase by language.
    """
    return _OUTCOMES["both"]


def say_few_groups(status: str, found: int, needed: int) -> Labels:
    """Say that an outcome rests on fewer source groups than asked for.

    Parameters
    ----------
    status : {"met", "contrary"}
        What it would have been.
    found, needed : int
        Numbers of source groups.

    Returns
    -------
    mapping
        A phrase by language.

    Examples
    --------
    >>> say_few_groups("met", 1, 2)["en"]
    'what is expected rests on too few source groups (1; needed: 2)'
    """
    return in_both(
        lambda language: _FEW_GROUPS[status][language].format(found=found, needed=needed)
    )


def say_undivided(
    study: Study, left: ScoreRef, right: ScoreRef, codings: Iterable[Coding]
) -> Labels:
    """Say that two scores rest on the same undivided passage or decision.

    Parameters
    ----------
    study : Study
        The study, for its labels.
    left, right : ScoreRef
        The scores.
    codings : iterable of Coding
        The codings behind both.

    Returns
    -------
    mapping
        A phrase by language.
    """
    given = list(codings)
    decisions = {coding.decision for coding in given}
    if len(decisions) == 1 and "" not in decisions:
        form, places = "decision", [given[0].decision]
    else:
        found = {
            f"{study.documents[c.document].title} "
            f"[{passage_at(study.passages, c.document, c.start)}]"
            for c in given
        }
        places = sorted(found)
        form = "passage" if len(places) == 1 else "passages"
    return in_both(
        lambda language: _UNDIVIDED[form][language].format(
            left=_name(study, left.code, left.period, language),
            right=_name(study, right.code, right.period, language),
            place=", ".join(places),
        )
    )
