"""Why something is suggested, in words that a person checks at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosscase.codebook import Labels, Scale, in_language
from crosscase.study import Unit
from crosscase.suggest.cues import ABSENT, PARTIAL
from crosscase.suggest.units import ALL, DEFAULT, NAMED, WE, Subject

__all__ = ["Account", "give_reason"]

_WORDS = {
    "nl": {
        "hit": "“{words}” ({rule})",
        NAMED: "over {unit}: “{said}”",
        ALL: "over {unit}: “{said}”",
        WE: "over {unit}, die spreekt: “{said}”",
        DEFAULT: "over {unit}: het document gaat over niets anders",
        "asked": "over wie?",
        "others": "ook genoemd: {others}",
        "value": "waarde: {value}",
        ABSENT: "“{cue}” ontkent dat",
        PARTIAL: "“{cue}” zwakt dat af",
        "open": "welke waarde?",
        "hedge": "voorbehoud: “{cue}”",
        "speaker": "aan het woord: {speaker}",
    },
    "en": {
        "hit": "“{words}” ({rule})",
        NAMED: "about {unit}: “{said}”",
        ALL: "about {unit}: “{said}”",
        WE: "about {unit}, who speaks: “{said}”",
        DEFAULT: "about {unit}: the document is about nothing else",
        "asked": "about whom?",
        "others": "named as well: {others}",
        "value": "value: {value}",
        ABSENT: "“{cue}” denies it",
        PARTIAL: "“{cue}” weakens it",
        "open": "which value?",
        "hedge": "reservation: “{cue}”",
        "speaker": "speaking: {speaker}",
    },
}


@dataclass(frozen=True, slots=True)
class Account:
    """What led to a suggestion.

    Parameters
    ----------
    hits : tuple of (str, str)
        The words found and the pattern that found them.
    subject : Subject
        What it is about, and why.
    value : str
        A value of the scale; empty when a person has to say.
    cues : tuple of (str, str)
        What words around the hits make of them, and these words.
    hedges : tuple of str
        Words of reservation.
    speaker : str
        Who is speaking; empty when the text does not say.
    """

    hits: tuple[tuple[str, str], ...]
    subject: Subject
    value: str
    cues: tuple[tuple[str, str], ...] = ()
    hedges: tuple[str, ...] = ()
    speaker: str = ""


def _say(account: Account, units: Mapping[str, Unit], scale: Scale, language: str) -> Sequence[str]:
    words = _WORDS[language]

    def name(unit: str) -> str:
        return in_language(units[unit].label, language)

    subject = account.subject
    said = [words["hit"].format(words=found, rule=rule) for found, rule in account.hits]
    if subject.unit:
        said.append(words[subject.how].format(unit=name(subject.unit), said=subject.words))
    else:
        said.append(words["asked"])
    if subject.others:
        said.append(words["others"].format(others=", ".join(map(name, subject.others))))
    said += [words[effect].format(cue=cue) for effect, cue in account.cues]
    value = scale.value_label(account.value, language) if account.value else ""
    said.append(words["value"].format(value=value) if value else words["open"])
    said += [words["hedge"].format(cue=hedge) for hedge in account.hedges]
    if account.speaker:
        said.append(words["speaker"].format(speaker=account.speaker))
    return said


def give_reason(account: Account, units: Mapping[str, Unit], scale: Scale) -> Labels:
    """Return the reason of a suggestion in Dutch and in English.

    Parameters
    ----------
    account : Account
        What led to it.
    units : mapping
        Cases and parties by id, for their labels.
    scale : Scale
        The scale of the code, for the label of the value.

    Returns
    -------
    mapping
        One line by language.
    """
    return {
        language: " · ".join(
            " ".join(part.split()) for part in _say(account, units, scale, language)
        )
        for language in _WORDS
    }
