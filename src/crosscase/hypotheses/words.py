"""The words in which verdicts are said, in Dutch and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crosscase.codebook import Labels

__all__ = [
    "CLAIM_REASONS",
    "LANGUAGES",
    "PREDICTION_STATES",
    "RULES",
    "TEST_LABELS",
    "UNIT_WORDS",
    "VERDICTS",
    "in_both",
    "sentence",
]

LANGUAGES = ("nl", "en")
"""The languages an explanation is written in."""

VERDICTS: Mapping[str, Labels] = {
    "supported": {"nl": "ondersteund", "en": "supported"},
    "rejected": {"nl": "verworpen", "en": "rejected"},
    "partly": {"nl": "deels ondersteund", "en": "partly supported"},
    "undetermined": {"nl": "onbeslist", "en": "undetermined"},
    "not-applicable": {"nl": "niet van toepassing", "en": "not applicable"},
}
"""The verdicts, in the order in which they are counted."""

PREDICTION_STATES: Mapping[str, Labels] = {
    "met": {"nl": "uitgekomen", "en": "met"},
    "contrary": {"nl": "tegengesproken", "en": "contradicted"},
    "neutral": {"nl": "neutraal", "en": "neutral"},
    "open": {"nl": "open", "en": "open"},
}
"""What can become of a prediction."""

TEST_LABELS: Mapping[str, Labels] = {
    "hoop": {"nl": "hoop-test", "en": "hoop test"},
    "smoking-gun": {"nl": "smoking-gun-test", "en": "smoking-gun test"},
    "doubly-decisive": {"nl": "dubbel beslissende test", "en": "doubly decisive test"},
    "straw-in-the-wind": {"nl": "strohalm-test", "en": "straw-in-the-wind test"},
}
"""The tests of Van Evera (1997)."""

RULES: Mapping[str, Labels] = {
    "scope-fails": {
        "nl": "de voorwaarde waaronder de hypothese geldt, doet zich hier niet voor",
        "en": "the condition under which the hypothesis holds does not obtain here",
    },
    "scope-undated": {
        "nl": "de hypothese spreekt van een verandering tussen perioden, en voor die perioden "
        "zijn hier geen data gegeven",
        "en": "the hypothesis speaks of a change between periods, and these periods have no "
        "dates here",
    },
    "scope-unknown": {
        "nl": "of de voorwaarde waaronder de hypothese geldt zich hier voordoet, is niet bekend",
        "en": "whether the condition under which the hypothesis holds obtains here is not known",
    },
    "2": {
        "nl": "een voorspelling die niets anders verklaart is uitgekomen, terwijl een "
        "voorspelling waar de hypothese niet buiten kan is tegengesproken (omstreden)",
        "en": "a prediction nothing else would explain is met, while one the hypothesis cannot "
        "do without is contradicted (contested)",
    },
    "3": {
        "nl": "een voorspelling waar de hypothese niet buiten kan is tegengesproken",
        "en": "a prediction the hypothesis cannot do without is contradicted",
    },
    "4": {
        "nl": "een voorspelling die niets anders verklaart is uitgekomen, en zo ook elke "
        "voorspelling waar de hypothese niet buiten kan",
        "en": "a prediction nothing else would explain is met, and so is every one the "
        "hypothesis cannot do without",
    },
    "5": {
        "nl": "alle voorspellingen waar de hypothese niet buiten kan zijn uitgekomen, en elke "
        "uitsluitende rivaal is tegengesproken in een voorspelling waar hij niet buiten kan",
        "en": "every prediction the hypothesis cannot do without is met, and each exclusive "
        "rival is contradicted in one it cannot do without itself",
    },
    "6": {
        "nl": "ten minste één voorspelling is uitgekomen en ten minste één is tegengesproken, "
        "zonder dat dit beslist",
        "en": "at least one prediction is met and at least one is contradicted, without deciding "
        "the matter",
    },
    "7": {
        "nl": "wat bekend is, beslist niet voor of tegen de hypothese",
        "en": "what is known does not decide for or against the hypothesis",
    },
}
"""What each rule says; rule 1 has three outcomes."""

UNIT_WORDS: Mapping[str, Labels] = {
    "case": {"nl": "casussen", "en": "cases"},
    "party": {"nl": "partijen", "en": "parties"},
    "party-of-case": {"nl": "partijen van deze casus", "en": "parties of this case"},
}
"""What a claim is about, in the plural."""

CLAIM_REASONS: Mapping[str, Labels] = {
    "universal/rejected": {
        "nl": "zij is voor ten minste één verworpen",
        "en": "it is rejected for at least one",
    },
    "universal/supported": {
        "nl": "zij is ondersteund voor alle waarop zij van toepassing is",
        "en": "it is supported for all to which it applies",
    },
    "universal/partly": {
        "nl": "zij is voor geen verworpen of onbeslist, maar niet voor alle geheel ondersteund",
        "en": "it is rejected or undetermined for none, but not supported in full for all",
    },
    "universal/not-applicable": {
        "nl": "zij is op geen van alle van toepassing",
        "en": "it applies to none of them",
    },
    "universal/undetermined": {
        "nl": "zij is voor geen ervan verworpen, maar niet voor alle beslist",
        "en": "it is rejected for none, but not decided for all",
    },
    "at-least/supported": {
        "nl": "zij is voor genoeg ervan ondersteund",
        "en": "it is supported for enough of them",
    },
    "at-least/rejected": {
        "nl": "ook als alles wat onbeslist is meezit, wordt het vereiste aantal niet gehaald",
        "en": "even if all that is undecided comes out well, the number is not reached",
    },
    "at-least/partly": {
        "nl": "het vereiste aantal wordt alleen gehaald als gedeeltelijke steun meetelt",
        "en": "the number is reached only if partial support is counted",
    },
    "at-least/not-applicable": {
        "nl": "zij is op geen van alle van toepassing",
        "en": "it applies to none of them",
    },
    "at-least/undetermined": {
        "nl": "of het vereiste aantal wordt gehaald, is niet te zeggen",
        "en": "whether the number is reached cannot be said",
    },
}
"""Why a claim over units has its verdict; ``existential`` is ``at-least`` with one."""


def in_both(say: Callable[[str], str]) -> Labels:
    """Say something in every language an explanation is written in.

    Parameters
    ----------
    say : callable
        Gives the text in a language.

    Returns
    -------
    mapping
        Texts by language.

    Examples
    --------
    >>> in_both(lambda language: VERDICTS["partly"][language])["nl"]
    'deels ondersteund'
    """
    return {language: say(language) for language in LANGUAGES}


def sentence(text: str) -> str:
    """Make a phrase a sentence: a capital in front, a full stop behind.

    Parameters
    ----------
    text : str
        A phrase that is not empty.

    Returns
    -------
    str
        The sentence.

    Examples
    --------
    >>> sentence("één is genoeg")
    'Één is genoeg.'
    """
    return f"{text[0].upper()}{text[1:]}."
