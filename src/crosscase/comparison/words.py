"""The words tables and figures use of their own, in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Labels, in_language
from crosscase.scoring import Score

__all__ = [
    "CORNERS",
    "ELSEWHERE",
    "GROUP",
    "KIND_LABELS",
    "LEGEND",
    "MARKS",
    "RUNNING",
    "STATE",
    "STATES",
    "UNKNOWN",
    "describe_state",
    "number_text",
]

STATES: Mapping[str, Labels] = {
    "scored": {"nl": "gescoord", "en": "scored"},
    "inferred": {"nl": "afgeleid", "en": "inferred"},
    "contested": {"nl": "omstreden", "en": "contested"},
    "silent": {"nl": "zwijgt", "en": "silent"},
    "unsearched": {"nl": "niet doorzocht", "en": "unsearched"},
    "not-applicable": {"nl": "niet van toepassing", "en": "not applicable"},
}
"""The states of a score in words."""

MARKS: Mapping[str, str] = {
    "": "",
    "score": "✓",
    "inferred": "(✓)",
    "contested": "✓?",
    "span": "?",
}
"""The marks of a placement, which need no translation."""

KIND_LABELS: Mapping[str, Labels] = {
    "interview": {"nl": "interview", "en": "interview"},
    "document": {"nl": "document", "en": "document"},
    "observation": {"nl": "observatie", "en": "observation"},
    "narration": {"nl": "vertelling", "en": "narration"},
}
"""The kinds of document in words."""

RUNNING: Labels = {"nl": "loopt nog", "en": "still running"}
STATE: Labels = {"nl": "toestand", "en": "state"}
GROUP: Labels = {"nl": "groep", "en": "group"}
UNKNOWN: Labels = {"nl": "onbekend", "en": "unknown"}
ELSEWHERE: Labels = {"nl": "andere waarde", "en": "other value"}

CORNERS: Mapping[str, Labels] = {
    "case": {"nl": "casus", "en": "case"},
    "party": {"nl": "partij", "en": "party"},
    "unit": {"nl": "eenheid", "en": "unit"},
    "code": {"nl": "code", "en": "code"},
    "parties": {"nl": "aantal partijen", "en": "number of parties"},
}
"""What the row labels of a table are."""

LEGEND: Mapping[str, Labels] = {
    "score": {
        "nl": "✓: de score volgens de coderingen",
        "en": "✓: the score according to the codings",
    },
    "inferred": {
        "nl": "(✓): afgeleid uit een andere code; zelf geen bewijs",
        "en": "(✓): inferred from another code; no evidence of its own",
    },
    "contested": {
        "nl": "✓?: omstreden; de mediaan van de brongroepen",
        "en": "✓?: contested; the median of the source groups",
    },
    "span": {
        "nl": "?: omstreden; ook tot hier lopen de brongroepen uiteen",
        "en": "?: contested; the source groups reach this far as well",
    },
    "inferred-text": {
        "nl": "tussen haakjes: afgeleid uit een andere code; zelf geen bewijs",
        "en": "in parentheses: inferred from another code; no evidence of its own",
    },
    "contested-text": {
        "nl": "omstreden: de brongroepen lopen uiteen; getoond zijn de mediaan en het bereik",
        "en": "contested: the source groups disagree; shown are the median and the range",
    },
    "contested-unit": {
        "nl": "naam met ?: omstreden, maar alle brongroepen vallen hier",
        "en": "name with ?: contested, but all source groups fall here",
    },
    "inferred-count": {
        "nl": "(+n): nog n eenheden met een afgeleide score, die geen bewijs is",
        "en": "(+n): n more units with an inferred score, which is no evidence",
    },
    "covered": {
        "nl": "(k van n): k van de n documenten over de eenheid zijn voor de code doorzocht",
        "en": "(k of n): k of the n documents on the unit were searched for the code",
    },
    "balance": {
        "nl": "g / n: g brongroepen gehoord, n coderingen",
        "en": "g / n: g source groups heard, n codings",
    },
}
"""What the marks mean, by the key under which a table notes that it used one."""

_COVERED: Labels = {"nl": "{k} van {n}", "en": "{k} of {n}"}


def number_text(number: str, language: str) -> str:
    """Return a number as it is written in a language.

    Parameters
    ----------
    number : str
        A number with a decimal point.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        With a decimal comma in Dutch, unchanged otherwise.

    Examples
    --------
    >>> number_text("7.5", "nl")
    '7,5'
    """
    return number.replace(".", ",") if language == "nl" else number


def describe_state(score: Score, language: str) -> str:
    """Return the state of a score in words, with how much was searched where that matters.

    Parameters
    ----------
    score : Score
        Any score.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Such as ``unsearched (2 of 5)``.
    """
    word = in_language(STATES[score.state], language)
    if score.state not in ("silent", "unsearched"):
        return word
    covered = in_language(_COVERED, language).format(k=score.covered, n=score.documents)
    return f"{word} ({covered})"
